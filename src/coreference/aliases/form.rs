//! The form of a name: its words, and what stands around it.

use std::borrow::Cow;
use std::ops::Range;

use crate::lexicon::{self, Gender};
use crate::names::EntityKind;

/// The form of a name, with its words as a slice.
pub type NameForm<'w, 's> = Form<'s, &'w [Cow<'s, str>]>;

/// The words of a name, and what stands around it. `Words` is at first a range in one list of the words of all names,
/// so that no name needs a list of its own, and then a slice of that list ([`NameForm`]).
pub struct Form<'s, Words> {
    /// The folded words, without titles, articles and suffixes.
    pub words: Words,
    /// The folded suffix of a person's name: "jr", "iii".
    pub suffix: Option<Cow<'s, str>>,
    /// The gender of the title before or in a person's name.
    pub title_gender: Option<Gender>,
    /// True where "the" stands before the name ("the Harbor Board", "the Hales"), and where a verb follows its possessive
    /// ("Kessler's said", of a shop). Such a name is not one person's.
    pub has_article: bool,
    /// True for a name that is one word in capitals, and so perhaps an acronym: "ROK".
    pub acronym: bool,
    /// True for the name of a couple: "Mr and Mrs Hale".
    pub couple: bool,
}

impl NameForm<'_, '_> {
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }
}

impl<'s> Form<'s, Range<usize>> {
    pub fn with_words<'w>(self, all: &'w [Cow<'s, str>]) -> NameForm<'w, 's> {
        let Form { words, suffix, title_gender, has_article, acronym, couple } = self;
        Form { words: &all[words], suffix, title_gender, has_article, acronym, couple }
    }
}

/// The key of a name that is no person's: those of the same key are the same entity. Groups and values have keys of
/// their own: "the French" are not France, and "Democrats" are not a body.
pub fn body_key(kind: EntityKind, form: &NameForm) -> String {
    let joined = form.words.join(" ");
    match kind {
        EntityKind::Group => {
            let singular = joined.strip_suffix('s').filter(|s| s.len() > 3 && !s.ends_with('s'));
            ["group ", singular.unwrap_or(&joined)].concat()
        }
        EntityKind::Date | EntityKind::Time | EntityKind::Money | EntityKind::Percent | EntityKind::Quantity => {
            ["value ", &joined].concat()
        }
        _ => lexicon::country(&joined).map_or(joined, str::to_owned),
    }
}
