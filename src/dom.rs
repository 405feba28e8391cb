//! The text of an element of a page as a reader sees it, and the way back from the text to the page:
//! for front ends in Rust, and for the custom element `<who-said>`. Needs the feature `dom`.
//!
//! The problem: annotations are spans of a text, a page is a tree. The method: walk the *flat tree* (open
//! shadow roots with what is slotted into them), ask the computed style of each element what it is, and
//! hand text and gaps to a [`map::Builder`], which lays white space; its [`map::TextMap`] then answers for
//! every offset in which node it is, and the other way round. It follows `innerText` (HTML Standard,
//! "The innerText getter"), with these differences, all for the sake of a text that is to be read:
//!
//! - every block stands apart by a blank line, so that a heading doesn't run into its paragraph;
//! - controls, SVG, and the small print over words (`<rt>`) are left out;
//! - text only for screen readers (a box of one pixel) is left out, and what a closed `<details>` holds;
//! - `<q>` has the marks that the browser draws;
//! - a drop cap (a floated letter or two) belongs to its word;
//! - letters are as written: `text-transform` is not applied.
//!
//! What it gets wrong: closed shadow roots, frames and generated content other than `<q>`'s can't be seen
//! from here; boxes that only their position tells apart (an `inline-block` beside another without a
//! space) run together; what is transparent, off the screen or under something else is read.
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # fn example(article: &web_sys::Element) -> Result<(), wasm_bindgen::JsValue> {
//! use whosaid::dom::ElementText;
//!
//! let page = ElementText::read(article, &Default::default())?;
//! for quotation in whosaid::annotate(page.text()).quotations {
//!     for range in quotation.content.iter().flat_map(|&span| page.ranges(span)) {
//!         // Give it to a Highlight, or ask it for its rectangles.
//!     }
//! }
//! # Ok(())
//! # }
//! ```

pub mod map;

#[cfg(target_arch = "wasm32")]
mod element_text;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod walk;

#[cfg(target_arch = "wasm32")]
pub use element_text::ElementText;
#[cfg(target_arch = "wasm32")]
pub use reading::Reading;
