//! An index from tokens to numbers that neighbouring tokens mostly share: the sentence, paragraph or quoted stretch of each.
//!
//! A plain list takes four bytes a token, and a text has half a dozen of them. Here a bit a token tells where the number
//! changes, and the changes before are counted every thirty-two tokens, so that any token's number is found in one step.

use std::ops::{Index, Range};

/// A number for each token, stored as segments of tokens that share one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenIndex {
    len: usize,
    blocks: Vec<Block>,
    /// The number of each segment.
    numbers: Vec<u32>,
}

/// The segments that begin within one block of thirty-two tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Block {
    /// A bit a token: whether a segment begins with it.
    begins: u32,
    /// How many segments began before this block.
    before: u32,
}

const BLOCK: usize = u32::BITS as usize;

impl TokenIndex {
    /// Makes an index from a number for each token.
    pub fn new(numbers: &[u32]) -> TokenIndex {
        let mut index = TokenIndex { len: numbers.len(), ..TokenIndex::default() };
        index.blocks.reserve_exact(numbers.len().div_ceil(BLOCK));
        let mut last = numbers.first().map_or(0, |first| !first);
        for block in numbers.chunks(BLOCK) {
            let before = index.numbers.len() as u32;
            let mut begins = 0;
            // Most blocks only go on with the number before: one pass over their tokens shows that.
            let differ = block.iter().fold(0, |differ, number| differ | (number ^ last));
            let block = if differ == 0 { &[] } else { block };
            for (i, &number) in block.iter().enumerate() {
                if last != number {
                    begins |= 1 << i;
                    index.numbers.push(number);
                    last = number;
                }
            }
            index.blocks.push(Block { begins, before });
        }
        index.numbers.shrink_to_fit();
        index
    }

    /// Makes an index of `len` tokens: a token's number is that of the last of the `ranges` that hold it, or `none`
    /// where no range does.
    pub fn of_nested<'r>(len: usize, ranges: impl Iterator<Item = (usize, &'r Range<usize>)>, none: u32) -> TokenIndex {
        TokenIndex::new(&by_token(len, ranges, none))
    }

    /// Makes an index of `len` tokens: a token's number is that of the range that holds it, or `none` where no range
    /// does. The ranges are in order and do not overlap.
    pub fn of_ranges<'r>(len: usize, ranges: impl Iterator<Item = &'r Range<usize>>, none: u32) -> TokenIndex {
        let mut index = TokenIndex { len, blocks: vec![Block::default(); len.div_ceil(BLOCK)], numbers: Vec::new() };
        let mut end = 0;
        for (number, range) in ranges.enumerate().filter(|(_, range)| !range.is_empty()) {
            if end < range.start {
                index.begin(end, none);
            }
            index.begin(range.start, number as u32);
            end = range.end;
        }
        if end < len {
            index.begin(end, none);
        }
        let mut before = 0;
        for block in &mut index.blocks {
            block.before = before;
            before += block.begins.count_ones();
        }
        index.numbers.shrink_to_fit();
        index
    }

    /// Begins a segment at `token`, after the existing segments.
    fn begin(&mut self, token: usize, number: u32) {
        self.blocks[token / BLOCK].begins |= 1 << (token % BLOCK);
        self.numbers.push(number);
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The index of the segment that holds token `i`; the first segment is 0.
    #[inline]
    pub fn segment(&self, i: usize) -> usize {
        assert!(i < self.len);
        let Block { begins, before } = self.blocks[i / BLOCK];
        let within = (begins << (BLOCK - 1 - i % BLOCK)).count_ones();
        (before + within) as usize - 1
    }

    /// The number of token `i`, if there is such a token.
    pub fn get(&self, i: usize) -> Option<u32> {
        (i < self.len).then(|| self[i])
    }
}

/// For each of `len` tokens, the number of the last of the `ranges` that hold it, or `none` where no range does.
pub fn by_token<'r>(len: usize, ranges: impl Iterator<Item = (usize, &'r Range<usize>)>, none: u32) -> Vec<u32> {
    let mut numbers = vec![none; len];
    ranges.for_each(|(number, tokens)| numbers[tokens.clone()].fill(number as u32));
    numbers
}

impl Index<usize> for TokenIndex {
    type Output = u32;

    #[inline]
    fn index(&self, i: usize) -> &u32 {
        &self.numbers[self.segment(i)]
    }
}

#[cfg(test)]
mod tests {
    use super::TokenIndex;

    #[test]
    fn each_token_has_its_own_number() {
        for numbers in [
            vec![],
            vec![7],
            vec![7; 100],
            (0..100).collect(),
            (0..200).map(|i| i / 3 % 5).collect(),
            (0..97).map(|i| i / 32).collect::<Vec<u32>>(),
        ] {
            let index = TokenIndex::new(&numbers);
            assert_eq!(index.len(), numbers.len());
            assert!((0..numbers.len()).all(|i| index[i] == numbers[i]), "{numbers:?}");
            assert_eq!(index.get(numbers.len()), None);
        }
    }

    #[test]
    fn each_token_has_the_number_of_its_range() {
        for ranges in [vec![], vec![0..1, 1..2], vec![3..40, 40..41, 60..100], vec![0..32, 32..64, 64..99]] {
            let index = TokenIndex::of_ranges(100, ranges.iter(), 9);
            let number = |i: usize| ranges.iter().position(|range| range.contains(&i)).map_or(9, |n| n as u32);
            assert!((0..100).all(|i| index[i] == number(i)), "{ranges:?}");
        }
        assert_eq!(TokenIndex::of_ranges(0, [].iter(), 9).get(0), None);
    }
}
