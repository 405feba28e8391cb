//! Heads that are names on lines of their own: "Ana Ruiz / The road is closed. / Tom Field / Since when?" One such line
//! may be anything; several names, each on several lines, are those of speakers.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::{Head, LONGEST_NAME, Who, ends_sentence, is_capital, is_person};
use crate::quotations::context::Context;
use crate::quotations::phrases::word;
use crate::text::token::TokenKind;

/// Heads that are names on lines of their own: at least four lines, of at least two names, each of which stands on
/// several.
pub(super) fn name_lines(context: &Context) -> Vec<Head> {
    let paragraphs = &context.document.paragraphs;
    let is_name = |paragraph: &Range<usize>| {
        paragraph.len() <= LONGEST_NAME
            && paragraph.clone().all(|i| is_capital(context, i))
            && context.document.tokens[paragraph.end - 1].kind() == TokenKind::Word
            && (is_person(context, paragraph)
                || paragraph.clone().all(|i| !word(context, i).contains(char::is_lowercase)))
    };
    let mut counts: HashMap<&str, usize> = HashMap::default();
    let text = |paragraph: &Range<usize>| context.document.span(paragraph.clone()).of(context.document.text);
    let lines: Vec<usize> = (0..paragraphs.len().saturating_sub(1))
        .filter(|&p| is_name(&paragraphs[p]) && !is_name(&paragraphs[p + 1]))
        .collect();
    lines.iter().for_each(|&p| *counts.entry(text(&paragraphs[p])).or_default() += 1);
    let repeated = |p: &usize| counts[text(&paragraphs[*p])] > 1 && !context.is_quoted(paragraphs[*p + 1].start);
    let lines: Vec<usize> = lines.iter().copied().filter(repeated).collect();
    if lines.len() < 4 || counts.values().filter(|&&count| count > 1).count() < 2 {
        return Vec::new();
    }
    let head = |p: usize| {
        let name = paragraphs[p].clone();
        Head {
            paragraph: p,
            says: p + 1,
            who: Who::Named(name.clone()),
            cue: name,
            start: paragraphs[p + 1].start,
            marked: false,
            sure: true,
        }
    };
    let heads: Vec<Head> = lines.into_iter().map(head).collect();
    // The entries of a menu are not followed by sentences: "U.S.", "Politics", "N.Y.", "Sport".
    let sentences = heads.iter().filter(|head| ends_sentence(context, head)).count();
    if 2 * sentences >= heads.len() { heads } else { Vec::new() }
}
