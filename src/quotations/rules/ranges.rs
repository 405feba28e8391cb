//! Ranges of tokens: how much two share, which quoted stretches one touches.

use std::ops::Range;

use crate::text::sorting::{composite_key, sort_by_key};

pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The stretches that a range touches.
pub fn touching<'q>(stretches: &'q [Range<usize>], range: &Range<usize>) -> &'q [Range<usize>] {
    let from = stretches.partition_point(|q| q.end <= range.start);
    let to = stretches.partition_point(|q| q.start < range.end);
    &stretches[from..to.max(from)]
}

/// In order, those that touch made one.
pub fn merged(mut contents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort_by_key(&mut contents, |c| composite_key(c.start, c.end));
    contents.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        last.end = if touch { last.end.max(next.end) } else { last.end };
        touch
    });
    contents
}

/// Which of some ranges, by their places in the list, start in a window.
pub fn starting_in(ranges: &[Range<usize>], window: &Range<usize>) -> Range<usize> {
    let [from, to] = [window.start, window.end].map(|i| ranges.partition_point(|range| range.start < i));
    from..to
}
