//! Countries, their other names, capitals and peoples; the states of the United States.

use std::borrow::Cow;

use super::reader::lexicon;
use super::{Flag, has};

/// The commonest name of the country that a folded name stands for: "united states" for "america". None for a country
/// with only one name in the lists, and for what is no country. The United Nations and the European Union count as
/// countries.
pub fn country(name: &str) -> Option<&'static str> {
    lexicon().countries.get(name).map(|name| &**name)
}

/// Whether a folded name is that of a country, the United Nations or the European Union.
pub fn is_country(name: &str) -> bool {
    country(name).is_some() || has(name, Flag::Country)
}

/// The country whose government a capital stands for when it speaks: "argentina" for "buenos aires" (“Buenos Aires
/// denied that”). The capital's name is folded. None for other names.
pub fn governed_from(capital: &str) -> Option<&'static str> {
    lexicon().capitals.get(capital).map(|name| &**name)
}

/// How well a folded adjective fits a country's folded name: how many bytes the two share from the start, 5 for
/// "mexican" and "mexico". The length of the whole name if the lists have the adjective ("french"). None if the
/// adjective is not made of the name.
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

/// Whether a folded word is one of a people, such as no ending makes: "swede", "french".
pub fn is_people(word: &str) -> bool {
    lexicon().peoples.contains_key(word)
}

/// Whether the folded words are the name of a state of the United States.
pub fn is_state(words: &[Cow<str>]) -> bool {
    has(&words.join(" "), Flag::UsState)
}

/// The state of the United States that a folded abbreviation stands for, as it stands behind a lawmaker's name: "fla"
/// in "Ana Ruiz (R-Fla.)" is Florida. None for other words.
pub fn state(abbreviation: &str) -> Option<&'static str> {
    lexicon().states.get(abbreviation).map(|name| &**name)
}
