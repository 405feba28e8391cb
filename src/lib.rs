//! Whosaid reads a news article and says **who said what**: every quotation, the person or body that
//! said it, and every name in the text. It runs wherever Rust or WebAssembly runs, and needs no network.
//!
//! ```text
//! text → tokens → paragraphs → quotation marks → sentences      text
//!                        └→ tags → dependencies                  syntax
//!                              └→ names                          names
//!                                   └→ cues → sources, contents  quotations
//!                                        └→ entities → speakers  coreference
//!                                              └→ Annotations → other units, other formats
//! ```
//!
//! Each stage is a total function of the earlier results and changes none of them.
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
//! In WebAssembly the library has its JavaScript face with it, module `wasm`. The models are part of the library, which is 4 MB
//! there, a good part zeros: 1.2 MB with gzip.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod annotations;
pub mod coreference;
#[cfg(feature = "train")]
pub mod corpora;
#[cfg(feature = "dom")]
pub mod dom;
pub mod export;
pub mod incremental;
pub mod learned;
mod lexicon;
pub mod names;
mod pipeline;
pub mod quotations;
pub mod rules;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use annotations::{
    Annotations, Entity, Language, Mention, Paragraph, ParagraphRole, Pronoun, Quotation, QuotationKind,
};
pub use coreference::Form;
pub use names::{EntityKind, Options};
pub use pipeline::Session;
pub use quotations::Act;

pub use text::Span;

/// Annotates `text`. Total: any text gives an answer. Offsets are bytes.
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
/// use whosaid::{EntityKind, Options, names::KnownName};
///
/// let known = KnownName::text("MbV", EntityKind::Person).of_entity("Mark ben Vries");
/// let docket = KnownName::pattern(r"ICC-\d{2}/\d{2}", EntityKind::Other);
/// let options = Options { names: vec![known, docket], ignore: vec![] };
/// let found = whosaid::annotate_with("The plan is dead, MbV said.", &options);
/// assert_eq!(found.entities[found.quotations[0].speakers[0]].name, "Mark ben Vries");
/// ```
pub fn annotate_with(text: &str, options: &Options) -> Annotations {
    pipeline::annotate_once(text, options)
}
