//! A content that its reporting clause interrupts: | The road, | Ana Ruiz said, | was closed |.

use std::ops::Range;

use crate::quotations::attribution::Attribution;
use crate::quotations::context::Context;
use crate::quotations::phrases::word;

/// | The road, | Ana Ruiz said, | was closed |: what a reporting clause between commas interrupts begins before it.
pub fn before_parenthesis(
    context: &Context,
    attribution: &Attribution,
    content: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let (cue, source, content) = (attribution.cue.as_ref()?, attribution.source.as_ref()?, content?);
    let comma = source.start.checked_sub(1)?;
    let start = context.document.sentences[context.sentence_of[cue.start] as usize].start;
    let between = source.end == cue.start && content.start == cue.end + 1 && start < comma;
    let commas = between && word(context, cue.end) == "," && word(context, comma) == ",";
    (commas && !(start..content.end).any(|i| context.is_quoted(i))).then_some(start..comma)
}
