//! Whosaid reads a news article and says **who said what**: every quotation, the person or body that
//! said it, and every name in the text. It runs wherever Rust or WebAssembly runs, and needs no network.
//!
//! # How it works
//!
//! A text goes through stages. Each is a total function of the results before it, and changes none of them.
//!
//! ```text
//! text → reading copy → tokens → paragraphs → quotation marks → sentences    text
//!     → parts of speech                                                      syntax
//!         → names, dates, sums                                               names
//!             → reporting words → sources and contents of attributions       quotations
//!                 → mentions → entities → speakers                           coreference
//!                     → Annotations                                          annotations
//! ```
//!
//! - `text` makes of what somebody pasted what a reader reads, without line wrapping, mark-up and menus, and splits it.
//! - `syntax` gives each word its part of speech, by a linear model.
//! - `names` labels names with a small network, mends them by what the whole text says of the same words, and reads dates and
//!   sums with `regex`. What the caller knows better ([`Options`]) goes before.
//! - `quotations` labels reporting words ("said", "according to"), and for each the words that say who and the words that are
//!   reported, with a second network. Rules in a file each settle what is exact: marks that open must close.
//! - `coreference` gives every name, description and pronoun to an entity, and so every attribution its speakers.
//! - [`annotations`] is the result as plain data; [`export`] writes it in other formats.
//!
//! Under these lie `lexicon`, what is known of English words; [`rules`], the table of all rules with an example and an
//! explanation for each; and `learned`, which holds what the models have in common. `incremental` says what a [`Session`] keeps
//! from one text to the next. All of them are the crate's own: what a program can use is what this page lists.
//!
//! # Use
//!
//! One call, [`annotate`], gives plain data, [`Annotations`]; its spans are in bytes of the text.
//!
//! ```
//! let text = "The bridge is safe, the council said. “We checked it twice,” said Nora Lindqvist, an engineer.";
//! let found = whosaid::annotate(text);
//! for quotation in &found.quotations {
//!     let speaker = quotation.first_speaker().map_or("somebody", |id| &found.entities[id].name);
//!     println!("{speaker}: {} ({:?}, {:.0}%)", whosaid::export::words(text, quotation), quotation.kind, 100.0 * quotation.confidence);
//! }
//! # assert!(found.quotations.iter().any(|q| q.first_speaker().is_some_and(|id| found.entities[id].name == "Nora Lindqvist")));
//! ```
//!
//! [`export`] writes JSON, CSV, Markdown, HTML and Web Annotations; [`Annotations::to_utf16`] and [`Annotations::to_chars`]
//! give the offsets that JavaScript and Python slice by.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `cli` | the command `whosaid`: `cargo install whosaid --features cli` |
//! | `dom`, by default | module `dom`: the text of an element of a page, as a reader sees it, and ranges in it; in WebAssembly |
//! | `train` | the commands `train` and `accuracy`, and the module that reads corpora for them |
//!
//! In WebAssembly the library includes its interface for JavaScript, module `wasm`. The models are part of the library,
//! which is 2.5 MB there: 1.1 MB with gzip, 0.9 MB with Brotli.
//!
//! The feature `internals` is for the tests and tools of this crate: it shows the stages, and promises nothing.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Some items in the stages are there only for the commands `train` and `accuracy`, for tests and benches.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unused_imports))]

pub mod annotations;
#[cfg(feature = "train")]
pub mod corpora;
#[cfg(feature = "dom")]
pub mod dom;
pub mod export;
mod lexicon;
mod pipeline;
pub mod rules;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

// The stages: the crate's own. With the feature `internals`, its commands, tests and benches see them; it promises nothing.
#[cfg(not(feature = "internals"))]
mod coreference;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod coreference;
#[cfg(not(feature = "internals"))]
mod incremental;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod incremental;
#[cfg(not(feature = "internals"))]
mod learned;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod learned;
#[cfg(not(feature = "internals"))]
mod names;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod names;
#[cfg(not(feature = "internals"))]
mod quotations;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod quotations;
#[cfg(not(feature = "internals"))]
mod syntax;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod syntax;
#[cfg(not(feature = "internals"))]
mod text;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod text;

pub use annotations::{
    Annotations, Entity, Language, Mention, Paragraph, ParagraphRole, Pronoun, Quotation, QuotationKind,
};
pub use coreference::Form;
pub use names::{EntityKind, KnownName, Matcher, Options, OptionsError};
pub use pipeline::Session;
pub use quotations::Act;
pub use text::Span;

/// Finds who said what in `text`. Any text gives an answer. Offsets are bytes.
///
/// ```
/// let text = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";
/// let found = whosaid::annotate(text);
/// let quotation = &found.quotations[0];
/// assert_eq!(quotation.content[0].of(text), "“We will rebuild the bridge,”");
/// assert_eq!(found.entities[quotation.speakers[0]].name, "Ana Ortiz");
/// ```
pub fn annotate(text: &str) -> Annotations {
    annotate_with(text, &Options::default())
}

/// Annotates `text` as [`annotate`] does, with names that the caller knows better.
///
/// ```
/// use whosaid::{EntityKind, KnownName, Options};
///
/// let known = KnownName::text("MbV", EntityKind::Person).of_entity("Mark ben Vries");
/// let docket = KnownName::pattern(r"ICC-\d{2}/\d{2}", EntityKind::Other);
/// let options = Options { names: vec![known, docket], ignore: vec![] };
/// let found = whosaid::annotate_with("The plan is dead, MbV said.", &options);
/// assert_eq!(found.entities[found.quotations[0].speakers[0]].name, "Mark ben Vries");
/// ```
pub fn annotate_with(text: &str, options: &Options) -> Annotations {
    pipeline::annotate_once(text, options, &mut |_| {})
}

/// Annotates `text` as [`annotate_with`] does, and calls `done` after each stage with the share of the work that is
/// done, from 0 to 1: for texts of megabytes.
///
/// ```
/// let mut told = vec![];
/// whosaid::annotate_with_progress("“Yes,” Ana Ortiz said.", &Default::default(), |done| told.push(done));
/// assert!(told.is_sorted() && told.first() == Some(&0.0) && told.last() == Some(&1.0));
/// ```
pub fn annotate_with_progress(text: &str, options: &Options, mut done: impl FnMut(f64)) -> Annotations {
    pipeline::annotate_once(text, options, &mut done)
}
