//! Computes the features of a question's candidates, and those of "nobody named".

use super::candidates::Candidate;
use super::introductions;
use super::question::{Class, Question};
use super::sheet::{Sheet, determiner, step};
use crate::coreference::descriptions::head_noun;
use crate::coreference::discourse::{Decision, Discourse};
use crate::coreference::entity::Entity;
use crate::coreference::mentions::Reference;
use crate::learned::features::{hash, mix};
use crate::lexicon::{self, Fit, Flag};
use crate::names::EntityKind;

/// A number for the sort of mention that asks: which pronoun, or a description with the class of its noun, plural or
/// not, somebody's or not.
fn sort(question: &Question) -> u64 {
    let class = match question.class {
        Class::HeOrShe => 0,
        Class::They => 1,
        Class::Description(None) => 3,
        Class::Description(Some(class)) => 4 + class as u64,
    };
    let described = matches!(question.class, Class::Description(_));
    class << 2 | u64::from(described && question.plural) << 1 | u64::from(described && question.owned)
}

/// A number for the wider sort of a description, whatever its noun stands for; `None` for pronouns. `named` tells
/// whether the candidate has a name.
fn wider_sort(question: &Question, named: bool) -> Option<u64> {
    let described = matches!(question.class, Class::Description(_));
    described.then(|| 1 << 10 | u64::from(question.plural) << 1 | u64::from(named))
}

/// The decision of the rules, as features see it.
pub struct RuleDecision {
    /// The entity that they chose, or the one shown in its place, if any.
    pub shown: Option<usize>,
    /// Whether they chose one that has a name.
    pub named: bool,
    /// A number for which rule decided, and how surely.
    pub rule: u64,
}

impl RuleDecision {
    /// Reads a decision of the rules; `None` where they gave the mention to no entity.
    pub fn new(discourse: &Discourse, base: Option<Decision>) -> RuleDecision {
        RuleDecision {
            shown: base.map(|d| shown_entity(discourse, d)),
            named: base.is_some_and(|d| discourse.entities[d.entity].named),
            rule: base.map_or(1, |d| mix(hash(d.rule.id()), (d.confidence * 10.0) as u64)),
        }
    }
}

/// Writes the features of "nobody named" to `sheet`.
pub fn nobody(
    discourse: &Discourse,
    question: &Question,
    candidates: &[Candidate],
    base: &RuleDecision,
    sheet: &mut Sheet,
) {
    sheet.begin(sort(question), wider_sort(question, false), 0);
    let named = candidates.iter().filter(|c| discourse.entities[c.entity].named);
    let near = named.clone().filter(|c| c.back < 12).count();
    sheet.add(0);
    sheet.add(determiner(question));
    sheet.add(mix(determiner(question), step(question.words.len())));
    sheet.add(mix(question.key, determiner(question)));
    sheet.add(base.rule);
    sheet.add(mix(u64::from(base.named), determiner(question)));
    sheet.add(step(named.count()));
    sheet.add(step(near));
    sheet.add(u64::from(question.of_another));
    sheet.add(u64::from(question.plural));
    sheet.add(question.cue);
    sheet.add(step(question.in_source.len()));
    sheet.add(mix(step(discourse.index.persons.len()), step(discourse.index.bodies.len())));
    sheet.add(mix(question.capitals as u64, determiner(question)));
    sheet.add(question.clusters[0]);
    sheet.add(mix(question.clusters[1], determiner(question)));
    let lead = u64::from(question.headline) << 1 | u64::from(question.lead);
    sheet.add(mix(lead, determiner(question)));
    sheet.add(mix(lead, step(question.words.len())));
    let last = question.last_with_noun.map_or(0, |e| 1 + u64::from(discourse.entities[e].named));
    sheet.add(mix(last, determiner(question)));
    sheet.add(mix(step(question.partners.len()), determiner(question)));
    sheet.add(mix(u64::from(candidates.iter().any(|c| c.named_later.is_some())), mix(lead, determiner(question))));
    if let Some(noun) = question.noun {
        use Flag::{Anonymous, Family, HeadOfState, Office, ReturningBody, ReturningPerson};
        let facts = [Anonymous, ReturningPerson, ReturningBody, Office, HeadOfState, Family];
        let known = lexicon::flags(noun);
        let facts = facts.iter().fold(0, |all, &flag| all << 1 | u64::from(known.has(flag)));
        sheet.add(mix(facts, determiner(question)));
        sheet.add(mix(facts, mix(determiner(question), step(question.words.len()))));
    }
}

