//! Kinds of names, corrected by what the whole text says of them.
//!
//! The recognizer sees a name where it stands. The text shows more: a name behind "beat" is a team; "Paris" is a person
//! where "Paris Delgado" is one; "Brandt and Okoye" is a firm where the text speaks of a company and names neither
//! alone. Each rule below asks for such evidence, and changes nothing without it.
//!
//! **What it gets wrong**: a country's team stays a place where no score and no verb beside the name shows that it
//! plays.

mod firms;
mod own_words;
mod partners;
mod persons;
mod teams;

use super::gazetteer::class;
use super::{Name, gazetteer};
use crate::lexicon::{Flag, Flags};
use crate::syntax::{Syntax, Tag};
use crate::text::Document;
use crate::text::token::TokenKind;

/// Corrects the kinds of names, and joins those that are one name; the result is in order. `flags` are those of the
/// lexicon, for each distinct word.
pub fn decide(document: &Document, syntax: &Syntax, flags: &[Flags], mut names: Vec<Name>) -> Vec<Name> {
    let text = Text { document, syntax, flags };
    for name in &mut names {
        text.by_own_words(name);
    }
    names.retain(|name| !text.is_common_noun_for_person(name));
    let mut names = text.full_names(names);
    text.given_names(&mut names);
    text.towns_of_streets(&mut names);
    text.apposed_persons(&mut names);
    text.teams(&mut names);
    let mut names = text.join_two_partners(text.join_three_partners(names));
    text.firms(&mut names);
    names
}

/// A text, and what the lexicon knows of its words.
struct Text<'t> {
    document: &'t Document<'t>,
    syntax: &'t Syntax,
    /// For each distinct word, its flags.
    flags: &'t [Flags],
}

/// A pronoun behind a name that tells a firm from a person.
enum PronounBehind {
    /// "its" behind the name's verb: "opened its first store".
    Its,
    /// "he", "she", "his", "her" behind the name's verb, or "who" right behind the name.
    OfPerson,
}

impl<'t> Text<'t> {
    /// The word at `i`; "" beyond the text.
    #[inline(never)] // called from many places
    fn word(&self, i: usize) -> &'t str {
        if i < self.document.tokens.len() { self.document.word(i) } else { "" }
    }

    /// The word before `i`; "" at the start.
    fn before(&self, i: usize) -> &'t str {
        if i > 0 { self.word(i - 1) } else { "" }
    }

    /// Whether the word at `i` bears a flag of the lexicon; false beyond the text.
    #[inline(never)] // called from many places
    fn has(&self, i: usize, flag: Flag) -> bool {
        i < self.document.tokens.len() && self.flags[self.syntax.words.number(i)].has(flag)
    }

    /// A name as the text writes it.
    fn form(&self, name: &Name) -> &'t str {
        self.document.span(name.tokens.clone()).of(self.document.text)
    }

    /// Whether a word that places follow stands before a token: "in", "near", "visiting".
    #[inline(never)] // called from many places
    fn is_located(&self, i: usize) -> bool {
        matches!(
            self.before(i),
            "in" | "In" | "at" | "from" | "near" | "across" | "outside" | "to" | "into" | "around" | "visiting"
        )
    }

    /// Whether the lists of given names have the word at `i`.
    fn is_given(&self, i: usize) -> bool {
        self.listed(i) & class::GIVEN > 0
    }

    /// The classes under which lists of names have the word at `i`, as bits of [`class`].
    fn listed(&self, i: usize) -> u8 {
        gazetteer::shipped().classes(gazetteer::extend(0, self.syntax.words[i].lower))
    }

    /// The pronoun behind a name that ends at `end`, which tells a firm from a person; None if there is none.
    fn pronoun_behind(&self, end: usize) -> Option<PronounBehind> {
        /// The pronoun stands fewer than this many tokens behind the name.
        const NEAR: usize = 4;
        let tag = *self.syntax.tags.get(end)?;
        if !tag.is_verb() && tag != Tag::MD {
            let who = matches!(self.word(end + usize::from(self.word(end) == ",")), "who" | "whose");
            return who.then_some(PronounBehind::OfPerson);
        }
        let until = (end + 1..self.document.tokens.len().min(end + NEAR)).take_while(|&i| {
            self.document.tokens[i].kind() == TokenKind::Word && !self.word(i).starts_with(char::is_uppercase)
        });
        until.into_iter().find_map(|i| match self.word(i) {
            "its" => Some(PronounBehind::Its),
            "his" | "her" | "he" | "she" | "him" => Some(PronounBehind::OfPerson),
            _ => None,
        })
    }
}
