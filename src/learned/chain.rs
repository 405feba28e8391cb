//! Labels a sequence, given the scores of each label at each position: a linear-chain conditional random field
//! (Lafferty et al. 2001).

use super::math::exp;

/// No model of sequences has more labels.
pub const MOST_LABELS: usize = 16;

/// What it is worth that one label follows another.
#[derive(Debug, Clone)]
pub struct Moves {
    labels: usize,
    /// What one unit of score is worth, in natural log-odds.
    scale: f32,
    /// The scores of the moves from each label, and last from the start, to each label.
    moves: Vec<i32>,
    /// The same as factors of a sequence's probability.
    factors: Vec<f32>,
}

/// The scores of one sequence, a row a position.
#[derive(Debug, Clone, Default)]
pub struct Scores(pub(super) Vec<i32>);

impl Scores {
    /// Puts the scores of the positions that follow after these.
    pub fn append(&mut self, mut next: Scores) {
        self.0.append(&mut next.0);
    }

    /// Makes sure that position `at` gets a label of `labels` labels that there are.
    pub fn force(&mut self, at: usize, label: usize, labels: usize) {
        for (l, score) in self.0[at * labels..(at + 1) * labels].iter_mut().enumerate() {
            if l != label {
                *score = NEVER;
            }
        }
    }

    /// The mean of several models' scores of one sequence.
    #[cfg(feature = "train")]
    pub fn mean(all: &[Scores]) -> Scores {
        let count = all.len() as i32;
        Scores((0..all[0].0.len()).map(|i| all.iter().map(|scores| scores.0[i]).sum::<i32>() / count).collect())
    }

    /// Takes the first `count` scores out.
    pub fn take(&mut self, count: usize) -> Scores {
        Scores(self.0.drain(..count).collect())
    }
}

const NEVER: i32 = i32::MIN / 8;

/// The allowed transitions of B/I labels: label 0 is "outside", 2k+1 begins type k, 2k+2 continues it.
pub fn begin_inside(from: usize, to: usize) -> bool {
    let starts = to == 0 || to % 2 == 1;
    starts || from == to || from + 1 == to
}

impl Moves {
    /// Moves with `scores`, a row of `labels` for each label to come from and one for the start, in units that are
    /// worth `scale`. `allowed` tells whether label `b` may follow label `a`, or (`a` = number of labels) begin.
    pub fn new(
        labels: usize,
        scale: f32,
        scores: impl Iterator<Item = i32>,
        allowed: fn(usize, usize) -> bool,
    ) -> Moves {
        let moves = scores.enumerate();
        let moves: Vec<i32> = moves.map(|(k, w)| if allowed(k / labels, k % labels) { w } else { NEVER }).collect();
        // No file of ours has factors beyond these; sums of larger ones would be infinite.
        let factor = |&m: &i32| if m == NEVER { 0.0 } else { exp((m as f32 * scale).min(60.0)) };
        let factors = moves.iter().map(factor).collect();
        Moves { labels, scale, moves, factors }
    }

    /// The best sequence of labels (Viterbi).
    pub fn best(&self, scores: &Scores) -> Vec<u8> {
        // A few more lanes than labels, and their number known: the loops run in vectors.
        match self.labels {
            ..=4 => self.viterbi::<4>(&scores.0),
            5..=8 => self.viterbi::<8>(&scores.0),
            _ => self.viterbi::<MOST_LABELS>(&scores.0),
        }
    }

    /// The same; of equals the lowest label.
    fn viterbi<const LANES: usize>(&self, scores: &[i32]) -> Vec<u8> {
        let n = self.labels;
        let lanes = |row: &[i32]| {
            let mut lanes = [NEVER; LANES];
            lanes[..n].copy_from_slice(row);
            lanes
        };
        let moves: Vec<[i32; LANES]> = self.moves.chunks(n).map(lanes).collect();
        let mut rows = scores.chunks(n).map(lanes);
        let Some(mut current) = rows.next() else { return Vec::new() };
        for to in 0..LANES {
            current[to] = (current[to] + moves[n][to]).max(2 * NEVER);
        }
        let mut back: Vec<[u8; LANES]> = Vec::with_capacity(scores.len() / n);
        for row in rows {
            let (mut next, mut from) = ([i32::MIN; LANES], [0i32; LANES]);
            for (a, moves) in moves[..n].iter().enumerate() {
                let before = current[a];
                for to in 0..LANES {
                    let score = before + moves[to];
                    let better = score > next[to];
                    next[to] = if better { score } else { next[to] };
                    from[to] = if better { a as i32 } else { from[to] };
                }
            }
            // Only differences matter; kept small, no sum can overflow.
            let top = next[..n].iter().copied().max().unwrap_or(0);
            for to in 0..LANES {
                current[to] = (next[to] - top + row[to]).max(2 * NEVER);
            }
            back.push(from.map(|a| a as u8));
        }
        let mut label = (0..n as u8).rev().max_by_key(|&l| current[usize::from(l)]).unwrap_or(0);
        let mut out = vec![0; back.len() + 1];
        for (i, back) in back.iter().enumerate().rev() {
            out[i + 1] = label;
            label = back[usize::from(label)];
        }
        out[0] = label;
        out
    }

    /// The probability of each label at each position, a row a position (forward-backward).
    pub fn marginals(&self, scores: &Scores) -> Vec<f32> {
        let n = self.labels;
        let mut out: Vec<f32> = Vec::with_capacity(scores.0.len());
        for row in scores.0.chunks(n) {
            let top = row.iter().copied().max().unwrap_or(0);
            out.extend(row.iter().map(|&s| exp((s - top) as f32 * self.scale)));
        }
        let alpha = &mut Vec::new();
        match n {
            3 => sweep(3, &self.factors, &mut out, alpha, |_| {}),
            5 => sweep(5, &self.factors, &mut out, alpha, |_| {}),
            n => sweep(n, &self.factors, &mut out, alpha, |_| {}),
        }
        out
    }
}

/// Replaces potentials by marginals. `transitions` is `n + 1` rows of `n`; the last is the start's.
/// `alpha` is scratch space, and holds the scaled forward values afterwards. Returns the log of the
/// partition function, less what the caller took out of the potentials.
#[cfg(feature = "train")]
pub(crate) fn forward_backward(n: usize, transitions: &[f32], potentials: &mut [f32], alpha: &mut Vec<f32>) -> f64 {
    let mut log_z = 0.0;
    sweep(n, transitions, potentials, alpha, |sum| log_z += f64::from(sum).ln());
    log_z
}

/// The same; `scaled` gets the sum that the forward values of each position were divided by.
#[inline(always)]
fn sweep(n: usize, transitions: &[f32], potentials: &mut [f32], alpha: &mut Vec<f32>, mut scaled: impl FnMut(f32)) {
    let length = potentials.len() / n;
    alpha.clear();
    alpha.resize(potentials.len(), 0.0);
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
        scaled(sum);
    }
    let (mut beta, mut carried) = ([1.0f32; MOST_LABELS], [0.0f32; MOST_LABELS]);
    let (beta, carried) = (&mut beta[..n], &mut carried[..n]);
    for i in (0..length).rev() {
        let row = i * n..(i + 1) * n;
        let mut sum = 0.0;
        for l in 0..n {
            carried[l] = potentials[i * n + l] * beta[l];
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
}
