//! A report without marks, as a rule finds it in a sentence or a line.

use std::ops::Range;

use crate::incremental::shift_range;
use crate::rules::AttributionRule;

/// A report. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Who.
    pub source: Range<usize>,
    /// The words that report.
    pub cue: Range<usize>,
    /// What is reported.
    pub content: Range<usize>,
    /// What found it.
    pub rule: AttributionRule,
}

impl Report {
    /// The same report where all tokens have numbers that are greater by `by`, which wraps where it is negative.
    pub fn shifted(&self, by: usize) -> Report {
        let [source, cue, content] = [&self.source, &self.cue, &self.content].map(|part| shift_range(part, by));
        Report { source, cue, content, rule: self.rule }
    }
}

/// Contents of fewer tokens are fragments, and reported by no rule.
pub const FEWEST: usize = 3;
