//! JSON Lines: the annotations of one text a line,
//! `{"id", "mentions", "entities", "quotations", "paragraphs", "language"}`.

use serde::Serialize;

use super::Unit;
use crate::Annotations;

#[derive(Serialize)]
struct Line<'a, I> {
    id: &'a I,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(flatten)]
    annotations: &'a Annotations,
}

/// Writes the annotations of one text as a line of JSON, without its line end. `id` is whatever the reader knows the
/// text by; any JSON value will do.
///
/// # Panics
/// Where serializing `id` fails, as a map does whose keys are not strings.
pub fn line(id: &impl Serialize, text: &str, annotations: &Annotations, unit: Unit) -> String {
    write(&Line { id, text: None, annotations: &unit.count(text, annotations) })
}

/// Writes the annotations of one text as a line of JSON, with the text in it as field `text`, after the id.
///
/// # Panics
/// Where serializing `id` fails, as with [`line`](line()).
pub fn line_with_text(id: &impl Serialize, text: &str, annotations: &Annotations, unit: Unit) -> String {
    write(&Line { id, text: Some(text), annotations: &unit.count(text, annotations) })
}

fn write(line: &Line<impl Serialize>) -> String {
    serde_json::to_string(line).expect("the id is a JSON value")
}
