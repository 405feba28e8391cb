//! Learns the network of attributions from every corpus that has them, each by its own guideline, and measures it on articles
//! that it did not learn from.

mod calibration;
pub mod examples;
pub mod figures;
mod sets;
pub mod teaching;

use std::ops::Range;

use whosaid::Span;
use whosaid::corpora::GoldDocument;
use whosaid::learned::network::Network;
use whosaid::learned::training;
use whosaid::learned::training::network::{Example, Settings};
use whosaid::names::Name;
use whosaid::quotations::context::Context;
use whosaid::quotations::{arguments, cues};
use whosaid::syntax::Syntax;
use whosaid::text::Document;

use crate::setting;
pub use sets::{Set, calibrate, make, teach};
use teaching::Unlabelled;

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
    hidden: 0.1,
    row_units: 1.5,
    layers: 5,
    labels: [cues::LABELS, arguments::LABELS],
    passes: 20,
    batch: 3,
    rate: 2e-3,
    feature_dropout: 0.1,
    blurred: 0.0,
    dropout: 0.2,
    one_thread: false,
    decay: 1e-3,
};

/// How the teachers learn. Two are larger, which a teacher may be, and differ in their random numbers; two are as large as their
/// pupil, and differ in how much they learn from other guidelines. Those two know less by heart.
pub const TEACHERS: [Settings; 4] = [
    Settings { seed: 1, ..LARGE },
    Settings { seed: 2, ..LARGE },
    Settings { hidden: 0.0, passes: 24, ..SETTINGS },
    Settings { hidden: 0.15, passes: 24, ..SETTINGS },
];

const LARGE: Settings = Settings { rows: [32768, 16384], row_units: 8.0, passes: 24, ..SETTINGS };

/// Learns a network from annotated articles, and from others as teachers see them; returns its weight file.
pub fn learn(reads: &[&Read], others: &[Unlabelled], teachers: &[Network], settings: &Settings) -> Vec<u8> {
    let mut contexts: Vec<Context> = reads.iter().map(|read| read.context()).collect();
    contexts.extend(others.iter().map(|other| Context::new(&other.document, &other.syntax, &other.names)));
    let documents = reads.iter().map(|read| &read.document).chain(others.iter().map(|other| &other.document));
    let pieces: Vec<Vec<Range<usize>>> = documents.map(|document| document.pieces()).collect();
    let example = |i: usize| match reads.get(i) {
        Some(read) => examples::example(read, &contexts[i], &pieces[i], settings),
        None => teaching::example(&contexts[i], &pieces[i], teachers, settings, setting("TAUGHT_EVERY", 10.0) as usize),
    };
    let examples: Vec<Example> = (0..contexts.len()).map(example).collect();
    training::network::network(&examples, settings)
}
