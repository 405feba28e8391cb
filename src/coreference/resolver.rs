//! The walk in reading order: what is known of each entity so far, and which one each mention is.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::aliases::Aliases;
use super::few::Few;
use super::lexeme::{row_key, word_key};
use super::lexicon::{self, Gender};
use super::mentions::{Mention, What};
use super::roles::{Origin, Role, Roles};
use super::scene::{NONE, Scene};
use super::sieve::Sieve;
use super::{descriptions, pronouns};
use crate::names::EntityKind;
use crate::text::sorting::sort_by_key;

/// How many bodies of a text a description can mean that are not near.
const BODIES: usize = 32;

/// How many countries of a text "the Mexican government" and "the two countries" can mean.
const COUNTRIES: usize = 32;

/// How many mentions any search goes back.
const REACH: usize = 80;

/// The candidate of the highest score, of equals the first, and how far the next one is behind, if there is one.
pub fn best<T>(candidates: &[T], score: impl Fn(&T) -> i32) -> Option<(&T, Option<i32>)> {
    let (best, candidate) = candidates.iter().enumerate().rev().max_by_key(|(_, c)| score(c))?;
    let others = candidates.iter().enumerate().filter(|(other, _)| *other != best);
    Some((candidate, others.map(|(_, c)| score(candidate) - score(c)).min()))
}

/// What is known of an entity.
#[derive(Debug, Clone)]
pub struct Entity<'s> {
    /// What it is.
    pub kind: EntityKind,
    /// Shown by title, noun or pronoun.
    pub gender: Option<Gender>,
    /// What the given name makes likely; counts only while nothing is shown.
    pub likely_gender: Option<Gender>,
    /// "officials".
    pub plural: bool,
    /// Whether it has a name.
    pub named: bool,
    /// The folded words of its fullest name, or of its description; of things without a name, none.
    pub words: Box<[Cow<'s, str>]>,
    /// What the text says it is; of most, nothing.
    told: Option<Box<Told>>,
    /// What sort of place it is, if it is one that has a name.
    pub land: Option<Land>,
    /// How often the document names it.
    pub names: u32,
    /// How many mentions there were so far.
    pub mentions: u32,
    /// Whether it has spoken so far.
    pub spoke: bool,
}

/// What the text says that an entity is.
#[derive(Debug, Clone, Default)]
struct Told {
    roles: Vec<Role>,
    origin: Origin,
    voice: Option<usize>,
}

/// What sort of place a name is; Georgia is of both.
#[derive(Debug, Clone, Copy)]
pub struct Land {
    /// "Mexico".
    pub country: bool,
    /// "Ohio".
    pub state: bool,
}

impl Land {
    /// Of a place by its folded words.
    fn of(words: &[Cow<str>]) -> Land {
        Land { country: lexicon::is_country(&words.join(" ")), state: lexicon::is_state(words) }
    }
}

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
    pub place: Place,
}

/// Where the head of a mention stands, and what it seems to be in its clause.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
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

/// What the walk knows.
pub struct Walk<'a, 's> {
    /// The document.
    pub scene: &'s Scene<'a>,
    /// All mentions, in text order.
    pub mentions: &'s [Mention],
    /// Where the mention stands that is being decided.
    pub here: Place,
    /// The mention at the head of each attribution's source.
    pub sources: &'s [Option<usize>],
    /// The entities so far; those with names first.
    pub entities: Vec<Entity<'s>>,
    /// By name, its entity.
    pub entity_of_name: Vec<usize>,
    /// By mention, what was decided; names ahead of the walk too.
    pub decisions: Vec<Option<Decision>>,
    /// The last mentions that were decided, in order, but those that were a guess.
    recent: Vec<Antecedent>,
    /// Unnamed entities by their words in a row.
    pub phrases: HashMap<u64, usize>,
    /// Entities by the nouns of their roles.
    pub by_role: HashMap<u64, Few>,
    /// By mention, the attribution that it is the source of.
    pub source_of: Vec<u32>,
    /// Who issued the poll, the report, by noun.
    pub issuers: HashMap<u64, usize>,
    /// The writer, once "I" has spoken outside quotation marks.
    pub writer: Option<usize>,
    /// The last mention that spoke.
    pub spoke_last: Option<usize>,
    /// Named bodies by the word or the letters that they may be called by: "the Times", "the S.E.C.".
    pub short_names: HashMap<u64, Few>,
    /// Named bodies and things by their folded words in a row.
    pub spelled: HashMap<u64, usize>,
    /// Named persons by surname.
    pub by_surname: HashMap<u64, Few>,
    /// Named bodies, the most often named first; no more than are worth weighing for each description.
    pub bodies: Vec<usize>,
    /// Named countries, likewise.
    pub countries: Vec<usize>,
}

