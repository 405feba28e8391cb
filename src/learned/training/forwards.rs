//! Computes what a network does, with the floats that it learns with.

use crate::learned::network::{Floats, Layer, SIDE, WIDTH};

/// Adds `x` times `weights` to `sum`.
#[inline(always)]
pub(super) fn add(sum: &mut Floats, x: f32, weights: &Floats) {
    for k in 0..WIDTH {
        sum[k] += x * weights[k];
    }
}

/// Adds the product of `x` with a matrix to `sum`.
#[inline(always)]
pub(super) fn multiply(sum: &mut Floats, x: &[f32], weights: &[Floats]) {
    for (&x, weights) in x.iter().zip(weights) {
        add(sum, x, weights);
    }
}

/// Sets numbers below zero to zero.
#[inline(always)]
pub(super) fn positive(state: &mut Floats) {
    state.iter_mut().for_each(|x| *x = x.max(0.0));
}

impl Layer {
    /// What the layer adds to token `i`'s state, given all states. It looks at neighbours `distance` tokens away.
    #[inline]
    pub(super) fn change(&self, states: &[Floats], i: usize, distance: usize) -> Floats {
        let mut sum = self.bias;
        if i >= distance {
            multiply(&mut sum, &states[i - distance][..SIDE], &self.weights[..SIDE]);
        }
        multiply(&mut sum, &states[i], &self.weights[SIDE..SIDE + WIDTH]);
        if let Some(after) = states.get(i + distance) {
            multiply(&mut sum, &after[WIDTH - SIDE..], &self.weights[SIDE + WIDTH..]);
        }
        positive(&mut sum);
        sum
    }
}
