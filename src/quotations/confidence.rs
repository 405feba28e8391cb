//! Confidence: the chance that an attribution is there and that its source is right.
//!
//! The network gives two chances, one for the cue and one for the source; their product is a raw figure. A map turns it
//! into the share of such attributions that was right (isotonic regression, Zadrozny and Elkan 2002) in articles that
//! the network had not learned from. Contents with quotation marks have a map of their own, because marks confirm what
//! the network doubts. Where a rule decided, a map of the rule turns the rule's own figure into the share of its
//! decisions that was right. `train --only confidence` makes the maps.

use crate::rules::AttributionRule;

/// A point of a map: a figure from 0 to 1, and the share of attributions with that figure that was right.
pub type Knot = (f32, f32);

/// Two maps of the network's raw figures, for contents without quoted words and with some; then maps of rules, with
/// their ids.
type Maps = ([&'static [Knot]; 2], &'static [(&'static str, &'static [Knot])]);

// The shares are measured: that some are near a mathematical constant is chance.
#[allow(clippy::approx_constant)]
const MAPS: Maps = include!("../data/confidence.in");

/// The chance that belongs to a raw figure of the network. `marked` tells whether the content holds quoted words.
pub fn calibrated(raw: f32, marked: bool) -> f32 {
    between(MAPS.0[usize::from(marked)], raw)
}

/// The chance that belongs to a rule's own figure `confidence`. A rule without a map, of which too few decisions were
/// measured, keeps its own figure.
pub fn of_rule(rule: AttributionRule, confidence: f32) -> f32 {
    let known = MAPS.1.iter().find(|(id, _)| *id == rule.id());
    known.map_or(confidence, |(_, knots)| between(knots, confidence))
}

/// Reads a map at `figure`, which is limited to 0 to 1: the share on the straight line between the knots beside it. The
/// first knot must be at 0, the last at 1.
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
