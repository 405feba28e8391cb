//! Dates, times, sums of money, percentages and quantities.
//!
//! **Problem.** These have a grammar, unlike other names: "Monday, July 18", "US$2.5 million", "3.5 per cent" are made
//! of few words in few orders, and a reader wants their value, too.
//!
//! **Method.** Each piece of text gets a letter for its class (`pieces`, `pattern_words`), and regular expressions over
//! these letters are the grammar (`grammars`): "Monday, July 18" reads `W,Md`. Stanford's TokensRegex and SUTime work
//! like this. Here the letters are bytes, so that the crate `regex` does the matching, and a person can read the
//! expressions. Where letters can't decide ("May said", "2000 people"), a check in code follows (`dates`, `measures`).
//! The kinds are looked for in the order of `find_in`, and what one has taken the next doesn't see: "$2000" holds no
//! year.
//!
//! **Spans** follow the Worldwide newswire corpus, and OntoNotes where that says nothing. A date is an expression that
//! names a day, month, season or year: "Saturday", "March 5", "April 2018", "the 1990s" without its article. "last" is
//! part of a date only before a season, which without it is no date: "last summer". Not dates: "today", "this week",
//! durations, ages. A sum leaves out "about". A currency's name alone ("the baht fell") is a sum, too.
//!
//! **Values** are ISO 8601 for dates and times, an ISO 4217 code and a decimal number for money. What depends on the
//! day of publication ("Saturday", "last summer") has none: the day is not known here.
//!
//! **What it gets wrong.** A year that is part of a name ("the 1999 Constitution") is a date here; the caller prefers
//! the name. "May" by itself at the start of a sentence is the month before a comma or "'s", whoever is meant, and
//! nowhere else. "pounds" are money where nothing shows that they are a weight.

mod amount;
mod dates;
mod grammars;
mod measures;
mod pattern_words;
mod pieces;

use std::ops::Range;

use crate::incremental::cache::{AnswerCache, Question};
use crate::incremental::shift_range;
use crate::names::EntityKind;
use crate::names::Name;
use crate::text::Document;
use crate::text::sorting::sort_by_key;

use grammars::{Grammar, Letters};
use pieces::{OTHER, Pieces};

/// A match of a grammar after a check: its end, counted in pieces and maybe earlier than the grammar says, and its
/// value.
struct Match {
    end: usize,
    value: Option<String>,
}

/// All dates, times, sums, percentages and quantities, in order; none overlaps another.
pub fn find(document: &Document, cache: &mut AnswerCache<Vec<Name>>) -> Vec<Name> {
    // What is found depends only on the words, on their kinds, and on which of them touch, so there are no other facts
    // to compare.
    let questions = stretches(document).iter().map(Question::alone).collect();
    cache.ask_of_words(document.unchanged, document.tokens.len(), questions);
    let mut all = Pieces::default();
    let moved = |name: &Name, by: usize| Name { tokens: shift_range(&name.tokens, by), ..name.clone() };
    cache.complete(|stretch| {
        let names = find_in(document, stretch, &mut all);
        names.iter().map(|name| moved(name, stretch.start.wrapping_neg())).collect()
    });
    let mut found = Vec::new();
    cache.answers(|stretch, names| found.extend(names.iter().map(|name| moved(name, stretch.start))));
    found
}

/// Paragraphs of more tokens than this are cut. No news has them, but the pieces of a long text on one line would take
/// much memory at once.
const LONGEST: usize = 1024;

/// The stretches of tokens that are read at once: paragraphs, long ones in parts that end with a sentence.
fn stretches(document: &Document) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(document.paragraphs.len());
    let mut sentences = document.sentences.iter().peekable();
    for paragraph in &document.paragraphs {
        let mut start = paragraph.start;
        while let Some(sentence) = sentences.next_if(|sentence| sentence.end <= paragraph.end) {
            if sentence.end - start >= LONGEST && sentence.end < paragraph.end {
                out.push(start..sentence.end);
                start = sentence.end;
            }
        }
        out.push(start..paragraph.end);
    }
    out
}

/// Finds the dates, sums and quantities in a stretch of tokens. `all` is where its pieces go.
fn find_in<'t>(document: &Document<'t>, stretch: &Range<usize>, all: &mut Pieces<'t>) -> Vec<Name> {
    let mut found = Vec::new();
    all.cut(document, stretch);
    let letters = Letters::new(&all.classes);
    collect(all, letters, &grammars::MONEY, measures::money, EntityKind::Money, &mut found);
    collect(all, letters, &grammars::PERCENT, measures::percent, EntityKind::Percent, &mut found);
    collect(all, letters, &grammars::QUANTITY, measures::quantity, EntityKind::Quantity, &mut found);
    collect(all, letters, &grammars::TIME, dates::time, EntityKind::Time, &mut found);
    collect(all, letters, &grammars::DATE, dates::date, EntityKind::Date, &mut found);
    sort_by_key(&mut found, |name| name.tokens.start as u64);
    found
}

/// Adds the matches of `grammar` that pass `check`, and hides their pieces from the grammars that follow. `letters` are
/// the classes that the stretch has.
fn collect(
    all: &mut Pieces,
    letters: Letters,
    grammar: &Grammar,
    check: fn(&Pieces, usize, usize) -> Option<Match>,
    kind: EntityKind,
    found: &mut Vec<Name>,
) {
    if !grammar.may_match(letters) {
        return;
    }
    let mut after = 0;
    while let Some(known) = grammar.next_stretch(&all.classes, after) {
        let mut at = known.start;
        while let Some(range) = grammar.find(&all.classes[..known.end], at) {
            at = range.start + 1;
            let Some(Match { end, value }) = check(all, range.start, range.end) else { continue };
            let Some(tokens) = all.tokens(range.start, end) else { continue };
            all.classes[range.start..end].fill(OTHER);
            found.push(Name { tokens, kind, value: value.map(Into::into), entity: None });
            at = end;
        }
        after = known.end;
    }
}

/// Whether a word begins with a capital and goes on in lower case.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
