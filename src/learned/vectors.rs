//! Vectors of whole numbers: eight of 16 bits at a time, and sums of their products, four of 32 bits at a time.
//!
//! Because they are whole numbers, every target computes the same bits, with vector instructions or without:
//! `tests/node/same_answer.test.mjs` compares two builds.

use std::array::from_fn;

use wide::bytemuck::cast;
use wide::{i16x8, i32x4, i32x8};

/// How many vectors of four sums are made at once. For two rows of numbers, with what is multiplied and a product, that
/// fills the sixteen registers that processors have, and each weight is read once for both rows.
pub const AT_ONCE: usize = 4;

/// The first `8 * N` numbers, as `N` vectors of eight.
pub fn eights<const N: usize>(numbers: &[i16]) -> [i16x8; N] {
    from_fn(|n| i16x8::new(*numbers[8 * n..].first_chunk().expect("whole eights")))
}

/// The first `4 * N` numbers, as `N` vectors of four.
#[inline]
pub fn fours<const N: usize>(numbers: &[i32]) -> [i32x4; N] {
    from_fn(|n| i32x4::new(*numbers[4 * n..].first_chunk().expect("whole fours")))
}

/// The eight numbers as four pairs, each spread over a vector.
#[inline(always)]
pub fn pairs(numbers: i16x8) -> [i16x8; 4] {
    let [a, b, c, d] = cast::<i16x8, i32x4>(numbers).to_array();
    [cast(i32x4::splat(a)), cast(i32x4::splat(b)), cast(i32x4::splat(c)), cast(i32x4::splat(d))]
}

/// Adds to four vectors of sums, for each pair of numbers, both products with its weights; for two rows of pairs at once. The
/// sums are written out, not looped over: they stay in registers however the code is optimised.
#[inline(always)]
pub fn multiply_four(bias: &[i32x4; 4], pairs: [&[i16x8]; 2], weights: &[[i16x8; 4]]) -> [[i32x4; 4]; 2] {
    let [mut a, mut b, mut c, mut d] = *bias;
    let [mut e, mut f, mut g, mut h] = *bias;
    for ((one, other), weights) in pairs[0].iter().zip(pairs[1]).zip(weights) {
        a += one.dot(weights[0]);
        e += other.dot(weights[0]);
        b += one.dot(weights[1]);
        f += other.dot(weights[1]);
        c += one.dot(weights[2]);
        g += other.dot(weights[2]);
        d += one.dot(weights[3]);
        h += other.dot(weights[3]);
    }
    [[a, b, c, d], [e, f, g, h]]
}

/// Adds to a vector of sums, for each pair of numbers, both products with its weights, as [`multiply_four`] does to four.
#[inline(always)]
pub fn multiply_one(bias: i32x4, pairs: [&[i16x8]; 2], weights: &[i16x8]) -> [i32x4; 2] {
    let [mut a, mut b] = [bias; 2];
    for ((one, other), weights) in pairs[0].iter().zip(pairs[1]).zip(weights) {
        a += one.dot(*weights);
        b += other.dot(*weights);
    }
    [a, b]
}

/// Divides sums by `2^shift` and rounds them; a number that doesn't fit becomes the nearest that does.
#[inline(always)]
pub fn rounded(low: i32x4, high: i32x4, shift: u32) -> i16x8 {
    let half = i32x4::splat((1 << shift) >> 1);
    i16x8::from_i32x8_saturate(cast([(low + half) >> shift, (high + half) >> shift]))
}

/// Multiplies numbers with `factor / 2^shift` and rounds them; a number that doesn't fit becomes the nearest that does.
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
        let weights = weights.map(|w| i16x8::new([w[0], w[1], 1, 1, 0, 0, w[1], w[0]]));
        let bias = i32x4::new([100, 0, 0, 0]);
        let looked = [&pairs(numbers)[..], &[i16x8::ZERO; 4]];
        let sums = multiply_one(bias, looked, &weights);
        let first = 100 + 3 * 10 + 6 - 7 + i32::from(i16::MIN) * i32::from(i16::MAX);
        let second = 1 - 2 + 3 + 4 + 5 + 6 + 7 - 32768;
        assert_eq!(sums[0].to_array(), [first, second, 0, 4 * 10 + 5 + 7 * 32767 + 32768]);
        assert_eq!(sums[1].to_array(), [100, 0, 0, 0]);
        let four = weights.map(|w| [i16x8::ZERO, w, i16x8::ZERO, w]);
        let [one, other] = multiply_four(&[i32x4::ZERO, bias, bias, i32x4::ZERO], looked, &four);
        assert_eq!(one, [i32x4::ZERO, sums[0], bias, sums[0] - bias]);
        assert_eq!(other, [i32x4::ZERO, sums[1], bias, sums[1] - bias]);
    }

    #[test]
    fn sums_are_rounded_and_kept_within_bounds() {
        let eight = rounded(i32x4::new([7, 8, -8, -9]), i32x4::new([1 << 30, -1 << 30, 24, 0]), 4);
        assert_eq!(eight, i16x8::new([0, 1, 0, -1, i16::MAX, i16::MIN, 2, 0]));
        assert_eq!(times(eight, 3, 1), i16x8::new([0, 2, 0, -1, i16::MAX, i16::MIN, 3, 0]));
    }
}
