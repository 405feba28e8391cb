//! Finds the country of a government that is described: "the Mexican government", "Mexico's government", "the
//! government in Mexico City".
//!
//! News calls a government by its country ("Mexico said") or its capital ("Pyongyang has called"). So a government that
//! is described is an entity of its own, but where it speaks, the country is shown, if the text names it.
//!
//! What it gets wrong: "the government" in a text that names another country more often than the one it is from.

use super::search::WINDOW;
use crate::coreference::discourse::Discourse;
use crate::coreference::mentions::{Description, Reference};
use crate::coreference::roles;
use crate::lexicon::{self, Determiner};
use crate::names::EntityKind;

/// The country whose government description `m` is, where the text names it.
pub fn country(discourse: &Discourse, m: usize, d: &Description) -> Option<usize> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    d.noun.filter(|n| !n.plural && matches!(n.singular, "government" | "regime"))?;
    // "the Mexico government", "the government in Riyadh", "the government of Mexico".
    let tokens = mention.tokens.clone();
    let after = match context.lower_at(Some(tokens.end)) {
        "in" | "of" => tokens.end + 1..(tokens.end + 3).min(context.sentence(mention.head).end),
        _ => tokens.end..tokens.end,
    };
    if let Some(n) = tokens.chain(after.clone()).find_map(|i| context.name(i)) {
        let e = discourse.entity_of_name[n];
        let entity = &discourse.entities[e];
        let name = entity.words.join(" ");
        match entity.kind {
            // The adjective of a people: "the Iranian government".
            EntityKind::Group => {
                let tokens = context.names[n].tokens.clone();
                return of_adjective(discourse, &tokens.map(|i| context.folded(i)).collect::<Vec<_>>().join(" "));
            }
            EntityKind::Place | EntityKind::Organization => {}
            _ => return None,
        }
        return match lexicon::governed_from(&name) {
            Some(country) => named(discourse, country),
            None => lexicon::is_country(&name).then_some(e),
        };
    }
    let adjective: Vec<&str> = mention.modifiers().take(3).map(|i| context.folded(i)).collect();
    if !adjective.is_empty() {
        return of_adjective(discourse, &adjective.join(" "));
    }
    if d.owned {
        let owner = discourse.owner(m).and_then(|o| discourse.entity(o))?;
        return lexicon::is_country(&discourse.entities[owner].words.join(" ")).then_some(owner);
    }
    if d.determiner != Some(Determiner::Definite)
        || !after.is_empty()
        || !roles::complement(context, after.end).is_empty()
    {
        return None;
    }
    // "the government": the one spoken of before, else that of the country that the text is about.
    let before = discourse.recent(WINDOW).find_map(|other| {
        let Reference::Description(d) = &discourse.mentions[other.mention].reference else { return None };
        d.noun.filter(|n| n.singular == "government")?;
        discourse.entities[other.entity].first_shown()
    });
    before.or_else(|| super::search::salient_place(discourse, |sort_of_place| sort_of_place.country))
}

/// The country in the text that a folded word for its people, language or government belongs to: Mexico for "mexican".
fn of_adjective(discourse: &Discourse, adjective: &str) -> Option<usize> {
    let fitting = discourse.index.countries.iter().filter_map(|&e| {
        let shared = lexicon::nationality(adjective, &discourse.entities[e].words.join(" "))?;
        Some((shared, std::cmp::Reverse(e)))
    });
    fitting.max().map(|(_, e)| e.0)
}

/// The entity of a country, which is given by its commonest name, if the text names it.
fn named(discourse: &Discourse, country: &str) -> Option<usize> {
    discourse.index.countries.iter().copied().find(|&e| {
        let name = discourse.entities[e].words.join(" ");
        lexicon::country(&name).unwrap_or(&name) == country
    })
}
