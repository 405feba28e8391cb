//! How much speaks for or against a person being whom a description means: whether the text calls her "the senator" or
//! by a synonym, whether she is from the place and of the party that the description says, and how often the text names
//! her.

use super::points::NAMINGS;
use super::wanted::Wanted;
use super::{Candidate, WINDOW, points};
use crate::coreference::descriptions;
use crate::coreference::discourse::Discourse;
use crate::coreference::mentions::Reference;
use crate::lexicon::{self, Determiner, Flag};
use crate::syntax::Tag;

/// A person with all points for and against her; none where she can't be meant.
pub(super) fn score(discourse: &Discourse, m: usize, wanted: &Wanted, e: usize, salience: i32) -> Option<Candidate> {
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
    if fellow || wanted.people && descriptions::is_of_people(discourse, m, e) {
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
    if descriptions::is_other_relative(discourse, e, wanted.noun) {
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

pub(super) fn is_former(words: &[&str]) -> bool {
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
