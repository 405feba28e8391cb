//! Which names name the same: "Kim Jong Un", "Kim Jong-un" and "Kim"; "the Post" and "The Washington
//! Post"; "ROK" and "Republic of Korea".
//!
//! Forms are compared as folded words (lower case, no accents, no hyphens). Longer forms are read
//! first, and each leaves what it may be shortened to in hash maps; shorter forms look themselves up
//! there. So the work is linear in the names, however many are distinct. A surname that several
//! persons of the article bear goes to the one that its title allows, else to the one most often
//! named in full.
//!
//! What it gets wrong: two people of one surname who take turns being the bare one; relatives that
//! are introduced without a word of kinship after the bare name has been used.

use std::collections::HashMap;

use super::lexicon::{self, Gender};
use super::scene::{Scene, fold};
use crate::annotations::EntityKind;

/// A surname, given name or suffix that more entities than this share is followed no further.
const CROWD: usize = 8;

/// Shorter surnames are not taken for misspelt ones: "Lee" is not "Leo".
const MISSPELT: usize = 5;

/// The entity of each name.
pub struct Aliases {
    /// By name.
    pub entity_of: Vec<usize>,
    /// By entity.
    pub entities: Vec<Named>,
}

/// What the names of an entity say about it.
#[derive(Debug, Clone)]
pub struct Named {
    /// What it is, by most of its names.
    pub kind: EntityKind,
    /// By title or suffix.
    pub titled: Option<Gender>,
    /// By given name.
    pub given: Option<Gender>,
    /// The folded words of its longest form.
    pub words: Vec<String>,
}

/// A name's words and what stands around it.
struct NameForm {
    words: Vec<String>,
    suffix: Option<String>,
    title: Option<Gender>,
    the: bool,
    acronym: bool,
}

/// Links the names of a document.
pub fn link(scene: &Scene) -> Aliases {
    let forms: Vec<NameForm> = (0..scene.names.len()).map(|n| form(scene, n)).collect();
    let mut linker = Linker { entity_of: vec![usize::MAX; forms.len()], next: 0, ..Linker::default() };
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(forms[n].words.len().min(12)));

    // Full forms, the longest first; persons before bodies that may bear their names.
    for &n in order.iter().filter(|&&n| forms[n].words.len() > 1) {
        let kind = scene.names[n].kind;
        match kind {
            EntityKind::Person => linker.person(n, &forms[n]),
            _ => linker.body(n, kind, &forms[n]),
        }
    }
    // "Republic of Korea (ROK)".
    for n in 1..forms.len() {
        let (before, this) = (&scene.names[n - 1], &scene.names[n]);
        let bracketed = forms[n].acronym
            && before.tokens.end + 1 == this.tokens.start
            && scene.word(before.tokens.end) == "("
            && scene.lower_at(Some(this.tokens.end)) == ")"
            && forms[n - 1].words.first().and_then(|w| w.chars().next())
                == forms[n].words.first().and_then(|w| w.chars().next());
        if bracketed && linker.entity_of[n - 1] != usize::MAX && before.kind != EntityKind::Person {
            let entity = linker.entity_of[n - 1];
            linker.keys.insert(body_key(this.kind, &forms[n]), entity);
            linker.entity_of[n] = entity;
        }
    }
    linker.count_full_forms(scene);
    // Short forms, in text order.
    for (n, form) in forms.iter().enumerate() {
        if linker.entity_of[n] != usize::MAX {
            continue;
        }
        let kind = scene.names[n].kind;
        match kind {
            EntityKind::Person => linker.bare_person(scene, n, form),
            _ => linker.body(n, kind, form),
        }
    }
    let entities = describe(scene, &forms, &linker);
    Aliases { entity_of: linker.entity_of, entities }
}

