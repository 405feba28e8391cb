//! Entities, and what the text tells of each.

use std::borrow::Cow;

use super::aliases::Named;
use super::context::{Context, NONE};
use super::roles::{Origin, Role};
use crate::lexicon::{self, Gender};
use crate::names::EntityKind;

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
    /// What the text says it is; none of most entities.
    profile: Option<Box<Profile>>,
    /// What sort of place it is, if it is one that has a name.
    pub sort_of_place: Option<PlaceSort>,
    /// The paragraph that names it first.
    pub first_paragraph: u32,
    /// Its first name in the text, or [`NONE`].
    pub first_name: u32,
    /// How often the document names it.
    pub names: u32,
    /// How many mentions there were so far.
    pub mentions: u32,
    /// Whether it has spoken so far.
    pub spoke: bool,
    /// How many of the last turns, those that are kept, were its own.
    pub turns: u32,
    /// How many of the last decided mentions, those that any search goes back to, were of it.
    pub recent_mentions: u32,
    /// The last decided mention of it, or [`NONE`].
    pub last_mention: u32,
}

/// What the text says that an entity is.
#[derive(Debug, Clone, Default)]
struct Profile {
    roles: Vec<Role>,
    origin: Origin,
    voices: Option<[usize; 2]>,
}

/// What sort of place a name is; Georgia is of both.
#[derive(Debug, Clone, Copy)]
pub struct PlaceSort {
    /// "Mexico".
    pub country: bool,
    /// "Ohio".
    pub state: bool,
}

impl PlaceSort {
    /// The sort of a place with these folded words as its name.
    fn of(words: &[Cow<str>]) -> PlaceSort {
        PlaceSort { country: lexicon::is_country(&words.join(" ")), state: lexicon::is_state(words) }
    }
}

impl<'s> Entity<'s> {
    /// A test for folded words that mean the entity: the last word of its name, or the adjective of a country ("Tarvia", "Tarvian").
    pub fn word_test(&self) -> impl Fn(&str) -> bool {
        let (last, whole) = (self.words.last(), self.words.join(" "));
        move |word| last.is_some_and(|last| word == last) || lexicon::nationality(word, &whole).is_some()
    }

    /// An entity that has a name, without what roles say of it.
    pub fn named(alias: Named<'s>) -> Entity<'s> {
        Entity {
            kind: alias.kind,
            gender: alias.titled,
            likely_gender: alias.given,
            plural: alias.plural || alias.kind == EntityKind::Group,
            named: true,
            sort_of_place: (alias.kind == EntityKind::Place).then(|| PlaceSort::of(&alias.words)),
            words: alias.words,
            profile: None,
            first_paragraph: u32::MAX,
            first_name: NONE,
            names: 0,
            mentions: 0,
            spoke: false,
            turns: 0,
            recent_mentions: 0,
            last_mention: NONE,
        }
    }

    fn profile(&mut self) -> &mut Profile {
        self.profile.get_or_insert_default()
    }

    /// Adds where the text says that it comes from.
    pub fn add_origin(&mut self, origin: &Origin) {
        if !origin.is_empty() {
            self.profile().origin.add(origin);
        }
    }

    /// Adds what the text says that it is.
    pub fn add_role(&mut self, context: &Context, role: Role) {
        /// More roles are not kept.
        const ROLES: usize = 24;
        // A given name is better evidence than a noun that may be somebody else's: "Mum Greets Bob Hale".
        let fits = self.likely_gender.is_none() || role.gender == self.likely_gender;
        self.gender = self.gender.or(role.gender.filter(|_| fits));
        self.profile().origin.add(&Origin::of_role(context, &role));
        if self.profile().roles.len() < ROLES {
            self.profile().roles.push(role);
        }
    }

    /// Who are shown as the speakers when it speaks: both of two who are named; a government's country, twice.
    pub fn voices(&self) -> Option<[usize; 2]> {
        self.profile.as_ref()?.voices
    }

    /// The first of [`Self::voices`].
    pub fn voice(&self) -> Option<usize> {
        self.voices().map(|[first, _]| first)
    }

    /// Shows `voices` as the speakers when this entity speaks.
    pub fn speak_by(&mut self, voices: [usize; 2]) {
        self.profile().voices = Some(voices);
    }

    /// What it is said to be, anywhere in the text.
    pub fn roles(&self) -> &[Role] {
        self.profile.as_ref().map_or(&[], |profile| &profile.roles)
    }

    /// The party that the text gives it.
    pub fn party(&self) -> Option<&'static str> {
        self.profile.as_ref()?.origin.party
    }

    /// The places that the text gives it, by their folded words.
    pub fn places(&self) -> &[String] {
        self.profile.as_ref().map_or(&[], |profile| &profile.origin.place)
    }

    /// An entity that has no name.
    pub fn unnamed(kind: EntityKind, gender: Option<Gender>, plural: bool, words: Vec<Cow<'s, str>>) -> Entity<'s> {
        Entity {
            kind,
            gender,
            likely_gender: None,
            plural,
            named: false,
            sort_of_place: None,
            words: words.into(),
            profile: None,
            first_paragraph: u32::MAX,
            first_name: NONE,
            names: 0,
            mentions: 0,
            spoke: false,
            turns: 0,
            recent_mentions: 0,
            last_mention: NONE,
        }
    }
}
