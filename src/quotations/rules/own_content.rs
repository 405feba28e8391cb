//! Sentences in marks before a clause that has a content of its own: “It was loud,” said Ana Ruiz. “I ran.” | Tom Owens told
//! police that he heard nothing. | The network may give the second clause the quoted sentence before it, too.

use std::ops::Range;

use super::stands_alone::alone;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::word;

/// Takes the sentence in marks from each clause that begins a sentence of its own behind it and has what it says behind
/// its verb. The sentence goes on with the quotation right before it, or is left without a clause.
pub fn give_back(context: &Context, found: &mut Vec<Attribution>) {
    for i in 0..found.len() {
        let Some(q) = sentence_before(context, &found[i]) else { continue };
        found[i].content.remove(0);
        let goes_on = |a: &Attribution| {
            let (Some(last), Some(cue)) = (a.content.last(), &a.cue) else { return false };
            let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
            context.is_quoted(last.start) && last.end <= cue.start && sentence.end == q.start
        };
        let paragraph = context.paragraph_of[q.start];
        let beside = |a: &Attribution| context.paragraph_of[a.content[0].start] == paragraph && goes_on(a);
        match found.iter_mut().find(|a| beside(a)) {
            Some(before) => before.content.push(q),
            None => found.push(alone(&q)),
        }
    }
}

/// The content before the clause of an attribution, if it is a sentence in marks, the clause begins the next sentence, and
/// one more content without marks stands behind the verb.
fn sentence_before(context: &Context, attribution: &Attribution) -> Option<Range<usize>> {
    let [q, own] = &attribution.content[..] else { return None };
    let cue = attribution.cue.as_ref()?;
    let first = attribution.source.as_ref().map_or(cue.start, |source| source.start.min(cue.start));
    let sentence = &context.document.sentences[context.sentence_of[first] as usize];
    let stops = (q.end.saturating_sub(3)..q.end).any(|i| word(context, i) == ".");
    let apart = context.is_quoted(q.start) && !context.is_quoted(own.start) && cue.end <= own.start;
    (apart && stops && q.end <= sentence.start).then(|| q.clone())
}
