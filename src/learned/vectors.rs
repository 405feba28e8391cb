//! Whole numbers of 16 bits, eight at a time, and sums of their products of 32 bits, four at a time.
//!
//! They are whole numbers, so every target computes the same bits, with vectors or without:
//! `tests/node/same_answer.test.mjs` compares two.

use std::array::from_fn;

use wide::bytemuck::cast;
use wide::{i16x8, i32x4, i32x8};

/// So many fours of sums are best made at once: for two rows of numbers, with what is multiplied and a product, that fills the
/// sixteen registers that processors have, and each weight is read once for both.
pub const AT_ONCE: usize = 4;

/// The first numbers, eight by eight.
pub fn eights<const N: usize>(numbers: &[i16]) -> [i16x8; N] {
    from_fn(|n| i16x8::new(*numbers[8 * n..].first_chunk().expect("whole eights")))
}

/// The first numbers, four by four.
#[inline]
pub fn fours<const N: usize>(numbers: &[i32]) -> [i32x4; N] {
    from_fn(|n| i32x4::new(*numbers[4 * n..].first_chunk().expect("whole fours")))
}

/// The eight numbers as four pairs, each spread over a vector.
#[inline(always)]
pub fn pairs(numbers: i16x8) -> [i16x8; 4] {
    cast::<i16x8, i32x4>(numbers).to_array().map(|pair| cast(i32x4::splat(pair)))
}

/// Adds to each of the sums, for each pair of numbers, both products with its weights; for two rows of pairs at once.
#[inline(always)]
pub fn multiply<const N: usize>(sums: &mut [[i32x4; N]; 2], pairs: [&[i16x8]; 2], weights: &[[i16x8; N]]) {
    let [mut of_one, mut of_other] = *sums;
    for ((one, other), weights) in pairs[0].iter().zip(pairs[1]).zip(weights) {
        for n in 0..N {
            of_one[n] += one.dot(weights[n]);
            of_other[n] += other.dot(weights[n]);
        }
    }
    *sums = [of_one, of_other];
}

/// Sums divided by `2^shift` and rounded; what doesn't fit becomes what just fits.
#[inline(always)]
pub fn rounded(low: i32x4, high: i32x4, shift: u32) -> i16x8 {
    let half = i32x4::splat((1 << shift) >> 1);
    i16x8::from_i32x8_saturate(cast([(low + half) >> shift, (high + half) >> shift]))
}

/// The product with `factor / 2^shift`, rounded; what doesn't fit becomes what just fits.
#[inline(always)]
pub fn times(numbers: i16x8, factor: i16, shift: u32) -> i16x8 {
    let [low, high] = cast::<i32x8, [i32x4; 2]>(numbers.widening_mul(i16x8::splat(factor)));
    rounded(low, high, shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_pairs_are_summed() {
        let numbers = i16x8::new([1, -2, 3, 4, 5, 6, 7, i16::MIN]);
        let weights = [[0, 0], [10, 0], [0, 1], [-1, i16::MAX]];
        let weights = weights.map(|w| [i16x8::new([w[0], w[1], 1, 1, 0, 0, w[1], w[0]])]);
        let mut sums = [[i32x4::new([100, 0, 0, 0])]; 2];
        multiply(&mut sums, [&pairs(numbers), &[i16x8::ZERO; 4]], &weights);
        let first = 100 + 3 * 10 + 6 - 7 + i32::from(i16::MIN) * i32::from(i16::MAX);
        let second = 1 - 2 + 3 + 4 + 5 + 6 + 7 - 32768;
        assert_eq!(sums[0][0].to_array(), [first, second, 0, 4 * 10 + 5 + 7 * 32767 + 32768]);
        assert_eq!(sums[1][0].to_array(), [100, 0, 0, 0]);
    }

    #[test]
    fn sums_are_rounded_and_kept_within_bounds() {
        let eight = rounded(i32x4::new([7, 8, -8, -9]), i32x4::new([1 << 30, -1 << 30, 24, 0]), 4);
        assert_eq!(eight, i16x8::new([0, 1, 0, -1, i16::MAX, i16::MIN, 2, 0]));
        assert_eq!(times(eight, 3, 1), i16x8::new([0, 2, 0, -1, i16::MAX, i16::MIN, 3, 0]));
    }
}
