//! Reports of a clause with "that": Ana Ruiz testified that the road was closed; Ana Ruiz told the council that it was.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::report::Report;
use crate::lexicon::Flag;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of};
use crate::syntax::Tag;

/// The most tokens between "told" and "that": "told the council that".
const HEARER: usize = 5;

/// Finds the first report of a sentence by a verb of saying and "that". None without a subject before the verb.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    let that = (sentence.start + 2..sentence.end)
        .find(|&i| is_one_of(context, i, &["that"]) && verb_of(context, i, sentence.start).is_some())?;
    let verb = verb_of(context, that, sentence.start)?;
    let source = phrases::subject_before(context, verb, sentence.start)?;
    Some(Report { source, cue: verb..verb + 1, content: that..sentence.end, rule: AttributionRule::SaidThat })
}

/// The verb of saying that the "that" at token `that` belongs to: right before it, or "told" with who is told between.
fn verb_of(context: &Context, that: usize, floor: usize) -> Option<usize> {
    let reports = |i: usize| {
        matches!(phrases::tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP)
            && context.has(i, Flag::States)
            && !context.is_quoted(i)
    };
    let direct = (that > floor && reports(that - 1)).then(|| that - 1);
    let told = || {
        let from = that.saturating_sub(HEARER).max(floor);
        let verb = (from..that).rev().find(|&i| is_one_of(context, i, &["told"]) && reports(i))?;
        phrases::phrase_from(context, verb + 1, that).filter(|hearer| hearer.end == that).map(|_| verb)
    };
    direct.or_else(told)
}
