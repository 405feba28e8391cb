//! A network's matrices and tables as whole numbers, so that every target computes the same bits.

use wide::{i16x8, i32x4};

use super::numbers::{Head, SIDE, WIDTH};
use super::state::{State, each_vector};
use crate::learned::chain::{Moves, Scores};
use crate::learned::features::row_of;
use crate::learned::vectors::{AT_ONCE, eights, fours, multiply_four, multiply_one, pairs, rounded, times};

/// The value of one unit of a state's numbers, and of one unit of [`Scores`].
pub(super) const UNIT: f32 = 1.0 / 1024.0;

/// A matrix and a bias for each of its sums: turns a state, or parts of states, into a state.
#[derive(Debug, Clone)]
pub(super) struct Matrix([Columns<AT_ONCE>; WIDTH / 4 / AT_ONCE]);

/// Columns of a matrix, and a bias for each of their sums: makes `4 * N` numbers.
#[derive(Debug, Clone)]
struct Columns<const N: usize> {
    /// For each pair of input numbers, and for each four sums, the weights of the pair.
    weights: Vec<[i16x8; N]>,
    bias: [i32x4; N],
    /// Weights are in units of `1 / 2^shift`.
    shift: u32,
}

/// Scores labels from a state: a [`Head`] in whole numbers.
#[derive(Debug, Clone)]
pub(super) struct Scorer {
    pub(super) labels: usize,
    /// The columns of each four labels.
    weights: Vec<Columns<1>>,
    pub(super) moves: Moves,
}

/// A table with a row for each feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'w> {
    /// What a row's unit is worth: `factor / 2^shift` units of a state.
    factor: i16,
    shift: u32,
    rows: &'w [[u8; WIDTH]],
}

/// Turns a matrix into whole numbers, with zeros up to `width` sums. Returns both weights for each pair of input
/// numbers and each sum; what is added to each sum; and `shift`: weights are in units of `1 / 2^shift`. The unit is as
/// small as it can be while the sums of products with any state, and what is added, stay below `2^30`.
fn whole_numbers(rows: &[f32], bias: &[f32], width: usize) -> Result<(Vec<i16>, Vec<i32>, u32), &'static str> {
    let columns = bias.len();
    let weight = |i: usize, k: usize| if k < columns { rows[i * columns + k] } else { 0.0 };
    let inputs = rows.len() / columns;
    let largest = |k: usize| (0..inputs).map(|i| weight(i, k).abs()).sum::<f32>() + bias[k].abs() / 32.0;
    let largest = (0..columns).map(largest).fold(0.0, f32::max);
    // Fifteen at most, also for a matrix of zeros.
    let fits = |shift: &u32| largest * ((1u32 << shift) as f32) < 32767.0;
    let shift = (0..16).rev().find(fits).ok_or(TOO_LARGE)?;
    let unit = 1.0 / (1u32 << shift) as f32;
    let both = (0..inputs / 2 * 2 * width).map(|n| (n / (2 * width) * 2 + n % 2, n % (2 * width) / 2));
    let weights = both.map(|(i, k)| nearest(weight(i, k) / unit) as i16).collect();
    let bias = (0..width).map(|k| nearest(bias.get(k).map_or(0.0, |bias| bias / (unit * UNIT)))).collect();
    Ok((weights, bias, shift))
}

/// The error for weights whose sums could overflow.
const TOO_LARGE: &str = "a network's file has weights that are too large";

impl<const N: usize> Columns<N> {
    /// Cuts a matrix into groups of `4 * N` columns. `rows` holds its rows, each as long as `bias`, which is added to the sums.
    pub(super) fn new(rows: &[f32], bias: &[f32]) -> Result<Vec<Self>, &'static str> {
        let width = bias.len().next_multiple_of(4 * N);
        let (weights, bias, shift) = whole_numbers(rows, bias, width)?;
        let columns = |first: usize| {
            let weights = weights.chunks(2 * width).map(|row| eights(&row[2 * first..]));
            Columns { weights: weights.collect(), bias: fours(&bias[first..]), shift }
        };
        Ok((0..width).step_by(4 * N).map(columns).collect())
    }
}

