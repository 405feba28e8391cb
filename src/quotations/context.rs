//! Facts about each token that the rules and the network of attributions look at.

use std::sync::OnceLock;

use crate::learned::features::templates;
use crate::learned::lexical::{EDGE, Word};
use crate::lexicon::{self, Flag, Flags};
use crate::names::{EntityKind, Name};
use crate::syntax::{Syntax, Tag};
use crate::text::{Document, NOT_QUOTED, TokenIndex};

/// What is known of a document before its attributions are found.
pub struct Context<'s> {
    /// The text and its parts.
    pub document: &'s Document<'s>,
    /// The words and the parts of speech of its tokens.
    pub syntax: &'s Syntax,
    /// For each token, the index of its sentence.
    pub sentence_of: TokenIndex,
    /// For each token, the index of its paragraph.
    pub paragraph_of: TokenIndex,
    /// For each token, the kind of name that it is part of, one of [`name_kind`].
    pub name_kind: Vec<u8>,
    /// For each token, where it stands among quotation marks, one of [`quote`].
    pub quote_state: Vec<u8>,
    /// For each token, whether it is the first (1) and the last (2) of its sentence, and of its paragraph (4, 8).
    pub edges: Vec<u8>,
    /// For each sentence, a sum: 1 if it holds quoted words, 2 if it begins inside quotation marks, 4 if all of it
    /// stands in them.
    pub sentence_marks: Vec<u8>,
    /// For each distinct word, by its number, what the lexicon knows of it.
    flags: Vec<Flags>,
    /// The answer of [`Self::facts`], once it was asked for.
    facts: OnceLock<Vec<u64>>,
}

/// Where a token stands among quotation marks: outside, first of a quoted stretch, inside, or last. The first and the
/// last token of a stretch are its marks; where no mark closes it, the last is a word.
pub mod quote {
    #![allow(missing_docs)]
    pub const OUTSIDE: u8 = 0;
    pub const OPENS: u8 = 1;
    pub const INSIDE: u8 = 2;
    pub const CLOSES: u8 = 3;
}

/// The kinds of names as numbers. What can speak is told apart; kinds that can't are put together.
pub mod name_kind {
    /// The token is of no name.
    pub const NONE: u8 = 0;
    /// A person.
    pub const PERSON: u8 = 1;
    /// A company, ministry, club or other body.
    pub const BODY: u8 = 2;
    /// A country, town or other place, or a building.
    pub const PLACE: u8 = 3;
    /// A nationality, party or religion: "Republicans".
    pub const GROUP: u8 = 4;
    /// A product, work, law or event.
    pub const THING: u8 = 5;
    /// A date or time.
    pub const TIME: u8 = 6;
    /// A sum, share or quantity.
    pub const AMOUNT: u8 = 7;
}

impl<'s> Context<'s> {
    /// Gathers the facts of a document.
    pub fn new(document: &'s Document<'s>, syntax: &'s Syntax, names: &[Name]) -> Self {
        let n = document.tokens.len();
        let sentence_of = TokenIndex::of_ranges(n, document.sentences.iter(), 0);
        let paragraph_of = TokenIndex::of_ranges(n, document.paragraphs.iter(), 0);
        let mut name_kind = vec![name_kind::NONE; n];
        for name in names {
            name_kind[name.tokens.clone()].fill(kind_number(name.kind));
        }
        let mut quote_state = vec![quote::OUTSIDE; n];
        for q in &document.quoted {
            quote_state[q.tokens.clone()].fill(quote::INSIDE);
        }
        for q in &document.quoted {
            quote_state[q.tokens.start] = quote::OPENS;
            quote_state[q.tokens.end - 1] = quote::CLOSES;
        }
        let sentence_marks = document
            .sentences
            .iter()
            .map(|s| {
                let holds = quote_state[s.clone()].iter().any(|&q| q != quote::OUTSIDE);
                let begins = matches!(quote_state[s.start], quote::INSIDE | quote::CLOSES);
                let all = quote_state[s.clone()].iter().all(|&q| q != quote::OUTSIDE);
                u8::from(holds) + 2 * u8::from(begins) + 4 * u8::from(all)
            })
            .collect();
        let mut edges = vec![0; n];
        for (ranges, first) in [(&document.sentences, 1), (&document.paragraphs, 4)] {
            for range in ranges {
                edges[range.start] |= first;
                edges[range.end - 1] |= 2 * first;
            }
        }
        let flags = syntax.words.table(|i| lexicon::flags(document.word(i)));
        Context {
            document,
            syntax,
            sentence_of,
            paragraph_of,
            name_kind,
            quote_state,
            edges,
            sentence_marks,
            flags,
            facts: OnceLock::new(),
        }
    }

    /// True if the lexicon gives the word of token `i` this flag. It is never inlined: its hundreds of callers would make the module larger.
    #[inline(never)]
    pub fn has(&self, i: usize, flag: Flag) -> bool {
        self.flags[self.syntax.words.number(i)].has(flag)
    }

