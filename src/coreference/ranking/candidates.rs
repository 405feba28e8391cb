//! Candidates of a question: the entities that the mention may mean, with how near to it the text mentions them.

use super::question::{Class, Question};
use crate::coreference::descriptions;
use crate::coreference::discourse::{Antecedent, Discourse, REACH};
use crate::coreference::entity::Entity;
use crate::coreference::mentions::Reference;
use crate::lexicon::{self, Determiner, NounClass};
use crate::names::EntityKind;

/// How many candidates that were mentioned before are weighed.
const BEFORE: usize = 12;

/// How many candidates are weighed in all.
const ALL: usize = 24;

/// How many mentions after a description are searched for entities that the text names only there.
const AHEAD: usize = 60;

/// How many entities that are named only after the description are weighed.
const NAMED_LATER: usize = 4;

/// An entity that a mention may mean.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The entity.
    pub entity: usize,
    /// Its last mention, where the search through the last [`REACH`] mentions found it.
    pub last: Option<Antecedent>,
    /// How many decided mentions stand after that one; [`REACH`] where there is none.
    pub back: usize,
    /// How many of the last [`REACH`] mentions are of it.
    pub times: u32,
    /// Where it is named first, if that is only after the mention.
    pub named_later: Option<NamedLater>,
}

/// Where the text names somebody for the first time, after a mention that may mean it.
#[derive(Debug, Clone, Copy)]
pub struct NamedLater {
    /// How many others of its kind are named first between the two.
    pub others: usize,
    /// How many paragraphs lie between.
    pub paragraphs: u32,
    /// Whether the entity is the source of a quotation where it is named first.
    pub speaks: bool,
    /// Whether it is a source there, and no entity that is first named between the mention and it is one.
    pub first_speaker: bool,
}

/// Finds the entities that a mention may mean, the one mentioned last first. `base`, whom the rules chose, is among
/// them if they chose anybody.
pub fn find(discourse: &Discourse, question: &Question, base: Option<usize>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::with_capacity(ALL);
    for (back, antecedent) in discourse.recent(REACH).enumerate() {
        let entity = antecedent.entity;
        let met = &discourse.entities[entity];
        // Most of those met don't agree, which is seen without a call.
        let is_last = met.last_mention == antecedent.mention as u32;
        if is_last && agrees(discourse, question, entity) && !is_excluded(discourse, question, entity) {
            found.push(Candidate {
                entity,
                last: Some(*antecedent),
                back,
                times: met.recent_mentions.into(),
                named_later: None,
            });
            if found.len() == BEFORE {
                break;
            }
        }
    }
    // "the 58-year-old" is somebody of whom the text has spoken, if it has of anybody.
    let met = question.noun == Some("year-old") && found.iter().any(|c| discourse.entities[c.entity].named);
    if matches!(question.class, Class::Description(_)) && !met {
        add_named_later(discourse, question, &mut found);
    }
    let mut add = |entity: usize| {
        if found.len() < ALL && !found.iter().any(|c| c.entity == entity) {
            found.push(Candidate { entity, last: None, back: REACH, times: 0, named_later: None });
        }
    };
    base.into_iter().for_each(&mut add);
    let beside = question.in_source.iter().map(|(entity, _)| *entity).chain(question.owner);
    beside.filter(|&e| fits(discourse, question, e)).for_each(&mut add);
    let Class::Description(class) = question.class else { return found };
    let fitting = |e: &usize| fits(discourse, question, *e);
    question.partners.iter().map(|(entity, _)| *entity).filter(fitting).for_each(&mut add);
    discourse.turns().iter().rev().take(3).map(|turn| turn.0).filter(fitting).for_each(&mut add);
    if let Some(noun) = question.noun {
        descriptions::said_to_be(discourse, noun).filter(fitting).for_each(&mut add);
    }
    let index = &discourse.index;
    match class {
        Some(NounClass::Person) => index
            .persons
            .iter()
            .copied()
            .filter(fitting)
            .filter(|&e| is_told(discourse, question, e))
            .take(6)
            .for_each(&mut add),
        Some(NounClass::Place) => index.countries.iter().copied().filter(fitting).take(3).for_each(&mut add),
        _ => {
            index.bodies.iter().copied().filter(fitting).take(6).for_each(&mut add);
            index.countries.iter().copied().filter(fitting).take(2).for_each(&mut add);
        }
    }
    found
}

