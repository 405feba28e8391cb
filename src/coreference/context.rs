//! The document with its names and attributions, indexed by token: what all of coreference reads.

use std::ops::Range;

use super::word_facts::{Suffix, WordFacts};
use crate::lexicon::{self, Noun, NounClass, Title};
use crate::names::{EntityKind, Name};
use crate::quotations::Attribution;
use crate::syntax::{Syntax, Tag};
use crate::text::sorting::{descending, sort_by_key};
use crate::text::token::TokenKind;
use crate::text::{Document, NOT_QUOTED, TokenIndex};

/// How many adverbs and auxiliaries may stand between a subject and its verb.
const ADVERBS: usize = 6;

/// The index that stands for no name, no attribution or no mention.
pub const NONE: u32 = u32::MAX;

/// The results of the earlier stages, indexed by token.
pub struct Context<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// Words and parts of speech.
    pub syntax: &'a Syntax,
    /// Names, in order.
    pub names: &'a [Name],
    /// Attributions.
    pub attributions: &'a [Attribution],
    /// Facts about each distinct word of the text, by the word's number in [`Syntax::words`].
    facts: &'a [WordFacts],
    /// The sentence of each token.
    pub sentence_of: TokenIndex,
    /// The paragraph of each token.
    pub paragraph_of: TokenIndex,
    /// The name that each token is in, or [`NONE`].
    pub name_at: TokenIndex,
    /// An attribution whose source each token is in, or [`NONE`].
    pub source_of: TokenIndex,
    /// The innermost attribution whose content each token is in, or [`NONE`].
    pub content_of: TokenIndex,
}

impl<'a> Context<'a> {
    /// Indexes the results of the earlier stages. `facts` are those of each distinct word, by its number in
    /// [`Syntax::words`].
    pub fn new(
        document: &'a Document<'a>,
        syntax: &'a Syntax,
        names: &'a [Name],
        attributions: &'a [Attribution],
        facts: &'a [WordFacts],
    ) -> Self {
        let tokens = document.tokens.len();
        // Longer contents first, so that the innermost one stays.
        let mut order: Vec<usize> = (0..attributions.len()).collect();
        sort_by_key(&mut order, |&a| descending(attributions[a].content.iter().map(Range::len).sum()) as u64);
        let sources =
            attributions.iter().enumerate().filter_map(|(a, attribution)| Some((a, attribution.source.as_ref()?)));
        let contents = order.iter().flat_map(|&a| attributions[a].content.iter().map(move |content| (a, content)));
        Context {
            document,
            syntax,
            names,
            attributions,
            facts,
            sentence_of: TokenIndex::of_ranges(tokens, document.sentences.iter(), NONE),
            paragraph_of: TokenIndex::of_ranges(tokens, document.paragraphs.iter(), NONE),
            name_at: TokenIndex::of_ranges(tokens, names.iter().map(|name| &name.tokens), NONE),
            source_of: TokenIndex::of_nested(tokens, sources, NONE),
            content_of: TokenIndex::of_nested(tokens, contents, NONE),
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.document.tokens.len()
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.document.word(i)
    }

    /// The facts about the word of token `i`.
    #[inline(never)] // called from a hundred places, as the next two are
    pub fn facts(&self, i: usize) -> &WordFacts {
        &self.facts[self.syntax.words.number(i)]
    }

    /// The text of token `i` in lower case, curly apostrophes straight.
    #[inline(never)]
    pub fn lower(&self, i: usize) -> &str {
        self.facts(i).lower.as_deref().unwrap_or_else(|| self.word(i))
    }

    /// The folded text of token `i`, as names are compared.
    #[inline(never)]
    pub fn folded(&self, i: usize) -> &str {
        self.facts(i).folded.as_deref().unwrap_or_else(|| self.lower(i))
    }

    /// The title that token `i` is ("Mr.", "Sen."); `None` for any other word.
    pub fn title(&self, i: usize) -> Option<Title> {
        if self.facts(i).is_title { lexicon::title(self.lower(i)) } else { None }
    }

    /// The text of token `i` in lower case; empty for `None`, and for an index past the last token.
    pub fn lower_at(&self, i: Option<usize>) -> &str {
        i.filter(|&i| i < self.len()).map_or("", |i| self.lower(i))
    }

    /// Whether token `i` is a word that begins with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.facts(i).capital
    }

    /// Whether token `i` is a comma.
    pub fn is_comma(&self, i: usize) -> bool {
        self.facts(i).comma
    }

    /// Whether token `i` stands in quotation marks.
    pub fn is_quoted(&self, i: usize) -> bool {
        self.document.inside[i] != NOT_QUOTED
    }

    /// Whether token `i` is a word (no number, no sign).
    pub fn is_word(&self, i: usize) -> bool {
        self.document.tokens[i].kind() == TokenKind::Word
    }

