//! Walks over an element's flat tree, and reads its text.
//!
//! The walk keeps a stack of its own: a page may be nested deeper than WebAssembly's stack allows.

use js_sys::{Array, RangeError};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, Element, HtmlSlotElement, Node, Text, Window};

use super::map::{Builder, Gap, TextMap, WhiteSpace};
use super::reading::Reading;

/// What a walk through an element found.
pub struct Walked {
    pub map: TextMap,
    /// The text nodes, each a `Text`.
    pub nodes: Array,
    pub roots: Vec<Node>,
}

/// Elements that are not read: their content is not text of the page, whatever their style says, or it is a control's
/// label.
const NOT_READ: &[&str] = &[
    "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "img", "input", "meter",
    "noframes", "noscript", "object", "optgroup", "option", "picture", "progress", "rp", "rt", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];

/// An element whose children are being visited.
struct Open {
    children: Children,
    visible: bool,
    white_space: WhiteSpace,
    /// Characters that stand after the element's own text, as a closing quotation mark does after `<q>`.
    mark: Option<&'static str>,
    gap: Gap,
}

enum Children {
    /// The children from this one on, each the next sibling of the one before.
    From(Option<Node>),
    /// A list of nodes from an index on: what a slot holds, or the summary of a closed `<details>`.
    Listed(Array, u32),
}

impl Children {
    fn next(&mut self) -> Option<Node> {
        match self {
            Children::From(node) => {
                let node = node.take()?;
                *self = Children::From(node.next_sibling());
                Some(node)
            }
            Children::Listed(nodes, index) => {
                let node = (*index < nodes.length()).then(|| nodes.get(*index).unchecked_into());
                *index += 1;
                node
            }
        }
    }
}

struct Walk<'a> {
    builder: Builder,
    nodes: Array,
    roots: Vec<Node>,
    window: Window,
    leave_out: &'a str,
    /// How many `<q>` are open.
    quoted: usize,
}

/// Reads the text of `element`. Fails where `leave_out` is no selector, or the element has more than `reading` allows.
pub fn walk(element: &Element, reading: &Reading) -> Result<Walked, JsValue> {
    let leave_out = reading.leave_out.trim();
    if !leave_out.is_empty() {
        element.matches(leave_out)?; // throws where it is no selector
    }
    let window = element.owner_document().and_then(|document| document.default_view());
    let Some(window) = window.or_else(web_sys::window) else {
        return Err(js_sys::Error::new("an element is read in a window").into());
    };
    let mut walk = Walk {
        builder: Builder::default(),
        nodes: Array::new(),
        roots: vec![element.get_root_node()],
        window,
        leave_out,
        quoted: 0,
    };
    let mut stack: Vec<Open> = walk.enter(element, true).into_iter().collect();
    let mut visited = 0;
    while let Some(top) = stack.last_mut() {
        let Some(node) = top.children.next() else {
            let Some(Open { mark, gap, .. }) = stack.pop() else { break };
            walk.leave(mark, gap);
            continue;
        };
        visited += 1;
        if visited > reading.max_nodes {
            return Err(RangeError::new(&format!("there are more than {} nodes", reading.max_nodes)).into());
        }
        match node.node_type() {
            Node::TEXT_NODE | Node::CDATA_SECTION_NODE if top.visible => {
                let text: Text = node.unchecked_into();
                walk.builder.text(&text.data(), top.white_space);
                walk.nodes.push(&text);
                if walk.builder.len_utf16() > reading.max_length {
                    return Err(RangeError::new(&format!("the text is longer than {}", reading.max_length)).into());
                }
            }
            Node::ELEMENT_NODE => stack.extend(walk.enter(node.unchecked_ref(), false)),
            _ => {}
        }
    }
    Ok(Walked { map: walk.builder.finish(), nodes: walk.nodes, roots: walk.roots })
}

