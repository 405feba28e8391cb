//! What was found in the text before, so that a text that changed in one place is not read anew in all others.
//!
//! A model's answer for a stretch of text hangs on the facts that its features look at, and on nothing else: on words, and on
//! what earlier stages tell of them. Where the tokens around a stretch are those of the text before, and the facts are too,
//! the answer is the one that was given then.

use std::ops::Range;

use crate::text::retokenize::{Unchanged, shift_range};

/// Answers for the stretches of a text.
#[derive(Debug)]
pub struct Memory<V> {
    known: Known,
    /// Of each stretch.
    answers: Vec<Option<V>>,
}

/// What the answers hang on.
#[derive(Debug, Default)]
struct Known {
    /// Of each token, beside its word.
    facts: Vec<u64>,
    stretches: Vec<Stretch>,
}

/// Tokens that are asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Which.
    pub tokens: Range<usize>,
    /// Those whose words and facts the answer hangs on.
    pub around: Range<usize>,
}

impl Stretch {
    /// Tokens whose answer hangs on themselves alone.
    pub fn alone(tokens: &Range<usize>) -> Stretch {
        Stretch { tokens: tokens.clone(), around: tokens.clone() }
    }

    /// Tokens of a text of `count` whose answer hangs on those that are no farther than `reach` from them, too.
    pub fn and(tokens: &Range<usize>, reach: usize, count: usize) -> Stretch {
        let around = tokens.start.saturating_sub(reach)..(tokens.end + reach).min(count);
        Stretch { tokens: tokens.clone(), around }
    }
}

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Memory { known: Known::default(), answers: Vec::new() }
    }
}

impl<V> Memory<V> {
    /// Goes on to another text, of which `same` tells which tokens are those of the last one, and `facts` what is known of each
    /// beside its word. The stretches are in the order of their starts.
    pub fn turn(&mut self, same: Unchanged, facts: Vec<u64>, stretches: Vec<Stretch>) {
        let now = Known { facts, stretches };
        let hold = now.since(&self.known, same);
        let mut last = std::mem::take(&mut self.answers);
        self.answers = hold.into_iter().map(|number| last.get_mut(number?)?.take()).collect();
        self.known = now;
    }

    /// The stretches whose answers are not known, in order.
    pub fn unknown(&self) -> Vec<Range<usize>> {
        let stretches = self.known.stretches.iter().zip(&self.answers);
        stretches.filter(|(_, answer)| answer.is_none()).map(|(stretch, _)| stretch.tokens.clone()).collect()
    }

    /// Gives the answers that are not known, in order.
    pub fn complete(&mut self, mut answer: impl FnMut(&Range<usize>) -> V) {
        for (stretch, known) in self.known.stretches.iter().zip(&mut self.answers) {
            if known.is_none() {
                *known = Some(answer(&stretch.tokens));
            }
        }
    }

    /// The stretches whose answers are known, in order, and these.
    pub fn answers(&self) -> impl Iterator<Item = (&Range<usize>, &V)> {
        let stretches = self.known.stretches.iter().zip(&self.answers);
        stretches.filter_map(|(stretch, answer)| Some((&stretch.tokens, answer.as_ref()?)))
    }
}

/// Facts that are compared at once.
const CHUNK: usize = 64;