fn form(scene: &Scene, n: usize) -> NameForm {
    let name = &scene.names[n];
    let tokens = name.tokens.clone();
    let first = scene.word(tokens.start);
    let mut words: Vec<String> = tokens
        .clone()
        .filter(|&i| !scene.is_possessive(i) && scene.word(i).starts_with(char::is_alphanumeric))
        .map(|i| fold(scene.word(i)))
        .filter(|w| !w.is_empty())
        .collect();
    let mut title = tokens.start.checked_sub(1).and_then(|i| lexicon::title(&scene.lower(i))).and_then(|t| t.gender);
    let before = scene.lower_at(tokens.start.checked_sub(1));
    let mut the = before == "the";
    while words.len() > 1 && words[0] == "the" {
        words.remove(0);
        the = true;
    }
    // "U.N. Security Council" is "United Nations Security Council".
    if name.kind != EntityKind::Person
        && words.len() > 1
        && is_acronym(first)
        && let Some(country) = lexicon::country(&words[0])
    {
        words.splice(0..1, country.split(' ').map(str::to_owned));
    }
    let mut suffix = None;
    if name.kind == EntityKind::Person {
        while words.len() > 1 && (lexicon::title(&words[0]).is_some() || words[0] == "president") {
            title = title.or(lexicon::title(&words[0]).and_then(|t| t.gender));
            words.remove(0);
        }
        let last = words.last().map_or("", String::as_str);
        if words.len() > 1 && matches!(last, "jr" | "sr" | "ii" | "iii" | "iv" | "junior") {
            suffix = words.pop();
        }
        let next = scene.lower_at(Some(tokens.end));
        if matches!(&*next, "jr." | "jr" | "sr." | "sr" | "iii") {
            suffix = Some(fold(&next));
        }
    } else {
        while words.len() > 1 && words.last().is_some_and(|w| is_company_suffix(w)) {
            words.pop();
        }
    }
    if words.is_empty() {
        words.push(String::new());
    }
    let acronym = words.len() == 1 && is_acronym(first);
    NameForm { words, suffix, title, the, acronym }
}

/// "ROK", "U.N.", "AT&T", "MPs".
fn is_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    stem.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'))
        && stem.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// The word itself, and it with each of its letters left out.
fn one_letter_less(word: &str) -> impl Iterator<Item = String> {
    let without = |i: usize| word.chars().enumerate().filter(move |&(k, _)| k != i).map(|(_, c)| c).collect();
    std::iter::once(word.to_owned()).chain((0..word.chars().count().min(24)).map(without))
}

fn is_company_suffix(word: &str) -> bool {
    matches!(
        word,
        "inc" | "corp" | "co" | "ltd" | "llc" | "plc" | "ag" | "sa" | "nv" | "gmbh" | "corporation" | "incorporated"
    )
}

/// Bodies, places and things of the same key are the same. Groups keep to themselves: "the French"
/// are not France, and "Democrats" are not a body.
fn body_key(kind: EntityKind, form: &NameForm) -> String {
    let joined = form.words.join(" ");
    match kind {
        EntityKind::Group => {
            let singular = joined.strip_suffix('s').filter(|s| s.len() > 3 && !s.ends_with('s'));
            format!("group {}", singular.unwrap_or(&joined))
        }
        EntityKind::Date | EntityKind::Time | EntityKind::Money | EntityKind::Percent | EntityKind::Quantity => {
            format!("value {joined}")
        }
        _ => lexicon::country(&joined).map_or(joined, str::to_owned),
    }
}

#[derive(Default)]
struct Linker {
    entity_of: Vec<usize>,
    next: usize,
    /// Persons by all their words in a row, by first and last word, and by sorted words.
    persons: HashMap<String, usize>,
    /// Persons by surname, given name or a run of words of their full form.
    parts: HashMap<String, Vec<usize>>,
    people: HashMap<usize, Person>,
    /// Bodies, places and the rest by their key.
    keys: HashMap<String, usize>,
    /// The same by what they may be shortened to.
    shortened: HashMap<String, Vec<usize>>,
    acronyms: HashMap<String, usize>,
    bare: HashMap<(String, Option<bool>), usize>,
    /// Surnames with one letter left out, each with the person if there is only one: for misspellings.
    /// Filled when the first is looked up.
    misspelt: Option<HashMap<String, Option<usize>>>,
}

#[derive(Default)]
struct Person {
    words: Vec<String>,
    suffix: Option<String>,
    titled: Option<Gender>,
    full_forms: usize,
    first_full: usize,
}

