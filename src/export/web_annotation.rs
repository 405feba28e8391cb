//! W3C Web Annotation (JSON-LD): an `AnnotationCollection` with an `Annotation` for each quotation.
//!
//! The model is <https://www.w3.org/TR/annotation-model/>. The target of an annotation is the quotation's content, one
//! target for each part where the reporting clause interrupts. Each is selected twice: by position, and by quoting it
//! with what stands before and after, so that it is found again when the text has changed a little. Positions are
//! Unicode code points, as the model says.
//!
//! The bodies say what is known of the quotation. Plain values are `TextualBody`s: each speaker (purpose
//! `identifying`), kind, act and, where the source denies it, `denied` (`classifying`), confidence (`assessing`), rule
//! and speaker rule (`describing`). Cue and source are places in the same text (purpose `describing`), selected in the
//! same way. The model has no terms for which is which: the property `role`, defined in the context as
//! `urn:x-whosaid:role`, says it.
//!
//! Identifiers must be IRIs. Pasted text has none, so it gets one computed from its characters: the same
//! text always has the same.

use serde::Serialize;

use super::{act, digits, kind, pretty};
use crate::text::offsets::OffsetMap;
use crate::{Annotations, Span};

/// How many characters of context a quoting selector has on either side.
const CONTEXT: usize = 32;

/// Writes the quotations of `text` as JSON-LD. `source` is the IRI of the text, if it has one.
pub fn collection(text: &str, annotations: &Annotations, source: Option<&str>) -> String {
    with_collection(text, annotations, source, |collection| pretty(collection))
}

/// Calls `write` with the quotations of `text` as one object, which is to be written as JSON.
pub(crate) fn with_collection<R>(
    text: &str,
    annotations: &Annotations,
    source: Option<&str>,
    write: impl FnOnce(&Collection) -> R,
) -> R {
    // Ids are always built on the text's own identifier: `source` may have a fragment, and an IRI has one at most.
    let base = &identifier(text);
    let places = Places { text, map: OffsetMap::to_chars(text), source: source.unwrap_or(base) };
    let items: Vec<Annotation> = annotations
        .quotations
        .iter()
        .enumerate()
        .map(|(index, quotation)| {
            let speakers = quotation.speakers.iter().map(|&id| annotations.entities[id].name.clone());
            let facts = [
                quotation.source.map(|span| Body::place("source", places.resource(span))),
                quotation.cue.map(|span| Body::place("cue", places.resource(span))),
                Some(Body::text("kind", "classifying", kind(quotation).to_owned())),
                Some(Body::text("act", "classifying", act(quotation).to_owned())),
                quotation.denied.then(|| Body::text("denied", "classifying", "denied".to_owned())),
                Some(Body::text("confidence", "assessing", digits(quotation.confidence))),
                Some(Body::text("rule", "describing", quotation.rule.clone())),
                quotation.speaker_rule.clone().map(|rule| Body::text("speaker-rule", "describing", rule)),
            ];
            let speakers = speakers.map(|name| Body::text("speaker", "identifying", name));
            Annotation {
                id: format!("{base}#quotation-{}", index + 1),
                r#type: "Annotation",
                motivation: "identifying",
                body: speakers.chain(facts.into_iter().flatten()).collect(),
                target: quotation.content.iter().map(|&span| places.resource(span)).collect(),
            }
        })
        .collect();
    write(&Collection {
        context: ("http://www.w3.org/ns/anno.jsonld", Context { role: "urn:x-whosaid:role" }),
        id: format!("{base}#quotations"),
        r#type: "AnnotationCollection",
        label: "Who said what",
        generator: Generator { r#type: "Software", name: concat!("Whosaid ", env!("CARGO_PKG_VERSION")) },
        total: items.len(),
        first: Page { id: format!("{base}#page-1"), r#type: "AnnotationPage", start_index: 0, items },
    })
}

/// An `AnnotationCollection` as it is written.
#[derive(Serialize)]
pub(crate) struct Collection<'a> {
    #[serde(rename = "@context")]
    context: (&'a str, Context<'a>),
    id: String,
    r#type: &'a str,
    label: &'a str,
    generator: Generator<'a>,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
struct Context<'a> {
    role: &'a str,
}

#[derive(Serialize)]
struct Generator<'a> {
    r#type: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    r#type: &'a str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'a str,
    motivation: &'a str,
    body: Vec<Body<'a>>,
    target: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    role: &'a str,
    purpose: &'a str,
    #[serde(flatten)]
    value: BodyValue<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BodyValue<'a> {
    Text { r#type: &'a str, format: &'a str, value: String },
    Place(Resource<'a>),
}

impl<'a> Body<'a> {
    fn text(role: &'a str, purpose: &'a str, value: String) -> Self {
        Body { role, purpose, value: BodyValue::Text { r#type: "TextualBody", format: "text/plain", value } }
    }

    fn place(role: &'a str, place: Resource<'a>) -> Self {
        Body { role, purpose: "describing", value: BodyValue::Place(place) }
    }
}

/// A place in the text.
#[derive(Serialize)]
struct Resource<'a> {
    r#type: &'a str,
    source: &'a str,
    selector: (Position<'a>, Quote<'a>),
}

#[derive(Serialize)]
struct Position<'a> {
    r#type: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quote<'a> {
    r#type: &'a str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

struct Places<'a> {
    text: &'a str,
    map: OffsetMap<'a>,
    source: &'a str,
}

impl<'a> Places<'a> {
    fn resource(&self, span: Span) -> Resource<'a> {
        let Span { start, end } = self.map.span(span);
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
        let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
        let exact = span.of(self.text);
        let position = Position { r#type: "TextPositionSelector", start, end };
        let quote = Quote { r#type: "TextQuoteSelector", exact, prefix, suffix };
        Resource { r#type: "SpecificResource", source: self.source, selector: (position, quote) }
    }
}

/// A UUID of version 8 (RFC 9562: the maker's own method) from the FNV-1a hash of the text. It tells texts apart, but
/// does not prove anything: somebody who tries can make two texts with the same identifier.
fn identifier(text: &str) -> String {
    let mut hash: u128 = 0x6c62272e07bb014262b821756295c58d;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000000001000000000000000000013b);
    }
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{hash:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
