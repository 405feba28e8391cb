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
//! **Exactness.** Numbers are 32-bit floats, added in a fixed order and never fused, so that every target computes the same
//! bits, with vectors or without.

use std::ops::Range;

use super::chain::{Moves, Scores, begin_inside};
use super::features::row;

/// Numbers in a state.
pub const WIDTH: usize = 48;

/// Numbers of a neighbour's state that a layer looks at: the first of the one before, the last of the one after.
pub const SIDE: usize = 16;

/// What the network knows of a token at one stage.
pub type State = [f32; WIDTH];

/// A layer: makes of a state and its two neighbours' parts what is added to the state.
#[derive(Debug, Clone)]
pub struct Layer {
    /// A row for each number that it looks at: of the token before, of the token, of the token after.
    pub weights: Vec<State>,
    /// Added to every sum.
    pub bias: State,
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
    pub start: State,
    /// Layer `n` looks `2^n` tokens to either side.
    pub layers: Vec<Layer>,
    /// Labels of tokens.
    pub tokens: Head,
    /// Of a pair, what the token's state gives to the hidden layer.
    pub one: Vec<State>,
    /// And what the other's does; one more row is added to every sum.
    pub other: Vec<State>,
    /// Labels of tokens in relation to another.
    pub pairs: Head,
}

/// A network, read from a weight file.
///
/// ```text
/// "WSN1"  bits of the tokens' table, bits of the pairs' table, layers, labels of tokens, labels of pairs: u8, 0 0 0
/// each block of numbers: what a unit is worth, as f32 (little endian); then the numbers as signed bytes
/// ```
///
/// The blocks are those of [`Inner`], in its order, then the two tables of rows.
#[derive(Debug, Clone)]
pub struct Network<'w> {
    inner: Inner,
    token_moves: Moves,
    pair_moves: Moves,
    token_rows: Rows<'w>,
    pair_rows: Rows<'w>,
}

/// Rows of features.
#[derive(Debug, Clone, Copy)]
struct Rows<'w> {
    bits: u32,
    scale: f32,
    rows: &'w [[u8; WIDTH]],
}

const HEADER: usize = 12;

/// What one unit of a [`Scores`] is worth.
const UNIT: f32 = 1.0 / 1024.0;

/// `x` of `weights` added to a sum.
#[inline(always)]
pub(super) fn add(sum: &mut State, x: f32, weights: &State) {
    for k in 0..WIDTH {
        sum[k] += x * weights[k];
    }
}

/// A product with a matrix, added to a sum.
#[inline(always)]
pub(super) fn multiply(sum: &mut State, x: &[f32], weights: &[State]) {
    for (&x, weights) in x.iter().zip(weights) {
        add(sum, x, weights);
    }
}

/// Below zero, zero.
#[inline(always)]
pub(super) fn positive(state: &mut State) {
    state.iter_mut().for_each(|x| *x = x.max(0.0));
}

impl Layer {
    /// What is added to token `i`'s state, given all states.
    #[inline]
    pub(super) fn change(&self, states: &[State], i: usize, distance: usize) -> State {
        let mut sum = self.bias;
        if i >= distance {
            multiply(&mut sum, &states[i - distance][..SIDE], &self.weights[..SIDE]);
        }
        multiply(&mut sum, &states[i], &self.weights[SIDE..SIDE + WIDTH]);
        if let Some(after) = states.get(i + distance) {
            multiply(&mut sum, &after[WIDTH - SIDE..], &self.weights[SIDE + WIDTH..]);
        }
        positive(&mut sum);
        sum
    }
}

impl Head {
    /// Adds the labels' scores of a state to `scores`.
    pub(super) fn score(&self, state: &State, scores: &mut Vec<f32>) {
        let from = scores.len();
        scores.extend(&self.weights[WIDTH * self.labels..]);
        let scores = &mut scores[from..];
        for (&x, weights) in state.iter().zip(self.weights.chunks(self.labels)) {
            scores.iter_mut().zip(weights).for_each(|(score, w)| *score += x * w);
        }
    }
}

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

    /// One whose numbers are all zero.
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

impl<'w> Rows<'w> {
    /// The sum of the rows of `features`, added to `state`.
    #[inline]
    fn add(&self, features: &[u64], state: &mut State) {
        let mut sum = [0i16; WIDTH];
        for &feature in features {
            let row = &self.rows[row(feature, self.bits)];
            for k in 0..WIDTH {
                sum[k] += i16::from(row[k] as i8);
            }
        }
        for k in 0..WIDTH {
            state[k] += f32::from(sum[k]) * self.scale;
        }
    }
}

