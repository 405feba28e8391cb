//! Paragraphs and sentences.

use std::ops::Range;

use super::token::{Token, TokenKind, is_abbreviation, is_mark};

/// Token ranges of the blocks between line breaks.
pub fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..tokens.len() {
        if text[tokens[i - 1].span.end..tokens[i].span.start].contains(['\n', '\r', '\u{2029}']) {
            out.push(start..i);
            start = i;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Token ranges of the sentences. A paragraph's end ends one: headlines have no full stop.
pub fn sentences(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        let mut i = paragraph.start;
        while i < paragraph.end {
            let token = tokens[i];
            let word = token.span.of(text);
            let stop = token.kind == TokenKind::Stop || ends_like_sentence(text, tokens, i, paragraph.end);
            if !stop {
                i += 1;
                continue;
            }
            // Closing marks and brackets belong to the sentence they close.
            let mut end = i + 1;
            while end < paragraph.end && closes(text, tokens, end) {
                end += 1;
            }
            let next = tokens.get(end).filter(|_| end < paragraph.end).map(|t| t.span.of(text));
            let breaks = next.is_none_or(|next| {
                let first = next.chars().next().unwrap_or(' ');
                let lower = first.is_lowercase() || matches!(first, ',' | ';' | ':' | '-' | '—' | '–');
                !lower && (word != "..." && word != "…" || first.is_uppercase() || is_mark(first))
            });
            if breaks {
                out.push(start..end);
                start = end;
            }
            i = end;
        }
        if start < paragraph.end {
            out.push(start..paragraph.end);
        }
    }
    out
}

/// "… in the U.S. The …": an abbreviation that isn't a title, before a common sentence opener.
fn ends_like_sentence(text: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let word = tokens[i].span.of(text);
    let Some(stem) = word.strip_suffix('.').filter(|s| s.chars().count() > 1 && is_abbreviation(s)) else {
        return false;
    };
    let acronym = stem.contains('.') || matches!(stem, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "etc");
    const OPENERS: &[&str] = &[
        "The", "A", "An", "In", "But", "And", "He", "She", "They", "It", "We", "I", "This", "That", "On", "At", "As",
        "For", "However", "Mr.", "Ms.", "Mrs.", "There", "If", "When", "His", "Her", "Its", "Their",
    ];
    acronym && i + 1 < end && OPENERS.contains(&tokens[i + 1].span.of(text))
}

fn closes(text: &str, tokens: &[Token], i: usize) -> bool {
    let c = tokens[i].span.of(text).chars().next().unwrap_or(' ');
    let touches = tokens[i - 1].span.end == tokens[i].span.start;
    matches!(c, ')' | ']' | '”' | '»' | '’') || is_mark(c) && c != '“' && c != '‘' && touches
}
