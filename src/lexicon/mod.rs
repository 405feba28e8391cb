//! English words and what is known of them, read from the lists in `src/data/lexicon`.
//!
//! **Problem.** Every stage asks the same things of words: whether "noted" reports what somebody said, whether
//! "Sen." is a title, whether "firm" stands for a body. If each stage has a list of its own, the lists drift apart.
//!
//! **Method.** A word of one kind stands on one line of one list, with a flag for each thing that is known of it, and
//! [`Flag`] says what each flag means. The lists are compiled in and read once, into one table; the forms of verbs
//! ("denied", "denies", "denying") and the plurals of nouns are made from the lemma then. [`has`] asks whether a word
//! bears a flag; the other functions give what is more than yes or no: the noun that a title abbreviates, the country
//! that a capital stands for. `src/data/lexicon/README.md` tells how to add a word.
//!
//! **What it gets wrong**: a word has one class as a noun, the commoner one in news ("the counsel" is a person).

mod bodies;
mod flags;
mod forms;
mod names;
mod nouns;
mod places;
mod pronouns;
mod reader;
mod records;

use std::borrow::Cow;

pub use bodies::{Fit, body_fits, sorts_fit, sorts_of_name, sorts_of_noun, spelled_out};
pub use flags::{Flag, Flags};
pub use names::{given_name, same_given_name, title};
pub use nouns::{documents_taken_up_by, noun, synonyms};
pub use places::{country, governed_from, is_country, is_people, is_state, nationality, state};
pub use pronouns::{Case, Pronoun, PronounClass, pronoun};
pub use records::{Noun, NounClass, Title};

/// Grammatical gender, as "he" and "she" show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// The gender of "he".
    Male,
    /// The gender of "she".
    Female,
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// An article or demonstrative that points to something known: "the", "this".
    Definite,
    /// A possessive: "his".
    Possessive,
    /// An indefinite article: "a".
    Indefinite,
    /// A numeral or quantifier: "two", "many".
    Quantifier,
}

/// All flags of a word, whatever its case; the empty set for a word in no list.
pub fn flags(word: &str) -> Flags {
    reader::lexicon().flags.get(&*lower(word, &mut [0; 24])).copied().unwrap_or_default()
}

/// Whether a word bears `flag`, whatever its case.
pub fn has(word: &str, flag: Flag) -> bool {
    flags(word).has(flag)
}

/// Whether a word is a noun for what somebody is to another person, by birth or else: "sister", "rival".
pub fn is_kin(word: &str) -> bool {
    let flags = flags(word);
    flags.has(Flag::Family) || flags.has(Flag::Relation)
}

/// The sort of article, demonstrative, possessive or quantifier that a word is, whatever its case. None for words that
/// do not begin a noun phrase in this way.
pub fn determiner(word: &str) -> Option<Determiner> {
    let flags = flags(word);
    let kinds = [
        (Flag::Definite, Determiner::Definite),
        (Flag::Possessive, Determiner::Possessive),
        (Flag::Indefinite, Determiner::Indefinite),
        (Flag::Quantifier, Determiner::Quantifier),
    ];
    kinds.into_iter().find(|&(flag, _)| flags.has(flag)).map(|(_, kind)| kind)
}

/// The political party that a word names, as its commonest adjective: "republican" for "GOP". None for other words.
pub fn party(word: &str) -> Option<&'static str> {
    reader::lexicon().parties.get(&*lower(word, &mut [0; 24])).copied()
}

/// The flags of all entries that a paragraph begins with, put together: "photo by …", "sign up …". The paragraph is
/// given in lower case.
pub fn beginnings(paragraph: &str) -> Flags {
    let mut found = Flags::default();
    let Some(&first) = paragraph.as_bytes().first() else { return found };
    let all = &reader::lexicon().beginnings;
    let from = all.partition_point(|(beginning, _)| beginning.as_bytes()[0] < first);
    let same_letter = all[from..].iter().take_while(|(beginning, _)| beginning.as_bytes()[0] == first);
    same_letter
        .filter(|(beginning, _)| paragraph.starts_with(&**beginning))
        .for_each(|(_, flags)| found.add_all(*flags));
    found
}

/// A word in lower case, written to `letters` where it is short, ASCII and has a capital, so that no memory is taken for it.
#[inline(never)] // called from two places
fn lower<'w>(word: &'w str, letters: &'w mut [u8; 24]) -> Cow<'w, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return word.into();
    }
    match letters.get_mut(..word.len()) {
        Some(letters) if word.is_ascii() => {
            letters.copy_from_slice(word.as_bytes());
            letters.make_ascii_lowercase();
            std::str::from_utf8(letters).expect("ASCII").into()
        }
        _ => word.to_lowercase().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_bear_their_flags() {
        for word in ["said", "Says", "SAID", "tweeted", "denied", "admitted", "noting", "urging", "whispers", "wrote"] {
            assert!(has(word, Flag::Says), "{word}");
        }
        for word in ["hopes", "planned", "planning", "believed", "thought", "worries", "wanting", "feared"] {
            assert!(has(word, Flag::Thinks), "{word}");
        }
        for word in ["", "s", "ing", "red", "road", "é", "sayed", "seed", "admited"] {
            assert_eq!(flags(word), Flags::default(), "{word}");
        }
    }

    #[test]
    fn only_finite_forms_are_plain() {
        for (word, plain) in [("said", true), ("says", true), ("say", false), ("saying", false), ("noted", false)] {
            assert_eq!(has(word, Flag::Plain), plain, "{word}");
        }
    }

    #[test]
    fn nouns_know_their_number_and_gender() {
        assert_eq!(noun("spokeswoman").and_then(|n| n.gender), Some(Gender::Female));
        assert!(noun("spokeswomen").is_some_and(|n| n.plural && n.gender.is_none()));
        assert!(noun("ministries").is_some_and(|n| n.plural && n.class == NounClass::Body));
        assert!(noun("people").is_some_and(|n| n.plural && n.singular == "person"));
        assert!(noun("54-year-old").is_some_and(|n| n.class == NounClass::Person));
        assert!(noun("table").is_none());
    }

    #[test]
    fn nicknames_work_both_ways() {
        assert!(same_given_name("bill", "william") && same_given_name("william", "bill"));
        assert!(!same_given_name("bill", "robert"));
    }

    #[test]
    fn countries_have_other_names() {
        assert_eq!(country("usa"), country("america"));
        assert_ne!(country("rok"), country("dprk"));
        assert_eq!(governed_from("buenos aires"), Some("argentina"));
        assert_eq!(state("fla"), Some("florida"));
    }

    #[test]
    fn a_title_is_an_abbreviation_too() {
        assert_eq!(title("sen.").and_then(|t| t.noun), Some("senator"));
        assert!(has("Sen", Flag::Short) && has("Calif", Flag::ShortIfCapital));
    }
}
