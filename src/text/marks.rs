//! Pairs quotation marks.

use std::ops::Range;

use super::token::{Token, TokenKind};
use super::{NOT_QUOTED, Span};

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its tokens, marks included. A quotation that runs over paragraphs is one.
    pub tokens: Range<usize>,
    /// Bytes from the opening to the closing mark, both included.
    pub span: Span,
    /// How many quoted stretches are around it.
    pub depth: usize,
}

/// The quoted stretches, by start, outer before inner.
pub fn pair(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Quoted> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut open: Option<usize> = None;
        for i in paragraph.clone() {
            if tokens[i].kind != TokenKind::Mark {
                continue;
            }
            let c = tokens[i].span.of(text);
            let double = matches!(c, "\"" | "“" | "”" | "«" | "»" | "``" | "''" | "„");
            if !double {
                continue;
            }
            match open {
                None if c != "”" => open = Some(i),
                None => {}
                Some(start) if c != "“" => {
                    out.push(Quoted {
                        tokens: start..i + 1,
                        span: Span::new(tokens[start].span.start, tokens[i].span.end),
                        depth: 0,
                    });
                    open = None;
                }
                Some(_) => open = Some(i),
            }
        }
    }
    out
}

/// For each token, the innermost stretch that holds it.
pub fn innermost(quoted: &[Quoted], tokens: usize) -> Vec<u32> {
    let mut inside = vec![NOT_QUOTED; tokens];
    for (i, q) in quoted.iter().enumerate() {
        inside[q.tokens.clone()].fill(i as u32);
    }
    inside
}
