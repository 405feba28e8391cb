//! The export formats, on annotations built by hand.

#![cfg(not(target_arch = "wasm32"))]

mod any;
mod csv;
mod fixtures;
mod html;
mod json;
mod markdown;
mod shapes;
mod web_annotation;
