//! Choosing the best of scored candidates.

/// Returns the candidate with the highest score, the first of equal ones, and its lead on the next best; the lead is
/// `None` where there is no other. `None` without candidates.
pub fn best<T>(candidates: &[T], score: impl Fn(&T) -> i32) -> Option<(&T, Option<i32>)> {
    let (best, candidate) = candidates.iter().enumerate().rev().max_by_key(|(_, c)| score(c))?;
    let others = candidates.iter().enumerate().filter(|(other, _)| *other != best);
    Some((candidate, others.map(|(_, c)| score(candidate) - score(c)).min()))
}
