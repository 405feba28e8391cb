//! Which paragraphs content lies in: mostly that of its cue alone. Content of several has a range for each: Ana Ruiz
//! said: / | “The road is closed. / | “It was never safe.” |

use std::ops::Range;

use super::Levels;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, word};
use crate::quotations::rules::ranges::touching;

/// Splits content at the ends of paragraphs.
pub(super) fn part_by_paragraphs(context: &Context, content: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < content.len() {
        let Range { start, end } = content[at];
        let paragraph_end = context.document.paragraphs[context.paragraph_of[start] as usize].end;
        at += 1;
        if paragraph_end < end {
            content[at - 1].end = paragraph_end;
            content.insert(at, paragraph_end..end);
        }
    }
}

impl Levels<'_> {
    /// Cuts a range down to one paragraph: that of its first or of its last token, whichever holds more of it.
    pub(super) fn in_one_paragraph(&self, range: Range<usize>) -> Range<usize> {
        let context = self.context;
        let of = |i: usize| &context.document.paragraphs[context.paragraph_of[i] as usize];
        let first = range.start..range.end.min(of(range.start).end);
        let last = range.start.max(of(range.end - 1).start)..range.end;
        if first.len() >= last.len() { first } else { last }
    }

    /// Divides a piece at the ends of paragraphs where no quotation is open, and keeps the parts that belong to the
    /// cue: those in its own paragraph, in the next one if a colon introduces it, or in marks; all if the rule spans
    /// paragraphs; the nearest if no part does. Without a cue, the first part is kept.
    pub(super) fn in_paragraphs(
        &self,
        piece: Range<usize>,
        attribution: &Attribution,
        depth: usize,
    ) -> Vec<Range<usize>> {
        let context = self.context;
        let paragraphs = &context.document.paragraphs;
        let (first, last) = (context.paragraph_of[piece.start] as usize, context.paragraph_of[piece.end - 1] as usize);
        let mut parts = Vec::new();
        let mut start = piece.start;
        for paragraph in &paragraphs[first..last] {
            let open = touching(self.at(depth), &(paragraph.end - 1..paragraph.end)).first();
            if open.is_none_or(|q| q.end <= paragraph.end) {
                parts.push(start..paragraph.end);
                start = paragraph.end;
            }
        }
        if parts.is_empty() {
            return vec![piece];
        }
        parts.push(start..piece.end);
        let marked =
            |part: &Range<usize>| touching(self.at(depth), part).first().is_some_and(|q| q.start == part.start);
        let Some(cue) = &attribution.cue else {
            parts.truncate(1);
            return parts;
        };
        let of_cue = context.paragraph_of[cue.start] as usize;
        let introduces = word(context, paragraphs[of_cue].end - 1) == ":";
        let own = |part: &Range<usize>| {
            let paragraph = context.paragraph_of[part.start] as usize;
            paragraph == of_cue || introduces && paragraph == of_cue + 1 || attribution.rule.spans_paragraphs()
        };
        // A word in marks at the end of a paragraph above belongs to that paragraph.
        let whole = |part: &Range<usize>| {
            let paragraph = context.paragraph_of[part.start] as usize;
            paragraph >= of_cue || part.start == paragraphs[paragraph].start || ends_sentence_in_marks(context, part)
        };
        let mut near: Vec<Range<usize>> = parts.iter().filter(|p| own(p) || marked(p) && whole(p)).cloned().collect();
        if near.is_empty() {
            near.extend(if piece.start >= cue.end { parts.first() } else { parts.last() }.cloned());
        }
        near
    }
}

/// Whether a part ends with the end of a sentence inside marks: “The road is closed.”
fn ends_sentence_in_marks(context: &Context, part: &Range<usize>) -> bool {
    part.len() > 3 && context.is_quoted(part.end - 1) && (part.end - 2..part.end).any(|i| phrases::is_stop(context, i))
}
