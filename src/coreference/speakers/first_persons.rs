//! Who "I" and "we" inside a quotation are: Ortiz in “I was tired,” Ortiz said; Acme in “We sold our boat,” Acme said.

use rustc_hash::FxHashMap as HashMap;

use crate::coreference::context::{Context, NONE};
use crate::coreference::discourse::Decision;
use crate::coreference::entity::Entity;
use crate::coreference::mentions::{Mention, Reference};
use crate::coreference::pronoun_table::{Case, PronounClass};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::rules::SpeakerRule;
use crate::text::sorting;

/// Gives "I" and "my" inside a quotation to its speaker: “I was tired,” Ortiz said. In a clause after the verb it is the
/// author ("Ortiz told me I was late"). Where "I" is itself a source (“I think it failed,” Ortiz said), Ortiz speaks
/// there too.
pub(super) fn first_persons(
    context: &Context,
    mentions: &[Mention],
    sources: &[Option<usize>],
    speakers: &mut [Option<Decision>],
    decisions: &mut [Option<Decision>],
) {
    let author = decisions.iter().copied().flatten().find(|d| d.rule == SpeakerRule::Writer);
    for (m, mention) in mentions.iter().enumerate() {
        let is_subject = match mention.reference {
            Reference::Pronoun(p) if p.class == PronounClass::I && decisions[m].is_none() => p.case == Case::Subject,
            _ => continue,
        };
        let around = context.content_of[mention.head];
        if around != NONE {
            let told = !context.is_quoted(mention.head) && is_clause_after_verb(context, around as usize);
            // The author is shown as "I", and not as "my".
            let who = if told { author.filter(|_| is_subject) } else { speakers[around as usize] };
            let rule = SpeakerRule::FirstPerson;
            decisions[m] = who.map(|d| Decision { rule, confidence: d.confidence.min(0.9), ..d });
        }
    }
    for (speaker, source) in speakers.iter_mut().zip(sources) {
        if speaker.is_none() {
            *speaker = source.and_then(|m| decisions[m]);
        }
    }
}

/// Whether the content of attribution `a` follows its verb at once: "Ortiz said [it was late]". After a colon or comma
/// it may be what Ortiz said word for word.
fn is_clause_after_verb(context: &Context, a: usize) -> bool {
    let Attribution { content, cue: Some(cue), .. } = &context.attributions[a] else { return false };
    let start = content[0].start;
    cue.end <= start && context.tag(cue.start).is_verb() && !matches!(context.word(start - 1), ":" | ",")
}

/// Gives "we" and "our" inside quotation marks to the body that speaks, or else to the people whom the speaker speaks
/// for: one entity without a name for all that this speaker says (“We sold our boat,” Ortiz said. “It served us
/// well.”).
pub(super) fn first_persons_plural(
    context: &Context,
    mentions: &[Mention],
    speakers: &[Option<Decision>],
    decisions: &mut [Option<Decision>],
    entities: &mut Vec<Entity>,
) {
    let mut we: HashMap<u64, usize> = HashMap::default();
    for (m, mention) in mentions.iter().enumerate() {
        let plural = matches!(mention.reference, Reference::Pronoun(p) if p.class == PronounClass::We);
        if !plural || decisions[m].is_some() {
            continue;
        }
        let around = context.content_of[mention.head];
        if around == NONE || !context.is_quoted(mention.head) {
            continue;
        }
        let speaker = speakers[around as usize];
        let body = speaker.filter(|d| entities[d.entity].kind == EntityKind::Organization);
        let confidence = speaker.map_or(0.6, |d| d.confidence.min(0.7));
        let entity = body.map_or_else(
            || {
                let key =
                    speaker.map_or(sorting::composite_key(0, around as usize), |d| sorting::composite_key(1, d.entity));
                *we.entry(key).or_insert_with(|| {
                    entities.push(Entity::unnamed(EntityKind::Person, None, true, vec!["we".into()]));
                    entities.len() - 1
                })
            },
            |d| d.entity,
        );
        decisions[m] = Some(Decision { entity, rule: SpeakerRule::FirstPerson, confidence });
    }
}
