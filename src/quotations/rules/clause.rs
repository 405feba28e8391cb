//! A reporting clause as a rule finds it beside quoted words.

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
    /// The words that name who.
    pub source: Option<Range<usize>>,
    /// What found it.
    pub rule: AttributionRule,
}

/// A quoted stretch that a clause reports.
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
