//! Labels a sequence: a linear-chain conditional random field (Lafferty et al. 2001).

use super::math::exp;
use super::weights::Table;

/// A sequence labeller.
#[derive(Debug, Clone, Copy)]
pub struct Chain<'w> {
    table: Table<'w>,
    /// Whether label `b` may follow label `a`, or (`a` = number of labels) begin a sequence.
    allowed: fn(usize, usize) -> bool,
}

/// The scores of one sequence, a row a position.
#[derive(Debug, Clone, Default)]
pub struct Scores(Vec<i32>);

const NEVER: i32 = i32::MIN / 4;

/// The allowed transitions of B/I labels: label 0 is "outside", 2k+1 begins type k, 2k+2 continues it.
pub fn begin_inside(from: usize, to: usize) -> bool {
    let starts = to == 0 || to % 2 == 1;
    starts || from == to || from + 1 == to
}

impl<'w> Chain<'w> {
    /// A labeller with the weights of `table`.
    pub fn new(table: Table<'w>, allowed: fn(usize, usize) -> bool) -> Self {
        Chain { table, allowed }
    }

    /// How many labels there are.
    pub fn labels(&self) -> usize {
        self.table.labels
    }

    /// Scores `length` positions; `features(i, sink)` hands the features of position `i` to the sink.
    pub fn score(&self, length: usize, mut features: impl FnMut(usize, &mut dyn FnMut(u64))) -> Scores {
        let labels = self.labels();
        let mut scores = vec![0; length * labels];
        for (i, row) in scores.chunks_mut(labels).enumerate() {
            features(i, &mut |feature| self.table.add(feature, row));
        }
        Scores(scores)
    }

    fn transition(&self, from: usize, to: usize) -> i32 {
        if (self.allowed)(from, to) {
            i32::from(self.table.transitions[from * self.labels() + to] as i8)
        } else {
            NEVER
        }
    }

    /// The best sequence of labels (Viterbi).
    pub fn best(&self, scores: &Scores) -> Vec<usize> {
        let n = self.labels();
        let length = scores.0.len() / n;
        if length == 0 {
            return Vec::new();
        }
        let transitions: Vec<i32> =
            (0..=n).flat_map(|a| (0..n).map(move |b| (a, b))).map(|(a, b)| self.transition(a, b)).collect();
        let mut back = vec![0u8; length * n];
        let mut current: Vec<i64> =
            (0..n).map(|l| i64::from(scores.0[l]) + i64::from(transitions[n * n + l])).collect();
        let mut next = vec![0i64; n];
        for i in 1..length {
            for to in 0..n {
                let (mut best, mut from) = (i64::MIN, 0);
                for (a, &score) in current.iter().enumerate() {
                    let s = score + i64::from(transitions[a * n + to]);
                    if s > best {
                        (best, from) = (s, a);
                    }
                }
                next[to] = best + i64::from(scores.0[i * n + to]);
                back[i * n + to] = from as u8;
            }
            std::mem::swap(&mut current, &mut next);
        }
        let mut label = (0..n).rev().max_by_key(|&l| current[l]).unwrap_or(0);
        let mut out = vec![0; length];
        for i in (0..length).rev() {
            out[i] = label;
            label = usize::from(back[i * n + label]);
        }
        out
    }

    /// The probability of each label at each position, a row a position (forward-backward).
    pub fn marginals(&self, scores: &Scores) -> Vec<f32> {
        let n = self.labels();
        let scale = self.table.scale;
        let transitions: Vec<f32> = (0..=n)
            .flat_map(|a| (0..n).map(move |b| (a, b)))
            .map(|(a, b)| if (self.allowed)(a, b) { exp(self.transition(a, b) as f32 * scale) } else { 0.0 })
            .collect();
        let mut out: Vec<f32> = Vec::with_capacity(scores.0.len());
        for row in scores.0.chunks(n) {
            let top = row.iter().copied().max().unwrap_or(0);
            out.extend(row.iter().map(|&s| exp((s - top) as f32 * scale)));
        }
        forward_backward(n, &transitions, &mut out, &mut Vec::new());
        out
    }
}

/// Replaces potentials by marginals. `transitions` is `n + 1` rows of `n`; the last is the start's.
/// `alpha` is scratch space, and holds the scaled forward values afterwards. Returns the log of the
/// partition function, less what the caller took out of the potentials.
pub(crate) fn forward_backward(n: usize, transitions: &[f32], potentials: &mut [f32], alpha: &mut Vec<f32>) -> f64 {
    let length = potentials.len() / n;
    alpha.clear();
    alpha.resize(potentials.len(), 0.0);
    let mut log_z = 0.0;
    for i in 0..length {
        let mut sum = 0.0;
        for to in 0..n {
            let before = if i == 0 {
                transitions[n * n + to]
            } else {
                (0..n).map(|a| alpha[(i - 1) * n + a] * transitions[a * n + to]).sum()
            };
            let a = before * potentials[i * n + to];
            alpha[i * n + to] = a;
            sum += a;
        }
        let sum = if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
        alpha[i * n..(i + 1) * n].iter_mut().for_each(|a| *a /= sum);
        log_z += f64::from(sum).ln();
    }
    let mut beta = vec![1.0f32; n];
    for i in (0..length).rev() {
        let row = i * n..(i + 1) * n;
        let carried: Vec<f32> = (0..n).map(|l| potentials[i * n + l] * beta[l]).collect();
        let mut sum = 0.0;
        for l in 0..n {
            let m = alpha[i * n + l] * beta[l];
            potentials[i * n + l] = m;
            sum += m;
        }
        let sum = if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
        potentials[row].iter_mut().for_each(|m| *m /= sum);
        let mut top = f32::MIN_POSITIVE;
        for (a, b) in beta.iter_mut().enumerate() {
            *b = (0..n).map(|l| transitions[a * n + l] * carried[l]).sum();
            top = top.max(*b);
        }
        beta.iter_mut().for_each(|b| *b /= top);
    }
    log_z
}
