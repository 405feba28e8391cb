//! W3C Web Annotation (JSON-LD): an `AnnotationCollection` with an `Annotation` for each quotation.
//!
//! <https://www.w3.org/TR/annotation-model/>. The target of an annotation is the quotation's content, one
//! target for each part where the reporting clause interrupts. Each is selected twice, by position and by
//! quoting it with what stands before and after; so that it is found again when the text has changed a
//! little. Positions are Unicode code points, as the model says.
//!
//! The bodies say what is known of it. Plain values are `TextualBody`s: the speaker (purpose `identifying`),
//! kind and act (`classifying`), confidence (`assessing`) and rule (`describing`). Cue and source are places
//! in the same text (purpose `describing`), selected in the same way. The model has no terms for which is
//! which: the property `role`, defined in the context as `urn:x-whosaid:role`, says it.
//!
//! Identifiers must be IRIs. Pasted text has none, so it gets one computed from its characters: the same
//! text always has the same.

use serde_json::{Value, json};

use super::{act, kind};
use crate::text::offsets::OffsetMap;
use crate::{Annotations, Span};

/// How many characters of context a quoting selector has on either side.
const CONTEXT: usize = 32;

/// The quotations of `text`. `source` is the IRI of the text, if it has one.
pub fn collection(text: &str, annotations: &Annotations, source: Option<&str>) -> String {
    let text_id = source.map_or_else(|| identifier(text), str::to_owned);
    let place = Places { text, map: OffsetMap::to_chars(text), source: &text_id };
    // A source may have a fragment, and an IRI has one at most: ids are always built on the text's own.
    let base = identifier(text);
    let items: Vec<Value> = annotations
        .quotations
        .iter()
        .enumerate()
        .map(|(index, quotation)| {
            let mut body = Vec::new();
            if let Some(id) = quotation.speaker {
                body.push(value("speaker", "identifying", &annotations.entities[id].name));
            }
            if let Some(source) = quotation.source {
                body.push(place.body("source", source));
            }
            if let Some(cue) = quotation.cue {
                body.push(place.body("cue", cue));
            }
            body.push(value("kind", "classifying", kind(quotation)));
            body.push(value("act", "classifying", act(quotation)));
            body.push(value("confidence", "assessing", &quotation.confidence.to_string()));
            body.push(value("rule", "describing", &quotation.rule));
            json!({
                "id": format!("{base}#quotation-{}", index + 1),
                "type": "Annotation",
                "motivation": "identifying",
                "body": body,
                "target": quotation.content.iter().map(|&span| place.resource(span)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "role": "urn:x-whosaid:role" }],
        "id": format!("{base}#quotations"),
        "type": "AnnotationCollection",
        "label": "Who said what",
        "generator": { "type": "Software", "name": concat!("Whosaid ", env!("CARGO_PKG_VERSION")) },
        "total": items.len(),
        "first": {
            "id": format!("{base}#page-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    serde_json::to_string_pretty(&collection).expect("keys are strings")
}

fn value(role: &str, purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "role": role, "purpose": purpose, "format": "text/plain", "value": value })
}

/// Makes places in the text into resources.
struct Places<'a> {
    text: &'a str,
    map: OffsetMap<'a>,
    source: &'a str,
}

impl Places<'_> {
    fn resource(&self, span: Span) -> Value {
        let chars = self.map.span(span);
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
        let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
        json!({
            "type": "SpecificResource",
            "source": self.source,
            "selector": [
                { "type": "TextPositionSelector", "start": chars.start, "end": chars.end },
                { "type": "TextQuoteSelector", "exact": span.of(self.text), "prefix": prefix, "suffix": suffix },
            ],
        })
    }

    fn body(&self, role: &str, span: Span) -> Value {
        let mut resource = self.resource(span);
        resource["role"] = role.into();
        resource["purpose"] = "describing".into();
        resource
    }
}

/// A UUID of version 8 (RFC 9562: the maker's own method) from the FNV-1a hash of the text. It tells texts
/// apart; it proves nothing against somebody who looks for two with the same.
fn identifier(text: &str) -> String {
    let mut hash: u128 = 0x6c62272e07bb014262b821756295c58d;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000000001000000000000000000013b);
    }
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{hash:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
