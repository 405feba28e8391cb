//! What a network knows of a token: a row of whole numbers.

use wide::i16x8;

use super::numbers::WIDTH;
use crate::learned::vectors::{eights, pairs};

/// Evaluates an expression for each vector of a state, given the vector's number. Written out, not looped over: the
/// vectors stay in registers however the code is optimised.
macro_rules! each_vector {
    ($number:ident => $made:expr) => {
        [
            each_vector!(0, $number => $made),
            each_vector!(1, $number => $made),
            each_vector!(2, $number => $made),
            each_vector!(3, $number => $made),
            each_vector!(4, $number => $made),
            each_vector!(5, $number => $made),
        ]
    };
    ($is:literal, $number:ident => $made:expr) => {{
        const $number: usize = $is;
        $made
    }};
}

pub(super) use each_vector;

/// What the network knows of a token at one stage: [`WIDTH`] numbers.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(test, derive(PartialEq))]
pub struct State(pub(super) [i16x8; WIDTH / 8]);

impl State {
    pub(super) fn new(numbers: &[i16; WIDTH]) -> State {
        State(eights(numbers))
    }

    /// The sum of two states; a number that doesn't fit becomes the nearest that does.
    #[inline(always)]
    pub(super) fn plus(self, other: State) -> State {
        State(each_vector!(K => self.0[K].saturating_add(other.0[K])))
    }

    /// The state with zero for each number below zero.
    #[inline(always)]
    pub(super) fn positive(self) -> State {
        State(each_vector!(K => self.0[K].max(i16x8::ZERO)))
    }

    /// The state's numbers in pairs, as `vectors::multiply_four` wants them.
    #[inline(always)]
    pub(super) fn looked(&self) -> [[i16x8; 4]; WIDTH / 8] {
        each_vector!(K => pairs(self.0[K]))
    }
}
