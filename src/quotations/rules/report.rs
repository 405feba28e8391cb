//! A report without marks, as a rule finds it in a sentence or a line.

use std::ops::Range;

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

/// Contents of fewer tokens are fragments, and reported by no rule.
pub const FEWEST: usize = 3;
