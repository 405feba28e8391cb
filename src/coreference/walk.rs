//! The walk in reading order: each mention is given to an entity, or to none, by what stands before it.

use rustc_hash::FxHashMap as HashMap;

use super::aliases::Aliases;
use super::context::{Context, NONE};
use super::discourse::{Antecedent, Decision, Discourse};
use super::entity::Entity;
use super::keys::word_key;
use super::mentions::{self, Mention, Reference};
use super::name_index::NameIndex;
use super::pronoun_table::Case;
use super::ranking::{self, Answer, Ranking};
use super::roles::Roles;
use super::salience::position;
use super::small_set::SmallSet;
use super::{descriptions, pronouns};
use crate::incremental::ScoreCache;
use crate::lexicon::{self, Flag};
use crate::rules::SpeakerRule;

/// The confidence in the entity of a surname that several persons of the text bear.
const NAMESAKES: f32 = 0.7;

/// The result of the walk.
pub struct Resolution<'s> {
    /// The entity that each mention was given to, with the rule; `None` where it was given to none.
    pub decisions: Vec<Option<Decision>>,
    /// All entities, those with names first.
    pub entities: Vec<Entity<'s>>,
}

/// Walks through the mentions in text order and decides each. `sources` has the mention that speaks each attribution.
/// Where there is a list `rankings`, for training, the questions that the ranker would be asked are added to it, and
/// the rules alone decide.
pub fn run<'s>(
    context: &'s Context,
    mentions: &'s [Mention],
    sources: &'s [Option<usize>],
    aliases: Aliases<'s>,
    roles: Roles,
    scores: &mut ScoreCache,
    mut rankings: Option<&mut Vec<Ranking>>,
) -> Resolution<'s> {
    let Aliases { entity_of, entities, unsure_names, .. } = aliases;
    let mut entities: Vec<Entity<'s>> = entities.into_iter().map(Entity::named).collect();
    // One entity without a name for three mentions: more than most texts have.
    entities.reserve_exact(mentions.len() / 3);
    let mut by_role: HashMap<u64, SmallSet> = HashMap::default();
    let Roles { of_name, origins, described } = roles;
    let of_names = of_name.into_iter().zip(origins).zip(&entity_of).zip(context.names);
    for (n, (((roles, origin), &e), name)) in of_names.enumerate() {
        entities[e].names += 1;
        entities[e].first_name = entities[e].first_name.min(n as u32);
        let paragraph = context.paragraph_of[name.tokens.start];
        entities[e].first_paragraph = entities[e].first_paragraph.min(paragraph);
        entities[e].add_origin(&origin);
        for role in roles {
            by_role.entry(word_key(role.noun)).or_default().add(e);
            entities[e].add_role(context, role);
        }
    }
    let index = NameIndex::new(&entities, by_role);
    let mut discourse = Discourse::new(context, mentions, sources, entities, entity_of, index);
    for (mention, decision) in mentions.iter().zip(&mut discourse.decisions) {
        if let (Reference::Name(n), Some(decision)) = (&mention.reference, decision)
            && unsure_names.contains(&(*n as u64))
        {
            decision.confidence = NAMESAKES;
        }
    }
    let mut done = vec![false; mentions.len()];
    for m in 0..mentions.len() {
        let here = position(context, &mentions[m]);
        // “She is late,” she said: the source is decided before the mentions in its words, which often mean somebody
        // else.
        let speaker =
            discourse.quoted_source(here).filter(|&s| s > m && !matches!(mentions[s].reference, Reference::Name(_)));
        // "his wife": "his" is decided first.
        let owners = [speaker.and_then(|s| discourse.owner(s)), discourse.owner(m)];
        for next in owners.into_iter().chain([speaker, Some(m)]).flatten() {
            if !std::mem::replace(&mut done[next], true) {
                discourse.here = if next == m { here } else { position(context, &mentions[next]) };
                decide(&mut discourse, next, &described, scores, rankings.as_deref_mut());
            }
        }
    }
    Resolution { decisions: discourse.decisions, entities: discourse.entities }
}

