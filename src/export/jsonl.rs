//! JSON Lines: a document a line, `{"id", "mentions", "entities", "quotations"}`.

use serde::Serialize;

use super::Unit;
use crate::Annotations;

#[derive(Serialize)]
struct Line<'a, I> {
    id: &'a I,
    #[serde(flatten)]
    annotations: &'a Annotations,
}

/// One line, without its line end. `id` is whatever the reader knows the text by; any JSON value will do.
///
/// # Panics
/// Where serializing `id` fails, as a map does whose keys are not strings.
pub fn line(id: &impl Serialize, text: &str, annotations: &Annotations, unit: Unit) -> String {
    let annotations = &*unit.count(text, annotations);
    serde_json::to_string(&Line { id, annotations }).expect("the id is a JSON value")
}
