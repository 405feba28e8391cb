//! What the lists tell of a noun, a title or a body beside flags: the records that the reader makes.

use super::{Flag, Flags, Gender};

/// The sort of thing that a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounClass {
    /// A person: "the senator".
    Person,
    /// A body: "the ministry".
    Body,
    /// A place: "the country".
    Place,
    /// A document: "the report".
    Document,
}

/// A noun that can head a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// The sort of thing that the noun stands for.
    pub class: NounClass,
    /// The gender that the word shows: "spokeswoman" is female.
    pub gender: Option<Gender>,
    /// Whether the noun stands for several: "senators".
    pub plural: bool,
    /// The singular, in lower case.
    pub singular: &'static str,
}

/// The facts that a title before a name tells of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// The gender that it shows: "Mrs." is female.
    pub gender: Option<Gender>,
    /// The noun that it abbreviates or is: "Sen." is "senator".
    pub noun: Option<&'static str>,
}

/// The gender that a word's flags show; None if they show neither or both.
pub fn gender(flags: Flags) -> Option<Gender> {
    match (flags.has(Flag::Male), flags.has(Flag::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The sorts by their names in the lists, behind `sort=`. The index of a sort here is the number of its bit.
const SORTS: &[&str] = &[
    "press", "company", "airline", "bank", "school", "court", "state", "assembly", "party", "society", "team",
    "worship", "hospital",
];

/// Reads a set of sorts as the lists write it, with commas between: "company,bank". Unknown sorts are left out.
pub fn sorts(names: &str) -> u16 {
    let bit = |name: &str| SORTS.iter().position(|&sort| sort == name);
    names.split(',').filter_map(bit).fold(0, |all, bit| all | 1 << bit)
}