/// Decides mention `m`, which stands at [`Discourse::here`]. `described` has, by the head token of a description, the
/// index of the name that it stands beside.
fn decide(
    discourse: &mut Discourse,
    m: usize,
    described: &HashMap<u64, usize>,
    scores: &mut ScoreCache,
    rankings: Option<&mut Vec<Ranking>>,
) {
    let anonymous = descriptions::is_anonymous(discourse.context, &discourse.mentions[m]);
    let decision = match discourse.mentions[m].reference {
        Reference::Name(_) => discourse.decisions[m],
        Reference::Description(ref d) if anonymous => Some(descriptions::unnamed(discourse, m, d)),
        Reference::Description(ref d) => Some(match described.get(&(discourse.mentions[m].head as u64)) {
            Some(&n) => {
                Decision { entity: discourse.entity_of_name[n], rule: SpeakerRule::Apposition, confidence: 0.93 }
            }
            None => descriptions::resolve(discourse, m, d),
        }),
        Reference::Pronoun(p) => pronouns::resolve(discourse, m, p),
    };
    let ranking = if anonymous { None } else { ranking::rank(discourse, m, decision, scores) };
    let decision = match (ranking, rankings) {
        (None, _) => decision,
        // What is learned must not depend on what was learned before, so the rules decide where rankings are collected.
        (Some(ranking), Some(rankings)) => {
            rankings.push(ranking);
            decision
        }
        (Some(ranking), None) => by_rank(discourse, m, &ranking, decision),
    };
    discourse.decisions[m] = decision;
    if let Some(decision) = decision
        && !is_credit(discourse.context, &discourse.mentions[m])
        && !mentions::is_agency_of_dateline(discourse.context, &discourse.mentions[m])
    {
        remember_decision(discourse, m, decision);
    }
}

/// Whether a mention is whoever made a picture, in a caption's credit: "Photo: [Ana Ortiz]", "Picture by [Ana Ortiz]".
fn is_credit(context: &Context, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    // The credit's word begins a sentence, a bracket or a line: not "the photo by".
    let Some(word) = start.checked_sub(2).filter(|_| matches!(context.lower(start - 1), ":" | "by")) else {
        return false;
    };
    word >= context.sentence(start).start && lexicon::has(context.lower(word), Flag::Credit) && context.is_capital(word)
}

/// The decision for mention `m` after the ranker has answered; `base` is the decision of the rules.
fn by_rank(discourse: &mut Discourse, m: usize, ranking: &Ranking, base: Option<Decision>) -> Option<Decision> {
    match ranking::answer(discourse, m, ranking, base) {
        Answer::Rules => base,
        Answer::Named(decision) => Some(decision),
        Answer::Unnamed(found, confidence) => {
            let base = base?;
            if !discourse.entities[ranking::shown_entity(discourse, base)].named {
                return Some(Decision { confidence, ..base });
            }
            let mention = &discourse.mentions[m];
            Some(match (&mention.reference, found) {
                (_, Some(entity)) => Decision { entity, rule: SpeakerRule::DescriptionAgain, confidence },
                (Reference::Description(d), None) => Decision { confidence, ..descriptions::unnamed(discourse, m, d) },
                (_, None) => {
                    let (gender, plural) = (mention.gender, mention.plural);
                    let lower = discourse.context.lower(mention.head);
                    let entity = discourse.unnamed(mention.kind, gender, plural, || vec![lower.into()]);
                    Decision { entity, rule: SpeakerRule::Unnamed, confidence }
                }
            })
        }
    }
}

/// Adds a decision to what the discourse knows.
fn remember_decision(discourse: &mut Discourse, m: usize, decision: Decision) {
    let gender = discourse.mentions[m].gender;
    let entity = &mut discourse.entities[decision.entity];
    // Later mentions are not decided by a mere guess.
    if decision.confidence < 0.5 {
        return;
    }
    entity.mentions += 1;
    entity.spoke |= discourse.mentions[m].speaks;
    entity.gender_guessed |= entity.gender.is_none() && decision.confidence < 0.7;
    // "Cruz mourned her death": of somebody met once, another's "her" tells too little.
    let owner = matches!(discourse.mentions[m].reference, Reference::Pronoun(p) if p.case == Case::Possessive);
    let told = decision.confidence > 0.6 && !(owner && entity.mentions < 3);
    entity.gender = entity.gender.or(gender.filter(|_| told));
    let kind = entity.kind;
    discourse.remember(Antecedent { mention: m, entity: decision.entity, kind, place: discourse.here });
    if discourse.mentions[m].speaks && discourse.here.content == NONE {
        discourse.take_turn(decision.entity);
        discourse.spoke_last = Some(m);
    }
}
