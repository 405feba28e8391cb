//! Whom a description means: "the president", "the company", "the 54-year-old".
//!
//! A definite description of a person or a body weighs all whom the text has mentioned (see `persons` and `bodies`); where
//! nobody has enough for it, it is somebody without a name, and not whoever is near. Indefinites, plurals and
//! other people's people ("Cruz's lawyer") are new entities, the same one where the same words come
//! again.

mod bodies;
mod documents;
mod governments;
mod persons;
mod several;

use std::borrow::Cow;
use std::ops::Range;

use super::few::Few;
use super::lexeme::{row_key, word_key};
use super::lexicon::{self, Determiner, NounClass};
use super::mentions::{Description, Mention};
use super::resolver::{Antecedent, Decision, Entity, Land, Walk};
use super::scene::{NONE, Scene};
use super::sieve::Sieve;
use crate::names::EntityKind;

/// How many mentions a search goes back.
const WINDOW: usize = 60;

/// Names of more words are not looked for in descriptions.
const LONGEST_NAME: usize = 5;

/// The entity of description `m`.
pub fn resolve(walk: &mut Walk, m: usize, d: &Description) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let scene = walk.scene;
    let definite = d.determiner == Some(Determiner::Definite);
    let campaign = d.noun.filter(|n| !n.plural).and_then(|n| of_person(walk, m, n.singular));
    let own = d.first.min(mention.head)..mention.head + 1;
    let is_campaign = campaign.is_some();
    let phrase = campaign.map_or(Phrase::Tokens(own), Phrase::Words);
    // "[the Cruz administration] … the administration": named as much as where it speaks.
    if d.named || is_campaign && definite && !d.owned {
        let decision = by_phrase(walk, mention, phrase, Sieve::NamedBody, 0.9, None);
        walk.entities[decision.entity].named = true;
        return Some(decision);
    }
    if let Some(entity) = short_name(walk, m, d) {
        return Some(Decision { entity, sieve: Sieve::ShortName, confidence: 0.85 });
    }
    if definite && let Some(entity) = spelled_name(walk, &phrase) {
        return Some(Decision { entity, sieve: Sieve::DescriptionNamed, confidence: 0.85 });
    }
    if let Some(country) = governments::country(walk, m, d) {
        let words = [&*walk.entities[country].words, &["government".into()]].concat();
        return Some(by_phrase(walk, mention, Phrase::Words(words), Sieve::Government, 0.75, Some(country)));
    }
    if let Some(first) = several::first(walk, m, d) {
        return Some(by_phrase(walk, mention, phrase, Sieve::Several, 0.6, Some(first)));
    }
    if let Some(noun) = d.noun.filter(|_| !mention.plural) {
        let reaches_back = definite || d.determiner.is_none();
        let found = match noun.class {
            NounClass::Person if d.owned => owned_person(walk, m, noun.singular),
            NounClass::Person if reaches_back => persons::resolve(walk, m, d, noun.singular),
            NounClass::Body if definite && !d.owned => bodies::resolve(walk, m, noun.singular),
            NounClass::Place if reaches_back && !d.owned => place(walk, m, noun.singular, definite),
            NounClass::Document => documents::resolve(walk, m, noun.singular, definite),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    // "any bank" is not the bank.
    let each = matches!(scene.lower(mention.tokens.start), "any" | "every" | "no" | "each");
    let quantified = d.determiner == Some(Determiner::Quantifier) && !each;
    let again = definite || d.determiner.is_none() || quantified;
    if again || d.owned && (scene.name(mention.tokens.start).is_some() || is_campaign) {
        let whole = d.owned && !is_campaign;
        let phrase = if whole { Phrase::Tokens(mention.tokens.clone()) } else { phrase };
        // "the researchers": the text may have named them in other words.
        let (sieve, confidence) =
            if definite || d.owned { (Sieve::UnnamedDefinite, 0.5) } else { (Sieve::Unnamed, 0.82) };
        return Some(by_phrase(walk, mention, phrase, sieve, confidence, None));
    }
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let key = phrase.key(scene);
    let entity = walk.unnamed(kind, gender, plural, || phrase.words(scene));
    if d.determiner == Some(Determiner::Indefinite) {
        walk.phrases.insert(key, entity);
    }
    Some(Decision { entity, sieve: Sieve::Unnamed, confidence: 0.82 })
}

/// "the Ana Cruz campaign", "Cruz's campaign", "her campaign" and "the Cruz campaign" are the same words.
fn of_person<'s>(walk: &Walk<'_, 's>, m: usize, noun: &'static str) -> Option<Vec<Cow<'s, str>>> {
    if !matches!(noun, "campaign" | "administration" | "camp" | "team") {
        return None;
    }
    let tokens = walk.mentions[m].tokens.clone();
    let named = tokens.clone().find_map(|i| walk.scene.name(i)).map(|n| walk.entity_of_name[n]);
    // "The Cruz campaign", where the recognizer saw no name.
    let surname = || {
        let word = tokens.clone().rev().nth(1).filter(|&i| walk.scene.is_capital(i))?;
        walk.by_surname.get(&walk.scene.lexeme(word).key)?.first().copied()
    };
    let named = named.or_else(surname);
    let owner = &walk.entities[named.or_else(|| walk.entity(walk.owner(m)?))?];
    let surname = owner.words.last().filter(|_| owner.kind == EntityKind::Person)?;
    Some(vec![surname.clone(), noun.into()])
}

