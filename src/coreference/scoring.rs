//! Choosing the best of scored candidates.

/// The candidate of the highest score, of equals the first, and how far the next one is behind, if there is one.
pub fn best<T>(candidates: &[T], score: impl Fn(&T) -> i32) -> Option<(&T, Option<i32>)> {
    let (best, candidate) = candidates.iter().enumerate().rev().max_by_key(|(_, c)| score(c))?;
    let others = candidates.iter().enumerate().filter(|(other, _)| *other != best);
    Some((candidate, others.map(|(_, c)| score(candidate) - score(c)).min()))
}
