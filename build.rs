//! Makes an automaton of each grammar of dates and sums, from the expressions in `src/names/patterns/grammars.rs`: tables,
//! which `src/names/patterns/automata.rs` includes and explains.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::{start, syntax};

#[path = "src/names/patterns/grammars.rs"]
mod grammars;

/// The letters of an expression are ASCII.
const LETTERS: u8 = 128;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/names/patterns/grammars.rs");
    let mut tables = String::new();
    for (name, expression) in grammars::all() {
        tables += &format!("pub static {}: Grammar = {};\n", name.to_uppercase(), table(&States::of(&expression)?)?);
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("automata.rs"), tables)?;
    Ok(())
}

/// An automaton's states, the one that a search begins in first.
struct States {
    /// Whether a match can end here.
    accepts: Vec<bool>,
    /// For each letter, the state after it.
    next: Vec<Vec<usize>>,
}

impl States {
    fn of(expression: &str) -> Result<States, Box<dyn Error>> {
        let automaton = dense::Builder::new()
            .configure(dense::Config::new().start_kind(StartKind::Anchored))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build(expression)?;
        let start = automaton.start_state(&start::Config::new().anchored(Anchored::Yes))?;
        let mut reached = vec![start];
        let mut numbers = BTreeMap::from([(start, 0)]);
        let mut states = States { accepts: Vec::new(), next: Vec::new() };
        while let Some(&state) = reached.get(states.next.len()) {
            let number = |letter| {
                let next = automaton.next_state(state, letter);
                *numbers.entry(next).or_insert_with(|| {
                    reached.push(next);
                    reached.len() - 1
                })
            };
            states.next.push((0..LETTERS).map(number).collect());
            // The crate's automata know of a match one letter late, or at the text's end.
            states.accepts.push(automaton.is_match_state(automaton.next_eoi_state(state)));
        }
        Ok(states.merged())
    }

    /// Without states that cannot be told apart (Moore's algorithm).
    fn merged(&self) -> States {
        let mut classes: Vec<usize> = self.accepts.iter().map(|&accepts| accepts.into()).collect();
        let mut firsts = Vec::new();
        loop {
            let mut known = BTreeMap::new();
            let before = firsts.len();
            firsts.clear();
            let finer = self.next.iter().enumerate().map(|(state, next)| {
                let alike = (classes[state], next.iter().map(|&next| classes[next]).collect::<Vec<_>>());
                *known.entry(alike).or_insert_with(|| {
                    firsts.push(state);
                    firsts.len() - 1
                })
            });
            classes = finer.collect();
            if firsts.len() == before {
                return States {
                    accepts: firsts.iter().map(|&state| self.accepts[state]).collect(),
                    next: firsts
                        .iter()
                        .map(|&state| self.next[state].iter().map(|&next| classes[next]).collect())
                        .collect(),
                };
            }
        }
    }
}

/// A `Grammar` in Rust: letters that no state tells apart share a column; the dead state, from which no match is reached,
/// comes first, then the one that a search begins in, and last those that accept.
fn table(States { accepts, next }: &States) -> Result<String, Box<dyn Error>> {
    let mut order: Vec<usize> = (0..next.len()).collect();
    order.sort_by_key(|&state| (accepts[state], next[state].iter().any(|&next| next != state), state));
    let mut numbers = vec![0; order.len()];
    for (number, &state) in order.iter().enumerate() {
        numbers[state] = u8::try_from(number)?;
    }
    let mut columns: Vec<Vec<u8>> = Vec::new();
    let mut column_of = [0; LETTERS as usize];
    for (letter, of) in column_of.iter_mut().enumerate() {
        let column: Vec<u8> = order.iter().map(|&state| numbers[next[state][letter]]).collect();
        *of = columns.iter().position(|known| *known == column).unwrap_or_else(|| {
            columns.push(column);
            columns.len() - 1
        });
    }
    let accepting = accepts.iter().filter(|&&accepts| !accepts).count();
    let (states, columns) = (next.len(), columns.concat());
    Ok(format!("Grammar {{ columns: {column_of:?}, states: {states}, accepting: {accepting}, next: &{columns:?} }}"))
}
