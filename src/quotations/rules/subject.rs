//! The subject of a cue that has no source: “The road is closed,” | Ana Ruiz | said.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::ranges::overlap;
use crate::lexicon::{Flag, has};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is, word};
use crate::syntax::Tag;

/// The subject of a cue that has no source: “The road is closed,” | Ana Ruiz | said.
pub fn find_source(context: &Context, attribution: &mut Attribution, known: &[(usize, Range<usize>)]) {
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.source.is_none()) else { return };
    let paragraph = &context.document.paragraphs[context.paragraph_of[cue.start] as usize];
    let free = |s: &Range<usize>| attribution.content.iter().all(|c| overlap(c, s) == 0);
    let source = if is(context, cue.start, &["according"]) {
        phrases::phrase_from(context, cue.end, paragraph.end)
    } else {
        let verb = cue.clone().find(|&i| context.syntax.tags[i].is_verb() && has(word(context, i), Flag::Says));
        let Some(verb) = verb else { return };
        let passive = context.syntax.tags[verb] == Tag::VBN
            && verb > 0
            && is(context, verb - 1, &["is", "was", "were", "are", "been", "be"]);
        // "A website called Long Acre" has no caller.
        let bare = context.syntax.tags[verb] == Tag::VBN
            && !(cue.start..verb).any(|i| is(context, i, &["has", "had", "have"]))
            && (verb == 0
                || !is(context, verb - 1, &["has", "had", "have", ",", "and", "but"]) && !context.is_quoted(verb - 1));
        if passive || bare {
            return;
        }
        let marked = cue.start > 0 && (context.is_quoted(cue.start - 1) || word(context, cue.start - 1) == ",");
        let participle = context.syntax.tags[cue.start] == Tag::VBG;
        let subject = if participle { None } else { phrases::subject_before(context, cue.start, paragraph.start) };
        let inverted = || {
            let after = marked && !participle;
            if after { phrases::phrase_from(context, cue.end, paragraph.end) } else { None }
        };
        // Ana Ruiz said that the road was closed, adding that a bridge would follow.
        let elided = || {
            let joined = participle || cue.start > 0 && is(context, cue.start - 1, &["and", "but", "then"]);
            let sentence = context.document.sentences[context.sentence_of[cue.start] as usize].start;
            let (at, source) = known.get(known.partition_point(|(at, _)| *at < sentence))?;
            (joined && *at < cue.start).then(|| source.clone())
        };
        subject.or_else(elided).or_else(|| phrases::subject_shared(context, cue.start)).or_else(inverted)
    };
    if let Some(source) = source.filter(free) {
        attribution.source = Some(source);
        attribution.confidence *= 0.8;
        attribution.rule = AttributionRule::ModelSubjectBesideVerb;
    }
}

/// “The road,” said | Ana Ruiz, | “is closed.” Who follows a verb that follows the marks is no content.
pub fn invert(context: &Context, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.source.is_none()) else { return };
    let after_marks = cue.start > 0 && context.is_quoted(cue.start - 1) && !context.is_quoted(cue.start);
    if !after_marks || cue.len() > 1 || !phrases::says(context, cue.start) {
        return;
    }
    let end = context.document.paragraphs[context.paragraph_of[cue.start] as usize].end;
    if let Some(source) = phrases::phrase_from(context, cue.end, end) {
        attribution.source = Some(source);
        attribution.rule = AttributionRule::ModelSubjectBesideVerb;
    }
}
