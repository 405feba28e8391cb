//! Finds the reporting clause after quoted words: “…,” Ana Ruiz said; “…,” said Ana Ruiz; “…,” according to Ana Ruiz.

use std::ops::Range;

use super::clause::Clause;
use super::no_report::all_capitals;
use super::signature;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_next_subject;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{
    self, LONGEST, ends_phrase, in_phrase, is_one_of, is_pronoun, phrase_from, says, subject_before, tag, word,
};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The most tokens of a phrase for whose message quoted words are.
const LONGEST_MESSAGE: usize = 14;

/// The reporting clause after the quoted stretch that ends before `at`: “…,” Ana Ruiz said; “…,” said Ana Ruiz; “…,”
/// according to Ana Ruiz; “…,” as Ana Ruiz put it. A name after a dash counts as one. It ends before `limit`.
pub fn after(context: &Context, at: usize, limit: usize) -> Option<Clause> {
    let limit = limit.min(at + LONGEST).min(context.len());
    let comma = at < limit && word(context, at) == ",";
    let ends = (at.saturating_sub(4)..at).rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark);
    if let Some(clause) = named_by_noun(context, at, limit) {
        return Some(clause);
    }
    let inside = ends.is_some_and(|i| matches!(word(context, i), "," | "?" | "!" | "—" | "…" | "..."));
    if at < limit && !context.is_quoted(at) && signature::is_dash(word(context, at)) {
        return signature::signature(context, at, limit);
    }
    if at < limit && word(context, at) == "(" {
        return signature::in_brackets(context, at, limit);
    }
    if at >= limit || !comma && !inside {
        return None;
    }
    let from = at + usize::from(comma);
    if from >= limit || ends_phrase(context, from) {
        return None;
    }
    if is_one_of(context, from, &["according"]) && from + 1 < limit && is_one_of(context, from + 1, &["to"]) {
        let source = phrase_from(context, from + 2, limit)?;
        return Some(Clause {
            cue: from..from + 2,
            source: Some(source),
            rule: AttributionRule::AccordingToAfterMarks,
        });
    }
    let from = from + usize::from(is_one_of(context, from, &["as", "and", "then"]));
    if from >= limit {
        return None;
    }
    // “…,” said Ana Ruiz.
    if says(context, from) && tag(context, from) != Tag::VBG {
        let source = phrase_from(context, from + 1, limit)?;
        // Here "she" is the subject of another clause: Ruiz, who calls it “a joke”, said she was glad.
        if is_next_subject(context, &source, limit) {
            return None;
        }
        return Some(Clause { cue: from..from + 1, source: Some(source), rule: AttributionRule::SaidAfterMarks });
    }
    // “…,” Ana Ruiz said; “…,” as Ana Ruiz put it.
    let verb = (from + 1..limit)
        .take_while(|&i| !ends_phrase(context, i))
        .find(|&i| says(context, i) || puts_it(context, i, limit))?;
    let starts = is_pronoun(context, from) || in_phrase(context, from);
    let source = subject_before(context, verb, from)?;
    // The subject begins right after the marks; what else stands before the verb must be short, or begin with a name.
    let all = source.start == from || phrases::kind(context, from) != name_kind::NONE || verb - from < 8;
    (starts && all).then(|| Clause {
        cue: verb..verb + 1,
        source: Some(from..source.end),
        rule: AttributionRule::SaidAfterMarks,
    })
}

/// The clause that says whose message quoted words are: “…” was Ana Ruiz’s verdict; “…” – that’s the verdict of Ana Ruiz.
/// The words end before `at`. None behind a title.
fn named_by_noun(context: &Context, at: usize, limit: usize) -> Option<Clause> {
    let skip = |i: usize, fits: bool| i + usize::from(fits && i < limit);
    let from = skip(at, at < limit && (word(context, at) == "," || signature::is_dash(word(context, at))));
    let from = skip(from, from > at && from < limit && is_one_of(context, from, &["that", "this"]));
    if from + 2 >= limit || context.is_quoted(from) || !is_one_of(context, from, &["is", "was", "’s", "'s"]) {
        return None;
    }
    let (cue, source) = message_of(context, from + 1, limit)?;
    let title = context.document.quoted.get(context.document.inside[at - 1] as usize);
    let title = title.is_none_or(|q| all_capitals(context, &q.tokens));
    (!title).then_some(Clause { cue, source: Some(source), rule: AttributionRule::SaidAfterMarks })
}

/// The noun for a message in the phrase that begins at `from`, and whose message it is: *Ana Ruiz*’s final *verdict*, the
/// *verdict* of *Ana Ruiz*.
pub fn message_of(context: &Context, from: usize, limit: usize) -> Option<(Range<usize>, Range<usize>)> {
    let limit = limit.min(from + LONGEST_MESSAGE);
    let near = (from..limit).take_while(|&i| in_phrase(context, i) && !ends_phrase(context, i));
    let noun = near.into_iter().find(|&i| context.has(i, Flag::Verdict))?;
    let owner = (from + 1..noun).find(|&i| is_one_of(context, i, &["’s", "'s", "’"]));
    let cue = noun..noun + 1;
    if let Some(owner) = owner {
        return Some((cue, from..owner));
    }
    let of = noun + 2 < limit && is_one_of(context, from, &["the"]) && is_one_of(context, noun + 1, &["of", "from"]);
    let source = if of { phrase_from(context, noun + 2, limit) } else { None };
    source.map(|source| (cue, source))
}

/// Whether "put it" stands here for a verb of saying, as in “…,” as Ana Ruiz *puts it*.
pub fn puts_it(context: &Context, i: usize, limit: usize) -> bool {
    i + 1 < limit && is_one_of(context, i, &["put", "puts"]) && is_one_of(context, i + 1, &["it"])
}
