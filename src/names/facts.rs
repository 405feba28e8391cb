//! The facts that the network of names looks at, token by token, and the features made of them.

use std::ops::Range;

use super::evidence::{Evidence, WordEvidence};
use super::gazetteer;
use crate::learned::features::{mix, templates};
use crate::learned::lexical::EDGE;
use crate::syntax::Syntax;
use crate::text::Document;

/// The facts about a document that are known before its names are found.
pub struct NameFacts<'d> {
    document: &'d Document<'d>,
    syntax: &'d Syntax,
    /// For each token, the classes of the listed phrases that begin at it (low byte) and of those that it continues
    /// (high byte).
    listed: Vec<u16>,
    evidence: WordEvidence,
    /// For each token, whether its sentence is in capitals (2), in Title Case (1) or neither (0).
    headline: Vec<u8>,
    /// For each token, whether it is the first (bit 1) and the last (bit 2) of its sentence.
    edges: Vec<u8>,
}

/// Facts by word and by token that are kept for the text after the next edit.
#[derive(Debug, Default)]
pub struct KeptFacts {
    word_bits: Vec<u16>,
    listed: Vec<u16>,
}

/// How many tokens a run of capitalised words is followed to either side.
const LONGEST_RUN: usize = 6;

impl<'d> NameFacts<'d> {
    /// The most tokens that the features of a token look away from it: to the word beside its run.
    pub const FARTHEST: usize = LONGEST_RUN + 1;

    /// Gathers the facts of a document. Those that were kept of the text before are not looked up again.
    pub fn new(document: &'d Document<'d>, syntax: &'d Syntax, KeptFacts { word_bits, listed }: KeptFacts) -> Self {
        let words = &syntax.words;
        let mut evidence = WordEvidence::new(document, words, word_bits);
        let capital = |i| evidence.is_capital(words.number(i));
        let listed = gazetteer::shipped().look_up(words, capital, document.unchanged.unwrap_or_default(), &listed);
        evidence.gather(document, words, &listed);
        let mut edges = vec![0; document.tokens.len()];
        for sentence in &document.sentences {
            edges[sentence.start] |= 1;
            edges[sentence.end - 1] |= 2;
        }
        let headline = evidence.headlines(document, words);
        NameFacts { document, syntax, listed, evidence, headline, edges }
    }