/// Writes the features of a candidate to `sheet`. `ranks` is how many candidates come before it: of all, and of those
/// that are of its kind and, like it, have a name or none.
pub fn candidate(
    discourse: &Discourse,
    question: &Question,
    candidate: &Candidate,
    ranks: [usize; 2],
    base: &RuleDecision,
    sheet: &mut Sheet,
) {
    let entity = &discourse.entities[candidate.entity];
    sheet.begin(sort(question) << 1 | u64::from(entity.named), wider_sort(question, entity.named), 100);
    sheet.add(0);
    sheet.add(entity.kind as u64);
    sheet.add(mix(determiner(question), entity.kind as u64));
    let is_base = base.shown == Some(candidate.entity);
    sheet.add(if is_base { base.rule } else { 0 });
    sheet.add(mix(u64::from(is_base), base.rule));
    let [rank, among_kind] = ranks;
    sheet.add(step(rank));
    sheet.add(mix(step(rank), u64::from(is_base)));
    sheet.add(step(among_kind));
    sheet.add(mix(step(among_kind), entity.kind as u64));
    sheet.add(mix(step(among_kind), determiner(question)));
    let most = discourse.index.most_named_of_kind(entity.kind).map_or(1, |e| discourse.entities[e].names.max(1));
    let share = u64::from((4 * entity.names / most).min(4));
    sheet.add(share);
    sheet.add(mix(share, step(among_kind)));
    sheet.add(u64::from(entity.first_paragraph.min(3)));
    sheet.add(u64::from(entity.mentions == 0) << 1 | u64::from(entity.first_paragraph > discourse.here.paragraph));
    sheet.add(step(candidate.times as usize));
    sheet.add(step(entity.names as usize));
    sheet.add(mix(step(entity.names as usize), determiner(question)));
    sheet.add(u64::from(discourse.index.most_named_of_kind(entity.kind) == Some(candidate.entity)));
    nearness(discourse, candidate, sheet);
    speaking(discourse, question, candidate, entity, sheet);
    agreement(question, entity, sheet);
    if let Class::Description(_) = question.class {
        sheet.skip_to(170);
        let said = description(discourse, question, candidate.entity, among_kind, sheet);
        sheet.skip_to(220);
        introductions::add(discourse, question, candidate, said, sheet);
    }
}

/// The entity that is shown for a decision: the country of a government, the first of several, else the entity itself.
pub fn shown_entity(discourse: &Discourse, decision: Decision) -> usize {
    discourse.entities[decision.entity].first_shown().unwrap_or(decision.entity)
}

/// Adds how near the candidate is, and in which form it was mentioned last.
fn nearness(discourse: &Discourse, candidate: &Candidate, sheet: &mut Sheet) {
    let here = discourse.here;
    let Some(last) = candidate.last else {
        sheet.skip(8);
        sheet.add(u64::from(discourse.entities[candidate.entity].mentions > 0));
        return;
    };
    let sentences = here.sentence.saturating_sub(last.place.sentence);
    let paragraphs = here.paragraph.saturating_sub(last.place.paragraph);
    let form = match discourse.mentions[last.mention].reference {
        Reference::Name(_) => 0,
        Reference::Pronoun(_) => 1,
        Reference::Description(_) => 2,
    };
    let position =
        u64::from(last.place.subject) << 2 | u64::from(last.place.modifies) << 1 | u64::from(last.place.quoted);
    let same_content = last.place.content == here.content;
    sheet.add(step(sentences as usize));
    sheet.add(step(paragraphs as usize));
    sheet.add(mix(step(sentences as usize), step(paragraphs as usize)));
    sheet.add(mix(form, step(sentences as usize)));
    sheet.add(mix(position, step(sentences as usize)));
    sheet.add(mix(position, u64::from(same_content)));
    sheet.add(step(candidate.back));
    sheet.add(u64::from(discourse.entities[candidate.entity].mentions < 3) << 4 | step(sentences as usize));
}

/// Adds who spoke before, and whether what the mention says names the candidate.
fn speaking(discourse: &Discourse, question: &Question, candidate: &Candidate, entity: &Entity, sheet: &mut Sheet) {
    let e = candidate.entity;
    let here = discourse.here;
    sheet.skip_to(140);
    let turns = discourse.turns();
    let turn = turns.iter().rev().take(4).position(|turn| turn.0 == e);
    let apart = turns.last().map_or(9, |turn| here.paragraph.abs_diff(turn.1).min(4));
    sheet.add(turn.map_or(9, |turn| turn as u64));
    sheet.add(mix(turn.map_or(9, |turn| turn as u64), apart.into()));
    sheet.add(mix(u64::from(turn == Some(0)), u64::from(question.quoted) << 1 | u64::from(question.begins_sentence)));
    sheet.add(step(entity.turns as usize));
    sheet.add(u64::from(entity.spoke));
    let speaks = candidate.last.is_some_and(|last| discourse.mentions[last.mention].speaks);
    sheet.add(mix(u64::from(speaks), step(candidate.back)));
    let named = question.named.contains(&e);
    sheet.add(u64::from(named));
    sheet.add(mix(u64::from(named), u64::from(turn == Some(0))));
    sheet.add(u64::from(question.outer_speaker == Some(e)) << 1 | u64::from(here.quoted));
    sheet.add(mix(u64::from(question.of_another), u64::from(turn == Some(0))));
    let first = u64::from(question.first_person[0]) << 1 | u64::from(question.first_person[1]);
    sheet.add(mix(first, entity.kind as u64));
    let same_sentence = candidate.last.is_some_and(|last| last.place.sentence == here.sentence);
    sheet.add(mix(u64::from(same_sentence), u64::from(question.begins_sentence)));
}

