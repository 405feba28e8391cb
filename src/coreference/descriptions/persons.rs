//! Which person a description means: "the senator", "the former governor of Ohio", "the 54-year-old".
//!
//! Every person whom the text has mentioned is weighed: how salient she is (which decides whom "she" means), whether
//! the text calls her by the description's noun (a title, an apposition), what else of the description fits her (a
//! place, a party, "former"), and how much of the text is about her. Who speaks in the words around, or stands in the
//! same clause, is not meant.
//!
//! What it gets wrong: what readers know and the text doesn't say ("the real estate mogul").

use super::phrase::named_behind;
use crate::coreference::context::NONE;
use crate::coreference::discourse::{Antecedent, Decision, Discourse};
use crate::coreference::keys::word_key;
use crate::coreference::mentions::{Description, Reference};
use crate::coreference::pronoun_table::{Case, Pronoun, PronounClass};
use crate::coreference::roles::{self, Role};
use crate::coreference::salience::Salience;
use crate::coreference::scoring::best;
use crate::lexicon::{self, Determiner, Flag};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;

/// How many mentions a search goes back.
const WINDOW: usize = 60;

/// Up to how many names of a person in the document earn points.
const NAMINGS: u32 = 12;

/// Points for and against a person, added to those of [`Salience`].
///
/// Found by coordinate descent and rounded, on descriptions of training articles: 86 sources read by hand, 28 of which
/// mean nobody named, and 537 descriptions that fit one public person ("the Vermont senator"); and on those of GUM's
/// clusters. Looked at again, one by one, on 292 other sources read by hand and 318 that fit one person: no other value
/// is better on both halves of the documents.
mod points {
    /// The text calls her by the noun, in a title or an apposition.
    pub const ROLE: i32 = 85;
    /// It calls her by a synonym: a senator, for "the lawmaker".
    pub const SYNONYM: i32 = 25;
    /// For each word (of three at most) that the description shares with what it calls her: "former", "interior".
    pub const SHARED: i32 = 10;
    /// The text says that she is from the place in the description: "the Iowa governor".
    pub const PLACE: i32 = 30;
    /// It says that she is from elsewhere.
    pub const PLACE_CLASH: i32 = -50;
    /// It says that she is of the party in the description.
    pub const PARTY: i32 = 15;
    /// For each time that the document names her, up to [`NAMINGS`]: a description mostly means somebody whom the text
    /// is about.
    pub const PER_NAMING: i32 = 6;
    /// The text says that she is something else.
    pub const OTHER_ROLE: i32 = -30;
    /// She spoke last, and the description speaks.
    pub const SPOKE_LAST: i32 = 10;
    /// The description begins its sentence, and she was mentioned last.
    pub const LAST: i32 = 10;
    /// The text says that she was it before: a former governor, for "the governor".
    pub const FORMER: i32 = -25;
    /// The noun is an office, and the text doesn't say that she holds it.
    pub const OFFICE: i32 = -10;
    /// The noun is one by which named people are seldom taken up again.
    pub const UNUSUAL: i32 = -10;
    /// The salience of somebody who was not mentioned lately.
    pub const FAR: i32 = 0;
    /// She has no name and came in with "a": "a woman … the woman".
    pub const AGAIN: i32 = 40;
    /// She stands in this sentence, in another clause.
    pub const SAME_SENTENCE: i32 = 10;
    /// The fewest points in all with which somebody is meant whom the text calls so.
    pub const LEAST_TOLD: i32 = 80;
    /// The fewest points in all with which anybody else is meant.
    pub const LEAST_UNTOLD: i32 = 75;
}

/// A person who may be meant.
struct Candidate {
    entity: usize,
    score: i32,
    /// Whether the text says that the candidate is the one: it calls her by the description's noun or a synonym ("Ana
    /// Ruiz, the mayor", for "the mayor"), or gives her its place.
    told: bool,
}

/// What a description says of the person whom it means.
struct Wanted<'d> {
    /// The description's noun: "senator" of "the senator".
    noun: &'static str,
    /// Whether it is definite: "the senator".
    definite: bool,
    /// Whether it stands in a headline without an article: "Mayor quits".
    headline: bool,
    /// The party that it names.
    party: Option<&'static str>,
    /// The folded words of the places in it.
    places: Vec<&'d str>,
    /// The folded words that say more than the noun.
    words: Vec<&'d str>,
    /// The entities that it can't mean.
    excluded: Vec<usize>,
    /// Whether it names a people to whom somebody named belongs: "the Spaniard".
    people: bool,
    /// Whether it may mean a named person whom the text doesn't call so.
    returns: bool,
}

