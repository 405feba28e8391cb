//! A small network that reads a text and labels its tokens: each by itself, and each in relation to one other token.
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
//! Each layer adds to the state what it computes from the state and from parts of the states of two neighbours, at a
//! distance that doubles from layer to layer (dilated convolutions, Yu & Koltun 2016, for labelling text Strubell et
//! al. 2017; that neighbours give only some channels is from Lin et al. 2019). So after `n` layers a state knows of
//! `2^n - 1` tokens on either side. Labels are scored from the states, and chosen as a chain ([`Moves`]). For labels in
//! relation to one token, the states of both and the features of the pair go through one more layer.
//!
//! **Exactness.** A network learns with floats, and is read as whole numbers: states of 16 bits in units of 1/1024,
//! weights of 16 bits in a unit of their matrix's own, sums of 32 bits that no text can make overflow. So every target
//! computes the same bits, with vectors or without.

mod matrices;
mod numbers;
mod state;

use std::ops::Range;

use super::chain::{MOST_LABELS, Moves, Scores};
use matrices::{Matrix, Rows, Scorer, UNIT, nearest};
pub use numbers::{Floats, Head, Inner, Layer, SIDE, WIDTH};
pub use state::State;

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

const HEADER: usize = 12;

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

    /// Computes the states of the tokens in `range`, in a text of `count` tokens. `features(i, found)` adds the
    /// features of token `i` to `found`. A token's state is the same, whatever the range.
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
            // The tokens that later layers look at.
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

    /// Scores the labels of tokens, given the states of one sequence.
    pub fn label(&self, states: &[State]) -> Scores {
        self.tokens.score(states)
    }

    /// The moves between labels that tokens have by themselves.
    pub fn token_moves(&self) -> &Moves {
        &self.tokens.moves
    }

    /// Computes what each state adds to every relation that its token is part of. To be called once for all relations.
    pub fn prepare(&self, states: &[State]) -> Vec<State> {
        let mut out = Vec::with_capacity(states.len() + 1);
        out.extend(states.chunks(2).flat_map(|two| self.one.of([&two[0], &two[two.len() - 1]])));
        out.truncate(states.len());
        out
    }

    /// Scores the labels of tokens in relation to one token, whose state is `to`. `prepared` is what
    /// [`Network::prepare`] made of the states of the tokens. `features(i, place, found)` adds the features of the pair
    /// of token `i` and that one token. What all tokens of a `place` have in common, `place_features` adds; it is
    /// called anew only where the place changes.
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

    /// The moves between labels that tokens have in relation to another token.
    pub fn pair_moves(&self) -> &Moves {
        &self.pairs.moves
    }

    /// Writes the bytes of a weight file. `rows` are the tables of tokens and of pairs. All numbers are whole multiples
    /// of their block's unit; `units` are in the file's order.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A valid weight file with many different numbers.
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
