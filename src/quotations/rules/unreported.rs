//! Finds attributions for quoted stretches that no content holds yet: a clause beside the stretch reports it, it goes
//! on with the quotation before it, or it stands alone.

use std::ops::Range;

use super::clause::reported;
use super::ranges::{merged, overlap, starting_in, touching};
use super::{after_marks, before_marks, frame, sentence_beside, stands_alone};
use crate::quotations::attribution::{Attribution, by_token_of_cue};
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, word};
use crate::text::index::by_token;

/// The confidence of an attribution that only a sentence beside the marks shows: Ana Ruiz laughed. “The road is
/// closed.”
const BESIDE: f32 = 0.6;

/// Adds each quoted stretch of a window that no content holds to the attribution that it belongs to, or makes a new
/// attribution of it.
pub fn add_unreported(
    context: &Context,
    stretches: &[Range<usize>],
    window: &Range<usize>,
    found: &mut Vec<Attribution>,
) {
    // A report inside the stretch does not count: of “I hope we win,” Ana Ruiz said, "I hope" does not report the whole.
    let within = |attribution: &Attribution, content: &Range<usize>| {
        let cue = attribution.cue.clone().unwrap_or(content.start..content.start);
        touching(stretches, content).iter().any(|q| overlap(q, &cue) > 0)
    };
    let holding = found.iter().enumerate().flat_map(|(a, held)| {
        held.content.iter().filter(move |content| !within(held, content)).map(move |content| (a, content))
    });
    // For each token, the index of the attribution that holds it.
    let holder = by_token(context.len(), holding, u32::MAX);
    let mut cue_of = by_token_of_cue(found);
    // The attribution of the stretch before, by its index, and the end of that stretch.
    let mut last_attributed: Option<(usize, usize)> = None;
    for number in starting_in(stretches, window) {
        let q = &stretches[number];
        let held = q.clone().filter(|&i| holder[i] != u32::MAX).count();
        if 2 * held >= q.len() {
            // The opening mark belongs to the attribution of the whole stretch, not to one inside it.
            let whole = holder[q.start];
            last_attributed = (whole != u32::MAX).then_some((whole as usize, q.end));
            continue;
        }
        let paragraph = &context.document.paragraphs[context.paragraph_of[q.start] as usize];
        let last = &context.document.paragraphs[context.paragraph_of[q.end - 1] as usize];
        let floor = paragraph.start;
        let limit = stretches.get(number + 1).map_or(last.end, |next| next.start.min(last.end));
        let clause = frame::clause(context, q, limit)
            .or_else(|| after_marks::after(context, q.end, limit))
            .or_else(|| before_marks::before(context, q.start, floor))
            .or_else(|| before_marks::introduced(context, q.start, paragraph));
        let to = match clause {
            Some(clause) => {
                let known = clause.cue.clone().find_map(|i| cue_of.get(&(i as u64)));
                match known {
                    Some(&a) => a,
                    None => {
                        cue_of.extend(clause.cue.clone().map(|i| (i as u64, found.len())));
                        found.push(reported(context, q, clause));
                        last_attributed = Some((found.len() - 1, q.end));
                        continue;
                    }
                }
            }
            None => match last_attributed.filter(|&(a, end)| {
                goes_on(context, &found[a], end, q, floor) || goes_on_below(context, &found[a], end, q, stretches)
            }) {
                Some((a, _)) => a,
                None => {
                    let beside = sentence_beside::clause(context, q);
                    // A sentence that reports something itself is no mere act beside the quotation.
                    let sentence = |at: usize| context.document.sentences[context.sentence_of[at] as usize].clone();
                    let known = beside
                        .as_ref()
                        .and_then(|clause| sentence(clause.cue.start).find(|&i| cue_of.contains_key(&(i as u64))));
                    if let Some(clause) = beside.filter(|_| known.is_none()) {
                        cue_of.extend(clause.cue.clone().map(|i| (i as u64, found.len())));
                        found.push(Attribution { confidence: BESIDE, ..reported(context, q, clause) });
                        last_attributed = Some((found.len() - 1, q.end));
                    } else if stands_alone::stands_alone(context, q) {
                        found.push(stands_alone::alone(q));
                    }
                    continue;
                }
            },
        };
        // A word alone only points to the words in marks: “…,” as Ana Ruiz put | it |.
        found[to].content.retain(|content| content.len() > 1 || context.is_quoted(content.start));
        found[to].content.push(q.clone());
        found[to].content = merged(std::mem::take(&mut found[to].content));
        last_attributed = Some((to, q.end));
    }
}

