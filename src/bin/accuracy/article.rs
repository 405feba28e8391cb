//! Scores one article with full gold: every name and its kind, which names are one entity, every quotation and its
//! speaker; with a list of every miss.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::figures::{Figure, Prf, table};
use crate::predictions::{Id, Mention, Prediction, Quotation, Span, spans};
use crate::quotations::closest;

/// The gold of one article.
#[derive(Debug, Deserialize)]
pub struct Article {
    mentions: Vec<GoldMention>,
    quotations: Vec<GoldQuotation>,
}

#[derive(Debug, Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    text: String,
    kind: String,
    #[serde(default)]
    entity: Option<String>,
    /// True for a name that a program may find or leave out: neither counts as right or wrong.
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct GoldQuotation {
    #[serde(deserialize_with = "spans")]
    content: Vec<Span>,
    content_text: Vec<String>,
    /// The speaker; `None` where the article names nobody.
    speaker: Option<String>,
    /// All speakers that are right, where more than one is.
    #[serde(default)]
    alternatives: Vec<String>,
    /// Where the article names nobody as the speaker: names that count as wrong answers, however unsure the program is of them.
    #[serde(default)]
    forbidden: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// Scores one article.
pub fn score(gold: &Article, prediction: &Prediction) -> Figure {
    let names: Vec<&Mention> = prediction.mentions.iter().filter(|m| m.is_name()).collect();
    let mut wrong = Vec::new();
    let mentions = mentions(gold, &names, &mut wrong);
    let links = links(gold, &names);
    let entities = entities(gold, &names);
    let wanted: Vec<&GoldQuotation> = gold.quotations.iter().filter(|q| !q.optional).collect();
    let (mut found, mut right) = (0, 0);
    for q in &wanted {
        let Some(x) = closest(&q.content, &prediction.quotations).map(|i| &prediction.quotations[i]) else {
            wrong.push(format!("quotation not found: {:?}", start_of(q)));
            continue;
        };
        found += 1;
        if is_speaker(q, x, &entities) {
            right += 1;
        } else {
            let want = q.speaker.as_deref().unwrap_or("nobody");
            let name = |id: &Id| entities.get(id).map_or_else(|| id.to_string(), |e| e.to_string());
            let got: Vec<String> = x.spoken_by().iter().map(name).collect();
            wrong.push(format!("speaker of {:?}: want {want}, got {got:?} ({})", start_of(q), x.confidence));
        }
    }
    table([
        ("names", mentions),
        ("coreference_links", links),
        ("quotations_found", Figure::Ratio(found, wanted.len())),
        ("speakers_right", Figure::Ratio(right, wanted.len())),
        ("wrong", Figure::List(wrong)),
    ])
}

fn start_of(q: &GoldQuotation) -> String {
    q.content_text.first().map(|t| t.chars().take(50).collect()).unwrap_or_default()
}

fn mentions(gold: &Article, names: &[&Mention], wrong: &mut Vec<String>) -> Figure {
    const NOT_ASKED: [&str; 4] = ["ordinal", "cardinal", "quantity", "event"];
    let kind_at: HashMap<Span, &str> = names.iter().map(|m| ((m.start, m.end), m.kind.as_str())).collect();
    let known: HashSet<Span> = gold.mentions.iter().map(|m| (m.start, m.end)).collect();
    let must: Vec<&GoldMention> = gold.mentions.iter().filter(|m| !m.optional).collect();
    let (mut right, mut mistyped) = (0, 0);
    for m in &must {
        match kind_at.get(&(m.start, m.end)) {
            Some(kind) if *kind == m.kind => right += 1,
            Some(kind) => {
                mistyped += 1;
                wrong.push(format!("mistyped: {:?} at {} as {}, got {kind}", m.text, m.start, m.kind));
            }
            None => wrong.push(format!("missed: {:?} at {} as {}", m.text, m.start, m.kind)),
        }
    }
    let extra = names.iter().filter(|m| !known.contains(&(m.start, m.end)) && !NOT_ASKED.contains(&m.kind.as_str()));
    let extra: Vec<String> = extra.map(|m| format!("not in gold: {}-{} as {}", m.start, m.end, m.kind)).collect();
    let predicted = right + mistyped + extra.len();
    wrong.extend(extra);
    Figure::Prf(Prf::new(right, predicted, must.len()))
}

/// Scores the pairs of names that are one entity. Predicted names count only where a gold name begins.
fn links(gold: &Article, names: &[&Mention]) -> Figure {
    let gold: Vec<(usize, &str)> =
        gold.mentions.iter().filter_map(|m| Some((m.start, m.entity.as_deref().filter(|e| !e.is_empty())?))).collect();
    let starts: HashSet<usize> = gold.iter().map(|m| m.0).collect();
    let mut pred: Vec<(usize, &Id)> = names
        .iter()
        .filter(|m| starts.contains(&m.start) && !m.entity.is_null())
        .map(|m| (m.start, &m.entity))
        .collect();
    pred.sort_by_key(|m| m.0);
    let (gold, pred) = (pairs(&gold), pairs(&pred));
    Figure::Prf(Prf::new(gold.intersection(&pred).count(), pred.len(), gold.len()))
}

fn pairs<E: PartialEq>(mentions: &[(usize, E)]) -> HashSet<(usize, usize)> {
    let after = |i: usize| &mentions[i + 1..];
    let alike =
        |(i, a): (usize, &(usize, E))| after(i).iter().filter(|b| a.1 == b.1).map(|b| (a.0, b.0)).collect::<Vec<_>>();
    mentions.iter().enumerate().flat_map(alike).collect()
}

/// For each predicted entity, the gold entity that most of its names are of; of equals the one met first.
fn entities<'a>(gold: &'a Article, names: &[&'a Mention]) -> HashMap<&'a Id, &'a str> {
    let gold_at: HashMap<Span, &GoldMention> = gold.mentions.iter().map(|m| ((m.start, m.end), m)).collect();
    let mut votes: HashMap<&Id, Vec<(&str, usize)>> = HashMap::new();
    for m in names {
        let entity = gold_at.get(&(m.start, m.end)).and_then(|g| g.entity.as_deref()).filter(|e| !e.is_empty());
        let Some(entity) = entity else { continue };
        let votes = votes.entry(&m.entity).or_default();
        match votes.iter_mut().find(|v| v.0 == entity) {
            Some(vote) => vote.1 += 1,
            None => votes.push((entity, 1)),
        }
    }
    let most = |votes: Vec<(&'a str, usize)>| votes.iter().rev().max_by_key(|v| v.1).map(|v| v.0);
    votes.into_iter().filter_map(|(id, votes)| Some((id, most(votes)?))).collect()
}

fn is_speaker(q: &GoldQuotation, x: &Quotation, entities: &HashMap<&Id, &str>) -> bool {
    let got = x.spoken_by();
    let is = |id: &Id, name: &str| entities.get(id).map_or_else(|| id.is(name), |e| *e == name);
    let is_one_of = |id: &Id, names: &[String]| names.iter().any(|name| is(id, name));
    match &q.speaker {
        None => got.is_empty() || x.confidence < 0.5 && !got.iter().any(|id| is_one_of(id, &q.forbidden)),
        Some(speaker) if q.alternatives.is_empty() => !got.is_empty() && got.iter().all(|id| is(id, speaker)),
        Some(_) => !got.is_empty() && got.iter().all(|id| is_one_of(id, &q.alternatives)),
    }
}
