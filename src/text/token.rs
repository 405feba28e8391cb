//! Splits text into words, numbers and signs.
//!
//! The conventions are the Penn Treebank's, on the text's own offsets: the possessive and
//! contractions are tokens of their own ("Kim" "'s", "do" "n't"), an abbreviation keeps its full stop
//! ("Mr.", "U.S."), a hyphenated word is one token unless a capital follows or precedes the hyphen
//! ("state-of-the-art", but "Korea" "-" "US"), because such a hyphen can join two names.

use super::Span;
use crate::lexicon::{self, Flag};

/// A word, number or sign. It takes only two numbers, as a long text has a quarter of a million tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The byte where it starts.
    start: usize,
    /// The length of the token in bytes, and in the lowest bits the kind of the token.
    length_and_kind: usize,
}

const KIND_BITS: u32 = 3;

impl Token {
    fn new(Span { start, end }: Span, kind: TokenKind) -> Token {
        Token { start, length_and_kind: (end - start) << KIND_BITS | kind as usize }
    }

    /// The bytes of the token in the text.
    #[inline]
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + (self.length_and_kind >> KIND_BITS))
    }

    /// The token after an edit that moved what stood at byte `from` to byte `to`.
    pub(super) fn moved(self, from: usize, to: usize) -> Token {
        Token { start: self.start.wrapping_sub(from).wrapping_add(to), ..self }
    }

    /// What the token is made of.
    #[inline]
    pub fn kind(self) -> TokenKind {
        match self.length_and_kind & ((1 << KIND_BITS) - 1) {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            2 => TokenKind::Mark,
            3 => TokenKind::Stop,
            4 => TokenKind::Sign,
            _ => TokenKind::Address,
        }
    }
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Begins with a letter, or is a contraction ("n't", "'s").
    Word,
    /// Begins with a digit.
    Number,
    /// An apostrophe or quotation mark of any kind; `quote_marks` says how it is read.
    Mark,
    /// A full stop, question or exclamation mark, or an ellipsis.
    Stop,
    /// Any other sign.
    Sign,
    /// A web address.
    Address,
}

/// Whether `c` is an apostrophe or a quotation mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '﹁'..='﹄' | '＂' | '＇' | '｢' | '｣' | '⹂')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇')
}

/// Whether `c` is a combining mark, which stays on the letter or picture before it. Marks that are letters to Unicode,
/// as most vowel signs are, need not be listed.
fn is_combining(c: char) -> bool {
    if c < '\u{ad}' {
        return false;
    }
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
        // Cyrillic, Hebrew, Arabic, Syriac, N'Ko.
        || matches!(c, '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{730}'..='\u{74a}' | '\u{7eb}'..='\u{7f3}')
        // Dots below letters and signs that remove a vowel, in the scripts of India and beyond.
        || matches!(c, '\u{93c}' | '\u{94d}' | '\u{951}'..='\u{954}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c3c}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}' | '\u{d3b}' | '\u{d3c}' | '\u{d4d}' | '\u{dca}' | '\u{e47}'..='\u{e4e}' | '\u{eba}' | '\u{ec8}'..='\u{ece}' | '\u{f39}' | '\u{f84}' | '\u{1037}' | '\u{1039}' | '\u{103a}' | '\u{17c9}'..='\u{17d3}')
        // Halves of marks; variants of Chinese signs; the letters that make the flag of Scotland.
        || matches!(c, '\u{fe20}'..='\u{fe2f}' | '\u{3099}' | '\u{309a}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || c == '_'
}

/// Whether a word that a full stop follows is an abbreviation: "Mr", "U.S", "p.m", an initial.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    if second.is_none() && first.is_some_and(char::is_uppercase) {
        return true;
    }
    if word.contains('.') {
        return word
            .split('.')
            .all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    }
    // "SEC." and "ED." are names of bodies; "MR." and "INC." are not.
    let all_capitals = word.bytes().all(|b| b.is_ascii_uppercase());
    if all_capitals && !matches!(word, "MR" | "MRS" | "MS" | "DR" | "ST" | "JR" | "SR" | "INC" | "CO" | "LTD" | "CORP")
    {
        return false;
    }
    let known = lexicon::flags(word);
    known.has(Flag::Short) || first.is_some_and(char::is_uppercase) && known.has(Flag::ShortIfCapital)
}

/// Whether the full stop at the start of `rest` belongs to the word before it, which starts at `start`.
fn keeps_stop(text: &str, start: usize, word: &str, rest: &str) -> bool {
    if !rest.starts_with('.') || rest.starts_with("..") {
        return false;
    }
    let mut next = rest[1..].chars().skip_while(|&c| c == ' ' || c == '\u{a0}');
    if word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
        // "Plan B." at the end of a paragraph and "in RISC-V." are no initials.
        let ends_line = next.next().is_none_or(|c| c == '\n' || c == '\r');
        return !ends_line && !text[..start].ends_with('-') && !asks_or_answers(text, start, word, &rest[1..]);
    }
    is_abbreviation(word) || lexicon::has(word, Flag::ShortBeforeNumber) && next.next().is_some_and(char::is_numeric)
}

