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
mod phrase;
mod search;
mod several;

use std::borrow::Cow;

use super::context::{Context, NONE};
use super::discourse::{Decision, Discourse};
use super::keys::{row_key, word_key};
use super::mentions::{Description, Mention, What};
use super::small_set::SmallSet;
use crate::lexicon::{self, Determiner, Flag, NounClass};
use crate::names::EntityKind;
use crate::rules::SpeakerRule as Sieve;
pub use bodies::head_noun;
use phrase::{LONGEST_NAME, Phrase, by_phrase};
pub use search::said_to_be;
use search::{recency, salient_place};
pub use several::taken_up;

/// The entity of description `m`.
pub fn resolve(discourse: &mut Discourse, m: usize, d: &Description) -> Option<Decision> {
    let mention = &discourse.mentions[m];
    let definite = d.determiner == Some(Determiner::Definite);
    let (phrase, is_campaign) = phrase(discourse, m, d);
    if let Some(entity) = bare_surname(discourse, m) {
        return Some(Decision { entity, sieve: Sieve::ShortName, confidence: 0.85 });
    }
    // "the Harbor Union Leader", which the recognizer has elsewhere as the Union Leader; "Acme/Harbor Post" are two.
    let joint = mention.tokens.clone().any(|i| discourse.context.word(i) == "/");
    if d.named
        && !joint
        && let Some(entity) = spelled_name(discourse, &phrase)
        && discourse.entities[entity].kind == EntityKind::Organization
    {
        return Some(Decision { entity, sieve: Sieve::DescriptionNamed, confidence: 0.85 });
    }
    // "[the Cruz administration] … the administration": named as much as where it speaks.
    let by_name = discourse.context.name(mention.tokens.start).is_some();
    if d.named || is_campaign && (definite && !d.owned || d.owned && by_name) {
        let decision = by_phrase(discourse, mention, phrase, Sieve::NamedBody, 0.9, None);
        discourse.entities[decision.entity].named = true;
        return Some(decision);
    }
    if let Some(entity) = short_name(discourse, m, d) {
        return Some(Decision { entity, sieve: Sieve::ShortName, confidence: 0.85 });
    }
    if let Some(entity) = end_of_name(discourse, m, &phrase) {
        return Some(Decision { entity, sieve: Sieve::ShortName, confidence: 0.85 });
    }
    if definite && let Some(entity) = spelled_name(discourse, &phrase) {
        return Some(Decision { entity, sieve: Sieve::DescriptionNamed, confidence: 0.85 });
    }
    if let Some(country) = governments::country(discourse, m, d) {
        let words = [&*discourse.entities[country].words, &["government".into()]].concat();
        return Some(by_phrase(discourse, mention, Phrase::Words(words), Sieve::Government, 0.75, Some([country; 2])));
    }
    if let Some(both) = several::both(discourse, m, d) {
        return Some(by_phrase(discourse, mention, phrase, Sieve::Several, 0.6, Some(both)));
    }
    if let Some(noun) = d.noun.filter(|_| !mention.plural) {
        let reaches_back = definite || d.determiner.is_none();
        let found = match noun.class {
            NounClass::Person if d.owned => owned_person(discourse, m, noun.singular),
            NounClass::Person if reaches_back => persons::resolve(discourse, m, d, noun.singular),
            NounClass::Body if definite && !d.owned => bodies::resolve(discourse, m, noun.singular),
            NounClass::Place if reaches_back && !d.owned => place(discourse, m, noun.singular, definite),
            NounClass::Document => documents::resolve(discourse, m, noun.singular, definite),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    Some(unnamed(discourse, m, d))
}

/// True for a description of somebody who, as the text says, is not to be named: "the sailor, who asked not to be identified, said".
pub fn is_anonymous(context: &Context, mention: &Mention) -> bool {
    /// Words behind the description that are looked at.
    const WORDS: usize = 14;
    let from = mention.tokens.end;
    let described = matches!(mention.what, What::Description(_)) && mention.speaks;
    if !described || !matches!(context.lower_at(Some(from + 1)), "who" | "speaking") || !context.is_comma(from) {
        return false;
    }
    let mut rest = (from..context.sentence(mention.head).end.min(from + WORDS)).map(|i| context.lower(i));
    let withheld = rest.any(|word| matches!(word, "not" | "n't" | "n’t" | "declined" | "refused" | "condition"));
    withheld && rest.any(|word| matches!(word, "named" | "identified" | "name" | "anonymity"))
}

/// Somebody who has no name: the one that the same words named before, or a new one.
pub fn unnamed(discourse: &mut Discourse, m: usize, d: &Description) -> Decision {
    let mention = &discourse.mentions[m];
    let context = discourse.context;
    let definite = d.determiner == Some(Determiner::Definite);
    let (phrase, is_campaign) = phrase(discourse, m, d);
    // "any bank" is not the bank.
    let each = matches!(context.lower(mention.tokens.start), "any" | "every" | "no" | "each");
    let quantified = d.determiner == Some(Determiner::Quantifier) && !each;
    let again = definite || d.determiner.is_none() || quantified;
    if again || d.owned && (context.name(mention.tokens.start).is_some() || is_campaign) {
        let whole = d.owned && !is_campaign;
        let phrase = if whole { Phrase::Tokens(mention.tokens.clone()) } else { phrase };
        // "the researchers": the text may have named them in other words.
        let (sieve, confidence) =
            if definite || d.owned { (Sieve::UnnamedDefinite, 0.5) } else { (Sieve::Unnamed, 0.82) };
        return by_phrase(discourse, mention, phrase, sieve, confidence, None);
    }
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let key = phrase.key(context);
    let entity = discourse.unnamed(kind, gender, plural, || phrase.words(context));
    if d.determiner == Some(Determiner::Indefinite) {
        discourse.phrases.insert(key, entity);
    }
    Decision { entity, sieve: Sieve::Unnamed, confidence: 0.82 }
}

/// The words that a description is known by, and whether it is somebody's campaign.
fn phrase<'s>(discourse: &Discourse<'_, 's>, m: usize, d: &Description) -> (Phrase<'s>, bool) {
    let campaign = d.noun.filter(|n| !n.plural).and_then(|n| of_person(discourse, m, n.singular));
    let head = discourse.mentions[m].head;
    let is_campaign = campaign.is_some();
    (campaign.map_or(Phrase::Tokens(d.first.min(head)..head + 1), Phrase::Words), is_campaign)
}

/// "the Ana Cruz campaign", "Cruz's campaign", "her campaign" and "the Cruz campaign" are the same words.
fn of_person<'s>(discourse: &Discourse<'_, 's>, m: usize, noun: &'static str) -> Option<Vec<Cow<'s, str>>> {
    if !matches!(noun, "campaign" | "administration" | "camp" | "team") {
        return None;
    }
    let tokens = discourse.mentions[m].tokens.clone();
    let named = tokens.clone().find_map(|i| discourse.context.name(i)).map(|n| discourse.entity_of_name[n]);
    // "The Cruz campaign", where the recognizer saw no name.
    let surname = || {
        let word = tokens.clone().rev().nth(1).filter(|&i| discourse.context.is_capital(i))?;
        discourse.index.by_surname.get(&discourse.context.facts(word).key)?.first().copied()
    };
    let named = named.or_else(surname);
    let owner = &discourse.entities[named.or_else(|| discourse.entity(discourse.owner(m)?))?];
    let surname = owner.words.last().filter(|_| owner.kind == EntityKind::Person)?;
    Some(vec![surname.clone(), noun.into()])
}

