//! Attributions: cue, source and content of everything that somebody is reported to have said or
//! thought.
//!
//! The steps are BBC Citron's: find the cues, then, for each, who and what. A network (see
//! [`crate::learned::network`]) over words, parts of speech, names and quotation marks labels the tokens for both; exact rules
//! then make contents agree with quotation marks. The network learned from world news, courts, sport, science and business by
//! one guideline, and from PolNeAR's US politics and from weblogs by theirs, with rows apart for each guideline that don't ship.
//! `docs/experiments/quotations-network.md` tells what was compared.
//!
//! **What it gets wrong**: half of what it is least sure of; contents that go on over sentences; quoted words after cues that are
//! rare ("reserved his passion for", "shrugged off … as"); reports that only PolNeAR's guideline counts (plans, support).

mod act;
mod adjuncts;
pub mod arguments;
mod attribution;
pub mod confidence;
pub mod context;
pub mod cues;
pub mod denial;
mod network_reader;
mod phrases;
mod rules;

use crate::rules::AttributionRule;
use std::sync::LazyLock;

use crate::learned::network::Network;
use crate::names::Name;
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::sorting::sort_by_key;

use attribution::in_text_order;
pub use attribution::{Act, Attribution};
use context::Context;

/// What is kept for the next text.
#[derive(Debug, Default)]
pub struct Cache {
    network: network_reader::Cache,
    sections: rules::SectionCache,
}

/// Cues less likely than this are not looked at.
pub const CUE_THRESHOLD: f32 = 0.35;

/// The shipped network.
pub fn network() -> &'static Network<'static> {
    static NETWORK: LazyLock<Network<'static>> = LazyLock::new(|| {
        Network::new(include_bytes!("../data/quotations.weights")).expect("the weights of quotations are whole")
    });
    &NETWORK
}

/// All attributions of a document, by the start of their content.
pub fn find(document: &Document, syntax: &Syntax, names: &[Name], cache: &mut Cache) -> Vec<Attribution> {
    find_with(&Context::new(document, syntax, names), network(), CUE_THRESHOLD, cache)
}

/// All attributions that a network finds with a threshold for its cues.
pub fn find_with(context: &Context, network: &Network, threshold: f32, cache: &mut Cache) -> Vec<Attribution> {
    let found = network_reader::read(context, network, threshold, &mut cache.network);
    let mut found = attributions(context, found, threshold, confidence::calibrated, &mut cache.sections);
    found.iter_mut().for_each(|a| a.confidence = confidence::of_rule(a.rule, a.confidence));
    found
}

/// All attributions that a network finds, each as sure as `confidence` makes it of a raw figure, and of whether the content has
/// quotation marks, or as the rule is that decided.
#[cfg(feature = "train")]
pub fn find_by(context: &Context, network: &Network, confidence: impl Fn(f32, bool) -> f32) -> Vec<Attribution> {
    let mut cache = Cache::default();
    let found = network_reader::read(context, network, CUE_THRESHOLD, &mut cache.network);
    attributions(context, found, CUE_THRESHOLD, confidence, &mut cache.sections)
}

/// Attributions by what the network and the rules find; `confidence` makes one of a raw figure, and of whether the content has
/// quotation marks.
fn attributions(
    context: &Context,
    found: Vec<(cues::Cue, arguments::Arguments)>,
    threshold: f32,
    confidence: impl Fn(f32, bool) -> f32,
    known: &mut rules::SectionCache,
) -> Vec<Attribution> {
    let marked = |parts: &arguments::Arguments| {
        parts.content.iter().any(|content| content.clone().any(|i| context.is_quoted(i)))
    };
    let mut likeliest_sources = Vec::new();
    for (cue, parts) in found.iter().filter(|(cue, _)| cue.probability >= threshold) {
        likeliest_sources.extend(parts.likeliest_source.clone().map(|source| (cue.tokens.start, source)));
    }
    let attribution = |cue: cues::Cue, parts: arguments::Arguments| Attribution {
        confidence: confidence(cue.probability * parts.source_probability, marked(&parts)),
        content: parts.content,
        cue: Some(cue.tokens),
        source: parts.source,
        act: Act::Speech,
        rule: AttributionRule::Model,
    };
    let (mut likely, mut doubtful) = (Vec::with_capacity(found.len()), Vec::new());
    for (cue, parts) in found.into_iter().filter(|(_, parts)| !parts.content.is_empty()) {
        let list = if cue.probability >= threshold { &mut likely } else { &mut doubtful };
        list.push(attribution(cue, parts));
    }
    for found in [&mut likely, &mut doubtful] {
        sort_by_key(found, in_text_order);
        rules::leave_introductions_out(context, found);
    }
    let found = rules::Found { likely: &likely, doubtful: &doubtful, likeliest_sources: &likeliest_sources };
    rules::complete(context, found, known)
}
