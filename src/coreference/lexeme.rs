//! What the sieves ask of a word, looked up once for each distinct word of a text.

use super::lexicon::{self, Determiner, Gender, Noun};
use super::mentions::{self, Pronoun};
use crate::learned::features::mix;

/// What spelling and lists tell of a word.
#[derive(Debug)]
pub struct Lexeme {
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
    /// Whether no phrase with its prepositions does: [`lexicon::stops`].
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

impl Lexeme {
    /// Of a word as it is written.
    pub fn new(word: &str) -> Lexeme {
        let other = lower(word);
        let lower = other.as_deref().unwrap_or(word);
        let folded: Option<Box<str>> = Some(lower).filter(|lower| !is_folded(lower)).map(|_| fold(word).into());
        Lexeme {
            key: word_key(folded.as_deref().unwrap_or(lower)),
            folded,
            capital: word.starts_with(char::is_uppercase),
            alphanumeric: word.starts_with(char::is_alphanumeric),
            suffix: match word {
                "'s" | "’s" | "'S" | "’S" => Suffix::Possessive,
                "'" | "’" => Suffix::Apostrophe,
                _ => Suffix::None,
            },
            pronoun: mentions::pronoun_of(word, lower),
            determiner: lexicon::determiner(lower),
            noun: lexicon::noun(lower),
            is_title: lexicon::title(lower).is_some(),
            ends_phrase: lexicon::ends_phrase(lower),
            stops: lexicon::stops(lower),
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

/// What no words are known by.
const NOTHING: u64 = 0x243f_6a88_85a3_08d3;

/// What a row of words is known by, given what those before its last are.
pub fn with_word(key: u64, word: &str) -> u64 {
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    let key = chunks.iter().fold(key, |key, &chunk| mix(key, u64::from_le_bytes(chunk)));
    let rest = rest.iter().fold(0, |all, &byte| all << 8 | u64::from(byte));
    mix(key, rest ^ (word.len() as u64) << 56)
}

/// What a row of words is known by.
pub fn key(words: &[impl AsRef<str>]) -> u64 {
    words.iter().fold(NOTHING, |key, word| with_word(key, word.as_ref()))
}

/// What a folded word is known by.
pub fn word_key(word: &str) -> u64 {
    with_word(NOTHING, word)
}

/// What a row of words is known by, from what each of them is.
pub fn row_key(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(NOTHING, mix)
}

/// What letters in a row are known by, wherever they are parted: "jong" and "un" as "jongun".
pub fn joined<'w>(parts: impl IntoIterator<Item = &'w str>) -> u64 {
    row_key(parts.into_iter().flat_map(str::bytes).map(u64::from))
}

/// Lower case without accents and apostrophes, for comparing names: "Castañeda" is "castaneda".
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.chars().filter(|c| !matches!(c, '.' | '\'' | '-')).map(|c| c.to_ascii_lowercase()));
        return out;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'š' | 'ś' | 'ş' => out.push('s'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '\u{300}'..='\u{36f}' | '.' | '\'' | '’' | '-' | '‐' | '‑' | '\u{ad}' => {}
            c => out.push(c),
        }
    }
    out
}
