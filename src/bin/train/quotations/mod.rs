//! Learns the network of attributions from every corpus that has them, each by its own guideline, and measures it on articles
//! that it did not learn from.

pub mod examples;
pub mod figures;
mod sets;

use std::ops::Range;

use whosaid::Span;
use whosaid::corpora::GoldDocument;
use whosaid::learned::training;
use whosaid::learned::training::network::{Example, Settings};
use whosaid::names::Name;
use whosaid::quotations::context::Context;
use whosaid::quotations::{arguments, cues};
use whosaid::syntax::Syntax;
use whosaid::text::Document;

pub use sets::{Set, make};

/// A document, read as far as this stage needs.
pub struct Read {
    pub gold: &'static GoldDocument,
    pub set: Set,
    pub document: Document<'static>,
    pub syntax: Syntax,
    pub names: Vec<Name>,
}

impl Read {
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.document, &self.syntax, &self.names)
    }

    fn tokens(&self, spans: &[(usize, usize)]) -> Vec<Range<usize>> {
        spans.iter().map(|&(a, b)| self.document.tokens_in(Span::new(a, b))).filter(|r| !r.is_empty()).collect()
    }
}

/// How the network learns.
pub const SETTINGS: Settings = Settings {
    seed: 0,
    rows: [4096, 4096],
    other_rows: [2048, 1024],
    hidden: 0.5,
    row_units: 1.5,
    layers: 5,
    labels: [cues::LABELS, arguments::LABELS],
    passes: 24,
    batch: 3,
    rate: 2e-3,
    feature_dropout: 0.1,
    blurred: 0.0,
    dropout: 0.2,
    decay: 1e-3,
};

/// Learns the network; returns its weight file.
pub fn learn(reads: &[&Read], settings: &Settings) -> Vec<u8> {
    let contexts: Vec<Context> = reads.iter().map(|read| read.context()).collect();
    let pieces: Vec<Vec<Range<usize>>> = reads.iter().map(|read| read.document.pieces()).collect();
    let examples: Vec<Example> =
        (0..reads.len()).map(|i| examples::example(reads[i], &contexts[i], &pieces[i], settings)).collect();
    training::network::network(&examples, settings)
}
