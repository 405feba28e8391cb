//! Words before the subject of a report that are no part of what it reports: *Discussing the films*, Ana Ruiz said the
//! road was closed; on *“Morning Live,”* Ana Ruiz said it was closed.

use std::ops::Range;

use super::no_report::all_capitals;
use super::signature;
use crate::lexicon::Flag;
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, word};
use crate::syntax::Tag;

/// Takes such words before the source out of a content that goes on after the cue.
pub fn leave_out(context: &Context, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue.clone(), attribution.source.clone()) else { return };
    let after = attribution.content.iter().any(|content| content.start >= cue.end);
    if attribution.content.len() < 2 || !after || cue.start < source.start {
        return;
    }
    // Between commas, the clause interrupts what it reports: The road, Ana Ruiz said, was closed.
    let interrupts = cue.end < context.len() && word(context, cue.end) == ",";
    attribution.content.retain(|content| {
        let before = content.end <= source.start && source.start - content.end <= 1;
        !before || !(is_title(context, content) || !interrupts && is_opening(context, content))
    });
}

/// The most tokens of a dateline.
const LONGEST_DATELINE: usize = 12;

/// The token behind a dateline with a dash or colon at the start of a range: "LONDON (AP) – | Fishing boats sank". Only
/// places, dates and brackets stand before the dash; one place alone must be in capitals.
fn after_dateline(context: &Context, range: &Range<usize>) -> Option<usize> {
    let shouts = |i: usize| word(context, i).len() > 2 && word(context, i).chars().all(char::is_uppercase);
    let dash = range.clone().skip(1).take(LONGEST_DATELINE).find(|&i| {
        signature::is_dash(word(context, i)) && context.document.space_before(i) || word(context, i) == ":"
    })?;
    let time = |i: usize| phrases::kind(context, i) == name_kind::TIME;
    // Before a comma and a date, any words with capitals are a place.
    let dated = (range.start + 1..dash).find(|&i| time(i)).is_some_and(|i| word(context, i - 1) == ",");
    let capital = |i: usize| word(context, i).starts_with(char::is_uppercase);
    let (mut bracket, mut sure) = (false, dated || shouts(range.start));
    for i in range.start..dash {
        let sign = word(context, i);
        bracket = sign == "(" || bracket && sign != ")";
        sure |= bracket;
        let place = phrases::kind(context, i) == name_kind::PLACE || shouts(i) || dated && (capital(i) || time(i));
        if !(bracket || place || matches!(sign, ")" | ",")) {
            return None;
        }
    }
    (sure && capital(range.start) && dash + 1 < range.end).then_some(dash + 1)
}

/// Takes a dateline off the start of a content or source that begins its paragraph: "NEWPORT | Fishing boats sank".
pub fn leave_dateline_out(context: &Context, attribution: &mut Attribution) {
    for range in attribution.content.iter_mut().take(1).chain(&mut attribution.source) {
        if context.edges[range.start] & 4 > 0
            && let Some(start) = after_dateline(context, range)
        {
            range.start = start;
            continue;
        }
        let place = |i: usize| context.name_kind[i] == name_kind::PLACE;
        let shouted = |&i: &usize| place(i) && word(context, i).chars().all(char::is_uppercase);
        let end = range.start + range.clone().take_while(shouted).count();
        let begins = context.edges[range.start] & 4 > 0 && end > range.start && end < range.end;
        // A name of up to three letters may belong to what follows: "USA Today".
        let long = || context.document.span(range.start..end).of(context.document.text).len() > 3;
        if begins && long() && word(context, end).starts_with(char::is_uppercase) {
            range.start = end;
        }
    }
}

/// Whether a content in marks inside a sentence is a title: “Morning Live,”
fn is_title(context: &Context, content: &Range<usize>) -> bool {
    let sentence = &context.document.sentences[context.sentence_of[content.start] as usize];
    let marked = context.is_quoted(content.start) && context.is_quoted(content.end - 1);
    marked && content.start > sentence.start && all_capitals(context, content)
}

/// Whether a content without marks begins its sentence with a participle of speaking: "Discussing the films".
fn is_opening(context: &Context, content: &Range<usize>) -> bool {
    let sentence = &context.document.sentences[context.sentence_of[content.start] as usize];
    let speaks = [Flag::Says, Flag::Tells, Flag::Addresses].iter().any(|&flag| context.has(content.start, flag));
    let opens = matches!(phrases::tag(context, content.start), Tag::VBG | Tag::VBN) && speaks;
    opens && content.start == sentence.start && !content.clone().any(|i| context.is_quoted(i))
}
