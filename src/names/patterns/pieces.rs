//! Text cut into pieces, each with one letter for its class.
//!
//! Pieces are finer than tokens: "2015-16" is `Y-d`, "US$5bn" is `U$dk`, "44-baht" is `2-q`. A match on the letters
//! counts only where it starts and ends with a token.

use std::ops::Range;

use super::pattern_words;
use crate::text::Document;
use crate::text::token::TokenKind;

/// A piece of a token. Its class stands in [`Pieces::classes`].
#[derive(Debug, Clone, Copy)]
pub struct Piece<'t> {
    /// The text of the piece.
    pub text: &'t str,
    /// The token that the piece is part of. The end of a stretch counts as part of its last token.
    pub token: usize,
    /// The value that the list of words gives it, or "".
    pub value: &'static str,
    /// Whether it touches the piece before.
    pub touches_previous: bool,
}

/// All pieces of a stretch of text: a paragraph, or a part of a long one.
#[derive(Default)]
pub struct Pieces<'t> {
    /// The pieces, in order.
    pub pieces: Vec<Piece<'t>>,
    /// A letter for the class of each piece: the text that the grammars read.
    pub classes: Vec<u8>,
}

/// The class of a piece that no grammar knows.
pub const OTHER: u8 = b'_';
/// The class of the end of a stretch.
pub const BREAK: u8 = b'\n';

/// The most bytes of a number, or of a word with digits or hyphens, that is cut into pieces.
const LONGEST: usize = 40;

/// Whether a word holds a hyphen or a digit: "nine-year", "USD105".
fn has_parts(word: &str) -> bool {
    word.bytes().any(|b| b == b'-' || b.is_ascii_digit()) || !word.is_ascii() && word.contains(['‐', '‑'])
}

impl<'t> Pieces<'t> {
    /// Cuts a stretch of tokens into pieces, which replace those of the stretch before.
    pub fn cut(&mut self, document: &Document<'t>, stretch: &Range<usize>) {
        self.pieces.clear();
        self.classes.clear();
        for token in stretch.clone() {
            let word = document.word(token);
            let touches_previous = !document.space_before(token);
            let whole = match document.tokens[token].kind() {
                TokenKind::Address => true,
                TokenKind::Number => word.len() > LONGEST,
                TokenKind::Word => word.len() > LONGEST || !has_parts(word),
                _ => true,
            };
            if whole {
                self.push(word, token, touches_previous);
            } else {
                self.push_parts(word, token, touches_previous);
            }
        }
        self.pieces.push(Piece { text: "", token: stretch.end - 1, value: "", touches_previous: false });
        self.classes.push(BREAK);
    }

