//! A text put together from text nodes, and the way from each place in it to a node and back.
//!
//! The problem: what a reader sees is not what the nodes hold. White space collapses, also across nodes; blocks stand
//! apart although no character says so; soft hyphens hide. The method: a [`Builder`] is told, in reading order, of
//! nodes, gaps and generated marks, and lays white space as CSS does (CSS Text 3, "The White Space Processing Rules").
//! The builder makes a [`TextMap`]: the text and a list of *pieces*, stretches that are the same, unit for unit, in the
//! text and in one node. Every question about a place is a bisection of that list.
//!
//! This module knows nothing of a DOM, so that it can be tested and fuzzed anywhere: a node is the number that
//! [`Builder::text`] returned, an offset in it counts UTF-16 code units, as the DOM does.
//!
//! ```
//! use whosaid::dom::map::{Builder, Gap, Stretch, WhiteSpace};
//! use whosaid::Span;
//!
//! // <p>“We  <b>will</b>,”</p><p>she said.</p>
//! let mut page = Builder::default();
//! for data in ["“We  ", "will", ",”"] {
//!     page.text(data, WhiteSpace::Collapse);
//! }
//! page.gap(Gap::Blank);
//! let said = page.text("\n she said.", WhiteSpace::Collapse);
//! let map = page.finish();
//!
//! assert_eq!(map.text(), "“We will,”\n\nshe said.");
//! let start = map.text().find("said").unwrap();
//! let stretches: Vec<_> = map.stretches(Span::new(start, start + 4)).collect();
//! assert_eq!(stretches, [Stretch { node: said, start: 6, end: 10 }]);
//! assert_eq!(map.byte(map.utf16_of(said, 6)), start);
//! ```

mod builder;
#[cfg(test)]
mod pages;
mod text_map;

pub use builder::{Builder, Gap, WhiteSpace};
pub use text_map::{Stretch, TextMap};
