//! Cuts a text wherever an annotation begins or ends, so that spans that nest or overlap can be drawn one after the
//! other.

use std::cmp::Reverse;

use crate::text::sorting::{composite_key, sort_by_key};
use crate::{Annotations, Span};

/// A stretch of text that the same annotations cover from end to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The bytes of the segment: never empty, never past a line feed.
    pub span: Span,
    /// The innermost quotation whose content it is part of: an index into [`Annotations::quotations`].
    pub quotation: Option<usize>,
    /// The innermost other quotation whose content it is part of.
    pub outer: Option<usize>,
    /// The quotation whose cue it is part of.
    pub cue: Option<usize>,
    /// The quotation whose source it is part of.
    pub source: Option<usize>,
    /// The innermost mention that it is part of: an index into [`Annotations::mentions`].
    pub mention: Option<usize>,
}

const CONTENT: usize = 0;
const CUE: usize = 1;
const SOURCE: usize = 2;
const MENTION: usize = 3;

/// A span that covers the current place: its start, its end, and the index of its quotation or mention. The last in
/// order is the innermost.
type Open = (usize, Reverse<usize>, usize);

/// Cuts the whole of `text` into segments, in order and without gaps. Each line begins a segment.
pub fn segments(text: &str, annotations: &Annotations) -> Vec<Segment> {
    // Where each layer's spans begin and end; at one byte, ends come before beginnings.
    let mut edges: Vec<(usize, bool, usize, Open)> = Vec::new();
    let mut add = |layer: usize, index: usize, span: Span| {
        let open = (span.start, Reverse(span.end), index);
        edges.push((span.start, true, layer, open));
        edges.push((span.end, false, layer, open));
    };
    for (index, quotation) in annotations.quotations.iter().enumerate() {
        quotation.content.iter().for_each(|&span| add(CONTENT, index, span));
        quotation.cue.into_iter().for_each(|span| add(CUE, index, span));
        quotation.source.into_iter().for_each(|span| add(SOURCE, index, span));
    }
    for (index, mention) in annotations.mentions.iter().enumerate() {
        add(MENTION, index, mention.span);
    }
    sort_by_key(&mut edges, |&(byte, begins, ..)| composite_key(byte, begins.into()));

    // For each layer, the spans that cover the current place, in order; there are few.
    let mut open: [Vec<Open>; 4] = Default::default();
    let mut segments = Vec::new();
    let mut edges = edges.into_iter().peekable();
    let mut lines = line_starts(text).peekable();
    let mut start = 0;
    while start < text.len() {
        while let Some((_, begins, layer, span)) = edges.next_if(|edge| edge.0 <= start) {
            let open = &mut open[layer];
            let place = open.partition_point(|other| *other < span);
            if begins {
                open.insert(place, span);
            } else {
                open.remove(place);
            }
        }
        while lines.next_if(|&line| line <= start).is_some() {}
        let edge = edges.peek().map_or(text.len(), |edge| edge.0);
        let line = lines.peek().copied().unwrap_or(text.len());
        let end = edge.min(line);
        let innermost = |layer: usize| open[layer].last().map(|&(_, _, index)| index);
        let quotation = innermost(CONTENT);
        segments.push(Segment {
            span: Span::new(start, end),
            quotation,
            outer: open[CONTENT].iter().rev().map(|&(_, _, index)| index).find(|&index| Some(index) != quotation),
            cue: innermost(CUE),
            source: innermost(SOURCE),
            mention: innermost(MENTION),
        });
        start = end;
    }
    segments
}

/// The bytes at which the lines after the first begin.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(index, _)| index + 1)
}
