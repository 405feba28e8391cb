//! The frame of a quotation, in which any verb reports: “…,” VERB name; “…,” name VERB, with adverbs and appositions.
//!
//! > “We won,” beamed Olsen. “It was cold,” Ines Falk, a nurse, recalled. “Who knew?” Falk wanted to know.
//!
//! A comma inside or after the marks says that the sentence goes on, and then its verb reports, whichever it is. After a
//! question or an exclamation a new sentence may begin: there an article or a pronoun with a capital makes no frame.

use std::ops::Range;

use super::clause::Clause;
use super::ranges::{overlap, starting_in, touching};
use crate::lexicon::{Flag, has};
use crate::quotations::adjuncts::{is_finite, is_next_subject, verb_of_clause};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is, is_pronoun, phrase_from, says, stops, subject_before, tag, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::index::by_token;
use crate::text::token::TokenKind;

/// Verbs that are no frame by themselves.
const AUXILIARIES: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "had", "have", "did", "does", "do", "would", "will", "could",
    "can", "may", "might", "should", "must", "seemed", "became", "remains", "remained", "’s", "'s",
];
/// Words that belong to a verb: "put in", "went on", "called out".
const PARTICLES: &[&str] = &["in", "out", "on", "up", "back", "off", "away"];
/// No frame is longer.
const LONGEST: usize = 18;
/// A content of more tokens is not given up for a frame.
const FEW: usize = 5;
/// How sure the frame makes an attribution.
const CONFIDENCE: f32 = 0.85;

/// How a quoted stretch ends.
#[derive(PartialEq)]
enum Ending {
    /// With a comma inside or behind the marks: its sentence goes on.
    Comma,
    /// With a question or exclamation mark, a dash or three dots: a new sentence may begin.
    Open,
}

/// The clause in the frame of a quoted stretch.
pub fn clause(context: &Context, q: &Range<usize>, limit: usize) -> Option<Clause> {
    let at = q.end;
    let limit = limit.min(at + LONGEST).min(context.len());
    let last = (at.saturating_sub(4)..at).rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark)?;
    let comma = at < limit && word(context, at) == ",";
    let ending = match word(context, last) {
        _ if comma => Ending::Comma,
        "," => Ending::Comma,
        "?" | "!" | "…" | "..." | "—" => Ending::Open,
        _ => return None,
    };
    let from = at + usize::from(comma);
    if from + 1 >= limit
        || stops(context, from)
        || is(context, from, &["who", "which", "that", "and", "but", "or", "as"])
    {
        return None;
    }
    // Words in marks inside a sentence are often no speech: the album “Ten Years,” honoured by Olsen.
    let sentence = &context.document.sentences[context.sentence_of[q.start] as usize];
    let whole = q.start == sentence.start && q.len() > 4;
    inverted(context, from, limit, whole).or_else(|| upright(context, from, limit, ending == Ending::Comma, whole))
}

/// VERB name.
fn inverted(context: &Context, from: usize, limit: usize, any_verb: bool) -> Option<Clause> {
    let particle = any_verb && is(context, from + 1, PARTICLES);
    // "sighs Rosa Lindt": a verb that the tagger takes for a noun.
    let noun = any_verb && tag(context, from).is_noun() && phrases::kind(context, from + 1) == name_kind::PERSON;
    let verb = word(context, from).starts_with(char::is_lowercase)
        && (particle || noun || may_be_verb(context, from) || has(word(context, from), Flag::Says))
        && tag(context, from) != Tag::VBG
        && !is(context, from, AUXILIARIES);
    if !verb {
        return None;
    }
    let mut end = from + 1;
    if is(context, end, PARTICLES) && end + 1 < limit {
        end += 1;
    }
    let found = phrase_from(context, end, limit)?;
    if found.start != end || is_next_subject(context, &found, limit) {
        return None;
    }
    let mut source = found;
    // "piped up the youngest, Nils".
    if source.end + 1 < limit
        && word(context, source.end) == ","
        && phrases::kind(context, source.end + 1) == name_kind::PERSON
    {
        let name = source.end + 1..limit;
        source.end = name.clone().find(|&i| phrases::kind(context, i) != name_kind::PERSON).unwrap_or(name.end);
    }
    let named = source
        .clone()
        .any(|i| matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY | name_kind::GROUP))
        || is_pronoun(context, source.start)
        || word(context, source.end - 1).starts_with(char::is_uppercase);
    let known = says(context, from);
    (known || named && any_verb).then_some(Clause {
        cue: from..end,
        source: Some(source),
        rule: AttributionRule::SaidAfterMarks,
    })
}

/// True for a verb, and for what looks like the past of one that the tagger does not know: *sobbed*.
fn may_be_verb(context: &Context, i: usize) -> bool {
    tag(context, i).is_verb() || word(context, i).ends_with("ed") && phrases::kind(context, i) == name_kind::NONE
}

