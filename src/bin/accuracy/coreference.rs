//! Scores the coreference of names and pronouns: MUC, B³ and CEAF-e, and their mean, the CoNLL F1.
//!
//! The protocol:
//!
//! 1. Gold mentions are the corpus's names (spans without titles, classes PER, ORG, LOC and MISC) and those
//!    members of its clusters that are a personal or relative pronoun. Descriptions are left out, since the
//!    corpora and the annotations cut them differently.
//! 2. Predicted mentions are those of form name, amounts aside, and of form pronoun. They equal gold ones
//!    where the span is the same to the character.
//! 3. Mentions of one entity are a chain. Chains of one mention are dropped on both sides, as in
//!    OntoNotes; else finding names would earn what resolving them should.
//! 4. The three measures are summed over documents, as the CoNLL-2012 scorer does (Pradhan et al. 2014).
//!
//! On gum.news all nine figures equal those of `scorch` 0.2.0 (PyPI), given the same chains.

use std::collections::{BTreeMap, HashMap, HashSet};

use whosaid::corpora::GoldDocument;

use crate::figures::{Figure, Prf, round, table};
use crate::names::class;
use crate::predictions::{Prediction, Span, pair, slice};

const PRONOUNS: [&str; 37] = [
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "themself",
    "who",
    "whom",
    "whose",
    "which",
    "that",
];

/// Mentions that are one entity, in text order.
pub type Chain = Vec<Span>;

/// The gold chains of a document, by the protocol.
pub fn gold_chains(gold: &GoldDocument) -> Vec<Chain> {
    let text: Vec<char> = gold.text.chars().collect();
    let is_pronoun = |&s: &Span| PRONOUNS.contains(&slice(&text, s).to_lowercase().as_str());
    let names = gold.entities.iter().flatten().filter(|e| e.coarse.is_some());
    let names = names.filter_map(|e| Some(((e.span.start, e.span.end), e.cluster.as_deref()?)));
    let clusters = gold.cluster_info.iter().zip(&gold.clusters);
    let pronouns = clusters.flat_map(|(info, c)| c.iter().copied().filter(is_pronoun).map(|s| (s, info.id.as_str())));
    chains(names.chain(pronouns))
}

/// The predicted chains, by the protocol.
pub fn predicted_chains(prediction: &Prediction) -> Vec<Chain> {
    let counted = prediction.mentions.iter().filter(|m| match m.form.as_deref() {
        Some("name") => class(&m.kind).is_some(),
        form => form == Some("pronoun"),
    });
    chains(counted.map(|m| ((m.start, m.end), m.entity.to_string())))
}

/// Groups mentions by entity; a span given twice belongs to the entity that came first.
fn chains<E: Ord>(mentions: impl Iterator<Item = (Span, E)>) -> Vec<Chain> {
    let mut seen = HashSet::new();
    let mut chains: BTreeMap<E, Chain> = BTreeMap::new();
    for (span, entity) in mentions.filter(|m| seen.insert(m.0)) {
        chains.entry(entity).or_default().push(span);
    }
    let mut chains: Vec<Chain> = chains.into_values().filter(|c| c.len() > 1).collect();
    chains.iter_mut().for_each(|c| c.sort());
    chains
}

/// A share that is summed over documents: `part` of `whole`.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    part: f64,
    whole: f64,
}

impl Share {
    fn add(&mut self, part: f64, whole: usize) {
        self.part += part;
        self.whole += whole as f64;
    }

    fn value(self) -> f64 {
        if self.whole == 0.0 { 0.0 } else { self.part / self.whole }
    }
}

/// One measure's precision and recall.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    p: Share,
    r: Share,
}

/// For each mention, the index of its chain.
fn index(chains: &[Chain]) -> HashMap<Span, usize> {
    chains.iter().enumerate().flat_map(|(i, c)| c.iter().map(move |&s| (s, i))).collect()
}

/// Adds the share of the links of `chains` that survive where `other` cuts them (Vilain et al. 1995).
fn muc(chains: &[Chain], other: &HashMap<Span, usize>, share: &mut Share) {
    for chain in chains {
        let parts: HashSet<usize> = chain.iter().filter_map(|m| other.get(m).copied()).collect();
        let alone = chain.iter().filter(|m| !other.contains_key(m)).count();
        share.add((chain.len() - parts.len() - alone) as f64, chain.len() - 1);
    }
}

