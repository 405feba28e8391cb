//! Pairs quotation marks.
//!
//! A mark says little by itself: `'` opens, closes, or is an apostrophe, `"` opens, closes, or means
//! inches, and people type `”` for `“`. Its surroundings say more, and the other marks say the rest. So
//! every mark may be read in several ways, each at a cost (the table is in [`evidence`]), and the
//! cheapest reading of the whole text in which all marks that open are closed is taken. It is found in
//! one pass (Viterbi's algorithm) over the marks and paragraph breaks; the states are the stacks of
//! marks that can be open at one time, at most three deep. So a pass takes linear time, a wrong mark
//! costs no more than its own stretch, and straight and curly marks take the same way.
//!
//! A quotation that runs over paragraphs repeats its opening mark at the start of each, and closes at
//! the end of the last: there the mark is read as *continuing*.
//!
//! What it gets wrong: an elision that starts a word not listed ("the 'prentice") pairs with a
//! plural's apostrophe later in the paragraph; a forgotten closing mark before a paragraph that starts
//! with an opening one looks like a quotation that goes on.

mod evidence;

use std::ops::Range;

use super::token::{Token, TokenKind};
use super::{NOT_QUOTED, Span};
use evidence::{Evidence, Family};

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its tokens, marks included. A quotation that runs over paragraphs is one.
    pub tokens: Range<usize>,
    /// Bytes from the opening to the closing mark, both included.
    pub span: Span,
    /// How many quoted stretches are around it.
    pub depth: usize,
}

/// The quoted stretches, by start, outer before inner.
pub fn pair(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Quoted> {
    let events = events(text, tokens, paragraphs);
    let readings = cheapest(&events);
    let mut out: Vec<Quoted> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (event, reading) in events.iter().zip(readings) {
        let Event::Mark(i, _) = *event else { continue };
        match reading {
            Reading::Opens => {
                open.push(out.len());
                let span = tokens[i].span;
                out.push(Quoted { tokens: i..i + 1, span, depth: open.len() - 1 });
            }
            Reading::Closes => {
                if let Some(quoted) = open.pop().map(|at| &mut out[at]) {
                    quoted.tokens.end = i + 1;
                    quoted.span.end = tokens[i].span.end;
                }
            }
            Reading::Nothing | Reading::Continues => {}
        }
    }
    out
}

/// For each token, the innermost stretch that holds it.
pub fn innermost(quoted: &[Quoted], tokens: usize) -> Vec<u32> {
    let mut inside = vec![NOT_QUOTED; tokens];
    for (i, q) in quoted.iter().enumerate() {
        inside[q.tokens.clone()].fill(i as u32);
    }
    inside
}

/// What the pass goes over.
enum Event {
    /// A mark: its token, and what speaks for each way to read it.
    Mark(usize, Evidence),
    /// A paragraph's end before another paragraph.
    Break,
}

fn events(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Event> {
    let mut out = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 && !out.is_empty() {
            out.push(Event::Break);
        }
        let marks = out.len();
        out.extend(
            paragraph
                .clone()
                .filter(|&i| tokens[i].kind == TokenKind::Mark)
                .map(|i| Event::Mark(i, Evidence::default())),
        );
        let marks = &mut out[marks..];
        evidence::weigh(
            text,
            tokens,
            paragraph,
            marks.iter_mut().filter_map(|event| match event {
                Event::Mark(i, evidence) => Some((*i, evidence)),
                Event::Break => None,
            }),
        );
    }
    out
}

/// How a mark is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Nothing,
    Opens,
    Closes,
    Continues,
}

/// The marks open at one time, outermost first, as bits under a leading one: `0b1` none, `0b10` a
/// double mark, `0b101` a single one within a double one.
type Stack = usize;
const NONE_OPEN: Stack = 1;
/// Stacks are smaller: three marks at most.
const STACKS: usize = 16;

fn depth(stack: Stack) -> usize {
    stack.ilog2() as usize
}

fn push(stack: Stack, family: Family) -> Stack {
    stack << 1 | family as usize
}

fn is_top(stack: Stack, family: Family) -> bool {
    stack > NONE_OPEN && stack & 1 == family as usize
}

/// Whether the `level`th mark of the stack, from outside, is of this family.
fn is_at(stack: Stack, level: usize, family: Family) -> bool {
    level < depth(stack) && stack >> (depth(stack) - 1 - level) & 1 == family as usize
}

/// A quotation that a paragraph break interrupts although no mark repeats: a poem, a line of a letter.
const UNMARKED_BREAK: u32 = 7;
/// A double mark directly within a double mark.
const SAME_WITHIN: u32 = 4;
/// More than any text's marks can cost.
const NEVER: u32 = u32::MAX / 4;

/// For each event, its reading in the cheapest reading of all.
fn cheapest(events: &[Event]) -> Vec<Reading> {
    let mut costs = [NEVER; STACKS];
    costs[NONE_OPEN] = 0;
    // For each event and each stack after it, the stack before it and the reading.
    let mut came: Vec<[(u8, Reading); STACKS]> = Vec::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        let mut next = [NEVER; STACKS];
        let mut from = [(NONE_OPEN as u8, Reading::Nothing); STACKS];
        let mut go = |before: Stack, after: Stack, reading: Reading, cost: u32| {
            let cost = costs[before].saturating_add(cost).min(NEVER);
            if cost < next[after] {
                next[after] = cost;
                from[after] = (before as u8, reading);
            }
        };
        match event {
            Event::Break => {
                let marked = |stack| match events.get(at + 1) {
                    Some(Event::Mark(_, e)) => e.leading == Some(0) && is_at(stack, 0, e.family),
                    _ => false,
                };
                for stack in NONE_OPEN..STACKS {
                    let free = stack == NONE_OPEN || marked(stack);
                    go(stack, stack, Reading::Nothing, if free { 0 } else { UNMARKED_BREAK });
                }
            }
            // Where two readings cost the same, the one with the shorter stretches is to win: a later
            // opening mark over an earlier one, an earlier closing mark over a later one.
            Event::Mark(_, e) => {
                for stack in NONE_OPEN..STACKS {
                    let after = push(stack, e.family);
                    if after < STACKS {
                        let nested = if is_top(stack, e.family) { SAME_WITHIN } else { 0 };
                        go(stack, after, Reading::Opens, e.opens + nested);
                    }
                    go(stack, stack, Reading::Nothing, e.nothing);
                    if is_top(stack, e.family) {
                        go(stack, stack >> 1, Reading::Closes, e.closes);
                    }
                    if e.leading.is_some_and(|level| is_at(stack, level, e.family)) {
                        go(stack, stack, Reading::Continues, e.opens);
                    }
                }
            }
        }
        // Only differences matter; so no sum can overflow.
        let least = next.iter().copied().min().unwrap_or(0);
        costs = next.map(|cost| if cost == NEVER { NEVER } else { cost - least });
        came.push(from);
    }
    let mut readings = vec![Reading::Nothing; events.len()];
    let mut stack = NONE_OPEN;
    for (reading, from) in readings.iter_mut().zip(&came).rev() {
        let (before, how) = from[stack];
        *reading = how;
        stack = before as usize;
    }
    readings
}
