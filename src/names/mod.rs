//! Names, dates and sums: where they stand and what they are.

pub mod evidence;
mod extents;
mod kinds;
pub mod lexicon;
mod mending;
pub mod options;
mod passed_over;
pub mod patterns;
pub mod recognizer;
pub mod scene;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use options::{KnownName, Matcher, Options, OptionsError};

use crate::incremental::cache::AnswerCache;
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::sorting::sort_by_key;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it; `Group` and `Other` are explained
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Facility,
    /// Nationalities, religious and political groups (OntoNotes' NORP).
    Group,
    Product,
    /// A report, letter, poll or filing that speaks for itself.
    Document,
    Date,
    Time,
    Money,
    Percent,
    Quantity,
    /// Any other name: events, laws, works of art.
    Other,
}

/// A name, date or sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The tokens of the name, without titles and the possessive.
    pub tokens: Range<usize>,
    /// The kind of thing that it names.
    pub kind: EntityKind,
    /// The normalised value of a date or a sum, where the text gives one.
    pub value: Option<Box<str>>,
    /// The name of the entity behind it, where the user gives one.
    pub entity: Option<Box<str>>,
}

/// What is kept for the next text.
#[derive(Debug, Default)]
pub struct Cache {
    recognizer: recognizer::Cache,
    amounts: AnswerCache<Vec<Name>>,
}

/// All names of a document, with those that the user adds and without those that the user takes out; in order,
/// none overlaps another.
pub fn find(document: &Document, syntax: &Syntax, options: &Options, cache: &mut Cache) -> Vec<Name> {
    let found = recognizer::find(document, syntax, recognizer::model(), &mut cache.recognizer);
    let amounts = patterns::find(document, &mut cache.amounts);
    options::apply(document, merge(found, amounts), options)
}

/// Puts the model's names and the patterns' dates and sums together. Where they overlap the pattern wins,
/// unless the name holds more: "the 2022 World Cup" is one name.
pub fn merge(names: Vec<Name>, amounts: Vec<Name>) -> Vec<Name> {
    let holds = |a: &Range<usize>, b: &Range<usize>| a.start <= b.start && b.end <= a.end && a.len() > b.len();
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut out = Vec::with_capacity(names.len() + amounts.len());
    let mut amounts = amounts.into_iter().peekable();
    for name in names {
        while let Some(amount) = amounts.next_if(|a| a.tokens.end <= name.tokens.start) {
            out.push(amount);
        }
        let mut keep = true;
        while let Some(amount) = amounts.next_if(|a| overlap(&a.tokens, &name.tokens)) {
            if !holds(&name.tokens, &amount.tokens) {
                keep = false;
                out.push(amount);
            }
        }
        if keep {
            out.push(name);
        }
    }
    out.extend(amounts);
    sort_by_key(&mut out, |n| n.tokens.start as u64);
    out
}
