//! A small network that reads a text and labels its tokens, each on its own and each in relation to another.
//!
//! ```text
//! features of a token → sum of their rows → layers, each wider ─→ state of each token ─→ labels
//!                                                                   │      └ of one token
//! features of a token and that one → sum of their rows ─────────────┴──→ hidden ─→ labels in relation to it
//! ```
//!
//! **Problem.** A linear model sees only what its features spell out, so it needs millions of them: every pair
//! of neighbouring words, every word with what stands around a cue. That is slow to learn, and large to download.
//!
//! **Method.** A token's features are hashed to rows of a table, which add up to its first state: [`WIDTH`] numbers.
//! Each layer adds to it what it makes of the state and of a part of its two neighbours' at a distance that
//! doubles from layer to layer (dilated convolutions, Yu & Koltun 2016, for labelling text Strubell et al. 2017; that
//! neighbours give only some channels is from Lin et al. 2019). So after `n` layers a state knows of `2^n - 1` tokens
//! on either side. Labels are scored from the states, and chosen as a chain ([`Moves`]).
//! For labels in relation to one token, the states of both and the features of the pair go through one more layer.
//!
//! **Exactness.** A network learns with floats, and is read as whole numbers: states of 16 bits in units of 1/1024,
//! weights of 16 bits in a unit of their matrix's own, sums of 32 bits that no text can make overflow. So every target
//! computes the same bits, with vectors or without.

use std::ops::Range;

use wide::{i16x8, i32x4};

use super::chain::{MOST_LABELS, Moves, Scores};
use super::features::row_of;
use super::vectors::{AT_ONCE, eights, fours, multiply_four, multiply_one, pairs, rounded, times};

/// Numbers in a state. With 32, and half as many rows again, a text takes three quarters of the time to annotate, and most
/// figures stay what they are (`docs/experiments`). But the F1 of names of persons, bodies and
/// places on `wwn.dev` falls from 85.1 to 84.8, and of the mixed quotations of `polnear.dev` 90.8% are found instead of 94.0, both
/// by networks that learned from seven of eight training articles.
pub const WIDTH: usize = 48;

/// Numbers of a neighbour's state that a layer looks at: the first of the one before, the last of the one after.
pub const SIDE: usize = 16;

/// What one unit of a state's numbers is worth, and one of a [`Scores`].
const UNIT: f32 = 1.0 / 1024.0;

/// What the network knows of a token at one stage: [`WIDTH`] numbers.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(test, derive(PartialEq))]
pub struct State([i16x8; WIDTH / 8]);

/// What an expression makes of each vector of a state, by its number. Written out, not looped over: the vectors stay in
/// registers however the code is optimised.
macro_rules! each_vector {
    ($number:ident => $made:expr) => {
        [
            each_vector!(0, $number => $made),
            each_vector!(1, $number => $made),
            each_vector!(2, $number => $made),
            each_vector!(3, $number => $made),
            each_vector!(4, $number => $made),
            each_vector!(5, $number => $made),
        ]
    };
    ($is:literal, $number:ident => $made:expr) => {{
        const $number: usize = $is;
        $made
    }};
}

/// A state's numbers, or their weights, as they are learned.
pub type Floats = [f32; WIDTH];

/// A layer: makes of a state and its two neighbours' parts what is added to the state.
#[derive(Debug, Clone)]
pub struct Layer {
    /// A row for each number that it looks at: of the token before, of the token, of the token after.
    pub weights: Vec<Floats>,
    /// Added to every sum.
    pub bias: Floats,
}

/// Scores labels from a state: a row for each number, and last what is added to every sum.
#[derive(Debug, Clone)]
pub struct Head {
    /// How many labels there are.
    pub labels: usize,
    /// `WIDTH + 1` rows of one weight a label.
    pub weights: Vec<f32>,
    /// What it is worth that one label follows another: `labels + 1` rows; the last is the start's.
    pub moves: Vec<f32>,
}

/// What a network has learned, but for the rows of its features.
#[derive(Debug, Clone)]
pub struct Inner {
    /// What every token's first state begins with.
    pub start: Floats,
    /// Layer `n` looks `2^n` tokens to either side.
    pub layers: Vec<Layer>,
    /// Scores the labels that tokens have by themselves.
    pub tokens: Head,
    /// Of a pair, what the token's state gives to the hidden layer.
    pub one: Vec<Floats>,
    /// And what the other's does; one more row is added to every sum.
    pub other: Vec<Floats>,
    /// Scores the labels that tokens have in relation to another token.
    pub pairs: Head,
}

