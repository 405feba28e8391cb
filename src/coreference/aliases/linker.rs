//! Links the forms of names to entities: each form is looked up in hash maps of what the forms before it may be
//! shortened to.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap, FxHashSet as HashSet};

use super::form::{NameForm, body_key};
use crate::coreference::context::{Context, NONE};
use crate::coreference::keys::{joined, key, row_key, with_word, word_key};
use crate::coreference::small_set::SmallSet;
use crate::learned::features::mix;
use crate::lexicon::{self, Flag, Gender};
use crate::names::EntityKind;
use crate::syntax::Tag;
use crate::text::sorting::sort_by_key;

/// The entry of a map of persons for a spelling that more than one person has.
const SEVERAL: usize = usize::MAX;

/// How many letters a surname must have to be looked up as a misspelt one: "Lee" is not "Leo".
const MISSPELT: usize = 5;

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
    /// The entities of names that are no person's, by the hash of the name's [`body_key`].
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

    /// Links name `n`, a person's in full: "Donald J. Trump", "Kim Jong-un", "Guajardo Villarreal".
    pub fn person(&mut self, n: usize, form: &NameForm<'w, 's>) {
        let words = form.words;
        let suffix = form.suffix.as_deref().unwrap_or("");
        let same = with_word(key(words), suffix);
        if let Some(&entity) = self.known.get(&same) {
            if let Some(person) = self.person_mut(entity) {
                person.title_gender = person.title_gender.or(form.title_gender);
            }
            self.entity_of[n] = entity;
            return;
        }
        let (first, last) = (&words[0], &words[words.len() - 1]);
        let mut sorted: Vec<&str> = form.words().collect();
        sort_by_key(&mut sorted, |word| FxBuildHasher.hash_one(word));
        let keys = [
            joined(["="].into_iter().chain(form.words()).chain([suffix])),
            joined(["^", first, " ", last, " ", suffix]),
            joined(["~"].into_iter().chain(sorted).chain([suffix])),
        ];
        let known = keys.iter().find_map(|k| self.persons.get(k).copied()).or_else(|| self.similar_person(form));
        // The recognizer took these very words for a body elsewhere.
        let known = known.or_else(|| self.keys.get(&word_key(&words.join(" "))).copied());
        let entity = known.unwrap_or_else(|| self.new_entity());
        for key in keys {
            self.persons.entry(key).or_insert(entity);
        }
        if self.people.len() <= entity {
            self.people.resize_with(entity + 1, || None);
        }
        let person =
            self.people[entity].get_or_insert_with(|| Person { first_full: usize::MAX, ..Person::default() }.into());
        person.title_gender = person.title_gender.or(form.title_gender);
        if person.words.len() < words.len() {
            person.words = words;
        }
        if person.suffix.is_none() {
            person.suffix.clone_from(&form.suffix);
        }
        self.entity_of[n] = entity;
        self.known.insert(same, entity);
        let long = form.words().filter(|w| w.chars().count() > 1).map(|word| joined([word]));
        let runs = (1..words.len().min(5)).flat_map(|i| {
            let (start, end) = (form.words().take(i), form.words().skip(i));
            [joined(end.chain([suffix])), joined(start.chain([suffix]))]
        });
        for part in long.chain(runs) {
            self.parts.entry(part).or_default().add(entity);
        }
    }

    /// The person met before whom a similar full form means: for "Guajardo Villarreal", one who was "Ildefonso Guajardo
    /// Villarreal"; for "J. Smith" or "Bill Smith", one who was "John Smith" or "William Smith".
    fn similar_person(&self, form: &NameForm<'w, 's>) -> Option<usize> {
        let words = &form.words;
        let last = &words[words.len() - 1];
        if let Some(entity) = self.parts.get(&joined(form.words())).and_then(SmallSet::only) {
            return Some(entity);
        }
        self.parts.get(&joined([&**last]))?.iter().copied().find(|e| {
            let other = self.person_of(*e);
            let given = &other.words[0];
            let same_suffix = other.suffix == form.suffix;
            let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
            same_suffix
                && other.words.last() == Some(last)
                && (lexicon::same_given_name(given, &words[0])
                    || initial(given, &words[0])
                    || initial(&words[0], given))
        })
    }

    /// Links name `n`, the nickname `word` of the person `entity`.
    pub fn nickname(&mut self, n: usize, word: &str, entity: usize) {
        self.entity_of[n] = entity;
        self.parts.entry(joined([word])).or_default().add(entity);
    }

    /// Counts how often each person is named in full, and notes where first.
    pub fn count_full_forms(&mut self, context: &Context) {
        for n in 0..self.entity_of.len() {
            if let Some(person) = self.person_mut(self.entity_of[n]) {
                person.full_forms += 1;
                person.first_full = person.first_full.min(context.names[n].tokens.start);
            }
        }
    }

    /// Links name `n`, one word of a person's name: "Trump", "Mrs. Clinton", "Hillary", "Kim".
    pub fn one_word_person(&mut self, context: &Context, n: usize, form: &NameForm<'w, 's>) {
        let word = &form.words[0];
        let at = context.names[n].tokens.start;
        let surname = |person: &Person| person.words.last() == Some(word);
        // A title overrules the likely gender of the given name of the only one who has the surname, unless the text
        // has spoken of relatives or of the other gender since: "Alex Cruz … Ms Cruz".
        let fits = |person: &Person, only: bool| {
            let Some(title) = form.title_gender else { return true };
            let likely = || lexicon::given_name(&person.words[0]);
            match person.title_gender {
                Some(gender) => gender == title,
                None => {
                    likely().is_none_or(|gender| gender == title)
                        || only && surname(person) && is_joined(context, person, title, at)
                }
            }
        };
        if form.couple {
            self.entity_of[n] = self.couple(word);
            return;
        }
        let candidates: &[usize] = self.parts.get(&joined([&**word])).map_or(&[], |few| few);
        let only = candidates.len() == 1;
        let alone = candidates.is_empty();
        // A family: "the Hales".
        let family = word.strip_suffix('s').filter(|stem| alone && self.is_surname(stem));
        if let Some(stem) = family.filter(|_| form.has_article && form.title_gender.is_none()) {
            self.entity_of[n] = self.couple(stem);
            return;
        }
        // Of those who may be meant, whoever has the word as the last of the name comes before whoever has it as a
        // given name.
        let was_alone = self.by_surname_alone.contains_key(&word_key(word));
        let possible = || {
            candidates.iter().copied().filter(|&e| {
                let person = self.person_of(e);
                let alone_first = was_alone || person.first_full > at;
                fits(person, only) && !(alone_first && introduced_as_kin(context, person))
            })
        };
        let speaks = context.source_of[at] != NONE;
        let best = possible().max_by_key(|&e| {
            let person = self.person_of(e);
            (
                form.title_gender.is_some() && person.title_gender == form.title_gender,
                !(speaks && is_dead(context, person)),
                surname(person),
                person.suffix.is_none(),
                form.title_gender.is_some() || !introduced_as_kin(context, person),
                person.full_forms,
                std::cmp::Reverse(person.first_full),
            )
        });
        // Whether the text names another person of that surname more than half as often in full.
        let rivals = |best: usize| {
            let often = |e: usize| self.person_of(e).full_forms * 2 > self.person_of(best).full_forms;
            possible().any(|e| e != best && often(e) && surname(self.person_of(e)))
        };
        let unsure = form.title_gender.is_none() && best.is_some_and(rivals);
        let entity = best.or_else(|| self.known_by_surname(word, form.title_gender));
        if unsure {
            self.unsure_names.insert(n as u64);
        }
        if let Some(person) = entity.and_then(|e| self.person_mut(e)) {
            person.title_gender = person.title_gender.or(form.title_gender);
        }
        self.entity_of[n] = entity.unwrap_or_else(|| {
            // "Politico says": a body that the recognizer took for a person once.
            let known = self.keys.get(&word_key(word)).copied().or_else(|| self.misspelt(word));
            let entity = known.filter(|_| alone).unwrap_or_else(|| self.new_entity());
            self.by_surname_alone.entry(word_key(word)).or_default().push(SurnameAlone {
                entity,
                title_gender: form.title_gender,
                couple: false,
            });
            entity
        });
    }

    /// The person whom a surname alone meant before: "Mr Hale" is the last "Mr Hale", or else the last "Hale" without a
    /// title; "Hale" is whoever was called so last, with a title or without.
    fn known_by_surname(&mut self, word: &str, title_gender: Option<Gender>) -> Option<usize> {
        let list = self.by_surname_alone.get_mut(&word_key(word))?;
        let of = |wanted: Option<Gender>| list.iter().rposition(|b| !b.couple && b.title_gender == wanted);
        let i = match title_gender {
            Some(_) => of(title_gender).or_else(|| of(None)),
            None => list.iter().rposition(|b| !b.couple),
        }?;
        let mut called = list.remove(i);
        called.title_gender = called.title_gender.or(title_gender);
        list.push(called);
        Some(called.entity)
    }

    /// The entity of a couple or family of this surname ("Mr and Mrs Hale", "the Hales"); a new one where the text had
    /// none before.
    fn couple(&mut self, surname: &str) -> usize {
        if let Some(couple) =
            self.by_surname_alone.get(&word_key(surname)).and_then(|list| list.iter().find(|b| b.couple))
        {
            return couple.entity;
        }
        let entity = self.new_entity();
        self.by_surname_alone.entry(word_key(surname)).or_default().push(SurnameAlone {
            entity,
            title_gender: None,
            couple: true,
        });
        self.plural.insert(entity as u64);
        entity
    }

    fn is_surname(&self, word: &str) -> bool {
        let last = |e: &usize| self.person_of(*e).words.last().is_some_and(|w| w == word);
        self.by_surname_alone.contains_key(&word_key(word))
            || self.parts.get(&joined([word])).is_some_and(|list| list.iter().any(last))
    }

    /// The person whose surname a word misspells, if one alone fits: Bornstein for "Bornsten". One letter may be
    /// missing, added or wrong, but not the first. Only people named in full are searched: all their full forms are
    /// linked before.
    fn misspelt(&mut self, word: &str) -> Option<usize> {
        if word.chars().count() < MISSPELT {
            return None;
        }
        let people = &self.people;
        let known = self.misspelt.get_or_insert_with(|| {
            let mut known: HashMap<u64, usize> = HashMap::default();
            for (entity, person) in people.iter().enumerate().filter_map(|(e, person)| Some((e, person.as_ref()?))) {
                let Some(surname) = person.words.last().filter(|w| w.chars().count() >= MISSPELT) else { continue };
                for variant in one_letter_less(surname) {
                    let only = known.entry(variant).or_insert(entity);
                    if *only != entity {
                        *only = SEVERAL;
                    }
                }
            }
            known
        });
        let mut found = one_letter_less(word).filter_map(|variant| known.get(&variant).copied());
        let entity = found.next().filter(|&entity| entity != SEVERAL)?;
        let surname = people[entity].as_ref()?.words.last()?;
        let same_start = surname.chars().next() == word.chars().next();
        (same_start && found.all(|other| other == entity)).then_some(entity)
    }

    /// Links name `n`, which is no person's.
    pub fn body(&mut self, n: usize, kind: EntityKind, form: &NameForm<'w, 's>) {
        let same = mix(key(form.words), 1 + kind as u64);
        if let Some(&entity) = self.known.get(&same) {
            self.entity_of[n] = entity;
            return;
        }
        let name = body_key(kind, form);
        let key = word_key(&name);
        let person =
            || self.persons.get(&joined(["="].into_iter().chain(form.words()))).filter(|_| form.words.len() > 1);
        let known = self.keys.get(&key).or_else(person).copied().or_else(|| match kind {
            EntityKind::Group
            | EntityKind::Date
            | EntityKind::Time
            | EntityKind::Money
            | EntityKind::Percent
            | EntityKind::Quantity => None,
            _ => self.short_body(kind, form),
        });
        let entity = known.unwrap_or_else(|| self.new_entity());
        self.entity_of[n] = entity;
        self.known.insert(same, entity);
        if form.words.len() > 1 && name.split(' ').next() != Some("value") && kind != EntityKind::Group {
            self.leave_short_forms(kind, form, entity);
        }
        self.keys.entry(key).or_insert(entity);
    }

    fn leave_short_forms(&mut self, kind: EntityKind, form: &NameForm, entity: usize) {
        let words = &form.words;
        let is_small = |w: &Cow<str>| matches!(&**w, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la");
        let initials = |words: &[Cow<str>], small: bool| {
            let kept = words.iter().filter(|w| small || !is_small(w));
            kept.filter_map(|w| w.chars().next()).collect::<String>()
        };
        // "EPA" is the U.S. Environmental Protection Agency.
        let home = if words.len() > 1 && words[0] == "united" && words[1] == "states" { 2 } else { 0 };
        for acronym in [initials(words, false), initials(words, true), initials(&words[home..], false)] {
            if acronym.chars().count() > 1 {
                self.acronyms.entry(word_key(&acronym)).or_insert(entity);
            }
        }
        let mut shorts = Vec::new();
        if kind == EntityKind::Organization {
            for i in 1..words.len().min(6) {
                shorts.push(short(">", &words[i..]));
            }
            shorts.push(short("<", &words[..1]));
        }
        // "Firefox" for Mozilla Firefox, "Discovery" for Space Shuttle Discovery.
        if matches!(kind, EntityKind::Product | EntityKind::Other) {
            shorts.push(short("=", &words[words.len() - 1..]));
        }
        // "the Church" for the Church of the Lamp, "Harvest Fair" for Harvest Fair 2016.
        let of = words.iter().position(|w| w == "of" || w == "for");
        let of = of.filter(|&i| i > 0 && kind != EntityKind::Place);
        let year = words.last().filter(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
        if let Some(end) = of.or(year.map(|_| words.len() - 1)) {
            shorts.push(short("[", &words[..end]));
        }
        // "the North" for North Korea; for countries only, or Carolina would be one.
        if matches!(&*words[0], "north" | "south") && lexicon::country(&words.join(" ")).is_some() {
            shorts.push(short(">", &words[..1]));
        }
        for short in shorts {
            self.shortened.entry(short).or_default().add(entity);
        }
    }

    /// The entity whose longer name a short one stands for: "the Post", "the Security Council", "KCNA", "the North".
    fn short_body(&mut self, kind: EntityKind, form: &NameForm<'w, 's>) -> Option<usize> {
        let spaced = form.words.join(" ");
        if form.acronym
            && let Some(&entity) = self.acronyms.get(&word_key(&spaced))
        {
            return Some(entity);
        }
        let direction = matches!(spaced.as_str(), "north" | "south");
        let suffix = kind == EntityKind::Organization && (form.has_article || form.words.len() > 1) || direction;
        let only = |mark: &str| self.shortened.get(&short(mark, form.words)).and_then(SmallSet::only);
        if suffix && let Some(entity) = only(">") {
            return Some(entity);
        }
        let thing = matches!(kind, EntityKind::Product | EntityKind::Other) && form.words.len() == 1;
        if thing && let Some(entity) = only("=") {
            return Some(entity);
        }
        let begins = kind != EntityKind::Place && (form.has_article || form.words.len() > 1);
        if begins && let Some(entity) = only("[") {
            return Some(entity);
        }
        let prefix = kind == EntityKind::Organization && form.words.len() == 1 && !form.has_article;
        if prefix
            && lexicon::country(&spaced).is_none()
            && let Some(entity) = only("<")
        {
            return Some(entity);
        }
        // "Trump", which the recognizer took for a body: the only person of that surname.
        let thing = matches!(kind, EntityKind::Organization | EntityKind::Other | EntityKind::Product);
        if thing
            && form.words.len() == 1
            && !form.acronym
            && !form.has_article
            && let Some(entity) = self.parts.get(&joined([&*spaced])).and_then(SmallSet::only)
            && self.person_of(entity).words.last().is_some_and(|word| *word == spaced)
        {
            return Some(entity);
        }
        // "Cruz", which the recognizer took for a body or a place, where nobody of that name is named in full.
        if form.words.len() == 1 && !form.has_article && kind != EntityKind::Facility {
            return self
                .by_surname_alone
                .get(&word_key(&spaced))
                .and_then(|list| list.last())
                .filter(|b| !b.couple)
                .map(|b| b.entity);
        }
        None
    }
}

/// Whether the text first names a person in full as a relative of another ("his wife, Melania Trump"), so that the surname
/// alone, where it was used before that, is the other's.
fn introduced_as_kin(context: &Context, person: &Person) -> bool {
    if person.first_full >= context.len() {
        return false;
    }
    let full = person.first_full;
    let kin = |i: usize| {
        matches!(
            context.lower(i),
            "wife"
                | "husband"
                | "son"
                | "daughter"
                | "brother"
                | "sister"
                | "father"
                | "mother"
                | "widow"
                | "spouse"
                | "cousin"
                | "nephew"
                | "niece"
                | "uncle"
                | "aunt"
                | "grandson"
                | "granddaughter"
                | "ex-wife"
                | "first"
        )
    };
    let sentence = context.sentence(full);
    // "Leo Cruz and his wife", "Leo Cruz's wife": those words tell of her, and not of him.
    let after = (full..(full + person.words.len() + 4).min(sentence.end))
        .take_while(|&i| context.lower(i) != "and" && !context.is_possessive(i));
    (full.saturating_sub(4).max(sentence.start)..full).any(kin) || after.into_iter().any(kin)
}

/// Whether "Ms Cruz" at token `at` may be `person`, whom the text named in full before as Alex Cruz: no relative and no
/// pronoun of the other gender than `title`'s stands between the two.
fn is_joined(context: &Context, person: &Person, title: Gender, at: usize) -> bool {
    /// How many tokens after the full name are read.
    const WORDS: usize = 100;
    let start = person.first_full;
    start < at
        && (start..at.min(start + WORDS)).all(|i| {
            let word = context.lower(i);
            let other = match word {
                "he" | "his" | "him" => title == Gender::Female,
                "she" | "her" => title == Gender::Male,
                _ => false,
            };
            !other && !lexicon::is_kin(word)
        })
}

/// Whether a person is dead by the words beside the first full name: "the late Leo Cruz", "Leo Cruz, 41, was killed", "Leo
/// Cruz's body". Whoever speaks by that surname is then somebody else.
fn is_dead(context: &Context, person: &Person) -> bool {
    let Some(n) = context.name(person.first_full.min(context.len())) else { return false };
    let name = context.names[n].tokens.clone();
    let sentence = context.sentence(name.start);
    let before = name.start.saturating_sub(4).max(sentence.start)..name.start;
    let near = name.end..sentence.end.min(name.end + 7);
    let owned = |i: usize| i == name.end + 1 && context.is_possessive(name.end) || context.lower(i - 1) == "to";
    let dies = |i: usize| match context.lower(i) {
        "died" | "dead" => true,
        word => lexicon::has(word, Flag::Death) && (context.tag(i) == Tag::VBN || owned(i)),
    };
    before.into_iter().any(|i| context.lower(i) == "late" && context.tag(i + 1) != Tag::CD)
        || near.take_while(|&i| context.name(i).is_none_or(|n| context.is_amount(n))).any(dies)
}

/// The hash key of some words of a longer name. `mark` says which words: ">" those at its end (or "north" of a
/// country), "<" its first word, "=" the last word of a product or thing, "[" what stands before "of", "for" or a year.
fn short(mark: &str, words: &[Cow<str>]) -> u64 {
    with_word(key(words), mark)
}

/// The hash keys of a word, and of the word without each one of its first 24 letters.
fn one_letter_less(word: &str) -> impl Iterator<Item = u64> {
    let without = |i: usize| {
        let kept = word.chars().enumerate().filter(|&(k, _)| k != i);
        row_key(kept.map(|(_, letter)| u32::from(letter).into()))
    };
    let letters = word.chars().count();
    std::iter::once(without(letters)).chain((0..letters.min(24)).map(without))
}