/// "May said", "Chief Glynn said", where the recognizer saw no person but the text has a full name that ends so.
fn bare_surname(discourse: &Discourse, m: usize) -> Option<usize> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let before = mention.tokens.start..mention.head;
    let titles = |i: usize| context.is_capital(i) && context.facts(i).determiner.is_none();
    if !mention.speaks || mention.tokens.len() > 2 || !context.is_capital(mention.head) || !before.clone().all(titles) {
        return None;
    }
    let key = &context.facts(mention.head).key;
    let first = || discourse.index.by_first_word.get(key).filter(|_| mention.tokens.len() == 1);
    let known = discourse.index.by_surname.get(key).or_else(first)?;
    known.iter().copied().max_by_key(|&e| (recency(discourse, e), discourse.entities[e].names, std::cmp::Reverse(e)))
}

/// "the Times", "the S.E.C.", where the recognizer saw no name but the text has the long one.
fn short_name(discourse: &Discourse, m: usize, d: &Description) -> Option<usize> {
    let mention = &discourse.mentions[m];
    let bare = d.determiner == Some(Determiner::Definite) && mention.tokens.len() == 2;
    // "the Journal", but not "the Library": that is weighed as a body.
    let described = d.noun.is_some_and(|n| n.class != NounClass::Document);
    if !bare || described || !discourse.context.is_capital(mention.head) {
        return None;
    }
    // Of several, the one mentioned last.
    let word = discourse.context.folded(mention.head);
    let named = discourse.index.short_names.get(&word_key(lexicon::country(word).unwrap_or(word)))?;
    named.iter().copied().max_by_key(|&e| (recency(discourse, e), discourse.entities[e].mentions, std::cmp::Reverse(e)))
}

