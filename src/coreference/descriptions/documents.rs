//! Finds who speaks where a document does: "the poll" that Acme took, "the editorial" of the one paper named, "the
//! letter" that Ortiz sent.
//!
//! A document that doesn't speak is a thing of its own. One that does speaks for whoever issued it: the body that the
//! phrase names, or named before; of what the press prints, the last paper named; of letters and messages, their
//! writer.
//!
//! What it gets wrong: reports whose authors the text names in another way; texts with two letters.

use super::search::WINDOW;
use crate::coreference::context::Relation;
use crate::coreference::discourse::{Antecedent, Decision, Discourse};
use crate::coreference::keys::word_key;
use crate::coreference::mentions::Reference;
use crate::coreference::names_in_sources;
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// How many mentions before "the letter" an earlier mention of the same letter is looked for.
const LETTER: usize = 120;

/// Decides for whom document `m` speaks, `noun` its head; `None` where it doesn't speak, or nothing tells.
pub fn resolve(discourse: &mut Discourse, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &discourse.mentions[m];
    let after = mention.tokens.start..(mention.tokens.end + 5).min(discourse.context.sentence(mention.head).end);
    if let Some(n) = names_in_sources::issuer(discourse.context, after, mention.tokens.clone()) {
        if lexicon::has(noun, Flag::Finding) || lexicon::has(noun, Flag::Printed) {
            discourse.issuers.insert(word_key(noun), discourse.entity_of_name[n]);
        }
        return None;
    }
    let new = matches!(discourse.context.lower_at(Some(mention.tokens.start + 1)), "new" | "latest" | "same");
    if !definite || !mention.speaks || mention.tokens.len() > 2 + usize::from(new) {
        return None;
    }
    let same = lexicon::documents_taken_up_by(noun);
    let issued = discourse
        .issuers
        .get(&word_key(noun))
        .or_else(|| same.iter().find_map(|n| discourse.issuers.get(&word_key(n))));
    if let Some(&entity) = issued {
        return Some(Decision { entity, rule: SpeakerRule::Issuer, confidence: 0.75 });
    }
    if lexicon::has(noun, Flag::Letter)
        && let Some(entity) = letter_writer(discourse, m, noun)
    {
        return Some(Decision { entity, rule: SpeakerRule::WriterOfLetter, confidence: 0.65 });
    }
    let entity = match noun {
        _ if lexicon::has(noun, Flag::Printed) => {
            discourse.recent(WINDOW).find_map(|&Antecedent { entity: e, .. }| {
                let entity = &discourse.entities[e];
                let media = entity.words.iter().any(|w| lexicon::has(w, Flag::Media));
                (entity.named && entity.kind == EntityKind::Organization && media).then_some(e)
            })
        }
        // "Ortiz said. The statement went on": who spoke last.
        "statement" | "release" | "announcement" | "speech" | "address" => {
            discourse.recent(20).find(|other| discourse.mentions[other.mention].speaks).map(|other| other.entity)
        }
        _ => None,
    }?;
    Some(Decision { entity, rule: SpeakerRule::Issuer, confidence: 0.6 })
}

/// The entity that wrote the letter of description `m`, by an earlier mention of it: "in [her] letter", "[Ortiz]'s
/// letter", "a letter from [Ortiz]", "[Ortiz] sent a letter"; or else by a verb: "[Ortiz] emailed the board".
fn letter_writer(discourse: &Discourse, m: usize, noun: &str) -> Option<usize> {
    let context = discourse.context;
    let first = m.saturating_sub(LETTER);
    let letters = (first..m).rev().filter(|&other| match &discourse.mentions[other].reference {
        Reference::Description(d) => d.noun.is_some_and(|n| !n.plural && is_same_letter(noun, n.singular)),
        _ => false,
    });
    for letter in letters {
        let mention = &discourse.mentions[letter];
        if mention.speaks && discourse.decisions[letter].is_some_and(|d| d.rule == SpeakerRule::WriterOfLetter) {
            return discourse.entity(letter);
        }
        let owner = discourse.owner(letter).and_then(|o| discourse.entity(o));
        if let Some(owner) = owner.filter(|&e| writes(discourse, e)) {
            return Some(owner);
        }
        let end = context.sentence(mention.head).end;
        if matches!(context.lower_at(Some(mention.tokens.end)), "from" | "by")
            && let Some(n) = (mention.tokens.end + 1..(mention.tokens.end + 5).min(end)).find_map(|i| context.name(i))
            && writes(discourse, discourse.entity_of_name[n])
        {
            return Some(discourse.entity_of_name[n]);
        }
        let sentence = context.sentence_of[mention.head];
        let in_sentence = |other: &usize| context.sentence_of[discourse.mentions[*other].head] == sentence;
        let around = letter.saturating_sub(20)..(letter + 20).min(m);
        let subjects = around.filter(in_sentence).filter(|&other| other != letter && is_subject(discourse, other));
        let fitting = |other: usize| discourse.entity(other).filter(|&e| writes(discourse, e));
        if let Some(subject) = subjects.clone().rev().find(|&o| o < letter).or_else(|| subjects.clone().next()) {
            return fitting(subject);
        }
    }
    // "Ortiz emailed the board, saying": no letter is mentioned, but the verb tells.
    let here = context.paragraph_of[discourse.mentions[m].head];
    discourse.recent(WINDOW).find_map(|&Antecedent { mention: other, entity, .. }| {
        let a = discourse.source_of[other] as usize;
        let near = here.saturating_sub(context.paragraph_of[discourse.mentions[other].head]) <= 2;
        context.attributions.get(a).filter(|_| near)?;
        let mut sentence = context.sentence(discourse.mentions[other].head).filter(|&i| context.tag(i).is_verb());
        let wrote = sentence.any(|i| {
            let word = context.lower(i);
            matches!(word, "wrote" | "writes") || word.len() > noun.len() && word.starts_with(noun)
        });
        (wrote && writes(discourse, entity)).then_some(entity)
    })
}

/// Whether a letter called `noun` can be one called `other` before: "the missive" can be the letter, but "the email"
/// can't.
fn is_same_letter(noun: &str, other: &str) -> bool {
    noun == other || matches!(noun, "missive" | "message" | "note") && lexicon::has(other, Flag::Letter)
}

/// Whether an entity can write letters.
fn writes(discourse: &Discourse, e: usize) -> bool {
    matches!(
        discourse.entities[e].kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Group
    )
}

fn is_subject(discourse: &Discourse, m: usize) -> bool {
    let mention = &discourse.mentions[m];
    mention.speaks
        || discourse.context.relation(mention.tokens.clone()) == Some(Relation::Subject)
        || mention.tokens.start == discourse.context.sentence(mention.head).start
}
