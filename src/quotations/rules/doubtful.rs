//! Cues that the network finds unlikely: they count where they report quoted words that nothing else reports.

use std::ops::Range;

use super::ranges::{overlap, touching};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::text::sorting::sort_by_key;

/// Adds doubtful attributions that report a quoted stretch that nothing else reports: “smart roads” were the new
/// mayor's *war cry*. Of several for one stretch, the most confident is taken.
pub fn add_doubtful(
    context: &Context,
    stretches: &[Range<usize>],
    found: &mut Vec<Attribution>,
    mut doubtful: Vec<Attribution>,
) {
    let mut held = vec![false; context.len()];
    for content in found.iter().flat_map(|a| &a.content) {
        held[content.clone()].fill(true);
    }
    // For each token, whether a stretch begins there that nothing reports.
    let mut free = vec![false; context.len()];
    for q in stretches {
        free[q.start] = !held[q.clone()].contains(&true);
    }
    // The most confident come first: floats that are not negative are in the order of their bits.
    sort_by_key(&mut doubtful, |a| u64::from(u32::MAX - a.confidence.to_bits()));
    for attribution in doubtful {
        let cue = attribution.cue.clone().unwrap_or_default();
        let touched = || attribution.content.iter().flat_map(|c| touching(stretches, c));
        if touched().any(|q| free[q.start] && overlap(q, &cue) == 0) {
            touched().for_each(|q| free[q.start] = false);
            found.push(attribution);
        }
    }
}
