//! Names of persons, bodies, places, …, found by a small network and corrected by what the whole text shows.
//!
//! **Problem.** Whether "Ortiz" is a person, a firm or a town shows in its spelling, in the words beside it, in lists
//! of names, and in what the rest of the article says about the same word.
//!
//! **Method.** A [`Network`] of five layers looks at all that ([`super::facts`]) and labels each token: outside a name,
//! or for each kind the first or a further token of one. The labels of a sentence are chosen together, as a chain. Then
//! all places of the same form vote on its kind, and rules correct the rest (`extents`, `passed_over`, `kinds`,
//! `whole_text`).
//!
//! **Learning.** The network learns from the Worldwide newswire, whose guideline it follows, and from texts of other
//! sources: the Groningen Meaning Bank, PolNeAR's articles, Deutsche Welle, Malaysian news, and articles that nobody
//! annotated. The labels of these are what three larger networks, the teachers, would give by the newswire's guideline
//! (distillation, Hinton et al. 2015). The teachers differ in their random numbers and in their corpora. They learn
//! from the newswire and from the other corpora by their own labels, with features apart for each guideline. At each
//! visit some of the features are left out, and most of a few tokens' features, as if the word was not known. `train
//! --only names` learns all four networks; `docs/experiments/names-network.md` tells what each part gives.
//!
//! **What it gets wrong**: a firm that is called like a place; sports teams that are called like their town; titles of
//! works; names of which only one rare word is given.

use std::array::from_fn;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::evidence;
use super::facts::{KeptFacts, NameFacts};
use super::gazetteer::{self, LONGEST, class};
use super::{extents, kinds, passed_over, whole_text};
use crate::incremental::cache::{AnswerCache, Question};
use crate::incremental::shift_range;
use crate::learned::network::Network;
use crate::lexicon::{Flags, flags};
use crate::names::{EntityKind, Name};
use crate::syntax::Syntax;
use crate::text::Document;

/// The kinds that the model tells apart. Kind `k` has the label `2k + 1` for the first token of a name, and `2k + 2`
/// for the others; label 0 is outside names.
pub const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
    EntityKind::Facility,
    EntityKind::Group,
    EntityKind::Product,
    EntityKind::Other,
];

/// How many labels there are: one for tokens outside names, and two for each kind.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// The most tokens that are read at once. It bounds the memory: a state takes more room than its token.
const BLOCK: usize = 1024;

/// The shipped model.
pub fn model() -> &'static Network<'static> {
    static MODEL: LazyLock<Network<'static>> =
        LazyLock::new(|| Network::new(include_bytes!("../data/names.weights")).expect("the names' weights are whole"));
    &MODEL
}

/// A name as the model sees it in one place, before the other places of its form are looked at.
#[derive(Debug, Clone)]
pub struct LocalName {
    /// The tokens of the name: counted from the start of their piece in answers of the model, later from the start of
    /// the text.
    tokens: Range<usize>,
    /// For each of [`KINDS`], the chance that a name of the kind begins there, in units of 1/255.
    chances: [u8; KINDS.len()],
}

/// Facts and answers that are kept for the text after the next edit.
#[derive(Debug, Default)]
pub struct Cache {
    facts: KeptFacts,
    local_names: AnswerCache<Vec<LocalName>>,
    /// For each distinct word, what the lexicon knows of it.
    flags: Vec<Flags>,
}

/// The names of a document, in order. `cache` holds what the model said of the text before an edit.
pub fn find(document: &Document, syntax: &Syntax, model: &Network, cache: &mut Cache) -> Vec<Name> {
    let facts = NameFacts::new(document, syntax, std::mem::take(&mut cache.facts));
    let reach = model.reach() + NameFacts::FARTHEST;
    let question = |piece: &Range<usize>| Question::with_reach(piece, reach, facts.len());
    cache.local_names.ask(document.unchanged, || facts.by_token(), document.pieces().iter().map(question).collect());
    let unread = cache.local_names.unanswered();
    let mut answers = Vec::with_capacity(unread.len());
    read(&facts, model, &unread, |_, found| answers.push(found));
    let mut answers = answers.into_iter();
    cache.local_names.complete(|_| answers.next().expect("what has no answer was read"));
    let mut found: Vec<LocalName> = Vec::new();
    cache.local_names.answers(|piece, names| {
        found.extend(names.iter().map(|name| LocalName { tokens: shift_range(&name.tokens, piece.start), ..*name }));
    });
    if document.unchanged.is_some() {
        cache.facts = facts.into_kept();
    }
    let flags = syntax.words.update_table(std::mem::take(&mut cache.flags), |i| flags(document.word(i)));
    let names = extents::correct_extents(document, syntax, vote_on_kinds(document, syntax, found));
    let names = passed_over::add(document, syntax, names);
    let names = kinds::decide(document, syntax, &flags, names);
    if document.unchanged.is_some() {
        cache.flags = flags;
    }
    whole_text::correct_by_text(document, names)
}

