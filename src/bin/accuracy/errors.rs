//! Lists misses with a little context, by kind, for whoever works on a rule or a model.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use whosaid::corpora::GoldDocument;

use crate::names;
use crate::predictions::{Prediction, Span, by_id, covered, pair, slice};
use crate::quotations::{closest, spurious, trim};
use crate::speakers::{Resolved, cases};

/// Descriptions of misses, by kind.
pub type Misses = BTreeMap<String, Vec<String>>;

/// Writes the number of misses of each kind, and `count` of each, spread over the corpus.
pub fn listing(misses: &Misses, count: usize) -> String {
    let mut out = String::new();
    for (kind, all) in misses {
        writeln!(out, "{kind}: {}", all.len()).expect("a string takes every write");
        for i in 0..count.min(all.len()) {
            writeln!(out, "    {}", all[i * all.len() / count.min(all.len())]).expect("a string takes every write");
        }
    }
    out
}

/// The text around some spans, with the spans in double brackets.
fn context(text: &[char], spans: &[Span]) -> String {
    const AROUND: usize = 45;
    let (Some(first), Some(last)) = (spans.iter().map(|s| s.0).min(), spans.iter().map(|s| s.1).max()) else {
        return "nothing".to_owned();
    };
    let mut sorted = spans.to_vec();
    sorted.sort();
    let mut out = slice(text, (first.saturating_sub(AROUND), first));
    let mut at = first;
    for (start, end) in sorted.into_iter().filter(|s| s.0 < s.1) {
        out += &format!("{}[[{}]]", slice(text, (at, start)), shortened(text, (start.max(at), end)));
        at = at.max(end);
    }
    out += &slice(text, (at, last + AROUND));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a span, the middle of a long one left out.
fn shortened(text: &[char], (start, end): Span) -> String {
    const ENDS: usize = 60;
    match end.saturating_sub(start) <= 2 * ENDS + 10 {
        true => slice(text, (start, end)),
        false => format!("{} … {}", slice(text, (start, start + ENDS)), slice(text, (end - ENDS, end))),
    }
}

/// Lists the names that were missed, made up, cut differently, or given another class.
pub fn names(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Misses, String> {
    let mut misses = Misses::new();
    for (g, p) in pair(gold, predictions)? {
        let text: Vec<char> = g.text.chars().collect();
        let (wanted, found) = (names::wanted(g), names::found(&p.mentions));
        let meets = |a: Span, b: Span| covered(&[a], &[b]) > 0;
        let mut note = |kind: String, line: String| misses.entry(kind).or_default().push(line);
        let mut sorted: Vec<_> = wanted.difference(&found).collect();
        sorted.sort();
        for &&(span, class) in &sorted {
            let here = context(&text, &[span]);
            if let Some(other) = found.iter().find(|x| x.0 == span) {
                note(format!("{class} taken for {}", other.1), here);
            } else if let Some(other) = found.iter().filter(|x| meets(x.0, span)).min() {
                note(
                    format!("{class} cut differently"),
                    format!("{here}   got {} {:?}", other.1, slice(&text, other.0)),
                );
            } else {
                note(format!("{class} missed"), here);
            }
        }
        let mut made_up: Vec<_> = found.iter().filter(|x| !wanted.iter().any(|w| meets(w.0, x.0))).collect();
        made_up.sort();
        for &(span, class) in made_up {
            note(format!("{class} made up"), context(&text, &[span]));
        }
    }
    Ok(misses)
}

/// Lists the quotations that were missed or made up, and those found whose source, cue or content is cut differently.
pub fn quotations(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Misses, String> {
    let mut misses = Misses::new();
    for (g, p) in pair(gold, predictions)? {
        let text: Vec<char> = g.text.chars().collect();
        let mut note = |kind: String, line: String| misses.entry(kind).or_default().push(line);
        let trimmed = |spans: &[Span]| spans.iter().map(|&s| trim(&text, s)).collect::<Vec<_>>();
        let words = |spans: &[Span]| spans.iter().map(|&s| shortened(&text, s)).collect::<Vec<_>>().join(" … ");
        for quote in &g.quotes {
            let kind = &quote.kind;
            let here = || {
                let all: Vec<Span> =
                    [&quote.source, &quote.cue, &quote.content].into_iter().flatten().copied().collect();
                context(&text, &all)
            };
            let Some(x) = closest(&quote.content, &p.quotations).map(|i| &p.quotations[i]) else {
                note(format!("{kind} missed"), format!("{}   cue {:?}", here(), words(&quote.cue)));
                continue;
            };
            let got = |spans: &[Span]| format!("{}   got {:?} ({}, {:.2})", here(), words(spans), x.rule, x.confidence);
            if !quote.source.is_empty() && covered(&quote.source, &x.source) == 0 {
                note(format!("{kind} source wrong"), got(&x.source));
            } else if trimmed(&quote.source) != trimmed(&x.source) {
                note(format!("{kind} source cut differently"), got(&x.source));
            }
            if trimmed(&quote.cue) != trimmed(&x.cue) {
                note(format!("{kind} cue"), got(&x.cue));
            }
            if trimmed(&quote.content) != trimmed(&x.content) {
                note(format!("{kind} content cut differently"), got(&x.content));
            }
        }
        for (_, x) in spurious(g, p) {
            let all: Vec<Span> = [&x.source, &x.cue, &x.content].into_iter().flatten().copied().collect();
            note(format!("{} made up", x.kind), format!("{} ({}, {:.2})", context(&text, &all), x.rule, x.confidence));
        }
    }
    Ok(misses)
}

/// Lists the wrong speakers, by what the source is.
pub fn speakers(gold: &[GoldDocument], predictions: &[Prediction], resolved: &[Resolved]) -> Result<Misses, String> {
    let predictions = by_id(predictions);
    let resolved: HashMap<&str, &Resolved> = resolved.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut misses = Misses::new();
    for g in gold {
        let (Some(resolved), Some(prediction)) = (resolved.get(g.id.as_str()), predictions.get(g.id.as_str())) else {
            continue;
        };
        let text: Vec<char> = g.text.chars().collect();
        for case in cases(g, prediction, resolved).into_iter().filter(|c| !c.right) {
            let all: Vec<Span> = [&case.quote.source, &case.quote.cue].into_iter().flatten().copied().collect();
            let mut got: Vec<&String> = case.got.iter().flatten().collect();
            got.sort();
            let (kind, answer) = match case.found {
                None => (format!("{} not found", case.form), String::new()),
                Some(x) => {
                    (format!("{} wrong", case.form), format!("   got {got:?} ({}, {:.2})", x.rule, x.confidence))
                }
            };
            let want = case.speaker.names.first().map_or("nobody", String::as_str);
            let line = format!("{}   want {want:?}{answer}", context(&text, &all));
            misses.entry(kind).or_default().push(line);
        }
    }
    Ok(misses)
}
