//! Reads the words near a person's full name, to decide whom the surname alone means elsewhere. They may show that the person
//! is somebody's relative ("his wife, Melania Trump") or dead ("the late Leo Cruz"), and so not the one meant; or that "Ms
//! Cruz" can be the Alex Cruz who was named before.

use super::Person;
use crate::coreference::context::Context;
use crate::lexicon::{self, Flag, Gender};
use crate::syntax::Tag;

/// Tells whether the text introduces a person as somebody's relative, where it first names the person in full: "his
/// wife, Melania Trump". A "Trump" in the text before is then not Melania Trump.
pub(super) fn introduced_as_kin(context: &Context, person: &Person) -> bool {
    if person.first_full >= context.len() {
        return false;
    }
    let full = person.first_full;
    let kin = |i: usize| {
        matches!(
            context.lower(i),
            "wife"
                | "husband"
                | "son"
                | "daughter"
                | "brother"
                | "sister"
                | "father"
                | "mother"
                | "widow"
                | "spouse"
                | "cousin"
                | "nephew"
                | "niece"
                | "uncle"
                | "aunt"
                | "grandson"
                | "granddaughter"
                | "ex-wife"
                | "first"
        )
    };
    let sentence = context.sentence(full);
    // "Leo Cruz and his wife", "Leo Cruz's wife": those words tell of her, and not of him.
    let after = (full..(full + person.words.len() + 4).min(sentence.end))
        .take_while(|&i| context.lower(i) != "and" && !context.is_possessive(i));
    (full.saturating_sub(4).max(sentence.start)..full).any(kin) || after.into_iter().any(kin)
}

/// Tells whether a title and surname at token `at` ("Ms Cruz") can mean `person`, whom the text named in full before
/// ("Alex Cruz"). They can't if a word for a relative ("his sister"), or a pronoun whose gender is not the title's
/// ("he"), stands between the two names.
pub(super) fn is_joined(context: &Context, person: &Person, title: Gender, at: usize) -> bool {
    /// How many tokens after the full name are read.
    const WORDS: usize = 100;
    let start = person.first_full;
    start < at
        && (start..at.min(start + WORDS)).all(|i| {
            let word = context.lower(i);
            let other = match word {
                "he" | "his" | "him" => title == Gender::Female,
                "she" | "her" => title == Gender::Male,
                _ => false,
            };
            !other && !lexicon::is_kin(word)
        })
}

/// Tells whether a person is dead, by the words beside the person's first full name: "the late Leo Cruz", "Leo Cruz, 41,
/// was killed", "Leo Cruz's body". A "Cruz" who speaks is then somebody else.
pub(super) fn is_dead(context: &Context, person: &Person) -> bool {
    let Some(n) = context.name(person.first_full.min(context.len())) else { return false };
    let name = context.names[n].tokens.clone();
    let sentence = context.sentence(name.start);
    let before = name.start.saturating_sub(4).max(sentence.start)..name.start;
    let near = name.end..sentence.end.min(name.end + 7);
    let owned = |i: usize| i == name.end + 1 && context.is_possessive(name.end) || context.lower(i - 1) == "to";
    let dies = |i: usize| match context.lower(i) {
        "died" | "dead" => true,
        word => lexicon::has(word, Flag::Death) && (context.tag(i) == Tag::VBN || owned(i)),
    };
    before.into_iter().any(|i| context.lower(i) == "late" && context.tag(i + 1) != Tag::CD)
        || near.take_while(|&i| context.name(i).is_none_or(|n| context.is_amount(n))).any(dies)
}
