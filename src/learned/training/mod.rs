//! Learns weights. Everything is deterministic: fixed order, fixed seed, one thread a model.

mod forwards;
pub mod network;

use super::chain::forward_backward;
use super::features::row;
use super::weights::Table;

/// A sequence with its gold labels; features as rows of the table.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// Rows of all positions, one after the other.
    pub rows: Vec<u32>,
    /// For each position, where its rows end.
    pub ends: Vec<u32>,
    /// For each position, its label.
    pub labels: Vec<u8>,
    /// The source that it is from; 0 is the one whose conventions the weights are to follow.
    ///
    /// Where there are several, each weight is the sum of one that all share and one of the source's own
    /// (Daumé 2007), so that sources with other conventions still teach what they agree on. The weight
    /// file holds the sums of source 0.
    pub source: u8,
}

impl Sequence {
    /// Adds a position.
    pub fn push(&mut self, bits: u32, label: usize, features: impl FnOnce(&mut Vec<u64>)) {
        let mut found = Vec::with_capacity(128);
        features(&mut found);
        self.rows.extend(found.into_iter().map(|feature| row(feature, bits) as u32));
        self.ends.push(self.rows.len() as u32);
        self.labels.push(label as u8);
    }

    fn rows(&self, i: usize) -> &[u32] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.rows[start..self.ends[i] as usize]
    }
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The table has `1 << bits` rows.
    pub bits: u32,
    /// Passes over the data.
    pub passes: usize,
    /// AdaGrad's first step.
    pub rate: f32,
    /// How many weights to keep: the largest, chosen half-way and again near the end, so that they make
    /// up for those taken out.
    pub keep: usize,
    /// Weights of features that fire fewer times than this in the data stay zero.
    pub at_least: u32,
    /// Pull towards zero, in proportion to the weight (L2).
    pub decay: f32,
    /// The share of features that each visit leaves out at random, so that none leans on another.
    pub dropout: f32,
}

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

    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Which rows fire often enough to be learned.
fn frequent<'a>(bits: u32, at_least: u32, rows: impl Iterator<Item = &'a [u32]>) -> Vec<bool> {
    let mut counts = vec![0u32; 1 << bits];
    for r in rows.flatten() {
        counts[*r as usize] += 1;
    }
    counts.iter().map(|&c| c >= at_least).collect()
}

/// What a weight file holds: the shared weights, with those of source 0 added where there are several.
fn shipped(weights: &[f32], size: usize) -> Vec<f32> {
    let own = weights.get(size..2 * size).unwrap_or(&[]);
    (0..size).map(|k| weights[k] + own.get(k).map_or(0.0, |w| w * FOLD.with(|f| *f))).collect()
}

/// Sets all but the `keep` largest of the shipped weights to zero, for good: an infinite sum of squares
/// makes every later step nothing.
fn prune(weights: &mut [f32], squares: &mut [f32], size: usize, keep: usize) {
    let sums = shipped(weights, size);
    let least = threshold(sums.iter().copied(), keep);
    for (k, sum) in sums.into_iter().enumerate().filter(|(_, sum)| sum.abs() < least) {
        let _ = sum;
        let end = weights.len();
        for at in [k, k + size].into_iter().filter(|&at| at < end) {
            weights[at] = 0.0;
            squares[at] = f32::INFINITY;
        }
    }
}
thread_local!(static FOLD: f32 = std::env::var("FOLD").ok().and_then(|v| v.parse().ok()).unwrap_or(1.0));

/// The size of the `keep`th largest weight.
fn threshold(weights: impl Iterator<Item = f32>, keep: usize) -> f32 {
    let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|&w| w > 0.0).collect();
    if sizes.len() <= keep {
        return 0.0;
    }
    let at = sizes.len() - keep.max(1);
    *sizes.select_nth_unstable_by(at, f32::total_cmp).1
}

