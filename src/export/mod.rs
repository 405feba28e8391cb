//! Annotations in the formats that other programs, and people, read.
//!
//! Each format is a pure function of the text and its [`Annotations`](crate::Annotations), used by the page and the
//! command line alike. Annotations that did not come straight from [`annotate`](crate::annotate) go through [`check`]
//! first, or through [`to_bytes`], which includes it: every format relies on spans that lie in the text and ids that
//! resolve, and panics where they do not.
//!
//! | format | for |
//! |---|---|
//! | [`json`] | programs; with the text in it, to be opened again |
//! | [`jsonl`] | many texts |
//! | [`csv`] | a spreadsheet of the quotations |
//! | [`markdown`] | notes: who said what, by speaker |
//! | [`html`] | reading and printing: the text with its quotations marked |
//! | [`web_annotation`] | annotation tools that speak the W3C's model |
//!
//! ```
//! use whosaid::export::{Unit, csv, json};
//!
//! let text = "“We will rebuild,” said Ana Ruiz.";
//! let annotations = whosaid::annotate(text);
//! let spreadsheet = csv::quotations(text, &annotations, Unit::Chars);
//!
//! // A document holds the text and what was found in it, and can be opened again.
//! let document = json::document(text, &annotations, Unit::Utf16);
//! assert_eq!(json::parse(&document)?, (text.to_owned(), annotations));
//! # Ok::<(), whosaid::export::Invalid>(())
//! ```

use crate::Quotation;
use crate::text::one_line;

mod cast;
mod check;
pub mod csv;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod markdown;
mod segments;
mod units;
pub mod web_annotation;

pub use cast::{Speaker, cast, names_of_speakers, places};
pub use check::{Invalid, MOST_AT_ONE_PLACE, check};
pub use segments::{Segment, segments};
pub use units::{Unit, to_bytes};

/// The confidence below which a quotation is shown as unsure.
pub const UNSURE_BELOW: f32 = 0.5;

/// The words of a quotation on one line: white space made single spaces, `…` where it is interrupted. Parts with
/// nothing but white space between them, as its paragraphs, are joined by a space.
pub fn words(text: &str, quotation: &Quotation) -> String {
    let mut words = String::new();
    for (part, span) in quotation.content.iter().enumerate() {
        if let Some(before) = part.checked_sub(1).map(|part| quotation.content[part]) {
            let adjacent = text.get(before.end..span.start).is_some_and(|between| between.trim().is_empty());
            words.push_str(if adjacent { " " } else { " … " });
        }
        words.push_str(&one_line(span.of(text)));
    }
    words
}

/// The words that report a quotation, source and cue, as they stand in the text: "said Ms Ortiz".
fn reported(text: &str, quotation: &Quotation) -> String {
    match (quotation.source, quotation.cue) {
        (Some(source), Some(cue)) => {
            let (first, last) = if source <= cue { (source, cue) } else { (cue, source) };
            if last.start <= first.end + " ".len() {
                one_line(first.cover(last).of(text))
            } else {
                format!("{} … {}", one_line(first.of(text)), one_line(last.of(text)))
            }
        }
        (one, other) => one.or(other).map_or(String::new(), |span| one_line(span.of(text))),
    }
}

/// The words that stand for the speaker where the text names nobody.
pub const NOBODY: &str = "Nobody named";

/// What sort of quotation it is, in words: "direct", or "indirect, thought, denied".
fn nature(quotation: &Quotation) -> String {
    let thought = if quotation.act == crate::Act::Thought { ", thought" } else { "" };
    let denied = if quotation.denied { ", denied" } else { "" };
    format!("{}{thought}{denied}", kind(quotation))
}

fn kind(quotation: &Quotation) -> &'static str {
    match quotation.kind {
        crate::QuotationKind::Direct => "direct",
        crate::QuotationKind::Mixed => "mixed",
        crate::QuotationKind::Indirect => "indirect",
    }
}

fn act(quotation: &Quotation) -> &'static str {
    match quotation.act {
        crate::Act::Speech => "speech",
        crate::Act::Thought => "thought",
    }
}

/// The confidence of a quotation, in words: "93% sure"; "100% sure" only where there is no doubt at all.
fn percent(quotation: &Quotation) -> String {
    let percent = (100.0 * quotation.confidence).round() as u32;
    format!("{}% sure", if quotation.confidence < 1.0 { percent.min(99) } else { 100 })
}

/// Writes a confidence in thousandths, with no more digits than it needs: "0.93", "1.0". It does without the standard
/// library's code that writes any float.
fn digits(confidence: f32) -> String {
    let thousandths = (1000.0 * f64::from(confidence)).round() as u32;
    let digits = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    let end = digits.trim_end_matches('0').len().max(3);
    digits[..end].to_owned()
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("no map here has keys that are not strings")
}
