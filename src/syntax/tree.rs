//! Dependencies: a greedy transition-based parser (arc-hybrid, Kuhlmann et al. 2011), then a label for
//! each arc.
//!
//! Arcs are chosen without labels, from three moves, which keeps the model small; each arc is labelled
//! once the tree is known.

use std::sync::LazyLock;

use super::Tag;
use crate::learned::classifier::{self, Classifier};
use crate::learned::features::mix;
use crate::learned::lexical::{EDGE, Word};
use crate::learned::weights::Table;
use crate::text::Document;

macro_rules! relations {
    ($($name:ident $($text:literal)*;)*) => {
        /// How a word depends on its head: Universal Dependencies, coarsened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // Universal Dependencies' names
        #[repr(u8)]
        pub enum Relation { $($name),* }

        impl Relation {
            /// All relations, in the order of their numbers.
            pub const ALL: &[Relation] = &[$(Relation::$name),*];

            /// The relation that treebanks write so (Stanford Dependencies and Universal Dependencies 1 and 2).
            pub fn named(name: &str) -> Relation {
                match name { $($($text)|* => Relation::$name,)* _ => Relation::Other }
            }
        }
    };
}

relations! {
    Root "root";
    Subject "nsubj" "csubj" "expl";
    PassiveSubject "nsubjpass" "nsubj:pass" "csubjpass" "csubj:pass";
    Object "dobj" "obj" "iobj";
    ClausalComplement "ccomp";
    OpenComplement "xcomp";
    AdverbialClause "advcl" "advcl:relcl";
    RelativeClause "acl:relcl";
    AdnominalClause "acl";
    Oblique "nmod" "obl" "nmod:tmod" "obl:tmod" "nmod:npmod" "obl:npmod" "nmod:unmarked" "obl:unmarked" "obl:agent" "nmod:agent" "obl:arg";
    Possessive "nmod:poss";
    Case "case";
    Mark "mark";
    Determiner "det" "det:predet" "nummod";
    Modifier "amod" "advmod" "neg";
    Compound "compound" "flat" "mwe" "fixed" "goeswith" "flat:foreign" "name" "compound:prt" "foreign" "list" "reparandum";
    Auxiliary "aux" "auxpass" "aux:pass" "cop";
    Conjunct "conj";
    Coordination "cc" "cc:preconj";
    Apposition "appos";
    Parataxis "parataxis" "discourse" "vocative" "dislocated" "orphan";
    Punctuation "punct";
    Other "dep";
}

/// The shipped models.
pub fn models() -> Models<'static> {
    static MODELS: LazyLock<Models<'static>> = LazyLock::new(|| Models {
        moves: Classifier::new(
            Table::new(include_bytes!("../data/moves.weights")).expect("the parser's weights are whole"),
        ),
        relations: Classifier::new(
            Table::new(include_bytes!("../data/relations.weights")).expect("the parser's weights are whole"),
        ),
    });
    *MODELS
}

/// The parser's two classifiers.
#[derive(Debug, Clone, Copy)]
pub struct Models<'w> {
    /// Chooses moves.
    pub moves: Classifier<'w>,
    /// Labels arcs.
    pub relations: Classifier<'w>,
}

/// Puts the next word on the stack.
pub const SHIFT: usize = 0;
/// The top of the stack depends on the next word.
pub const LEFT: usize = 1;
/// The top of the stack depends on the word under it.
pub const RIGHT: usize = 2;
/// How many moves there are.
pub const MOVES: usize = 3;

