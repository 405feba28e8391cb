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

mod clauses;
mod confidence;
pub mod cues;
mod gaps;
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
use crate::text::sorting::{composite_key, sort_by_key};

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
pub const CUE_THRESHOLD: f32 = 0.3;

/// Cues of this share of the threshold count where nothing else reports what stands in quotation marks.
const DOUBTFUL: f32 = 0.3;

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
    attributions(&scene, found, CUE_THRESHOLD)
}

/// The same, with a network and a threshold of one's own.
pub fn find_with(scene: &Scene, network: &Network, threshold: f32) -> Vec<Attribution> {
    attributions(scene, reader::read(scene, network, threshold), threshold)
}

/// By the start of its content, and then of its cue, if it has one.
fn in_text_order(attribution: &Attribution) -> u64 {
    composite_key(attribution.content[0].start, attribution.cue.as_ref().map_or(0, |cue| cue.start + 1))
}

fn attributions(scene: &Scene, found: Vec<(cues::Cue, parts::Parts)>, threshold: f32) -> Vec<Attribution> {
    let attribution = |cue: cues::Cue, parts: parts::Parts| Attribution {
        content: parts.content,
        cue: Some(cue.tokens),
        source: parts.source,
        act: Act::Speech,
        confidence: confidence::calibrated(cue.probability * parts.source_probability),
        rule: "model",
    };
    // Room for those that marks will add, too.
    let (mut likely, mut doubtful) = (Vec::with_capacity(found.len() + found.len() / 8), Vec::new());
    for (cue, parts) in found.into_iter().filter(|(_, parts)| !parts.content.is_empty()) {
        let list = if cue.probability >= threshold { &mut likely } else { &mut doubtful };
        list.push(attribution(cue, parts));
    }
    for found in [&mut likely, &mut doubtful] {
        sort_by_key(found, in_text_order);
        leave_introductions_out(scene, found);
    }
    marked::complete(scene, likely, doubtful)
}

/// Attributions after one whose contents may begin inside its own.
const NEAR: usize = 4;

/// Takes out of a content what only introduces its quotation: of "Ruiz scolded him: “The road is closed,” she said. “It stays
/// so.”", she did not say that Ruiz scolded him.
fn leave_introductions_out(scene: &Scene, attributions: &mut [Attribution]) {
    for a in 0..attributions.len() {
        let Some(piece) = attributions[a].content.first().cloned() else { continue };
        let after = attributions[a].cue.as_ref().is_some_and(|cue| cue.start >= piece.end);
        if !after || scene.is_quoted(piece.start) {
            continue;
        }
        let within = |range: &Option<Range<usize>>, end: usize| {
            range.as_ref().is_some_and(|r| piece.start <= r.start && r.end <= end)
        };
        let near = attributions[a + 1..].iter().take(NEAR);
        let begins = near.map(|b| (b, b.content[0].start)).find(|(b, start)| {
            let opens = scene.quote_state[*start] == scene::quote::OPENS;
            *start < piece.end && opens && within(&b.source, *start) && within(&b.cue, *start)
        });
        if let Some((_, start)) = begins {
            attributions[a].content[0].start = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn what_introduces_a_quotation_is_no_part_of_it() {
        let text = "Ruiz scolded him: “The road is closed,” she said. “It stays so.”";
        let document = Document::new(text);
        let syntax = crate::syntax::parse(&document);
        let scene = Scene::new(&document, &syntax, &[]);
        let range = |words: &str| {
            let start = text.find(words).expect("it is in the text");
            document.tokens_in(Span::new(start, start + words.len()))
        };
        let report = |content: &[&str], cue: &str, source: &str| Attribution {
            content: content.iter().map(|words| range(words)).collect(),
            cue: Some(range(cue)),
            source: Some(range(source)),
            act: Act::Speech,
            confidence: 1.0,
            rule: "model",
        };
        let quoted = "“The road is closed,”";
        let all = "Ruiz scolded him: “The road is closed,”";
        let mut found = vec![report(&[all, "“It stays so.”"], "said", "she"), report(&[quoted], "scolded", "Ruiz")];
        leave_introductions_out(&scene, &mut found);
        assert_eq!(found[0].content, [range(quoted), range("“It stays so.”")]);
        // What she says of another's report is hers, where nothing of it is in marks.
        let mut found = vec![report(&[all], "said", "she"), report(&["The road is closed"], "scolded", "Ruiz")];
        leave_introductions_out(&scene, &mut found);
        assert_eq!(found[0].content, [range(all)]);
    }
}
