//! What of an element is read, and how much at most.

/// What of an element is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// A CSS selector: elements within that match are left out, with all that they hold. Empty: none.
    pub leave_out: &'a str,
    /// A text that is longer, in UTF-16 code units, is an error.
    pub max_length: usize,
    /// The most text nodes that are read: an element with more is an error.
    pub max_nodes: usize,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Reading { leave_out: "", max_length: usize::MAX, max_nodes: usize::MAX }
    }
}
