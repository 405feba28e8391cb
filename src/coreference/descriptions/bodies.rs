//! Which body a description means: "the fund", "the company", "the board of elections".
//!
//! Each body named or described so far is weighed: whether its name holds the noun ("the fund": the International Monetary
//! Fund), whether the text says that it is that, whether its name is that of such a body ("the airline": Harbor Airways), how
//! present it is.
//!
//! What it gets wrong: what readers know of a body and neither its name nor the text says.

use crate::coreference::context::NONE;
use crate::coreference::discourse::{Antecedent, Decision, Discourse};
use crate::coreference::entity::Entity;
use crate::coreference::mentions::{Mention, What};
use crate::coreference::pronoun_table::{Case, Person, Pronoun};
use crate::coreference::roles;
use crate::coreference::salience::Salience;
use crate::lexicon::{self, Determiner, Fit, Flag};
use crate::names::EntityKind;
use crate::rules::SpeakerRule as Sieve;

/// How many mentions a search goes back.
const WINDOW: usize = 80;

/// How often the document names a body counts as far as this.
const NAMINGS: u32 = 12;

/// Points for and against a body, added to those of [`Salience`]; found as those of persons were.
mod points {
    /// The noun heads its name: "the fund", Global Harvest Fund.
    pub const HEAD: i32 = 60;
    /// The noun is in its name.
    pub const PART: i32 = 30;
    /// The text says that it is that.
    pub const ROLE: i32 = 45;
    /// It says so in another word.
    pub const SYNONYM: i32 = 20;
    /// For each further word that the description shares with its name.
    pub const SHARED: i32 = 10;
    /// "a bank … the bank".
    pub const AGAIN: i32 = 10;
    /// "the bank … the bank", where nothing told which the first was.
    pub const UNTRACED: i32 = -30;
    /// "the University of Eastport", Westport's.
    pub const CLASH: i32 = -60;
    /// For each time that the document names it, up to [`NAMINGS`].
    pub const PER_NAMING: i32 = 6;
    /// The least presence of a body that has a name.
    pub const FAR: i32 = 20;
    /// It stands in this sentence.
    pub const SAME_SENTENCE: i32 = -10;
    /// The least of all for a body whose name or role is that.
    pub const LEAST_TOLD: i32 = 65;
    /// The least of all for one whose name is that of such a body: "the airline", Harbor Airways.
    pub const LEAST_FITS: i32 = 70;
    /// The least of all for any other.
    pub const LEAST_OPEN: i32 = 105;
}

