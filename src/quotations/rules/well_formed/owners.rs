//! Which attribution a stretch in marks belongs to, where several hold it: the one with the best claim, such as a cue
//! right beside the marks, and those that report it or that it reports. The others lose the stretch.

use std::ops::Range;

use super::Levels;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is_one_of, word};
use crate::quotations::rules::ranges::{overlap, touching};
use crate::text::sorting::{composite_key, descending, sort_by_key};

impl Levels<'_> {
    /// Leaves each stretch in marks to one of the attributions that hold it, and to those that report this one or are
    /// reported by it. Gives true if a content lost a stretch.
    pub(super) fn give_to_one(&self, found: &mut [Attribution], depths: &[usize]) -> bool {
        let mut changed = false;
        // Depth, index of a stretch, and index of an attribution that holds it.
        let mut holders: Vec<(usize, usize, usize)> = Vec::new();
        for (a, (attribution, &depth)) in found.iter().zip(depths).enumerate() {
            let level = self.at(depth);
            for piece in &attribution.content {
                let from = level.partition_point(|q| q.end <= piece.start);
                holders.extend((from..from + touching(level, piece).len()).map(|q| (depth, q, a)));
            }
        }
        // The sort is stable: for each stretch, the attributions stay in order.
        sort_by_key(&mut holders, |&(depth, q, _)| composite_key(depth, q));
        holders.dedup();
        for several in holders.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(|several| several.len() > 1) {
            let q = &self.at(several[0].0)[several[0].1];
            let mut rivals: Vec<usize> = several.iter().map(|&(_, _, a)| a).collect();
            // Floats that are not negative are in the order of their bits.
            sort_by_key(&mut rivals, |&a| descending(claim(&found[a], q).to_bits() as usize) as u64);
            if let [first, second] = rivals[..] {
                self.take_report_in(found, q, first, second);
            }
            let mut owners: Vec<usize> = Vec::new();
            for a in rivals {
                if owners.iter().all(|&owner| nested(&found[a], &found[owner])) {
                    owners.push(a);
                } else {
                    self.take_out(&mut found[a], q, several[0].0);
                    changed = true;
                }
            }
        }
        changed
    }

    /// Settles rivals for a stretch of which one stands before it and the other after: if the stretch ends in a comma,
    /// the second reports the first, too: | They opposed “the plan,” | according to the council.
    fn take_report_in(&self, found: &mut [Attribution], q: &Range<usize>, first: usize, second: usize) {
        let context = self.context;
        let (Some(a), Some(b)) = (found[first].cue.clone(), found[second].cue.clone()) else { return };
        let (inner, cue, outer) = if a.end <= q.start && b.start >= q.end {
            (first, a, second)
        } else if b.end <= q.start && a.start >= q.end {
            (second, b, first)
        } else {
            return;
        };
        let goes_on = q.end - q.start > 2 && word(context, q.end - 2) == ",";
        let start = context.document.sentences[context.sentence_of[q.start] as usize].start;
        let one_sentence = start <= cue.start && !(start..q.start).any(|i| context.is_quoted(i));
        let parts = [&found[outer].source, &found[outer].cue];
        let own = parts.into_iter().flatten().any(|part| overlap(part, &(start..q.end)) > 0);
        if !goes_on || !one_sentence || own || nested(&found[inner], &found[outer]) {
            return;
        }
        let content = &mut found[outer].content;
        let place = content.iter().position(|piece| piece.start == q.start);
        if let Some(place) = place.filter(|&place| place == 0 || content[place - 1].end < start) {
            content[place].start = start;
        }
    }

    /// Takes a stretch out of a content, with what lies on its far side as seen from the cue.
    fn take_out(&self, attribution: &mut Attribution, q: &Range<usize>, depth: usize) {
        let cue = attribution.cue.clone().unwrap_or(q.end..q.end);
        let mut content = Vec::with_capacity(attribution.content.len());
        for mut piece in std::mem::take(&mut attribution.content) {
            if overlap(&piece, q) == 0 {
                content.push(piece);
                continue;
            }
            let after = cue.start >= q.end && piece.end <= cue.start;
            piece = if after { q.end..piece.end } else { piece.start..q.start };
            while !piece.is_empty() && joins(self.context, piece.start) {
                piece.start += 1;
            }
            while !piece.is_empty() && joins(self.context, piece.end - 1) {
                piece.end -= 1;
            }
            if !piece.is_empty() {
                self.add_closed(piece, depth, Some(&cue), &mut content);
            }
        }
        attribution.content = content;
    }
}

/// Whether the token is a comma, colon, semicolon or conjunction that only joins what stands beside it.
fn joins(context: &Context, i: usize) -> bool {
    is_one_of(context, i, &[",", ";", ":", "and", "or", "but", "nor"])
}

/// Whether exactly one of two attributions reports the other.
fn nested(a: &Attribution, b: &Attribution) -> bool {
    let reports = |outer: &Attribution, inner: &Attribution| {
        inner.cue.as_ref().is_some_and(|cue| outer.content.iter().any(|piece| overlap(piece, cue) > 0))
    };
    reports(a, b) != reports(b, a)
}

/// Scores the claim of an attribution to a stretch: 1 if cue or source is at most two tokens away, 0.5 for a source, 1
/// if it has no other content, and its confidence.
fn claim(attribution: &Attribution, q: &Range<usize>) -> f32 {
    let parts = [&attribution.cue, &attribution.source];
    let gap =
        |part: &Range<usize>| if part.end <= q.start { q.start - part.end } else { part.start.saturating_sub(q.end) };
    let gap = parts.into_iter().flatten().map(gap).min().unwrap_or(usize::MAX);
    let beside = if gap <= 2 { 1.0 } else { 0.0 };
    let sourced = if attribution.source.is_some() { 0.5 } else { 0.0 };
    let only = if attribution.content.len() == 1 { 1.0 } else { 0.0 };
    beside + sourced + only + attribution.confidence
}
