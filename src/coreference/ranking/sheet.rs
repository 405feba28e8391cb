//! Collects the features of a candidate as hashes, and turns facts into small numbers for them.

use super::question::Question;
use crate::learned::features::mix;

/// The features of one candidate: each is a hash of its template's number, of the sort of mention that asks, and of
/// what the template saw.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The number of the sort of mention that asks.
    sort: u64,
    /// The number of a wider sort, if there is one: features are added for it too, as the narrow one may have too few
    /// examples to learn from.
    wider: Option<u64>,
    /// The number of the last template.
    template: u64,
    features: Vec<u64>,
}

impl Sheet {
    /// Begins anew for another candidate, with the template after `template`.
    pub fn begin(&mut self, sort: u64, wider: Option<u64>, template: u64) {
        self.sort = sort;
        self.wider = wider;
        self.template = template;
        self.features.clear();
    }

    /// Goes on with the template after `template`.
    pub fn skip_to(&mut self, template: u64) {
        self.template = template;
    }

    /// Leaves out the next templates.
    pub fn skip(&mut self, count: u64) {
        self.template += count;
    }

    /// Adds what the next template saw.
    #[inline(never)] // called from a hundred places
    pub fn add(&mut self, value: u64) {
        self.template += 1;
        let sorts = std::iter::once(self.sort).chain(self.wider);
        self.features.extend(sorts.map(|sort| mix(mix(self.template, sort), value)));
    }

    /// The features.
    pub fn features(&self) -> impl Iterator<Item = u64> {
        self.features.iter().copied()
    }
}

/// The step, of nine, that a number falls in, so that features tell small numbers apart and take great ones together.
pub fn step(n: usize) -> u64 {
    match n {
        0..4 => n as u64,
        4..6 => 4,
        6..9 => 5,
        9..14 => 6,
        14..22 => 7,
        _ => 8,
    }
}

/// The determiner of a question's description, as a number; 9 where it has none.
pub fn determiner(question: &Question) -> u64 {
    question.determiner.map_or(9, |d| d as u64)
}