impl<'d> Wanted<'d> {
    fn new(discourse: &'d Discourse, m: usize, d: &Description, noun: &'static str) -> Wanted<'d> {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        let definite = d.determiner == Some(Determiner::Definite);
        let places = complement(discourse, m).filter(|&i| roles::is_place(context, i));
        let anonymous = lexicon::has(noun, Flag::Anonymous);
        Wanted {
            noun,
            definite,
            headline: !definite && context.is_headline(mention.head),
            party: party_in(discourse, m).or(lexicon::party(noun)),
            places: places.map(|i| context.folded(i)).collect(),
            words: complement(discourse, m).map(|i| context.folded(i)).filter(|w| w.len() > 2).collect(),
            excluded: excluded(discourse, m),
            people: super::names_people(discourse, m, d),
            returns: lexicon::has(noun, Flag::ReturningPerson) || mention.speaks && !anonymous,
        }
    }
}

/// Decides which person description `m` means, `noun` its head; `None` where that is nobody met so far.
pub fn resolve(discourse: &Discourse, m: usize, d: &Description, noun: &'static str) -> Option<Decision> {
    let wanted = Wanted::new(discourse, m, d, noun);
    if let Some(entity) = of_age(discourse, m, &wanted) {
        return Some(Decision { entity, rule: SpeakerRule::DescriptionRole, confidence: 0.85 });
    }
    let present = present(discourse, m, &wanted);
    let scored = present.into_iter().filter_map(|(e, salience)| score(discourse, m, &wanted, e, salience));
    let mut candidates: Vec<Candidate> = scored.collect();
    keep_holders(discourse, &wanted, &mut candidates);
    decision(discourse, &candidates, wanted.headline)
}

/// Of several persons whom the text calls by the noun or a synonym, keeps those that the description's other words fit
/// best: of a health minister and a finance minister, "the health minister"; of a mayor and a former one, "the mayor".
fn keep_holders(discourse: &Discourse, wanted: &Wanted, candidates: &mut Vec<Candidate>) {
    let context = discourse.context;
    let same = |noun: &str| noun == wanted.noun || lexicon::synonyms(wanted.noun).contains(&noun);
    let fit = |c: &Candidate| {
        let entity = &discourse.entities[c.entity];
        let fits = |role: &Role| {
            let said: Vec<&str> = role.words().map(|i| context.folded(i)).collect();
            // "Iran's president, Ana Cruz".
            let owner = role.modifiers.start.checked_sub(2).filter(|&i| context.is_possessive(i + 1));
            let owned = |word: &str| owner.is_some_and(|i| lexicon::nationality(word, context.folded(i)).is_some());
            let shared = wanted.words.iter().filter(|w| said.contains(w) || entity.is_from(w) || owned(w)).count();
            let there = |word: &&str| entity.places().iter().any(|place| place == word);
            let known = owner.is_some() || !entity.places().is_empty();
            let elsewhere = known && shared == 0 && !wanted.places.is_empty() && !wanted.places.iter().any(there);
            (shared, !elsewhere, is_former(&wanted.words) || !is_former(&said))
        };
        entity.roles().iter().filter(|role| same(role.noun)).map(fits).max()
    };
    let fits: Vec<Option<(usize, bool, bool)>> = candidates.iter().map(fit).collect();
    let best = candidates.iter().zip(&fits).filter(|(c, _)| discourse.entities[c.entity].mentions > 0);
    let Some(best) = best.filter_map(|(_, fit)| *fit).max() else { return };
    let mut fits = fits.into_iter();
    candidates.retain(|_| fits.next().flatten().is_none_or(|fit| fit >= best));
}

/// The only person of the age that a description gives: "the 54-year-old nurse".
fn of_age(discourse: &Discourse, m: usize, wanted: &Wanted) -> Option<usize> {
    let mut words = discourse.mentions[m].tokens.clone();
    let age = words.find(|&i| discourse.context.lower(i).ends_with("-year-old"))?;
    let aged = discourse.index.by_role.get(&word_key("year-old"))?;
    let mut aged = aged.iter().copied().filter(|&e| is_aged(discourse, age, e) && fits(discourse, m, wanted, e));
    aged.next().filter(|_| aged.next().is_none())
}