/// A network, read from a weight file.
///
/// ```text
/// "WSN2"  rows of the tokens' table, of the pairs': u16 (little endian); layers, labels of tokens, of pairs: u8, 0
/// each block of numbers: what a unit is worth, as f32 (little endian); then the numbers as signed bytes
/// ```
///
/// The blocks are those of [`Inner`], in its order, then the two tables of rows.
#[derive(Debug, Clone)]
pub struct Network<'w> {
    start: State,
    layers: Vec<Matrix>,
    tokens: Scorer,
    one: Matrix,
    other: Matrix,
    pairs: Scorer,
    token_rows: Rows<'w>,
    pair_rows: Rows<'w>,
}

/// A matrix and what is added to each sum: makes a state of a state, or of parts of states.
#[derive(Debug, Clone)]
struct Matrix([Columns<AT_ONCE>; WIDTH / 4 / AT_ONCE]);

/// Columns of a matrix and what is added to each of their sums: makes `4 * N` numbers.
#[derive(Debug, Clone)]
struct Columns<const N: usize> {
    /// For each pair of numbers that it looks at, for each four sums, the pair's weights.
    weights: Vec<[i16x8; N]>,
    bias: [i32x4; N],
    /// Weights are in units of `1 / 2^shift`.
    shift: u32,
}

/// Scores labels, as a [`Head`] does.
#[derive(Debug, Clone)]
struct Scorer {
    labels: usize,
    /// For each four labels.
    weights: Vec<Columns<1>>,
    moves: Moves,
}

/// Rows of features.
#[derive(Debug, Clone, Copy)]
struct Rows<'w> {
    /// What a row's unit is worth: `factor / 2^shift` units of a state.
    factor: i16,
    shift: u32,
    rows: &'w [[u8; WIDTH]],
}

const HEADER: usize = 12;

impl Inner {
    /// The lengths of its blocks, in the file's order.
    fn blocks(layers: usize, labels: [usize; 2]) -> Vec<usize> {
        let head = |n: usize| [(WIDTH + 1) * n, (n + 1) * n];
        let layer = [(2 * SIDE + WIDTH) * WIDTH, WIDTH];
        let mut out = vec![WIDTH];
        out.extend((0..layers).flat_map(|_| layer));
        out.extend(head(labels[0]));
        out.extend([WIDTH * WIDTH, (WIDTH + 1) * WIDTH]);
        out.extend(head(labels[1]));
        out
    }

    /// All its numbers, block by block.
    pub fn numbers(&mut self) -> Vec<&mut [f32]> {
        let mut out: Vec<&mut [f32]> = vec![&mut self.start];
        for layer in &mut self.layers {
            out.extend([layer.weights.as_flattened_mut(), &mut layer.bias]);
        }
        out.extend([&mut self.tokens.weights[..], &mut self.tokens.moves]);
        out.extend([self.one.as_flattened_mut(), self.other.as_flattened_mut()]);
        out.extend([&mut self.pairs.weights[..], &mut self.pairs.moves]);
        out
    }

    /// A network's numbers, all zero.
    pub fn zero(layers: usize, labels: [usize; 2]) -> Inner {
        let head = |n: usize| Head { labels: n, weights: vec![0.0; (WIDTH + 1) * n], moves: vec![0.0; (n + 1) * n] };
        let layer = Layer { weights: vec![[0.0; WIDTH]; 2 * SIDE + WIDTH], bias: [0.0; WIDTH] };
        Inner {
            start: [0.0; WIDTH],
            layers: vec![layer; layers],
            tokens: head(labels[0]),
            one: vec![[0.0; WIDTH]; WIDTH],
            other: vec![[0.0; WIDTH]; WIDTH + 1],
            pairs: head(labels[1]),
        }
    }
}

impl State {
    fn new(numbers: &[i16; WIDTH]) -> State {
        State(eights(numbers))
    }

    /// The sum; what doesn't fit becomes what just fits.
    #[inline(always)]
    fn plus(self, other: State) -> State {
        State(each_vector!(K => self.0[K].saturating_add(other.0[K])))
    }

    /// Below zero, zero.
    #[inline(always)]
    fn positive(self) -> State {
        State(each_vector!(K => self.0[K].max(i16x8::ZERO)))
    }

    /// Its numbers in pairs, as [`multiply_four`] wants them.
    #[inline(always)]
    fn looked(&self) -> [[i16x8; 4]; WIDTH / 8] {
        each_vector!(K => pairs(self.0[K]))
    }
}

