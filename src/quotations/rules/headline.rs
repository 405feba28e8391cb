//! Headlines that end with who says it: Strike is off, says union; Body found in canal: police; “We will not pay” –
//! union boss; “I was robbed”: widow's fury.
//!
//! A headline is a line without a full stop, the first of the text or one of several that follow each other.
//!
//! What it gets wrong: a score or a label after a colon, if it ends with a noun for people, is taken for who says it.

use std::ops::Range;

use super::report::Report;
use crate::lexicon::{Flag, NounClass, has, noun};
use crate::quotations::adjuncts::is_finite;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, in_phrase, is_noun, is_one_of, tag, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The most tokens of a headline.
const LONGEST: usize = 30;
/// The most tokens of who says it.
const LONGEST_SPEAKER: usize = 6;
/// The fewest tokens of what is said.
const FEWEST: usize = 3;

/// Finds the reports in the headlines at the start of a text.
pub fn find(context: &Context) -> Vec<Report> {
    let mut reports = Vec::new();
    for (number, line) in context.document.paragraphs.iter().enumerate() {
        // Headlines stand at the top: the first line that is none ends the search.
        if line.len() > LONGEST || ends_as_sentence(context, line) {
            break;
        }
        if number > 0 || line.len() > FEWEST {
            reports.extend(report(context, line));
        }
    }
    reports
}

/// Whether a line ends with a full stop, or with a question or exclamation mark inside quotation marks.
fn ends_as_sentence(context: &Context, line: &Range<usize>) -> bool {
    let closing = (line.start..line.end).rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark);
    closing.is_none_or(|i| word(context, i) == "." || context.is_quoted(i) && matches!(word(context, i), "?" | "!"))
}

/// The report that a headline makes, if it ends with who says it.
fn report(context: &Context, line: &Range<usize>) -> Option<Report> {
    let line = &(after_label(context, line)..line.end);
    let outside = |i: usize| !context.is_quoted(i);
    let joint = line.clone().skip(2).filter(|&i| outside(i)).rfind(|&i| {
        let dash = matches!(word(context, i), "–" | "—" | "-" | "--") && context.document.space_before(i);
        dash || matches!(word(context, i), ":" | ",")
    })?;
    let rest = joint + 1..line.end;
    let content = line.start..joint;
    // Behind a sentence, a word or two are a label: Ana Ruiz at the bridge. *Photo*: Tom Owens
    let stop = content.clone().rev().find(|&i| outside(i) && phrases::is_stop(context, i));
    let label = stop.is_some_and(|stop| (1..FEWEST).contains(&(joint - stop - 1)));
    if rest.is_empty() || content.len() < FEWEST || label {
        return None;
    }
    if word(context, joint) == "," {
        return with_verb(context, content, rest);
    }
    let marked = context.is_quoted(content.start) && context.is_quoted(content.end - 1);
    // Of a longer phrase, the first words name who says it: “I was robbed”: *widow*'s fury over bank error; “I was
    // robbed”: *widow* of banker hits out.
    if marked && word(context, joint) == ":" {
        let ends = |&i: &usize| i > rest.start && (is_one_of(context, i, &["’s", "'s", "of"]) || is_finite(context, i));
        let end = rest.clone().take(LONGEST_SPEAKER).find(ends);
        let source = end.map(|end| rest.start..end).filter(|s| is_speaker(context, s, false));
        if let Some(source) = source {
            return Some(Report { source, cue: joint..joint + 1, content, rule: AttributionRule::HeadlineEnd });
        }
    }
    let source = rest;
    let colon = word(context, joint) == ":";
    is_speaker(context, &source, colon).then(|| Report {
        source,
        cue: joint..joint + 1,
        content,
        rule: AttributionRule::HeadlineEnd,
    })
}

/// Where the words of a headline begin, after a label such as "EXCLUSIVE:" or "BREAKING:".
fn after_label(context: &Context, line: &Range<usize>) -> usize {
    let label = word(context, line.start);
    let capitals = label.len() > 3 && label.bytes().all(|byte| byte.is_ascii_uppercase());
    let colon = line.len() > 2 && word(context, line.start + 1) == ":";
    let named = phrases::kind(context, line.start) != name_kind::NONE;
    line.start + if colon && !named && (capitals || context.has(line.start, Flag::Label)) { 2 } else { 0 }
}

/// The report of a headline that ends with a verb of saying and its subject: Strike is off, says union; storm to hit
/// coast, forecasters warn. `content` stands before the comma, `rest` after it.
fn with_verb(context: &Context, content: Range<usize>, rest: Range<usize>) -> Option<Report> {
    let says = |i: usize| has(word(context, i), Flag::Says);
    let (source, cue) = if says(rest.start) {
        // A clause may follow: "says fire chief | as three are held".
        let goes_on = |&i: &usize| is_one_of(context, i, &["as", "after", "amid", "but", "while", "when", "over"]);
        let end = (rest.start + 1..rest.end).find(goes_on).unwrap_or(rest.end);
        (rest.start + 1..end, rest.start..rest.start + 1)
    } else if says(rest.end - 1) {
        (rest.start..rest.end - 1, rest.end - 1..rest.end)
    } else {
        return None;
    };
    // In headlines without articles, the tagger takes many nouns for verbs: "engineers" in "engineers warn".
    let part = |i: usize| in_phrase(context, i) || noun(&word(context, i).to_lowercase()).is_some();
    let phrase = !source.is_empty() && source.len() <= LONGEST_SPEAKER && source.clone().all(part);
    phrase.then_some(Report { source, cue, content, rule: AttributionRule::HeadlineEnd })
}

/// Whether words name who says it: a person's name, a noun for who can speak, or, where `colon` tells that they follow
/// a colon, a body's name.
fn is_speaker(context: &Context, source: &Range<usize>, colon: bool) -> bool {
    let short = !source.is_empty() && source.len() <= LONGEST_SPEAKER;
    let last = source.end - 1;
    let role = noun(&word(context, last).to_lowercase()).is_some_and(|noun| noun.class != NounClass::Place)
        || is_one_of(context, last, &["family", "inquest", "inquiry"]);
    // Where no verb stands beside it, the tagger takes many nouns for verbs.
    let before = source.start..if role { last } else { source.end };
    let phrase = before.clone().all(|i| in_phrase(context, i) || is_noun(context, i) || word(context, i) == "of");
    let verb = before.into_iter().any(|i| matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::MD));
    // After a dash, a body's name is mostly that of the newspaper.
    let named =
        phrases::kind(context, last) == name_kind::PERSON || phrases::kind(context, last) == name_kind::BODY && colon;
    short && phrase && !verb && (named || role)
}
