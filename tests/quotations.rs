//! The constructions of `tests/fixtures/quotations.txt`, one by one.
//!
//! A case marked `(xfail)` is known to fail; one that passes all the same is reported, so that its
//! mark goes. `WHOSAID_BLESS=1 cargo test --test quotations` sets the marks as things are.

#![cfg(not(target_arch = "wasm32"))]

mod gold;

use std::fs;
use std::path::PathBuf;

use gold::score::differences;

struct Case<'t> {
    name: &'t str,
    known_to_fail: bool,
    markup: &'t str,
}

const MARK: &str = " (xfail)";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/quotations.txt")
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let body = table.split_once("\n# ").expect("a first case").1;
    body.split("\n# ")
        .map(|case| {
            let (name, markup) = case.split_once('\n').unwrap_or((case, ""));
            let known_to_fail = name.ends_with(MARK);
            Case { name: name.trim_end_matches(MARK), known_to_fail, markup: markup.trim() }
        })
        .collect()
}

#[test]
fn every_construction() {
    let table = fs::read_to_string(file()).unwrap();
    let cases = cases(&table);
    let mut blessed = table.clone();
    let (mut passed, mut lost, mut won) = (0, Vec::new(), Vec::new());
    for case in &cases {
        let gold = gold::parse(case.markup).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        let wrong = differences(&gold, &whosaid::annotate(&gold.text));
        let fails = !wrong.is_empty();
        passed += usize::from(!fails);
        let word = if fails { "fails" } else { "passes" };
        println!("{word:<7} {}{}", case.name, if case.known_to_fail { MARK } else { "" });
        if fails {
            println!("        {}", gold.text.replace('\n', "\n        "));
            wrong.iter().for_each(|w| println!("      - {w}"));
        }
        match (fails, case.known_to_fail) {
            (true, false) => lost.push(case.name),
            (false, true) => won.push(case.name),
            _ => {}
        }
        let heading = |mark: &str| format!("\n# {}{mark}\n", case.name);
        let is = heading(if case.known_to_fail { MARK } else { "" });
        blessed = blessed.replacen(&is, &heading(if fails { MARK } else { "" }), 1);
    }
    println!("{passed} of {} pass", cases.len());
    if std::env::var_os("WHOSAID_BLESS").is_some() {
        return fs::write(file(), blessed).unwrap();
    }
    won.iter().for_each(|name| println!("known to fail, and passes: {name}"));
    assert!(lost.is_empty(), "no longer right: {lost:#?}");
}

#[test]
fn the_marks_are_paired() {
    let table = fs::read_to_string(file()).unwrap();
    for case in cases(&table).iter().filter(|c| !c.known_to_fail) {
        let wrong = gold::unpaired(&gold::parse(case.markup).unwrap());
        assert!(wrong.is_empty(), "{}: not paired: {wrong:?}", case.name);
    }
}

#[test]
fn the_cases_are_sound() {
    let table = fs::read_to_string(file()).unwrap();
    for case in cases(&table) {
        let gold = gold::parse(case.markup).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        let faults = gold::faults(&gold);
        assert!(faults.is_empty(), "{}: {faults:?}", case.name);
    }
    let mut names: Vec<_> = cases(&table).iter().map(|c| c.name).collect();
    names.sort_unstable();
    let all = names.len();
    assert!(all >= 100, "{all} cases");
    names.dedup();
    assert_eq!(names.len(), all);
}
