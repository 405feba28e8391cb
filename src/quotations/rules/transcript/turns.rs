//! Turns as attributions: the words from a head up to the next one, with who says them. Paragraphs without a head in
//! between belong to the turn, if they are few. Who asks, "Q", is named by a line such as "BY MR. HALE:"; who answers,
//! "A", by the text before.

use std::ops::Range;

use super::{Head, Who};
use crate::quotations::attribution::{Act, Attribution};
use crate::quotations::context::Context;
use crate::quotations::phrases::word;
use crate::quotations::rules::ranges::overlap;
use crate::quotations::rules::turn_names::{examiners, interviewee};
use crate::rules::AttributionRule;
use crate::text::token::TokenKind;

/// The most paragraphs of one turn.
const PARAGRAPHS: usize = 4;

/// Adds the turns that `heads` begin. Attributions in their words are removed, unless cue and source lie inside the
/// turn.
pub fn add_turns(context: &Context, heads: &[Head], found: &mut Vec<Attribution>) {
    if heads.is_empty() {
        return;
    }
    let turns = turns(context, heads);
    // For each token, the index of the turn whose head or content holds it.
    let mut turn_of = vec![usize::MAX; context.len()];
    for (number, (head, turn)) in heads.iter().zip(&turns).enumerate() {
        turn_of[context.document.paragraphs[head.paragraph].start..head.start].fill(number);
        turn.content.iter().for_each(|content| turn_of[content.clone()].fill(number));
    }
    found.retain(|attribution| {
        let Some(first) = attribution.content.first() else { return false };
        let number = turn_of[first.start];
        let Some(turn) = turns.get(number) else { return true };
        // Reports inside the turn stay as they are.
        let within = |range: &Range<usize>| turn.content.iter().any(|content| overlap(content, range) == range.len());
        attribution.cue.as_ref().is_some_and(within) && attribution.source.as_ref().is_none_or(within)
    });
    found.extend(turns);
}

fn turns(context: &Context, heads: &[Head]) -> Vec<Attribution> {
    let first = heads.iter().find(|head| head.who == Who::Asks);
    let answering = first.and_then(|first| interviewee(context, 0..first.paragraph));
    let mut asking: Option<Range<usize>> = None;
    let mut examiners = examiners(context).into_iter().peekable();
    let text = |head: &Head| match &head.who {
        Who::Named(name) => Some(context.document.span(name.clone()).of(context.document.text)),
        Who::Asks | Who::Answers => None,
    };
    // Where all heads name the same speaker, questions between the turns are somebody else's.
    let alone = heads.iter().all(|head| text(head).is_some() && text(head) == text(&heads[0]));
    let mut turns = Vec::with_capacity(heads.len());
    for (number, head) in heads.iter().enumerate() {
        while let Some((_, name)) = examiners.next_if(|(paragraph, _)| *paragraph < head.paragraph) {
            asking = Some(name);
        }
        let next = heads.get(number + 1).map(|next| next.paragraph);
        let source = match &head.who {
            Who::Named(name) => Some(name.clone()),
            Who::Asks => asking.clone(),
            Who::Answers => answering.clone(),
        };
        turns.push(Attribution {
            content: content(context, head, next, alone),
            cue: Some(head.cue.clone()),
            source,
            act: Act::Speech,
            confidence: 0.85,
            rule: AttributionRule::InterviewTurn,
        });
    }
    // Who answered may be told at the end.
    let last = turns.last().and_then(|turn| turn.content.last()).map(|content| content.end - 1);
    let after = |last: usize| context.document.paragraphs.partition_point(|paragraph| paragraph.start <= last);
    let answering = answering.or_else(|| interviewee(context, after(last?)..context.document.paragraphs.len()));
    for (turn, head) in turns.iter_mut().zip(heads).filter(|(turn, _)| turn.source.is_none()) {
        turn.source = answering.clone().filter(|_| first.is_some() && head.who == Who::Answers);
    }
    turns
}

/// The words of a turn, one range for each paragraph. Up to `next`, the paragraph of the next head, paragraphs without
/// a head belong to the turn, if they are few; but where its speaker is `alone` in having heads, a question before the
/// next head does not.
fn content(context: &Context, head: &Head, next: Option<usize>, alone: bool) -> Vec<Range<usize>> {
    let paragraphs = &context.document.paragraphs;
    let first = head.start..paragraphs[head.says].end;
    let mut content = vec![if head.marked { within_marks(context, first) } else { first }];
    let mut more = next.filter(|next| next - head.says <= PARAGRAPHS).map_or(0..0, |next| head.says + 1..next);
    if alone && !more.is_empty() && word(context, paragraphs[more.end - 1].end - 1) == "?" {
        more.end -= 1;
    }
    for paragraph in more.map(|number| &paragraphs[number]) {
        let starts_as_head = word(context, paragraph.end - 1) == ":";
        let paragraph = if head.marked { within_marks(context, paragraph.clone()) } else { paragraph.clone() };
        let aside = paragraph.is_empty() || word(context, paragraph.start) == "(";
        if paragraph.start >= head.start && !starts_as_head && !aside {
            content.push(paragraph);
        }
    }
    content.retain(|range| !range.is_empty());
    content
}

/// A paragraph without the quotation marks at its ends.
fn within_marks(context: &Context, mut paragraph: Range<usize>) -> Range<usize> {
    let mark = |i: usize| context.document.tokens[i].kind() == TokenKind::Mark;
    if !paragraph.is_empty() && mark(paragraph.start) {
        paragraph.start += 1;
    }
    if !paragraph.is_empty() && mark(paragraph.end - 1) {
        paragraph.end -= 1;
    }
    paragraph
}