/// "the Times", "the S.E.C.", where the recognizer saw no name but the text has the long one.
fn short_name(walk: &Walk, m: usize, d: &Description) -> Option<usize> {
    let mention = &walk.mentions[m];
    let bare = d.determiner == Some(Determiner::Definite) && mention.tokens.len() == 2;
    // "the Journal", but not "the Library": that is weighed as a body.
    let described = d.noun.is_some_and(|n| n.class != NounClass::Document);
    if !bare || described || !walk.scene.is_capital(mention.head) {
        return None;
    }
    // Of several, the one mentioned last.
    let word = walk.scene.folded(mention.head);
    let named = walk.short_names.get(&word_key(lexicon::country(word).unwrap_or(word)))?;
    named.iter().copied().max_by_key(|&e| (recency(walk, e), walk.entities[e].mentions, std::cmp::Reverse(e)))
}

/// "the venerable Harbor Medical Journal", "the harbor medical journal", where the text names it elsewhere.
fn spelled_name(walk: &Walk, phrase: &Phrase) -> Option<usize> {
    let (keys, longest) = phrase.last_keys(walk.scene);
    let last = |k: usize| row_key(keys[LONGEST_NAME - k..].iter().copied());
    (2..=longest).rev().find_map(|k| walk.spelled.get(&last(k)).copied())
}

/// The words that a description is known by.
enum Phrase<'s> {
    /// Those that stand there.
    Tokens(Range<usize>),
    /// Others that mean the same.
    Words(Vec<Cow<'s, str>>),
}

impl<'s> Phrase<'s> {
    /// Its words among the tokens.
    fn of(scene: &Scene, tokens: &Range<usize>) -> impl Iterator<Item = usize> {
        tokens.clone().filter(|&i| scene.lexeme(i).alphanumeric)
    }

    /// What its last words are known by, at the end of the list, and how many there are.
    fn last_keys(&self, scene: &Scene) -> ([u64; LONGEST_NAME], usize) {
        let (mut last, mut count) = ([0; LONGEST_NAME], 0);
        let mut add = |key| {
            last.rotate_left(1);
            last[LONGEST_NAME - 1] = key;
            count += 1;
        };
        match self {
            Phrase::Tokens(tokens) => Phrase::of(scene, tokens).for_each(|i| add(scene.lexeme(i).key)),
            Phrase::Words(words) => words.iter().for_each(|word| add(word_key(word))),
        }
        (last, count.min(LONGEST_NAME))
    }

    /// What all of them are known by.
    fn key(&self, scene: &Scene) -> u64 {
        match self {
            Phrase::Tokens(tokens) => row_key(Phrase::of(scene, tokens).map(|i| scene.lexeme(i).key)),
            Phrase::Words(words) => row_key(words.iter().map(|word| word_key(word))),
        }
    }

