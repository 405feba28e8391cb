//! Which body a description means: "the fund", "the company", "the board of elections".
//!
//! Each body named or described so far is weighed: whether its name holds the noun ("the fund": the International
//! Monetary Fund), whether the text calls it by the noun, whether its name is that of such a body ("the airline":
//! Harbor Airways), how salient it is.
//!
//! What it gets wrong: what readers know of a body and neither its name nor the text says.

use std::cell::LazyCell;

use crate::coreference::context::{Context, NONE};
use crate::coreference::discourse::{Antecedent, Decision, Discourse};
use crate::coreference::entity::Entity;
use crate::coreference::mentions::{Mention, Reference};
use crate::coreference::pronoun_table::{Case, Pronoun, PronounClass};
use crate::coreference::roles::{self, Role};
use crate::coreference::salience::Salience;
use crate::lexicon::{self, Determiner, Fit, Flag};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// How many mentions a search goes back.
const WINDOW: usize = 80;

/// Up to how many names of a body in the document earn points.
const NAMINGS: u32 = 12;

/// Points for and against a body, added to those of [`Salience`]; found as those of persons were.
mod points {
    /// The noun heads its name: Global Harvest Fund, for "the fund".
    pub const HEAD: i32 = 60;
    /// The noun is in its name.
    pub const PART: i32 = 30;
    /// The text calls it by the noun.
    pub const ROLE: i32 = 45;
    /// It calls it by a synonym.
    pub const SYNONYM: i32 = 20;
    /// For each further word (of three at most) that the description shares with its name.
    pub const SHARED: i32 = 10;
    /// It has no name, and was introduced before: "a bank … the bank".
    pub const AGAIN: i32 = 10;
    /// It has no name, and all that the text has said of it is "the bank", too.
    pub const UNEXPLAINED: i32 = -30;
    /// Its name has no word of the phrase after the noun: Westport's, for "the University of Eastport".
    pub const CLASH: i32 = -60;
    /// For each time that the document names it, up to [`NAMINGS`].
    pub const PER_NAMING: i32 = 6;
    /// The salience of a body with a name, at least.
    pub const FAR: i32 = 20;
    /// It stands in this sentence.
    pub const SAME_SENTENCE: i32 = -10;
    /// The fewest points in all with which a body is meant whose name has the noun, or that the text calls so.
    pub const LEAST_TOLD: i32 = 65;
    /// The fewest points in all for one whose name is that of such a body: Harbor Airways, for "the airline".
    pub const LEAST_FITS: i32 = 70;
    /// The fewest points in all for any other.
    pub const LEAST_OPEN: i32 = 105;
}

/// What a description says of the body that it means.
struct Wanted<'d> {
    /// The description's noun: "outlet" of "the news outlet".
    noun: &'static str,
    /// The noun by which the names of bodies are judged: "outlet" for "the news organization", and else the
    /// description's own.
    sort: &'static str,
    /// True for a noun that alone often means a body named before: "the bank".
    returns: bool,
    /// The folded words before the noun: "the [news] outlet".
    before: Vec<&'d str>,
    /// The word that says what the body is for, as [`cause`] finds it.
    cause: Option<&'static str>,
    /// Those after it: "the board [of elections]".
    after: Vec<&'d str>,
    /// The folded words of names in it, all of which the body's name must have.
    names: Vec<&'d str>,
}

impl<'d> Wanted<'d> {
    fn new(discourse: &'d Discourse, m: usize, noun: &'static str) -> Wanted<'d> {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        // "the Harbor-based company": where it is says little of its name.
        let based = mention.tokens.clone().find(|&i| {
            matches!(context.lower(i), "based" | "headquartered" | "registered" | "listed")
                && i > 0
                && context.word(i - 1) == "-"
        });
        // "the 9,000-member union": numbers say nothing of its name.
        let number = |i: usize| context.word(i).starts_with(|c: char| c.is_ascii_digit());
        let told = |i: &usize| based.is_none_or(|based| *i > based) && !number(*i);
        let before: Vec<&str> = mention.modifiers().take(8).filter(told).map(|i| context.folded(i)).collect();
        let returns = lexicon::has(noun, Flag::ReturningBody);
        let press = before.iter().any(|w| matches!(*w, "news" | "media")) && returns;
        let in_name = |&i: &usize| context.name(i).is_some();
        Wanted {
            noun,
            sort: if press { "outlet" } else { noun },
            returns,
            before,
            cause: cause(context, mention),
            after: after(discourse, mention),
            names: mention.tokens.clone().filter(told).filter(in_name).map(|i| context.folded(i)).collect(),
        }
    }
}

