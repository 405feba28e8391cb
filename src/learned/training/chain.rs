//! Sums over all sequences of labels, for learning: the plain way, with each position's forward values to keep.

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
