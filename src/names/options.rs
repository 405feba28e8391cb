//! A user's own names: added to what was found, or taken out of it.
//!
//! **Problem.** A journalist's beat has names that no model knows, and words that one takes for names.
//!
//! **Method.** Each text given is cut into tokens as an article is, and goes into a tree of tokens; at each token
//! of the article the longest path is taken. The time is linear in the article: a path is at most [`MAX_TOKENS`]
//! long, whatever the number of names.
//!
//! **What matches.** The same words with the same spaces between them (any white space is one space), straight and
//! curly apostrophes alike, a final full stop or possessive left out on both sides ("Acme Inc" finds "Acme Inc.'s").
//! Capitals count, unless the text given has none: "acme" finds "ACME", too. A name never runs over a line's end.
//!
//! **What wins.** A given name replaces the found names that it overlaps, except a longer one of the same kind
//! around it: "Kim", a person, leaves "Kim Jong Un" alone. `ignore` removes found names that are those words, and no
//! more: "Will" removes "Will", not "Will Ortega". A name both given and ignored stays.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::Name;
use crate::names::EntityKind;
use crate::text::Document;
use crate::text::sorting::composite_key;
use crate::text::token::{TokenKind, tokenize};

/// Names that the caller knows better. In JSON: `{"names": [{"text", "kind", "entity"?}], "ignore": ["…"]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(try_from = "Unchecked")]
pub struct Options {
    /// Names to find wherever they stand.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub names: Vec<KnownName>,
    /// Words that are no name.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub ignore: Vec<String>,
}

/// A name to find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields)]
pub struct KnownName {
    /// Its words.
    pub text: String,
    /// What it names.
    pub kind: EntityKind,
    /// The name of the entity behind it, where several texts name one: "MbS" and "the crown prince".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// Most texts in [`Options`], names and ignored together.
pub const MAX_TEXTS: usize = 100_000;

/// Most tokens in a text.
pub const MAX_TOKENS: usize = 32;

/// What is wrong with [`Options`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionsError {
    /// A text without a word: in `names` or `ignore`, at this place.
    Empty(&'static str, usize),
    /// A text of more than [`MAX_TOKENS`] words and signs.
    TooLong(&'static str, usize),
    /// More than [`MAX_TEXTS`] texts: so many.
    TooMany(usize),
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            OptionsError::Empty(list, i) => write!(f, "{list}[{i}] has no words"),
            OptionsError::TooLong(list, i) => write!(f, "{list}[{i}] has more than {MAX_TOKENS} words and signs"),
            OptionsError::TooMany(n) => write!(f, "{n} names and ignored words are too many: at most {MAX_TEXTS}"),
        }
    }
}

impl std::error::Error for OptionsError {}

/// [`Options`] as they come from outside.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with names and ignore")]
struct Unchecked {
    #[serde(default)]
    names: Vec<KnownName>,
    #[serde(default)]
    ignore: Vec<String>,
}

impl TryFrom<Unchecked> for Options {
    type Error = OptionsError;

    fn try_from(Unchecked { names, ignore }: Unchecked) -> Result<Self, OptionsError> {
        let options = Options { names, ignore };
        options.check()?;
        Ok(options)
    }
}

impl Options {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.ignore.is_empty()
    }

    /// Says what is wrong, if anything. Options read by serde have passed; [`apply`] skips what hasn't.
    pub fn check(&self) -> Result<(), OptionsError> {
        let count = self.names.len() + self.ignore.len();
        if count > MAX_TEXTS {
            return Err(OptionsError::TooMany(count));
        }
        let names = self.names.iter().map(|n| n.text.as_str()).enumerate().map(|(i, text)| ("names", i, text));
        let ignored = self.ignore.iter().enumerate().map(|(i, text)| ("ignore", i, text.as_str()));
        for (list, i, text) in names.chain(ignored) {
            match keys_of(text).len() {
                0 => return Err(OptionsError::Empty(list, i)),
                1..=MAX_TOKENS => {}
                _ => return Err(OptionsError::TooLong(list, i)),
            }
        }
        Ok(())
    }
}

