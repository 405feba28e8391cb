//! What spelling and the lexicon tell of a word, looked up once for each distinct word of a text.

use super::keys::{fold, word_key};
use super::pronoun_table::{self, Pronoun};
use crate::lexicon::{self, Determiner, Flag, Gender, Noun};

/// What spelling and the lexicon tell of a word.
#[derive(Debug)]
pub struct WordFacts {
    /// The word in lower case, with straight apostrophes; `None` where the word is that already.
    pub lower: Option<Box<str>>,
    /// The folded word, as names are compared; `None` where it is the word in lower case.
    pub folded: Option<Box<str>>,
    /// The hash key of the folded word.
    pub key: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it begins with a letter or a digit.
    pub alphanumeric: bool,
    /// Whether it can be the possessive ending of a name.
    pub suffix: Suffix,
    /// The pronoun that it is, with the gender that it shows and whether it is plural. "Her" counts as an object.
    pub pronoun: Option<(Pronoun, Option<Gender>, bool)>,
    /// The sort of determiner that it is, if a noun phrase can begin with it.
    pub determiner: Option<Determiner>,
    /// The lexicon's entry for it as the head of a description: "mayor".
    pub noun: Option<&'static Noun>,
    /// Whether it is a title: [`lexicon::title`] tells which.
    pub is_title: bool,
    /// Whether a noun phrase ends before it ([`Flag::EndsPhrase`]): "of", "who", "is".
    pub ends_phrase: bool,
    /// Whether even a noun phrase with its prepositional phrases ends before it: it has [`Flag::StopsPhrase`], is a
    /// plain verb of saying, or a full stop, semicolon or double quotation mark.
    pub stops: bool,
    /// Whether it is a comma.
    pub comma: bool,
    /// Whether it can join words inside a noun phrase: a hyphen, a slash, "&" or a quotation mark.
    pub joins: bool,
}

/// Whether a word can be the possessive of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// The possessive "'s".
    Possessive,
    /// An apostrophe, which is a possessive only after an s, z or x: "the Hales' boat".
    Apostrophe,
    /// No possessive: any other word.
    None,
}

impl WordFacts {
    /// Looks up a word, given as it is written.
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
            // "mother-of-two" is a mother.
            noun: lexicon::noun(lower).or_else(|| lexicon::noun(lower.split_once("-of-")?.0)),
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

/// The word in lower case, with straight apostrophes; `None` where it is sure to be that already.
fn lower(word: &str) -> Option<Box<str>> {
    let stays = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    (!stays).then(|| word.replace('’', "'").to_lowercase().into())
}

/// Whether a word is sure to be folded already, because it is ASCII without capitals, full stops, apostrophes and
/// hyphens.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && !matches!(b, b'.' | b'\'' | b'-'))
}