/// Adds the entities that the text names only after the mention.
fn add_named_later(discourse: &Discourse, question: &Question, found: &mut Vec<Candidate>) {
    let mut others = [0; 16];
    let (mut count, mut spoken) = (0, false);
    for mention in discourse.mentions[question.mention + 1..].iter().take(AHEAD) {
        let Reference::Name(n) = mention.reference else { continue };
        let entity = discourse.entity_of_name[n];
        let known = discourse.entities[entity].mentions > 0 || found.iter().any(|c| c.entity == entity);
        if count == NAMED_LATER || known || !fits(discourse, question, entity) || !is_told(discourse, question, entity)
        {
            continue;
        }
        let kind = &mut others[discourse.entities[entity].kind as usize % 16];
        let paragraphs = discourse.context.paragraph_of[mention.head].saturating_sub(discourse.here.paragraph);
        let speaks = mention.speaks;
        let later = NamedLater { others: *kind, paragraphs, speaks, first_speaker: speaks && !spoken };
        *kind += 1;
        spoken |= speaks;
        count += 1;
        found.push(Candidate { entity, last: None, back: REACH, times: 0, named_later: Some(later) });
    }
}

/// Whether the text gives an entity the role that the description names, or a synonym of it: "the judge", of somebody
/// introduced as a justice.
fn has_role(question: &Question, entity: &Entity) -> bool {
    let same = |other: &str| question.noun.is_some_and(|noun| other == noun) || question.synonyms.contains(&other);
    entity.roles().iter().any(|role| same(role.noun))
}

/// Whether an entity may be meant as far as its roles go: "a spokeswoman", or "a lawyer for Ana Cruz", is only somebody
/// whom the text calls one.
fn is_told(discourse: &Discourse, question: &Question, entity: usize) -> bool {
    let person = matches!(question.class, Class::Description(None | Some(NounClass::Person)));
    let is_of_named = person && question.determiner == Some(Determiner::Indefinite) && !question.of.is_empty();
    !(question.anonymous || is_of_named) || has_role(question, &discourse.entities[entity])
}

/// Whether the words of a mention name an entity: "the [Harbor]-based company".
fn names(discourse: &Discourse, mention: usize, entity: usize) -> bool {
    let named = |i: usize| discourse.context.name(i).is_some_and(|n| discourse.entity_of_name[n] == entity);
    discourse.mentions[mention].tokens.clone().any(named)
}

/// Whether a person has the noun of a description as a role, but for another owner or another task, and so is not
/// meant: a Norwegian finance minister is neither "Chile's finance minister" nor "Norway's fisheries minister".
fn serves_another(discourse: &Discourse, question: &Question, e: usize) -> bool {
    let context = discourse.context;
    let owner = question.owner.map(|o| &discourse.entities[o]).filter(|o| o.named && o.kind != EntityKind::Person);
    let (Some(owner), Some(noun)) = (owner, question.noun) else { return false };
    let is_owner = owner.word_test();
    let is_charge = |i: &usize| context.name(*i).is_none() && context.tag(*i).is_noun();
    let modifiers = || discourse.mentions[question.mention].modifiers().filter(is_charge);
    let mut same = discourse.entities[e].roles().iter().filter(|role| role.noun == noun).peekable();
    same.peek().is_some()
        && same.all(|role| {
            let of_owner = |i: usize| {
                context.name(i).is_some_and(|n| Some(discourse.entity_of_name[n]) == question.owner)
                    || is_owner(context.folded(i))
            };
            let of_another = role.words().any(|i| context.name(i).is_some()) && !role.words().any(of_owner);
            let asked = |i: usize| question.words.contains(&context.facts(i).key);
            of_another
                || modifiers().next().is_some() && role.words().any(|i| is_charge(&i)) && !role.words().any(asked)
        })
}

/// Whether an entity can be the antecedent of the mention that asks.
#[inline(never)] // called from many places
fn fits(discourse: &Discourse, question: &Question, e: usize) -> bool {
    agrees(discourse, question, e) && !is_excluded(discourse, question, e)
}

