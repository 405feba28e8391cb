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
mod descriptions;
mod few;
mod lexeme;
mod lexicon;
mod mentions;
mod pronouns;
mod resolver;
mod roles;
mod scene;
mod sieve;
mod sources;
mod speakers;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use lexeme::Lexeme;

use crate::names::EntityKind;
use crate::names::Name;
use crate::quotations::Attribution;
use crate::syntax::Syntax;
use crate::text::Document;

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// "Kim Jong Un", "the North", "2018".
    Name,
    /// "the ministry", "two officials".
    Nominal,
    /// "he", "they", "who".
    Pronoun,
}

/// What [`resolve`] finds.
#[derive(Debug, Clone, Default)]
pub struct Coreference {
    /// Every mention that belongs to an entity, in text order: all names, and the pronouns and
    /// descriptions that could be resolved or that speak.
    pub mentions: Vec<Resolved>,
    /// How many entities there are; [`Resolved::entity`] is below it.
    pub entities: usize,
    /// For each attribution, who speaks.
    pub speakers: Vec<Option<Speaker>>,
}

/// A mention and its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// How it refers.
    pub form: Form,
    /// Whom it refers to.
    pub entity: usize,
    /// Whether it is one of the names that the recognizer found; those stand here in their order.
    pub named: bool,
}

/// The entity behind a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speaker {
    /// Who.
    pub entity: usize,
    /// The chance that this is right, given that the source is.
    pub confidence: f32,
    /// Which sieve decided.
    pub rule: &'static str,
}

/// What is known of the words of the text before.
#[derive(Debug, Default)]
pub struct Memories {
    lexemes: Vec<Lexeme>,
}

/// Resolves the mentions of a document and the speakers of its attributions.
pub fn resolve(document: &Document, syntax: &Syntax, names: &[Name], attributions: &[Attribution]) -> Coreference {
    resolve_again(document, syntax, names, attributions, &mut Memories::default())
}

/// The same, with what was known before.
pub fn resolve_again(
    document: &Document,
    syntax: &Syntax,
    names: &[Name],
    attributions: &[Attribution],
    memories: &mut Memories,
) -> Coreference {
    let known = std::mem::take(&mut memories.lexemes);
    let lexemes = syntax.words.table_again(known, |i| Lexeme::new(document.word(i)));
    let scene = scene::Scene::new(document, syntax, names, attributions, &lexemes);
    let aliases = aliases::link(&scene);
    let (mentions, sources) = speakers::with_sources(&scene, mentions::find(&scene, &aliases.tokens));
    let roles = roles::find(&scene, &mentions);
    let resolution = resolver::walk(&scene, &mentions, &sources.mentions, aliases, roles);
    let found = speakers::finish(&scene, &mentions, &sources, resolution);
    memories.lexemes = lexemes;
    found
}
