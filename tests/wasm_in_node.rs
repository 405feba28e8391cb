//! Runs the tests of `tests/wasm` in Node.

#![cfg(target_arch = "wasm32")]

mod wasm;
