//! Sorts of bodies, by which nouns go with names: "the airline" can be Harbor Airways, not Harbor University.

use std::borrow::Cow;

use super::reader::lexicon;

/// The sorts, as `sort=` in the lists names them.
const SORTS: &[&str] = &[
    "press", "company", "airline", "bank", "school", "court", "state", "assembly", "party", "society", "team",
    "worship", "hospital",
];

/// The set of the sorts that a list names with commas between, a bit each.
pub fn sorts(names: &str) -> u16 {
    let bit = |name: &str| SORTS.iter().position(|&sort| sort == name);
    names.split(',').filter_map(bit).fold(0, |all, bit| all | 1 << bit)
}

/// The head noun of the full name of a body that is known by its letters, which are given folded: "bureau" for "fbi".
pub fn spelled_out(letters: &str) -> Option<&'static str> {
    lexicon().heads.get(letters).copied()
}

/// How a noun for bodies goes with the name of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The noun fits a sort that the name tells: "the airline" and Harbor Airways.
    Right,
    /// The noun or the name tells no sort.
    Open,
    /// The noun fits none of the sorts that the name tells: "the airline" and Harbor University.
    Wrong,
}

/// How a noun goes with a body's name, given by its folded words.
pub fn body_fits(noun: &str, words: &[Cow<str>]) -> Fit {
    sorts_fit(sorts_of_noun(noun), sorts_of_name(words))
}

/// The set of the sorts of bodies that a noun can stand for, a bit each: "the airline".
pub fn sorts_of_noun(noun: &str) -> u16 {
    lexicon().sorts_of_noun.get(noun).copied().unwrap_or(0)
}

/// The set of the sorts that a body's name tells, a bit each; the name is given by its folded words: "Harbor Airways".
pub fn sorts_of_name(words: &[Cow<str>]) -> u16 {
    let sorts_of = |word: &Cow<str>| lexicon().sorts_of_name.get(&**word).copied().unwrap_or(0);
    words.iter().fold(0, |sorts, word| sorts | sorts_of(word))
}

/// How a noun that can stand for the `wanted` sorts of bodies goes with a name that tells the sorts `told`.
pub fn sorts_fit(wanted: u16, told: u16) -> Fit {
    match (wanted, told) {
        (0, _) | (_, 0) => Fit::Open,
        (wanted, told) if wanted & told != 0 => Fit::Right,
        _ => Fit::Wrong,
    }
}
