//! Attributions: cue, source and content of everything that somebody is reported to have said or
//! thought.

use std::ops::Range;

use crate::annotations::Act;
use crate::names::Name;
use crate::syntax::Syntax;
use crate::text::Document;

/// Words, and the words that attribute them. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words attributed, quotation marks included, in text order; at least one range.
    pub content: Vec<Range<usize>>,
    /// The words that report.
    pub cue: Option<Range<usize>>,
    /// The words that name who.
    pub source: Option<Range<usize>>,
    /// Said, or thought.
    pub act: Act,
    /// The chance that the attribution is there and its source right.
    pub confidence: f32,
    /// Which rule or model decided.
    pub rule: &'static str,
}

/// All attributions of a document, by the start of their content.
pub fn find(_document: &Document, _syntax: &Syntax, _names: &[Name]) -> Vec<Attribution> {
    Vec::new()
}
