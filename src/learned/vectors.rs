//! Whole numbers of 16 bits, eight at a time, and sums of their products of 32 bits, four at a time.
//!
//! WebAssembly's instruction for two products and their sum is not found by the compiler, so there it is named, where the
//! target has vectors. The twin for all other targets is written so that compilers find theirs (`pmaddwd`). Both compute
//! with whole numbers, and so give the same bits: `tests/node/same_answer.test.mjs` compares them.

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
    use std::array::from_fn;

    /// Eight numbers of 16 bits.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[repr(align(16))]
    pub struct Eight([i16; 8]);

    /// Four sums of 32 bits.
    #[derive(Debug, Clone, Copy)]
    #[repr(align(16))]
    pub struct Four([i32; 4]);

    impl Eight {
        #[inline(always)]
        pub fn new(numbers: &[i16; 8]) -> Eight {
            Eight(*numbers)
        }

        /// The sum; what doesn't fit becomes what just fits.
        #[inline(always)]
        pub fn plus(self, other: Eight) -> Eight {
            Eight(from_fn(|k| self.0[k].saturating_add(other.0[k])))
        }

        /// Below zero, zero.
        #[inline(always)]
        pub fn positive(self) -> Eight {
            Eight(self.0.map(|x| x.max(0)))
        }

        /// The product with `factor / 2^shift`, rounded; what doesn't fit becomes what just fits.
        #[inline(always)]
        pub fn times(self, factor: i16, shift: u32) -> Eight {
            let product = |k: usize| i32::from(self.0[k]) * i32::from(factor);
            rounded(Four(from_fn(product)), Four(from_fn(|k| product(k + 4))), shift)
        }
    }

    impl Four {
        #[inline(always)]
        pub fn new(numbers: &[i32; 4]) -> Four {
            Four(*numbers)
        }

        /// Four times the same.
        #[inline(always)]
        pub fn all(number: i32) -> Four {
            Four([number; 4])
        }

        #[inline(always)]
        pub fn numbers(self) -> [i32; 4] {
            self.0
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            Four(from_fn(|k| self.0[k].wrapping_add(other.0[k])))
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            Four(from_fn(|k| self.0[k].max(other.0[k])))
        }

        /// These numbers where `one` is less than `two`, and `others` elsewhere.
        #[inline(always)]
        pub fn where_less(self, one: Four, two: Four, others: Four) -> Four {
            Four(from_fn(|k| if one.0[k] < two.0[k] { self.0[k] } else { others.0[k] }))
        }
    }

    /// The eight numbers as four pairs, each spread over a vector.
    #[inline(always)]
    pub fn pairs(numbers: Eight) -> [Eight; 4] {
        from_fn(|pair| Eight(from_fn(|k| numbers.0[2 * pair + k % 2])))
    }

    /// So many fours of sums are best made at once: compilers don't see through loops over fewer.
    pub const AT_ONCE: usize = 12;

    /// Adds to each of the sums, for each pair of numbers, both products with its weights; for two rows of pairs.
    #[inline(always)]
    pub fn multiply<const N: usize>(sums: &mut [[Four; N]; 2], pairs: [&[Eight]; 2], weights: &[[Eight; N]]) {
        sums.iter_mut().zip(pairs).for_each(|(sums, pairs)| multiply_one(sums, pairs, weights));
    }

    /// Apart, with sums of its own and counted loops: compilers don't see through it otherwise.
    #[inline(never)]
    #[allow(clippy::needless_range_loop)]
    fn multiply_one<const N: usize>(sums: &mut [Four; N], pairs: &[Eight], weights: &[[Eight; N]]) {
        let mut own = *sums;
        for (pair, weights) in pairs.iter().zip(weights) {
            for n in 0..N {
                let products = products(&pair.0, &weights[n].0);
                for k in 0..4 {
                    own[n].0[k] = own[n].0[k].wrapping_add(products[k]);
                }
            }
        }
        *sums = own;
    }

    /// The sums of two products each.
    #[inline(always)]
    fn products(a: &[i16; 8], b: &[i16; 8]) -> [i32; 4] {
        let mut p = [0i32; 8];
        for k in 0..8 {
            p[k] = i32::from(a[k]) * i32::from(b[k]);
        }
        [p[0].wrapping_add(p[1]), p[2].wrapping_add(p[3]), p[4].wrapping_add(p[5]), p[6].wrapping_add(p[7])]
    }

    /// Sums divided by `2^shift` and rounded; what doesn't fit becomes what just fits.
    #[inline(always)]
    pub fn rounded(low: Four, high: Four, shift: u32) -> Eight {
        let half = (1 << shift) >> 1;
        let fit = |sum: i32| (sum.wrapping_add(half) >> shift).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Eight(from_fn(|k| fit(if k < 4 { low.0[k] } else { high.0[k - 4] })))
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use core::arch::wasm32::*;

    /// Eight numbers of 16 bits.
    #[derive(Debug, Clone, Copy)]
    pub struct Eight(v128);

    /// Four sums of 32 bits.
    #[derive(Debug, Clone, Copy)]
    pub struct Four(v128);

    impl Eight {
        #[inline(always)]
        pub fn new(n: &[i16; 8]) -> Eight {
            Eight(i16x8(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]))
        }

        #[inline(always)]
        pub fn plus(self, other: Eight) -> Eight {
            Eight(i16x8_add_sat(self.0, other.0))
        }

        #[inline(always)]
        pub fn positive(self) -> Eight {
            Eight(i16x8_max(self.0, i16x8_splat(0)))
        }

        #[inline(always)]
        pub fn times(self, factor: i16, shift: u32) -> Eight {
            let factor = i16x8_splat(factor);
            let (low, high) = (i32x4_extmul_low_i16x8(self.0, factor), i32x4_extmul_high_i16x8(self.0, factor));
            rounded(Four(low), Four(high), shift)
        }
    }

    impl PartialEq for Eight {
        fn eq(&self, other: &Eight) -> bool {
            i16x8_all_true(i16x8_eq(self.0, other.0))
        }
    }

    impl Four {
        #[inline(always)]
        pub fn new(n: &[i32; 4]) -> Four {
            Four(i32x4(n[0], n[1], n[2], n[3]))
        }

        #[inline(always)]
        pub fn all(number: i32) -> Four {
            Four(i32x4_splat(number))
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            Four(i32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            Four(i32x4_max(self.0, other.0))
        }

        #[inline(always)]
        pub fn where_less(self, one: Four, two: Four, others: Four) -> Four {
            Four(v128_bitselect(self.0, others.0, i32x4_lt(one.0, two.0)))
        }

        #[inline(always)]
        pub fn numbers(self) -> [i32; 4] {
            let Four(n) = self;
            [
                i32x4_extract_lane::<0>(n),
                i32x4_extract_lane::<1>(n),
                i32x4_extract_lane::<2>(n),
                i32x4_extract_lane::<3>(n),
            ]
        }
    }

    #[inline(always)]
    pub fn pairs(Eight(n): Eight) -> [Eight; 4] {
        [
            Eight(i32x4_shuffle::<0, 0, 0, 0>(n, n)),
            Eight(i32x4_shuffle::<1, 1, 1, 1>(n, n)),
            Eight(i32x4_shuffle::<2, 2, 2, 2>(n, n)),
            Eight(i32x4_shuffle::<3, 3, 3, 3>(n, n)),
        ]
    }

    /// So many fours of sums are best made at once: for two rows, with what is multiplied and a product, that fills the
    /// sixteen registers that processors have, and no weight is read twice.
    pub const AT_ONCE: usize = 4;

    #[inline(always)]
    pub fn multiply<const N: usize>(sums: &mut [[Four; N]; 2], pairs: [&[Eight]; 2], weights: &[[Eight; N]]) {
        for ((one, other), weights) in pairs[0].iter().zip(pairs[1]).zip(weights) {
            for (sums, pair) in sums.iter_mut().zip([one, other]) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = Four(i32x4_add(sum.0, i32x4_dot_i16x8(pair.0, weights.0)));
                }
            }
        }
    }

    #[inline(always)]
    pub fn rounded(Four(low): Four, Four(high): Four, shift: u32) -> Eight {
        let half = i32x4_splat((1 << shift) >> 1);
        let divided = |sums: v128| i32x4_shr(i32x4_add(sums, half), shift);
        Eight(i16x8_narrow_i32x4(divided(low), divided(high)))
    }
}

