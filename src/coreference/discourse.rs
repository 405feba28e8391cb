//! The state of the discourse: what the reading has met so far.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::context::{Context, NONE};
use super::entity::Entity;
use super::entity_keys::EntityKeys;
use super::mentions::{Mention, What};
use super::name_index::NameIndex;
use crate::lexicon::Gender;
use crate::names::EntityKind;
use crate::rules::SpeakerRule as Sieve;

/// How many mentions any search goes back.
pub const REACH: usize = 80;

/// A decision: which entity, by which sieve, how surely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The entity.
    pub entity: usize,
    /// The sieve.
    pub sieve: Sieve,
    /// How often such decisions are right.
    pub confidence: f32,
}

/// A mention that was decided.
#[derive(Debug, Clone, Copy)]
pub struct Antecedent {
    /// Which.
    pub mention: usize,
    /// Its entity.
    pub entity: usize,
    /// What that is.
    pub kind: EntityKind,
    /// Where it stands.
    pub place: Position,
}

/// Where the head of a mention stands, and what it seems to be in its clause.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position {
    /// Its sentence.
    pub sentence: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// The innermost attribution whose content it is in, or [`NONE`].
    pub content: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether it is a subject.
    pub subject: bool,
    /// "[Cruz]'s lawyer", "the [Cruz] plan".
    pub modifies: bool,
}

/// What the discourse knows.
pub struct Discourse<'a, 's> {
    /// The document.
    pub context: &'s Context<'a>,
    /// All mentions, in text order.
    pub mentions: &'s [Mention],
    /// Where the mention stands that is being decided.
    pub here: Position,
    /// The mention at the head of each attribution's source.
    pub sources: &'s [Option<usize>],
    /// The entities so far; those with names first.
    pub entities: Vec<Entity<'s>>,
    /// By entity, its words as hash keys, once they were asked for.
    keys: Vec<OnceCell<Box<EntityKeys>>>,
    /// By name, its entity.
    pub entity_of_name: Vec<usize>,
    /// By mention, what was decided; names ahead of the discourse too.
    pub decisions: Vec<Option<Decision>>,
    /// The last mentions that were decided, in order, but those that were a guess.
    recent: Vec<Antecedent>,
    /// For each mention that is a description, the one before it with the same noun, or [`NONE`].
    same_noun_before: Vec<u32>,
    /// Unnamed entities by their words in a row.
    pub phrases: HashMap<u64, usize>,
    /// The named entities by what they may be called.
    pub index: NameIndex,
    /// By mention, the attribution that it is the source of.
    pub source_of: Vec<u32>,
    /// Who issued the poll, the report, by noun.
    pub issuers: HashMap<u64, usize>,
    /// The writer, once "I" has spoken outside quotation marks.
    pub writer: Option<usize>,
    /// Who spoke last, in order, and in which paragraph: the last few turns.
    turns: Vec<(usize, u32)>,
    /// The last mention that spoke.
    pub spoke_last: Option<usize>,
}

impl<'a, 's> Discourse<'a, 's> {
    /// The discourse before its first mention.
    pub fn new(
        context: &'s Context<'a>,
        mentions: &'s [Mention],
        sources: &'s [Option<usize>],
        entities: Vec<Entity<'s>>,
        entity_of_name: Vec<usize>,
        index: NameIndex,
    ) -> Self {
        let mut source_of = vec![NONE; mentions.len()];
        for (a, source) in sources.iter().enumerate() {
            if let Some(m) = *source {
                source_of[m] = a as u32;
            }
        }
        let name = |mention: &Mention| match mention.what {
            What::Name(n) => Some(Decision { entity: entity_of_name[n], sieve: Sieve::Name, confidence: 0.97 }),
            _ => None,
        };
        Discourse {
            context,
            mentions,
            here: Position::default(),
            sources,
            index,
            keys: entities.iter().map(|_| OnceCell::new()).collect(),
            entities,
            decisions: mentions.iter().map(name).collect(),
            entity_of_name,
            recent: Vec::with_capacity(2 * REACH),
            same_noun_before: same_noun_before(mentions),
            phrases: HashMap::with_capacity_and_hasher(mentions.len() / 4, FxBuildHasher),
            source_of,
            issuers: HashMap::default(),
            writer: None,
            turns: Vec::new(),
            spoke_last: None,
        }
    }

    /// A new entity without a name.
    pub fn unnamed(
        &mut self,
        kind: EntityKind,
        gender: Option<Gender>,
        plural: bool,
        words: impl FnOnce() -> Vec<Cow<'s, str>>,
    ) -> usize {
        // A text has many; a list that doubles would take three times its room.
        if self.entities.len() == self.entities.capacity() {
            self.entities.reserve_exact(self.entities.len() / 4 + 1);
        }
        let words = if kind == EntityKind::Other { Vec::new() } else { words() };
        self.entities.push(Entity::unnamed(kind, gender, plural, words));
        self.keys.push(OnceCell::new());
        self.entities.len() - 1
    }

    /// The words of an entity as hash keys.
    pub fn keys(&self, entity: usize) -> &EntityKeys {
        self.keys[entity].get_or_init(|| Box::new(EntityKeys::new(self.context, &self.entities[entity])))
    }

    /// The descriptions before `m` that have its noun, the last one first.
    pub fn before_with_same_noun(&self, m: usize) -> impl Iterator<Item = usize> {
        let before = |m: usize| Some(self.same_noun_before[m]).filter(|&before| before != NONE).map(|m| m as usize);
        std::iter::successors(before(m), move |&m| before(m))
    }

