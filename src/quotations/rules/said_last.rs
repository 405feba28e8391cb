//! Reports without quotation marks that end their sentence with the reporting clause: The road is closed, Ana Ruiz
//! said.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::interruption::OPENINGS;
use super::report::{FEWEST, Report};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_finite;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, word};

/// The most tokens that say when: "on Monday 3 May 2021".
const LONGEST_TIME: usize = 6;

/// Finds the report of a sentence that ends with a comma, a subject and a verb of saying: The road is closed, Ana Ruiz
/// said.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    // A day may follow the verb: "Ana Ruiz said | on Monday |".
    let time = |&i: &usize| phrases::kind(context, i) == name_kind::TIME || is_one_of(context, i, &["on"]);
    let times = sentence.clone().rev().take(LONGEST_TIME).take_while(time).count();
    let verb = sentence.end.checked_sub(1 + times).filter(|&verb| verb > sentence.start + FEWEST)?;
    if context.is_quoted(verb) {
        return None;
    }
    let finite = is_finite(context, verb)
        || phrases::is_plain_form_after_plural(context, verb)
        || is_one_of(context, verb - 1, &["has", "have", "had"]);
    let opens = is_one_of(context, sentence.start, OPENINGS);
    let has_clause = |end: usize| !opens && (sentence.start..end).any(|i| is_finite(context, i));
    let reports =
        |start: usize| context.has(verb, Flag::Plain) || finite && context.has(verb, Flag::States) && has_clause(start);
    let source = phrases::subject_before(context, verb, sentence.start).filter(|source| reports(source.start))?;
    let comma = source.start.checked_sub(1).filter(|&c| c > sentence.start && word(context, c) == ",")?;
    let plain = !context.any_quoted(&(sentence.start..comma));
    plain.then_some(Report {
        source,
        cue: verb..verb + 1,
        content: sentence.start..comma,
        rule: AttributionRule::SaidAtEnd,
    })
}
