//! Annotations in the formats that other programs read.
//!
//! Each format is a pure function of the text and its [`Annotations`] (whose offsets count bytes), used
//! by the page and the command line alike. A format that holds offsets takes the [`Unit`] to count in.

use std::borrow::Cow;

use crate::Annotations;

pub mod json;
pub mod jsonl;

/// What an exported offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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
    fn count<'a>(self, text: &str, annotations: &'a Annotations) -> Cow<'a, Annotations> {
        match self {
            Unit::Utf16 if !text.is_ascii() => Cow::Owned(annotations.clone().to_utf16(text).0),
            Unit::Chars if !text.is_ascii() => Cow::Owned(annotations.clone().to_chars(text).0),
            _ => Cow::Borrowed(annotations),
        }
    }
}
