//! Attributions: cue, source and content of everything that somebody is reported to have said or
//! thought.
//!
//! The method is BBC Citron's pipeline: find the cues, then, for each, who and what. Both steps are
//! linear-chain models (see [`crate::learned`]) over words, parts of speech, dependencies, names and
//! quotation marks, learned from PolNeAR; exact rules then make contents agree with quotation marks.

mod clauses;
mod confidence;
pub mod cues;
mod marked;
pub mod parts;
pub mod scene;
mod stated;
mod turns;
pub mod verbs;

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::learned::chain::{Chain, begin_inside};
use crate::learned::memory::Memory;
use crate::learned::weights::Table;
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

/// The models of this stage.
#[derive(Debug, Clone)]
pub struct Models<'w> {
    /// Finds cues.
    pub cues: Chain<'w>,
    /// Finds sources and contents.
    pub parts: Chain<'w>,
}

/// Cues less likely than this are not looked at.
pub const CUE_THRESHOLD: f32 = 0.2;

/// The shipped models.
pub fn models() -> &'static Models<'static> {
    static MODELS: LazyLock<Models<'static>> = LazyLock::new(|| {
        let chain = |bytes| Chain::new(Table::new(bytes).expect("the weights are whole"), begin_inside);
        Models {
            cues: chain(include_bytes!("../data/cues.weights")),
            parts: chain(include_bytes!("../data/parts.weights")),
        }
    });
    &MODELS
}

/// What the models answered before.
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

/// The same, with what the models answered before.
pub fn find_again(
    document: &Document,
    syntax: &Syntax,
    names: &[Name],
    memories: Option<&mut Memories>,
) -> Vec<Attribution> {
    attributions(&Scene::new(document, syntax, names), models(), CUE_THRESHOLD, memories)
}

/// The same, with models of one's own.
pub fn find_with(scene: &Scene, models: &Models, threshold: f32) -> Vec<Attribution> {
    attributions(scene, models, threshold, None)
}

fn attributions(
    scene: &Scene,
    models: &Models,
    threshold: f32,
    mut memories: Option<&mut Memories>,
) -> Vec<Attribution> {
    // What the models look at of each token, wherever it stands.
    let facts = if memories.is_some() { scene.facts() } else { Vec::new() };
    let cues = match &mut memories {
        None => cues::find(scene, &models.cues, threshold),
        Some(memories) => cues::find_again(scene, &models.cues, threshold, &facts, &mut memories.cues),
    };
    let ranges: Vec<Range<usize>> = cues.iter().map(|c| c.tokens.clone()).collect();
    let mut found: Vec<Attribution> = cues
        .iter()
        .filter_map(|cue| {
            let parts = match &mut memories {
                None => parts::find(scene, &models.parts, &cue.tokens, &ranges),
                Some(memories) => {
                    parts::find_again(scene, &models.parts, &cue.tokens, &ranges, &facts, &mut memories.parts)
                }
            };
            (!parts.content.is_empty()).then(|| Attribution {
                content: parts.content,
                cue: Some(cue.tokens.clone()),
                source: parts.source,
                act: Act::Speech,
                confidence: confidence::calibrated(cue.probability * parts.source_probability),
                rule: "model",
            })
        })
        .collect();
    found.sort_by_key(|a| (a.content[0].start, a.cue.as_ref().map(|c| c.start)));
    marked::complete(scene, found)
}
