//! Labels a sequence, given the scores of each label at each position: a linear-chain conditional random field
//! (Lafferty et al. 2001).
//!
//! Label 0 is "outside". Kinds are numbered from 1: label `2k - 1` begins something of kind `k`, and label `2k` goes on
//! with it. So a label that goes on may follow only two labels, and every other label may follow all: sums over those
//! are made for all kinds at once.

use wide::i32x4;

use super::math::exp;
use super::vectors::fours;

/// The most labels that a model of sequences can have.
pub const MOST_LABELS: usize = 15;

/// The most kinds that a model of sequences can have, "outside" counted as one.
const MOST_KINDS: usize = MOST_LABELS / 2 + 1;

/// The weights of a chain: how much the score of a sequence rises or falls where one label follows another.
#[derive(Debug, Clone)]
pub struct Moves {
    labels: usize,
    /// What one unit of score is worth, in natural log-odds.
    scale: f32,
    /// The weights as whole units of score.
    scores: Table<i32>,
    /// The weights as factors of a sequence's probability.
    factors: Table<f32>,
}

/// A value for each label of a position.
#[derive(Debug, Clone, Copy)]
struct Labels<T, const KINDS: usize> {
    /// The value of "outside", then that of the beginning of each kind.
    starts: [T; KINDS],
    /// The value of going on with each kind; the first is not used, as nothing goes on with "outside".
    goes_on: [T; KINDS],
}

/// A number for each move: for each pair of labels that may follow one another, and for each label that may start a
/// sequence.
#[derive(Debug, Clone)]
struct Table<T> {
    /// The moves from the start of a sequence to "outside" and to the beginning of each kind.
    first: [T; MOST_KINDS],
    /// The moves from each label to "outside" and to the beginning of each kind.
    to_start: Labels<[T; MOST_KINDS], MOST_KINDS>,
    /// The numbers of `to_start`, ordered by the label that follows: for "outside" and each beginning, one number for
    /// each label before it.
    by_start: [Labels<T, MOST_KINDS>; MOST_KINDS],
    /// The moves to going on with each kind: from its beginning, and from going on with it.
    to_goes_on: Labels<T, MOST_KINDS>,
}

/// The scores of labels in one sequence, a row for each position.
#[derive(Debug, Clone, Default)]
pub struct Scores(pub(super) Vec<i32>);

impl Scores {
    /// Adds the scores of the positions that follow.
    pub fn append(&mut self, mut next: Scores) {
        self.0.append(&mut next.0);
    }

    /// Makes sure that position `at` gets `label`, one of `labels` that there are.
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

    /// Takes the first `count` numbers out: positions times labels.
    pub fn take(&mut self, count: usize) -> Scores {
        Scores(self.0.drain(..count).collect())
    }
}

const NEVER: i32 = i32::MIN / 8;

/// Whether label `to` may follow label `from`.
pub fn begin_inside(from: usize, to: usize) -> bool {
    let starts = to == 0 || to % 2 == 1;
    starts || from == to || from + 1 == to
}

/// The label that begins a kind; for kind 0, "outside".
fn begins(kind: usize) -> usize {
    (2 * kind).saturating_sub(1)
}

impl<T: Copy, const KINDS: usize> Labels<T, KINDS> {
    /// Reads a row with a value for each label; labels that the row doesn't have get `none`.
    #[inline(always)]
    fn of(row: &[T], none: T) -> Self {
        let mut labels = Labels { starts: [none; KINDS], goes_on: [none; KINDS] };
        labels.starts[0] = row[0];
        for (kind, pair) in (1..KINDS).zip(row[1..].as_chunks::<2>().0) {
            labels.starts[kind] = pair[0];
            labels.goes_on[kind] = pair[1];
        }
        labels
    }

    /// The value for a label, given by the label's number.
    #[inline(always)]
    fn get(&self, label: usize) -> T {
        if label.is_multiple_of(2) && label > 0 { self.goes_on[label / 2] } else { self.starts[label.div_ceil(2)] }
    }

    /// Applies `f` to the value of each label. Written as loops over arrays, which become vector instructions.
    #[inline(always)]
    fn each<U: Copy + Default>(&self, f: impl Fn(T) -> U) -> Labels<U, KINDS> {
        let mut out = Labels { starts: [U::default(); KINDS], goes_on: [U::default(); KINDS] };
        for kind in 0..KINDS {
            out.starts[kind] = f(self.starts[kind]);
        }
        for kind in 0..KINDS {
            out.goes_on[kind] = f(self.goes_on[kind]);
        }
        out
    }
}

