//! Scores quotations by the published protocol for PolNeAR: single sentences or paragraphs, split into tokens, each
//! labelled B-source, I-cue, O, ….
//!
//! The tokens are put together to a text, the text is annotated, and the spans found are cut back into
//! runs of tokens; a token belongs to one run, cues first, then sources, then contents. `exact` compares
//! runs, `begin` only where they begin.

use std::collections::HashSet;

use serde::Deserialize;

use crate::figures::{Figure, Prf, table};
use crate::predictions::{Prediction, Span};

/// A text as tokens with their labels.
#[derive(Debug, Deserialize)]
pub struct Labelled {
    tokens: Vec<String>,
    #[serde(default)]
    labels: Vec<String>,
}

const ROLES: [&str; 3] = ["source", "cue", "content"];
const NO_SPACE_BEFORE: [&str; 27] = [
    ".", ",", ";", ":", "!", "?", "%", ")", "]", "}", "”", "’", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d",
    "'m", "’re", "’ve", "’ll", "’d", "’m", "...",
];
const NO_SPACE_AFTER: [&str; 7] = ["(", "[", "{", "“", "‘", "$", "#"];

fn plain(token: &str) -> &str {
    match token {
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        "``" => "“",
        "''" => "”",
        "`" => "‘",
        "'" => "’",
        other => other,
    }
}

impl Labelled {
    /// The text that the tokens make up, and the place of each token in it, in code points.
    pub fn text(&self) -> (String, Vec<Span>) {
        let (mut text, mut length, mut places, mut glued) = (String::new(), 0, Vec::new(), true);
        for word in self.tokens.iter().map(|t| plain(t)) {
            if !glued && !NO_SPACE_BEFORE.contains(&word) {
                text.push(' ');
                length += 1;
            }
            let start = length;
            length += word.chars().count();
            places.push((start, length));
            text += word;
            glued = NO_SPACE_AFTER.contains(&word);
        }
        (text, places)
    }

    /// The runs of tokens that the labels mark, by role.
    fn runs(&self) -> Result<[Vec<Span>; 3], String> {
        let mut runs: [Vec<Span>; 3] = Default::default();
        let mut open: Option<(usize, &str)> = None;
        for (i, label) in self.labels.iter().map(String::as_str).chain(["O"]).enumerate() {
            let kind = label.get(2..).unwrap_or_default();
            if let Some((start, role)) = open.filter(|o| label == "O" || label.starts_with('B') || kind != o.1) {
                let role = ROLES.iter().position(|r| *r == role).ok_or_else(|| format!("a label of {role:?}"))?;
                runs[role].push((start, i));
                open = None;
            }
            if label != "O" && open.is_none() {
                open = Some((i, kind));
            }
        }
        Ok(runs)
    }
}

/// The runs of tokens that a prediction's spans cover, by role.
fn found(prediction: &Prediction, places: &[Span]) -> [Vec<Span>; 3] {
    let mut runs: [Vec<Span>; 3] = Default::default();
    let mut taken = vec![false; places.len()];
    for role in [1, 0, 2] {
        for q in &prediction.quotations {
            for &(start, end) in [&q.source, &q.cue, &q.content][role] {
                let free = |k: &usize| places[*k].0 < end && places[*k].1 > start && !taken[*k];
                let tokens: Vec<usize> = (0..places.len()).filter(free).collect();
                for run in tokens.chunk_by(|a, b| a + 1 == *b) {
                    runs[role].push((run[0], run[0] + run.len()));
                    run.iter().for_each(|&k| taken[k] = true);
                }
            }
        }
    }
    runs
}

/// Scores token-level data; predictions stand in the order of the gold.
pub fn score(gold: &[Labelled], predictions: &[Prediction]) -> Result<Figure, String> {
    let (mut exact, mut begin) = ([[0; 3]; 3], [[0; 3]; 3]);
    for (g, p) in gold.iter().zip(predictions) {
        let (wanted, found) = (g.runs()?, found(p, &g.text().1));
        for role in 0..ROLES.len() {
            count(&mut exact[role], &wanted[role], &found[role], |run| run);
            count(&mut begin[role], &wanted[role], &found[role], |run| (run.0, 0));
        }
    }
    let rows = |counts: [[usize; 3]; 3]| {
        table(
            ROLES
                .iter()
                .zip(counts)
                .map(|(role, [right, pred, gold])| (*role, Figure::Prf(Prf::new(right, pred, gold)))),
        )
    };
    Ok(table([("exact", rows(exact)), ("begin", rows(begin))]))
}

fn count(counts: &mut [usize; 3], gold: &[Span], pred: &[Span], part: fn(Span) -> Span) {
    let set = |runs: &[Span]| runs.iter().map(|&r| part(r)).collect::<HashSet<Span>>();
    let (gold, pred) = (set(gold), set(pred));
    counts[0] += gold.intersection(&pred).count();
    counts[1] += pred.len();
    counts[2] += gold.len();
}
