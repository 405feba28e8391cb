//! Calibration: of the attributions given at a confidence, as many should be right as it says.
//!
//! An attribution is right where a gold quotation is compared with it (of the predictions that cover at
//! least half of the gold's content it fits best) and its source is right: it overlaps the gold's, or
//! neither has one. Predictions fall into five bins of confidence; a bin's gap is the distance, in points, between the
//! mean confidence in it and the share that is right. A bin of less than one in a hundred predictions has no
//! part in the largest gap.

use whosaid::corpora::GoldDocument;

use crate::figures::{Figure, percent, round, table};
use crate::predictions::{Prediction, covered, pair};
use crate::quotations::closest;

const BINS: usize = 5;
/// A bin counts for the largest gap if it holds at least one in so many of all predictions.
const FEW: usize = 100;

#[derive(Clone, Copy, Default)]
struct Bin {
    predicted: usize,
    right: usize,
    confidence: f64,
}

impl Bin {
    fn gap(&self) -> f64 {
        let n = self.predicted.max(1) as f64;
        (100.0 * (self.confidence - self.right as f64) / n).abs()
    }
}

/// For each predicted attribution of a document, whether it is right.
pub fn right(gold: &GoldDocument, prediction: &Prediction) -> Vec<bool> {
    let mut right = vec![false; prediction.quotations.len()];
    for quote in &gold.quotes {
        if let Some(i) = closest(&quote.content, &prediction.quotations) {
            let source = &prediction.quotations[i].source;
            right[i] |= covered(&quote.source, source) > 0 || quote.source.is_empty() && source.is_empty();
        }
    }
    right
}

/// Scores the confidence of a corpus's quotations.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let mut bins = [Bin::default(); BINS];
    for (g, p) in pair(gold, predictions)? {
        for (x, right) in p.quotations.iter().zip(right(g, p)) {
            let bin = &mut bins[((x.confidence * BINS as f64) as usize).min(BINS - 1)];
            bin.predicted += 1;
            bin.right += usize::from(right);
            bin.confidence += x.confidence;
        }
    }
    let total: usize = bins.iter().map(|b| b.predicted).sum();
    let mean = bins.iter().map(|b| b.gap() * b.predicted as f64).sum::<f64>() / total.max(1) as f64;
    let largest = bins.iter().filter(|b| b.predicted * FEW >= total).map(Bin::gap).fold(0.0, f64::max);
    let rows = bins.iter().enumerate().map(|(i, b)| {
        let name = format!("{:.1}-{:.1}", i as f64 / BINS as f64, (i + 1) as f64 / BINS as f64);
        let row = table([
            ("predicted", Figure::Count(b.predicted)),
            ("confidence%", Figure::Number(round(100.0 * b.confidence / b.predicted.max(1) as f64, 1))),
            ("right%", Figure::Number(percent(b.right, b.predicted))),
            ("gap", Figure::Number(round(b.gap(), 1))),
        ]);
        (name, row)
    });
    let gaps =
        table([("largest_gap", Figure::Number(round(largest, 1))), ("mean_gap", Figure::Number(round(mean, 1)))]);
    Ok(table(rows.chain([("all".to_owned(), gaps)])))
}
