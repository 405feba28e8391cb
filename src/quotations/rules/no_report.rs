//! What looks like a report to the network, and reports nothing: "declined to comment", "did not respond to a request for comment",
//! "is expected to", "seemed", "known as", and what somebody does while speaking (“…,” she said, pouring tea).

use crate::lexicon::{Flag, has};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::{is, word};
use crate::syntax::Tag;

/// Verbs of not doing.
const DECLINING: &[&str] =
    &["declined", "declines", "declining", "decline", "refused", "refuses", "refusing", "refuse"];
/// Verbs of speaking that follow them.
const SPEAKING: &[&str] = &[
    "comment",
    "say",
    "answer",
    "discuss",
    "confirm",
    "speak",
    "talk",
    "name",
    "identify",
    "disclose",
    "give",
    "provide",
    "elaborate",
    "respond",
    "reveal",
    "specify",
    "explain",
    "release",
    "be",
    "offer",
    "make",
    "detail",
    "share",
];
/// Verbs of answering, which report nothing where they are denied.
const ANSWERING: &[&str] = &[
    "respond",
    "reply",
    "return",
    "answer",
    "comment",
    "responded",
    "replied",
    "returned",
    "answered",
    "commented",
    "responding",
    "reached",
    "provide",
];
/// What is expected of somebody, by nobody in particular.
const EXPECTED: &[&str] = &["expected", "due", "scheduled", "set", "slated", "supposed"];
/// Verbs of seeming.
const SEEMING: &[&str] =
    &["seemed", "seems", "seem", "appeared", "appears", "appear", "looked", "looks", "sounded", "sounds"];
/// Participles that give a name.
const NAMING: &[&str] = &["known", "dubbed", "nicknamed", "named", "titled", "entitled"];

/// Whether an attribution of the network's reports nothing.
pub fn reports_nothing(context: &Context, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    let any = |words: &[&str]| cue.clone().any(|i| is(context, i, words));
    let first = attribution.content[0].clone();
    let speaks = |i: usize| i < context.len() && is(context, i, SPEAKING);
    if any(DECLINING) {
        // "declined to comment": the content may begin with "to", or with what nobody said a word on.
        let to = cue.clone().chain([first.start]).find(|&i| is(context, i, &["to"]));
        return to.is_some_and(|to| speaks(to + 1)) || is(context, first.start, &["comment"]);
    }
    let negated =
        |i: usize| is(context, i, &["not", "n't", "n’t", "never", "immediately"]) || word(context, i).ends_with("n’t");
    if any(ANSWERING) && (cue.start.saturating_sub(2)..cue.end).any(negated) {
        return true;
    }
    if first.len() <= 6 && is(context, first.end - 1, &["comment"]) && !has(word(context, cue.start), Flag::Plain) {
        return true;
    }
    let aimless = attribution.source.is_none();
    let be = |i: usize| is(context, i, &["is", "are", "was", "were", "be", "been", "being"]);
    let to = || {
        (cue.end..context.len().min(cue.end + 2)).any(|i| is(context, i, &["to"])) || is(context, cue.end - 1, &["to"])
    };
    if any(EXPECTED) && (cue.start.saturating_sub(1)..cue.end).any(be) && aimless && to() {
        return true;
    }
    aimless && (any(SEEMING) || cue.clone().take(2).any(|i| is(context, i, NAMING)))
}

/// Whether an attribution is of what somebody does while they say what stands in marks before: “…,” she said, *slamming* the door.
pub fn is_narration(context: &Context, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    let reports = |i: usize| [Flag::Says, Flag::Thinks, Flag::Mind].iter().any(|&flag| has(word(context, i), flag));
    let participle = context.syntax.tags[cue.start] == Tag::VBG
        && !cue.clone().any(reports)
        && !is(context, cue.start, &["according"]);
    let after_comma = cue.start > 0 && word(context, cue.start - 1) == ",";
    let plain = attribution.content.iter().all(|content| !context.is_quoted(content.start));
    let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
    // Where a comma ends the quoted words, they belong to the same sentence.
    let spoken = (sentence.start..cue.start).any(|i| context.is_quoted(i));
    participle && after_comma && plain && spoken
}
