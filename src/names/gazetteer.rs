//! Open lists of names: given and family names, places, nationalities, bodies.
//!
//! A list only says what a word could be; the recognizer weighs that against the context. The module holds hashes of
//! the names ([`Hashed`], a third of the bytes); the names themselves are in `src/data/lexicon.txt`.

use std::sync::LazyLock;

use crate::incremental::Unchanged;
#[cfg(feature = "train")]
use crate::learned::features::hash_lower;
use crate::learned::features::mix;
use crate::learned::hashed::Hashed;
use crate::learned::lexical::Words;

/// The kinds of names that a word or phrase could be: a set of the bits of [`class`].
pub type Classes = u8;

/// The classes of names, a bit each.
#[allow(missing_docs)] // the names say it
pub mod class {
    pub const GIVEN: u8 = 1;
    pub const FAMILY: u8 = 2;
    pub const CITY: u8 = 4;
    pub const COUNTRY: u8 = 8;
    pub const REGION: u8 = 16;
    pub const GROUP: u8 = 32;
    pub const BODY: u8 = 64;
}

/// The most tokens of a phrase in the lists.
pub const LONGEST: usize = 5;

/// How many bits of a phrase's hash are kept. With so few, one in 42 of the phrases in no list is taken for one that
/// is. One bit more is 3 KB more to download (`docs/experiments/module-size.md`).
#[cfg(feature = "train")]
const BITS: u32 = 20;

/// The lists: for the hash of each phrase, its classes.
pub struct Gazetteer(Hashed);

/// The gazetteer that is shipped.
pub fn shipped() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
        Gazetteer(Hashed::read(include_bytes!("../data/lexicon.bin")).expect("the gazetteer is whole"))
    });
    &GAZETTEER
}

/// The hash of a phrase and one word more, given the hash of the phrase (0 if it is empty) and that of the word in
/// lower case.
pub fn extend(phrase: u64, word: u32) -> u64 {
    mix(phrase, word.into())
}

impl Gazetteer {
    /// Makes the shipped file from lists of names, which are written as in `src/data/lexicon.txt`.
    #[cfg(feature = "train")]
    pub fn encode(text: &str) -> Vec<u8> {
        let mut entries = Vec::new();
        let mut current = 0;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("# ") {
                current = match name {
                    "given" => class::GIVEN,
                    "family" => class::FAMILY,
                    "city" => class::CITY,
                    "country" => class::COUNTRY,
                    "region" => class::REGION,
                    "group" => class::GROUP,
                    "body" => class::BODY,
                    _ => 0,
                };
                continue;
            }
            let words = crate::text::token::tokenize(line);
            let phrase = words.iter().fold(0, |h, t| extend(h, hash_lower(t.span().of(line)) as u32));
            entries.push((phrase, current));
        }
        Hashed::encode(BITS, entries.into_iter(), |a, b| a | b)
    }

    /// The classes of a phrase, given its hash by [`extend`]; 0 if no list has it.
    pub fn classes(&self, phrase: u64) -> Classes {
        self.0.get(phrase).unwrap_or(0)
    }

    /// For each token, the classes of the listed phrases that begin at it (low byte) and of those that it continues
    /// (high byte). A phrase begins and ends with a capital, which `capital` tells of a token. `same` are the tokens
    /// that an edit left unchanged, and `last` is the result for the text before it.
    pub fn look_up(&self, words: &Words, capital: impl Fn(usize) -> bool, same: Unchanged, last: &[u16]) -> Vec<u16> {
        const FARTHEST: usize = LONGEST - 1;
        let mut found = vec![0u16; words.len()];
        // No phrase reaches farther, so for tokens that are farther from a changed one the result still holds.
        let before = same.at_start.saturating_sub(FARTHEST).min(last.len());
        let after = same.at_end.saturating_sub(FARTHEST).min(last.len());
        let end = words.len() - after;
        found[..before].copy_from_slice(&last[..before]);
        found[end..].copy_from_slice(&last[last.len() - after..]);
        for i in (before.saturating_sub(FARTHEST)..end).filter(|&i| capital(i)) {
            let mut phrase = 0;
            for j in i..words.len().min(i + LONGEST) {
                phrase = extend(phrase, words[j].lower);
                let classes = if capital(j) { self.classes(phrase) } else { 0 };
                if classes > 0 {
                    found[i] |= u16::from(classes);
                    found[i + 1..=j].iter_mut().for_each(|f| *f |= u16::from(classes) << 8);
                }
            }
        }
        found
    }
}
