//! Contents around a reporting clause in commas: | The road, | Ana Ruiz said, | was closed |. And contents before a
//! reporting clause with a clause of its own, which the network may take for the content: | The ferry will stop, | Ana
//! Ruiz said as she left.

use std::ops::Range;

use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_begins, is_finite};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, tag, word};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The first part of a content that a reporting clause between commas interrupts: "The road" in "The road, Ana Ruiz
/// said, | was closed |". `content` is the part that was found, behind the clause.
pub fn before_parenthesis(
    context: &Context,
    attribution: &Attribution,
    content: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let (cue, source, content) = (attribution.cue.as_ref()?, attribution.source.as_ref()?, content?);
    let comma = source.start.checked_sub(1)?;
    let start = context.document.sentences[context.sentence_of[cue.start] as usize].start;
    let between = source.end == cue.start && content.start == cue.end + 1 && start < comma;
    let commas = between && word(context, cue.end) == "," && word(context, comma) == ",";
    if !commas || (start..comma).any(|i| context.is_quoted(i)) {
        return None;
    }
    if !content.clone().any(|i| context.is_quoted(i)) {
        return Some(start..comma);
    }
    // With quoted words behind the clause, the subject of their verb stands before it: The road, Ana Ruiz said, was
    // “unsafe”.
    let joined = |&i: &usize| word(context, i - 1) == "," && is_one_of(context, i, &["but", "and"]);
    let subject = (start + 1..comma).rev().find(joined).map_or(start, |joint| joint + 1)..comma;
    let verb = content
        .clone()
        .find(|&i| context.document.tokens[i].kind() != TokenKind::Mark)
        .is_some_and(|i| is_finite(context, i));
    let phrase = phrases::phrase_from(context, subject.start, comma).is_some_and(|phrase| phrase.end == comma);
    (verb && phrase).then_some(subject)
}

/// The most tokens between a reporting clause and the comma after it: "Ana Ruiz said on Monday,".
const NEAR: usize = 6;

/// Words that begin a clause about what went on when something was said.
pub const MEANWHILE: &[&str] = &["as", "while", "when", "after", "before"];

/// Words that begin a clause of time or condition.
pub const OPENINGS: &[&str] =
    &["when", "if", "as", "after", "while", "before", "although", "though", "because", "since"];

/// The most tokens of a sentence that is looked at, because it is read whole for each of its cues.
const LONGEST: usize = 100;

/// The sentence of a cue without its full stop; none if it holds quotation marks or has more than [`LONGEST`] tokens.
fn plain_sentence(context: &Context, cue: &Range<usize>) -> Option<Range<usize>> {
    short_sentence(context, cue).filter(|sentence| !context.any_quoted(sentence))
}

/// The sentence of a cue without its full stop; none if it has more than [`LONGEST`] tokens.
fn short_sentence(context: &Context, cue: &Range<usize>) -> Option<Range<usize>> {
    let mut sentence = context.document.sentences[context.sentence_of[cue.start] as usize].clone();
    if sentence.len() > LONGEST {
        return None;
    }
    while sentence.len() > 1 && phrases::is_stop(context, sentence.end - 1) {
        sentence.end -= 1;
    }
    Some(sentence)
}

