//! Quotations: the spans of sources, cues and contents; who said each quotation; attributions made up.
//!
//! - `exact`: spans that are the gold's to the character, white space at their ends aside. `loose` leaves
//!   out punctuation and quotation marks at the ends too; `chars` counts single characters.
//! - `who`, by kind of the gold quotation: it is *found* where a prediction covers at least half of its
//!   content, and its *source is right* where the source of the prediction that fits best overlaps the
//!   gold's; the shares are of all gold quotations and of all that have a source.
//! - `spurious`: predictions that share no character of content with any gold quotation, by kind.

use std::collections::{BTreeMap, HashSet};

use whosaid::corpora::{GoldDocument, GoldQuote};

use crate::figures::{Figure, Prf, percent, table};
use crate::predictions::{Prediction, Quotation, Span, covered, pair, size};

const ROLES: [&str; 3] = ["source", "cue", "content"];
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];
const EDGE: &str = " \t\n\r.,;:!?\"'“”‘’`«»—–-()[]";

/// True for white space as Python's `str.isspace` counts it: the four information separators (U+001C to U+001F), too.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The span without those characters at its ends for which `drop` is true.
fn strip(text: &[char], (mut start, mut end): Span, drop: impl Fn(char) -> bool) -> Span {
    let dropped = |i: usize| text.get(i).is_some_and(|&c| drop(c));
    while start < end && dropped(start) {
        start += 1;
    }
    while end > start && dropped(end - 1) {
        end -= 1;
    }
    (start, end)
}

/// The span without white space at its ends.
pub fn trim(text: &[char], span: Span) -> Span {
    strip(text, span, is_space)
}

fn bare(text: &[char], span: Span) -> Span {
    strip(text, span, |c| EDGE.contains(c))
}

fn gold_role<'a>(quote: &'a GoldQuote, role: &str) -> &'a [Span] {
    match role {
        "source" => &quote.source,
        "cue" => &quote.cue,
        _ => &quote.content,
    }
}

fn found_role<'a>(quotation: &'a Quotation, role: &str) -> &'a [Span] {
    match role {
        "source" => &quotation.source,
        "cue" => &quotation.cue,
        _ => &quotation.content,
    }
}

/// The index of the prediction that a gold quotation is compared with: of those that cover at least half of its content
/// the one that fits it best, by overlap over union; the first of equals. So, in a report within a report, the inner
/// gold quotation is compared with the inner prediction.
pub fn closest(content: &[Span], quotations: &[Quotation]) -> Option<usize> {
    let (mut best, mut most) = (None, 0.0);
    for (i, quotation) in quotations.iter().enumerate() {
        let shared = covered(content, &quotation.content);
        if shared == 0 || shared * 2 < size(content) {
            continue;
        }
        let fit = shared as f64 / (size(content) + size(&quotation.content) - shared) as f64;
        if fit > most {
            (best, most) = (Some(i), fit);
        }
    }
    best
}

/// The predictions that share no character of content with any gold quotation, with their indices.
pub fn spurious<'a>(
    gold: &'a GoldDocument,
    prediction: &'a Prediction,
) -> impl Iterator<Item = (usize, &'a Quotation)> {
    let all = prediction.quotations.iter().enumerate();
    all.filter(|(_, x)| gold.quotes.iter().all(|q| covered(&x.content, &q.content) == 0))
}

/// How many are right, how many were predicted, and how many the corpus has.
type Counts = [usize; 3];

fn compare<T: std::hash::Hash + Eq>(counts: &mut Counts, gold: &HashSet<T>, pred: &HashSet<T>) {
    counts[0] += gold.intersection(pred).count();
    counts[1] += pred.len();
    counts[2] += gold.len();
}

#[derive(Default)]
struct Who {
    gold: usize,
    found: usize,
    sourced: usize,
    source_overlaps: usize,
    source_exact: usize,
}

/// The counts over a corpus.
#[derive(Default)]
struct Tally {
    exact: [Counts; 3],
    loose: [Counts; 3],
    chars: [Counts; 3],
    who: [Who; 3],
    spurious: BTreeMap<String, usize>,
}

