//! Cues: the words that report, such as "said", "according to", "has called on".
//!
//! A cue can be any verb of saying, thinking or wanting, a noun ("his claim that"), a preposition or a colon. What
//! makes it one is its surroundings: a subject that can speak, a complement clause, quotation marks nearby. The network
//! weighs them, and labels each token of a sentence; this module reads cues off the chances of the labels.

use std::ops::Range;

/// A cue, and how sure the network is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// The tokens of the cue.
    pub tokens: Range<usize>,
    /// The chance that its first token begins a cue, as the network sees it.
    pub probability: f32,
}

/// How many labels a token can have: 0 is outside, 1 begins a cue, 2 continues a cue.
pub const LABELS: usize = 3;

/// Adds the cues of a sentence to `cues`, which holds those of the text before it. `chances` are the chances of the
/// labels, [`LABELS`] for each token. A cue begins only where the chance of beginning one is at least `threshold` and
/// where it `may_begin`.
pub fn decode(
    sentence: &Range<usize>,
    chances: &[f32],
    threshold: f32,
    may_begin: impl Fn(usize) -> bool,
    cues: &mut Vec<Cue>,
) {
    let at = |i: usize, label: usize| chances[i * LABELS + label];
    let mut i = 0;
    while i < sentence.len() {
        // A cue goes on over tokens that more likely continue a cue than begin one, and at least half as likely as it
        // began.
        let goes_on = cues.last().is_some_and(|c| i > 0 && c.tokens.end == sentence.start + i);
        if at(i, 1) < threshold || goes_on && at(i, 2) > at(i, 1) || !may_begin(sentence.start + i) {
            i += 1;
            continue;
        }
        let start = i;
        let probability = at(i, 1);
        i += 1;
        while i < sentence.len() && at(i, 2) > 0.5 * probability && at(i, 2) > at(i, 1) {
            i += 1;
        }
        cues.push(Cue { tokens: sentence.start + start..sentence.start + i, probability });
    }
}
