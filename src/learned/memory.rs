//! What was computed before, by what it was computed from: so that a text that changed in one place is not read anew in
//! all others.
//!
//! A model's answer for a sentence depends on the facts that its features look at, and on nothing else. The key of an
//! answer is a digest of all of these, of 128 bits, so that what is found again is what would have been computed;
//! that two different sentences of a document share a key is less likely than that the machine errs.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::mix;

/// A digest of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(u64, u64);

impl Default for Digest {
    fn default() -> Self {
        Digest(0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344)
    }
}

impl Digest {
    /// With a number more. The order matters.
    #[inline]
    #[must_use]
    pub fn with(self, fact: u64) -> Digest {
        let b = (self.1 ^ fact.rotate_left(32)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Digest(mix(self.0, fact), b ^ (b >> 32))
    }

    /// With another digest.
    #[inline]
    #[must_use]
    pub fn with_all(self, other: Digest) -> Digest {
        let b = (self.1 ^ other.1.rotate_left(32)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Digest(mix(self.0, other.0), b ^ (b >> 32))
    }

    /// Half of it: enough for the thousands of things in one text.
    pub fn short(self) -> u64 {
        self.0
    }

    /// With the letters of a word.
    #[must_use]
    pub fn with_word(self, word: &str) -> Digest {
        let (chunks, rest) = word.as_bytes().as_chunks::<8>();
        let digest = chunks.iter().fold(self, |digest, &chunk| digest.with(u64::from_le_bytes(chunk)));
        let rest = rest.iter().fold(0, |all, &byte| all << 8 | u64::from(byte));
        digest.with(rest ^ (word.len() as u64) << 56)
    }
}

/// The facts of a row of tokens, of which any stretch has a digest that is found in one step: the sum of its facts, each
/// times a power that tells where it stands, is a difference of two sums from the start (Karp and Rabin 1987).
#[derive(Debug)]
pub struct Facts(Vec<Digest>);

/// Odd, so that no fact is lost.
const POWERS: Digest = Digest(0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93);

impl Facts {
    /// Of one digest a token.
    pub fn new(tokens: impl ExactSizeIterator<Item = Digest>) -> Facts {
        let mut sums = Vec::with_capacity(tokens.len() + 1);
        let mut sum = Digest(0, 0);
        sums.push(sum);
        sums.extend(tokens.map(|token| {
            sum.0 = sum.0.wrapping_mul(POWERS.0).wrapping_add(token.0);
            sum.1 = sum.1.wrapping_mul(POWERS.1).wrapping_add(token.1);
            sum
        }));
        Facts(sums)
    }

    /// A digest of the facts of the tokens in `range` and of those that are no farther than `reach` from it.
    pub fn around(&self, range: &Range<usize>, reach: usize) -> Digest {
        let known = range.start.saturating_sub(reach)..(range.end + reach).min(self.0.len() - 1);
        let (before, all, length) = (self.0[known.start], self.0[known.end], known.len() as u32);
        let sum = Digest(
            all.0.wrapping_sub(before.0.wrapping_mul(POWERS.0.wrapping_pow(length))),
            all.1.wrapping_sub(before.1.wrapping_mul(POWERS.1.wrapping_pow(length))),
        );
        // Where the range is in what is known of.
        let place = (range.start - known.start) as u64 | ((known.end - range.end) as u64) << 32;
        sum.with(place).with(range.len() as u64)
    }
}

/// Answers by the digest of what they depend on.
#[derive(Debug)]
pub struct Memory<V> {
    /// What this document needed.
    now: FxHashMap<Digest, V>,
    /// What the one before it needed, and this one has not yet.
    before: FxHashMap<Digest, V>,
}

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Memory { now: FxHashMap::default(), before: FxHashMap::default() }
    }
}

impl<V> Memory<V> {
    /// The answer to `facts`: remembered, or else computed.
    pub fn recall(&mut self, facts: Digest, compute: impl FnOnce() -> V) -> &V {
        self.now.entry(facts).or_insert_with(|| self.before.remove(&facts).unwrap_or_else(compute))
    }

    /// Whether there is an answer to `facts`.
    pub fn has(&self, facts: Digest) -> bool {
        self.now.contains_key(&facts) || self.before.contains_key(&facts)
    }

    /// Begins another document, and forgets what the last one did not need.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.now, &mut self.before);
        self.now.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Facts, Memory};

    #[test]
    fn equal_stretches_have_equal_digests_and_others_do_not() {
        let facts = |numbers: &[u64]| Facts::new(numbers.iter().map(|&n| Digest::default().with(n)));
        let (a, b) = (facts(&[1, 2, 3, 4, 5, 2, 3, 4, 6]), facts(&[9, 2, 3, 4]));
        assert_eq!(a.around(&(1..4), 0), a.around(&(5..8), 0));
        assert_eq!(a.around(&(2..3), 1), b.around(&(2..3), 1));
        // Other facts, another order, another length, another place among the same facts.
        let digests = [
            a.around(&(1..4), 0),
            a.around(&(1..4), 1),
            a.around(&(5..8), 1),
            a.around(&(2..3), 1),
            a.around(&(1..3), 1),
            a.around(&(2..4), 1),
            facts(&[3, 2, 4]).around(&(0..3), 0),
            facts(&[2, 3, 4]).around(&(0..2), 1),
            facts(&[0, 2, 3, 4]).around(&(0..4), 0),
        ];
        let distinct: std::collections::HashSet<Digest> = digests.iter().copied().collect();
        assert_eq!(distinct.len(), digests.len());
        assert_eq!(facts(&[]).around(&(0..0), 3), facts(&[]).around(&(0..0), 3));
    }

    #[test]
    fn what_the_last_document_needed_is_remembered_and_nothing_older() {
        let mut memory = Memory::default();
        let mut computed = Vec::new();
        for (document, facts) in [(1, vec![7, 8]), (2, vec![8, 9]), (3, vec![7, 8, 8])] {
            memory.turn();
            for fact in facts {
                let answer = *memory.recall(Digest::default().with(fact), || {
                    computed.push((document, fact));
                    fact * 10
                });
                assert_eq!(answer, fact * 10);
            }
        }
        assert_eq!(computed, [(1, 7), (1, 8), (2, 9), (3, 7)]);
    }

    #[test]
    fn digests_tell_words_and_their_order_apart() {
        let words = ["", "a", "\0", "\0a", "aaaaaaaa", "aaaaaaaaa", "aaaaaaa", "aaaaaaaaaaaaaaaa", "b"];
        let mut digests: Vec<Digest> = Vec::new();
        for a in words {
            digests.push(Digest::default().with_word(a));
            digests.extend(words.iter().map(|b| Digest::default().with_word(a).with_word(b)));
        }
        let distinct: std::collections::HashSet<Digest> = digests.iter().copied().collect();
        assert_eq!(distinct.len(), digests.len());
    }
}
