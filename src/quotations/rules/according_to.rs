//! Reports by "according to", before or after a statement without quotation marks: According to Ana Ruiz, the road is
//! closed. The road is closed, according to Ana Ruiz.

use crate::rules::AttributionRule;
use std::ops::Range;

use super::no_report::goes_by_standard;
use super::report::Report;
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of, word};

/// Finds the report of a sentence that begins or ends with "according to" and its source. None if "according to" tells
/// what something goes by: "according to plan".
pub fn find(context: &Context, sentence: &Range<usize>) -> Option<Report> {
    let mut pairs = sentence.start + 1..sentence.end;
    let to = pairs.find(|&i| {
        is_one_of(context, i, &["to"]) && is_one_of(context, i - 1, &["according"]) && !context.is_quoted(i)
    })?;
    let cue = to - 1..to + 1;
    let source = phrases::phrase_from(context, to + 1, sentence.end)?;
    if goes_by_standard(context, cue.start) {
        return None;
    }
    if cue.start == sentence.start {
        // In "According to Ana Ruiz, the road is closed", what follows the comma looks like an apposition, but is one
        // only if a second comma ends it.
        let comma = (to + 2..source.end).find(|&i| word(context, i) == ",");
        let closed = source.end < sentence.end && word(context, source.end) == ",";
        let source = comma.filter(|_| !closed).map_or(source.clone(), |comma| source.start..comma);
        let comma = source.end;
        let content = comma + 1..sentence.end;
        let fits = comma < sentence.end && word(context, comma) == "," && !content.is_empty();
        return fits.then_some(Report { source, cue, content, rule: AttributionRule::AccordingToInFront });
    }
    let content = sentence.start..cue.start - 1;
    let fits = word(context, cue.start - 1) == "," && !content.is_empty() && source.end == sentence.end;
    fits.then_some(Report { source, cue, content, rule: AttributionRule::AccordingToAtEnd })
}
