//! Checks whether annotations fit a text: for those that come from a file, a page, or a person's corrections.

use std::fmt;

use crate::text::sorting::{composite_key, sort_by_key};
use crate::{Annotations, Span};

/// What is wrong with annotations, in words for the person who opens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub(super) String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}

/// The most spans that may cover one place. No text is annotated so deep, and drawing spans that cover one another
/// takes time for each at each line: a file with a hundred thousand spans that all cover everything would never be
/// drawn.
pub const MOST_AT_ONE_PLACE: usize = 100;

/// Checks that every span lies in `text`, between characters, and is not empty; that mentions, paragraphs and the parts
/// of a content are in text order; that no more than [`MOST_AT_ONE_PLACE`] spans cover one place; that every id
/// resolves; and that confidences go from 0 to 1.
///
/// An entity without mentions passes: a person may have added a speaker whom the text never names.
pub fn check(text: &str, annotations: &Annotations) -> Result<(), Invalid> {
    let span = |what: &dyn fmt::Display, span: Span| {
        if span.start >= span.end {
            return Err(Invalid(format!("{what}: the span {}..{} is empty", span.start, span.end)));
        }
        if text.get(span.start..span.end).is_none() {
            return Err(Invalid(format!("{what}: the span {}..{} is not in the text", span.start, span.end)));
        }
        Ok(())
    };
    let Annotations { mentions, entities, quotations, paragraphs, .. } = annotations;

    for (index, mention) in mentions.iter().enumerate() {
        span(&format_args!("mentions[{index}]"), mention.span)?;
        if index > 0 && mention.span.start < mentions[index - 1].span.start {
            return Err(Invalid(format!("mentions[{index}]: stands before the mention that precedes it")));
        }
        if mention.entity >= entities.len() {
            return Err(Invalid(format!("mentions[{index}]: there is no entity {}", mention.entity)));
        }
    }

    for (index, entity) in entities.iter().enumerate() {
        if entity.id != index {
            return Err(Invalid(format!("entities[{index}]: its id is {}, not its place in the list", entity.id)));
        }
        if !entity.mentions.is_sorted_by(|a, b| a < b) {
            return Err(Invalid(format!("entities[{index}]: its mentions are not in order")));
        }
        if let Some(stray) = entity.mentions.iter().find(|&&m| mentions.get(m).is_none_or(|m| m.entity != index)) {
            return Err(Invalid(format!("entities[{index}]: mention {stray} is not one of its own")));
        }
    }
    // Each entity's list holds only its own mentions, each once: so a missing one shows in the sum.
    if entities.iter().map(|entity| entity.mentions.len()).sum::<usize>() != mentions.len() {
        return Err(Invalid("entities: a mention is missing from its entity's list".to_owned()));
    }

    for (index, quotation) in quotations.iter().enumerate() {
        if quotation.content.is_empty() {
            return Err(Invalid(format!("quotations[{index}]: has no content")));
        }
        for (part, &content) in quotation.content.iter().enumerate() {
            span(&format_args!("quotations[{index}].content[{part}]"), content)?;
        }
        if !quotation.content.is_sorted_by(|a, b| a.start < b.start) {
            return Err(Invalid(format!("quotations[{index}]: the parts of its content are not in order")));
        }
        for (name, part) in [("cue", quotation.cue), ("source", quotation.source)] {
            if let Some(part) = part {
                span(&format_args!("quotations[{index}].{name}"), part)?;
            }
        }
        if let Some(speaker) = quotation.speakers.iter().find(|&&speaker| speaker >= entities.len()) {
            return Err(Invalid(format!("quotations[{index}]: there is no entity {speaker} to be its speaker")));
        }
        if (1..quotation.speakers.len()).any(|i| quotation.speakers[..i].contains(&quotation.speakers[i])) {
            return Err(Invalid(format!("quotations[{index}]: one of its speakers is there twice")));
        }
        if !(0.0..=1.0).contains(&quotation.confidence) {
            return Err(Invalid(format!("quotations[{index}]: its confidence is not from 0 to 1")));
        }
    }
    for (index, paragraph) in paragraphs.iter().enumerate() {
        span(&format_args!("paragraphs[{index}]"), paragraph.span)?;
        if index > 0 && paragraph.span.start < paragraphs[index - 1].span.end {
            return Err(Invalid(format!("paragraphs[{index}]: begins before the one that precedes it ends")));
        }
    }
    match crowded(annotations) {
        Some(byte) => Err(Invalid(format!("more than {MOST_AT_ONE_PLACE} spans cover one place, at byte {byte}"))),
        None => Ok(()),
    }
}

/// The first byte that more than [`MOST_AT_ONE_PLACE`] spans cover.
fn crowded(annotations: &Annotations) -> Option<usize> {
    let parts = annotations.quotations.iter().flat_map(|q| q.content.iter().chain(&q.cue).chain(&q.source));
    let spans = annotations.mentions.iter().map(|mention| &mention.span).chain(parts);
    // At one byte, ends come before beginnings.
    let mut edges: Vec<(usize, bool)> = spans.flat_map(|span| [(span.start, true), (span.end, false)]).collect();
    sort_by_key(&mut edges, |&(byte, begins)| composite_key(byte, begins.into()));
    let mut open = 0;
    for (byte, begins) in edges {
        open = if begins { open + 1 } else { open - 1 };
        if open > MOST_AT_ONE_PLACE {
            return Some(byte);
        }
    }
    None
}
