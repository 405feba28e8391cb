//! Finds a user's names by their words.
//!
//! **Method.** Each given text is cut into tokens as an article is, and goes into a tree of tokens. At each token of
//! the article the longest path is taken. The time is linear in the article: a path is at most [`MAX_TOKENS`] long,
//! whatever the number of names.
//!
//! **What matches.** The same words with the same spaces between them, where any white space counts as one space, and
//! straight and curly apostrophes are the same. A final full stop or possessive is left out on both sides: "Acme Inc"
//! finds "Acme Inc.'s". Capitals count, unless the given text has none: "acme" finds "ACME", too. A name never runs
//! over a paragraph's end.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use crate::text::Document;
use crate::text::sorting::composite_key;
use crate::text::token::{TokenKind, tokenize};

/// The most tokens of a given text.
pub const MAX_TOKENS: usize = 32;

/// The longest match at each place, from left to right without overlaps, each with the index of its text.
pub fn matches(document: &Document, tree: &Tree) -> Vec<(Range<usize>, usize)> {
    let mut out = Vec::new();
    for paragraph in &document.paragraphs {
        let mut at = paragraph.start;
        while at < paragraph.end {
            match tree.longest(document, at..paragraph.end) {
                Some((end, index)) => {
                    out.push((at..end, index));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// A token as it is compared, and whether it touches the token before it.
type Key<'t> = (Cow<'t, str>, bool);

/// A word as it is compared: with straight apostrophes, and without a full stop at its end.
fn normal(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix('.').filter(|w| !w.is_empty()).unwrap_or(word);
    if word.contains(['’', '＇']) { word.replace(['’', '＇'], "'").into() } else { word.into() }
}

/// The keys of a given text, without a possessive or full stop at its end.
pub fn keys_of(text: &str) -> Vec<Key<'_>> {
    let mut tokens = &tokenize(text)[..];
    while let [rest @ .., last] = tokens
        && (last.kind() == TokenKind::Stop && last.span().of(text) == "."
            || !rest.is_empty() && matches!(&*normal(last.span().of(text)), "'s" | "'S"))
    {
        tokens = rest;
    }
    let touches_previous = |i: usize| i > 0 && tokens[i - 1].span().end == tokens[i].span().start;
    tokens.iter().enumerate().map(|(i, token)| (normal(token.span().of(text)), touches_previous(i))).collect()
}

/// Given texts by their keys: those with capitals, which are compared as they are, and those without, which are
/// compared in lower case.
pub struct Tree<'o> {
    exact: Branches<'o>,
    lower: Branches<'o>,
}

/// A tree in which each edge is a key, so that a path from the root, node 0, spells a text.
#[derive(Default)]
struct Branches<'o> {
    /// For each word, a number.
    words: HashMap<Cow<'o, str>, usize>,
    /// For each edge, as [`edge`] numbers it, the node that it leads to.
    edges: HashMap<u64, usize>,
    /// For each node where a text ends, the index of that text; of equal texts the first.
    ends: HashMap<u64, usize>,
}

impl<'o> Tree<'o> {
    /// A tree of texts, each with its index. Texts without a word, and those of more than [`MAX_TOKENS`] tokens, are
    /// left out.
    pub fn new(texts: impl Iterator<Item = (usize, &'o str)>) -> Self {
        let mut tree = Tree { exact: Branches::default(), lower: Branches::default() };
        for (index, text) in texts {
            let keys = keys_of(text);
            if (1..=MAX_TOKENS).contains(&keys.len()) {
                let capitals = text.contains(char::is_uppercase);
                if capitals { &mut tree.exact } else { &mut tree.lower }.add(keys, index);
            }
        }
        tree
    }

    /// The end of the longest text that starts where `tokens` does, and its index; None if none does.
    fn longest(&self, document: &Document, tokens: Range<usize>) -> Option<(usize, usize)> {
        let exact = self.exact.walk(document, tokens.clone(), false).last();
        let lower = self.lower.walk(document, tokens, true).last();
        // Of two that are equally long, the one with capitals is more precise.
        if lower.map(|m| m.0) > exact.map(|m| m.0) { lower } else { exact }
    }

    /// The index of the text whose words are exactly `tokens`; None if there is none.
    pub fn equal(&self, document: &Document, tokens: Range<usize>) -> Option<usize> {
        let whole = |branches: &Branches, lower| {
            branches.walk(document, tokens.clone(), lower).last().filter(|m| m.0 == tokens.end)
        };
        whole(&self.exact, false).or_else(|| whole(&self.lower, true)).map(|m| m.1)
    }
}

/// The number of the edge that leaves a node by a word. `touches_previous` tells whether that touches the word before
/// it.
fn edge(node: usize, word: usize, touches_previous: bool) -> u64 {
    composite_key(node, 2 * word + usize::from(touches_previous))
}

impl<'o> Branches<'o> {
    /// Adds a text, given its keys.
    fn add(&mut self, keys: Vec<Key<'o>>, index: usize) {
        let mut node = 0;
        for (word, touches_previous) in keys {
            let number = self.words.len();
            let word = *self.words.entry(word).or_insert(number);
            let fresh = self.edges.len() + 1;
            node = *self.edges.entry(edge(node, word, touches_previous)).or_insert(fresh);
        }
        self.ends.entry(node as u64).or_insert(index);
    }

    /// The texts that start where `tokens` does, the shortest first, each as its end and its index. With `lower`, words
    /// are compared in lower case.
    fn walk(&self, document: &Document, tokens: Range<usize>, lower: bool) -> impl Iterator<Item = (usize, usize)> {
        let start = tokens.start;
        let mut node = 0;
        let nodes = tokens.map_while(move |at| {
            if self.words.is_empty() {
                return None;
            }
            let mut word = normal(document.word(at));
            if lower && word.contains(char::is_uppercase) {
                word = word.to_lowercase().into();
            }
            let touches_previous = at > start && !document.space_before(at);
            node = *self.edges.get(&edge(node, *self.words.get(&word)?, touches_previous))?;
            Some((at + 1, node))
        });
        nodes.filter_map(|(end, node)| Some((end, *self.ends.get(&(node as u64))?)))
    }
}
