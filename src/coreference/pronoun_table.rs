//! The pronoun that a word is, as it is written.

use crate::lexicon::{self, Gender};

pub use crate::lexicon::{Case, Person, Pronoun};

/// The pronoun that a word is, as it is written and in lower case, with its gender and whether it stands for several; "her" as an
/// object.
pub fn pronoun_of(word: &str, lower: &str) -> Option<(Pronoun, Option<Gender>, bool)> {
    // "i" numbers a list, and "US" is a country.
    if matches!(word, "i" | "US") {
        return None;
    }
    let (pronoun, gender) = lexicon::pronoun(lower)?;
    Some((pronoun, gender, matches!(pronoun.person, Person::We | Person::They)))
}
