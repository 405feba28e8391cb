//! Attributions that say what another says already.

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::denial::is_denied;
use crate::quotations::phrases::{self, is};

/// A noun for a claim stands at most so many tokens behind the verb that denies it.
const NEAR: usize = 3;

/// Takes out what has no source and the very content of another that has one, which stands near in the order of the text:
/// “It was never safe,” | *Ms* | Ruiz said; and the claim that somebody denies, taken for one of his own: the mayor denied | *claims* | of fraud.
pub fn drop_echoes(context: &Context, found: &mut Vec<Attribution>) {
    let mut echoes = Vec::with_capacity(found.len());
    for same_start in found.chunk_by(|a, b| a.content[0].start == b.content[0].start) {
        let echo = |a: &Attribution| {
            a.source.is_none() && same_start.iter().any(|b| b.source.is_some() && a.content == b.content)
        };
        echoes.extend(same_start.iter().map(echo));
    }
    for (at, a) in found.iter().enumerate() {
        // The tagger takes "rejected | claims |" for a verb.
        let noun = |i: usize| phrases::tag(context, i).is_noun() || is(context, i, &["claims", "reports"]);
        let Some(cue) = a.cue.clone().filter(|cue| noun(cue.end - 1)) else { continue };
        let denies = |b: &Attribution| {
            let verb = b.cue.as_ref().filter(|verb| verb.end <= cue.start && cue.start - verb.end < NEAR);
            // "issued a statement | saying | it was sorry": one report.
            let goes_on = b.cue.as_ref().is_some_and(|verb| verb.start == cue.end);
            let denied = verb.is_some() && is_denied(context.document, b);
            a.source.is_some() && a.source == b.source && (goes_on || denied)
        };
        echoes[at] |= [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|b| found.get(b)).any(denies);
    }
    let mut echoes = echoes.into_iter();
    found.retain(|_| echoes.next() == Some(false));
}
