//! The state of the discourse: what the walk in reading order has met so far, and decides the next mention by.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::context::{Context, NONE};
use super::entity::Entity;
use super::entity_keys::EntityKeys;
use super::mentions::{Mention, Reference};
use super::name_index::NameIndex;
use crate::lexicon::Gender;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// How many decided mentions a search goes back, at most.
pub const REACH: usize = 80;

/// The entity that a mention was given to, by which rule, and how surely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The entity.
    pub entity: usize,
    /// The rule that decided.
    pub rule: SpeakerRule,
    /// The estimated chance that it is right, from 0 to 1.
    pub confidence: f32,
}

/// A mention that was given to an entity, and that a later mention may take up.
#[derive(Debug, Clone, Copy)]
pub struct Antecedent {
    /// Its index in [`Discourse::mentions`].
    pub mention: usize,
    /// Its entity.
    pub entity: usize,
    /// The kind of that entity.
    pub kind: EntityKind,
    /// Where it stands.
    pub place: Position,
}

/// Where the head of a mention stands, and what it seems to be in its clause.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position {
    /// The index of its sentence.
    pub sentence: u32,
    /// The index of its paragraph.
    pub paragraph: u32,
    /// The innermost attribution whose content it is in, or [`NONE`].
    pub content: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether it seems to be a subject.
    pub subject: bool,
    /// Whether it modifies a noun: "[Cruz]'s lawyer", "the [Cruz] plan".
    pub modifies: bool,
}

