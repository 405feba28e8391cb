//! Quotations that no clause reports: whole sentences in marks, as a paragraph or between sentences. Who speaks is
//! decided later, when the whole text is read for coreference.

use crate::rules::AttributionRule;
use std::ops::Range;

use crate::quotations::attribution::{Act, Attribution};
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, word};
use crate::text::token::TokenKind;

/// Whether stretch `q` is a quotation that no clause reports: one sentence or more, all in marks, that makes up a
/// paragraph or stands between sentences: The mayor said it was over. “We have no money left.” Nobody laughed.
pub fn stands_alone(context: &Context, q: &Range<usize>) -> bool {
    let tokens = &context.document.tokens;
    let paragraph = &context.document.paragraphs[context.paragraph_of[q.start] as usize];
    let last = &context.document.paragraphs[context.paragraph_of[q.end - 1] as usize];
    let stops = (q.end.saturating_sub(3)..q.end).any(|i| phrases::is_stop(context, i));
    // The full stop may stand outside: “The final number will hang on the government”.
    let stop_after = q.end < last.end && phrases::is_stop(context, q.end);
    let before = (paragraph.start..q.start).rev().find(|&i| tokens[i].kind() != TokenKind::Sign);
    let begins = before.is_none_or(|i| phrases::is_stop(context, i) || context.is_quoted(i));
    let after = q.end + usize::from(stop_after);
    let ends = after >= last.end || stops && begins_sentence(context, after);
    // A colon near the start of a stretch shows a turn of an interview, which another rule reads.
    let turn = q.clone().take(5).any(|i| word(context, i) == ":");
    let sentence = begins_sentence(context, q.start + 1) && (stops || stop_after || after >= last.end);
    // A question above shows that one word is an answer: Was it closed? / “Never.”
    let answers = || q.start == paragraph.start && word(context, q.start - 1) == "?" && !context.is_quoted(q.start - 1);
    let long = q.len() >= 6 && !is_title(context, q);
    paragraph.start > 0 && begins && ends && sentence && !turn && (long || q.len() >= 4 && answers())
}

/// Whether a sentence can begin with token `i`: it is a word with a capital, a number or a mark.
fn begins_sentence(context: &Context, i: usize) -> bool {
    i < context.len() && !word(context, i).starts_with(char::is_lowercase)
}

/// Whether at least half of the words begin with capitals, as in a heading: ‘Nobody Asked Us.’
fn is_title(context: &Context, q: &Range<usize>) -> bool {
    let words = q.clone().filter(|&i| word(context, i).starts_with(char::is_alphabetic));
    let (mut all, mut capitals) = (0, 0);
    for i in words {
        all += 1;
        capitals += usize::from(word(context, i).starts_with(char::is_uppercase));
    }
    2 * capitals >= all
}

/// Makes an attribution without cue and source of a stretch.
pub fn alone(q: &Range<usize>) -> Attribution {
    Attribution {
        content: vec![q.clone()],
        cue: None,
        source: None,
        act: Act::Speech,
        confidence: 0.5,
        rule: AttributionRule::NoReportingClause,
    }
}
