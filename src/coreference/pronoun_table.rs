//! The English pronouns: person, case, gender and number of each.

use crate::lexicon::Gender;

/// Which pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// I, me, my.
    I,
    /// We, us, our.
    We,
    /// He, she.
    Singular,
    /// They.
    They,
    /// It.
    It,
    /// Who, whose.
    Who,
    /// Which, that.
    Which,
}

/// Its place in the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// He.
    Subject,
    /// Him.
    Object,
    /// His.
    Possessive,
    /// Himself.
    Reflexive,
}

/// A pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// Which.
    pub person: Person,
    /// Its place in the clause.
    pub case: Case,
}

/// The pronoun that a word is, as it is written and in lower case; "her" as an object.
pub fn pronoun_of(word: &str, lower: &str) -> Option<(Pronoun, Option<Gender>, bool)> {
    use Case::{Object, Possessive, Reflexive, Subject};
    use Gender::{Female, Male};
    let (person, case, gender, plural) = match lower {
        "he" => (Person::Singular, Subject, Some(Male), false),
        "him" => (Person::Singular, Object, Some(Male), false),
        "his" => (Person::Singular, Possessive, Some(Male), false),
        "himself" => (Person::Singular, Reflexive, Some(Male), false),
        "she" => (Person::Singular, Subject, Some(Female), false),
        "her" | "hers" => (Person::Singular, Object, Some(Female), false),
        "herself" => (Person::Singular, Reflexive, Some(Female), false),
        "they" => (Person::They, Subject, None, true),
        "them" => (Person::They, Object, None, true),
        "their" | "theirs" => (Person::They, Possessive, None, true),
        "themselves" => (Person::They, Reflexive, None, true),
        "it" => (Person::It, Subject, None, false),
        "its" => (Person::It, Possessive, None, false),
        "itself" => (Person::It, Reflexive, None, false),
        "who" => (Person::Who, Subject, None, false),
        "whom" => (Person::Who, Object, None, false),
        "whose" => (Person::Who, Possessive, None, false),
        "which" => (Person::Which, Subject, None, false),
        "i" if word == "I" => (Person::I, Subject, None, false),
        "me" => (Person::I, Object, None, false),
        "my" | "mine" => (Person::I, Possessive, None, false),
        "myself" => (Person::I, Reflexive, None, false),
        "we" => (Person::We, Subject, None, true),
        "us" if word != "US" => (Person::We, Object, None, true),
        "our" | "ours" => (Person::We, Possessive, None, true),
        "ourselves" => (Person::We, Reflexive, None, true),
        _ => return None,
    };
    Some((Pronoun { person, case }, gender, plural))
}
