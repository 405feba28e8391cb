//! Whom one word of a person's name means: "Trump", "Mrs. Clinton", "Hillary"; or which couple or family: "Mr and Mrs
//! Hale", "the Hales".

use super::near_full_name::{introduced_as_kin, is_dead, is_joined};
use super::{Linker, Person, SurnameAlone};
use crate::coreference::aliases::form::NameForm;
use crate::coreference::context::{Context, NONE};
use crate::coreference::keys::{joined, word_key};
use crate::lexicon::{self, Gender};

impl<'w, 's> Linker<'w, 's> {
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
}
