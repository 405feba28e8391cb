//! What a mark's form and surroundings say about it, as costs: 0 is what is expected there, 5 is believed only if
//! another mark needs it, 8 is all but impossible.

use std::ops::Range;

use super::super::token::{Token, TokenKind};
use crate::lexicon::{Flag, has};

/// The kinds of marks that can hold each other. Straight and curly double marks are told apart, because a text in marks
/// of one kind often holds quotations in marks of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Straight double marks: `"`, `''`.
    Straight = 0,
    /// Curly and other double marks: “ ”, „, « », ``` `` ```, 「 」, ﹁ ﹂.
    Curly = 1,
    /// Single marks: `'`, ‘ ’, ‚, ‹ ›, `` ` ``.
    Single = 2,
}

impl Family {
    pub fn is_double(self) -> bool {
        self != Family::Single
    }
}

/// The cost of each way to read a mark, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    pub family: Family,
    pub opens: u32,
    pub closes: u32,
    /// The cost of reading it as neither: as an apostrophe, a sign for inches, or a slip.
    pub nothing: u32,
    /// If it stands at the beginning of its paragraph, with nothing but marks before it: how many of those there are.
    pub leading: Option<usize>,
    /// Whether the paragraph before ends in a reporting clause: ", he said."
    pub after_clause: bool,
    /// The token before which the quotation that this mark opens ends if no mark closes it; none where that cannot be
    /// told.
    pub to_end: Option<usize>,
}

/// Adds the marks of one paragraph, in order, each with its evidence.
pub(super) fn weigh(
    text: &str,
    tokens: &[Token],
    paragraph: Range<usize>,
    after_clause: bool,
    mut add: impl FnMut(usize, Evidence),
) {
    let context = MarkContext { text, tokens, paragraph: paragraph.clone() };
    let is_mark = |i: usize| tokens[i].kind() == TokenKind::Mark;
    // Each mark's token, what stands right of it, and how many tokens away the next single mark is. They are collected
    // from the end, so that a run of marks is gone through once.
    let mut marks: Vec<(usize, Side, usize)> = Vec::new();
    let mut next_single = usize::MAX;
    for i in paragraph.clone().rev().filter(|&i| is_mark(i)) {
        let right = match (context.touching_after(i), marks.last()) {
            (Some(next), Some(&(_, right, _))) if is_mark(next) => right,
            (Some(next), _) if context.word(next).starts_with("..") => Side::Ellipsis,
            (next, _) => side(next.and_then(|next| context.word(next).chars().next()), false),
        };
        marks.push((i, right, next_single.saturating_sub(i)));
        if !glyph(context.word(i)).0.is_double() {
            next_single = i;
        }
    }
    let last_double = marks.iter().map(|mark| mark.0).find(|&i| glyph(context.word(i)).0.is_double());
    let mut left = Side::Space;
    let mut low = false;
    for (at, (i, right, distance)) in marks.into_iter().rev().enumerate() {
        left = match context.touching_before(i) {
            None => Side::Space,
            Some(before) if is_mark(before) => left,
            Some(before) => side(context.word(before).chars().next_back(), true),
        };
        let (family, glyph_opens, mut glyph_closes) = glyph(context.word(i));
        // After a low mark, "‘" closes, which elsewhere opens: ‚so‘.
        if context.word(i) == "‘" && low {
            glyph_closes = 0;
        }
        low |= context.word(i) == "‚";
        let (place_opens, place_closes) = place_costs(left, right);
        let place = Place { left, right, opens: place_opens + glyph_opens, closes: place_closes + glyph_closes };
        let (opens, closes, nothing) = if family.is_double() {
            double_costs(&context, i, place)
        } else {
            single_costs(&context, i, place, distance)
        };
        let leading = (i == paragraph.start + at).then_some(at);
        let to_end = if last_double == Some(i) && opens == 0 && context.starts_sentence(i) {
            Some(reporting_clause(text, tokens, &paragraph).filter(|&clause| clause > i).unwrap_or(paragraph.end))
        } else {
            None
        };
        add(i, Evidence { family, opens, closes, nothing, leading, after_clause, to_end });
    }
}

