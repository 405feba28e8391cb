//! The road is closed, Ana Ruiz said.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::report::{FEWEST, Report};
use crate::lexicon::Flag;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, word};

/// The road is closed, Ana Ruiz said.
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    let verb = sentence.end.checked_sub(1).filter(|&v| v > sentence.start + FEWEST && !context.is_quoted(v))?;
    if !context.has(verb, Flag::Plain) {
        return None;
    }
    let source = phrases::subject_before(context, verb, sentence.start)?;
    let comma = source.start.checked_sub(1).filter(|&c| c > sentence.start && word(context, c) == ",")?;
    let plain = !(sentence.start..comma).any(|i| context.is_quoted(i));
    plain.then(|| Report {
        source,
        cue: verb..verb + 1,
        content: sentence.start..comma,
        rule: AttributionRule::SaidAtEnd,
    })
}
