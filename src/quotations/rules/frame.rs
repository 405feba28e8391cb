//! Reporting clauses right after quoted words, where any verb can report: “…,” VERB name; “…,” name VERB. Adverbs and
//! appositions may stand between. Such a clause is called the frame of the quotation.
//!
//! > “We won,” beamed Olsen. “It was cold,” Ines Falk, a nurse, recalled. “Who knew?” Falk asked.
//!
//! A comma inside or after the marks says that the sentence goes on, and then its verb reports, whichever it is. After
//! a question or an exclamation a new sentence may begin: there, only a verb of saying makes a frame of name VERB.

use std::ops::Range;

use super::clause::Clause;
use super::ranges::{overlap, starting_in, touching};
use crate::lexicon::{Flag, has};
use crate::quotations::adjuncts::{is_finite, is_next_subject, verb_of_clause};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{
    self, ends_phrase, in_phrase, is_one_of, is_pronoun, phrase_from, says, subject_before, tag, word,
};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::index::by_token;
use crate::text::token::TokenKind;

/// Auxiliary verbs and the like, which make no frame by themselves.
const AUXILIARIES: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "had", "have", "did", "does", "do", "would", "will", "could",
    "can", "may", "might", "should", "must", "seemed", "became", "remains", "remained", "’s", "'s",
];
/// Words that belong to a verb before them: "put in", "went on", "called out".
const PARTICLES: &[&str] = &["in", "out", "on", "up", "back", "off", "away"];
/// The most tokens of a frame.
const LONGEST: usize = 18;
/// The most tokens of other content that an attribution gives up for the quotation in whose frame its cue stands.
const FEW: usize = 5;
/// The least confidence of an attribution whose cue stands in a frame.
const CONFIDENCE: f32 = 0.85;

/// How a quoted stretch ends, which tells whether its sentence goes on.
#[derive(PartialEq)]
enum Ending {
    /// A comma inside or behind the marks: the sentence goes on.
    Comma,
    /// A question mark: a new sentence may begin, or tell who asks.
    Question,
    /// An exclamation mark, a dash or three dots: a new sentence may begin.
    Open,
}

/// The reporting clause in the frame of the quoted stretch `q`, before `limit`. None if there is no frame.
pub fn clause(context: &Context, q: &Range<usize>, limit: usize) -> Option<Clause> {
    let at = q.end;
    let limit = limit.min(at + LONGEST).min(context.len());
    let last = (at.saturating_sub(4)..at).rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark)?;
    let comma = at < limit && word(context, at) == ",";
    let ending = match word(context, last) {
        _ if comma => Ending::Comma,
        "," => Ending::Comma,
        "?" => Ending::Question,
        "!" | "…" | "..." | "—" => Ending::Open,
        _ => return None,
    };
    let from = at + usize::from(comma);
    if from + 1 >= limit
        || ends_phrase(context, from)
        || is_one_of(context, from, &["who", "which", "that", "and", "but", "or", "as"])
    {
        return None;
    }
    // Words in marks inside a sentence are often not speech: the album “Ten Years,” honoured by Olsen.
    let sentence = &context.document.sentences[context.sentence_of[q.start] as usize];
    let whole = q.start == sentence.start && q.len() > 4;
    inverted(context, from, limit, whole).or_else(|| upright(context, from, limit, ending, whole))
}

