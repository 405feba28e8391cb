//! Looks up pronouns by how they are written: "US" is none.

use crate::lexicon::{self, Gender};

pub use crate::lexicon::{Case, Pronoun, PronounClass};

/// The pronoun that a word is, with the gender that it shows and whether it is plural; `None` for any other word.
/// `word` is as the text has it, `lower` in lower case. "Her" counts as an object.
pub fn pronoun_of(word: &str, lower: &str) -> Option<(Pronoun, Option<Gender>, bool)> {
    // "i" numbers a list, and "US" is a country.
    if matches!(word, "i" | "US") {
        return None;
    }
    let (pronoun, gender) = lexicon::pronoun(lower)?;
    Some((pronoun, gender, matches!(pronoun.class, PronounClass::We | PronounClass::They)))
}