    /// Whether token `i` is the possessive "'s", or an apostrophe right after an s, z or x.
    pub fn is_possessive(&self, i: usize) -> bool {
        match self.facts(i).suffix {
            Suffix::Possessive => true,
            Suffix::Apostrophe => {
                i > 0 && self.word(i - 1).ends_with(['s', 'S', 'z', 'x']) && !self.document.space_before(i)
            }
            Suffix::None => false,
        }
    }

    /// The part of speech of token `i`; punctuation where the document was not tagged.
    pub fn tag(&self, i: usize) -> Tag {
        self.syntax.tags.get(i).copied().unwrap_or(Tag::Punctuation)
    }

    /// What the phrase over `tokens` seems to be in its clause, by the parts of speech around it; `None` where they
    /// don't tell.
    pub fn relation(&self, tokens: Range<usize>) -> Option<Relation> {
        self.relation_within(&self.sentence(tokens.start), tokens)
    }

    /// What [`Self::relation`] finds, where the caller knows the sentence in which the phrase begins.
    pub fn relation_within(&self, sentence: &Range<usize>, tokens: Range<usize>) -> Option<Relation> {
        let before = (tokens.start > sentence.start).then(|| self.tag(tokens.start - 1));
        let mut next = tokens.end;
        while next < sentence.end.min(tokens.end + ADVERBS) && matches!(self.tag(next), Tag::RB | Tag::MD) {
            next += 1;
        }
        let after = (next < sentence.end).then(|| self.tag(next));
        Some(match (before, after) {
            (_, Some(Tag::POS)) => Relation::Possessive,
            (_, Some(t)) if next == tokens.end && t.is_noun() => Relation::Compound,
            (_, Some(Tag::VBD | Tag::VBZ | Tag::VBP)) => Relation::Subject,
            (_, Some(Tag::VB)) if next > tokens.end => Relation::Subject,
            (Some(Tag::IN | Tag::TO), _) => Relation::Oblique,
            (Some(t), _) if t.is_verb() => Relation::Object,
            _ => return None,
        })
    }

    /// Whether token `i` stands in a headline or caption: one of the first four paragraphs, without a full stop or
    /// comma at its end.
    pub fn is_headline(&self, i: usize) -> bool {
        let p = self.paragraph_of[i] as usize;
        if p >= 4 {
            return false;
        }
        // "Cruz: ‘Enough’": what counts stands before the quotation mark at the end.
        let last = self.paragraph(i).rev().take(4).find(|&i| self.document.tokens[i].kind() != TokenKind::Mark);
        last.is_some_and(|i| self.document.tokens[i].kind() != TokenKind::Stop && !self.is_comma(i))
    }

    /// The tokens of the paragraph that holds token `i`.
    #[inline(never)] // called from several places
    pub fn paragraph(&self, i: usize) -> Range<usize> {
        self.document.paragraphs[self.paragraph_of[i] as usize].clone()
    }

    /// The tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        self.document.sentences[self.sentence_of[i] as usize].clone()
    }

    /// Whether name `n` is a date, a time, a sum, a share or a quantity, which never speaks.
    pub fn is_amount(&self, n: usize) -> bool {
        use EntityKind::{Date, Money, Percent, Quantity, Time};
        matches!(self.names[n].kind, Date | Time | Money | Percent | Quantity)
    }

    /// The index of the name that token `i` is in; `None` where it is in none, or past the last token.
    pub fn name(&self, i: usize) -> Option<usize> {
        self.name_at.get(i).filter(|&n| n != NONE).map(|n| n as usize)
    }

    /// The kind of the name that token `i` is in; `None` where it is in none, or past the last token.
    pub fn kind(&self, i: usize) -> Option<EntityKind> {
        self.name(i).map(|n| self.names[n].kind)
    }

    /// The index of the person's name that token `i` is in; `None` where it is in none, or past the last token.
    pub fn person(&self, i: usize) -> Option<usize> {
        self.name(i).filter(|&n| self.names[n].kind == EntityKind::Person)
    }

    /// The lexicon's entry for token `i` where it is a noun for one person ("mayor"); `None` for any other word.
    pub fn noun_for_person(&self, i: usize) -> Option<&'static Noun> {
        self.facts(i).noun.filter(|noun| noun.class == NounClass::Person && !noun.plural)
    }

    /// Tells whether token `i` is a title or a noun for persons: "Sen.", "president", "mayors".
    pub fn is_job(&self, i: usize) -> bool {
        let facts = self.facts(i);
        facts.is_title || facts.noun.is_some_and(|noun| noun.class == NounClass::Person)
    }
}

/// What a phrase is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The subject of a verb: "**Ortiz** said".
    Subject,
    /// The object of a verb: "told **Ortiz**".
    Object,
    /// The object of a preposition: "to **Ortiz**".
    Oblique,
    /// The owner of something: "**Ortiz**'s".
    Possessive,
    /// A modifier of the noun after it: "the **Ortiz** plan".
    Compound,
}
