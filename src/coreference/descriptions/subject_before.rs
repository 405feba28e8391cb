//! Takes a description that follows its quotation for the subject of the sentence before that quotation, in the same
//! paragraph: "Coach Stefan Holm had no complaints. “They wanted it more,” said [the Swede]."
//!
//! The subject is not meant where the text describes somebody else in those words, or where the subject has another
//! gender, another age or another nationality than the description says.
//!
//! What it gets wrong: a description of somebody new, behind a sentence about somebody else.

use super::{search, serves_elsewhere};
use crate::coreference::context::NONE;
use crate::coreference::discourse::{Decision, Discourse};
use crate::coreference::mentions::Description;
use crate::coreference::roles;
use crate::lexicon::{self, Determiner, Flag, NounClass};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// How many tokens may stand before the name in its sentence: "West Indies captain | Ana Baptiste".
const BEFORE: usize = 8;

/// Decides that description `m` means the subject of the sentence before its quotation; `None` where it can't.
pub fn decide(discourse: &Discourse, m: usize, d: &Description) -> Option<Decision> {
    let entity = find(discourse, m, d)?;
    Some(Decision { entity, rule: SpeakerRule::DescriptionSalient, confidence: 0.75 })
}

/// Finds the person who is the subject of the sentence before the quotation of description `m`.
fn find(discourse: &Discourse, m: usize, d: &Description) -> Option<usize> {
    let (context, mention) = (discourse.context, &discourse.mentions[m]);
    let own = discourse.source_of[m];
    let definite = d.determiner == Some(Determiner::Definite) && !d.owned && !mention.plural;
    if !mention.speaks || own == NONE || !definite {
        return None;
    }
    let person = match d.noun {
        Some(noun) => {
            noun.class == NounClass::Person
                && ![Flag::Anonymous, Flag::HeadOfState].iter().any(|&flag| lexicon::has(noun.singular, flag))
        }
        None => context.is_capital(mention.head),
    };
    let content = context.attributions[own as usize].content.first()?;
    let paragraph = context.paragraph(content.start);
    let before = person && content.end <= mention.tokens.start && context.is_quoted(content.start);
    if !before || content.start <= paragraph.start || !paragraph.contains(&mention.head) {
        return None;
    }
    let sentence = context.sentence(content.start - 1);
    let opens = sentence.start..sentence.end.min(sentence.start + BEFORE);
    let first = opens.clone().find_map(|i| context.person(i))?;
    let name = &context.names[first].tokens;
    let subject = !(sentence.start..name.start).any(|i| context.tag(i).is_verb() || context.is_quoted(i))
        && (name.end == context.len() || !context.is_possessive(name.end))
        && sentence.start >= paragraph.start;
    let e = discourse.entity_of_name[first];
    let entity = &discourse.entities[e];
    let another = |other: usize| other != e && discourse.entities[other].mentions > 0;
    let called = match d.noun {
        Some(noun) => {
            search::said_to_be(discourse, noun.singular).any(another)
                || serves_elsewhere(discourse, m, noun.singular, e)
        }
        None => search::names_people(discourse, m, d) && !search::is_of_people(discourse, m, e),
    };
    // "Ana Ruiz, the mayor's driver": she is not the mayor.
    let of_it = |i: usize| context.lower(i) == context.lower(mention.head);
    let serves = entity.roles().iter().any(|role| role.words().any(of_it));
    let fits = entity.kind == EntityKind::Person
        && !entity.plural
        && discourse.gender_fits(e, mention.gender)
        && !discourse.named_in(own as usize).any(|named| named == e)
        && !discourse.addressed_in(own as usize).any(|addressed| addressed == e)
        && !roles::is_of_another_age(context, mention, entity.roles());
    (subject && fits && !called && !serves).then_some(e)
}
