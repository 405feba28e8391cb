//! Parts of speech and dependencies: what each word is, and what it depends on.
//!
//! A greedy tagger, then a greedy transition-based parser, both linear models over hashed features.
//! They see a sentence once, from left to right, so they cost little and never look back; a person's
//! reading of a long sentence would be better. Learned from GUM's gold trees and CoreNLP's automatic
//! trees of PolNeAR's training articles; see `src/data/PROVENANCE.md`.

pub mod tags;
pub mod tree;

use crate::learned::lexical::{self, Word};
use crate::text::Document;

pub use tags::Tag;
pub use tree::Relation;

/// What each token of a document is in its sentence.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// What models see of each token.
    pub words: Vec<Word>,
    /// Each token's part of speech.
    pub tags: Vec<Tag>,
    /// For each token, the token that it depends on; itself for the root of a sentence.
    pub heads: Vec<u32>,
    /// For each token, how it depends on its head.
    pub relations: Vec<Relation>,
}

impl Syntax {
    /// The token that `i` depends on; none for a root.
    pub fn head(&self, i: usize) -> Option<usize> {
        Some(self.heads[i] as usize).filter(|&h| h != i)
    }
}

/// Tags and parses a document.
pub fn parse(document: &Document) -> Syntax {
    let words = lexical::words(document);
    let tags = tags::tag(document, &words, tags::model());
    let (heads, relations) = tree::parse(document, &words, &tags, tree::models());
    Syntax { words, tags, heads, relations }
}
