//! Learns the network of attributions from every corpus that has them, each by its own guideline, and measures it on articles
//! that it did not learn from.

mod calibration;
pub mod examples;
pub mod figures;
mod sets;
pub mod teaching;
mod told;

use std::collections::HashMap;
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

pub use sets::{Set, calibrate, make, teach};
use teaching::{Teaching, Unlabelled};
use told::Told;

/// A gold document, with its tags and names: as far as this stage needs them.
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
    seed: 6,
    rows: [3456, 3456],
    other_rows: [2048, 1024],
    hidden: 0.35,
    row_units: 1.5,
    layers: 5,
    labels: [cues::LABELS, arguments::LABELS],
    passes: 26,
    batch: 3,
    rate: 2e-3,
    feature_dropout: 0.2,
    blurred: 0.1,
    dropout: 0.2,
    one_thread: false,
    decay: 1e-3,
};

/// How the teachers learn. They are as large as their pupil, or nearly: larger ones know more by heart, and less of what they have not
/// seen. They differ in their random numbers, in how much is left out, and in how much they learn from other guidelines.
pub const TEACHERS: [Settings; 3] = [
    Settings { seed: 1, hidden: 0.15, passes: 24, feature_dropout: 0.25, dropout: 0.25, blurred: 0.0, ..LARGER },
    Settings { seed: 2, hidden: 0.25, passes: 24, blurred: 0.15, ..LARGER },
    Settings { seed: 3, hidden: 0.5, passes: 24, blurred: 0.0, ..LARGER },
];

/// The settings with a few more rows.
const LARGER: Settings = Settings { rows: [4096, 4096], ..SETTINGS };

/// How often the labels that teachers gave are learned: those of an article that nobody annotated in every eighth pass, those of an
/// article annotated by another guideline in every second.
const TAUGHT_EVERY: [usize; 2] = [8, 2];

/// The teachers that a network learns from, beside annotations.
#[derive(Default)]
pub struct Teachers<'t> {
    /// Networks like the one that learns.
    pub networks: Vec<Network<'t>>,
    /// Chances of labels that a pretrained encoder gave, by article id.
    pub told: HashMap<String, Told>,
    /// Weight of the encoder's chances in the mean with the networks', from 0 to 1.
    pub told_share: f32,
}

impl Teachers<'_> {
    /// True where there are no teachers. The network then learns from annotated articles alone.
    pub fn is_empty(&self) -> bool {
        self.networks.is_empty() && self.told.is_empty()
    }

    /// The teachers of an article, if it has any.
    fn of(&self, id: &str) -> Option<Teaching<'_>> {
        let told = self.told.get(id).map(|told| (told, self.told_share));
        (told.is_some() || !self.networks.is_empty()).then_some(Teaching { networks: &self.networks, told })
    }
}

/// Learns a network from annotated articles, and from others as teachers see them; returns its weight file. Articles that are
/// annotated by another guideline are used in both ways.
pub fn learn(reads: &[&Read], others: &[Unlabelled], teachers: &Teachers, settings: &Settings) -> Vec<u8> {
    let mut contexts: Vec<Context> = reads.iter().map(|read| read.context()).collect();
    contexts.extend(others.iter().map(|other| Context::new(&other.document, &other.syntax, &other.names)));
    let documents = reads.iter().map(|read| &read.document).chain(others.iter().map(|other| &other.document));
    let pieces: Vec<Vec<Range<usize>>> = documents.map(|document| document.pieces()).collect();
    let [every, every_foreign] = TAUGHT_EVERY;
    let annotated = (0..reads.len()).map(|i| examples::example(reads[i], &contexts[i], &pieces[i], settings));
    let mut examples: Vec<Example> = annotated.collect();
    let taught = |i: usize, id: &str, every: usize| {
        let teaching = teachers.of(id)?;
        Some(teaching::example(&contexts[i], &pieces[i], &teaching, settings, every))
    };
    examples.extend(others.iter().enumerate().filter_map(|(k, other)| taught(reads.len() + k, &other.id, every)));
    let foreign = (0..reads.len()).filter(|&i| reads[i].set.guideline() > 0);
    examples.extend(foreign.filter_map(|i| taught(i, &reads[i].gold.id, every_foreign)));
    training::network::network(&examples, settings)
}
