//! Titles, given names and their short forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap as HashMap;

use super::Gender;
use super::reader::lexicon;
use super::records::Title;

/// The title that a lower-case word is, with or without its full stop.
pub fn title(lower: &str) -> Option<Title> {
    lexicon().titles.get(lower.trim_end_matches('.')).copied()
}

/// The gender of nearly all bearers of a given name, which is in lower case. A short form that is in no list has the
/// gender of the names that it is short for, if they agree. None where the gender is not known.
/// `src/data/PROVENANCE.md` says where the names are from.
pub fn given_name(lower: &str) -> Option<Gender> {
    static NAMES: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
        let mut names = HashMap::default();
        for line in include_str!("../data/given-names.txt").lines() {
            let (gender, list) = match line.split_once('\t') {
                Some(("m", list)) => (Gender::Male, list),
                Some(("f", list)) => (Gender::Female, list),
                _ => continue,
            };
            names.extend(list.split(' ').map(|name| (name, gender)));
        }
        names
    });
    // "Bernie" has the gender of "Bernard". "Kim" has none: it is a family name more often than short for "Kimberly".
    let of_long = || {
        let mut genders = long_forms(lower).iter().map(|long| NAMES.get(long).copied());
        let first = genders.next()??;
        genders.all(|g| g == Some(first)).then_some(first)
    };
    NAMES.get(lower).copied().or_else(|| if lower == "kim" { None } else { of_long() })
}

/// The given names that a lower-case name is short for; empty if it is short for none.
fn long_forms(short: &str) -> &'static [&'static str] {
    lexicon().long_forms.get(short).map_or(&[], Vec::as_slice)
}

/// Whether two lower-case given names can be one person's: they are the same, or one is short for the other.
pub fn same_given_name(a: &str, b: &str) -> bool {
    a == b || long_forms(a).contains(&b) || long_forms(b).contains(&a)
}
