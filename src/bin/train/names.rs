//! Learns the names' model, and measures it.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;

use whosaid::corpora::{self, GoldDocument, GoldEntity};
use whosaid::learned::chain::Scores;
use whosaid::learned::network::{Network, State};
use whosaid::learned::training::network::{Example, Settings, network, rows};
use whosaid::names::recognizer::{self, KINDS, LABELS};
use whosaid::names::scene::Scene;
use whosaid::names::{Name, evidence};
use whosaid::syntax::Syntax;
use whosaid::text::Document;
use whosaid::{EntityKind, Span};

/// The kind of a gold name, where the model is to find it.
fn kind(entity: &GoldEntity) -> Option<EntityKind> {
    Some(match entity.label.as_str() {
        "Person" | "PER" | "per" | "person" | "PERSON" => EntityKind::Person,
        "Organization" | "ORG" | "org" | "organization" | "ORGANIZATION" => EntityKind::Organization,
        "Location" | "LOC" | "geo" | "place" | "LOCATION" => EntityKind::Place,
        "Facility" => EntityKind::Facility,
        "NORP" | "gpe" => EntityKind::Group,
        "Product" => EntityKind::Product,
        "Misc" | "MISC" | "art" | "eve" | "nat" | "event" | "object" | "abstract" => EntityKind::Other,
        _ => return None,
    })
}

/// How a teacher learns: one of a few that differ in their random numbers, and that need not be small.
const TEACHER: Settings = Settings {
    seed: 0,
    rows: [32768, 1],
    other_rows: [0, 0],
    hidden: 0.0,
    row_units: 8.0,
    layers: 5,
    labels: [LABELS, 1],
    passes: 16,
    batch: 4,
    rate: 4e-3,
    feature_dropout: 0.4,
    blurred: 0.15,
    dropout: 0.3,
    one_thread: false,
    decay: 1e-3,
};

const TEACHERS: u64 = 3;

/// How the network that ships learns.
const SETTINGS: Settings = Settings { rows: [8192, 1], row_units: 1.5, passes: 22, ..TEACHER };

/// A teacher sees each text of other guidelines once in four passes of the first six; the network that ships sees the same
/// texts, as the teachers labelled them, in every other pass but the last ones.
const OTHERS: [usize; 2] = [4, 6];
const TAUGHT: [usize; 2] = [2, 17];

/// A text to learn from.
struct Text {
    document: Document<'static>,
    syntax: Syntax,
    pieces: Vec<Range<usize>>,
    /// Whose guideline its names follow: 0 for the one that the network is to follow.
    guideline: u64,
}

impl Text {
    /// The text, and for each token its label.
    fn new(gold: GoldDocument, guideline: u64, parse: &dyn Fn(&Document) -> Syntax) -> (Text, Vec<u8>) {
        // The trainer ends with its texts.
        let document = Document::new(gold.text.leak());
        let mut labels = vec![0; document.tokens.len()];
        for entity in gold.entities.iter().chain(&gold.corenlp_entities).flatten() {
            let Some(k) = kind(entity).and_then(|k| KINDS.iter().position(|&x| x == k)) else { continue };
            let mut tokens = document.tokens_in(entity.span);
            // The Groningen bank counts titles in.
            while tokens.len() > 1 && entity.label == "per" && evidence::is_title(document.word(tokens.start)) {
                tokens.start += 1;
            }
            if let Some(first) = tokens.clone().next() {
                labels[tokens].fill(2 * k as u8 + 2);
                labels[first] = 2 * k as u8 + 1;
            }
        }
        (Text { syntax: parse(&document), pieces: document.pieces(), guideline, document }, labels)
    }
}

