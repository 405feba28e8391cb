//! Tests with huge texts of each kind in `texts.rs`.

use std::time::{Duration, Instant};

use whosaid::text::Document;
use whosaid::{quotations, syntax};

use crate::{invariants, texts};

/// All kinds of text, or only the one that the environment variable KIND names.
fn kinds() -> impl Iterator<Item = &'static texts::Kind> {
    let only = std::env::var("KIND").ok();
    texts::KINDS.iter().filter(move |(name, _)| only.as_ref().is_none_or(|only| only == name))
}

fn bytes(default: usize) -> usize {
    std::env::var("BYTES").map_or(default, |bytes| bytes.parse().expect("BYTES is a number"))
}

/// Annotates so many bytes of each kind, and checks the answer.
fn every_kind(bytes: usize) {
    for (name, kind) in kinds() {
        let text = kind(bytes);
        let start = Instant::now();
        let found = whosaid::annotate(&text);
        let took = start.elapsed();
        invariants::annotations(&text, &found);
        invariants::units(&text, &found);
        println!(
            "{name}: {} bytes, {} mentions, {} quotations, {took:.1?}",
            text.len(),
            found.mentions.len(),
            found.quotations.len()
        );
    }
}

#[test]
fn some_of_each_kind() {
    every_kind(1_500);
}

/// Annotates 16 MB of each kind, or as many bytes as the environment variable BYTES says. `./dev torture` runs this.
#[test]
#[ignore = "takes an hour"]
fn very_much_of_each_kind() {
    every_kind(bytes(16 << 20));
}

#[test]
#[ignore = "takes minutes"]
fn a_million_marks_and_a_hundred_thousand_names() {
    for marks in ["\"", "“", "”", "'", "“‘", "\"a ", "”\n"] {
        let text = marks.repeat(1_000_000);
        invariants::annotations(&text, &whosaid::annotate(&text));
    }
    let names: String =
        (0..100_000).map(|n| format!("{} {} slept. ", texts::word(3 * n), texts::word(5 * n + 1))).collect();
    let found = whosaid::annotate(&names);
    invariants::annotations(&names, &found);
    assert!(found.entities.len() > 50_000, "{} entities", found.entities.len());
}

/// For each cue only a limited number of words around it is read, however long the sentence. Otherwise the work would grow with
/// the square of a sentence such as "he said he said he said …".
#[test]
fn a_cue_in_an_endless_sentence_reads_a_bounded_part_of_it() {
    for piece in ["he said ", "“he said ", "so it is, Ana Ruiz said, and "] {
        let text = piece.repeat(5_000);
        let document = Document::new(&text);
        let syntax = syntax::parse(&document, &mut Default::default());
        let context = quotations::context::Context::new(&document, &syntax, &[]);
        for cue in (0..document.tokens.len()).step_by(997) {
            let window = quotations::arguments::window(&context, &(cue..cue + 1));
            assert!(window.contains(&cue) && window.len() < 1000, "{} tokens", window.len());
        }
    }
}

/// `any_quoted`, which answers for a whole stretch at once, agrees with asking for each of its tokens.
#[test]
fn quoted_words_are_told_of_any_stretch() {
    for (name, kind) in kinds() {
        let text = kind(600);
        let document = Document::new(&text);
        let syntax = syntax::parse(&document, &mut Default::default());
        let context = quotations::context::Context::new(&document, &syntax, &[]);
        let n = document.tokens.len();
        for start in (0..n).step_by(3) {
            for end in [start, start + 1, start + 2, start + 9, n].map(|end| end.min(n)) {
                let each = (start..end).any(|i| context.is_quoted(i));
                assert_eq!(context.any_quoted(&(start..end)), each, "{name}: {start}..{end} of {text:?}");
            }
        }
    }
}

/// Helps to find what isn't linear: prints the time for texts of some size, and for texts four times as long.
#[test]
#[ignore = "prints times, which mean something on an idle machine and optimised only"]
fn times() {
    let bytes = bytes(250_000);
    for (name, kind) in kinds() {
        let time = |bytes: usize| -> Duration {
            let text = kind(bytes);
            let start = Instant::now();
            whosaid::annotate(&text);
            start.elapsed()
        };
        let (small, big) = (time(bytes), time(4 * bytes));
        let ratio = big.as_secs_f64() / small.as_secs_f64();
        println!("{ratio:6.1} {small:>10.1?} {big:>10.1?}  {name}{}", if ratio > 8.0 { "  <<<" } else { "" });
    }
}
