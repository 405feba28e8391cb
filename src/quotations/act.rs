//! Whether a report is of what somebody said or of what somebody thought.

use std::ops::Range;

use super::Act;
use super::context::Context;
use super::phrases::is_one_of;
use crate::lexicon::Flag;

/// Tells thought from speech by the cue: thought for "believes", "had hoped", "is convinced", speech for all others.
pub fn act(context: &Context, cue: &Range<usize>) -> Act {
    // A verb of saying decides, whatever else the cue holds: "said he wanted", "is thought to have said".
    let speaks = cue.clone().any(|i| context.syntax.tags[i].is_verb() && context.has(i, Flag::Says));
    // Who wants to know asks.
    let asks = is_one_of(context, cue.end - 1, &["know"]) && cue.len() > 2 && is_one_of(context, cue.end - 2, &["to"]);
    let thinks = |i: usize| context.has(i, Flag::Thinks) || context.has(i, Flag::Mind);
    if !speaks && !asks && cue.clone().any(thinks) { Act::Thought } else { Act::Speech }
}
