//! Whom a description means: "the president", "the company", "the 54-year-old".
//!
//! A definite description looks for an entity that the text has said to be that (a title, an
//! apposition), then for a body whose name holds the noun ("the fund": the International Monetary
//! Fund), then, for nouns that fit anybody of a kind, for the most recent one. Indefinites, plurals and
//! other people's people ("Cruz's lawyer") are new entities, the same one where the same words come
//! again.

use super::lexicon::{self, Determiner, NounClass};
use super::mentions::{Case, Description, Mention, Person, Pronoun, What};
use super::pronouns;
use super::resolver::{Decision, Walk};
use super::scene::{NONE, fold};
use super::sources;
use crate::names::EntityKind;
use crate::syntax::Tag;

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
    let campaign = d.noun.filter(|n| !n.plural).and_then(|n| of_person(walk, mention, n.singular));
    let words = campaign.clone().unwrap_or(words);
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
    if let Some(entity) = short_name(walk, m, d) {
        return Some(Decision { entity, rule: "short-name", confidence: 0.85 });
    }
    // "any bank" is not the bank.
    let each = matches!(&*walk.scene.lower(mention.tokens.start), "any" | "every" | "no" | "each");
    let quantified = d.determiner == Some(Determiner::Quantifier) && !each;
    let again = definite || d.determiner.is_none() || quantified;
    if again || d.owned && walk.scene.name(mention.tokens.start).is_some() {
        let words = if d.owned && campaign.is_none() { phrase(walk, mention) } else { words };
        // "the researchers": the text may have named them in other words.
        let (rule, confidence) = if definite || d.owned { ("unnamed-definite", 0.5) } else { ("unnamed", 0.82) };
        return Some(by_phrase(walk, mention, words, rule, confidence));
    }
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let key = words.join(" ");
    let entity = walk.unnamed(kind, gender, plural, words);
    if d.determiner == Some(Determiner::Indefinite) {
        walk.phrases.insert(key, entity);
    }
    Some(Decision { entity, rule: "unnamed", confidence: 0.82 })
}

/// "the Ana Cruz campaign", "Cruz's campaign" and "the Cruz campaign" are the same words.
fn of_person(walk: &Walk, mention: &Mention, noun: &str) -> Option<Vec<String>> {
    if !matches!(noun, "campaign" | "administration" | "camp" | "team") {
        return None;
    }
    let n = mention.tokens.clone().find_map(|i| walk.scene.name(i))?;
    let owner = &walk.entities[walk.entity_of_name[n]];
    let surname = owner.words.last().filter(|_| owner.kind == EntityKind::Person)?;
    Some(vec![surname.clone(), noun.to_owned()])
}

