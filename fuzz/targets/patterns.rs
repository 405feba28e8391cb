//! Takes any regular expression as a user's own pattern, and looks for it in any text. The input is the pattern, a NUL, and the text. A
//! pattern is either refused with a message, or what it finds are names like any other.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use whosaid::{EntityKind, Options, names::KnownName};

libfuzzer_sys::fuzz_target!(|input: &str| {
    let (pattern, text) = input.split_once('\0').unwrap_or((input, "Case ICC-01/04, Ana Ruiz said."));
    let known = KnownName::pattern(pattern, EntityKind::Other).of_entity("The case");
    let json = serde_json::to_string(&Options { names: vec![known], ignore: vec![] }).expect("options are JSON");
    // The options are read from JSON, as a program gives them, because that checks the patterns.
    let Ok(options) = serde_json::from_str::<Options>(&json) else { return };
    let found = whosaid::annotate_with(text, &options);
    invariants::annotations_with(text, &found, &options);
    invariants::units(text, &found);
    assert_eq!(whosaid::annotate_with(text, &options), found, "{input:?}");
});