/// A body that may be meant, with all points for and against it.
struct Candidate {
    entity: usize,
    score: i32,
    /// The fewest points with which it is meant.
    least: i32,
    /// Whether the body's name has the description's noun, or the text calls the body by it or a synonym: Harbor Bank,
    /// for "the bank".
    told: bool,
}

/// Decides which body definite description `m` means, `noun` its head; `None` where that is none met so far.
pub fn resolve(discourse: &Discourse, m: usize, noun: &'static str) -> Option<Decision> {
    let wanted = Wanted::new(discourse, m, noun);
    let bodies = bodies_so_far(discourse, m);
    let sole = LazyCell::new(|| is_sole(discourse, &wanted, &bodies));
    let mut best: Option<Candidate> = None;
    for body in &bodies {
        let Some(candidate) = score(discourse, m, &wanted, body, || *sole) else { continue };
        if candidate.score >= candidate.least && best.as_ref().is_none_or(|b| candidate.score > b.score) {
            best = Some(candidate);
        }
    }
    let Candidate { entity, told, .. } = best?;
    Some(match told {
        true => Decision { entity, rule: SpeakerRule::DescriptionBody, confidence: 0.85 },
        false => Decision { entity, rule: SpeakerRule::DescriptionRecentBody, confidence: 0.65 },
    })
}

/// Tells whether exactly one of the bodies met so far has a name that goes with the description's noun, such as
/// Halcion for "the drugmaker". News organizations don't count, since most texts name the ones that they cite.
fn is_sole(discourse: &Discourse, wanted: &Wanted, bodies: &[BodySoFar]) -> bool {
    let fits = |body: &&BodySoFar| {
        let entity = &discourse.entities[body.entity];
        entity.named
            && entity.kind == EntityKind::Organization
            && lexicon::body_fits(wanted.sort, &entity.words) != Fit::Wrong
            && !entity.words.iter().any(|word| lexicon::has(word, Flag::Media))
    };
    wanted.returns && bodies.iter().filter(fits).take(2).count() == 1
}

/// The bodies met so far: those of the last mentions, the latest first, then those that the document names most often.
fn bodies_so_far(discourse: &Discourse, m: usize) -> Vec<BodySoFar> {
    let it = Pronoun { class: PronounClass::It, case: Case::Subject };
    let here = Salience::at(discourse, m, it);
    let mut bodies: Vec<BodySoFar> = Vec::with_capacity(WINDOW);
    for (back, antecedent) in discourse.recent(WINDOW).enumerate() {
        let &Antecedent { mention: other, entity: e, place, .. } = antecedent;
        if !is_body(&discourse.entities[e]) {
            continue;
        }
        let mut salience = here.points_of(discourse, antecedent, back);
        if place.sentence == discourse.here.sentence {
            salience += points::SAME_SENTENCE;
        }
        let is_explained = match &discourse.mentions[other].reference {
            Reference::Description(d) => d.determiner != Some(Determiner::Definite),
            _ => true,
        } || discourse.entities[e].named;
        let owned = matches!(&discourse.mentions[other].reference, Reference::Description(d) if d.owned);
        match bodies.iter_mut().find(|p| p.entity == e) {
            Some(p) => {
                p.salience = p.salience.max(salience);
                p.is_explained |= is_explained;
            }
            None => bodies.push(BodySoFar { entity: e, salience, owned, is_explained }),
        }
    }
    for &e in &discourse.index.bodies {
        if discourse.entities[e].mentions > 0 && !bodies.iter().any(|p| p.entity == e) {
            bodies.push(BodySoFar { entity: e, salience: points::FAR, owned: false, is_explained: true });
        }
    }
    bodies
}

