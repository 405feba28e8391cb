//! Tests of `whosaid::dom` in a browser: the text of elements, and the way from a place in it to the page and back.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRootInit, ShadowRootMode};
use whosaid::Span;
use whosaid::dom::{ElementText, Reading};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An element of the page that is removed at the end of the test.
struct Scene(Element);

impl Scene {
    fn new(html: &str) -> Self {
        let element = document().create_element("article").unwrap();
        element.set_inner_html(html);
        let body: HtmlElement = document().document_element().unwrap().last_element_child().unwrap().unchecked_into();
        body.append_child(&element).unwrap();
        Scene(element)
    }

    fn find(&self, selector: &str) -> Element {
        self.0.query_selector(selector).unwrap().unwrap()
    }

    fn read(&self) -> ElementText {
        ElementText::read(&self.0, &Reading::default()).unwrap()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn text(html: &str) -> String {
    Scene::new(html).read().text().to_owned()
}

fn words(ranges: &[web_sys::Range]) -> Vec<String> {
    ranges.iter().map(|range| String::from(range.to_string())).collect()
}

#[wasm_bindgen_test]
fn blocks_stand_apart_and_white_space_collapses() {
    assert_eq!(
        text("<h1>Line  ends</h1>\n<p>“We\n  <b>will</b> ,” she\n said. </p> <p>No.</p>"),
        "Line ends\n\n“We will ,” she said.\n\nNo."
    );
    assert_eq!(text("<div><div>One<div>Two</div></div>Three</div>"), "One\n\nTwo\n\nThree");
    assert_eq!(text("One<br>Two<br><br>Three<br>"), "One\nTwo\n\nThree");
    assert_eq!(text("<ul><li>One</li><li><p>Two</p></li></ul>After"), "One\n\nTwo\n\nAfter");
    assert_eq!(text("<ul><li>One</li> <li>Two</li></ul>"), "One\nTwo");
    assert_eq!(
        text(
            "<table><caption>Votes</caption><tr><th>Town</th><th>For</th></tr><tr><td>Oster</td><td>12</td></tr></table>"
        ),
        "Votes\n\nTown\tFor\nOster\t12"
    );
    assert_eq!(text("One<hr>Two"), "One\n\nTwo");
    assert_eq!(text("<pre>a  b\n c</pre><p style='white-space: pre-line'>a  b\n c</p>"), "a  b\n c\n\na b\nc");
    assert_eq!(text("<span style='display: block'>One</span><p style='display: inline'>Two</p>"), "One\n\nTwo");
    assert_eq!(text("<div style='display: flex'><span>By Ana</span><span>Monday</span></div>"), "By Ana\n\nMonday");
    assert_eq!(text("govern&shy;ment<wbr>al&nbsp;<em>x</em>"), "governmental\u{a0}x");
    assert_eq!(text("<p><span style='float: left'>“T</span>he minister</p>"), "“The minister");
    assert_eq!(text(""), "");
}

#[wasm_bindgen_test]
fn what_a_reader_does_not_see_is_left_out() {
    for hidden in [
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<button>x</button>",
        "<textarea>x</textarea>",
        "<select><option>x</option></select>",
        "<svg><text>x</text></svg>",
        "<iframe srcdoc='x'></iframe>",
        "<video>x</video>",
        "<span hidden>x</span>",
        "<span hidden='until-found'>x</span>",
        "<span style='display: none'>x<b style='display: inline'>x</b></span>",
        "<span style='visibility: hidden'>x</span>",
        "<span style='position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)'>x</span>",
        "<details><p>x</p></details>",
        "<ruby><rp>(</rp><rt>x</rt><rp>)</rp></ruby>",
    ] {
        assert_eq!(
            text(&format!("before{hidden} after")),
            if hidden.contains("details") { "before\n\nafter" } else { "before after" },
            "{hidden}"
        );
    }
    assert_eq!(text("<p style='visibility: hidden'>x<b style='visibility: visible'>seen</b>x</p>"), "seen");
    assert_eq!(text("<details><summary>Shown</summary>x</details>"), "Shown");
    assert_eq!(text("<details open><summary>Shown</summary>too</details>"), "Shown\ntoo");
    assert_eq!(text("<ruby>漢<rt>kan</rt></ruby>字"), "漢字");
    assert_eq!(text("<p aria-hidden=true>Seen</p>"), "Seen");
}

#[wasm_bindgen_test]
fn q_has_its_marks() {
    assert_eq!(text("She said <q>We <q>will</q></q>."), "She said “We ‘will’”.");
    assert_eq!(
        text("<style>.bare::before, .bare::after { content: none }</style>She said <q class=bare>“We will”</q>."),
        "She said “We will”."
    );
    let scene = Scene::new("<q>We will</q>, she said.");
    let page = scene.read();
    let quotation = &whosaid::annotate(page.text()).quotations[0];
    assert_eq!(quotation.content[0].of(page.text()), "“We will”");
    assert_eq!(words(&page.ranges(quotation.content[0])), ["We will"]);
}

#[wasm_bindgen_test]
fn open_shadow_roots_are_read_as_they_are_drawn() {
    let scene = Scene::new("<div id=host><p slot=end>Last.</p><p>Lost.</p>Also lost.</div><p>After.</p>");
    let host = scene.find("#host");
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
    shadow.set_inner_html(
        "<style>p { color: red }</style><p>First.</p><slot name=end></slot><slot name=none><p>Fallback.</p></slot>",
    );
    let page = scene.read();
    assert_eq!(page.text(), "First.\n\nLast.\n\nFallback.\n\nAfter.");
    let roots = page.roots();
    assert!(roots.len() == 2 && roots[0].is_same_node(Some(&document())) && roots[1].is_same_node(Some(&shadow)));
    let all = Span::new(0, page.text().len());
    assert_eq!(words(&page.ranges(all)), ["First.", "Last.", "Fallback.", "After."]);
    // A range can't reach from the page's tree into a shadow tree.
    assert!(page.range(all).is_none());
    let last = page.text().find("Last").unwrap();
    assert_eq!(words(&[page.range(Span::new(last, last + 4)).unwrap()]), ["Last"]);
    // An element in the shadow tree is read like any other.
    let inside =
        ElementText::read(&shadow.first_element_child().unwrap().next_element_sibling().unwrap(), &Reading::default())
            .unwrap();
    assert_eq!(inside.text(), "First.");
    assert!(inside.roots()[0].is_same_node(Some(&shadow)));
}

#[wasm_bindgen_test]
fn every_place_in_the_text_leads_to_its_node_and_back() {
    let scene = Scene::new(
        "<h1>Fähre 👍 endet</h1><p>“We <b>have  run</b>\n out,” <i>said</i> Maria.</p><ul><li>one<li>two</ul><q>x</q> \u{a0}end",
    );
    let page = scene.read();
    let units: Vec<u16> = page.text().encode_utf16().collect();
    let mut in_nodes = 0;
    for (at, &unit_there) in units.iter().enumerate() {
        let Some(range) = page.ranges_utf16(Span::new(at, at + 1)).pop() else { continue };
        in_nodes += 1;
        let (node, offset) = (range.start_container().unwrap(), range.start_offset().unwrap());
        assert_eq!(page.utf16_of(&node, offset), Some(at));
        let unit = node.node_value().unwrap().encode_utf16().nth(offset as usize).unwrap();
        assert!(unit == unit_there || (unit_there == 32 && unit == 10), "{at}");
    }
    // Not in nodes are the line breaks of the gaps, counted here, and the two marks of <q>.
    assert_eq!(in_nodes, units.len() - page.text().matches('\n').count() - 2);
    for (byte, c) in page.text().char_indices().filter(|&(_, c)| c.is_alphanumeric()) {
        let range = page.range(Span::new(byte, byte + c.len_utf8())).unwrap();
        assert_eq!(String::from(range.to_string()), c.to_string());
        assert_eq!(page.byte_of(&range.start_container().unwrap(), range.start_offset().unwrap()), Some(byte));
    }
}

#[wasm_bindgen_test]
fn a_point_between_nodes_has_its_place_too() {
    let scene = Scene::new("<p>One</p> <p><b>Two</b><br>three</p><p hidden>x</p>");
    let page = scene.read();
    assert_eq!(page.text(), "One\n\nTwo\nthree");
    let at = |node: &Node, offset| page.utf16_of(node, offset);
    let paragraph = scene.find("p:nth-of-type(2)");
    assert_eq!([0, 1, 2, 3, 9].map(|offset| at(&paragraph, offset)), [Some(5), Some(9), Some(9), Some(14), Some(14)]);
    assert_eq!([0, 1, 2, 3, 4].map(|offset| at(&scene.0, offset)), [Some(0), Some(3), Some(5), Some(14), Some(14)]);
    assert_eq!(at(&document(), 0), Some(0));
    assert_eq!(at(&scene.find("[hidden]"), 0), None);
    let elsewhere = Scene::new("Elsewhere");
    assert_eq!(at(&elsewhere.0, 0), None);
    assert_eq!(at(&elsewhere.0.first_child().unwrap(), 1), None);
}

#[wasm_bindgen_test]
fn one_range_holds_a_span_over_many_nodes_and_ranges_only_its_words() {
    let scene = Scene::new("<p>“We <b>will</b>.<script>x</script></p>\n<p>“Not,” she said.</p>");
    let page = scene.read();
    let end = page.text().find(',').unwrap();
    let span = Span::new(0, end);
    assert_eq!(words(&page.ranges(span)), ["“We ", "will", ".", "“Not"]);
    assert_eq!(words(&[page.range(span).unwrap()]), ["“We will.x\n“Not"]);
    let gap = page.text().find("\n\n").unwrap();
    assert!(page.range(Span::new(gap, gap + 2)).is_none());
}

#[wasm_bindgen_test]
fn a_page_that_changed_meanwhile_gives_fewer_ranges_and_no_error() {
    let scene = Scene::new("<p>One two</p><p>Three four</p>");
    let page = scene.read();
    scene.find("p").first_child().unwrap().set_node_value(Some("O"));
    scene.find("p:last-child").remove();
    let all = page.ranges(Span::new(0, page.text().len()));
    assert_eq!(words(&all), ["Three four"]);
    assert!(page.range(Span::new(0, page.text().len())).is_none());
}

#[wasm_bindgen_test]
fn what_is_asked_for_is_kept_to() {
    let scene = Scene::new("<p>One</p><figure><figcaption>Caption</figcaption></figure><p>Two</p>");
    let read =
        |leave_out, max_length, max_nodes| ElementText::read(&scene.0, &Reading { leave_out, max_length, max_nodes });
    let name = |error: JsValue| js_sys::Reflect::get(&error, &"name".into()).unwrap().as_string().unwrap();
    assert_eq!(read("figure, .ad", 100, 100).unwrap().text(), "One\n\nTwo");
    assert_eq!(read("article", 100, 100).unwrap().text(), "One\n\nCaption\n\nTwo");
    assert_eq!(name(read("((", 100, 100).unwrap_err()), "SyntaxError");
    assert_eq!(name(read("", 8, 100).unwrap_err()), "RangeError");
    assert_eq!(name(read("", 100, 4).unwrap_err()), "RangeError");
}

#[wasm_bindgen_test]
fn lone_surrogates_keep_the_places() {
    let scene = Scene::new("<p></p>");
    let node = document().create_text_node("");
    scene.find("p").append_child(&node).unwrap();
    js_sys::Reflect::set(&node, &"data".into(), &js_sys::JsString::from_char_code(&[0xd83d, 0x20, 0x61])).unwrap();
    let page = scene.read();
    assert_eq!(page.text(), "\u{fffd} a");
    assert_eq!(words(&page.ranges_utf16(Span::new(2, 3))), ["a"]);
}

#[wasm_bindgen_test]
fn deep_nesting_needs_no_stack() {
    let scene = Scene::new("");
    let mut deepest: Node = scene.0.clone().into();
    for _ in 0..2000 {
        let inner = document().create_element("i").unwrap();
        deepest.append_child(&inner).unwrap();
        deepest = inner.into();
    }
    deepest.append_child(&document().create_text_node("deep")).unwrap();
    assert_eq!(scene.read().text(), "deep");
}
