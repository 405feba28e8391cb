//! JSON: the data contract as it stands; and a document, which holds the text as well and can be opened
//! again.
//!
//! A document is the data contract and three fields more:
//!
//! ```json
//! { "whosaid": 1, "offsets": "utf16", "text": "…", "mentions": [], "entities": [], "quotations": [] }
//! ```
//!
//! `whosaid` is the version of the format: a reader refuses a higher one than it knows. `offsets` says what
//! the offsets count: `"bytes"`, `"utf16"` or `"chars"`. Whatever reads the data contract reads a document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Invalid, Unit, pretty, to_bytes};
use crate::{Annotations, Entity, Mention, Quotation};

/// The version of the document format that is written, and the highest that is read.
const VERSION: u64 = 1;

/// `annotations` of `text` as one JSON object, `{"mentions", "entities", "quotations"}`.
pub fn annotations(text: &str, annotations: &Annotations, unit: Unit) -> String {
    pretty(&*unit.count(text, annotations))
}

/// `text` and its `annotations` as one JSON object, which [`parse`] reads.
pub fn document(text: &str, annotations: &Annotations, unit: Unit) -> String {
    let Annotations { mentions, entities, quotations } = &*unit.count(text, annotations);
    pretty(&Written { whosaid: VERSION, offsets: unit, text, mentions, entities, quotations })
}

/// Reads what [`document`] wrote: the text, and annotations whose offsets are bytes and which pass [`check`](super::check()).
/// Fields that it does not know are ignored.
pub fn parse(json: &str) -> Result<(String, Annotations), Invalid> {
    let json = json.trim_start_matches('\u{feff}');
    let read: Read =
        serde_json::from_str(json).map_err(|error| Invalid(format!("this is not a Whosaid document: {error}")))?;
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
    let annotations = Annotations { mentions: read.mentions, entities: read.entities, quotations: read.quotations };
    let annotations = to_bytes(&text, annotations, unit)?;
    Ok((text.into_owned(), annotations))
}

#[derive(Serialize)]
struct Written<'a> {
    whosaid: u64,
    offsets: Unit,
    text: &'a str,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    quotations: &'a [Quotation],
}

/// The fields that only a document has are optional here, so that something else gets a better message.
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
}
