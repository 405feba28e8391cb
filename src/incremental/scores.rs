//! Keeps scores from one text to the next, each by a hash key of all that it was computed from.

use rustc_hash::FxHashMap as HashMap;

/// The scores that this text and the one before it asked for. Their bits are kept as `usize`, as maps of keys to those are all over the
/// program: one of another type would be four kilobytes more.
#[derive(Debug, Default)]
pub struct ScoreCache {
    before: HashMap<u64, usize>,
    now: HashMap<u64, usize>,
    /// Whether scores are kept for the next text.
    is_kept: bool,
}

impl ScoreCache {
    /// Begins a text. If it is no edit of another, nothing is kept.
    pub fn begin(&mut self, is_edit: bool) {
        self.before = std::mem::take(&mut self.now);
        self.is_kept = is_edit;
    }

    /// The score that has this key, computed if neither this text nor the one before it asked for it.
    pub fn score(&mut self, key: impl FnOnce() -> u64, compute: impl FnOnce() -> i32) -> i32 {
        if !self.is_kept {
            return compute();
        }
        let key = key();
        let bits = |score: i32| score as u32 as usize;
        let known = || self.before.get(&key).copied();
        *self.now.entry(key).or_insert_with(|| known().unwrap_or_else(|| bits(compute()))) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::ScoreCache;

    /// The keys of a text that had to be computed; a score is ten times its key.
    fn computed(cache: &mut ScoreCache, is_edit: bool, keys: &[u64]) -> Vec<u64> {
        cache.begin(is_edit);
        let mut computed = Vec::new();
        for &key in keys {
            let score = cache.score(
                || key,
                || {
                    computed.push(key);
                    10 * key as i32
                },
            );
            assert_eq!(score, 10 * key as i32);
        }
        computed
    }

    #[test]
    fn a_score_is_kept_as_long_as_each_text_asks_for_it() {
        let mut cache = ScoreCache::default();
        assert_eq!(computed(&mut cache, true, &[1, 2, 1]), [1, 2]);
        assert_eq!(computed(&mut cache, true, &[2, 3]), [3]);
        assert_eq!(computed(&mut cache, true, &[1, 2, 3]), [1]);
        assert_eq!(computed(&mut cache, false, &[1, 1]), [1, 1]);
        assert_eq!(computed(&mut cache, true, &[1, 2]), [1, 2]);
    }
}
