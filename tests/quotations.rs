//! The constructions in which news reports what people say: `tests/fixtures/quotations`, a file a rule.

#![cfg(not(target_arch = "wasm32"))]

mod cases;
mod gold;

use cases::Case;
use gold::Gold;
use gold::score::differences;

const FOLDER: &str = "quotations";

fn gold_of(case: &Case) -> Gold {
    gold::parse(&case.text).unwrap_or_else(|e| panic!("{}: {}: {e}", case.file, case.name))
}

#[test]
fn every_construction() {
    cases::check_all(FOLDER, |case| {
        let gold = gold_of(case);
        let found = whosaid::annotate(&gold.text);
        let mut wrong = differences(&gold, &found);
        let mut acted = cases::rules_alone(&gold.text);
        acted.extend(found.quotations.iter().map(|q| q.rule.as_str()));
        wrong.extend(cases::rule_failures(case, &acted));
        wrong
    });
}

#[test]
fn the_marks_are_paired() {
    for case in cases::read(FOLDER).iter().filter(|c| !c.known_to_fail) {
        let wrong = gold::unpaired(&gold_of(case));
        assert!(wrong.is_empty(), "{}: not paired: {wrong:?}", case.name);
    }
}

#[test]
fn the_cases_are_sound() {
    let cases = cases::read(FOLDER);
    assert!(cases.len() >= 100, "{} cases", cases.len());
    for case in cases {
        let faults = gold::faults(&gold_of(&case));
        assert!(faults.is_empty(), "{}: {faults:?}", case.name);
    }
}
