//! TokenIndex `tests/fixtures/speakers.txt`; how to read a case stands at its head.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::ops::Range;

use whosaid::coreference::{Coreference, Resolved, resolve};
use whosaid::names::Name;
use whosaid::quotations::Attribution;
use whosaid::rules::AttributionRule;
use whosaid::text::{Document, Span};
use whosaid::{Act, EntityKind, Form};

/// A case, its marks taken out of the text.
#[derive(Default)]
struct Case {
    title: String,
    text: String,
    names: Vec<(Span, EntityKind, String)>,
    mentions: Vec<(Span, String)>,
    contents: BTreeMap<u32, Vec<Span>>,
    sources: BTreeMap<u32, Span>,
    cues: BTreeMap<u32, Span>,
    expected: Vec<(u32, String)>,
}

fn cases() -> Vec<Case> {
    include_str!("fixtures/speakers.txt").split("\n== ").skip(1).map(case).collect()
}

fn case(block: &str) -> Case {
    let (title, body) = block.split_once('\n').expect("a title and a text");
    let is_expectation =
        |line: &str| line.split_once(": ").is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let mut case = Case { title: title.to_owned(), ..Case::default() };
    let mut marked = Vec::new();
    for line in body.lines() {
        match line.split_once(": ").filter(|_| is_expectation(line)) {
            Some((n, what)) => case.expected.push((n.parse().expect("a number"), what.to_owned())),
            None => marked.push(line),
        }
    }
    read_marks(marked.join("\n").trim(), &mut case);
    case
}

fn read_marks(marked: &str, case: &mut Case) {
    let mut open: Vec<(char, usize)> = Vec::new();
    for c in marked.chars() {
        match c {
            '[' | '(' | '{' | '<' | '«' => open.push((c, case.text.len())),
            ']' | ')' | '}' | '>' | '»' => close(c, &mut open, case),
            _ => case.text.push(c),
        }
    }
    assert!(open.is_empty(), "{}: unclosed mark", case.title);
}

fn close(c: char, open: &mut Vec<(char, usize)>, case: &mut Case) {
    let (mark, start) = open.pop().expect("an open mark");
    let inner = case.text[start..].to_owned();
    match (mark, c) {
        ('[', ']') => {
            let (name, rest) = inner.split_once('|').expect("a kind");
            let (kind, label) = rest.split_once('#').unwrap_or((rest, ""));
            let kind = match kind {
                "p" => EntityKind::Person,
                "o" => EntityKind::Organization,
                "l" => EntityKind::Place,
                "f" => EntityKind::Facility,
                "g" => EntityKind::Group,
                "d" => EntityKind::Date,
                _ => EntityKind::Other,
            };
            case.text.truncate(start + name.len());
            case.names.push((Span::new(start, start + name.len()), kind, label.to_owned()));
        }
        ('(', ')') => match inner.split_once('#') {
            Some((words, label)) => {
                case.text.truncate(start + words.len());
                case.mentions.push((Span::new(start, start + words.len()), label.to_owned()));
            }
            // The text's own brackets: names in them move by one.
            None => {
                case.text.insert(start, '(');
                case.text.push(')');
                for (span, ..) in case.names.iter_mut().filter(|n| n.0.start >= start) {
                    *span = Span::new(span.start + 1, span.end + 1);
                }
            }
        },
        ('{', '}') | ('<', '>') | ('«', '»') => {
            let (n, words) = inner.split_once(' ').expect("a number");
            let shift = n.len() + 1;
            case.text.replace_range(start..start + shift, "");
            let moved = |span: &mut Span| {
                if span.start >= start {
                    *span = Span::new(span.start - shift, span.end - shift);
                }
            };
            case.names.iter_mut().for_each(|n| moved(&mut n.0));
            case.mentions.iter_mut().for_each(|m| moved(&mut m.0));
            case.contents.values_mut().flatten().for_each(moved);
            case.sources.values_mut().for_each(moved);
            case.cues.values_mut().for_each(moved);
            let span = Span::new(start, start + words.len());
            let n = n.parse().expect("a number");
            match mark {
                '{' => case.contents.entry(n).or_default().push(span),
                '<' => drop(case.sources.insert(n, span)),
                _ => drop(case.cues.insert(n, span)),
            }
        }
        _ => panic!("{}: marks cross", case.title),
    }
}

