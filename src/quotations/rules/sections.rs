//! Sections: runs of paragraphs that no rule reads across, so that the attributions of one hang on nothing that stands in another.
//!
//! While somebody types, the rules go through the sections that an edit changed; the attributions of all others are known. A
//! rule that reads further must be told of here: where assertions are on, as in tests, each text is read whole, too, and the
//! answers must be the same.

use std::ops::Range;

use super::statement;
use crate::incremental::cache::{AnswerCache, Question};
use crate::learned::features::mix;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is_stop, word};
use crate::text::token::TokenKind;

/// The attributions of each section, kept for the next text; their tokens are counted from the section's start.
pub type SectionCache = AnswerCache<Vec<Attribution>>;

/// What the network found, before any rule.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    /// Attributions that are likely, in text order.
    pub likely: &'f [Attribution],
    /// Those that count only where a quoted stretch has no other.
    pub doubtful: &'f [Attribution],
    /// The sources that the network would give to cues that it gives none, by where the cues start, in order.
    pub likeliest_sources: &'f [(usize, Range<usize>)],
}

/// The sections of a text, in order; `is_transcript` tells that turns of speakers make all of it one.
pub fn sections(context: &Context, found: Found, is_transcript: bool) -> Vec<Range<usize>> {
    let paragraphs = &context.document.paragraphs;
    if is_transcript {
        return std::iter::once(0..context.len()).collect();
    }
    // For each paragraph, the last one that is read with it.
    let read_with =
        |p: usize| p + if statement::announces(context, &paragraphs[p]) { statement::PARAGRAPHS } else { 0 };
    let mut last: Vec<usize> = (0..paragraphs.len()).map(read_with).collect();
    let mut join = |start: usize, end: usize| {
        let [from, to] = [start, end - 1].map(|i| context.paragraph_of[i] as usize);
        last[from] = last[from].max(to);
    };
    context.document.quoted.iter().for_each(|q| join(q.tokens.start, q.tokens.end));
    for attribution in found.likely.iter().chain(found.doubtful) {
        let parts = || attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
        join(parts().map(|part| part.start).min().unwrap_or(0), parts().map(|part| part.end).max().unwrap_or(1));
    }
    found.likeliest_sources.iter().for_each(|(cue, source)| join(source.start.min(*cue), source.end.max(cue + 1)));
    let mut sections: Vec<Range<usize>> = Vec::new();
    let mut reached = 0;
    for (p, paragraph) in paragraphs.iter().enumerate() {
        match sections.last_mut() {
            Some(section) if p <= reached || !divides(context, &paragraphs[p - 1], paragraph) => {
                section.end = paragraph.end;
            }
            _ => sections.push(paragraph.clone()),
        }
        reached = reached.max(last[p]);
    }
    sections
}

/// Whether no rule reads from one of two paragraphs into the other: the first is no headline and ends with a full stop outside
/// marks, the second neither begins in marks nor is an item of a list, a name that signs, or the words of a picture.
fn divides(context: &Context, first: &Range<usize>, second: &Range<usize>) -> bool {
    let (last, begins) = (first.end - 1, second.start);
    word(context, last) == "."
        && !context.is_quoted(last)
        && !context.is_quoted(begins)
        && context.document.tokens[begins].kind() != TokenKind::Sign
        && (is_stop(context, second.end - 1) || context.is_quoted(second.end - 1))
}

/// A section as a question whose answer depends on its own tokens and on the paragraphs beside it.
pub fn question(context: &Context, section: &Range<usize>) -> Question {
    let paragraphs = &context.document.paragraphs;
    let [first, last] = [section.start, section.end - 1].map(|i| context.paragraph_of[i] as usize);
    let start = paragraphs[first.saturating_sub(1)].start;
    let end = paragraphs[(last + 1).min(paragraphs.len() - 1)].end;
    Question { tokens: section.clone(), depends_on: start..end }
}

/// What the rules look at beside words, token by token: what the context tells, which marks open, and what the network found by a
/// cue that begins there.
pub fn facts(context: &Context, found: Found) -> Vec<u64> {
    let mut facts = context.facts();
    let range = |at: usize, part: &Range<usize>| (part.start.wrapping_sub(at) as u64) << 32 | part.len() as u64;
    for q in &context.document.quoted {
        let fact = &mut facts[q.tokens.start];
        *fact = mix(*fact, (q.depth as u64) << 32 | q.tokens.len() as u64);
    }
    for (attributions, is_likely) in [(found.likely, true), (found.doubtful, false)] {
        for attribution in attributions {
            let at = attribution.cue.as_ref().map_or(attribution.content[0].start, |cue| cue.start);
            let holds = u64::from(is_likely) | u64::from(attribution.source.is_some()) << 1;
            let parts = attribution.cue.iter().chain(&attribution.source).chain(&attribution.content);
            let known = mix(facts[at], u64::from(attribution.confidence.to_bits()) << 2 | holds);
            facts[at] = parts.fold(known, |known, part| mix(known, range(at, part)));
        }
    }
    for (cue, source) in found.likeliest_sources {
        facts[*cue] = mix(facts[*cue], !range(*cue, source));
    }
    facts
}
