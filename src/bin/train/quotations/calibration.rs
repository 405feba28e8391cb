//! Maps the figures of the network and of rules to the share that was right, among articles that the network did not learn from.

use std::fmt::Write;

use whosaid::quotations::confidence::{Knot, between};

use super::figures::Prediction;

/// The fewest predictions that a knot is the mean of.
const LEAST: usize = 40;

/// About how many knots a map has at most: each is the mean of one in 24 predictions.
const MOST_KNOTS: usize = 24;

/// How often a rule must have decided for its confidence to have a map.
const FEW: usize = 20;

/// The rule of attributions that the network found without help from another rule.
const MODEL: &str = "model";

/// The maps of what a network and the rules find, as `src/quotations/confidence.rs` includes them.
#[derive(Debug, Default)]
pub struct Maps {
    /// The maps of the network's figures: for contents without quotation marks, and for those with some.
    pub model: [Vec<Knot>; 2],
    /// The map of each rule, by the id of the rule.
    pub rules: Vec<(&'static str, Vec<Knot>)>,
}

impl Maps {
    /// Learns the maps of the network's figures from what was found with figures in place of confidence.
    pub fn of_model(predictions: &[Prediction]) -> Maps {
        let knots = |marked| knots(predictions.iter().filter(|p| p.rule == MODEL && p.marked == marked));
        Maps { model: [false, true].map(knots), rules: Vec::new() }
    }

    /// Learns the maps of rules from what was found with those of the network.
    pub fn add_rules(&mut self, predictions: &[Prediction]) {
        let mut ids: Vec<&'static str> = predictions.iter().map(|p| p.rule).filter(|&id| id != MODEL).collect();
        ids.sort_unstable();
        for of_rule in ids.chunk_by(|a, b| a == b).filter(|of_rule| of_rule.len() >= FEW) {
            let id = of_rule[0];
            self.rules.push((id, knots(predictions.iter().filter(|p| p.rule == id))));
        }
    }

    /// The confidence of a rule's decision by the map of the rule; without a map, `confidence` as it is.
    pub fn of_rule(&self, rule: &str, confidence: f32) -> f32 {
        let known = self.rules.iter().find(|(id, _)| *id == rule);
        known.map_or(confidence, |(_, knots)| between(knots, confidence))
    }

    /// The text of the file `confidence.in`.
    pub fn text(&self) -> String {
        let list = |knots: &[Knot]| {
            let knots: Vec<String> = knots.iter().map(|(raw, share)| format!("({raw:.3}, {share:.3})")).collect();
            format!("&[{}]", knots.join(", "))
        };
        let mut out = String::from("(\n    [\n");
        self.model.iter().for_each(|knots| out += &format!("        {},\n", list(knots)));
        out += "    ],\n    &[\n";
        self.rules.iter().for_each(|(id, knots)| out += &format!("        (\"{id}\", {}),\n", list(knots)));
        out + "    ],\n)\n"
    }
}

/// The knots of a map from the confidence of predictions to the share that is right.
fn knots<'p>(predictions: impl Iterator<Item = &'p Prediction>) -> Vec<Knot> {
    let mut sorted: Vec<(f32, bool)> = predictions.map(|p| (p.confidence, p.right)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    rising(&sorted)
}

/// Makes knots of equal shares of sorted predictions: the mean figure of each, and the share that is right, made to
/// rise (pool adjacent violators). A knot is added at either end.
fn rising(sorted: &[(f32, bool)]) -> Vec<Knot> {
    let size = (sorted.len() / MOST_KNOTS).max(LEAST.min(sorted.len()));
    let mut knots: Vec<(f32, f32, usize)> = Vec::new();
    for part in sorted.chunks(size.max(1)).filter(|part| part.len() * 2 > size) {
        let n = part.len();
        let right = part.iter().filter(|x| x.1).count() as f32 / n as f32;
        knots.push((part.iter().map(|x| x.0).sum::<f32>() / n as f32, right, n));
        while let [.., a, b] = knots[..]
            && a.1 >= b.1
        {
            let n = a.2 + b.2;
            let mean = |x: f32, y: f32| (x * a.2 as f32 + y * b.2 as f32) / n as f32;
            knots.truncate(knots.len() - 2);
            knots.push((mean(a.0, b.0), mean(a.1, b.1), n));
        }
    }
    let mut out: Vec<Knot> = knots.iter().map(|k| (k.0.clamp(0.001, 0.999), k.1.clamp(0.01, 0.99))).collect();
    let (Some(&first), Some(&last)) = (out.first(), out.last()) else { return vec![(0.0, 0.3), (1.0, 0.9)] };
    out.insert(0, (0.0, first.1));
    out.push((1.0, last.1));
    out
}

/// For each fifth of confidence, how many there are, their mean confidence and the share that is right.
pub fn table(predictions: &[Prediction]) -> String {
    let mut out = String::new();
    for fifth in 0..5 {
        let within = |p: &&Prediction| ((p.confidence * 5.0) as usize).min(4) == fifth;
        let of_fifth: Vec<&Prediction> = predictions.iter().filter(within).collect();
        let n = of_fifth.len().max(1) as f32;
        let mean = 100.0 * of_fifth.iter().map(|p| p.confidence).sum::<f32>() / n;
        let right = 100.0 * of_fifth.iter().filter(|p| p.right).count() as f32 / n;
        let _ = write!(out, " | {}: {mean:.1} {right:.1}", of_fifth.len());
    }
    out
}

/// For each rule, how many attributions it found, their mean confidence, and the share that is right.
pub fn rules(predictions: &[Prediction]) -> String {
    let mut rules: Vec<(&str, bool)> = predictions.iter().map(|p| (p.rule, p.marked)).collect();
    rules.sort_unstable();
    rules.dedup();
    let line = |(rule, marked): (&str, bool)| {
        let of_rule: Vec<&Prediction> = predictions.iter().filter(|p| (p.rule, p.marked) == (rule, marked)).collect();
        let n = of_rule.len() as f32;
        let mean = of_rule.iter().map(|p| p.confidence).sum::<f32>() / n;
        let right = of_rule.iter().filter(|p| p.right).count() as f32 / n;
        format!("{n:5} {mean:.2} {right:.2} {rule}{}\n", if marked { ", with marks" } else { "" })
    };
    rules.into_iter().map(line).collect()
}
