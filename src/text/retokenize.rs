//! Tokens of a text that was edited, made from those of the text before the edit.
//!
//! No token, and nothing that decides one, reaches over a line's end. So the lines before the first difference and after the
//! last one keep their tokens. The lines between are split anew, and compared token by token.

use std::ops::Range;

use super::quote_marks::PairingCache;
use super::token::{Token, tokenize};
use crate::incremental::Unchanged;

/// The text before an edit, with its tokens.
#[derive(Debug, Default)]
pub struct PreviousText {
    text: String,
    tokens: Vec<Token>,
    /// How its quotation marks were paired.
    pub(super) quote_marks: PairingCache,
}

/// Tokenizes `text`, taking over the tokens of `previous` where an edit left lines alone. `previous` becomes this text.
pub fn retokenize(text: &str, previous: &mut PreviousText) -> (Vec<Token>, Unchanged) {
    let (old, new) = changed_lines(&previous.text, text);
    let before = previous.tokens.partition_point(|token| token.span().end <= old.start);
    let from = previous.tokens.partition_point(|token| token.span().start < old.end);
    let between = tokenize(&text[new.clone()]);
    let mut tokens = Vec::with_capacity(before + between.len() + previous.tokens.len() - from);
    tokens.extend_from_slice(&previous.tokens[..before]);
    tokens.extend(between.iter().map(|token| token.moved(0, new.start)));
    tokens.extend(previous.tokens[from..].iter().map(|token| token.moved(old.end, new.end)));
    let unchanged =
        unchanged_tokens(previous, text, &tokens, Unchanged { at_start: before, at_end: previous.tokens.len() - from });
    previous.text.clear();
    previous.text.push_str(text);
    previous.tokens.clone_from(&tokens);
    (tokens, unchanged)
}

/// Counts the unchanged tokens, from those of unchanged lines on into the lines that were edited.
fn unchanged_tokens(
    previous: &PreviousText,
    text: &str,
    tokens: &[Token],
    Unchanged { mut at_start, mut at_end }: Unchanged,
) -> Unchanged {
    let (old, count, most) = (&previous.tokens, tokens.len(), tokens.len().min(previous.tokens.len()));
    // Whether two tokens are equal, their places counted from byte `from` of the old text and byte `to` of the new one.
    let equal = |a: Token, b: Token, [from, to]: [usize; 2]| {
        a.moved(from, to) == b && a.span().of(&previous.text) == b.span().of(text)
    };
    while at_start + at_end < most && equal(old[at_start], tokens[at_start], [0, 0]) {
        at_start += 1;
    }
    let ends = [previous.text.len(), text.len()];
    while at_start + at_end < most && equal(old[old.len() - at_end - 1], tokens[count - at_end - 1], ends) {
        at_end += 1;
    }
    // The token before the unchanged end differs, or stands elsewhere. If it touches the end in one text only, the
    // first token of the end counts as changed too.
    let touches = |tokens: &[Token]| {
        let at = tokens.len() - at_end;
        at > 0 && tokens[at - 1].span().end == tokens[at].span().start
    };
    if at_end > 0 && touches(old) != touches(tokens) {
        at_end -= 1;
    }
    Unchanged { at_start, at_end }
}

/// The byte ranges of the lines that differ between two texts. Texts are compared in chunks, so a range may hold a line
/// more at either end than it needs to.
pub(super) fn changed_lines(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
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
                let mut previous = PreviousText::default();
                retokenize(a, &mut previous);
                let (tokens, unchanged) = retokenize(b, &mut previous);
                assert_eq!(tokens, tokenize(b), "{a:?} {b:?}");
                let words =
                    |text: &str| tokenize(text).iter().map(|t| t.span().of(text).to_owned()).collect::<Vec<_>>();
                let (a_text, b_text) = (a, b);
                let (a, b) = (words(a), words(b));
                assert_eq!(a[..unchanged.at_start], b[..unchanged.at_start]);
                assert_eq!(a[a.len() - unchanged.at_end..], b[b.len() - unchanged.at_end..]);
                let touches = |text: &str| {
                    let tokens = tokenize(text);
                    let before = std::iter::once(false)
                        .chain(tokens.windows(2).map(|pair| pair[0].span().end == pair[1].span().start));
                    before.take(tokens.len()).collect::<Vec<bool>>()
                };
                let (a, b) = (touches(a_text), touches(b_text));
                assert_eq!(a[..unchanged.at_start], b[..unchanged.at_start]);
                assert_eq!(a[a.len() - unchanged.at_end..], b[b.len() - unchanged.at_end..]);
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
            let mut previous = PreviousText::default();
            retokenize(&line, &mut previous);
            assert_eq!(
                retokenize(&edited, &mut previous).1,
                Unchanged { at_start: before, at_end: after },
                "{}",
                &edited[..40]
            );
        }
    }
}
