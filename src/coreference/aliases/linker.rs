//! Forms to entities, through hash maps of what each form may be shortened to.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap, FxHashSet as HashSet};

use super::form::{NameForm, body_key};
use crate::coreference::context::Context;
use crate::coreference::keys::{joined, key, row_key, with_word, word_key};
use crate::coreference::small_set::SmallSet;
use crate::learned::features::mix;
use crate::lexicon::{self, Gender};
use crate::names::EntityKind;
use crate::text::sorting::sort_by_key;

/// No one person.
const SEVERAL: usize = usize::MAX;

/// Shorter surnames are not taken for misspelt ones: "Lee" is not "Leo".
const MISSPELT: usize = 5;

/// What the forms read so far have left behind.
#[derive(Default)]
pub struct Linker<'w, 's> {
    /// By name; `usize::MAX` where it is not linked yet.
    pub entity_of: Vec<usize>,
    /// How many entities there are.
    pub next: usize,
    // What a form is known by is a hash of its words: one kind of map for all of them.
    /// Persons' full forms and other names that were linked before: the same again tell nothing new, but a title.
    known: HashMap<u64, usize>,
    /// Persons by all their words in a row, by first and last word, and by sorted words.
    persons: HashMap<u64, usize>,
    /// Persons by surname, given name or a run of words of their full form.
    parts: HashMap<u64, SmallSet>,
    /// By entity, what a person's full forms say.
    people: Vec<Option<Box<Person<'w, 's>>>>,
    /// Bodies, places and all others that are no persons, by the hash of their words.
    pub keys: HashMap<u64, usize>,
    /// Bodies, places and others by what their names may be shortened to.
    shortened: HashMap<u64, SmallSet>,
    /// Bodies, places and others by the initials of their names.
    acronyms: HashMap<u64, usize>,
    /// Persons without a full form, by name, the one named last at the end.
    bare: HashMap<u64, Vec<Bare>>,
    /// Surnames of several persons, with nothing to tell which one is meant, by name.
    pub unsure: HashSet<u64>,
    /// Couples and families.
    pub plural: HashSet<u64>,
    /// Surnames with one letter left out, each with the person, or with [`SEVERAL`]: for misspellings.
    /// Filled when the first is looked up.
    misspelt: Option<HashMap<u64, usize>>,
}

/// "Mr Hale" is not "Mrs Hale", and neither is "Mr and Mrs Hale".
#[derive(Clone, Copy)]
struct Bare {
    entity: usize,
    title: Option<Gender>,
    couple: bool,
}

#[derive(Default)]
struct Person<'w, 's> {
    words: &'w [Cow<'s, str>],
    suffix: Option<Cow<'s, str>>,
    titled: Option<Gender>,
    full_forms: usize,
    first_full: usize,
}

impl<'w, 's> Linker<'w, 's> {
    /// For so many names, none of them linked.
    pub fn new(names: usize) -> Self {
        Linker { entity_of: vec![usize::MAX; names], ..Linker::default() }
    }

    /// The person that an entity is, if it is one with a full form.
    fn person_mut(&mut self, entity: usize) -> Option<&mut Person<'w, 's>> {
        self.people.get_mut(entity)?.as_deref_mut()
    }

    /// Of an entity that is in `parts`.
    fn of(&self, entity: usize) -> &Person<'w, 's> {
        self.people[entity].as_deref().expect("only persons are there")
    }

