//! Whether a report is of what somebody said or of what somebody thought.

use std::ops::Range;

use super::Act;
use super::scene::Scene;
use crate::lexicon::{Flag, has};

/// What a cue says of its content: thought for "believes", "had hoped", "is convinced"; speech else.
pub fn act(scene: &Scene, cue: &Range<usize>) -> Act {
    let word = |i: usize| scene.document.word(i);
    // A verb of saying anywhere wins: "said he wanted", "is thought to have said".
    let speaks = cue.clone().any(|i| scene.syntax.tags[i].is_verb() && has(word(i), Flag::Says));
    let thinks = |i: usize| has(word(i), Flag::Thinks) || has(word(i), Flag::Mind);
    if !speaks && cue.clone().any(thinks) { Act::Thought } else { Act::Speech }
}
