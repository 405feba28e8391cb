//! Finds where a reported clause begins if something stands between it and its verb of saying: who is told, where, when
//! and in what.
//!
//! > Ana Ruiz told the paper | drivers had been warned. The bank said in a filing on Monday | sales had fallen.
//!
//! A clause begins where a subject and its finite verb follow. Two nouns in a row leave open where it begins ("in a
//! filing sales fell"). The first ends its phrase if it is a word for what things are said in, or for people who are
//! told; after other nouns, only an article, a pronoun or a name shows that a new phrase begins.

use std::ops::Range;

use super::context::{Context, name_kind};
use super::phrases::{self, ends_phrase, in_phrase, is_noun, is_one_of, is_pronoun, tag, word};
use crate::lexicon::Flag;
use crate::syntax::Tag;

/// Prepositions before what something is said in, at or through.
const PREPOSITIONS: &[&str] = &[
    "in", "at", "on", "during", "through", "via", "after", "before", "from", "by", "to", "under", "over", "outside",
    "inside",
];

/// Words before a day: "late on Friday", "published on Monday".
const BEFORE_DAYS: &[&str] = &[
    "late",
    "earlier",
    "early",
    "last",
    "this",
    "next",
    "on",
    "in",
    "published",
    "released",
    "posted",
    "dated",
    "issued",
    "sent",
    "seen",
];

/// The most tokens of a phrase that says where, when or to whom.
const LONGEST: usize = 7;
/// The most tokens of a clause up to its verb.
const SUBJECT: usize = 14;

/// The token where the clause begins that the verb at `verb` reports; who is told, and when and where, may stand
/// between. None if no clause follows before `limit`, or if "told" names nobody who is told.
pub fn clause_after(context: &Context, verb: usize, limit: usize) -> Option<usize> {
    let mut at = verb + 1;
    if context.has(verb, Flag::Tells) {
        let end = hearer(context, at, limit);
        if end.is_none() && is_one_of(context, verb, &["told", "tells", "tell", "telling"]) {
            return None;
        }
        at = end.unwrap_or(at);
    }
    // At most three phrases may say where, when and in what.
    for _ in 0..3 {
        let Some(end) = adjunct(context, at, limit) else { break };
        at = end;
    }
    that_or_clause_begins(context, at, limit).then_some(at)
}

/// Whether "that" or a clause without it begins at `at`.
fn that_or_clause_begins(context: &Context, at: usize, limit: usize) -> bool {
    at < limit && (is_one_of(context, at, &["that"]) || clause_begins(context, at, limit))
}

/// Whether a clause begins at `at`: a subject, then its finite verb.
pub fn clause_begins(context: &Context, at: usize, limit: usize) -> bool {
    verb_of_clause(context, at, limit).is_some()
}

/// The finite verb of the clause whose subject begins at `at`; none if no subject begins there, or no verb follows it
/// before `limit`.
pub fn verb_of_clause(context: &Context, at: usize, limit: usize) -> Option<usize> {
    use Tag::*;
    let limit = limit.min(at + SUBJECT).min(context.len());
    if at >= limit || ends_phrase(context, at) {
        return None;
    }
    // Words before a number: "at least 40 people", "about 40 people".
    let two = is_one_of(context, at, &["at", "up", "more", "fewer", "less"])
        && is_one_of(context, at + 1, &["least", "most", "to", "than"]);
    let words =
        if two { 2 } else { usize::from(at + 1 < limit && tag(context, at + 1) == CD && !is_noun(context, at)) };
    let at = if at + words < limit && tag(context, at + words) == CD { at + words } else { at };
    let mut i = at;
    if is_pronoun(context, at)
        || is_one_of(
            context,
            at,
            &["there", "this", "that", "these", "those", "nobody", "everyone", "nothing", "none", "somebody"],
        )
    {
        i += 1;
    } else {
        let mut noun = false;
        // "sales fell 4%": the tagger takes "sales" for a verb.
        let sold = |i: usize| i == at && tag(context, i) == VBZ && is_verb_of_sums(context, i + 1, limit);
        while i < limit
            && !ends_phrase(context, i)
            && (in_phrase(context, i)
                || sold(i)
                || i == at && is_one_of(context, i, &["net"])
                || noun && is_one_of(context, i, &["of", "for", "in", "at", "from", "and"]))
        {
            // An article after a noun begins another phrase.
            let again = matches!(tag(context, i), DT | PRPS | PDT) && noun && is_noun(context, i - 1);
            if again || noun && (is_finite(context, i) && !in_phrase(context, i) || is_verb_of_sums(context, i, limit))
            {
                break;
            }
            noun |= is_noun(context, i) || sold(i);
            i += 1;
        }
        if !noun {
            return None;
        }
    }
    while i < limit && tag(context, i) == RB {
        i += 1;
    }
    (i < limit && (is_finite(context, i) || is_verb_of_sums(context, i, limit))).then_some(i)
}

/// True for a verb of what sums do, right before a sum: "fell" in "sales fell 4%".
fn is_verb_of_sums(context: &Context, i: usize, limit: usize) -> bool {
    i + 1 < limit && context.has(i, Flag::Moves) && phrases::kind(context, i + 1) == name_kind::AMOUNT
}

/// True for a finite verb, modals and short forms such as "’ll" among them.
pub fn is_finite(context: &Context, i: usize) -> bool {
    const FORMS: &[&str] = &[
        "was", "were", "is", "are", "had", "has", "have", "would", "will", "could", "did", "may", "might", "should",
        "must", "’s", "’d", "’ll",
    ];
    matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
        || is_one_of(context, i, FORMS) && tag(context, i) != Tag::POS
}

