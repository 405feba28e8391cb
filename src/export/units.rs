//! The three units that offsets are counted in, and the way back to bytes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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
    /// `annotations`, whose offsets are bytes of `text`, counted in this unit.
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

/// The way back: offsets in some unit, each with its byte.
pub(super) struct ByteMap {
    /// Sorted; `None` for an offset inside a character or after the end.
    bytes: Vec<(usize, Option<usize>)>,
}

impl ByteMap {
    /// Prepares for all `offsets`, in one pass over `text`.
    pub fn new(text: &str, unit: Unit, mut offsets: Vec<usize>) -> Self {
        offsets.sort_unstable();
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

    /// The same span in bytes, where both ends are between characters of the text.
    pub fn span(&self, span: Span) -> Option<Span> {
        let byte = |offset| {
            let index = self.bytes.binary_search_by_key(&offset, |&(offset, _)| offset).ok()?;
            self.bytes[index].1
        };
        let (start, end) = (byte(span.start)?, byte(span.end)?);
        (start <= end).then_some(Span { start, end })
    }
}
