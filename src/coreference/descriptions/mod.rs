//! Which entity a description stands for: "the president", "the company", "the 54-year-old".
//!
//! For a definite description of a person or a body, all whom the text has mentioned are weighed (see `persons` and
//! `bodies`); where nobody has points enough, it is somebody without a name, and not whoever is near. Indefinite
//! descriptions, plurals and those of somebody's people ("Cruz's lawyer") are new entities, the same one where the same
//! words come again.

mod bodies;
mod documents;
mod governments;
mod named_next;
mod persons;
mod phrase;
mod search;
mod several;
mod subject_before;

use std::borrow::Cow;

use super::context::{Context, NONE};
use super::discourse::{Decision, Discourse};
use super::keys::{row_key, word_key};
use super::mentions::{Description, Mention, Reference};
use super::roles::Role;
use super::small_set::SmallSet;
use crate::lexicon::{self, Determiner, Flag, NounClass};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
pub use bodies::{cause, head_noun, is_for_cause};
use persons::serves_elsewhere;
pub use phrase::named_behind;
use phrase::{LONGEST_NAME, Phrase, by_phrase};
pub use search::{is_of_another_people, is_of_people, names_people, said_to_be};
use search::{recency, salient_place};
pub use several::taken_up;

/// Decides which entity description `m` stands for: one met before, or one without a name.
pub fn resolve(discourse: &mut Discourse, m: usize, d: &Description) -> Decision {
    let mention = &discourse.mentions[m];
    let definite = d.determiner == Some(Determiner::Definite);
    let (phrase, is_campaign) = phrase(discourse, m, d);
    if let Some(entity) = bare_surname(discourse, m) {
        return Decision { entity, rule: SpeakerRule::ShortName, confidence: 0.85 };
    }
    // "the Harbor Union Leader", which the recognizer has elsewhere as the Union Leader; but "Acme/Harbor Post" are
    // two.
    let joint = mention.tokens.clone().any(|i| discourse.context.word(i) == "/");
    if d.named
        && !joint
        && let Some(entity) = spelled_name(discourse, &phrase)
        && discourse.entities[entity].kind == EntityKind::Organization
    {
        return Decision { entity, rule: SpeakerRule::DescriptionNamed, confidence: 0.85 };
    }
    // "the Cruz administration" is a name wherever it stands, and not only where it speaks.
    let by_name = discourse.context.name(mention.tokens.start).is_some();
    if d.named || is_campaign && (definite && !d.owned || d.owned && by_name) {
        let decision = by_phrase(discourse, mention, phrase, SpeakerRule::NamedBody, 0.9, None);
        discourse.entities[decision.entity].named = true;
        return decision;
    }
    if let Some(entity) = short_name(discourse, m, d) {
        return Decision { entity, rule: SpeakerRule::ShortName, confidence: 0.85 };
    }
    if let Some(entity) = end_of_name(discourse, m, &phrase) {
        return Decision { entity, rule: SpeakerRule::ShortName, confidence: 0.85 };
    }
    // "the Liberal Democrat" and "the Sri Lankan" are persons, though the text names that party and people.
    let person = d.noun.is_some_and(|noun| noun.class == NounClass::Person);
    let former = || mention.tokens.clone().any(|i| discourse.context.lower(i) == "former");
    let people = |e: usize| discourse.entities[e].kind == EntityKind::Group && !mention.plural;
    if definite
        && !person
        && let Some(entity) = spelled_name(discourse, &phrase)
        && !people(entity)
        && !former()
    {
        return Decision { entity, rule: SpeakerRule::DescriptionNamed, confidence: 0.85 };
    }
    if let Some(country) = governments::country(discourse, m, d) {
        let words = [&*discourse.entities[country].words, &["government".into()]].concat();
        let phrase = Phrase::Substitute(words);
        return by_phrase(discourse, mention, phrase, SpeakerRule::Government, 0.75, Some([country; 2]));
    }
    if let Some(both) = several::both(discourse, m, d) {
        return by_phrase(discourse, mention, phrase, SpeakerRule::Several, 0.6, Some(both));
    }
    if d.noun.is_none()
        && let Some(entity) = search::only_of_people(discourse, m, d)
    {
        return Decision { entity, rule: SpeakerRule::DescriptionRole, confidence: 0.8 };
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
        let told = |found: &Decision| found.rule != SpeakerRule::DescriptionSalient;
        if let Some(found) = found.filter(told).or_else(|| subject_before::decide(discourse, m, d)).or(found) {
            return found;
        }
    } else if let Some(found) = subject_before::decide(discourse, m, d) {
        return found;
    }
    if let Some(both) = named_next::find(discourse, m, d) {
        if both[0] != both[1] {
            return by_phrase(discourse, mention, phrase, SpeakerRule::NamedNext, 0.7, Some(both));
        }
        return Decision { entity: both[0], rule: SpeakerRule::NamedNext, confidence: 0.8 };
    }
    unnamed(discourse, m, d)
}

