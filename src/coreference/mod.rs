//! Who and what the mentions are: aliases, descriptions, pronouns, and the speaker of each attribution.
//!
//! ```text
//! names ──────────→ aliases ─┐
//! tokens → mentions → roles ─┼→ one walk in text order: descriptions, pronouns → speakers
//! attributions → sources ────┘
//! ```
//!
//! Names are linked first, over the whole document. Then one walk in reading order gives every
//! description and pronoun to an entity or to none, as a reader would, by what stands before it.
//! Every decision carries the name of the sieve that made it, and speakers the share of that sieve's
//! decisions that were right on development data.
//!
//! The sieves follow Lee et al. 2013 (precise first, entity-centred) and, for pronouns, Lappin & Leass
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
pub use result::{Coreference, Form, Resolved, Speakers};

use crate::incremental::ScoreCache;
use crate::names::Name;
use crate::quotations::Attribution;
use crate::syntax::Syntax;
use crate::text::Document;
use context::Context;
#[cfg(feature = "train")]
pub use ranking::{Choice, Ranking, choose, try_weights};
use word_facts::WordFacts;

/// What is kept for the next text.
#[derive(Debug, Default)]
pub struct Cache {
    facts: Vec<WordFacts>,
    scores: ScoreCache,
}

/// Resolves the mentions of a document and the speakers of its attributions.
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

/// The questions that the ranker of speakers is asked in a document, with their candidates, and the entity of each name. For training.
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
