//! Finds who speaks by an attribution without a source, in the clause of its cue: “[Ortiz] left the stage, calling it
//! “a farce””.

use std::ops::Range;

use super::context::{Context, Relation};
use super::mentions;
use super::pronoun_table::{Case, PronounClass};
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::syntax::Tag;

/// The subject of a cue that has no source, by the token of its head: “[Ortiz] left the stage, calling it “a farce””;
/// "[Ortiz] denied the charge and said that …"; "Ortiz forced [Cruz] to admit that …". It lies outside the content.
/// `mention` returns the tokens of the mention that has a token as its head, or in its name.
pub fn subject_of_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone().filter(|cue| !is_passive(context, cue.clone()))?;
    if let Some(after) = subject_after(context, attribution, &mention) {
        return Some(after);
    }
    let start = context.sentence(cue.start).start.max(cue.start.saturating_sub(40));
    let in_content = |i: usize| attribution.content.iter().any(|c| c.contains(&i));
    let mut before = (start..cue.start).rev().filter(|&i| !in_content(i)).filter_map(|i| Some((i, mention(i)?)));
    let (last, tokens) = before.next()?;
    // The owner of a cue that is a noun: "[Ortiz]'s claim that …", "[her] claim".
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

/// The subject that follows the content of a clause which opens with the cue's participle: “After saying that it was
/// late, [she] left”; “Calling it “a farce”, [Ortiz] left”.
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

/// The head of the noun to which a preposition attaches a mention: "advisers" for Ana Cruz in "advisers to Ana Cruz
/// say". Where there is none, `head`, that of the mention itself. `before` has the heads and tokens of the mentions
/// before it, the nearest first.
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

/// Whether a cue reports without telling whose words these are: "[Ortiz] was told that …", "it was said that …". The
/// subject of such a passive is spoken to, or spoken of. "Ortiz was convinced that …" is a state of her own mind, and
/// "Ortiz was quoted" her words.
pub fn is_passive(context: &Context, cue: Range<usize>) -> bool {
    let Some(verb) = cue.clone().rev().find(|&i| context.tag(i).is_verb()) else { return false };
    if !matches!(context.tag(verb), Tag::VBN | Tag::VBD) {
        return false;
    }
    let first = context.sentence(verb).start;
    let adverb = |i: &usize| matches!(context.tag(*i), Tag::RB | Tag::RBR | Tag::RBS);
    let auxiliary = (first.max(verb.saturating_sub(4))..verb).rev().find(|i| !adverb(i));
    let be = |i: usize| matches!(context.lower(i), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    // After "when" or "if" a participle is passive without an auxiliary: "when asked whether"; not "Ortiz once said".
    let asked = || {
        let subject = verb > first + 1 && context.tag(verb - 2).is_noun();
        verb > first && !subject && matches!(context.lower(verb - 1), "when" | "if" | "once" | "unless")
    };
    let own = || {
        let lower = context.lower(verb);
        matches!(lower, "quoted" | "cited" | "heard" | "set") || lexicon::has(lower, Flag::Mind)
    };
    (auxiliary.is_some_and(be) || asked()) && !own()
}

/// Whether a cue is a noun that nobody in its clause owns or makes: "amid growing [fears] that …", "dismissed [talk] of
/// …"; not "has prepared a [plan] to …", "gave [instructions] to …".
fn is_noun_of_nobody(context: &Context, cue: Range<usize>) -> bool {
    if cue.clone().any(|i| context.tag(i).is_verb()) || !context.tag(cue.end - 1).is_noun() {
        return false;
    }
    let first = context.sentence(cue.start).start.max(cue.start.saturating_sub(5));
    let mut before = (first..cue.start).rev();
    let outside =
        before.find(|&i| !(context.tag(i).is_noun() || matches!(context.tag(i), Tag::JJ | Tag::RB | Tag::VBG)));
    !outside.is_some_and(|i| {
        let determined = context.facts(i).determiner.is_some() || context.is_possessive(i);
        // "Ortiz declined, but expects": a verb that the tagger took for a noun.
        let verb = context.tag(i) == Tag::CC && i + 1 == cue.start;
        determined || verb || lexicon::has(context.lower(i), Flag::Issues)
    })
}

/// A second try for a cue without a source: the first mention of its sentence that can speak and that no preposition
/// governs, if it stands before the cue. Returns a token of that mention.
pub fn before_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let nobody = |cue: &Range<usize>| is_passive(context, cue.clone()) || is_noun_of_nobody(context, cue.clone());
    let cue = attribution.cue.clone().filter(|cue| !nobody(cue))?;
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
        let pronoun = mentions::pronoun(context, i).is_some_and(|(p, ..)| {
            p.case == Case::Subject && !matches!(p.class, PronounClass::It | PronounClass::Which)
        });
        named || pronoun
    };
    (start..cue.start).find(|&i| speaks(i) && !in_content(i) && mention(i).is_some_and(|m| !governed(m.start)))
}
