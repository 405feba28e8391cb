//! Whether a report is of what somebody said or of what somebody thought.

use std::ops::Range;

use super::Act;
use super::context::Context;
use crate::lexicon::{Flag, has};

/// What a cue says of its content: thought for "believes", "had hoped", "is convinced"; speech else.
pub fn act(context: &Context, cue: &Range<usize>) -> Act {
    let word = |i: usize| context.document.word(i);
    // A verb of saying anywhere wins: "said he wanted", "is thought to have said".
    let speaks = cue.clone().any(|i| context.syntax.tags[i].is_verb() && has(word(i), Flag::Says));
    let thinks = |i: usize| has(word(i), Flag::Thinks) || has(word(i), Flag::Mind);
    if !speaks && cue.clone().any(thinks) { Act::Thought } else { Act::Speech }
}
