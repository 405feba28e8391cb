//! Takes a description in the first paragraph for the person or body whose name begins the next one: "A surfer who fought
//! off a shark says he is lucky.⏎⏎Jai Madden, 24, was bitten in May."
//!
//! News often opens by describing somebody whom only the next paragraph names. The description must be the subject of the
//! first sentence, or its speaker. The name must be a full one that the text has not had before; it begins the next
//! paragraph, or it is the source of the quotation that begins it.
//!
//! What it gets wrong: a next paragraph that begins with the name of somebody else and doesn't say who that is.

use super::Discourse;
use crate::coreference::context::Context;
use crate::coreference::mentions::Description;
use crate::lexicon::{self, Determiner, Fit, Flag, NounClass};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::syntax::Tag;

/// How many tokens may stand before the description in its sentence: "TOYAMA, Japan — | The machinery maker".
const DATELINE: usize = 6;

/// How many paragraphs may be headlines before the first one of the story.
const HEADLINES: u32 = 2;

/// Finds whom the next paragraph names for description `m` of the first one: two entities for "a couple" or "two
/// sisters", and the same entity twice for anybody else. `None` where the next paragraph doesn't begin so.
pub fn find(discourse: &Discourse, m: usize, d: &Description) -> Option<[usize; 2]> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    if discourse.here.paragraph > HEADLINES {
        return None;
    }
    // "A homeowner said": a noun that no list has is a person's where it speaks.
    let class = d.noun.map_or(NounClass::Person, |noun| noun.class);
    let noun = d.noun.map_or(context.lower(mention.head), |noun| noun.singular);
    let two = context.lower(mention.head) == "couple"
        || class == NounClass::Person && context.lower(mention.tokens.start) == "two";
    let article = matches!(d.determiner, Some(Determiner::Definite | Determiner::Indefinite));
    let known = two || d.noun.is_some() || mention.speaks && context.tag(mention.head) == Tag::NN;
    let one = article && !mention.plural && !lexicon::has(noun, Flag::Anonymous);
    if !(two || one) || d.owned || !known {
        return None;
    }
    let paragraph = context.paragraph(mention.head);
    let begins = mention.tokens.start <= paragraph.start + DATELINE
        && context.sentence_of[mention.head] == context.sentence_of[paragraph.start];
    let first = paragraph.start == 0 || context.is_headline(paragraph.start - 1);
    if !first
        || paragraph.end == context.len()
        || !(begins || mention.speaks && class == NounClass::Body)
        || context.is_headline(mention.head)
    {
        return None;
    }
    let n = name_that_begins(context, paragraph.end)?;
    let end = context.names[n].tokens.end;
    let and = matches!(context.lower_at(Some(end)), "and" | "&");
    let e = discourse.entity_of_name[n];
    let new = |n: usize| {
        let entity = &discourse.entities[discourse.entity_of_name[n]];
        entity.mentions == 0 && entity.first_name == n as u32 && !entity.plural
    };
    if two {
        let other = context.name(end + 1).filter(|&other| and && new(other) && new(n))?;
        let both = [e, discourse.entity_of_name[other]];
        return both.iter().all(|&e| discourse.entities[e].kind == EntityKind::Person).then_some(both);
    }
    let entity = &discourse.entities[e];
    let person = class == NounClass::Person;
    let kind = match entity.kind {
        EntityKind::Person => person && context.names[n].tokens.len() > 1,
        EntityKind::Organization | EntityKind::Product | EntityKind::Other => class == NounClass::Body,
        _ => false,
    };
    let fits = || person || lexicon::body_fits(noun, &entity.words) != Fit::Wrong;
    let same = |other: &str| other == noun || lexicon::synonyms(noun).contains(&other);
    // Whom the text calls something else is somebody else: "Ana Ruiz, a neighbour, said".
    let mut called = entity.roles().iter().map(|role| role.noun).filter(|&noun| noun != "year-old").peekable();
    let called = called.peek().is_none() || called.any(same);
    let it_is = !and && new(n) && kind && called && discourse.gender_fits(e, mention.gender) && fits();
    it_is.then_some([e; 2])
}

/// The name that begins the paragraph at token `start`, or that speaks the quotation that begins it.
fn name_that_begins(context: &Context, start: usize) -> Option<usize> {
    let quotation = context.is_quoted(start).then(|| {
        let own = |a: &&Attribution| a.content.first().is_some_and(|content| content.start == start);
        context.attributions.iter().find(own).and_then(|a| a.source.as_ref()).map(|source| source.start)
    });
    let mut at = quotation.unwrap_or(Some(start))?;
    while at < context.len() && (context.facts(at).is_title || matches!(context.lower(at), "." | "the" | "but")) {
        at += 1;
    }
    let n = context.name(at).filter(|&n| context.names[n].tokens.start == at)?;
    let end = context.names[n].tokens.end;
    (end == context.len() || !context.is_possessive(end)).then_some(n)
}