/// A matrix in whole numbers, with zeros up to `width` sums: for each pair of numbers that it looks at, for each sum, both
/// weights; what is added to each sum; and the unit of the weights, `1 / 2^shift`. That is as small as may be: sums of their
/// products with any state, and what is added, are less than `2^30` then.
fn whole(rows: &[f32], bias: &[f32], width: usize) -> Result<(Vec<i16>, Vec<i32>, u32), &'static str> {
    let columns = bias.len();
    let weight = |i: usize, k: usize| if k < columns { rows[i * columns + k] } else { 0.0 };
    let inputs = rows.len() / columns;
    let largest = |k: usize| (0..inputs).map(|i| weight(i, k).abs()).sum::<f32>() + bias[k].abs() / 32.0;
    let largest = (0..columns).map(largest).fold(0.0, f32::max);
    // No more than fifteen, for the numbers of a matrix of zeros.
    let fits = |shift: &u32| largest * ((1u32 << shift) as f32) < 32767.0;
    let shift = (0..16).rev().find(fits).ok_or(TOO_LARGE)?;
    let unit = 1.0 / (1u32 << shift) as f32;
    let both = (0..inputs / 2 * 2 * width).map(|n| (n / (2 * width) * 2 + n % 2, n % (2 * width) / 2));
    let weights = both.map(|(i, k)| nearest(weight(i, k) / unit) as i16).collect();
    let bias = (0..width).map(|k| nearest(bias.get(k).map_or(0.0, |bias| bias / (unit * UNIT)))).collect();
    Ok((weights, bias, shift))
}

/// What is wrong with weights whose sums could overflow.
const TOO_LARGE: &str = "a network's file has weights that are too large";

impl<const N: usize> Columns<N> {
    /// Cuts a matrix into groups of `4 * N` columns. `rows` holds its rows, each as long as `bias`, which is added to the sums.
    fn new(rows: &[f32], bias: &[f32]) -> Result<Vec<Self>, &'static str> {
        let width = bias.len().next_multiple_of(4 * N);
        let (weights, bias, shift) = whole(rows, bias, width)?;
        let columns = |first: usize| {
            let weights = weights.chunks(2 * width).map(|row| eights(&row[2 * first..]));
            Columns { weights: weights.collect(), bias: fours(&bias[first..]), shift }
        };
        Ok((0..width).step_by(4 * N).map(columns).collect())
    }
}

