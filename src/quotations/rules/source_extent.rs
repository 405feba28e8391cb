//! Makes sources whole, with all of the name, the noun and the relative clause, and takes off what only says when and
//! where somebody spoke.
//!
//! > | Ana Ruiz, who has run the depot for years, | said. | Ana Ruiz | in a meeting said. | Ana Ruiz | further said.

use std::ops::Range;

use super::ranges::overlap;
use super::signature;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_finite;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_noun, is_one_of, tag, word};
use crate::syntax::Tag;

/// The most tokens of a relative clause, or of what is added before a source.
const LONGEST: usize = 24;

/// Corrects where the source of an attribution begins and ends.
pub fn settle(context: &Context, attribution: &mut Attribution) {
    with_relative_clause(context, attribution);
    tidy_source(context, attribution);
    let (Some(cue), Some(source)) = (&attribution.cue, &mut attribution.source) else { return };
    // A sentence may end within it, in an abbreviation: said | Ana Ruiz of Kell Co. | Shares rose.
    let end = context.document.sentences[context.sentence_of[source.start] as usize].end;
    if source.end > end && !phrases::is_stop(context, end - 1) {
        *source = if cue.start >= source.end { end..source.end } else { source.start..end };
    }
    // An article or a possessive needs its noun: "| Her | family said". So does the name of a family.
    let family = source.end < context.len() && is_one_of(context, source.end, &["family"]);
    if source.end < cue.start && (family || matches!(tag(context, source.end - 1), Tag::PRPS | Tag::POS | Tag::DT)) {
        let whole = phrases::phrase_from(context, if family { source.end } else { source.start }, cue.start);
        source.end = whole.map_or(source.end, |whole| whole.end.max(source.end));
    } else if family && cue.end <= source.start {
        source.end += 1;
    }
    without_occasion(context, source, cue);
    let start = whole_start(context, source);
    let free = |part: &Range<usize>| overlap(part, &(start..source.start)) == 0;
    if free(cue) && attribution.content.iter().all(free) {
        source.start = start;
    }
}

fn is_relative(context: &Context, i: usize) -> bool {
    is_one_of(context, i, &["who", "whose", "which"])
}

/// Extends a source to the end of a relative clause that follows it or that it holds the beginning of. If the cue is
/// the verb of that clause, the source becomes the noun before the pronoun, | drivers | who say, or behind a comma the
/// pronoun: drivers, | who | say.
fn with_relative_clause(context: &Context, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (&attribution.cue, &mut attribution.source) else { return };
    let sentence = &context.document.sentences[context.sentence_of[source.start] as usize];
    let from = source.end;
    let before = cue.start >= from;
    if before && cue.start == from && source.len() > 1 && is_relative(context, from - 1) {
        if word(context, from - 2) == "," {
            source.start = from - 1;
        } else {
            source.end = from - 1;
        }
        return;
    }
    let follows = from + 2 < sentence.end && word(context, from) == "," && is_relative(context, from + 1);
    let pronoun = source.clone().skip(1).rfind(|&i| is_relative(context, i)).filter(|_| before);
    let open = pronoun.is_some_and(|pronoun| !(pronoun..from).any(|i| is_finite(context, i)));
    if !follows && !open || sentence.end <= cue.start {
        return;
    }
    let comma = |&i: &usize| word(context, i) == ",";
    let end = if before {
        (from + 2..cue.start).rev().take_while(|&i| cue.start - i < 4).find(comma)
    } else {
        (from + 2..sentence.end.min(from + LONGEST)).find(|i| phrases::ends_phrase(context, *i) || comma(i))
    };
    let Some(end) = end.filter(|end| end - from < LONGEST) else { return };
    // The clause may be a report of its own: "Ana Ruiz, who | added | that …".
    let reports = |i: usize| {
        let says = context.has(i, Flag::Says) || !before && context.has(i, Flag::Thinks);
        says && !is_one_of(context, i, &["asked", "declined", "spoke"])
    };
    let free = attribution.content.iter().all(|content| overlap(content, &(from..end)) == 0);
    if free && !(from..end.min(from + 4)).any(reports) && !(from..end).any(|i| context.is_quoted(i)) {
        source.end = end;
    }
}

