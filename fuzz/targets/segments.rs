//! Any text: tokens, paragraphs, sentences, quotation marks.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| invariants::document(text));
