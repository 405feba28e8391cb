//! Pairs quotation marks.
//!
//! A mark says little by itself: `'` opens, closes, or is an apostrophe, `"` opens, closes, or means
//! inches, and people type `”` for `“`. Its surroundings say more, and the other marks say the rest. So
//! every mark may be read in several ways, each at a cost (the tables are in `evidence`), and the
//! cheapest reading of the whole text in which all marks that open are closed is taken. It is found in
//! one pass (Viterbi's algorithm) over the marks and paragraph breaks; the states are the stacks of
//! marks that can be open at one time, at most three deep. So a pass takes linear time, a wrong mark
//! costs no more than its own stretch, and straight and curly marks take the same way.
//!
//! A quotation that runs over paragraphs repeats its opening mark at the start of each, and closes at the end of the
//! last: there the mark is read as *continuing*. A mark that opens what a sentence or a clause reports and finds no
//! closing one opens the rest of its paragraph; any other mark without a partner is ignored.
//!
//! What it gets wrong: an elision that starts a word not listed ("the 'prentice") pairs with a
//! plural's apostrophe later in the paragraph; a forgotten closing mark before a paragraph that starts
//! with an opening one looks like a quotation that goes on.

mod evidence;

use std::ops::Range;

use super::sorting::{composite_key, descending, sort_by_key};
use super::token::Token;
use super::{NOT_QUOTED, Span, TokenIndex};
use crate::incremental::{Unchanged, shift_range};
use evidence::{Evidence, Family};

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedStretch {
    /// The tokens of the stretch, marks included. A quotation that runs over paragraphs is one stretch; one whose
    /// closing mark was forgotten ends with its paragraph, or before the clause that reports it, and so without a mark.
    pub tokens: Range<usize>,
    /// The bytes of its tokens.
    pub span: Span,
    /// How many quoted stretches are around it.
    pub depth: usize,
}

/// The marks of the text before an edit, and how each was read.
#[derive(Debug, Default)]
pub struct PairingCache {
    /// How many tokens that text had.
    tokens: usize,
    events: Vec<Event>,
    /// Its paragraphs, in order.
    paragraphs: Vec<WeighedParagraph>,
    readings: Vec<Reading>,
}

/// A paragraph whose marks were weighed.
#[derive(Debug)]
struct WeighedParagraph {
    tokens: Range<usize>,
    /// Whether the paragraph before ends in a reporting clause, which counts for the marks of this one.
    after_clause: bool,
    /// Whether this paragraph ends in one.
    ends_in_clause: bool,
    /// The events of its marks.
    events: Range<usize>,
}

/// Finds the quoted stretches of a text, ordered by start, outer before inner. `last` is of the text before an edit, and
/// becomes that of this text: the evidence of paragraphs that the edit left `unchanged` is taken over, and all readings
/// are where all marks have the same evidence. A text that is no edit is `unchanged` nowhere.
pub fn find_quoted(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    unchanged: Unchanged,
    last: &mut PairingCache,
) -> Vec<QuotedStretch> {
    let (events, weighed) = events(text, tokens, paragraphs, unchanged, last);
    let same = events.len() == last.events.len() && events.iter().zip(&last.events).all(|(a, b)| a.has_evidence_of(b));
    if !same {
        last.readings = cheapest(&events);
    }
    let quoted = quoted_stretches(tokens, &events, &last.readings);
    (last.tokens, last.events, last.paragraphs) = (tokens.len(), events, weighed);
    quoted
}

/// Makes quoted stretches from marks and their readings.
fn quoted_stretches(tokens: &[Token], events: &[Event], readings: &[Reading]) -> Vec<QuotedStretch> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut unclosed: Vec<Range<usize>> = Vec::new();
    for (event, &reading) in events.iter().zip(readings) {
        let Event::Mark(i, evidence) = *event else { continue };
        match reading {
            Reading::Opens => {
                open.push(ranges.len());
                ranges.push(i..i + 1);
            }
            Reading::Closes => {
                if let Some(range) = open.pop().map(|at| &mut ranges[at]) {
                    range.end = i + 1;
                }
            }
            Reading::Nothing if open.is_empty() => unclosed.extend(evidence.to_end.map(|end| i..end)),
            Reading::Nothing | Reading::Continues => {}
        }
    }
    // An unclosed stretch ends with its own paragraph or before, so that two such stretches cannot cross. One that
    // crosses a closed stretch is dropped.
    let closed = ranges.len();
    for range in unclosed {
        let from = ranges[..closed].partition_point(|r| r.start < range.start);
        let mut within = ranges[from..closed].iter().take_while(|r| r.start < range.end);
        if within.all(|r| r.end <= range.end) {
            ranges.push(range);
        }
    }
    // Marks with nothing between them are no quotation.
    ranges.retain(|r| r.len() > 2);
    sort_by_key(&mut ranges, |r| composite_key(r.start, descending(r.end)));
    let mut around: Vec<usize> = Vec::new();
    ranges
        .into_iter()
        .map(|range| {
            while around.last().is_some_and(|&end| end <= range.start) {
                around.pop();
            }
            around.push(range.end);
            let span = tokens[range.start].span().cover(tokens[range.end - 1].span());
            QuotedStretch { tokens: range, span, depth: around.len() - 1 }
        })
        .collect()
}