impl<'w> Network<'w> {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let (header, mut rest) = bytes.split_at_checked(HEADER).ok_or("a network's file is shorter than its header")?;
        if &header[..4] != b"WSN1" {
            return Err("this is no network's file: it does not begin with WSN1");
        }
        let bits = [u32::from(header[4]), u32::from(header[5])];
        let layers = usize::from(header[6]);
        let labels = [usize::from(header[7]), usize::from(header[8])];
        if bits.iter().any(|b| !(1..=24).contains(b)) || layers > 8 || labels.iter().any(|n| !(1..=8).contains(n)) {
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
        let mut rows = |bits: u32| {
            let (scale, bytes) = block(WIDTH << bits)?;
            Ok::<_, &str>(Rows { bits, scale, rows: bytes.as_chunks().0 })
        };
        let (token_rows, pair_rows) = (rows(bits[0])?, rows(bits[1])?);
        if !rest.is_empty() {
            return Err("a network's file is too long");
        }
        let moves = |head: &Head| {
            let scores = head.moves.iter().map(|&m| unit(m));
            Moves::new(head.labels, UNIT, scores, begin_inside)
        };
        let (token_moves, pair_moves) = (moves(&inner.tokens), moves(&inner.pairs));
        Ok(Network { inner, token_moves, pair_moves, token_rows, pair_rows })
    }

    /// How many tokens on either side a state knows of: each layer looks twice as far as the one before.
    pub fn reach(&self) -> usize {
        (1 << self.inner.layers.len()) - 1
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
                let mut state = self.inner.start;
                self.token_rows.add(&found, &mut state);
                state
            })
            .collect();
        let mut changes = Vec::with_capacity(states.len());
        for (n, layer) in self.inner.layers.iter().enumerate() {
            changes.clear();
            changes.extend((0..states.len()).map(|i| layer.change(&states, i, 1 << n)));
            for (state, change) in states.iter_mut().zip(&changes) {
                add(state, 1.0, change);
            }
        }
        states.truncate(range.end - from);
        states.drain(..range.start - from);
        states
    }

    /// Scores the labels of tokens, which are a sequence of their own.
    pub fn label(&self, states: &[State]) -> Scores {
        scores(&self.inner.tokens, states.iter())
    }

    /// Which label follows which, of tokens.
    pub fn token_moves(&self) -> &Moves {
        &self.token_moves
    }

    /// What the states give to every relation that they are part of; to be made once.
    pub fn prepare(&self, states: &[State]) -> Vec<State> {
        let one = |state: &State| {
            let mut sum = [0.0; WIDTH];
            multiply(&mut sum, state, &self.inner.one);
            sum
        };
        states.iter().map(one).collect()
    }

    /// Scores the labels of tokens in relation to one token. `prepared` are theirs, `to` is its state;
    /// `features(i, found)` adds the features of the pair of token `i` and that one.
    pub fn relate(&self, prepared: &[State], to: &State, mut features: impl FnMut(usize, &mut Vec<u64>)) -> Scores {
        let mut common = self.inner.other[WIDTH];
        multiply(&mut common, to, &self.inner.other);
        let mut found = Vec::with_capacity(32);
        let hidden = prepared.iter().enumerate().map(|(i, prepared)| {
            found.clear();
            features(i, &mut found);
            let mut sum = common;
            add(&mut sum, 1.0, prepared);
            self.pair_rows.add(&found, &mut sum);
            positive(&mut sum);
            sum
        });
        scores(&self.inner.pairs, hidden)
    }

    /// Which label follows which, in relation to a token.
    pub fn pair_moves(&self) -> &Moves {
        &self.pair_moves
    }

    /// Bytes of a weight file. `rows` are those of tokens and of pairs; all numbers are whole units of their block,
    /// whose `units` are in the file's order.
    #[cfg(feature = "train")]
    pub fn encode(inner: &Inner, rows: [&[State]; 2], units: &[f32]) -> Vec<u8> {
        let bits = rows.map(|r| r.len().trailing_zeros() as u8);
        let mut out = b"WSN1".to_vec();
        out.extend([bits[0], bits[1], inner.layers.len() as u8]);
        out.extend([inner.tokens.labels as u8, inner.pairs.labels as u8, 0, 0, 0]);
        let mut inner = inner.clone();
        let rows = rows.into_iter().map(|rows| rows.as_flattened());
        for (numbers, unit) in inner.numbers().into_iter().map(|block| &*block).chain(rows).zip(units) {
            out.extend(unit.to_le_bytes());
            out.extend(numbers.iter().map(|x| (x / unit).round() as i8 as u8));
        }
        out
    }
}

/// A score in units; those of a file that is none of ours are kept to where sums of them are numbers.
fn unit(score: f32) -> i32 {
    (score / UNIT).clamp(-1e7, 1e7) as i32
}

fn scores(head: &Head, states: impl Iterator<Item = impl std::borrow::Borrow<State>>) -> Scores {
    let mut out = Vec::new();
    states.for_each(|state| head.score(state.borrow(), &mut out));
    Scores(out.into_iter().map(unit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A whole file of numbers that differ.
    fn file() -> Vec<u8> {
        let mut out = b"WSN1\x06\x06\x03\x03\x05\0\0\0".to_vec();
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
        for at in 4..9 {
            let mut wrong = file.clone();
            wrong[at] = 255;
            assert!(Network::new(&wrong).is_err(), "byte {at}");
        }
    }
}
