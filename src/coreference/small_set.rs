//! What a short name may mean: a few entities.

use std::ops::Deref;

/// A name that more than this share is followed no further.
const CAPACITY: usize = 8;

/// The first entities that a name was given to, in a place of its own each: most names have one, and a list takes room
/// elsewhere for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SmallSet {
    count: usize,
    entities: [usize; CAPACITY],
}

impl SmallSet {
    /// One more, if it is not there, and there are not too many.
    pub fn add(&mut self, entity: usize) {
        if self.count < CAPACITY && !self.contains(&entity) {
            self.entities[self.count] = entity;
            self.count += 1;
        }
    }

    /// The only one, if it is.
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