/// For each token, the index of the innermost quoted stretch that holds it, or `NOT_QUOTED`.
pub fn innermost(quoted: &[QuotedStretch], tokens: usize) -> TokenIndex {
    TokenIndex::of_nested(tokens, quoted.iter().map(|q| &q.tokens).enumerate(), NOT_QUOTED)
}

/// A step of the pass over the text: a mark, or a paragraph's end.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A mark: its token, and what speaks for each way to read it.
    Mark(usize, Evidence),
    /// A paragraph's end before another paragraph.
    Break,
}

impl Event {
    /// Whether both are of one kind with the same evidence, wherever they stand in their texts.
    fn has_evidence_of(&self, other: &Event) -> bool {
        match (self, other) {
            (Event::Break, Event::Break) => true,
            (Event::Mark(_, a), Event::Mark(_, b)) => {
                Evidence { to_end: None, ..*a } == Evidence { to_end: None, ..*b }
            }
            _ => false,
        }
    }

    /// The event where all tokens have numbers that are greater by `by`, which wraps where it is negative.
    fn shifted(self, by: usize) -> Event {
        match self {
            Event::Mark(i, evidence) => {
                let to_end = evidence.to_end.map(|end| end.wrapping_add(by));
                Event::Mark(i.wrapping_add(by), Evidence { to_end, ..evidence })
            }
            Event::Break => Event::Break,
        }
    }
}

/// The marks of a text with what speaks for each way to read them, and the paragraphs that they were weighed in.
fn events(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    unchanged: Unchanged,
    last: &PairingCache,
) -> (Vec<Event>, Vec<WeighedParagraph>) {
    let mut events = Vec::with_capacity(last.events.len() + 8);
    let mut weighed: Vec<WeighedParagraph> = Vec::with_capacity(paragraphs.len());
    let longer_by = tokens.len().wrapping_sub(last.tokens);
    for paragraph in paragraphs {
        let after_clause = weighed.last().is_some_and(|before| before.ends_in_clause);
        if !events.is_empty() {
            events.push(Event::Break);
        }
        let start = events.len();
        let by = match paragraph {
            _ if paragraph.end <= unchanged.at_start => Some(0),
            _ if paragraph.start >= tokens.len() - unchanged.at_end => Some(longer_by),
            _ => None,
        };
        let known = by.and_then(|by| Some((by, last.find(&shift_range(paragraph, by.wrapping_neg()), after_clause)?)));
        let ends_in_clause = match known {
            Some((by, known)) => {
                events.extend(last.events[known.events.clone()].iter().map(|event| event.shifted(by)));
                known.ends_in_clause
            }
            None => {
                let add = |i, evidence| events.push(Event::Mark(i, evidence));
                evidence::weigh(text, tokens, paragraph.clone(), after_clause, add);
                evidence::reporting_clause(text, tokens, paragraph).is_some()
            }
        };
        let events = start..events.len();
        weighed.push(WeighedParagraph { tokens: paragraph.clone(), after_clause, ends_in_clause, events });
    }
    (events, weighed)
}

impl PairingCache {
    /// The paragraph of just these tokens, if it stood behind a reporting clause as this one does or doesn't.
    fn find(&self, tokens: &Range<usize>, after_clause: bool) -> Option<&WeighedParagraph> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.tokens.start < tokens.start);
        self.paragraphs.get(at).filter(|known| known.tokens == *tokens && known.after_clause == after_clause)
    }
}

/// How a mark is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Nothing,
    Opens,
    Closes,
    Continues,
}

/// A reading of a mark, with the family of the mark that it closes: what tracing the cheapest path back needs.
#[derive(Debug, Clone, Copy)]
enum Step {
    Nothing,
    Opens,
    Closes(Family),
    Continues,
}

/// The quotation marks that are open at one time, as one number: 0 where none is; a mark of family `f` (0, 1 or 2) that opens within
/// stack `s` makes it `3s + 1 + f`.
type Stack = usize;
const NONE_OPEN: Stack = 0;
/// How many stacks of at most three open marks there are, each of one of three families.
const STACKS: usize = 1 + 3 + 9 + 27;

fn push(stack: Stack, family: Family) -> Stack {
    stack * 3 + 1 + family as usize
}

fn pop(stack: Stack) -> Stack {
    stack.saturating_sub(1) / 3
}

