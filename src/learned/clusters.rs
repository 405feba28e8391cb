//! Groups words by the words that they stand beside, so that a model knows something of words that its corpora do not
//! have.
//!
//! Each of 51,000 words has a code of eight bits: the number of the cluster that its word vector falls
//! in. Codes are laid out as a tree (Brown et al. 1992), so that the first three or five bits are a coarser cluster.
//! The vectors are GloVe's (Pennington et al. 2014, Wikipedia and newswire), joined with what a small network guesses
//! from them: the labels that the word and its neighbours take in the training corpora. So names of one kind share a
//! cluster, where vectors alone put Moscow with Russian politics. `src/data/clusters.py` makes the file.
//!
//! The file holds hashes of words ([`Hashed`], twenty bits), so that it is small. One word in twenty-one that it does
//! not hold gets a code by accident; the models have learned with one in fifteen, when the file had 68,000 words. Those that no
//! article of the corpora has, or only one, were left out since (`train --only clusters`).

use std::sync::LazyLock;

use super::hashed::Hashed;

/// The code of an unknown word.
pub const UNKNOWN: u8 = 255;

static CODES: LazyLock<Hashed> =
    LazyLock::new(|| Hashed::read(include_bytes!("../data/clusters.bin")).expect("the clusters are whole"));

/// The code of a word's cluster, given the hash of its letters in lower case.
pub fn code(lower: u32) -> u8 {
    CODES.get(lower.into()).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use crate::learned::lexical::Word;

    #[test]
    fn names_of_a_kind_are_near_each_other() {
        let coarse = |word: &str| Word::new(word).cluster >> 5;
        assert_eq!(coarse("Monday"), coarse("thursday"));
        assert_ne!(coarse("Monday"), coarse("Alice"));
    }
}
