//! Chooses one of several classes: a linear classifier.

use super::sparse::SparseTable;

/// A linear classifier over hashed features.
#[derive(Debug, Clone)]
pub struct Classifier(SparseTable);

impl Classifier {
    /// A classifier with the weights of `table`.
    pub fn new(table: SparseTable) -> Self {
        Classifier(table)
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.0.labels
    }

    /// What one unit of score is worth, in natural log-odds.
    pub fn scale(&self) -> f32 {
        self.0.scale
    }

    /// Writes the classes' scores, given `features`, into `scores`.
    #[inline]
    pub fn score(&self, scores: &mut [i32], features: &[u64]) {
        scores.fill(0);
        self.0.add(features, scores);
    }
}

/// The class with the highest score among those allowed; of equal scores the lowest class.
pub fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    (0..scores.len()).filter(|&c| allowed(c)).rev().max_by_key(|&c| scores[c])
}