/// `names` with the given ones added and the ignored ones removed; in order, none overlaps another.
pub fn apply(document: &Document, names: Vec<Name>, options: &Options) -> Vec<Name> {
    if options.is_empty() {
        return names;
    }
    let known = Tree::new(options.names.iter().map(|n| n.text.as_str()));
    let ignored = Tree::new(options.ignore.iter().map(String::as_str));
    let mut given = matches(document, &known).into_iter().peekable();
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let place = |out: &mut Vec<Name>, (tokens, index): (Range<usize>, usize)| {
        let KnownName { kind, entity, .. } = &options.names[index];
        out.push(Name { tokens, kind: *kind, value: None, entity: entity.as_deref().map(Into::into) });
    };
    for name in names {
        if ignored.equal(document, name.tokens.clone()).is_some() {
            continue;
        }
        while let Some(earlier) = given.next_if(|g| g.0.end <= name.tokens.start) {
            place(&mut out, earlier);
        }
        let mut overlapping = Vec::new();
        while let Some(overlap) = given.next_if(|g| g.0.start < name.tokens.end) {
            overlapping.push(overlap);
        }
        let holds = |(tokens, index): &(Range<usize>, usize)| {
            let inside = name.tokens.start <= tokens.start && tokens.end <= name.tokens.end;
            inside && tokens.len() < name.tokens.len() && options.names[*index].kind == name.kind
        };
        let free = out.last().is_none_or(|last| last.tokens.end <= name.tokens.start);
        if free && overlapping.iter().all(holds) {
            out.push(name);
        } else {
            overlapping.into_iter().for_each(|g| place(&mut out, g));
        }
    }
    given.for_each(|g| place(&mut out, g));
    out
}

/// The longest match at each place, from left to right, and which text it is.
fn matches(document: &Document, tree: &Tree) -> Vec<(Range<usize>, usize)> {
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

/// A token as it is compared, and whether it touches the one before.
type Key<'t> = (Cow<'t, str>, bool);

/// Straight apostrophes, and no full stop at the end of an abbreviation.
fn normal(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix('.').filter(|w| !w.is_empty()).unwrap_or(word);
    if word.contains(['’', '＇']) { word.replace(['’', '＇'], "'").into() } else { word.into() }
}

/// The keys of a text given: without its final possessive and full stop.
fn keys_of(text: &str) -> Vec<Key<'_>> {
    let mut tokens = &tokenize(text)[..];
    while let [rest @ .., last] = tokens
        && (last.kind() == TokenKind::Stop && last.span().of(text) == "."
            || !rest.is_empty() && matches!(&*normal(last.span().of(text)), "'s" | "'S"))
    {
        tokens = rest;
    }
    let tight = |i: usize| i > 0 && tokens[i - 1].span().end == tokens[i].span().start;
    tokens.iter().enumerate().map(|(i, token)| (normal(token.span().of(text)), tight(i))).collect()
}

/// Texts by their keys; those without capitals apart.
struct Tree<'o> {
    exact: Branches<'o>,
    lower: Branches<'o>,
}

/// A tree whose edges are keys. Node 0 is the root.
#[derive(Default)]
struct Branches<'o> {
    /// A number for each word.
    words: HashMap<Cow<'o, str>, usize>,
    /// By [`edge`], the node that it leads to.
    edges: HashMap<u64, usize>,
    /// Where a text ends, which it is; of equal texts the first.
    ends: HashMap<u64, usize>,
}

impl<'o> Tree<'o> {
    fn new(texts: impl Iterator<Item = &'o str>) -> Self {
        let mut tree = Tree { exact: Branches::default(), lower: Branches::default() };
        for (index, text) in texts.enumerate() {
            let keys = keys_of(text);
            if (1..=MAX_TOKENS).contains(&keys.len()) {
                let capitals = text.contains(char::is_uppercase);
                if capitals { &mut tree.exact } else { &mut tree.lower }.add(keys, index);
            }
        }
        tree
    }