/// "the venerable Harbor Medical Journal", "the harbor medical journal", where the text names it elsewhere.
fn spelled_name(discourse: &Discourse, phrase: &Phrase) -> Option<usize> {
    let (keys, longest) = phrase.last_keys(discourse.context);
    let last = |k: usize| row_key(keys[LONGEST_NAME - k..].iter().copied());
    (2..=longest).rev().find_map(|k| discourse.index.spelled.get(&last(k)).copied())
}

/// "state police" where the text has the Harbor State Police, "Radio 1" where it has TBC Radio 1: the last words of one longer
/// name, and no others.
fn end_of_name(discourse: &Discourse, m: usize, phrase: &Phrase) -> Option<usize> {
    let mention = &discourse.mentions[m];
    let Phrase::Tokens(tokens) = phrase else { return None };
    if !mention.speaks || tokens.len() < 2 || discourse.context.name(tokens.start).is_some() {
        return None;
    }
    discourse.index.by_last_words.get(&phrase.key(discourse.context))?.only()
}

/// "his wife", "Cruz's lawyer", where the text says who that is.
fn owned_person(discourse: &Discourse, m: usize, noun: &'static str) -> Option<Decision> {
    let own = discourse.source_of[m];
    // "his lawyer" is one already met; of a person named here again, only the family is sure to be.
    let by_name = discourse.context.name(discourse.mentions[m].tokens.start).is_some();
    let unique = if by_name {
        lexicon::has(noun, Flag::Family)
    } else {
        lexicon::has(noun, Flag::Family) || lexicon::has(noun, Flag::OneOfEach)
    };
    let owner = discourse.owner(m).and_then(|o| discourse.entity(o));
    let fits = |e: &usize| {
        Some(*e) != owner
            && discourse.gender_fits(*e, discourse.mentions[m].gender)
            && !(own != NONE && discourse.content_names(own as usize, *e))
    };
    let only = |list: Option<&SmallSet>| {
        let mut fitting = list?.iter().copied().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    // "Bob Hale … Ann Hale … his wife": of one family name.
    let family = || {
        let surname = discourse.entities[owner.filter(|_| lexicon::has(noun, Flag::Family))?].words.last()?;
        only(discourse.index.by_surname.get(&word_key(surname)))
    };
    let held = || owner.and_then(|owner| holder(discourse, m, owner, noun, fits));
    let entity = only(discourse.index.by_role.get(&word_key(noun)).filter(|_| unique)).or_else(family).or_else(held)?;
    Some(Decision { entity, sieve: Sieve::DescriptionOwned, confidence: 0.65 })
}

/// The only person whom the text gives the description's noun and all its words, with the same owner: for "Tarvia's finance minister",
/// "Tarvian Finance Minister Ana Cruz".
fn holder(
    discourse: &Discourse,
    m: usize,
    owner: usize,
    noun: &'static str,
    fits: impl Fn(&usize) -> bool,
) -> Option<usize> {
    let context = discourse.context;
    let is_owner = discourse.entities[owner].word_test();
    let asked = || discourse.mentions[m].modifiers().map(|i| context.folded(i));
    let holds = |e: &usize| {
        discourse.entities[*e].roles().iter().any(|role| {
            let said = || role.words().map(|i| context.folded(i));
            role.noun == noun && said().any(&is_owner) && asked().all(|word| said().any(|other| other == word))
        })
    };
    let list = discourse.index.by_role.get(&word_key(noun))?;
    let mut holders = list.iter().copied().filter(|e| fits(e) && holds(e));
    holders.next().filter(|_| holders.next().is_none())
}

/// "the country".
fn place(discourse: &Discourse, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &discourse.mentions[m];
    // "the city of Springfield".
    if discourse.context.lower_at(Some(mention.tokens.end)) == "of"
        && let Some(n) = discourse.context.name(mention.tokens.end + 1)
    {
        return Some(Decision { entity: discourse.entity_of_name[n], sieve: Sieve::DescriptionPlace, confidence: 0.8 });
    }
    if !definite
        || mention.tokens.len() > 2
        || !matches!(noun, "country" | "nation" | "city" | "state" | "town" | "island")
    {
        return None;
    }
    let entity = salient_place(discourse, |sort_of_place| match noun {
        "country" | "nation" => sort_of_place.country,
        "state" => sort_of_place.state,
        _ => !sort_of_place.country && !sort_of_place.state,
    })?;
    Some(Decision { entity, sieve: Sieve::DescriptionPlace, confidence: 0.55 })
}