/// Whether an entity has the kind, number and gender that the mention asks for.
#[inline(always)] // called from two places, of which one is hot
fn agrees(discourse: &Discourse, question: &Question, e: usize) -> bool {
    use EntityKind::{Facility, Group, Organization, Other, Person, Place, Product};
    let entity: &Entity = &discourse.entities[e];
    let kind = entity.kind;
    let body = || matches!(kind, Organization | Place) || entity.named && matches!(kind, Facility | Product | Other);
    match question.class {
        Class::HeOrShe | Class::Description(Some(NounClass::Person)) if !question.plural => {
            kind == Person && !entity.plural && discourse.gender_fits(e, question.gender)
        }
        // Several persons are no single one.
        Class::Description(Some(NounClass::Person)) => kind == Group || kind == Person && entity.plural || body(),
        Class::They => kind == Group || kind == Person || body(),
        Class::Description(Some(NounClass::Body | NounClass::Place)) => kind == Group && entity.plural || body(),
        Class::Description(Some(NounClass::Document)) => kind == Person && entity.named || body(),
        _ => matches!(kind, Person | Group) || body(),
    }
}

/// Whether the text tells that an entity is not the one meant, though its kind, number and gender agree.
fn is_excluded(discourse: &Discourse, question: &Question, e: usize) -> bool {
    use EntityKind::{Person, Place};
    let entity: &Entity = &discourse.entities[e];
    let kind = entity.kind;
    let person = question.class == Class::Description(Some(NounClass::Person));
    if question.addressed.contains(&e) || discourse.author == Some(e) || person && question.owner == Some(e) {
        return true;
    }
    // "his sister" is not his mother; "his parents", "his family" and "the Cruz family" are no single person.
    let is_head = |word: &str| discourse.context.lower(discourse.mentions[question.mention].head) == word;
    let is_owner = question.owner == Some(e);
    let owned = question.owned && !entity.plural;
    let of_family = || is_head("family") && (owned || is_owner || names(discourse, question.mention, e));
    let other_relative = || question.noun.is_some_and(|noun| descriptions::is_other_relative(discourse, e, noun));
    if kind == Person && (of_family() || owned && (is_owner && question.plural || other_relative())) {
        return true;
    }
    // "The German" is nobody whom the text calls a Russian.
    if question.of_people && descriptions::is_of_another_people(discourse, question.mention, e) {
        return true;
    }
    // No Republican is "the Democrat".
    let party = || question.party.or(question.noun.and_then(lexicon::party));
    let of_other_party = || entity.party().is_some_and(|its| party().is_some_and(|party| party != its));
    if person && kind == Person && of_other_party() {
        return true;
    }
    // "the Cruz campaign manager" is not Cruz.
    if person && kind == Person && (names(discourse, question.mention, e) || serves_another(discourse, question, e)) {
        return true;
    }
    // "a lawyer for Cruz" is not Cruz, and "the head of Tidewell" not the firm.
    let unlisted = question.noun.is_none() && (kind == Person || is_head("head"));
    if (person || unlisted) && question.of.contains(&e) {
        return true;
    }
    // "the Harbor-based company" is no town.
    let body = question.class == Class::Description(Some(NounClass::Body));
    if body && entity.named && question.cause.is_some_and(|cause| !descriptions::is_for_cause(discourse, e, cause)) {
        return true;
    }
    if body && kind == Place && names(discourse, question.mention, e) {
        return true;
    }
    // "Dam is safe, says engineer": nobody whom the text calls something else.
    let called = || entity.roles().iter().any(|role| role.noun != "year-old");
    if person
        && question.headline
        && question.determiner.is_none()
        && question.noun.is_some()
        && called()
        && !has_role(question, entity)
    {
        return true;
    }
    // "Ortiz met a driver. A driver said": somebody else, whoever it is.
    let introduces = person && question.determiner == Some(Determiner::Indefinite);
    if introduces && entity.named && entity.mentions > 0 && !has_role(question, entity) {
        return true;
    }
    // "[the mayor]'s driver" is not the mayor.
    if matches!(question.class, Class::Description(_)) && discourse.owned(question.mention) == Some(e) {
        return true;
    }
    // Who is named in what "he" says did not say it, and "he" in somebody's quotation is not the one quoted.
    let quoted = discourse.here.quoted && question.outer_speaker == Some(e);
    question.class == Class::HeOrShe && (quoted || question.named.contains(&e))
}
