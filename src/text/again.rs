//! A text that is split again after an edit: what is the same at its start and its end keeps its tokens.
//!
//! No token, and nothing that decides one, reaches over a line's end. So the lines before the first difference and after the
//! last one have the tokens that they had. What is between is split again, and compared token by token.

use std::ops::Range;

use super::marks::Reads;
use super::token::{Token, tokenize};

/// The text before.
#[derive(Debug, Default)]
pub struct Last {
    text: String,
    tokens: Vec<Token>,
    /// How its quotation marks were read.
    pub(super) marks: Reads,
}

/// How many tokens at the start and at the end of a text are those of the text before. They are the same words, of the same
/// kinds, and touch what is before them where they did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Same {
    /// At the start.
    pub before: usize,
    /// At the end.
    pub after: usize,
}

/// The tokens of `text`, by those of the last one, whose place it takes.
pub fn tokenize_again(text: &str, last: &mut Last) -> (Vec<Token>, Same) {
    let (old, new) = changed(&last.text, text);
    let before = last.tokens.partition_point(|token| token.span().end <= old.start);
    let from = last.tokens.partition_point(|token| token.span().start < old.end);
    let between = tokenize(&text[new.clone()]);
    let mut tokens = Vec::with_capacity(before + between.len() + last.tokens.len() - from);
    tokens.extend_from_slice(&last.tokens[..before]);
    tokens.extend(between.iter().map(|token| token.moved(0, new.start)));
    tokens.extend(last.tokens[from..].iter().map(|token| token.moved(old.end, new.end)));
    let same = same(last, text, &tokens, Same { before, after: last.tokens.len() - from });
    last.text.clear();
    last.text.push_str(text);
    last.tokens.clone_from(&tokens);
    (tokens, same)
}

/// Which tokens of `text` are those of the last one, beside those of whole lines.
fn same(last: &Last, text: &str, tokens: &[Token], Same { mut before, mut after }: Same) -> Same {
    let (old, count, most) = (&last.tokens, tokens.len(), tokens.len().min(last.tokens.len()));
    // From the starts of both texts, and from their ends.
    let equal = |a: Token, b: Token, [from, to]: [usize; 2]| {
        a.moved(from, to) == b && a.span().of(&last.text) == b.span().of(text)
    };
    while before + after < most && equal(old[before], tokens[before], [0, 0]) {
        before += 1;
    }
    let ends = [last.text.len(), text.len()];
    while before + after < most && equal(old[old.len() - after - 1], tokens[count - after - 1], ends) {
        after += 1;
    }
    // What is before the first of those at the end is another, or stands elsewhere.
    let touches = |tokens: &[Token]| {
        let at = tokens.len() - after;
        at > 0 && tokens[at - 1].span().end == tokens[at].span().start
    };
    if after > 0 && touches(old) != touches(tokens) {
        after -= 1;
    }
    Same { before, after }
}

/// A range that stands elsewhere; `by` may be less than nothing, wrapped.
pub fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.wrapping_add(by)..range.end.wrapping_add(by)
}

/// The lines of two texts between those that are the same at their starts and ends, as bytes of each. Compared in chunks:
/// a line more at either end is no matter.
fn changed(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    const CHUNK: usize = 64;
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let common = CHUNK * a.chunks(CHUNK).zip(b.chunks(CHUNK)).take_while(|(a, b)| a == b).count();
    let common = &b[..common.min(b.len())];
    let start = common.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let (a, b) = (&a[start..], &b[start..]);
    let common = CHUNK * a.rchunks(CHUNK).zip(b.rchunks(CHUNK)).take_while(|(a, b)| a == b).count();
    let common = &b[b.len().saturating_sub(common)..];
    let end = common.iter().position(|&byte| byte == b'\n').map_or(0, |at| common.len() - at - 1);
    (start..old.len() - end, start..new.len() - end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_the_whole_text() {
        let long = "Ana Ruiz, 54, said “No.”\nSo it is.\n".repeat(9);
        let texts = [
            "",
            "a",
            "a\n",
            "a\nb",
            "\n",
            "Mr. A.\nB said no.\n1",
            "Mr. A.\nB said no. 1",
            "A.\n",
            "A.",
            "é\né",
            "é\nè",
            "\n\n",
            &long,
            &long[5..],
            &format!("{long}{long}"),
            &long.replacen("it", "we", 4),
            &long[..120],
            "One line, one’s end.",
            "One line, one's end.",
            "One line , one’s end.",
            "One other line, one’s end.",
        ];
        for a in texts {
            for b in texts {
                let mut last = Last::default();
                tokenize_again(a, &mut last);
                let (tokens, same) = tokenize_again(b, &mut last);
                assert_eq!(tokens, tokenize(b), "{a:?} {b:?}");
                let words =
                    |text: &str| tokenize(text).iter().map(|t| t.span().of(text).to_owned()).collect::<Vec<_>>();
                let (a_text, b_text) = (a, b);
                let (a, b) = (words(a), words(b));
                assert_eq!(a[..same.before], b[..same.before]);
                assert_eq!(a[a.len() - same.after..], b[b.len() - same.after..]);
                let touches = |text: &str| {
                    let tokens = tokenize(text);
                    let before = std::iter::once(false)
                        .chain(tokens.windows(2).map(|pair| pair[0].span().end == pair[1].span().start));
                    before.take(tokens.len()).collect::<Vec<bool>>()
                };
                let (a, b) = (touches(a_text), touches(b_text));
                assert_eq!(a[..same.before], b[..same.before]);
                assert_eq!(a[a.len() - same.after..], b[b.len() - same.after..]);
            }
        }
    }

    #[test]
    fn what_an_edit_within_a_line_leaves_alone_is_the_same() {
        let line = "Ana Ruiz, 54, said no to the bridge. ".repeat(50);
        let count = tokenize(&line).len();
        for (edited, before, after) in [
            (line.replacen("bridge", "bridges", 1), 9, count - 10),
            (line.replacen("to the", "to", 1), 8, count - 9),
            // "54" does not touch the comma any more.
            (line.replacen("54,", "54 ,", 1), 4, count - 5),
            (line.clone(), count, 0),
        ] {
            let mut last = Last::default();
            tokenize_again(&line, &mut last);
            assert_eq!(tokenize_again(&edited, &mut last).1, Same { before, after }, "{}", &edited[..40]);
        }
    }
}
