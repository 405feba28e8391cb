//! A clause without "that", with something between it and its verb: Ana Ruiz said in a statement the road was closed; she told
//! the paper drivers had been warned.

use std::ops::Range;

use super::relative::RELATIVES;
use super::report::Report;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_after, is_finite};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;

/// A content that begins further than this after its clause does is not one that lost its subject.
const LOST: usize = 6;

/// Tokens of whoever is accused, at most.
const LONGEST_OBJECT: usize = 24;

/// Where the content of a verb of saying begins with what only says where, when or to whom, or lacks its subject, makes it the
/// clause.
pub fn begin_at_clause(context: &Context, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone() else { return };
    let Some(verb) = cue.clone().find(|&i| context.has(i, Flag::Says)) else { return };
    let Some(content) = attribution.content.iter_mut().find(|content| content.start >= cue.end) else { return };
    let sentence = &context.document.sentences[context.sentence_of[verb] as usize];
    let Some(clause) = clause_after(context, verb, sentence.end) else { return };
    let between = content.start.min(clause)..content.start.max(clause);
    let plain = between.len() <= LOST.max(clause - verb)
        && between.clone().all(|i| !context.is_quoted(i) && word(context, i) != ",");
    let in_subject = content.start <= clause || content.start - clause <= LOST;
    if plain && in_subject && content.end > clause + 1 && clause >= cue.end {
        content.start = clause;
    }
}

/// Begins the content of a verb of accusing with the charge: accused her deputy | of theft |.
pub fn begin_at_charge(context: &Context, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone() else { return };
    let Some(content) = attribution.content.first_mut().filter(|content| content.start == cue.end) else { return };
    if !is(context, cue.end - 1, &["accuse", "accuses", "accused", "accusing"]) {
        return;
    }
    let object = content.clone().take(LONGEST_OBJECT).take_while(|&i| !context.is_quoted(i) && !is_finite(context, i));
    let ofs = || object.clone().skip(1).filter(|&i| is(context, i, &["of"]) && i + 1 < content.end);
    let charge = ofs().find(|&i| phrases::tag(context, i + 1) == Tag::VBG).or_else(|| ofs().next());
    content.start = charge.unwrap_or(content.start);
}

/// The reports of a sentence whose verb has a subject, and then, perhaps after who is told, where and when, a clause.
pub fn find(context: &Context, sentence: &Range<usize>) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut at = sentence.start + 1;
    while at < sentence.end {
        let verb = at;
        at += 1;
        if !context.has(verb, Flag::States) || context.is_quoted(verb) || !is_past_or_present(context, verb) {
            continue;
        }
        // A tunnel that critics | say | will flood.
        let gap =
            || verb + 1 < sentence.end && is_finite(context, verb + 1) && in_relative_clause(context, verb, sentence);
        let clause = clause_after(context, verb, sentence.end).or_else(|| gap().then_some(verb + 1));
        let Some(clause) = clause else { continue };
        let Some(source) = phrases::subject_before(context, verb, sentence.start) else { continue };
        if context.holds_quoted(&(clause..sentence.end))
            || is(context, verb - 1, &["be", "is", "are", "was", "were", "been"])
        {
            continue;
        }
        reports.push(Report {
            source,
            cue: verb..verb + 1,
            content: clause..sentence.end,
            rule: AttributionRule::BareClause,
        });
        at = clause;
    }
    reports
}

/// True for a verb whose subject stands behind a relative pronoun: "say" in "a tunnel that critics say will flood".
fn in_relative_clause(context: &Context, verb: usize, sentence: &Range<usize>) -> bool {
    let subject = phrases::subject_before(context, verb, sentence.start);
    subject.is_some_and(|subject| subject.start > sentence.start && is(context, subject.start - 1, RELATIVES))
}

fn is_past_or_present(context: &Context, i: usize) -> bool {
    is_finite(context, i)
        || phrases::tag(context, i) == Tag::VBN && context.has(i, Flag::Plain)
        || phrases::is_stem_of_many(context, i)
}
