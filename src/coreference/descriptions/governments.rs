//! Whose government speaks: "the Mexican government", "Mexico's government", "the government in Mexico City".
//!
//! News calls a government by its country: "Mexico said", "Pyongyang has called". So one that is described is an entity of
//! its own, as a capital is, but the country, where the text names it, is shown as the speaker.
//!
//! What it gets wrong: "the government" in a text that names another country more often than the one it is from.

use super::WINDOW;
use crate::coreference::lexicon::{self, Determiner};
use crate::coreference::mentions::{Description, What};
use crate::coreference::resolver::Walk;
use crate::coreference::roles;
use crate::names::EntityKind;

/// The country whose government description `m` is, where the text names it.
pub fn country(walk: &Walk, m: usize, d: &Description) -> Option<usize> {
    let scene = walk.scene;
    let mention = &walk.mentions[m];
    d.noun.filter(|n| !n.plural && matches!(n.singular, "government" | "regime"))?;
    // "the Mexico government", "the government in Riyadh", "the government of Mexico".
    let tokens = mention.tokens.clone();
    let after = match scene.lower_at(Some(tokens.end)) {
        "in" | "of" => tokens.end + 1..(tokens.end + 3).min(scene.sentence(mention.head).end),
        _ => tokens.end..tokens.end,
    };
    if let Some(n) = tokens.chain(after.clone()).find_map(|i| scene.name(i)) {
        let e = walk.entity_of_name[n];
        let entity = &walk.entities[e];
        let name = entity.words.join(" ");
        match entity.kind {
            // "the Iranian government".
            EntityKind::Group => {
                let tokens = scene.names[n].tokens.clone();
                return of_adjective(walk, &tokens.map(|i| scene.folded(i)).collect::<Vec<_>>().join(" "));
            }
            EntityKind::Place | EntityKind::Organization => {}
            _ => return None,
        }
        return match lexicon::governed_from(&name) {
            Some(country) => named(walk, country),
            None => lexicon::is_country(&name).then_some(e),
        };
    }
    let adjective: Vec<&str> = mention.modifiers().take(3).map(|i| scene.folded(i)).collect();
    if !adjective.is_empty() {
        return of_adjective(walk, &adjective.join(" "));
    }
    if d.owned {
        let owner = walk.owner(m).and_then(|o| walk.entity(o))?;
        return lexicon::is_country(&walk.entities[owner].words.join(" ")).then_some(owner);
    }
    if d.determiner != Some(Determiner::Definite)
        || !after.is_empty()
        || !roles::complement(scene, after.end).is_empty()
    {
        return None;
    }
    // "the government": the one spoken of before, else that of the country that the text is about.
    let before = walk.recent(WINDOW).find_map(|other| {
        let What::Description(d) = &walk.mentions[other.mention].what else { return None };
        d.noun.filter(|n| n.singular == "government")?;
        walk.entities[other.entity].voice()
    });
    before.or_else(|| super::salient_place(walk, |land| land.country))
}

/// The country that the text names and that people, a language or a government so called are of.
fn of_adjective(walk: &Walk, adjective: &str) -> Option<usize> {
    let fitting = walk.countries.iter().filter_map(|&e| {
        let shared = lexicon::nationality(adjective, &walk.entities[e].words.join(" "))?;
        Some((shared, std::cmp::Reverse(e)))
    });
    fitting.max().map(|(_, e)| e.0)
}

/// The country of that name, where the text names it.
fn named(walk: &Walk, country: &str) -> Option<usize> {
    walk.countries.iter().copied().find(|&e| {
        let name = walk.entities[e].words.join(" ");
        lexicon::country(&name).unwrap_or(&name) == country
    })
}
