//! Text as the later stages see it: tokens, paragraphs, quotation marks, sentences.
//!
//! [`Document::new`] runs the stages of this folder in order; each reads the earlier results and
//! changes none of them.
//!
//! A text that grows at its end keeps its tokens. What may change before the new part: paragraphs, where its lines
//! show that all lines are wrapped; and quotation marks that nothing had closed, with the sentences around them. Names
//! and speakers are decided on the whole text, so a name further down can change what an earlier one is taken for.

pub mod index;
pub mod language;
pub mod layout;
pub mod offsets;
pub mod paragraph;
pub mod quote_marks;
pub mod retokenize;
pub mod sentence;
pub mod sorting;
mod span;
pub mod token;

use std::ops::Range;

use crate::incremental::Unchanged;

pub use index::TokenIndex;
pub use span::{Span, one_line};
pub use token::Token;

/// A text and its parts. Ranges count tokens.
pub struct Document<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Words, numbers and signs in text order; nothing but white space is between them.
    pub tokens: Vec<Token>,
    /// Blocks of text between blank lines, or between line breaks where lines aren't wrapped; no token is
    /// outside one.
    pub paragraphs: Vec<Range<usize>>,
    /// The stretches in quotation marks, ordered by start, outer before inner.
    pub quoted: Vec<quote_marks::QuotedStretch>,
    /// For each token, the index in `quoted` of the innermost quoted stretch that holds it (marks
    /// included), or `NOT_QUOTED`.
    pub inside: TokenIndex,
    /// Sentences as a parser takes them: full stops inside a quotation end one.
    pub sentences: Vec<Range<usize>>,
    /// Sentences as a reader takes them: none breaks inside a quotation, unless a paragraph does.
    pub utterances: Vec<Range<usize>>,
    /// How many tokens an edit left unchanged, if this text is an edit of one that was split before.
    pub unchanged: Option<Unchanged>,
}

/// The entry in [`Document::inside`] of a token that stands in no quotation marks.
pub const NOT_QUOTED: u32 = u32::MAX;

/// The most tokens of a piece of a sentence; few sentences are longer.
const LONGEST_PIECE: usize = 256;

impl<'t> Document<'t> {
    /// Splits any text, in time linear in its length.
    pub fn new(text: &'t str) -> Self {
        Document::from_tokens(text, token::tokenize(text), None, &mut quote_marks::PairingCache::default())
    }

    /// Splits a text that was edited; the tokens that the edit left alone are taken from `previous`. The result is that
    /// of [`Document::new`].
    pub fn after_edit(text: &'t str, previous: &mut retokenize::PreviousText) -> Self {
        let (tokens, unchanged) = retokenize::retokenize(text, previous);
        Document::from_tokens(text, tokens, Some(unchanged), &mut previous.quote_marks)
    }

    fn from_tokens(
        text: &'t str,
        tokens: Vec<Token>,
        unchanged: Option<Unchanged>,
        pairings: &mut quote_marks::PairingCache,
    ) -> Self {
        let paragraphs = paragraph::paragraphs(text, &tokens);
        let quoted = quote_marks::find_quoted(text, &tokens, &paragraphs, unchanged.unwrap_or_default(), pairings);
        let inside = quote_marks::innermost(&quoted, tokens.len());
        let sentences = sentence::sentences(text, &tokens, &paragraphs, &quoted);
        let utterances = sentence::utterances(&sentences, &paragraphs, &quoted);
        Document { text, tokens, paragraphs, quoted, inside, sentences, utterances, unchanged }
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'t str {
        // This does without `Span::of`: no function is called so often, and calls in WebAssembly are not free.
        let Span { start, end } = self.tokens[i].span();
        &self.text[start..end]
    }

    /// The bytes from the first to the last token of a non-empty range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span().start, self.tokens[tokens.end - 1].span().end)
    }

    /// Whether white space (or the start of the text) stands before token `i`.
    pub fn space_before(&self, i: usize) -> bool {
        i == 0 || self.tokens[i - 1].span().end < self.tokens[i].span().start
    }

    /// Sentences, cut where they are longer than models label in one go.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        let cut = |sentence: &Range<usize>| {
            let end = sentence.end;
            sentence.clone().step_by(LONGEST_PIECE).map(move |start| start..end.min(start + LONGEST_PIECE))
        };
        self.sentences.iter().flat_map(cut).collect()
    }

    /// The tokens that touch a span of bytes.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span().end <= span.start);
        let end = self.tokens.partition_point(|t| t.span().start < span.end);
        start..end.max(start)
    }
}