impl Matrix {
    fn new(rows: &[f32], bias: &[f32]) -> Result<Self, &'static str> {
        let columns = Columns::new(rows, bias)?.try_into();
        columns.map(Matrix).map_err(|_| "a network's file has a matrix of another width")
    }

    /// The products of two states with the matrix.
    fn of(&self, states: [&State; 2]) -> [State; 2] {
        let [one, other] = [states[0].looked(), states[1].looked()];
        self.products([one.as_flattened(), other.as_flattened()])
    }

    /// A layer's: what is added to the states of two tokens, given all states.
    #[inline(never)]
    fn change(&self, states: &[State], tokens: [usize; 2], distance: usize) -> [State; 2] {
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

    /// The products of two rows of numbers, in pairs.
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
    fn new(head: &Head) -> Result<Self, &'static str> {
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

    /// The labels' scores of states.
    fn score(&self, states: &[State]) -> Scores {
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
    fn new(scale: f32, bytes: &'w [u8]) -> Self {
        let factor = scale / UNIT;
        // As exact as sixteen bits can be.
        let fits = |shift: &u32| factor.abs() * ((1u32 << shift) as f32) < 32767.0;
        let shift = (0..16).rev().find(fits).unwrap_or(0);
        let factor = nearest((factor * (1u32 << shift) as f32).clamp(-32767.0, 32767.0)) as i16;
        Rows { factor, shift, rows: bytes.as_chunks().0 }
    }

    /// Adds the rows of `features` to a sum, in units of rows.
    #[inline]
    fn add(&self, sum: &mut [i16; WIDTH], features: &[u64]) {
        for &feature in features {
            let row = &self.rows[row_of(feature, self.rows.len() as u32)];
            for k in 0..WIDTH {
                sum[k] = sum[k].wrapping_add(i16::from(row[k] as i8));
            }
        }
    }

    /// A sum of rows as a state.
    #[inline]
    fn state(&self, sum: &[i16; WIDTH]) -> State {
        let sum = State::new(sum);
        State(each_vector!(K => times(sum.0[K], self.factor, self.shift)))
    }
}

impl<'w> Network<'w> {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let (header, mut rest) = bytes.split_at_checked(HEADER).ok_or("a network's file is shorter than its header")?;
        if &header[..4] != b"WSN2" {
            return Err("this is no network's file: it does not begin with WSN2");
        }
        let rows = [4, 6].map(|at| usize::from(u16::from_le_bytes([header[at], header[at + 1]])));
        let layers = usize::from(header[8]);
        let labels = [usize::from(header[9]), usize::from(header[10])];
        if rows.contains(&0) || layers > 8 || labels.iter().any(|n| n % 2 == 0 || *n > MOST_LABELS) {
            return Err("a network's file has a header that makes no sense");
        }
        let mut block = |length: usize| {
            let (scale, numbers) = rest.split_first_chunk().ok_or("a network's file is too short")?;
            let (block, after) = numbers.split_at_checked(length).ok_or("a network's file is too short")?;
            rest = after;
            let scale = f32::from_le_bytes(*scale);
            if scale.is_finite() { Ok((scale, block)) } else { Err("a network's file has a number that is none") }
        };
        let mut inner = Inner::zero(layers, labels);
        for (numbers, length) in inner.numbers().into_iter().zip(Inner::blocks(layers, labels)) {
            let (scale, bytes) = block(length)?;
            numbers.iter_mut().zip(bytes).for_each(|(number, &byte)| *number = f32::from(byte as i8) * scale);
        }
        let mut table = |rows: usize| block(WIDTH * rows).map(|(scale, bytes)| Rows::new(scale, bytes));
        let (token_rows, pair_rows) = (table(rows[0])?, table(rows[1])?);
        if !rest.is_empty() {
            return Err("a network's file is too long");
        }
        let matrix = |weights: &[Floats], bias: &Floats| Matrix::new(weights.as_flattened(), bias);
        let layers = inner.layers.iter().map(|layer| matrix(&layer.weights, &layer.bias)).collect::<Result<_, _>>()?;
        Ok(Network {
            start: State::new(&inner.start.map(|x| nearest(x / UNIT) as i16)),
            layers,
            tokens: Scorer::new(&inner.tokens)?,
            one: matrix(&inner.one, &[0.0; WIDTH])?,
            other: matrix(&inner.other[..WIDTH], &inner.other[WIDTH])?,
            pairs: Scorer::new(&inner.pairs)?,
            token_rows,
            pair_rows,
        })
    }

    /// How many tokens on either side a state knows of: each layer looks twice as far as the one before.
    pub fn reach(&self) -> usize {
        (1 << self.layers.len()) - 1
    }

    /// The states of the tokens in `range`, of `count` that there are; `features(i, found)` adds the features of
    /// token `i` to those found. Whatever the range, a token's state is the same.
    pub fn read(
        &self,
        range: Range<usize>,
        count: usize,
        mut features: impl FnMut(usize, &mut Vec<u64>),
    ) -> Vec<State> {
        let from = range.start.saturating_sub(self.reach());
        let to = (range.end + self.reach()).min(count);
        let mut found = Vec::with_capacity(32);
        let mut states: Vec<State> = (from..to)
            .map(|i| {
                found.clear();
                features(i, &mut found);
                let mut sum = [0; WIDTH];
                self.token_rows.add(&mut sum, &found);
                self.start.plus(self.token_rows.state(&sum))
            })
            .collect();
        let mut next = Vec::with_capacity(states.len());
        for (n, layer) in self.layers.iter().enumerate() {
            // What the layers that follow look at.
            let farther = self.reach() + 1 - (2 << n);
            let needed = range.start.saturating_sub(farther)..(range.end + farther).min(count);
            next.clear();
            next.extend_from_slice(&states);
            for i in (needed.start - from..needed.end - from).step_by(2) {
                let two = [i, (i + 1).min(needed.end - from - 1)];
                for (i, change) in two.into_iter().zip(layer.change(&states, two, 1 << n)) {
                    next[i] = states[i].plus(change);
                }
            }
            std::mem::swap(&mut states, &mut next);
        }
        states.truncate(range.end - from);
        states.drain(..range.start - from);
        states
    }

    /// Scores the labels of tokens, which are a sequence of their own.
    pub fn label(&self, states: &[State]) -> Scores {
        self.tokens.score(states)
    }

    /// Which label follows which, of tokens.
    pub fn token_moves(&self) -> &Moves {
        &self.tokens.moves
    }

    /// What the states give to every relation that they are part of; to be made once.
    pub fn prepare(&self, states: &[State]) -> Vec<State> {
        let mut out = Vec::with_capacity(states.len() + 1);
        out.extend(states.chunks(2).flat_map(|two| self.one.of([&two[0], &two[two.len() - 1]])));
        out.truncate(states.len());
        out
    }

    /// Scores the labels of tokens in relation to one token. `prepared` are theirs, `to` is its state;
    /// `features(i, place, found)` adds the features of the pair of token `i` and that one. Those that all tokens of a `place` have,
    /// most of them next to each other, `place_features` adds.
    pub fn relate<P: PartialEq + Copy>(
        &self,
        prepared: &[State],
        to: &State,
        place: impl Fn(usize) -> P,
        mut place_features: impl FnMut(P, &mut Vec<u64>),
        mut features: impl FnMut(usize, P, &mut Vec<u64>),
    ) -> Scores {
        let [common, _] = self.other.of([to, to]);
        let mut found = Vec::with_capacity(32);
        let mut last = None;
        let hidden = prepared.iter().enumerate().map(|(i, prepared)| {
            let place = place(i);
            let of_place = match last {
                Some((known, sum)) if known == place => sum,
                _ => {
                    let mut sum = [0; WIDTH];
                    found.clear();
                    place_features(place, &mut found);
                    self.pair_rows.add(&mut sum, &found);
                    last = Some((place, sum));
                    sum
                }
            };
            let mut sum = of_place;
            found.clear();
            features(i, place, &mut found);
            self.pair_rows.add(&mut sum, &found);
            common.plus(*prepared).plus(self.pair_rows.state(&sum)).positive()
        });
        self.pairs.score(&hidden.collect::<Vec<_>>())
    }

    /// Which label follows which, in relation to a token.
    pub fn pair_moves(&self) -> &Moves {
        &self.pairs.moves
    }

    /// Bytes of a weight file. `rows` are those of tokens and of pairs; all numbers are whole units of their block,
    /// whose `units` are in the file's order.
    #[cfg(feature = "train")]
    pub fn encode(inner: &Inner, rows: [&[Floats]; 2], units: &[f32]) -> Vec<u8> {
        let mut out = b"WSN2".to_vec();
        out.extend(rows.iter().flat_map(|rows| (rows.len() as u16).to_le_bytes()));
        out.extend([inner.layers.len(), inner.tokens.labels, inner.pairs.labels, 0].map(|n| n as u8));
        let mut inner = inner.clone();
        let rows = rows.into_iter().map(|rows| rows.as_flattened());
        for (numbers, unit) in inner.numbers().into_iter().map(|block| &*block).chain(rows).zip(units) {
            out.extend(unit.to_le_bytes());
            out.extend(numbers.iter().map(|x| (x / unit).round() as i8 as u8));
        }
        out
    }
}