/// Whether stretch `q` goes on with the stretch that ended at `end` and belongs to `attribution`: “I stayed,” she said.
/// “I had to.” `floor` is where the paragraph begins.
fn goes_on(context: &Context, attribution: &Attribution, end: usize, q: &Range<usize>, floor: usize) -> bool {
    let Some(cue) = &attribution.cue else { return false };
    let near = end >= floor && q.start - end < 30;
    // A comma before the second stretch serves as well: “When it rains,” she said, closing the door, “the road floods.”
    let within = || word(context, q.start - 1) == "," && end > 1 && word(context, end - 2) == ",";
    let begins = q.start > floor && (phrases::is_stop(context, q.start - 1) || within());
    let one_clause = (end..q.start.saturating_sub(1)).all(|i| !phrases::is_stop(context, i));
    near && begins && one_clause && (cue.start >= end && cue.end <= q.start)
}

/// Whether stretch `q` makes up a paragraph and goes on with the quotation that ends the paragraph before: “I stayed,”
/// she said. / “I had to.” Not where a question stands above, which `q` or the quotation above it may answer.
fn goes_on_below(
    context: &Context,
    attribution: &Attribution,
    end: usize,
    q: &Range<usize>,
    stretches: &[Range<usize>],
) -> bool {
    let Some(cue) = &attribution.cue else { return false };
    let document = context.document;
    let number = context.paragraph_of[q.start] as usize;
    let (own, last) = (&document.paragraphs[number], &document.paragraphs[context.paragraph_of[q.end - 1] as usize]);
    let stop_after = q.end + 1 == last.end && phrases::is_stop(context, q.end);
    let whole = q.start == own.start && (q.end == last.end || stop_after) && ends_sentence(context, q);
    let above = end > 0 && context.paragraph_of[end - 1] as usize + 1 == caption_or_self(context, number);
    if !whole || !above {
        return false;
    }
    // Nothing but the reporting clause may stand between.
    let between = end..document.paragraphs[caption_or_self(context, number)].start;
    let sentence = &document.sentences[context.sentence_of[cue.start] as usize];
    let clause = between.is_empty() || between.contains(&cue.start) && sentence.end >= between.end;
    let asks = |q: &Range<usize>| (q.end.saturating_sub(3)..q.end).any(|i| word(context, i).starts_with('?'));
    let before = stretches.partition_point(|other| other.end <= attribution.content[0].start);
    let asked = before.checked_sub(1).map(|before| &stretches[before]).is_some_and(|other| {
        let place = context.paragraph_of[other.end - 1];
        asks(other) && place + 1 >= context.paragraph_of[attribution.content[0].start]
    });
    let asking = stretches[..stretches.partition_point(|other| other.end <= end)].last().is_some_and(asks);
    let direct = !context.is_quoted(cue.start) && attribution.content.iter().all(|c| context.is_quoted(c.start));
    clause && direct && attribution.source.is_some() && !asked && !asking
}

/// The paragraph right below which a quotation must end to go on in paragraph `number`: that paragraph itself, or the
/// one before it if that is the caption of a picture (no sentence, no quotation marks, no colon).
fn caption_or_self(context: &Context, number: usize) -> usize {
    let caption = |paragraph: &Range<usize>| {
        let sentence = phrases::is_stop(context, paragraph.end - 1);
        !sentence && !paragraph.clone().any(|i| context.is_quoted(i) || word(context, i) == ":")
    };
    let between = number.checked_sub(1).filter(|&before| before > 0 && caption(&context.document.paragraphs[before]));
    between.unwrap_or(number)
}

/// Whether words in marks end as a sentence does, with the stop inside the marks or right after them.
fn ends_sentence(context: &Context, q: &Range<usize>) -> bool {
    let stop = |i: usize| phrases::is_stop(context, i);
    (q.end.saturating_sub(3)..(q.end + 1).min(context.len())).any(stop)
}
