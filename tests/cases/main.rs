//! Tests that the marks in the cases of `tests/fixtures` are read correctly. If they were not, tests of every stage might pass
//! wrongly.

#[path = "mod.rs"]
mod cases;

use cases::{Case, check_all, markup, read, rule_failures};

#[test]
fn marks_are_taken_out_and_say_where_they_stood() {
    let marked = markup::read(r"{s1 [Ana Ruiz|person ruiz]} {q1 said} {i1 it \[\{rained}.").unwrap();
    assert_eq!(marked.text, "Ana Ruiz said it [{rained.");
    let of = |parts: &[(whosaid::Span, String)]| -> Vec<(String, String)> {
        parts.iter().map(|(span, label)| (span.of(&marked.text).to_owned(), label.clone())).collect()
    };
    assert_eq!(of(&marked.names), [("Ana Ruiz".into(), "person ruiz".into())]);
    let parts = [("Ana Ruiz", "s1"), ("said", "q1"), ("it [{rained", "i1")];
    assert_eq!(of(&marked.parts), parts.map(|(words, label)| (words.to_owned(), label.to_owned())));
}

#[test]
fn marks_that_are_not_whole_are_told() {
    for (wrong, why) in [
        ("a} b", "closes nothing"),
        ("{s1 Ana", "left open"),
        ("[Ana|person", "no ]"),
        ("{s1", "no label"),
        ("a\\", "backslash"),
    ] {
        let told = markup::read(wrong).err().unwrap_or_default();
        assert!(told.contains(why), "{wrong}: {told}");
    }
}

#[test]
fn every_folder_has_cases_and_each_says_something() {
    for folder in ["names", "quotations", "speakers"] {
        let cases = read(folder);
        assert!(cases.len() > 50, "{} cases in {folder}", cases.len());
        for case in cases {
            assert!(!case.text.is_empty() && !case.name.is_empty(), "{}: {}", case.file, case.name);
        }
    }
}

#[test]
#[should_panic(expected = "cases fail")]
fn a_case_that_fails_fails_the_test() {
    check_all("names", |case| if case.known_to_fail { vec![] } else { vec!["wrong".to_owned()] });
}

#[test]
fn a_rule_that_must_act_and_one_that_must_not_are_told_apart() {
    let case = |line: &str| Case {
        file: "turn".into(),
        name: String::new(),
        known_to_fail: false,
        text: String::new(),
        expected: vec![line.into()],
    };
    assert!(rule_failures(&case("acts"), &["turn"]).is_empty());
    assert_eq!(rule_failures(&case("acts"), &["model"]).len(), 1);
    assert!(rule_failures(&case("not"), &["model"]).is_empty());
    assert_eq!(rule_failures(&case("not"), &["turn"]).len(), 1);
}
