//! Two reports in one sentence: Ana Ruiz said the road was closed, while Tom Owens called it a mistake. The first
//! content must end where the second report begins.

use std::ops::Range;

use crate::lexicon::{Flag, has};
use crate::quotations::adjuncts::{clause_begins, is_finite, verb_of_clause};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, in_phrase, is_one_of, is_pronoun, word};
use crate::syntax::Tag;
use crate::text::sorting::sort_by_key;

/// The fewest tokens that a content keeps.
const FEWEST: usize = 3;
/// How many sources near a content are looked at.
const NEAREST_SOURCES: usize = 8;
/// The most tokens of a description before a name.
const LONGEST_DESCRIPTION: usize = 8;

/// The token before which a content ends because a second report begins: a comma with a conjunction, a semicolon, or
/// "while" alone, if a subject with a verb of saying follows. `cues` tells for each token whether it is in a cue.
fn second_report(context: &Context, content: &Range<usize>, cues: &[bool]) -> Option<usize> {
    let limit = context.document.sentences[context.sentence_of[content.start] as usize].end;
    let mut at = content.start + 2;
    while at + 1 < content.end {
        let joint = at;
        at += 1;
        if context.is_quoted(joint) {
            continue;
        }
        let comma = matches!(word(context, joint), "," | ";");
        let joined = joint + usize::from(comma);
        let conjunction = joined < content.end
            && is_one_of(context, joined, &["while", "whereas", "but", "and", "though", "although"]);
        if !conjunction && word(context, joint) != ";" {
            continue;
        }
        let subject = joined + usize::from(conjunction);
        let contrast = is_one_of(context, joined, &["while", "whereas"]);
        if !comma && (!contrast || subject >= content.end) {
            continue;
        }
        let Some(verb) = verb_of_clause(context, subject, limit) else { continue };
        // A contrast with a named subject needs no known cue: "while Tom Owens called it a mistake".
        let opposed =
            contrast && comma && matches!(phrases::kind(context, verb - 1), name_kind::PERSON | name_kind::BODY);
        let reports =
            has(word(context, verb), Flag::Says) && (cues[verb] || opposed || has(word(context, verb), Flag::States));
        if reports && !(is_pronoun(context, subject) && is_one_of(context, subject, &["it", "they", "we", "you"])) {
            return Some(joint);
        }
    }
    None
}

/// The token before which a content ends because a conjunction and the source of another report follow: the road was
/// closed | and her deputy, Tom Owens, said …. Without a comma, the words before must be a clause, and the other cue a
/// verb of saying. `others` are sources and their cues, in text order.
fn before_source(context: &Context, content: &Range<usize>, others: &[(Range<usize>, Range<usize>)]) -> Option<usize> {
    let first = others.partition_point(|(source, _)| source.start < content.start + FEWEST);
    let near = others[first..].iter().take(NEAREST_SOURCES).take_while(|(source, _)| source.start <= content.end + 1);
    near.filter(|(source, cue)| cue.start >= source.end).find_map(|(source, cue)| {
        let joint = before_job(context, source.start).unwrap_or(source.start - 1);
        let any = |flag: Flag| cue.clone().any(|i| has(word(context, i), flag));
        // A semicolon does as well: "the road was closed|; its owner, Tom Owens, said …".
        if word(context, joint) == ";" && !context.is_quoted(joint) && any(Flag::Plain) {
            return Some(joint);
        }
        let comma = word(context, joint - 1) == ",";
        let conjunction = is_one_of(context, joint, &["while", "whereas", "but", "and", "though", "although"]);
        let one_sentence = context.sentence_of[content.start] == context.sentence_of[cue.start];
        let clause = |range: Range<usize>| range.into_iter().any(|i| is_finite(context, i));
        let named = || {
            source
                .clone()
                .any(|i| matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY | name_kind::GROUP))
        };
        let speaks = !is_pronoun(context, source.start)
            && (comma || clause(content.start..joint) && (any(Flag::Plain) || any(Flag::Says) && named()));
        let goes_on = comma && is_one_of(context, source.start, &["he", "she"]) && any(Flag::Says);
        let report = conjunction && one_sentence && clause(cue.clone()) && (speaks || goes_on);
        (report && !context.is_quoted(joint)).then(|| joint - usize::from(comma))
    })
}

/// The conjunction before a description that the name at `name` follows as an apposition: the road was closed | and |
/// her deputy, Tom Owens, said ….
fn before_job(context: &Context, name: usize) -> Option<usize> {
    let comma = name.checked_sub(1).filter(|&i| word(context, i) == ",")?;
    let phrase = (0..comma).rev().take(LONGEST_DESCRIPTION).take_while(|&i| in_phrase(context, i)).count();
    let joint = (comma - phrase).checked_sub(1).filter(|_| phrase > 0)?;
    is_one_of(context, joint, &["and", "but", "while"]).then_some(joint)
}

