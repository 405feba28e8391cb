//! Which person a description means: "the senator", "the former governor of Ohio", "the 54-year-old".
//!
//! Every person whom the text has mentioned is weighed: how salient she is (which decides whom "she" means), whether
//! the text calls her by the description's noun (a title, an apposition), what else of the description fits her (a
//! place, a party, "former"), and how much of the text is about her. Who speaks in the words around, or stands in the
//! same clause, is not meant.
//!
//! What it gets wrong: what readers know and the text doesn't say ("the real estate mogul").

mod candidates;
mod points;
mod score;
mod wanted;

use crate::coreference::discourse::{Decision, Discourse};
use crate::coreference::mentions::Description;
use crate::coreference::roles::Role;
use crate::coreference::scoring::best;
use crate::lexicon;
use crate::rules::SpeakerRule;
pub use candidates::serves_elsewhere;
use candidates::{of_age, present};
use score::{is_former, score};
use wanted::Wanted;

/// How many mentions a search goes back.
const WINDOW: usize = 60;

/// A person who may be meant.
struct Candidate {
    entity: usize,
    score: i32,
    /// Whether the text says that the candidate is the one: it calls her by the description's noun or a synonym ("Ana
    /// Ruiz, the mayor", for "the mayor"), or gives her its place.
    told: bool,
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
