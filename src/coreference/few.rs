//! What a short name may mean: a few entities.

use std::ops::Deref;

/// A name that more than this share is followed no further.
const CROWD: usize = 8;

/// The first entities that a name was given to, in a place of its own each: most names have one, and a list takes room
/// elsewhere for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Few {
    count: usize,
    entities: [usize; CROWD],
}

impl Few {
    /// One more, if it is not there, and there are not too many.
    pub fn add(&mut self, entity: usize) {
        if self.count < CROWD && !self.contains(&entity) {
            self.entities[self.count] = entity;
            self.count += 1;
        }
    }

    /// The only one, if it is.
    pub fn only(&self) -> Option<usize> {
        if let [entity] = **self { Some(entity) } else { None }
    }
}

impl Deref for Few {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.entities[..self.count]
    }
}
