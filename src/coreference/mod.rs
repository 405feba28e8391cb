//! Coreference: which entity each name, description and pronoun stands for, and who speaks in each attribution.
//!
//! **Problem.** A text calls one person "Ana Ruiz", "the mayor" and "she". A reader wants to know that the three are
//! one, and whose words each quotation holds.
//!
//! **Method.**
//!
//! ```text
//! names ──────────→ aliases ─┐
//! tokens → mentions → roles ─┼→ one walk in text order: descriptions, pronouns → speakers
//! attributions → sources ────┘
//! ```
//!
//! Names are linked first, over the whole document. Then one walk in reading order gives every description and pronoun
//! to an entity or to none, as a reader would, mostly by what stands before it. Every decision carries the rule that
//! made it, and an estimate of how often such decisions are right: for a rule, the share that was right on development
//! data; for the learned ranker, its own chance, calibrated.
//!
//! The rules follow the sieves of Lee et al. 2013 (precise first, entity-centred) and, for pronouns, Lappin & Leass
//! 1994 (salience); speakers inside and outside quotations as in Muzny et al. 2017.

mod aliases;
mod context;
mod descriptions;
mod discourse;
mod entity;
mod entity_keys;
mod implied_sources;
mod introduction;
mod keys;
mod mentions;
mod name_index;
mod names_in_sources;
mod pronoun_table;
mod pronouns;
mod ranking;
mod result;
mod roles;
mod salience;
mod scoring;
mod small_set;
mod sources;
mod speakers;
mod walk;
mod word_facts;

pub use introduction::{Introduction, Pronoun};
pub use mentions::Form;
pub use result::{Coreference, Resolved, Speakers};

use crate::incremental::ScoreCache;
use crate::names::Name;
use crate::quotations::Attribution;
use crate::syntax::Syntax;
use crate::text::Document;
use context::Context;
#[cfg(feature = "train")]
pub use ranking::{Choice, Ranking, choose, try_weights};
use word_facts::WordFacts;

/// Facts about words, and scores of candidates, kept from one run to the next: after an edit, what stayed the same is
/// not computed again.
#[derive(Debug, Default)]
pub struct Cache {
    facts: Vec<WordFacts>,
    scores: ScoreCache,
}

/// Finds the entity of each mention of a document, and the speakers of each attribution. `cache` is empty, or as the
/// run before left it; it saves time and changes no answer.
pub fn resolve(
    document: &Document,
    syntax: &Syntax,
    names: &[Name],
    attributions: &[Attribution],
    cache: &mut Cache,
) -> Coreference {
    cache.scores.begin(document.unchanged.is_some());
    let known = std::mem::take(&mut cache.facts);
    let facts = syntax.words.update_table(known, |i| WordFacts::new(document.word(i)));
    let context = Context::new(document, syntax, names, attributions, &facts);
    let aliases = aliases::link(&context);
    let (mentions, sources) = speakers::with_sources(&context, mentions::find(&context, &aliases.tokens));
    let roles = roles::find(&context, &mentions);
    let resolution = walk::run(&context, &mentions, &sources.mentions, aliases, roles, &mut cache.scores, None);
    let found = speakers::finish(&context, &mentions, &sources, resolution);
    cache.facts = facts;
    found
}

/// Returns the questions that a document puts to the learned ranker of speakers, each with its candidates, and the
/// entity of each name (by index in `names`). For training.
#[cfg(feature = "train")]
pub fn rankings(
    document: &Document,
    syntax: &Syntax,
    names: &[Name],
    attributions: &[Attribution],
) -> (Vec<Ranking>, Vec<usize>) {
    let facts = syntax.words.table(|i| WordFacts::new(document.word(i)));
    let context = Context::new(document, syntax, names, attributions, &facts);
    let aliases = aliases::link(&context);
    let entity_of_name = aliases.entity_of.clone();
    let (mentions, sources) = speakers::with_sources(&context, mentions::find(&context, &aliases.tokens));
    let roles = roles::find(&context, &mentions);
    let mut rankings = Vec::new();
    walk::run(&context, &mentions, &sources.mentions, aliases, roles, &mut ScoreCache::default(), Some(&mut rankings));
    (rankings, entity_of_name)
}
