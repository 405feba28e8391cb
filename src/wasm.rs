//! The JavaScript face. It converts, and decides nothing.
//!
//! Text comes in as a JavaScript string. Lone surrogates in it are no Unicode text; each becomes U+FFFD,
//! which is one UTF-16 code unit like the surrogate, so that every offset still holds.
//! What goes out is plain objects and arrays, `null` where there is nothing, offsets in UTF-16 code units.
//! The TypeScript types are made from the Rust types themselves, by `tsify`.

use js_sys::{Error, JSON, JsString, TypeError, Uint8Array};
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::annotations::{Annotations, Entity, Mention, Paragraph, Utf16Annotations};
use crate::export::{self, Unit};
use crate::names::Options;
use crate::text::Span;
use crate::text::offsets::OffsetMap;

/// Finds who said what in a text. Offsets count UTF-16 code units: `text.slice(start, end)` is a span's text.
///
/// Any string gives an answer. `options` holds names that the caller knows better, and words that are no name.
///
/// @throws {TypeError} where `text` is not a string
/// @throws {Error} where `options` are not what they should be; the message says what is wrong
#[wasm_bindgen(unchecked_return_type = "Annotations")]
pub fn annotate(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let text = string(&text, "annotate")?;
    let options = known_names(&options)?;
    Ok(to_js(&crate::annotate_with(&text, &options).to_utf16(&text)))
}

/// Annotates a text that changes: the same answers as `annotate`, sooner from the second time on, as what the edit left
/// alone is not read again.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    session: crate::Session,
    /// The text before: as it came, and as it is here.
    came: JsString,
    text: String,
}

#[wasm_bindgen]
impl Session {
    /// For one text.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        Session::default()
    }

    /// Finds who said what in the text as it is now. See `annotate`.
    ///
    /// @throws {TypeError} where `text` is not a string
    /// @throws {Error} where `options` are not what they should be; the message says what is wrong
    #[wasm_bindgen(unchecked_return_type = "Annotations")]
    pub fn annotate(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.take(text)?;
        let options = known_names(&options)?;
        Ok(to_js(&self.session.annotate(&self.text, &options).to_utf16(&self.text)))
    }
}

impl Session {
    /// Makes of the text before the one that came. Where they differ is found in a tenth of the time that it takes to have all
    /// of it come.
    fn take(&mut self, text: JsValue) -> Result<(), JsValue> {
        must_be_string(&text, "annotate")?;
        let text = JsString::from(text);
        let shared = shared(&self.came, &text);
        let (start, end) = (shared[0], shared[1]);
        let old = Span::new(start as usize, (self.came.length() - end) as usize);
        let old = OffsetMap::to_utf16(&self.text).bytes(old);
        self.text.replace_range(old.start..old.end, &utf8(&text.slice(start, text.length() - end))?);
        self.came = text;
        Ok(())
    }
}

/// A text and its annotations, as they are or corrected, in another format. Offsets in it count UTF-16 code units,
/// but code points in `web-annotation`, as that format wants them.
///
/// @throws {Error} where the annotations don't fit the text, or a value is of another type; the message says which
#[wasm_bindgen(js_name = exportAs)]
pub fn export_as(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Annotations")] annotations: JsValue,
    #[wasm_bindgen(unchecked_param_type = "ExportFormat")] format: JsValue,
) -> Result<String, JsValue> {
    let text = string(&text, "exportAs")?;
    let annotations: Annotations = from_js(&annotations)?;
    let annotations = export::to_bytes(&text, annotations, Unit::Utf16).map_err(error)?;
    Ok(match from_js(&format)? {
        ExportFormat::Html => export::html::page(&text, &annotations, None),
        ExportFormat::Markdown => export::markdown::who_said_what(&text, &annotations),
        ExportFormat::Csv => export::csv::quotations(&text, &annotations, Unit::Utf16),
        ExportFormat::Json => export::json::document(&text, &annotations, Unit::Utf16),
        ExportFormat::WebAnnotation => export::web_annotation::collection(&text, &annotations, None),
    })
}

/// Opens what `exportAs(…, "json")` or the command line wrote.
///
/// @throws {Error} where it is no such document, or its annotations don't fit its text; the message says why
#[wasm_bindgen(js_name = openDocument, unchecked_return_type = "OpenedDocument")]
pub fn open_document(#[wasm_bindgen(unchecked_param_type = "string")] json: JsValue) -> Result<JsValue, JsValue> {
    let (text, annotations) = export::json::parse(&string(&json, "openDocument")?).map_err(error)?;
    let annotations = to_js(&annotations.to_utf16(&text));
    Ok(serde_wasm_bindgen::to_value(&Opened { text: &text, annotations })?)
}

#[derive(Serialize)]
struct Opened<'t> {
    text: &'t str,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    annotations: JsValue,
}

/// What `exportAs` writes.
#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // each is explained in its module of `export`
pub enum ExportFormat {
    Html,
    Markdown,
    Csv,
    Json,
    WebAnnotation,
}

/// A document opened again.
#[derive(Debug, Clone, Tsify)]
pub struct OpenedDocument {
    /// The text.
    pub text: String,
    /// What was found in it, or corrected.
    pub annotations: Annotations,
}

#[wasm_bindgen(module = "/src/objects.js")]
extern "C" {
    #[wasm_bindgen(js_name = annotations)]
    fn objects(numbers: &[u32], strings: &str) -> JsValue;

    /// How many UTF-16 code units two texts share at their starts, and at their ends.
    fn shared(before: &JsString, now: &JsString) -> Vec<u32>;
}