/// Which entity each mention is, if any.
pub struct Resolution<'s> {
    /// By mention.
    pub decisions: Vec<Option<Decision>>,
    /// All entities.
    pub entities: Vec<Entity<'s>>,
}

/// Walks the mentions in text order.
pub fn walk<'s>(
    scene: &'s Scene,
    mentions: &'s [Mention],
    sources: &'s [Option<usize>],
    aliases: Aliases<'s>,
    roles: Roles,
) -> Resolution<'s> {
    let mut entities: Vec<Entity<'s>> = aliases
        .entities
        .into_iter()
        .map(|e| Entity {
            kind: e.kind,
            gender: e.titled,
            likely_gender: e.given,
            plural: e.plural || e.kind == EntityKind::Group,
            named: true,
            land: (e.kind == EntityKind::Place).then(|| Land::of(&e.words)),
            words: e.words,
            told: None,
            names: 0,
            mentions: 0,
            spoke: false,
        })
        .collect();
    // More than most texts have, one who has no name for three mentions.
    entities.reserve_exact(mentions.len() / 3);
    let short_names = short_names(&entities);
    let mut by_role: HashMap<u64, Few> = HashMap::default();
    let Roles { of_name, origins, described } = roles;
    for (n, (found, origin)) in of_name.into_iter().zip(origins).enumerate() {
        let e = aliases.entity_of[n];
        entities[e].names += 1;
        if !origin.is_empty() {
            entities[e].told().origin.add(&origin);
        }
        for role in found {
            let entity = &mut entities[e];
            entity.told().origin.add(&Origin::of_role(scene, &role));
            // A given name knows better than a noun that may be somebody else's: "Mum Greets Bob Hale".
            let fits = entity.likely_gender.is_none() || role.gender == entity.likely_gender;
            entity.gender = entity.gender.or(role.gender.filter(|_| fits));
            by_role.entry(word_key(role.noun)).or_default().add(e);
            let roles = &mut entity.told().roles;
            if roles.len() < 24 {
                roles.push(role);
            }
        }
    }
    let things = entities.iter().enumerate().filter(|(_, e)| e.kind != EntityKind::Person && e.words.len() > 1);
    let spelled = things.map(|(e, entity)| (row_key(entity.words.iter().map(|word| word_key(word))), e)).collect();
    let mut by_surname: HashMap<u64, Few> = HashMap::default();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person && e.words.len() > 1) {
        by_surname.entry(word_key(&entity.words[entity.words.len() - 1])).or_default().add(e);
    }
    let most_named = |kind: EntityKind, most: usize, fits: &dyn Fn(&Entity) -> bool| {
        let mut found: Vec<usize> = (0..entities.len())
            .filter(|&e| entities[e].kind == kind && entities[e].names > 0 && fits(&entities[e]))
            .collect();
        sort_by_key(&mut found, |&e| (u32::MAX - entities[e].names).into());
        found.truncate(most);
        found
    };
    let bodies = most_named(EntityKind::Organization, BODIES, &|_| true);
    let countries = most_named(EntityKind::Place, COUNTRIES, &|e| e.land.is_some_and(|land| land.country));
    let mut source_of = vec![NONE; mentions.len()];
    for (a, source) in sources.iter().enumerate() {
        if let Some(m) = *source {
            source_of[m] = a as u32;
        }
    }
    let mut walk = Walk {
        scene,
        mentions,
        here: Place::default(),
        sources,
        entities,
        entity_of_name: aliases.entity_of,
        decisions: vec![None; mentions.len()],
        recent: Vec::with_capacity(2 * REACH),
        phrases: HashMap::with_capacity_and_hasher(mentions.len() / 4, FxBuildHasher),
        by_role,
        source_of,
        issuers: HashMap::default(),
        writer: None,
        spoke_last: None,
        short_names,
        spelled,
        by_surname,
        bodies,
        countries,
    };
    for (m, mention) in mentions.iter().enumerate() {
        if let What::Name(n) = mention.what {
            walk.decisions[m] = Some(Decision { entity: walk.entity_of_name[n], sieve: Sieve::Name, confidence: 0.97 });
        }
    }
    let mut done = vec![false; mentions.len()];
    for m in 0..mentions.len() {
        let place = pronouns::place(scene, &mentions[m]);
        // “She is late,” she said: who says it is found before whom it speaks of, who is somebody else.
        let speaker = walk.quoted_source(place).filter(|&s| s > m && !matches!(mentions[s].what, What::Name(_)));
        // "his wife": who he is comes first.
        let owners = [speaker.and_then(|s| walk.owner(s)), walk.owner(m)];
        for next in owners.into_iter().chain([speaker, Some(m)]).flatten() {
            if !std::mem::replace(&mut done[next], true) {
                walk.here = if next == m { place } else { pronouns::place(scene, &mentions[next]) };
                walk.decide(next, &described);
            }
        }
    }
    Resolution { decisions: walk.decisions, entities: walk.entities }
}