    /// The facts to keep for the next text.
    pub fn into_kept(self) -> KeptFacts {
        KeptFacts { word_bits: self.evidence.into_word_bits(), listed: self.listed }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.edges.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// For each token, a number that stands for all that its features look at beside words: where it and the words
    /// around are the same, the features are.
    pub fn by_token(&self) -> Vec<u64> {
        // List by list, without looking any token up: after each edit this is done for the whole text.
        let mut facts: Vec<u64> = self.listed.iter().map(|&listed| listed.into()).collect();
        facts.iter_mut().zip(&self.syntax.tags).for_each(|(fact, &tag)| *fact |= (tag as u64) << 16);
        let edges = self.headline.iter().zip(&self.edges);
        let edges = edges.map(|(&headline, &edges)| u64::from(headline) << 24 | u64::from(edges) << 32);
        facts.iter_mut().zip(edges).for_each(|(fact, edges)| *fact |= edges);
        for (i, fact) in facts.iter_mut().enumerate() {
            if self.is_capital(i) {
                let e = self.known(i);
                *fact = mix(mix(*fact, e.bits.into()), u64::from(e.before) | u64::from(e.after) << 32);
            }
        }
        facts
    }

    /// Adds the features of token `i` to `out`.
    pub fn features(&self, i: usize, out: &mut Vec<u64>) {
        let w = &self.syntax.words[i];
        let capital = self.is_capital(i);
        let (shape, case) = (u64::from(w.shape), u64::from(capital));
        let (edge, listed) = (u64::from(self.edges[i]), u64::from(self.listed[i]));
        let at = |j: usize| self.syntax.words.get(j).unwrap_or(&EDGE);
        let near = |k: isize| at(i.wrapping_add_signed(k));
        let cluster = |k: isize| u64::from(near(k).cluster);
        let mut f = templates(7000, out);
        // Two features for one fact: a word has two rows of the network's table, and hardly any other word shares both.
        f(w.lower.into(), 0);
        f(w.lower.into(), 0);
        f(w.form.into(), 0);
        f(w.suffix3.into(), case);
        f(w.suffix2.into(), case);
        f(w.prefix3.into(), case);
        f(shape, 0);
        f(shape, edge);
        f(self.syntax.tags[i] as u64, case);
        f(self.touches_previous(i), edge);
        f(self.headline[i].into(), case);
        f(listed, case);
        f(cluster(0), 0);
        f(cluster(0) >> 3, shape);
        f(near(-1).lower.into(), 0);
        f(near(1).lower.into(), 0);
        f(near(-1).shape.into(), shape);
        f(shape, near(1).shape.into());
        f(cluster(-1), case);
        f(cluster(1), case);
        if !capital {
            return;
        }
        f(cluster(0), 1);
        // What the article says of the word in all its places.
        let e = self.known(i);
        f(e.bits.into(), 0);
        f(e.before.into(), 0);
        f(e.after.into(), 0);
        // The run of capitalised words that holds the word: its length and place in it, the first and last word, and
        // those beside it.
        let run = self.run(i);
        let (first, last) = (run.start, run.end - 1);
        let place = u64::from(first == i) + 2 * u64::from(last == i);
        let lower = |j: usize| self.syntax.words.get(j).map_or(0, |w| u64::from(w.lower));
        let cluster = |j: usize| u64::from(at(j).cluster);
        f((run.len() as u64).min(7), (i - first) as u64);
        f(lower(last), place);
        f(lower(first), place);
        f(cluster(last), place);
        f(cluster(first), place);
        f(lower(first.wrapping_sub(1)), place);
        f(lower(last + 1), place);
        f(cluster(first.wrapping_sub(1)), place);
        f(cluster(last + 1), place);
        drop(f);
        let bits = |of: u16| (0..16).filter(move |bit| of >> bit & 1 > 0);
        out.extend(bits(e.bits).map(|bit| mix(7100, bit)));
        out.extend(bits(self.listed[i]).map(|bit| mix(7200, bit)));
    }

    /// Adds to `out` what only a teacher sees: features apart for each `guideline`, the number of the guideline that
    /// the text's corpus follows. So a teacher learns where guidelines differ.
    #[cfg(feature = "train")]
    pub fn guideline_features(&self, i: usize, guideline: u64, out: &mut Vec<u64>) {
        let w = &self.syntax.words[i];
        let mut template = 7300 + 100 * guideline;
        let mut f = |a: u64| {
            template += 1;
            out.push(mix(template, a));
        };
        f(0);
        f(w.cluster.into());
        f(w.shape.into());
        if self.is_capital(i) {
            f(self.listed[i].into());
            f(self.known(i).bits.into());
        } else {
            f(w.lower.into());
        }
    }

    /// The run of capitalised words in a sentence that holds token `i`, with small words between that join names: "Bank
    /// of England".
    fn run(&self, i: usize) -> Range<usize> {
        let capital = |j: usize| self.is_capital(j);
        let joins = |j: usize| {
            capital(j)
                || matches!(
                    self.document.word(j),
                    "of" | "and" | "the" | "&" | "for" | "de" | "la" | "al" | "bin" | "van" | "von" | "-"
                )
        };
        let (mut start, mut end) = (i, i + 1);
        while self.edges[start] & 1 == 0 && i - start < LONGEST_RUN && joins(start - 1) {
            start -= 1;
        }
        while start < i && !capital(start) {
            start += 1;
        }
        while self.edges[end - 1] & 2 == 0 && end - i < LONGEST_RUN && joins(end) {
            end += 1;
        }
        while end > i + 1 && !capital(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// The evidence for the word of token `i` from all its places in the article.
    fn known(&self, i: usize) -> Evidence {
        self.evidence.of_word(self.syntax.words.number(i))
    }

    /// Whether a token begins with a capital letter.
    fn is_capital(&self, i: usize) -> bool {
        self.evidence.is_capital(self.syntax.words.number(i))
    }

    /// 1 if no white space stands before a token, else 0.
    fn touches_previous(&self, i: usize) -> u64 {
        u64::from(i > 0 && !self.document.space_before(i))
    }
}
