//! What a name's own words, and those right behind it, say of its kind.

use super::Text;
use crate::lexicon::{self, Flag};
use crate::names::{EntityKind, Name};
use crate::syntax::Tag;

impl<'t> Text<'t> {
    /// Whether a name is only a noun for a person behind "the", such as one that says where somebody is from: "the
    /// Dane", "the Frenchman".
    pub(super) fn is_common_noun_for_person(&self, name: &Name) -> bool {
        let i = name.tokens.start;
        let person = name.kind == EntityKind::Person || self.word(i).ends_with("man");
        person
            && name.tokens.len() == 1
            && matches!(self.before(i), "the" | "The")
            && lexicon::has(&self.word(i).to_lowercase(), Flag::ReturningPerson)
    }

    /// Sets the kind where a name's own words, or those right behind it, tell it: "Republicans" are a group, an act is
    /// a law, the UN is a body.
    pub(super) fn by_own_words(&self, name: &mut Name) {
        let (first, last) = (name.tokens.start, name.tokens.end - 1);
        if name.tokens.len() == 1 && self.word(first).starts_with(char::is_uppercase) {
            let party = matches!(lexicon::party(self.word(first)), Some("republican" | "democratic"))
                && self.word(first) != "GOP";
            if party {
                name.kind = EntityKind::Group;
            }
            // "posted on X", "an account on X".
            if self.word(first) == "X" && self.before(first) == "on" {
                name.kind = EntityKind::Product;
            }
            if name.kind == EntityKind::Place && self.is_spelled_body(first) {
                name.kind = EntityKind::Organization;
            }
            self.by_apposition(name);
            self.body_by_words_beside(name);
            return;
        }
        // Two initials before a surname: "D.K. Osei"; but not "U.S. Congress".
        let initials = self.word(first).len() == 4
            && self.word(first).bytes().step_by(2).all(|b| b.is_ascii_uppercase())
            && self.word(first).bytes().skip(1).step_by(2).all(|b| b == b'.');
        if name.kind == EntityKind::Place
            && name.tokens.len() == 2
            && initials
            && !matches!(self.word(first), "U.S." | "U.K." | "U.N." | "D.C.")
        {
            name.kind = EntityKind::Person;
        }
        // A short title: "Cllr Ray Stubbs".
        if name.kind == EntityKind::Place && self.has(first, Flag::Title) && self.has(first, Flag::Short) {
            name.kind = EntityKind::Person;
        }
        if matches!(name.kind, EntityKind::Person | EntityKind::Place) && self.is_firm_word(last) {
            name.kind = EntityKind::Organization;
        }
        let work = self.word(name.tokens.end) == ","
            && matches!(self.word(name.tokens.end + 1), "a" | "an" | "his" | "her")
            && (name.tokens.end + 2..name.tokens.end + 5).any(|i| self.has(i, Flag::Work));
        if work && matches!(name.kind, EntityKind::Place | EntityKind::Facility | EntityKind::Organization) {
            name.kind = EntityKind::Other;
        }
        self.by_apposition(name);
        self.body_by_words_beside(name);
        let speaks = matches!(name.kind, EntityKind::Place | EntityKind::Organization | EntityKind::Person);
        let event = self.has(last, Flag::Event) && name.kind != EntityKind::Person
            || self.has(first, Flag::EventOf) && self.word(first + 1) == "of";
        if speaks && event && self.word(last).starts_with(char::is_uppercase) {
            name.kind = EntityKind::Other;
        }
    }

    /// Whether a word is the initials of a body that the lexicon knows: "U.N.".
    fn is_spelled_body(&self, i: usize) -> bool {
        let word = self.word(i);
        let spelled = word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
        let letters = || word.replace('.', "").to_lowercase();
        spelled && Some(letters()).filter(|letters| letters.len() > 1).and_then(|l| lexicon::spelled_out(&l)).is_some()
    }

    /// Takes a place or body for a person where an apposition says whose relative or friend it is: "Chelsea, their
    /// daughter,".
    fn by_apposition(&self, name: &mut Name) {
        let end = name.tokens.end;
        let may_be = matches!(name.kind, EntityKind::Place | EntityKind::Organization) && name.tokens.len() <= 2;
        let owned = self.word(end) == "," && self.has(end + 1, Flag::Possessive);
        if !may_be || !owned || !self.is_given(name.tokens.start) || self.is_located(name.tokens.start) {
            return;
        }
        let Some(noun) = (end + 2..end + 5).find(|&i| self.has(i, Flag::Person)) else { return };
        let plain =
            (end + 2..noun).all(|i| self.syntax.tags.get(i).is_some_and(|tag| matches!(tag, Tag::JJ | Tag::NN)));
        let closes = matches!(self.word(noun + 1), "," | "." | "and" | "who") || self.word(noun + 1).is_empty();
        if plain && closes && self.syntax.tags.get(noun) != Some(&Tag::NNS) {
            name.kind = EntityKind::Person;
        }
    }
}
