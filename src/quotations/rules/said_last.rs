//! The road is closed, Ana Ruiz said.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::interruption::OPENINGS;
use super::report::{FEWEST, Report};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{is_finite, verb_of_clause};
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is, word};

/// Tokens that say when, at most: "on Monday 3 May 2021".
const LONGEST_TIME: usize = 6;

/// The road is closed, Ana Ruiz said. The road is closed, said Ana Ruiz, who runs it.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    // "Ana Ruiz said | on Monday |".
    let time = |&i: &usize| context.name_kind[i] == 6 || is(context, i, &["on"]);
    let times = sentence.clone().rev().take(LONGEST_TIME).take_while(time).count();
    let verb = sentence.end.checked_sub(1 + times).filter(|&verb| verb > sentence.start + FEWEST)?;
    if context.is_quoted(verb) {
        return None;
    }
    let finite = is_finite(context, verb)
        || phrases::is_stem_of_many(context, verb)
        || is(context, verb - 1, &["has", "have", "had"]);
    let opens = is(context, sentence.start, OPENINGS);
    let has_clause = |end: usize| !opens && (sentence.start..end).any(|i| is_finite(context, i));
    let reports =
        |start: usize| context.has(verb, Flag::Plain) || finite && context.has(verb, Flag::States) && has_clause(start);
    let upright = phrases::subject_before(context, verb, sentence.start).filter(|source| reports(source.start));
    let (source, cue) = match upright {
        Some(source) if source.start > sentence.start => (source, verb..verb + 1),
        _ => inverted(context, sentence, verb + 1).filter(|(_, cue)| has_clause(cue.start))?,
    };
    let comma =
        source.start.min(cue.start).checked_sub(1).filter(|&c| c > sentence.start && word(context, c) == ",")?;
    let plain = !context.holds_quoted(&(sentence.start..comma));
    plain.then_some(Report { source, cue, content: sentence.start..comma, rule: AttributionRule::SaidAtEnd })
}

/// Who follows a verb of saying behind a comma, and ends the sentence at `end`.
fn inverted(context: &Context, sentence: &Range<usize>, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let from = end.saturating_sub(phrases::LONGEST).max(sentence.start + FEWEST);
    let verb = (from..end - 1)
        .rev()
        .find(|&i| context.has(i, Flag::Plain) && word(context, i - 1) == "," && !context.is_quoted(i))?;
    let source = phrases::phrase_from(context, verb + 1, end).filter(|source| source.end == end)?;
    let clause = verb_of_clause(context, verb + 1, end).is_some();
    (!clause).then_some((source, verb..verb + 1))
}
