//! Byte offsets turned into UTF-16 code units or code points, and back.
//!
//! Texts that are all ASCII need no table. For others one pass records, for every 16 bytes, how many
//! units came before; a look-up counts on from there. The way back, which corrections made elsewhere
//! take, finds its place in the same table by bisection.

use super::Span;

/// Turns byte offsets of one text into another unit.
pub struct OffsetMap<'t> {
    text: &'t str,
    /// Whether a character of four bytes counts as two units (a surrogate pair).
    pairs: bool,
    /// Units of the characters that begin before byte `i * STEP`; empty for ASCII.
    checkpoints: Vec<u32>,
}

const STEP: usize = 16;

impl<'t> OffsetMap<'t> {
    /// A map from bytes of `text` to UTF-16 code units, the unit in which JavaScript counts.
    pub fn to_utf16(text: &'t str) -> Self {
        Self::new(text, true)
    }

    /// A map from bytes of `text` to Unicode code points, the unit in which Python counts.
    pub fn to_chars(text: &'t str) -> Self {
        Self::new(text, false)
    }

    fn new(text: &'t str, pairs: bool) -> Self {
        let mut map = OffsetMap { text, pairs, checkpoints: Vec::new() };
        if !text.is_ascii() {
            let before =
                |units: &mut usize, chunk: &[u8]| Some(std::mem::replace(units, *units + map.units(chunk)) as u32);
            map.checkpoints = text.as_bytes().chunks(STEP).scan(0, before).collect();
        }
        map
    }

    /// How many units (UTF-16 code units or code points) the characters have that begin in these bytes.
    #[inline]
    fn units(&self, bytes: &[u8]) -> usize {
        let (eights, rest) = bytes.as_chunks::<8>();
        let last = rest.iter().rev().fold(0, |last, &byte| last << 8 | u64::from(byte));
        let all = eights.iter().map(|&eight| u64::from_le_bytes(eight)).chain([last]);
        all.fold(bytes.len(), |sum, eight| sum.wrapping_add(self.more(eight)))
    }

    /// The units of eight bytes minus their number, wrapped where it is negative: a byte that begins no character takes
    /// one off, a byte that begins a surrogate pair adds one.
    #[inline]
    fn more(&self, eight: u64) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        let count = |bits: u64| ((bits & ONES).wrapping_mul(ONES) >> 56) as usize;
        let pairs = if self.pairs { count(eight >> 7 & eight >> 6 & eight >> 5 & eight >> 4) } else { 0 };
        pairs.wrapping_sub(count(eight >> 7 & !eight >> 6))
    }

    /// Turns a byte offset into the map's unit. `byte` is a character boundary of the text, its length included.
    pub fn offset(&self, byte: usize) -> usize {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let slot = (byte / STEP).min(self.checkpoints.len() - 1);
        let (before, bytes) = (self.checkpoints[slot] as usize, &self.text.as_bytes()[slot * STEP..]);
        let count = byte - slot * STEP;
        match bytes.as_chunks::<8>().0 {
            // The units up to `byte` within its step, without a loop.
            &[first, second, ..] if count < STEP => {
                let up_to = |eight, count: usize| {
                    let none_after = if count < 8 { (1 << (8 * count)) - 1 } else { u64::MAX };
                    self.more(u64::from_le_bytes(eight) & none_after)
                };
                let more = up_to(first, count).wrapping_add(up_to(second, count.saturating_sub(8)));
                (before + count).wrapping_add(more)
            }
            _ => before + self.units(&bytes[..count]),
        }
    }

    /// Turns a span of bytes into the map's unit.
    pub fn span(&self, bytes: Span) -> Span {
        Span::new(self.offset(bytes.start), self.offset(bytes.end))
    }

    /// The byte at `offset`, which counts in the map's unit. Total: an offset inside a surrogate pair is
    /// that of its character, one past the end is the text's length.
    pub fn byte(&self, offset: usize) -> usize {
        if self.checkpoints.is_empty() {
            return offset.min(self.text.len());
        }
        let slot = self.checkpoints.partition_point(|&units| units as usize <= offset) - 1;
        let from = self.text.ceil_char_boundary(slot * STEP);
        let mut units = self.checkpoints[slot] as usize;
        for (i, c) in self.text[from..].char_indices() {
            units += if self.pairs { c.len_utf16() } else { 1 };
            if units > offset {
                return from + i;
            }
        }
        self.text.len()
    }

    /// The bytes of a span that counts in the map's unit; its ends may be anywhere and in any order.
    pub fn bytes(&self, span: Span) -> Span {
        let start = self.byte(span.start);
        Span::new(start, self.byte(span.end).max(start))
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
                assert_eq!(utf16.byte(utf16.offset(byte)), byte);
                assert_eq!(chars.byte(chars.offset(byte)), byte);
            }
            assert_eq!(utf16.byte(usize::MAX), text.len());
            assert_eq!(chars.byte(text.chars().count() + 1), text.len());
        }
    }

    #[test]
    fn an_offset_within_a_surrogate_pair_is_its_characters() {
        let text = "a👍b".repeat(40);
        let utf16 = OffsetMap::to_utf16(&text);
        for n in 0..40 {
            let (byte, units) = (n * 6, n * 4);
            assert_eq!([0, 1, 2, 3].map(|i| utf16.byte(units + i) - byte), [0, 1, 1, 5]);
        }
        assert_eq!(utf16.bytes(Span { start: 3, end: 2 }), Span::new(5, 5));
    }
}
