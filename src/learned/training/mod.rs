//! Learns weights. Everything is deterministic: the order, the seeds, and how work is shared out are fixed on every
//! machine.

pub mod chain;
mod forwards;
pub mod network;
mod parameters;
pub mod ranker;
pub mod setup;
mod visit;

use super::features::row;
use super::sparse::SparseTable;

/// A small generator of pseudo-random numbers (Marsaglia's xorshift), for shuffling.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    /// Shuffles the items in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// The size of the `keep`th largest weight.
fn threshold(weights: impl Iterator<Item = f32>, keep: usize) -> f32 {
    let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|&w| w > 0.0).collect();
    if sizes.len() <= keep {
        return 0.0;
    }
    let at = sizes.len() - keep.max(1);
    *sizes.select_nth_unstable_by(at, f32::total_cmp).1
}

/// An averaged multi-class perceptron (Collins 2002), updated from outside: the caller scores with
/// [`Perceptron::scores`], decides, and calls [`Perceptron::update`] where it was wrong.
pub struct Perceptron {
    bits: u32,
    classes: usize,
    weights: Vec<f32>,
    totals: Vec<f32>,
    time: f32,
    /// Weights that are to stay zero.
    pruned: Vec<bool>,
}

impl Perceptron {
    /// A model that has learned nothing: all its weights are zero.
    pub fn new(bits: u32, classes: usize) -> Self {
        Perceptron {
            bits,
            classes,
            weights: vec![0.0; classes << bits],
            totals: vec![0.0; classes << bits],
            time: 1.0,
            pruned: vec![false; classes << bits],
        }
    }

    /// The row of a feature.
    pub fn row(&self, feature: u64) -> u32 {
        row(feature, self.bits) as u32
    }

    /// Writes the classes' scores, given the rows of a place's features, into `scores`.
    pub fn scores(&self, rows: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for &r in rows {
            let w = &self.weights[r as usize * self.classes..][..self.classes];
            scores.iter_mut().zip(w).for_each(|(s, w)| *s += w);
        }
    }

    /// Moves the weights towards the class `right` and away from the class `wrong`, where they differ. To be called
    /// once for each decision.
    pub fn update(&mut self, rows: &[u32], right: usize, wrong: usize) {
        self.time += 1.0;
        if right == wrong {
            return;
        }
        for &r in rows {
            let at = r as usize * self.classes;
            for (class, change) in [(right, 1.0), (wrong, -1.0)] {
                if !self.pruned[at + class] {
                    self.weights[at + class] += change;
                    self.totals[at + class] += change * self.time;
                }
            }
        }
    }

    fn averaged(&self) -> impl Iterator<Item = f32> {
        self.weights.iter().zip(&self.totals).map(|(w, t)| w - t / self.time)
    }

    /// Sets all but the `keep` largest averaged weights to zero, for good, and begins the average anew.
    pub fn prune(&mut self, keep: usize) {
        let averaged: Vec<f32> = self.averaged().collect();
        let least = threshold(averaged.iter().copied(), keep);
        for (k, w) in averaged.into_iter().enumerate() {
            self.pruned[k] |= w == 0.0 || w.abs() < least;
            self.weights[k] = if self.pruned[k] { 0.0 } else { w };
        }
        self.totals.fill(0.0);
        self.time = 1.0;
    }

    /// The averaged weights as a weight file.
    pub fn finish(&self) -> Vec<u8> {
        SparseTable::encode(self.bits, self.classes, &self.averaged().collect::<Vec<f32>>())
    }
}
