//! Names, dates and sums: where they stand and what they are.
//!
//! `recognizer` and the rules that it calls find names, `patterns` finds dates, sums and quantities, and `options` adds
//! the names that a user gives.

pub mod evidence;
mod extents;
pub mod facts;
pub mod gazetteer;
mod kinds;
pub mod options;
mod passed_over;
pub mod patterns;
pub mod recognizer;
mod whole_text;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use options::{KnownName, Matcher, Options, OptionsError};

use crate::incremental::cache::AnswerCache;
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::sorting::sort_by_key;

/// The kind of thing that an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it; `Group` and `Other` are explained
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Facility,
    /// A nationality, or a religious or political group (OntoNotes' NORP): "the French".
    Group,
    Product,
    /// A report, letter, poll or filing whose words are reported: "the report says".
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
    /// The normalised value of a date or a sum, "2024-05-03" or "USD 2500000", where the text gives one.
    pub value: Option<Box<str>>,
    /// The name of the entity behind it, where the user gives one.
    pub entity: Option<Box<str>>,
}

/// Results that are kept for the text after the next edit.
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

/// Puts the recognizer's names and the patterns' dates and sums together, in order. Where two overlap the date or sum
/// wins, unless the name holds all of it and more: "the 2022 World Cup" is one name.
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
