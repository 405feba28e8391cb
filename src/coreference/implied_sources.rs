//! The speaker that the clause of a cue shows where the attribution has no source.

use std::ops::Range;

use super::context::{Context, Relation};
use super::mentions;
use super::pronoun_table::{Case, Person};
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::syntax::Tag;

/// Who speaks by a cue that has no source: “[Ortiz] left the stage, calling it “a farce””; "[Ortiz] denied
/// the charge and said that …"; "Ortiz forced [Cruz] to admit that …". `mention` gives the tokens of the
/// mention whose head a token is; the answer is such a head, outside the content.
pub fn subject_of_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone().filter(|cue| !is_told(context, cue))?;
    if let Some(after) = subject_after(context, attribution, &mention) {
        return Some(after);
    }
    let start = context.sentence(cue.start).start.max(cue.start.saturating_sub(40));
    let in_content = |i: usize| attribution.content.iter().any(|c| c.contains(&i));
    let mut before = (start..cue.start).rev().filter(|&i| !in_content(i)).filter_map(|i| Some((i, mention(i)?)));
    let (last, tokens) = before.next()?;
    // "[Ortiz]'s claim that …", "[her] claim".
    let owner = tokens.end < cue.start && context.is_possessive(tokens.end) && tokens.end + 1 == cue.start;
    if owner || tokens.end == cue.start && context.tag(last) == Tag::PRPS {
        return Some(last);
    }
    // Right before the verb, but for adverbs and auxiliaries.
    let verb = cue.clone().find(|&i| context.tag(i).is_verb())?;
    let light = |i: usize| {
        matches!(context.tag(i), Tag::RB | Tag::MD | Tag::TO)
            || matches!(context.lower(i), "has" | "have" | "had" | "is" | "was")
    };
    let mut between = tokens.end..verb;
    if between.clone().all(light) {
        let infinitive = between.any(|i| context.tag(i) == Tag::TO);
        let object = context.relation(tokens.clone()) == Some(Relation::Object);
        if !infinitive || object {
            return Some(before_preposition(context, tokens, last, before));
        }
    }
    let is_subject = |tokens: &Range<usize>| context.relation(tokens.clone()) == Some(Relation::Subject);
    std::iter::once((last, mention(last)?)).chain(before).find(|(_, tokens)| is_subject(tokens)).map(|(i, _)| i)
}

/// Whether a cue is a passive whose subject is spoken to: "jurors *were told* that …".
fn is_told(context: &Context, cue: &Range<usize>) -> bool {
    let be = |i: usize| matches!(context.lower(i), "is" | "was" | "were" | "are" | "been" | "be" | "being");
    let told = |i: usize| [Flag::Tells, Flag::Addresses].iter().any(|&flag| lexicon::has(context.lower(i), flag));
    cue.clone().any(|i| context.tag(i).is_verb() && told(i) && (i.saturating_sub(2)..i).any(be))
}

/// “After saying that it was late, [she] left”; “Calling it “a farce”, [Ortiz] left”.
fn subject_after(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone()?;
    let sentence = context.sentence(cue.start);
    let first = cue.start == sentence.start
        || cue.start == sentence.start + 1 && matches!(context.tag(sentence.start), Tag::IN | Tag::RB);
    let end = attribution.content.last()?.end;
    if !first || context.tag(cue.start) != Tag::VBG || end <= cue.end || end >= context.len() {
        return None;
    }
    let comma = context.is_comma(end) || end > 1 && context.is_comma(end - 2);
    let from = end + usize::from(context.is_comma(end));
    (from..context.len().min(from + 5)).find(|&i| comma && mention(i).is_some_and(|m| m.start <= from + 2))
}

/// "[advisers] to Ana Cruz say": the noun that the preposition belongs to.
fn before_preposition(
    context: &Context,
    tokens: Range<usize>,
    head: usize,
    mut before: impl Iterator<Item = (usize, Range<usize>)>,
) -> usize {
    let mut start = tokens.start;
    while start > 0 && (context.facts(start - 1).is_title || context.lower(start - 1) == "the") {
        start -= 1;
    }
    let preposition =
        start > 0 && matches!(context.lower(start - 1), "of" | "to" | "for" | "from" | "at" | "in" | "with");
    match before.find(|(_, other)| other.end <= tokens.start) {
        Some((other, range)) if preposition && range.end + 1 == start => other,
        _ => head,
    }
}

/// Who else may speak by such a cue: the first mention of its sentence that no preposition governs, if it
/// stands before the cue.
pub fn before_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone().filter(|cue| !is_told(context, cue))?;
    let start = context.sentence(cue.start).start.max(cue.start.saturating_sub(40));
    let in_content = |i: usize| attribution.content.iter().any(|c| c.contains(&i));
    let governed = |mut start: usize| {
        while start > 0 && matches!(context.tag(start - 1), Tag::DT | Tag::JJ) {
            start -= 1;
        }
        start > 0 && matches!(context.tag(start - 1), Tag::IN | Tag::TO)
    };
    let speaks = |i: usize| {
        let named = context.name(i).is_some_and(|n| {
            matches!(context.names[n].kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
        });
        let pronoun = mentions::pronoun(context, i)
            .is_some_and(|(p, ..)| p.case == Case::Subject && !matches!(p.person, Person::It | Person::Which));
        named || pronoun
    };
    (start..cue.start).find(|&i| speaks(i) && !in_content(i) && mention(i).is_some_and(|m| !governed(m.start)))
}
