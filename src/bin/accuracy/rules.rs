//! How often each rule of the table is right, measured anew and set beside what the table says.
//!
//! - An attribution's rule is right where the attribution is: a gold quotation is compared with it, and its source is
//!   right (see [`crate::calibration`]). Of all attributions that the rule found.
//! - A speaker's rule is right where the speakers are (see [`crate::speakers`]). Of all quotations that are
//!   found and whose speakers somebody resolved, those whose speakers the rule gave.
//!
//! A rule that decided fewer than twenty times is printed, but its share says little, and the table records none.

use std::collections::BTreeMap;

use whosaid::corpora::GoldDocument;
use whosaid::rules::{AttributionRule, Rule, SpeakerRule};

use crate::calibration;
use crate::figures::{Figure, percent, table};
use crate::predictions::{Prediction, by_id};
use crate::speakers::{Resolved, cases};

/// Right decisions and all decisions of each rule, by its id.
#[derive(Default)]
pub struct Tally(BTreeMap<String, [usize; 2]>);

impl Tally {
    fn count(&mut self, rule: &str, right: bool) {
        let counts = self.0.entry(rule.to_owned()).or_default();
        counts[0] += usize::from(right);
        counts[1] += 1;
    }

    /// Counts the rules that decided the attributions of a set.
    pub fn attributions(&mut self, gold: &[GoldDocument], predictions: &[Prediction]) {
        let predictions = by_id(predictions);
        for g in gold {
            let Some(p) = predictions.get(g.id.as_str()) else { continue };
            for (quotation, right) in p.quotations.iter().zip(calibration::right(g, p)) {
                self.count(&quotation.rule, right);
            }
        }
    }

    /// Counts the rules that decided the speakers of a set.
    pub fn speakers(&mut self, gold: &[GoldDocument], predictions: &[Prediction], resolved: &[Resolved]) {
        let predictions = by_id(predictions);
        let resolved: BTreeMap<&str, &Resolved> = resolved.iter().map(|r| (r.id.as_str(), r)).collect();
        for g in gold {
            let (Some(p), Some(resolved)) = (predictions.get(g.id.as_str()), resolved.get(g.id.as_str())) else {
                continue;
            };
            for case in cases(g, p, resolved) {
                if let Some(rule) = case.found.and_then(|q| q.speaker_rule.as_deref()) {
                    self.count(rule, case.right);
                }
            }
        }
    }

    /// The figures: a row for each rule of the table, and one for each that decided without being in it.
    pub fn figure(&self) -> Figure {
        let row = |(right, all): (usize, usize), recorded: Option<f32>| {
            let recorded =
                recorded.map(|share| ("recorded%", Figure::Number(f64::from((1000.0 * share).round()) / 10.0)));
            let measured = [("decided", Figure::Count(all)), ("right%", Figure::Number(percent(right, all)))];
            table(measured.into_iter().chain(recorded))
        };
        let counts = |id: &str| self.0.get(id).map_or((0, 0), |&[right, all]| (right, all));
        let rows =
            |rules: Vec<&'static Rule>| table(rules.into_iter().map(|r| (r.id, row(counts(r.id), r.confidence))));
        let unknown = self.0.keys().filter(|id| !whosaid::rules::all().any(|rule| rule.id == id.as_str()));
        table([
            ("attribution", rows(AttributionRule::ALL.iter().map(|r| r.entry()).collect())),
            ("speaker", rows(SpeakerRule::ALL.iter().map(|r| r.entry()).collect())),
            ("not in the table", table(unknown.map(|id| (id.as_str(), row(counts(id), None))))),
        ])
    }
}