impl Tally {
    fn spans(&mut self, text: &[char], gold: &GoldDocument, prediction: &Prediction) {
        for (i, role) in ROLES.iter().enumerate() {
            let gs: Vec<Span> = gold.quotes.iter().flat_map(|q| gold_role(q, role)).map(|&s| trim(text, s)).collect();
            let ps: Vec<Span> =
                prediction.quotations.iter().flat_map(|q| found_role(q, role)).map(|&s| trim(text, s)).collect();
            let set = |spans: &[Span]| spans.iter().copied().collect::<HashSet<Span>>();
            compare(&mut self.exact[i], &set(&gs), &set(&ps));
            let set = |spans: &[Span]| spans.iter().map(|&s| bare(text, s)).collect::<HashSet<Span>>();
            compare(&mut self.loose[i], &set(&gs), &set(&ps));
            let set = |spans: &[Span]| spans.iter().flat_map(|&(s, e)| s..e).collect::<HashSet<usize>>();
            compare(&mut self.chars[i], &set(&gs), &set(&ps));
        }
    }

    fn speakers(&mut self, text: &[char], quote: &GoldQuote, quotations: &[Quotation]) -> Result<(), String> {
        let kind = KINDS.iter().position(|k| *k == quote.kind);
        let who = &mut self.who[kind.ok_or_else(|| format!("a gold quotation of kind {:?}", quote.kind))?];
        let found = closest(&quote.content, quotations);
        who.gold += 1;
        who.found += usize::from(found.is_some());
        if quote.source.is_empty() {
            return Ok(());
        }
        who.sourced += 1;
        if let Some(found) = found {
            let source = &quotations[found].source;
            let set = |spans: &[Span]| spans.iter().map(|&s| trim(text, s)).collect::<HashSet<Span>>();
            who.source_overlaps += usize::from(covered(&quote.source, source) > 0);
            who.source_exact += usize::from(set(&quote.source) == set(source));
        }
        Ok(())
    }

    fn figure(self) -> Figure {
        let roles = |counts: [Counts; 3]| {
            table(
                ROLES
                    .iter()
                    .zip(counts)
                    .map(|(role, [right, pred, gold])| (*role, Figure::Prf(Prf::new(right, pred, gold)))),
            )
        };
        let who = KINDS.iter().zip(self.who).map(|(kind, w)| {
            let row = table([
                ("gold", Figure::Count(w.gold)),
                ("found%", Figure::Number(percent(w.found, w.gold))),
                ("source_right%", Figure::Number(percent(w.source_overlaps, w.sourced))),
                ("source_exact%", Figure::Number(percent(w.source_exact, w.sourced))),
            ]);
            (*kind, row)
        });
        table([
            ("exact", roles(self.exact)),
            ("loose", roles(self.loose)),
            ("chars", roles(self.chars)),
            ("who", table(who)),
            ("spurious", table(self.spurious.into_iter().map(|(kind, n)| (kind, Figure::Count(n))))),
        ])
    }
}

/// Scores the quotations of a corpus.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let mut tally = Tally::default();
    for (g, p) in pair(gold, predictions)? {
        let text: Vec<char> = g.text.chars().collect();
        tally.spans(&text, g, p);
        for quote in &g.quotes {
            tally.speakers(&text, quote, &p.quotations)?;
        }
        for (_, x) in spurious(g, p) {
            *tally.spurious.entry(x.kind.clone()).or_default() += 1;
        }
    }
    Ok(tally.figure())
}

/// Measures spurious attributions in per cent of all predicted ones; [`score`] counts them by kind.
pub fn made_up(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let pairs = pair(gold, predictions)?;
    let made_up = pairs.iter().map(|(g, p)| spurious(g, p).count()).sum();
    let all = pairs.iter().map(|(_, p)| p.quotations.len()).sum();
    Ok(table([
        ("spurious%", Figure::Number(percent(made_up, all))),
        ("spurious", Figure::Count(made_up)),
        ("predicted", Figure::Count(all)),
    ]))
}
