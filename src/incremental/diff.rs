//! How much of a text an edit left unchanged, counted in tokens.

use std::ops::Range;

/// How many tokens at the start and at the end of a text an edit left unchanged. A token is unchanged if its word, its
/// kind, and whether it touches the token before it are what they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unchanged {
    /// Unchanged tokens at the start of the text.
    pub at_start: usize,
    /// Unchanged tokens at the end of the text.
    pub at_end: usize,
}

/// Moves a range by `by` tokens; a move towards the start is a negative number that has wrapped around.
pub fn shift_range(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.wrapping_add(by)..range.end.wrapping_add(by)
}
