//! Candidates: the entities that a mention may mean, with what the discourse knows of how near they are.

use super::question::{Class, Question};
use crate::coreference::discourse::{Antecedent, Discourse};
use crate::coreference::entity::Entity;
use crate::lexicon::NounClass;
use crate::names::EntityKind;

/// How many mentions the search for candidates goes back.
const REACH: usize = 80;

/// How many candidates that were mentioned before are weighed.
const BEFORE: usize = 12;

/// How many are weighed in all.
const ALL: usize = 18;

/// An entity that a mention may mean.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The entity.
    pub entity: usize,
    /// Its last mention, where that is near.
    pub last: Option<Antecedent>,
    /// How many mentions ago that was.
    pub back: usize,
    /// How often the last mentions were of it.
    pub times: u32,
}

/// The entities that a mention may mean, the one mentioned last first; `base` is among them, if it is one.
pub fn find(discourse: &Discourse, question: &Question, base: Option<usize>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::with_capacity(ALL);
    for (back, antecedent) in discourse.recent(REACH).enumerate() {
        let entity = antecedent.entity;
        if let Some(candidate) = found.iter_mut().find(|c| c.entity == entity) {
            candidate.times += 1;
        } else if found.len() < BEFORE && fits(discourse, question, entity) {
            found.push(Candidate { entity, last: Some(*antecedent), back, times: 1 });
        }
    }
    let mut add = |entity: usize| {
        if found.len() < ALL && !found.iter().any(|c| c.entity == entity) {
            found.push(Candidate { entity, last: None, back: REACH, times: 0 });
        }
    };
    base.into_iter().for_each(&mut add);
    let beside = question.in_source.iter().map(|(entity, _)| *entity).chain(question.owner);
    beside.filter(|&e| fits(discourse, question, e)).for_each(&mut add);
    let Class::Description(class) = question.class else { return found };
    let fitting = |e: &usize| fits(discourse, question, *e);
    if let Some(noun) = question.noun {
        crate::coreference::descriptions::said_to_be(discourse, noun).filter(fitting).for_each(&mut add);
    }
    let index = &discourse.index;
    match class {
        Some(NounClass::Person) => index.persons.iter().copied().filter(fitting).take(5).for_each(&mut add),
        Some(NounClass::Place) => index.countries.iter().copied().filter(fitting).take(3).for_each(&mut add),
        _ => {
            index.bodies.iter().copied().filter(fitting).take(4).for_each(&mut add);
            index.countries.iter().copied().filter(fitting).take(2).for_each(&mut add);
        }
    }
    found
}

/// Whether an entity can be meant at all.
fn fits(discourse: &Discourse, question: &Question, e: usize) -> bool {
    use EntityKind::{Facility, Group, Organization, Other, Person, Place, Product};
    let entity: &Entity = &discourse.entities[e];
    let person = question.class == Class::Description(Some(NounClass::Person));
    if discourse.writer == Some(e) || person && question.owner == Some(e) {
        return false;
    }
    // Who is named in what "he" says did not say it, and "he" in somebody's quotation is not the one quoted.
    let quoted = discourse.here.quoted && question.around == Some(e);
    if question.class == Class::HeOrShe && (quoted || question.named.contains(&e)) {
        return false;
    }
    let kind = entity.kind;
    let body = matches!(kind, Organization | Place) || entity.named && matches!(kind, Facility | Product | Other);
    match question.class {
        Class::HeOrShe | Class::Description(Some(NounClass::Person)) if !question.plural => {
            kind == Person && !entity.plural && discourse.gender_fits(e, question.gender)
        }
        Class::They => body || kind == Group || kind == Person,
        Class::Description(Some(NounClass::Body | NounClass::Place)) => body || kind == Group && entity.plural,
        Class::Description(Some(NounClass::Document)) => body || kind == Person && entity.named,
        _ => body || matches!(kind, Person | Group),
    }
}