    /// The end of the longest text that starts where `tokens` does, and which text it is.
    fn longest(&self, document: &Document, tokens: Range<usize>) -> Option<(usize, usize)> {
        let exact = self.exact.walk(document, tokens.clone(), false).last();
        let lower = self.lower.walk(document, tokens, true).last();
        // Of two as long, the one with capitals is the more precise.
        if lower.map(|m| m.0) > exact.map(|m| m.0) { lower } else { exact }
    }

    /// Which text the words of `tokens` are.
    fn equal(&self, document: &Document, tokens: Range<usize>) -> Option<usize> {
        let whole = |branches: &Branches, lower| {
            branches.walk(document, tokens.clone(), lower).last().filter(|m| m.0 == tokens.end)
        };
        whole(&self.exact, false).or_else(|| whole(&self.lower, true)).map(|m| m.1)
    }
}

/// From a node, by a word and whether it touches the one before.
fn edge(node: usize, word: usize, tight: bool) -> u64 {
    composite_key(node, 2 * word + usize::from(tight))
}

impl<'o> Branches<'o> {
    fn add(&mut self, keys: Vec<Key<'o>>, index: usize) {
        let mut node = 0;
        for (word, tight) in keys {
            let number = self.words.len();
            let word = *self.words.entry(word).or_insert(number);
            let fresh = self.edges.len() + 1;
            node = *self.edges.entry(edge(node, word, tight)).or_insert(fresh);
        }
        self.ends.entry(node as u64).or_insert(index);
    }

