//! Attributions: cue, source and content of everything that somebody is reported to have said or
//! thought.
//!
//! The steps are BBC Citron's: find the cues, then, for each, who and what. A network (see
//! [`crate::learned::network`]) over words, parts of speech, names and quotation marks, learned from PolNeAR, labels the
//! tokens for both; exact rules then make contents agree with quotation marks.
//!
//! **What was compared**, on every eighth of PolNeAR's training articles, held out: exact F1 in percent, found and
//! source right of indirect attributions, attributions that no gold one overlaps. Bytes are after brotli. The
//! training articles' annotations are sparser than those of `polnear.dev`, so figures there are some points higher.
//!
//! | | source | cue | content | indirect: found, right | made up | bytes |
//! |---|---|---|---|---|---|---|
//! | two linear chains over 110 kinds of hashed features, 500,000 weights | about 67 | 61.5 | 57.5 | | | 668 KB |
//! | and a greedy dependency parser's features | +0.4 | +0.4 | +0.4 | | | 900 KB |
//! | network, 4 layers that see whole neighbours, 2 × 8,192 rows | 67.4 | 63.2 | 60.8 | 56.4, 46.1 | 8.7 | |
//! | the same, 2 × 4,096 rows | 67.5 | 64.0 | 60.6 | 57.4, 46.1 | 8.7 | |
//! | 5 layers, 2 × 4,096 rows | 67.0 | 63.9 | 61.1 | 57.8, 46.7 | 8.9 | |
//! | 5 layers that see a third of each neighbour, 2 × 4,096 rows | 67.4 | 63.5 | 60.3 | 57.8, 46.4 | 9.4 | 267 KB |
//! | the same, 2 × 2,048 rows | 65.2 | 61.2 | 58.3 | 51.1, 41.6 | 9.4 | |
//! | rows rounded to one and a half units, learned so in the last passes; a likely cue must report something | 70.2 | 63.1 | 56.9 | 73.3, 54.8 | 15.0 | 152 KB |
//! | the same, numbers of the last pass, or two, averaged | 70.3 | 62.9 | 56.8 | 74.1, 55.4 | 15.3 | |
//! | the same, CoreNLP's dependency of each token as a second task for the states | 67.9 | 61.0 | 56.1 | 70.4, 52.1 | 14.9 | |
//! | all numbers rounded in the last passes, not only rows | 69.9 | 63.5 | 58.1 | 70.7, 53.9 | 16.2 | 151 KB |
//! | the same, nothing left out at random in the last pass | 69.5 | 64.1 | 58.8 | 66.5, 50.5 | 13.3 | |
//! | all numbers rounded, 14 passes instead of 9 | 70.4 | 64.6 | 59.8 | 71.6, 55.1 | 14.3 | 151 KB |
//! | and doubtful cues of quoted words | 70.4 | 64.5 | 59.9 | 72.0, 55.4 | 14.5 | |
//! | the same, cues of at least 0.3 instead of 0.25 | 70.4 | 65.0 | 60.4 | 70.2, 54.4 | 13.3 | |
//! | at 0.25, 22 passes | 70.4 | 64.4 | 60.0 | 70.6, 55.6 | 14.5 | |
//! | 22 passes, half as much again left out | 69.9 | 64.2 | 58.9 | 69.1, 53.3 | 14.8 | |
//! | at 0.3, 16 passes | 70.4 | 65.2 | 60.3 | 68.9, 55.0 | 13.1 | 151 KB |
//! | the same, states of 32 numbers instead of 48, 2 × 6,144 rows, other random numbers | 70.3 | 65.9 | 60.4 | 69.6, 55.5 | 13.3 | 142 KB |
//!
//! The last but one ships, learned for 16 passes, with cues of at least [`CUE_THRESHOLD`]; it finds much, and what it is unsure
//! of it says that it is unsure of. Runs of one network that differ in nothing but chance differ by half a point.
//! Doubtful cues are for mixed quotations: found 88.5 instead of 84.7, source right 76.3 instead of 74.2.
//!
//! **How long contents are** hangs on little: a tenth added to what it is worth that one goes on makes them a tenth longer, which
//! costs two points of exact F1 and finds two points more. So the biases must be learned as they will be used, rounded.
//!
//! **What it gets wrong**: half of what it is least sure of (0.2 to 0.4: three in ten are right); contents that go on over
//! sentences; quoted words after cues that are rare ("reserved his passion for", "shrugged off … as").

mod act;
pub mod arguments;
mod attribution;
mod confidence;
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
pub use network_reader::Memories;

/// Cues less likely than this are not looked at.
pub const CUE_THRESHOLD: f32 = 0.3;

/// The shipped network.
pub fn network() -> &'static Network<'static> {
    static NETWORK: LazyLock<Network<'static>> = LazyLock::new(|| {
        Network::new(include_bytes!("../data/quotations.weights")).expect("the weights of quotations are whole")
    });
    &NETWORK
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
    let context = Context::new(document, syntax, names);
    let found = match memories {
        None => network_reader::read(&context, network(), CUE_THRESHOLD),
        Some(memories) => network_reader::read_again(&context, network(), CUE_THRESHOLD, memories),
    };
    attributions(&context, found, CUE_THRESHOLD, confidence::calibrated)
}

/// The same, with a network and a threshold of one's own.
pub fn find_with(context: &Context, network: &Network, threshold: f32) -> Vec<Attribution> {
    attributions(context, network_reader::read(context, network, threshold), threshold, confidence::calibrated)
}

/// All attributions that a network finds, each with the raw figure in place of its confidence.
#[cfg(feature = "train")]
pub fn find_raw(context: &Context, network: &Network, threshold: f32) -> Vec<Attribution> {
    attributions(context, network_reader::read(context, network, threshold), threshold, |raw, _| raw)
}

/// Attributions by what the network and the rules find; `confidence` makes one of a raw figure, and of whether the content has
/// quotation marks.
fn attributions(
    context: &Context,
    found: Vec<(cues::Cue, arguments::Arguments)>,
    threshold: f32,
    confidence: impl Fn(f32, bool) -> f32,
) -> Vec<Attribution> {
    let marked = |parts: &arguments::Arguments| {
        parts.content.iter().any(|content| content.clone().any(|i| context.is_quoted(i)))
    };
    let attribution = |cue: cues::Cue, parts: arguments::Arguments| Attribution {
        confidence: confidence(cue.probability * parts.source_probability, marked(&parts)),
        content: parts.content,
        cue: Some(cue.tokens),
        source: parts.source,
        act: Act::Speech,
        rule: AttributionRule::Model,
    };
    // Room for those that marks will add, too.
    let (mut likely, mut doubtful) = (Vec::with_capacity(found.len() + found.len() / 8), Vec::new());
    for (cue, parts) in found.into_iter().filter(|(_, parts)| !parts.content.is_empty()) {
        let list = if cue.probability >= threshold { &mut likely } else { &mut doubtful };
        list.push(attribution(cue, parts));
    }
    for found in [&mut likely, &mut doubtful] {
        sort_by_key(found, in_text_order);
        rules::leave_introductions_out(context, found);
    }
    rules::complete(context, likely, doubtful)
}
