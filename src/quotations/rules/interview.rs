//! Reports of an interview, and headlines: a name and a colon, and what is said without marks.
//!
//! > Tom Owens: Why did you close the road?
//! >
//! > Ana Ruiz: Because it was never safe.
//!
//! A line that begins so is somebody's turn where at least three lines of the text do, or where the name
//! is a person's or a body's and the line is the headline: "Ruiz: Road will stay closed".
//!
//! What it gets wrong: a list with names for its headings.

use crate::rules::AttributionRule;
use std::ops::Range;

use rustc_hash::FxHashSet as HashSet;

use super::report::Report;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is, word};
use crate::text::token::TokenKind;

/// Names longer than this many words are no names.
const LONGEST: usize = 5;
/// Fewer lines with a name and a colon are no interview.
const FEWEST: usize = 3;
/// What speaks in headlines without being a name.
const BODIES: &[&str] = &[
    "poll",
    "report",
    "study",
    "survey",
    "police",
    "court",
    "minister",
    "experts",
    "officials",
    "sources",
    "analysts",
];

/// The turns of a text, in order.
pub fn find(context: &Context) -> Vec<Report> {
    let mut lines: Vec<Report> = Vec::new();
    let paragraphs = &context.document.paragraphs;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if let Some(turn) = line(context, paragraph, number == 0) {
            lines.push(turn);
        }
    }
    // In an interview, somebody speaks twice, or two names of people answer each other.
    let repeats = lines.len() >= FEWEST && {
        let mut names = HashSet::default();
        let name = |t: &Report| context.document.span(t.source.clone()).of(context.document.text).to_lowercase();
        lines.iter().any(|t| !names.insert(name(t)))
    };
    let people = lines.len() >= 2 && lines.iter().all(|t| context.name_kind[t.source.start] == 1);
    lines.retain(|t| repeats || people || t.rule == AttributionRule::HeadlineColon);
    lines
}

fn line(context: &Context, paragraph: &Range<usize>, first: bool) -> Option<Report> {
    let mark = context.document.tokens[paragraph.start].kind() == TokenKind::Mark;
    let start = paragraph.start + usize::from(mark);
    let colon = (start + 1..paragraph.end.min(start + LONGEST + 1)).find(|&i| word(context, i) == ":")?;
    let mut end = paragraph.end;
    if context.document.tokens[end - 1].kind() == TokenKind::Mark && mark {
        end -= 1;
    }
    if colon + 1 >= end
        || context.document.tokens[colon + 1].kind() == TokenKind::Mark
        || !context.document.space_before(colon + 1)
    {
        return None;
    }
    let source = start..colon;
    let capital = |i: usize| {
        word(context, i).starts_with(char::is_uppercase) || matches!(word(context, i), "." | "-" | "’s" | "'s")
    };
    let named = source.clone().any(|i| matches!(context.name_kind[i], 1..=5));
    let body = is(context, colon - 1, BODIES);
    let open = context.document.tokens[paragraph.end - 1].kind() != TokenKind::Stop;
    let headline = first && open && (named || body) && end - colon > 3;
    // "Q:" and "A:" name nobody.
    let letter = source.len() == 1 && word(context, start).chars().count() == 1;
    if letter || !(source.clone().all(capital) || headline && body) {
        return None;
    }
    let rule = if headline { AttributionRule::HeadlineColon } else { AttributionRule::InterviewTurn };
    Some(Report { source, cue: colon..colon + 1, content: colon + 1..end, rule })
}
