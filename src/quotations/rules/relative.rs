//! Contents with a gap that the reporting clause fills: the road, | which | Ana Ruiz said | was closed last week |.
//!
//! The network finds the part after the cue, and often misses the word before its source.
//!
//! Passives are left alone: "| the council | is expected | to vote |". The corpora take the subject into the content in four
//! cases of five, but which passive verbs report at all is not sure enough: as a rule it gained nothing.

use std::ops::Range;

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::is;
use crate::syntax::Tag::*;

/// The relative pronoun that belongs to a content whose verb has no other subject.
pub fn before(context: &Context, attribution: &Attribution) -> Option<Range<usize>> {
    let (cue, source) = (attribution.cue.as_ref()?, attribution.source.as_ref()?);
    let content = attribution.content.first().filter(|c| c.start == cue.end && source.end <= cue.start)?;
    let word = source.start.checked_sub(1)?;
    let relative =
        matches!(context.syntax.tags[word], WDT | WP) && is(context, word, &["which", "that", "what", "who", "whom"]);
    let no_subject = matches!(context.syntax.tags[content.start], VBD | VBZ | VBP | MD | VBN);
    (relative && no_subject).then_some(word..word + 1)
}
