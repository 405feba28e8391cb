//! How the text introduces an entity, and which pronoun it uses for a person.
//!
//! **Problem.** A reader wants to know who a speaker is: "Ana Ruiz, mayor of Lorrin", "she". Both must come from the
//! text alone; nothing is guessed from a name.
//!
//! **Method.** The description is the first one that stands beside the entity's name, with the phrase that follows its
//! noun ("mayor | of Lorrin"). The pronoun is the one that most of those decided by a rule for pronouns are.
//!
//! What it gets wrong: titles before a name are not read, and a pronoun is only as right as what it was resolved to.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::discourse::Decision;
use super::entity::Entity;
use super::mentions::{Mention, What};
use super::pronoun_table::Person;
use crate::lexicon::{Determiner, Gender};
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
    /// The tokens of the words beside its name that say what it is, without an article.
    pub description: Option<Range<usize>>,
    /// The pronoun that the text uses for it, if it is a person.
    pub pronoun: Option<Pronoun>,
}

/// Words of a description after its noun, at most: "mayor | of Lorrin and the five islands".
const PHRASE: usize = 12;

/// The introduction of each of `count` entities, as they are numbered in the result.
pub fn introductions(
    context: &Context,
    mentions: &[Mention],
    decisions: &[Option<Decision>],
    entities: &[Entity],
    number: &[usize],
    count: usize,
) -> Vec<Introduction> {
    let mut found = vec![Introduction::default(); count];
    // By entity, how often each pronoun means it.
    let mut votes = vec![[0u32; 3]; count];
    for (mention, decision) in mentions.iter().zip(decisions) {
        let Some(decision) = decision else { continue };
        let (entity, at) = (&entities[decision.entity], number[decision.entity]);
        if at == usize::MAX || !entity.named {
            continue;
        }
        match &mention.what {
            What::Description(_) if decision.sieve == SpeakerRule::Apposition => {
                found[at].description.get_or_insert_with(|| description(context, mention));
            }
            What::Pronoun(pronoun) if entity.kind == EntityKind::Person && is_decided_as_pronoun(decision) => {
                match (pronoun.person, mention.gender) {
                    (Person::Singular, Some(Gender::Male)) => votes[at][0] += 1,
                    (Person::Singular, Some(Gender::Female)) => votes[at][1] += 1,
                    (Person::They, _) if !entity.plural => votes[at][2] += 1,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    for (introduction, votes) in found.iter_mut().zip(votes) {
        let most = votes.iter().copied().max().unwrap_or_default();
        let alone = votes.iter().filter(|&&n| n == most).count() == 1;
        let pronouns = [Pronoun::He, Pronoun::She, Pronoun::They].into_iter().zip(votes);
        introduction.pronoun = pronouns.filter(|&(_, n)| n > 0 && n == most && alone).map(|(p, _)| p).next();
    }
    found
}

fn is_decided_as_pronoun(decision: &Decision) -> bool {
    matches!(
        decision.sieve,
        SpeakerRule::PronounPerson | SpeakerRule::PronounThey | SpeakerRule::PronounExcluded | SpeakerRule::Cataphor
    )
}

/// The words of a description without its article, and with the phrase that follows its noun.
fn description(context: &Context, mention: &Mention) -> Range<usize> {
    let start = match &mention.what {
        What::Description(d) if matches!(d.determiner, Some(Determiner::Definite | Determiner::Indefinite)) => d.first,
        _ => mention.tokens.start,
    };
    let end = mention.tokens.end;
    let sentence = context.sentence(mention.head);
    if end >= sentence.end || context.tag(end) != Tag::IN {
        return start..end;
    }
    let last = sentence.end.min(end + PHRASE);
    let ends = |i: usize| context.is_comma(i) || context.document.tokens[i].kind() == TokenKind::Stop;
    let stops = |&i: &usize| ends(i) || !context.is_word(i) || context.tag(i).is_verb();
    // What neither a comma nor a full stop ends may go on as anything: then only the noun is sure.
    match (end..last).find(stops) {
        Some(stop) if ends(stop) => start..stop,
        _ => start..end,
    }
}
