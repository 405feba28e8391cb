//! Keeps a model's answers from one text to the next, so that after an edit in one place the rest of the text is not
//! read anew.
//!
//! A model's answer for a stretch of text depends only on the facts that its features look at: on words, and on what
//! earlier stages tell of them. Where the tokens around a stretch and their facts are unchanged, the answer of the text
//! before still holds.

use std::ops::Range;

use super::diff::{Unchanged, shift_range};

/// A model's answers to the questions of a text.
#[derive(Debug)]
pub struct AnswerCache<V> {
    asked: Asked,
    /// The answer to each question, once there is one.
    answers: Vec<Option<V>>,
    /// Whether the answers are kept for the next text.
    is_kept: bool,
}

/// All questions of a text, and the facts that their answers depend on.
#[derive(Debug, Default)]
struct Asked {
    /// How many tokens the text has.
    count: usize,
    /// For each token, the facts about it beside its word, as one number; empty where answers depend on words alone, and
    /// for a text that is no edit of another.
    facts: Vec<u64>,
    questions: Vec<Question>,
}

/// A stretch of tokens that a model is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The tokens asked about.
    pub tokens: Range<usize>,
    /// The tokens whose words and facts the answer depends on.
    pub depends_on: Range<usize>,
}

impl Question {
    /// A question whose answer depends on its own tokens alone.
    pub fn alone(tokens: &Range<usize>) -> Question {
        Question { tokens: tokens.clone(), depends_on: tokens.clone() }
    }

    /// A question in a text of `count` tokens, whose answer depends on `reach` more tokens to either side, too.
    pub fn with_reach(tokens: &Range<usize>, reach: usize, count: usize) -> Question {
        let depends_on = tokens.start.saturating_sub(reach)..(tokens.end + reach).min(count);
        Question { tokens: tokens.clone(), depends_on }
    }
}

impl<V> Default for AnswerCache<V> {
    fn default() -> Self {
        AnswerCache { asked: Asked::default(), answers: Vec::new(), is_kept: false }
    }
}

impl<V> AnswerCache<V> {
    /// Asks the questions of a text, which are in the order of their starts. An answer of the text before is taken over
    /// where all that it depends on is unchanged. `facts` gives what is known of each token beside its word. If the
    /// text is no edit of another (`unchanged` is None), `facts` is not called, and the answers are not kept.
    pub fn ask(&mut self, unchanged: Option<Unchanged>, facts: impl FnOnce() -> Vec<u64>, questions: Vec<Question>) {
        let facts = if unchanged.is_some() { facts() } else { Vec::new() };
        self.ask_with(unchanged, Asked { count: facts.len(), facts, questions });
    }

    /// As [`Self::ask`], for answers that depend on words alone. The text has `count` tokens.
    pub fn ask_of_words(&mut self, unchanged: Option<Unchanged>, count: usize, questions: Vec<Question>) {
        self.ask_with(unchanged, Asked { count, facts: Vec::new(), questions });
    }

    fn ask_with(&mut self, unchanged: Option<Unchanged>, asked: Asked) {
        self.is_kept = unchanged.is_some();
        let mut before = std::mem::take(&mut self.answers);
        self.answers = match unchanged {
            None => asked.questions.iter().map(|_| None).collect(),
            Some(unchanged) => {
                let same = asked.same_as(&self.asked, unchanged);
                same.into_iter().map(|number| before.get_mut(number?)?.take()).collect()
            }
        };
        self.asked = asked;
    }

    /// The tokens of the questions that have no answer yet, in order.
    pub fn unanswered(&self) -> Vec<Range<usize>> {
        let questions = self.asked.questions.iter().zip(&self.answers);
        questions.filter(|(_, answer)| answer.is_none()).map(|(question, _)| question.tokens.clone()).collect()
    }

    /// Answers the questions that have no answer yet, in order. `answer` is given the tokens of a question.
    pub fn complete(&mut self, mut answer: impl FnMut(&Range<usize>) -> V) {
        for (question, known) in self.asked.questions.iter().zip(&mut self.answers) {
            if known.is_none() {
                *known = Some(answer(&question.tokens));
            }
        }
    }

    /// Calls `each` with the tokens and the answer of each question that has one, in order. Forgets all afterwards, if
    /// the text is no edit of another.
    pub fn answers(&mut self, mut each: impl FnMut(&Range<usize>, &V)) {
        let questions = self.asked.questions.iter().zip(&self.answers);
        questions
            .filter_map(|(question, answer)| Some((question, answer.as_ref()?)))
            .for_each(|(q, answer)| each(&q.tokens, answer));
        if !self.is_kept {
            *self = AnswerCache::default();
        }
    }
}

/// How many facts are compared at once.
const CHUNK: usize = 64;