/// Whether the phrase is a pronoun that is the subject of the verb after it: "she" in "said she was glad".
pub fn is_next_subject(context: &Context, phrase: &Range<usize>, limit: usize) -> bool {
    phrase.len() == 1 && is_pronoun(context, phrase.start) && phrase.end < limit && is_finite(context, phrase.end)
}

/// Whether a new phrase surely begins at `i`: an article, a pronoun, or a word with a capital after one without.
fn new_phrase(context: &Context, i: usize) -> bool {
    let capital = |i: usize| word(context, i).starts_with(char::is_uppercase);
    matches!(tag(context, i), Tag::DT | Tag::PRPS | Tag::PRP | Tag::EX)
        || is_pronoun(context, i)
        || capital(i) && !capital(i - 1)
}

/// The end of the phrase that begins at `at`. It ends with a word that has the flag `head`, or with a noun before what
/// can only begin a new phrase; a clause must follow, or after a word with the flag a further phrase of time or place.
/// None if there is no such end.
fn phrase_with(context: &Context, at: usize, limit: usize, head: Flag) -> Option<usize> {
    let limit = limit.min(at + LONGEST);
    let mut fallback = None;
    for end in at + 1..limit {
        let last = end - 1;
        // A participle may end the phrase, or stand in it: "in a regulatory *filing*", "in an *emailed* statement".
        let verbal = matches!(tag(context, last), Tag::VBN | Tag::VBG)
            && (context.has(last, head) || tag(context, last - 1) == Tag::DT);
        if ends_phrase(context, last)
            || !(in_phrase(context, last) || verbal || last == at && is_pronoun(context, last))
        {
            break;
        }
        if end > at + 1 && tag(context, last) == Tag::DT {
            break;
        }
        // "told | Miss Ruiz": a phrase does not end with a title.
        if context.has(last, Flag::Title) && word(context, last).starts_with(char::is_uppercase) {
            continue;
        }
        let head = context.has(last, head);
        if (head || is_noun(context, last) && new_phrase(context, end))
            && that_or_clause_begins(context, end, limit + SUBJECT)
        {
            return Some(end);
        }
        // A further phrase follows: "in a statement to", "at a hearing on Monday".
        if head
            && fallback.is_none()
            && (phrases::kind(context, end) == name_kind::TIME
                || is_one_of(context, end, PREPOSITIONS)
                || is_one_of(context, end, &["with", "for"])
                || is_one_of(context, end, BEFORE_DAYS))
        {
            fallback = Some(end);
        }
    }
    fallback
}

/// The end of the words that begin at `at` and say who is told: "him", "the BBC", "reporters", "a court in Leeds". None
/// if they don't.
fn hearer(context: &Context, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit || ends_phrase(context, at) {
        return None;
    }
    if is_one_of(context, at, &["him", "her", "them", "me", "us", "it", "you"]) && tag(context, at) != Tag::PRPS {
        return Some(at + 1);
    }
    let from = at + usize::from(tag(context, at) == Tag::DT);
    if matches!(phrases::kind(context, from), name_kind::PERSON..=name_kind::THING) {
        let end = name_end(context, from, limit);
        if that_or_clause_begins(context, end, limit)
            || phrases::kind(context, end.min(limit - 1)) == name_kind::TIME
            || end < limit && is_one_of(context, end, PREPOSITIONS)
        {
            return Some(end);
        }
        // "the BBC's Today programme".
        if end + 1 < limit && is_one_of(context, end, &["'s", "’s"]) {
            return phrase_with(context, end + 1, limit, Flag::Hearer);
        }
    }
    phrase_with(context, at, limit, Flag::Hearer)
}

/// The end of the name that begins at `at`, at most `limit`.
fn name_end(context: &Context, at: usize, limit: usize) -> usize {
    (at..limit).find(|&i| phrases::kind(context, i) != phrases::kind(context, at)).unwrap_or(limit)
}

/// The end of a phrase that begins at `at` and says where, when or in what something is said: "on Monday", "in a
/// statement to lawmakers", "in London". None if it doesn't.
fn adjunct(context: &Context, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit || ends_phrase(context, at) {
        return None;
    }
    // "said Christmas | sales had fallen": a feast before a noun says of which sales.
    let feast = is_one_of(context, at, &["christmas", "easter", "ramadan", "diwali", "thanksgiving"]);
    if phrases::kind(context, at) == name_kind::TIME && !(feast && is_noun(context, at + 1)) {
        return Some(name_end(context, at, limit));
    }
    let day = at
        + usize::from(
            is_one_of(context, at, &["late", "early", "earlier"]) && is_one_of(context, at + 1, &["on", "in", "this"]),
        );
    if is_one_of(context, day, &["late", "earlier", "early", "last", "this", "next", "on", "in"])
        && day + 1 < limit
        && phrases::kind(context, day + 1) == name_kind::TIME
    {
        return Some(name_end(context, day + 1, limit));
    }
    if is_one_of(context, at, &["to", "with", "for"]) {
        return hearer(context, at + 1, limit);
    }
    if !is_one_of(context, at, PREPOSITIONS) {
        return None;
    }
    let from = at + 1 + usize::from(tag(context, at + 1) == Tag::DT);
    if from < limit && matches!(phrases::kind(context, from), name_kind::BODY | name_kind::PLACE) {
        let end = name_end(context, from, limit);
        if that_or_clause_begins(context, end, limit) || end < limit && phrases::kind(context, end) == name_kind::TIME {
            return Some(end);
        }
    }
    phrase_with(context, at + 1, limit, Flag::Occasion)
}
