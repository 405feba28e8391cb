//! Whom a description means: "the president", "the company", "the 54-year-old".
//!
//! A definite description looks for an entity that the text has said to be that (a title, an
//! apposition), then for a body whose name holds the noun ("the fund": the International Monetary
//! Fund), then, for nouns that fit anybody of a kind, for the most recent one. Indefinites, plurals and
//! other people's people ("Cruz's lawyer") are new entities, the same one where the same words come
//! again.

use super::lexicon::{self, Determiner, NounClass};
use super::mentions::{Description, Mention, What};
use super::resolver::{Decision, Walk};
use super::scene::{NONE, fold};
use super::sources;
use crate::annotations::EntityKind;

/// How many mentions a search goes back.
const WINDOW: usize = 60;

/// The entity of description `m`.
pub fn resolve(walk: &mut Walk, m: usize, d: &Description) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let words: Vec<String> = (d.modifiers.start.min(mention.head)..mention.head + 1)
        .filter(|&i| walk.scene.word(i).starts_with(char::is_alphanumeric))
        .map(|i| fold(walk.scene.word(i)))
        .collect();
    let definite = d.determiner == Some(Determiner::Definite);
    if d.named {
        let decision = by_phrase(walk, mention, words, "named-body", 0.9);
        walk.entities[decision.entity].named = true;
        return Some(decision);
    }
    if let Some(noun) = d.noun.filter(|_| !mention.plural) {
        let reaches_back = definite || d.determiner.is_none();
        let found = match noun.class {
            NounClass::Person if d.owned => owned_person(walk, m, noun.singular),
            NounClass::Person if reaches_back => person(walk, m, d, noun.singular, definite),
            NounClass::Body if reaches_back && !d.owned => body(walk, m, noun.singular, definite),
            NounClass::Place if reaches_back && !d.owned => place(walk, m, noun.singular, definite),
            NounClass::Document => document(walk, m, noun.singular, definite),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    let again = definite || d.determiner.is_none() || d.determiner == Some(Determiner::Quantifier);
    if again || d.owned && walk.scene.name(mention.tokens.start).is_some() {
        let words = if d.owned { phrase(walk, mention) } else { words };
        // "the researchers": the text may have named them in other words.
        let (rule, confidence) = if definite || d.owned { ("unnamed-definite", 0.7) } else { ("unnamed", 0.88) };
        return Some(by_phrase(walk, mention, words, rule, confidence));
    }
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let key = words.join(" ");
    let entity = walk.unnamed(kind, gender, plural, words);
    if d.determiner == Some(Determiner::Indefinite) {
        walk.phrases.insert(key, entity);
    }
    Some(Decision { entity, rule: "unnamed", confidence: 0.88 })
}

fn phrase(walk: &Walk, mention: &Mention) -> Vec<String> {
    mention
        .tokens
        .clone()
        .filter(|&i| !walk.scene.is_possessive(i) && walk.scene.word(i).starts_with(char::is_alphanumeric))
        .map(|i| fold(walk.scene.word(i)))
        .collect()
}

/// The entity that the same words named before, or a new one: "officials … the officials".
fn by_phrase(walk: &mut Walk, mention: &Mention, words: Vec<String>, rule: &'static str, confidence: f32) -> Decision {
    let key = words.join(" ");
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let known = walk.phrases.get(&key).copied().filter(|&e| walk.entities[e].kind == kind);
    let entity = known.unwrap_or_else(|| walk.unnamed(kind, gender, plural, words));
    walk.phrases.insert(key, entity);
    Decision { entity, rule, confidence }
}

/// "the senator", "the California congressman", "the man".
fn person(walk: &Walk, m: usize, d: &Description, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let own = walk.source_of[m];
    let fits = |e: usize| {
        let entity = &walk.entities[e];
        entity.kind == EntityKind::Person
            && !entity.plural
            && walk.gender_fits(e, mention.gender)
            && !(own != NONE && walk.content_names(own as usize, e))
    };
    let headline = !definite && walk.scene.is_headline(mention.head);
    // Entities with the role, the most recently mentioned first.
    let mut best: Option<(i32, usize)> = None;
    let synonyms = lexicon::synonyms(noun);
    for (k, role) in std::iter::once(&noun).chain(synonyms).enumerate() {
        for &e in walk.by_role.get(role).map_or(&[][..], Vec::as_slice) {
            if !fits(e) || !(definite || headline) && k > 0 || noun == "year-old" && !is_aged(walk, mention.head, e) {
                continue;
            }
            let shared = shared_modifiers(walk, d, e, role);
            let mut score = if k == 0 { 40 } else { 20 } + 25 * shared;
            score += recency(walk, e);
            score += walk.entities[e].mentions.min(10) as i32;
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, e));
            }
        }
    }
    let again = if definite { described_before(walk, noun, &fits) } else { None };
    // "a spokesman … the spokesman": whoever of the two came last.
    if let Some((back, entity)) = again
        && best.is_none_or(|(_, e)| recency(walk, e) < 20 - (back as i32).min(20))
    {
        return Some(Decision { entity, rule: "description-again", confidence: 0.7 });
    }
    if let Some((_, entity)) = best {
        return Some(if headline {
            Decision { entity, rule: "description-headline", confidence: 0.6 }
        } else {
            Decision { entity, rule: "description-role", confidence: 0.8 }
        });
    }
    if !definite {
        return None;
    }
    // Whoever was spoken of last.
    if !(lexicon::is_returning_person(noun) || mention.speaks && !lexicon::is_anonymous(noun)) {
        return None;
    }
    let entity = most_salient(walk, &fits)?;
    Some(Decision { entity, rule: "description-salient", confidence: 0.5 })
}