/// The token before which a content ends because its own source has a second cue: the road was closed | and added that
/// …. `others` are sources and their cues, in text order.
fn second_cue(
    context: &Context,
    content: &Range<usize>,
    source: &Range<usize>,
    others: &[(Range<usize>, Range<usize>)],
) -> Option<usize> {
    let first = others.partition_point(|(other, _)| other.start < source.start);
    let own =
        others[first..].iter().take(NEAREST_SOURCES).take_while(|(other, _)| other == source).map(|(_, cue)| cue.start);
    own.filter(|cue| (content.start + FEWEST + 1..content.end).contains(cue)).find_map(|cue| {
        let adverb = phrases::tag(context, cue - 1) == Tag::RB;
        let joint = cue - 1 - usize::from(adverb);
        let comma = word(context, joint - 1) == ",";
        let joined = is_one_of(context, joint, &["and", "but"]) && !context.is_quoted(joint);
        joined.then(|| joint - usize::from(comma))
    })
}

/// The token before which a content without a verb ends because its source does something else: denies the theft | but
/// has admitted fraud.
fn second_verb(context: &Context, content: &Range<usize>) -> Option<usize> {
    use Tag::*;
    let tag = |i: usize| phrases::tag(context, i);
    let plain = |i: usize| {
        let verb = is_finite(context, i) || matches!(tag(i), VB | VBN | TO);
        !verb && !context.is_quoted(i) && !is_one_of(context, i, &["that", "which", "who", "whose"])
    };
    let joint = content.clone().skip(1).take_while(|&i| plain(i)).find(|&i| is_one_of(context, i, &["but", "and"]))?;
    let verb = joint + 1;
    let noun = joint == content.start + 1 || tag(joint - 1).is_noun() && in_phrase(context, content.start);
    // Before a noun, the word may be no verb: "… and entrenched corruption".
    let goes_on = verb + 1 < content.end && matches!(tag(verb + 1), DT | PRP | PRPS | RB | VBN | VB | IN | TO);
    (noun && goes_on && is_finite(context, verb)).then_some(joint)
}

/// The comma at which a content ends because the sentence goes on to comment on it: the drug is unsafe|, a claim that
/// its maker disputes; told that he had won|, Olsen was speechless.
fn before_comment(context: &Context, cue: &Range<usize>, content: &Range<usize>) -> Option<usize> {
    const CLAIMS: &[&str] = &["claim", "charge", "statement", "accusation", "allegation", "assertion", "suggestion"];
    let told = context.edges[cue.start] & 1 > 0
        && [Flag::Tells, Flag::Addresses].iter().any(|&flag| context.has(cue.start, flag));
    let comma = |&i: &usize| word(context, i) == "," && !context.is_quoted(i);
    content.clone().skip(FEWEST).filter(comma).find(|&i| {
        let claim = i + 2 < content.end && is_one_of(context, i + 1, &["a", "an"]) && is_one_of(context, i + 2, CLAIMS);
        claim || told && clause_begins(context, i + 1, content.end)
    })
}

/// Ends each content before a second report that begins in it.
pub fn end_before_second(context: &Context, found: &mut [Attribution]) {
    let mut cues = vec![false; context.len()];
    for cue in found.iter().filter_map(|a| a.cue.clone()) {
        cues[cue].fill(true);
    }
    let mut others: Vec<_> = found.iter().filter_map(|a| Some((a.source.clone()?, a.cue.clone()?))).collect();
    sort_by_key(&mut others, |(source, _)| source.start as u64);
    for attribution in found {
        let Some(cue) = attribution.cue.clone() else { continue };
        let source = attribution.source.clone();
        let Some(last) = attribution.content.last_mut().filter(|last| last.start >= cue.end) else { continue };
        if context.sentence_of[last.start] != context.sentence_of[cue.start] {
            continue;
        }
        // The network may read on where a sentence ends in an abbreviation: it would buy Kell Co.| Shares rose.
        let end = context.document.sentences[context.sentence_of[last.start] as usize].end;
        if last.end > end && !phrases::is_stop(context, end - 1) && !context.any_quoted(last) {
            last.end = end;
        }
        if let Some(end) = second_verb(context, last).or_else(|| before_comment(context, &cue, last)) {
            last.end = end;
        }
        if let Some(end) = second_report(context, last, &cues).or_else(|| before_source(context, last, &others)) {
            last.end = end;
        }
        if let Some(end) = source.and_then(|source| second_cue(context, last, &source, &others)) {
            last.end = end;
        }
    }
}
