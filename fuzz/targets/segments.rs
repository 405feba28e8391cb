//! Splits any text into tokens, paragraphs, sentences and quotation marks, and checks what must always hold.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| invariants::document(text));
