//! Finds the speakers of each attribution, and makes the result of coreference.
//!
//! A source's speaker is the entity of the mention at its head. An attribution without a source takes the subject of
//! its cue's clause; a quotation in marks without either goes on with the speaker before it, or with the other one in
//! an exchange; the rest stay unknown. The confidences of rules are the shares of their decisions that were right on
//! the development articles, rounded down.
//!
//! Who speaks is shown by a name where the text has one: a government by its country, several by all of them where they
//! are named together ("Ortiz and Cruz said"), and two who are described ("the two", "both candidates") by both.
//!
//! The mentions that speak are found before the walk ([`with_sources`]); the rest follows once it has given every
//! mention its entity ([`finish`]).
//!
//! What it gets wrong: the others of more than two who are described; often, a description of somebody who is named
//! only later.

mod continued;
mod first_persons;
mod shown;
mod speaking_mentions;

use super::context::Context;
use super::discourse::Decision;
use super::entity::Entity;
use super::mentions::{Description, Mention, Reference};
use super::walk::Resolution;
use super::{Coreference, Resolved, Speakers, introduction};
use crate::coreference::Form;
use crate::lexicon::NounClass;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use continued::continue_speakers;
use first_persons::{first_persons, first_persons_plural};
use shown::{other_speakers, replace_by_shown, replace_capitals};
pub use speaking_mentions::with_sources;

/// The mention that speaks each attribution.
pub struct Sources {
    /// The mention at the head of each attribution's source, or the one that the cue's clause shows to speak.
    pub mentions: Vec<Option<usize>>,
    /// The rule that looked for the mention of each attribution without a source, and the factor for the confidence.
    implied: Vec<Option<(SpeakerRule, f32)>>,
}

/// Makes the result: the speakers of each attribution, and every mention whose entity is worth showing.
pub fn finish(context: &Context, mentions: &[Mention], sources: &Sources, resolution: Resolution) -> Coreference {
    let Resolution { mut decisions, mut entities } = resolution;
    let mut speakers: Vec<Option<Decision>> = sources.mentions.iter().map(|s| s.and_then(|m| decisions[m])).collect();
    for (speaker, implied) in speakers.iter_mut().zip(&sources.implied) {
        if let (Some(decision), &Some((rule, share))) = (speaker.as_mut(), implied) {
            *decision = Decision { rule, confidence: share * decision.confidence, ..*decision };
        }
    }
    replace_by_shown(&entities, &mut speakers);
    let others = other_speakers(context, mentions, &decisions, &sources.mentions, &entities);
    let others = replace_capitals(&entities, &mut speakers, others);
    continue_speakers(context, &entities, &mut speakers);
    first_persons(context, mentions, &sources.mentions, &mut speakers, &mut decisions);
    first_persons_plural(context, mentions, &speakers, &mut decisions, &mut entities);
    doubt_unnamed(&entities, mentions, &sources.mentions, &mut speakers);
    let mut counts = vec![0u32; entities.len()];
    for decision in decisions.iter().flatten() {
        counts[decision.entity] += 1;
    }
    let mut spoken = vec![false; entities.len()];
    for speaker in speakers.iter().flatten() {
        spoken[speaker.entity] = true;
    }
    // The form in which a mention is shown; none for one that is not.
    let shown = |(mention, decision): (&Mention, &Option<Decision>)| {
        let &Decision { entity: e, rule, .. } = decision.as_ref()?;
        let form = match mention.form() {
            // Descriptions that count as names: short forms ("the North", "the Times"), and bodies like "the Cruz
            // campaign" that speak somewhere.
            _ if rule == SpeakerRule::ShortName || rule == SpeakerRule::NamedBody && spoken[e] => Form::Name,
            form => form,
        };
        // Things without a name are there for "it" to take up, and are not shown.
        let body = !matches!(entities[e].kind, EntityKind::Other);
        let shown = form == Form::Name || spoken[e] || entities[e].named || counts[e] > 1 && body;
        shown.then_some(form)
    };
    let forms: Vec<Option<Form>> = mentions.iter().zip(&decisions).map(shown).collect();
    let documents = are_documents(mentions, &decisions, &entities);
    // Entities are numbered by first mention.
    let mut number = vec![usize::MAX; entities.len()];
    let mut next = 0;
    // Counted first, as a list that grows needs three times its room.
    let mut resolved = Vec::with_capacity(forms.iter().flatten().count());
    for ((mention, form), decision) in mentions.iter().zip(forms).zip(&decisions) {
        let (Some(form), &Some(Decision { entity: e, rule, .. })) = (form, decision) else { continue };
        if number[e] == usize::MAX {
            number[e] = next;
            next += 1;
        }
        let named = matches!(mention.reference, Reference::Name(_));
        let kind = match named {
            true => mention.kind,
            false if documents[e] => EntityKind::Document,
            false => entities[e].kind,
        };
        let tokens = match &mention.reference {
            Reference::Description(d) if rule == SpeakerRule::NamedBody && form != mention.form() && !d.owned => {
                d.first..mention.tokens.end
            }
            // The article is part of a country's short name ("the North"), and not of a body's.
            Reference::Description(d) if rule == SpeakerRule::ShortName && kind == EntityKind::Organization => {
                d.first..mention.tokens.end
            }
            _ => mention.tokens.clone(),
        };
        resolved.push(Resolved { tokens, kind, form, entity: number[e], named });
    }
    let introductions = introduction::introductions(context, mentions, &decisions, &entities, &number, next);
    let speakers = speakers
        .into_iter()
        .zip(others)
        .map(|(speaker, others)| {
            speaker.map(|d| {
                let mut entities = vec![number[d.entity]];
                for e in others {
                    if !entities.contains(&number[e]) {
                        entities.push(number[e]);
                    }
                }
                Speakers { entities, confidence: d.confidence, rule: d.rule }
            })
        })
        .collect();
    Coreference { mentions: resolved, entities: next, introductions, speakers }
}