/// No score is larger, not even with a file that is none of ours: sums of scores are numbers, too.
const MOST: i32 = 10_000_000;

/// The nearest whole number.
fn nearest(x: f32) -> i32 {
    x.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A whole file of numbers that differ.
    fn file() -> Vec<u8> {
        let mut out = b"WSN2\x40\0\x40\0\x03\x03\x05\0".to_vec();
        let mut byte = 1u8;
        for length in Inner::blocks(3, [3, 5]).into_iter().chain([WIDTH << 6, WIDTH << 6]) {
            out.extend(0.002f32.to_le_bytes());
            for _ in 0..length {
                byte = byte.wrapping_mul(29).wrapping_add(17);
                out.push(byte);
            }
        }
        out
    }

    #[test]
    fn a_state_does_not_depend_on_what_is_read_with_it() {
        let file = file();
        let network = Network::new(&file).expect("a whole file");
        let features = |i: usize, found: &mut Vec<u64>| found.extend([i as u64 % 7, 1000 + i as u64]);
        let whole = network.read(0..50, 50, features);
        for range in [0..50, 0..1, 20..30, 49..50, 7..8] {
            assert_eq!(network.read(range.clone(), 50, features), whole[range]);
        }
        assert_ne!(whole[10], whole[11]);
    }

    #[test]
    fn a_broken_file_is_refused() {
        let file = file();
        let mut wrong_name = file.clone();
        wrong_name[0] = b'X';
        let mut no_number = file.clone();
        no_number[HEADER..HEADER + 4].copy_from_slice(&f32::NAN.to_le_bytes());
        let longer = [&file[..], &[0]].concat();
        for broken in [&b""[..], &file[..HEADER], &file[..file.len() - 1], &longer, &wrong_name, &no_number] {
            assert!(Network::new(broken).is_err());
        }
        for at in 4..11 {
            let mut wrong = file.clone();
            wrong[at] = 255;
            assert!(Network::new(&wrong).is_err(), "byte {at}");
        }
    }
}
