//! Removes attributions that repeat what another one says.

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::denial::is_denied;
use crate::quotations::phrases::{self, is_one_of};

/// The most tokens between a verb of denying and the noun for the claim that it denies.
const NEAR: usize = 2;

/// Removes two kinds of attributions. One has no source, and the very content of another that has one: “It was never
/// safe,” | *Ms* | Ruiz said. The cue of the other is a noun that belongs to the cue of a neighbour with the same
/// source: the mayor denied | *claims* | of fraud. The list must be in text order.
pub fn drop_echoes(context: &Context, found: &mut Vec<Attribution>) {
    let mut echoes = Vec::with_capacity(found.len());
    for same_start in found.chunk_by(|a, b| a.content[0].start == b.content[0].start) {
        let echo = |a: &Attribution| {
            a.source.is_none() && same_start.iter().any(|b| b.source.is_some() && a.content == b.content)
        };
        echoes.extend(same_start.iter().map(echo));
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
