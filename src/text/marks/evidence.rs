//! What a mark's form and surroundings say about it, as costs: 0 is what is expected there, 5 takes
//! another mark's word to believe, 8 is all but excluded.

use std::ops::Range;

use super::super::token::{Token, TokenKind, is_mark};

/// The two kinds of marks that can hold each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Family {
    /// `"`, “ ”, „, « », ``` `` ```, 「 」.
    #[default]
    Double = 0,
    /// `'`, ‘ ’, ‚, ‹ ›, `` ` ``.
    Single = 1,
}

/// The cost of each way to read a mark.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    pub family: Family,
    pub opens: u32,
    pub closes: u32,
    /// An apostrophe, a sign for inches, a slip.
    pub nothing: u32,
    /// Which mark it is of those that its paragraph begins with, if it is one.
    pub leading: Option<usize>,
}

/// What stands beside a mark. Other marks are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space or the paragraph's edge.
    Space,
    /// A bracket that faces the mark's inside: "(" on the left, ")" on the right.
    Bracket,
    Dash,
    Letter,
    Digit,
    /// , . ; : ! ? … and closing brackets on the left.
    Stop,
    Ellipsis,
    Other,
}

fn side(c: char, left: bool) -> Side {
    match c {
        c if c.is_whitespace() || c.is_control() => Side::Space,
        '(' | '[' | '{' if left => Side::Bracket,
        ')' | ']' | '}' if !left => Side::Bracket,
        '-' | '–' | '—' | '―' | '‐' | '‑' | '/' => Side::Dash,
        '…' => Side::Ellipsis,
        ',' | '.' | ';' | ':' | '!' | '?' | '%' | ')' | ']' => Side::Stop,
        c if c.is_numeric() => Side::Digit,
        c if c.is_alphabetic() => Side::Letter,
        _ => Side::Other,
    }
}

/// Fills in the evidence of one paragraph's marks.
pub(super) fn weigh<'e>(
    text: &str,
    tokens: &[Token],
    paragraph: &Range<usize>,
    marks: impl DoubleEndedIterator<Item = (usize, &'e mut Evidence)>,
) {
    let mut marks: Vec<(usize, &mut Evidence)> = marks.collect();
    // To the right first, from the end, so that a run of marks is gone through once.
    let mut rights = vec![Side::Space; marks.len()];
    for at in (0..marks.len()).rev() {
        let i = marks[at].0;
        let touches = i + 1 < paragraph.end && tokens[i].span.end == tokens[i + 1].span.start;
        rights[at] = if !touches {
            Side::Space
        } else if tokens[i + 1].kind == TokenKind::Mark {
            rights[at + 1]
        } else {
            match side(text[tokens[i].span.end..].chars().next().unwrap_or(' '), false) {
                Side::Stop if tokens[i + 1].span.len() > 1 && text[tokens[i].span.end..].starts_with('.') => {
                    Side::Ellipsis
                }
                side => side,
            }
        };
    }
    let mut left = Side::Space;
    for at in 0..marks.len() {
        let i = marks[at].0;
        let touches = i > paragraph.start && tokens[i - 1].span.end == tokens[i].span.start;
        if !touches {
            left = Side::Space;
        } else if tokens[i - 1].kind != TokenKind::Mark {
            left = side(text[..tokens[i].span.start].chars().next_back().unwrap_or(' '), true);
        }
        let leading = (i == paragraph.start + at).then_some(at);
        *marks[at].1 = Evidence { leading, ..one(text, tokens, paragraph, i, left, rights[at]) };
    }
}

fn one(text: &str, tokens: &[Token], paragraph: &Range<usize>, i: usize, left: Side, right: Side) -> Evidence {
    let form = tokens[i].span.of(text);
    let (family, glyph_opens, glyph_closes) = glyph(form);
    let (opens, closes) = place(left, right);
    let word = |i: usize| tokens[i].span.of(text);
    let before = (i > paragraph.start).then(|| i - 1);
    let after = (i + 1 < paragraph.end).then_some(i + 1);
    let nothing = match family {
        // 5" pipe, 6'2"
        Family::Double if left == Side::Digit && is_feet_and_inches(text, tokens, i) => {
            return Evidence { family, opens: 8, closes: 8, nothing: 0, leading: None };
        }
        Family::Double if left == Side::Digit && closes == 0 => 2,
        Family::Double => 5,
        // rock 'n' roll
        Family::Single
            if after.is_some_and(|a| is_n(word(a)) && tokens[a].span.start == tokens[i].span.end)
                || before.is_some_and(|b| {
                    is_n(word(b))
                        && tokens[b].span.end == tokens[i].span.start
                        && b > 0
                        && word(b - 1).starts_with(is_mark)
                }) =>
        {
            return Evidence { family, opens: 6, closes: 6, nothing: 0, leading: None };
        }
        // '90s, 'em, 'tis
        Family::Single if opens == 0 && after.is_some_and(|a| is_elided(word(a))) => {
            return Evidence { family, opens: 3, closes: 8, nothing: 0, leading: None };
        }
        // The first word, or after "said,": hardly an apostrophe.
        Family::Single if opens == 0 => {
            let expected = before.is_none_or(|b| {
                matches!(word(b), "," | ":") || matches!(tokens[b].kind, TokenKind::Stop | TokenKind::Mark)
            });
            if expected { 5 } else { 3 }
        }
        // The workers' party, goin' home: an apostrophe, unless a mark is open and nothing else closes it.
        Family::Single if left == Side::Letter && before.is_some_and(|b| can_end_in_apostrophe(word(b))) => {
            return Evidence { family, opens: 8, closes: 2 + glyph_closes, nothing: 1, leading: None };
        }
        Family::Single if matches!(left, Side::Letter | Side::Digit) && matches!(right, Side::Letter | Side::Digit) => {
            0
        }
        Family::Single if left == Side::Digit => 2,
        Family::Single if left == Side::Letter => 3,
        Family::Single => 5,
    };
    let doubt = u32::from(family == Family::Single && !matches!(left, Side::Stop | Side::Ellipsis));
    Evidence {
        family,
        opens: opens + glyph_opens + doubt,
        closes: closes + glyph_closes + doubt,
        nothing,
        leading: None,
    }
}

