//! Resolves documents from gold (or silver) names and gold attributions, so that coreference can be
//! measured without the mistakes of the stages before it. Reads a JSON object on each line, and writes predictions; offsets count
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

    /// The text of a line, which can turn offsets in code points into bytes and tokens.
    struct Text<'t> {
        document: &'t Document<'t>,
        bytes: Vec<usize>,
    }

    impl Text<'_> {
        /// The tokens of a span in code points.
        fn tokens(&self, start: &Value, end: &Value) -> Range<usize> {
            let byte = |at: &Value| self.bytes[at.as_u64().expect("an offset") as usize];
            self.document.tokens_in(Span::new(byte(start), byte(end)))
        }

        /// The tokens of the first span of a list of spans, or of a span.
        fn first(&self, spans: &Value) -> Option<Range<usize>> {
            let first = if spans[0].is_array() { &spans[0] } else { spans };
            let tokens = first[0].is_u64().then(|| self.tokens(&first[0], &first[1]))?;
            (!tokens.is_empty()).then_some(tokens)
        }

        /// The span of these tokens, in code points.
        fn chars(&self, tokens: Range<usize>) -> Value {
            let span = self.document.span(tokens);
            let at = |byte: usize| self.bytes.partition_point(|&b| b < byte);
            json!({"start": at(span.start), "end": at(span.end)})
        }
    }

    fn list<'g>(gold: &'g Value, key: &str) -> &'g [Value] {
        gold[key].as_array().map_or(&[], Vec::as_slice)
    }

    /// The names that a line gives.
    fn names(text: &Text, gold: &Value) -> Vec<Name> {
        let lists = ["corenlp_entities", "mentions", "entities"].map(|key| list(gold, key));
        let mut names: Vec<Name> = Vec::new();
        for entity in lists.into_iter().find(|list| !list.is_empty()).unwrap_or(&[]) {
            let Some(kind) = kind(entity) else { continue };
            let mut tokens = text.tokens(&entity["start"], &entity["end"]);
            while tokens.len() > 1 && matches!(text.document.word(tokens.end - 1), "'s" | "’s" | "'") {
                tokens.end -= 1;
            }
            if !tokens.is_empty() && names.last().is_none_or(|n| n.tokens.end <= tokens.start) {
                names.push(Name { tokens, kind, value: None, entity: None });
            }
        }
        names
    }

    /// The attributions that a line gives.
    fn attributions(text: &Text, gold: &Value) -> Vec<Attribution> {
        let quotes = list(gold, if gold["quotations"].is_array() { "quotations" } else { "quotes" });
        let content = |quote: &Value| -> Vec<Range<usize>> {
            let spans = list(quote, "content").iter().map(|span| text.tokens(&span[0], &span[1]));
            spans.filter(|tokens| !tokens.is_empty()).collect()
        };
        let attribution = |quote: &Value| Attribution {
            content: content(quote),
            cue: text.first(&quote["cue"]),
            source: text.first(&quote["source"]),
            act: Act::Speech,
            confidence: 1.0,
            rule: whosaid::rules::AttributionRule::Model,
        };
        let mut found: Vec<Attribution> = quotes.iter().map(attribution).filter(|a| !a.content.is_empty()).collect();
        found.sort_by_key(|a| a.content[0].start);
        found
    }

    /// Resolves one line. The program's argument chooses what is taken instead of the gold: `own` the names that the recognizer finds; `full`
    /// the attributions that are found, too.
    pub fn predict(gold: &Value) -> Value {
        let given = gold["text"].as_str().expect("text");
        let document = Document::new(given);
        let bytes = given.char_indices().map(|(i, _)| i).chain([given.len()]).collect();
        let text = Text { document: &document, bytes };
        let asked = |argument: &str| std::env::args().any(|a| a == argument);
        let syntax = whosaid::syntax::parse(&document, &mut Default::default());
        let names = match asked("own") || asked("full") {
            true => whosaid::names::find(&document, &syntax, &whosaid::Options::default(), &mut Default::default()),
            false => names(&text, gold),
        };
        let attributions = match asked("full") {
            true => whosaid::quotations::find(&document, &syntax, &names, &mut Default::default()),
            false => attributions(&text, gold),
        };
        let found = whosaid::coreference::resolve(&document, &syntax, &names, &attributions, &mut Default::default());

        let mut full: Vec<(usize, String)> = vec![(0, String::new()); found.entities];
        let mut mentions = Vec::new();
        for m in &found.mentions {
            let span = document.span(m.tokens.clone());
            let rank = usize::from(m.form == Form::Name);
            let (best, name) = &mut full[m.entity];
            if name.is_empty() || rank > *best || rank == *best && rank == 1 && span.len() > name.len() {
                (*best, *name) = (rank, span.of(given).to_owned());
            }
            let mut mention = text.chars(m.tokens.clone());
            mention["kind"] = json!(m.kind);
            mention["form"] = json!(m.form);
            mention["entity"] = json!(m.entity);
            mentions.push(mention);
        }
        let quotation = |(a, s): (&Attribution, &Option<whosaid::coreference::Speakers>)| {
            json!({
                "content": a.content.iter().map(|content| text.chars(content.clone())).collect::<Vec<_>>(),
                "cue": a.cue.clone().map(|cue| text.chars(cue)), "source": a.source.clone().map(|source| text.chars(source)),
                "speakers": s.as_ref().map_or(&[][..], |s| &s.entities), "confidence": a.confidence * s.as_ref().map_or(0.0, |s| s.confidence),
                "rule": a.rule.id(), "speakerRule": s.as_ref().map(|s| s.rule.id()),
            })
        };
        let quotations: Vec<Value> = attributions.iter().zip(&found.speakers).map(quotation).collect();
        let entities: Vec<Value> =
            full.iter().enumerate().map(|(id, (_, name))| json!({"id": id, "name": name})).collect();
        json!({"id": gold["id"], "mentions": mentions, "entities": entities, "quotations": quotations})
    }
}
