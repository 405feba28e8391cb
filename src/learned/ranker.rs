//! Chooses among candidates: a log-linear model over the hashed features of each candidate.

use super::math::exp;
use super::weights::Table;

/// A log-linear model that gives each of several candidates a chance.
#[derive(Debug, Clone)]
pub struct Ranker<'w>(Table<'w>);

/// The features of several candidates, one after the other, to learn from.
#[cfg(feature = "train")]
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    features: Vec<u64>,
    ends: Vec<usize>,
}

#[cfg(feature = "train")]
impl Candidates {
    /// Adds a candidate with its features.
    pub fn add(&mut self, features: impl Iterator<Item = u64>) {
        self.features.extend(features);
        self.ends.push(self.features.len());
    }

    /// How many candidates there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no candidates.
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

    /// The score of a candidate with these features.
    pub fn score(&self, features: impl Iterator<Item = u64>) -> i32 {
        self.0.sum(features)
    }

    /// The score of each candidate.
    #[cfg(feature = "train")]
    pub fn scores(&self, candidates: &Candidates) -> Vec<i32> {
        candidates.iter().map(|features| self.score(features.iter().copied())).collect()
    }

    /// The chance of each candidate by its score; they sum to one.
    pub fn chances(&self, scores: &[i32]) -> Vec<f32> {
        let mut chances: Vec<f32> = scores.iter().map(|&score| score as f32 * self.0.scale).collect();
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