impl<T: Copy> Table<T> {
    /// Reads `labels + 1` rows of `labels` numbers: one for each label that may stand before, and last one for the
    /// start. Moves that don't exist get `none`.
    fn new(labels: usize, rows: &[T], none: T) -> Self {
        let row = |label: usize| Labels::<T, MOST_KINDS>::of(&rows[label * labels..(label + 1) * labels], none);
        let nothing = Labels { starts: [none; MOST_KINDS], goes_on: [none; MOST_KINDS] };
        let mut table = Table {
            first: row(labels).starts,
            to_start: Labels { starts: [[none; MOST_KINDS]; MOST_KINDS], goes_on: [[none; MOST_KINDS]; MOST_KINDS] },
            by_start: [nothing; MOST_KINDS],
            to_goes_on: nothing,
        };
        for kind in 0..=labels / 2 {
            let begun = row(begins(kind));
            table.to_start.starts[kind] = begun.starts;
            table.to_goes_on.starts[kind] = begun.goes_on[kind];
            if kind > 0 {
                let goes_on = row(2 * kind);
                table.to_start.goes_on[kind] = goes_on.starts;
                table.to_goes_on.goes_on[kind] = goes_on.goes_on[kind];
            }
        }
        for (to, by_start) in table.by_start.iter_mut().enumerate() {
            by_start.starts = table.to_start.starts.map(|row| row[to]);
            by_start.goes_on = table.to_start.goes_on.map(|row| row[to]);
        }
        table
    }
}

/// The items of the first `FEW` kinds.
#[inline(always)]
fn first_kinds<T, const FEW: usize>(all: &[T; MOST_KINDS]) -> &[T; FEW] {
    all.first_chunk().expect("there are no more kinds than that")
}

impl Moves {
    /// Makes moves from `scores`: a row of `labels` numbers for each label that may stand before, and last a row for
    /// the start. `labels` is odd. One unit of score is worth `scale`, in natural log-odds.
    pub fn new(labels: usize, scale: f32, scores: impl Iterator<Item = i32>) -> Moves {
        let may = |(k, score)| if begin_inside(k / labels, k % labels) { score } else { NEVER };
        let scores: Vec<i32> = scores.enumerate().map(may).collect();
        // Our own files have no factors beyond these; sums of larger ones would be infinite.
        let factor = |&m: &i32| if m == NEVER { 0.0 } else { exp((m as f32 * scale).min(60.0)) };
        let factors: Vec<f32> = scores.iter().map(factor).collect();
        Moves { labels, scale, scores: Table::new(labels, &scores, NEVER), factors: Table::new(labels, &factors, 0.0) }
    }

    /// The sequence of labels with the highest score (Viterbi); of equally good labels the lowest.
    pub fn best(&self, scores: &Scores) -> Vec<u8> {
        // The compiler knows the number of kinds, and it is a multiple of a vector's lanes: so the loops run in
        // vectors.
        if self.labels < 8 { self.viterbi::<4, 1>(&scores.0) } else { self.viterbi::<MOST_KINDS, 2>(&scores.0) }
    }

