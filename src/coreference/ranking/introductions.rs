//! Features of how a description fits the words by which the text introduces a candidate, and of a candidate that the
//! text names only later.

use super::candidates::Candidate;
use super::question::{Question, clusters};
use super::sheet::{Sheet, determiner, step};
use crate::coreference::discourse::Discourse;
use crate::coreference::entity::Entity;
use crate::coreference::entity_keys::EntityKeys;
use crate::coreference::roles;
use crate::learned::features::mix;
use crate::lexicon;

/// Adds features of what the text says where it names the candidate first. `said` is how the candidate's roles fit the
/// description's noun.
pub fn add(discourse: &Discourse, question: &Question, candidate: &Candidate, said: u64, sheet: &mut Sheet) {
    let (entity, keys) = (&discourse.entities[candidate.entity], discourse.keys(candidate.entity));
    let class = likeness(question, entity, keys);
    sheet.add(class);
    sheet.add(mix(class, determiner(question)));
    let shared = count_once(&question.words, |word| keys.role_has(word));
    sheet.add(step(shared));
    sheet.add(mix(step(shared), step(question.words.len())));
    let around = introduction(discourse, question, keys);
    sheet.add(step(around));
    sheet.add(mix(step(around), mix(u64::from(candidate.named_later.is_some()), step(question.words.len()))));
    sheet.add(age(discourse, question, entity));
    let owner = question.owner_word.map_or(0, |word| {
        let named = keys.words.contains(&word);
        let of = keys.places.contains(&word)
            || keys.roles.iter().any(|role| role.words.contains(&word))
            || is_of_country(discourse, question, entity);
        1 + u64::from(named) + 2 * u64::from(of)
    });
    sheet.add(mix(owner, entity.kind as u64));
    sheet.add(mix(owner, said));
    let last = match question.last_with_noun {
        None => 0,
        Some(e) if e == candidate.entity => 1,
        Some(e) => 2 + u64::from(discourse.entities[e].named),
    };
    sheet.add(last);
    sheet.add(mix(last, determiner(question)));
    let partner = question.partners.iter().position(|(e, _)| *e == candidate.entity);
    sheet.add(partner.map_or(0, |at| question.partners[at].1));
    sheet.add(mix(partner.map_or(9, step), u64::from(question.partners.is_empty())));
    let sort = clusters(keys.cluster);
    sheet.add(mix(question.clusters[1], mix(entity.kind as u64, 1)));
    sheet.add(mix(question.clusters[1], mix(entity.kind as u64, 2 + sort[1])));
    named_later(question, candidate, [said, step(shared), step(around)], sheet);
}

/// Whether the text calls the candidate by the adjective of the country that owns the description: the Tarvian
/// minister, for "Tarvia's foreign minister".
pub fn is_of_country(discourse: &Discourse, question: &Question, entity: &Entity) -> bool {
    let owner = question.owner.map(|e| &discourse.entities[e]).filter(|owner| owner.sort_of_place.is_some());
    let Some(name) = owner.map(|owner| owner.words.join(" ")) else { return false };
    let mut words = entity.roles().iter().flat_map(|role| role.modifiers.clone().take(8));
    words.any(|i| lexicon::nationality(discourse.context.folded(i), &name).is_some())
}

/// Adds how far off the text names the candidate, if it does so only after the description. `said`, `shared` and
/// `around` are features of how roles and introduction fit.
fn named_later(question: &Question, candidate: &Candidate, [said, shared, around]: [u64; 3], sheet: &mut Sheet) {
    let Some(later) = candidate.named_later else {
        return;
    };
    let others = later.others.min(3) as u64;
    let paragraphs = u64::from(later.paragraphs.min(4));
    let lead = u64::from(question.headline) << 1 | u64::from(question.lead);
    sheet.add(others);
    sheet.add(mix(others, paragraphs));
    sheet.add(mix(mix(others, paragraphs), mix(determiner(question), lead)));
    sheet.add(mix(u64::from(later.speaks), others));
    sheet.add(mix(u64::from(later.first_speaker), mix(determiner(question), lead)));
    sheet.add(mix(said, mix(others, lead)));
    sheet.add(mix(shared, mix(around, lead)));
    sheet.add(mix(said, mix(u64::from(later.first_speaker), determiner(question))));
    sheet.add(mix(question.key, others));
    sheet.add(mix(u64::from(question.anonymous), mix(said, u64::from(later.first_speaker))));
    sheet.add(mix(u64::from(question.anonymous) << 1 | u64::from(question.in_source.is_empty()), others));
    sheet.add(mix(step(question.words.len()), mix(determiner(question), paragraphs)));
}

/// How like the description's noun the candidate's roles are: 3 where one is the same, 2 where one is of the same fine
/// cluster, 1 of the same coarse cluster, 0 where it has roles of other sorts only, 4 where it has none.
fn likeness(question: &Question, entity: &Entity, keys: &EntityKeys) -> u64 {
    let roles = entity.roles().iter().zip(&keys.roles).filter(|(role, _)| role.noun != "year-old");
    let like = roles.map(|(role, keys)| {
        let other = clusters(keys.cluster);
        match () {
            () if Some(role.noun) == question.noun => 3,
            () if other[0] == question.clusters[0] => 2,
            () => u64::from(other[1] == question.clusters[1]),
        }
    });
    like.max().unwrap_or(4)
}

/// Where the description begins and ends in the words around the candidate's first name, in tokens from their start;
/// clamped to those words where it lies outside them.
pub fn own_place(discourse: &Discourse, question: &Question, keys: &EntityKeys) -> [usize; 2] {
    let own = &discourse.mentions[question.mention].tokens;
    let from = keys.around.start;
    [own.start, own.end].map(|token| token.clamp(from, keys.around.end) - from)
}

/// How many of the description's words, its noun included, stand around the candidate's first name. The description
/// itself is left out.
fn introduction(discourse: &Discourse, question: &Question, keys: &EntityKeys) -> usize {
    let [start, end] = own_place(discourse, question, keys);
    let (before, rest) = keys.introduction.split_at(start);
    let after = &rest[end - before.len()..];
    let stands_there = |word: u64| before.contains(&word) || after.contains(&word);
    let noun = stands_there(question.key);
    usize::from(noun) + count_once(&question.words, |word| word != question.key && stands_there(word))
}

/// How many different words there are for which `is_among` holds.
fn count_once(words: &[u64], is_among: impl Fn(u64) -> bool) -> usize {
    (0..words.len()).filter(|&i| !words[..i].contains(&words[i]) && is_among(words[i])).count()
}

/// A number for how the candidate's age fits "the 54-year-old": 0 for other descriptions, 1 where the text gives no
/// age, 2 for another age, 3 for the same.
fn age(discourse: &Discourse, question: &Question, entity: &Entity) -> u64 {
    if question.noun != Some("year-old") {
        return 0;
    }
    let context = discourse.context;
    let told = roles::years(context, discourse.mentions[question.mention].head);
    let mut ages = entity.roles().iter().filter_map(|role| role.age(context)).peekable();
    if ages.peek().is_none() {
        return 1;
    }
    2 + u64::from(ages.any(|age| Some(age) == told))
}
