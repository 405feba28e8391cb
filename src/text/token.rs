//! Splits text into words, numbers and signs.
//!
//! The conventions are the Penn Treebank's, on the text's own offsets: the possessive and
//! contractions are tokens of their own ("Kim" "'s", "do" "n't"), an abbreviation keeps its full stop
//! ("Mr.", "U.S."), a hyphenated word is one token unless a capital follows or precedes the hyphen
//! ("state-of-the-art", but "Korea" "-" "US"), because such a hyphen can join two names.

use super::Span;

/// A word, number or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Begins with a letter, or is a contraction ("n't", "'s").
    Word,
    /// Begins with a digit.
    Number,
    /// An apostrophe or quotation mark of any kind; `marks` says which.
    Mark,
    /// A full stop, question or exclamation mark, or an ellipsis.
    Stop,
    /// Any other sign.
    Sign,
    /// A web or mail address.
    Address,
}

/// Whether `c` is an apostrophe or a quotation mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '＂' | '＇' | '｢' | '｣' | '⹂')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '＇')
}

/// Marks that stay on the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || c == '_'
}

/// Words that keep a full stop after them.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "asst", "aug", "ave", "blvd", "brig", "bros", "capt", "cmdr", "co", "col", "corp", "cpl",
    "dec", "dept", "dr", "drs", "ed", "est", "etc", "feb", "fig", "fr", "fri", "ft", "gen", "gov", "govs", "hon",
    "inc", "insp", "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "mx", "nov", "oct", "ph",
    "prof", "profs", "rep", "reps", "rev", "sec", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "univ", "vs",
    "viz",
];

/// Whether a word that a full stop follows is an abbreviation: "Mr", "U.S", "p.m", an initial.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    if second.is_none() {
        return first.is_some_and(|c| c.is_uppercase());
    }
    if word.contains('.') {
        return word
            .split('.')
            .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    }
    word.len() <= 6 && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// The tokens of `text`, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        {
            at += c.len_utf8();
            continue;
        }
        let end = if c.is_alphanumeric() { word(text, at, &mut tokens) } else { sign(text, at, c, &mut tokens) };
        debug_assert!(end > at);
        at = end;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind) -> usize {
    if start < end {
        tokens.push(Token { span: Span::new(start, end), kind });
    }
    end
}

/// A run that starts with a letter or digit; returns where the rest of the text begins.
fn word(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    if let Some(end) = address(text, start) {
        return push(tokens, start, end, TokenKind::Address);
    }
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or(' ');
    let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
    let mut end = start;
    let mut part_is_capital = first.is_uppercase();
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((i, c)) = chars.next() {
        let at = start + i;
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let joins = is_word_char(c)
            || is_apostrophe(c)
                && after.is_alphabetic()
                && before.is_alphabetic()
                && contraction(&text[at..]).is_none()
            || matches!(c, '.' | ',' | ':') && before.is_numeric() && after.is_numeric()
            || c == '.' && before.is_alphabetic() && after.is_alphabetic() && is_dotted(&text[end..], before)
            || c == '/' && before.is_numeric() && after.is_numeric()
            || c == '&' && before.is_uppercase() && after.is_uppercase()
            || matches!(c, '-' | '‐' | '‑') && is_word_char(after) && !(part_is_capital || after.is_uppercase());
        if !joins {
            break;
        }
        if matches!(c, '-' | '‐' | '‑') {
            part_is_capital = after.is_uppercase();
        }
        end = at + c.len_utf8();
        if !is_combining(c) {
            before = c;
        }
    }
    let body = &text[start..end];
    let rest = &text[end..];
    // "can't": the verb and "n't".
    if body.len() > 1 && body.ends_with(['n', 'N']) && negation(rest) {
        push(tokens, start, end - 1, kind);
        let to = end + rest.char_indices().nth(2).map_or(rest.len(), |(i, _)| i);
        return push(tokens, end - 1, to, TokenKind::Word);
    }
    let abbreviation =
        rest.starts_with('.') && !rest.starts_with("..") && kind == TokenKind::Word && is_abbreviation(body);
    if abbreviation {
        end += 1;
    }
    push(tokens, start, end, kind);
    match contraction(&text[end..]) {
        Some(length) => push(tokens, end, end + length, TokenKind::Word),
        None => end,
    }
}

/// "U.S": a dot between single letters, or in "e.g"; "end.Next" is two words.
fn is_dotted(from_dot: &str, _before: char) -> bool {
    let after: usize = from_dot[1..].chars().take_while(|c| c.is_alphabetic()).count();
    after <= 2
        || from_dot[1..].starts_with("com")
        || from_dot[1..].starts_with("org")
        || from_dot[1..].starts_with("net")
}

/// "'t" after a word in n.
fn negation(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && chars.next().is_some_and(|c| c == 't' || c == 'T')
        && !chars.next().is_some_and(is_word_char)
}

/// The length in bytes of "'s", "'ll", "'re", "'ve", "'d", "'m" at the start of `rest`.
fn contraction(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|&c| is_apostrophe(c))?;
    let tail = chars.as_str();
    let letters = tail.find(|c: char| !is_word_char(c)).unwrap_or(tail.len());
    let tail = &tail[..letters];
    ["s", "ll", "re", "ve", "d", "m"].iter().any(|c| tail.eq_ignore_ascii_case(c)).then_some(mark.len_utf8() + letters)
}

/// The end of a web or mail address that starts here.
fn address(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let head = rest.as_bytes();
    let web = head.len() > 8
        && (head[..8].eq_ignore_ascii_case(b"https://")
            || head[..7].eq_ignore_ascii_case(b"http://")
            || head[..4].eq_ignore_ascii_case(b"www."));
    if !web {
        return None;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || is_mark(c) || matches!(c, '<' | '>' | ')' | ']'))
        .unwrap_or(rest.len());
    Some(start + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len())
}

fn sign(text: &str, start: usize, c: char, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[start..];
    let run = |c: char| rest.len() - rest.trim_start_matches(c).len();
    let (length, kind) = match c {
        '.' | '?' | '!' | '…' => (run(c), TokenKind::Stop),
        '-' | '—' | '–' | '_' | '*' | '=' => (run(c), TokenKind::Sign),
        '`' if rest.starts_with("``") => (2, TokenKind::Mark),
        '\'' if rest.starts_with("''") => (2, TokenKind::Mark),
        c if is_apostrophe(c) || c == '‘' => {
            // "'90s", "’16": an elision, no mark.
            let digits = rest[c.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
            let tail = &rest[c.len_utf8() + digits..];
            let s = usize::from(tail.starts_with('s'));
            if digits == 2 && !tail[s..].starts_with(is_word_char) {
                (c.len_utf8() + digits + s, TokenKind::Number)
            } else {
                (c.len_utf8(), TokenKind::Mark)
            }
        }
        c if is_mark(c) => (c.len_utf8(), TokenKind::Mark),
        _ => {
            let more: usize = rest[c.len_utf8()..].chars().take_while(|&c| is_combining(c)).map(char::len_utf8).sum();
            (c.len_utf8() + more, TokenKind::Sign)
        }
    };
    push(tokens, start, start + length, kind)
}
