//! How the text introduces an entity, and which pronoun it uses for a person.
//!
//! **Problem.** A reader wants to know who a speaker is: "Ana Ruiz, mayor of Lorrin", "she". Both must come from the
//! text alone; nothing is guessed from a name.
//!
//! **Method.** The description is the first one that stands beside the entity's name, with the phrase that follows its
//! noun ("mayor of Lorrin"); else the job before a full name ("Lorrin police chief Ana Ruiz"). A description that says
//! what somebody is to another ("his aunt", "whose parent company") is left out, and so is one in passing ("Ruiz is an
//! avid reader"). The pronoun is the commonest of those that the rules for pronouns gave to the entity.
//!
//! What it gets wrong: the pronoun of an entity to which those rules gave somebody else's.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::discourse::Decision;
use super::entity::Entity;
use super::mentions::{Mention, Reference};
use super::pronoun_table::PronounClass;
use crate::lexicon::{self, Determiner, Flag, Gender};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The pronoun that a text uses for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum Pronoun {
    He,
    She,
    They,
}

/// How the text introduces an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Introduction {
    /// The tokens of the words beside its name that say what it is, without their own article ("mayor", but "the island's
    /// only doctor"); `None` where there are none.
    pub description: Option<Range<usize>>,
    /// The pronoun that the text uses for it; `None` where it is no person, or too few pronouns tell.
    pub pronoun: Option<Pronoun>,
}

/// How many tokens of a description may follow its noun: "mayor | of Lorrin and the five islands".
const PHRASE: usize = 12;

