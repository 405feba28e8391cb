//! Whether a text looks like English, by the share of its words that are common English ones.
//!
//! What it gets wrong: a text of fewer than `FEWEST` words shows too little, and is taken for English where its
//! letters are Latin; of a text in two languages the one that has more words decides.

use serde::{Deserialize, Serialize};

use super::Document;
use super::token::TokenKind;

/// The language of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Any other: what is found in the text must be taken with care.
    #[serde(rename = "other")]
    Other,
}

/// The commonest English words that few other languages have.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "as", "his", "her", "on", "be", "at", "by", "had",
    "not", "are", "but", "from", "or", "have", "they", "which", "one", "you", "were", "all", "she", "there", "would",
    "their", "we", "him", "been", "has", "when", "who", "will", "no", "more", "if", "out", "said", "what", "up", "its",
    "about", "than", "into", "them", "can", "only", "other", "this", "these", "after", "an", "he", "in",
];

/// Common words among a hundred, in text that is English. News has about forty, other languages about five.
const SHARE: usize = 15;
/// Words, at least, that the share is taken of.
const FEWEST: usize = 20;
/// Words from the start that are looked at.
const MOST: usize = 2_000;

/// The language of a document.
pub fn language(document: &Document) -> Language {
    let (mut words, mut common, mut latin) = (0, 0, 0);
    let tokens = document.tokens.iter().enumerate().filter(|(_, token)| token.kind() == TokenKind::Word);
    for (i, _) in tokens.take(MOST) {
        let word = document.word(i);
        words += 1;
        latin += usize::from(word.starts_with(|c: char| c < '\u{250}'));
        common += usize::from(COMMON.iter().any(|common| common.eq_ignore_ascii_case(word)));
    }
    let is_english = if words < FEWEST { 2 * latin >= words } else { 100 * common >= SHARE * words };
    if is_english { Language::English } else { Language::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_from_its_neighbours() {
        for (text, expected) in [
            (
                "The council met on Monday and said that the road would be closed for a week, but not to those who live there.",
                Language::English,
            ),
            (
                "Der Rat hat am Montag beschlossen, dass die Straße für eine Woche gesperrt wird, aber nicht für die Leute, die dort wohnen.",
                Language::Other,
            ),
            (
                "Le conseil a décidé lundi que la route serait fermée pendant une semaine, mais pas pour les gens qui habitent dans le village.",
                Language::Other,
            ),
            (
                "El consejo decidió el lunes que la carretera estará cerrada durante una semana, pero no para los vecinos que viven en el pueblo.",
                Language::Other,
            ),
            ("Совет решил в понедельник", Language::Other),
            ("Road closed, council says", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(language(&Document::new(text)), expected, "{text}");
        }
    }
}
