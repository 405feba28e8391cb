//! Headlines that name who speaks before a colon: "Ruiz: Road will stay closed".

use std::ops::Range;

use super::report::Report;
use crate::lexicon::{Flag, NounClass, noun};
use crate::quotations::adjuncts::is_finite;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, in_phrase, word};
use crate::rules::AttributionRule;
use crate::text::token::TokenKind;

/// The most tokens of what stands before the colon.
const LONGEST: usize = 5;

/// The most tokens of a headline.
const LONGEST_LINE: usize = 30;

/// Finds the reports in the headlines of a text: its first line, and the lines after it until one ends with a full
/// stop.
pub fn find(context: &Context) -> Vec<Report> {
    let mut reports = Vec::new();
    for line in &context.document.paragraphs {
        if line.len() > LONGEST_LINE {
            break;
        }
        reports.extend(report(context, line));
        let last = (line.start..line.end).rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark);
        if last.is_none_or(|i| word(context, i) == ".") {
            break;
        }
    }
    reports
}

/// The report that a line makes, if it is a headline that names who speaks before a colon.
fn report(context: &Context, paragraph: &Range<usize>) -> Option<Report> {
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
    let named = source.clone().any(|i| matches!(phrases::kind(context, i), name_kind::PERSON..=name_kind::THING));
    // A noun for a person speaks in "Fire chief: Blaze was no accident", where what follows has a verb; "Reader: …" may
    // be a label.
    let role = || noun(&word(context, colon - 1).to_lowercase()).is_some_and(|n| n.class == NounClass::Person);
    let spoken = |i: usize| phrases::tag(context, i).is_verb() || is_finite(context, i);
    let body = context.has(colon - 1, Flag::SpeaksInHeadlines)
        || role() && source.clone().all(|i| capital(i) || in_phrase(context, i)) && (colon + 1..end).any(spoken);
    let open = !phrases::is_stop(context, paragraph.end - 1);
    let headline = open && (named || body) && end - colon > 3;
    // A single letter names nobody: "Q:", "A:".
    let letter = source.len() == 1 && word(context, start).chars().count() == 1;
    let fits = headline && !letter && (source.clone().all(capital) || body);
    let rule = AttributionRule::HeadlineColon;
    fits.then(|| Report { source, cue: colon..colon + 1, content: colon + 1..end, rule })
}
