//! Learns the names' model, and measures it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use whosaid::EntityKind;
use whosaid::corpora::{self, GoldDocument, GoldEntity};
use whosaid::learned::chain::{Chain, begin_inside};
use whosaid::learned::training::{self, Sequence};
use whosaid::learned::weights::Table;
use whosaid::names::recognizer::{self, KINDS, LABELS, Scene};
use whosaid::names::{Name, evidence};
use whosaid::syntax::Syntax;
use whosaid::text::Document;

/// The kind of a gold name, where the model is to find it.
fn kind(entity: &GoldEntity) -> Option<EntityKind> {
    Some(match entity.label.as_str() {
        "Person" | "PER" | "per" | "person" => EntityKind::Person,
        "Organization" | "ORG" | "org" | "organization" => EntityKind::Organization,
        "Location" | "LOC" | "geo" | "place" => EntityKind::Place,
        "Facility" => EntityKind::Facility,
        "NORP" | "gpe" => EntityKind::Group,
        "Product" => EntityKind::Product,
        "Misc" | "MISC" | "art" | "eve" | "nat" | "event" | "object" | "abstract" => EntityKind::Other,
        _ => return None,
    })
}

/// The training sequences of some documents; those of every sentence.
fn sequences(documents: &[GoldDocument], bits: u32, parse: impl Fn(&Document) -> Syntax) -> Vec<Sequence> {
    let mut out = Vec::new();
    for gold in documents {
        let document = Document::new(&gold.text);
        let syntax = parse(&document);
        let scene = Scene::new(&document, &syntax);
        let mut labels = vec![0usize; document.tokens.len()];
        for entity in gold.entities.iter().flatten() {
            let Some(k) = kind(entity).and_then(|k| KINDS.iter().position(|&x| x == k)) else { continue };
            let mut tokens = document.tokens_in(entity.span);
            // The Groningen bank counts titles in.
            while tokens.len() > 1 && entity.label == "per" && evidence::is_title(document.word(tokens.start)) {
                tokens.start += 1;
            }
            if let Some(first) = tokens.clone().next() {
                labels[tokens].fill(2 * k + 2);
                labels[first] = 2 * k + 1;
            }
        }
        for sentence in &document.sentences {
            let mut s = Sequence::default();
            for i in sentence.clone() {
                let mut label = labels[i];
                let before = if i == sentence.start { 0 } else { labels[i - 1] };
                if !begin_inside(before, label) {
                    label -= 1;
                }
                s.push(bits, label, |sink| scene.features(sentence, i, sink));
            }
            out.push(s);
        }
    }
    out
}

/// Learns the model, writes it to `to`, and prints how it does on the sets that it did not see.
pub fn make(
    corpora: &Path,
    to: &Path,
    parse: &dyn Fn(&Document) -> Syntax,
    settings: &training::Settings,
) -> io::Result<Vec<String>> {
    let read = |name: &str| corpora::read(&corpora.join(format!("{name}.jsonl.gz")));
    let all = sequences(&read("wwn.train")?, settings.bits, parse);
    let bytes = training::chain(&all, LABELS, begin_inside, settings);
    let chain = Chain::new(Table::new(&bytes).expect("just made"), begin_inside);
    let mut figures = Vec::new();
    for set in ["wwn.dev", "cleanconll.dev", "uner_pud.test", "wikigold", "gum.news"] {
        let (all, three) = evaluate(&read(set)?, |d| recognizer::find(d, &parse(d), &chain));
        figures.push(format!("names, {set}: ALL {all:.2} PER+ORG+LOC {three:.2}"));
    }
    std::fs::write(to, &bytes)?;
    Ok(figures)
}

fn coarse(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organization => "ORG",
        EntityKind::Place | EntityKind::Facility => "LOC",
        _ => "MISC",
    }
}

/// Exact F1 of all, and of PER, ORG and LOC together.
pub fn evaluate(documents: &[GoldDocument], find: impl Fn(&Document) -> Vec<Name>) -> (f64, f64) {
    let (mut all, mut three) = ([0usize; 3], [0usize; 3]);
    for gold in documents {
        let document = Document::new(&gold.text);
        type Set = BTreeSet<(usize, usize, String)>;
        let want: Set = gold
            .entities
            .iter()
            .flatten()
            .filter_map(|e| Some((e.span.start, e.span.end, e.coarse.clone()?)))
            .collect();
        let have: Set = find(&document)
            .into_iter()
            .filter(|n| {
                !matches!(
                    n.kind,
                    EntityKind::Date
                        | EntityKind::Time
                        | EntityKind::Money
                        | EntityKind::Percent
                        | EntityKind::Quantity
                )
            })
            .map(|n| {
                let s = document.span(n.tokens);
                (s.start, s.end, coarse(n.kind).to_owned())
            })
            .collect();
        for (counts, filter) in [(&mut all, false), (&mut three, true)] {
            let keep = |s: &&(usize, usize, String)| !filter || s.2 != "MISC";
            counts[0] += want.intersection(&have).filter(keep).count();
            counts[1] += have.iter().filter(keep).count();
            counts[2] += want.iter().filter(keep).count();
        }
    }
    let f1 = |c: [usize; 3]| 200.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64;
    (f1(all), f1(three))
}
