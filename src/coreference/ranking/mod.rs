//! Decides who a speaking mention without a name is, by a learned ranker.
//!
//! **Problem.** "He", "the company" and "the 54-year-old" speak for somebody whom the text names elsewhere, or for
//! nobody named. Which one depends on many facts at once, none of which decides alone.
//!
//! **Method.** The mention asks a [question] and has [candidates]; [features] are computed for each of these and for
//! "nobody named"; a log-linear model gives each a chance. What the rules decided is one of the features. The named
//! entity with the largest chance is the answer where that is large enough beside the chance of all that have no name
//! together ([`choose`]). It takes the place of what the rules found only where it is sure: they hold distinctions that
//! a few thousand examples don't teach (a deputy is not the president, a city is no state).
//!
//! What it gets wrong: what readers know and the text doesn't say.

mod candidates;
mod earlier;
mod features;
mod introductions;
mod key;
mod question;
mod sheet;

use std::sync::LazyLock;

use super::discourse::{Decision, Discourse};
use super::mentions::Reference;
use super::pronoun_table::PronounClass;
use super::roles;
use crate::incremental::ScoreCache;
#[cfg(feature = "train")]
use crate::learned::ranker::Candidates;
use crate::learned::ranker::Ranker;
use crate::learned::weights::Table;
use crate::lexicon::{self, Flag};
use crate::rules::SpeakerRule;
use candidates::Candidate;
use features::RuleDecision;
pub use features::shown_entity;
use question::{Class, Question};
use sheet::Sheet;

/// The ranker with the weights that ship.
pub static RANKER: LazyLock<Ranker> = LazyLock::new(|| {
    Ranker::new(Table::new(include_bytes!("../../data/speakers.weights")).expect("the ranker's weights are whole"))
});

/// The ranker that decides in place of the one that ships, while other weights are tried.
#[cfg(feature = "train")]
static TRIED: std::sync::Mutex<Option<&'static Ranker<'static>>> = std::sync::Mutex::new(None);

/// Lets a ranker with these weights decide from now on, in place of the one that ships. For training; the weights are
/// never freed.
#[cfg(feature = "train")]
pub fn try_weights(bytes: Vec<u8>) {
    let table = Table::new(bytes.leak()).expect("a whole weight file");
    *TRIED.lock().expect("no thread failed") = Some(Box::leak(Box::new(Ranker::new(table))));
}

/// The ranker that decides.
fn ranker() -> &'static Ranker<'static> {
    #[cfg(feature = "train")]
    if let Some(tried) = *TRIED.lock().expect("no thread failed") {
        return tried;
    }
    &RANKER
}

/// The candidates of a question, with their scores. Candidate 0 is "nobody named".
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "train"), allow(dead_code))]
pub struct Ranking {
    /// The token at the head of the mention.
    pub head: usize,
    /// The entities that are candidates 1 and on.
    pub choices: Vec<Choice>,
    /// The score of each candidate, with that of "nobody named" first.
    scores: Vec<i32>,
    /// The features of each candidate, to learn from.
    #[cfg(feature = "train")]
    pub candidates: Candidates,
    /// The candidate that the rules chose; 0 where they chose nobody, or somebody who is no candidate.
    pub base: usize,
    /// The sort of mention that asks.
    class: Class,
    /// Whether its noun is an office whose holder everybody knows: "the president".
    heads_state: bool,
    /// Whether it is seldom somebody named: a noun for people whom articles quote without naming them ("the insider"),
    /// or several without a noun ("the two").
    hardly_named: bool,
}

/// An entity among the candidates.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "train"), allow(dead_code))]
pub struct Choice {
    /// The entity.
    pub entity: usize,
    /// The entity shown as the speaker in its place: a government's country, the first of several; else the entity
    /// itself.
    pub shown: usize,
    /// Whether that one has a name.
    pub named: bool,
}

/// The answer of the ranker to a question.
pub enum Answer {
    /// The decision of the rules stands.
    Rules,
    /// An entity that has a name.
    Named(Decision),
    /// Somebody who has no name: an entity met before, if one is likelier than a new one; and the chance that nobody
    /// named is meant.
    Unnamed(Option<usize>, f32),
}

