//! Paragraphs.
//!
//! A blank line ends a paragraph, and a line break does too, except in text whose lines were broken to a
//! fixed width (mail, plain-text wires). Such text gives itself away: nearly every line is as full as the
//! width allows, so that the next line's first word would not have fitted on it.
//!
//! What it gets wrong: a heading as long as a full line, directly above wrapped text.

use std::ops::Range;

use super::token::Token;

/// Token ranges of the paragraphs.
pub fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let breaks = line_breaks(text, tokens);
    let width = wrap_width(&breaks);
    let mut out = Vec::new();
    let mut start = 0;
    for line in &breaks {
        if !width.is_some_and(|width| line.wrapped_at(width)) {
            out.push(start..line.next);
            start = line.next;
        }
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// One or more line breaks between two tokens.
struct LineBreak {
    /// The first token after it.
    next: usize,
    /// Whether it is a single line break, and the next line isn't indented and starts no list item.
    single: bool,
    /// Characters of the line before it.
    length: usize,
    /// Characters of the first word after it.
    word: usize,
    /// Whether that begins with a small letter.
    lower: bool,
}

impl LineBreak {
    /// Whether the word after it would not have fitted on the line before.
    fn is_full(&self, width: usize) -> bool {
        self.length + 1 + self.word > width
    }

    fn wrapped_at(&self, width: usize) -> bool {
        self.single && self.length <= width && (self.is_full(width) || self.lower)
    }
}

fn line_breaks(text: &str, tokens: &[Token]) -> Vec<LineBreak> {
    let mut out = Vec::new();
    let mut line = tokens.first().map_or(0, |t| t.span().start);
    for next in 1..tokens.len() {
        let before = tokens[next - 1].span().end;
        let at = tokens[next].span().start;
        // Mostly nothing, or a space.
        if before == at || before + 1 == at && text.as_bytes()[before] == b' ' {
            continue;
        }
        let gap = &text[before..at];
        let count = breaks_in(gap);
        if count == 0 {
            continue;
        }
        let indent = gap.len() - gap.trim_end_matches([' ', '\t', '\u{a0}']).len();
        let rest = &text[at..];
        let item = rest.starts_with(['-', '*', '•', '–', '—', '>']);
        let single = count == 1 && indent < 2 && !item;
        // Of others nothing more is asked. A wrapped line has no room for a longer word, so no more need be looked at.
        let length = if single { text[line..before].chars().count() } else { 0 };
        let word = rest.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
        out.push(LineBreak { next, single, length, word, lower: rest.starts_with(char::is_lowercase) });
        line = at;
    }
    out
}

/// How many lines the gap ends; two mean a blank line. "\r\n" is one break.
fn breaks_in(gap: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    for c in gap.chars() {
        count += match c {
            '\n' if before == '\r' => 0,
            '\n' | '\r' | '\u{85}' | '\u{2028}' => 1,
            '\u{b}' | '\u{c}' | '\u{2029}' => 2,
            _ => 0,
        };
        before = c;
    }
    count
}

/// Lines are wrapped to this width at most; longer ones are paragraphs.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;
/// Fewer breaks prove nothing.
const FEWEST: usize = 3;

/// The width that the text's lines are wrapped to, if they are.
fn wrap_width(breaks: &[LineBreak]) -> Option<usize> {
    let single: Vec<&LineBreak> = breaks.iter().filter(|b| b.single).collect();
    let short = single.iter().filter(|b| b.length <= WIDEST);
    let width = short.clone().map(|b| b.length).max()?;
    let full = short.clone().filter(|b| b.is_full(width)).count();
    let lower = short.filter(|b| b.lower).count();
    let wrapped = width >= NARROWEST && single.len() >= FEWEST;
    (wrapped && full * 10 >= single.len() * 7 && lower * 10 >= single.len() * 3).then_some(width)
}
