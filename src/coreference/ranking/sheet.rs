//! Features as hashes, and facts as small numbers.

use super::question::Question;
use crate::learned::features::mix;

/// Adds features to a list: each is a hash of its template, of the sort of mention, and of a value.
pub struct Sheet<'o> {
    pub out: &'o mut Vec<u64>,
    pub sort: u64,
    pub template: u64,
}

impl Sheet<'_> {
    /// Adds the value of the next template.
    pub fn add(&mut self, value: u64) {
        self.template += 1;
        self.out.push(mix(mix(self.template, self.sort), value));
    }
}

/// A number in few steps.
pub fn step(n: usize) -> u64 {
    match n {
        0..4 => n as u64,
        4..6 => 4,
        6..9 => 5,
        9..14 => 6,
        14..22 => 7,
        _ => 8,
    }
}

/// How a description begins, as a number.
pub fn determiner(question: &Question) -> u64 {
    question.determiner.map_or(9, |d| d as u64)
}
