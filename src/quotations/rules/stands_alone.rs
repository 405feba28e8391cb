//! A quotation with no clause: a paragraph of its own, one sentence or more, whose speaker is for the reader of the whole
//! text to find.

use crate::rules::AttributionRule;
use std::ops::Range;

use crate::quotations::attribution::{Act, Attribution};
use crate::quotations::context::Context;
use crate::quotations::phrases::word;
use crate::text::token::TokenKind;

/// Whether a stretch is a quotation with no clause: a paragraph of its own, one sentence or more.
pub fn stands_alone(context: &Context, q: &Range<usize>) -> bool {
    let paragraph = &context.document.paragraphs[context.paragraph_of[q.start] as usize];
    let last = &context.document.paragraphs[context.paragraph_of[q.end - 1] as usize];
    let ends = (q.end.saturating_sub(3)..q.end).any(|i| context.document.tokens[i].kind() == TokenKind::Stop);
    // A stretch that opens with a name and a colon is an interview's.
    let turn = q.clone().take(5).any(|i| word(context, i) == ":");
    let begins = q.start == paragraph.start && q.end == last.end;
    paragraph.start > 0 && begins && q.len() >= 6 && ends && !turn && !is_title(context, q)
}

/// Whether most of its words begin with capitals: ‘Nobody Asked Us.’ heads a section.
fn is_title(context: &Context, q: &Range<usize>) -> bool {
    let words = q.clone().filter(|&i| word(context, i).starts_with(char::is_alphabetic));
    let (mut all, mut capitals) = (0, 0);
    for i in words {
        all += 1;
        capitals += usize::from(word(context, i).starts_with(char::is_uppercase));
    }
    2 * capitals >= all
}

/// Its speaker is for the reader of the whole text to find.
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
