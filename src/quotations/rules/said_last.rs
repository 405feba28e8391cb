//! The road is closed, Ana Ruiz said.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::interruption::OPENINGS;
use super::report::{FEWEST, Report};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_finite;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is, word};

/// Tokens that say when, at most: "on Monday 3 May 2021".
const LONGEST_TIME: usize = 6;

/// The road is closed, Ana Ruiz said.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    // "Ana Ruiz said | on Monday |".
    let time = |&&i: &&usize| context.name_kind[i] == 6 || is(context, i, &["on"]);
    let tokens: Vec<usize> = sentence.clone().rev().take(LONGEST_TIME).collect();
    let verb = sentence.end.checked_sub(1 + tokens.iter().take_while(time).count())?;
    if verb <= sentence.start + FEWEST || context.is_quoted(verb) {
        return None;
    }
    let source = phrases::subject_before(context, verb, sentence.start)?;
    let clause = || {
        let opens = is(context, sentence.start, OPENINGS) || !is_finite(context, verb);
        context.has(verb, Flag::States) && !opens && (sentence.start..source.start).any(|i| is_finite(context, i))
    };
    if !context.has(verb, Flag::Plain) && !clause() {
        return None;
    }
    let comma = source.start.checked_sub(1).filter(|&c| c > sentence.start && word(context, c) == ",")?;
    let plain = !(sentence.start..comma).any(|i| context.is_quoted(i));
    plain.then(|| Report {
        source,
        cue: verb..verb + 1,
        content: sentence.start..comma,
        rule: AttributionRule::SaidAtEnd,
    })
}
