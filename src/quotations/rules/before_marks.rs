//! Finds the reporting clause before quoted words: Ana Ruiz said, “…”; Ana Ruiz told the council: “…”; Ana Ruiz: “…”

use crate::rules::AttributionRule;
use std::ops::Range;

use super::after_marks::{message_of, puts_it};
use super::clause::Clause;
use super::no_report::reads_work;
use crate::lexicon::{Flag, has};
use crate::quotations::adjuncts::is_finite;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{
    self, LONGEST, ends_phrase, is_one_of, phrase_before, phrase_from, says, subject_before, subject_shared, tag, word,
};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The reporting clause before the quoted stretch that begins at `at`; it begins no earlier than `floor`. None if
/// nothing there reports the stretch.
pub fn before(context: &Context, at: usize, floor: usize) -> Option<Clause> {
    let floor = floor.max(at.saturating_sub(LONGEST));
    let last = at.checked_sub(1).filter(|&l| l >= floor)?;
    let signed = matches!(word(context, last), "," | ":");
    let end = at - usize::from(signed);
    if end <= floor || ends_phrase(context, end - 1) {
        return None;
    }
    if let Some(clause) = in_words_of(context, end, floor).filter(|_| signed) {
        return Some(clause);
    }
    if !signed && let Some(clause) = message_is(context, at, floor) {
        return Some(clause);
    }
    let near = if signed { 14 } else { 1 };
    let reach = end.saturating_sub(near).max(floor);
    let verb = (reach..end)
        .rev()
        .take_while(|&i| !ends_phrase(context, i))
        .find(|&i| says(context, i) || puts_it(context, i, end));
    // In "a work called “…”", the participle only gives a name.
    let names = |verb: usize| {
        verb + 1 == at && tag(context, verb) == Tag::VBN && is_one_of(context, verb, &["called", "read"])
            || reads_work(context, verb, at)
            || verb + 1 == at
                && is_one_of(context, verb, &["called"])
                && phrase_before(context, verb, floor).is_some_and(|p| is_one_of(context, p.start, &["a", "an"]))
    };
    // In "spoke “bluntly”", a word in marks is no speech, unless the verb is hardly ever anything but one of saying.
    let single =
        || context.document.quoted.get(context.document.inside[at] as usize).is_some_and(|q| q.tokens.len() <= 3);
    let scared = |verb: usize| !signed && !has(word(context, verb), Flag::Plain) && single();
    if verb.is_some_and(|verb| names(verb) || scared(verb)) {
        return None;
    }
    if let Some(verb) = verb {
        // Ana Ruiz said: “…”
        let source = if tag(context, verb) == Tag::VBG { None } else { subject_before(context, verb, floor) };
        if let Some(source) = source.or_else(|| subject_shared(context, verb)) {
            return Some(Clause { cue: verb..verb + 1, source: Some(source), rule: AttributionRule::SaidBeforeMarks });
        }
        // The clause may interrupt the quotation: “The road,” said Ana Ruiz, “is closed.”
        let inverted =
            verb > floor && (word(context, verb - 1) == "," || context.is_quoted(verb - 1)) && verb + 1 < end;
        if inverted
            && let Some(source) = phrase_from(context, verb + 1, end)
            && source.end + 3 >= end
        {
            return Some(Clause { cue: verb..verb + 1, source: Some(source), rule: AttributionRule::SaidBetweenMarks });
        }
        return None;
    }
    if word(context, last) != ":" {
        return None;
    }
    let bare = name_before_colon(context, end, floor);
    // Ana Ruiz made the following comment: “…”
    let subject = || {
        let sentence = context.document.sentences[context.sentence_of[last] as usize].start.max(floor);
        let verb = (sentence..end).find(|&i| matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD))?;
        has(word(context, end - 1), Flag::Issued).then(|| subject_before(context, verb, sentence)).flatten()
    };
    // Ana Ruiz, at the door, nods: “…”
    if let Some(verb) = (end.saturating_sub(2).max(floor + 1)..end).rev().find(|&i| is_finite(context, i))
        && !is_one_of(context, verb, &["is", "was", "are", "were", "has", "had", "have", "includes", "include"])
        && (verb + 1..end).all(|i| tag(context, i) == Tag::RB)
        && bare.is_none()
        && let Some(source) = subject_before(context, verb, floor)
    {
        return Some(Clause { cue: verb..verb + 1, source: Some(source), rule: AttributionRule::ColonBeforeMarks });
    }
    bare.map(|source| Clause { cue: last..last + 1, source: Some(source), rule: AttributionRule::NameAndColon })
        .or_else(|| {
            subject().map(|source| Clause {
                cue: last..last + 1,
                source: Some(source),
                rule: AttributionRule::ColonBeforeMarks,
            })
        })
        .or_else(|| blunt(context, last, floor).filter(|_| !single()))
}

