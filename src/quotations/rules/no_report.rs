//! Tells what only looks like a report: "declined to comment", "did not respond to a request for comment", "is expected
//! to", "seemed", "known as", and what somebody does while speaking (“…,” she said, pouring tea).

use std::ops::Range;

use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_begins, is_finite};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::denial::is_negation;
use crate::quotations::phrases::{self, is_one_of, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::NOT_QUOTED;

/// Words that begin a clause after a verb of seeming. With one of them, the clause says what somebody made others think
/// ("it appeared *that* nobody knew"); without, only how somebody looked ("he seemed a broken man").
const BEGINS_SEEMING: &[&str] = &["that", "to"];

/// Whether an attribution that the network found reports nothing.
pub fn reports_nothing(context: &Context, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    let any = |flag: Flag| cue.clone().any(|i| context.has(i, flag));
    let first = attribution.content[0].clone();
    let speaks = |i: usize| i < context.len() && context.has(i, Flag::Withheld);
    let verb = context.head_of(cue.clone());
    if any(Flag::Declines) && phrases::tag(context, verb) != Tag::VBG {
        // In "declined to comment", "to" may belong to the cue or begin the content.
        let to = cue.clone().chain([first.start]).find(|&i| is_one_of(context, i, &["to"]));
        let from = is_one_of(context, cue.end - 1, &["from"]);
        return from || to.is_some_and(|to| speaks(to + 1)) || is_one_of(context, first.start, &["comment"]);
    }
    // "Immediately" shows a negation before it: "did not *immediately* respond".
    let negated = |i: usize| is_negation(word(context, i)) || is_one_of(context, i, &["immediately"]);
    if any(Flag::Answering) && (cue.start.saturating_sub(2)..cue.end).any(negated) {
        return true;
    }
    if is_unsaid(context, &cue, attribution.source.as_ref(), &first) || is_phrase(context, attribution, &cue) {
        return true;
    }
    // "Nothing", "little" and "no more" as content: "said no more".
    let nothing = |i: usize| is_one_of(context, i, &["nothing", "little"]);
    if first.len() <= 2 && nothing(first.start)
        || is_one_of(context, first.start, &["nothing"])
            && cue.end == first.start
            && !clause_begins(context, first.start, first.end)
        || first.len() == 2 && is_one_of(context, first.start, &["no"]) && is_one_of(context, first.end - 1, &["more"])
    {
        return true;
    }
    if first.len() <= 6 && is_one_of(context, first.end - 1, &["comment"]) && !context.has(cue.start, Flag::Plain) {
        return true;
    }
    // "The *said* amount was paid."
    if cue.len() == 1 && context.has(cue.start, Flag::Plain) && phrases::is_behind_article(context, cue.start) {
        return true;
    }
    let according = cue.clone().find(|&i| is_one_of(context, i, &["according"]));
    if according.is_some_and(|at| goes_by_standard(context, at)) || is_label(context, attribution, &cue) {
        return true;
    }
    // In "That is what they said", the content that was found is only *what* or *that is what*.
    if attribution.content.len() == 1
        && first.end <= cue.start
        && first.len() <= 4
        && is_one_of(context, first.end - 1, &["what"])
    {
        return true;
    }
    if tells_when_alone(context, &cue, &first) {
        return true;
    }
    let nobody = attribution.source.is_none();
    let be = |i: usize| is_one_of(context, i, &["is", "are", "was", "were", "be", "been", "being"]);
    let to = || {
        (cue.end..context.len().min(cue.end + 2)).any(|i| is_one_of(context, i, &["to"]))
            || is_one_of(context, cue.end - 1, &["to"])
    };
    if any(Flag::Foreseen) && (cue.start.saturating_sub(1)..cue.end).any(be) && nobody && to() {
        return true;
    }
    // In "a work called “…”", the participle only gives a name.
    let called = is_one_of(context, cue.start, &["called"])
        && phrases::tag(context, cue.start) == Tag::VBN
        && context.is_quoted(first.start)
        && cue.start > 0
        && phrases::tag(context, cue.start - 1).is_noun();
    // A name or a look, not a report: is known as “the Fox”; seemed a broken man.
    let named = is_one_of(context, cue.end - 1, &["known", "dubbed", "nicknamed"])
        && (cue.start.saturating_sub(1)..cue.end).any(be)
        && attribution.content.iter().any(|content| is_one_of(context, content.start, &["as"]));
    let seemed = cue.len() == 1
        && any(Flag::Seems)
        && !context.is_quoted(first.start)
        && !is_one_of(context, first.start, BEGINS_SEEMING);
    let unsaid = || called || any(Flag::Seems) || cue.clone().take(2).any(|i| context.has(i, Flag::GivesName));
    named || seemed || nobody && unsaid()
}

/// Whether the cue is no verb of saying here, but part of a set phrase ("*that said*, the road is safe"; "some forty, *say*,
/// would do"), or a noun that is the subject of what was found as its content ("*plans* for homes were dropped").
fn is_phrase(context: &Context, attribution: &Attribution, cue: &Range<usize>) -> bool {
    let before = |words: &[&str]| cue.start > 0 && is_one_of(context, cue.start - 1, words);
    let after = |words: &[&str]| cue.end < context.len() && is_one_of(context, cue.end, words);
    let says = |words: &[&str]| cue.len() == 1 && is_one_of(context, cue.start, words) && after(&[","]);
    let concedes = || says(&["said"]) && before(&["that"]) && context.edges[cue.start - 1] & 1 > 0;
    let for_example = || says(&["say"]) && before(&[","]);
    let content = &attribution.content[0];
    let is_subject = || {
        context.edges[cue.start] & 1 > 0
            && phrases::tag(context, cue.start).is_noun()
            && content.start == cue.end
            && after(&["for", "to", "of"])
            && content.clone().any(|i| is_finite(context, i))
            && !content.clone().any(|i| is_one_of(context, i, &["that", "which", "who"]) || context.is_quoted(i))
    };
    concedes() || attribution.source.is_none() && (for_example() || is_subject())
}

/// Whether a report tells what nobody said: "has not said how many", "have yet to announce a date", "no longer says that
/// …", "stopped saying that …", "nobody said that …". False where it holds quoted words, which may be said elsewhere.
pub fn is_unsaid(context: &Context, cue: &Range<usize>, source: Option<&Range<usize>>, content: &Range<usize>) -> bool {
    let verb = context.head_of(cue.clone());
    let any = |flag: Flag| cue.clone().any(|i| context.has(i, flag));
    let rules_out = || is_one_of(context, verb, &["rule", "ruled"]);
    if !any(Flag::States) || any(Flag::Thinks) || rules_out() || context.any_quoted(content) {
        return false;
    }
    let pair =
        |i: usize, first: &str, second: &str| is_one_of(context, i, &[first]) && is_one_of(context, i + 1, &[second]);
    let negated = |i: usize| {
        is_negation(word(context, i))
            || is_one_of(context, i, &["immediately"])
            || pair(i, "yet", "to")
            || pair(i, "no", "longer")
    };
    let adverb = |&i: &usize| phrases::tag(context, i) == Tag::RB || is_one_of(context, i, &["to", "no"]);
    let adverbs = (0..cue.start).rev().take(4).take_while(adverb).count();
    // The network may leave "no" out of the source: "No | one | said".
    let none = |source: &Range<usize>| {
        (source.start.saturating_sub(1)..=source.start).any(|i| {
            let counts = i + 1 < context.len()
                && phrases::tag(context, i + 1) == Tag::CD
                && !is_one_of(context, i + 1, &["one"]);
            is_one_of(context, i, &["neither", "nor", "no", "nobody", "none", "not", "hardly"]) && !counts
        })
    };
    // "stopped saying", "refrained from saying".
    let from = usize::from(cue.start > 1 && is_one_of(context, cue.start - 1, &["from"]));
    let before = cue.start.saturating_sub(1 + from);
    let stops = phrases::tag(context, verb) == Tag::VBG && (before..verb).any(|i| context.has(i, Flag::Declines));
    source.is_some_and(none) || (cue.start - adverbs..verb).any(negated) || stops
}

/// True for a colon that no speaker stands before: a label of a kind of article ("Analysis: why the lira fell"), or
/// words that are no source ("Open today: the “soft” road").
fn is_label(context: &Context, attribution: &Attribution, cue: &Range<usize>) -> bool {
    let label = |source: &Range<usize>| source.len() == 1 && context.has(source.start, Flag::Label);
    word(context, cue.start) == ":"
        && !context.is_quoted(attribution.content[0].start)
        && attribution.source.as_ref().is_none_or(label)
}

/// Whether the content of a cue without a source is the subject of its verb: | Olsen, his deputy, | shrugged.
pub fn is_own_subject(context: &Context, attribution: &Attribution) -> bool {
    let ([content], Some(cue), None) = (&attribution.content[..], &attribution.cue, &attribution.source) else {
        return false;
    };
    let comma = content.end + 1 == cue.start && word(context, content.end) == ",";
    let verb = |i: usize| is_finite(context, i) || context.is_quoted(i);
    let passive = cue.len() > 1;
    !passive && (comma || content.end == cue.start) && !content.clone().any(verb)
}

/// Whether a content only tells when something was said: "That was what Ana Ruiz said when | she left |". False for
/// what nobody said: "have not said when they would go".
fn tells_when_alone(context: &Context, cue: &Range<usize>, content: &Range<usize>) -> bool {
    if content.start <= cue.end || !is_one_of(context, content.start - 1, &["when", "while", "as"]) {
        return false;
    }
    let plain = context.has(cue.end - 1, Flag::Plain) && content.start - cue.end <= 2;
    let negated = (cue.start.saturating_sub(2)..cue.end).any(|i| is_negation(word(context, i)));
    let that = || content.clone().any(|i| is_one_of(context, i, &["that"]) || context.is_quoted(i));
    plain && !negated && !that()
}

/// Whether "according to", with "according" at token `at`, tells what something goes by: according to plan, to their
/// needs, to how much they earn.
pub fn goes_by_standard(context: &Context, at: usize) -> bool {
    let first = at + 2;
    if first >= context.len() || !is_one_of(context, at + 1, &["to"]) {
        return false;
    }
    let question = is_one_of(context, first, &["how", "what", "where", "when", "whether", "which"]);
    let definite = is_one_of(context, first, &["the"]);
    let noun = first + usize::from(definite || context.has(first, Flag::Possessive));
    let standard = noun < context.len() && context.has(noun, Flag::Standard);
    // "According to the plan" may be a report; "according to its size" and "according to the size of the boat" are
    // none.
    let of = noun + 1 < context.len() && is_one_of(context, noun + 1, &["of"]) && !context.has(noun, Flag::Document);
    question || standard && (!definite || of)
}

/// Whether an attribution is only about what somebody does while saying the words in marks before: “…,” she said,
/// *slamming* the door.
pub fn is_narration(context: &Context, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    let reports = |i: usize| [Flag::Says, Flag::Thinks, Flag::Mind].iter().any(|&flag| context.has(i, flag));
    let participle = phrases::tag(context, cue.start) == Tag::VBG
        && !cue.clone().any(reports)
        && !is_one_of(context, cue.start, &["according"]);
    let after_comma = cue.start > 0 && word(context, cue.start - 1) == ",";
    let plain = attribution.content.iter().all(|content| !context.is_quoted(content.start));
    let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
    // A sentence goes on after quoted words that end in a comma, so they are searched for in the same sentence.
    let spoken = context.any_quoted(&(sentence.start..cue.start));
    participle && after_comma && plain && spoken
}

/// Whether the quoted words of an attribution are only titles, which nobody said: her film “The Long Road”, his “Work
/// for All Plan”.
pub fn is_title(context: &Context, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    // A nickname or a slogan may have a source, who gave it; what is announced or named is never said.
    let announced = is_one_of(context, cue.start, &["announced", "announces", "unveiled", "launched"]);
    let said = context.has(cue.start, Flag::Says) && !announced;
    let nobody = has_doubtful_source(attribution) || announced || is_one_of(context, cue.start, &["named", "names"]);
    let read = attribution.content.first().is_some_and(|content| reads_work(context, cue.start, content.start));
    if !read && (said || !nobody) || attribution.content.len() != 1 {
        return false;
    }
    let mut marked = 0;
    for content in &attribution.content {
        let mut at = content.start;
        while at < content.end {
            let inside = context.document.inside[at];
            if inside == NOT_QUOTED {
                // A clause outside the marks is reported in any case.
                if is_finite(context, at) {
                    return false;
                }
                at += 1;
                continue;
            }
            let q = context.document.quoted[inside as usize].tokens.clone();
            if !all_capitals(context, &q) {
                return false;
            }
            marked += 1;
            at = q.end.max(at + 1);
        }
    }
    marked > 0
}

/// Whether the network's first answer had no source; a second choice or grammar may have given one since.
fn has_doubtful_source(attribution: &Attribution) -> bool {
    attribution.source.is_none() || attribution.rule == AttributionRule::ModelSubjectBesideVerb
}

/// Whether a person reads a work in marks right behind the verb: Ana Ruiz *read* “Salt and Iron”; not where a sign reads.
pub fn reads_work(context: &Context, verb: usize, at: usize) -> bool {
    let read = verb + 1 == at && is_one_of(context, verb, &["read", "reads"]);
    read && phrases::phrase_before(context, verb, 0).is_some_and(|reader| {
        let person = phrases::kind(context, reader.end - 1) == name_kind::PERSON;
        person
            || context.has(reader.end - 1, Flag::Person)
            || is_one_of(context, reader.start, &["he", "she", "they", "i"])
    })
}

/// Whether words look like a title: at least two begin with capitals, and all others are short.
pub fn all_capitals(context: &Context, q: &Range<usize>) -> bool {
    let words = q.clone().map(|i| word(context, i)).filter(|w| w.starts_with(char::is_alphabetic));
    let (mut capitals, mut others) = (0, 0);
    for text in words {
        let small = text.len() <= 4 || matches!(text, "under" | "after" | "about" | "without");
        capitals += usize::from(text.starts_with(char::is_uppercase));
        others += usize::from(text.starts_with(char::is_lowercase) && !small);
    }
    capitals >= 2 && others == 0 && capitals * 2 > q.len().saturating_sub(2)
}
