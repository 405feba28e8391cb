//! Entities: the persons, bodies, places and things that mentions stand for, and what the text tells of each.

use std::borrow::Cow;

use super::aliases::Named;
use super::context::{Context, NONE};
use super::roles::{Origin, Role};
use crate::lexicon::{self, Gender};
use crate::names::EntityKind;

/// A person, body, place or thing that mentions stand for, with what the text tells of it.
#[derive(Debug, Clone)]
pub struct Entity<'s> {
    /// Whether it is a person, an organization, a place, ….
    pub kind: EntityKind,
    /// The gender that a title, noun or pronoun in the text shows.
    pub gender: Option<Gender>,
    /// Whether only an unsure pronoun gives it that gender.
    pub gender_guessed: bool,
    /// The gender that the given name makes likely; it counts only while `gender` is `None`.
    pub likely_gender: Option<Gender>,
    /// Whether it is several: "officials", "the Hales".
    pub plural: bool,
    /// Whether it has a name.
    pub named: bool,
    /// The folded words of its longest name, or of its description where it has no name; empty for a thing without a
    /// name.
    pub words: Box<[Cow<'s, str>]>,
    /// The roles and origin that the text gives it; `None` where it gives none, as to most entities.
    profile: Option<Box<Profile>>,
    /// Whether it is a country or a state; `None` unless it is a place with a name.
    pub sort_of_place: Option<PlaceSort>,
    /// The index of the paragraph that names it first; `u32::MAX` where none does.
    pub first_paragraph: u32,
    /// The index of its first name in the text, or [`NONE`].
    pub first_name: u32,
    /// How many names in the whole document stand for it.
    pub names: u32,
    /// How many mentions the walk has given it so far, mere guesses left out.
    pub mentions: u32,
    /// Whether one of those mentions speaks.
    pub spoke: bool,
    /// How many of the last turns that the discourse keeps are its own.
    pub turns: u8,
    /// How many of the last decided mentions, as far as a search goes back (`REACH`), are of it.
    pub recent_mentions: u8,
    /// The index of the mention of it that was decided last, or [`NONE`].
    pub last_mention: u32,
}

/// The roles and origin that the text gives an entity, and who is shown when it speaks.
#[derive(Debug, Clone, Default)]
struct Profile {
    roles: Vec<Role>,
    origin: Origin,
    shown_as: Option<[usize; 2]>,
}

/// Whether a place is a country, a state of the United States, both (Georgia) or neither.
#[derive(Debug, Clone, Copy)]
pub struct PlaceSort {
    /// Whether it is a country: Mexico.
    pub country: bool,
    /// Whether it is a state of the United States: Ohio.
    pub state: bool,
}

impl PlaceSort {
    /// The sort of a place with these folded words as its name.
    fn of(words: &[Cow<str>]) -> PlaceSort {
        PlaceSort { country: lexicon::is_country(&words.join(" ")), state: lexicon::is_state(words) }
    }
}

impl<'s> Entity<'s> {
    /// Returns a test of folded words: whether a word is the last one of the entity's name, or the adjective made of a
    /// country's name ("Tarvia", "Tarvian").
    pub fn word_test(&self) -> impl Fn(&str) -> bool {
        let (last, whole) = (self.words.last(), self.words.join(" "));
        move |word| last.is_some_and(|last| word == last) || lexicon::nationality(word, &whole).is_some()
    }

    /// Makes an entity from what its names say. Its roles are added later.
    pub fn named(alias: Named<'s>) -> Entity<'s> {
        Entity {
            kind: alias.kind,
            gender: alias.title_gender,
            gender_guessed: false,
            likely_gender: alias.given_name_gender,
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

    /// Adds a party and places that the text says it is from.
    pub fn add_origin(&mut self, origin: &Origin) {
        if !origin.is_empty() {
            self.profile().origin.add(origin);
        }
    }

    /// Adds a noun that the text says it is ("mayor"), with the gender, party and places that the words around the noun
    /// show.
    pub fn add_role(&mut self, context: &Context, role: Role) {
        /// How many roles are kept, at most.
        const ROLES: usize = 24;
        // A given name is better evidence than a noun that may be somebody else's: "Mum Greets Bob Hale".
        let fits = self.likely_gender.is_none() || role.gender == self.likely_gender;
        self.gender = self.gender.or(role.gender.filter(|_| fits));
        self.profile().origin.add(&Origin::of_role(context, &role));
        if self.profile().roles.len() < ROLES {
            self.profile().roles.push(role);
        }
    }

    /// The two entities that are shown as the speakers where this one speaks: both persons for "the two", Mexico twice
    /// for "the Mexican government". `None` where the entity itself is shown.
    pub fn shown_as(&self) -> Option<[usize; 2]> {
        self.profile.as_ref()?.shown_as
    }

    /// The first of [`Self::shown_as`].
    pub fn first_shown(&self) -> Option<usize> {
        self.shown_as().map(|[first, _]| first)
    }

    /// Shows `shown_as` as the speakers when this entity speaks.
    pub fn show_as(&mut self, shown_as: [usize; 2]) {
        self.profile().shown_as = Some(shown_as);
    }

    /// The nouns that the text, anywhere, says it is: "mayor".
    pub fn roles(&self) -> &[Role] {
        self.profile.as_ref().map_or(&[], |profile| &profile.roles)
    }

    /// The political party that the text says it belongs to.
    pub fn party(&self) -> Option<&'static str> {
        self.profile.as_ref()?.origin.party
    }

    /// The folded words of the places that the text says it is from.
    pub fn places(&self) -> &[String] {
        self.profile.as_ref().map_or(&[], |profile| &profile.origin.place_words)
    }

    /// Whether the text says that it is from the place, or of the people, that a folded word names: "Spain", "Spaniard".
    #[inline(never)] // called from several places
    pub fn is_from(&self, word: &str) -> bool {
        self.places().iter().any(|place| place == word || lexicon::nationality(word, place).is_some())
    }

    /// Makes an entity that has no name. `words` are the folded words of its description.
    pub fn unnamed(kind: EntityKind, gender: Option<Gender>, plural: bool, words: Vec<Cow<'s, str>>) -> Entity<'s> {
        Entity {
            kind,
            gender,
            gender_guessed: false,
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
