//! Sorts of bodies: "the airline" can be Harbor Airways, not Harbor University.

use std::borrow::Cow;

use super::reader::lexicon;

/// The sorts, as `sort=` in the lists names them.
const SORTS: &[&str] = &[
    "press", "company", "airline", "bank", "school", "court", "state", "assembly", "party", "society", "team",
    "worship", "hospital",
];

/// The set of the sorts that a list names, a bit each.
pub fn sorts(names: &str) -> u16 {
    let bit = |name: &str| SORTS.iter().position(|&sort| sort == name);
    names.split(',').filter_map(bit).fold(0, |all, bit| all | 1 << bit)
}

/// The head noun of the full name of a body that is known by these folded letters: "bureau" for "fbi".
pub fn spelled_out(letters: &str) -> Option<&'static str> {
    lexicon().heads.get(letters).copied()
}

/// How a noun goes with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// "the airline", Harbor Airways.
    Right,
    /// The name has no word that tells its sort.
    Open,
    /// "the airline", Harbor University.
    Wrong,
}

/// How the noun goes with the folded words of a body's name.
pub fn body_fits(noun: &str, words: &[Cow<str>]) -> Fit {
    sorts_fit(sorts_of_noun(noun), sorts_of_name(words))
}

/// The set of the sorts of bodies that a noun takes up: "the airline".
pub fn sorts_of_noun(noun: &str) -> u16 {
    lexicon().sorts_of_noun.get(noun).copied().unwrap_or(0)
}

/// The set of the sorts that the folded words of a body's name tell: "Harbor Airways".
pub fn sorts_of_name(words: &[Cow<str>]) -> u16 {
    let sorts_of = |word: &Cow<str>| lexicon().sorts_of_name.get(&**word).copied().unwrap_or(0);
    words.iter().fold(0, |sorts, word| sorts | sorts_of(word))
}

/// How a noun that takes up some sorts of bodies goes with a name that tells some.
pub fn sorts_fit(wanted: u16, told: u16) -> Fit {
    match (wanted, told) {
        (0, _) | (_, 0) => Fit::Open,
        (wanted, told) if wanted & told != 0 => Fit::Right,
        _ => Fit::Wrong,
    }
}
