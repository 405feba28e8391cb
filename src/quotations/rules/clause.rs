//! Reporting clauses beside quoted words, as rules find them.

use std::ops::Range;

use crate::quotations::act;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::rules::AttributionRule;

/// A reporting clause. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The words that report.
    pub cue: Range<usize>,
    /// The words that say who speaks.
    pub source: Option<Range<usize>>,
    /// The rule that found the clause.
    pub rule: AttributionRule,
}

/// Makes an attribution of a quoted stretch and the clause that reports it.
pub fn reported(context: &Context, q: &Range<usize>, clause: Clause) -> Attribution {
    let act = act::act(context, &clause.cue);
    Attribution {
        content: vec![q.clone()],
        cue: Some(clause.cue),
        source: clause.source,
        act,
        confidence: 0.85,
        rule: clause.rule,
    }
}
