//! Annotates any text, and checks the result in every unit of offsets and every export format.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::whole(text);
});
