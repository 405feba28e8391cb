//! Markdown: who said what, by speaker, for notes.
//!
//! The format is CommonMark. What the article says stays text: whatever could be mark-up, HTML, a link or (on GitHub) a
//! formula is escaped.

use std::fmt::Write;

use super::{cast, nature, percent, reported, words};
use crate::Annotations;
use crate::text::one_line;

/// Writes a section for each speaker, with a list item for each quotation, numbered in the order of the text.
pub fn who_said_what(text: &str, annotations: &Annotations) -> String {
    let mut out = String::from("# Who said what\n");
    if annotations.quotations.is_empty() {
        out.push_str("\nNo quotation was found.\n");
    }
    for speaker in cast(annotations) {
        // Writing to a string does not fail.
        let _ = write!(out, "\n## {}\n\n", escape(speaker.name));
        for index in speaker.quotations {
            let quotation = &annotations.quotations[index];
            let reported = escape(&reported(text, quotation));
            let separator = if reported.is_empty() { "" } else { "; " };
            let _ = writeln!(
                out,
                "- **{}.** {} ({reported}{separator}{}, {})",
                index + 1,
                escape(&words(text, quotation)),
                nature(quotation),
                percent(quotation),
            );
        }
    }
    out
}

/// Escapes `text` and puts it on one line, so that a reader of Markdown shows just it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let line = one_line(text);
    for (at, c) in line.char_indices() {
        match c {
            // Mark-up, HTML, entities, tables, strike-through and formulas.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' => out.extend(['\\', c]),
            // What makes an address a link.
            '@' => out.push_str("\\@"),
            ':' if line[at..].starts_with("://") => out.push_str("\\:"),
            '.' if ends_with_www(&line[..at]) => out.push_str("\\."),
            // Control characters, which a terminal or an editor might obey.
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}
