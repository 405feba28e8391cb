//! Attributions: cue, source and content of everything that somebody is reported to have said or
//! thought.
//!
//! The steps are BBC Citron's: find the cues, then, for each, who and what. A network (see
//! [`crate::learned::network`]) over words, parts of speech, names and quotation marks, learned from PolNeAR, labels the
//! tokens for both; exact rules then make contents agree with quotation marks.

mod clauses;
mod confidence;
pub mod cues;
mod marked;
pub mod parts;
mod reader;
pub mod scene;
mod stated;
mod turns;
pub mod verbs;

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::learned::memory::Memory;
use crate::learned::network::Network;
use crate::names::Name;
use crate::syntax::Syntax;
use crate::text::Document;

use scene::Scene;

/// What the source did with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said, wrote, reported, called.
    Speech,
    /// Believed, hoped, planned, wanted.
    Thought,
}

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

/// Cues less likely than this are not looked at.
pub const CUE_THRESHOLD: f32 = 0.25;

/// The shipped network.
pub fn network() -> &'static Network<'static> {
    static NETWORK: LazyLock<Network<'static>> = LazyLock::new(|| {
        Network::new(include_bytes!("../data/quotations.weights")).expect("the weights of quotations are whole")
    });
    &NETWORK
}

/// What the network answered before.
#[derive(Debug, Default)]
pub struct Memories {
    cues: Memory<Vec<cues::Cue>>,
    parts: Memory<parts::Parts>,
}

impl Memories {
    /// Begins another document.
    pub fn turn(&mut self) {
        self.cues.turn();
        self.parts.turn();
    }
}

/// All attributions of a document, by the start of their content.
pub fn find(document: &Document, syntax: &Syntax, names: &[Name]) -> Vec<Attribution> {
    find_again(document, syntax, names, None)
}

/// The same, with what the network answered before.
pub fn find_again(
    document: &Document,
    syntax: &Syntax,
    names: &[Name],
    memories: Option<&mut Memories>,
) -> Vec<Attribution> {
    let scene = Scene::new(document, syntax, names);
    let found = match memories {
        None => reader::read(&scene, network(), CUE_THRESHOLD),
        Some(memories) => reader::read_again(&scene, network(), CUE_THRESHOLD, memories),
    };
    attributions(&scene, found)
}

/// The same, with a network and a threshold of one's own.
pub fn find_with(scene: &Scene, network: &Network, threshold: f32) -> Vec<Attribution> {
    attributions(scene, reader::read(scene, network, threshold))
}

fn attributions(scene: &Scene, found: Vec<(cues::Cue, parts::Parts)>) -> Vec<Attribution> {
    let attribution = |(cue, parts): (cues::Cue, parts::Parts)| Attribution {
        content: parts.content,
        cue: Some(cue.tokens),
        source: parts.source,
        act: Act::Speech,
        confidence: confidence::calibrated(cue.probability * parts.source_probability),
        rule: "model",
    };
    let mut found: Vec<Attribution> =
        found.into_iter().filter(|(_, parts)| !parts.content.is_empty()).map(attribution).collect();
    found.sort_by_key(|a| (a.content[0].start, a.cue.as_ref().map(|c| c.start)));
    marked::complete(scene, found)
}