/// The frame whose verb begins at `from`, with the name behind it: "beamed Olsen". `any_verb` lets in verbs that are
/// not known to be of saying.
fn inverted(context: &Context, from: usize, limit: usize, any_verb: bool) -> Option<Clause> {
    let particle = any_verb && is_one_of(context, from + 1, PARTICLES);
    // The tagger may take the verb for a noun: "sighs Rosa Lindt".
    let known_role = role_and_name(context, from, limit).filter(|_| any_verb);
    let named_next = phrases::kind(context, from + 1) == name_kind::PERSON || known_role.is_some();
    let noun = any_verb && tag(context, from).is_noun() && named_next;
    let verb = word(context, from).starts_with(char::is_lowercase)
        && (particle || noun || may_be_verb(context, from) || has(word(context, from), Flag::Says))
        && tag(context, from) != Tag::VBG
        && !is_one_of(context, from, AUXILIARIES);
    if !verb {
        return None;
    }
    let mut end = from + 1;
    if is_one_of(context, end, PARTICLES) && end + 1 < limit {
        end += 1;
    }
    let phrase = phrase_from(context, end, limit);
    let found = match known_role {
        Some(role) => phrase.filter(|phrase| phrase.end > role.end).unwrap_or(role),
        None => phrase?,
    };
    if found.start != end || is_next_subject(context, &found, limit) {
        return None;
    }
    let mut source = found;
    // The name may stand behind a comma: "piped up the youngest, Nils".
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

/// The role and the name behind the verb at `verb`, where the tagger may take either word for another part of speech:
/// "sighs *tour guide Rosa Lindt*". None behind a noun for people: “…,” visitors guide Rosa Lindt
fn role_and_name(context: &Context, verb: usize, limit: usize) -> Option<Range<usize>> {
    let small = |&i: &usize| word(context, i).starts_with(char::is_lowercase);
    let start = verb + 1 + usize::from(is_one_of(context, verb + 1, PARTICLES));
    let name = start + (start..limit.min(start + 3)).take_while(small).count();
    let end = (name..limit).find(|&i| phrases::kind(context, i) != name_kind::PERSON).unwrap_or(limit);
    let role = name > start && context.has(name - 1, Flag::Person) && (start..name - 1).all(|i| in_phrase(context, i));
    let people = [Flag::Person, Flag::Body].iter().any(|&flag| context.has(verb, flag));
    (role && end > name && !people).then_some(start..end)
}

/// True for a verb, and for a word in "-ed" that the tagger may not know as one: *sobbed*.
fn may_be_verb(context: &Context, i: usize) -> bool {
    tag(context, i).is_verb() || word(context, i).ends_with("ed") && phrases::kind(context, i) == name_kind::NONE
}

/// The frame whose subject begins at `from`, with the verb behind it: "Ana Ruiz sobbed". Verbs that are not known to be
/// of saying count only if `any_verb` lets them in and the sentence goes on. After a question, who wants to know asks it.
fn upright(context: &Context, from: usize, limit: usize, ending: Ending, any_verb: bool) -> Option<Clause> {
    // The tagger may not take the verb for a finite one: "Ana Ruiz | sobbed".
    let sobbed = |i: usize| any_verb && phrases::kind(context, i - 1) == name_kind::PERSON && may_be_verb(context, i);
    let verb =
        (from + 1..limit).take_while(|&i| !ends_phrase(context, i)).find(|&i| is_finite(context, i) || sobbed(i))?;
    let main = (verb..limit.min(verb + 3)).find(|&i| may_be_verb(context, i) && !is_one_of(context, i, AUXILIARIES))?;
    let known = says(context, main)
        || has(word(context, main), Flag::Says)
        || ending == Ending::Question && wants_to_know(context, main, limit);
    if !known && (ending != Ending::Comma || !any_verb) {
        return None;
    }
    if verb != main && !known {
        return None;
    }
    let subject = subject_before(context, verb, from)?;
    // An infinitive belongs to the cue: "wanted to know", "interrupted to say".
    let mut end = main + 1;
    let reports = |i: usize| context.has(i, Flag::Says) || context.has(i, Flag::Thinks);
    if end + 1 < limit && is_one_of(context, end, &["to"]) && reports(end + 1) {
        end += 2;
    }
    // A clause behind the verb is what it reports, not the stretch: On “Morning Live,” Ana Ruiz said the road was
    // closed.
    let clause =
        end < limit && (is_one_of(context, end, &["that"]) || verb_of_clause(context, end, context.len()).is_some());
    let all = subject.start == from && !clause;
    all.then_some(Clause { cue: main..end, source: Some(from..subject.end), rule: AttributionRule::SaidAfterMarks })
}

/// Whether the clause of the verb ends with "to know": “Who knew?” Falk *wanted to know*.
fn wants_to_know(context: &Context, verb: usize, limit: usize) -> bool {
    let end = verb + 3;
    end <= limit
        && is_one_of(context, verb + 1, &["to"])
        && is_one_of(context, verb + 2, &["know"])
        && (end == limit || ends_phrase(context, end) || word(context, end) == ",")
}

/// Corrects attributions by the frames of the stretches that begin in a window. An attribution whose cue or source
/// stands in a frame gets the cue, the source and the stretch of the frame. It stays as it is if it does not hold the
/// stretch, and another one does or its own content elsewhere is long.
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
        // The network may take the frame for the source of a later verb: “…,” | scoffed Olsen | when told.
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
        // The network may have found only the first word: “Who knew?” Falk *wanted* to know.
        let part = attribution.cue.as_ref().is_some_and(|cue| cue.start == frame.cue.start && cue.end < frame.cue.end);
        if part || !agree(&attribution.cue, &frame.cue) || agree(&attribution.cue, &source) {
            attribution.cue = Some(frame.cue.clone());
        }
        if !agree(&attribution.source, &source) || agree(&attribution.source, &frame.cue) {
            attribution.source = Some(source);
            attribution.rule = frame.rule;
        }
        attribution.confidence = attribution.confidence.max(CONFIDENCE);
    }
}
