//! Makes contents agree with quotation marks: words in marks belong to one content as a whole, and the clause that
//! reports them to none.

use std::ops::Range;

use super::clause::Clause;
use super::ranges::{merged, overlap, touching};
use super::{before_marks, interruption, subject};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of, word};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The outermost quoted stretches of a text, in order.
pub fn stretches(context: &Context) -> Vec<Range<usize>> {
    context.document.quoted.iter().filter(|q| q.depth == 0).map(|q| q.tokens.clone()).collect()
}

/// Makes the content of an attribution agree with the marks: it holds a stretch as a whole or not at all, and ends
/// before the clause that reports it. A content that ends with "safe" or "Ms" in “It was never safe,” Ms Ruiz said, is
/// made to end with the closing mark.
pub fn fit_to_marks(context: &Context, stretches: &[Range<usize>], attribution: &mut Attribution) {
    subject::take_source_behind_verb(context, attribution);
    let reported = [attribution.cue.clone(), attribution.source.clone()];
    // New ranges are added behind the old ones, which are dropped at the end.
    let mut contents = std::mem::take(&mut attribution.content);
    let count = contents.len();
    for at in 0..count {
        let content = contents[at].clone();
        let (mut start, mut end) = (paragraph_floor(context, &content, attribution.cue.as_ref()), content.end);
        for q in touching(stretches, &content) {
            // The report may stand inside the stretch: “He told me, ‘Get in,’ and I ran,” Ana Ruiz said.
            if reported.iter().flatten().any(|r| overlap(r, q) > 0) {
                continue;
            }
            let shared = overlap(&content, q);
            if 2 * shared > q.len() {
                start = start.min(q.start);
                end = end.max(q.end);
            }
            if start == q.start + 1 {
                start = q.start;
            }
            if end + 1 == q.end || end + 2 == q.end && phrases::is_stop(context, end) {
                end = q.end;
            }
        }
        without_clause(context, stretches, start..end, &reported, &mut contents);
    }
    contents.drain(..count);
    contents.extend(interruption::before_parenthesis(context, attribution, contents.first()));
    attribution.content = merged(contents);
    tidy(context, &mut attribution.content);
    without_narration(context, stretches, attribution);
    with_further_words(context, stretches, attribution);
    // Words that another clause reports are left to it: “It was blue,” joked Tom Owens. Ana Ruiz replied: “It was
    // green.”
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.content.len() > 1) else { return };
    let first = attribution.content[0].start;
    attribution.content.retain(|c| {
        let others = |clause: Clause| overlap(&clause.cue, &cue) == 0 && clause.cue.start > cue.end;
        let floor = context.document.paragraphs[context.paragraph_of[c.start] as usize].start;
        let whole = stretches.binary_search_by_key(&c.start, |q| q.start).is_ok();
        c.start == first || !whole || !before_marks::before(context, c.start, floor).is_some_and(others)
    });
}

/// Takes what somebody does while speaking, and what the text asks, off the start of a later content: “When it rains,”
/// she said, | closing her eyes, | “the road floods.” “It floods,” she said. | Often? | “Always.”
fn without_narration(context: &Context, stretches: &[Range<usize>], attribution: &mut Attribution) {
    let Some((first, rest)) = attribution.content.split_first_mut() else { return };
    for content in rest.iter_mut().filter(|content| !context.is_quoted(content.start)) {
        let begins = content.start + usize::from(word(context, content.start) == ",");
        let acts = phrases::tag(context, begins) == Tag::VBG && context.is_quoted(first.end - 1);
        let spoken = touching(stretches, content).first().filter(|q| word(context, q.start - 1) == ",");
        if let Some(q) = spoken.filter(|q| acts && q.end <= content.end) {
            content.start = q.start;
        }
        let asked = touching(stretches, content).first().filter(|q| q.start > content.start && q.end <= content.end);
        if let Some(q) = asked.filter(|q| context.is_quoted(first.end - 1) && word(context, q.start - 1) == "?") {
            content.start = q.start;
        }
    }
}

