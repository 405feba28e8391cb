//! Places and bodies that are persons: "Paris Delgado … Paris said", "Georgia | Abbott".

use rustc_hash::FxHashSet as HashSet;

use super::{PronounBehind, Text};
use crate::lexicon::Flag;
use crate::names::{EntityKind, Name};

impl<'t> Text<'t> {
    /// Takes a place or body for a person where the text has a person whose given name it is: "Paris Delgado … Paris
    /// said".
    pub(super) fn given_names(&self, names: &mut [Name]) {
        let surnames: HashSet<&str> = names
            .iter()
            .filter(|name| name.kind == EntityKind::Person && name.tokens.len() == 1)
            .map(|name| self.word(name.tokens.start))
            .collect();
        // "London Breckenridge" is a person where "Breckenridge" alone is one.
        for name in names.iter_mut().filter(|name| name.kind == EntityKind::Place && name.tokens.len() == 2) {
            if surnames.contains(self.word(name.tokens.end - 1)) && !self.is_located(name.tokens.start) {
                name.kind = EntityKind::Person;
            }
        }
        let given: HashSet<&str> = names
            .iter()
            .filter(|name| name.kind == EntityKind::Person && (2..=3).contains(&name.tokens.len()))
            .map(|name| self.word(name.tokens.start))
            .collect();
        if given.is_empty() {
            return;
        }
        let may_be = |name: &&mut Name| {
            matches!(name.kind, EntityKind::Place | EntityKind::Organization) && name.tokens.len() == 1
        };
        for name in names.iter_mut().filter(may_be) {
            let at = name.tokens.start;
            // "Tarvia said its troops were ready": no person.
            if matches!(self.pronoun_behind(at + 1), Some(PronounBehind::Its)) || self.says_what_it_would(at + 1) {
                continue;
            }
            if given.contains(self.word(at)) && self.is_given(at) && !self.is_located(at) && self.before(at) != "of" {
                name.kind = EntityKind::Person;
            }
        }
    }

    /// Takes a body or place for a person behind a job and a comma: "Their teacher, Adelaide Crewe, said".
    pub(super) fn apposed_persons(&self, names: &mut [Name]) {
        for name in names.iter_mut().filter(|n| matches!(n.kind, EntityKind::Organization | EntityKind::Place)) {
            let (start, end) = (name.tokens.start, name.tokens.end);
            let job = start > 1 && self.word(start - 1) == "," && self.has(start - 2, Flag::Person);
            if job && name.tokens.len() == 2 && self.is_given(start) && self.word(end) == "," {
                name.kind = EntityKind::Person;
            }
        }
    }

    /// Takes a person for a place behind a street: "in Birch Terrace, Oldshaw." Not where the text has somebody of that name.
    pub(super) fn towns_of_streets(&self, names: &mut [Name]) {
        let street = |word: &str| {
            matches!(word, "Street" | "Road" | "Terrace" | "Avenue" | "Lane" | "Drive" | "Close" | "Crescent")
        };
        for i in 1..names.len() {
            let (before, town) = (&names[i - 1].tokens, &names[i].tokens);
            let behind =
                before.end + 1 == town.start && self.word(before.end) == "," && street(self.word(before.end - 1));
            let closed = matches!(self.word(town.end), "," | "." | ";");
            let word = self.word(town.start);
            let person = |name: &Name| name.tokens.len() > 1 && self.word(name.tokens.end - 1) == word;
            if names[i].kind == EntityKind::Person && town.len() == 1 && behind && closed && !names.iter().any(person) {
                names[i].kind = EntityKind::Place;
            }
        }
    }

    /// Whether a verb of saying at `end` reports what "it" would do: "said it would vote".
    pub(super) fn says_what_it_would(&self, end: usize) -> bool {
        let it = end + 1 + usize::from(self.word(end + 1) == "that");
        self.has(end, Flag::Says)
            && self.word(it) == "it"
            && matches!(self.word(it + 1), "would" | "will" | "had" | "has")
    }

    /// Joins a given name that was taken for a place to the surname behind it: "Georgia | Abbott".
    pub(super) fn full_names(&self, names: Vec<Name>) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            let surname = name.kind == EntityKind::Person && name.tokens.len() == 1;
            match out.last_mut() {
                Some(last)
                    if surname
                        && last.kind == EntityKind::Place
                        && last.tokens.len() == 1
                        && last.tokens.end == name.tokens.start
                        && self.is_given(last.tokens.start)
                        && !self.is_located(last.tokens.start) =>
                {
                    last.tokens.end = name.tokens.end;
                    last.kind = EntityKind::Person;
                }
                _ => out.push(name),
            }
        }
        out
    }
}