    /// The pronoun or the name whose the description `m` is: "[his] wife", "[Ortiz]'s lawyer".
    pub fn owner(&self, m: usize) -> Option<usize> {
        if !matches!(&self.mentions[m].what, What::Description(d) if d.owned) {
            return None;
        }
        let start = self.mentions[m].tokens.start;
        // A longer mention that begins at the same word comes first.
        let near = m.saturating_sub(2)..(m + 3).min(self.mentions.len());
        let mut owners = near.filter(|&o| {
            o != m && self.mentions[o].tokens.start == start && !matches!(self.mentions[o].what, What::Description(_))
        });
        owners.next()
    }

    /// The source of the quotation in marks that stands at a place.
    pub fn quoted_source(&self, Position { content, quoted, .. }: Position) -> Option<usize> {
        if content == NONE || !quoted { None } else { self.sources[content as usize] }
    }

    /// Adds a mention that was decided to the antecedents of those after it.
    pub fn remember(&mut self, antecedent: Antecedent) {
        if self.recent.len() == 2 * REACH {
            self.recent.drain(..REACH);
        }
        self.recent.push(antecedent);
        let entity = &mut self.entities[antecedent.entity];
        entity.recent_mentions += 1;
        entity.last_mention = antecedent.mention as u32;
        if let Some(out_of_reach) = self.recent.len().checked_sub(REACH + 1) {
            self.entities[self.recent[out_of_reach].entity].recent_mentions -= 1;
        }
    }

    /// Adds that an entity speaks here.
    pub fn take_turn(&mut self, entity: usize) {
        /// More turns are not looked at.
        const TURNS: usize = 24;
        if self.turns.len() == 2 * TURNS {
            self.turns.drain(..TURNS).for_each(|(gone, _)| self.entities[gone].turns -= 1);
        }
        self.turns.push((entity, self.here.paragraph));
        self.entities[entity].turns += 1;
    }

    /// Who spoke last, the last one at the end, and in which paragraph.
    pub fn turns(&self) -> &[(usize, u32)] {
        &self.turns
    }

    /// The last `count` mentions that were decided, from the last one on; at most [`REACH`].
    pub fn recent(&self, count: usize) -> impl Iterator<Item = &Antecedent> {
        debug_assert!(count <= REACH);
        self.recent.iter().rev().take(count)
    }

    /// The entity that mention `m` was found to be.
    pub fn entity(&self, m: usize) -> Option<usize> {
        self.decisions[m].map(|d| d.entity)
    }

    /// Whether an entity can be meant by a word of this gender.
    pub fn gender_fits(&self, entity: usize, gender: Option<Gender>) -> bool {
        let entity = &self.entities[entity];
        let known = entity.gender.or(entity.likely_gender);
        gender.is_none() || known.is_none() || gender == known
    }

    /// Whom the content of attribution `a` names, so that somebody else said it.
    pub fn named_in(&self, a: usize) -> impl Iterator<Item = usize> {
        /// More of them are no quotation.
        const NAMES: usize = 400;
        self.context.attributions[a].content.iter().flat_map(|content| {
            let first = self.context.names.partition_point(|name| name.tokens.start < content.start);
            let names = self.context.names[first..].iter().zip(&self.entity_of_name[first..]).take(NAMES);
            names.take_while(|(name, _)| name.tokens.start < content.end).map(|(_, &entity)| entity)
        })
    }

    /// Whom the clause of attribution `a` has behind its verb, so that somebody else said it: "he told [Ortiz]", "she accused
    /// Harbor mayor [Ana Ortiz] of …".
    pub fn addressed_in(&self, a: usize) -> impl Iterator<Item = usize> {
        /// Words behind the verb that are looked at.
        const WORDS: usize = 6;
        let context = self.context;
        let attribution = &context.attributions[a];
        let clause = match (&attribution.source, &attribution.cue) {
            (Some(source), Some(cue)) if source.end <= cue.start => {
                let end = context.sentence(cue.start).end.min(cue.end + WORDS);
                cue.end..end.max(cue.end)
            }
            _ => 0..0,
        };
        let inside = |i: usize| {
            let facts = context.facts(i);
            let modifies = facts.determiner.is_some() || facts.is_title || facts.noun.is_some() && !facts.ends_phrase;
            context.name(i).is_some() || modifies || context.is_possessive(i) || context.word(i) == "."
        };
        let verb = attribution.cue.as_ref().is_some_and(|cue| context.tag(cue.end - 1).is_verb());
        let names = clause.filter(move |_| verb).take_while(move |&i| inside(i)).filter_map(move |i| context.name(i));
        names.map(|n| self.entity_of_name[n])
    }

    /// Whether the content of attribution `a` names `entity`.
    pub fn content_names(&self, a: usize, entity: usize) -> bool {
        self.named_in(a).any(|e| e == entity)
    }

    /// The speaker of attribution `a`, as far as the discourse has come.
    pub fn speaker(&self, a: usize) -> Option<usize> {
        self.sources[a].and_then(|m| self.entity(m))
    }
}

/// For each mention that is a description, the one before it with the same noun, or [`NONE`].
fn same_noun_before(mentions: &[Mention]) -> Vec<u32> {
    let mut last: HashMap<&str, u32> = HashMap::default();
    let before = |(m, mention): (usize, &Mention)| mention.noun().and_then(|noun| last.insert(noun, m as u32));
    mentions.iter().enumerate().map(before).map(|before| before.unwrap_or(NONE)).collect()
}