/// The heads and relations of all tokens; a root is its own head.
pub fn parse(document: &Document, words: &[Word], tags: &[Tag], models: Models) -> (Vec<u32>, Vec<Relation>) {
    let mut heads: Vec<u32> = (0..words.len() as u32).collect();
    let mut relations = vec![Relation::Root; words.len()];
    let mut scores = [0; MOVES];
    let mut label_scores = vec![0; models.relations.classes()];
    let mut state = State::default();
    for sentence in &document.sentences {
        state.begin(sentence.start, sentence.end);
        while !state.is_done() {
            models.moves.score(&mut scores, |sink| features(&state, words, tags, sink));
            let Some(next) = classifier::best(&scores, |m| state.allows(m)) else { break };
            state.apply(next);
        }
        for i in sentence.clone() {
            heads[i] = state.heads[i - sentence.start];
        }
        for i in sentence.clone() {
            if heads[i] as usize != i {
                models.relations.score(&mut label_scores, |sink| {
                    relation_features(sentence.start, sentence.end, words, tags, &heads, i, sink)
                });
                relations[i] = Relation::ALL[classifier::best(&label_scores, |_| true).unwrap_or(0)];
            }
        }
    }
    (heads, relations)
}

/// A sentence half parsed.
#[derive(Debug, Clone, Default)]
pub struct State {
    start: usize,
    end: usize,
    /// Words whose head isn't known yet, the last on top.
    pub stack: Vec<u32>,
    /// The next word.
    pub next: usize,
    /// Heads so far, counted from the sentence's start; a word without one is its own.
    pub heads: Vec<u32>,
    leftmost: Vec<u32>,
    rightmost: Vec<u32>,
    children: Vec<u16>,
}

const NONE: u32 = u32::MAX;

impl State {
    /// Begins the sentence of the tokens `start..end`.
    pub fn begin(&mut self, start: usize, end: usize) {
        (self.start, self.end, self.next) = (start, end, start);
        self.stack.clear();
        self.heads.clear();
        self.heads.extend(start as u32..end as u32);
        for side in [&mut self.leftmost, &mut self.rightmost] {
            side.clear();
            side.resize(end - start, NONE);
        }
        self.children.clear();
        self.children.resize(end - start, 0);
    }

    /// Whether no word waits and one is left on the stack.
    pub fn is_done(&self) -> bool {
        self.next == self.end && self.stack.len() <= 1
    }

    /// Whether a move can be made.
    pub fn allows(&self, m: usize) -> bool {
        match m {
            SHIFT => self.next < self.end,
            LEFT => self.next < self.end && !self.stack.is_empty(),
            _ => self.stack.len() >= 2,
        }
    }

    /// Makes a move that is allowed.
    pub fn apply(&mut self, m: usize) {
        if m == SHIFT {
            self.stack.push(self.next as u32);
            self.next += 1;
            return;
        }
        let Some(top) = self.stack.pop() else { return };
        let head = if m == LEFT { self.next as u32 } else { self.stack.last().copied().unwrap_or(top) };
        self.heads[top as usize - self.start] = head;
        let h = head as usize - self.start;
        self.children[h] = self.children[h].saturating_add(1);
        let side = if m == LEFT { &mut self.leftmost[h] } else { &mut self.rightmost[h] };
        *side = if m == LEFT { (*side).min(top) } else { top };
    }

    fn child(&self, side: &[u32], word: Option<usize>) -> Option<usize> {
        word.map(|w| side[w - self.start]).filter(|&c| c != NONE).map(|c| c as usize)
    }
}

