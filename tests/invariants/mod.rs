//! The invariants of the crate: checks of what must hold for every text, whatever is in it.
//!
//! Tests on fixtures and random texts and the fuzz targets all call them. A check that fails panics, and shows the text.

#![allow(dead_code)] // No single caller uses all of them.

use std::ops::Range;

use whosaid::export::{Unit, check, csv, html, json, jsonl, markdown, segments, web_annotation};
use whosaid::text::layout::ReadingCopy;
use whosaid::text::offsets::OffsetMap;
use whosaid::text::{Document, NOT_QUOTED, TokenIndex};
use whosaid::{Annotations, Form, Options, Quotation, Span};

/// Checks how a text is split into tokens, sentences, paragraphs and quoted stretches.
pub fn document(text: &str) {
    let document = Document::new(text);
    let n = document.tokens.len();
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.span().start >= end && !token.span().is_empty(), "{text:?}");
        assert!(text.is_char_boundary(token.span().start) && text.is_char_boundary(token.span().end), "{text:?}");
        assert!(!token.span().of(text).contains(['\n', '\r', ' ', '\t']), "{text:?}");
        end = token.span().end;
    }
    assert!(end <= text.len());
    for ranges in [&document.paragraphs, &document.sentences, &document.utterances] {
        let mut end = 0;
        for range in ranges {
            assert!(range.start == end && range.end > end, "{text:?} {ranges:?}");
            end = range.end;
        }
        assert_eq!(end, n, "{text:?}");
    }
    let starts = |ranges: &[Range<usize>]| ranges.iter().map(|r| r.start).collect::<Vec<_>>();
    let (utterances, sentences) = (starts(&document.utterances), starts(&document.sentences));
    assert!(utterances.iter().all(|s| sentences.binary_search(s).is_ok()), "{text:?}");
    let mut around: Vec<usize> = Vec::new();
    let mut inside = vec![NOT_QUOTED; n];
    let mut last = None;
    for (i, quoted) in document.quoted.iter().enumerate() {
        assert!(quoted.tokens.len() > 1 && quoted.tokens.end <= n, "{text:?}");
        assert!(last < Some(quoted.tokens.start), "no two open at one mark, and in order: {text:?}");
        assert_eq!(quoted.span, document.span(quoted.tokens.clone()), "{text:?}");
        last = Some(quoted.tokens.start);
        while around.last().is_some_and(|&end| end <= quoted.tokens.start) {
            around.pop();
        }
        assert!(around.last().is_none_or(|&end| quoted.tokens.end <= end), "crossed: {text:?} {:?}", document.quoted);
        assert_eq!(quoted.depth, around.len(), "{text:?}");
        around.push(quoted.tokens.end);
        inside[quoted.tokens.clone()].fill(i as u32);
    }
    assert_eq!(document.inside, TokenIndex::new(&inside), "{text:?}");
}

/// Annotates a text, and checks the annotations, also in the other units of offsets and in all export formats.
/// Returns the annotations.
pub fn whole(text: &str) -> Annotations {
    let found = whosaid::annotate(text);
    annotations(text, &found);
    assert_eq!(whosaid::annotate(text), found, "the same text, the same answer: {text:?}");
    units(text, &found);
    exports(text, &found);
    found
}

/// Checks annotations that come straight from `annotate`.
pub fn annotations(text: &str, found: &Annotations) {
    annotations_with(text, found, &Options::default());
}

/// Checks annotations that were made with a user's own names.
pub fn annotations_with(text: &str, found: &Annotations, options: &Options) {
    assert_eq!(check(text, found), Ok(()), "{text:?}");
    for mention in &found.mentions {
        assert_eq!(mention.span.of(text).trim(), mention.span.of(text), "a mention's edges are no spaces: {text:?}");
    }
    for entity in &found.entities {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty(), "{text:?} {entity:?}");
        let of_name = |&&m: &&usize| found.mentions[m].form == Form::Name;
        let name = entity.mentions.iter().find(of_name).or(entity.mentions.first()).map(|&m| found.mentions[m]);
        assert!(name.is_some_and(|m| !m.span.of(text).is_empty()), "{text:?} {entity:?}");
    }
    let starts = found.quotations.iter().map(|q| q.content[0].start);
    assert!(starts.is_sorted(), "quotations are in text order: {text:?}");
    for quotation in &found.quotations {
        assert!(!quotation.rule.is_empty(), "{text:?} {quotation:?}");
        let apart = quotation.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
        assert!(apart, "the parts of a content don't overlap: {text:?} {quotation:?}");
    }
    well_formed(text, found, options);
}

