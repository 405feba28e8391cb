//! Finds attributions: what somebody is reported to have said or thought (content), the words that report it (cue), and
//! the words that say who (source).
//!
//! **Problem.** Any verb can report, half of all reports have no quotation marks, and a cue does not show where its
//! content ends.
//!
//! **Method.** The steps are those of BBC Citron, an earlier quotation extractor: find the cues, then the source and
//! content of each. In both, a network (see [`crate::learned::network`]) labels tokens by their words, parts of speech,
//! names and quotation marks. Exact rules then make contents agree with quotation marks. The network learned from
//! annotated news of many kinds, and from PolNeAR (US politics) and weblogs, which were annotated by other guidelines.
//! Only while it learns, features tell it of those other guidelines; they are not shipped.
//! `docs/experiments/quotations-network.md` tells what was compared.
//!
//! **What it gets wrong**: about half of the attributions with the least confidence; contents of several sentences;
//! quoted words after rare cues ("reserved his passion for", "shrugged off … as"); reports that only PolNeAR's
//! guideline counts (plans, support).

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

/// What the network and the rules answered for one text. It is taken over for the next text where an edit changed
/// nothing.
#[derive(Debug, Default)]
pub struct Cache {
    network: network_reader::Cache,
    sections: rules::SectionCache,
}

/// The least chance of a cue that reports by itself. Less likely cues serve only for quoted words that nothing else
/// reports.
pub const CUE_THRESHOLD: f32 = 0.3;

/// The network of attributions that ships with this crate.
pub fn network() -> &'static Network<'static> {
    static NETWORK: LazyLock<Network<'static>> = LazyLock::new(|| {
        Network::new(include_bytes!("../data/quotations.weights")).expect("the weights of quotations are whole")
    });
    &NETWORK
}

/// Finds all attributions of a document, ordered by the start of their content.
pub fn find(document: &Document, syntax: &Syntax, names: &[Name], cache: &mut Cache) -> Vec<Attribution> {
    find_with(&Context::new(document, syntax, names), network(), CUE_THRESHOLD, cache)
}

/// Finds attributions as [`find`] does, with any network and any least chance for cues.
pub fn find_with(context: &Context, network: &Network, threshold: f32, cache: &mut Cache) -> Vec<Attribution> {
    let found = network_reader::read(context, network, threshold, &mut cache.network);
    let mut found = attributions(context, found, threshold, confidence::calibrated, &mut cache.sections);
    found.iter_mut().for_each(|a| a.confidence = confidence::of_rule(a.rule, a.confidence));
    found
}

/// Finds attributions as [`find`] does, with any network and with confidence that is still to be calibrated: that of a
/// rule is the rule's own, that of the network is `confidence(raw, marked)`, where `raw` is the network's figure and
/// `marked` tells whether the content holds quoted words.
#[cfg(feature = "train")]
pub fn find_by(context: &Context, network: &Network, confidence: impl Fn(f32, bool) -> f32) -> Vec<Attribution> {
    let mut cache = Cache::default();
    let found = network_reader::read(context, network, CUE_THRESHOLD, &mut cache.network);
    attributions(context, found, CUE_THRESHOLD, confidence, &mut cache.sections)
}

/// Makes attributions of what the network found, and applies the rules. The confidence of those that the network
/// decides is `confidence(raw, marked)`, as in `find_by`.
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