/// Scores the candidates of mention `m`, which the rules gave to `base`. `None` where the mention doesn't speak, or a
/// rule decided that the ranker must not overrule. Scores that `known` holds are not computed again.
pub fn rank(discourse: &Discourse, m: usize, base: Option<Decision>, known: &mut ScoreCache) -> Option<Ranking> {
    if !discourse.mentions[m].speaks || !base.is_none_or(|d| is_open(d.rule)) {
        return None;
    }
    let question = Question::new(discourse, m)?;
    let base = RuleDecision::new(discourse, base);
    let found: Vec<Candidate> = candidates::find(discourse, &question, base.shown);
    #[cfg(feature = "train")]
    let mut candidates = Candidates::default();
    let ranker = ranker();
    let compute = |scores: &mut Vec<i32>| {
        each_sheet(discourse, &question, &found, &base, |sheet| {
            #[cfg(feature = "train")]
            candidates.add(sheet.features());
            scores.push(ranker.score(sheet.features()));
        });
    };
    let scores = known.scores(|| key::key(discourse, &question, &found, &base), 1 + found.len(), compute);
    debug_assert!(
        {
            let mut again = Vec::new();
            each_sheet(discourse, &question, &found, &base, |sheet| again.push(ranker.score(sheet.features())));
            again == scores
        },
        "something that the scores are computed from is not in their key"
    );
    let place = found.iter().position(|c| Some(c.entity) == base.shown);
    Some(Ranking {
        head: discourse.mentions[m].head,
        base: place.map_or(0, |place| place + 1),
        choices: found.iter().map(|c| choice(discourse, c.entity)).collect(),
        scores,
        #[cfg(feature = "train")]
        candidates,
        class: question.class,
        heads_state: question.noun.is_some_and(|noun| lexicon::has(noun, Flag::HeadOfState)),
        hardly_named: question.plural && question.noun.is_none()
            || question.noun.is_some_and(|noun| lexicon::has(noun, Flag::Anonymous)),
    })
}

/// Calls `each` with the features of "nobody named", and then with those of each candidate.
fn each_sheet(
    discourse: &Discourse,
    question: &Question,
    found: &[Candidate],
    base: &RuleDecision,
    mut each: impl FnMut(&Sheet),
) {
    let mut sheet = Sheet::default();
    features::nobody(discourse, question, found, base, &mut sheet);
    each(&sheet);
    let kind = |c: &Candidate| (discourse.entities[c.entity].kind, discourse.entities[c.entity].named);
    for (rank, candidate) in found.iter().enumerate() {
        let among_kind = found[..rank].iter().filter(|c| kind(c) == kind(candidate)).count();
        features::candidate(discourse, question, candidate, [rank, among_kind], base, &mut sheet);
        each(&sheet);
    }
}

#[cfg(feature = "train")]
impl Ranking {
    /// The name of the sort of mention, under which figures are printed.
    pub fn sort(&self) -> &'static str {
        match self.class {
            Class::HeOrShe => "he or she",
            Class::They => "they",
            Class::Description(_) => "description",
        }
    }
}

fn choice(discourse: &Discourse, entity: usize) -> Choice {
    let shown = discourse.entities[entity].first_shown().unwrap_or(entity);
    Choice { entity, shown, named: discourse.entities[shown].named }
}

/// The factor for the chance of "nobody named" before it is compared with that of a name: a name that is nearly as
/// likely is worth more to a reader, who sees how sure it is.
const NOBODY: f32 = 0.8;

/// The least chances with which the ranker decides in place of the rules: for a name, and for nobody named. They were
/// chosen for each sort of mention on articles that it had not learned from. They are high where the rules know
/// somebody, as rules hold what a few examples can't teach: a deputy is not the president, an engineer just met is not
/// the mayor.
fn thresholds(discourse: &Discourse, ranking: &Ranking, base: Option<Decision>) -> [f32; 2] {
    let named = base.is_some_and(|d| discourse.entities[d.entity].named);
    let known = named || base.is_some_and(|d| d.rule == SpeakerRule::DescriptionAgain);
    match ranking.class {
        Class::HeOrShe if named => [0.85, 0.95],
        Class::HeOrShe => [0.5, 0.95],
        // A couple: "Mr and Mrs Hale … they".
        Class::They if base.is_some_and(|d| is_couple(discourse, d.entity)) => [0.7, 0.95],
        Class::They => [0.7, 0.65],
        Class::Description(_) if known || ranking.heads_state => [0.95, 0.95],
        // Seldom somebody named: "the insider", "the two".
        Class::Description(_) if ranking.hardly_named => [0.6, 0.95],
        Class::Description(_) => [0.45, 0.95],
    }
}

