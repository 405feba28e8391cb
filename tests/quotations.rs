//! Tests of the ways in which news reports what people say, on `tests/fixtures/quotations`; each file there is for one rule.

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

/// Names in the cases, each with three others of the same kind that can replace it.
const EXCHANGED: &[(&str, [&str; 3])] = &[
    ("Ana Ruiz", ["Clara Mendez", "Wanjiru Otieno", "Ingrid Sandvik"]),
    ("Ruiz", ["Mendez", "Otieno", "Sandvik"]),
    ("Tom Owens", ["Peter Walsh", "Kofi Mensah", "Rajesh Iyer"]),
    ("Owens", ["Walsh", "Mensah", "Iyer"]),
    ("Tom Olsen", ["Karl Berger", "Kenji Tanaka", "Emre Aydin"]),
    ("Olsen", ["Berger", "Tanaka", "Aydin"]),
    ("Nora Falk", ["Julia Hartman", "Amina Bello", "Mei Chen"]),
    ("Ines Falk", ["Laura Hartman", "Fatima Bello", "Ling Chen"]),
    ("Falk", ["Hartman", "Bello", "Chen"]),
    ("Maria Lopez", ["Helen Brooks", "Olena Kovalenko", "Priya Sharma"]),
    ("Okafor", ["Lindgren", "Petrov", "Delgado"]),
    ("Tidewell", ["Brinkley", "Corvane", "Halstrom"]),
    ("Norvane", ["Kelmont", "Sandrex", "Tolvia"]),
    ("Lorrin", ["Ostby", "Marlow", "Keswick"]),
];

/// No case depends on its names: with others in their place, nearly all answers are the same.
#[test]
fn names_exchanged_give_the_same_answers() {
    for set in 0..3 {
        let mut changed = Vec::new();
        let mut all = 0;
        for mut case in cases::read(FOLDER).into_iter().filter(|c| !c.known_to_fail) {
            let exchange = |text: String, (from, to): &(&str, [&str; 3])| text.replace(from, to[set]);
            let exchanged = EXCHANGED.iter().fold(case.text.clone(), exchange);
            if exchanged == case.text {
                continue;
            }
            all += 1;
            case.text = exchanged;
            let gold = gold_of(&case);
            let wrong = differences(&gold, &whosaid::annotate(&gold.text));
            if !wrong.is_empty() {
                println!("{}: {}\n      - {}", case.name, gold.text, wrong.join("\n      - "));
                changed.push(case.name);
            }
        }
        println!("{} of {all} differ", changed.len());
        // The network reads the words of names too, so one answer in twenty may differ.
        assert!(all > 100 && 20 * changed.len() <= all, "{} of {all} differ: {changed:#?}", changed.len());
    }
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
