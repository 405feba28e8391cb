//! The text of an element of a page, and the text nodes that hold it: [`ElementText`].

use js_sys::{Array, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, Text};

use super::map::{Stretch, TextMap};
use super::reading::Reading;
use super::walk;
use crate::text::Span;

/// The text of an element as it was when it was read, and where in the page each part of it stands.
///
/// The text doesn't follow later changes of the page: after a change, read the element again. Until then every answer
/// is still safe: a range whose place is gone is left out.
#[derive(Debug)]
pub struct ElementText {
    map: TextMap,
    /// The text nodes, in a JavaScript array: a garbage collector looks through references held by Rust one by one,
    /// each time.
    nodes: Array,
    /// A map of JavaScript from each text node to its number.
    numbers: Map,
    roots: Vec<Node>,
}

impl ElementText {
    /// Reads an element.
    ///
    /// # Errors
    /// A `SyntaxError` where `leave_out` is no selector; a `RangeError` where the element has more text or nodes than
    /// `reading` allows.
    pub fn read(element: &Element, reading: &Reading) -> Result<Self, JsValue> {
        let walked = walk::walk(element, reading)?;
        let numbers = Map::new();
        for number in 0..walked.nodes.length() {
            numbers.set(&walked.nodes.get(number), &JsValue::from(number));
        }
        Ok(ElementText { map: walked.map, nodes: walked.nodes, numbers, roots: walked.roots })
    }

    /// The element's text as a reader sees it.
    pub fn text(&self) -> &str {
        self.map.text()
    }

    /// The map between places in the text and text nodes, which are numbers there.
    pub fn map(&self) -> &TextMap {
        &self.map
    }

    /// The text node that has a number in the map.
    ///
    /// # Panics
    /// Where the map has no such number.
    pub fn node(&self, number: usize) -> Text {
        assert!(number < self.map.nodes(), "node {number} of {}", self.map.nodes());
        self.nodes.get(number as u32).unchecked_into()
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
        let (from, to) = (self.node(first.node), self.node(last.node));
        let range = Range::new().ok()?;
        range.set_start(&from, first.start as u32).ok()?;
        range.set_end(&to, last.end as u32).ok()?;
        // Setting an end before the start, or in another tree, moves the start there.
        let is_first = range.start_container().ok()?.is_same_node(Some(&from));
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
        // The start of the first text node at or after the child, within `node`; else the end of the last text node in
        // it.
        let child = node.child_nodes().get(offset);
        let holds = |number: &usize| node.contains(Some(&self.node(*number)));
        let numbers = 0..self.map.nodes();
        if let Some(child) = child {
            let at_or_after = |number: &usize| {
                let text = self.node(*number);
                child.contains(Some(&text)) || follows(&child, &text)
            };
            if let Some(number) = numbers.clone().find(at_or_after).filter(holds) {
                return Some(self.map.utf16_of(number, 0));
            }
        }
        let last = numbers.rev().find(holds)?;
        Some(self.map.utf16_of(last, self.node(last).length() as usize))
    }

    fn number(&self, node: &Node) -> Option<usize> {
        self.numbers.get(node).as_f64().map(|number| number as usize)
    }

    fn range_of(&self, Stretch { node, start, end }: Stretch) -> Option<Range> {
        let node = self.node(node);
        let range = Range::new().ok()?;
        range.set_start(&node, start as u32).ok()?;
        range.set_end(&node, end as u32).ok()?;
        Some(range)
    }
}

fn follows(node: &Node, other: &Node) -> bool {
    node.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}
