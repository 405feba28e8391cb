//! JSON: the data contract as it stands.

use super::Unit;
use crate::Annotations;

/// `annotations` of `text` as one JSON object: `{"mentions", "entities", "quotations"}`.
pub fn annotations(text: &str, annotations: &Annotations, unit: Unit) -> String {
    let counted = unit.count(text, annotations);
    serde_json::to_string_pretty(&*counted).expect("annotations have no map with keys that are not strings")
}
