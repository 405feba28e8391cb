//! Finds names by a user's own patterns: regular expressions for docket numbers, bills, tickers, case files.
//!
//! **Method.** Patterns run over the text of a paragraph, by the crate `regex`, which searches in linear time for any
//! pattern. To find all matches is not linear by itself: a pattern that reads to the paragraph's end before it fails
//! would do so from each place. So a search sees only a window of the paragraph, and a match is at most [`MAX_MATCH`]
//! bytes long.
//!
//! **What matches.** A match counts where it begins and ends with a token. A full stop at the end of the last token
//! ("Inc.") may stay outside.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use crate::text::{Document, Span};

/// The most bytes of a match.
pub const MAX_MATCH: usize = 256;

/// The most bytes of a pattern.
pub const MAX_PATTERN: usize = 1000;

/// The most bytes that a compiled pattern may take. This bounds the time for each letter of a text.
const SIZE_LIMIT: usize = 1 << 20;

/// How many bytes of a paragraph are searched at once.
const WINDOW: usize = 1 << 12;

/// The problem with a pattern, with the number of the character if it is no regular expression.
#[derive(Debug)]
pub struct PatternError(pub String);

/// Compiles a pattern, or says what is wrong with it.
pub fn compile(pattern: &str) -> Result<Regex, PatternError> {
    if pattern.len() > MAX_PATTERN {
        return Err(PatternError(format!("is longer than {MAX_PATTERN} bytes")));
    }
    let parsed = regex_syntax::parse(pattern).map_err(|error| {
        let (offset, reason) = match &error {
            regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span().start.offset, error.kind().to_string()),
            _ => (0, error.to_string()),
        };
        let character = pattern[..offset].chars().count() + 1;
        PatternError(format!("is no regular expression at character {character}: {reason}"))
    })?;
    if parsed.properties().minimum_len().is_none_or(|shortest| shortest == 0) {
        return Err(PatternError("could match nothing at all".into()));
    }
    // A valid pattern that can't be built is too large.
    RegexBuilder::new(pattern)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|_| PatternError("is too large: it repeats too much, too often".into()))
}

/// Compiled patterns, those that can't be compiled left out, each with its index in the user's list.
type Compiled = Rc<Vec<(usize, Regex)>>;

/// Compiles patterns. The last ones are kept, because the next text mostly has the same.
fn compiled(patterns: &[(usize, &str)]) -> Compiled {
    type Known = (Vec<(usize, String)>, Compiled);
    thread_local!(static LAST: RefCell<Known> = RefCell::default());
    LAST.with_borrow_mut(|(known, last)| {
        let same = |((i, a), (j, b)): (&(usize, String), &(usize, &str))| i == j && a == b;
        if known.len() != patterns.len() || !known.iter().zip(patterns).all(same) {
            *known = patterns.iter().map(|&(index, pattern)| (index, pattern.to_owned())).collect();
            let regexes = patterns.iter().filter_map(|&(index, pattern)| Some((index, compile(pattern).ok()?)));
            *last = Rc::new(regexes.collect());
        }
        last.clone()
    })
}

/// The tokens of all matches of patterns, each with the pattern's index; in no order.
pub fn matches(document: &Document, patterns: &[(usize, &str)]) -> Vec<(Range<usize>, usize)> {
    let mut out = Vec::new();
    for (index, regex) in compiled(patterns).iter() {
        for paragraph in &document.paragraphs {
            let span = document.span(paragraph.clone());
            let text = span.of(document.text);
            let mut from = 0;
            while let Some(found) = next_match(regex, text, from) {
                from = found.end;
                let found = Span::new(span.start + found.start, span.start + found.end);
                out.extend(whole_tokens(document, found).map(|tokens| (tokens, *index)));
            }
        }
    }
    out
}

/// The first match in `text` that begins at `from` or after it, and is neither empty nor longer than [`MAX_MATCH`].
fn next_match(regex: &Regex, text: &str, mut from: usize) -> Option<Range<usize>> {
    while from < text.len() {
        let end = text.floor_char_boundary(from + WINDOW);
        let last = end == text.len();
        // A match that begins here or later may run over the window's end.
        let unsure = if last { end } else { text.floor_char_boundary(end - MAX_MATCH) };
        from = match regex.find_at(&text[..end], from) {
            None => unsure,
            Some(found) if found.start() >= unsure && !last => found.start(),
            Some(found) if found.is_empty() => text.ceil_char_boundary(found.end() + 1),
            Some(found) if found.len() > MAX_MATCH => found.end(),
            Some(found) => return Some(found.range()),
        };
    }
    None
}

/// The tokens of a span that begins and ends with a token; None for any other. A full stop at the end of the last token
/// may stay outside the span.
fn whole_tokens(document: &Document, span: Span) -> Option<Range<usize>> {
    let tokens = document.tokens_in(span);
    let first = document.tokens.get(tokens.start)?.span();
    let last = document.tokens.get(tokens.end.checked_sub(1)?)?.span();
    let rest = document.text.get(span.end..last.end).unwrap_or_default();
    let whole = !tokens.is_empty() && first.start == span.start && last.end >= span.end && matches!(rest, "" | ".");
    whole.then_some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_a_pattern_is_wrong() {
        for (pattern, problem) in [
            ("ICC-(\\d", "is no regular expression at character 5: unclosed group"),
            ("é[a", "is no regular expression at character 2: unclosed character class"),
            (
                "a{3,1}",
                "is no regular expression at character 2: invalid repetition count range, the start must be <= the end",
            ),
            ("a*", "could match nothing at all"),
            ("^", "could match nothing at all"),
            ("((a{100}){100}){100}", "is too large: it repeats too much, too often"),
            (&"a".repeat(1001), "is longer than 1000 bytes"),
            (
                "(?=a)",
                "is no regular expression at character 1: look-around, including look-ahead and look-behind, is not supported",
            ),
        ] {
            assert_eq!(compile(pattern).map_err(|PatternError(problem)| problem).unwrap_err(), problem, "{pattern}");
        }
        for pattern in [r"ICC-\d{2}/\d{2}", r"\w{1,20}", r"\$[A-Z]{1,5}\b", r"(?i-u:bill) \d+", "[^\\s]{3}", "Ö.ä"] {
            assert!(compile(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn windows_change_no_match() {
        let text = "é12 ab-34, ".repeat(500);
        for pattern in [r"\d+", r"\w+-\d\d", "é", r"\bab\b", r"\d+ ab", r"34, é12 ab"] {
            let regex = compile(pattern).unwrap();
            let mut from = 0;
            let mut found = Vec::new();
            while let Some(next) = next_match(&regex, &text, from) {
                from = next.end;
                found.push(next);
            }
            let expected: Vec<_> = regex.find_iter(&text).map(|found| found.range()).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn long_matches_are_none_and_cost_little() {
        let text = "a b ".repeat(5_000);
        for pattern in ["a.*", "a.*z", "(a|b| )+", "a.*z|b"] {
            let regex = compile(pattern).unwrap();
            let mut from = 0;
            while let Some(next) = next_match(&regex, &text, from) {
                assert!(next.len() <= MAX_MATCH);
                from = next.end;
            }
        }
    }
}