/// The introduction of each of the `count` entities of the result. `number` has, for each entity of the walk, its
/// number there, or `usize::MAX` where the result leaves it out.
pub fn introductions(
    context: &Context,
    mentions: &[Mention],
    decisions: &[Option<Decision>],
    entities: &[Entity],
    number: &[usize],
    count: usize,
) -> Vec<Introduction> {
    let mut found = vec![Introduction::default(); count];
    // By entity, the job before its full name.
    let mut jobs: Vec<Option<Range<usize>>> = vec![None; count];
    // By entity, how often each pronoun means it.
    let mut votes = vec![[0u32; 3]; count];
    for (mention, decision) in mentions.iter().zip(decisions) {
        let Some(decision) = decision else { continue };
        let (entity, at) = (&entities[decision.entity], number[decision.entity]);
        if at == usize::MAX || !entity.named {
            continue;
        }
        match &mention.reference {
            Reference::Description(_) if decision.rule == SpeakerRule::Apposition => {
                let place = &mut found[at].description;
                *place = place.take().or_else(|| description(context, mention));
            }
            Reference::Name(_) if entity.kind == EntityKind::Person && mention.tokens.len() > 1 => {
                let place = &mut jobs[at];
                *place = place.take().or_else(|| job(context, entity, mention.tokens.start));
            }
            Reference::Pronoun(pronoun) if entity.kind == EntityKind::Person && is_decided_as_pronoun(decision) => {
                // A pronoun that is hardly more than a guess has one vote, and one vote alone shows nothing.
                let vote = if decision.confidence < 0.8 { 1 } else { 2 };
                match (pronoun.class, mention.gender) {
                    (PronounClass::Singular, Some(Gender::Male)) => votes[at][0] += vote,
                    (PronounClass::Singular, Some(Gender::Female)) => votes[at][1] += vote,
                    (PronounClass::They, _) if !entity.plural => votes[at][2] += vote,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    for ((introduction, votes), job) in found.iter_mut().zip(votes).zip(jobs) {
        introduction.description = introduction.description.take().or(job);
        let most = votes.iter().copied().max().unwrap_or_default();
        let alone = votes.iter().filter(|&&n| n == most).count() == 1;
        let pronouns = [Pronoun::He, Pronoun::She, Pronoun::They].into_iter().zip(votes);
        introduction.pronoun = pronouns.filter(|&(_, n)| n > 1 && n == most && alone).map(|(p, _)| p).next();
    }
    found
}

fn is_decided_as_pronoun(decision: &Decision) -> bool {
    matches!(
        decision.rule,
        SpeakerRule::PronounPerson | SpeakerRule::PronounThey | SpeakerRule::PronounExcluded | SpeakerRule::Cataphor
    )
}

/// The tokens of the job before a name, which begins at token `name`: "[former Lorrin police chief] Ana Ruiz". `None`
/// where there is none, or the noun says what somebody is to another ("his aunt Ana Ruiz").
fn job(context: &Context, entity: &Entity, name: usize) -> Option<Range<usize>> {
    let role = entity.roles().iter().find(|role| role.modifiers.end + 1 == name)?;
    let noun = context.facts(role.modifiers.end).noun.filter(|noun| !noun.plural)?;
    if lexicon::has(noun.singular, Flag::Relation) {
        return None;
    }
    let mut words = role.modifiers.start..name;
    // Cuts "Yet" from "Yet police chief Ana Ruiz", and "their" from "their leader, Ana Ruiz".
    let outside =
        |i: usize| context.facts(i).pronoun.is_some() || context.tag(i) == Tag::CC || context.is_possessive(i);
    while words.len() > 1 && outside(words.start) {
        words.start += 1;
    }
    Some(words)
}

/// The tokens of a description without its article, and with the phrase that follows its noun; `None` where they
/// introduce nobody.
fn description(context: &Context, mention: &Mention) -> Option<Range<usize>> {
    let Reference::Description(d) = &mention.reference else { return None };
    let end = mention.tokens.end;
    let sentence = context.sentence(mention.head);
    let by_pronoun = context.facts(mention.tokens.start).pronoun.is_some();
    let relation = d.noun.is_some_and(|noun| lexicon::has(noun.singular, Flag::Relation));
    if d.owned && by_pronoun && (relation || context.lower(mention.tokens.start) == "whose") {
        return None;
    }
    let before = mention.tokens.start.checked_sub(1).map_or("", |i| context.lower(i));
    let said_of = matches!(before, "is" | "was" | "'s" | "’s" | "also" | "still" | "now" | "became" | "remains");
    let goes_on = context.lower_at(Some(end));
    if said_of && mention.kind == EntityKind::Person && !matches!(goes_on, "of" | "for" | "at" | "with" | "from") {
        let definite = d.determiner == Some(Determiner::Definite);
        // Said in passing, too: "the only one to", "the first who".
        let single = mention.modifiers().any(|i| matches!(context.lower(i), "only" | "first" | "last" | "most"));
        if !definite || single {
            return None;
        }
    }
    let start = match d.determiner {
        Some(Determiner::Definite | Determiner::Indefinite) => d.first,
        _ if d.owned && by_pronoun => d.first,
        _ => mention.tokens.start,
    };
    if end >= sentence.end || context.tag(end) != Tag::IN {
        return Some(start..end);
    }
    let last = sentence.end.min(end + PHRASE);
    let ends = |i: usize| context.is_comma(i) || context.document.tokens[i].kind() == TokenKind::Stop;
    let stops = |&i: &usize| ends(i) || !context.is_word(i) || context.tag(i).is_verb();
    // A phrase that neither a comma nor a full stop ends may go on in any way: then only noun phrases after "of", "for"
    // and "at" are sure.
    Some(match (end..last).find(stops) {
        Some(stop) if ends(stop) => start..stop,
        _ => start..attached(context, end..last),
    })
}

/// The index after the noun phrases that "of", "for" and "at" attach to a noun, one to the other: that of "said" for
/// "mayor | of the port of Lorrin | said".
fn attached(context: &Context, rest: Range<usize>) -> usize {
    let mut end = rest.start;
    while end < rest.end && matches!(context.lower(end), "of" | "for" | "at") {
        let phrase = end + 1..rest.end;
        let inside = |&i: &usize| {
            let modifies = matches!(context.tag(i), Tag::DT | Tag::JJ | Tag::CD | Tag::PRPS);
            (modifies || context.tag(i).is_noun() || context.is_possessive(i)) && !context.is_comma(i)
        };
        let stop = phrase.clone().find(|i| !inside(i)).unwrap_or(phrase.end);
        // Nothing is attached by a phrase that the limit cuts, that has no noun at its end, or that goes on ("the
        // Ministry of Ports and Roads").
        let goes_on = |i: usize| matches!(context.lower(i), "-" | "&" | "and" | "/" | "–");
        if stop == phrase.end || stop == phrase.start || !context.tag(stop - 1).is_noun() || goes_on(stop) {
            return rest.start;
        }
        end = stop;
    }
    end
}
