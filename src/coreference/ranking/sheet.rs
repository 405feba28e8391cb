//! A candidate's features as hashes, and facts as small numbers.

use super::question::Question;
use crate::learned::features::mix;

/// How many templates a candidate may have; there are some twenty fewer.
const MOST: usize = 128;

/// What the templates of features saw of one candidate. Its features are hashes of that, and are not made where its score is known.
#[derive(Debug)]
pub struct Sheet {
    /// What sort of mention asks.
    sort: u64,
    /// What the templates saw, in order: the first `count`.
    values: [u64; MOST],
    /// How many templates saw something.
    count: usize,
    /// The rows of templates that follow each other: for each row, the number before its first template, and where its values begin.
    rows: Vec<(u64, usize)>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new() -> Sheet {
        Sheet { sort: 0, values: [0; MOST], count: 0, rows: Vec::with_capacity(8) }
    }

    /// Begins anew for another candidate, with the template after `template`.
    pub fn begin(&mut self, sort: u64, template: u64) {
        self.sort = sort;
        self.count = 0;
        self.rows.clear();
        self.skip_to(template);
    }

    /// Goes on with the template after `template`.
    pub fn skip_to(&mut self, template: u64) {
        self.rows.push((template, self.count));
    }

    /// Leaves out the next templates.
    pub fn skip(&mut self, count: u64) {
        let last = self.rows.last().map_or(0, |&(template, at)| template + (self.count - at) as u64);
        self.skip_to(last + count);
    }

    /// Adds what the next template saw.
    #[inline]
    pub fn add(&mut self, value: u64) {
        debug_assert!(self.count < MOST, "more templates than there is room for");
        if let Some(place) = self.values.get_mut(self.count) {
            *place = value;
            self.count += 1;
        }
    }

    /// The features: each is a hash of its template, of the sort of mention, and of what the template saw.
    pub fn features(&self) -> impl Iterator<Item = u64> {
        let ends = self.rows.iter().skip(1).map(|&(_, at)| at).chain([self.count]);
        self.rows.iter().zip(ends).flat_map(|(&(template, start), end)| {
            let values = (template + 1..).zip(&self.values[start..end]);
            values.map(|(template, &value)| mix(mix(template, self.sort), value))
        })
    }

    /// A hash key of all features together.
    pub fn key(&self) -> u64 {
        let rows = self.rows.iter().fold(self.sort, |key, &(template, at)| mix(mix(key, template), at as u64));
        self.values[..self.count].iter().fold(rows, |key, &value| mix(key, value))
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
