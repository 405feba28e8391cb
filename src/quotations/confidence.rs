//! How sure an attribution is: the chance that it is there and that its source is right.
//!
//! The network's own chances (that the cue is one, that the source has these edges) multiply to a raw figure. It is
//! mapped to the share that was right (isotonic regression, Zadrozny and Elkan 2002) among attributions in articles that
//! the network had not learned from: `train --only confidence` makes the knots of the map. Contents that stand in quotation
//! marks have a map of their own, since marks make sure what the network doubts. What a rule decided gets the share of that
//! rule's decisions that was right in those articles, by how sure the rule was.

use crate::rules::AttributionRule;

/// A figure from 0 to 1, and the share of such attributions that was right.
pub type Knot = (f32, f32);

/// The maps of raw figures, of contents without quotation marks and of those with some; and the maps of rules, by their ids.
type Maps = ([&'static [Knot]; 2], &'static [(&'static str, &'static [Knot])]);

// Measured, not the mathematical constants that some happen to be near.
#[allow(clippy::approx_constant)]
const MAPS: Maps = include!("../data/confidence.in");

/// The chance that belongs to a raw figure of the network's, of a content that has quotation marks or none.
pub fn calibrated(raw: f32, marked: bool) -> f32 {
    between(MAPS.0[usize::from(marked)], raw)
}

/// The chance that belongs to a rule's decision; a rule that was seldom measured is trusted as it trusts itself.
pub fn of_rule(rule: AttributionRule, confidence: f32) -> f32 {
    let known = MAPS.1.iter().find(|(id, _)| *id == rule.id());
    known.map_or(confidence, |(_, knots)| between(knots, confidence))
}

/// The share that belongs to a figure from 0 to 1, on the line through knots, the first of which is at 0 and the last at 1.
pub fn between(knots: &[Knot], figure: f32) -> f32 {
    let figure = figure.clamp(0.0, 1.0);
    let above = knots.iter().position(|k| k.0 >= figure).unwrap_or(knots.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (knots[above - 1], knots[above]);
    y0 + (y1 - y0) * (figure - x0) / (x1 - x0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_from_its_first_knot_to_its_last() {
        let rules = MAPS.1.iter().map(|(_, knots)| *knots);
        for knots in MAPS.0.into_iter().chain(rules) {
            let steps: Vec<f32> = (0..=100).map(|i| between(knots, i as f32 / 100.0)).collect();
            assert!(steps.windows(2).all(|w| w[0] <= w[1]), "{steps:?}");
            assert!(steps.iter().all(|share| (0.0..=1.0).contains(share)), "{steps:?}");
            assert_eq!([knots[0].0, knots[knots.len() - 1].0], [0.0, 1.0]);
            assert_eq!(between(knots, f32::INFINITY), steps[100]);
        }
        assert!([false, true].into_iter().all(|marked| calibrated(0.0, marked) < calibrated(1.0, marked)));
    }

    #[test]
    fn each_map_is_of_a_rule_and_of_no_other() {
        let known = |id: &str| AttributionRule::ALL.iter().any(|rule| rule.id() == id);
        assert!(MAPS.1.iter().all(|(id, _)| known(id)));
        for &rule in AttributionRule::ALL {
            let mapped = MAPS.1.iter().any(|(id, _)| *id == rule.id());
            assert!(mapped || of_rule(rule, 0.85) == 0.85, "{}", rule.id());
        }
    }
}
