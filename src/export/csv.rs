//! CSV: a row for each quotation, for a spreadsheet.
//!
//! The format is RFC 4180: commas, `"` doubled inside quoted cells, lines that end in CR LF. A file begins with a byte
//! order mark, without which Excel takes UTF-8 for something else (Python reads it as `utf-8-sig`).
//!
//! **Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms; or, in
//! some, with a tab, a carriage return or another sign that it drops, and then one of them), and anybody may have
//! written the article. Such a cell gets an apostrophe in front, as OWASP advises: the spreadsheet then shows the text.
//!
//! What it gets wrong: where the system's list separator is a semicolon, Excel splits the rows at
//! semicolons if the file is opened by a double click; import it as comma-separated there.

use std::fmt::Write;

use super::{Unit, act, digits, kind, words};
use crate::Annotations;
use crate::text::one_line;

/// The names of the columns. `number` counts from 1, as in the other formats. `speakers` has semicolons between
/// several. `quotation` is on one line, with `…` where it is interrupted; `start` and `end` are those of its first and
/// its last part. Cells without a value are empty.
pub const COLUMNS: [&str; 13] = [
    "number",
    "speakers",
    "kind",
    "act",
    "denied",
    "quotation",
    "cue",
    "source",
    "confidence",
    "rule",
    "speaker_rule",
    "start",
    "end",
];

/// Writes the quotations of `text`, a row each, under a row of column names.
pub fn quotations(text: &str, annotations: &Annotations, unit: Unit) -> String {
    let counted = unit.count(text, annotations);
    let mut csv = String::from("\u{feff}");
    csv.push_str(&COLUMNS.join(","));
    csv.push_str("\r\n");
    for (index, (quotation, offsets)) in annotations.quotations.iter().zip(&counted.quotations).enumerate() {
        let part = |span: Option<crate::Span>| span.map_or(String::new(), |span| one_line(span.of(text)));
        let speakers: Vec<&str> = quotation.speakers.iter().map(|&id| &*annotations.entities[id].name).collect();
        let start = offsets.content.first().map_or(0, |span| span.start);
        let end = offsets.content.last().map_or(0, |span| span.end);
        let number = index + 1;
        // Writing to a string does not fail.
        let _ = write!(
            csv,
            "{number},{},{},{},{},{},{},{},{},{},{},{start},{end}\r\n",
            cell(&speakers.join("; ")),
            kind(quotation),
            act(quotation),
            quotation.denied,
            cell(&words(text, quotation)),
            cell(&part(quotation.cue)),
            cell(&part(quotation.source)),
            digits(quotation.confidence),
            cell(&quotation.rule),
            cell(quotation.speaker_rule.as_deref().unwrap_or_default()),
        );
    }
    csv
}

/// Writes `text` as a cell, so that nothing in it ends the cell, and it is no formula.
fn cell(text: &str) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // A spreadsheet may drop white space, controls, and characters without width.
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let runs = text.starts_with(FORMULA) || text.trim_start_matches(unseen).starts_with(FORMULA);
    let apostrophe = if runs { "'" } else { "" };
    if text.contains([',', ';', '"', '\r', '\n', '\t', '\'']) || !apostrophe.is_empty() {
        format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
