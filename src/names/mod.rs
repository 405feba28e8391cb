//! Names, dates and sums: where they stand and what they are.

pub mod clusters;
pub mod evidence;
pub mod lexicon;
pub mod options;
pub mod patterns;
pub mod recognizer;

use std::ops::Range;

use crate::annotations::EntityKind;
use crate::syntax::Syntax;
use crate::text::Document;

/// A name, date or sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, without titles and the possessive.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// The normalised value of a date or a sum, where the text gives one.
    pub value: Option<String>,
}

/// All names of a document, in order; none overlaps another.
pub fn find(document: &Document, syntax: &Syntax) -> Vec<Name> {
    recognizer::find(document, syntax, recognizer::model())
}