/// Checks the four rules of `quotations`. If the text has a layout (wrapped lines, mark-up), they are checked on its reading copy,
/// and the annotations must have the same quotations as those of the copy.
fn well_formed(text: &str, found: &Annotations, options: &Options) {
    let copy = ReadingCopy::new(text);
    if copy.is_original() {
        return quotations(text, found);
    }
    let again = ReadingCopy::new(&copy.text);
    // The copy of a text with an odd layout may itself look like a text with a layout.
    if !again.is_original() {
        return;
    }
    let of_copy = whosaid::annotate_with(&copy.text, options);
    quotations(&copy.text, &of_copy);
    assert_eq!(of_copy.quotations.len(), found.quotations.len(), "as many in the copy: {text:?}");
    for (inner, outer) in of_copy.quotations.iter().zip(&found.quotations) {
        let content: Vec<Span> = inner.content.iter().flat_map(|&span| copy.original_parts(span)).collect();
        assert_eq!(content, outer.content, "the words of the copy: {text:?}");
    }
}

/// Checks the four rules of quotations in a text without layout.
///
/// 1. Content that begins at an opening mark ends at a closing one. But a few quoted words may begin a clause that goes on to the end
///    of its sentence, if they don't end as a sentence does.
/// 2. A pair of marks belongs to one attribution, except for reports within reports.
/// 3. Cue and source lie outside the content.
/// 4. Nothing crosses the end of a paragraph. Content that goes on in the next paragraph has a part in each; the marks may stay open
///    between them.
fn quotations(text: &str, found: &Annotations) {
    let document = Document::new(text);
    let holds = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
    let meet = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let paragraph_ends = || document.paragraphs.iter().map(|p| document.tokens[p.end - 1].span().end);
    let crosses = |span: Span| paragraph_ends().any(|end| span.start < end && end < span.end);
    let is_open = |at: usize| document.quoted.iter().any(|q| q.span.start < at && at < q.span.end);
    for quotation in &found.quotations {
        for span in &quotation.content {
            let opens = document.quoted.iter().any(|q| q.span.start == span.start);
            let ends = document.quoted.iter().any(|q| q.span.end == span.end)
                || paragraph_ends().any(|end| span.end == end && is_open(end));
            // A word or two in marks may begin a clause (“cheap” loans cost more), a whole sentence in marks may not.
            let clause = |end: usize| {
                let quoted = text[span.start..end].trim_end_matches(['”', '"', '’', '\'', '»', '“']).trim_end();
                let one_sentence = document.sentences.iter().any(|s| {
                    let sentence = document.span(s.clone());
                    sentence.start < end && span.end <= sentence.end
                });
                one_sentence && (!quoted.ends_with(['.', ',', '?', '!']) || quoted.chars().count() < 10)
            };
            let first = document.quoted.iter().find(|q| q.span.start == span.start).map(|q| q.span.end);
            assert!(
                !opens || ends || first.is_some_and(clause),
                "opens in marks, and ends without: {text:?} {quotation:?}"
            );
            let own = quotation.cue.iter().chain(&quotation.source).any(|&part| meet(part, *span));
            assert!(!own, "a cue or source in its own content: {text:?} {quotation:?}");
        }
        let parts = quotation.content.iter().chain(&quotation.cue).chain(&quotation.source);
        parts.for_each(|&span| assert!(!crosses(span), "crosses paragraphs: {text:?} {quotation:?}"));
    }
    let reports = |a: &Quotation, b: &Quotation| b.cue.is_some_and(|cue| a.content.iter().any(|&span| meet(span, cue)));
    let marked = |q: &Quotation| q.cue.is_some_and(|cue| document.quoted.iter().any(|s| holds(s.span, cue)));
    for quoted in document.quoted.iter().filter(|q| q.depth == 0) {
        let (first, last) =
            (Span::new(quoted.span.start, quoted.span.start + 1), Span::new(quoted.span.end - 1, quoted.span.end));
        let owns = |q: &&Quotation| {
            !marked(q) && [first, last].iter().all(|&end| q.content.iter().any(|&span| holds(span, end)))
        };
        let owners: Vec<&Quotation> = found.quotations.iter().filter(owns).collect();
        for (i, a) in owners.iter().enumerate() {
            for b in &owners[i + 1..] {
                assert!(reports(a, b) != reports(b, a), "two own {:?}: {text:?} {a:?} {b:?}", quoted.span.of(text));
            }
        }
    }
}

