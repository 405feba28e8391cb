//! Reports without quotation marks that end their sentence with the reporting clause: The road is closed, Ana Ruiz
//! said. Half of all drivers speed, a survey found.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::interruption::{MEANWHILE, OPENINGS};
use super::report::{FEWEST, Report};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_begins, is_finite};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, word};
use crate::syntax::Tag;

/// The most tokens that say when: "on Monday 3 May 2021".
const LONGEST_TIME: usize = 6;
/// The most tokens that say who is told.
const LONGEST_HEARER: usize = 9;

/// Finds the report of a sentence that ends with a comma, a subject and a verb of saying: The road is closed, Ana Ruiz
/// said.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    at_end(context, sentence).or_else(|| {
        // What went on meanwhile may follow: "Ana Ruiz told the Herald, | as boats went out".
        let mut commas = sentence.clone().skip(1).filter(|&i| word(context, i) == "," && i + 2 < sentence.end);
        let comma =
            commas.rfind(|&i| is_one_of(context, i + 1, MEANWHILE) && clause_begins(context, i + 2, sentence.end))?;
        at_end(context, &(sentence.start..comma))
    })
}

/// The report that a sentence, or the first part of one, ends with.
fn at_end(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    // A day may follow the verb: "Ana Ruiz said | on Monday |".
    let time = |&i: &usize| phrases::kind(context, i) == name_kind::TIME || is_one_of(context, i, &["on"]);
    let times = sentence.clone().rev().take(LONGEST_TIME).take_while(time).count();
    let last = sentence.end.checked_sub(1 + times)?;
    let told = told_last(context, sentence.start..last + 1);
    let verb = Some(told.unwrap_or(last)).filter(|&verb| verb > sentence.start + FEWEST)?;
    if context.is_quoted(verb) {
        return None;
    }
    let finite = is_finite(context, verb)
        || phrases::is_plain_form_after_plural(context, verb)
        || is_one_of(context, verb - 1, &["has", "have", "had"]);
    let opens = is_one_of(context, sentence.start, OPENINGS);
    let has_clause = |end: usize| !opens && (sentence.start..end).any(|i| is_finite(context, i));
    let reports = |start: usize| {
        context.has(verb, Flag::Plain) && told.is_none() || finite && states(context, verb) && has_clause(start)
    };
    let shows = |source: &Range<usize>| shows(context, verb, source.end - 1) && has_clause(source.start);
    let subject = phrases::subject_before(context, verb, sentence.start);
    let source = subject.filter(|source| reports(source.start) || shows(source))?;
    let comma = source.start.checked_sub(1).filter(|&c| c > sentence.start && word(context, c) == ",")?;
    let plain = !context.any_quoted(&(sentence.start..comma));
    plain.then_some(Report {
        source,
        cue: verb..verb + 1,
        content: sentence.start..comma,
        rule: AttributionRule::SaidAtEnd,
    })
}

/// Whether a verb says what figures show: Half of all drivers speed, a survey *found*. `noun` is the last token of its
/// subject.
fn shows(context: &Context, verb: usize, noun: usize) -> bool {
    let figures = context.has(noun, Flag::Finding) || is_one_of(context, noun, &["figures", "data", "statistics"]);
    figures && is_one_of(context, verb, &["showed", "shows", "show", "found", "finds", "revealed", "reveals"])
}

/// The verb of telling behind which a range ends with who is told: The road is closed, Ana Ruiz *told* the Herald by
/// phone.
fn told_last(context: &Context, range: Range<usize>) -> Option<usize> {
    let hearer = |i: usize| {
        phrases::in_phrase(context, i)
            || phrases::tag(context, i) == Tag::PRP
            || is_one_of(context, i, &["of", "by", "in", "via", "on"])
    };
    let told = |i: usize| context.has(i, Flag::Tells) && context.has(i, Flag::Plain);
    let near = range.clone().rev().take(LONGEST_HEARER).take_while(|&i| told(i) || hearer(i));
    near.into_iter().find(|&i| told(i) && i + 1 < range.end)
}

/// Whether a verb with a subject states something; what is heard does so where a court or a council hears it.
fn states(context: &Context, verb: usize) -> bool {
    let heard = || {
        let hearing = phrases::subject_before(context, verb, verb.saturating_sub(phrases::LONGEST));
        is_one_of(context, verb, &["heard"]) && hearing.is_some_and(|s| context.has(s.end - 1, Flag::Hearer))
    };
    context.has(verb, Flag::States) || heard()
}
