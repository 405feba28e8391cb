//! The party and the places that the text gives the bearer of a name: "Ana Cruz (R-Fla.)" is a Republican of Florida.

use super::Role;
use crate::coreference::context::Context;
use crate::coreference::keys::fold;
use crate::lexicon;
use crate::names::EntityKind;

/// The party and the places that the text gives the bearer of a name: "(R-Fla.)", "(Fla.)", "Republican of Florida",
/// "of Texas".
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The party, by its adjective: "republican".
    pub party: Option<&'static str>,
    /// The folded words of the places.
    pub place_words: Vec<String>,
}

impl Origin {
    /// The party and the places in the words of a role: "the Republican senator from Florida".
    pub fn of_role(context: &Context, role: &Role) -> Origin {
        let party = role.modifiers.clone().take(8).find_map(|i| lexicon::party(context.lower(i)));
        let party = party.or(lexicon::party(role.noun));
        let words = role.modifiers.clone().chain(role.after.clone()).take(16);
        Origin {
            party,
            place_words: words.filter(|&i| is_place(context, i)).map(|i| context.folded(i).to_owned()).collect(),
        }
    }

    /// Whether there is neither a party nor a place.
    pub fn is_empty(&self) -> bool {
        self.party.is_none() && self.place_words.is_empty()
    }

    /// Adds what the text says at another name or role of the same bearer.
    pub fn add(&mut self, other: &Origin) {
        /// How many words of places are kept.
        const PLACES: usize = 8;
        self.party = self.party.or(other.party);
        for word in &other.place_words {
            if self.place_words.len() < PLACES && !self.place_words.contains(word) {
                self.place_words.push(word.clone());
            }
        }
    }
}

/// Whether token `i` is in the name of a place.
pub fn is_place(context: &Context, i: usize) -> bool {
    context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Place)
}

/// The party and place right after name `n`: "Ana Cruz (R-Fla.)", "Ana Cruz, D-Calif.,", "Ana Cruz, Republican of
/// Florida", "Sen. Ana Cruz of Texas".
pub(super) fn origin(context: &Context, n: usize) -> Origin {
    let end = context.names[n].tokens.end;
    let at = |i: usize| context.lower_at(Some(i));
    let opens = matches!(at(end), "," | "(");
    let letter = match at(end + 1) {
        "r" => Some("republican"),
        "d" => Some("democratic"),
        _ => None,
    };
    let hyphen = matches!(at(end + 2), "-" | "–" | "‐" | "‑");
    let independent = at(end + 1) == "i";
    let (party, start) = if opens && hyphen && (letter.is_some() || independent) {
        (letter, end + 3)
    } else if opens && at(end + 2) == "of" && lexicon::party(at(end + 1)).is_some() {
        (lexicon::party(at(end + 1)), end + 3)
    } else if matches!(at(end), "of" | "from") && is_place(context, end + 1)
        || at(end) == "(" && (lexicon::state(&fold(at(end + 1))).is_some() || is_place(context, end + 1))
    {
        (None, end + 1)
    } else if at(end) == "," && matches!(at(end + 1), "a" | "an" | "the") {
        // "Ana Cruz, a Democrat,", "Ana Cruz, a German,".
        party_or_people(context, end + 2)
    } else if let Some(before) = context.names[n].tokens.start.checked_sub(1) {
        // "Republican Ana Cruz", "Germany's Ana Cruz".
        let owner = before.saturating_sub(1);
        let owned = context.is_possessive(before) && is_place(context, owner);
        if owned { (None, owner) } else { party_or_people(context, before) }
    } else {
        return Origin::default();
    };
    let capital = |&i: &usize| i < context.len() && context.is_capital(i);
    let place = (start..start + 2).take_while(capital).flat_map(|i| {
        let word = context.folded(i);
        match lexicon::state(word) {
            Some(state) => state.split(' ').map(str::to_owned).collect(),
            None => vec![word.to_owned()],
        }
    });
    Origin { party, place_words: place.collect() }
}

/// The party that token `i` names, and where words of a place begin: there, if it names a people, else nowhere.
fn party_or_people(context: &Context, i: usize) -> (Option<&'static str>, usize) {
    let party = lexicon::party(context.lower_at(Some(i)));
    let people = context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Group) && party.is_none();
    (party, if people { i } else { context.len() })
}
