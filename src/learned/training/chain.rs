//! Sums over all sequences of labels, for learning. Written plainly, one label after the other, and keeps the forward
//! values of each position.

use crate::learned::chain::MOST_LABELS;

/// Replaces potentials by marginals. `transitions` is `n + 1` rows of `n`; the last is the start's.
/// `alpha` is scratch space, and holds the scaled forward values afterwards. Returns the log of the
/// partition function, less what the caller took out of the potentials.
pub fn forward_backward(n: usize, transitions: &[f32], potentials: &mut [f32], alpha: &mut Vec<f32>) -> f64 {
    let mut log_z = 0.0;
    let length = potentials.len() / n;
    alpha.clear();
    alpha.resize(potentials.len(), 0.0);
    for i in 0..length {
        let mut sum = 0.0;
        for to in 0..n {
            let before = if i == 0 {
                transitions[n * n + to]
            } else {
                (0..n).map(|a| alpha[(i - 1) * n + a] * transitions[a * n + to]).sum()
            };
            let a = before * potentials[i * n + to];
            alpha[i * n + to] = a;
            sum += a;
        }
        let sum = if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
        alpha[i * n..(i + 1) * n].iter_mut().for_each(|a| *a /= sum);
        log_z += f64::from(sum).ln();
    }
    let (mut beta, mut carried) = ([1.0f32; MOST_LABELS], [0.0f32; MOST_LABELS]);
    let (beta, carried) = (&mut beta[..n], &mut carried[..n]);
    for i in (0..length).rev() {
        let row = i * n..(i + 1) * n;
        let mut sum = 0.0;
        for l in 0..n {
            carried[l] = potentials[i * n + l] * beta[l];
            let m = alpha[i * n + l] * beta[l];
            potentials[i * n + l] = m;
            sum += m;
        }
        let sum = if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
        potentials[row].iter_mut().for_each(|m| *m /= sum);
        let mut top = f32::MIN_POSITIVE;
        for (a, b) in beta.iter_mut().enumerate() {
            *b = (0..n).map(|l| transitions[a * n + l] * carried[l]).sum();
            top = top.max(*b);
        }
        beta.iter_mut().for_each(|b| *b /= top);
    }
    log_z
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learned::chain::{Moves, Scores, begin_inside};
    use crate::learned::math::exp;

    /// Moves and scores that differ, and the moves' factors.
    fn some(labels: usize, length: usize) -> (Moves, Vec<f32>, Scores) {
        let number = |i: usize| (i * i * 37 + i * 11) as i32 % 97 * 30 - 1400;
        let moves: Vec<i32> = (0..labels * (labels + 1)).map(number).collect();
        let scores = Scores((0..labels * length).map(|i| number(i + 5)).collect());
        let factor = |(k, &m): (usize, &i32)| {
            if begin_inside(k / labels, k % labels) { exp(m as f32 / 1024.0) } else { 0.0 }
        };
        let factors = moves.iter().enumerate().map(factor).collect();
        (Moves::new(labels, 1.0 / 1024.0, moves.into_iter()), factors, scores)
    }

    #[test]
    fn chances_are_those_of_all_paths() {
        for labels in [1, 3, 5, 15] {
            let (moves, factors, scores) = some(labels, 12);
            let mut plain: Vec<f32> = scores.0.iter().map(|&s| exp(s as f32 / 1024.0)).collect();
            forward_backward(labels, &factors, &mut plain, &mut Vec::new());
            let chances = moves.marginals(&scores);
            assert!(chances.iter().zip(&plain).all(|(a, b)| (a - b).abs() < 1e-5), "{chances:?}, {plain:?}");
        }
    }
}
