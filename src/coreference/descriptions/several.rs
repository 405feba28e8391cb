//! Who several are that speak together: "the two", "both candidates", "each", "the senators".
//!
//! A source of several named persons or bodies has one speaker, the first of them, as "Ortiz and Cruz said" has. They are
//! those two that the text named together last ("Ortiz and Cruz"), those whom it has called so ("Senator Ortiz … Senator
//! Cruz … the senators"), or the only two of the sentences before. Those who are somebody else's, or of whom there may be
//! more ("the officials"), stay unnamed.
//!
//! What it gets wrong: two who were named in different places, and are not called what they are called here.

use crate::coreference::lexicon::{self, Determiner, NounClass};
use crate::coreference::mentions::{Description, What};
use crate::coreference::resolver::Walk;
use crate::coreference::scene::NONE;
use crate::names::EntityKind;

/// How many mentions a search goes back.
const WINDOW: usize = 40;

/// How many sentences before, for two who are called nothing but "the two".
const SENTENCES: u32 = 4;

/// How many words may stand between two names that "and" joins: "Senator Ana Ortiz (R-Iowa) and Harbor Secretary Lena Cruz".
const BETWEEN: usize = 12;

/// The first of those who speak at description `m`, where the text names them.
pub fn first(walk: &Walk, m: usize, d: &Description) -> Option<usize> {
    let mention = &walk.mentions[m];
    if !mention.speaks || !mention.plural || d.owned {
        return None;
    }
    let quantity = quantity(walk, m);
    let definite = d.determiner == Some(Determiner::Definite);
    if !definite && quantity == Quantity::Some {
        return None;
    }
    let noun = d.noun.map(|n| n.singular);
    if let Some(noun) = noun
        && let Some(first) = called(walk, noun, quantity)
    {
        return Some(first);
    }
    // "both sides", "the candidates" of whom the text has named none.
    if quantity != Quantity::Two && quantity != Quantity::Each || noun.is_some_and(|_| !is_bare(walk, d)) {
        return None;
    }
    let class = d.noun.map_or(NounClass::Person, |n| n.class);
    as_before(walk, m).or_else(|| named_together(walk, m, class)).or_else(|| match noun {
        Some("country" | "nation") => only_countries(walk),
        _ if class == NounClass::Person => only_two(walk, m),
        _ => None,
    })
}

/// How many there are, as far as the words say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quantity {
    /// "the two", "both".
    Two,
    /// "each".
    Each,
    /// "the senators".
    Some,
}

fn quantity(walk: &Walk, m: usize) -> Quantity {
    let mut words = walk.mentions[m].tokens.clone().map(|i| walk.scene.lower(i));
    words
        .find_map(|word| match &*word {
            "two" | "both" | "pair" | "duo" => Some(Quantity::Two),
            "each" => Some(Quantity::Each),
            _ => None,
        })
        .unwrap_or(Quantity::Some)
}

/// "the two men", and not "the two armed men".
fn is_bare(walk: &Walk, d: &Description) -> bool {
    d.modifiers.clone().all(|i| matches!(&*walk.scene.lower(i), "two" | "both" | "the"))
}

/// Those whom the text has called by this noun, the one most often named first; there must be two, or as many as there are.
fn called(walk: &Walk, noun: &'static str, quantity: Quantity) -> Option<usize> {
    if lexicon::is_anonymous(noun) {
        return None;
    }
    let mut found: Vec<usize> = Vec::new();
    for role in std::iter::once(&noun).chain(lexicon::synonyms(noun)) {
        for &e in walk.by_role.get(role).map_or(&[][..], Vec::as_slice) {
            if walk.entities[e].mentions > 0 && !found.contains(&e) {
                found.push(e);
            }
        }
    }
    let enough = if quantity == Quantity::Two { found.len() == 2 } else { found.len() >= 2 };
    found.into_iter().filter(|_| enough).max_by_key(|&e| (walk.entities[e].names, std::cmp::Reverse(e)))
}

