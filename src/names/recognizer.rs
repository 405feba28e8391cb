//! Names of persons, bodies, places, …: a linear-chain model over words, shapes, affixes, lists of
//! names and what the rest of the article says about the same word.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::evidence::{self, Evidence, is_capital};
use super::lexicon;
use crate::learned::chain::{Chain, begin_inside};
use crate::learned::features::mix;
use crate::learned::weights::Table;
use crate::names::EntityKind;
use crate::names::Name;
use crate::syntax::Syntax;
use crate::text::Document;

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
pub fn model() -> Chain<'static> {
    static MODEL: LazyLock<Chain<'static>> = LazyLock::new(|| {
        Chain::new(
            Table::new(include_bytes!("../data/names.weights")).expect("the names' weights are whole"),
            begin_inside,
        )
    });
    *MODEL
}

/// The facts that the model looks at.
pub struct Scene<'s> {
    document: &'s Document<'s>,
    syntax: &'s Syntax,
    /// For each token, the classes of the listed phrases that it begins or goes on with.
    listed: Vec<u16>,
    evidence: HashMap<u32, Evidence>,
}

impl<'s> Scene<'s> {
    /// Gathers the facts.
    pub fn new(document: &'s Document<'s>, syntax: &'s Syntax) -> Self {
        let listed = lexicon::lexicon().look_up(&syntax.words, |i| is_capital(document, i));
        let evidence = evidence::gather(document, &syntax.words, &listed);
        Scene { document, syntax, listed, evidence }
    }

    /// The features of token `i` of a sentence.
    pub fn features(&self, sentence: &std::ops::Range<usize>, i: usize, sink: &mut dyn FnMut(u64)) {
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
        let w = word(0);
        let first = u64::from(i == sentence.start);
        let capital = is_capital(self.document, i);
        let glued = u64::from(i > sentence.start && !self.document.space_before(i));
        let mut template = 7000u64;
        let mut f = |a: u64, b: u64| {
            template += 1;
            sink(mix(mix(template, a), b));
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
        template = 7100;
        let mut f = |a: u64, b: u64| {
            template += 1;
            sink(mix(mix(template, a), b));
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
        for bit in (0..12).filter(|bit| e.clues >> bit & 1 > 0) {
            sink(mix(7200, bit));
        }
    }
}

/// The names of a document, in order.
pub fn find(document: &Document, syntax: &Syntax, model: Chain) -> Vec<Name> {
    let scene = Scene::new(document, syntax);
    let mut names: Vec<Name> = Vec::new();
    for sentence in &document.sentences {
        let scores = model.score(sentence.len(), |i, sink| scene.features(sentence, sentence.start + i, sink));
        for (i, label) in model.best(&scores).into_iter().enumerate().filter(|&(_, label)| label > 0) {
            let at = sentence.start + i;
            match names.last_mut() {
                Some(name) if label % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
                _ => names.push(Name { tokens: at..at + 1, kind: KINDS[(label - 1) / 2], value: None }),
            }
        }
    }
    names
}