pub use lanes::{AT_ONCE, Eight, Four, multiply, pairs, rounded};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_pairs_are_summed() {
        let numbers = Eight::new(&[1, -2, 3, 4, 5, 6, 7, i16::MIN]);
        let weights = [[0, 0], [10, 0], [0, 1], [-1, i16::MAX]];
        let weights = weights.map(|w| [Eight::new(&[w[0], w[1], 1, 1, 0, 0, w[1], w[0]])]);
        let mut sums = [[Four::new(&[100, 0, 0, 0])]; 2];
        let zeros = [Eight::new(&[0; 8]); 4];
        multiply(&mut sums, [&pairs(numbers), &zeros], &weights);
        let first = 100 + 3 * 10 + 6 - 7 + i32::from(i16::MIN) * i32::from(i16::MAX);
        let second = 1 - 2 + 3 + 4 + 5 + 6 + 7 - 32768;
        assert_eq!(sums[0][0].numbers(), [first, second, 0, 4 * 10 + 5 + 7 * 32767 + 32768]);
        assert_eq!(sums[1][0].numbers(), [100, 0, 0, 0]);
    }

    #[test]
    fn sums_are_rounded_and_kept_within_bounds() {
        let eight = rounded(Four::new(&[7, 8, -8, -9]), Four::new(&[1 << 30, -1 << 30, 24, 0]), 4);
        assert_eq!(eight, Eight::new(&[0, 1, 0, -1, i16::MAX, i16::MIN, 2, 0]));
        assert_eq!(eight.positive(), Eight::new(&[0, 1, 0, 0, i16::MAX, 0, 2, 0]));
        assert_eq!(eight.plus(eight), Eight::new(&[0, 2, 0, -2, i16::MAX, i16::MIN, 4, 0]));
        assert_eq!(eight.times(3, 1), Eight::new(&[0, 2, 0, -1, i16::MAX, i16::MIN, 3, 0]));
    }
}
