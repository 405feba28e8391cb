//! An element's text for JavaScript: the class `ElementText`.

use wasm_bindgen::prelude::*;

/// The text of an element of a page as a reader sees it, and ranges in it. Offsets count UTF-16 code units of
/// `text`, as those of `annotate(text)` do. Call `free()` when it is no longer needed.
#[wasm_bindgen(js_name = ElementText)]
pub struct JsElementText(crate::dom::ElementText);

#[wasm_bindgen(js_class = ElementText)]
impl JsElementText {
    /// Reads an element, open shadow roots in it too. `leaveOut` is a CSS selector of what is not to be read.
    ///
    /// @throws {SyntaxError} where `leaveOut` is no selector
    /// @throws {RangeError} where the text is longer than `maxLength`, or there are more nodes than `maxNodes`
    pub fn read(
        element: &web_sys::Element,
        #[wasm_bindgen(js_name = leaveOut)] leave_out: Option<String>,
        #[wasm_bindgen(js_name = maxLength)] max_length: Option<u32>,
        #[wasm_bindgen(js_name = maxNodes)] max_nodes: Option<u32>,
    ) -> Result<Self, JsValue> {
        let limit = |most: Option<u32>| most.map_or(usize::MAX, |most| most as usize);
        let reading = crate::dom::Reading {
            leave_out: leave_out.as_deref().unwrap_or_default(),
            max_length: limit(max_length),
            max_nodes: limit(max_nodes),
        };
        crate::dom::ElementText::read(element, &reading).map(JsElementText)
    }

    /// The text: blocks stand apart by blank lines; what is hidden, and controls, are left out.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        self.0.text().to_owned()
    }

    /// The document or shadow root that the element is in, and each shadow root that was read.
    #[wasm_bindgen(getter, unchecked_return_type = "(Document | ShadowRoot)[]")]
    pub fn roots(&self) -> Vec<web_sys::Node> {
        self.0.roots().to_vec()
    }

    /// A range for each text node that a span covers, in order: its words, and nothing else.
    pub fn ranges(&self, start: u32, end: u32) -> Vec<web_sys::Range> {
        self.0.ranges_utf16(crate::Span { start: start as usize, end: end as usize })
    }

    /// One range from the first to the last word of a span, to be selected or scrolled to.
    pub fn range(&self, start: u32, end: u32) -> Option<web_sys::Range> {
        self.0.range_utf16(crate::Span { start: start as usize, end: end as usize })
    }

    /// The place in the text of a boundary point as `Range` and `Selection` have them.
    #[wasm_bindgen(js_name = offsetAt)]
    pub fn offset_at(&self, node: &web_sys::Node, offset: u32) -> Option<u32> {
        self.0.utf16_of(node, offset).map(|utf16| utf16 as u32)
    }
}