/// Whether an entity can be one of those that a noun of this class means.
fn fits(walk: &Walk, e: usize, class: NounClass) -> bool {
    let entity = &walk.entities[e];
    let kind = match class {
        NounClass::Person => entity.kind == EntityKind::Person,
        NounClass::Body => entity.kind == EntityKind::Organization,
        NounClass::Place => entity.kind == EntityKind::Place,
        NounClass::Document => false,
    };
    entity.named && !entity.plural && kind
}

/// "Ana Ortiz and Lena Cruz": the first of the last two of this kind who were named together, near enough.
fn named_together(walk: &Walk, m: usize, class: NounClass) -> Option<usize> {
    let scene = walk.scene;
    let mention = &walk.mentions[m];
    let here = scene.sentence_of[mention.head];
    let end = scene.names.partition_point(|n| n.tokens.start < mention.tokens.start);
    let names: Vec<usize> =
        (end.saturating_sub(WINDOW)..end).filter(|&n| fits(walk, walk.entity_of_name[n], class)).collect();
    let joined = |a: usize, b: usize, and: &[&str]| {
        let between = scene.names[a].tokens.end..scene.names[b].tokens.start;
        scene.sentence_of[between.start.min(scene.len() - 1)] == scene.sentence_of[between.end]
            && between.len() <= BETWEEN
            && between.clone().any(|i| and.contains(&&*scene.lower(i)))
            && !between.clone().any(|i| scene.tag(i).is_verb() || scene.is_possessive(i))
    };
    let kind = |n: usize| walk.entities[walk.entity_of_name[n]].kind;
    (1..names.len()).rev().find_map(|i| {
        let (a, b) = (names[i - 1], names[i]);
        let sentence = scene.sentence_of[scene.names[b].tokens.start];
        let near = here - sentence <= SENTENCES;
        let (first, second) = (walk.entity_of_name[a], walk.entity_of_name[b]);
        // "Ortiz, Cruz and Hale" are three.
        let three = i > 1 && joined(names[i - 2], a, &[",", "and"]) && kind(names[i - 2]) == kind(a);
        let pair = near && !three && first != second && kind(a) == kind(b) && joined(a, b, &["and", "&"]);
        pair.then_some(first)
    })
}

/// "The two lawmakers wrote … the two write": those of the last mention of several, near enough.
fn as_before(walk: &Walk, m: usize) -> Option<usize> {
    let scene = walk.scene;
    let near = |other: &usize| scene.sentence_of[walk.mentions[m].head] - scene.sentence_of[walk.mentions[*other].head] <= SENTENCES;
    let mut before = walk.recent.iter().copied().rev().take(WINDOW).take_while(near);
    before.find_map(|other| walk.decisions[other].filter(|d| d.rule == "several")).and_then(|d| walk.entities[d.entity].voice)
}

/// The first of the only two countries mentioned of late.
fn only_countries(walk: &Walk) -> Option<usize> {
    let mut found: Vec<usize> = Vec::new();
    for e in walk.recent.iter().rev().take(WINDOW).filter_map(|&other| walk.entity(other)) {
        let entity = &walk.entities[e];
        let country = entity.named && entity.kind == EntityKind::Place && lexicon::is_country(&entity.words.join(" "));
        if country && !found.contains(&e) {
            found.push(e);
        }
    }
    if found.len() == 2 { found.last().copied() } else { None }
}

/// The first of the only two persons who are named in this sentence and the two before.
fn only_two(walk: &Walk, m: usize) -> Option<usize> {
    let scene = walk.scene;
    let here = scene.sentence_of[walk.mentions[m].head];
    let mut found: Vec<usize> = Vec::new();
    for &other in walk.recent.iter().rev().take(WINDOW) {
        let mention = &walk.mentions[other];
        if here.saturating_sub(scene.sentence_of[mention.head]) > 2 {
            break;
        }
        let spoken_of = scene.content_of[mention.head] != NONE && scene.is_quoted(mention.head);
        let Some(e) = walk.entity(other).filter(|_| !spoken_of && !matches!(mention.what, What::Pronoun(_))) else {
            continue;
        };
        if fits(walk, e, NounClass::Person) && !found.contains(&e) {
            found.push(e);
        }
    }
    if found.len() == 2 { found.last().copied() } else { None }
}
