//! Sessions for JavaScript, and a quick way to hand over their annotations.
//!
//! `annotate` hands its result over by `serde-wasm-bindgen`, which makes each object from Rust, field by field. A
//! session hands over a result at each keystroke. So its annotations cross as one array of numbers and one string, and
//! `packed.js` makes the objects. For an article of 19 KB, in Node, a keystroke takes 3.4 ms of processor time with it;
//! field by field would take some 1.6 ms more (a full run by way of a new session takes 11.4 ms, by `annotate` 12.9
//! ms). `tests/wasm/packed.rs` makes sure that both ways give the same, and measures the two alone.

use js_sys::JsString;
use rustc_hash::FxHashMap;
use wasm_bindgen::prelude::*;

use super::{must_be_string, options_from_js, utf8};
use crate::annotations::{Annotations, Entity, Mention, Paragraph, Utf16Annotations};
use crate::text::Span;
use crate::text::offsets::OffsetMap;

/// Annotates a text that changes. Gives the same answers as `annotate`, but sooner from the second time on, as what the
/// edit left alone is not read again.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    session: crate::Session,
    /// The text of the last call, as JavaScript gave it; `text` is the same text in UTF-8.
    came: JsString,
    text: String,
}

#[wasm_bindgen]
impl Session {
    /// A session for one text, which is annotated after each edit.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        Session::default()
    }

    /// Finds who said what in the text as it is now. See `annotate`.
    ///
    /// @throws {TypeError} where `text` is not a string, or something in `options` is missing or of another type
    /// @throws {Error} where a name or pattern in `options` can't be used; the message says which, and why
    #[wasm_bindgen(unchecked_return_type = "Annotations")]
    pub fn annotate(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.take(text)?;
        let options = options_from_js(&options)?;
        Ok(packed(&self.session.annotate(&self.text, &options).to_utf16(&self.text)))
    }
}

impl Session {
    /// Takes over the text as it is now. Only what differs from the text of the last call is copied from JavaScript;
    /// finding it takes a tenth of the time that copying all of the text would.
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

#[wasm_bindgen(module = "/src/wasm/packed.js")]
extern "C" {
    #[wasm_bindgen(js_name = annotations)]
    fn objects(numbers: &[u32], strings: &str) -> JsValue;

    /// How many UTF-16 code units two texts share at their starts, and at their ends.
    fn shared(before: &JsString, now: &JsString) -> Vec<u32>;
}

/// Annotations as `to_js` makes them, by way of `packed.js`: one call with all numbers and all strings in a row.
pub fn packed(Utf16Annotations(found): &Utf16Annotations) -> JsValue {
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
