//! Who speaks, and which quotations are whose.

use super::NOBODY;
use crate::Annotations;

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
/// whose speaker the text does not name.
pub fn cast(annotations: &Annotations) -> Vec<Speaker<'_>> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut places = vec![None; annotations.entities.len()];
    let mut nobody = Vec::new();
    for (index, quotation) in annotations.quotations.iter().enumerate() {
        let Some(id) = quotation.speaker else {
            nobody.push(index);
            continue;
        };
        let place = *places[id].get_or_insert_with(|| {
            speakers.push(Speaker { name: &annotations.entities[id].name, entity: Some(id), quotations: Vec::new() });
            speakers.len() - 1
        });
        speakers[place].quotations.push(index);
    }
    if !nobody.is_empty() {
        speakers.push(Speaker { name: NOBODY, entity: None, quotations: nobody });
    }
    speakers
}

/// For each quotation, the index of its speaker in `cast`.
pub fn places(cast: &[Speaker], annotations: &Annotations) -> Vec<usize> {
    let mut places = vec![0; annotations.quotations.len()];
    for (place, speaker) in cast.iter().enumerate() {
        for &quotation in &speaker.quotations {
            places[quotation] = place;
        }
    }
    places
}
