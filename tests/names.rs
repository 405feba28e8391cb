//! Tests of the kinds and extents of names, on the sentences of `tests/fixtures/names`.
//!
//! `[Ana Ruiz|person]`: just these words must be a name of that kind. `[Ford|organization|product]`: either kind is right.
//! `[Singer|-]`: no name may overlap these words. Words without a mark are not checked.

#![cfg(not(target_arch = "wasm32"))]

mod cases;

use cases::{Case, markup};
use whosaid::{Form, Mention};

/// What is wrong with the names found in a case.
fn faults(case: &Case) -> Vec<String> {
    let marked = markup::read(&case.text).unwrap_or_else(|e| panic!("{}: {}: {e}", case.file, case.name));
    assert!(!marked.names.is_empty(), "{}: nothing is asked of {}", case.file, case.name);
    let found = whosaid::annotate(&marked.text);
    let names: Vec<&Mention> = found.mentions.iter().filter(|m| m.form == Form::Name).collect();
    let kind = |m: &Mention| serde_json::to_value(m.kind).unwrap().as_str().unwrap().to_owned();
    let mut faults = Vec::new();
    for (span, kinds) in &marked.names {
        let touching: Vec<_> = names.iter().filter(|m| m.span.overlaps(*span)).collect();
        let right = match kinds.as_str() {
            "-" => touching.is_empty(),
            kinds => touching.iter().any(|m| m.span == *span && kinds.split('|').any(|k| k == kind(m))),
        };
        if !right {
            let seen: Vec<_> = touching.iter().map(|m| format!("[{}|{}]", m.span.of(&marked.text), kind(m))).collect();
            faults.push(format!("{}|{kinds}: found {seen:?}", span.of(&marked.text)));
        }
    }
    faults
}

#[test]
fn names_are_what_the_fixtures_say() {
    assert!(cases::read("names").len() > 40, "they are read");
    cases::check_all("names", faults);
}
