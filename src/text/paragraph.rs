//! Paragraphs of a reading copy: each line is one.
//!
//! [`super::layout`] tells which lines of a pasted text make up a paragraph.

use std::ops::Range;

use super::token::Token;

/// Token ranges of the paragraphs: the lines that have a token.
pub fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for next in 1..tokens.len() {
        let before = tokens[next - 1].span().end;
        let at = tokens[next].span().start;
        // Between most tokens is nothing, or one space.
        if before == at || before + 1 == at && text.as_bytes()[before] == b' ' {
            continue;
        }
        if text[before..at].contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{b}', '\u{c}', '\u{2029}']) {
            out.push(start..next);
            start = next;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}