/// The family of a mark, and what opening and closing with it cost. Straight marks do both. For the
/// others a slip is possible, and some languages turn them round: „so“, »so«.
fn glyph(form: &str) -> (Family, u32, u32) {
    use Family::{Double, Single};
    match form {
        "\"" | "＂" => (Double, 0, 0),
        "''" => (Double, 1, 0),
        "``" | "„" | "⹂" | "〝" | "「" | "『" | "｢" => (Double, 0, 8),
        "〞" | "〟" | "」" | "』" | "｣" => (Double, 8, 0),
        "“" | "‟" | "«" => (Double, 0, 3),
        "”" | "»" => (Double, 3, 0),
        "‘" | "‛" | "‹" | "`" => (Single, 0, 4),
        "‚" => (Single, 0, 8),
        "’" | "´" | "›" => (Single, 3, 0),
        _ => (Single, 0, 0),
    }
}

/// What opening and closing cost between these two sides.
fn place(left: Side, right: Side) -> (u32, u32) {
    use Side::*;
    match (left, right) {
        (Space | Bracket, Letter | Digit | Other | Ellipsis) => (0, 6),
        (Space | Bracket, Dash) => (1, 2),
        (Space, Space) => (1, 1),
        (Space | Bracket, Stop) => (4, 1),
        (Space, Bracket) => (4, 1),
        (Bracket, Space | Bracket) => (2, 2),
        (Dash, Letter | Digit | Other | Ellipsis) => (0, 2),
        (Dash, _) => (4, 0),
        // said,"Well   |   "Well,"he said
        (Stop | Ellipsis, Letter | Digit | Other) => (1, 1),
        (Letter | Digit | Other, Letter | Digit | Other) => (2, 2),
        (_, Space | Stop | Bracket | Dash | Ellipsis) => (6, 0),
    }
}

/// 6'2", 5' 11"
fn is_feet_and_inches(text: &str, tokens: &[Token], i: usize) -> bool {
    let word = |i: usize| tokens[i].span.of(text);
    let prime = |word: &str| matches!(word, "'" | "’");
    i >= 3
        && tokens[i - 1].kind == TokenKind::Number
        && (prime(word(i - 2))
            && tokens[i - 3].kind == TokenKind::Number
            && tokens[i - 3].span.end == tokens[i - 2].span.start)
        || i >= 2
            && word(i - 1).starts_with(['\'', '’'])
            && tokens[i - 2].kind == TokenKind::Number
            && tokens[i - 2].span.end == tokens[i - 1].span.start
}

fn is_n(word: &str) -> bool {
    matches!(word, "n" | "N")
}

/// Words that begin with an apostrophe: 'em, 'tis.
fn is_elided(word: &str) -> bool {
    const ELIDED: &[&str] = &[
        "bout", "cause", "cos", "coz", "cuz", "em", "er", "fraid", "gainst", "im", "kay", "mongst", "neath", "nother",
        "nuff", "round", "scuse", "sup", "tis", "til", "till", "tude", "twas", "tween", "twere", "twill", "twixt",
        "twould", "zat",
    ];
    word.len() <= 6 && ELIDED.iter().any(|e| e.eq_ignore_ascii_case(word))
}

/// Plurals, names in s, x and z, and words that drop their end: workers', Max', goin', an', ol'.
fn can_end_in_apostrophe(word: &str) -> bool {
    word.len() > 1 && word.ends_with(['s', 'S', 'x', 'z'])
        || word.len() > 3 && word.ends_with("in")
        || matches!(word, "an" | "o" | "th" | "ol" | "wi" | "mo" | "lil" | "po" | "li'l" | "t" | "d" | "Th" | "An")
}
