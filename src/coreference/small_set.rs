//! A set of a few entities: those that a short name may stand for.

use std::ops::Deref;

/// How many entities a set holds, at most.
const CAPACITY: usize = 8;

/// Entities in the order in which they were added; the first [`CAPACITY`] are kept. It is an array and no list, as most
/// sets hold one entity, and a list would need memory of its own for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SmallSet {
    count: usize,
    entities: [usize; CAPACITY],
}

impl SmallSet {
    /// Adds an entity, unless the set holds it already or is full.
    pub fn add(&mut self, entity: usize) {
        if self.count < CAPACITY && !self.contains(&entity) {
            self.entities[self.count] = entity;
            self.count += 1;
        }
    }

    /// The entity in the set, if there is exactly one.
    pub fn only(&self) -> Option<usize> {
        if let [entity] = **self { Some(entity) } else { None }
    }
}

impl Deref for SmallSet {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.entities[..self.count]
    }
}
