//! Content without the words that report it: cue and source are cut out of it, | The road, | Ana Ruiz said, | is closed
//! |. If what was found as the source lies inside quoted words that are content, the attribution is left without a
//! source.

use std::ops::Range;

use super::Levels;
use crate::quotations::attribution::Attribution;
use crate::quotations::rules::ranges::{overlap, touching};

impl Levels<'_> {
    /// Takes cue and source out of the content. A source inside quoted words that are content is dropped instead.
    pub(super) fn without_clause(
        &self,
        attribution: &mut Attribution,
        content: Vec<Range<usize>>,
        depth: usize,
    ) -> Vec<Range<usize>> {
        let quoted = |part: &Range<usize>| {
            let around = touching(self.at(depth), part).iter().filter(|q| q.start <= part.start && part.end <= q.end);
            around.into_iter().any(|q| content.iter().any(|piece| overlap(q, piece) > 0))
        };
        if attribution.source.as_ref().is_some_and(quoted) {
            attribution.source = None;
        }
        let mut content = content;
        for part in [&attribution.cue, &attribution.source].into_iter().flatten() {
            let mut rest = Vec::with_capacity(content.len() + 1);
            for piece in content {
                if overlap(&piece, part) == 0 {
                    rest.push(piece);
                    continue;
                }
                rest.extend([piece.start..part.start.max(piece.start), part.end.min(piece.end)..piece.end]);
            }
            rest.retain(|piece| !piece.is_empty());
            content = rest;
        }
        content
    }
}