/// Learns a chain: stochastic gradient with AdaGrad steps (Duchi et al. 2011). Returns a weight file.
pub fn chain(sequences: &[Sequence], labels: usize, allowed: fn(usize, usize) -> bool, settings: &Settings) -> Vec<u8> {
    let n = labels;
    let Settings { bits, passes, rate, keep, at_least, decay, dropout } = *settings;
    let learnable = frequent(bits, at_least, sequences.iter().map(|s| &s.rows[..]));
    let size = n << bits;
    let sources = usize::from(sequences.iter().map(|s| s.source).max().unwrap_or(0)) + 1;
    let parts = if sources > 1 { 1 + sources } else { 1 };
    let mut weights = vec![0.0f32; size * parts];
    let mut squares = vec![1e-2f32; size * parts];
    let mut moves = vec![0.0f32; n * (n + 1)];
    let mut move_squares = vec![1e-2f32; n * (n + 1)];
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = Random(0x5eed_0001);
    let (mut potentials, mut alpha) = (Vec::new(), Vec::new());
    let (mut rows, mut ends): (Vec<u32>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    let (dropped, fewer) = ((dropout * 1000.0) as usize, 1.0 / (1.0 - dropout));
    for pass in 0..passes {
        let rate = rate * (1.0 - 0.9 * pass as f32 / passes as f32);
        if pass == passes / 2 {
            prune(&mut weights, &mut squares, size, keep + keep / 2);
        } else if pass + 2 == passes {
            prune(&mut weights, &mut squares, size, keep);
        }
        random.shuffle(&mut order);
        let mut loss = 0.0f64;
        for &s in &order {
            let sequence = &sequences[s];
            let length = sequence.labels.len();
            if length == 0 {
                continue;
            }
            // Where the weights of its own source begin.
            let own = if parts > 1 { Some(size * (1 + usize::from(sequence.source))) } else { None };
            potentials.clear();
            rows.clear();
            ends.clear();
            for i in 0..length {
                let at = potentials.len();
                potentials.resize(at + n, 0.0f32);
                let scores = &mut potentials[at..];
                let from = rows.len();
                rows.extend(sequence.rows(i).iter().filter(|_| random.below(1000) >= dropped));
                ends.push((from, rows.len()));
                for &r in &rows[from..] {
                    for part in std::iter::once(0).chain(own) {
                        let w = &weights[part + r as usize * n..][..n];
                        scores.iter_mut().zip(w).for_each(|(s, w)| *s += w);
                    }
                }
                scores.iter_mut().for_each(|s| *s *= fewer);
                let gold = usize::from(sequence.labels[i]);
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                loss -= f64::from(scores[gold] - top);
                scores.iter_mut().for_each(|s| *s = (*s - top).max(-60.0).exp());
            }
            let exps: Vec<f32> =
                (0..n * (n + 1)).map(|k| if allowed(k / n, k % n) { moves[k].exp() } else { 0.0 }).collect();
            loss += forward_backward(n, &exps, &mut potentials, &mut alpha);
            let mut before = n;
            for &gold in &sequence.labels {
                loss -= f64::from(moves[before * n + usize::from(gold)]);
                before = usize::from(gold);
            }
            let step = |w: &mut f32, square: &mut f32, gradient: f32| {
                *square += gradient * gradient;
                let r = rate / square.sqrt();
                *w -= r * (gradient + decay * *w);
            };
            // Pair marginals: forward at i - 1, the move, and what is left of the marginal at i.
            let mut move_gradient = vec![0.0f32; n * (n + 1)];
            for i in 0..length {
                let marginal = &potentials[i * n..(i + 1) * n];
                if i == 0 {
                    (0..n).for_each(|l| move_gradient[n * n + l] += marginal[l]);
                } else {
                    for to in 0..n {
                        if marginal[to] < 1e-6 {
                            continue;
                        }
                        let total: f32 = (0..n).map(|a| alpha[(i - 1) * n + a] * exps[a * n + to]).sum();
                        if total > 0.0 {
                            for a in 0..n {
                                move_gradient[a * n + to] +=
                                    marginal[to] * alpha[(i - 1) * n + a] * exps[a * n + to] / total;
                            }
                        }
                    }
                }
            }
            let mut before = n;
            for &gold in &sequence.labels {
                move_gradient[before * n + usize::from(gold)] -= 1.0;
                before = usize::from(gold);
            }
            for k in 0..n * (n + 1) {
                if allowed(k / n, k % n) && move_gradient[k] != 0.0 {
                    step(&mut moves[k], &mut move_squares[k], move_gradient[k]);
                }
            }
            for i in 0..length {
                let mut gradient = [0.0f32; 64];
                gradient[..n].copy_from_slice(&potentials[i * n..(i + 1) * n]);
                gradient[usize::from(sequence.labels[i])] -= 1.0;
                if gradient[..n].iter().all(|g| g.abs() < 1e-4) {
                    continue;
                }
                for &r in &rows[ends[i].0..ends[i].1] {
                    if !learnable[r as usize] {
                        continue;
                    }
                    for part in std::iter::once(0).chain(own) {
                        let at = part + r as usize * n;
                        // Label 0 is the measure of the others: its weights stay zero.
                        for l in 1..n {
                            step(&mut weights[at + l], &mut squares[at + l], gradient[l]);
                        }
                    }
                }
            }
        }
        let nonzero = weights[..size].iter().filter(|w| **w != 0.0).count();
        eprintln!(
            "  pass {}: loss {:.4} a sequence, {} weights",
            pass + 1,
            loss / sequences.len().max(1) as f64,
            nonzero
        );
    }
    Table::encode(bits, n, &moves, &shipped(&weights, size))
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
    /// All weights zero.
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

    /// The classes' scores.
    pub fn scores(&self, rows: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for &r in rows {
            let w = &self.weights[r as usize * self.classes..][..self.classes];
            scores.iter_mut().zip(w).for_each(|(s, w)| *s += w);
        }
    }

    /// Moves the weights towards `right` and away from `wrong`, where they differ; call once a decision.
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
        Table::encode(self.bits, self.classes, &[], &self.averaged().collect::<Vec<f32>>())
    }
}
