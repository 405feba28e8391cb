//! Sections: runs of paragraphs that no rule reads across. The attributions of a section depend on its own tokens, and
//! at most on how the paragraphs beside it read.
//!
//! While somebody types, the rules go only through the sections that an edit changed; those of the others are known.
//! Where a rule reads further, [`sections`] must join what it reads. Debug builds check this: they also apply the rules
//! to the whole text, and the answers must be the same.

use std::ops::Range;

use super::statement;
use crate::incremental::cache::{AnswerCache, Question};
use crate::learned::features::mix;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is_stop, word};
use crate::text::token::TokenKind;

/// The attributions of each section, kept for the next text. Their tokens are counted from the section's start.
pub type SectionCache = AnswerCache<Vec<Attribution>>;

/// What the network found, before any rule.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    /// Attributions that are likely, in text order.
    pub likely: &'f [Attribution],
    /// Attributions with a doubtful cue, in text order; they count only where nothing else reports a quoted stretch.
    pub doubtful: &'f [Attribution],
    /// For cues that the network gives no source, the start of the cue and the network's second choice, in text order.
    pub likeliest_sources: &'f [(usize, Range<usize>)],
}

/// Divides a text into sections, in order. A transcript is all one section, because its turns depend on each other.
pub fn sections(context: &Context, found: Found, is_transcript: bool) -> Vec<Range<usize>> {
    let paragraphs = &context.document.paragraphs;
    if is_transcript {
        return std::iter::once(0..context.len()).collect();
    }
    // For each paragraph, the number of the last one that must be in the same section.
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

/// Whether a section may end between two paragraphs. The first must end with a full stop outside marks, so that it is
/// no headline; the second must not begin in marks or with a sign, as items of lists do, and must end as a sentence or
/// in marks, unlike a signature or the caption of a picture.
fn divides(context: &Context, first: &Range<usize>, second: &Range<usize>) -> bool {
    let (last, begins) = (first.end - 1, second.start);
    word(context, last) == "."
        && !context.is_quoted(last)
        && !context.is_quoted(begins)
        && context.document.tokens[begins].kind() != TokenKind::Sign
        && (is_stop(context, second.end - 1) || context.is_quoted(second.end - 1))
}

/// Asks for the attributions of a section, which depend on the tokens of the section and of the paragraphs beside it.
pub fn question(context: &Context, section: &Range<usize>) -> Question {
    let paragraphs = &context.document.paragraphs;
    let [first, last] = [section.start, section.end - 1].map(|i| context.paragraph_of[i] as usize);
    let start = paragraphs[first.saturating_sub(1)].start;
    let end = paragraphs[(last + 1).min(paragraphs.len() - 1)].end;
    Question { tokens: section.clone(), depends_on: start..end }
}

/// Sums up, in one number for each token, what the rules look at beside words: the facts of the context, the quotation
/// marks that open there, and what the network found by a cue that begins there.
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