impl Asked {
    /// For each question, the index of the question of the text before whose answer still holds; None if there is none.
    fn same_as(&self, before: &Asked, same: Unchanged) -> Vec<Option<usize>> {
        let count = self.count;
        // How far the tokens behind the edit stand from where they stood; may have wrapped around.
        let after = before.count.wrapping_sub(count);
        // The unchanged tokens whose facts have changed, in order.
        let mut changed = Vec::new();
        let unchanged = [(0..same.at_start, 0), (count - same.at_end..count, after)];
        for (tokens, by) in unchanged.into_iter().filter(|_| !self.facts.is_empty()) {
            let (is, was) = (&self.facts[tokens.clone()], &before.facts[shift_range(&tokens, by)]);
            // Most facts are the same. It is quicker to find that out for a whole chunk.
            for ((is, was), from) in is.chunks(CHUNK).zip(was.chunks(CHUNK)).zip(tokens.step_by(CHUNK)) {
                if is.iter().zip(was).fold(0, |differ, (is, was)| differ | (is ^ was)) != 0 {
                    let pairs = is.iter().zip(was).zip(from..);
                    changed.extend(pairs.filter(|((is, was), _)| is != was).map(|(_, i)| i));
                }
            }
        }
        let mut last = 0;
        let holds = |question: &Question| {
            let around = &question.depends_on;
            let by = match around {
                _ if around.end <= same.at_start => 0,
                _ if around.start >= count - same.at_end => after,
                _ => return None,
            };
            let moved = Question { tokens: shift_range(&question.tokens, by), depends_on: shift_range(around, by) };
            let earlier = |other: &&Question| other.tokens.start < moved.tokens.start;
            last += before.questions[last..].iter().take_while(earlier).count();
            let next = changed.get(changed.partition_point(|&i| i < around.start));
            let holds = next.is_none_or(|&i| i >= around.end) && before.questions.get(last) == Some(&moved);
            holds.then_some(last)
        };
        self.questions.iter().map(holds).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks about stretches of a text, given its facts. An answer depends on one token more to either side. Returns the
    /// starts of the stretches that had to be answered anew.
    fn asked(
        cache: &mut AnswerCache<usize>,
        same: (usize, usize),
        facts: &[u64],
        stretches: &[Range<usize>],
    ) -> Vec<usize> {
        let unchanged = Unchanged { at_start: same.0, at_end: same.1 };
        let question = |tokens: &Range<usize>| Question::with_reach(tokens, 1, facts.len());
        cache.ask(Some(unchanged), || facts.to_vec(), stretches.iter().map(question).collect());
        let unknown = cache.unanswered().iter().map(|tokens| tokens.start).collect();
        // An answer is the sum of the facts that it depends on.
        let sum = |tokens: &Range<usize>| facts[question(tokens).depends_on].iter().sum::<u64>() as usize;
        cache.complete(sum);
        let mut answered = Vec::new();
        cache.answers(|tokens, &answer| {
            assert_eq!(answer, sum(tokens));
            answered.push(tokens.clone());
        });
        assert_eq!(answered, stretches);
        unknown
    }

    #[test]
    fn an_answer_holds_while_all_that_it_hangs_on_does() {
        let mut cache = AnswerCache::default();
        let thirds = [0..2, 2..4, 4..6];
        assert_eq!(asked(&mut cache, (0, 0), &[1, 2, 3, 4, 5, 6], &thirds), [0, 2, 4]);
        assert_eq!(asked(&mut cache, (6, 0), &[1, 2, 3, 4, 5, 6], &thirds), [0; 0]);
        // One fact changed, on which the stretch before depends, too.
        assert_eq!(asked(&mut cache, (0, 6), &[1, 2, 3, 4, 9, 6], &thirds), [2, 4]);
        // One word changed.
        assert_eq!(asked(&mut cache, (5, 0), &[1, 2, 3, 4, 9, 6], &thirds), [4]);
        assert_eq!(asked(&mut cache, (0, 3), &[1, 2, 3, 4, 9, 6], &thirds), [0, 2]);
        // One word more: what stands behind it has moved.
        assert_eq!(asked(&mut cache, (3, 3), &[1, 2, 3, 8, 4, 9, 6], &[0..2, 2..5, 5..7]), [2]);
        assert_eq!(asked(&mut cache, (3, 3), &[1, 2, 3, 4, 9, 6], &thirds), [2]);
        // Other stretches of the same text.
        assert_eq!(asked(&mut cache, (6, 0), &[1, 2, 3, 4, 9, 6], &[0..2, 2..3, 3..4, 4..6]), [2, 3]);
        // A text that ends where a stretch did, and one that goes on there.
        assert_eq!(asked(&mut cache, (4, 0), &[1, 2, 3, 4], &[0..2, 2..3, 3..4]), [3]);
        assert_eq!(asked(&mut cache, (4, 0), &[1, 2, 3, 4, 9], &[0..2, 2..3, 3..4, 4..5]), [3, 4]);
        assert_eq!(asked(&mut cache, (0, 0), &[], &[]), [0; 0]);
    }

    #[test]
    fn a_text_that_is_no_edit_keeps_nothing() {
        let mut cache = AnswerCache::default();
        for _ in 0..2 {
            cache.ask(None, || unreachable!("no facts are needed"), vec![Question::alone(&(0..2))]);
            let all = 0..2;
            assert_eq!(cache.unanswered(), [all]);
            cache.complete(|_| 1);
            let mut count = 0;
            cache.answers(|_, answer| count += answer);
            assert_eq!(count, 1);
        }
    }
}
