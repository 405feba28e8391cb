//! Reports without marks whose wording leaves no doubt: "According to Ana Ruiz, the road is closed",
//! "Ana Ruiz testified that the road was closed". Only where the models found nothing.

use std::ops::Range;

use super::clauses::{self, is, word};
use super::scene::Scene;
use crate::lexicon::{Flag, has};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// A report. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Who.
    pub source: Range<usize>,
    /// The words that report.
    pub cue: Range<usize>,
    /// What is reported.
    pub content: Range<usize>,
    /// What found it.
    pub rule: &'static str,
}

/// Shorter contents are fragments.
const FEWEST: usize = 3;
/// At most this many words stand between a verb and its "that": "told the council that".
const HEARER: usize = 5;

/// The reports of a text, in order, one a sentence at most.
pub fn find(scene: &Scene) -> Vec<Report> {
    // Most sentences have none of the words that it takes.
    let needed = scene.syntax.words.table(|i| [is(scene, i, &["according"]), is(scene, i, &["that"])]);
    let holds =
        |sentence: &Range<usize>, which: usize| sentence.clone().any(|i| needed[scene.syntax.words.number(i)][which]);
    let report = |s: &Range<usize>| sentence(scene, s, holds(s, 0), holds(s, 1));
    scene.document.sentences.iter().filter_map(report).filter(|r| r.content.len() >= FEWEST).collect()
}

fn sentence(scene: &Scene, sentence: &Range<usize>, has_according: bool, has_that: bool) -> Option<Report> {
    let mut end = sentence.end;
    while end > sentence.start && scene.document.tokens[end - 1].kind() == TokenKind::Stop {
        end -= 1;
    }
    let sentence = sentence.start..end;
    let according = if has_according { according(scene, &sentence) } else { None };
    let that = || if has_that { that(scene, &sentence) } else { None };
    according.or_else(that).or_else(|| last(scene, &sentence))
}

/// According to Ana Ruiz, the road is closed. The road is closed, according to Ana Ruiz.
fn according(scene: &Scene, sentence: &Range<usize>) -> Option<Report> {
    let mut pairs = sentence.start + 1..sentence.end;
    let to = pairs.find(|&i| is(scene, i, &["to"]) && is(scene, i - 1, &["according"]) && !scene.is_quoted(i))?;
    let cue = to - 1..to + 1;
    let source = clauses::phrase_from(scene, to + 1, sentence.end)?;
    if cue.start == sentence.start {
        // What looks like an apposition is the subject of what follows, but for a second comma.
        let comma = (to + 2..source.end).find(|&i| word(scene, i) == ",");
        let closed = source.end < sentence.end && word(scene, source.end) == ",";
        let source = comma.filter(|_| !closed).map_or(source.clone(), |comma| source.start..comma);
        let comma = source.end;
        let content = comma + 1..sentence.end;
        let fits = comma < sentence.end && word(scene, comma) == "," && !content.is_empty();
        return fits.then_some(Report { source, cue, content, rule: "according to, in front" });
    }
    let content = sentence.start..cue.start - 1;
    let fits = word(scene, cue.start - 1) == "," && !content.is_empty() && source.end == sentence.end;
    fits.then_some(Report { source, cue, content, rule: "according to, at the end" })
}

/// Ana Ruiz testified that the road was closed. Ana Ruiz told the council that it was.
fn that(scene: &Scene, sentence: &Range<usize>) -> Option<Report> {
    let that = (sentence.start + 2..sentence.end)
        .find(|&i| is(scene, i, &["that"]) && verb_of(scene, i, sentence.start).is_some())?;
    let verb = verb_of(scene, that, sentence.start)?;
    let source = clauses::subject_before(scene, verb, sentence.start)?;
    Some(Report { source, cue: verb..verb + 1, content: that..sentence.end, rule: "said that" })
}

/// The verb that a "that" belongs to.
fn verb_of(scene: &Scene, that: usize, floor: usize) -> Option<usize> {
    let reports = |i: usize| {
        matches!(scene.syntax.tags[i], Tag::VBD | Tag::VBZ | Tag::VBP)
            && has(word(scene, i), Flag::States)
            && !scene.is_quoted(i)
    };
    let direct = (that > floor && reports(that - 1)).then(|| that - 1);
    let told = || {
        let from = that.saturating_sub(HEARER).max(floor);
        let verb = (from..that).rev().find(|&i| is(scene, i, &["told"]) && reports(i))?;
        clauses::phrase_from(scene, verb + 1, that).filter(|hearer| hearer.end == that).map(|_| verb)
    };
    direct.or_else(told)
}

/// The road is closed, Ana Ruiz said.
fn last(scene: &Scene, sentence: &Range<usize>) -> Option<Report> {
    let verb = sentence.end.checked_sub(1).filter(|&v| v > sentence.start + FEWEST && !scene.is_quoted(v))?;
    if !is(scene, verb, &["said", "says"]) {
        return None;
    }
    let source = clauses::subject_before(scene, verb, sentence.start)?;
    let comma = source.start.checked_sub(1).filter(|&c| c > sentence.start && word(scene, c) == ",")?;
    let plain = !(sentence.start..comma).any(|i| scene.is_quoted(i));
    plain.then(|| Report { source, cue: verb..verb + 1, content: sentence.start..comma, rule: "said, at the end" })
}
