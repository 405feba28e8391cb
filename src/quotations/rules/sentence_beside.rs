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
/// The most tokens of a sentence that presents a person.
const LONGEST_PRESENTING: usize = 24;

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
        let before = own.start..q.start;
        let asked = || asking(context, q, before.clone());
        return acting(context, before.clone(), LONGEST).or_else(|| presenting(context, q, &before)).or_else(asked);
    }
    if q.start == own.start && q.end < own.end && ends && !whole {
        return acting(context, q.end..own.end, LONGEST);
    }
    let before = document.paragraphs.get(number.checked_sub(1)?)?;
    // The sentence must end with its verb and adverbs: "Carl Otis agrees."
    let last = |agrees: &Clause| (agrees.cue.end..before.end).all(|i| stop(i) || tag(context, i) == Tag::RB);
    let sentence = document.sentences[context.sentence_of[before.end - 1] as usize].start.max(before.start);
    let agrees = || acting(context, sentence..before.end, LONGEST_BEFORE).filter(last);
    if q.start == own.start && whole && ends { agrees().or_else(|| presenting(context, q, before)) } else { None }
}

/// Whether a range of tokens is just one sentence, outside marks, that ends with `stop`.
fn is_sentence(context: &Context, range: &Range<usize>, stop: &str) -> bool {
    let sentence = &context.document.sentences[context.sentence_of[range.start] as usize];
    sentence == range && word(context, range.end - 1) == stop && !context.any_quoted(range)
}

/// The only name of a person or body in a range of tokens; none where it has several names of people or bodies.
fn only_name(context: &Context, range: &Range<usize>) -> Option<Range<usize>> {
    let named = |&i: &usize| matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY);
    let start = range.clone().find(named)?;
    let end = (start..range.end).find(|i| !named(i)).unwrap_or(range.end);
    (end..range.end).all(|i| !named(&i)).then_some(start..end)
}

/// Whether quoted words speak of somebody named or of a "he" or "she", who then is not the one to speak them.
fn speaks_of(context: &Context, q: &Range<usize>, name: &Range<usize>) -> bool {
    let family = word(context, name.end - 1);
    q.clone().any(|i| is_one_of(context, i, &["he", "she", "him", "her", "his", "hers", family]))
}

/// The subject and verb of the one sentence of a range, which presents the only person in it before stretch `q`: Kay
/// Simms, of the council, is more hopeful. | For Kay Simms, it was too much. | Not where the words speak of that person.
fn presenting(context: &Context, q: &Range<usize>, range: &Range<usize>) -> Option<Clause> {
    if range.len() > LONGEST_PRESENTING || !is_sentence(context, range, ".") {
        return None;
    }
    let name = only_name(context, range)?;
    if phrases::kind(context, name.start) != name_kind::PERSON || speaks_of(context, q, &name) {
        return None;
    }
    let rule = AttributionRule::SentenceBesideMarks;
    // Behind a comma, the last word is the verb whatever its tag: "Kay Simms, of the council, disagrees."
    let last = |i: usize| i + 2 == range.end && word(context, i - 1) == "," && word(context, i).ends_with('s');
    let mut verbs = (name.end..range.end).filter(|&i| is_finite(context, i) && word(context, i) != "’s" || last(i));
    if name.start == range.start + 1 && is_one_of(context, range.start, &["for"]) && word(context, name.end) == "," {
        let verb = verbs.next()?;
        return Some(Clause { cue: verb..verb + 1, source: Some(name), rule });
    }
    // A relative clause may stand between: "Kay Simms, who runs the shop, disagrees."
    let subject = |verb: usize| subject_before(context, verb, range.start).map(|subject| (verb, subject));
    let (verb, source) = verbs.filter_map(subject).find(|(_, subject)| subject.start == range.start)?;
    // What was done to somebody presents nobody, nor does an age: "Kay Simms was arrested", "Kay Simms is 45".
    let passive = is_one_of(context, verb, &["was", "were", "is", "are", "has", "had"])
        && (tag(context, verb + 1) == Tag::CD
            || (verb + 1..range.end.min(verb + 4)).any(|i| tag(context, i) == Tag::VBN));
    let reports = [Flag::Says, Flag::Thinks].iter().any(|&flag| context.has(verb, flag)) && verb + 1 != range.end - 1;
    let plain = tag(context, verb) != Tag::MD && !passive && !reports;
    plain.then_some(Clause { cue: verb..verb + 1, source: Some(source), rule })
}

/// The person or body that a short question before stretch `q` asks, which the words answer: So what does Ana Ruiz
/// *say*? | And *Ana Ruiz*? | Ana Ruiz’s *verdict*?
fn asking(context: &Context, q: &Range<usize>, range: Range<usize>) -> Option<Clause> {
    if range.len() > LONGEST_BEFORE || !is_sentence(context, &range, "?") {
        return None;
    }
    let name = only_name(context, &range)?;
    let rest = name.end..range.end - 1;
    let speech = |&i: &usize| {
        [Flag::Says, Flag::Thinks, Flag::Verdict].iter().any(|&flag| context.has(i, flag))
            || is_one_of(context, i, &["make"]) && is_one_of(context, i + 1, &["of"])
    };
    let begins = is_one_of(context, range.start, &["and", "but"]) && rest.is_empty() && !speaks_of(context, q, &name);
    let cue = rest.clone().find(speech).or_else(|| begins.then_some(rest.end))?;
    let cue = if context.has(cue, Flag::Thinks) { rest.end } else { cue };
    Some(Clause { cue: cue..cue + 1, source: Some(name), rule: AttributionRule::SentenceBesideMarks })
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
