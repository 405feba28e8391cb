//! What the sieves ask of a word, looked up once for each distinct word of a text.

use super::keys::{fold, word_key};
use super::pronoun_table::{self, Pronoun};
use crate::lexicon::{self, Determiner, Flag, Gender, Noun};

/// What spelling and lists tell of a word.
#[derive(Debug)]
pub struct WordFacts {
    /// In lower case, curly apostrophes straight, where it is not so already.
    pub lower: Option<Box<str>>,
    /// As names are compared, where that is not lower case.
    pub folded: Option<Box<str>>,
    /// What its folded form is known by.
    pub key: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it begins with a letter or a digit.
    pub alphanumeric: bool,
    /// What it may be at the end of a name.
    pub suffix: Suffix,
    /// As a pronoun; "her" as an object.
    pub pronoun: Option<(Pronoun, Option<Gender>, bool)>,
    /// As what begins a noun phrase.
    pub determiner: Option<Determiner>,
    /// As the head of a description.
    pub noun: Option<&'static Noun>,
    /// Whether it is a title: [`lexicon::title`] tells which.
    pub is_title: bool,
    /// Whether no noun phrase goes on with it.
    pub ends_phrase: bool,
    /// Whether no phrase with its prepositions does: [`Flag::StopsPhrase`].
    pub stops: bool,
    /// Whether it is a comma.
    pub comma: bool,
    /// Whether it joins the words of a noun phrase: a hyphen, a mark.
    pub joins: bool,
}

/// Whether a word can be the possessive of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// "'s".
    Possessive,
    /// "'", which is one after an s.
    Apostrophe,
    /// Any other word.
    None,
}

impl WordFacts {
    /// Of a word as it is written.
    pub fn new(word: &str) -> WordFacts {
        let other = lower(word);
        let lower = other.as_deref().unwrap_or(word);
        let folded: Option<Box<str>> = Some(lower).filter(|lower| !is_folded(lower)).map(|_| fold(word).into());
        WordFacts {
            key: word_key(folded.as_deref().unwrap_or(lower)),
            folded,
            capital: word.starts_with(char::is_uppercase),
            alphanumeric: word.starts_with(char::is_alphanumeric),
            suffix: match word {
                "'s" | "’s" | "'S" | "’S" => Suffix::Possessive,
                "'" | "’" => Suffix::Apostrophe,
                _ => Suffix::None,
            },
            pronoun: pronoun_table::pronoun_of(word, lower),
            determiner: lexicon::determiner(lower),
            noun: lexicon::noun(lower),
            is_title: lexicon::title(lower).is_some(),
            ends_phrase: lexicon::has(lower, Flag::EndsPhrase),
            stops: lexicon::has(lower, Flag::StopsPhrase)
                || lexicon::has(lower, Flag::Plain) && lexicon::noun(lower).is_none()
                || matches!(lower, "." | ";" | "”" | "\"" | "“"),
            comma: word == ",",
            joins: matches!(lower, "-" | "/" | "&" | "“" | "”" | "\"" | "‘" | "’" | "'"),
            lower: other,
        }
    }
}

/// Lower case, with straight apostrophes, where that is another word.
fn lower(word: &str) -> Option<Box<str>> {
    let stays = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    (!stays).then(|| word.replace('’', "'").to_lowercase().into())
}

/// Whether folding leaves a word as it is, for sure.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && !matches!(b, b'.' | b'\'' | b'-'))
}
