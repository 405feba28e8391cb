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
    let mut out = Vec::with_capacity(names.len() + amounts.len());
    let mut amounts = amounts.into_iter().peekable();
    for name in names {
        while let Some(amount) = amounts.next_if(|a| a.tokens.end <= name.tokens.start) {
            out.push(amount);
        }
        let mut overlapping = Vec::new();
        while let Some(amount) = amounts.next_if(|a| a.tokens.start < name.tokens.end) {
            overlapping.push(amount);
        }
        // An amount that begins in the name before may reach into this one.
        let free = out.last().is_none_or(|last: &Name| last.tokens.end <= name.tokens.start);
        if free && overlapping.iter().all(|amount| holds(&name.tokens, &amount.tokens)) {
            out.push(name);
        } else {
            out.extend(overlapping);
        }
    }
    out.extend(amounts);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All lists of up to two ranges in the first `count` tokens, in order and without overlaps.
    fn lists(count: usize) -> Vec<Vec<Range<usize>>> {
        let ranges = |from: usize| (from..count).flat_map(move |start| (start + 1..=count).map(move |end| start..end));
        let mut all = vec![vec![]];
        for first in ranges(0) {
            all.extend(ranges(first.end).map(|second| vec![first.clone(), second]));
            all.push(vec![first]);
        }
        all
    }

    fn named(ranges: &[Range<usize>], kind: EntityKind) -> Vec<Name> {
        ranges.iter().map(|tokens| Name { tokens: tokens.clone(), kind, value: None, entity: None }).collect()
    }

    fn merged(names: &[Range<usize>], amounts: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
        let all = merge(named(names, EntityKind::Other), named(amounts, EntityKind::Date));
        all.into_iter().map(|name| (name.tokens, name.kind == EntityKind::Date)).collect()
    }

    #[test]
    fn a_date_wins_unless_a_longer_name_holds_it() {
        // A name each for "in May" and "5 Live", and a date between: "in | May 5 | Live".
        let (first, middle, whole, last) = (0..1, 1..2, 0..3, 2..4);
        let alone = std::slice::from_ref;
        let across = 1..3;
        assert_eq!(merged(&[0..2, 2..4], alone(&across)), [(1..3, true)]);
        assert_eq!(merged(alone(&whole), alone(&middle)), [(0..3, false)]);
        assert_eq!(merged(alone(&whole), alone(&whole)), [(0..3, true)]);
        // The name gives way to the second date, so the first one is free.
        assert_eq!(merged(alone(&whole), &[first, last]), [(0..1, true), (2..4, true)]);
    }

    #[test]
    fn what_is_merged_is_in_order_and_nothing_overlaps() {
        for names in lists(6) {
            for amounts in lists(6) {
                let all = merged(&names, &amounts);
                assert!(all.windows(2).all(|two| two[0].0.end <= two[1].0.start), "{names:?} {amounts:?}: {all:?}");
                let held =
                    |amount: &Range<usize>| all.iter().any(|(r, _)| r.start <= amount.start && amount.end <= r.end);
                assert!(amounts.iter().all(held), "{names:?} {amounts:?}: {all:?}");
                let met = |name: &Range<usize>| all.iter().any(|(r, _)| r.start < name.end && name.start < r.end);
                assert!(names.iter().all(met), "{names:?} {amounts:?}: {all:?}");
            }
        }
    }
}