/// Learns a network. Texts of other guidelines are seen in every such pass, and in so many passes, as `others` says.
fn learn(
    texts: &[Text],
    labels: &[Vec<u8>],
    others: [usize; 2],
    settings: &Settings,
    features: impl Fn(usize, usize, &mut Vec<u64>),
) -> Vec<u8> {
    let example = |t: usize| {
        let text = &texts[t];
        let [every, until] = if text.guideline == 0 { [1, usize::MAX] } else { others };
        let rows = rows(0..text.document.tokens.len(), settings.rows[0], |i, out| features(t, i, out));
        let relations = Box::new(|_: &[f32]| Vec::new());
        Example {
            rows,
            sequences: &text.pieces,
            labels: labels[t].clone(),
            taught: Vec::new(),
            relations,
            every,
            until,
        }
    };
    let examples: Vec<Example> = (0..texts.len()).map(example).collect();
    network(&examples, settings)
}

/// The labels that teachers agree on.
fn taught(scene: &Scene, pieces: &[Range<usize>], teachers: &[Network]) -> Vec<u8> {
    let count = scene.len();
    let states: Vec<Vec<State>> = teachers
        .iter()
        .map(|teacher| {
            teacher.read(0..count, count, |i, out| {
                scene.features(i, out);
                scene.guideline_features(i, 0, out);
            })
        })
        .collect();
    let mut labels = Vec::with_capacity(count);
    for piece in pieces {
        let scores: Vec<Scores> =
            teachers.iter().zip(&states).map(|(teacher, states)| teacher.label(&states[piece.clone()])).collect();
        labels.extend(teachers[0].token_moves().best(&Scores::mean(&scores)));
    }
    labels
}

/// Sentences of one document, as a document.
fn joined(sentences: &[GoldDocument]) -> GoldDocument {
    let mut all = GoldDocument::default();
    for sentence in sentences {
        let by = all.text.len();
        all.text.push_str(&sentence.text);
        all.text.push(' ');
        let moved = sentence.entities.iter().flatten().map(|e| {
            let span = Span::new(e.span.start + by, e.span.end + by);
            GoldEntity { span, ..e.clone() }
        });
        all.entities.get_or_insert_default().extend(moved);
    }
    all
}

/// Learns the model, writes it to `to`, and prints how it does on the sets that it did not see.
pub fn make(corpora: &Path, to: &Path, parse: &dyn Fn(&Document) -> Syntax) -> io::Result<Vec<String>> {
    let corpus = |name: &str| corpora::read(&corpora.join(format!("{name}.jsonl.gz")));
    let mut gold: Vec<(u64, GoldDocument)> = corpus("wwn.train")?.into_iter().map(|gold| (0, gold)).collect();
    // A sentence alone tells nothing of its article.
    gold.extend(corpus("gmb.train")?.chunks(15).map(|sentences| (1, joined(sentences))));
    gold.extend(corpus("polnear.train")?.into_iter().map(|gold| (2, gold)));
    let (texts, mut labels): (Vec<Text>, Vec<Vec<u8>>) =
        gold.into_iter().map(|(guideline, gold)| Text::new(gold, guideline, parse)).unzip();
    let scenes: Vec<Scene> = texts.iter().map(|text| Scene::new(&text.document, &text.syntax)).collect();

    let teachers: Vec<Vec<u8>> = (1..=TEACHERS)
        .map(|seed| {
            learn(&texts, &labels, OTHERS, &Settings { seed, ..TEACHER }, |text, i, out| {
                scenes[text].features(i, out);
                scenes[text].guideline_features(i, texts[text].guideline, out);
            })
        })
        .collect();
    let teachers: Vec<Network> = teachers.iter().map(|bytes| Network::new(bytes).expect("just made")).collect();
    for (t, text) in texts.iter().enumerate().filter(|(_, text)| text.guideline > 0) {
        labels[t] = taught(&scenes[t], &text.pieces, &teachers);
    }
    let bytes = learn(&texts, &labels, TAUGHT, &SETTINGS, |text, i, out| scenes[text].features(i, out));

    let network = Network::new(&bytes).expect("just made");
    let mut figures = Vec::new();
    for set in ["wwn.dev", "cleanconll.dev", "uner_pud.test", "wikigold", "gum.news"] {
        let (all, three) = evaluate(&corpus(set)?, |d| recognizer::find(d, &parse(d), &network));
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