impl Matrix {
    pub(super) fn new(rows: &[f32], bias: &[f32]) -> Result<Self, &'static str> {
        let columns = Columns::new(rows, bias)?.try_into();
        columns.map(Matrix).map_err(|_| "a network's file has a matrix of another width")
    }

    /// Multiplies two states with the matrix.
    pub(super) fn of(&self, states: [&State; 2]) -> [State; 2] {
        let [one, other] = [states[0].looked(), states[1].looked()];
        self.products([one.as_flattened(), other.as_flattened()])
    }

    /// What a layer adds to the states of two tokens, given all states. It looks at neighbours `distance` tokens away.
    #[inline(never)]
    pub(super) fn change(&self, states: &[State], tokens: [usize; 2], distance: usize) -> [State; 2] {
        const SIDES: usize = SIDE / 8;
        let looked = |i: usize| {
            let mut looked = [[i16x8::ZERO; 4]; 2 * SIDES + WIDTH / 8];
            if i >= distance {
                let before = &states[i - distance].0;
                [looked[0], looked[1]] = [pairs(before[0]), pairs(before[1])];
            }
            looked[SIDES..SIDES + WIDTH / 8].copy_from_slice(&states[i].looked());
            if let Some(State([.., one, other])) = states.get(i + distance) {
                [looked[SIDES + WIDTH / 8], looked[SIDES + WIDTH / 8 + 1]] = [pairs(*one), pairs(*other)];
            }
            looked
        };
        let [one, other] = [looked(tokens[0]), looked(tokens[1])];
        let [one, other] = self.products([one.as_flattened(), other.as_flattened()]);
        [one.positive(), other.positive()]
    }

    /// Multiplies two rows of numbers, given in pairs, with the matrix.
    #[inline(always)]
    fn products(&self, looked: [&[i16x8]; 2]) -> [State; 2] {
        let mut out = [State([i16x8::ZERO; WIDTH / 8]); 2];
        let [one, other] = &mut out;
        let vectors = one.0.as_chunks_mut::<2>().0.iter_mut().zip(other.0.as_chunks_mut::<2>().0);
        for (columns, (one, other)) in self.0.iter().zip(vectors) {
            let [a, b] = multiply_four(&columns.bias, looked, &columns.weights);
            *one = [rounded(a[0], a[1], columns.shift), rounded(a[2], a[3], columns.shift)];
            *other = [rounded(b[0], b[1], columns.shift), rounded(b[2], b[3], columns.shift)];
        }
        out
    }
}

impl Scorer {
    pub(super) fn new(head: &Head) -> Result<Self, &'static str> {
        let (rows, bias) = head.weights.split_at(WIDTH * head.labels);
        let four = |first: usize| {
            let columns = (head.labels - first).min(4);
            let rows: Vec<f32> =
                rows.chunks(head.labels).flat_map(|row| &row[first..first + columns]).copied().collect();
            Columns::new(&rows, &bias[first..first + columns])
        };
        let weights = (0..head.labels).step_by(4).map(four).collect::<Result<Vec<_>, _>>()?.concat();
        let moves = Moves::new(head.labels, UNIT, head.moves.iter().map(|&m| nearest(m / UNIT).clamp(-MOST, MOST)));
        Ok(Scorer { labels: head.labels, weights, moves })
    }

    /// Scores the labels of each state.
    pub(super) fn score(&self, states: &[State]) -> Scores {
        let mut scores = vec![0; states.len() * self.labels];
        for (scores, states) in scores.chunks_mut(2 * self.labels).zip(states.chunks(2)) {
            let [one, other] = [states[0].looked(), states[states.len() - 1].looked()];
            for (columns, first) in self.weights.iter().zip((0..).step_by(4)) {
                let looked = [one.as_flattened(), other.as_flattened()];
                let sums = multiply_one(columns.bias[0], looked, columns.weights.as_flattened());
                let score = |sum: i32| (sum >> columns.shift).clamp(-MOST, MOST);
                for (scores, sums) in scores.chunks_mut(self.labels).zip(sums) {
                    scores[first..].iter_mut().zip(sums.to_array()).for_each(|(s, sum)| *s = score(sum));
                }
            }
        }
        Scores(scores)
    }
}

impl<'w> Rows<'w> {
    pub(super) fn new(scale: f32, bytes: &'w [u8]) -> Self {
        let factor = scale / UNIT;
        // As exact as sixteen bits allow.
        let fits = |shift: &u32| factor.abs() * ((1u32 << shift) as f32) < 32767.0;
        let shift = (0..16).rev().find(fits).unwrap_or(0);
        let factor = nearest((factor * (1u32 << shift) as f32).clamp(-32767.0, 32767.0)) as i16;
        Rows { factor, shift, rows: bytes.as_chunks().0 }
    }

    /// Adds the rows of `features` to a sum, in units of rows.
    #[inline]
    pub(super) fn add(&self, sum: &mut [i16; WIDTH], features: &[u64]) {
        for &feature in features {
            let row = &self.rows[row_of(feature, self.rows.len() as u32)];
            for k in 0..WIDTH {
                sum[k] = sum[k].wrapping_add(i16::from(row[k] as i8));
            }
        }
    }

    /// The state of a token, given the sum of the rows of its features.
    #[inline]
    pub(super) fn state(&self, sum: &[i16; WIDTH]) -> State {
        let sum = State::new(sum);
        State(each_vector!(K => times(sum.0[K], self.factor, self.shift)))
    }
}

/// The largest score, above or below zero, that any weight file can give, so that sums of scores don't overflow.
const MOST: i32 = 10_000_000;

/// The nearest whole number.
pub(super) fn nearest(x: f32) -> i32 {
    x.round() as i32
}
