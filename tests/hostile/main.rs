//! Tests with hostile text: none makes the library crash, hang, or give spans of the wrong characters.

#![cfg(not(target_arch = "wasm32"))]

#[cfg(feature = "cli")]
mod command;
#[path = "../invariants/mod.rs"]
mod invariants;
mod patterns;
mod properties;
mod size;
mod texts;
mod unicode;