/// "the 54-year-old": of the people whose age the text gives, the one of that age.
fn is_aged(walk: &Walk, head: usize, e: usize) -> bool {
    let word = walk.scene.word(head);
    let age = &word[..word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len())];
    walk.entities[e]
        .roles
        .iter()
        .any(|r| r.noun == "year-old" && walk.scene.word(r.modifiers.start).trim_start_matches('-').starts_with(age))
}

/// The last person described, not named, by this noun: "a woman … the woman".
fn described_before(walk: &Walk, noun: &str, fits: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    walk.recent.iter().rev().take(WINDOW).enumerate().find_map(|(back, &other)| {
        let e = walk.entity(other)?;
        let described = matches!(&walk.mentions[other].what, What::Description(d)
            if d.noun.is_some_and(|n| n.singular == noun) && !d.owned);
        (!walk.entities[e].named && described && fits(e)).then_some((back, e))
    })
}

fn shared_modifiers(walk: &Walk, d: &Description, e: usize, noun: &str) -> i32 {
    walk.entities[e]
        .roles
        .iter()
        .filter(|r| r.noun == noun)
        .map(|r| {
            let shares = |i: usize| {
                let word = fold(walk.scene.word(i));
                word.len() > 2 && r.modifiers.clone().take(8).any(|k| fold(walk.scene.word(k)) == word)
            };
            d.modifiers.clone().take(8).filter(|&i| shares(i)).count() as i32
        })
        .max()
        .unwrap_or(0)
}

/// How recently an entity was mentioned, 0 to 20.
fn recency(walk: &Walk, e: usize) -> i32 {
    let back = walk.recent.iter().rev().take(WINDOW).position(|&m| walk.entity(m) == Some(e));
    back.map_or(0, |b| 20 - (b as i32).min(20))
}

fn most_salient(walk: &Walk, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    for (back, &other) in walk.recent.iter().rev().take(WINDOW).enumerate() {
        let Some(e) = walk.entity(other) else { continue };
        if !walk.entities[e].named || !fits(e) {
            continue;
        }
        let mut score = 40 - back as i32 + 2 * walk.entities[e].mentions.min(12) as i32;
        if walk.mentions[other].speaks {
            score += 10;
        }
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, e));
        }
    }
    best.map(|(_, e)| e)
}

/// "his wife", "Cruz's lawyer", where the text says who that is.
fn owned_person(walk: &Walk, m: usize, noun: &'static str) -> Option<Decision> {
    let own = walk.source_of[m];
    let known = walk.by_role.get(noun).filter(|_| lexicon::is_unique_to_owner(noun))?;
    let mut fitting = known.iter().copied().filter(|&e| {
        walk.gender_fits(e, walk.mentions[m].gender) && !(own != NONE && walk.content_names(own as usize, e))
    });
    let entity = fitting.next()?;
    fitting.next().is_none().then_some(Decision { entity, rule: "description-owned", confidence: 0.65 })
}

