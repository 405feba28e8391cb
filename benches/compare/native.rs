//! Measures native Whosaid for `./dev benchmark`: reads the articles as JSON, and prints the figures that `measure.mjs` gives for the other engines.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Deserialize;

#[derive(Deserialize)]
struct Articles {
    article: String,
    many: Vec<String>,
    one: String,
}

fn main() {
    let start = Instant::now();
    // The first annotation is slower, since it reads the models.
    let articles: Articles = serde_json::from_reader(std::io::stdin().lock()).expect("articles as JSON");
    let before = peak_memory();
    let read = start.elapsed();
    annotate(&articles.article);
    let cold = start.elapsed() - read;
    let mut times: Vec<Duration> = Vec::new();
    while times.iter().sum::<Duration>() < Duration::from_secs(1) || times.len() < 30 {
        times.push(annotate(&articles.article));
    }
    times.sort_unstable();
    let rate = |texts: &[String]| {
        let bytes: usize = texts.iter().map(String::len).sum();
        bytes as f64 / 1e6 / texts.iter().map(|text| annotate(text)).sum::<Duration>().as_secs_f64()
    };
    let (many, one) = (rate(&articles.many), rate(&[articles.one]));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let warm = ms(times[times.len() / 2]);
    let memory = peak_memory() - before;
    println!("{}", serde_json::json!({ "cold": ms(cold), "warm": warm, "many": many, "one": one, "memory": memory }));
}

fn annotate(text: &str) -> Duration {
    let start = Instant::now();
    black_box(whosaid::annotate(black_box(text)));
    start.elapsed()
}

/// The most memory that this process has used, in megabytes; 0 where the system doesn't tell.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0) / 1e3
}
