//! Whose surname a word misspells: Bornstein's, for "Bornsten".

use rustc_hash::FxHashMap as HashMap;

use super::{Linker, SEVERAL};
use crate::coreference::keys::row_key;

/// How many letters a surname must have to be looked up as a misspelt one: "Lee" is not "Leo".
const MISSPELT: usize = 5;

impl<'w, 's> Linker<'w, 's> {
    /// The person whose surname a word misspells, if one alone fits: Bornstein for "Bornsten". One letter may be
    /// missing, added or wrong, but not the first. Only people named in full are searched: all their full forms are
    /// linked before.
    pub(super) fn misspelt(&mut self, word: &str) -> Option<usize> {
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
