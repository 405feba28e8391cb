//! Splits paragraphs into sentences.
//!
//! A rule decides at each full stop, question and exclamation mark, ellipsis and abbreviation whether a
//! sentence ends there; `token` has already told full stops from those of "Mr.", "U.S." and "9.5". A
//! paragraph's end always ends one: headlines and captions have no full stop.
//!
//! Two cuts of the same text: [`sentences`] are what a parser takes, and end at a full stop inside a quotation too;
//! [`utterances`] are what a reader takes, and don't end inside a quotation.
//!
//! What it gets wrong: a sentence that ends in an initial or an abbreviation before a name of two words ("… by Kell
//! Co. Ana Ruiz said"), and names with a sign of their own ("Jeb! Bush").

use std::ops::Range;

use super::Span;
use super::quote_marks::QuotedStretch;
use super::token::{Token, TokenKind, is_abbreviation, is_mark};
use crate::lexicon::{Flag, flags, has};

/// How many tokens before an abbreviation are searched for a name whose surname stands behind it.
const NEARBY: usize = 300;

/// Token ranges of the sentences as a parser takes them.
pub fn sentences(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    quoted: &[QuotedStretch],
) -> Vec<Range<usize>> {
    let context = SentenceContext { text, tokens, closing: closing(quoted, tokens.len()) };
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        let mut i = paragraph.start;
        while let Some(stop) = (i..paragraph.end).find(|&i| context.may_stop(i)) {
            let next = context.stop_end(stop, paragraph.end);
            if next > stop && next < paragraph.end && context.breaks(stop, next, paragraph.end) {
                out.push(start..next);
                start = next;
            }
            i = next.max(stop + 1);
        }
        out.push(start..paragraph.end);
    }
    out
}

/// Token ranges of the sentences as a reader takes them: those of `sentences`, joined where one ends
/// inside a quotation. A paragraph's end still ends one.
pub fn utterances(
    sentences: &[Range<usize>],
    paragraphs: &[Range<usize>],
    quoted: &[QuotedStretch],
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut outer = quoted.iter().filter(|q| q.depth == 0).map(|q| &q.tokens).peekable();
    let mut starts = paragraphs.iter().map(|p| p.start).peekable();
    for sentence in sentences {
        let at = sentence.start;
        while outer.next_if(|q| q.end <= at).is_some() {}
        let inside = outer.peek().is_some_and(|q| q.start < at);
        let opens_paragraph = starts.next_if_eq(&at).is_some();
        match out.last_mut() {
            Some(last) if inside && !opens_paragraph => last.end = sentence.end,
            _ => out.push(sentence.clone()),
        }
    }
    out
}

/// For each token, whether it closes a quotation.
fn closing(quoted: &[QuotedStretch], tokens: usize) -> Vec<bool> {
    let mut closing = vec![false; tokens];
    for q in quoted {
        closing[q.tokens.end - 1] = true;
    }
    closing
}

/// The tokens of a text, with those that close quotations.
struct SentenceContext<'t> {
    text: &'t str,
    tokens: &'t [Token],
    closing: Vec<bool>,
}

