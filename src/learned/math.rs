//! Elementary functions that give the same bits on every target: the standard library's may differ
//! between platforms.

/// `e` to the power `x`, right to six digits; `x` is clamped to the range from -87 to 87.
#[inline(always)] // so that several run in a vector
pub fn exp(x: f32) -> f32 {
    // ln 2 in two parts: a whole number up to 126 times the first is exact.
    const LN_2_HIGH: f32 = 355.0 / 512.0;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 87.0);
    // Rounded down by way of whole numbers: not all targets have an instruction for it.
    let nearest = x * std::f32::consts::LOG2_E + 0.5;
    let whole = nearest as i32 - i32::from((nearest as i32) as f32 > nearest);
    let power = f32::from_bits(((whole + 127) as u32) << 23);
    let whole = whole as f32;
    let p = x - whole * LN_2_HIGH - whole * LN_2_LOW;
    // e^p for |p| up to ln 2 / 2: a polynomial (Taylor, sixth degree, error below 2e-7).
    let fraction = 1.0
        + p * (1.0
            + p * (0.5 + p * (1.0 / 6.0 + p * (1.0 / 24.0 + p * (1.0 / 120.0 + p * (1.0 / 720.0 + p / 5040.0))))));
    fraction * power
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
            assert!((f64::from(ours) - real).abs() <= 5e-7 * real, "exp({x}) = {ours}, not {real}");
        }
    }
}
