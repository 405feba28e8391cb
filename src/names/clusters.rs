//! Words by the company they keep, so that the model knows something of words that its corpora do not have.
//!
//! Each of some forty thousand words has a code of eight bits: the number of the cluster that its word
//! vector falls in. Codes are laid out as a tree, so that the first three or five bits are a coarser
//! cluster, as in Brown et al. 1992. The vectors are GloVe's (Pennington et al. 2014, Wikipedia and
//! newswire), next to what a small network guesses from them of the labels that the word and its neighbours take in
//! the training corpora: names of one kind share a cluster then, where vectors alone put Moscow with
//! Russian politics. `src/bin/train/clusters.py` makes the file.
//!
//! The file holds no words but their hashes, of twenty bits, so that it is small: "WSC1", the number of words
//! (four bytes, little endian), then for each word how far its hash is from that before (255 means 255
//! and another byte), then for each its code. One word in twenty-five that it does not know gets a code by
//! accident; the model has learned to live with that.

use std::sync::LazyLock;

use crate::learned::features::row;
use crate::learned::lexical::Word;

const KEY_BITS: u32 = 20;

/// The code of an unknown word.
pub const UNKNOWN: u8 = 255;

static CODES: LazyLock<Vec<u8>> =
    LazyLock::new(|| read(include_bytes!("../data/clusters.bin")).expect("the clusters are whole"));

/// A code for each hash.
fn read(bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.strip_prefix(b"WSC1")?;
    let (count, body) = body.split_at_checked(4)?;
    let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
    let (steps, codes) = body.split_at_checked(body.len().checked_sub(count)?)?;
    let mut table = vec![UNKNOWN; 1 << KEY_BITS];
    let (mut key, mut next) = (0, 0);
    for &step in steps {
        key += usize::from(step);
        if step < 255 {
            *table.get_mut(key)? = *codes.get(next)?;
            next += 1;
        }
    }
    (next == count).then_some(table)
}

/// The cluster of a word.
pub fn code(word: &Word) -> u8 {
    CODES[row(word.lower.into(), KEY_BITS)]
}

#[cfg(test)]
mod tests {
    use super::{KEY_BITS, UNKNOWN, code, read};
    use crate::learned::lexical::Word;

    #[test]
    fn a_file_is_read_back() {
        let table = read(b"WSC1\x02\0\0\0\x03\xff\x01\x07\x09").expect("a whole file");
        assert_eq!(table.len(), 1 << KEY_BITS);
        assert_eq!((table[3], table[3 + 256], table[4]), (7, 9, UNKNOWN));
    }

    #[test]
    fn a_broken_file_is_refused() {
        for broken in [&b"WSC2\0\0\0\0"[..], b"WSC1\x02\0\0", b"WSC1\x02\0\0\0\x07", b"WSC1\x02\0\0\0\x03\x07\x09"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn names_of_a_kind_are_near_each_other() {
        let coarse = |word: &str| code(&Word::new(word)) >> 5;
        assert_eq!(coarse("Monday"), coarse("thursday"));
        assert_ne!(coarse("Monday"), coarse("Alice"));
    }
}