    fn viterbi<const KINDS: usize, const FOURS: usize>(&self, scores: &[i32]) -> Vec<u8> {
        /// Added to the number of a label that a beginning comes from, to say of the same kind that going on with it
        /// comes from going on, and not from its beginning.
        const WENT_ON: i32 = 16;
        let moves = &self.scores;
        let mut rows = scores.chunks_exact(self.labels).map(|row| Labels::<i32, KINDS>::of(row, NEVER));
        let Some(mut current) = rows.next() else { return Vec::new() };
        for (start, first) in current.starts.iter_mut().zip(moves.first) {
            *start += first;
        }
        current.goes_on = [NEVER; KINDS];
        // For each position after the first, for each kind, where its beginning and its going on come from.
        let mut back: Vec<[u8; KINDS]> = Vec::with_capacity(scores.len() / self.labels);
        for row in rows {
            let (mut starts, mut from) = ([i32x4::splat(i32::MIN); FOURS], [i32x4::splat(0); FOURS]);
            let mut come = |before: i32, moves: &[i32; MOST_KINDS], label: usize| {
                for (f, moves) in fours::<FOURS>(moves).into_iter().enumerate() {
                    let score = moves + i32x4::splat(before);
                    from[f] = starts[f].simd_lt(score).select(i32x4::splat(label as i32), from[f]);
                    starts[f] = starts[f].max(score);
                }
            };
            come(current.starts[0], &moves.to_start.starts[0], 0);
            for kind in 1..KINDS {
                come(current.starts[kind], &moves.to_start.starts[kind], 2 * kind - 1);
                come(current.goes_on[kind], &moves.to_start.goes_on[kind], 2 * kind);
            }
            let begun = fours::<FOURS>(&moves.to_goes_on.starts);
            let longer = fours::<FOURS>(&moves.to_goes_on.goes_on);
            let (before, before_longer) = (fours::<FOURS>(&current.starts), fours::<FOURS>(&current.goes_on));
            let mut goes_on = [i32x4::splat(0); FOURS];
            for f in 0..FOURS {
                let (begun, longer) = (before[f] + begun[f], before_longer[f] + longer[f]);
                goes_on[f] = begun.max(longer);
                from[f] += begun.simd_lt(longer) & i32x4::splat(WENT_ON);
            }
            // Only differences matter. The highest sum is taken off, so that no sum can overflow.
            let tops = starts.into_iter().chain(goes_on).reduce(i32x4::max).expect("there are four").to_array();
            let down = i32x4::splat(-tops.into_iter().fold(i32::MIN, i32::max));
            let next = |sums: [i32x4; FOURS], row: &[i32; KINDS], out: &mut [i32; KINDS]| {
                let (row, out) = (fours::<FOURS>(row), out.as_chunks_mut().0);
                for f in 0..FOURS {
                    out[f] = (sums[f] + down + row[f]).max(i32x4::splat(2 * NEVER)).to_array();
                }
            };
            next(starts, &row.starts, &mut current.starts);
            next(goes_on, &row.goes_on, &mut current.goes_on);
            let mut bytes = [0; KINDS];
            for (bytes, from) in bytes.as_chunks_mut().0.iter_mut().zip(from) {
                *bytes = from.to_array().map(|label| label as u8);
            }
            back.push(bytes);
        }
        let last = (0..self.labels).rev().max_by_key(|&label| current.get(label)).unwrap_or(0);
        let mut out = vec![last as u8; back.len() + 1];
        for (i, back) in back.iter().enumerate().rev() {
            let next = out[i + 1];
            let from = back[usize::from(next.div_ceil(2))];
            let goes_on = next > 0 && next.is_multiple_of(2);
            let went_on = from >= WENT_ON as u8;
            out[i] = if goes_on { next - u8::from(!went_on) } else { from % WENT_ON as u8 };
        }
        out
    }

    /// The chance of each label at each position, a row a position (forward-backward).
    pub fn marginals(&self, scores: &Scores) -> Vec<f32> {
        if self.labels < 8 {
            self.forward_backward::<4>(&scores.0)
        } else {
            self.forward_backward::<MOST_KINDS>(&scores.0)
        }
    }

