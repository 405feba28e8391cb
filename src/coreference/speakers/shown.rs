//! Which entities are shown as the speakers: Mexico for "the Mexican government said", North Korea for "Pyongyang
//! said", both of "the two said", and Ortiz with Cruz for "Ortiz and Cruz said".

use rustc_hash::FxHashMap as HashMap;

use crate::coreference::context::Context;
use crate::coreference::discourse::Decision;
use crate::coreference::entity::Entity;
use crate::coreference::keys::word_key;
use crate::coreference::mentions::{Mention, Reference};
use crate::coreference::names_in_sources;
use crate::lexicon;
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::rules::SpeakerRule;

/// The entities that speak each attribution together with the first: the other names of its source ("[Ortiz] and [Cruz]
/// said"), or both of "[the two]".
pub(super) fn other_speakers(
    context: &Context,
    mentions: &[Mention],
    decisions: &[Option<Decision>],
    sources: &[Option<usize>],
    known: &[Entity],
) -> Vec<Vec<usize>> {
    let mut entities = vec![None; context.names.len()];
    for (mention, decision) in mentions.iter().zip(decisions) {
        if let Reference::Name(n) = mention.reference {
            entities[n] = decision.map(|d| d.entity);
        }
    }
    let of_attribution = |(attribution, source): (&Attribution, &Option<usize>)| {
        let (Some(source), Some(range)) = (source, &attribution.source) else { return Vec::new() };
        let mention = &mentions[*source];
        let (start, kind) = match mention.reference {
            Reference::Name(n) => (context.names[n].tokens.end, context.names[n].kind),
            _ => {
                if let Some(both) = decisions[*source].and_then(|d| known[d.entity].shown_as()) {
                    return Vec::from(both);
                }
                if !matches!(context.lower_at(Some(mention.tokens.end)), "and" | "&") {
                    return Vec::new();
                }
                let place = mention.kind == EntityKind::Place;
                (mention.tokens.end, if place { EntityKind::Place } else { EntityKind::Organization })
            }
        };
        let range = names_in_sources::with_examples(context, range.clone());
        let names = names_in_sources::joined_names(context, range.clone(), start, kind);
        names
            .into_iter()
            .chain(names_in_sources::joined_before(context, range.start))
            .filter_map(|n| entities[n])
            .collect()
    };
    context.attributions.iter().zip(sources).map(of_attribution).collect()
}

/// Replaces each speaker that others are shown for ([`Entity::shown_as`]) by the first of those: the first of the two
/// in “The two agreed”, Mexico in “the Mexican government agreed”.
pub(super) fn replace_by_shown(entities: &[Entity], speakers: &mut [Option<Decision>]) {
    for decision in speakers.iter_mut().flatten() {
        decision.entity = entities[decision.entity].first_shown().unwrap_or(decision.entity);
    }
}

/// Puts the country in the place of a capital that speaks, where the text names the country: North Korea in “Pyongyang
/// has called him “a thug””. The mention of the capital keeps its entity. Returns `others`, who speak together with
/// those speakers, with countries in the place of capitals too.
pub(super) fn replace_capitals(
    entities: &[Entity],
    speakers: &mut [Option<Decision>],
    mut others: Vec<Vec<usize>>,
) -> Vec<Vec<usize>> {
    let mut countries: HashMap<u64, usize> = HashMap::default();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.named && e.kind == EntityKind::Place) {
        let name = entity.words.join(" ");
        countries.entry(word_key(lexicon::country(&name).unwrap_or(&name))).or_insert(e);
    }
    let country = |e: usize| {
        let capital = &entities[e];
        let governs = matches!(capital.kind, EntityKind::Place | EntityKind::Facility | EntityKind::Organization);
        let name = (capital.named && governs).then(|| capital.words.join(" "))?;
        countries.get(&word_key(lexicon::governed_from(&name)?)).copied()
    };
    for decision in speakers.iter_mut().flatten() {
        if let Some(entity) = country(decision.entity) {
            *decision = Decision { entity, rule: SpeakerRule::Government, confidence: decision.confidence.min(0.8) };
        }
    }
    for other in others.iter_mut().flatten() {
        *other = country(*other).unwrap_or(*other);
    }
    others
}
