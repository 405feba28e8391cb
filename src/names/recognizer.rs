//! Names of persons, bodies, places, …: a linear-chain model over words, shapes, affixes, lists of
//! names, clusters of words and what the rest of the article says about the same word.
//!
//! **Method.** A conditional random field (Lafferty et al. 2001) with two labels a kind, over hashed
//! features, learned by AdaGrad with one feature in seven left out at each visit, the largest 175,000
//! weights kept. `train --only names` learns it and prints the figures.
//!
//! **What each part gives**: exact F1 of all names, in percent; wwn.dev is from the same sources as the
//! training articles, the others are from other sources and years (`uner_pud`: PER, ORG and LOC only, as it
//! has no others). Steps of a first trial with 250,000 weights:
//!
//! | | wwn.dev | cleanconll.dev | uner_pud | wikigold | gum.news |
//! |---|---|---|---|---|---|
//! | words, shapes, affixes, lists, tags, the article's evidence | 81.6 | 68.8 | 67.1 | 63.3 | 55.1 |
//! | and clusters of vectors alone, 200,000 words, three sizes | 83.3 | 70.5 | 71.3 | 66.4 | 56.9 |
//! | the same of 20,000 words | 82.1 | 69.7 | 70.6 | 65.4 | 56.1 |
//! | clusters of guessed labels alone, 200,000 words | 82.9 | 70.7 | 73.8 | 66.3 | 57.8 |
//! | 255 clusters of both, 200,000 words | 82.9 | 71.0 | 73.4 | 66.8 | 57.6 |
//!
//! And with the 45,000 words of the clusters' file that ships (all of these rows still had a feature of the
//! dependency parser, since removed):
//!
//! | | wwn.dev | cleanconll.dev | uner_pud | wikigold | gum.news |
//! |---|---|---|---|---|---|
//! | 220,000 weights | 81.9 | 69.7 | 71.5 | 64.1 | 56.8 |
//! | and dropout of 0.15, 9 passes | 81.8 | 70.1 | 73.2 | 65.2 | 57.4 |
//! | and headlines, clusters of the capitalised run, lists as hashes | 82.2 | 70.5 | 72.3 | 64.6 | 57.1 |
//! | the same, no weight pruned | 82.5 | 70.6 | 72.3 | 65.0 | 58.5 |
//! | the same, 175,000 weights | 82.1 | 70.0 | 72.9 | 64.3 | 57.0 |
//!
//! The last row's weights take 223 KB after brotli, next to 77 for the clusters and 37 for the lists.
//!
//! **Tried, no gain**: more sources with weights of their own next to shared ones (Daumé 2007): WikiGold and
//! GUM's interviews (81.9 on wwn.dev), half of the Groningen bank (0.8 lower there); a second model that sees the first one's labels of
//! the same word elsewhere in the article, learned from out-of-fold labels (1.1 to 1.4 lower on wwn.dev).
//!
//! **Tried, not yet taken**: a network ([`crate::learned::network`], five layers) over the same facts one by one, with the words
//! and clusters next to a token and at the ends of its capitalised run. It learned from the Worldwide newswire in all passes
//! and from a quarter of the Groningen bank and of PolNeAR's automatic names in the first six, with rows apart for
//! each corpus; four features in ten were left out at each visit. Words had a cluster more, from a file of 70,000 words that
//! takes 123 KB (its own bytes are without that):
//!
//! | | wwn.dev: all, PER+ORG+LOC | cleanconll.dev: all | uner_pud | wikigold: all | gum.news: all | bytes |
//! |---|---|---|---|---|---|---|
//! | 8,192 rows, 18 passes | 82.5, 84.2 | 71.7 | 72.0 | 65.6 | 58.8 | 152 KB |
//! | 8,192 rows, 24 passes | 83.0, 84.8 | 71.0 | 72.5 | 64.8 | 57.4 | 152 KB |
//! | the same rows, newswire alone, 20 passes | 82.6, 84.9 | 70.2 | 69.6 | 63.7 | 57.2 | 152 KB |
//! | 16,384 rows rounded to one unit, 18 passes | 82.5, 84.5 | 73.0 | 73.8 | 65.5 | 59.2 | 236 KB |
//! | 32,768 rows, 16 passes, three clusters a word | 83.7, 85.5 | 71.6 | 72.9 | 65.8 | 59.1 | 551 KB |
//!
//! So rows that many words share are its limit, and three clusters a word are no better than one.
//!
//! **What it gets wrong**: a firm that is called like a place; sports teams that are called like their town;
//! titles of works; names of which only one rare word is given.

