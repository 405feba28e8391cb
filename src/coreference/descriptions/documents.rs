//! Who speaks by a document: "the poll" that Acme took, "the editorial" of the one paper named, "the letter" that Ortiz sent.
//!
//! As long as they don't speak, documents are things of their own. Those that do speak for who issued them: the body that
//! the phrase names or named before; of what the press prints, the last paper named; of letters and messages, their writer.
//!
//! What it gets wrong: reports whose authors the text names in another way; two letters.

use super::WINDOW;
use crate::coreference::lexeme::word_key;
use crate::coreference::lexicon;
use crate::coreference::mentions::What;
use crate::coreference::resolver::{Antecedent, Decision, Walk};
use crate::coreference::scene::Relation;
use crate::coreference::sieve::Sieve;
use crate::coreference::sources;
use crate::names::EntityKind;

/// How many mentions before a letter its first mention is looked for.
const LETTER: usize = 120;

/// The entity that document `m` speaks for, `noun` its head; none where it doesn't speak, or nobody knows for whom.
pub fn resolve(walk: &mut Walk, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let after = mention.tokens.start..(mention.tokens.end + 5).min(walk.scene.sentence(mention.head).end);
    if let Some(n) = sources::issuer(walk.scene, after, mention.tokens.clone()) {
        if lexicon::is_finding(noun) || lexicon::is_printed(noun) {
            walk.issuers.insert(word_key(noun), walk.entity_of_name[n]);
        }
        return None;
    }
    let new = matches!(walk.scene.lower_at(Some(mention.tokens.start + 1)), "new" | "latest" | "same");
    if !definite || !mention.speaks || mention.tokens.len() > 2 + usize::from(new) {
        return None;
    }
    let same = lexicon::same_finding(noun);
    let issued = walk.issuers.get(&word_key(noun)).or_else(|| same.iter().find_map(|n| walk.issuers.get(&word_key(n))));
    if let Some(&entity) = issued {
        return Some(Decision { entity, sieve: Sieve::Issuer, confidence: 0.75 });
    }
    if lexicon::is_letter(noun)
        && let Some(entity) = writer(walk, m, noun)
    {
        return Some(Decision { entity, sieve: Sieve::WriterOfLetter, confidence: 0.65 });
    }
    let entity = match noun {
        _ if lexicon::is_printed(noun) => walk.recent(WINDOW).find_map(|&Antecedent { entity: e, .. }| {
            let entity = &walk.entities[e];
            let media = entity.words.iter().any(|w| lexicon::is_media(w));
            (entity.named && entity.kind == EntityKind::Organization && media).then_some(e)
        }),
        // "Ortiz said. The statement went on": who spoke last.
        "statement" | "release" | "announcement" | "speech" | "address" => {
            walk.recent(20).find(|other| walk.mentions[other.mention].speaks).map(|other| other.entity)
        }
        _ => None,
    }?;
    Some(Decision { entity, sieve: Sieve::Issuer, confidence: 0.6 })
}

/// Whose "the letter" is: "in [her] letter", "[Ortiz]'s letter", "a letter from [Ortiz]", "[Ortiz] sent a letter", "[Ortiz]
/// emailed the board".
fn writer(walk: &Walk, m: usize, noun: &str) -> Option<usize> {
    let scene = walk.scene;
    let first = m.saturating_sub(LETTER);
    let letters = (first..m).rev().filter(|&other| match &walk.mentions[other].what {
        What::Description(d) => d.noun.is_some_and(|n| !n.plural && is_same_letter(noun, n.singular)),
        _ => false,
    });
    for letter in letters {
        let mention = &walk.mentions[letter];
        if mention.speaks && walk.decisions[letter].is_some_and(|d| d.sieve == Sieve::WriterOfLetter) {
            return walk.entity(letter);
        }
        let owner = walk.owner(letter).and_then(|o| walk.entity(o));
        if let Some(owner) = owner.filter(|&e| writes(walk, e)) {
            return Some(owner);
        }
        let end = scene.sentence(mention.head).end;
        if matches!(scene.lower_at(Some(mention.tokens.end)), "from" | "by")
            && let Some(n) = (mention.tokens.end + 1..(mention.tokens.end + 5).min(end)).find_map(|i| scene.name(i))
            && writes(walk, walk.entity_of_name[n])
        {
            return Some(walk.entity_of_name[n]);
        }
        let sentence = scene.sentence_of[mention.head];
        let in_sentence = |other: &usize| scene.sentence_of[walk.mentions[*other].head] == sentence;
        let around = letter.saturating_sub(20)..(letter + 20).min(m);
        let subjects = around.filter(in_sentence).filter(|&other| other != letter && is_subject(walk, other));
        let fitting = |other: usize| walk.entity(other).filter(|&e| writes(walk, e));
        if let Some(subject) = subjects.clone().rev().find(|&o| o < letter).or_else(|| subjects.clone().next()) {
            return fitting(subject);
        }
    }
    // "Ortiz emailed the board, saying": no letter, but the verb.
    let here = scene.paragraph_of[walk.mentions[m].head];
    walk.recent(WINDOW).find_map(|&Antecedent { mention: other, entity, .. }| {
        let a = walk.source_of[other] as usize;
        let near = here - scene.paragraph_of[walk.mentions[other].head] <= 2;
        scene.attributions.get(a).filter(|_| near)?;
        let mut sentence = scene.sentence(walk.mentions[other].head).filter(|&i| scene.tag(i).is_verb());
        let wrote = sentence.any(|i| {
            let word = scene.lower(i);
            matches!(word, "wrote" | "writes") || word.len() > noun.len() && word.starts_with(noun)
        });
        (wrote && writes(walk, entity)).then_some(entity)
    })
}

/// "the missive" is the letter, but "the email" is not.
fn is_same_letter(noun: &str, other: &str) -> bool {
    noun == other || matches!(noun, "missive" | "message" | "note") && lexicon::is_letter(other)
}

/// Whether an entity can write letters.
fn writes(walk: &Walk, e: usize) -> bool {
    matches!(
        walk.entities[e].kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Group
    )
}

fn is_subject(walk: &Walk, m: usize) -> bool {
    let mention = &walk.mentions[m];
    mention.speaks
        || walk.scene.relation(mention.tokens.clone()) == Some(Relation::Subject)
        || mention.tokens.start == walk.scene.sentence(mention.head).start
}