impl Walk<'_> {
    /// Begins to read an element; `None` where there is nothing in it to read.
    fn enter(&mut self, element: &Element, is_root: bool) -> Option<Open> {
        let name = element.local_name();
        match name.as_str() {
            "br" => {
                self.builder.line_break();
                return None;
            }
            "hr" => {
                self.builder.gap(Gap::Blank);
                return None;
            }
            name if NOT_READ.contains(&name) => return None,
            _ => {}
        }
        if !is_root && !self.leave_out.is_empty() && element.matches(self.leave_out).unwrap_or(false) {
            return None;
        }
        let style = self.window.get_computed_style(element).ok().flatten()?;
        let property = |name: &str| style.get_property_value(name).unwrap_or_default();
        let display = property("display");
        if display == "none" || property("content-visibility") == "hidden" {
            return None;
        }
        let mut gap = gap_of(&display);
        if gap == Gap::Blank && !is_root {
            if matches!(property("position").as_str(), "absolute" | "fixed") && is_speck(element) {
                return None;
            }
            if is_drop_cap(element, &style) {
                gap = Gap::None;
            }
        }
        self.builder.gap(gap);
        let mark = if name == "q" { self.open_quotation(element) } else { None };
        Some(Open {
            children: self.children(element, &name),
            visible: property("visibility") == "visible",
            white_space: white_space_of(&property("white-space")),
            mark,
            gap,
        })
    }

    fn leave(&mut self, mark: Option<&str>, gap: Gap) {
        if let Some(mark) = mark {
            self.quoted -= 1;
            self.builder.generated(mark);
        }
        self.builder.gap(gap);
    }

    /// Writes the opening mark of a `<q>`, unless its style takes the marks away; returns the closing one. The marks
    /// are English, whatever the page is: a browser draws « » for `<q lang=fr>`, but those say no more.
    fn open_quotation(&mut self, q: &Element) -> Option<&'static str> {
        let before = self.window.get_computed_style_with_pseudo_elt(q, "::before").ok().flatten()?;
        if matches!(before.get_property_value("content").as_deref(), Err(_) | Ok("" | "none" | "normal" | "\"\"")) {
            return None;
        }
        let (open, close) = if self.quoted.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        self.quoted += 1;
        self.builder.generated(open);
        Some(close)
    }

    /// The children of an element that a browser draws.
    fn children(&mut self, element: &Element, name: &str) -> Children {
        if let Some(shadow) = element.shadow_root() {
            let first = shadow.first_child();
            self.roots.push(shadow.into());
            return Children::From(first);
        }
        if name == "slot" {
            let assigned = element.unchecked_ref::<HtmlSlotElement>().assigned_nodes();
            if assigned.length() > 0 {
                return Children::Listed(assigned, 0);
            }
        }
        if name == "details" && !element.has_attribute("open") {
            let summary = element.query_selector(":scope > summary").ok().flatten();
            return Children::Listed(summary.iter().collect(), 0);
        }
        Children::From(element.first_child())
    }
}

fn gap_of(display: &str) -> Gap {
    match display {
        "table-cell" => Gap::Tab,
        "list-item" | "table-row" | "table-row-group" | "table-header-group" | "table-footer-group" => Gap::Line,
        "contents" => Gap::None,
        inline if inline.starts_with("inline") || inline.starts_with("ruby") => Gap::None,
        _ => Gap::Blank,
    }
}

fn white_space_of(property: &str) -> WhiteSpace {
    match property {
        "pre-line" | "preserve-breaks" => WhiteSpace::Lines,
        keep if keep.starts_with("pre") || keep.starts_with("break-spaces") => WhiteSpace::Keep,
        _ => WhiteSpace::Collapse,
    }
}

/// Whether an element's box is too small for anybody to see: so pages hide what is for screen readers only.
fn is_speck(element: &Element) -> bool {
    let size = element.get_bounding_client_rect();
    size.width() <= 1.0 && size.height() <= 1.0
}

/// Whether an element is a drop cap, a floated box of a letter, perhaps with a mark before it:
/// `<span style="float: left">T</span>he minister`.
fn is_drop_cap(element: &Element, style: &CssStyleDeclaration) -> bool {
    matches!(style.get_property_value("float").as_deref(), Ok("left" | "right" | "inline-start" | "inline-end"))
        && element.text_content().is_some_and(|text| text.trim().chars().count() <= 2)
}