/// The first token of the clause that reports, where the paragraph ends in one outside quotation marks: "…, he said."
/// "…, Ms Ortiz told reporters."
pub(super) fn reporting_clause(text: &str, tokens: &[Token], paragraph: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 8;
    let word = |i: usize| tokens[i].span().of(text);
    let tail = paragraph.end.saturating_sub(LONGEST).max(paragraph.start)..paragraph.end;
    let comma = tail.clone().rfind(|&i| word(i) == ",")?;
    let clause = comma + 1..tail.end;
    let reports = clause.clone().any(|i| has(word(i), Flag::Plain));
    let quoted = clause.clone().any(|i| tokens[i].kind() == TokenKind::Mark);
    let ends = tokens[tail.end - 1].kind() == TokenKind::Stop;
    (reports && ends && !quoted).then_some(clause.start)
}

/// A paragraph and the text that it is part of.
struct MarkContext<'t> {
    text: &'t str,
    tokens: &'t [Token],
    paragraph: Range<usize>,
}

impl<'t> MarkContext<'t> {
    fn word(&self, i: usize) -> &'t str {
        self.tokens[i].span().of(self.text)
    }

    fn before(&self, i: usize) -> Option<usize> {
        (i > self.paragraph.start).then(|| i - 1)
    }

    fn after(&self, i: usize) -> Option<usize> {
        (i + 1 < self.paragraph.end).then_some(i + 1)
    }

    fn touching_before(&self, i: usize) -> Option<usize> {
        self.before(i).filter(|&b| self.tokens[b].span().end == self.tokens[i].span().start)
    }

    fn touching_after(&self, i: usize) -> Option<usize> {
        self.after(i).filter(|&a| self.tokens[i].span().end == self.tokens[a].span().start)
    }

    /// Whether a sentence, or the words that a clause reports, can start with this mark.
    fn starts_sentence(&self, i: usize) -> bool {
        self.before(i).is_none_or(|b| {
            matches!(self.word(b), "," | ":") || matches!(self.tokens[b].kind(), TokenKind::Stop | TokenKind::Mark)
        })
    }
}

/// The kind of character beside a mark; further marks between the two are skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space or the paragraph's edge.
    Space,
    /// A bracket that holds the mark: "(" on the left, ")" on the right.
    Bracket,
    Dash,
    Letter,
    Digit,
    /// , . ; : ! ? % and a bracket that the mark follows.
    Stop,
    Ellipsis,
    Other,
}

fn side(c: Option<char>, left: bool) -> Side {
    match c.unwrap_or(' ') {
        c if c.is_alphabetic() => Side::Letter,
        c if c.is_numeric() => Side::Digit,
        '(' | '[' | '{' if left => Side::Bracket,
        ')' | ']' | '}' if !left => Side::Bracket,
        '-' | '–' | '—' | '―' | '‐' | '‑' | '/' => Side::Dash,
        '…' => Side::Ellipsis,
        ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']' => Side::Stop,
        c if c.is_whitespace() => Side::Space,
        _ => Side::Other,
    }
}

/// What stands on either side of a mark, and what its sides and its form make opening and closing cost.
#[derive(Clone, Copy)]
struct Place {
    left: Side,
    right: Side,
    opens: u32,
    closes: u32,
}

/// The family of a mark, and what opening and closing with it cost. Straight marks do both. For the
/// others a slip is possible, and some languages turn them round: „so“, »so«.
fn glyph(form: &str) -> (Family, u32, u32) {
    use Family::{Curly, Single, Straight};
    match form {
        "\"" | "＂" => (Straight, 0, 0),
        "''" => (Straight, 1, 0),
        "’’" => (Curly, 3, 0),
        "``" | "‘‘" | "„" | "⹂" | "〝" | "「" | "『" | "｢" | "﹁" | "﹃" => (Curly, 0, 8),
        "〞" | "〟" | "」" | "』" | "｣" | "﹂" | "﹄" => (Curly, 8, 0),
        "“" | "‟" | "«" => (Curly, 0, 3),
        "”" | "»" => (Curly, 3, 0),
        "‘" | "‛" | "‹" | "`" => (Single, 0, 4),
        "‚" => (Single, 0, 8),
        "’" | "´" | "›" => (Single, 3, 0),
        _ => (Single, 0, 0),
    }
}

/// The costs of opening and of closing between these two sides.
fn place_costs(left: Side, right: Side) -> (u32, u32) {
    use Side::*;
    match (left, right) {
        (Space | Bracket, Letter | Digit | Other | Ellipsis) => (0, 6),
        (Space | Bracket, Dash) => (1, 2),
        (Space, Space) => (1, 1),
        (Space | Bracket, Stop) | (Space, Bracket) => (4, 1),
        (Bracket, Space | Bracket) => (2, 2),
        (Dash, Letter | Digit | Other | Ellipsis) => (0, 2),
        (Dash, _) => (4, 0),
        // He said,"Well." "Well,"he said.
        (Stop | Ellipsis, Letter | Digit | Other) => (1, 1),
        (Letter | Digit | Other, Letter | Digit | Other) => (2, 2),
        (_, Space | Stop | Bracket | Dash | Ellipsis) => (6, 0),
    }
}

