//! Reads any JSON as a user's own names, and looks for them in any text. The input is the options, a NUL, and the text.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use whosaid::Options;

libfuzzer_sys::fuzz_target!(|input: &str| {
    let (json, text) = input.split_once('\0').unwrap_or((input, "Ana Ruiz said it."));
    let Ok(options) = serde_json::from_str::<Options>(json) else { return };
    let json = serde_json::to_string(&options).expect("options are JSON");
    assert_eq!(serde_json::from_str::<Options>(&json).ok().as_ref(), Some(&options), "{json}");
    let found = whosaid::annotate_with(text, &options);
    invariants::annotations_with(text, &found, &options);
    invariants::units(text, &found);
});
