//! Tests with users' own patterns that are made to take long or to need much memory.

use std::time::Instant;

use whosaid::{EntityKind, KnownName, Options, annotate_with};

use crate::{invariants, texts};

/// Patterns that are slow, or take exponential time, in a regex engine that backtracks.
fn slow() -> Vec<String> {
    let repeated = |piece: &str, times: usize| piece.repeat(times);
    [
        "(a+)+$".into(),
        "(a|aa)+b".into(),
        "(a|a?)+b".into(),
        "(.*)*x".replace('*', "+"),
        "(?s).+.+.+.+x".into(),
        r"(\w+\s?)+:".into(),
        r"[\s\S]{1,200}zz".into(),
        format!("{}a", repeated("a?", 300)),
        format!("{}x", repeated(".{0,9}", 100)),
        format!("({})+z", vec!["a"; 300].join("|")),
        repeated(r"\pL", 300),
        format!("{}a{}", repeated("(", 200), repeated(")", 200)),
        "(((a{1,10}){1,10}){1,10}){1,5}b".into(),
    ]
    .into()
}

fn options(patterns: &[String]) -> Options {
    let known = |pattern: &String| KnownName::pattern(pattern, EntityKind::Other);
    Options { names: patterns.iter().map(known).collect(), ignore: vec![] }
}

/// Searches for all these patterns at once. An engine that backtracks would practically never finish.
#[test]
fn patterns_that_explode_elsewhere_come_to_an_end() {
    let mut usable = slow();
    usable.retain(|pattern| options(std::slice::from_ref(pattern)).check().is_ok());
    assert!(usable.len() >= 8, "{usable:?}");
    let text = format!("{} {}", "a".repeat(3_000), "aa it ".repeat(500));
    let start = Instant::now();
    let options = options(&usable);
    invariants::annotations_with(&text, &annotate_with(&text, &options), &options);
    println!("{} patterns, {} bytes: {:.1?}", usable.len(), text.len(), start.elapsed());
}

/// `check` refuses these patterns; `annotate`, which always gives an answer, skips them.
#[test]
fn patterns_that_are_too_large_or_wrong_are_refused_and_skipped() {
    let large = ["((a{100}){100}){100}".to_owned(), r"\w{1000}".repeat(100), "(".repeat(1000), "a".repeat(100_000)];
    for pattern in &large {
        assert!(options(std::slice::from_ref(pattern)).check().is_err(), "{pattern}");
    }
    let text = texts::ARTICLE;
    assert_eq!(annotate_with(text, &options(&large)), whosaid::annotate(text));
}

/// Annotates all kinds of text with patterns that match everywhere.
#[test]
fn patterns_that_match_everywhere_hold_on_any_text() {
    let options = options(&[".".into(), r"\S+".into(), r"(?s).{1,256}".into(), "\u{301}".into(), r"\b\w".into()]);
    for (name, kind) in texts::KINDS {
        let text = kind(300);
        let found = annotate_with(&text, &options);
        invariants::annotations_with(&text, &found, &options);
        invariants::units(&text, &found);
        assert_eq!(annotate_with(&text, &options), found, "{name}");
    }
}
