//! The words that the text uses of an entity, as hash keys. The ranker of speakers compares a description's words with
//! them for each candidate, so they are made once for each entity.

use std::ops::Range;

use super::context::{Context, NONE};
use super::entity::Entity;
use super::keys::word_key;
use super::roles::Role;
use crate::learned::features::{self, mix};
use crate::learned::lexical;
use crate::lexicon;

/// How many tokens before and after an entity's first name are read as its introduction.
const AROUND: usize = 20;

/// How many of an entity's roles are compared word by word.
const ROLES: usize = 8;

/// The words that the text uses of an entity, as hash keys.
#[derive(Debug)]
pub struct EntityKeys {
    /// The keys of the words of its name.
    pub words: Box<[u64]>,
    /// The keys of the places that the text gives it.
    pub places: Box<[u64]>,
    /// The nouns that the text says it is, in the order of [`Entity::roles`].
    pub roles: Box<[RoleKeys]>,
    /// The sorts of bodies that the words of its name tell ("Harbor Airways": an airline), a bit each.
    pub sorts: u16,
    /// The number of the word cluster that the last word of its name is in.
    pub cluster: u16,
    /// The tokens around its first name, in the same sentence; empty where it has no name.
    pub around: Range<usize>,
    /// The key of the word of each token of `around`; 0 for the tokens of the name itself.
    pub introduction: Box<[u64]>,
    /// A hash of all keys above and of its party and sort of place: where two entities share it, the text says the same
    /// of both, as far as the ranker compares descriptions.
    pub fingerprint: u64,
}

/// A role of an entity, as hash keys.
#[derive(Debug)]
pub struct RoleKeys {
    /// The number of the word cluster that its noun is in.
    pub cluster: u16,
    /// The keys of the words before its noun and after it.
    pub words: Box<[u64]>,
}

impl EntityKeys {
    /// Makes the keys of an entity, whose words and roles must no longer change.
    pub fn new(context: &Context, entity: &Entity) -> EntityKeys {
        let around = around(context, entity);
        let name =
            if entity.first_name == NONE { 0..0 } else { context.names[entity.first_name as usize].tokens.clone() };
        let introduction = around.clone().map(|i| if name.contains(&i) { 0 } else { context.facts(i).key });
        let mut keys = EntityKeys {
            words: entity.words.iter().map(|word| word_key(word)).collect(),
            places: entity.places().iter().map(|place| word_key(place)).collect(),
            roles: entity.roles().iter().map(|role| RoleKeys::new(context, role)).collect(),
            sorts: lexicon::sorts_of_name(&entity.words),
            cluster: lexical::cluster(entity.words.last().map_or("", |word| word)),
            introduction: introduction.collect(),
            around,
            fingerprint: 0,
        };
        keys.fingerprint = keys.hash(context, entity);
        keys
    }

    fn hash(&self, context: &Context, entity: &Entity) -> u64 {
        let sort = entity.sort_of_place.map_or(0, |sort| 1 + 2 * u64::from(sort.country) + u64::from(sort.state));
        let party = entity.party().map_or(0, features::hash);
        let small = [u64::from(self.sorts), u64::from(self.cluster), sort, party, self.roles.len() as u64];
        let mut key = small.into_iter().fold(0, mix);
        let add = |key: u64, list: &[u64]| list.iter().fold(mix(key, list.len() as u64), |key, &word| mix(key, word));
        for list in [&self.words, &self.places, &self.introduction] {
            key = add(key, list);
        }
        for (role, keys) in entity.roles().iter().zip(&self.roles) {
            key = mix(mix(key, features::hash(role.noun)), u64::from(keys.cluster));
            key = add(key, &keys.words);
            // The age is written where the noun stands: "54" in "Ana Ruiz, 54,", or the noun itself in "the 54-year-old".
            if role.noun == "year-old" {
                key = mix(key, features::hash(context.word(role.modifiers.end)));
            }
        }
        key
    }

    /// Whether one of the first [`ROLES`] roles has the word with this key beside its noun.
    pub fn role_has(&self, key: u64) -> bool {
        self.roles.iter().take(ROLES).any(|role| role.words.contains(&key))
    }
}

impl RoleKeys {
    fn new(context: &Context, role: &Role) -> RoleKeys {
        let words = role.words().map(|i| context.facts(i).key).collect();
        RoleKeys { cluster: lexical::cluster(role.noun), words }
    }
}

/// The tokens around an entity's first name, in the same sentence.
fn around(context: &Context, entity: &Entity) -> Range<usize> {
    if entity.first_name == NONE {
        return 0..0;
    }
    let name = &context.names[entity.first_name as usize].tokens;
    let sentence = context.sentence(name.start);
    sentence.start.max(name.start.saturating_sub(AROUND))..sentence.end.min(name.end + AROUND)
}
