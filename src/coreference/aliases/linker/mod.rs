//! Links the forms of names to entities: each form is looked up in hash maps of what the forms before it may be
//! shortened to.
//!
//! "Ana Ruiz" may be shortened to "Ruiz", and "The Washington Post" to "the Post": the long form puts these into the
//! maps, where "Mrs Ruiz" and "the Post" are found. One [`Linker`] holds the maps; a file each says how full names,
//! surnames and the names of bodies and all else are linked.

mod bodies;
mod full_names;
mod misspelt;
mod near_full_name;
mod surnames;

use std::borrow::Cow;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::coreference::small_set::SmallSet;
use crate::lexicon::Gender;

/// The entry of a map of persons for a spelling that more than one person has.
const SEVERAL: usize = usize::MAX;

/// The entities of the forms read so far, and maps from what those forms may be shortened to.
#[derive(Default)]
pub struct Linker<'w, 's> {
    /// The entity of each name; `usize::MAX` where it is not linked yet.
    pub entity_of: Vec<usize>,
    /// How many entities there are.
    pub entity_count: usize,
    // All maps have hashes of words as keys, so that one kind of map, and its code, serves for all.
    /// Entities by a person's full form, or by another name with its kind. A form that comes again is found here at
    /// once, and tells nothing new but a title.
    known: HashMap<u64, usize>,
    /// Persons by all words of a full form in a row, by its first and last word, and by its words in a fixed order.
    persons: HashMap<u64, usize>,
    /// Persons by each word of a full form, and by its first words and its last words.
    parts: HashMap<u64, SmallSet>,
    /// The facts that full forms give about each entity, if it is a person who has one.
    people: Vec<Option<Box<Person<'w, 's>>>>,
    /// The entities of names that are no person's, by the hash of the name's [`body_key`](super::form::body_key).
    pub keys: HashMap<u64, usize>,
    /// Bodies, places and others by what their names may be shortened to.
    shortened: HashMap<u64, SmallSet>,
    /// Bodies, places and others by the initials of their names.
    acronyms: HashMap<u64, usize>,
    /// Persons and couples who were called by the surname alone, by that surname; the one named last is at the end.
    by_surname_alone: HashMap<u64, Vec<SurnameAlone>>,
    /// The indices of names that are a surname of several persons, with nothing to tell which one is meant.
    pub unsure_names: HashSet<u64>,
    /// The entities that are couples or families.
    pub plural: HashSet<u64>,
    /// Persons by their surname and by that surname without one of its letters, to find misspelt ones; [`SEVERAL`]
    /// where two persons share the spelling. Filled at the first look-up.
    misspelt: Option<HashMap<u64, usize>>,
}

/// Somebody called by the surname alone, with the title: "Mr Hale" is not "Mrs Hale", and neither is "Mr and Mrs Hale".
#[derive(Clone, Copy)]
struct SurnameAlone {
    entity: usize,
    title_gender: Option<Gender>,
    couple: bool,
}

/// The facts that full forms give about a person.
#[derive(Default)]
struct Person<'w, 's> {
    /// The folded words of the longest form.
    words: &'w [Cow<'s, str>],
    suffix: Option<Cow<'s, str>>,
    /// The gender that a title shows.
    title_gender: Option<Gender>,
    /// How often the text names the person in full.
    full_forms: usize,
    /// The token where it does so first; `usize::MAX` until that is counted.
    first_full: usize,
}

impl<'w, 's> Linker<'w, 's> {
    /// A linker for this many names, none of them linked.
    pub fn new(names: usize) -> Self {
        Linker { entity_of: vec![usize::MAX; names], ..Linker::default() }
    }

    /// The facts that full forms give about an entity, if it is a person who has one.
    fn person_mut(&mut self, entity: usize) -> Option<&mut Person<'w, 's>> {
        self.people.get_mut(entity)?.as_deref_mut()
    }

    /// The facts that full forms give about an entity that is in `parts`.
    fn person_of(&self, entity: usize) -> &Person<'w, 's> {
        self.people[entity].as_deref().expect("only persons are there")
    }

    fn new_entity(&mut self) -> usize {
        self.entity_count += 1;
        self.entity_count - 1
    }
}
