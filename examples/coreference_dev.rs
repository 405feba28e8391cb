//! Resolves documents from gold (or silver) names and gold attributions, so that coreference can be
//! measured apart from the stages before it: a JSON object a line in, predictions out, offsets in
//! Unicode code points.
//!
//! ```sh
//! zcat polnear.dev.jsonl.gz | cargo run --release --features train --example coreference_dev > pred.jsonl
//! ```

#[cfg(not(feature = "train"))]
fn main() {
    eprintln!("build with --features train");
}

#[cfg(feature = "train")]
fn main() {
    use std::io::{BufRead, Write};
    let stdin = std::io::stdin();
    let mut out = std::io::stdout().lock();
    for line in stdin.lock().lines() {
        let gold: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        writeln!(out, "{}", dev::predict(&gold)).expect("standard output");
    }
}

#[cfg(feature = "train")]
mod dev {
    use serde_json::{Value, json};
    use std::ops::Range;
    use whosaid::names::Name;
    use whosaid::quotations::Attribution;
    use whosaid::text::{Document, Span};
    use whosaid::{Act, EntityKind, Form};

    fn kind(entity: &Value) -> Option<EntityKind> {
        let label = entity["type"].as_str().or(entity["kind"].as_str()).unwrap_or("");
        let fine = entity["fine"].as_str().unwrap_or(label);
        Some(match fine {
            "PERSON" | "person" => EntityKind::Person,
            "ORG" | "organization" => EntityKind::Organization,
            "GPE" | "LOC" | "place" => EntityKind::Place,
            "FAC" | "facility" => EntityKind::Facility,
            "NORP" | "group" => EntityKind::Group,
            "PRODUCT" | "product" => EntityKind::Product,
            "DATE" | "date" => EntityKind::Date,
            "TIME" => EntityKind::Time,
            "MONEY" => EntityKind::Money,
            "PERCENT" => EntityKind::Percent,
            "QUANTITY" => EntityKind::Quantity,
            "EVENT" | "WORK" => EntityKind::Other,
            _ => match label {
                "NATIONALITY" | "RELIGION" | "IDEOLOGY" => EntityKind::Group,
                "COUNTRY" | "CITY" | "STATE_OR_PROVINCE" | "LOCATION" => EntityKind::Place,
                "MISC" if entity["text"].is_null() => EntityKind::Other,
                _ => return None,
            },
        })
    }

    pub fn predict(gold: &Value) -> Value {
        let text = gold["text"].as_str().expect("text");
        let mut bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        bytes.push(text.len());
        let document = Document::new(text);
        let span =
            |s: &Value| Span::new(bytes[s[0].as_u64().unwrap() as usize], bytes[s[1].as_u64().unwrap() as usize]);
        let tokens = |s: &Value| document.tokens_in(span(s));
        let empty = Vec::new();
        let list = |key: &str| gold[key].as_array().unwrap_or(&empty);
        let entities = if !list("corenlp_entities").is_empty() {
            list("corenlp_entities")
        } else if !list("mentions").is_empty() {
            list("mentions")
        } else {
            list("entities")
        };
        let mut names: Vec<Name> = Vec::new();
        for e in entities {
            let Some(kind) = kind(e) else { continue };
            let mut tokens = document.tokens_in(Span::new(
                bytes[e["start"].as_u64().unwrap() as usize],
                bytes[e["end"].as_u64().unwrap() as usize],
            ));
            while tokens.len() > 1 && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'") {
                tokens.end -= 1;
            }
            if !tokens.is_empty() && names.last().is_none_or(|n| n.tokens.end <= tokens.start) {
                names.push(Name { tokens, kind, value: None, entity: None });
            }
        }
        let article = gold["quotations"].is_array();
        let quotes = if article { list("quotations") } else { list("quotes") };
        let one = |v: &Value| -> Option<Range<usize>> {
            let first = if v[0].is_array() { v[0].clone() } else { v.clone() };
            let r = first[0].is_u64().then(|| tokens(&first))?;
            (!r.is_empty()).then_some(r)
        };
        let mut attributions: Vec<Attribution> = quotes
            .iter()
            .map(|q| Attribution {
                content: q["content"].as_array().unwrap().iter().map(&tokens).filter(|r| !r.is_empty()).collect(),
                cue: one(&q["cue"]),
                source: one(&q["source"]),
                act: Act::Speech,
                confidence: 1.0,
                rule: whosaid::rules::AttributionRule::Model,
            })
            .filter(|a| !a.content.is_empty())
            .collect();
        attributions.sort_by_key(|a| a.content[0].start);
        let syntax = whosaid::syntax::parse(&document, &mut Default::default());
        // As argument `own`: the recognizer's names.
        let names = if std::env::args().any(|a| a == "own" || a == "full") {
            whosaid::names::find(&document, &syntax, &whosaid::Options::default(), &mut Default::default())
        } else {
            names
        };
        // `full`: the attributions found, too.
        let attributions = match std::env::args().any(|a| a == "full") {
            true => whosaid::quotations::find(&document, &syntax, &names, &mut Default::default()),
            false => attributions,
        };
        let found = whosaid::coreference::resolve(&document, &syntax, &names, &attributions, &mut Default::default());

        let chars = |s: Span| {
            let at = |b: usize| bytes.partition_point(|&x| x < b);
            (at(s.start), at(s.end))
        };
        let object = |r: Range<usize>| {
            let (start, end) = chars(document.span(r));
            json!({"start": start, "end": end})
        };
        let mut full: Vec<(usize, String)> = vec![(0, String::new()); found.entities];
        let mut mentions = Vec::new();
        for m in &found.mentions {
            let s = document.span(m.tokens.clone());
            let (start, end) = chars(s);
            let rank = usize::from(m.form == Form::Name);
            let (best, name) = &mut full[m.entity];
            if name.is_empty() || rank > *best || rank == *best && rank == 1 && s.len() > name.len() {
                (*best, *name) = (rank, s.of(text).to_owned());
            }
            mentions.push(json!({"start": start, "end": end, "kind": m.kind, "form": m.form, "entity": m.entity}));
        }
        let quotations: Vec<Value> = attributions
            .iter()
            .zip(&found.speakers)
            .map(|(a, s)| {
                json!({
                    "content": a.content.iter().cloned().map(object).collect::<Vec<_>>(),
                    "cue": a.cue.clone().map(object), "source": a.source.clone().map(object),
                    "speakers": s.as_ref().map_or(&[][..], |s| &s.entities), "confidence": a.confidence * s.as_ref().map_or(0.0, |s| s.confidence),
                    "rule": a.rule.id(), "speakerRule": s.as_ref().map(|s| s.rule.id()),
                })
            })
            .collect();
        let entities: Vec<Value> =
            full.iter().enumerate().map(|(id, (_, name))| json!({"id": id, "name": name})).collect();
        json!({"id": gold["id"], "mentions": mentions, "entities": entities, "quotations": quotations})
    }
}