/// True for a description of somebody who, as the text says, is not to be named: "the sailor, who asked not to be
/// identified, said".
pub fn is_anonymous(context: &Context, mention: &Mention) -> bool {
    /// How many tokens after the description are looked at.
    const WORDS: usize = 14;
    let from = mention.tokens.end;
    let described = matches!(mention.reference, Reference::Description(_)) && mention.speaks;
    if !described || !matches!(context.lower_at(Some(from + 1)), "who" | "speaking") || !context.is_comma(from) {
        return false;
    }
    let mut rest = (from..context.sentence(mention.head).end.min(from + WORDS)).map(|i| context.lower(i));
    let withheld = rest.any(|word| matches!(word, "not" | "n't" | "n’t" | "declined" | "refused" | "condition"));
    withheld && rest.any(|word| matches!(word, "named" | "identified" | "name" | "anonymity"))
}

/// Gives description `m` to an entity without a name: the one that the same words described before, or a new one.
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
        // "the researchers" may be named in the text in other words, so this is less sure.
        let (rule, confidence) =
            if definite || d.owned { (SpeakerRule::UnnamedDefinite, 0.5) } else { (SpeakerRule::Unnamed, 0.82) };
        return by_phrase(discourse, mention, phrase, rule, confidence, None);
    }
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let key = phrase.key(context);
    let entity = discourse.unnamed(kind, gender, plural, || phrase.words(context));
    if d.determiner == Some(Determiner::Indefinite) {
        discourse.phrases.insert(key, entity);
    }
    Decision { entity, rule: SpeakerRule::Unnamed, confidence: 0.82 }
}

/// The words by which description `m` is found again, and whether they are those of somebody's campaign, administration
/// or team.
fn phrase<'s>(discourse: &Discourse<'_, 's>, m: usize, d: &Description) -> (Phrase<'s>, bool) {
    let campaign = d.noun.filter(|n| !n.plural).and_then(|n| of_person(discourse, m, n.singular));
    let head = discourse.mentions[m].head;
    let is_campaign = campaign.is_some();
    (campaign.map_or(Phrase::Tokens(d.first.min(head)..head + 1), Phrase::Substitute), is_campaign)
}

/// The words that stand for a person's campaign, administration, camp or team, however the text calls it: "cruz",
/// "campaign" for "the Ana Cruz campaign", "Cruz's campaign", "her campaign" and "the Cruz campaign". `None` for other
/// nouns, or where no person owns it.
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

/// The person whose full name has speaking description `m` as its surname or first word, where the recognizer saw no
/// name: "May said", "Chief Glynn said". Of several, the one mentioned last.
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

/// The body or country whose short name description `m` is, where the recognizer saw no name but the text has the long
/// one: "the Times", "the S.E.C.".
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

