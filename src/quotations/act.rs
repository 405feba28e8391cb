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
    let know = |i: usize| i < context.len() && is_one_of(context, i, &["know"]) && is_one_of(context, i - 1, &["to"]);
    let paragraph = &context.document.paragraphs[context.paragraph_of[cue.start] as usize];
    // Behind a question in marks, "to know" may be in the content: “Is it?” Ana Ruiz wanted | to know why |.
    let asked = || context.any_quoted(&(paragraph.start..cue.start));
    let asks = cue.len() > 2 && know(cue.end - 1) || know(cue.end + 1) && asked();
    let thinks = |i: usize| context.has(i, Flag::Thinks) || context.has(i, Flag::Mind);
    if !speaks && !asks && cue.clone().any(thinks) { Act::Thought } else { Act::Speech }
}
