//! How sure an attribution is: the chance that it is there and that its source is right.
//!
//! The network's own chances (that the cue is one, that the source has these edges) multiply to a raw figure. It is
//! mapped to the share that was right (isotonic regression, Zadrozny and Elkan 2002) among attributions in articles that
//! the network had not learned from: `train --only confidence` makes the knots of the map. Contents that stand in quotation
//! marks have a map of their own, since marks make sure what the network doubts.

/// A raw figure, and the share of such attributions that was right.
type Knot = (f32, f32);

/// Knots for contents without quotation marks, and for those with some.
// Measured, not the mathematical constants that some happen to be near.
#[allow(clippy::approx_constant)]
const KNOTS: [&[Knot]; 2] = include!("../data/confidence.in");

/// The chance that belongs to a raw figure from 0 to 1, of a content that has quotation marks or none.
pub fn calibrated(raw: f32, marked: bool) -> f32 {
    let knots = KNOTS[usize::from(marked)];
    let raw = raw.clamp(0.0, 1.0);
    let above = knots.iter().position(|k| k.0 >= raw).unwrap_or(knots.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (knots[above - 1], knots[above]);
    y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_from_its_first_knot_to_its_last() {
        for (knots, marked) in KNOTS.into_iter().zip([false, true]) {
            let steps: Vec<f32> = (0..=100).map(|i| calibrated(i as f32 / 100.0, marked)).collect();
            assert!(steps.windows(2).all(|w| w[0] <= w[1]), "{steps:?}");
            assert!(steps[0] < steps[100]);
            assert_eq!([knots[0].0, knots[knots.len() - 1].0], [0.0, 1.0]);
            assert_eq!(calibrated(f32::INFINITY, marked), steps[100]);
        }
    }
}
