//! The entity behind each attribution's source, and the result.

use std::collections::HashMap;

use super::mentions::{Mention, Person, What};
use super::resolver::{Decision, Resolution};
use super::scene::{NONE, Scene};
use super::sources::{self, Head};
use super::{Coreference, Resolved, Speaker};
use crate::annotations::Form;

/// The mentions, those added that only sources show, and the mention at the head of each source.
pub fn with_sources(scene: &Scene, mut mentions: Vec<Mention>) -> (Vec<Mention>, Vec<Option<usize>>) {
    let by_head: HashMap<(usize, bool), usize> = mentions
        .iter()
        .enumerate()
        .map(|(m, mention)| ((mention.head, matches!(mention.what, What::Name(_))), m))
        .collect();
    let mut name_head = vec![usize::MAX; scene.names.len()];
    for mention in &mentions {
        if let What::Name(n) = mention.what {
            name_head[n] = mention.head;
        }
    }
    let mut added: HashMap<usize, usize> = HashMap::new();
    let mut sources = Vec::with_capacity(scene.attributions.len());
    for attribution in scene.attributions {
        let head = attribution.source.clone().and_then(|s| sources::head(scene, s));
        let m = match head {
            None => None,
            Some(Head::Name(n)) => by_head.get(&(name_head[n], true)).copied(),
            Some(Head::Pronoun(i)) => by_head.get(&(i, false)).copied().or_else(|| {
                Some(*added.entry(i).or_insert_with(|| {
                    mentions.push(relative_that(i));
                    mentions.len() - 1
                }))
            }),
            Some(Head::Description(d)) => match by_head.get(&(d.head, false)).copied() {
                Some(m) => {
                    // The source knows more of the phrase than the text's left edge does.
                    if matches!(&d.what, What::Description(x) if x.named) || d.tokens.start < mentions[m].tokens.start {
                        mentions[m] = d;
                    }
                    Some(m)
                }
                None => Some(*added.entry(d.head).or_insert_with(|| {
                    mentions.push(d);
                    mentions.len() - 1
                })),
            },
        };
        if let Some(m) = m {
            mentions[m].speaks = true;
        }
        sources.push(m);
    }
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&m| (mentions[m].tokens.start, std::cmp::Reverse(mentions[m].tokens.end), m));
    let mut place = vec![0; mentions.len()];
    for (to, &from) in order.iter().enumerate() {
        place[from] = to;
    }
    let sources = sources.into_iter().map(|m| m.map(|m| place[m])).collect();
    let mut sorted: Vec<Option<Mention>> = mentions.into_iter().map(Some).collect();
    let mentions = order.iter().filter_map(|&m| sorted[m].take()).collect();
    (mentions, sources)
}

fn relative_that(i: usize) -> Mention {
    use super::mentions::{Case, Pronoun};
    Mention {
        tokens: i..i + 1,
        head: i,
        kind: crate::annotations::EntityKind::Other,
        gender: None,
        plural: false,
        what: What::Pronoun(Pronoun { person: Person::Which, case: Case::Subject }),
        speaks: true,
    }
}

/// The result: speakers, then every mention that has an entity worth showing.
pub fn finish(scene: &Scene, mentions: Vec<Mention>, sources: &[Option<usize>], resolution: Resolution) -> Coreference {
    let Resolution { mut decisions, entities } = resolution;
    let mut speakers: Vec<Option<Decision>> = sources.iter().map(|s| s.and_then(|m| decisions[m])).collect();
    continue_speakers(scene, &mut speakers);
    // "I" and "my" inside a quotation are its speaker.
    for (m, mention) in mentions.iter().enumerate() {
        if let What::Pronoun(p) = mention.what
            && p.person == Person::I
            && decisions[m].is_none()
            && scene.content_of[mention.head] != NONE
        {
            decisions[m] = speakers[scene.content_of[mention.head] as usize].map(|d| Decision {
                rule: "first-person",
                confidence: d.confidence.min(0.9),
                ..d
            });
        }
    }
    let mut counts = vec![0u32; entities.len()];
    for decision in decisions.iter().flatten() {
        counts[decision.entity] += 1;
    }
    let mut spoken = vec![false; entities.len()];
    for speaker in speakers.iter().flatten() {
        spoken[speaker.entity] = true;
    }
    // Entities are numbered by first mention.
    let mut number = vec![usize::MAX; entities.len()];
    let mut next = 0;
    let mut resolved = Vec::new();
    for (m, mention) in mentions.iter().enumerate() {
        let Some(decision) = decisions[m] else { continue };
        let e = decision.entity;
        let shown = mention.form() == Form::Name || spoken[e] || entities[e].named || counts[e] > 1;
        if !shown {
            continue;
        }
        if number[e] == usize::MAX {
            number[e] = next;
            next += 1;
        }
        let value = match mention.what {
            What::Name(n) => scene.names[n].value.clone(),
            _ => None,
        };
        let kind = match mention.what {
            What::Pronoun(_) => entities[e].kind,
            _ => mention.kind,
        };
        resolved.push(Resolved {
            tokens: mention.tokens.clone(),
            kind,
            form: mention.form(),
            entity: number[e],
            value,
        });
    }
    let speakers = speakers
        .into_iter()
        .map(|s| s.map(|d| Speaker { entity: number[d.entity], confidence: d.confidence, rule: d.rule }))
        .collect();
    Coreference { mentions: resolved, entities: next, speakers }
}

/// A quotation in marks without a source goes on with the last speaker's, in the same paragraph or the next.
fn continue_speakers(scene: &Scene, speakers: &mut [Option<Decision>]) {
    let mut last: Option<(usize, u32)> = None;
    for a in 0..speakers.len() {
        let attribution = &scene.attributions[a];
        let Some(first) = attribution.content.first().map(|c| c.start) else { continue };
        let end = attribution.content.last().map_or(first, |c| c.end - 1);
        if attribution.source.is_none()
            && scene.is_quoted(first)
            && let Some((before, paragraph)) = last
            && scene.paragraph_of[first] - paragraph <= 1
        {
            speakers[a] = speakers[before].map(|d| Decision { rule: "continued", confidence: 0.7 * d.confidence, ..d });
        }
        if speakers[a].is_some() || attribution.source.is_some() {
            last = Some((a, scene.paragraph_of[end]));
        }
    }
}
