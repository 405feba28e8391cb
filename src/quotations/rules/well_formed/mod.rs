//! The last step. Four things must hold of every attribution, whatever the network or a rule says, and are made to hold
//! here:
//!
//! 1. Content that opens in quotation marks ends with the closing mark, if the words in marks end as a sentence does:
//!    with a comma, a full stop, a question or exclamation mark, a dash, three dots. Other quoted words may begin a
//!    clause, which goes on to the end of its sentence at most; such content is mixed: Ana Ruiz said | “cheap” loans
//!    cost more |.
//! 2. A pair of marks belongs to one attribution at its level. Two may share it only where one reports the other.
//! 3. A source, and a cue, lie outside the words that they introduce.
//! 4. Content stays in one paragraph, except for quotations that are still open or that go on in a paragraph all in
//!    marks, and for turns of an interview, statements and lists. Each paragraph of such content is a range of its own.
//!
//! **Levels.** A cue inside quotation marks reports words inside those marks; a cue outside all marks reports words in
//! marks as a whole. Marks round the cue itself (he “slammed” the plan) make no level.
//!
//! **Files.** `closing` makes the first rule hold, `owners` the second, `own_clause` the third, `paragraphs` the
//! fourth. `crowded` removes attributions where very many lie inside each other.

mod closing;
mod crowded;
mod own_clause;
mod owners;
mod paragraphs;

use std::ops::Range;

use super::ranges::{merged, overlap, touching};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::text::NOT_QUOTED;
use crowded::thin_out;
use paragraphs::part_by_paragraphs;

/// A stretch with at most this many tokens more than the cue in it, which are its two marks, only sets off the cue: he
/// “slammed” the plan.
const TOKENS_BESIDE_CUE: usize = 2;

/// The most rounds of giving each stretch to one attribution: a report in a report in a report takes three.
const ROUNDS: usize = 4;

/// The quoted stretches of a text by depth: how many other stretches hold each.
struct Levels<'c> {
    context: &'c Context<'c>,
    stretches: Vec<Vec<Range<usize>>>,
}

/// Makes the four rules hold of all attributions. Attributions that have no content left are removed.
pub fn enforce(context: &Context, found: &mut Vec<Attribution>) {
    let mut levels = Levels { context, stretches: Vec::new() };
    for quoted in &context.document.quoted {
        levels.stretches.resize(levels.stretches.len().max(quoted.depth + 1), Vec::new());
        levels.stretches[quoted.depth].push(quoted.tokens.clone());
    }
    let mut depths: Vec<usize> = found.iter_mut().map(|attribution| levels.fit(attribution)).collect();
    let mut left = found.iter().map(|a| !a.content.is_empty());
    depths.retain(|_| left.next() == Some(true));
    found.retain(|a| !a.content.is_empty());
    // A content may lose the cue of a report inside it. The two attributions are then rivals for the same stretch,
    // which takes another round.
    for _ in 0..ROUNDS {
        if !levels.give_to_one(found, &depths) {
            break;
        }
    }
    found.retain(|a| !a.content.is_empty());
    thin_out(context, found);
    found.iter_mut().for_each(|attribution| part_by_paragraphs(context, &mut attribution.content));
}

impl Levels<'_> {
    /// The stretches that `depth` others hold, in text order.
    fn at(&self, depth: usize) -> &[Range<usize>] {
        self.stretches.get(depth).map_or(&[], Vec::as_slice)
    }

    /// The innermost quoted stretch that holds the cue, and the depth of the stretches that the cue can report. Marks
    /// round the cue itself don't count.
    fn stretch_around_cue(&self, cue: &Range<usize>) -> (Option<Range<usize>>, usize) {
        let document = self.context.document;
        let innermost = document.inside[cue.start];
        if innermost == NOT_QUOTED {
            return (None, 0);
        }
        let quoted = &document.quoted[innermost as usize];
        for depth in (0..=quoted.depth).rev() {
            let Some(q) = touching(self.at(depth), &(cue.start..cue.start + 1)).first() else { continue };
            if q.len() > cue.len() + TOKENS_BESIDE_CUE {
                return (Some(q.clone()), depth + 1);
            }
        }
        (None, 0)
    }

    /// Makes one attribution agree with the marks, with paragraphs, and with its own cue and source. Gives the depth of
    /// the stretches that it can report.
    fn fit(&self, attribution: &mut Attribution) -> usize {
        let (around, depth) = attribution.cue.as_ref().map_or((None, 0), |cue| self.stretch_around_cue(cue));
        if around.is_none() && self.is_fit(attribution, depth) {
            return depth;
        }
        for part in [&mut attribution.cue, &mut attribution.source] {
            *part = part.take().map(|part| self.in_one_paragraph(part)).filter(|part| !part.is_empty());
        }
        let mut content = Vec::with_capacity(attribution.content.len());
        for piece in merged(std::mem::take(&mut attribution.content)) {
            let within = around.as_ref().map_or(piece.clone(), |around| self.between_marks(around, &piece));
            self.whole_marks(within, depth, &mut content);
        }
        let content = merged(content);
        let content = content.into_iter().flat_map(|piece| self.in_paragraphs(piece, attribution, depth)).collect();
        let content = self.without_clause(attribution, content, depth);
        let mut closed = Vec::with_capacity(content.len());
        for piece in content {
            self.add_closed(piece, depth, attribution.cue.as_ref(), &mut closed);
        }
        self.leave_narration_out(attribution.cue.as_ref(), depth, &mut closed);
        attribution.content = closed;
        depth
    }

    /// Whether there is nothing to fit: the content is one piece without marks in one paragraph, and shares no token
    /// with cue and source.
    fn is_fit(&self, attribution: &Attribution, depth: usize) -> bool {
        let [content] = attribution.content.as_slice() else { return false };
        let paragraph_of = &self.context.paragraph_of;
        let in_one = |part: &Range<usize>| !part.is_empty() && paragraph_of[part.start] == paragraph_of[part.end - 1];
        let mut clause = [&attribution.cue, &attribution.source].into_iter().flatten();
        in_one(content)
            && touching(self.at(depth), content).is_empty()
            && clause.all(|part| in_one(part) && overlap(part, content) == 0)
    }
}
