//! Sorts of bodies: airline, school, court, ….
//!
//! A description and a name can mean one body only if their sorts agree: "the airline" can be Harbor Airways, not
//! Harbor University. The lists give the sorts of nouns and of words in names. A set of sorts is a number with a bit
//! for each.

use std::borrow::Cow;

use super::reader::lexicon;

/// The head noun of the full name that an acronym stands for: "bureau" for "fbi". The acronym is given folded. None if
/// the lists don't have it.
pub fn spelled_out(letters: &str) -> Option<&'static str> {
    lexicon().heads.get(letters).copied()
}

/// How well a noun for bodies fits the name of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The noun can stand for a sort that the name tells: "the airline" and Harbor Airways.
    Right,
    /// The noun or the name tells no sort.
    Open,
    /// The noun can stand for none of the sorts that the name tells: "the airline" and Harbor University.
    Wrong,
}

/// How well a noun, in lower case and singular, fits a body's name, which is given as its folded words.
pub fn body_fits(noun: &str, words: &[Cow<str>]) -> Fit {
    sorts_fit(sorts_of_noun(noun), sorts_of_name(words))
}

/// The set of the sorts of bodies that a noun can stand for; 0 if the lists give none.
pub fn sorts_of_noun(noun: &str) -> u16 {
    lexicon().sorts_of_noun.get(noun).copied().unwrap_or(0)
}

/// The set of the sorts that the words of a body's name tell; 0 if none tells one. The words are folded: "harbor
/// airways".
pub fn sorts_of_name(words: &[Cow<str>]) -> u16 {
    let sorts_of = |word: &Cow<str>| lexicon().sorts_of_name.get(&**word).copied().unwrap_or(0);
    words.iter().fold(0, |sorts, word| sorts | sorts_of(word))
}

/// How well a noun that can stand for the sorts `wanted` fits a name that tells the sorts `told`.
pub fn sorts_fit(wanted: u16, told: u16) -> Fit {
    match (wanted, told) {
        (0, _) | (_, 0) => Fit::Open,
        (wanted, told) if wanted & told != 0 => Fit::Right,
        _ => Fit::Wrong,
    }
}