use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::evidence::{self, Evidence, is_capital};
use super::{clusters, lexicon};
use crate::learned::chain::{Chain, begin_inside};
use crate::learned::features::mix;
use crate::learned::memory::{Digest, Memory};
use crate::learned::weights::Table;
use crate::names::EntityKind;
use crate::names::Name;
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::token::TokenKind;

/// The kinds that the model tells apart; kind `k` has the labels `2k + 1` (begins) and `2k + 2`.
pub const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
    EntityKind::Facility,
    EntityKind::Group,
    EntityKind::Product,
    EntityKind::Other,
];

/// Labels: outside, and two a kind.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// The shipped model.
pub fn model() -> &'static Chain<'static> {
    static MODEL: LazyLock<Chain<'static>> = LazyLock::new(|| {
        Chain::new(
            Table::new(include_bytes!("../data/names.weights")).expect("the names' weights are whole"),
            begin_inside,
        )
    });
    &MODEL
}

/// The facts that the model looks at.
pub struct Scene<'s> {
    document: &'s Document<'s>,
    syntax: &'s Syntax,
    /// For each token, the classes of the listed phrases that it begins or goes on with.
    listed: Vec<u16>,
    evidence: HashMap<u32, Evidence>,
    /// For each token, its cluster.
    clusters: Vec<u8>,
    /// For each token, whether its sentence is in capitals (2) or in Title Case (1).
    headline: Vec<u8>,
}

impl<'s> Scene<'s> {
    /// Gathers the facts.
    pub fn new(document: &'s Document<'s>, syntax: &'s Syntax) -> Self {
        let listed = lexicon::lexicon().look_up(&syntax.words, |i| is_capital(document, i));
        let evidence = evidence::gather(document, &syntax.words, &listed);
        let clusters = syntax.words.iter().map(clusters::code).collect();
        Scene { document, syntax, listed, evidence, clusters, headline: headlines(document) }
    }

