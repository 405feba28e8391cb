//! Byte offsets turned into UTF-16 code units or code points.
//!
//! Texts that are all ASCII need no table. For others one pass records, for every 64 bytes, how many
//! units came before; a look-up counts on from there.

use super::Span;

/// Turns byte offsets of one text into another unit.
pub struct OffsetMap<'t> {
    text: &'t str,
    width: fn(char) -> usize,
    /// Units before byte `i * STEP`, rounded up to the next character boundary; empty for ASCII.
    checkpoints: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> OffsetMap<'t> {
    /// Into UTF-16 code units, JavaScript's unit.
    pub fn to_utf16(text: &'t str) -> Self {
        Self::new(text, char::len_utf16)
    }

    /// Into Unicode code points, Python's unit.
    pub fn to_chars(text: &'t str) -> Self {
        Self::new(text, |_| 1)
    }

    fn new(text: &'t str, width: fn(char) -> usize) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for (i, c) in text.char_indices() {
                while checkpoints.len() * STEP <= i {
                    checkpoints.push(units);
                }
                units += width(c) as u32;
            }
        }
        OffsetMap { text, width, checkpoints }
    }

    /// `byte` in the map's unit. `byte` is a character boundary of the text, its length included.
    pub fn offset(&self, byte: usize) -> usize {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let slot = (byte / STEP).min(self.checkpoints.len() - 1);
        let from = self.text.ceil_char_boundary(slot * STEP);
        let more: usize = self.text[from.min(byte)..byte].chars().map(self.width).sum();
        self.checkpoints[slot] as usize + more
    }

    /// Both ends of a span.
    pub fn span(&self, bytes: Span) -> Span {
        Span::new(self.offset(bytes.start), self.offset(bytes.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_from_the_start() {
        for text in ["", "plain", "naïve “quotes” 👩‍👩‍👧 and é", &"a👍é\u{301}“".repeat(50)] {
            let (utf16, chars) = (OffsetMap::to_utf16(text), OffsetMap::to_chars(text));
            for byte in (0..=text.len()).filter(|&b| text.is_char_boundary(b)) {
                assert_eq!(utf16.offset(byte), text[..byte].encode_utf16().count());
                assert_eq!(chars.offset(byte), text[..byte].chars().count());
            }
        }
    }
}
