//! English words and what is known of them, read from the lists in `src/data/lexicon`.
//!
//! **Problem.** Every stage asks the same things of words: whether "noted" reports what somebody said, whether
//! "Sen." is a title, whether "firm" stands for a body. If each stage has a list of its own, the lists drift apart.
//!
//! **Method.** A word stands on one line of one list, with flags for all that is known of it, and [`Flag`] says what
//! each flag means. The lists are compiled in and read once, into one table; the forms of verbs ("denied",
//! "denies", "denying") and the plurals of nouns are made from the lemma then. There is one way to ask: [`has`].
//! `src/data/lexicon/README.md` tells how to add a word.

mod forms;
mod reader;

use std::borrow::Cow;

/// Declares [`Flag`], each with the name that it has in the lists.
macro_rules! flags {
    ($($(#[doc = $doc:literal])+ $flag:ident $name:literal)+) => {
        /// One thing that the lexicon knows of a word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flag { $($(#[doc = $doc])+ $flag),+ }

        impl Flag {
            /// The flag that the lists write so.
            fn named(name: &str) -> Option<Flag> {
                match name {
                    $($name => Some(Flag::$flag),)+
                    _ => None,
                }
            }
        }
    };
}

flags! {
    /// A verb of saying, which stands beside quoted words: “The road is closed,” Ana Ruiz *noted*.
    Says "says"
    /// A verb of saying that reports wherever it has a subject and a "that" clause, quotation marks or none.
    States "states"
    /// A verb of saying whose finite forms are hardly ever anything else: "said", "told", "replied". Only its past and
    /// third person bear the flag.
    Plain "plain"
    /// A verb of thinking, wanting or fearing.
    Thinks "thinks"
    /// An adjective or noun that is a state of mind: "is *afraid* that", "the *belief* that".
    Mind "mind"
}

/// A set of flags, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(u64);

impl Flags {
    /// Whether `flag` is one of them.
    #[inline]
    pub fn has(self, flag: Flag) -> bool {
        self.0 >> flag as u32 & 1 == 1
    }

    /// Adds a flag.
    fn add(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    /// Takes a flag out.
    fn remove(&mut self, flag: Flag) {
        self.0 &= !(1 << flag as u32);
    }
}

/// All that is known of a word, whatever its case; no flags where it is in no list.
pub fn flags(word: &str) -> Flags {
    reader::table().get(&*lower(word)).copied().unwrap_or_default()
}

/// Whether the lexicon knows `flag` of a word, whatever its case.
pub fn has(word: &str, flag: Flag) -> bool {
    flags(word).has(flag)
}

/// The word in lower case.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { word.into() } else { word.to_lowercase().into() }
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
        for word in ["", "s", "ed", "ing", "red", "king", "road", "é", "sayed", "seed", "admited"] {
            assert_eq!(flags(word), Flags::default(), "{word}");
        }
    }

    #[test]
    fn only_finite_forms_are_plain() {
        for (word, plain) in [("said", true), ("says", true), ("say", false), ("saying", false), ("noted", false)] {
            assert_eq!(has(word, Flag::Plain), plain, "{word}");
        }
    }
}