    /// Cuts a word into pieces: "2022-23" into "2022", "-" and "23", "3pm" into "3" and "pm"; "1,200.50" stays whole.
    fn push_parts(&mut self, word: &'t str, token: usize, touches_previous: bool) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '0'..='9' => rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len()),
                '-' | '‐' | '‑' | '/' | ':' | '\'' | '’' => first.len_utf8(),
                _ => rest.find(|c: char| matches!(c, '0'..='9' | '-' | '‐' | '‑' | '/' | ':')).unwrap_or(rest.len()),
            };
            self.push(&rest[..length], token, touches_previous || rest.len() < word.len());
            rest = &rest[length..];
        }
    }

    fn push(&mut self, text: &'t str, token: usize, touches_previous: bool) {
        let first = text.as_bytes()[0];
        let (class, value) = if first.is_ascii_digit() {
            (number_class(text), "")
        } else {
            pattern_words::look_up(text).map_or((OTHER, ""), |e| (e.class, e.value))
        };
        let after_digits = touches_previous && self.classes.last().is_some_and(|&c| is_number(c));
        let class = match class {
            // "22nd", "1990s": only where it touches a number.
            OTHER if after_digits && matches!(text, "st" | "nd" | "rd" | "th") => b'o',
            OTHER if after_digits && text == "s" => b's',
            // "3.5m", "$5 k": a letter by itself means a thousand, a million or a billion only behind a number.
            b'm' if !self.classes.last().is_some_and(|&c| is_number(c)) => OTHER,
            class => class,
        };
        self.pieces.push(Piece { text, token, value, touches_previous });
        self.classes.push(class);
        if class == b'$' || is_number(class) {
            self.reread_prefix(class);
        }
    }

    /// Gives letters the class of a currency where they touch a currency sign behind them ("HK$5") or digits ("R120").
    /// `class` is that of the sign or digits, which are the last piece.
    fn reread_prefix(&mut self, class: u8) {
        let here = self.pieces.len() - 1;
        if here == 0 || !self.pieces[here].touches_previous || self.classes[here - 1] == b'U' {
            return;
        }
        let word = self.pieces[here - 1].text;
        let same_token = self.pieces[here - 1].token == self.pieces[here].token;
        let (class, code) = match (class == b'$', word) {
            (true, "HK") => (b'U', "HKD"),
            (true, "A" | "AU") => (b'U', "AUD"),
            (true, "C" | "CA" | "CAD") => (b'U', "CAD"),
            (true, "NZ") => (b'U', "NZD"),
            (true, "S" | "SG") => (b'U', "SGD"),
            (true, "N") => (b'U', "NAD"),
            (true, "NT") => (b'U', "TWD"),
            (true, "R") => (b'U', "BRL"),
            (true, "J" | "JM") => (b'U', "JMD"),
            (true, "TT") => (b'U', "TTD"),
            (true, "EC") => (b'U', "XCD"),
            (true, "FJ" | "F") => (b'U', "FJD"),
            (true, "B" | "BN") => (b'U', "BND"),
            (true, "COP") => (b'U', "COP"),
            (true, "MX" | "Mex") => (b'U', "MXN"),
            (true, "GH") => (b'U', "GHS"),
            (true, "Z" | "ZW" | "CI" | "BZ" | "G" | "GY" | "CLP" | "ARS" | "L" | "U" | "E") => (b'U', "-"),
            (false, "R") if same_token => (b'B', "ZAR"),
            (false, "N") if same_token => (b'B', "NGN"),
            (false, "GH") if same_token => (b'B', "GHS"),
            (false, "K" | "P" | "D" | "Q" | "L") if same_token => (b'B', "-"),
            _ => return,
        };
        self.classes[here - 1] = class;
        self.pieces[here - 1].value = code;
    }

    /// The tokens of the pieces from `start` to `end`; None if these don't start and end with a token.
    pub fn tokens(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let first = self.pieces[start].token;
        let last = self.pieces[end - 1].token;
        let starts = start == 0 || self.pieces[start - 1].token != first || self.classes[start - 1] == BREAK;
        let ends = self.pieces.get(end).is_none_or(|p| p.token != last || self.classes[end] == BREAK);
        (starts && ends).then_some(first..last + 1)
    }
}

/// The text of a piece; "" beyond the stretch.
pub fn word<'t>(all: &Pieces<'t>, at: usize) -> &'t str {
    all.pieces.get(at).map_or("", |p| p.text)
}

/// The text of the piece before another; "" at the start.
pub fn word_before<'t>(all: &Pieces<'t>, at: usize) -> &'t str {
    at.checked_sub(1).map_or("", |i| all.pieces[i].text)
}

/// Whether `word`, in any case, is in a list with single spaces.
pub fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|w| w.eq_ignore_ascii_case(word))
}

/// Whether a word is a plural, so that a number before it counts it: "homes".
pub fn is_counted(word: &str) -> bool {
    let plural = word.len() > 3 && word.ends_with('s') || is_one_of(word, "people men women police staff million");
    word.starts_with(char::is_lowercase) && (plural || word.ends_with("children"))
}

/// Whether a class is one of the digits'.
pub fn is_number(class: u8) -> bool {
    matches!(class, b'd' | b'2' | b'3' | b'Y' | b'n')
}

/// The class of a piece that begins with a digit. `d`: could be a day; `2`: two other digits, which could be minutes;
/// `3`: three digits, which may continue "120 000"; `Y`: could be a year; `N`: a date with dots; `n`: any other number.
fn number_class(text: &str) -> u8 {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return if is_dotted_date(text) { b'N' } else { b'n' };
    }
    match text.len() {
        1 | 2 if matches!(text.parse(), Ok(1..=31)) => b'd',
        2 => b'2',
        3 => b'3',
        4 if matches!(text.parse(), Ok(1000..=2199)) => b'Y',
        _ => b'n',
    }
}

/// Whether a piece is a date with dots, the day first: "27.08.2022".
fn is_dotted_date(text: &str) -> bool {
    let mut parts = text.split('.').map(|part| (part.len(), part.parse().unwrap_or(0)));
    matches!(
        [parts.next(), parts.next(), parts.next(), parts.next()],
        [Some((1..=2, 1..=31)), Some((1..=2, 1..=12)), Some((4, 1000..=2199)), None]
    )
}