/// The costs of reading a double mark as opening, as closing, and as neither.
fn double_costs(context: &MarkContext, i: usize, place: Place) -> (u32, u32, u32) {
    match place.left {
        Side::Digit if ends_feet_and_inches(context, i) => (8, 8, 0),
        // A 5" pipe: inches, unless it closes what is open.
        Side::Digit if place.closes == 0 => (place.opens, place.closes, 2),
        _ => (place.opens, place.closes, 5),
    }
}

/// The most tokens from one single mark to the next between which a word or two may be quoted.
const NEAR: usize = 12;

/// The costs of reading a single mark as opening, as closing, and as neither. The next single mark is `distance` tokens
/// away.
fn single_costs(context: &MarkContext, i: usize, place: Place, distance: usize) -> (u32, u32, u32) {
    let Place { left, right, opens, closes } = place;
    let word_before = context.touching_before(i).map(|b| context.word(b));
    let word_after = context.touching_after(i).map(|a| context.word(a));
    let is_n = |word: Option<&str>| matches!(word, Some("n" | "N"));
    let before_n = context.touching_before(i).and_then(|n| context.touching_before(n));
    // Rock 'n' roll.
    if is_n(word_after) || is_n(word_before) && before_n.is_some_and(|m| context.tokens[m].kind() == TokenKind::Mark) {
        return (6, 6, 0);
    }
    if opens <= 3 && matches!(left, Side::Space | Side::Bracket | Side::Dash) && right != Side::Space {
        return match word_after {
            // Get 'em. 'Tis true.
            Some(word) if is_elided(word) => (opens + 3, closes, 0),
            // The first word, or after "said,": hardly an apostrophe.
            _ if context.starts_sentence(i) => (opens + 1, closes, 5),
            // The 'prentice: an elision, if no mark follows soon.
            Some(word) if word.starts_with(char::is_lowercase) && distance > NEAR => (opens + 1, closes, 1),
            _ => (opens + 1, closes, 3),
        };
    }
    match left {
        Side::Letter | Side::Digit if matches!(right, Side::Letter | Side::Digit) => (opens + 1, closes + 2, 0),
        // The workers' party, goin' home: an apostrophe, unless a mark is open that nothing else closes.
        Side::Letter if word_before.is_some_and(can_end_in_apostrophe) => (opens + 1, closes + 2, 1),
        Side::Letter => (opens + 1, closes + 1, 3),
        // 5' tall
        Side::Digit => (opens + 1, closes + 1, 2),
        Side::Space => (opens + 1, closes + 1, 3),
        _ => (opens + 1, closes, 5),
    }
}

/// Whether the mark at `i` ends a length in feet and inches: 6'2", 5' 11".
fn ends_feet_and_inches(context: &MarkContext, i: usize) -> bool {
    let is_number = |i: Option<usize>| i.is_some_and(|i| context.tokens[i].kind() == TokenKind::Number);
    let inches = context.touching_before(i);
    let feet = match inches {
        // "'10" is one token.
        Some(b) if context.word(b).starts_with(['\'', '’', '‘']) => Some(b),
        Some(b) if is_number(Some(b)) => context.before(b).filter(|&p| matches!(context.word(p), "'" | "’" | "‘")),
        _ => None,
    };
    is_number(inches) && feet.is_some_and(|p| is_number(context.touching_before(p)))
}

/// Whether a word is written with an apostrophe before it: 'em, 'tis.
fn is_elided(word: &str) -> bool {
    has(word, Flag::Elided)
}

/// Whether a word can end in an apostrophe: plurals, names in s, x and z, and words that drop their end (workers',
/// Max', goin', an', ol').
fn can_end_in_apostrophe(word: &str) -> bool {
    word.len() > 1 && word.ends_with(['s', 'S', 'x', 'z'])
        || word.len() > 3 && word.ends_with("in")
        || matches!(word, "an" | "An" | "d" | "lil" | "mo" | "o" | "ol" | "po" | "t" | "th" | "Th" | "wi")
}