/// Annotations as JavaScript sees them: plain objects and arrays. A little JavaScript makes them, of numbers and strings
/// in a row: one call for all of them.
pub fn to_js(Utf16Annotations(found): &Utf16Annotations) -> JsValue {
    let Annotations { mentions, entities, quotations, paragraphs, language } = found;
    let parts = 5 + 6 * mentions.len() + 8 * entities.len() + 17 * quotations.len() + 3 * paragraphs.len();
    let mut numbers = Vec::with_capacity(parts);
    let mut put = |all: &[usize]| numbers.extend(all.iter().map(|&number| number as u32));
    let mut strings = String::new();
    let mut string = |text: &str| {
        strings.push_str(text);
        text.encode_utf16().count()
    };
    put(&[mentions.len()]);
    for Mention { span, kind, form, entity } in mentions {
        put(&[span.start, span.end, *kind as usize, *form as usize, *entity]);
    }
    put(&[entities.len()]);
    for Entity { id, name, kind, mentions, value, description, pronoun } in entities {
        put(&[*id, string(name), *kind as usize, mentions.len()]);
        put(mentions);
        let mut optional = |text: &Option<String>| text.as_deref().map_or(0, |text| 1 + string(text));
        put(&[optional(value), optional(description), pronoun.map_or(0, |pronoun| 1 + pronoun as usize)]);
    }
    // Many quotations share a rule.
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut number = |rule| {
        let next = known.len();
        *known.entry(rule).or_insert(next)
    };
    let rules: Vec<[usize; 2]> = quotations
        .iter()
        .map(|quotation| {
            let speaker_rule = quotation.speaker_rule.as_deref().map_or(0, |rule| 1 + number(rule));
            [number(&quotation.rule), speaker_rule]
        })
        .collect();
    let mut texts = vec![""; known.len()];
    known.iter().for_each(|(text, &rule)| texts[rule] = text);
    put(&[texts.len()]);
    texts.iter().for_each(|text| put(&[string(text)]));
    put(&[quotations.len()]);
    for (quotation, rule) in quotations.iter().zip(rules) {
        put(&[quotation.kind as usize, quotation.act as usize, quotation.denied.into(), quotation.content.len()]);
        let parts = [quotation.cue, quotation.source].map(Option::unwrap_or_default);
        quotation.content.iter().chain(&parts).for_each(|span| put(&[span.start, span.end]));
        put(&[quotation.speakers.len()]);
        put(&quotation.speakers);
        put(&[(f64::from(quotation.confidence) * 1000.0).round() as usize]);
        put(&rule);
    }
    put(&[paragraphs.len()]);
    for Paragraph { span, role } in paragraphs {
        put(&[span.start, span.end, *role as usize]);
    }
    put(&[*language as usize]);
    objects(&numbers, &strings)
}

#[wasm_bindgen]
extern "C" {
    type TextEncoder;
    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsValue) -> Uint8Array;
}

/// The argument of a function, which must be a string.
fn string(value: &JsValue, function: &str) -> Result<String, JsValue> {
    must_be_string(value, function)?;
    utf8(value)
}

fn must_be_string(value: &JsValue, function: &str) -> Result<(), JsValue> {
    if value.is_string() {
        return Ok(());
    }
    let found = if value.is_null() { "null".into() } else { value.js_typeof().as_string().unwrap_or_default() };
    Err(TypeError::new(&format!("{function} needs a string, not {found}")).into())
}

/// A string's text. JavaScript counts its bytes before they come: `as_string` takes room for three bytes a letter and gives
/// back what was too much, but WebAssembly's memory never shrinks.
fn utf8(string: &JsValue) -> Result<String, JsValue> {
    String::from_utf8(TextEncoder::new().encode(string).to_vec()).map_err(error)
}

/// Options, or what is wrong with them.
fn known_names(options: &JsValue) -> Result<Options, JsValue> {
    if options.is_undefined() || options.is_null() { Ok(Options::default()) } else { from_js(options) }
}

/// A value, or what is wrong with it. By way of JSON, which names a field that there is not.
fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, JsValue> {
    let json = JSON::stringify(value)?.as_string().unwrap_or_else(|| "null".into());
    serde_json::from_str(&well_formed(&json)).map_err(|problem| {
        let problem = problem.to_string();
        error(problem.split(" at line ").next().unwrap_or_default())
    })
}

/// JSON that JavaScript wrote, with U+FFFD for lone surrogates: those it writes as `\ud83d`, and only those so.
fn well_formed(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        // A sign in escape is one letter, or `u` and four digits.
        let surrogate = rest[at + 1..].starts_with("ud");
        let end = at + if surrogate { 6 } else { 2 };
        out.push_str(&rest[..at]);
        out.push_str(if surrogate { "\u{fffd}" } else { &rest[at..end] });
        rest = &rest[end..];
    }
    out + rest
}

fn error(message: impl std::fmt::Display) -> JsValue {
    Error::new(&message.to_string()).into()
}

/// The text of an element of a page as a reader sees it, and ranges in it. Offsets count UTF-16 code units of
/// `text`, as those of `annotate(text)` do. Call `free()` when it is no longer needed.
#[cfg(feature = "dom")]
#[wasm_bindgen(js_name = ElementText)]
pub struct JsElementText(crate::dom::ElementText);

#[cfg(feature = "dom")]
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