/// Adds whether gender and number agree.
fn agreement(question: &Question, entity: &Entity, sheet: &mut Sheet) {
    sheet.skip_to(160);
    let gender = match (question.gender, entity.gender, entity.likely_gender) {
        (None, ..) => 0,
        (wanted, shown @ Some(_), _) => 1 + u64::from(wanted == shown),
        (wanted, None, likely @ Some(_)) => 3 + u64::from(wanted == likely),
        (_, None, None) => 5,
    };
    sheet.add(gender);
    sheet.add(u64::from(question.plural) << 1 | u64::from(entity.plural));
    sheet.add(mix(u64::from(question.plural), entity.kind as u64));
}

/// Adds how the description fits what the text calls the candidate, and its name.
///
/// Returns how its roles fit the noun: 1 to 3 where one is the noun (by how many further words they share), 4 to 6
/// where one is a synonym, 7 where it has other roles only, 0 where it has none.
fn description(
    discourse: &Discourse,
    question: &Question,
    candidate: usize,
    among_kind: usize,
    sheet: &mut Sheet,
) -> u64 {
    let (entity, keys) = (&discourse.entities[candidate], discourse.keys(candidate));
    let noun = question.noun.unwrap_or("");
    let count_asked = |words: &[u64]| words.iter().filter(|word| question.words.contains(word)).count();
    let roles = |noun: &str| {
        let same = entity.roles().iter().zip(&keys.roles).filter(|(role, _)| role.noun == noun);
        same.map(|(_, role)| count_asked(&role.words)).max()
    };
    let synonyms = || question.synonyms.iter().filter_map(|synonym| roles(synonym)).max();
    let said = match (roles(noun), synonyms()) {
        (Some(shared), _) => 1 + shared.min(2) as u64,
        (None, Some(shared)) => 4 + shared.min(2) as u64,
        _ if entity.roles().iter().any(|role| role.noun != "year-old") => 7,
        _ => 0,
    };
    sheet.add(said);
    sheet.add(mix(said, determiner(question)));
    sheet.add(mix(said, step(question.words.len())));
    sheet.add(question.key);
    sheet.add(mix(question.key, entity.kind as u64));
    let has_noun = keys.words.contains(&question.noun_key);
    let in_name = match () {
        () if (has_noun || entity.words.len() < 2) && head_noun(entity) == noun => 1,
        () if has_noun => 2,
        () if entity.kind == EntityKind::Person => 0,
        () => match lexicon::sorts_fit(question.sorts, keys.sorts) {
            Fit::Right => 3,
            Fit::Open => 4,
            Fit::Wrong => 5,
        },
    };
    let in_source = question.in_source.iter().find(|(e, _)| *e == candidate).map_or(0, |(_, place)| *place);
    sheet.add(in_source);
    sheet.add(mix(in_source, entity.kind as u64));
    let owner = question.owner == Some(candidate);
    sheet.add(u64::from(owner));
    sheet.add(mix(said, step(among_kind)));
    sheet.add(in_name);
    sheet.add(mix(in_name, step(among_kind)));
    sheet.add(mix(in_name, mix(determiner(question), step(question.words.len()))));
    sheet.add(mix(in_name, said));
    let shared = count_asked(&keys.words);
    sheet.add(step(shared));
    sheet.add(mix(step(shared), step(question.words.len())));
    sheet.add(mix(step(shared), question.capitals as u64));
    let places = count_asked(&keys.places);
    sheet.add(step(places) << 1 | u64::from(entity.places().is_empty()));
    sheet.add(match (question.party, entity.party()) {
        (None, _) => 0,
        (_, None) => 1,
        (a, b) => 2 + u64::from(a == b),
    });
    sheet.add(entity.sort_of_place.map_or(0, |sort| 1 + 2 * u64::from(sort.country) + u64::from(sort.state)));
    sheet.add(mix(question.key, u64::from(entity.sort_of_place.is_some_and(|sort| sort.country))));
    said
}