/// The case's failures, in words.
fn failures(case: &Case) -> Vec<String> {
    let document = Document::new(&case.text);
    let syntax = whosaid::syntax::parse(&document, &mut Default::default());
    let tokens = |span: Span| document.tokens_in(span);
    let names: Vec<Name> = case
        .names
        .iter()
        .map(|(span, kind, _)| Name { tokens: tokens(*span), kind: *kind, value: None, entity: None })
        .collect();
    let attributions: Vec<Attribution> = case
        .contents
        .iter()
        .map(|(n, contents)| Attribution {
            content: contents.iter().map(|&s| tokens(s)).collect(),
            cue: case.cues.get(n).map(|&s| tokens(s)),
            source: case.sources.get(n).map(|&s| tokens(s)),
            act: Act::Speech,
            confidence: 1.0,
            rule: AttributionRule::Model,
        })
        .collect();
    let found = resolve(&document, &syntax, &names, &attributions, &mut Default::default());
    let mut wrong = Vec::new();

    let entity_at = |range: &Range<usize>| found.mentions.iter().find(|m| m.tokens == *range).map(|m| m.entity);
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, (span, _, label)) in names.iter().zip(&case.names) {
        // It may end sooner, in a headline, or later: "Ana Cruz Slams Harbor Board", "Carl Denton" of "Jr.".
        let at = |m: &&Resolved| m.form == Form::Name && m.tokens.start == name.tokens.start;
        let Some(entity) = entity_at(&name.tokens).or_else(|| found.mentions.iter().find(at).map(|m| m.entity)) else {
            wrong.push(format!("the name {:?} is gone", span.of(&case.text)));
            continue;
        };
        if label.is_empty() {
            continue;
        }
        let first = *labels.entry(label).or_insert(entity);
        if first != entity {
            wrong.push(format!("{:?} is not {label}", span.of(&case.text)));
        }
    }
    for (a, x) in &labels {
        for (b, y) in labels.range::<str, _>((std::ops::Bound::Excluded(*a), std::ops::Bound::Unbounded)) {
            if x == y {
                wrong.push(format!("{a} and {b} are one"));
            }
        }
    }
    let is_named = |entity: usize| found.mentions.iter().any(|m| m.entity == entity && m.form == Form::Name);
    for (span, label) in &case.mentions {
        let entity = entity_at(&tokens(*span));
        let right = match label.as_str() {
            "-" => entity.is_none_or(|e| !is_named(e)),
            label => entity.is_some() && entity == labels.get(label).copied(),
        };
        if !right {
            wrong.push(format!("{:?} is not {label} but {}", span.of(&case.text), show(&found, &document, entity)));
        }
    }
    for (n, what) in &case.expected {
        let index = case.contents.keys().position(|k| k == n).expect("an attribution of that number");
        let speaker = found.speakers[index].as_ref();
        let entity = speaker.map(|s| s.entities[0]);
        let right = match what.as_str() {
            "unnamed" => entity.is_some_and(|e| !is_named(e)),
            "unknown" => speaker.is_none_or(|s| s.confidence < 0.5),
            what => match what.strip_prefix("not ") {
                Some(label) => entity != labels.get(label).copied(),
                None => entity.is_some() && entity == labels.get(what).copied(),
            },
        };
        if !right {
            wrong.push(format!("{n} is not {what} but {} {speaker:?}", show(&found, &document, entity)));
        }
    }
    wrong
}

fn show(found: &Coreference, document: &Document, entity: Option<usize>) -> String {
    let Some(entity) = entity else { return "nobody".to_owned() };
    let names = found.mentions.iter().filter(|m| m.entity == entity);
    names.map(|m| document.span(m.tokens.clone()).of(document.text)).collect::<Vec<_>>().join(" / ")
}

#[test]
fn speakers() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let report: Vec<String> =
        cases.iter().flat_map(|case| failures(case).into_iter().map(|f| format!("{}: {f}", case.title))).collect();
    assert!(report.is_empty(), "{} wrong of {} cases:\n{}", report.len(), cases.len(), report.join("\n"));
}

/// Many distinct names, and one name many times: time must not grow with the square.
#[test]
fn many_names() {
    let mut text = String::new();
    let mut spans = Vec::new();
    for i in 0..20_000 {
        let name = format!("Given{} Sur{}", i % 5000, i);
        spans.push(Span::new(text.len(), text.len() + name.len()));
        text.push_str(&name);
        text.push_str(" said he won. ");
    }
    let document = Document::new(&text);
    let syntax = whosaid::syntax::parse(&document, &mut Default::default());
    let names: Vec<Name> = spans
        .iter()
        .map(|&s| Name { tokens: document.tokens_in(s), kind: EntityKind::Person, value: None, entity: None })
        .collect();
    let found = resolve(&document, &syntax, &names, &[], &mut Default::default());
    assert_eq!(found.mentions.iter().filter(|m| m.form == Form::Name).count(), names.len());
}

#[test]
fn nothing_in_nothing_out() {
    for text in ["", "\n", "he", "“He said”", "’s ’s"] {
        let document = Document::new(text);
        let syntax = whosaid::syntax::parse(&document, &mut Default::default());
        let found = resolve(&document, &syntax, &[], &[], &mut Default::default());
        assert!(found.speakers.is_empty());
    }
}
