//! Attributions inside each other, which are removed where there are too many of them: "he said he said he said …".

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::text::sorting::sort_by_key;

/// The most contents that may cover one token. More occur only in texts that repeat "he said" over and over.
const NESTED: u8 = 40;

/// Removes attributions of which a range of content begins where [`NESTED`] others cover the token.
pub(super) fn thin_out(context: &Context, found: &mut Vec<Attribution>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    sort_by_key(&mut order, |&a| found[a].content[0].start as u64);
    let mut covered = vec![0; context.len()];
    let mut crowded = vec![false; found.len()];
    for a in order {
        crowded[a] = found[a].content.iter().any(|content| covered[content.start] >= NESTED);
        if !crowded[a] {
            let words = found[a].content.iter().flat_map(|content| content.clone());
            words.for_each(|i| covered[i] = covered[i].saturating_add(1));
        }
    }
    let mut crowded = crowded.into_iter();
    found.retain(|_| crowded.next() == Some(false));
}