/// The family of the innermost open mark.
fn top(stack: Stack) -> Option<Family> {
    use Family::{Curly, Single, Straight};
    (stack != NONE_OPEN).then(|| [Straight, Curly, Single][(stack - 1) % 3])
}

/// The family of the open mark at `level`, counted from the outermost.
fn open_mark_at(mut stack: Stack, level: usize) -> Option<Family> {
    let depth = std::iter::successors(Some(stack), |&s| (s != NONE_OPEN).then(|| pop(s))).count() - 1;
    for _ in level + 1..depth {
        stack = pop(stack);
    }
    if level < depth { top(stack) } else { None }
}

/// The cost of a paragraph break in a quotation where the next paragraph doesn't repeat the mark: a poem, a letter.
const UNMARKED_BREAK: u32 = 7;
/// The cost of a paragraph break in a quotation between ", he said." and a paragraph that begins with a mark: rather,
/// the closing mark was forgotten, and the next quotation is another one.
const BREAK_AFTER_CLAUSE: u32 = 6;
/// The cost of a mark directly within one of its own family.
const SAME_WITHIN: u32 = 4;
/// The cost of a straight double mark within a curly one, or the other way round.
const OTHER_WITHIN: u32 = 1;
/// The cost of a curly double mark that closes a straight one, or the other way round.
const MISMATCH: u32 = 3;
/// The cost of what is impossible: more than any reading can cost, so that it is never chosen.
const NEVER: u32 = u32::MAX / 2;

/// The cost of a paragraph's end while the marks of `stack` are open, before the event `next`.
fn break_cost(stack: Stack, next: Option<&Event>) -> u32 {
    match next {
        _ if stack == NONE_OPEN => 0,
        Some(Event::Mark(_, e)) if e.leading == Some(0) && open_mark_at(stack, 0) == Some(e.family) => {
            if e.after_clause { BREAK_AFTER_CLAUSE } else { 0 }
        }
        _ => UNMARKED_BREAK,
    }
}

/// For each event, how it is read in the cheapest reading of the whole text.
fn cheapest(events: &[Event]) -> Vec<Reading> {
    let mut costs = [NEVER; STACKS];
    costs[NONE_OPEN] = 0;
    // For each event and each stack after it, how the event was read, and the mark it closed.
    let mut steps: Vec<[Step; STACKS]> = Vec::with_capacity(events.len());
    for (number, event) in events.iter().enumerate() {
        let mut next = [NEVER; STACKS];
        let mut step = [Step::Nothing; STACKS];
        let mut go = |after: Stack, how: Step, cost: u32| {
            if cost < next[after] {
                next[after] = cost;
                step[after] = how;
            }
        };
        for (stack, &cost) in costs.iter().enumerate().filter(|&(_, &cost)| cost < NEVER) {
            match event {
                Event::Break => go(stack, Step::Nothing, cost + break_cost(stack, events.get(number + 1))),
                // Where two readings cost the same, the one with the shorter stretches is to win: a later
                // opening mark over an earlier one, an earlier closing mark over a later one.
                Event::Mark(_, e) => {
                    let after = push(stack, e.family);
                    if after < STACKS {
                        let nested = match top(stack) {
                            Some(family) if family == e.family => SAME_WITHIN,
                            Some(family) if family.is_double() && e.family.is_double() => OTHER_WITHIN,
                            _ => 0,
                        };
                        go(after, Step::Opens, cost + e.opens + nested);
                    }
                    go(stack, Step::Nothing, cost + e.nothing);
                    match top(stack) {
                        Some(family) if family == e.family => go(pop(stack), Step::Closes(family), cost + e.closes),
                        Some(family) if family.is_double() && e.family.is_double() => {
                            go(pop(stack), Step::Closes(family), cost + e.closes + MISMATCH);
                        }
                        _ => {}
                    }
                    if e.leading.is_some_and(|level| open_mark_at(stack, level) == Some(e.family)) {
                        go(stack, Step::Continues, cost + e.opens);
                    }
                }
            }
        }
        // Only differences matter. The least cost is taken off, so that no sum can overflow.
        let least = next.iter().copied().min().unwrap_or(0);
        costs = next.map(|cost| if cost < NEVER { cost - least } else { NEVER });
        steps.push(step);
    }
    let mut readings = vec![Reading::Nothing; events.len()];
    let mut stack = NONE_OPEN;
    for (reading, step) in readings.iter_mut().zip(&steps).rev() {
        match step[stack] {
            Step::Nothing => {}
            Step::Continues => *reading = Reading::Continues,
            Step::Opens => {
                *reading = Reading::Opens;
                stack = pop(stack);
            }
            Step::Closes(family) => {
                *reading = Reading::Closes;
                stack = push(stack, family);
            }
        }
    }
    readings
}