/// Adds, for each mention, the share of its chain that is also in its chain on the other side (Bagga and Baldwin 1998).
fn b_cubed(chains: &[Chain], other: &HashMap<Span, usize>, share: &mut Share) {
    for chain in chains {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for part in chain.iter().filter_map(|m| other.get(m)) {
            *shared.entry(*part).or_default() += 1;
        }
        let squares: usize = shared.values().map(|n| n * n).sum();
        share.add(squares as f64 / chain.len() as f64, chain.len());
    }
}

/// Adds the best one-to-one alignment of chains, by the share of mentions in common (Luo 2005, φ4).
fn ceaf_e(gold: &[Chain], pred: &[Chain], measure: &mut Measure) {
    let in_pred = index(pred);
    let mut alike = vec![vec![0.0; pred.len()]; gold.len()];
    for (row, chain) in alike.iter_mut().zip(gold) {
        for &p in chain.iter().filter_map(|m| in_pred.get(m)) {
            row[p] += 2.0 / (chain.len() + pred[p].len()) as f64;
        }
    }
    let total = best_alignment(&alike);
    measure.r.add(total, gold.len());
    measure.p.add(total, pred.len());
}

/// The greatest sum of cells of which no two share a row or a column: the Hungarian method with potentials.
fn best_alignment(weights: &[Vec<f64>]) -> f64 {
    let columns = weights.first().map_or(0, Vec::len);
    if columns < weights.len() {
        let transposed: Vec<Vec<f64>> = (0..columns).map(|j| weights.iter().map(|row| row[j]).collect()).collect();
        return best_alignment(&transposed);
    }
    // Row and column 0 stand for "none"; `row_of[j]` is the row aligned with column j.
    let mut row_potential = vec![0.0; weights.len() + 1];
    let mut column_potential = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=weights.len() {
        row_of[0] = row;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut from = vec![0; columns + 1];
        let mut visited = vec![false; columns + 1];
        let mut column = 0;
        while row_of[column] != 0 {
            visited[column] = true;
            let current = row_of[column];
            let (mut step, mut nearest) = (f64::INFINITY, 0);
            for j in (1..=columns).filter(|&j| !visited[j]) {
                let reduced = -weights[current - 1][j - 1] - row_potential[current] - column_potential[j];
                if reduced < slack[j] {
                    (slack[j], from[j]) = (reduced, column);
                }
                if slack[j] < step {
                    (step, nearest) = (slack[j], j);
                }
            }
            for j in 0..=columns {
                if visited[j] {
                    row_potential[row_of[j]] += step;
                    column_potential[j] -= step;
                } else {
                    slack[j] -= step;
                }
            }
            column = nearest;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    (1..=columns).filter(|&j| row_of[j] != 0).map(|j| weights[row_of[j] - 1][j - 1]).sum()
}

/// Scores the chains of documents, each given as its gold and its predicted chains.
pub fn score_chains<'a>(documents: impl Iterator<Item = (&'a [Chain], &'a [Chain])>) -> Figure {
    let mut measures = [Measure::default(); 3];
    let (mut gold_mentions, mut predicted_mentions) = (0, 0);
    for (gold, pred) in documents {
        let (in_gold, in_pred) = (index(gold), index(pred));
        muc(gold, &in_pred, &mut measures[0].r);
        muc(pred, &in_gold, &mut measures[0].p);
        b_cubed(gold, &in_pred, &mut measures[1].r);
        b_cubed(pred, &in_gold, &mut measures[1].p);
        ceaf_e(gold, pred, &mut measures[2]);
        gold_mentions += in_gold.len();
        predicted_mentions += in_pred.len();
    }
    let f1 = |m: &Measure| {
        let (p, r) = (m.p.value(), m.r.value());
        if p + r == 0.0 { 0.0 } else { 200.0 * p * r / (p + r) }
    };
    let conll = round(measures.iter().map(f1).sum::<f64>() / 3.0, 2);
    let rows = ["MUC", "B3", "CEAFe"].into_iter().zip(&measures).map(|(name, m)| {
        (name, Figure::Prf(Prf::of_shares(m.p.value(), m.r.value(), predicted_mentions, gold_mentions)))
    });
    table(rows.chain([("CoNLL", table([("f1", Figure::Number(conll))]))]))
}

/// Scores the coreference of a corpus.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let documents: Vec<_> =
        pair(gold, predictions)?.into_iter().map(|(g, p)| (gold_chains(g), predicted_chains(p))).collect();
    Ok(score_chains(documents.iter().map(|(g, p)| (g.as_slice(), p.as_slice()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains_of(chains: &[&[usize]]) -> Vec<Chain> {
        chains.iter().map(|c| c.iter().map(|&i| (i, i + 1)).collect()).collect()
    }

    /// Gold {1 2 3} {4 5 6 7}, predicted {1 2} {3 4 5} {6 7}: the example by hand.
    #[test]
    fn three_measures_of_one_example() {
        let gold = chains_of(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let pred = chains_of(&[&[1, 2], &[3, 4, 5], &[6, 7]]);
        let Figure::Table(rows) = score_chains([(gold.as_slice(), pred.as_slice())].into_iter()) else { panic!() };
        let prf = |i: usize| match &rows[i].1 {
            Figure::Prf(x) => (x.p, x.r),
            other => panic!("{other:?}"),
        };
        // MUC: recall (1 + 2) / 5, precision (1 + 1 + 1) / 4.
        assert_eq!(prf(0), (75.0, 60.0));
        // B³: recall (5/3 + 8/4) / 7, precision (4/2 + 5/3 + 4/2) / 7.
        assert_eq!(prf(1), (80.95, 52.38));
        // CEAF-e: {1 2 3}~{1 2} 4/5, {4 5 6 7}~{6 7} 4/6, of two and of three chains.
        assert_eq!(prf(2), (48.89, 73.33));
    }

    /// "Ida Moss", "she" and "Moss" are a chain; the aide is a description, "it" is alone, Oslo met once.
    #[test]
    fn chains_of_names_and_pronouns() {
        let gold: GoldDocument = serde_json::from_str(
            r#"{"id": "1", "text": "Ida Moss said she left Oslo. Moss’s aide knew it, an aide of hers said.",
                "entities": [
                    {"start": 0, "end": 8, "type": "person", "coarse": "PER", "fine": null, "cluster": "1"},
                    {"start": 23, "end": 27, "type": "place", "coarse": "LOC", "fine": null, "cluster": "2"},
                    {"start": 29, "end": 33, "type": "person", "coarse": "PER", "fine": null, "cluster": "1"}],
                "clusters": [[[0, 8], [14, 17], [29, 35]], [[29, 40], [50, 66]], [[46, 48], [14, 27]]],
                "cluster_info": [{"type": "person", "grp": "1", "name": "Ida Moss"},
                    {"type": "person", "grp": "3", "name": null}, {"type": "event", "grp": "4", "name": null}]}"#,
        )
        .unwrap();
        assert_eq!(gold_chains(&gold), [[(0, 8), (14, 17), (29, 33)]]);
        let prediction: Prediction = serde_json::from_str(
            r#"{"mentions": [
                {"start": 0, "end": 8, "kind": "person", "form": "name", "entity": 0},
                {"start": 14, "end": 17, "kind": "person", "form": "pronoun", "entity": 0},
                {"start": 29, "end": 40, "kind": "person", "form": "nominal", "entity": 0},
                {"start": 23, "end": 27, "kind": "place", "form": "name", "entity": 1},
                {"start": 50, "end": 52, "kind": "date", "form": "name", "entity": 1}]}"#,
        )
        .unwrap();
        assert_eq!(predicted_chains(&prediction), [[(0, 8), (14, 17)]]);
    }

    #[test]
    fn alignment_is_the_best_of_all() {
        let weights = |seed: u64, rows: usize, columns: usize| {
            let mut x = seed;
            let mut next = move || {
                x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (x >> 33) as f64 / (1u64 << 31) as f64
            };
            (0..rows).map(|_| (0..columns).map(|_| next()).collect()).collect::<Vec<Vec<f64>>>()
        };
        fn by_hand(weights: &[Vec<f64>], used: &mut Vec<bool>) -> f64 {
            let Some((row, rest)) = weights.split_first() else { return 0.0 };
            let mut best = by_hand(rest, used);
            for j in 0..row.len() {
                if !used[j] {
                    used[j] = true;
                    best = best.max(row[j] + by_hand(rest, used));
                    used[j] = false;
                }
            }
            best
        }
        for seed in 0..200 {
            let (rows, columns) = (seed as usize % 5, seed as usize / 5 % 6);
            let w = weights(seed, rows, columns);
            let want = by_hand(&w, &mut vec![false; columns]);
            assert!((best_alignment(&w) - want).abs() < 1e-12, "{w:?}");
        }
    }
}
