//! Which persons full names are: "Kim Jong-un" and "Kim Jong Un" are one, and so are "Ildefonso Guajardo Villarreal"
//! and "Guajardo Villarreal". Each full name enters the maps by which shorter forms of it are found.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::{Linker, Person};
use crate::coreference::aliases::form::NameForm;
use crate::coreference::context::Context;
use crate::coreference::keys::{joined, key, with_word, word_key};
use crate::coreference::small_set::SmallSet;
use crate::lexicon;
use crate::text::sorting::sort_by_key;

impl<'w, 's> Linker<'w, 's> {
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
}