impl<'t> SentenceContext<'t> {
    fn word(&self, i: usize) -> &'t str {
        self.tokens[i].span().of(self.text)
    }

    fn touches(&self, i: usize) -> bool {
        i > 0 && self.tokens[i - 1].span().end == self.tokens[i].span().start
    }

    /// Whether token `i` is a stop, or a word with a full stop at its end. This is asked of every token, so it looks at one
    /// byte alone.
    fn may_stop(&self, i: usize) -> bool {
        let token = self.tokens[i];
        let Span { start, end } = token.span();
        match token.kind() {
            TokenKind::Stop => true,
            TokenKind::Word => end > start + 1 && self.text.as_bytes()[end - 1] == b'.',
            _ => false,
        }
    }

    /// If a sentence can end at token `i`, which may stop one, the token after it and after all that belongs to its end:
    /// more stops, closing marks and brackets. `i` itself otherwise: "the .45-caliber weapon".
    fn stop_end(&self, i: usize, end: usize) -> usize {
        let number = |i: usize| self.tokens[i].kind() == TokenKind::Number && self.touches(i);
        if self.word(i) == "." && !self.touches(i) && i + 1 < end && number(i + 1) {
            return i;
        }
        (i + 1..end).find(|&next| !self.belongs_to_end(next)).unwrap_or(end)
    }

    /// Whether token `i` belongs to the end of the sentence before it: `."`, `!)`, `. . .`, `. …`
    fn belongs_to_end(&self, i: usize) -> bool {
        match self.tokens[i].kind() {
            TokenKind::Stop => {
                let dots = self.word(i).starts_with(['.', '…']) && self.word(i - 1).ends_with(['.', '…']);
                self.touches(i) || dots
            }
            TokenKind::Mark => {
                let opener = matches!(self.word(i), "“" | "‘" | "«" | "„" | "``");
                self.closing[i] || self.touches(i) && !opener
            }
            _ => self.touches(i) && matches!(self.word(i), ")" | "]"),
        }
    }

    /// Whether a sentence ends with the tokens `stop..next`, which `stop_end` found.
    fn breaks(&self, stop: usize, next: usize, end: usize) -> bool {
        let word = self.word(next);
        let Some(first) = word.chars().next() else { return false };
        // "… after all, he said", but "… . iPhones are".
        let lower = first.is_lowercase() && !word.contains(char::is_uppercase);
        if lower || matches!(first, ',' | ';' | ':' | '-' | '—' | '–' | ')' | ']' | '/' | '%' | '&') {
            return false;
        }
        let quoted = (stop + 1..next).any(|i| self.tokens[i].kind() == TokenKind::Mark);
        let last = (stop..next).rfind(|&i| self.tokens[i].kind() == TokenKind::Stop);
        let Some(last) = last else {
            return quoted || self.abbreviation_ends(stop, next, end);
        };
        // "Why?" Ms Ortiz asked.
        if quoted && !self.word(last).starts_with('.') && self.is_cue(next, end) {
            return false;
        }
        // An ellipsis alone ends a sentence only where the next word surely starts one: "It is … well",
        // "The … Clinton team". After a full stop it changes nothing.
        let stop_word = self.word(stop);
        let bare = stop_word.starts_with('…') || stop_word.starts_with("..") || stop_word == "." && !self.touches(stop);
        !bare || quoted || is_mark(first) || is_opener(word) && word != "I"
    }

    /// Whether the sentence ends with the abbreviation at token `i`: before a word that starts sentences, as in "… in
    /// the U.S. The …", or before another subject.
    fn abbreviation_ends(&self, i: usize, next: usize, end: usize) -> bool {
        let stem = self.word(i).trim_end_matches('.');
        if stem == "etc" {
            return true;
        }
        if stem.len() == 1 {
            // "World War I. The", "Plan B. But"; "J. A. Kim" is a name.
            return is_opener(self.word(next)) && self.word(next).len() > 2;
        }
        // Titles are not among these: they stand before a name that may look like any word ("Dr. On").
        let ends = stem.contains('.')
            || matches!(stem, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "Bros" | "Pte" | "Pvt" | "Esq" | "al")
            || is_abbreviation(stem) && has(stem, Flag::StateShort);
        ends && (is_opener(self.word(next)) || self.subject_follows(i, next, end))
    }

    /// Whether the word with a capital at `next`, behind the short form of a firm or place at token `i`, can only be the
    /// subject of another sentence: it stands alone before a word in small letters ("bought Kell Co. *Shares* rose"),
    /// while what goes on with the name is a title before a name ("Kell Co. Chairman Ana Ruiz"), a day ("Kell Co. Monday
    /// said") or ends a body's name ("Kell Co. Fund said"). Behind "the U.S.", it must also be the surname of somebody named nearby.
    fn subject_follows(&self, i: usize, next: usize, end: usize) -> bool {
        let capital = |i: usize| self.word(i).starts_with(char::is_uppercase);
        let word = self.word(next);
        let alone = next + 1 < end && self.word(next + 1).starts_with(char::is_lowercase);
        let subject = capital(next) && word.contains(char::is_lowercase) && !word.ends_with('.');
        let known = flags(word);
        let goes_on = [Flag::Title, Flag::Body, Flag::Dateline, Flag::Month].iter().any(|&flag| known.has(flag))
            || known.has(Flag::Person) && !word.ends_with('s');
        if i == 0 || !alone || !subject || goes_on {
            return false;
        }
        match self.word(i) {
            "Inc." | "Corp." | "Co." | "Ltd." | "Pte." | "Pvt." => capital(i - 1) || self.word(i - 1) == "&",
            "U.S." | "U.K." | "Bros." => {
                let near = i.saturating_sub(NEARBY).max(1)..i;
                let named = |i: usize| self.word(i) == word && capital(i - 1) && !self.word(i - 1).ends_with('.');
                has(self.word(next + 1), Flag::Plain) && near.into_iter().any(named)
            }
            _ => self.word(i - 1) == "," && has(self.word(next + 1), Flag::Plain),
        }
    }

    /// Whether a clause that reports the quotation before it begins at token `from`: a name of at most four words
    /// before a verb that reports ("Ms Ortiz asked", "Kim said"). A colon after the verb says that it reports what
    /// follows: “Why?” | Kim replied: “No idea.”
    fn is_cue(&self, from: usize, end: usize) -> bool {
        let mut names = (from + 1..end.min(from + 5)).take_while(|&i| self.tokens[i - 1].kind() == TokenKind::Word);
        let verb = names.find(|&i| has(self.word(i), Flag::Plain));
        verb.is_some_and(|verb| verb + 1 == end || self.word(verb + 1) != ":")
            && self.word(from).starts_with(char::is_uppercase)
    }
}

/// Whether a word has a capital and starts a sentence far oftener than it is a name.
fn is_opener(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase()) && has(word, Flag::Opener)
}
