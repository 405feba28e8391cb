//! The JavaScript face. It converts, and decides nothing.
//!
//! Text comes in as a JavaScript string. Lone surrogates in it are no Unicode text; each becomes U+FFFD,
//! which is one UTF-16 code unit like the surrogate, so that every offset still holds.
//! What goes out is plain objects and arrays, `null` where there is nothing, offsets in UTF-16 code units.
//! The TypeScript types are made from the Rust types themselves, by `tsify`.

use js_sys::TypeError;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::annotations::Utf16Annotations;

/// Finds who said what in a text. Offsets count UTF-16 code units: `text.slice(start, end)` is a span's text.
///
/// Any string gives an answer.
///
/// @throws {TypeError} where `text` is not a string
#[wasm_bindgen(unchecked_return_type = "Annotations")]
pub fn annotate(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Result<JsValue, JsValue> {
    let text = text.as_string().ok_or_else(|| not_a_string(&text))?;
    to_js(&crate::annotate(&text).to_utf16(&text))
}

/// Annotations as JavaScript sees them: plain objects and arrays.
pub fn to_js(annotations: &Utf16Annotations) -> Result<JsValue, JsValue> {
    const PLAIN: Serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(annotations.serialize(&PLAIN)?)
}

fn not_a_string(value: &JsValue) -> JsValue {
    let found = if value.is_null() { "null".into() } else { value.js_typeof().as_string().unwrap_or_default() };
    TypeError::new(&format!("annotate needs a string, not {found}")).into()
}
