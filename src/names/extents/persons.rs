//! The rest of a person's name that was cut short: given names, "Andrés | Manuel Pineda"; particles, "Van der | Haag";
//! surnames that look like verbs, "Omar | Said"; a nickname in quotation marks, William "Bud" | Hansen. And names that
//! were not taken for a person's, though they begin with a given name and have a particle: "Sofia della Rocca".

use super::{MAX_PART_WORDS, Text, lower};
use crate::lexicon::{self, Flag};
use crate::names::gazetteer::class;
use crate::names::{EntityKind, Name, evidence};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The most words that a nickname has: "Hands of Stone".
const MAX_NICKNAME_WORDS: usize = 4;

impl Text<'_> {
    /// Takes a place for a person where it begins with a given name, has a particle behind that, and is in no list:
    /// "Sofia della Rocca".
    pub(super) fn with_particle(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        if name.kind == EntityKind::Place
            && end - start > 2
            && self.is_given(start)
            && lexicon::has(self.word(start + 1), Flag::Particle)
            && self.listed(start, end) == 0
            && !self.is_located(start)
        {
            name.kind = EntityKind::Person;
        }
    }

    /// Takes in the particles before a surname that the text has with them elsewhere: "Van der | Haag".
    pub(super) fn take_particles(&self, name: &mut Name) {
        if self.surnames_with_particles.is_empty() {
            return;
        }
        let floor = name.tokens.start.saturating_sub(MAX_PART_WORDS);
        let particles = (floor..name.tokens.start).rev().take_while(|&i| lexicon::has(self.word(i), Flag::Particle));
        let known =
            |&start: &usize| self.surnames_with_particles.contains(&lower(self.document, start, name.tokens.end));
        if let Some(start) = particles.filter(known).last() {
            name.tokens.start = start;
        }
    }

    /// Takes in the particles before the surnames of all persons, unless they are part of the name before.
    pub(super) fn take_all_particles(&self, names: &mut [Name]) {
        let mut end = 0;
        for name in names {
            if name.kind == EntityKind::Person {
                let start = name.tokens.start;
                self.take_particles(name);
                if name.tokens.start < end {
                    name.tokens.start = start;
                }
            }
            end = name.tokens.end;
        }
    }

    /// Takes in the given name right before a person's full name: "Andrés | Manuel Pineda". The tagger must take it for
    /// a name, because at the start of a sentence it may be another word. `floor` is where the name before ends.
    pub(super) fn take_given_before(&self, floor: usize, name: &mut Name) {
        let Some(before) = name.tokens.start.checked_sub(1).filter(|&before| before >= floor) else { return };
        let given = self.is_capital(before)
            && self.is_given(before)
            && self.syntax.tags[before] == Tag::NNP
            && !evidence::is_title(self.word(before))
            && !lexicon::has(self.word(before), Flag::Person)
            && !lexicon::has(self.word(before), Flag::Month)
            && self.sentence_end(before) > name.tokens.start;
        // "Péter | Smith": with an accent it is no English word that begins a sentence.
        let accented = || self.is_unlisted_with_accent(before) && self.sentence_end(before) > name.tokens.start;
        if given && name.tokens.len() > 1 && self.is_given(name.tokens.start) || name.tokens.len() == 1 && accented() {
            name.tokens.start = before;
        }
    }

    /// Whether a word with a capital has an accent and is in no list of names but that of given ones.
    fn is_unlisted_with_accent(&self, i: usize) -> bool {
        let letters = |c: char| c.is_alphabetic() && !c.is_uppercase();
        let word = self.word(i);
        let accent = !word.is_ascii() && word.chars().skip(1).all(letters);
        accent && self.is_capital(i) && !lexicon::has(word, Flag::Title) && self.listed(i, i + 1) & !class::GIVEN == 0
    }

    /// Takes in a surname that is spelled like a verb of saying: "Omar | Said, 21, from Leeds".
    pub(super) fn take_surname(&self, name: &mut Name) {
        let at = name.tokens.end;
        let word = self.word(at);
        let verb = self.is_capital(at) && word.contains(char::is_lowercase) && lexicon::has(word, Flag::Says);
        let number = |i: usize| self.document.tokens.get(i).is_some_and(|token| token.kind() == TokenKind::Number);
        let next = self.word(at + 1);
        let closes = next == "," && (number(at + 2) || self.word(at + 2).starts_with(char::is_lowercase))
            || matches!(next, "'s" | "’s" | "." | "and")
            || lexicon::has(next, Flag::Says) && next.starts_with(char::is_lowercase);
        if verb && closes && name.tokens.len() == 1 && self.is_given(name.tokens.start) {
            name.tokens.end += 1;
        }
    }

    /// Takes in the given name before a surname with particles, and the particles: "Sofia della | Rocca". If the given
    /// name is a name in `out`, it is taken from there.
    pub(super) fn take_given(&self, out: &mut Vec<Name>, name: &mut Name) {
        let particle =
            |&i: &usize| lexicon::has(self.word(i), Flag::Particle) && self.word(i).starts_with(char::is_lowercase);
        let floor = name.tokens.start.saturating_sub(MAX_PART_WORDS);
        let Some(first) = (floor..name.tokens.start).rev().take_while(particle).last() else { return };
        let named = out.last().filter(|last| last.tokens.end >= first);
        if named.is_some_and(|last| last.tokens.end > first || last.tokens.len() > 1) || first == 0 {
            return;
        }
        let (start, named) = (first - 1, named.is_some());
        if !(named || self.is_capital(start) && self.syntax.tags[start] == Tag::NNP) {
            return;
        }
        let person = name.kind == EntityKind::Person
            || matches!(name.kind, EntityKind::Place | EntityKind::Organization)
                && name.tokens.len() == 1
                && !self.is_located(start);
        let together = self.sentence_end(start) > name.tokens.start;
        if person && together && self.is_given(start) && self.listed(start, name.tokens.end) == 0 {
            name.tokens.start = start;
            name.kind = EntityKind::Person;
            if named {
                out.pop();
            }
        }
    }

    /// The index in `found` of the given name that a nickname in quotation marks joins to `name`: William "Bud" |
    /// Hansen. None if there is none.
    pub(super) fn nicknamed(&self, found: &[Name], name: &Name) -> Option<usize> {
        let mark = |i: usize| {
            self.document.tokens[i].kind() == TokenKind::Mark && self.word(i) != "'s" && self.word(i) != "’s"
        };
        let close = name.tokens.start.checked_sub(1).filter(|&i| mark(i))?;
        let open = (close.saturating_sub(MAX_NICKNAME_WORDS + 1)..close.saturating_sub(1)).rev().find(|&i| mark(i))?;
        let words = open + 1..close;
        let plain = words.clone().all(|i| self.document.tokens[i].kind() == TokenKind::Word);
        let first = found.iter().rposition(|other| other.tokens.end == open)?;
        let given = found[first].kind == EntityKind::Person && found[first].tokens.len() <= 2;
        (given && plain && self.is_capital(words.start) && name.tokens.len() <= 2).then_some(first)
    }
}