impl Linker {
    fn entity(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// A person in full: "Donald J. Trump", "Kim Jong-un", "Guajardo Villarreal".
    fn person(&mut self, n: usize, form: &NameForm) {
        let words = &form.words;
        let suffix = form.suffix.as_deref().unwrap_or("");
        let (first, last) = (&words[0], &words[words.len() - 1]);
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let keys = [
            format!("={}{suffix}", words.concat()),
            format!("^{first} {last} {suffix}"),
            format!("~{}{suffix}", sorted.concat()),
        ];
        let known = keys.iter().find_map(|k| self.persons.get(k).copied()).or_else(|| self.similar_person(form));
        let entity = known.unwrap_or_else(|| self.entity());
        for key in keys {
            self.persons.entry(key).or_insert(entity);
        }
        let person =
            self.people.entry(entity).or_insert_with(|| Person { first_full: usize::MAX, ..Person::default() });
        person.titled = person.titled.or(form.title);
        if person.words.len() < words.len() {
            person.words.clone_from(words);
        }
        if person.suffix.is_none() {
            person.suffix.clone_from(&form.suffix);
        }
        self.entity_of[n] = entity;
        let mut parts: Vec<String> = words.iter().filter(|w| w.chars().count() > 1).cloned().collect();
        for i in 1..words.len().min(5) {
            parts.push(format!("{}{suffix}", words[i..].concat()));
            parts.push(format!("{}{suffix}", words[..i].concat()));
        }
        for part in parts {
            let list = self.parts.entry(part).or_default();
            if list.len() < CROWD && !list.contains(&entity) {
                list.push(entity);
            }
        }
    }

    /// "Guajardo Villarreal" in an article that has "Ildefonso Guajardo Villarreal"; "J. Smith", "Bill
    /// Smith" in one that has "John Smith", "William Smith".
    fn similar_person(&self, form: &NameForm) -> Option<usize> {
        let words = &form.words;
        let last = &words[words.len() - 1];
        if let Some(&[entity]) = self.parts.get(&words.concat()).map(Vec::as_slice) {
            return Some(entity);
        }
        self.parts.get(last)?.iter().copied().find(|e| {
            let other = &self.people[e];
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

    fn count_full_forms(&mut self, scene: &Scene) {
        for (n, &entity) in self.entity_of.iter().enumerate() {
            if let Some(person) = self.people.get_mut(&entity) {
                person.full_forms += 1;
                person.first_full = person.first_full.min(scene.names[n].tokens.start);
            }
        }
    }

    /// "Trump", "Mrs. Clinton", "Hillary", "Kim".
    fn bare_person(&mut self, scene: &Scene, n: usize, form: &NameForm) {
        let word = &form.words[0];
        let at = scene.names[n].tokens.start;
        let fits = |person: &Person| {
            let gender = person.titled.or_else(|| lexicon::given_name(&person.words[0]));
            form.title.is_none() || gender.is_none() || form.title == gender
        };
        let candidates: Vec<usize> = self.parts.get(word).cloned().unwrap_or_default();
        // The surname (or a family name that comes first) before the given name.
        let surname = |e: &usize| self.people[e].words.last() == Some(word);
        let best = candidates
            .iter()
            .filter(|e| {
                let person = &self.people[e];
                let bare_first = person.first_full > at || self.bare.contains_key(&(word.clone(), None));
                fits(person) && !(bare_first && introduced_as_kin(scene, person))
            })
            .max_by_key(|&e| {
                let person = &self.people[e];
                (
                    form.title.is_some() && person.titled == form.title,
                    surname(e),
                    person.suffix.is_none(),
                    person.full_forms,
                    std::cmp::Reverse(person.first_full),
                )
            })
            .copied();
        self.entity_of[n] = match best {
            Some(entity) => entity,
            None => {
                let key = (word.clone(), form.title.map(|g| g == Gender::Male));
                let other = (word.clone(), None);
                let known = self.bare.get(&key).or_else(|| self.bare.get(&other)).copied();
                // "Politico says": a body that the recognizer took for a person once.
                let known = known.or_else(|| self.keys.get(word).copied().filter(|_| candidates.is_empty()));
                let known = known.or_else(|| self.misspelt(word).filter(|_| candidates.is_empty()));
                let entity = known.unwrap_or_else(|| self.entity());
                self.bare.entry(key).or_insert(entity);
                self.bare.entry(other).or_insert(entity);
                entity
            }
        };
    }

    /// "Bornsten" where the only surname like it is "Bornstein": one letter is missing, added or wrong.
    /// People who are named in full somewhere have been found before.
    fn misspelt(&mut self, word: &str) -> Option<usize> {
        if word.chars().count() < MISSPELT {
            return None;
        }
        let people = &self.people;
        let known = self.misspelt.get_or_insert_with(|| {
            let mut known: HashMap<String, Option<usize>> = HashMap::new();
            let mut entities: Vec<_> = people.iter().collect();
            entities.sort_unstable_by_key(|(entity, _)| **entity);
            for (&entity, person) in entities {
                let Some(surname) = person.words.last().filter(|w| w.chars().count() >= MISSPELT) else { continue };
                for variant in one_letter_less(surname) {
                    let only = known.entry(variant).or_insert(Some(entity));
                    *only = only.filter(|&e| e == entity);
                }
            }
            known
        });
        let mut found = one_letter_less(word).filter_map(|variant| known.get(&variant).copied());
        let entity = found.next()??;
        let surname = people[&entity].words.last()?;
        let same_start = surname.chars().next() == word.chars().next();
        (same_start && found.all(|other| other == Some(entity))).then_some(entity)
    }

    /// Anything but a person.
    fn body(&mut self, n: usize, kind: EntityKind, form: &NameForm) {
        let key = body_key(kind, form);
        let known = self.keys.get(&key).copied().or_else(|| match kind {
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
        if form.words.len() > 1 && key.split(' ').next() != Some("value") && kind != EntityKind::Group {
            self.leave_short_forms(kind, form, entity);
        }
        self.keys.entry(key).or_insert(entity);
    }

    fn leave_short_forms(&mut self, kind: EntityKind, form: &NameForm, entity: usize) {
        let words = &form.words;
        let is_small = |w: &&String| matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la");
        let initials =
            |words: &mut dyn Iterator<Item = &String>| words.filter_map(|w| w.chars().next()).collect::<String>();
        for acronym in [initials(&mut words.iter().filter(|w| !is_small(w))), initials(&mut words.iter())] {
            if acronym.chars().count() > 1 {
                self.acronyms.entry(acronym).or_insert(entity);
            }
        }
        let mut shorts = Vec::new();
        if kind == EntityKind::Organization {
            for i in 1..words.len().min(6) {
                shorts.push(format!(">{}", words[i..].join(" ")));
            }
            shorts.push(format!("<{}", words[0]));
        }
        // "the North" for North Korea; for countries only, or Carolina would be one.
        if matches!(words[0].as_str(), "north" | "south") && lexicon::country(&words.join(" ")).is_some() {
            shorts.push(format!(">{}", words[0]));
        }
        for short in shorts {
            let list = self.shortened.entry(short).or_default();
            if list.len() < CROWD && !list.contains(&entity) {
                list.push(entity);
            }
        }
    }

    /// "the Post", "the Security Council", "KCNA", "the North".
    fn short_body(&mut self, kind: EntityKind, form: &NameForm) -> Option<usize> {
        let joined = form.words.join(" ");
        if form.acronym
            && let Some(&entity) = self.acronyms.get(&joined)
        {
            return Some(entity);
        }
        let direction = matches!(joined.as_str(), "north" | "south");
        let suffix = kind == EntityKind::Organization && (form.the || form.words.len() > 1) || direction;
        if suffix && let Some(&[entity]) = self.shortened.get(&format!(">{joined}")).map(Vec::as_slice) {
            return Some(entity);
        }
        let prefix = kind == EntityKind::Organization && form.words.len() == 1 && !form.the;
        if prefix
            && lexicon::country(&joined).is_none()
            && let Some(&[entity]) = self.shortened.get(&format!("<{joined}")).map(Vec::as_slice)
        {
            return Some(entity);
        }
        // "Trump" taken for a body: the only person of that surname.
        let thing = matches!(kind, EntityKind::Organization | EntityKind::Other | EntityKind::Product);
        if thing
            && form.words.len() == 1
            && !form.acronym
            && !form.the
            && let Some(&[entity]) = self.parts.get(&joined).map(Vec::as_slice)
        {
            return (self.people[&entity].words.last() == Some(&joined)).then_some(entity);
        }
        None
    }
}

/// "Trump … his wife, Melania Trump": the bare name came first and is not hers.
fn introduced_as_kin(scene: &Scene, person: &Person) -> bool {
    if person.first_full >= scene.len() {
        return false;
    }
    let full = person.first_full;
    let kin = |i: usize| {
        matches!(
            &*scene.lower(i),
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
    let sentence = scene.sentence(full);
    (full.saturating_sub(4).max(sentence.start)..full).any(kin)
        || (full..(full + person.words.len() + 4).min(sentence.end)).any(kin)
}

fn describe(scene: &Scene, forms: &[NameForm], linker: &Linker) -> Vec<Named> {
    let mut entities: Vec<Named> = (0..linker.next)
        .map(|_| Named { kind: EntityKind::Other, titled: None, given: None, words: Vec::new() })
        .collect();
    let mut votes: Vec<Vec<(EntityKind, usize)>> = vec![Vec::new(); linker.next];
    for (n, form) in forms.iter().enumerate() {
        let e = linker.entity_of[n];
        let kind = scene.names[n].kind;
        match votes[e].iter_mut().find(|(k, _)| *k == kind) {
            Some(vote) => vote.1 += 1,
            None => votes[e].push((kind, 1)),
        }
        let entity = &mut entities[e];
        entity.titled = entity.titled.or(form.title);
        if entity.words.len() < form.words.len() {
            entity.words.clone_from(&form.words);
        }
    }
    for (entity, votes) in entities.iter_mut().zip(&votes) {
        // The first of the commonest.
        let most = votes.iter().map(|v| v.1).max().unwrap_or(0);
        entity.kind = votes.iter().find(|v| v.1 == most).map_or(EntityKind::Other, |v| v.0);
        if entity.kind == EntityKind::Person && (entity.words.len() > 1 || entity.titled.is_none()) {
            entity.given = entity.words.first().and_then(|w| lexicon::given_name(w));
        }
    }
    entities
}