/// What the choice of a move looks at.
pub fn features(state: &State, words: &[Word], tags: &[Tag], sink: &mut dyn FnMut(u64)) {
    let stack = |k: usize| state.stack.len().checked_sub(k + 1).map(|i| state.stack[i] as usize);
    let buffer = |k: usize| Some(state.next + k).filter(|&i| i < state.end);
    let (s0, s1, s2, b0, b1, b2) = (stack(0), stack(1), stack(2), buffer(0), buffer(1), buffer(2));
    let t = |i: Option<usize>| i.map_or(98, |i| tags[i] as u64);
    let w = |i: Option<usize>| i.map_or(EDGE.lower, |i| words[i].lower) as u64;
    let l = |i: Option<usize>| state.child(&state.leftmost, i);
    let r = |i: Option<usize>| state.child(&state.rightmost, i);
    let count = |i: Option<usize>| i.map_or(9, |i| u64::from(state.children[i - state.start].min(3)));
    let distance = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) => match b.abs_diff(a) {
            d @ 0..=4 => d as u64,
            5..=7 => 5,
            8..=12 => 6,
            _ => 7,
        },
        _ => 9,
    };
    let mut template = 1000u64;
    let mut f = |a: u64, b: u64, c: u64| {
        template += 1;
        sink(mix(mix(mix(template, a), b), c));
    };
    f(w(s0), t(s0), 0);
    f(w(s1), t(s1), 0);
    f(w(b0), t(b0), 0);
    f(t(s0), t(b0), t(s1));
    f(t(b1), t(b2), t(b0));
    f(w(b1), t(b1), 0);
    f(w(s0), w(b0), 0);
    f(w(s0), t(b0), t(s0));
    f(t(s0), w(b0), t(b0));
    f(w(s0), t(b0), t(b1));
    f(w(s1), w(s0), 0);
    f(w(s1), t(s0), t(b0));
    f(t(s1), w(s0), t(b0));
    f(t(s1), t(s0), w(b0));
    f(t(s0), t(b0), t(b1));
    f(t(s2), t(s1), t(s0));
    f(t(s0), t(l(s0)), t(b0));
    f(t(s0), t(r(s0)), t(b0));
    f(t(s0), t(b0), t(l(b0)));
    f(t(s1), t(s0), t(r(s1)));
    f(t(s1), t(s0), t(l(s1)));
    f(t(s1), t(s0), t(r(s0)));
    f(w(s0), w(r(s0)), t(b0));
    f(w(s1), w(r(s1)), t(s0));
    f(t(s0), t(b0), distance(s0, b0));
    f(t(s1), t(s0), distance(s1, s0));
    f(w(s0), distance(s0, b0), t(b0));
    f(t(s0), count(s0), t(b0));
    f(t(s1), count(s1), t(s0));
    f(t(b0), count(b0), t(s0));
    f(w(s0), count(s0), t(b0));
    f(w(l(s0)), t(s0), t(s1));
    f(w(s2), t(s1), t(s0));
    f(mix(t(s2), t(s1)), mix(t(s0), t(b0)), t(b1));
}

/// What the label of the arc to `i` looks at.
pub fn relation_features(
    start: usize,
    end: usize,
    words: &[Word],
    tags: &[Tag],
    heads: &[u32],
    i: usize,
    sink: &mut dyn FnMut(u64),
) {
    let h = heads[i] as usize;
    let at = |j: Option<usize>| j.filter(|&j| j >= start && j < end);
    let t = |j: Option<usize>| at(j).map_or(98, |j| tags[j] as u64);
    let w = |j: Option<usize>| u64::from(at(j).map_or(EDGE.lower, |j| words[j].lower));
    let grand = Some(heads[h] as usize).filter(|&g| g != h);
    let side = u64::from(h < i) * 8
        + match h.abs_diff(i) {
            d @ 0..=3 => d as u64,
            4..=8 => 4,
            _ => 5,
        };
    let (wi, wh, ti, th) = (w(Some(i)), w(Some(h)), t(Some(i)), t(Some(h)));
    let mut template = 2000u64;
    let mut f = |a: u64, b: u64, c: u64| {
        template += 1;
        sink(mix(mix(mix(template, a), b), c));
    };
    f(ti, th, side);
    f(wi, th, u64::from(h < i));
    f(wh, ti, u64::from(h < i));
    f(wi, wh, 0);
    f(wi, ti, 0);
    f(ti, t(i.checked_sub(1)), th);
    f(w(i.checked_sub(1)), ti, th);
    f(t(Some(i + 1)), ti, th);
    f(w(Some(i + 1)), ti, u64::from(h < i));
    f(ti, th, t(grand));
    f(wh, t(grand), ti);
    f(t(h.checked_sub(1)), th, ti);
    f(t(Some(h + 1)), th, ti);
}
