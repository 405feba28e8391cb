//! Nouns that can head a description: "the *senator*", "the *ministry*".

use super::reader::lexicon;
use super::records::{Noun, NounClass};

/// The entry of a lower-case word that can head a description, in the singular or plural; None for other words. Of a
/// word with a hyphen the last part counts, if it stands for a person: "co-founder".
pub fn noun(lower: &str) -> Option<&'static Noun> {
    let nouns = &lexicon().nouns;
    nouns.get(lower).or_else(|| {
        // "54-year-old"; below, "co-founder", "ex-mayor", "vice-chairman".
        if lower.ends_with("-year-old") || lower.ends_with("-years-old") {
            return Some(&Noun { class: NounClass::Person, gender: None, plural: false, singular: "year-old" });
        }
        let (_, tail) = lower.rsplit_once('-')?;
        nouns.get(tail).filter(|n| n.class == NounClass::Person)
    })
}

/// The nouns that mean nearly the same as a noun, which is in the singular: "the lawmaker" can be a senator. Empty if
/// the lists give none.
pub fn synonyms(noun: &str) -> &'static [&'static str] {
    lexicon().synonyms.get(noun).map_or(&[], Vec::as_slice)
}

/// The nouns for documents that a noun for a document can take up: "the survey" can be a poll mentioned before. Empty
/// if the lists give none.
pub fn documents_taken_up_by(noun: &str) -> &'static [&'static str] {
    lexicon().documents_taken_up_by.get(noun).map_or(&[], Vec::as_slice)
}
