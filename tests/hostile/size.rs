//! Texts of a size that nobody reads, of each kind.

use std::time::{Duration, Instant};

use crate::{invariants, texts};

/// `annotate`'s answer holds, for so many bytes of each kind.
fn every_kind(bytes: usize) {
    for (name, kind) in texts::KINDS {
        let text = kind(bytes);
        let start = Instant::now();
        let found = whosaid::annotate(&text);
        let took = start.elapsed();
        invariants::annotations(&text, &found);
        invariants::units(&text, &found);
        println!("{name}: {} bytes, {} mentions, {} quotations, {took:.1?}", text.len(), found.mentions.len(), found.quotations.len());
    }
}

#[test]
fn a_few_thousand_bytes_of_each_kind() {
    every_kind(4_000);
}

/// For finding what isn't linear: the time for some size, and for four times as much.
#[test]
#[ignore = "prints times, which mean something on an idle machine and optimised only"]
fn times() {
    let only = std::env::var("KIND").ok();
    let bytes = std::env::var("BYTES").map_or(250_000, |b| b.parse().expect("a number"));
    for (name, kind) in texts::KINDS.iter().filter(|(name, _)| only.as_ref().is_none_or(|only| only == name)) {
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