/// Takes off the end of a source what says when and where somebody spoke: | Ana Ruiz | at a meeting; | Ana Ruiz |, at
/// the time; | the report | last month.
fn without_occasion(context: &Context, source: &mut Range<usize>, cue: &Range<usize>) {
    let named = |i: usize| {
        matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY) || phrases::is_pronoun(context, i)
    };
    let occasion = |&i: &usize| {
        let time = is_one_of(context, i, &["at", "in", "on", "during", "after"])
            && (is_one_of(context, i + 1, &["a", "an"]) || (i + 1..source.end).any(|k| context.has(k, Flag::Occasion)));
        let comma =
            word(context, i) == "," && is_one_of(context, i + 1, &["at"]) && word(context, source.end - 1) == "time";
        let about = is_one_of(context, i, &["about"]) && cue.end == source.start;
        (time || comma || about) && named(i - 1)
    };
    if let Some(end) = (source.start + 1..source.end - 1).find(occasion) {
        source.end = end;
    }
    // A day before it: *late on Monday* | Ana Ruiz |.
    let days = days_at_start(context, source);
    source.start += days;
    // What the speaker did besides: said | Ana Ruiz | and hung up; said | Ana Ruiz | before she left.
    let besides = |&i: &usize| {
        let (verb, last) = (tag(context, i + 1), i + 2 == source.end);
        let listed = phrases::kind(context, source.end - 1) == name_kind::PERSON;
        let acts = is_one_of(context, i, &["and"])
            && !listed
            && (verb == Tag::VBD || last && (verb == Tag::VBN || is_one_of(context, i + 1, &["left"])));
        acts || is_one_of(context, i, &["before", "after", "while", "as", "during", "when"])
    };
    if cue.end == source.start
        && let Some(end) = (source.start + 1..source.end - 1)
            .take_while(|&i| word(context, i) != ",")
            .find(|i| named(i - 1) && besides(i))
    {
        source.end = end;
    }
    // "said Ana Ruiz | last week |".
    let end = source.end.saturating_sub(2);
    if end > source.start
        && named(end - 1)
        && is_one_of(context, end, &["last", "this"])
        && is_one_of(context, end + 1, phrases::TIMES)
    {
        source.end = end;
    }
    let (days, end) = days_at_end(context, source);
    let beside = cue.start == source.end || cue.end == source.start;
    if days > 0 && beside && end > source.start + 1 {
        let on = is_one_of(context, end - 1, &["on"]);
        if on || is_noun(context, end - 1) {
            source.end = end - usize::from(on);
        }
    }
}

/// How many tokens say when at the start of a source, before a phrase that surely begins with the next token.
fn days_at_start(context: &Context, source: &Range<usize>) -> usize {
    let day = |i: usize| {
        phrases::kind(context, i) == name_kind::TIME || is_one_of(context, i, &["today", "yesterday", "tonight"])
    };
    let link = |i: usize| is_one_of(context, i, &["late", "early", "earlier", "on", "in"]);
    let words = source.clone().take(4).take_while(|&i| day(i) || link(i)).count();
    let next = source.start + words;
    let begins = next < source.end
        && (matches!(tag(context, next), Tag::DT | Tag::PRPS)
            || phrases::is_pronoun(context, next)
            || matches!(phrases::kind(context, next), name_kind::PERSON..=name_kind::GROUP));
    if words > 0 && begins && day(next - 1) { words } else { 0 }
}

/// How many tokens of a date or time a source ends with, and the token where they begin.
fn days_at_end(context: &Context, source: &Range<usize>) -> (usize, usize) {
    let days = source.clone().rev().take_while(|&i| phrases::kind(context, i) == name_kind::TIME).count();
    (days, source.end - days)
}

