//! Searches among the entities that were mentioned: by role, by recency, by sort of place.

use crate::coreference::discourse::{Antecedent, Discourse};
use crate::coreference::entity::PlaceSort;
use crate::coreference::keys::word_key;
use crate::coreference::mentions::Description;
use crate::lexicon::{self, Determiner};
use crate::names::EntityKind;

/// How many mentions a search goes back.
pub const WINDOW: usize = 60;

/// How many of the persons whom the text names most often are asked for the people they belong to.
const PERSONS: usize = 40;

/// The entities that the text calls by `noun`, or by a synonym of it; some come more than once.
pub fn said_to_be<'w>(discourse: &'w Discourse, noun: &'static str) -> impl Iterator<Item = usize> + 'w {
    let roles = std::iter::once(noun).chain(lexicon::synonyms(noun).iter().copied());
    roles.filter_map(|role| discourse.index.by_role.get(&word_key(role))).flat_map(|few| few.iter().copied())
}

/// How recently an entity was mentioned: 20 for the last mention, one less for each mention further back, 0 at least.
pub fn recency(discourse: &Discourse, e: usize) -> i32 {
    let back = discourse.recent(WINDOW).position(|other| other.entity == e);
    back.map_or(0, |b| 20 - (b as i32).min(20))
}

/// The place that the text is about, of those whose sort fits: mentioned near and often. `None` where none was
/// mentioned lately.
pub fn salient_place(discourse: &Discourse, fits: impl Fn(PlaceSort) -> bool) -> Option<usize> {
    let places = discourse.recent(WINDOW).enumerate().filter_map(|(back, &Antecedent { entity: e, .. })| {
        let entity = &discourse.entities[e];
        let fits = entity.sort_of_place.is_some_and(&fits);
        fits.then_some((6 * entity.mentions.min(8) as i32 - back as i32, std::cmp::Reverse(back), e))
    });
    places.max().map(|(.., entity)| entity)
}

/// Whether description `m` is only the name of a people to whom somebody named belongs: "the German".
#[inline(never)] // called from several places
pub fn names_people(discourse: &Discourse, m: usize, d: &Description) -> bool {
    may_name_people(discourse, m, d)
        && discourse.index.persons.iter().take(PERSONS).any(|&e| is_of_people(discourse, m, e))
}

/// Whether the form of description `m` is that of a people's name: "the German".
fn may_name_people(discourse: &Discourse, m: usize, d: &Description) -> bool {
    let mention = &discourse.mentions[m];
    d.determiner == Some(Determiner::Definite) && !mention.plural && discourse.context.is_capital(mention.head)
}

/// Whether the text says that entity `e` is from where the people lives that is the noun of description `m`.
#[inline(never)] // called from several places
pub fn is_of_people(discourse: &Discourse, m: usize, e: usize) -> bool {
    discourse.entities[e].is_from(discourse.context.folded(discourse.mentions[m].head))
}

/// Whether the text says where entity `e` is from, and the people that is the noun of description `m` lives elsewhere.
pub fn is_of_another_people(discourse: &Discourse, m: usize, e: usize) -> bool {
    !discourse.entities[e].places().is_empty() && !is_of_people(discourse, m, e)
}

/// The only person mentioned so far who belongs to the people that description `m` names, for "the Russian"; or the only
/// one mentioned at all, where the text doesn't say where that one is from.
pub fn only_of_people(discourse: &Discourse, m: usize, d: &Description) -> Option<usize> {
    if !may_name_people(discourse, m, d) {
        return None;
    }
    let mut met = discourse.index.persons.iter().take(PERSONS).copied().filter(|&e| discourse.entities[e].mentions > 0);
    let mut found = met.clone().filter(|&e| is_of_people(discourse, m, e));
    if let Some(first) = found.next() {
        return Some(first).filter(|_| found.next().is_none());
    }
    let people = discourse.mentions[m].kind == EntityKind::Group;
    met.next().filter(|&e| people && met.next().is_none() && !is_of_another_people(discourse, m, e))
}
