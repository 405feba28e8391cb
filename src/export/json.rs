//! JSON: the data contract as it is; and a document, which holds the text as well and can be opened again.
//!
//! Both say the `version` of the contract, which is 2. A document has three fields more:
//!
//! ```json
//! { "whosaid": 2, "version": 2, "offsets": "utf16", "text": "…", "mentions": [], "entities": [], "quotations": [],
//!   "paragraphs": [], "language": "en" }
//! ```
//!
//! `whosaid` marks a document. It repeats the version, in the field that readers of version 1 look at: a reader refuses
//! a higher version than it knows. `offsets` says what the offsets count: `"bytes"`, `"utf16"` or `"chars"`. Whatever
//! reads the data contract reads a document.
//!
//! Version 1 is read too: its quotations have one `speaker` or null, and a `rule` in which "; " stands before the rule
//! of the speaker. It has no fields for paragraphs and language; both are found anew in the text.

use std::borrow::Cow;
use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Invalid, Unit, pretty, to_bytes};
use crate::annotations::{self, Language, Paragraph};
use crate::text::layout::ReadingCopy;
use crate::text::{Document, language};
use crate::{Annotations, Entity, Mention, Quotation};

/// The version of the document format that is written, and the highest that is read.
const VERSION: u64 = 2;

/// Writes `annotations` of `text` as one JSON object: `version` and the fields of [`Annotations`].
pub fn annotations(text: &str, annotations: &Annotations, unit: Unit) -> String {
    #[derive(Serialize)]
    struct Versioned<'a> {
        version: u64,
        #[serde(flatten)]
        annotations: &'a Annotations,
    }
    pretty(&Versioned { version: VERSION, annotations: &unit.count(text, annotations) })
}

/// Writes `text` and its `annotations` as one JSON object, which [`parse`] reads.
pub fn document(text: &str, annotations: &Annotations, unit: Unit) -> String {
    with_document(text, annotations, unit, |document| pretty(document))
}

/// Calls `write` with `text` and its `annotations` as one object, which is to be written as JSON.
pub(crate) fn with_document<R>(
    text: &str,
    annotations: &Annotations,
    unit: Unit,
    write: impl FnOnce(&Written) -> R,
) -> R {
    let counted = &*unit.count(text, annotations);
    let Annotations { mentions, entities, quotations, paragraphs, language } = counted;
    let (whosaid, version, offsets, language) = (VERSION, VERSION, unit, *language);
    write(&Written { whosaid, version, offsets, text, mentions, entities, quotations, paragraphs, language })
}

/// Reads what [`document`] wrote: the text, and annotations whose offsets are bytes and which pass
/// [`check`](super::check()). Unknown fields are ignored.
pub fn parse(json: &str) -> Result<(String, Annotations), Invalid> {
    let mut reader = serde_json::Deserializer::from_str(json.trim_start_matches('\u{feff}'));
    let document = read(&mut reader)?;
    reader.end().map_err(|error| no_document(&error))?;
    Ok(document)
}

/// The error of something that can't be read as a document.
fn no_document(error: &dyn Display) -> Invalid {
    Invalid(format!("this is not a Whosaid document: {error}"))
}

/// Reads a document from whatever holds its fields, as [`parse`] does from JSON.
pub(crate) fn read<'de, D>(document: D) -> Result<(String, Annotations), Invalid>
where
    D: Deserializer<'de, Error: Display>,
{
    let read = Read::deserialize(document).map_err(|error| no_document(&error))?;
    match read.whosaid {
        None => return Err(Invalid("this is not a Whosaid document: it has no field `whosaid`".to_owned())),
        Some(version) if version > VERSION => {
            return Err(Invalid(format!(
                "this document was written by a newer Whosaid (format {version}; this one reads {VERSION})"
            )));
        }
        Some(_) => {}
    }
    let (Some(text), Some(unit)) = (read.text, read.offsets) else {
        return Err(Invalid("this document cannot be opened: it lacks `text` or `offsets`".to_owned()));
    };
    let Read { mentions, entities, quotations, paragraphs, language, .. } = read;
    let is_complete = paragraphs.is_some() && language.is_some();
    let (paragraphs, language) = (paragraphs.unwrap_or_default(), language.unwrap_or_default());
    let annotations = Annotations { mentions, entities, quotations, paragraphs, language };
    let mut annotations = to_bytes(&text, annotations, unit)?;
    if !is_complete {
        let copy = ReadingCopy::new(&text);
        annotations.paragraphs = annotations::paragraphs(&copy);
        annotations.language = language::language(&Document::new(&copy.text));
    }
    Ok((text.into_owned(), annotations))
}

/// A text and its annotations, as they are written.
#[derive(Serialize)]
pub(crate) struct Written<'a> {
    whosaid: u64,
    version: u64,
    offsets: Unit,
    text: &'a str,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    quotations: &'a [Quotation],
    paragraphs: &'a [Paragraph],
    language: Language,
}

/// A document as it is read. The fields that only a document has are optional here, so that other JSON gets a better
/// message.
#[derive(Deserialize)]
struct Read<'a> {
    whosaid: Option<u64>,
    offsets: Option<Unit>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(default)]
    mentions: Vec<Mention>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    quotations: Vec<Quotation>,
    paragraphs: Option<Vec<Paragraph>>,
    language: Option<Language>,
}
