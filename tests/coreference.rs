//! Tests of who is who, and who speaks, on the cases in `tests/fixtures/speakers`; each file there is for one rule.

#![cfg(not(target_arch = "wasm32"))]

mod cases;

use std::collections::BTreeMap;
use std::ops::Range;

use cases::{Case, markup};
use whosaid::coreference::{Coreference, Resolved, resolve};
use whosaid::names::Name;
use whosaid::quotations::Attribution;
use whosaid::rules::AttributionRule;
use whosaid::text::{Document, Span};
use whosaid::{Act, EntityKind, Form};

/// A case: its text without marks, and what the marks say.
#[derive(Default)]
struct Marks {
    text: String,
    names: Vec<(Span, EntityKind, String)>,
    mentions: Vec<(Span, String)>,
    contents: BTreeMap<u32, Vec<Span>>,
    sources: BTreeMap<u32, Span>,
    cues: BTreeMap<u32, Span>,
    /// For the number of a quotation, who must be its speaker.
    speakers: Vec<(u32, String)>,
}

fn marks_of(case: &Case) -> Marks {
    let marked = markup::read(&case.text).unwrap_or_else(|e| panic!("{}: {}: {e}", case.file, case.name));
    let mut marks = Marks { text: marked.text, ..Marks::default() };
    for (span, spec) in marked.names {
        let (kind, id) = spec.split_once(' ').unwrap_or((&spec, ""));
        let kind = serde_json::from_value(kind.into()).unwrap_or_else(|_| panic!("{}: no kind {kind:?}", case.name));
        marks.names.push((span, kind, id.to_owned()));
    }
    for (span, label) in marked.parts {
        let (role, id) = label.split_once('=').map_or((label.as_str(), None), |(role, id)| (role, Some(id)));
        marks.mentions.extend(id.map(|id| (span, id.to_owned())));
        let Some((role, number)) = role.split_at_checked(1) else { continue };
        let number = number.parse().unwrap_or_else(|_| panic!("{}: the label {label:?} has no number", case.name));
        match role {
            "c" => marks.contents.entry(number).or_default().push(span),
            "s" => drop(marks.sources.insert(number, span)),
            "q" => drop(marks.cues.insert(number, span)),
            _ => panic!("{}: the label {label:?} has no role", case.name),
        }
    }
    for line in &case.expected {
        if let Some((number, who)) = line.split_once(": ") {
            marks.speakers.push((number.parse().expect("a number before the colon"), who.to_owned()));
        }
    }
    marks
}

/// What is wrong with the answers for a case, in words.
fn failures(given: &Case) -> Vec<String> {
    let case = &marks_of(given);
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
        // The name that is found may end earlier (in a headline: "Ana Cruz Slams Harbor Board") or later ("Carl Denton Jr.").
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
    for (n, what) in &case.speakers {
        let index = case.contents.keys().position(|k| k == n).expect("an attribution of that number");
        let speaker = found.speakers[index].as_ref();
        let entity = speaker.map(|s| s.entities[0]);
        let right = match what.as_str() {
            "unnamed" => entity.is_some_and(|e| !is_named(e)),
            "unknown" => speaker.is_none_or(|s| s.confidence < 0.5),
            what => match what.strip_prefix("not ") {
                Some(label) => entity != labels.get(label).copied(),
                None if what.contains(", ") => {
                    let together: Vec<_> = what.split(", ").filter_map(|label| labels.get(label).copied()).collect();
                    speaker.is_some_and(|s| s.entities == together)
                }
                None => entity.is_some() && entity == labels.get(what).copied(),
            },
        };
        if !right {
            wrong.push(format!("{n} is not {what} but {} {speaker:?}", show(&found, &document, entity)));
        }
    }
    let acted: Vec<&str> = found.speakers.iter().flatten().map(|s| s.rule.id()).collect();
    wrong.extend(cases::rule_failures(given, &acted));
    wrong
}

fn show(found: &Coreference, document: &Document, entity: Option<usize>) -> String {
    let Some(entity) = entity else { return "nobody".to_owned() };
    let names = found.mentions.iter().filter(|m| m.entity == entity);
    names.map(|m| document.span(m.tokens.clone()).of(document.text)).collect::<Vec<_>>().join(" / ")
}

#[test]
fn speakers() {
    cases::check_all("speakers", failures);
}

/// Resolves many different names, and one name many times: the time must not grow with the square of their number.
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

/// Texts, a name in each, and how the text introduces that person; `None` where it says too little.
const INTRODUCTIONS: [(&str, &str, Option<&str>); 16] = [
    ("Anna Keller, the mayor of Lorrin, left.", "Anna Keller", Some("mayor of Lorrin")),
    (
        "Anna Keller, president of the Lorrin Trade Association, said it rained.",
        "Anna Keller",
        Some("president of the Lorrin Trade Association"),
    ),
    ("Former Texas governor Anna Keller said it rained.", "Anna Keller", Some("Former Texas governor")),
    ("Police chief Peter Hale said it rained.", "Peter Hale", Some("Police chief")),
    ("But police chief Peter Hale said it rained.", "Peter Hale", Some("police chief")),
    ("Anna Keller left. Her lawyer, Peter Hale, said it rained.", "Peter Hale", Some("lawyer")),
    ("Anna Keller left. Her brother, Peter Hale, said it rained.", "Peter Hale", None),
    ("Anna Keller left. Her rival Peter Hale said it rained.", "Peter Hale", None),
    ("Peter Hale was a good man. He left.", "Peter Hale", None),
    ("Peter Hale was a teacher at Lorrin College. He left.", "Peter Hale", Some("teacher at Lorrin College")),
    ("Peter Hale is the chairman. He left.", "Peter Hale", Some("chairman")),
    ("Peter Hale is the only candidate. He left.", "Peter Hale", None),
    ("The spokeswoman, Anna Keller, said it rained.", "Anna Keller", Some("spokeswoman")),
    ("The senators Anna Keller and Peter Hale left.", "Anna Keller", None),
    ("Mr. Peter Hale left.", "Peter Hale", None),
    ("Anna Keller spoke.", "Anna Keller", None),
];

#[test]
fn introductions() {
    let mut wrong = Vec::new();
    for (text, name, description) in INTRODUCTIONS {
        let found = whosaid::annotate(text);
        let entity = found.entities.iter().find(|entity| entity.name == name);
        let got = entity.map(|entity| entity.description.as_deref());
        if got != Some(description) {
            wrong.push(format!("{text} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