/// Adds words in marks that are listed behind the last words in marks of a content: the plan was “costly” |, “vain” and
/// “late” |.
fn with_further_words(context: &Context, stretches: &[Range<usize>], attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone() else { return };
    let Some(last) = attribution.content.last_mut().filter(|last| last.start >= cue.end) else { return };
    let mut at = stretches.partition_point(|q| q.end < last.end);
    while let [q, next, ..] = &stretches[at..]
        && q.end == last.end
        && next.start > q.end
        && next.start - q.end <= 2
        && !ends_clause(context, q)
        && (q.end..next.start).all(|i| is_one_of(context, i, &[",", "and", "or"]))
    {
        last.end = next.end;
        at += 1;
    }
}

/// Whether a stretch in marks ends with a sign that ends a clause or a sentence.
fn ends_clause(context: &Context, q: &Range<usize>) -> bool {
    q.len() > 2 && matches!(word(context, q.end - 2), "," | "." | "?" | "!" | "…" | "—")
}

/// Takes signs off the start of each content, such as bullets, dashes and emoji. Of several contents, one of a single
/// token outside marks is dropped, unless it is a plural, which is a subject: "| Instead |, he said | the road was closed |".
fn tidy(context: &Context, contents: &mut Vec<Range<usize>>) {
    for content in contents.iter_mut() {
        let sign = |i: usize| {
            context.document.tokens[i].kind() == TokenKind::Sign
                && !is_one_of(context, i, &["$", "£", "€", "¥", "#", "@", "(", "["])
        };
        while content.len() > 1 && sign(content.start) {
            content.start += 1;
        }
    }
    if contents.len() > 1 && contents.iter().any(|c| c.len() > 2) {
        let noun = |i: usize| phrases::tag(context, i) == Tag::NNS;
        contents.retain(|c| c.len() > 1 || context.is_quoted(c.start) || noun(c.start));
    }
}

/// Where a content begins. If its cue follows it and no quotation joins the paragraphs, it begins no earlier than the
/// paragraph that it ends in.
fn paragraph_floor(context: &Context, content: &Range<usize>, cue: Option<&Range<usize>>) -> usize {
    let paragraph = &context.document.paragraphs[context.paragraph_of[content.end - 1] as usize];
    let joined =
        |i: usize| i > 0 && context.is_quoted(i) && context.document.inside[i - 1] == context.document.inside[i];
    let earlier = content.start < paragraph.start && !joined(paragraph.start);
    if earlier && cue.is_some_and(|c| c.start >= content.end) { paragraph.start } else { content.start }
}

/// Adds a content to `found`, without the clause in `reported`: “The road,” said Ana Ruiz, “is closed.” makes two.
fn without_clause(
    context: &Context,
    stretches: &[Range<usize>],
    content: Range<usize>,
    reported: &[Option<Range<usize>>],
    found: &mut Vec<Range<usize>>,
) {
    let clause = reported.iter().flatten().filter(|r| overlap(r, &content) > 0);
    let inside = clause.clone().map(|r| r.start).min().zip(clause.map(|r| r.end).max());
    let quoted = touching(stretches, &content);
    let pieces = match inside {
        Some((from, to)) => {
            let head = quoted.iter().rfind(|q| q.end <= from).map_or(from, |q| q.end);
            let tail = quoted.iter().find(|q| q.start >= to).map_or(to, |q| q.start);
            [content.start..head.min(content.end), tail.max(content.start)..content.end]
        }
        None => {
            // The content may run into the clause after the mark, which is cut off: “It was never safe,” Ms | Ruiz
            // said.
            let next = reported.iter().flatten().map(|r| r.start).filter(|&r| r >= content.end).min();
            let cut = quoted.last().filter(|q| {
                q.start == content.start
                    && q.end < content.end
                    && matches!(word(context, q.end.saturating_sub(2)), "," | "?" | "!")
                    && next.is_some_and(|r| r - q.end < 6)
            });
            [content.start..cut.map_or(content.end, |q| q.end), content.end..content.end]
        }
    };
    found.extend(pieces.into_iter().filter_map(|mut p| {
        // The comma after the marks belongs to the clause.
        while p.start < p.end
            && !context.is_quoted(p.end - 1)
            && matches!(word(context, p.end - 1), "," | "." | ":" | ";")
        {
            p.end -= 1;
        }
        while p.start < p.end && !context.is_quoted(p.start) && matches!(word(context, p.start), "," | "." | ":" | ";")
        {
            p.start += 1;
        }
        (p.start < p.end).then_some(p)
    }));
}