    /// Sums up, in one number for each token, what [`Self::features`] and the rules look at beside words. Caches
    /// compare these numbers with those of the text before.
    pub fn facts(&self) -> Vec<u64> {
        self.facts.get_or_init(|| self.gather_facts()).clone()
    }

    fn gather_facts(&self) -> Vec<u64> {
        let bits = |fact: u8, place: u32| u64::from(fact) << (6 * place);
        // List by list, without looking any token up: after each edit this is done for the whole text.
        let tokens = self.syntax.tags.iter().zip(&self.name_kind).zip(&self.quote_state).zip(&self.edges);
        let fact =
            |(((&tag, &kind), &quote), &edges)| bits(tag as u8, 0) | bits(kind, 1) | bits(quote, 2) | bits(edges, 4);
        let mut facts: Vec<u64> = tokens.map(fact).collect();
        for (sentence, &marks) in self.document.sentences.iter().zip(&self.sentence_marks) {
            facts[sentence.clone()].iter_mut().for_each(|fact| *fact |= bits(marks, 3));
        }
        for (fact, kinds) in facts.iter_mut().skip(1).zip(self.name_kind.windows(2)) {
            *fact |= bits((kinds[0] == kinds[1]).into(), 5);
        }
        facts
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.sentence_of.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.sentence_of.is_empty()
    }

    /// What a model sees of the word of token `i`; [`EDGE`] before the first token and after the last.
    pub fn word(&self, i: isize) -> &Word {
        usize::try_from(i).ok().and_then(|i| self.syntax.words.get(i)).unwrap_or(&EDGE)
    }

    /// The part of speech of token `i` as a number; 98 before the first token and after the last.
    pub fn tag(&self, i: isize) -> u64 {
        usize::try_from(i).ok().and_then(|i| self.syntax.tags.get(i)).map_or(98, |&t| t as u64)
    }

    /// Adds to `out` the features of token `i` that the network sees.
    pub fn features(&self, i: usize, out: &mut Vec<u64>) {
        let w = &self.syntax.words[i];
        let tag = self.tag(i as isize);
        let goes_on = u64::from(i > 0 && self.name_kind[i - 1] == self.name_kind[i]);
        let marks = u64::from(self.sentence_marks[self.sentence_of[i] as usize]);
        let mut f = templates(6000, out);
        // The word is given twice, which makes two rows: two words that share one of them by chance hardly ever share
        // both.
        f(w.lower.into(), 0);
        f(w.lower.into(), 0);
        f(w.lower.into(), tag);
        f(w.suffix3.into(), 0);
        f(w.prefix3.into(), 0);
        f(w.shape.into(), 0);
        f(w.cluster.into(), 0);
        f(u64::from(w.cluster) >> 3, tag);
        f(tag, 0);
        f(self.name_kind[i].into(), goes_on);
        f(self.quote_state[i].into(), marks);
        f(u64::from(self.edges[i] & 3), u64::from(self.edges[i] >> 2));
    }

    /// Adds to `out` features of token `i` that tell a learning network by which guideline the text was annotated.
    #[cfg(feature = "train")]
    pub fn guideline_features(&self, i: usize, guideline: u64, out: &mut Vec<u64>) {
        let w = &self.syntax.words[i];
        let marks = u64::from(self.sentence_marks[self.sentence_of[i] as usize]);
        let mut f = templates(6100, out);
        f(guideline, 0);
        f(guideline, w.lower.into());
        f(guideline, self.tag(i as isize));
        f(guideline, w.cluster.into());
        f(guideline, u64::from(self.quote_state[i]) * 16 + marks);
    }

    /// True for a token inside quotation marks, or one of the marks. It is never inlined, as [`Context::has`].
    #[inline(never)]
    pub fn is_quoted(&self, i: usize) -> bool {
        self.document.inside[i] != NOT_QUOTED
    }

    /// Whether any of these tokens stands in quotation marks. The time does not grow with the number of tokens.
    pub fn any_quoted(&self, tokens: &std::ops::Range<usize>) -> bool {
        let before = |end: usize| self.document.quoted.partition_point(|stretch| stretch.tokens.start < end);
        !tokens.is_empty() && (self.is_quoted(tokens.start) || before(tokens.start) < before(tokens.end))
    }

    /// The main word of a cue: its last verb, else its last token that is no punctuation, else its first token.
    pub fn head_of(&self, range: std::ops::Range<usize>) -> usize {
        range
            .clone()
            .rev()
            .find(|&i| self.syntax.tags[i].is_verb())
            .or_else(|| range.clone().rev().find(|&i| self.syntax.tags[i] != Tag::Punctuation))
            .unwrap_or(range.start)
    }
}

/// The kind of a name, one of [`name_kind`].
fn kind_number(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person => name_kind::PERSON,
        EntityKind::Organization => name_kind::BODY,
        EntityKind::Place | EntityKind::Facility => name_kind::PLACE,
        EntityKind::Group => name_kind::GROUP,
        EntityKind::Product | EntityKind::Document | EntityKind::Other => name_kind::THING,
        EntityKind::Date | EntityKind::Time => name_kind::TIME,
        EntityKind::Money | EntityKind::Percent | EntityKind::Quantity => name_kind::AMOUNT,
    }
}