/// Name VERB.
fn upright(context: &Context, from: usize, limit: usize, goes_on: bool, any_verb: bool) -> Option<Clause> {
    let capital = word(context, from).starts_with(char::is_uppercase);
    let new_sentence = !goes_on && capital && (is_pronoun(context, from) || tag(context, from) == Tag::DT);
    // "Ana Ruiz | sobbed": the tagger may take it for no finite verb.
    let sobbed = |i: usize| any_verb && phrases::kind(context, i - 1) == name_kind::PERSON && may_be_verb(context, i);
    let verb = (from + 1..limit).take_while(|&i| !stops(context, i)).find(|&i| is_finite(context, i) || sobbed(i))?;
    let main = (verb..limit.min(verb + 3)).find(|&i| may_be_verb(context, i) && !is(context, i, AUXILIARIES))?;
    let known = says(context, main) || has(word(context, main), Flag::Says);
    if !known && (new_sentence || !goes_on || !any_verb) {
        return None;
    }
    if verb != main && !known {
        return None;
    }
    let subject = subject_before(context, verb, from)?;
    // "wanted to know", "interrupted to say".
    let mut end = main + 1;
    if end + 1 < limit && is(context, end, &["to"]) && tag(context, end + 1) == Tag::VB {
        end += 2;
    }
    // On “Morning Live,” Ana Ruiz said the road was closed.
    let clause = end < limit && (is(context, end, &["that"]) || verb_of_clause(context, end, context.len()).is_some());
    let all = subject.start == from && !clause;
    all.then_some(Clause { cue: main..end, source: Some(from..subject.end), rule: AttributionRule::SaidAfterMarks })
}

/// Makes attributions agree with the frames of the stretches in a window that they hold, and those agree whose cue stands in a frame.
pub fn settle(context: &Context, stretches: &[Range<usize>], window: &Range<usize>, found: &mut [Attribution]) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); stretches.len()];
    let cues = found.iter().enumerate().filter_map(|(a, attribution)| Some((a, attribution.cue.as_ref()?)));
    let cue_at = by_token(context.len(), cues.filter(|(_, cue)| !context.is_quoted(cue.start)), u32::MAX);
    for (a, attribution) in found.iter().enumerate().filter(|(_, attribution)| attribution.cue.is_some()) {
        for content in &attribution.content {
            let from = stretches.partition_point(|q| q.end <= content.start);
            let touched = touching(stretches, content).len();
            (from..from + touched).for_each(|q| holders[q].push(a));
        }
    }
    for number in starting_in(stretches, window) {
        let q = &stretches[number];
        let paragraph = &context.document.paragraphs[context.paragraph_of[q.end - 1] as usize];
        let limit = stretches.get(number + 1).map_or(paragraph.end, |next| next.start.min(paragraph.end));
        let Some(frame) = clause(context, q, limit) else { continue };
        let Some(source) = frame.source.clone() else { continue };
        let whole = source.start.min(frame.cue.start)..source.end.max(frame.cue.end);
        // “…,” | scoffed Olsen | when told: the network may take the frame for the source of another verb.
        let misled = || {
            let holds = |&&a: &&usize| {
                let source = found[a].source.as_ref();
                source.is_some_and(|source| source.start < frame.cue.end && frame.cue.start < source.end)
            };
            holders[number].iter().filter(|_| says(context, frame.cue.start)).find(holds).copied()
        };
        let at_cue = whole.clone().map(|i| cue_at[i]).find(|&a| a != u32::MAX).map(|a| a as usize);
        let Some(a) = at_cue.or_else(misled) else { continue };
        let holds = holders[number].contains(&a);
        let rivals = holders[number].iter().any(|&b| b != a && found[b].cue.is_some());
        let attribution = &mut found[a];
        let elsewhere = || attribution.content.iter().any(|c| c.len() > FEW && overlap(c, &source) == 0);
        if !holds && (rivals || elsewhere()) {
            continue;
        }
        if !holds {
            attribution.content.retain(|content| context.is_quoted(content.start));
            attribution.content.insert(0, q.clone());
        }
        let agree =
            |part: &Option<Range<usize>>, with: &Range<usize>| part.as_ref().is_some_and(|p| overlap(p, with) > 0);
        if !agree(&attribution.cue, &frame.cue) || agree(&attribution.cue, &source) {
            attribution.cue = Some(frame.cue.clone());
        }
        if !agree(&attribution.source, &source) || agree(&attribution.source, &frame.cue) {
            attribution.source = Some(source);
            attribution.rule = frame.rule;
        }
        attribution.confidence = attribution.confidence.max(CONFIDENCE);
    }
}
