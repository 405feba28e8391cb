//! Who and what the mentions are: aliases, descriptions, pronouns, and the speaker of each attribution.

use std::ops::Range;

use crate::annotations::{EntityKind, Form};
use crate::names::Name;
use crate::quotations::Attribution;
use crate::syntax::Syntax;
use crate::text::Document;

/// What [`resolve`] finds.
#[derive(Debug, Clone, Default)]
pub struct Coreference {
    /// Every mention that belongs to an entity, in text order: all names, and the pronouns and
    /// descriptions that could be resolved or that speak.
    pub mentions: Vec<Resolved>,
    /// How many entities there are; [`Resolved::entity`] is below it.
    pub entities: usize,
    /// For each attribution, who speaks.
    pub speakers: Vec<Option<Speaker>>,
}

/// A mention and its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// How it refers.
    pub form: Form,
    /// Whom it refers to.
    pub entity: usize,
    /// The normalised value of a date or a sum.
    pub value: Option<String>,
}

/// The entity behind a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speaker {
    /// Who.
    pub entity: usize,
    /// The chance that this is right, given that the source is.
    pub confidence: f32,
    /// Which sieve decided.
    pub rule: &'static str,
}

/// Resolves the mentions of a document and the speakers of its attributions.
pub fn resolve(_document: &Document, _syntax: &Syntax, _names: &[Name], _attributions: &[Attribution]) -> Coreference {
    Coreference::default()
}
