//! What an edit left unchanged.

use std::ops::Range;

/// How many tokens at the start and at the end of a text an edit left unchanged: their words, their kinds, and whether they
/// touch the token before them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unchanged {
    /// Unchanged tokens at the start of the text.
    pub before: usize,
    /// Unchanged tokens at the end of the text.
    pub after: usize,
}

/// A range shifted by `by` tokens, which wraps where it is negative.
pub fn shift_range(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.wrapping_add(by)..range.end.wrapping_add(by)
}
