//! Tests of segments and of the list of speakers, from which the formats for people are made.

use crate::fixtures::{TEXT, all_of, annotations, span};
use whosaid::export::{NOBODY, cast, segments};
use whosaid::{Quotation, Span};

#[test]
fn segments_cover_the_text_and_know_what_is_innermost() {
    let annotations = annotations();
    let segments = segments(TEXT, &annotations);
    let mut end = 0;
    for segment in &segments {
        assert!(segment.span.start == end && !segment.span.is_empty());
        end = segment.span.end;
        assert!(!segment.span.of(TEXT).trim_end_matches('\n').contains('\n'));
    }
    assert_eq!(end, TEXT.len());
    let at = |needle: &str| {
        let span = span(TEXT, needle, 0);
        *segments.iter().find(|s| s.span.contains(Span::new(span.start, span.start + 1))).unwrap()
    };
    assert_eq!((at("drop").quotation, at("drop").outer), (Some(1), Some(0)));
    assert_eq!((at("Ben").quotation, at("Ben").source, at("Ben").mention), (Some(0), Some(1), Some(3)));
    assert_eq!((at("hopes").cue, at("said").cue, at("said").quotation), (Some(1), Some(0), None));
    assert_eq!((at("mayor").quotation, at("mayor").mention), (None, None));
}

#[test]
fn overlapping_spans_need_not_nest() {
    let text = "abcdef";
    let mut annotations = all_of(text, "x");
    let mut second = annotations.quotations[0].clone();
    annotations.quotations[0].content = vec![Span::new(0, 4)];
    second.content = vec![Span::new(2, 6)];
    annotations.quotations.push(second);
    let found: Vec<_> = segments(text, &annotations).iter().map(|s| (s.span.start, s.quotation, s.outer)).collect();
    assert_eq!(found, [(0, Some(0), None), (2, Some(1), Some(0)), (4, Some(1), None)]);
}

#[test]
fn a_hundred_thousand_nested_quotations_take_no_longer_than_they_should() {
    let text = "a".repeat(200_000);
    let mut annotations = all_of(&text, "x");
    let one = annotations.quotations.remove(0);
    for depth in 0..100_000 {
        let content = vec![Span::new(depth, text.len() - depth)];
        annotations.quotations.push(Quotation { content, ..one.clone() });
    }
    assert_eq!(segments(&text, &annotations).len(), 199_999);
}

#[test]
fn the_cast_is_in_order_of_speaking_with_nobody_last() {
    let annotations = annotations();
    let cast = cast(&annotations);
    let names: Vec<(&str, &[usize])> = cast.iter().map(|s| (s.name, &s.quotations[..])).collect();
    assert_eq!(names, [("Mina Okafor", &[0][..]), ("Ben Tarr", &[1]), (NOBODY, &[2])]);
}
