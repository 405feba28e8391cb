//! TokenIndex the grammars: an automaton each, made by `build.rs` from the expressions in `grammars.rs`.
//!
//! All expressions are of bounded length, so that trying each place where one can begin takes linear time.

use std::ops::Range;

/// A grammar's automaton.
pub struct Grammar {
    /// For each letter, its column in `next`.
    columns: [u8; 128],
    /// How many states there are.
    states: usize,
    /// The first of the states in which a match can end; all that follow are such.
    accepting: u8,
    /// For each column and each state, the state after a letter of that column.
    next: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/automata.rs"));

/// The state from which no match is reached.
const DEAD: u8 = 0;
/// The state that a search begins in.
const START: u8 = 1;

impl Grammar {
    /// The first match that begins at `from` or after it; the expression's own preference decides where it ends.
    pub fn find(&self, letters: &[u8], from: usize) -> Option<Range<usize>> {
        (from..letters.len()).find_map(|start| Some(start..self.end(letters, start)?))
    }

    /// Where the match that begins at `start` ends.
    fn end(&self, letters: &[u8], start: usize) -> Option<usize> {
        let mut state = START;
        let mut end = None;
        for (i, &letter) in letters.iter().enumerate().skip(start) {
            let column = usize::from(self.columns[usize::from(letter)]);
            state = self.next[column * self.states + usize::from(state)];
            if state == DEAD {
                break;
            }
            if state >= self.accepting {
                end = Some(i + 1);
            }
        }
        end
    }
}
