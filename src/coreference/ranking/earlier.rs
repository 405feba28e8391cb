//! Finds what the text says elsewhere of the thing that a description means: the last description with its noun, and
//! who is named beside the same document.

use std::ops::Range;

use crate::coreference::context::Context;
use crate::coreference::discourse::Discourse;
use crate::coreference::mentions::{Mention, Reference};
use crate::learned::features::mix;
use crate::lexicon::{self, Determiner, Flag};
use crate::names::EntityKind;

/// How many mentions before a description are looked at.
const BACK: usize = 150;

/// How many mentions after the description of a document are looked at.
const AHEAD: usize = 40;

/// How many partners of a document are weighed.
const PARTNERS: usize = 6;

/// The entity of the last description with the noun of mention `m`, of those that are no other person's and not
/// indefinite.
pub fn same_noun(discourse: &Discourse, m: usize) -> Option<usize> {
    let plural = discourse.mentions[m].plural;
    discourse.before_with_same_noun(m).take_while(|other| other + BACK >= m).find_map(|other| {
        let mention = &discourse.mentions[other];
        discourse.entity(other).filter(|_| mention.plural == plural && is_taken_up(mention))
    })
}

/// Whether a description can be taken up by its noun: "the mayor", while "a mayor" or "her mayor" may be any.
fn is_taken_up(mention: &Mention) -> bool {
    matches!(&mention.reference, Reference::Description(d) if !d.owned && d.determiner != Some(Determiner::Indefinite))
}

/// The entities named in a sentence with the document that mention `m` means, each with how the two stand to each
/// other: "a report [by Acme]", "Acme [published] a report".
pub fn partners(discourse: &Discourse, m: usize) -> Vec<(usize, u64)> {
    let mut found = Vec::new();
    let Some(noun) = discourse.mentions[m].noun() else { return found };
    let same = |other: &str| {
        other == noun
            || lexicon::documents_taken_up_by(noun).contains(&other)
            || lexicon::documents_taken_up_by(other).contains(&noun)
    };
    let places = (m.saturating_sub(BACK)..m).rev().chain(m + 1..discourse.mentions.len().min(m + AHEAD));
    for other in places {
        let mention = &discourse.mentions[other];
        if !mention.noun().is_some_and(same) {
            continue;
        }
        let context = discourse.context;
        let sentence = context.sentence(mention.head);
        let mut at = sentence.start;
        while at < sentence.end && found.len() < PARTNERS {
            let Some(n) = context.name(at) else {
                at += 1;
                continue;
            };
            let name = &context.names[n];
            at = name.tokens.end.max(at + 1);
            use EntityKind::{Facility, Group, Organization, Other, Person, Place, Product};
            let speaks = matches!(name.kind, Person | Organization | Product | Other | Facility | Group | Place);
            let entity = discourse.entity_of_name[n];
            if speaks && !found.iter().any(|(e, _)| *e == entity) {
                let relation = relation(context, &mention.tokens, &name.tokens);
                found.push((entity, relation << 1 | u64::from(other > m)));
            }
        }
        if found.len() == PARTNERS {
            break;
        }
    }
    found
}

/// A number for how a name stands to a document in its sentence: in its phrase, as its owner, after a preposition, or
/// before it with a verb between.
fn relation(context: &Context, document: &Range<usize>, name: &Range<usize>) -> u64 {
    if document.contains(&name.start) {
        return if context.is_possessive(name.end) { 1 } else { 2 };
    }
    if name.start >= document.end {
        let near = name.start - document.end < 5;
        let joins = |&i: &usize| lexicon::has(context.word(i), Flag::JoinsDocument);
        let by = (document.end..name.start).rev().find(joins);
        return match by {
            Some(i) => mix(context.facts(i).key, u64::from(near)) | 8,
            None => 3 + u64::from(near),
        };
    }
    let verbs = (name.end..document.start).filter(|&i| context.tag(i).is_verb()).count();
    let inside = (name.end..document.start).any(|i| context.lower(i) == "in");
    5 + u64::from(verbs == 1) + u64::from(inside && verbs < 2) * 16
}
