//! Countries, their other names, capitals and peoples; the states of the United States.

use std::borrow::Cow;

use super::reader::lexicon;
use super::{Flag, has};

/// The commonest name of the country (or of the United Nations, the European Union) that a folded name stands for, where
/// the lists know other names of it: "united states" for "america".
pub fn country(name: &str) -> Option<&'static str> {
    lexicon().countries.get(name).map(|name| &**name)
}

/// Whether a folded name is a country's.
pub fn is_country(name: &str) -> bool {
    country(name).is_some() || has(name, Flag::Country)
}

/// The country whose government a capital's folded name stands for when it speaks.
pub fn governed_from(capital: &str) -> Option<&'static str> {
    lexicon().capitals.get(capital).map(|name| &**name)
}

/// How many bytes of a country's name a folded adjective shares, if it is made of that name: "Mexican" of Mexico. None
/// where it is the adjective of another country.
pub fn nationality(adjective: &str, name: &str) -> Option<usize> {
    let common = country(name).unwrap_or(name);
    if lexicon().peoples.get(adjective).is_some_and(|country| &**country == common) {
        return Some(name.len());
    }
    let shared = adjective.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    let ending = adjective.get(shared..)?;
    // "Saudi" and "Afghan" are the beginning of the country's name.
    let begins = ending.is_empty() && (name.as_bytes().get(shared) == Some(&b' ') || name[shared..] == *"istan");
    let made = name.len() - shared <= 3
        && matches!(ending, "n" | "an" | "ian" | "nian" | "ean" | "ese" | "i" | "ish" | "k" | "");
    (shared >= 4 && (begins || made)).then_some(shared)
}

/// Whether the folded words are the name of a state of the United States.
pub fn is_state(words: &[Cow<str>]) -> bool {
    has(&words.join(" "), Flag::UsState)
}

/// The state that a folded abbreviation stands for, as a lawmaker's brackets have it: "fla" is Florida.
pub fn state(abbreviation: &str) -> Option<&'static str> {
    lexicon().states.get(abbreviation).map(|name| &**name)
}