/// A body with its points; none where it can't be meant. `sole` tells whether no other body with a name may be meant.
fn score(
    discourse: &Discourse,
    m: usize,
    wanted: &Wanted,
    body: &BodySoFar,
    sole: impl Fn() -> bool,
) -> Option<Candidate> {
    let &BodySoFar { entity: e, salience, owned, is_explained } = body;
    let (mention, entity) = (&discourse.mentions[m], &discourse.entities[e]);
    // "the Cruz campaign" is not the Li campaign.
    if !wanted.names.iter().all(|w| entity.words.iter().any(|word| word == w)) {
        return None;
    }
    if entity.named && wanted.cause.is_some_and(|cause| !is_for_cause(discourse, e, cause)) {
        return None;
    }
    // In its own words a body may well use its name, but seldom "the group".
    let around = discourse.context.content_of[mention.head];
    if around != NONE && !mention.speaks && discourse.speaker(around as usize) == Some(e) {
        return None;
    }
    let shared = |words: &[&str]| {
        words.iter().filter(|w| w.len() > 2 && entity.words.iter().any(|word| word == *w)).count() as i32
    };
    let mut score = if entity.named { salience.max(points::FAR) } else { salience };
    score += points::PER_NAMING * entity.names.min(NAMINGS) as i32;
    score += points::SHARED * (shared(&wanted.before) + shared(&wanted.after)).min(3);
    let mut candidate = Candidate { entity: e, score, least: points::LEAST_TOLD, told: true };
    if head_noun(entity) == wanted.noun {
        candidate.score += points::HEAD;
        if !entity.named {
            // "Ortiz's campaign" is meant by "the campaign", but not by "the second campaign".
            if owned && !wanted.before.is_empty() {
                return None;
            }
            candidate.score += if is_explained { points::AGAIN } else { points::UNEXPLAINED };
        }
        // "the University of Eastport" is not Westport's.
        if !wanted.after.is_empty() && shared(&wanted.after) == 0 {
            candidate.score += points::CLASH;
        }
    } else if !entity.named {
        return None;
    } else if entity.roles().iter().any(|r| r.noun == wanted.noun) {
        candidate.score += points::ROLE;
    } else if entity.words.iter().any(|w| w == wanted.noun) {
        candidate.score += points::PART;
    } else if entity.roles().iter().any(|r| lexicon::synonyms(wanted.noun).contains(&r.noun)) {
        candidate.score += points::SYNONYM;
    } else if wanted.returns && (entity.kind == EntityKind::Organization || entity.spoke) {
        // What has spoken is a body, whatever the recognizer took it for.
        candidate.told = false;
        candidate.least = match lexicon::body_fits(wanted.sort, &entity.words) {
            Fit::Right => points::LEAST_FITS,
            Fit::Open if entity.kind == EntityKind::Organization && sole() => points::LEAST_FITS,
            // Neither its name nor the words of the description tell; all that is known is that it was mentioned.
            Fit::Open if wanted.before.is_empty() && wanted.after.is_empty() => points::LEAST_OPEN,
            _ => return None,
        };
    } else {
        return None;
    }
    Some(candidate)
}

/// The word of a description that says what its body is for: "campaign" of "the campaign group", "rights" of "the human
/// rights organization". `None` where none does.
pub fn cause(context: &Context, mention: &Mention) -> Option<&'static str> {
    const CAUSES: [&str; 7] = ["campaign", "pressure", "lobby", "rights", "advocacy", "consumer", "rebel"];
    let is_cause = |i: usize| CAUSES.iter().find(|&&cause| context.folded(i) == cause).copied();
    mention.modifiers().find_map(is_cause)
}

/// Tells whether the name of an entity, or what the text calls it, has the word that [`cause`] found. Only such a body is
/// "the campaign group"; an oil firm, which the text calls a group too, is not.
pub fn is_for_cause(discourse: &Discourse, e: usize, cause: &str) -> bool {
    let entity = &discourse.entities[e];
    let called = |role: &Role| role.words().any(|i| discourse.context.folded(i) == cause);
    entity.words.iter().any(|word| word == cause) || entity.roles().iter().any(called)
}

/// Whether an entity can be taken up as a body is: "the fund", "the mosque", "the study".
fn is_body(entity: &Entity) -> bool {
    use EntityKind::{Facility, Organization, Other, Product};
    entity.kind == Organization || entity.named && matches!(entity.kind, Facility | Product | Other)
}

/// A body that may be meant.
struct BodySoFar {
    entity: usize,
    salience: i32,
    /// Whether its last mention says whose it is: "Ortiz's campaign".
    owned: bool,
    /// Whether it has a name, or a mention other than a definite description: not only "the bank", which nothing
    /// explains.
    is_explained: bool,
}

/// The noun of a body's name: "Board" of "Illinois Board of Elections", "Fund" of "Global Harvest Fund", "bureau" of
/// "FBI".
pub fn head_noun<'e>(entity: &'e Entity) -> &'e str {
    let words = &entity.words;
    let end = words.iter().position(|w| matches!(&**w, "of" | "for" | "on" | "in" | "to" | "at"));
    let last = words[..end.filter(|&i| i > 0).unwrap_or(words.len())].last().map_or("", |word| &**word);
    if words.len() == 1 { lexicon::spelled_out(last).unwrap_or(last) } else { last }
}

/// The folded words of the phrase after a noun: "elections" for "the board of elections".
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