/// Where a source should begin if it is only the end of a name or noun phrase: Paris | Saint-Germain; Dunmore & | Pike;
/// tour | operators.
fn whole_start(context: &Context, source: &Range<usize>) -> usize {
    let floor = context.document.sentences[context.sentence_of[source.start] as usize].start;
    let kinds = &context.name_kind;
    let mut start = source.start;
    let marked = |start: usize| (start - 2..start).any(|i| context.is_quoted(i));
    while start > floor + 1 && start + LONGEST > source.start && !marked(start) {
        let sign = word(context, start - 1);
        let hyphen = sign == "-" && !context.document.space_before(start - 1) && !context.document.space_before(start);
        let firm = sign == "&" && kinds[start - 1] == kinds[start];
        if !hyphen && !firm {
            break;
        }
        start -= 2;
    }
    // A name goes on before the hyphen: Paris Saint-Germain.
    let near = |start: usize| start > floor && start + LONGEST > source.start;
    while start < source.start && near(start) && kinds[start] != name_kind::NONE && kinds[start - 1] == kinds[start] {
        start -= 1;
    }
    use Tag::*;
    // What is added before a hyphen counts as a noun whatever its tag: "ex" in "ex-minister".
    let noun = matches!(tag(context, start), NN | NNS | JJ) || start < source.start && kinds[start] == name_kind::NONE;
    if phrases::is_pronoun(context, start) || !noun || kinds[start] == name_kind::PERSON {
        return start;
    }
    let in_phrase = |i: usize| {
        !context.is_quoted(i)
            && kinds[i] == name_kind::NONE
            && matches!(tag(context, i), DT | PRPS | CD | JJ | NN)
            && !is_one_of(context, i, phrases::TIMES)
    };
    let mut noun = start;
    while noun > floor && noun + LONGEST > start && in_phrase(noun - 1) && !matches!(tag(context, noun), DT | PRPS) {
        noun -= 1;
    }
    // What stands before may belong to other words: "In the meeting | officials | said".
    let clause = |i: usize| is_one_of(context, i, &["that", "as", "while", "because", "if", "when"]);
    let hangs = noun > floor && matches!(tag(context, noun - 1), IN | TO | VBG | POS | NNS | NNP) && !clause(noun - 1);
    if hangs { start } else { noun }
}

/// Takes off both ends of a source what is no part of it, such as a label before it or an adverb after a name (said
/// Maria *softly*).
fn tidy_source(context: &Context, attribution: &mut Attribution) {
    let Some(source) = &mut attribution.source else { return };
    // A time or a place before a colon is a label: "| 6.30 a.m.: | Witnesses in Ormby".
    let label = |&i: &usize| {
        is_one_of(context, i, &[":"]) && (source.start..i).all(|i| phrases::kind(context, i) != name_kind::NONE)
    };
    if let Some(colon) = (source.start..source.end - 1).rfind(label) {
        source.start = colon + 1;
    }
    // So is the word for a caption: "Media caption | Ana Ruiz |".
    let label = source.len() > 2
        && is_one_of(context, source.start + 1, &["caption"])
        && is_one_of(context, source.start, &["media", "image", "video", "picture", "photo"]);
    source.start += if label { 2 } else { 0 };
    // Another clause may begin after the source: "said Ana Ruiz, | while her deputy".
    let participle = |&i: &usize| {
        word(context, i) == ","
            && (tag(context, i + 1) == Tag::VBG || is_one_of(context, i + 1, &["while", "whereas", "although", "but"]))
    };
    if let Some(comma) = (source.start + 1..source.end.saturating_sub(1)).find(participle) {
        source.end = comma;
    }
    // A dash may end an apposition, and is left out: "Ana Ruiz – a nurse | – |".
    while source.len() > 1 && signature::is_dash(word(context, source.end - 1)) {
        source.end -= 1;
    }
    // So is a verb: "Ana Ruiz | disagreed |, saying".
    let last = source.end - 1;
    if source.len() > 1
        && (matches!(tag(context, last), Tag::VBD | Tag::VBZ) || word(context, last).ends_with("ed"))
        && phrases::kind(context, last) == name_kind::NONE
        && phrases::kind(context, last - 1) == name_kind::PERSON
        && source.end < context.len()
        && word(context, source.end) == ","
    {
        source.end = last;
    }
    // Adverbs of time are left out: "Ana Ruiz | today |".
    let time = |i: usize| {
        is_one_of(context, i, &["today", "yesterday", "tonight", "earlier", "later", "also", "then", "now", "further"])
    };
    while source.len() > 2 && time(source.end - 1) && word(context, source.end - 2).starts_with(char::is_uppercase) {
        source.end -= 1;
    }
    // So is a day: "Ana Ruiz, the mayor, | on Tuesday |".
    let (days, on) = days_at_end(context, source);
    if days > 0 && on > source.start + 2 && is_one_of(context, on - 1, &["on"]) && word(context, on - 2) == "," {
        source.end = on - 2;
    }
    if let Some(adverb) = (source.start + 1..source.end).find(|&i| is_adverb_after_name(context, i)) {
        source.end = adverb;
    }
}

/// True for an adverb of manner right behind a name or a pronoun: "softly" in "said Maria softly".
fn is_adverb_after_name(context: &Context, i: usize) -> bool {
    let text = word(context, i);
    let lower = text.len() > 4 && text.starts_with(char::is_lowercase);
    let after_name =
        i > 0 && (word(context, i - 1).starts_with(char::is_uppercase) || phrases::is_pronoun(context, i - 1));
    lower && after_name && text.ends_with("ly") && !tag(context, i).is_verb()
}
