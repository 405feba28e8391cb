//! Persons whom the recognizer passed over, where the construction leaves no doubt.
//!
//! A name of common words ("Per Lie", "Will Long") doesn't look like one, word by word. But a construction can show
//! that it is: whoever stands behind “…,” said, beside another of several engineers, or before SAID in a text of
//! capitals is somebody.
//!
//! **What it gets wrong**: a firm of two words that speaks behind a quotation is taken for a person.

use super::gazetteer::class;
use super::{EntityKind, Name, gazetteer};
use crate::lexicon::{Flag, NounClass, flags, has, noun};
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::sorting::sort_by_key;
use crate::text::token::TokenKind;

/// The most words of a name that is found behind a quotation or beside another name.
const MAX_WORDS: usize = 3;
/// The most words of a name in capitals. It may be longer, because a verb right behind it shows where it ends.
const MAX_WORDS_IN_CAPITALS: usize = 4;

/// Flags of the lexicon that no word of such a name has: "Council", "Mr", "Herald", "The".
const NO_NAME: &[Flag] =
    &[Flag::Body, Flag::Title, Flag::Media, Flag::Event, Flag::Definite, Flag::Possessive, Flag::Person];

/// Adds the persons whom the recognizer passed over to the names, which are in order. Of names that overlap the first
/// is kept.
pub fn add(document: &Document, syntax: &Syntax, mut names: Vec<Name>) -> Vec<Name> {
    let text = Text { document, syntax, named: covered(document, &names) };
    let mut found = text.behind_marks();
    found.extend(text.beside_others(&names));
    found.extend(text.before_verb_in_capitals());
    let elided = text.with_elided_particle(&mut names);
    found.extend(elided);
    if found.is_empty() {
        return names;
    }
    names.extend(found);
    sort_by_key(&mut names, |name| name.tokens.start as u64);
    let mut end = 0;
    names.retain(|name| {
        let free = name.tokens.start >= end;
        end = if free { name.tokens.end } else { end };
        free
    });
    names
}

/// For each token, whether it is part of a name.
fn covered(document: &Document, names: &[Name]) -> Vec<bool> {
    let mut covered = vec![false; document.tokens.len()];
    for name in names {
        covered[name.tokens.clone()].fill(true);
    }
    covered
}

/// A text, and for each token whether it is part of a name.
struct Text<'t> {
    document: &'t Document<'t>,
    syntax: &'t Syntax,
    named: Vec<bool>,
}

impl<'t> Text<'t> {
    /// The word at `i`; "" beyond the text.
    fn word(&self, i: usize) -> &'t str {
        if i < self.document.tokens.len() { self.document.word(i) } else { "" }
    }

    /// Whether the token can be a word of a person's name that was passed over: it has a capital, is in no name yet,
    /// and has no flag of `NO_NAME`.
    fn may_name(&self, i: usize) -> bool {
        let word = self.word(i);
        let listed = || {
            let known = flags(word);
            NO_NAME.iter().any(|&flag| known.has(flag))
        };
        word.len() > 1
            && !self.named.get(i).is_none_or(|&named| named)
            && self.document.tokens[i].kind() == TokenKind::Word
            && word.starts_with(char::is_uppercase)
            && !listed()
    }

    /// The person whose name, of two or three words, begins at `start`; None if none does.
    fn person(&self, start: usize) -> Option<Name> {
        let mut end = start;
        let sentences = &self.document.sentences;
        let limit = sentences.get(sentences.partition_point(|s| s.end <= start)).map_or(start, |s| s.end);
        while end - start < MAX_WORDS && end < limit && self.may_name(end) {
            end += 1;
        }
        let whole = end - start > 1 && (end == limit || !self.word(end).starts_with(char::is_uppercase));
        whole.then_some(Name { tokens: start..end, kind: EntityKind::Person, value: None, entity: None })
    }

    /// Persons behind a verb of saying that follows a quotation: “It is a scandal,” said | Per Lie |.
    fn behind_marks(&self) -> Vec<Name> {
        let verbs = self.document.quoted.iter().map(|q| q.tokens.end);
        let says = |&i: &usize| self.word(i).starts_with(char::is_lowercase) && has(self.word(i), Flag::Plain);
        verbs.filter(says).filter_map(|verb| self.person(verb + 1)).collect()
    }

    /// Persons behind "and" and a person's name, after a plural noun for persons: "the engineers Ida Roth and | Per Lie
    /// |".
    fn beside_others(&self, names: &[Name]) -> Vec<Name> {
        let several = |name: &&Name| {
            name.kind == EntityKind::Person
                && self.word(name.tokens.end) == "and"
                && name.tokens.start > 0
                && noun(self.word(name.tokens.start - 1)).is_some_and(|n| n.plural && n.class == NounClass::Person)
        };
        names.iter().filter(several).filter_map(|name| self.person(name.tokens.end + 1)).collect()
    }

    /// Persons of two to four words that begin a sentence in capitals, before a verb of saying: | MOSES ABARA | SAID IT
    /// WAS A LIE. The first word is a given name.
    fn before_verb_in_capitals(&self) -> Vec<Name> {
        let capitals = |i: usize| !self.word(i).contains(char::is_lowercase);
        let starts = self.document.sentences.iter().map(|sentence| sentence.start);
        let found = starts.filter(|&start| capitals(start) && self.word(start).len() > 1 && self.is_given(start));
        let person = |start: usize| {
            let verb = (start + 2..=start + MAX_WORDS_IN_CAPITALS)
                .find(|&i| capitals(i) && self.word(i).len() > 2 && has(self.word(i), Flag::Plain))?;
            (start..verb).all(|i| self.may_name(i) && capitals(i)).then_some(Name {
                tokens: start..verb,
                kind: EntityKind::Person,
                value: None,
                entity: None,
            })
        };
        found.filter_map(person).collect()
    }

    /// Surnames behind a small particle and an apostrophe, after a given name: "Luca | dell’Acqua |", "Rosa d'Amico". A
    /// name that ends before the surname is made longer; returns the names that are new.
    fn with_elided_particle(&self, names: &mut [Name]) -> Vec<Name> {
        let elided = self.syntax.words.table(|i| is_elided(self.word(i)));
        let mut found = Vec::new();
        for i in 1..self.document.tokens.len() {
            if !elided[self.syntax.words.number(i)] || self.named[i] || !self.is_given(i - 1) {
                continue;
            }
            let before = names.partition_point(|name| name.tokens.end < i);
            match names.get_mut(before).filter(|name| name.tokens.end == i) {
                Some(name) => {
                    name.tokens.end = i + 1;
                    name.kind = EntityKind::Person;
                }
                None if self.may_name(i - 1) => {
                    found.push(Name { tokens: i - 1..i + 1, kind: EntityKind::Person, value: None, entity: None });
                }
                None => {}
            }
        }
        found
    }

    /// Whether the lists of given names have the word at `i`.
    fn is_given(&self, i: usize) -> bool {
        gazetteer::shipped().classes(gazetteer::extend(0, self.syntax.words[i].lower)) & class::GIVEN > 0
    }
}

/// Whether a word is a surname behind a small particle and an apostrophe: "dell’Acqua", "d'Amico".
fn is_elided(word: &str) -> bool {
    let parts = word.split_once('’').or_else(|| word.split_once('\''));
    parts.is_some_and(|(particle, surname)| {
        matches!(particle, "d" | "dell" | "dall" | "l") && surname.starts_with(char::is_uppercase)
    })
}
