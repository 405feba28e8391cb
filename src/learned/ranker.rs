//! Chooses among candidates: a log-linear model over the hashed features of each candidate.

use super::math::exp;
use super::weights::Table;

/// A log-linear model that gives each of several candidates a chance.
#[derive(Debug, Clone)]
pub struct Ranker<'w>(Table<'w>);

/// The features of several candidates, one after the other.
#[derive(Debug, Clone)]
pub struct Candidates {
    features: Vec<u64>,
    ends: Vec<usize>,
}

/// No candidates, with room for a dozen: lists that grow are copied each time that they do.
impl Default for Candidates {
    fn default() -> Self {
        Candidates { features: Vec::with_capacity(1024), ends: Vec::with_capacity(16) }
    }
}

impl Candidates {
    /// The list to which the features of the next candidate are added.
    pub fn features(&mut self) -> &mut Vec<u64> {
        &mut self.features
    }

    /// Ends the features of a candidate.
    pub fn end(&mut self) {
        self.ends.push(self.features.len());
    }

    /// How many candidates there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of each candidate.
    pub fn iter(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.features[start..end])
    }
}

impl<'w> Ranker<'w> {
    /// A ranker with the weights of `table`.
    pub fn new(table: Table<'w>) -> Self {
        Ranker(table)
    }

    /// Whether all weights are zero: nothing was learned.
    pub fn is_blank(&self) -> bool {
        self.0.is_blank()
    }

    /// The chance of each candidate; they sum to one.
    pub fn chances(&self, candidates: &Candidates) -> Vec<f32> {
        let score = |features: &[u64]| self.0.sum(features) as f32 * self.0.scale;
        let mut chances: Vec<f32> = candidates.iter().map(score).collect();
        softmax(&mut chances);
        chances
    }
}

/// Turns scores (natural log-odds) into chances that sum to one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = exp(*score - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}
