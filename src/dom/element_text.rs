//! [`ElementText`]: an element's text, with its nodes.

use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, Text};

use super::map::{Stretch, TextMap};
use super::walk;
use crate::text::Span;

/// What of an element is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// A CSS selector: elements within that match are left out, with all that they hold. Empty: none.
    pub leave_out: &'a str,
    /// A text that is longer, in UTF-16 code units, is an error.
    pub max_length: usize,
    /// More nodes are an error.
    pub max_nodes: usize,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Reading { leave_out: "", max_length: usize::MAX, max_nodes: usize::MAX }
    }
}

/// The text of an element as it was when it was read, and where in the page each part of it stands.
///
/// It doesn't follow later changes of the page; read again when there were some. Until then every answer
/// is still safe: a range whose place is gone is left out.
#[derive(Debug)]
pub struct ElementText {
    map: TextMap,
    nodes: Vec<Text>,
    /// From each node to its number.
    numbers: Map,
    roots: Vec<Node>,
}

impl ElementText {
    /// Reads an element.
    ///
    /// # Errors
    /// A `SyntaxError` where `leave_out` is no selector; a `RangeError` where there is more than was asked for.
    pub fn read(element: &Element, reading: &Reading) -> Result<Self, JsValue> {
        let walked = walk::walk(element, reading)?;
        let numbers = Map::new();
        for (number, node) in walked.nodes.iter().enumerate() {
            numbers.set(node, &JsValue::from(number as u32));
        }
        Ok(ElementText { map: walked.map, nodes: walked.nodes, numbers, roots: walked.roots })
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.map.text()
    }

    /// The way between the text and the numbers of its nodes.
    pub fn map(&self) -> &TextMap {
        &self.map
    }

    /// The nodes, by number.
    pub fn nodes(&self) -> &[Text] {
        &self.nodes
    }

    /// The document or shadow root that the element is in, and each shadow root that was read.
    pub fn roots(&self) -> &[Node] {
        &self.roots
    }

    /// A range for each text node that a span of bytes covers, in order. They cover the span's words and
    /// nothing else: no gap between blocks, nothing that is hidden.
    pub fn ranges(&self, bytes: Span) -> Vec<Range> {
        self.map.stretches(bytes).filter_map(|stretch| self.range_of(stretch)).collect()
    }

    /// [`ElementText::ranges`] of a span of UTF-16 code units, wherever its ends are.
    pub fn ranges_utf16(&self, span: Span) -> Vec<Range> {
        self.map.stretches_utf16(span).filter_map(|stretch| self.range_of(stretch)).collect()
    }

    /// One range from the first to the last word of a span of bytes, to be selected or scrolled to. `None`
    /// where it has no words, or begins in one tree and ends in another (a shadow root).
    pub fn range(&self, bytes: Span) -> Option<Range> {
        let (start, end) = (self.map.utf16(bytes.start), self.map.utf16(bytes.end));
        self.range_utf16(Span { start, end })
    }

    /// [`ElementText::range`] of a span of UTF-16 code units.
    pub fn range_utf16(&self, span: Span) -> Option<Range> {
        let mut stretches = self.map.stretches_utf16(span);
        let first = stretches.next()?;
        let last = stretches.last().unwrap_or(first);
        let range = Range::new().ok()?;
        range.set_start(&self.nodes[first.node], first.start as u32).ok()?;
        range.set_end(&self.nodes[last.node], last.end as u32).ok()?;
        // An end before the start, or in another tree, takes the start along.
        let is_first = range.start_container().ok()?.is_same_node(Some(&self.nodes[first.node]));
        (is_first && !range.collapsed()).then_some(range)
    }

    /// The place in the text, in bytes, of a boundary point as `Range` and `Selection` have them: an offset in
    /// a text node, or before a child of any other node. `None` where it isn't in what was read.
    pub fn byte_of(&self, node: &Node, offset: u32) -> Option<usize> {
        self.utf16_of(node, offset).map(|utf16| self.map.byte(utf16))
    }

    /// [`ElementText::byte_of`] in UTF-16 code units.
    pub fn utf16_of(&self, node: &Node, offset: u32) -> Option<usize> {
        if let Some(number) = self.number(node) {
            return Some(self.map.utf16_of(number, offset as usize));
        }
        // The first text at or after the child, as far as the node reaches; else the end of the last before it.
        let child = node.child_nodes().get(offset);
        let after = self.nodes.iter().position(|text| match &child {
            Some(child) => child.contains(Some(text)) || follows(child, text),
            None => follows(node, text) && !node.contains(Some(text)),
        });
        let within = match after {
            Some(number) => node.contains(Some(&self.nodes[number])),
            None => false,
        };
        if within {
            return after.map(|number| self.map.utf16_of(number, 0));
        }
        let last = self.nodes.iter().rposition(|text| node.contains(Some(text)))?;
        Some(self.map.utf16_of(last, self.nodes[last].length() as usize))
    }

    fn number(&self, node: &Node) -> Option<usize> {
        self.numbers.get(node).as_f64().map(|number| number as usize)
    }

    fn range_of(&self, Stretch { node, start, end }: Stretch) -> Option<Range> {
        let node: &Node = self.nodes[node].unchecked_ref();
        let range = Range::new().ok()?;
        range.set_start(node, start as u32).ok()?;
        range.set_end(node, end as u32).ok()?;
        Some(range)
    }
}

fn follows(node: &Node, other: &Node) -> bool {
    node.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}
