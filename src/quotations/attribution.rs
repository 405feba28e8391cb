//! An attribution: the words that somebody is reported to have said or thought, the words that report, and who.

use crate::rules::AttributionRule;
use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use crate::incremental::shift_range;
use crate::text::sorting::composite_key;

/// What the source did with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It said, wrote or reported the content, or called something so.
    Speech,
    /// It believed, hoped, planned or wanted the content.
    Thought,
}

/// Words, and the words that attribute them. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words attributed, quotation marks included, in text order; at least one range.
    pub content: Vec<Range<usize>>,
    /// The words that report.
    pub cue: Option<Range<usize>>,
    /// The words that say who is reported.
    pub source: Option<Range<usize>>,
    /// Whether the content was said or thought.
    pub act: Act,
    /// The chance that the attribution is there and its source right.
    pub confidence: f32,
    /// The rule or model that found the attribution.
    pub rule: AttributionRule,
}

impl Attribution {
    /// The same attribution where all tokens have numbers that are greater by `by`, which wraps where it is negative.
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

/// For the tokens of cues, the attribution that each is of.
pub fn by_token_of_cue(found: &[Attribution]) -> HashMap<u64, usize> {
    let cues = found.iter().enumerate().filter_map(|(a, attribution)| Some((a, attribution.cue.clone()?)));
    cues.flat_map(|(a, cue)| cue.map(move |i| (i as u64, a))).collect()
}