/// The state of the walk: the document, its mentions and entities, and what was decided so far.
pub struct Discourse<'a, 's> {
    /// The document, indexed by token.
    pub context: &'s Context<'a>,
    /// All mentions, in text order.
    pub mentions: &'s [Mention],
    /// Where the mention stands that is being decided.
    pub here: Position,
    /// The mention that speaks each attribution, if one is known.
    pub sources: &'s [Option<usize>],
    /// The entities so far; those with names first.
    pub entities: Vec<Entity<'s>>,
    /// The words of each entity as hash keys, computed when they are first asked for.
    keys: Vec<OnceCell<Box<EntityKeys>>>,
    /// The entity of each name.
    pub entity_of_name: Vec<usize>,
    /// The decision of each mention so far. Names have theirs from the beginning, even those not reached yet.
    pub decisions: Vec<Option<Decision>>,
    /// The last mentions that were decided, in order, without those whose decision was a mere guess.
    recent: Vec<Antecedent>,
    /// For each description, how many mentions back the last one with its noun stands; 0 where none is near.
    same_noun_back: Vec<u8>,
    /// Entities that a description introduced, by the hash key of its words.
    pub phrases: HashMap<u64, usize>,
    /// The named entities by what they may be called.
    pub index: NameIndex,
    /// The attribution that each mention is the source of, or [`NONE`]; of several, the last.
    pub source_of: Vec<u32>,
    /// Entities that issued "the poll" or "the report", by the hash key of that noun.
    pub issuers: HashMap<u64, usize>,
    /// The author of the article, once "I" has spoken outside quotation marks.
    pub author: Option<usize>,
    /// The last speakers outside any content, in order, each with the index of the paragraph; at most 48.
    turns: Vec<(usize, u32)>,
    /// The last mention that spoke outside any content.
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
        let name = |mention: &Mention| match mention.reference {
            Reference::Name(n) => {
                Some(Decision { entity: entity_of_name[n], rule: SpeakerRule::Name, confidence: 0.97 })
            }
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
            same_noun_back: same_noun_back(mentions),
            phrases: HashMap::with_capacity_and_hasher(mentions.len() / 4, FxBuildHasher),
            source_of,
            issuers: HashMap::default(),
            author: None,
            turns: Vec::new(),
            spoke_last: None,
        }
    }

    /// Adds an entity without a name and returns its index. `words` makes the folded words of its description; a thing
    /// keeps none.
    pub fn unnamed(
        &mut self,
        kind: EntityKind,
        gender: Option<Gender>,
        plural: bool,
        words: impl FnOnce() -> Vec<Cow<'s, str>>,
    ) -> usize {
        // A text has many entities; a list that doubled would need three times its room while it is copied.
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

    /// The descriptions before `m` that have its noun (in the singular or plural), the last one first.
    pub fn before_with_same_noun(&self, m: usize) -> impl Iterator<Item = usize> {
        let before = |m: usize| Some(usize::from(self.same_noun_back[m])).filter(|&back| back > 0).map(|back| m - back);
        std::iter::successors(before(m), move |&m| before(m))
    }

    /// The mention, a pronoun or a name, of the owner of description `m`: "[his] wife", "[Ortiz]'s lawyer". `None`
    /// where it has no owner.
    pub fn owner(&self, m: usize) -> Option<usize> {
        if !matches!(&self.mentions[m].reference, Reference::Description(d) if d.owned) {
            return None;
        }
        let start = self.mentions[m].tokens.start;
        // Of mentions that begin at the same word, the longer one comes first.
        let near = m.saturating_sub(2)..(m + 3).min(self.mentions.len());
        let mut owners = near.filter(|&o| {
            o != m
                && self.mentions[o].tokens.start == start
                && !matches!(self.mentions[o].reference, Reference::Description(_))
        });
        owners.next()
    }

    /// The entity of the description that mention `m` is the owner in, who is somebody else: the driver, for "[the mayor]'s
    /// driver". `None` where it is no owner, or that description stands for nobody so far.
    pub fn owned(&self, m: usize) -> Option<usize> {
        // Of mentions that begin at the same word, the longer one comes first.
        let longer = m.checked_sub(1).filter(|&o| self.mentions[o].tokens.start == self.mentions[m].tokens.start)?;
        let described = matches!(self.mentions[longer].reference, Reference::Description(ref d) if d.owned);
        if described { self.entity(longer) } else { None }
    }

    /// The mention that speaks the quoted words at a place; `None` outside quotation marks.
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

    /// Adds that an entity speaks in the paragraph of [`Self::here`].
    pub fn take_turn(&mut self, entity: usize) {
        /// How many of the last turns are kept, at least.
        const TURNS: usize = 24;
        if self.turns.len() == 2 * TURNS {
            self.turns.drain(..TURNS).for_each(|(gone, _)| self.entities[gone].turns -= 1);
        }
        self.turns.push((entity, self.here.paragraph));
        self.entities[entity].turns += 1;
    }

    /// The last turns: who spoke, and the index of the paragraph. The latest is at the end.
    pub fn turns(&self) -> &[(usize, u32)] {
        &self.turns
    }

    /// The last `count` mentions that were decided, the latest first; `count` is at most [`REACH`]. Some may stand after
    /// the mention that is being decided: a speaker is decided before the mentions in the quoted words.
    pub fn recent(&self, count: usize) -> impl Iterator<Item = &Antecedent> {
        debug_assert!(count <= REACH);
        self.recent.iter().rev().take(count)
    }

    /// The entity that mention `m` was given to; `None` where it was given to none, or is not decided yet.
    pub fn entity(&self, m: usize) -> Option<usize> {
        self.decisions[m].map(|d| d.entity)
    }

    /// Whether an entity can be meant by a word of this gender; true where either gender is unknown.
    pub fn gender_fits(&self, entity: usize, gender: Option<Gender>) -> bool {
        let entity = &self.entities[entity];
        let known = entity.gender.or(entity.likely_gender);
        gender.is_none() || known.is_none() || gender == known
    }

    /// The entities that the content of attribution `a` names. None of them is likely to have said it.
    pub fn named_in(&self, a: usize) -> impl Iterator<Item = usize> {
        /// How many names are read in each span of content.
        const NAMES: usize = 400;
        self.context.attributions[a].content.iter().flat_map(|content| {
            let first = self.context.names.partition_point(|name| name.tokens.start < content.start);
            let names = self.context.names[first..].iter().zip(&self.entity_of_name[first..]).take(NAMES);
            names.take_while(|(name, _)| name.tokens.start < content.end).map(|(_, &entity)| entity)
        })
    }

    /// The entities named right after the verb that reports attribution `a`. They are spoken to or of, and don't speak:
    /// "he told [Ortiz]", "she accused Harbor mayor [Ana Ortiz] of …".
    pub fn addressed_in(&self, a: usize) -> impl Iterator<Item = usize> {
        /// How many tokens after the verb are looked at.
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

    /// The entity that speaks attribution `a`, if its source has been decided.
    pub fn speaker(&self, a: usize) -> Option<usize> {
        self.sources[a].and_then(|m| self.entity(m))
    }
}

/// For each mention that is a description, how many mentions before it the last one with its noun stands; 0 where none is
/// within 255, or it is no description. A byte each: a text has a mention for every four words or so.
fn same_noun_back(mentions: &[Mention]) -> Vec<u8> {
    let mut last: HashMap<&str, usize> = HashMap::default();
    let back = |(m, mention): (usize, &Mention)| {
        let before = mention.noun().and_then(|noun| last.insert(noun, m));
        before.and_then(|before| u8::try_from(m - before).ok()).unwrap_or(0)
    };
    mentions.iter().enumerate().map(back).collect()
}