impl Known {
    /// For each stretch the number of that of the text before whose answer it has, if there is one.
    fn since(&self, before: &Known, same: Unchanged) -> Vec<Option<usize>> {
        let count = self.facts.len();
        let after = before.facts.len().wrapping_sub(count);
        // The tokens that are those of the text before, and of which something else is known than was.
        let mut changed = Vec::new();
        for (tokens, by) in [(0..same.before, 0), (count - same.after..count, after)] {
            let (is, was) = (&self.facts[tokens.clone()], &before.facts[shift_range(&tokens, by)]);
            // Most are the same, which is seen of many at once.
            for ((is, was), from) in is.chunks(CHUNK).zip(was.chunks(CHUNK)).zip(tokens.step_by(CHUNK)) {
                if is.iter().zip(was).fold(0, |differ, (is, was)| differ | (is ^ was)) != 0 {
                    let pairs = is.iter().zip(was).zip(from..);
                    changed.extend(pairs.filter(|((is, was), _)| is != was).map(|(_, i)| i));
                }
            }
        }
        let mut last = 0;
        let holds = |stretch: &Stretch| {
            let around = &stretch.around;
            let by = match around {
                _ if around.end <= same.before => 0,
                _ if around.start >= count - same.after => after,
                _ => return None,
            };
            let stretch = Stretch { tokens: shift_range(&stretch.tokens, by), around: shift_range(around, by) };
            let earlier = |other: &&Stretch| other.tokens.start < stretch.tokens.start;
            last += before.stretches[last..].iter().take_while(earlier).count();
            let next = changed.get(changed.partition_point(|&i| i < around.start));
            let holds = next.is_none_or(|&i| i >= around.end) && before.stretches.get(last) == Some(&stretch);
            holds.then_some(last)
        };
        self.stretches.iter().map(holds).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks about stretches of a text by facts, each with a token around, and says which had to be answered.
    fn asked(
        memory: &mut Memory<usize>,
        same: (usize, usize),
        facts: &[u64],
        stretches: &[Range<usize>],
    ) -> Vec<usize> {
        let same = Unchanged { before: same.0, after: same.1 };
        let stretch = |tokens: &Range<usize>| Stretch::and(tokens, 1, facts.len());
        memory.turn(same, facts.to_vec(), stretches.iter().map(stretch).collect());
        let unknown = memory.unknown().iter().map(|tokens| tokens.start).collect();
        // An answer tells what it was given for.
        let sum = |tokens: &Range<usize>| facts[stretch(tokens).around].iter().sum::<u64>() as usize;
        memory.complete(sum);
        assert!(memory.answers().map(|(tokens, _)| tokens).eq(stretches));
        assert!(memory.answers().all(|(tokens, &answer)| answer == sum(tokens)));
        unknown
    }

    #[test]
    fn an_answer_holds_while_all_that_it_hangs_on_does() {
        let mut memory = Memory::default();
        let thirds = [0..2, 2..4, 4..6];
        assert_eq!(asked(&mut memory, (0, 0), &[1, 2, 3, 4, 5, 6], &thirds), [0, 2, 4]);
        assert_eq!(asked(&mut memory, (6, 0), &[1, 2, 3, 4, 5, 6], &thirds), [0; 0]);
        // Another fact, seen from the stretch beside it.
        assert_eq!(asked(&mut memory, (0, 6), &[1, 2, 3, 4, 9, 6], &thirds), [2, 4]);
        // Another word.
        assert_eq!(asked(&mut memory, (5, 0), &[1, 2, 3, 4, 9, 6], &thirds), [4]);
        assert_eq!(asked(&mut memory, (0, 3), &[1, 2, 3, 4, 9, 6], &thirds), [0, 2]);
        // A word more: what stands after it has moved.
        assert_eq!(asked(&mut memory, (3, 3), &[1, 2, 3, 8, 4, 9, 6], &[0..2, 2..5, 5..7]), [2]);
        assert_eq!(asked(&mut memory, (3, 3), &[1, 2, 3, 4, 9, 6], &thirds), [2]);
        // Other stretches of the same text.
        assert_eq!(asked(&mut memory, (6, 0), &[1, 2, 3, 4, 9, 6], &[0..2, 2..3, 3..4, 4..6]), [2, 3]);
        // A text that ends where a stretch did, and one that goes on there.
        assert_eq!(asked(&mut memory, (4, 0), &[1, 2, 3, 4], &[0..2, 2..3, 3..4]), [3]);
        assert_eq!(asked(&mut memory, (4, 0), &[1, 2, 3, 4, 9], &[0..2, 2..3, 3..4, 4..5]), [3, 4]);
        assert_eq!(asked(&mut memory, (0, 0), &[], &[]), [0; 0]);
    }
}
