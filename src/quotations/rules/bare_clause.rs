//! Reports of a clause without "that": Ana Ruiz said in a statement the road was closed; she told the paper drivers had
//! been warned. What stands between verb and clause says only to whom, where or when.

use std::ops::Range;

use super::relative::RELATIVES;
use super::report::Report;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_after, is_finite};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;

/// The most tokens after the start of the clause at which a content may begin to be taken for one that lacks its
/// subject.
const LOST: usize = 6;

/// The most tokens of who is accused.
const LONGEST_OBJECT: usize = 24;

/// Makes a content behind a verb of saying begin where the clause does. The network may begin it earlier, with what
/// says where, when or to whom, or later, after the subject.
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

/// Makes a content behind a verb of accusing begin with the charge: accused her deputy | of theft |.
pub fn begin_at_charge(context: &Context, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone() else { return };
    let Some(content) = attribution.content.first_mut().filter(|content| content.start == cue.end) else { return };
    if !is_one_of(context, cue.end - 1, &["accuse", "accuses", "accused", "accusing"]) {
        return;
    }
    let object = content.clone().take(LONGEST_OBJECT).take_while(|&i| !context.is_quoted(i) && !is_finite(context, i));
    let ofs = || object.clone().skip(1).filter(|&i| is_one_of(context, i, &["of"]) && i + 1 < content.end);
    let charge = ofs().find(|&i| phrases::tag(context, i + 1) == Tag::VBG).or_else(|| ofs().next());
    content.start = charge.unwrap_or(content.start);
}

/// Finds the reports of a sentence: a verb of saying with a subject before it and a clause behind it. Who is told,
/// where and when may stand between.
pub fn find(context: &Context, sentence: &Range<usize>) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut at = sentence.start + 1;
    while at < sentence.end {
        let verb = at;
        at += 1;
        if !context.has(verb, Flag::States) || context.is_quoted(verb) || !is_past_or_present(context, verb) {
            continue;
        }
        // The clause has its subject before the verb: "a tunnel that critics | say | will flood".
        let gap =
            || verb + 1 < sentence.end && is_finite(context, verb + 1) && in_relative_clause(context, verb, sentence);
        let clause = clause_after(context, verb, sentence.end).or_else(|| gap().then_some(verb + 1));
        let Some(clause) = clause else { continue };
        let Some(source) = phrases::subject_before(context, verb, sentence.start) else { continue };
        if context.any_quoted(&(clause..sentence.end))
            || is_one_of(context, verb - 1, &["be", "is", "are", "was", "were", "been"])
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

/// Whether the subject of a verb follows a relative pronoun: "say" in "a tunnel that critics say will flood".
fn in_relative_clause(context: &Context, verb: usize, sentence: &Range<usize>) -> bool {
    let subject = phrases::subject_before(context, verb, sentence.start);
    subject.is_some_and(|subject| subject.start > sentence.start && is_one_of(context, subject.start - 1, RELATIVES))
}

/// True for a finite verb; also for a form that the tagger may take for a participle ("said") or a noun ("police
/// *allege*").
fn is_past_or_present(context: &Context, i: usize) -> bool {
    is_finite(context, i)
        || phrases::tag(context, i) == Tag::VBN && context.has(i, Flag::Plain)
        || phrases::is_plain_form_after_plural(context, i)
}