/// All spans of annotations, in a fixed order.
pub fn spans(annotations: &Annotations) -> Vec<Span> {
    let of = |q: &Quotation| q.content.iter().copied().chain(q.cue).chain(q.source).collect::<Vec<_>>();
    annotations.mentions.iter().map(|m| m.span).chain(annotations.quotations.iter().flat_map(of)).collect()
}

/// Checks that the spans are the same in UTF-16 code units and in code points as in bytes.
pub fn units(text: &str, found: &Annotations) {
    let (utf16, chars) = (found.clone().to_utf16(text).0, found.clone().to_chars(text).0);
    // For each byte, how many UTF-16 code units and code points are before it, counted one by one.
    let mut before = vec![(0, 0); text.len() + 1];
    let (mut units, mut points) = (0, 0);
    for (at, c) in text.char_indices() {
        before[at] = (units, points);
        units += c.len_utf16();
        points += 1;
    }
    before[text.len()] = (units, points);
    for ((bytes, utf16), chars) in spans(found).into_iter().zip(spans(&utf16)).zip(spans(&chars)) {
        let (start, end) = (before[bytes.start], before[bytes.end]);
        assert_eq!((utf16.start, utf16.end, chars.start, chars.end), (start.0, end.0, start.1, end.1), "{text:?}");
    }
    for (unit, counted) in [(Unit::Utf16, utf16), (Unit::Chars, chars), (Unit::Bytes, found.clone())] {
        let back = whosaid::export::to_bytes(text, counted, unit);
        assert_eq!(back.as_ref(), Ok(found), "{unit:?} and back: {text:?}");
    }
}

/// Checks that valid annotations can be written in every format, and that a document opens with the same annotations.
pub fn exports(text: &str, annotations: &Annotations) {
    for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
        let document = json::document(text, annotations, unit);
        let (text_again, again) = json::parse(&document).expect("what was written is read");
        assert_eq!(text_again, text);
        // Confidences are rounded to thousandths, so the documents are compared and not the annotations.
        assert_eq!(json::document(text, &again, unit), document, "{text:?}");
        assert_eq!(jsonl::line(&1, text, annotations, unit).lines().count(), 1, "{text:?}");
        csv::quotations(text, annotations, unit);
    }
    let mut end = 0;
    for segment in segments(text, annotations) {
        assert!(segment.span.start == end && segment.span.end > end, "{text:?}");
        end = segment.span.end;
    }
    assert_eq!(end, text.len());
    for page in [html::page(text, annotations, None), html::page(text, annotations, Some(text))] {
        assert!(page.matches("<script").count() == 0 && page.matches("<img").count() == 0, "{text:?}");
    }
    let markdown = markdown::who_said_what(text, annotations);
    assert_eq!(markdown.matches('<').count(), markdown.matches("\\<").count(), "{text:?}");
    web_annotation::collection(text, annotations, Some("https://example.org/"));
}

/// Checks that the maps between bytes, UTF-16 code units and code points agree with counting from the start, both ways, and that
/// an offset inside a surrogate pair is turned into that of its character.
pub fn offsets(text: &str) {
    let (utf16, chars) = (OffsetMap::to_utf16(text), OffsetMap::to_chars(text));
    let (mut units, mut points) = (0, 0);
    for (byte, c) in text.char_indices() {
        assert_eq!((utf16.offset(byte), chars.offset(byte)), (units, points), "{text:?}");
        assert_eq!((utf16.byte(units), chars.byte(points)), (byte, byte), "{text:?}");
        assert_eq!(utf16.byte(units + c.len_utf16() - 1), byte, "inside a pair: {text:?}");
        units += c.len_utf16();
        points += 1;
    }
    assert_eq!((utf16.offset(text.len()), chars.offset(text.len())), (units, points), "{text:?}");
    for beyond in [0, 1, 2, usize::MAX - units] {
        assert_eq!(utf16.byte(units + beyond), text.len(), "{text:?}");
        assert_eq!(chars.byte(points.saturating_add(beyond)), text.len(), "{text:?}");
    }
}
