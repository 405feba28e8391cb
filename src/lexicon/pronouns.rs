//! Pronouns: class, case and gender of each.

use super::Gender;
use super::reader::lexicon;

/// Whom or what a pronoun stands for. All cases of a pronoun have the same value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PronounClass {
    /// The one who speaks or writes: I, me, my.
    I,
    /// The one who speaks or writes, with others: we, us, our.
    We,
    /// One person: he, she.
    Singular,
    /// Several persons or things, or somebody whose gender is not told: they.
    They,
    /// A thing or body: it.
    It,
    /// A person, in a relative clause or a question: who, whose.
    Who,
    /// A thing or body, in a relative clause: which, that.
    Which,
}

/// The place of a pronoun in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// The subject: he.
    Subject,
    /// The object: him.
    Object,
    /// The owner: his.
    Possessive,
    /// The object where it is the subject, too: himself.
    Reflexive,
}

/// An English pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// Whom the pronoun stands for.
    pub class: PronounClass,
    /// The place of the pronoun in its clause.
    pub case: Case,
}

/// The pronoun that a lower-case word is, with the gender that it shows; None for other words. "her" counts as an
/// object.
pub fn pronoun(lower: &str) -> Option<(Pronoun, Option<Gender>)> {
    read(lexicon().pronouns.get(lower)?.split(','))
}

/// Reads a pronoun from the values that a list gives: class, case, and gender where it shows one. None if a value is
/// unknown.
pub fn read<'l>(mut values: impl Iterator<Item = &'l str>) -> Option<(Pronoun, Option<Gender>)> {
    let class = match values.next()? {
        "i" => PronounClass::I,
        "we" => PronounClass::We,
        "singular" => PronounClass::Singular,
        "they" => PronounClass::They,
        "it" => PronounClass::It,
        "who" => PronounClass::Who,
        "which" => PronounClass::Which,
        _ => return None,
    };
    let case = match values.next()? {
        "subject" => Case::Subject,
        "object" => Case::Object,
        "possessive" => Case::Possessive,
        "reflexive" => Case::Reflexive,
        _ => return None,
    };
    let gender = match values.next() {
        None => None,
        Some("male") => Some(Gender::Male),
        Some("female") => Some(Gender::Female),
        Some(_) => return None,
    };
    Some((Pronoun { class, case }, gender))
}
