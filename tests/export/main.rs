//! Tests of the export formats.

#![cfg(not(target_arch = "wasm32"))]

mod any;
mod csv;
mod fixtures;
mod html;
mod json;
mod markdown;
mod shapes;
mod web_annotation;
