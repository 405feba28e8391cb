//! Two reports in one sentence: Ana Ruiz said the road was closed, while Tom Owens called it a mistake. The first content ends
//! where the second report begins.

use std::ops::Range;

use crate::lexicon::{Flag, has};
use crate::quotations::adjuncts::verb_of_clause;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is, is_pronoun, word};

/// Where the first report ends in the part of a sentence that a content takes up, if a second one begins in it.
fn second_report(context: &Context, content: &Range<usize>, cues: &[bool]) -> Option<usize> {
    let limit = context.document.sentences[context.sentence_of[content.start] as usize].end;
    let mut at = content.start + 2;
    while at + 1 < content.end {
        let joint = at;
        at += 1;
        if context.is_quoted(joint) {
            continue;
        }
        let comma = matches!(word(context, joint), "," | ";");
        let joined = joint + usize::from(comma);
        let conjunction =
            joined < content.end && is(context, joined, &["while", "whereas", "but", "and", "though", "although"]);
        if !conjunction && word(context, joint) != ";" {
            continue;
        }
        let subject = joined + usize::from(conjunction);
        let contrast = is(context, joined, &["while", "whereas"]);
        if !comma && (!contrast || subject >= content.end) {
            continue;
        }
        let Some(verb) = verb_of_clause(context, subject, limit) else { continue };
        let reports = has(word(context, verb), Flag::Says) && (cues[verb] || has(word(context, verb), Flag::States));
        if reports && !(is_pronoun(context, subject) && is(context, subject, &["it", "they", "we", "you"])) {
            return Some(joint);
        }
    }
    None
}

/// Ends each content that runs into a second report of its sentence before that.
pub fn end_before_second(context: &Context, found: &mut [Attribution]) {
    let mut cues = vec![false; context.len()];
    for cue in found.iter().filter_map(|a| a.cue.clone()) {
        cues[cue].fill(true);
    }
    for attribution in found {
        let Some(cue) = attribution.cue.clone() else { continue };
        let Some(last) = attribution.content.last_mut().filter(|last| last.start >= cue.end) else { continue };
        if context.sentence_of[last.start] != context.sentence_of[cue.start] {
            continue;
        }
        if let Some(end) = second_report(context, last, &cues) {
            last.end = end;
        }
    }
}
