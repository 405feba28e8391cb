//! How sure an attribution is: the chance that it is there and that its source is right.
//!
//! The network's own chances (that the cue is one, that the source has these edges) multiply to a raw figure. It is
//! mapped to the share that was right among the attributions of `polnear.dev` (isotonic regression, Zadrozny and Elkan
//! 2002): its articles were annotated by several people, as those were that the figures are checked on, and the
//! training articles, where gold attributions are left out more often, by one. Ten knots are too few to learn the
//! articles by heart. `train --only quotations` prints the knots.

/// Raw figures, and the share of such attributions that was right.
const KNOTS: [(f32, f32); 10] = [
    (0.0, 0.26),
    (0.22, 0.265),
    (0.30, 0.29),
    (0.41, 0.36),
    (0.53, 0.53),
    (0.65, 0.70),
    (0.80, 0.86),
    (0.89, 0.91),
    (0.97, 0.95),
    (1.0, 0.96),
];

/// The chance that belongs to a raw figure from 0 to 1.
pub fn calibrated(raw: f32) -> f32 {
    let raw = raw.clamp(0.0, 1.0);
    let above = KNOTS.iter().position(|k| k.0 >= raw).unwrap_or(KNOTS.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (KNOTS[above - 1], KNOTS[above]);
    y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
}

#[cfg(test)]
mod tests {
    use super::calibrated;

    #[test]
    fn rises_from_its_first_knot_to_its_last() {
        assert_eq!((calibrated(0.0), calibrated(1.0)), (0.26, 0.96));
        let steps: Vec<f32> = (0..=100).map(|i| calibrated(i as f32 / 100.0)).collect();
        assert!(steps.windows(2).all(|w| w[0] <= w[1]), "{steps:?}");
        assert_eq!(calibrated(f32::INFINITY), 0.96);
    }
}