/// Decides for the best candidate; `None` where its points are too few. In a headline, one whom the text calls so needs
/// no points.
fn decision(discourse: &Discourse, candidates: &[Candidate], headline: bool) -> Option<Decision> {
    let (best, margin) = best(candidates, |c| c.score)?;
    let least = if best.told { points::LEAST_TOLD } else { points::LEAST_UNTOLD };
    if best.score < least && !(headline && best.told) {
        return None;
    }
    let margin = margin.unwrap_or(60);
    let (rule, confidence) = match best.told {
        _ if headline => (SpeakerRule::DescriptionHeadline, 0.6),
        true if !discourse.entities[best.entity].named => (SpeakerRule::DescriptionAgain, 0.75),
        true => (SpeakerRule::DescriptionRole, if margin < 10 { 0.8 } else { 0.85 }),
        false => (SpeakerRule::DescriptionSalient, if margin < 10 { 0.6 } else { 0.75 }),
    };
    Some(Decision { entity: best.entity, rule, confidence })
}

/// Whether a person agrees with what the description says, and may be meant.
fn fits(discourse: &Discourse, m: usize, wanted: &Wanted, e: usize) -> bool {
    let mention = &discourse.mentions[m];
    let entity = &discourse.entities[e];
    entity.kind == EntityKind::Person
        && !entity.plural
        && discourse.author != Some(e)
        && discourse.gender_fits(e, mention.gender)
        && wanted.party.is_none_or(|p| entity.party().is_none_or(|q| p == q))
        && !wanted.excluded.contains(&e)
        && !roles::is_of_another_age(discourse.context, mention, entity.roles())
        && !(wanted.people && super::is_of_another_people(discourse, m, e))
        && (wanted.noun != "year-old" || is_aged(discourse, mention.head, e))
}

/// The persons who may be meant, each with her salience.
fn present(discourse: &Discourse, m: usize, wanted: &Wanted) -> Vec<(usize, i32)> {
    let mention = &discourse.mentions[m];
    let mut present: Vec<(usize, i32)> = Vec::new();
    if wanted.definite {
        let mut first_person = true;
        let opens = mention.tokens.start == discourse.context.sentence(mention.head).start;
        let he = Pronoun { class: PronounClass::Singular, case: Case::Subject };
        let here = Salience::at(discourse, m, he);
        for (back, antecedent) in discourse.recent(WINDOW).enumerate() {
            let e = antecedent.entity;
            if !fits(discourse, m, wanted, e) {
                continue;
            }
            let mut salience = here.points_of(discourse, antecedent, back);
            if antecedent.place.sentence == discourse.here.sentence {
                salience += points::SAME_SENTENCE;
            }
            // "It was aimed at Ortiz. The senator left": the person mentioned last.
            if first_person && opens {
                salience += points::LAST;
            }
            first_person = false;
            match present.iter_mut().find(|p| p.0 == e) {
                Some(p) => p.1 = p.1.max(salience),
                None => present.push((e, salience)),
            }
        }
    }
    // "The aide" means only somebody mentioned lately.
    if !lexicon::has(wanted.noun, Flag::Anonymous) {
        for e in super::search::said_to_be(discourse, wanted.noun) {
            if fits(discourse, m, wanted, e) && !present.iter().any(|p| p.0 == e) {
                present.push((e, points::FAR));
            }
        }
    }
    present
}

/// A person with all points for and against her; none where she can't be meant.
fn score(discourse: &Discourse, m: usize, wanted: &Wanted, e: usize, salience: i32) -> Option<Candidate> {
    let entity = &discourse.entities[e];
    let told = points_if_called_so(discourse, m, wanted, e);
    let mut score = salience + told.map_or_else(|| points_otherwise(discourse, wanted, e), Some)?;
    let mut told = told.is_some();
    if !wanted.places.is_empty() && !entity.places().is_empty() {
        let here = wanted.places.iter().any(|w| entity.places().iter().any(|place| place == w));
        told |= here;
        score += if here { points::PLACE } else { points::PLACE_CLASH };
    }
    if wanted.party.is_some() && entity.party() == wanted.party {
        score += points::PARTY;
    }
    let spoke_last = || discourse.spoke_last.and_then(|other| discourse.entity(other));
    if discourse.mentions[m].speaks && spoke_last() == Some(e) {
        score += points::SPOKE_LAST;
    }
    score += points::PER_NAMING * entity.names.min(NAMINGS) as i32;
    Some(Candidate { entity: e, score, told })
}