/// The entity whose whole name ends a description, in capitals or not: "the venerable Harbor Medical Journal", "the
/// harbor medical journal", where the text names it elsewhere.
fn spelled_name(discourse: &Discourse, phrase: &Phrase) -> Option<usize> {
    let (keys, longest) = phrase.last_keys(discourse.context);
    let last = |k: usize| row_key(keys[LONGEST_NAME - k..].iter().copied());
    (2..=longest).rev().find_map(|k| discourse.index.spelled.get(&last(k)).copied())
}

/// The entity whose name ends in all words of speaking description `m`, if there is only one: "state police" where the
/// text has the Harbor State Police, "Radio 1" where it has TBC Radio 1.
fn end_of_name(discourse: &Discourse, m: usize, phrase: &Phrase) -> Option<usize> {
    let mention = &discourse.mentions[m];
    let Phrase::Tokens(tokens) = phrase else { return None };
    if !mention.speaks || tokens.len() < 2 || discourse.context.name(tokens.start).is_some() {
        return None;
    }
    discourse.index.by_last_words.get(&phrase.key(discourse.context))?.only()
}

/// Decides a description of somebody's relative or helper, where the text says who that is: "his wife", "Cruz's
/// lawyer". `noun` is its head.
fn owned_person(discourse: &Discourse, m: usize, noun: &'static str) -> Option<Decision> {
    let own = discourse.source_of[m];
    // "His doctor", of whom there is mostly one, was met before; of somebody named here again ("Cruz's wife"), only
    // relatives surely were.
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
    // "Bob Hale … Ann Hale … his wife": they share the surname.
    let family = || {
        let surname = discourse.entities[owner.filter(|_| lexicon::has(noun, Flag::Family))?].words.last()?;
        only(discourse.index.by_surname.get(&word_key(surname))).filter(|&e| !is_other_relative(discourse, e, noun))
    };
    let held = || owner.and_then(|owner| holder(discourse, m, owner, noun, fits));
    let entity = only(discourse.index.by_role.get(&word_key(noun)).filter(|_| unique)).or_else(family).or_else(held)?;
    Some(Decision { entity, rule: SpeakerRule::DescriptionOwned, confidence: 0.65 })
}

/// Whether the text says whose relative entity `e` is, by another noun of kinship than `noun`: a sister is no mother.
#[inline(never)] // called from several places
pub fn is_other_relative(discourse: &Discourse, e: usize, noun: &str) -> bool {
    let context = discourse.context;
    let owner = |i: usize| context.is_possessive(i) || context.facts(i).determiner == Some(Determiner::Possessive);
    let kin = |r: &&Role| lexicon::is_kin(r.noun);
    let mut roles = discourse.entities[e].roles().iter().filter(kin).peekable();
    let owned = |r: &Role| (r.modifiers.start.saturating_sub(1)..r.modifiers.end).any(owner);
    lexicon::is_kin(noun) && roles.peek().is_some() && roles.all(|r| r.noun != noun && owned(r))
}

/// The only person whom the text gives the description's noun and all its words, with the same owner: for "Tarvia's
/// finance minister", "Tarvian Finance Minister Ana Cruz". `fits` says whom else the description excludes.
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

/// Decides a description of a place, by the name in it ("the city of Springfield") or, if definite, as the place that
/// the text is about ("the country").
fn place(discourse: &Discourse, m: usize, noun: &'static str, definite: bool) -> Option<Decision> {
    let mention = &discourse.mentions[m];
    // "the city of Springfield".
    if discourse.context.lower_at(Some(mention.tokens.end)) == "of"
        && let Some(n) = discourse.context.name(mention.tokens.end + 1)
    {
        return Some(Decision {
            entity: discourse.entity_of_name[n],
            rule: SpeakerRule::DescriptionPlace,
            confidence: 0.8,
        });
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
    Some(Decision { entity, rule: SpeakerRule::DescriptionPlace, confidence: 0.55 })
}
