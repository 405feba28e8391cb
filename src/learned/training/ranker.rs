//! Learns a ranker: the weights that make the chance of the right candidates largest (AdaGrad, shuffled, with decay).

use super::Random;
use crate::learned::features::row;
use crate::learned::ranker::{Candidates, softmax};
use crate::learned::weights::Table;

/// Candidates, and which of them are right.
pub struct Example<'e> {
    /// The candidates.
    pub candidates: &'e Candidates,
    /// For each candidate, whether it is right; at least one is.
    pub right: &'e [bool],
    /// How much the example counts.
    pub weight: f32,
}

/// How a ranker learns.
pub struct Settings {
    /// The table has `1 << bits` rows.
    pub bits: u32,
    /// How often each example is seen.
    pub passes: usize,
    /// The size of a step.
    pub rate: f32,
    /// How strongly weights are pulled towards zero at each step: a share of the weight.
    pub decay: f32,
}

/// Learns a ranker; returns its weight file.
pub fn learn(examples: &[Example], settings: &Settings) -> Vec<u8> {
    let rows: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .map(|example| {
            let rows = |features: &[u64]| features.iter().map(|&f| row(f, settings.bits) as u32).collect();
            example.candidates.iter().map(rows).collect()
        })
        .collect();
    let mut weights = vec![0f32; 1 << settings.bits];
    let mut squares = vec![1f32; 1 << settings.bits];
    // The mean of the weights after each pass but the first quarter: it fits unseen articles better than the last
    // weights.
    let mut mean = vec![0f32; 1 << settings.bits];
    let counted = settings.passes - settings.passes / 4;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(0x9e37_79b9);
    for pass in 0..settings.passes {
        random.shuffle(&mut order);
        for &i in &order {
            let score = |rows: &Vec<u32>| rows.iter().map(|&r| weights[r as usize]).sum::<f32>();
            let mut chances: Vec<f32> = rows[i].iter().map(score).collect();
            softmax(&mut chances);
            let right = examples[i].right;
            let sum: f32 = chances.iter().zip(right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
            for ((rows, &chance), &right) in rows[i].iter().zip(&chances).zip(right) {
                // The candidate's chance, against its share among the right ones.
                let wanted = if right { chance / sum.max(1e-6) } else { 0.0 };
                let gradient = examples[i].weight * (chance - wanted);
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &r in rows {
                    let r = r as usize;
                    let gradient = gradient + settings.decay * weights[r];
                    squares[r] += gradient * gradient;
                    weights[r] -= settings.rate * gradient / squares[r].sqrt();
                }
            }
        }
        if pass >= settings.passes - counted {
            mean.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight / counted as f32);
        }
    }
    Table::encode(settings.bits, &mean)
}