/// The points of a person whom the text calls by the noun, by a synonym, or by this description before; `None` where it
/// doesn't.
fn points_if_called_so(discourse: &Discourse, m: usize, wanted: &Wanted, e: usize) -> Option<i32> {
    if let Some(shared) = shared_words(discourse, &wanted.words, e, wanted.noun) {
        return Some(points::ROLE + shared);
    }
    let fellow = lexicon::party(wanted.noun).is_some() && discourse.entities[e].party() == wanted.party;
    if fellow || wanted.people && super::is_of_people(discourse, m, e) {
        return Some(points::ROLE);
    }
    if wanted.definite || wanted.headline {
        // "the band leader" is not the president.
        let bare = || !discourse.mentions[m].modifiers().any(|i| discourse.context.tag(i) == Tag::NN);
        let mut synonyms = lexicon::synonyms(wanted.noun).iter();
        let shared = synonyms.find_map(|synonym| {
            shared_words(discourse, &wanted.words, e, synonym).filter(|&shared| shared > 0 || bare())
        });
        if let Some(shared) = shared {
            return Some(points::SYNONYM + shared);
        }
    }
    // "a woman … the woman".
    let again = !discourse.entities[e].named && described_as(discourse, e, wanted.noun);
    again.then(|| points::ROLE + if was_introduced(discourse, e) { points::AGAIN } else { 0 })
}

/// The points of a named person whom the text doesn't call by the noun; `None` where she can't be meant.
fn points_otherwise(discourse: &Discourse, wanted: &Wanted, e: usize) -> Option<i32> {
    let entity = &discourse.entities[e];
    // Where she has the role, and still is not called so, she is a deputy and the one meant is not, or the other way
    // round.
    let has_role = entity.roles().iter().any(|r| r.noun == wanted.noun);
    if !entity.named || has_role || is_deputy(&wanted.words) || !wanted.definite || !wanted.returns {
        return None;
    }
    // "The president" is nobody whom the text has not called so; "the mayor" may be.
    if lexicon::has(wanted.noun, Flag::HeadOfState) {
        return None;
    }
    // "Ana Cruz and her daughter, Eva": "the mother" is not Eva.
    if super::is_other_relative(discourse, e, wanted.noun) {
        return None;
    }
    let other_role = entity.roles().iter().any(|r| r.noun != "year-old");
    // "The waiter" is nobody whom the text calls an actor.
    if other_role && !lexicon::has(wanted.noun, Flag::ReturningPerson) && !lexicon::has(wanted.noun, Flag::Relation) {
        return None;
    }
    let mut score = 0;
    if lexicon::has(wanted.noun, Flag::Office) && !is_former(&wanted.words) {
        score += points::OFFICE;
    }
    if other_role {
        score += points::OTHER_ROLE;
    }
    if !lexicon::has(wanted.noun, Flag::ReturningPerson) {
        score += points::UNUSUAL;
    }
    Some(score)
}

/// The tokens of a description that say more than its noun: at most eight before it, and the phrase after it.
fn complement<'a>(discourse: &'a Discourse, m: usize) -> impl Iterator<Item = usize> + 'a {
    let after = roles::complement(discourse.context, discourse.mentions[m].tokens.end);
    discourse.mentions[m].modifiers().take(8).chain(after)
}

/// The entities that description `m` can't mean: whoever it is the owner of ("[the mayor]'s driver"); those named in the
/// words that it speaks, or spoken to there; the speaker of the words that it stands in; those who stand in the same clause.
fn excluded(discourse: &Discourse, m: usize) -> Vec<usize> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let mut excluded = Vec::new();
    excluded.extend(discourse.owned(m));
    let around = context.content_of[mention.head];
    if around != NONE && !mention.speaks {
        excluded.extend(discourse.speaker(around as usize));
    }
    let own = discourse.source_of[m];
    if own != NONE {
        excluded.extend(discourse.named_in(own as usize));
        excluded.extend(discourse.addressed_in(own as usize));
        // "The man told [him]": not who has just spoken.
        let cue = context.attributions[own as usize].cue.as_ref();
        if cue.is_some_and(|cue| matches!(context.lower_at(Some(cue.end)), "him" | "her") && cue.start > mention.head) {
            excluded.extend(discourse.spoke_last.and_then(|other| discourse.entity(other)));
        }
    }
    // "the Cruz campaign manager" is not Cruz.
    let inside = mention.tokens.clone().filter_map(|i| context.name(i));
    excluded.extend(inside.map(|n| discourse.entity_of_name[n]));
    excluded.extend(named_behind(discourse, m));
    // Somebody before it in the same clause: "Ortiz asked [the mayor]".
    let sentence = context.sentence(mention.head);
    for &Antecedent { mention: other, entity, .. } in discourse.recent(12) {
        let tokens = &discourse.mentions[other].tokens;
        if tokens.start < sentence.start {
            break;
        }
        if tokens.end <= mention.tokens.start && is_one_clause(discourse, tokens.end..mention.tokens.start) {
            excluded.push(entity);
        }
    }
    // Somebody who is joined to it: "[the mayor] and Ortiz".
    if matches!(context.lower_at(Some(mention.tokens.end)), "and" | "or" | "," | "with") {
        let next = mention.tokens.end + 1..(mention.tokens.end + 4).min(sentence.end);
        if context.lower_at(Some(mention.tokens.end)) != "," {
            excluded.extend(next.filter_map(|i| context.name(i)).map(|n| discourse.entity_of_name[n]));
        }
    }
    excluded
}