/// "the poll" after "a poll by Acme", "the article" where one paper is named, "the statement": they speak
/// for who issued them. As long as they don't speak, they are things of their own.
fn document(walk: &mut Walk, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let after = mention.tokens.start..(mention.tokens.end + 5).min(walk.scene.sentence(mention.head).end);
    if let Some(n) = sources::issuer(walk.scene, after, mention.tokens.clone()) {
        walk.issuers.insert(noun, walk.entity_of_name[n]);
        return None;
    }
    if !definite || !mention.speaks || mention.tokens.len() > 2 {
        return None;
    }
    if let Some(&entity) = walk.issuers.get(noun) {
        return Some(Decision { entity, rule: "issuer", confidence: 0.75 });
    }
    let recent = || walk.recent.iter().rev().take(WINDOW);
    let entity = match noun {
        "piece" | "article" | "story" | "editorial" | "column" | "op-ed" | "headline" => recent().find_map(|&other| {
            let e = walk.entity(other)?;
            let entity = &walk.entities[e];
            let media = entity.words.iter().any(|w| lexicon::is_media(w));
            (entity.named && entity.kind == EntityKind::Organization && media).then_some(e)
        }),
        "statement" => {
            recent().take(20).find(|&&other| walk.mentions[other].speaks).and_then(|&other| walk.entity(other))
        }
        _ => None,
    }?;
    Some(Decision { entity, rule: "issuer", confidence: 0.6 })
}

/// "the fund", "the company".
fn body(walk: &Walk, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    if !definite {
        return None;
    }
    let is_body = |e: usize| walk.entities[e].kind == EntityKind::Organization;
    let mention = &walk.mentions[m];
    let bare = mention.tokens.len() <= 2;
    let press =
        matches!(noun, "newspaper" | "paper" | "magazine" | "network" | "publication" | "outlet" | "daily" | "tabloid");
    // "the Cruz campaign" is not the Li campaign.
    let named_after_it = |words: &[String]| {
        mention
            .tokens
            .clone()
            .filter(|&i| walk.scene.name(i).is_some())
            .all(|i| words.contains(&fold(walk.scene.word(i))))
    };
    let mut generic: Option<usize> = None;
    for &other in walk.recent.iter().rev().take(WINDOW) {
        let Some(e) = walk.entity(other).filter(|&e| is_body(e)) else { continue };
        let entity = &walk.entities[e];
        let named = entity.words.last().is_some_and(|w| w == noun);
        let said = entity.roles.iter().any(|r| r.noun == noun || lexicon::synonyms(noun).contains(&r.noun));
        let same = named && (entity.named || bare && !is_owned(walk, other)) && named_after_it(&entity.words);
        if same || said && bare {
            return Some(Decision { entity: e, rule: "description-body", confidence: 0.8 });
        }
        if entity.named && generic.is_none() && (!press || entity.words.iter().any(|w| lexicon::is_media(w))) {
            generic = Some(e);
        }
    }
    let entity = generic.filter(|_| bare && lexicon::is_returning_body(noun))?;
    Some(Decision { entity, rule: "description-recent-body", confidence: 0.55 })
}

fn is_owned(walk: &Walk, m: usize) -> bool {
    matches!(&walk.mentions[m].what, What::Description(d) if d.owned)
}

/// "the country".
fn place(walk: &Walk, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &walk.mentions[m];
    if !definite
        || mention.tokens.len() > 2
        || !matches!(noun, "country" | "nation" | "city" | "state" | "town" | "island")
    {
        return None;
    }
    let nation = matches!(noun, "country" | "nation");
    walk.recent.iter().rev().take(WINDOW).find_map(|&other| {
        let e = walk.entity(other)?;
        let entity = &walk.entities[e];
        let country = lexicon::country(&entity.words.join(" ")).is_some();
        (entity.named && entity.kind == EntityKind::Place && (country || !nation)).then_some(Decision {
            entity: e,
            rule: "description-place",
            confidence: 0.55,
        })
    })
}
