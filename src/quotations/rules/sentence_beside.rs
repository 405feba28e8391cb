//! Quotations beside one short sentence of what somebody does, who is taken to speak: Ana Ruiz laughed. “The road is
//! closed.” The sentence shares the paragraph of the quotation, or ends the paragraph before one that is all in marks: Her boss, Carl Otis, agrees. / “She is the garden.”
//!
//! What it gets wrong: a sentence about the person who is spoken to.

use std::ops::Range;

use super::clause::{Clause, reported};
use super::ranges::{overlap, starting_in};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_finite;
use crate::quotations::attribution::{Attribution, by_token_of_cue};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, ends_phrase, is_one_of, is_pronoun, subject_before, tag, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;

/// The most tokens of a sentence in the quotation's paragraph.
const LONGEST: usize = 9;
/// The most tokens of a sentence that ends the paragraph before.
const LONGEST_BEFORE: usize = 14;

/// The subject and verb of the only other sentence in the paragraph of stretch `q`, or of the last sentence in the
/// paragraph before.
pub fn clause(context: &Context, q: &Range<usize>) -> Option<Clause> {
    let document = context.document;
    let number = context.paragraph_of[q.start] as usize;
    let own = &document.paragraphs[number];
    if q.end > own.end || q.len() < 4 || !word(context, q.start + 1).starts_with(char::is_uppercase) {
        return None;
    }
    let stop = |i: usize| phrases::is_stop(context, i);
    let ends = (q.end.saturating_sub(3)..q.end).any(stop);
    let whole = q.end == own.end || q.end + 1 == own.end && stop(q.end);
    if q.start > own.start && whole {
        return acting(context, own.start..q.start, LONGEST);
    }
    if q.start == own.start && q.end < own.end && ends && !whole {
        return acting(context, q.end..own.end, LONGEST);
    }
    let before = document.paragraphs.get(number.checked_sub(1)?)?;
    let sentence = document.sentences[context.sentence_of[before.end - 1] as usize].start.max(before.start);
    let agrees = acting(context, sentence..before.end, LONGEST_BEFORE)?;
    // The sentence must end with its verb and adverbs: "Carl Otis agrees."
    let last = (agrees.cue.end..before.end).all(|i| stop(i) || tag(context, i) == Tag::RB);
    (q.start == own.start && whole && ends && last).then_some(agrees)
}

/// Gives quoted words to who acts in the short sentence before them, where a paragraph has several such pairs: Ana Ruiz
/// laughed. “It is closed.” | Tom Owens sighed. “It never opened.” | The network may give that sentence the quoted
/// words before it.
pub fn settle(context: &Context, stretches: &[Range<usize>], window: &Range<usize>, found: &mut Vec<Attribution>) {
    let mut cue_of = by_token_of_cue(found);
    let mut held = vec![false; context.len()];
    found.iter().flat_map(|a| &a.content).for_each(|content| held[content.start] = true);
    // From the last pair to the first: words that a sentence loses are free for the sentence before.
    for pair in stretches[starting_in(stretches, window)].windows(2).rev() {
        let (q, next) = (&pair[0], &pair[1]);
        let floor = context.document.paragraphs[context.paragraph_of[next.start] as usize].start;
        let stop = (q.end.saturating_sub(3)..q.end).any(|i| word(context, i) == ".");
        if q.start <= floor || !stop || next.len() < 4 || next.start - q.end > LONGEST {
            continue;
        }
        let Some(clause) = acting(context, q.end..next.start, LONGEST) else { continue };
        if context.has(clause.cue.start, Flag::Says) {
            continue;
        }
        if let Some(&known) = cue_of.get(&(clause.cue.start as u64)) {
            let content = &mut found[known].content;
            let before = content.len();
            content.retain(|content| overlap(content, q) == 0);
            held[q.start] &= content.len() == before;
            if !held[next.start] {
                content.push(next.clone());
            }
        } else if !held[next.start] {
            cue_of.insert(clause.cue.start as u64, found.len());
            found.push(reported(context, next, clause));
        }
        held[next.start] = true;
    }
    found.retain(|attribution| !attribution.content.is_empty());
}

/// The subject and verb of the sentence that makes up a range, if the subject is a person, the verb is one of doing,
/// and nobody else is named.
fn acting(context: &Context, range: Range<usize>, longest: usize) -> Option<Clause> {
    let sentence = &context.document.sentences[context.sentence_of[range.start] as usize];
    let one = sentence.start == range.start && sentence.end == range.end && range.len() <= longest;
    let stop = phrases::is_stop(context, range.end - 1) && word(context, range.end - 1) != "?";
    if !one || !stop || range.clone().any(|i| context.is_quoted(i)) {
        return None;
    }
    const STATES: &[&str] = &["is", "was", "are", "were", "has", "had", "have", "’s", "'s"];
    let verb = (range.start + 1..range.end)
        .find(|&i| is_finite(context, i) && phrases::kind(context, i) == name_kind::NONE)?;
    if tag(context, verb) == Tag::MD || is_one_of(context, verb, STATES) {
        return None;
    }
    let subject = subject_before(context, verb, range.start).filter(|subject| subject.start == range.start)?;
    let person = subject.clone().any(|i| phrases::kind(context, i) == name_kind::PERSON)
        || is_pronoun(context, subject.start) && is_one_of(context, subject.start, &["he", "she"]);
    let others = (verb..range.end).any(|i| {
        matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY)
            || ends_phrase(context, i) && i + 1 < range.end
    });
    let reports = context.has(verb, Flag::Thinks);
    (person && !others && !reports).then_some(Clause {
        cue: verb..verb + 1,
        source: Some(subject),
        rule: AttributionRule::SentenceBesideMarks,
    })
}
