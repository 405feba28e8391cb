//! Keeps the scores of candidates from one text to the next, by a hash key of all that they were computed from.

use rustc_hash::FxHashMap as HashMap;

/// The scores that this text and the one before it asked for.
#[derive(Debug, Default)]
pub struct ScoreCache {
    before: Scores,
    now: Scores,
    /// Whether scores are kept for the next text.
    is_kept: bool,
}

/// The scores of all questions of a text, one after the other.
#[derive(Debug, Default)]
struct Scores {
    scores: Vec<i32>,
    /// For each key, where the scores of its question begin in `scores`.
    starts: HashMap<u64, usize>,
}

impl Scores {
    /// The `count` scores with this key; None if the text did not ask for them.
    fn get(&self, key: u64, count: usize) -> Option<&[i32]> {
        let start = *self.starts.get(&key)?;
        self.scores.get(start..start + count)
    }
}

impl ScoreCache {
    /// Begins a new text: the scores of the text so far become those of the text before. If the new one is no edit of
    /// another, no scores are kept for it.
    pub fn begin(&mut self, is_edit: bool) {
        // The memory of the maps is used again: most texts have as many questions as the one before.
        std::mem::swap(&mut self.before, &mut self.now);
        self.now.scores.clear();
        self.now.starts.clear();
        self.is_kept = is_edit;
    }

    /// The `count` scores that have this key. `compute` adds them to an empty list, and is called only if neither this
    /// text nor the one before it asked for them.
    pub fn scores(&mut self, key: impl FnOnce() -> u64, count: usize, compute: impl FnOnce(&mut Vec<i32>)) -> Vec<i32> {
        let mut scores = Vec::with_capacity(count);
        if !self.is_kept {
            compute(&mut scores);
            return scores;
        }
        let key = key();
        if let Some(known) = self.now.get(key, count) {
            return known.to_vec();
        }
        match self.before.get(key, count) {
            Some(known) => scores.extend(known),
            None => compute(&mut scores),
        }
        self.now.starts.insert(key, self.now.scores.len());
        self.now.scores.extend(&scores);
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::ScoreCache;

    /// Asks for the scores of each key, which are the key and ten times the key. Returns the keys whose scores had to
    /// be computed.
    fn computed(cache: &mut ScoreCache, is_edit: bool, keys: &[u64]) -> Vec<u64> {
        cache.begin(is_edit);
        let mut computed = Vec::new();
        for &key in keys {
            let all = [key as i32, 10 * key as i32];
            let scores = cache.scores(
                || key,
                all.len(),
                |scores| {
                    computed.push(key);
                    scores.extend(all);
                },
            );
            assert_eq!(scores, all);
        }
        computed
    }

    #[test]
    fn scores_are_kept_as_long_as_each_text_asks_for_them() {
        let mut cache = ScoreCache::default();
        assert_eq!(computed(&mut cache, true, &[1, 2, 1]), [1, 2]);
        assert_eq!(computed(&mut cache, true, &[2, 3]), [3]);
        assert_eq!(computed(&mut cache, true, &[1, 2, 3]), [1]);
        assert_eq!(computed(&mut cache, false, &[1, 1]), [1, 1]);
        assert_eq!(computed(&mut cache, true, &[1, 2]), [1, 2]);
    }
}
