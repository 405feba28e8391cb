//! Turns of an interview, and headlines: a name and a colon, and what is said without marks.
//!
//! > Tom Owens: Why did you close the road?
//! >
//! > Ana Ruiz: Because it was never safe.
//!
//! A line that begins so is somebody's turn where at least three lines of the text do, or where the name
//! is a person's or a body's and the line is the headline: "Ruiz: Road will stay closed".
//!
//! What it gets wrong: a list with names for its headings.

use std::ops::Range;

use rustc_hash::FxHashSet as HashSet;

use super::clauses::{is, word};
use super::scene::Scene;
use crate::text::token::TokenKind;

/// A line that a name and a colon begin. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Who.
    pub source: Range<usize>,
    /// The colon.
    pub cue: Range<usize>,
    /// The rest of the line.
    pub content: Range<usize>,
    /// What found it.
    pub rule: &'static str,
}

/// Names longer than this many words are no names.
const LONGEST: usize = 5;
/// Fewer lines with a name and a colon are no interview.
const FEWEST: usize = 3;
/// What speaks in headlines without being a name.
const BODIES: &[&str] = &[
    "poll",
    "report",
    "study",
    "survey",
    "police",
    "court",
    "minister",
    "experts",
    "officials",
    "sources",
    "analysts",
];

/// The turns of a text, in order.
pub fn find(scene: &Scene) -> Vec<Turn> {
    let mut lines: Vec<Turn> = Vec::new();
    let paragraphs = &scene.document.paragraphs;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if let Some(turn) = line(scene, paragraph, number == 0) {
            lines.push(turn);
        }
    }
    // In an interview, somebody speaks twice, or two names of people answer each other.
    let repeats = lines.len() >= FEWEST && {
        let mut names = HashSet::default();
        let name = |t: &Turn| scene.document.span(t.source.clone()).of(scene.document.text).to_lowercase();
        lines.iter().any(|t| !names.insert(name(t)))
    };
    let people = lines.len() >= 2 && lines.iter().all(|t| scene.name_kind[t.source.start] == 1);
    lines.retain(|t| repeats || people || t.rule == HEADLINE);
    lines
}

const HEADLINE: &str = "name and colon in a headline";

fn line(scene: &Scene, paragraph: &Range<usize>, first: bool) -> Option<Turn> {
    let mark = scene.document.tokens[paragraph.start].kind() == TokenKind::Mark;
    let start = paragraph.start + usize::from(mark);
    let colon = (start + 1..paragraph.end.min(start + LONGEST + 1)).find(|&i| word(scene, i) == ":")?;
    let mut end = paragraph.end;
    if scene.document.tokens[end - 1].kind() == TokenKind::Mark && mark {
        end -= 1;
    }
    if colon + 1 >= end
        || scene.document.tokens[colon + 1].kind() == TokenKind::Mark
        || !scene.document.space_before(colon + 1)
    {
        return None;
    }
    let source = start..colon;
    let capital =
        |i: usize| word(scene, i).starts_with(char::is_uppercase) || matches!(word(scene, i), "." | "-" | "’s" | "'s");
    let named = source.clone().any(|i| matches!(scene.name_kind[i], 1..=5));
    let body = is(scene, colon - 1, BODIES);
    let open = scene.document.tokens[paragraph.end - 1].kind() != TokenKind::Stop;
    let headline = first && open && (named || body) && end - colon > 3;
    // "Q:" and "A:" name nobody.
    let letter = source.len() == 1 && word(scene, start).chars().count() == 1;
    if letter || !(source.clone().all(capital) || headline && body) {
        return None;
    }
    let rule = if headline { HEADLINE } else { "turn of an interview" };
    Some(Turn { source, cue: colon..colon + 1, content: colon + 1..end, rule })
}