/// "the Times", "the S.E.C.", where the recognizer saw no name but the text has the long one.
fn short_name(walk: &Walk, m: usize, d: &Description) -> Option<usize> {
    let mention = &walk.mentions[m];
    let bare = d.determiner == Some(Determiner::Definite) && mention.tokens.len() == 2;
    if !bare || d.noun.is_some() || !walk.scene.is_capital(mention.head) {
        return None;
    }
    // Of several, the one mentioned last.
    let word = fold(walk.scene.word(mention.head));
    let named = walk.short_names.get(lexicon::country(&word).unwrap_or(&word))?;
    named.iter().copied().max_by_key(|&e| (recency(walk, e), walk.entities[e].mentions, std::cmp::Reverse(e)))
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
    // "the Republican nominee" is no Libertarian.
    let party = party_in(walk, d.modifiers.clone()).or(lexicon::party(noun));
    let fits = |e: usize| {
        let entity = &walk.entities[e];
        entity.kind == EntityKind::Person
            && !entity.plural
            && walk.gender_fits(e, mention.gender)
            && party.is_none_or(|p| party_of(walk, e).is_none_or(|q| p == q))
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
            let Some(shared) = shared_modifiers(walk, d, e, role) else { continue };
            // "the band leader" is not the president.
            if k > 0 && shared == 0 && d.modifiers.clone().any(|i| walk.scene.tag(i) == Tag::NN) {
                continue;
            }
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
        return Some(Decision { entity, rule: "description-again", confidence: 0.6 });
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
    let entity = most_salient(walk, m, &fits)?;
    // "the Iowa governor", "the interior minister", whom nobody has called so: likely somebody new.
    let tells = |i: usize| walk.scene.name(i).is_some() || walk.scene.tag(i) == Tag::NN;
    let new = party.is_none() && d.modifiers.clone().any(tells);
    Some(Decision { entity, rule: "description-salient", confidence: if new { 0.45 } else { 0.65 } })
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

/// How many modifiers the description shares with what the entity was said to be; none where only one of
/// them is a deputy: "the vice president" is not the president.
fn shared_modifiers(walk: &Walk, d: &Description, e: usize, noun: &str) -> Option<i32> {
    let words = |range: std::ops::Range<usize>| range.take(8).map(|i| fold(walk.scene.word(i))).collect::<Vec<_>>();
    let deputy = |words: &[String]| words.iter().any(|w| lexicon::is_deputy(w));
    let here = words(d.modifiers.clone());
    let roles = walk.entities[e].roles.iter().filter(|r| r.noun == noun);
    roles
        .map(|r| words(r.modifiers.clone()))
        .filter(|there| deputy(there) == deputy(&here))
        .map(|there| here.iter().filter(|w| w.len() > 2 && there.contains(w)).count() as i32)
        .max()
}

/// The party that a row of words names.
fn party_in(walk: &Walk, words: std::ops::Range<usize>) -> Option<u8> {
    words.take(8).find_map(|i| lexicon::party(&walk.scene.lower(i)))
}

/// The party that the text gives a person: "Republican Ana Cruz", "Ana Cruz, the Democratic nominee".
fn party_of(walk: &Walk, e: usize) -> Option<u8> {
    walk.entities[e].roles.iter().find_map(|r| lexicon::party(r.noun).or_else(|| party_in(walk, r.modifiers.clone())))
}

/// How recently an entity was mentioned, 0 to 20.
fn recency(walk: &Walk, e: usize) -> i32 {
    let back = walk.recent.iter().rev().take(WINDOW).position(|&m| walk.entity(m) == Some(e));
    back.map_or(0, |b| 20 - (b as i32).min(20))
}

/// Whom "he" would mean here.
fn most_salient(walk: &Walk, m: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let he = Pronoun { person: Person::Singular, case: Case::Subject };
    let candidates = walk.recent.iter().rev().take(WINDOW).enumerate().filter_map(|(back, &other)| {
        let e = walk.entity(other).filter(|&e| walk.entities[e].named && fits(e))?;
        Some((pronouns::salience(walk, m, other, e, he, back), std::cmp::Reverse(back), e))
    });
    candidates.max().map(|(.., e)| e)
}

/// "his wife", "Cruz's lawyer", where the text says who that is.
fn owned_person(walk: &Walk, m: usize, noun: &'static str) -> Option<Decision> {
    let own = walk.source_of[m];
    // "his lawyer" is one already met; of a person named here again, only the family is sure to be.
    let by_name = walk.scene.name(walk.mentions[m].tokens.start).is_some();
    let unique = if by_name { lexicon::is_family(noun) } else { lexicon::is_unique_to_owner(noun) };
    let known = walk.by_role.get(noun).filter(|_| unique)?;
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
        if lexicon::is_finding(noun) {
            walk.issuers.insert(noun, walk.entity_of_name[n]);
        }
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
    // "the city of Springfield".
    if walk.scene.lower_at(Some(mention.tokens.end)) == "of"
        && let Some(n) = walk.scene.name(mention.tokens.end + 1)
    {
        return Some(Decision { entity: walk.entity_of_name[n], rule: "description-place", confidence: 0.8 });
    }
    if !definite
        || mention.tokens.len() > 2
        || !matches!(noun, "country" | "nation" | "city" | "state" | "town" | "island")
    {
        return None;
    }
    let nation = matches!(noun, "country" | "nation");
    // The one that the text is about: near, and mentioned often.
    let places = walk.recent.iter().rev().take(WINDOW).enumerate().filter_map(|(back, &other)| {
        let e = walk.entity(other)?;
        let entity = &walk.entities[e];
        let country = lexicon::country(&entity.words.join(" ")).is_some();
        let fits = entity.named && entity.kind == EntityKind::Place && country == nation;
        fits.then_some((6 * entity.mentions.min(8) as i32 - back as i32, std::cmp::Reverse(back), e))
    });
    let (.., entity) = places.max()?;
    Some(Decision { entity, rule: "description-place", confidence: 0.55 })
}