/// The body that definite description `m` means, `noun` its head; none if that is none met so far.
pub fn resolve(discourse: &Discourse, m: usize, noun: &'static str) -> Option<Decision> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let around = context.content_of[mention.head];
    // "the board [of elections]", "the [news] outlet".
    let before: Vec<&str> = mention.modifiers().take(8).map(|i| context.folded(i)).collect();
    let after: Vec<&str> = after(discourse, mention);
    // "the news organization" is an outlet.
    let press = before.iter().any(|w| matches!(*w, "news" | "media")) && lexicon::has(noun, Flag::ReturningBody);
    let sort = if press { "outlet" } else { noun };
    let names_in_it: Vec<&str> =
        mention.tokens.clone().filter(|&i| context.name(i).is_some()).map(|i| context.folded(i)).collect();
    let it = Pronoun { person: Person::It, case: Case::Subject };
    let here = Salience::at(discourse, m, it);
    let mut present: Vec<Present> = Vec::with_capacity(WINDOW);
    for (back, antecedent) in discourse.recent(WINDOW).enumerate() {
        let &Antecedent { mention: other, entity: e, place, .. } = antecedent;
        if !is_body(&discourse.entities[e]) {
            continue;
        }
        let mut salience = here.of(discourse, antecedent, back);
        if place.sentence == discourse.here.sentence {
            salience += points::SAME_SENTENCE;
        }
        let traced = match &discourse.mentions[other].what {
            What::Description(d) => d.determiner != Some(Determiner::Definite),
            _ => true,
        } || discourse.entities[e].named;
        let owned = matches!(&discourse.mentions[other].what, What::Description(d) if d.owned);
        match present.iter_mut().find(|p| p.entity == e) {
            Some(p) => {
                p.salience = p.salience.max(salience);
                p.traced |= traced;
            }
            None => present.push(Present { entity: e, salience, owned, traced }),
        }
    }
    for &e in &discourse.index.bodies {
        if discourse.entities[e].mentions > 0 && !present.iter().any(|p| p.entity == e) {
            present.push(Present { entity: e, salience: points::FAR, owned: false, traced: true });
        }
    }
    let returns = lexicon::has(noun, Flag::ReturningBody);
    let mut best: Option<(i32, usize, bool)> = None;
    for Present { entity: e, salience, owned, traced } in present {
        let entity = &discourse.entities[e];
        // "the Cruz campaign" is not the Li campaign.
        if !names_in_it.iter().all(|w| entity.words.iter().any(|word| word == w)) {
            continue;
        }
        // A body may well name itself in what it says, but it says little of "the group".
        if around != NONE && !mention.speaks && discourse.speaker(around as usize) == Some(e) {
            continue;
        }
        let salience = if entity.named { salience.max(points::FAR) } else { salience };
        let mut score = salience + points::PER_NAMING * entity.names.min(NAMINGS) as i32;
        let all = |words: &[&str]| {
            words.iter().filter(|w| w.len() > 2 && entity.words.iter().any(|word| word == *w)).count() as i32
        };
        let shared = all(&before) + all(&after);
        score += points::SHARED * shared.min(3);
        let mut told = true;
        let mut least = points::LEAST_TOLD;
        if head_noun(entity) == noun {
            score += points::HEAD;
            if !entity.named {
                // "Ortiz's campaign … the campaign": only by itself.
                if owned && !before.is_empty() {
                    continue;
                }
                score += if traced { points::AGAIN } else { points::UNTRACED };
            }
            // "the University of Eastport" is not Westport's.
            if !after.is_empty() && all(&after) == 0 {
                score += points::CLASH;
            }
        } else if !entity.named {
            continue;
        } else if entity.roles().iter().any(|r| r.noun == noun) {
            score += points::ROLE;
        } else if entity.words.iter().any(|w| w == noun) {
            score += points::PART;
        } else if entity.roles().iter().any(|r| lexicon::synonyms(noun).contains(&r.noun)) {
            score += points::SYNONYM;
        } else if returns && (entity.kind == EntityKind::Organization || entity.spoke) {
            // What has spoken is a body, whatever the recognizer took it for.
            told = false;
            match lexicon::body_fits(sort, &entity.words) {
                Fit::Right => least = points::LEAST_FITS,
                // Nothing but its being there.
                Fit::Open if before.is_empty() && after.is_empty() => least = points::LEAST_OPEN,
                _ => continue,
            }
        } else {
            continue;
        }
        if score >= least && best.is_none_or(|b| score > b.0) {
            best = Some((score, e, told));
        }
    }
    let (_, entity, told) = best?;
    Some(match told {
        true => Decision { entity, sieve: Sieve::DescriptionBody, confidence: 0.85 },
        false => Decision { entity, sieve: Sieve::DescriptionRecentBody, confidence: 0.65 },
    })
}

/// Whether an entity can be taken up as a body is: "the fund", "the mosque", "the study".
fn is_body(entity: &Entity) -> bool {
    use EntityKind::{Facility, Organization, Other, Product};
    entity.kind == Organization || entity.named && matches!(entity.kind, Facility | Product | Other)
}

/// A body that may be meant.
struct Present {
    entity: usize,
    salience: i32,
    /// "Ortiz's campaign".
    owned: bool,
    /// Whether it is more than a definite description that nothing explained.
    traced: bool,
}

/// The noun of a body's name: "Board" of "Illinois Board of Elections", "Fund" of "Global Harvest Fund", "bureau" of "FBI".
pub fn head_noun<'e>(entity: &'e Entity) -> &'e str {
    let words = &entity.words;
    let end = words.iter().position(|w| matches!(&**w, "of" | "for" | "on" | "in" | "to" | "at"));
    let last = words[..end.filter(|&i| i > 0).unwrap_or(words.len())].last().map_or("", |word| &**word);
    if words.len() == 1 { lexicon::spelled_out(last).unwrap_or(last) } else { last }
}

/// The folded words of the phrase after a noun: "of elections".
fn after<'s>(discourse: &Discourse<'_, 's>, mention: &Mention) -> Vec<&'s str> {
    let context = discourse.context;
    let start = mention.tokens.end;
    if context.lower_at(Some(start)) != "of" {
        return Vec::new();
    }
    let end = (start + 1..context.sentence(mention.head).end.min(start + 5))
        .find(|&i| !context.tag(i).is_noun() && !matches!(context.lower(i), "the"))
        .unwrap_or(start + 1);
    let complement = roles::complement(context, start);
    (start + 1..end.max(complement.end)).map(|i| context.folded(i)).filter(|&w| w.len() > 2 && w != "the").collect()
}