    fn forward_backward<const KINDS: usize>(&self, scores: &[i32]) -> Vec<f32> {
        let factors = &self.factors;
        let kinds = self.labels / 2;
        // For each position, the factors of its labels, and the sums over all paths up to it.
        let mut forward: Vec<[Labels<f32, KINDS>; 2]> = Vec::with_capacity(scores.len() / self.labels);
        for row in scores.chunks_exact(self.labels) {
            let row = Labels::<i32, KINDS>::of(row, NEVER);
            let top = row.top();
            let here = row.each(|score| exp((score - top) as f32 * self.scale));
            let mut sums = Labels { starts: *first_kinds::<_, KINDS>(&factors.first), goes_on: [0.0; KINDS] };
            if let Some([_, before]) = forward.last() {
                sums.starts = [0.0; KINDS];
                for from in 0..=kinds {
                    let begun = first_kinds::<_, KINDS>(&factors.to_start.starts[from]);
                    let goes_on = first_kinds::<_, KINDS>(&factors.to_start.goes_on[from]);
                    for to in 0..KINDS {
                        sums.starts[to] += before.starts[from] * begun[to] + before.goes_on[from] * goes_on[to];
                    }
                }
                for kind in 0..KINDS {
                    sums.goes_on[kind] = before.starts[kind] * factors.to_goes_on.starts[kind]
                        + before.goes_on[kind] * factors.to_goes_on.goes_on[kind];
                }
            }
            sums.times(&here);
            sums.scale();
            forward.push([here, sums]);
        }
        let mut out = vec![0.0; scores.len()];
        let mut after = Labels { starts: [1.0f32; KINDS], goes_on: [1.0; KINDS] };
        for (out, [here, before]) in out.chunks_exact_mut(self.labels).zip(&forward).rev() {
            let (mut chances, mut from_here) = (*before, *here);
            chances.times(&after);
            from_here.times(&after);
            chances.scale();
            out[0] = chances.starts[0];
            for (kind, pair) in (1..KINDS).zip(out[1..].as_chunks_mut::<2>().0) {
                *pair = [chances.starts[kind], chances.goes_on[kind]];
            }
            for kind in 0..KINDS {
                after.starts[kind] = factors.to_goes_on.starts[kind] * from_here.goes_on[kind];
                after.goes_on[kind] = factors.to_goes_on.goes_on[kind] * from_here.goes_on[kind];
            }
            for to in 0..=kinds {
                let by_start = &factors.by_start[to];
                for kind in 0..KINDS {
                    after.starts[kind] += by_start.starts[kind] * from_here.starts[to];
                    after.goes_on[kind] += by_start.goes_on[kind] * from_here.starts[to];
                }
            }
            after.scale();
        }
        out
    }
}

impl<const KINDS: usize> Labels<i32, KINDS> {
    /// The largest score of all labels.
    #[inline(always)]
    fn top(&self) -> i32 {
        (0..KINDS).fold(i32::MIN, |top, kind| top.max(self.starts[kind]).max(self.goes_on[kind]))
    }
}

impl<const KINDS: usize> Labels<f32, KINDS> {
    /// Multiplies each label's number with that of `other`.
    #[inline(always)]
    fn times(&mut self, other: &Self) {
        for kind in 0..KINDS {
            self.starts[kind] *= other.starts[kind];
            self.goes_on[kind] *= other.goes_on[kind];
        }
    }

    /// Scales the numbers so that their sum is 1.
    #[inline(always)]
    fn scale(&mut self) {
        let sum = (0..KINDS).fold(0.0, |sum, kind| sum + self.starts[kind] + self.goes_on[kind]);
        let by = 1.0 / if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
        for kind in 0..KINDS {
            self.starts[kind] *= by;
            self.goes_on[kind] *= by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moves and scores that differ.
    fn some(labels: usize, length: usize) -> (Moves, Scores) {
        let number = |i: usize| (i * i * 37 + i * 11) as i32 % 97 * 30 - 1400;
        let moves: Vec<i32> = (0..labels * (labels + 1)).map(number).collect();
        let scores = Scores((0..labels * length).map(|i| number(i + 5)).collect());
        (Moves::new(labels, 1.0 / 1024.0, moves.into_iter()), scores)
    }

    #[test]
    fn the_best_sequence_is_better_than_its_neighbours() {
        for labels in [3, 5, 15] {
            let (moves, scores) = some(labels, 12);
            let best = moves.best(&scores);
            let worth = |sequence: &[u8]| {
                let (mut sum, mut before) = (0, None);
                for (i, &label) in sequence.iter().enumerate() {
                    let label = usize::from(label);
                    let from: usize = before.unwrap_or(labels);
                    let kind = label.div_ceil(2);
                    sum += scores.0[i * labels + label];
                    sum += match before {
                        _ if !begin_inside(from, label) => NEVER,
                        None => moves.scores.first[kind],
                        Some(from) if label > 0 && label % 2 == 0 => {
                            let to = &moves.scores.to_goes_on;
                            if from == label { to.goes_on[kind] } else { to.starts[kind] }
                        }
                        Some(from) => moves.scores.to_start.get(from)[kind],
                    };
                    before = Some(label);
                }
                sum
            };
            for at in 0..best.len() {
                for (label, next) in (0..labels * labels).map(|k| (k / labels, k % labels)) {
                    let mut other = best.clone();
                    other[at] = label as u8;
                    if let Some(after) = other.get_mut(at + 1) {
                        *after = next as u8;
                    }
                    assert!(worth(&other) <= worth(&best), "{other:?}, {best:?}");
                }
            }
        }
    }
}