    /// The texts that start where `tokens` does, the shortest first: where each ends, and which it is.
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
            let tight = at > start && !document.space_before(at);
            node = *self.edges.get(&edge(node, *self.words.get(&word)?, tight))?;
            Some((at + 1, node))
        });
        nodes.filter_map(|(end, node)| Some((end, *self.ends.get(&(node as u64))?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(json: &str) -> Options {
        serde_json::from_str(json).unwrap()
    }

    /// Names in `text` marked as "[words](kind)"; the found ones are those in `found`.
    fn marked(text: &str, found: &[(&str, EntityKind)], json: &str) -> String {
        let document = Document::new(text);
        let name = |&(words, kind): &(&str, EntityKind)| {
            let start = text.find(words).unwrap();
            let tokens = document.tokens_in(crate::Span::new(start, start + words.len()));
            Name { tokens, kind, value: None, entity: None }
        };
        let mut out = String::new();
        let mut at = 0;
        for name in apply(&document, found.iter().map(name).collect(), &options(json)) {
            let span = document.span(name.tokens);
            out +=
                &format!("{}[{}]({})", &text[at..span.start], span.of(text), format!("{:?}", name.kind).to_lowercase());
            at = span.end;
        }
        out + &text[at..]
    }

    #[test]
    fn adds_names_wherever_they_stand() {
        let json = r#"{"names": [{"text": "Acme Inc", "kind": "organization"}, {"text": "Acme", "kind": "product"},
            {"text": "O'Hara's", "kind": "place"}, {"text": "Port-Vale Road", "kind": "facility"}]}"#;
        for (text, expected) in [
            ("Acme Inc.'s boss left.", "[Acme Inc.](organization)'s boss left."),
            ("Acme\u{a0} Inc and Acme", "[Acme\u{a0} Inc](organization) and [Acme](product)"),
            ("Acme Income, ACME, acme", "[Acme](product) Income, ACME, acme"),
            ("at O’Hara, at O'Hara’s", "at [O’Hara](place), at [O'Hara](place)’s"),
            ("Port-Vale Road, Port - Vale Road", "[Port-Vale Road](facility), Port - Vale Road"),
            ("Acme\nInc", "[Acme](product)\nInc"),
            ("", ""),
        ] {
            assert_eq!(marked(text, &[], json), expected);
        }
    }

    #[test]
    fn a_text_without_capitals_finds_any() {
        let json =
            r#"{"names": [{"text": "the crown prince", "kind": "person"}, {"text": "The Crown", "kind": "product"}]}"#;
        assert_eq!(
            marked("The Crown Prince of The Crown, THE CROWN PRINCE", &[], json),
            "[The Crown Prince](person) of [The Crown](product), [THE CROWN PRINCE](person)"
        );
    }

    #[test]
    fn replaces_what_it_overlaps_but_no_longer_name_of_its_kind() {
        use EntityKind::*;
        let json = r#"{"names": [{"text": "Kim", "kind": "person"}, {"text": "Delta Works", "kind": "facility"}]}"#;
        assert_eq!(
            marked("Kim Jong Un met Kim", &[("Kim Jong Un", Person)], json),
            "[Kim Jong Un](person) met [Kim](person)"
        );
        assert_eq!(marked("Kim Foods fell", &[("Kim Foods", Organization)], json), "[Kim](person) Foods fell");
        assert_eq!(marked("Kim fell", &[("Kim", Organization)], json), "[Kim](person) fell");
        assert_eq!(
            marked("near New Delta Works Road", &[("New Delta", Place), ("Works Road", Place)], json),
            "near New [Delta Works](facility) Road"
        );
    }

    #[test]
    fn ignores_those_words_and_no_more() {
        use EntityKind::*;
        let json = r#"{"ignore": ["Will", "hope"], "names": [{"text": "Faith", "kind": "person"}]}"#;
        let found = [("Will", Person), ("Will Ortega", Person), ("Hope", Place)];
        assert_eq!(marked("Will says Faith", &found[..1], json), "Will says [Faith](person)");
        assert_eq!(marked("Will Ortega in Hope", &found[1..], json), "[Will Ortega](person) in Hope");
    }

    #[test]
    fn says_which_entity_a_name_is_of() {
        let options = options(
            r#"{"names": [{"text": "MbS", "kind": "person", "entity": "Mohammed bin Salman"}, {"text": "Neom", "kind": "place"}]}"#,
        );
        let document = Document::new("MbS visited Neom.");
        let names = apply(&document, Vec::new(), &options);
        let entities: Vec<_> = names.iter().map(|n| n.entity.as_deref()).collect();
        assert_eq!(entities, [Some("Mohammed bin Salman"), None]);
    }

    #[test]
    fn says_what_is_wrong() {
        let long = format!(r#"{{"ignore": ["{}"]}}"#, "a ".repeat(33));
        for (json, error) in [
            (r#"{"names": [{"text": " ", "kind": "person"}]}"#, "names[0] has no words"),
            (r#"{"ignore": ["Will", "."]}"#, "ignore[1] has no words"),
            (&long, "ignore[0] has more than 32 words and signs"),
            (r#"{"names": [{"text": "Kim", "kind": "human"}]}"#, "unknown variant `human`, expected one of `person`"),
            (r#"{"names": [{"text": "Kim"}]}"#, "missing field `kind`"),
            (r#"{"nmaes": []}"#, "unknown field `nmaes`, expected `names` or `ignore`"),
        ] {
            let found = serde_json::from_str::<Options>(json).unwrap_err().to_string();
            assert!(found.starts_with(error), "{found}");
        }
        let many = Options { names: Vec::new(), ignore: vec!["a".into(); MAX_TEXTS + 1] };
        assert_eq!(many.check(), Err(OptionsError::TooMany(MAX_TEXTS + 1)));
    }

    #[test]
    fn options_survive_json() {
        let given = options(r#"{"names": [{"text": "Kim", "kind": "person", "entity": "K"}], "ignore": ["Will"]}"#);
        assert_eq!(options(&serde_json::to_string(&given).unwrap()), given);
    }
}