/// Whether nothing between two phrases begins another clause.
fn is_one_clause(discourse: &Discourse, between: std::ops::Range<usize>) -> bool {
    /// How many tokens may lie between two phrases of one clause.
    const WORDS: usize = 10;
    between.len() <= WORDS
        && between.clone().all(|i| {
            let word = discourse.context.lower(i);
            let boundary = matches!(
                word,
                "that"
                    | "who"
                    | "which"
                    | "whom"
                    | "whose"
                    | "when"
                    | "where"
                    | "while"
                    | "if"
                    | "because"
                    | "as"
                    | "but"
                    | "after"
                    | "before"
                    | "since"
                    | "though"
                    | "although"
                    | "said"
                    | "says"
                    | "than"
            );
            !boundary
                && (discourse.context.is_word(i)
                    || discourse.context.word(i).starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        })
}

/// Whether entity `e` is of the age that the word at token `head` begins with, as the text says: "the 54-year-old".
fn is_aged(discourse: &Discourse, head: usize, e: usize) -> bool {
    let context = discourse.context;
    let told = roles::years(context, head);
    told.is_some() && discourse.entities[e].roles().iter().any(|role| role.age(context) == told)
}

/// Whether a recent mention of an entity describes it by this noun, as nobody's: "a woman … the woman".
fn described_as(discourse: &Discourse, e: usize, noun: &str) -> bool {
    discourse.recent(WINDOW).any(|other| {
        other.entity == e
            && matches!(&discourse.mentions[other.mention].reference, Reference::Description(d) if d.noun.is_some_and(|n| n.singular == noun) && !d.owned)
    })
}

/// Whether a recent mention describes an entity with a determiner other than "the": "a woman … the woman". In "He hopes
/// to be president", "president" has none and introduces nobody.
fn was_introduced(discourse: &Discourse, e: usize) -> bool {
    discourse.recent(WINDOW).any(|other| {
        other.entity == e
            && matches!(&discourse.mentions[other.mention].reference, Reference::Description(d) if d.determiner != Some(Determiner::Definite) && d.determiner.is_some())
    })
}

fn is_former(words: &[&str]) -> bool {
    words.iter().any(|w| matches!(*w, "former" | "ex" | "exs" | "late" | "onetime" | "erstwhile"))
}

fn is_deputy(words: &[&str]) -> bool {
    words.iter().any(|w| lexicon::has(w, Flag::Deputy))
}

/// The points for the words `here` of a description that it shares with a role of entity `e` with this noun; of several
/// roles, the most. `None` where it has no such role, or where only one of the two is a deputy: "the vice president" is
/// not the president.
fn shared_words(discourse: &Discourse, here: &[&str], e: usize, noun: &str) -> Option<i32> {
    let roles = discourse.entities[e].roles().iter().filter(|r| r.noun == noun);
    roles
        .filter_map(|r| {
            let there: Vec<&str> = r.words().map(|i| discourse.context.folded(i)).collect();
            let same = is_deputy(&there) == is_deputy(here);
            let former = is_former(&there) && !is_former(here);
            let shared = here.iter().filter(|w| there.contains(w)).count() as i32;
            same.then(|| points::SHARED * shared.min(3) + if former { points::FORMER } else { 0 })
        })
        .max()
}

/// The party that a description names.
fn party_in(discourse: &Discourse, m: usize) -> Option<&'static str> {
    discourse.mentions[m].modifiers().take(8).find_map(|i| lexicon::party(discourse.context.lower(i)))
}
