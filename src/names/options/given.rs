//! The names that a user gives, and the check that they can be used.

use std::fmt;

use serde::Serialize;

use super::texts::{MAX_TOKENS, keys_of};
use super::user_patterns::{self, PatternError};
use crate::names::EntityKind;

/// Names that the caller knows, and words that are none. In JSON:
/// `{"names": [{"text" or "pattern", "kind", "entity"?}], "ignore": ["…"]}`.
///
/// At most 100,000 entries are used, names and ignored words together, and at most 100 names by pattern: what is beyond
/// that is skipped, the last of the ignored words first. [`Options::check`] tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Options {
    /// Names to find wherever they stand.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub names: Vec<KnownName>,
    /// Words that are not taken for a name, unless they are part of a longer one.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub ignore: Vec<String>,
}

/// A name to find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownName {
    /// The words or the pattern that it is found by.
    #[serde(flatten)]
    pub matcher: Matcher,
    /// The kind of thing that it names.
    pub kind: EntityKind,
    /// The name of the entity behind it, where several given names stand for one: "MbS" and "the crown prince".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// How a name is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matcher {
    /// The name is found where these words stand.
    Text(String),
    /// The name is found where this regular expression matches, in the syntax of the crate `regex`: docket numbers,
    /// bills, tickers. A match counts where it begins and ends with a word or sign, and is at most 256 bytes long.
    Pattern(String),
}

impl KnownName {
    /// A name found by its words.
    pub fn text(text: impl Into<String>, kind: EntityKind) -> KnownName {
        KnownName { matcher: Matcher::Text(text.into()), kind, entity: None }
    }

    /// Names found by a pattern.
    pub fn pattern(pattern: impl Into<String>, kind: EntityKind) -> KnownName {
        KnownName { matcher: Matcher::Pattern(pattern.into()), kind, entity: None }
    }

    /// This name, as one of several for the entity called `entity`.
    pub fn of_entity(self, entity: impl Into<String>) -> KnownName {
        KnownName { entity: Some(entity.into()), ..self }
    }
}

/// The most entries in [`Options`], names and ignored words together.
pub const MAX_TEXTS: usize = 100_000;

/// The most names by pattern in [`Options`].
pub const MAX_PATTERNS: usize = 100;

pub use super::user_patterns::MAX_MATCH;

/// An error in [`Options`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionsError {
    /// The part that is wrong: `names[2].kind`.
    pub place: String,
    /// The problem with that part: "is missing; one of person, …".
    pub problem: String,
    /// Whether a value is missing, unknown or of a wrong type. Otherwise its type is right and its content is wrong.
    pub is_type: bool,
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

impl std::error::Error for OptionsError {}

impl OptionsError {
    /// An error for a value of the right type with wrong content.
    fn content(place: impl Into<String>, problem: impl Into<String>) -> OptionsError {
        OptionsError { place: place.into(), problem: problem.into(), is_type: false }
    }

    /// An error for a value that is missing, unknown or of a wrong type.
    pub(super) fn of_type(place: impl Into<String>, problem: impl Into<String>) -> OptionsError {
        OptionsError { place: place.into(), problem: problem.into(), is_type: true }
    }
}

impl Options {
    /// Whether there are neither names to find nor words to leave alone.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.ignore.is_empty()
    }

    /// Says what is wrong, if anything. Options read by serde are checked already. `annotate_with` and `Session` check
    /// none: they skip texts without words or with too many, patterns that don't compile, and entries that are too many.
    pub fn check(&self) -> Result<(), OptionsError> {
        let count = self.names.len() + self.ignore.len();
        if count > MAX_TEXTS {
            return Err(OptionsError::content(
                "names and ignore",
                format!("have {count} entries, which are too many: at most {MAX_TEXTS}"),
            ));
        }
        let mut patterns = 0;
        for (i, name) in self.names.iter().enumerate() {
            match &name.matcher {
                Matcher::Text(text) => check_text(format!("names[{i}]"), text)?,
                Matcher::Pattern(pattern) => {
                    patterns += 1;
                    let place = format!("names[{i}].pattern");
                    if patterns > MAX_PATTERNS {
                        return Err(OptionsError::content(
                            place,
                            format!("is one too many: at most {MAX_PATTERNS} patterns"),
                        ));
                    }
                    user_patterns::compile(pattern)
                        .map_err(|PatternError(problem)| OptionsError::content(place, problem))?;
                }
            }
        }
        self.ignore.iter().enumerate().try_for_each(|(i, text)| check_text(format!("ignore[{i}]"), text))
    }
}

/// Checks the number of tokens in a text.
fn check_text(place: String, text: &str) -> Result<(), OptionsError> {
    match keys_of(text).len() {
        0 => Err(OptionsError::content(place, "has no words")),
        1..=MAX_TOKENS => Ok(()),
        _ => Err(OptionsError::content(place, format!("has more than {MAX_TOKENS} words and signs"))),
    }
}
