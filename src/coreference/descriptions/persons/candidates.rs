//! Which persons a description may mean: whom the text has mentioned lately or calls by its noun, of the gender, age,
//! party and people that it says.

use super::wanted::Wanted;
use super::{WINDOW, points};
use crate::coreference::descriptions;
use crate::coreference::descriptions::search;
use crate::coreference::discourse::Discourse;
use crate::coreference::keys::word_key;
use crate::coreference::pronoun_table::{Case, Pronoun, PronounClass};
use crate::coreference::roles::{self, Role};
use crate::coreference::salience::Salience;
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;

/// The only person of the age that a description gives: "the 54-year-old nurse".
pub(super) fn of_age(discourse: &Discourse, m: usize, wanted: &Wanted) -> Option<usize> {
    let mut words = discourse.mentions[m].tokens.clone();
    let age = words.find(|&i| discourse.context.lower(i).ends_with("-year-old"))?;
    let aged = discourse.index.by_role.get(&word_key("year-old"))?;
    let mut aged = aged.iter().copied().filter(|&e| is_aged(discourse, age, e) && fits(discourse, m, wanted, e));
    aged.next().filter(|_| aged.next().is_none())
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
        && !(wanted.people && descriptions::is_of_another_people(discourse, m, e))
        && (wanted.noun != "year-old" || is_aged(discourse, mention.head, e))
        && !serves_elsewhere(discourse, m, wanted.noun, e)
}

/// Whether the text gives a person the description's noun for another country or town alone: an Iranian minister is not "the
/// Tarvian minister".
pub fn serves_elsewhere(discourse: &Discourse, m: usize, noun: &str, e: usize) -> bool {
    let context = discourse.context;
    let mut held = discourse.entities[e].roles().iter().filter(|role| role.noun == noun).peekable();
    if held.peek().is_none() {
        return false;
    }
    let is_place = |i: &usize| matches!(context.kind(*i), Some(EntityKind::Group | EntityKind::Place));
    let asked = || discourse.mentions[m].modifiers().filter(is_place).map(|i| context.folded(i));
    let same =
        |a: &str, b: &str| a == b || lexicon::nationality(a, b).is_some() || lexicon::nationality(b, a).is_some();
    let elsewhere = |role: &Role| {
        let mut there = role.words().filter(is_place).map(|i| context.folded(i)).peekable();
        there.peek().is_some() && there.all(|there| asked().all(|here| !same(here, there)))
    };
    asked().next().is_some() && held.all(elsewhere)
}

/// The persons who may be meant, each with her salience.
pub(super) fn present(discourse: &Discourse, m: usize, wanted: &Wanted) -> Vec<(usize, i32)> {
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
        for e in search::said_to_be(discourse, wanted.noun) {
            if fits(discourse, m, wanted, e) && !present.iter().any(|p| p.0 == e) {
                present.push((e, points::FAR));
            }
        }
    }
    present
}

/// Whether entity `e` is of the age that the word at token `head` begins with, as the text says: "the 54-year-old".
fn is_aged(discourse: &Discourse, head: usize, e: usize) -> bool {
    let context = discourse.context;
    let told = roles::years(context, head);
    told.is_some() && discourse.entities[e].roles().iter().any(|role| role.age(context) == told)
}
