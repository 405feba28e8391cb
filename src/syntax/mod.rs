//! Parts of speech: what each word is.
//!
//! Learned from GUM's gold tags and CoreNLP's automatic ones on PolNeAR's training articles; see
//! `src/data/PROVENANCE.md`. A dependency parser (greedy arc-hybrid, 79 to 83% of CoreNLP's arcs) was tried on top: its
//! features moved cues and contents of held-out articles by 0.3 to 0.5 points of F1 for 230 KB of weights, and
//! were left out.

pub mod tags;

use crate::incremental::cache::AnswerCache;
use crate::learned::lexical::{self, Words};

use crate::text::Document;

pub use tags::Tag;

/// The words and the parts of speech of a document.
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    /// What models see of each token.
    pub words: Words,
    /// Each token's part of speech.
    pub tags: Vec<Tag>,
}

/// What the tagger keeps for the text after the next edit.
#[derive(Debug, Default)]
pub struct Cache {
    /// The words of the last text, put here when all stages have done with them.
    pub words: Words,
    tags: AnswerCache<Vec<Tag>>,
}

/// Tags a document.
pub fn parse(document: &Document, cache: &mut Cache) -> Syntax {
    let words = lexical::words(document, &std::mem::take(&mut cache.words));
    let tags = tags::tag(document, &words, tags::model(), &mut cache.tags);
    Syntax { words, tags }
}