/// The name that ends before a colon at `end` and begins its sentence, or an item of a list: Ana Ruiz: “…”
fn name_before_colon(context: &Context, end: usize, floor: usize) -> Option<Range<usize>> {
    let item = floor + usize::from(context.document.tokens[floor].kind() == TokenKind::Sign);
    let opens = |s: &Range<usize>| s.start == floor || s.start == item || ends_phrase(context, s.start - 1);
    // Ana Ruiz, a driver from Trujillo: “…”
    let apposed = |s: Range<usize>| {
        let named = s.start > floor + 1
            && word(context, s.start - 1) == ","
            && phrases::kind(context, s.start - 2) == name_kind::PERSON;
        let before = if named { phrase_before(context, s.start - 1, floor) } else { None };
        before.map_or(s.clone(), |before| before.start..s.end)
    };
    let bare = phrase_before(context, end, floor).map(apposed).filter(opens);
    let owned = |s: &Range<usize>| s.clone().any(|i| is_one_of(context, i, &["’s", "'s"]));
    bare.filter(|s| owned(s) || !has(word(context, s.end - 1), Flag::Label))
}

/// The clause before the quoted words at `at` that says whose message they are: Ana Ruiz’s advice to drivers was “…” Not
/// where the words may only describe it: her response was “a disgrace”.
fn message_is(context: &Context, at: usize, floor: usize) -> Option<Clause> {
    let verb = at - 1;
    let start = context.document.sentences[context.sentence_of[verb] as usize].start.max(floor);
    let words = context.document.quoted.get(context.document.inside[at] as usize)?.tokens.clone();
    let describes = matches!(tag(context, at + 1), Tag::DT | Tag::JJ | Tag::RB) || words.len() <= 3;
    if !is_one_of(context, verb, &["is", "was"]) || describes {
        return None;
    }
    let (cue, source) = message_of(context, start, verb)?;
    let plain = (cue.end..verb).all(|i| !is_finite(context, i) && word(context, i) != ",");
    plain.then_some(Clause { cue, source: Some(source), rule: AttributionRule::SaidBeforeMarks })
}

/// The clause of a short sentence before the colon at `colon` whose subject is a person: Ana Ruiz was blunt: “…”
fn blunt(context: &Context, colon: usize, floor: usize) -> Option<Clause> {
    /// The most tokens from the verb to the colon.
    const LONGEST: usize = 6;
    let start = context.document.sentences[context.sentence_of[colon] as usize].start.max(floor);
    let verb = (start + 1..colon).find(|&i| is_finite(context, i)).filter(|verb| colon - verb <= LONGEST)?;
    let source = subject_before(context, verb, start).filter(|source| source.start == start)?;
    let person =
        phrases::kind(context, source.end - 1) == name_kind::PERSON || is_one_of(context, start, &["he", "she"]);
    let plain = !(verb + 1..colon).any(|i| is_finite(context, i) || word(context, i) == ",");
    let rule = AttributionRule::ColonBeforeMarks;
    (person && plain).then_some(Clause { cue: verb..verb + 1, source: Some(source), rule })
}

/// The clause that ends before `end` and names whose words follow: in *the words of* Ana Ruiz, “…”; in *the view of*
/// Ana Ruiz: “…”
fn in_words_of(context: &Context, end: usize, floor: usize) -> Option<Clause> {
    let of = (floor + 2..end)
        .rev()
        .find(|&i| is_one_of(context, i, &["of"]) && is_one_of(context, i - 1, &["words", "view"]))?;
    let source = phrase_from(context, of + 1, end).filter(|source| source.end == end)?;
    is_one_of(context, of - 2, &["the"]).then_some(Clause {
        cue: of - 2..of + 1,
        source: Some(source),
        rule: AttributionRule::SaidBeforeMarks,
    })
}

/// Whether a name before a colon says whose words a quotation is, and its cue stands in a paragraph before: What they
/// *said*: / Ana Ruiz: “The road is closed.”
pub fn is_anothers(context: &Context, attribution: &Attribution) -> bool {
    let (Some(cue), first) = (&attribution.cue, attribution.content[0].start) else { return false };
    let floor = context.document.paragraphs[context.paragraph_of[first] as usize].start;
    let apart = cue.end <= floor && floor < first && context.is_quoted(first);
    let own = |clause: Clause| {
        clause.rule == AttributionRule::NameAndColon && clause.source.is_some_and(|s| s.start - floor < 2)
    };
    apart && before(context, first, floor).is_some_and(own)
}

/// The clause that ends the paragraph before with a colon, where a quoted stretch begins a paragraph at `at`: Ana Ruiz
/// told the council: / “The road is closed.”
pub fn introduced(context: &Context, at: usize, paragraph: &Range<usize>) -> Option<Clause> {
    let number = (context.paragraph_of[at] as usize).checked_sub(1).filter(|_| at == paragraph.start)?;
    let paragraph_before = &context.document.paragraphs[number];
    if word(context, at - 1) != ":" {
        return None;
    }
    before(context, at, paragraph_before.start)
}
