//! Attributions that say what another says already.

use crate::quotations::attribution::Attribution;

/// Takes out what has no source and the very content of another that has one, which stands near in the order of the text:
/// “It was never safe,” | *Ms* | Ruiz said.
pub fn drop_echoes(found: &mut Vec<Attribution>) {
    let mut echoes = Vec::with_capacity(found.len());
    for same_start in found.chunk_by(|a, b| a.content[0].start == b.content[0].start) {
        let echo = |a: &Attribution| {
            a.source.is_none() && same_start.iter().any(|b| b.source.is_some() && a.content == b.content)
        };
        echoes.extend(same_start.iter().map(echo));
    }
    let mut echoes = echoes.into_iter();
    found.retain(|_| echoes.next() == Some(false));
}
