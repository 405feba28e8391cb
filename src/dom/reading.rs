//! Which parts of an element are read, and how much at most.

/// Which parts of an element are read, and how much at most. More is an error.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// A CSS selector: elements inside that match are left out, with all that they hold. If it is empty, none are.
    pub leave_out: &'a str,
    /// The most UTF-16 code units of text.
    pub max_length: usize,
    /// The most nodes that are visited, of any type: text, elements, comments.
    pub max_nodes: usize,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Reading { leave_out: "", max_length: usize::MAX, max_nodes: usize::MAX }
    }
}
