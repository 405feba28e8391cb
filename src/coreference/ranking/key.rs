//! The hash key of a question and its candidates. It is made from all that their scores are computed from, so that
//! scores computed once can be found again.
//!
//! What a template of [`super::features`] looks at must be in here. Entities are told by how they stand to the
//! question, not by their numbers, which change when one more name is found anywhere. Where assertions are on, as in
//! tests, each score that is found again is computed as well, and must be the same.

use super::candidates::{Candidate, NamedLater};
use super::features::RuleDecision;
use super::introductions::{is_of_country, own_place};
use super::question::{Class, Question};
use super::sheet::step;
use crate::coreference::discourse::Discourse;
use crate::coreference::mentions::Reference;
use crate::learned::features::{EMPTY, hash, mix};

/// The key of a question with its candidates, in their order.
pub fn key(discourse: &Discourse, question: &Question, candidates: &[Candidate], base: &RuleDecision) -> u64 {
    let described = matches!(question.class, Class::Description(_));
    let start = mix_all(of_question(discourse, question), &[base.rule, u64::from(base.named)]);
    candidates.iter().fold(start, |key, candidate| {
        let key = mix(mix(key, of_candidate(discourse, candidate)), of_relation(discourse, question, candidate, base));
        if !described {
            return key;
        }
        let keys = discourse.keys(candidate.entity);
        let [before, after] = own_place(discourse, question, keys);
        let of_country = is_of_country(discourse, question, &discourse.entities[candidate.entity]);
        mix_all(key, &[keys.fingerprint, (before as u64) << 32 | after as u64, of_country.into()])
    })
}

/// Adds numbers to a key. It is one piece of code for all callers, as [`bits`] is: inlined in each, the two would take
/// a kilobyte more.
#[inline(never)]
fn mix_all(key: u64, numbers: &[u64]) -> u64 {
    numbers.iter().fold(key, |key, &number| mix(key, number))
}

/// A number with a bit for each truth value.
#[inline(never)]
fn bits(holds: &[bool]) -> u64 {
    holds.iter().fold(1, |all, &holds| all << 1 | u64::from(holds))
}

/// The hash of what is known of a question by itself.
fn of_question(discourse: &Discourse, question: &Question) -> u64 {
    let Question { key, noun_key, cue, clusters, .. } = *question;
    let class = match question.class {
        Class::HeOrShe => 0,
        Class::They => 1,
        Class::Description(None) => 2,
        Class::Description(Some(class)) => 3 + class as u64,
    };
    let holds = bits(&[
        question.plural,
        question.owned,
        question.of_another,
        question.first_person[0],
        question.first_person[1],
        question.quoted,
        question.begins_sentence,
        question.anonymous,
        question.headline,
        question.lead,
        discourse.here.quoted,
        question.last_with_noun.is_some(),
        question.last_with_noun.is_some_and(|e| discourse.entities[e].named),
    ]);
    let gender = question.gender.map_or(9, |gender| gender as u64);
    let determiner = question.determiner.map_or(99, |determiner| determiner as u64);
    let party = question.party.map_or(0, hash);
    let found = [class, key, noun_key, cue, clusters[0], clusters[1], holds, gender, determiner, party];
    let lengths = [question.capitals, question.words.len(), question.in_source.len(), question.partners.len()];
    let mut key = mix_all(mix_all(EMPTY, &found), &lengths.map(|length| length as u64));
    key = mix_all(mix(key, question.owner_word.unwrap_or(1)), &question.words);
    // "the 54-year-old": the age is written in the word.
    if question.noun == Some("year-old") {
        key = mix(key, hash(discourse.context.word(discourse.mentions[question.mention].head)));
    }
    let apart = discourse.turns().last().map_or(9, |turn| discourse.here.paragraph.abs_diff(turn.1));
    let index = &discourse.index;
    mix_all(key, &[apart.into(), index.persons.len() as u64, index.bodies.len() as u64])
}

/// The hash of how a candidate stands to a question, and to what the rules decided.
fn of_relation(discourse: &Discourse, question: &Question, candidate: &Candidate, base: &RuleDecision) -> u64 {
    let entity = candidate.entity;
    let is = |other: Option<usize>| other == Some(entity);
    let named = question.named.contains(&entity);
    let holds =
        bits(&[is(base.shown), is(question.owner), is(question.outer_speaker), is(question.last_with_noun), named]);
    let in_source = question.in_source.iter().find(|(e, _)| *e == entity).map_or(0, |(_, place)| *place);
    let partner = question.partners.iter().position(|(e, _)| *e == entity);
    let relation = partner.map_or(0, |at| question.partners[at].1);
    let turns = discourse.turns();
    let turn = turns.iter().rev().take(4).position(|turn| turn.0 == entity).unwrap_or(9);
    let turns = (turn as u64) << 32 | step(discourse.entities[entity].turns as usize);
    mix_all(holds, &[in_source, partner.map_or(9, |at| at as u64), relation, turns])
}

/// The hash of what is known of a candidate by itself.
fn of_candidate(discourse: &Discourse, candidate: &Candidate) -> u64 {
    let (entity, here) = (&discourse.entities[candidate.entity], discourse.here);
    let most = discourse.index.most_named_of_kind(entity.kind);
    let holds = bits(&[
        entity.named,
        entity.plural,
        entity.spoke,
        entity.first_paragraph > here.paragraph,
        most == Some(candidate.entity),
    ]);
    let genders = [entity.gender, entity.likely_gender].map(|gender| gender.map_or(9, |gender| gender as u64));
    let known = [
        entity.kind as u64,
        holds,
        genders[0] << 8 | genders[1],
        u64::from(entity.names) << 32 | u64::from(entity.mentions.min(3)),
        most.map_or(0, |most| discourse.entities[most].names.into()),
        u64::from(entity.first_paragraph.min(3)),
        (candidate.back as u64) << 32 | u64::from(candidate.times),
    ];
    let mut key = mix_all(EMPTY, &known);
    if let Some(last) = candidate.last {
        let mention = &discourse.mentions[last.mention];
        let form = match mention.reference {
            Reference::Name(_) => 0,
            Reference::Pronoun(_) => 1,
            Reference::Description(_) => 2,
        };
        let place = last.place;
        let holds = bits(&[
            place.subject,
            place.modifies,
            place.quoted,
            place.content == here.content,
            place.sentence == here.sentence,
            mention.speaks,
        ]);
        let sentences = here.sentence.saturating_sub(place.sentence);
        let paragraphs = here.paragraph.saturating_sub(place.paragraph);
        key = mix_all(key, &[form, holds, u64::from(sentences) << 32 | u64::from(paragraphs)]);
    }
    if let Some(NamedLater { others, paragraphs, speaks, first_speaker }) = candidate.named_later {
        key = mix_all(key, &[others as u64, paragraphs.into(), bits(&[speaks, first_speaker])]);
    }
    mix(key, bits(&[candidate.last.is_some(), candidate.named_later.is_some()]))
}
