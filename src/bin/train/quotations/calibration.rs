//! Maps the network's raw figures to the share that was right, among articles that it did not learn from.

use std::fmt::Write;

use super::figures::Prediction;

/// Knots are means of so many predictions at least.
const LEAST: usize = 60;

/// The knots for contents without quotation marks and with some, as `src/quotations/confidence.rs` includes them.
pub fn knots(predictions: &[Prediction]) -> String {
    let mut out = String::from("[\n");
    for marked in [false, true] {
        let of_model = predictions.iter().filter(|p| p.rule == MODEL && p.marked == marked);
        let mut sorted: Vec<(f32, bool)> = of_model.map(|p| (p.confidence, p.right)).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let knots: Vec<String> = rising(&sorted).iter().map(|(raw, share)| format!("({raw:.3}, {share:.3})")).collect();
        let _ = writeln!(out, "    &[{}],", knots.join(", "));
    }
    out + "]\n"
}

/// The rule of attributions that the network found without help from another rule.
const MODEL: &str = "model";

/// Equal shares of sorted predictions, each with its mean figure and the share that is right, made to rise (pool adjacent
/// violators), and with an end on either side.
fn rising(sorted: &[(f32, bool)]) -> Vec<(f32, f32)> {
    let size = (sorted.len() / 14).max(LEAST);
    let mut knots: Vec<(f32, f32, usize)> = Vec::new();
    for part in sorted.chunks(size).filter(|part| part.len() * 2 > size) {
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
    let mut out: Vec<(f32, f32)> = knots.iter().map(|k| (k.0, k.1)).collect();
    let (Some(&first), Some(&last)) = (out.first(), out.last()) else { return vec![(0.0, 0.3), (1.0, 0.9)] };
    out.insert(0, (0.0, first.1));
    out.push((1.0, (last.1 + 0.005).min(0.99)));
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