/// Whether a letter at the start of a line marks a question or an answer: "Q. Where were you?", "A. At home."
fn asks_or_answers(text: &str, start: usize, letter: &str, rest: &str) -> bool {
    let begins_line =
        text[..start].chars().next_back().is_none_or(|c| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}'));
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\t']);
    let next = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let answers = next.starts_with(char::is_uppercase)
        && !next.chars().skip(1).any(char::is_uppercase)
        && lexicon::has(next, Flag::Answers);
    begins_line && (letter == "Q" || letter == "A" && answers)
}

/// The tokens of `text`, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    // Few texts have more than one token in four bytes. For those that do, the list grows; for others, it is shrunk
    // below.
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphabetic()
            && let Some(end) = plain_word(text.as_bytes(), at)
        {
            at = push(&mut tokens, at, end, TokenKind::Word);
            continue;
        }
        if byte == b' ' {
            at += 1;
            continue;
        }
        // No combining mark follows: those are not ASCII.
        let alone = text.as_bytes().get(at + 1).is_none_or(u8::is_ascii);
        if alone && matches!(byte, b',' | b';' | b':' | b'(' | b')') {
            at = push(&mut tokens, at, at + 1, TokenKind::Sign);
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        let end = if c.is_alphanumeric() { word(text, at, &mut tokens) } else { sign(text, at, c, &mut tokens) };
        debug_assert!(end > at);
        at = end;
    }
    tokens.shrink_to_fit();
    tokens
}

/// Whether `c` is white space, a control, or an invisible sign that steers layout: no token begins with one.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{feff}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The byte after a word of ASCII letters that nothing can join or shorten; most words are such.
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bytes.len() - start);
    let end = start + length;
    bytes
        .get(end)
        .is_none_or(|b| matches!(b, b' ' | b'\n' | b'\r' | b',' | b';' | b'"' | b')' | b'?' | b'!'))
        .then_some(end)
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind) -> usize {
    if start < end {
        tokens.push(Token::new(Span::new(start, end), kind));
    }
    end
}

/// Adds the tokens of the run that starts with a letter or digit at byte `start`; returns the byte where the rest of
/// the text begins.
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
        let between_letters = before.is_alphabetic() && after.is_alphabetic();
        let between_digits = before.is_numeric() && after.is_numeric();
        let joins = match c {
            // o'clock, but "Kim" "'s" and "do" "n't"
            c if is_apostrophe(c) && end > start => {
                between_letters && !contracts(&text[at..]) && !(matches!(before, 'n' | 'N') && negates(&text[at..]))
            }
            c if is_word_char(c) => true,
            // 3.5, U.S
            '.' => between_digits || between_letters && is_dotted(&text[start..end], &text[at + 1..]),
            // 1,200 10:30 2015/16
            ',' | ':' | '/' => between_digits,
            // AT&T
            '&' => before.is_uppercase() && after.is_uppercase(),
            // state-of-the-art, but "Korea" "-" "US"
            '-' | '‐' | '‑' => is_word_char(after) && !(part_is_capital || after.is_uppercase()),
            _ => false,
        };
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
    if body.len() > 1 && body.ends_with(['n', 'N']) && negates(rest) {
        push(tokens, start, end - 1, kind);
        let to = end + rest.char_indices().nth(2).map_or(rest.len(), |(i, _)| i);
        return push(tokens, end - 1, to, TokenKind::Word);
    }
    if kind == TokenKind::Word && keeps_stop(text, start, body, rest) {
        end += 1;
    }
    push(tokens, start, end, kind);
    match contraction(&text[end..]) {
        Some(length) => push(tokens, end, end + length, TokenKind::Word),
        None => end,
    }
}

/// Whether a full stop with a letter on either side joins them: "U.S", "Ph.D", "amazon.co.uk". In
/// "the end.Next" it doesn't.
fn is_dotted(before: &str, after: &str) -> bool {
    let after = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    let part = &before[before.rfind('.').map_or(0, |i| i + 1)..];
    let short = |s: &str| s.chars().nth(2).is_none();
    if matches!(after, "com" | "org" | "net" | "gov" | "edu" | "info") {
        return true;
    }
    short(after) && (!after.starts_with(char::is_uppercase) || short(part) && part.starts_with(char::is_uppercase))
}

/// Whether `rest`, which follows a word in "n", starts with "'t" and no further letter.
fn negates(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && chars.next().is_some_and(|c| c == 't' || c == 'T')
        && !chars.next().is_some_and(is_word_char)
}

/// Whether `rest` starts with a contraction.
fn contracts(rest: &str) -> bool {
    contraction(rest).is_some()
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

/// The byte after the web address that starts at byte `start`, if one does.
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
        '‘' | '’' if rest[c.len_utf8()..].starts_with(c) => (2 * c.len_utf8(), TokenKind::Mark),
        c if is_apostrophe(c) => {
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
        _ => (cluster(rest, c), TokenKind::Sign),
    };
    push(tokens, start, start + length, kind)
}

/// The length in bytes of a sign with the combining marks on it; a family of emoji or a flag is one sign.
fn cluster(rest: &str, first: char) -> usize {
    let is_flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let mut end = first.len_utf8();
    let mut before = first;
    let mut flag = is_flag(first);
    for c in rest[end..].chars() {
        let joined = before == '\u{200d}' && !is_space(c) && !c.is_alphanumeric() && !is_mark(c);
        let second_half = std::mem::replace(&mut flag, false) && is_flag(c);
        if !(joined || second_half || is_combining(c) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}')) {
            break;
        }
        end += c.len_utf8();
        before = c;
    }
    end
}