fn is_couple(discourse: &Discourse, e: usize) -> bool {
    let entity = &discourse.entities[e];
    entity.named && entity.plural && entity.kind == crate::names::EntityKind::Person
}

/// Chooses a candidate by the chances, of which the first is that of "nobody named". Returns the named one with the
/// largest chance, if that is larger than `NOBODY` times the chance of all without a name together; else 0. With it
/// comes the chance of the answer.
pub fn choose(choices: &[Choice], chances: &[f32]) -> (usize, f32) {
    let named = |i: usize| i > 0 && choices[i - 1].named;
    let nobody: f32 = (0..chances.len()).filter(|&i| !named(i)).map(|i| chances[i]).sum();
    let best = (0..chances.len()).filter(|&i| named(i)).reduce(|a, b| if chances[b] > chances[a] { b } else { a });
    match best {
        Some(i) if chances[i] > NOBODY * nobody => (i, chances[i]),
        _ => (0, nobody),
    }
}

/// The chance that an answer is right, made from the model's own, which is somewhat too sure; measured on articles
/// unseen.
fn calibrated(chance: f32) -> f32 {
    (chance - 0.08 * chance * (1.0 - chance) * 4.0 - 0.02).clamp(0.05, 0.98)
}

/// The answer to the question of mention `m`, by the scores of its candidates; `base` is what the rules decided.
pub fn answer(discourse: &Discourse, m: usize, ranking: &Ranking, base: Option<Decision>) -> Answer {
    let ranker = ranker();
    if ranker.is_blank() {
        return Answer::Rules;
    }
    let chances = ranker.chances(&ranking.scores);
    let (chosen, chance) = choose(&ranking.choices, &chances);
    let base_named = ranking.base > 0 && ranking.choices[ranking.base - 1].named;
    let agrees = if chosen > 0 { chosen == ranking.base } else { !base_named };
    let [for_name, for_nobody] = thresholds(discourse, ranking, base);
    if agrees || chance < if chosen > 0 { for_name } else { for_nobody } {
        return Answer::Rules;
    }
    let confidence = calibrated(chance);
    if chosen > 0 {
        let entity = ranking.choices[chosen - 1].entity;
        if roles::is_of_another_age(discourse.context, &discourse.mentions[m], discourse.entities[entity].roles()) {
            return Answer::Rules;
        }
        return Answer::Named(Decision { entity, rule: rule(discourse, m, entity), confidence });
    }
    let unnamed = (1..chances.len()).filter(|&i| !ranking.choices[i - 1].named && chances[i] > chances[0]);
    let best = unnamed.reduce(|a, b| if chances[b] > chances[a] { b } else { a });
    Answer::Unnamed(best.map(|i| ranking.choices[i - 1].entity), confidence)
}

/// The rule whose explanation a reader is given where the ranker chose `entity` for mention `m`.
fn rule(discourse: &Discourse, m: usize, entity: usize) -> SpeakerRule {
    let mention = &discourse.mentions[m];
    let entity = &discourse.entities[entity];
    match &mention.reference {
        Reference::Pronoun(p) if p.class == PronounClass::Singular => SpeakerRule::PronounPerson,
        Reference::Pronoun(_) => SpeakerRule::PronounThey,
        Reference::Description(d) if d.noun.is_some_and(|n| entity.roles().iter().any(|r| r.noun == n.singular)) => {
            SpeakerRule::DescriptionRole
        }
        _ if entity.kind == crate::names::EntityKind::Person => SpeakerRule::DescriptionSalient,
        _ if entity.kind == crate::names::EntityKind::Place => SpeakerRule::DescriptionPlace,
        _ => SpeakerRule::DescriptionRecentBody,
    }
}

/// Whether the ranker may overrule what a rule decided. It may not where the rule is exact, stands for two, or doubts
/// on purpose.
fn is_open(rule: SpeakerRule) -> bool {
    use SpeakerRule::{Apposition, DescriptionNamed, FirstPerson, Name, NamedBody, Relative, ShortName, Writer};
    use SpeakerRule::{NamedNext, PronounExcluded, PronounOfTwo, Several};
    let exact =
        matches!(rule, Name | Apposition | NamedBody | ShortName | DescriptionNamed | FirstPerson | Relative | Writer);
    !exact && !matches!(rule, NamedNext | PronounExcluded | PronounOfTwo | Several)
}