    fn entity(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// A person in full: "Donald J. Trump", "Kim Jong-un", "Guajardo Villarreal".
    pub fn person(&mut self, n: usize, form: &NameForm<'w, 's>) {
        let words = form.words;
        let suffix = form.suffix.as_deref().unwrap_or("");
        let same = with_word(key(words), suffix);
        if let Some(&entity) = self.known.get(&same) {
            if let Some(person) = self.person_mut(entity) {
                person.titled = person.titled.or(form.title);
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
        let entity = known.unwrap_or_else(|| self.entity());
        for key in keys {
            self.persons.entry(key).or_insert(entity);
        }
        if self.people.len() <= entity {
            self.people.resize_with(entity + 1, || None);
        }
        let person =
            self.people[entity].get_or_insert_with(|| Person { first_full: usize::MAX, ..Person::default() }.into());
        person.titled = person.titled.or(form.title);
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

    /// "Guajardo Villarreal" in an article that has "Ildefonso Guajardo Villarreal"; "J. Smith", "Bill
    /// Smith" in one that has "John Smith", "William Smith".
    fn similar_person(&self, form: &NameForm<'w, 's>) -> Option<usize> {
        let words = &form.words;
        let last = &words[words.len() - 1];
        if let Some(entity) = self.parts.get(&joined(form.words())).and_then(SmallSet::only) {
            return Some(entity);
        }
        self.parts.get(&joined([&**last]))?.iter().copied().find(|e| {
            let other = self.of(*e);
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

    /// How often each person is named in full, and where first.
    pub fn count_full_forms(&mut self, context: &Context) {
        for n in 0..self.entity_of.len() {
            if let Some(person) = self.person_mut(self.entity_of[n]) {
                person.full_forms += 1;
                person.first_full = person.first_full.min(context.names[n].tokens.start);
            }
        }
    }

    /// "Trump", "Mrs. Clinton", "Hillary", "Kim".
    pub fn bare_person(&mut self, context: &Context, n: usize, form: &NameForm<'w, 's>) {
        let word = &form.words[0];
        let at = context.names[n].tokens.start;
        let fits = |person: &Person| {
            let gender = || person.titled.or_else(|| lexicon::given_name(&person.words[0]));
            form.title.is_none() || gender().is_none_or(|gender| form.title == Some(gender))
        };
        if form.couple {
            self.entity_of[n] = self.couple(word);
            return;
        }
        let candidates: &[usize] = self.parts.get(&joined([&**word])).map_or(&[], |few| few);
        let alone = candidates.is_empty();
        // "the Hales".
        let family = word.strip_suffix('s').filter(|stem| alone && self.is_surname(stem));
        if let Some(stem) = family.filter(|_| form.the && form.title.is_none()) {
            self.entity_of[n] = self.couple(stem);
            return;
        }
        // The surname (or a family name that comes first) before the given name.
        let was_bare = self.bare.contains_key(&word_key(word));
        let surname = |person: &Person| person.words.last() == Some(word);
        let possible = || {
            candidates.iter().copied().filter(|&e| {
                let person = self.of(e);
                let bare_first = was_bare || person.first_full > at;
                fits(person) && !(bare_first && introduced_as_kin(context, person))
            })
        };
        let best = possible().max_by_key(|&e| {
            let person = self.of(e);
            (
                form.title.is_some() && person.titled == form.title,
                surname(person),
                person.suffix.is_none(),
                form.title.is_some() || !introduced_as_kin(context, person),
                person.full_forms,
                std::cmp::Reverse(person.first_full),
            )
        });
        // Another of that surname, whom the text names in full more than half as often.
        let rivals = |best: usize| {
            let often = |e: usize| self.of(e).full_forms * 2 > self.of(best).full_forms;
            possible().any(|e| e != best && often(e) && surname(self.of(e)))
        };
        let unsure = form.title.is_none() && best.is_some_and(rivals);
        let entity = best.or_else(|| self.known_bare(word, form.title));
        if unsure {
            self.unsure.insert(n as u64);
        }
        self.entity_of[n] = entity.unwrap_or_else(|| {
            // "Politico says": a body that the recognizer took for a person once.
            let known = self.keys.get(&word_key(word)).copied().or_else(|| self.misspelt(word));
            let entity = known.filter(|_| alone).unwrap_or_else(|| self.entity());
            self.bare.entry(word_key(word)).or_default().push(Bare { entity, title: form.title, couple: false });
            entity
        });
    }

    /// "Mr Hale" after "Mr Hale", or after "Hale"; "Hale" is whoever was called so last.
    fn known_bare(&mut self, word: &str, title: Option<Gender>) -> Option<usize> {
        let list = self.bare.get_mut(&word_key(word))?;
        let of = |wanted: Option<Gender>| list.iter().rposition(|b| !b.couple && b.title == wanted);
        let i = match title {
            Some(_) => of(title).or_else(|| of(None)),
            None => list.iter().rposition(|b| !b.couple),
        }?;
        let mut bare = list.remove(i);
        bare.title = bare.title.or(title);
        list.push(bare);
        Some(bare.entity)
    }

    /// "Mr and Mrs Hale", "the Hales".
    fn couple(&mut self, surname: &str) -> usize {
        if let Some(bare) = self.bare.get(&word_key(surname)).and_then(|list| list.iter().find(|b| b.couple)) {
            return bare.entity;
        }
        let entity = self.entity();
        self.bare.entry(word_key(surname)).or_default().push(Bare { entity, title: None, couple: true });
        self.plural.insert(entity as u64);
        entity
    }

    fn is_surname(&self, word: &str) -> bool {
        let last = |e: &usize| self.of(*e).words.last().is_some_and(|w| w == word);
        self.bare.contains_key(&word_key(word))
            || self.parts.get(&joined([word])).is_some_and(|list| list.iter().any(last))
    }

    /// "Bornsten" where the only surname like it is "Bornstein": one letter is missing, added or wrong.
    /// People who are named in full somewhere have been found before.
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

    /// Anything but a person.
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
        let entity = known.unwrap_or_else(|| self.entity());
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

    /// "the Post", "the Security Council", "KCNA", "the North".
    fn short_body(&mut self, kind: EntityKind, form: &NameForm<'w, 's>) -> Option<usize> {
        let spaced = form.words.join(" ");
        if form.acronym
            && let Some(&entity) = self.acronyms.get(&word_key(&spaced))
        {
            return Some(entity);
        }
        let direction = matches!(spaced.as_str(), "north" | "south");
        let suffix = kind == EntityKind::Organization && (form.the || form.words.len() > 1) || direction;
        let only = |mark: &str| self.shortened.get(&short(mark, form.words)).and_then(SmallSet::only);
        if suffix && let Some(entity) = only(">") {
            return Some(entity);
        }
        let thing = matches!(kind, EntityKind::Product | EntityKind::Other) && form.words.len() == 1;
        if thing && let Some(entity) = only("=") {
            return Some(entity);
        }
        let begins = kind != EntityKind::Place && (form.the || form.words.len() > 1);
        if begins && let Some(entity) = only("[") {
            return Some(entity);
        }
        let prefix = kind == EntityKind::Organization && form.words.len() == 1 && !form.the;
        if prefix
            && lexicon::country(&spaced).is_none()
            && let Some(entity) = only("<")
        {
            return Some(entity);
        }
        // "Trump" taken for a body: the only person of that surname.
        let thing = matches!(kind, EntityKind::Organization | EntityKind::Other | EntityKind::Product);
        if thing
            && form.words.len() == 1
            && !form.acronym
            && !form.the
            && let Some(entity) = self.parts.get(&joined([&*spaced])).and_then(SmallSet::only)
        {
            return self.of(entity).words.last().is_some_and(|word| *word == spaced).then_some(entity);
        }
        // "Cruz" taken for a body or a place, where she has no other name.
        if form.words.len() == 1 && !form.the && kind != EntityKind::Facility {
            return self
                .bare
                .get(&word_key(&spaced))
                .and_then(|list| list.last())
                .filter(|b| !b.couple)
                .map(|b| b.entity);
        }
        None
    }
}

/// "Trump … his wife, Melania Trump": the bare name came first and is not hers.
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
    // "Cruz and his wife, Ana Cruz", "Cruz's wife": he is introduced as nobody's.
    let after = (full..(full + person.words.len() + 4).min(sentence.end))
        .take_while(|&i| context.lower(i) != "and" && !context.is_possessive(i));
    (full.saturating_sub(4).max(sentence.start)..full).any(kin) || after.into_iter().any(kin)
}

/// What words that stand for more are known by; the mark tells which words of a name they are.
fn short(mark: &str, words: &[Cow<str>]) -> u64 {
    with_word(key(words), mark)
}

/// What the word itself is known by, and it with each of its letters left out.
fn one_letter_less(word: &str) -> impl Iterator<Item = u64> {
    let without = |i: usize| {
        let kept = word.chars().enumerate().filter(|&(k, _)| k != i);
        row_key(kept.map(|(_, letter)| u32::from(letter).into()))
    };
    let letters = word.chars().count();
    std::iter::once(without(letters)).chain((0..letters.min(24)).map(without))
}
