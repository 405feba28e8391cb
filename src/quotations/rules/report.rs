//! Reports without quotation marks, as rules find them in a sentence or a line.

use std::ops::Range;

use crate::rules::AttributionRule;

/// A report that a rule found. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The words that say who is reported.
    pub source: Range<usize>,
    /// The words that report.
    pub cue: Range<usize>,
    /// The words that are reported.
    pub content: Range<usize>,
    /// The rule that found the report.
    pub rule: AttributionRule,
}

/// The fewest tokens of content that a rule without marks may report; fewer are a fragment.
pub const FEWEST: usize = 3;