    /// The features of token `i` of a sentence.
    pub fn features(&self, sentence: &std::ops::Range<usize>, i: usize, out: &mut Vec<u64>) {
        let inside = |k: isize| {
            let j = i as isize + k;
            (j >= sentence.start as isize && j < sentence.end as isize).then_some(j as usize)
        };
        let edge = crate::learned::lexical::EDGE;
        let word = |k: isize| inside(k).map_or(edge, |j| self.syntax.words[j]);
        let lower = |k: isize| u64::from(word(k).lower);
        let shape = |k: isize| u64::from(word(k).shape);
        let tag = |k: isize| inside(k).map_or(98, |j| self.syntax.tags[j] as u64);
        let listed = |k: isize| inside(k).map_or(0, |j| u64::from(self.listed[j]));
        let known = |k: isize| {
            inside(k).and_then(|j| self.evidence.get(&self.syntax.words[j].lower)).copied().unwrap_or_default()
        };
        // The first bits of a word's cluster.
        let cluster = |k: isize, bits: u32| inside(k).map_or(999, |j| u64::from(self.clusters[j] >> (8 - bits)));
        let w = word(0);
        let first = u64::from(i == sentence.start);
        let capital = is_capital(self.document, i);
        let glued = u64::from(i > sentence.start && !self.document.space_before(i));
        let mut template = 7000u64;
        let mut f = |a: u64, b: u64| {
            template += 1;
            out.push(mix(mix(template, a), b));
        };
        f(1, 0);
        f(w.form.into(), 0);
        f(lower(0), 0);
        f(shape(0), first);
        f(w.suffix3.into(), u64::from(capital));
        f(w.suffix2.into(), shape(0));
        f(w.prefix3.into(), u64::from(capital));
        f(lower(-1), 0);
        f(lower(1), 0);
        f(lower(-1), lower(0));
        f(lower(0), lower(1));
        f(lower(-1), shape(0));
        f(shape(0), lower(1));
        f(shape(-1), shape(0));
        f(shape(0), shape(1));
        f(mix(shape(-1), shape(0)), shape(1));
        f(tag(0), shape(0));
        f(tag(-1), shape(0));
        f(shape(0), tag(1));
        f(glued, mix(shape(0), lower(-1)));
        f(listed(0), first);
        f(listed(0), shape(0));
        f(listed(-1), shape(0));
        f(listed(1), shape(0));
        if !capital {
            // "of" in "Bank of England": what stands around it.
            f(mix(lower(-1), lower(0)), lower(1));
            f(lower(0), mix(shape(-1), shape(1)));
            f(lower(0), mix(listed(-1), listed(1)));
            return;
        }
        f(lower(-2), shape(0));
        f(lower(2), shape(0));
        f(mix(lower(-2), lower(-1)), shape(0));
        f(mix(lower(1), lower(2)), shape(0));
        f(listed(-1), listed(0));
        f(listed(0), listed(1));
        f(listed(0), lower(-1));
        f(listed(0), lower(1));
        f(word(-1).suffix3.into(), w.suffix3.into());
        f(word(1).suffix3.into(), w.suffix3.into());
        f(tag(-1), mix(tag(0), tag(1)));
        // The article's own evidence.
        let e = known(0);
        f(e.clues.into(), 0);
        f(u64::from(e.clues), listed(0));
        f(u64::from(e.clues), shape(0));
        f(e.before.into(), shape(0));
        f(e.after.into(), shape(0));
        f(known(-1).clues.into(), e.clues.into());
        f(e.clues.into(), known(1).clues.into());
        // The capitalised run that holds the word: its length, its first and its last word.
        let joins = |j: usize| {
            is_capital(self.document, j)
                || matches!(
                    self.document.word(j),
                    "of" | "and" | "the" | "&" | "for" | "de" | "la" | "al" | "bin" | "van" | "von" | "-"
                )
        };
        let mut start = i;
        while start > sentence.start && i - start < 6 && joins(start - 1) {
            start -= 1;
        }
        while start < i && !is_capital(self.document, start) {
            start += 1;
        }
        let mut end = i + 1;
        while end < sentence.end && end - i < 6 && joins(end) {
            end += 1;
        }
        while end > i + 1 && !is_capital(self.document, end - 1) {
            end -= 1;
        }
        template = 7400;
        let mut f = |a: u64, b: u64| {
            template += 1;
            out.push(mix(mix(template, a), b));
        };
        f(cluster(0, 3), shape(0));
        f(cluster(0, 5), first);
        f(cluster(0, 8), 0);
        f(cluster(-1, 8), shape(0));
        f(cluster(1, 8), shape(0));
        f(cluster(-1, 5), cluster(0, 5));
        f(cluster(0, 5), cluster(1, 5));
        f(cluster(-2, 5), shape(0));
        f(cluster(2, 5), shape(0));
        f(mix(cluster(-1, 3), cluster(0, 3)), cluster(1, 3));
        f(mix(cluster(-2, 3), cluster(-1, 3)), shape(0));
        f(mix(cluster(1, 3), cluster(2, 3)), shape(0));
        template = 7100;
        let mut f = |a: u64, b: u64| {
            template += 1;
            out.push(mix(mix(template, a), b));
        };
        let last = u64::from(self.syntax.words[end - 1].lower);
        let before = if start > sentence.start { u64::from(self.syntax.words[start - 1].lower) } else { 3 };
        let after = if end < sentence.end { u64::from(self.syntax.words[end].lower) } else { 4 };
        f(last, u64::from(end - 1 == i));
        f(u64::from(self.syntax.words[start].lower), u64::from(start == i));
        f((end - start) as u64, (i - start) as u64);
        f(before, u64::from(start == i));
        f(after, u64::from(end - 1 == i));
        f(mix(before, after), u64::from(end - start == 1));
        f(u64::from(self.listed[start]), mix(u64::from(self.listed[end - 1]), (end - start) as u64));
        let at = |j: usize, bits: u32| u64::from(self.clusters[j] >> (8 - bits));
        let place = mix(u64::from(start == i), u64::from(end - 1 == i));
        f(at(end - 1, 8), place);
        f(at(start, 8), place);
        f(mix(at(start, 5), at(end - 1, 5)), mix(place, (end - start) as u64));
        f(
            if start > sentence.start { at(start - 1, 8) } else { 256 },
            if end < sentence.end { at(end, 5) } else { 32 },
        );
        f(at(i, 8), e.clues.into());
        f(at(i, 5), u64::from(self.listed[i]));
        // A headline's capitals.
        let head = u64::from(self.headline[i]);
        f(head, shape(0));
        f(head, lower(0));
        f(head, mix(at(i, 8), shape(0)));
        for bit in (0..12).filter(|bit| e.clues >> bit & 1 > 0) {
            out.push(mix(7200, bit));
        }
    }
}

