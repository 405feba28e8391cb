//! Ranges of tokens: how many tokens two share, which of a list touch one, how to join them.

use std::ops::Range;

use crate::text::sorting::{composite_key, sort_by_key};

/// How many tokens two ranges share.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The stretches that share a token with `range`; they must be in order and apart.
pub fn touching<'q>(stretches: &'q [Range<usize>], range: &Range<usize>) -> &'q [Range<usize>] {
    let from = stretches.partition_point(|q| q.end <= range.start);
    let to = stretches.partition_point(|q| q.start < range.end);
    &stretches[from..to.max(from)]
}

/// Sorts ranges, and joins those that touch or overlap.
pub fn merged(mut contents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort_by_key(&mut contents, |c| composite_key(c.start, c.end));
    contents.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        last.end = if touch { last.end.max(next.end) } else { last.end };
        touch
    });
    contents
}

/// The indices of the ranges that start in a window; they must be in order.
pub fn starting_in(ranges: &[Range<usize>], window: &Range<usize>) -> Range<usize> {
    let [from, to] = [window.start, window.end].map(|i| ranges.partition_point(|range| range.start < i));
    from..to
}