/// Gives an attribution both parts of a sentence that its reporting clause interrupts between subject and verb: | The
/// road, | according to Ana Ruiz, | is closed |.
pub fn around_parenthesis(context: &Context, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (&attribution.cue, &mut attribution.source) else { return };
    let reports = is_one_of(context, cue.start, &["according"]) || cue.clone().any(|i| context.has(i, Flag::States));
    let Some(sentence) = short_sentence(context, cue).filter(|_| reports) else { return };
    // The network may add the rest of the sentence to the source: "according to | Ana Ruiz, is closed |".
    let verb = |comma: usize| comma + 1 < sentence.end && is_finite(context, comma + 1);
    let rest = (source.start + 1..source.end.max(source.start + 2) - 1).find(|&i| word(context, i) == "," && verb(i));
    let relative = |end: usize| (source.start..end).any(|i| is_one_of(context, i, &["who", "which", "whose", "that"]));
    if let Some(comma) = rest.filter(|&comma| cue.end <= source.start && !relative(comma)) {
        source.end = comma;
    }
    let clause = cue.start.min(source.start)..cue.end.max(source.end);
    let Some(before) = clause.start.checked_sub(1).filter(|&before| before > sentence.start) else { return };
    let near = clause.end..sentence.end.min(clause.end + NEAR);
    let Some(after) = near.clone().find(|&i| word(context, i) == ",") else { return };
    let adjunct = (clause.end..after).all(|i| !is_finite(context, i) && !is_one_of(context, i, &["that"]));
    let head = sentence.start..before;
    let noun = tag(context, before - 1).is_noun()
        || tag(context, before - 1) == Tag::CD
        || phrases::kind(context, before - 1) != name_kind::NONE;
    let verbless = !head.clone().any(|i| is_finite(context, i));
    let outside = attribution.content.iter().all(|content| content.end <= before || content.start > after);
    let opens = matches!(tag(context, head.start), Tag::VBG | Tag::VBN | Tag::IN);
    // With quoted words in it, the sentence is left as it is: The talks, one diplomat said, were “going nowhere”.
    let quoted =
        context.any_quoted(&(sentence.start..after)) || attribution.content.iter().any(|c| context.is_quoted(c.start));
    if word(context, before) == ","
        && !quoted
        && verb(after)
        && adjunct
        && noun
        && verbless
        && outside
        && !opens
        && !relative(source.end)
    {
        attribution.content = vec![head, after + 1..sentence.end];
    }
}

/// Makes the words before a reporting clause the content, where the network took a clause behind it about what went on
/// meanwhile: | The ferry will stop, | Ana Ruiz said as she left.
pub fn before_meanwhile(context: &Context, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (&attribution.cue, &attribution.source) else { return };
    let clause = cue.start.min(source.start)..cue.end.max(source.end);
    let Some(last) = attribution.content.last().filter(|last| last.start >= clause.end) else { return };
    // The clause test tells "as she left" from "as well as".
    let begins = |i: usize| is_one_of(context, i, MEANWHILE) && clause_begins(context, i + 1, context.len());
    // Who is told may stand between: Ana Ruiz told the Herald, as she left.
    let hearer = clause.end..last.start.min(clause.end + NEAR);
    let near = last.start <= clause.end + NEAR && !hearer.clone().any(|i| is_finite(context, i));
    let meanwhile = near && (last.start - 1..=last.start).any(begins);
    let Some(sentence) = plain_sentence(context, cue).filter(|_| meanwhile) else { return };
    let Some(comma) = clause.start.checked_sub(1).filter(|&comma| comma > sentence.start + 2) else { return };
    let opens =
        is_one_of(context, sentence.start, OPENINGS) || matches!(tag(context, sentence.start), Tag::VBN | Tag::VBG);
    let said =
        (sentence.start..comma).any(|i| is_finite(context, i)) && cue.clone().any(|i| context.has(i, Flag::Plain));
    if said && !opens && word(context, comma) == "," {
        // What the network left out at the start, such as a dateline, stays out.
        let start = Some(attribution.content[0].start).filter(|start| sentence.start < *start && start + 2 < comma);
        attribution.content = std::iter::once(start.unwrap_or(sentence.start)..comma).collect();
    }
}

/// Ends content in a relative clause with "who" where the main sentence goes on: Tom Owens, who said | that the road
/// was safe |, has left.
pub fn within_relative_clause(context: &Context, attribution: &mut Attribution) {
    let Some(source) = attribution.source.as_ref().filter(|source| source.len() == 1) else { return };
    let relative = is_one_of(context, source.start, &["who", "which"]) && source.start > 0;
    if !relative || word(context, source.start - 1) != "," {
        return;
    }
    let Some(last) = attribution.content.last_mut().filter(|last| last.start > source.start) else { return };
    let goes_on =
        |&i: &usize| word(context, i) == "," && !context.is_quoted(i) && i + 1 < last.end && is_finite(context, i + 1);
    if let Some(comma) = (last.start + 1..last.end).find(goes_on) {
        last.end = comma;
    }
}
