//! Lists who speaks, and which quotations are whose.

use super::NOBODY;
use crate::{Annotations, Quotation};

/// A speaker and the quotations attributed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker<'a> {
    /// The entity's name, or [`NOBODY`].
    pub name: &'a str,
    /// Index into [`Annotations::entities`]; `None` for the quotations whose speaker the text does not name.
    pub entity: Option<usize>,
    /// Indices into [`Annotations::quotations`], ascending, at least one.
    pub quotations: Vec<usize>,
}

/// The speakers in the order of their first quotation, and last, where there are any, the quotations
/// whose speaker the text does not name. A quotation of several speakers is one of each of them.
pub fn cast(annotations: &Annotations) -> Vec<Speaker<'_>> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut places = vec![None; annotations.entities.len()];
    let mut nobody = Vec::new();
    for (index, quotation) in annotations.quotations.iter().enumerate() {
        if quotation.speakers.is_empty() {
            nobody.push(index);
        }
        for &id in &quotation.speakers {
            let place = *places[id].get_or_insert_with(|| {
                let name = &annotations.entities[id].name;
                speakers.push(Speaker { name, entity: Some(id), quotations: Vec::new() });
                speakers.len() - 1
            });
            speakers[place].quotations.push(index);
        }
    }
    if !nobody.is_empty() {
        speakers.push(Speaker { name: NOBODY, entity: None, quotations: nobody });
    }
    speakers
}

/// For each quotation, the index of its first speaker in `cast`, which [`cast()`] made.
pub fn places(cast: &[Speaker], annotations: &Annotations) -> Vec<usize> {
    let mut places = vec![0; annotations.quotations.len()];
    for (place, speaker) in cast.iter().enumerate() {
        for &quotation in &speaker.quotations {
            if annotations.quotations[quotation].first_speaker() == speaker.entity {
                places[quotation] = place;
            }
        }
    }
    places
}

/// The names of a quotation's speakers, as words: "Ana Ruiz, Tom Lee and Eva Lund"; [`NOBODY`] where it has none.
pub fn names_of_speakers(annotations: &Annotations, quotation: &Quotation) -> String {
    let names: Vec<&str> = quotation.speakers.iter().map(|&id| annotations.entities[id].name.as_str()).collect();
    match names.as_slice() {
        [] => NOBODY.to_owned(),
        [name] => (*name).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
