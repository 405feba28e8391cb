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

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod annotations;
pub mod coreference;
#[cfg(feature = "train")]
pub mod corpora;
#[cfg(feature = "dom")]
pub mod dom;
pub mod export;
pub mod learned;
pub mod names;
pub mod quotations;
mod session;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use annotations::{Annotations, Entity, Mention, Quotation, QuotationKind};
pub use coreference::Form;
pub use names::{EntityKind, Options};
pub use quotations::Act;
pub use session::Session;
pub use text::Span;

/// Annotates `text`. Total: any text gives an answer. Offsets are bytes.
///
/// ```
/// let text = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";
/// let found = whosaid::annotate(text);
/// let quotation = &found.quotations[0];
/// assert_eq!(quotation.content[0].of(text), "“We will rebuild the bridge,”");
/// assert_eq!(found.entities[quotation.speaker.unwrap()].name, "Ana Ortiz");
/// ```
pub fn annotate(text: &str) -> Annotations {
    annotate_with(text, &Options::default())
}

/// Annotates `text` as [`annotate`] does, with names that the caller knows better.
///
/// ```
/// use whosaid::{EntityKind, Options, names::KnownName};
///
/// let known = KnownName { text: "MbV".into(), kind: EntityKind::Person, entity: Some("Mark ben Vries".into()) };
/// let options = Options { names: vec![known], ignore: vec![] };
/// let found = whosaid::annotate_with("The plan is dead, MbV said.", &options);
/// assert_eq!(found.entities[found.quotations[0].speaker.unwrap()].name, "Mark ben Vries");
/// ```
pub fn annotate_with(text: &str, options: &Options) -> Annotations {
    session::annotate_once(text, options)
}
