//! The result of coreference: mentions with their entities, and the speaker of each attribution.

use std::ops::Range;

use super::introduction::Introduction;
use super::mentions::Form;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// The entities of a document and who speaks.
#[derive(Debug, Clone, Default)]
pub struct Coreference {
    /// Mentions in text order: all names, and of the pronouns and descriptions those whose entity has a name, speaks,
    /// or is mentioned more than once and is no mere thing.
    pub mentions: Vec<Resolved>,
    /// How many entities there are; [`Resolved::entity`] is below it.
    pub entities: usize,
    /// The introduction of each entity: how the text describes it, and which pronoun it uses for it.
    pub introductions: Vec<Introduction>,
    /// The speakers of each attribution; `None` where they are unknown.
    pub speakers: Vec<Option<Speakers>>,
}

/// A mention and its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The kind of a name, or else that of the entity; `Document` where that is a text without a name ("the letter").
    pub kind: EntityKind,
    /// Whether it is a name, a description or a pronoun.
    pub form: Form,
    /// The entity that it stands for.
    pub entity: usize,
    /// Whether it is one of the names that the recognizer found; those stand here in their order.
    pub named: bool,
}

/// The entities behind a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Speakers {
    /// The entities that speak: one, or several together, in text order; at least one.
    pub entities: Vec<usize>,
    /// The chance that this is right, given that the source is.
    pub confidence: f32,
    /// Which rule decided.
    pub rule: SpeakerRule,
}
