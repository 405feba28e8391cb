//! Look-up tables of the named entities: by role, by surname, by short form, by spelling.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use super::entity::Entity;
use super::keys::{row_key, word_key};
use super::small_set::SmallSet;
use crate::lexicon;
use crate::names::EntityKind;
use crate::text::sorting::sort_by_key;

/// How many bodies, those named most often, can be meant by a description when they were not mentioned lately.
const BODIES: usize = 32;

/// How many persons, those named most often, can be meant by a description when they were not mentioned lately.
const PERSONS: usize = 16;

/// How many countries, those named most often, "the Mexican government" and "the two countries" can mean.
const COUNTRIES: usize = 32;

/// How many words the end of a name has, at most, in [`NameIndex::by_last_words`].
const LAST_WORDS: usize = 3;

/// The named entities of a text by what they may be called. The keys of the maps are hash keys of words.
pub struct NameIndex {
    /// Entities by the nouns of their roles.
    pub by_role: HashMap<u64, SmallSet>,
    /// Bodies and countries by a word or letters that they may be called by: "the Times", "the S.E.C.", "the North".
    pub short_names: HashMap<u64, SmallSet>,
    /// All but persons by the words of their name, of which there are two at least.
    pub spelled: HashMap<u64, usize>,
    /// Persons by surname.
    pub by_surname: HashMap<u64, SmallSet>,
    /// Persons by the first word of a full name.
    pub by_first_word: HashMap<u64, SmallSet>,
    /// All but persons by the last words of a longer name, two at least: "state police".
    pub by_last_words: HashMap<u64, SmallSet>,
    /// The bodies that the document names most often, the first the most often; at most [`BODIES`].
    pub bodies: Vec<usize>,
    /// The persons that the document names most often, the first the most often; at most [`PERSONS`].
    pub persons: Vec<usize>,
    /// The countries that the document names most often, the first the most often; at most [`COUNTRIES`].
    pub countries: Vec<usize>,
}

impl NameIndex {
    /// Indexes the named entities. `by_role` holds those that the text gives roles, by the hash key of the role's noun.
    pub fn new(entities: &[Entity], by_role: HashMap<u64, SmallSet>) -> NameIndex {
        let mut by_surname: HashMap<u64, SmallSet> = HashMap::default();
        let mut by_first_word: HashMap<u64, SmallSet> = HashMap::default();
        let mut by_last_words: HashMap<u64, SmallSet> = HashMap::default();
        let mut spelled = HashMap::default();
        for (e, entity) in entities.iter().enumerate() {
            match &*entity.words {
                [first, .., surname] if entity.kind == EntityKind::Person => {
                    by_surname.entry(word_key(surname)).or_default().add(e);
                    by_first_word.entry(word_key(first)).or_default().add(e);
                }
                words @ [_, _, ..] => {
                    spelled.insert(row_key(words.iter().map(|word| word_key(word))), e);
                    for last in (2..words.len().min(LAST_WORDS + 1)).map(|count| &words[words.len() - count..]) {
                        by_last_words.entry(row_key(last.iter().map(|word| word_key(word)))).or_default().add(e);
                    }
                }
                _ => {}
            }
        }
        NameIndex {
            by_role,
            short_names: short_names(entities),
            spelled,
            by_surname,
            by_first_word,
            by_last_words,
            bodies: most_named(entities, BODIES, |e| e.kind == EntityKind::Organization),
            persons: most_named(entities, PERSONS, |e| e.kind == EntityKind::Person && !e.plural),
            countries: most_named(entities, COUNTRIES, |e| {
                e.kind == EntityKind::Place && e.sort_of_place.is_some_and(|sort| sort.country)
            }),
        }
    }
}

impl NameIndex {
    /// The person, the body or (for places) the country that the document names most often; `None` for any other kind.
    pub fn most_named_of_kind(&self, kind: EntityKind) -> Option<usize> {
        match kind {
            EntityKind::Person => self.persons.first().copied(),
            EntityKind::Organization => self.bodies.first().copied(),
            EntityKind::Place => self.countries.first().copied(),
            _ => None,
        }
    }
}

/// The entities that fit and that the document names most often, the first the most often; at most `most` of them.
fn most_named(entities: &[Entity], most: usize, fits: impl Fn(&Entity) -> bool) -> Vec<usize> {
    let mut found: Vec<usize> = (0..entities.len()).filter(|&e| entities[e].names > 0 && fits(&entities[e])).collect();
    sort_by_key(&mut found, |&e| (u32::MAX - entities[e].names).into());
    found.truncate(most);
    found
}

/// The entities with a longer name that each short form may mean, by the form's hash key. Serves for short names that
/// the recognizer missed.
fn short_names(entities: &[Entity]) -> HashMap<u64, SmallSet> {
    let mut short: HashMap<u64, SmallSet> = HashMap::default();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.words.len() > 1) {
        let words = &entity.words;
        let country = lexicon::country(&words.join(" "));
        // "the North" where North Korea is spoken of.
        let half = matches!(&*words[0], "north" | "south") && country.is_some();
        let mut add = |form: &str| short.entry(word_key(form)).or_default().add(e);
        // "the U.N.": countries, and what is listed with them, by the commonest name.
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