impl Scene<'_> {
    /// All that the features of a sentence look at.
    fn facts(&self, sentence: &Range<usize>) -> Digest {
        sentence.clone().fold(Digest::default(), |facts, i| {
            let glued = u64::from(i > sentence.start && !self.document.space_before(i));
            let (tag, listed) = (self.syntax.tags[i] as u64, u64::from(self.listed[i]));
            let e = self.evidence.get(&self.syntax.words[i].lower).copied().unwrap_or_default();
            facts
                .with_word(self.document.word(i))
                .with(tag | listed << 8 | u64::from(self.headline[i]) << 24 | glued << 32)
                .with(u64::from(e.clues) | u64::from(e.before) << 16)
                .with(e.after.into())
        })
    }
}

/// For each token, whether its sentence is in capitals (2), in Title Case (1) or neither.
fn headlines(document: &Document) -> Vec<u8> {
    let mut out = vec![0; document.tokens.len()];
    for sentence in &document.sentences {
        let long = |&i: &usize| document.tokens[i].kind == TokenKind::Word && document.word(i).len() > 3;
        let words = sentence.clone().filter(long).count();
        let capital = sentence.clone().filter(long).filter(|&i| is_capital(document, i)).count();
        let all = |i: usize| document.word(i).chars().all(|c| !c.is_lowercase());
        let full = sentence.clone().filter(long).filter(|&i| all(i)).count();
        if words >= 3 && 10 * capital >= 9 * words {
            out[sentence.clone()].fill(if 10 * full >= 9 * words { 2 } else { 1 });
        }
    }
    out
}

/// The names of a document, in order.
pub fn find(document: &Document, syntax: &Syntax, model: &Chain) -> Vec<Name> {
    find_again(document, syntax, model, None)
}

/// The same, with the labels that the model gave before.
pub fn find_again(
    document: &Document,
    syntax: &Syntax,
    model: &Chain,
    mut memory: Option<&mut Memory<Vec<u8>>>,
) -> Vec<Name> {
    let scene = Scene::new(document, syntax);
    let mut names: Vec<Name> = Vec::new();
    let label = |sentence: &Range<usize>| {
        let scores = model.score(sentence.len(), |i, out| scene.features(sentence, sentence.start + i, out));
        model.best(&scores)
    };
    for sentence in &document.sentences {
        let labels = match &mut memory {
            None => &label(sentence),
            Some(memory) => memory.recall(scene.facts(sentence), || label(sentence)),
        };
        for (i, label) in labels.iter().map(|&label| usize::from(label)).enumerate().filter(|&(_, label)| label > 0) {
            let at = sentence.start + i;
            match names.last_mut() {
                Some(name) if label % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
                _ => names.push(Name { tokens: at..at + 1, kind: KINDS[(label - 1) / 2], value: None, entity: None }),
            }
        }
    }
    names.iter_mut().for_each(|name| trim(document, name));
    names
}

/// Leaves out what the model now and then takes in: the title of "Ms Ortiz", the possessive of "Ortiz's".
fn trim(document: &Document, name: &mut Name) {
    let tokens = &mut name.tokens;
    while tokens.len() > 1 && name.kind == EntityKind::Person && evidence::is_title(document.word(tokens.start)) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'" | "’") {
        tokens.end -= 1;
    }
}
