//! Parts of speech and dependencies.

use crate::text::Document;

/// What each token is in its sentence.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// Penn Treebank tags, one a token.
    pub tags: Vec<Tag>,
    /// For each token, the token that it depends on; itself for the root of a sentence.
    pub heads: Vec<u32>,
    /// For each token, how it depends on its head.
    pub relations: Vec<Relation>,
}

/// A Penn Treebank part-of-speech tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag(pub u8);

/// A dependency relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation(pub u8);

/// Tags and parses a document.
pub fn parse(_document: &Document) -> Syntax {
    Syntax::default()
}
