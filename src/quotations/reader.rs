//! Runs the network over a document: cues, and the parts of each.
//!
//! A state takes more room than its token, so they are made block by block, and kept only as long as a cue may want
//! them.

use std::ops::Range;

use super::cues::{self, Cue};
use super::scene::Scene;
use super::{Act, Attribution, confidence, parts};
use crate::learned::chain::Scores;
use crate::learned::network::{Network, State};

/// Tokens read at once.
const BLOCK: usize = 1024;

/// A content less likely than this is none, even of a cue that has no other.
const FAR_FETCHED: f32 = 0.15;

/// What the network finds, by the cues' order. Cues less likely than `threshold` are not looked at.
pub fn read(scene: &Scene, network: &Network, threshold: f32) -> Vec<Attribution> {
    let count = scene.len();
    let mut found = Vec::new();
    let mut cues: Vec<Cue> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // States from token `first` on; scores of the labels from the start of the next sentence on.
    let (mut states, mut prepared): (Vec<State>, Vec<State>) = (Vec::new(), Vec::new());
    let mut first = 0;
    let mut scores = Scores::default();
    let mut sentences = scene.document.sentences.iter().peekable();
    let mut at = 0;
    while at < count {
        let end = (at + BLOCK).min(count);
        let block = network.read(at..end, count, |i, out| scene.features(i, out));
        scores.append(network.label(&block));
        prepared.extend(network.prepare(&block));
        states.extend(block);
        at = end;
        while let Some(sentence) = sentences.next_if(|s| s.end <= end) {
            let chances = network.token_moves().marginals(&scores.take(cues::LABELS * sentence.len()));
            cues::decode(sentence, &chances, threshold, &mut cues);
        }
        ranges.extend(cues[ranges.len()..].iter().map(|c| c.tokens.clone()));
        // Cues whose windows are read.
        let done = cues[found.len()..]
            .iter()
            .take_while(|cue| end == count || end >= parts::window(scene, &cue.tokens).end + parts::FARTHEST)
            .count();
        for cue in &cues[found.len()..found.len() + done] {
            found.push(attribution(scene, network, cue, &ranges, first, &states, &prepared));
        }
        let next = cues.get(found.len()).map_or(end, |cue| cue.tokens.start);
        let unused = next.saturating_sub(parts::FARTHEST).saturating_sub(first);
        states.drain(..unused);
        prepared.drain(..unused);
        first += unused;
    }
    found.into_iter().flatten().collect()
}

/// What a cue reports; none where it reports nothing. `states` and `prepared` begin with token `first`.
fn attribution(
    scene: &Scene,
    network: &Network,
    cue: &Cue,
    cues: &[Range<usize>],
    first: usize,
    states: &[State],
    prepared: &[State],
) -> Option<Attribution> {
    let reading = parts::Reading::new(scene, &cue.tokens, cues);
    let window = reading.window();
    let prepared = &prepared[window.start - first..window.end - first];
    let head = &states[scene.head_of(cue.tokens.clone()) - first];
    let mut scores = network.relate(prepared, head, |i, out| reading.features(window.start + i, out));
    let moves = network.pair_moves();
    let chances = moves.marginals(&scores);
    let mut labels = moves.best(&scores);
    // A likely cue reports something, if the likeliest of all contents is not far-fetched.
    if !labels.contains(&parts::CONTENT) {
        let begins = |i: usize| chances[i * parts::LABELS + parts::CONTENT];
        let likeliest = (0..window.len()).max_by(|&a, &b| begins(a).total_cmp(&begins(b)))?;
        if begins(likeliest) < FAR_FETCHED {
            return None;
        }
        scores.force(likeliest, parts::CONTENT, parts::LABELS);
        labels = moves.best(&scores);
    }
    let parts = parts::decode(&cue.tokens, window, &labels, &chances);
    (!parts.content.is_empty()).then(|| Attribution {
        content: parts.content,
        cue: Some(cue.tokens.clone()),
        source: parts.source,
        act: Act::Speech,
        confidence: confidence::calibrated(cue.probability * parts.source_probability),
        rule: "model",
    })
}
