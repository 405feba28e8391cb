//! Cues: the words that report, "said", "according to", "has called on".
//!
//! The network labels each token of a sentence. A cue can be any verb of
//! saying, thinking or wanting, a noun ("his claim that"), a preposition or a colon; what makes it one
//! is its company: a subject that can speak, a complement clause, quotation marks nearby.

use std::ops::Range;

/// A cue and how sure the model is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// The tokens of the cue.
    pub tokens: Range<usize>,
    /// The chance, as the model sees it, that its head word begins or continues a cue.
    pub probability: f32,
}

/// How many labels there are: outside, begins a cue, continues a cue.
pub const LABELS: usize = 3;

/// The cues of a sentence, by the chances of its tokens' labels, a row a token. Those under the `threshold` are left out,
/// and those that begin where none `may_begin`.
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
        // A cue begins where beginning is likely enough, and runs on while going on is likelier than not.
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
