//! Opens any text as a JSON document. It is either refused, or every format can be written from it.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use whosaid::export::{check, json};

libfuzzer_sys::fuzz_target!(|json: &str| {
    let Ok((text, annotations)) = json::parse(json) else { return };
    assert_eq!(check(&text, &annotations), Ok(()));
    invariants::exports(&text, &annotations);
});
