//! The interface for JavaScript: converts values, and decides nothing.
//!
//! Text comes in as a JavaScript string. Lone surrogates in it are no Unicode text; each becomes U+FFFD,
//! which is one UTF-16 code unit like the surrogate, so that every offset still holds.
//! What goes out is plain objects and arrays, `null` where there is nothing, offsets in UTF-16 code units.
//! The TypeScript types are made from the Rust types themselves, by `tsify`.

#[cfg(feature = "dom")]
mod element_text;
mod reader;
mod session;

use js_sys::{Array, Error, Function, JSON, JsString, Reflect, TypeError, Uint8Array};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

#[cfg(feature = "dom")]
pub use element_text::JsElementText;
use reader::{Value, Wrong};
pub use session::{Session, packed};

use crate::annotations::{Annotations, Entity, Mention, Paragraph, Quotation, Utf16Annotations};
use crate::export::{self, Unit};
use crate::names::Options;

/// Finds who said what in a text. Offsets count UTF-16 code units: `text.slice(start, end)` is a span's text.
///
/// Any string gives an answer. `options` holds names that the caller knows better, and words that are no name.
///
/// `onProgress` is called after each stage with the share of the work that is done, from 0 to 1.
///
/// @throws {TypeError} where `text` is not a string, `onProgress` no function, or something in `options` is missing or of another type
/// @throws {Error} where a name or pattern in `options` can't be used; the message says which, and why
#[wasm_bindgen(unchecked_return_type = "Annotations")]
pub fn annotate(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
    #[wasm_bindgen(js_name = onProgress, unchecked_optional_param_type = "(done: number) => void")]
    on_progress: JsValue,
) -> Result<JsValue, JsValue> {
    let text = string(&text, "annotate")?;
    let options = options_from_js(&options)?;
    let on_progress = function_or_nothing(on_progress, "onProgress")?;
    let tell = |done: f64| match &on_progress {
        Some(told) => told.call1(&JsValue::UNDEFINED, &done.into()).map(drop),
        None => Ok(()),
    };
    let mut told = Ok(());
    let found = crate::annotate_with_progress(&text, &options, |done| {
        if told.is_ok() {
            told = tell(done * BEFORE_OBJECTS);
        }
    });
    told?;
    let objects = to_js(&found.to_utf16(&text))?;
    tell(1.0)?;
    Ok(objects)
}

/// The share of the work that is done before JavaScript's objects are made, measured on texts of 1 MB.
const BEFORE_OBJECTS: f64 = 0.85;

/// Writes a text and its annotations, corrected or not, in another format. Offsets in it count UTF-16 code units, but
/// code points in `web-annotation`, as that format wants them.
///
/// @throws {TypeError} where a value is missing or of another type; the message says which
/// @throws {Error} where the annotations don't fit the text
#[wasm_bindgen(js_name = exportAs, unchecked_return_type = "string")]
pub fn export_as(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Annotations")] annotations: JsValue,
    #[wasm_bindgen(unchecked_param_type = "ExportFormat")] format: JsValue,
) -> Result<JsValue, JsValue> {
    let text = string(&text, "exportAs")?;
    let annotations = annotations_from_js(&annotations)?;
    let annotations = export::to_bytes(&text, annotations, Unit::Utf16).map_err(error)?;
    match format.as_string().as_deref() {
        Some("html") => Ok(export::html::page(&text, &annotations, None).into()),
        Some("markdown") => Ok(export::markdown::who_said_what(&text, &annotations).into()),
        Some("csv") => Ok(export::csv::quotations(&text, &annotations, Unit::Utf16).into()),
        Some("json") => export::json::with_document(&text, &annotations, Unit::Utf16, |document| json(document)),
        Some("web-annotation") => {
            export::web_annotation::with_collection(&text, &annotations, None, |collection| json(collection))
        }
        Some(other) => Err(type_error(format!("format is \"{other}\", not one of {FORMATS}"))),
        None => Err(type_error(format!("format must be a string, one of {FORMATS}, not {}", type_name(&format)))),
    }
}

/// Writes a value as JSON, by JavaScript's own writer: the library's would be some kilobytes more to download.
fn json(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let object = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    JSON::stringify_with_replacer_and_space(&object, &JsValue::NULL, &2.into()).map(JsValue::from)
}