/// Finds the names in some of the pieces of a document, which are in order, and gives `each` a piece and its names.
/// Pieces that follow each other are read together.
fn read(
    facts: &NameFacts,
    model: &Network,
    pieces: &[Range<usize>],
    mut each: impl FnMut(&Range<usize>, Vec<LocalName>),
) {
    let mut at = 0;
    while at < pieces.len() {
        let start = pieces[at].start;
        let joins = |pair: &[Range<usize>]| pair[0].end == pair[1].start && pair[1].end - start <= BLOCK;
        let count = 1 + pieces[at..].windows(2).take_while(|pair| joins(pair)).count();
        let block = &pieces[at..at + count];
        let states = model.read(start..block[count - 1].end, facts.len(), |i, out| facts.features(i, out));
        for piece in block {
            let scores = model.label(&states[piece.start - start..piece.end - start]);
            let labels = model.token_moves().best(&scores);
            let named = labels.iter().any(|&label| label > 0);
            let chances = if named { model.token_moves().marginals(&scores) } else { Vec::new() };
            each(piece, decode(&labels, &chances));
        }
        at += count;
    }
}

/// The names that the labels of a piece make. `chances` has a row of all labels for each token; it may be empty if no
/// token is labelled as part of a name.
fn decode(labels: &[u8], chances: &[f32]) -> Vec<LocalName> {
    let mut found: Vec<LocalName> = Vec::new();
    for (at, &label) in labels.iter().enumerate().filter(|&(_, &label)| label > 0) {
        match found.last_mut() {
            Some(name) if label % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
            _ => {
                let begins = |kind: usize| chances[at * LABELS + 2 * kind + 1];
                found.push(LocalName {
                    tokens: at..at + 1,
                    chances: from_fn(|kind| (begins(kind) * 255.0).round() as u8),
                });
            }
        }
    }
    found
}

/// The names with their kinds. Names that are written the same are of one kind, the likeliest by all their places
/// together: of "Ortiz pays its workers" and "Ortiz rose", the first tells what the second is.
fn vote_on_kinds(document: &Document, syntax: &Syntax, found: Vec<LocalName>) -> Vec<Name> {
    let mut forms: FxHashMap<&str, usize> = FxHashMap::default();
    let mut votes: Vec<[u32; KINDS.len()]> = Vec::new();
    let mut form_of = Vec::with_capacity(found.len());
    for name in &found {
        let form = *forms.entry(document.span(name.tokens.clone()).of(document.text)).or_insert(votes.len());
        if form == votes.len() {
            votes.push([0; KINDS.len()]);
        }
        form_of.push(form);
        let sums = &mut votes[form];
        sums.iter_mut().zip(name.chances).for_each(|(sum, chance)| *sum += u32::from(chance));
        if let Some(kind) = kind_in_lists(syntax, &name.tokens) {
            sums[kind] += LIST_VOTE;
        }
    }
    let kind_of = |sums: &[u32; KINDS.len()]| (0..KINDS.len()).rev().max_by_key(|&kind| sums[kind]).unwrap_or(0);
    let kinds: Vec<EntityKind> = votes.iter().map(|sums| KINDS[kind_of(sums)]).collect();
    let name = |(local, form): (LocalName, usize)| {
        let mut name = Name { tokens: local.tokens, kind: kinds[form], value: None, entity: None };
        trim(document, &mut name);
        name
    };
    found.into_iter().zip(form_of).map(name).collect()
}

/// The chance, in units of 1/255, that a kind gains in the vote at each place of a form that lists have as that kind.
const LIST_VOTE: u32 = 128;

/// The index in [`KINDS`] of the kind of a name of several words, if lists have it, as one kind only. One word alone is
/// in too many lists to tell.
fn kind_in_lists(syntax: &Syntax, tokens: &Range<usize>) -> Option<usize> {
    const PLACES: u8 = class::CITY | class::COUNTRY | class::REGION;
    if !(2..=LONGEST).contains(&tokens.len()) {
        return None;
    }
    let phrase = tokens.clone().fold(0, |phrase, i| gazetteer::extend(phrase, syntax.words[i].lower));
    let kind = match gazetteer::shipped().classes(phrase) {
        class::BODY => EntityKind::Organization,
        class::GROUP => EntityKind::Group,
        classes if classes > 0 && classes & !PLACES == 0 => EntityKind::Place,
        _ => return None,
    };
    KINDS.iter().position(|&k| k == kind)
}

/// Leaves out what the model now and then takes in: the title of "Ms Ortiz", the possessive of "Ortiz's", the verb of a
/// headline's "Harbor Board Says".
fn trim(document: &Document, name: &mut Name) {
    let tokens = &mut name.tokens;
    while tokens.len() > 1 && name.kind == EntityKind::Person && evidence::is_title(document.word(tokens.start)) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'" | "’" | "Says" | "Say" | "Said")
    {
        tokens.end -= 1;
    }
}