/// Sets the confidence in speakers without a name to how often such speakers were right in articles read by hand. A
/// pronoun or "the company" mostly means somebody named, so it is doubted most; somebody's own ("his brother") and a
/// noun without an article ("Retail giant") are often named, too. Several ("officials") or a new one ("a spokesman")
/// hardly are.
fn doubt_unnamed(
    entities: &[Entity],
    mentions: &[Mention],
    sources: &[Option<usize>],
    speakers: &mut [Option<Decision>],
) {
    for (decision, source) in speakers.iter_mut().zip(sources) {
        let Some(decision) = decision.as_mut().filter(|decision| !entities[decision.entity].named) else { continue };
        let confidence = decision.confidence;
        decision.confidence = match (decision.rule, source.map(|m| &mentions[m])) {
            (SpeakerRule::PronounPerson, _) => confidence.min(0.65),
            (SpeakerRule::DescriptionBody, _) => confidence.min(0.45),
            (SpeakerRule::PronounIt, _) => confidence.min(0.4),
            (SpeakerRule::Unnamed, Some(Mention { reference: Reference::Description(d), plural, .. }))
                if confidence > 0.8 =>
            {
                match d.determiner {
                    _ if d.owned => 0.6,
                    _ if *plural => 0.93,
                    None => 0.6,
                    Some(_) => 0.88,
                }
            }
            _ => confidence,
        };
    }
}

/// Whether each entity is a document without a name, which speaks for itself: "a report", "the letter".
fn are_documents(mentions: &[Mention], decisions: &[Option<Decision>], entities: &[Entity]) -> Vec<bool> {
    let mut documents = vec![false; entities.len()];
    for (mention, decision) in mentions.iter().zip(decisions) {
        if let (Reference::Description(Description { noun: Some(noun), .. }), Some(decision)) =
            (&mention.reference, decision)
            && noun.class == NounClass::Document
            && !entities[decision.entity].named
            && entities[decision.entity].kind == EntityKind::Other
        {
            documents[decision.entity] = true;
        }
    }
    documents
}