    /// The folded words.
    fn words(self, scene: &'s Scene) -> Vec<Cow<'s, str>> {
        match self {
            Phrase::Tokens(tokens) => Phrase::of(scene, &tokens).map(|i| scene.folded(i).into()).collect(),
            Phrase::Words(words) => words,
        }
    }
}

/// The entity that the same words named before, or a new one: "officials … the officials". `voice` is who is shown as its
/// speaker.
fn by_phrase<'s>(
    walk: &mut Walk<'_, 's>,
    mention: &Mention,
    phrase: Phrase<'s>,
    sieve: Sieve,
    confidence: f32,
    voice: Option<usize>,
) -> Decision {
    let (key, scene) = (phrase.key(walk.scene), walk.scene);
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let same = |e: &Entity| e.kind == kind && e.voice() == voice;
    let known = walk.phrases.get(&key).copied().filter(|&e| same(&walk.entities[e]));
    let entity = known.unwrap_or_else(|| walk.unnamed(kind, gender, plural, || phrase.words(scene)));
    if let Some(voice) = voice {
        walk.entities[entity].speak_by(voice);
    }
    walk.phrases.insert(key, entity);
    Decision { entity, sieve, confidence }
}

/// Those whom the text says to be that, or says so in another word; some more than once.
fn said_to_be<'w>(walk: &'w Walk, noun: &'static str) -> impl Iterator<Item = usize> + 'w {
    let roles = std::iter::once(noun).chain(lexicon::synonyms(noun).iter().copied());
    roles.filter_map(|role| walk.by_role.get(&word_key(role))).flat_map(|few| few.iter().copied())
}

/// How recently an entity was mentioned, 0 to 20.
fn recency(walk: &Walk, e: usize) -> i32 {
    let back = walk.recent(WINDOW).position(|other| other.entity == e);
    back.map_or(0, |b| 20 - (b as i32).min(20))
}

/// "his wife", "Cruz's lawyer", where the text says who that is.
fn owned_person(walk: &Walk, m: usize, noun: &'static str) -> Option<Decision> {
    let own = walk.source_of[m];
    // "his lawyer" is one already met; of a person named here again, only the family is sure to be.
    let by_name = walk.scene.name(walk.mentions[m].tokens.start).is_some();
    let unique = if by_name { lexicon::is_family(noun) } else { lexicon::is_unique_to_owner(noun) };
    let owner = walk.owner(m).and_then(|o| walk.entity(o));
    let fits = |e: &usize| {
        Some(*e) != owner
            && walk.gender_fits(*e, walk.mentions[m].gender)
            && !(own != NONE && walk.content_names(own as usize, *e))
    };
    let only = |list: Option<&Few>| {
        let mut fitting = list?.iter().copied().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    // "Bob Hale … Ann Hale … his wife": of one family name.
    let family = || {
        let surname = walk.entities[owner.filter(|_| lexicon::is_family(noun))?].words.last()?;
        only(walk.by_surname.get(&word_key(surname)))
    };
    let entity = only(walk.by_role.get(&word_key(noun)).filter(|_| unique)).or_else(family)?;
    Some(Decision { entity, sieve: Sieve::DescriptionOwned, confidence: 0.65 })
}

/// "the country".
fn place(walk: &Walk, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &walk.mentions[m];
    // "the city of Springfield".
    if walk.scene.lower_at(Some(mention.tokens.end)) == "of"
        && let Some(n) = walk.scene.name(mention.tokens.end + 1)
    {
        return Some(Decision { entity: walk.entity_of_name[n], sieve: Sieve::DescriptionPlace, confidence: 0.8 });
    }
    if !definite
        || mention.tokens.len() > 2
        || !matches!(noun, "country" | "nation" | "city" | "state" | "town" | "island")
    {
        return None;
    }
    let entity = salient_place(walk, |land| match noun {
        "country" | "nation" => land.country,
        "state" => land.state,
        _ => !land.country && !land.state,
    })?;
    Some(Decision { entity, sieve: Sieve::DescriptionPlace, confidence: 0.55 })
}

/// Of the places of a sort, the one that the text is about: near, and mentioned often.
fn salient_place(walk: &Walk, fits: impl Fn(Land) -> bool) -> Option<usize> {
    let places = walk.recent(WINDOW).enumerate().filter_map(|(back, &Antecedent { entity: e, .. })| {
        let entity = &walk.entities[e];
        let fits = entity.land.is_some_and(&fits);
        fits.then_some((6 * entity.mentions.min(8) as i32 - back as i32, std::cmp::Reverse(back), e))
    });
    places.max().map(|(.., entity)| entity)
}
