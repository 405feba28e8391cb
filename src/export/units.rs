//! Turns offsets from bytes into the units that exports count in, and back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Invalid, check};
use crate::text::sorting::sort_by_key;
use crate::{Annotations, Span};

/// What an exported offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Bytes of UTF-8: Rust's unit.
    Bytes,
    /// UTF-16 code units: the unit of JavaScript, Java and C#.
    Utf16,
    /// Unicode code points: Python's unit.
    Chars,
}

impl Unit {
    /// Turns `annotations`, whose offsets are bytes of `text`, into this unit.
    pub(super) fn count<'a>(self, text: &str, annotations: &'a Annotations) -> Cow<'a, Annotations> {
        match self {
            Unit::Utf16 if !text.is_ascii() => Cow::Owned(annotations.clone().to_utf16(text).0),
            Unit::Chars if !text.is_ascii() => Cow::Owned(annotations.clone().to_chars(text).0),
            _ => Cow::Borrowed(annotations),
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Unit::Bytes => c.len_utf8(),
            Unit::Utf16 => c.len_utf16(),
            Unit::Chars => 1,
        }
    }
}

/// Turns `annotations`, whose offsets count `unit` of `text`, into bytes. They may come from anywhere: the result
/// passes [`check`].
pub fn to_bytes(text: &str, mut annotations: Annotations, unit: Unit) -> Result<Annotations, Invalid> {
    let mut spans: Vec<(&str, usize, &mut Span)> = Vec::new();
    for (index, mention) in annotations.mentions.iter_mut().enumerate() {
        spans.push(("mentions", index, &mut mention.span));
    }
    for (index, quotation) in annotations.quotations.iter_mut().enumerate() {
        let parts = quotation.content.iter_mut().chain(&mut quotation.cue).chain(&mut quotation.source);
        spans.extend(parts.map(|span| ("quotations", index, span)));
    }
    for (index, paragraph) in annotations.paragraphs.iter_mut().enumerate() {
        spans.push(("paragraphs", index, &mut paragraph.span));
    }
    let map = ByteMap::new(text, unit, spans.iter().flat_map(|(_, _, span)| [span.start, span.end]).collect());
    for (list, index, span) in spans {
        // Messages tell the offsets as they were given.
        let Span { start, end } = *span;
        if start >= end {
            return Err(Invalid(format!("{list}[{index}]: the span {start}..{end} is empty")));
        }
        let (Some(first), Some(last)) = (map.byte(start), map.byte(end)) else {
            return Err(Invalid(format!("{list}[{index}]: the span {start}..{end} is not in the text")));
        };
        *span = Span::new(first, last);
    }
    check(text, &annotations)?;
    Ok(annotations)
}

/// Tells the byte of each offset that annotations hold in another unit.
struct ByteMap {
    /// Pairs of an offset and its byte, in order; no byte for an offset inside a character or after the end.
    bytes: Vec<(usize, Option<usize>)>,
}

impl ByteMap {
    /// Prepares for all `offsets`, in one pass over `text`.
    fn new(text: &str, unit: Unit, mut offsets: Vec<usize>) -> Self {
        sort_by_key(&mut offsets, |&offset| offset as u64);
        offsets.dedup();
        let mut bytes = Vec::with_capacity(offsets.len());
        let mut wanted = offsets.into_iter().peekable();
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            while let Some(offset) = wanted.next_if(|&offset| offset <= units) {
                bytes.push((offset, (offset == units).then_some(byte)));
            }
            units += unit.width(c);
        }
        bytes.extend(wanted.map(|offset| (offset, (offset == units).then_some(text.len()))));
        ByteMap { bytes }
    }

    fn byte(&self, offset: usize) -> Option<usize> {
        let index = self.bytes.binary_search_by_key(&offset, |&(offset, _)| offset).ok()?;
        self.bytes[index].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_back_to_the_byte_they_came_from_and_halves_to_none() {
        for text in ["", "plain", "naïve “quotes” 👩‍👩‍👧 and é", "🌉", "e\u{301}\0\r\n"] {
            for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
                let width = |text: &str| text.chars().map(|c| unit.width(c)).sum::<usize>();
                let map = ByteMap::new(text, unit, (0..=width(text) + 2).collect());
                let boundaries: Vec<usize> = (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)).collect();
                for &byte in &boundaries {
                    assert_eq!(map.byte(width(&text[..byte])), Some(byte), "{text:?} {unit:?}");
                }
                let found = map.bytes.iter().filter(|(_, byte)| byte.is_some()).count();
                assert_eq!(found, boundaries.len(), "{text:?} {unit:?}: offsets inside characters have no byte");
            }
        }
    }
}
