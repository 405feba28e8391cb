//! Contents with a gap that the reporting clause fills: the road, | which | Ana Ruiz said | was closed last week |.
//!
//! The network finds the part after the cue, and often misses the word before its source.
//!
//! What it leaves alone: "| the council | is expected | to vote |". The corpora take the subject into the content in four
//! cases of five, but which passive verbs report at all is not sure enough: as a rule it gained nothing.

use std::ops::Range;

use super::Attribution;
use super::clauses::is;
use super::scene::Scene;
use crate::syntax::Tag::*;

/// The relative pronoun that belongs to a content whose verb has no other subject.
pub fn before(scene: &Scene, attribution: &Attribution) -> Option<Range<usize>> {
    let (cue, source) = (attribution.cue.as_ref()?, attribution.source.as_ref()?);
    let content = attribution.content.first().filter(|c| c.start == cue.end && source.end <= cue.start)?;
    let word = source.start.checked_sub(1)?;
    let relative =
        matches!(scene.syntax.tags[word], WDT | WP) && is(scene, word, &["which", "that", "what", "who", "whom"]);
    let no_subject = matches!(scene.syntax.tags[content.start], VBD | VBZ | VBP | MD | VBN);
    (relative && no_subject).then_some(word..word + 1)
}
