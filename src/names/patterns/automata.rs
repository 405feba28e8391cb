//! Runs the grammars: an automaton each, made by `build.rs` from the expressions in `grammars.rs`.
//!
//! All expressions are of bounded length, so that trying each place where one can begin takes linear time.

use std::ops::Range;
use std::sync::LazyLock;

use regex_automata::dfa::{Automaton, sparse::DFA};
use regex_automata::{Anchored, Input};

/// A grammar's automaton.
pub struct Grammar {
    automaton: DFA<&'static [u8]>,
    /// The letters that a match can begin with.
    begins: [bool; 256],
}

/// All grammars.
pub struct Grammars {
    pub money: Grammar,
    pub percent: Grammar,
    pub quantity: Grammar,
    pub time: Grammar,
    pub date: Grammar,
}

macro_rules! grammar {
    ($name:literal) => {
        Grammar::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".automaton")))
    };
}

/// The grammars, ready to run.
pub fn grammars() -> &'static Grammars {
    static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars {
        money: grammar!("money"),
        percent: grammar!("percent"),
        quantity: grammar!("quantity"),
        time: grammar!("time"),
        date: grammar!("date"),
    });
    &GRAMMARS
}

impl Grammar {
    fn new(bytes: &'static [u8]) -> Grammar {
        let (automaton, _) = DFA::from_bytes(bytes).expect("the automaton was just built, for this target");
        let empty = Input::new(b"").anchored(Anchored::Yes);
        let start = automaton.start_state_forward(&empty).expect("the automaton is anchored");
        let begins = std::array::from_fn(|letter| !automaton.is_dead_state(automaton.next_state(start, letter as u8)));
        Grammar { automaton, begins }
    }

    /// The first match that begins at `from` or after it; the expression's own preference decides where it ends.
    pub fn find(&self, letters: &[u8], from: usize) -> Option<Range<usize>> {
        (from..letters.len()).filter(|&start| self.begins[usize::from(letters[start])]).find_map(|start| {
            let input = Input::new(letters).range(start..).anchored(Anchored::Yes);
            let end = self.automaton.try_search_fwd(&input).expect("the automaton reads all letters")?;
            Some(start..end.offset())
        })
    }
}
