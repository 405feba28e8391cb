//! A reporting clause as a rule finds it beside quoted words.

use crate::rules::AttributionRule;
use std::ops::Range;

/// A reporting clause. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The words that report.
    pub cue: Range<usize>,
    /// The words that name who.
    pub source: Option<Range<usize>>,
    /// What found it.
    pub rule: AttributionRule,
}
