//! Attributions: the words that somebody is reported to have said or thought, the words that report, and who.

use crate::rules::AttributionRule;
use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use crate::incremental::shift_range;
use crate::text::sorting::composite_key;

/// What the source did with the content: whether it is speech or thought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// The source said, wrote or reported the content, or called something so.
    Speech,
    /// The source believed, hoped, planned or wanted the content.
    Thought,
}

/// An attribution: reported words with the words that attribute them. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words reported, quotation marks included, in text order; at least one range.
    pub content: Vec<Range<usize>>,
    /// The words that report; none for quoted words that stand alone, or that a name without a dash signs.
    pub cue: Option<Range<usize>>,
    /// The words that say who is reported; none where the text does not say it beside the content.
    pub source: Option<Range<usize>>,
    /// Whether the content was said or thought.
    pub act: Act,
    /// The chance, from 0 to 1, that the attribution is there and its source right.
    pub confidence: f32,
    /// The rule that found it, or the network as [`AttributionRule::Model`].
    pub rule: AttributionRule,
}

impl Attribution {
    /// Moves all ranges by `by` tokens. The sum wraps, so that a negative number can be given as its two's complement.
    pub fn shifted(&self, by: usize) -> Attribution {
        let shifted = |part: &Range<usize>| shift_range(part, by);
        Attribution {
            content: self.content.iter().map(shifted).collect(),
            cue: self.cue.as_ref().map(shifted),
            source: self.source.as_ref().map(shifted),
            ..*self
        }
    }
}

/// A number that orders attributions by the start of their content, and then by that of their cue.
pub fn in_text_order(attribution: &Attribution) -> u64 {
    composite_key(attribution.content[0].start, attribution.cue.as_ref().map_or(0, |cue| cue.start + 1))
}

/// Maps each token of a cue to the index of its attribution in `found`; where two share a token, to that of the last.
pub fn by_token_of_cue(found: &[Attribution]) -> HashMap<u64, usize> {
    let cues = found.iter().enumerate().filter_map(|(a, attribution)| Some((a, attribution.cue.clone()?)));
    cues.flat_map(|(a, cue)| cue.map(move |i| (i as u64, a))).collect()
}
