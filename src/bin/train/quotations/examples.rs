//! What the network of attributions learns from one article: which tokens are cues, and what belongs to each cue.

use std::ops::Range;

use whosaid::learned::training::network::{Example, Relation, Settings, rows};
use whosaid::quotations::context::Context;
use whosaid::quotations::{arguments, cues};

use super::Read;

/// The chance of a cue from which on the network, while it learns, also learns which words belong to that cue.
pub const NEARLY_A_CUE: f32 = 0.15;

/// A gold attribution with a cue.
struct Gold {
    cue: Range<usize>,
    source: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

/// Makes the example of an annotated article.
pub fn example<'e>(
    read: &'e Read,
    context: &'e Context,
    pieces: &'e [Range<usize>],
    settings: &Settings,
) -> Example<'e> {
    let mut labels = vec![0u8; context.len()];
    let mut gold: Vec<Gold> = Vec::new();
    for quote in &read.gold.quotes {
        let cue = read.tokens(&quote.cue);
        for range in &cue {
            labels[range.clone()].fill(2);
            labels[range.start] = 1;
        }
        if let Some(cue) = cue.first() {
            let (source, content) = (read.tokens(&quote.source), read.tokens(&quote.content));
            gold.push(Gold { cue: cue.clone(), source, content });
        }
    }
    let guideline = read.set.guideline();
    let rows = token_rows(context, guideline, settings);
    let settings = *settings;
    let relations = Box::new(move |chances: &[f32]| {
        let mut seen = Vec::new();
        for piece in pieces {
            let chances = &chances[cues::LABELS * piece.start..cues::LABELS * piece.end];
            cues::decode(piece, chances, NEARLY_A_CUE, |_| true, &mut seen);
        }
        relations(context, &gold, seen.into_iter().map(|cue| cue.tokens).collect(), guideline, &settings)
    });
    let every = read.set.every();
    Example { rows, sequences: pieces, labels, taught: Vec::new(), relations, every, until: usize::MAX }
}

/// For each token, the rows of its features, and of features that tell of the guideline.
fn token_rows(context: &Context, guideline: u64, settings: &Settings) -> Vec<Vec<u32>> {
    let mut rows = rows(0..context.len(), settings.rows[0], |i, out| context.features(i, out));
    if guideline > 0 {
        let mut found = Vec::new();
        for (i, rows) in rows.iter_mut().enumerate() {
            found.clear();
            context.guideline_features(i, guideline, &mut found);
            settings.add_other(0, &found, rows);
        }
    }
    rows
}

/// Makes training examples of the words around cues. A gold cue has its source and content; if the network found a cue
/// that overlaps it, the example stands at that place. A cue that the network found where gold has none has neither.
fn relations(
    context: &Context,
    gold: &[Gold],
    seen: Vec<Range<usize>>,
    guideline: u64,
    settings: &Settings,
) -> Vec<Relation> {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let unseen = gold.iter().map(|g| &g.cue).filter(|cue| !seen.iter().any(|s| overlap(s, cue)));
    let mut all: Vec<Range<usize>> = seen.iter().chain(unseen).cloned().collect();
    all.sort_by_key(|cue| (cue.start, cue.end));
    all.dedup();
    let relation = |cue: &Range<usize>, gold: Option<&Gold>| {
        let reading = arguments::Reading::new(context, cue, &all);
        let window = reading.window();
        let mut labels = vec![0u8; window.len()];
        if let Some(gold) = gold {
            for (spans, label) in [(&gold.content, arguments::CONTENT), (&gold.source, arguments::SOURCE)] {
                for range in spans {
                    let begins = range.start.max(window.start);
                    for i in range.clone().filter(|i| window.contains(i)) {
                        labels[i - window.start] = (label + usize::from(i != begins)) as u8;
                    }
                }
            }
        }
        let rows = pair_rows(&reading, guideline, settings);
        Relation { to: context.head_of(cue.clone()), start: window.start, rows, labels, taught: Vec::new() }
    };
    let right = gold.iter().map(|g| relation(seen.iter().find(|s| overlap(s, &g.cue)).unwrap_or(&g.cue), Some(g)));
    let wrong = seen.iter().filter(|s| !gold.iter().any(|g| overlap(s, &g.cue))).map(|cue| relation(cue, None));
    right.chain(wrong).collect()
}

/// For each token around a cue, the rows of the features of the pair, and of features that tell of the guideline.
pub fn pair_rows(reading: &arguments::Reading, guideline: u64, settings: &Settings) -> Vec<Vec<u32>> {
    let window = reading.window();
    let mut found = Vec::new();
    let mut rows = rows(window.clone(), settings.rows[1], |i, out| {
        let place = reading.place(i);
        reading.place_features(place, out);
        reading.features(i, place, out);
    });
    if guideline > 0 {
        for (i, rows) in window.zip(&mut rows) {
            found.clear();
            reading.guideline_features(reading.place(i), guideline, &mut found);
            settings.add_other(1, &found, rows);
        }
    }
    rows
}