/// What the named entities may be called by, for names that the recognizer missed.
fn short_names(entities: &[Entity]) -> HashMap<u64, Few> {
    let mut short: HashMap<u64, Few> = HashMap::default();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.words.len() > 1) {
        let words = &entity.words;
        let country = lexicon::country(&words.join(" "));
        // "the North" where North Korea is spoken of.
        let half = matches!(&*words[0], "north" | "south") && country.is_some();
        let mut add = |form: &str| short.entry(word_key(form)).or_default().add(e);
        // "the U.N.", by the commonest name.
        country.into_iter().for_each(&mut add);
        if entity.kind == EntityKind::Organization {
            let small = |w: &&Cow<str>| !matches!(&***w, "of" | "and" | "the" | "for");
            add(&words[words.len() - 1]);
            add(&words.iter().filter(small).filter_map(|w| w.chars().next()).collect::<String>());
        } else if half {
            add(&words[0]);
        }
    }
    short
}

impl<'s> Entity<'s> {
    fn told(&mut self) -> &mut Told {
        self.told.get_or_insert_default()
    }

    /// Who is shown as the speaker when it speaks: a government's country, the first of several who are named.
    pub fn voice(&self) -> Option<usize> {
        self.told.as_ref()?.voice
    }

    /// From now on that one is shown.
    pub fn speak_by(&mut self, voice: usize) {
        self.told().voice = Some(voice);
    }

    /// What it is said to be, anywhere in the text.
    pub fn roles(&self) -> &[Role] {
        self.told.as_ref().map_or(&[], |told| &told.roles)
    }

    /// The party that the text gives it.
    pub fn party(&self) -> Option<u8> {
        self.told.as_ref()?.origin.party
    }

    /// The places that the text gives it, by their folded words.
    pub fn places(&self) -> &[String] {
        self.told.as_ref().map_or(&[], |told| &told.origin.place)
    }

    /// One that has no name.
    pub fn unnamed(kind: EntityKind, gender: Option<Gender>, plural: bool, words: Vec<Cow<'s, str>>) -> Entity<'s> {
        Entity {
            kind,
            gender,
            likely_gender: None,
            plural,
            named: false,
            land: None,
            words: words.into(),
            told: None,
            names: 0,
            mentions: 0,
            spoke: false,
        }
    }
}

impl<'s> Walk<'_, 's> {
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
        self.entities.len() - 1
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
    fn quoted_source(&self, Place { content, quoted, .. }: Place) -> Option<usize> {
        if content == NONE || !quoted { None } else { self.sources[content as usize] }
    }

    /// Decides mention `m`, which stands [`Self::here`].
    fn decide(&mut self, m: usize, described: &HashMap<u64, usize>) {
        let decision = match self.mentions[m].what {
            What::Name(_) => self.decisions[m],
            What::Description(ref d) => match described.get(&(self.mentions[m].head as u64)) {
                Some(&n) => {
                    Some(Decision { entity: self.entity_of_name[n], sieve: Sieve::Apposition, confidence: 0.93 })
                }
                None => descriptions::resolve(self, m, d),
            },
            What::Pronoun(p) => pronouns::resolve(self, m, p),
        };
        self.decisions[m] = decision;
        if let Some(decision) = decision {
            self.note(m, decision);
        }
    }

    fn note(&mut self, m: usize, decision: Decision) {
        let gender = self.mentions[m].gender;
        let entity = &mut self.entities[decision.entity];
        // A guess is no ground to build on.
        if decision.confidence < 0.5 {
            return;
        }
        entity.mentions += 1;
        entity.spoke |= self.mentions[m].speaks;
        entity.gender = entity.gender.or(gender.filter(|_| decision.confidence > 0.6));
        if self.recent.len() == 2 * REACH {
            self.recent.drain(..REACH);
        }
        let kind = entity.kind;
        self.recent.push(Antecedent { mention: m, entity: decision.entity, kind, place: self.here });
        if self.mentions[m].speaks && self.here.content == NONE {
            self.spoke_last = Some(m);
        }
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
        self.scene.attributions[a].content.iter().flat_map(|content| {
            let first = self.scene.names.partition_point(|name| name.tokens.start < content.start);
            let names = self.scene.names[first..].iter().zip(&self.entity_of_name[first..]).take(NAMES);
            names.take_while(|(name, _)| name.tokens.start < content.end).map(|(_, &entity)| entity)
        })
    }

    /// Whether the content of attribution `a` names `entity`.
    pub fn content_names(&self, a: usize, entity: usize) -> bool {
        self.named_in(a).any(|e| e == entity)
    }

    /// The speaker of attribution `a`, as far as the walk has come.
    pub fn speaker(&self, a: usize) -> Option<usize> {
        self.sources[a].and_then(|m| self.entity(m))
    }
}
