//! Kinds and extents of names, on sentences that were written for it.
//!
//! A file of `tests/fixtures/names` holds texts, a blank line between them; `#` begins a comment. `[Ana Ruiz|person]` must be a
//! name of that kind, word for word; `[Ford|organization|product]` leaves the choice; no name may touch `[Singer|-]`. What is
//! not marked is free. A text after "? " is known to fail: when it passes, the test says so, and the mark goes.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use whosaid::{Form, Mention};

/// A text without its marks, and what they ask for: bytes, and the kinds that are right.
struct Case {
    text: String,
    wanted: Vec<(std::ops::Range<usize>, Vec<String>)>,
    fails: bool,
}

fn case(block: &str) -> Case {
    let (fails, block) = block.strip_prefix("? ").map_or((false, block), |rest| (true, rest));
    let mut text = String::new();
    let mut wanted = Vec::new();
    let mut rest = block;
    while let Some((before, after)) = rest.split_once('[') {
        text += before;
        let (mark, after) = after.split_once(']').expect("a mark is closed");
        let mut parts = mark.split('|');
        let words = parts.next().unwrap();
        wanted.push((text.len()..text.len() + words.len(), parts.map(str::to_owned).collect()));
        text += words;
        rest = after;
    }
    text += rest;
    Case { text, wanted, fails }
}

/// What is wrong with the names found in a case.
fn faults(case: &Case) -> Vec<String> {
    let found = whosaid::annotate(&case.text);
    let names: Vec<&Mention> = found.mentions.iter().filter(|m| m.form == Form::Name).collect();
    let kind = |m: &Mention| serde_json::to_value(m.kind).unwrap().as_str().unwrap().to_owned();
    let mut faults = Vec::new();
    for (range, kinds) in &case.wanted {
        let touching: Vec<_> = names.iter().filter(|m| m.span.start < range.end && range.start < m.span.end).collect();
        let right = match kinds.iter().any(|kind| kind == "-") {
            true => touching.is_empty(),
            false => touching.iter().any(|m| (m.span.start..m.span.end) == *range && kinds.contains(&kind(m))),
        };
        if !right {
            let seen: Vec<_> = touching.iter().map(|m| format!("[{}|{}]", m.span.of(&case.text), kind(m))).collect();
            faults.push(format!("{}|{}: found {seen:?}", &case.text[range.clone()], kinds.join("|")));
        }
    }
    faults
}

#[test]
fn names_are_what_the_fixtures_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/names");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for block in lines.join("\n").split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
            let case = case(block);
            assert!(!case.wanted.is_empty(), "{file}: nothing is asked of {block}");
            seen += 1;
            let faults = faults(&case);
            match (faults.is_empty(), case.fails) {
                (false, false) => wrong.push(format!("{file}: {}\n    {}", case.text, faults.join("\n    "))),
                (true, true) => wrong.push(format!("{file}: passes, and is marked as failing: {}", case.text)),
                _ => {}
            }
        }
    }
    assert!(seen > 50, "the fixtures were not found");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}
