//! Removes attributions that repeat what another one says.

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::denial::is_denied;
use crate::quotations::phrases::{self, is_one_of};

/// The most tokens between a verb of denying and the noun for the claim that it denies.
const NEAR: usize = 2;

/// Removes three kinds of attributions. One has no source, and the very content of another that has one: “It was never
/// safe,” | *Ms* | Ruiz said. One has the content of a verb behind it: the mayor *thanked* drivers but warned | that it
/// was unsafe |. The cue of the third is a noun that belongs to the cue of a neighbour with the same
/// source: the mayor denied | *claims* | of fraud. The list must be in text order.
pub fn drop_echoes(context: &Context, found: &mut Vec<Attribution>) {
    let mut echoes = Vec::with_capacity(found.len());
    for same_start in found.chunk_by(|a, b| a.content[0].start == b.content[0].start) {
        let echo = |a: &Attribution| {
            a.source.is_none() && same_start.iter().any(|b| b.source.is_some() && a.content == b.content)
        };
        echoes.extend(same_start.iter().map(echo));
    }
    for (at, pair) in found.windows(2).enumerate() {
        let [(Some(first), a), (Some(second), b)] = [&pair[0], &pair[1]].map(|a| (a.cue.clone(), a)) else { continue };
        let same = a.source.is_some() && a.source == b.source && a.content == b.content;
        // A noun between the verbs is the object of the first.
        let object = |from: usize, to: usize| (from..to).any(|i| phrases::is_noun(context, i));
        let verbs = [&first, &second].iter().all(|cue| phrases::tag(context, cue.end - 1).is_verb());
        if same && verbs && second.end.max(first.end) <= b.content[0].start {
            echoes[at] |= object(first.end, second.start);
            echoes[at + 1] |= object(second.end, first.start);
        }
    }
    for (at, a) in found.iter().enumerate() {
        // The tagger may take "claims" in "rejected | claims |" for a verb.
        let noun = |i: usize| phrases::tag(context, i).is_noun() || is_one_of(context, i, &["claims", "reports"]);
        let Some(cue) = a.cue.clone().filter(|cue| noun(cue.end - 1)) else { continue };
        let denies = |b: &Attribution| {
            let verb = b.cue.as_ref().filter(|verb| verb.end <= cue.start && cue.start - verb.end <= NEAR);
            // A verb after the noun makes one report with it: "issued a statement | saying | it was sorry".
            let goes_on = b.cue.as_ref().is_some_and(|verb| verb.start == cue.end);
            let denied = verb.is_some() && is_denied(context.document, b);
            a.source.is_some() && a.source == b.source && (goes_on || denied)
        };
        echoes[at] |= [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|b| found.get(b)).any(denies);
    }
    let mut echoes = echoes.into_iter();
    found.retain(|_| echoes.next() == Some(false));
}