/// Opens what `exportAs(…, "json")` or the command line wrote.
///
/// @throws {Error} where it is no such document, or its annotations don't fit its text; the message says why
#[wasm_bindgen(js_name = openDocument, unchecked_return_type = "OpenedDocument")]
pub fn open_document(#[wasm_bindgen(unchecked_param_type = "string")] json: JsValue) -> Result<JsValue, JsValue> {
    must_be_string(&json, "openDocument")?;
    // The page's own reader of JSON is there already; the library's would be 10 KB more to download.
    let document = parse_json(&JsString::from(json).trim_start())
        .map_err(|wrong| error(format!("this is not a Whosaid document: {}", message(&wrong))))?;
    let (text, annotations) = export::json::read(Value(document)).map_err(error)?;
    let opened = Opened { text: &text, annotations: &annotations.to_utf16(&text).0 };
    Ok(opened.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

#[derive(Serialize)]
struct Opened<'t> {
    text: &'t str,
    annotations: &'t Annotations,
}

/// The formats that `exportAs` writes.
const FORMATS: &str = "html, markdown, csv, json, web-annotation";

/// What `exportAs` writes.
#[derive(Debug, Clone, Copy, Serialize, Tsify)]
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

#[wasm_bindgen(typescript_custom_section)]
const KNOWN_NAME: &str = r#"
/**
 * A name to find: by its words, or by a regular expression in the syntax of Rust's crate `regex` ("ICC-\\d{2}/\\d{2}"). A match
 * of a pattern counts where it begins and ends with a word or sign, and is at most 256 bytes long.
 */
export type KnownName = ({ text: string } | { pattern: string }) & {
    /** What it names. */
    kind: EntityKind;
    /** The name of the entity behind it, where several texts name one: "MbS" and "the crown prince". */
    entity?: string;
};
"#;

/// Annotations as JavaScript sees them: plain objects and arrays.
pub fn to_js(Utf16Annotations(found): &Utf16Annotations) -> Result<JsValue, JsValue> {
    Ok(found.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Reads annotations, or says which of their values is missing or of another type.
fn annotations_from_js(value: &JsValue) -> Result<Annotations, JsValue> {
    if !value.is_object() {
        return Err(type_error(format!("annotations must be an object, not {}", type_name(value))));
    }
    Value(value.clone()).read().map_err(|error| wrong_annotations(value, &error))
}

/// The error of annotations that can't be read. The reader doesn't say which item was wrong: so each item is read again
/// by itself.
fn wrong_annotations(value: &JsValue, error: &Wrong) -> JsValue {
    let wrong = |list: &str, item: JsValue| match list {
        "mentions" => Value(item).read::<Mention>().err(),
        "entities" => Value(item).read::<Entity>().err(),
        "quotations" => Value(item).read::<Quotation>().err(),
        _ => Value(item).read::<Paragraph>().err(),
    };
    for list in ["mentions", "entities", "quotations", "paragraphs"] {
        let items = Reflect::get(value, &list.into()).unwrap_or_default();
        if items.is_undefined() {
            continue;
        }
        let Ok(items) = items.clone().dyn_into::<Array>() else {
            return type_error(format!("annotations.{list} must be a list, not {}", type_name(&items)));
        };
        for (i, item) in items.iter().enumerate() {
            if let Some(error) = wrong(list, item) {
                return wrong_value(&format!("annotations.{list}[{i}]"), &error);
            }
        }
    }
    wrong_value("annotations", error)
}

/// The error of a value at `place` that can't be read.
fn wrong_value(place: &str, error: &Wrong) -> JsValue {
    let problem = error.to_string();
    type_error(match problem.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        Some(field) => format!("{place}.{field} is missing"),
        None => format!("{place}: {problem}"),
    })
}

/// Reads options, or says what is wrong with them.
fn options_from_js(options: &JsValue) -> Result<Options, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(Options::default());
    }
    let read = Options::read(Value(options.clone()));
    read.map_err(type_error)?.map_err(|wrong| if wrong.is_type { type_error(wrong) } else { error(wrong) })
}

#[wasm_bindgen]
extern "C" {
    type TextEncoder;
    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsValue) -> Uint8Array;
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(json: &JsString) -> Result<JsValue, JsValue>;
}

/// Reads the argument of `function`, which must be a string.
fn string(value: &JsValue, function: &str) -> Result<String, JsValue> {
    must_be_string(value, function)?;
    utf8(value)
}

fn must_be_string(value: &JsValue, function: &str) -> Result<(), JsValue> {
    if value.is_string() {
        return Ok(());
    }
    Err(type_error(format!("{function} needs a string, not {}", type_name(value))))
}

/// Reads an argument, called `name`, that is a function or not given.
fn function_or_nothing(value: JsValue, name: &str) -> Result<Option<Function>, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let wrong = |value: JsValue| type_error(format!("{name} must be a function, not {}", type_name(&value)));
    value.dyn_into().map(Some).map_err(wrong)
}

/// The name of a value's type.
fn type_name(value: &JsValue) -> String {
    if value.is_null() { "null".into() } else { value.js_typeof().as_string().unwrap_or_default() }
}

/// The text of a string. JavaScript encodes it, so that its length in bytes is known beforehand: `as_string` takes room
/// for three bytes a letter and gives back what was too much, but WebAssembly's memory never shrinks.
fn utf8(string: &JsValue) -> Result<String, JsValue> {
    String::from_utf8(TextEncoder::new().encode(string).to_vec()).map_err(error)
}

/// The message of an error that JavaScript threw.
fn message(error: &JsValue) -> String {
    error.dyn_ref::<Error>().map_or_else(String::new, |error| error.message().into())
}

fn error(message: impl std::fmt::Display) -> JsValue {
    Error::new(&message.to_string()).into()
}

fn type_error(message: impl std::fmt::Display) -> JsValue {
    TypeError::new(&message.to_string()).into()
}
