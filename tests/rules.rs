//! Checks the table of rules (`whosaid::rules`): each rule acts in its example, and there is a case in which it acts and one in
//! which it must not.

#![cfg(not(target_arch = "wasm32"))]

mod cases;

use std::collections::BTreeSet;

use whosaid::rules::{AttributionRule, SpeakerRule};

/// The rules that decide in a text: in a normal run, when the network finds nothing, and in cases with this text that give its attributions.
fn acted(text: &str) -> BTreeSet<String> {
    let found = whosaid::annotate(text).quotations;
    let full = found.into_iter().flat_map(|q| [Some(q.rule), q.speaker_rule]).flatten();
    let given = cases::read("speakers").into_iter().filter(|case| {
        let plain = cases::markup::read(&case.text).expect("the case is sound").text;
        plain == text && !case.known_to_fail && case.expected.iter().any(|line| line == "acts")
    });
    full.chain(given.map(|case| case.file)).chain(cases::rules_alone(text).into_iter().map(str::to_owned)).collect()
}

#[test]
fn each_rule_acts_in_its_example() {
    let silent: Vec<String> = whosaid::rules::all()
        .filter(|rule| !acted(rule.example).contains(rule.id))
        .map(|rule| format!("{}: {:?}: {:?}", rule.id, rule.example, acted(rule.example)))
        .collect();
    assert!(silent.is_empty(), "{} rules don’t act in their examples:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn each_rule_has_a_case_in_which_it_acts_and_one_in_which_it_must_not() {
    let attributions = AttributionRule::ALL.iter().map(|rule| ("quotations", rule.id()));
    let speakers = SpeakerRule::ALL.iter().map(|rule| ("speakers", rule.id()));
    let mut missing = Vec::new();
    for (folder, rule) in attributions.chain(speakers) {
        let cases: Vec<_> = cases::read(folder).into_iter().filter(|c| c.file == rule && !c.known_to_fail).collect();
        for line in ["acts", "not"] {
            if !cases.iter().any(|case| case.expected.iter().any(|e| e == line)) {
                missing.push(format!("{folder}/{rule}.txt has no case with “= {line}”"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn files_of_cases_are_named_after_rules() {
    let rules: BTreeSet<&str> = whosaid::rules::all().map(|rule| rule.id).collect();
    for (folder, others) in [("quotations", ["nothing-said", "not-found"].as_slice()), ("speakers", &["who-is-who"])] {
        for case in cases::read(folder) {
            let file = case.file.as_str();
            assert!(rules.contains(file) || others.contains(&file), "{folder}/{file}.txt");
        }
    }
}
