//! Parts of speech: whether a word is a noun, a verb, an adjective, …, by the tagger in `tags`.
//!
//! The tagger has learned from GUM's gold tags and CoreNLP's automatic ones on PolNeAR's training articles; see
//! `src/data/PROVENANCE.md`. A dependency parser on top of it was tried (greedy arc-hybrid, 79 to 83% of CoreNLP's
//! arcs) and left out: its features raised the F1 of cues and contents in held-out articles by 0.3 to 0.5 points, for
//! 230 KB of weights.

pub mod tags;

use crate::incremental::cache::AnswerCache;
use crate::learned::lexical::{self, Words};

use crate::text::Document;

pub use tags::Tag;

/// The words and the parts of speech of a document.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// The hashes and clusters of each token's word, which models see.
    pub words: Words,
    /// Each token's part of speech.
    pub tags: Vec<Tag>,
}

/// Words and tags that are kept for the text after the next edit.
#[derive(Debug, Default)]
pub struct Cache {
    /// The words of the last text. The pipeline puts them here when all stages have run.
    pub words: Words,
    tags: AnswerCache<Vec<Tag>>,
}

/// Finds the words and tags of a document. What an edit left unchanged is taken from `cache`.
pub fn parse(document: &Document, cache: &mut Cache) -> Syntax {
    let words = lexical::words(document, &std::mem::take(&mut cache.words));
    let tags = tags::tag(document, &words, tags::model(), &mut cache.tags);
    Syntax { words, tags }
}
