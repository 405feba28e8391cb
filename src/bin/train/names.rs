//! Learns the names' model, and measures it.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;

use whosaid::corpora::{self, GoldDocument, GoldEntity};
use whosaid::learned::chain::Scores;
use whosaid::learned::features::hash;
use whosaid::learned::network::{Network, State};
use whosaid::learned::training::network::{Example, Settings, network, rows};
use whosaid::names::facts::NameFacts;
use whosaid::names::recognizer::{self, KINDS, LABELS};
use whosaid::names::{Name, evidence};
use whosaid::syntax::Syntax;
use whosaid::text::Document;
use whosaid::{EntityKind, Span};

use crate::quotations::teaching;
use crate::{cache, setting};

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
        _ => return plain_kind(entity),
    })
}

/// The kind of a gold name by the labels that all corpora share.
fn plain_kind(entity: &GoldEntity) -> Option<EntityKind> {
    match (entity.fine.as_deref(), entity.coarse.as_deref()) {
        (Some("FAC"), _) => Some(EntityKind::Facility),
        (Some("NORP"), _) => Some(EntityKind::Group),
        (Some("PRODUCT"), _) => Some(EntityKind::Product),
        (_, Some("PER")) => Some(EntityKind::Person),
        (_, Some("ORG")) => Some(EntityKind::Organization),
        (_, Some("LOC")) => Some(EntityKind::Place),
        (_, Some("MISC")) => Some(EntityKind::Other),
        _ => None,
    }
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

/// The teachers: the seed of each, and what it learns from. One that learns from Deutsche Welle and Malaysian news
/// knows the names of those better, and names of other sources worse.
const TEACHERS: [(u64, LearnsFrom); 3] = [(1, LearnsFrom::Some), (2, LearnsFrom::Some), (3, LearnsFrom::All)];

/// How the network that ships learns.
const SETTINGS: Settings = Settings { seed: 1, rows: [8192, 1], row_units: 1.5, passes: 26, ..TEACHER };

/// Where a text is from, and so whose guideline its names follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The Worldwide newswire, whose guideline the network is to follow.
    Newswire,
    /// The Groningen Meaning Bank: automatic names, corrected here and there.
    Groningen,
    /// PolNeAR's articles with automatic names.
    Polnear,
    /// Deutsche Welle, by hand.
    Dwie,
    /// Malaysian news, by hand.
    Malaysian,
    /// Articles whose names nobody annotated.
    Unlabelled,
}

impl Source {
    /// The number of the guideline that the source follows; 0 for the one that the network is to follow.
    fn guideline(self) -> u64 {
        self as u64
    }

    /// When a teacher sees texts of the source: once in so many passes, and in no more than so many passes from the
    /// first. None where it never sees them.
    fn visits_of_teacher(self, learns_from: LearnsFrom) -> Option<[usize; 2]> {
        match self {
            Source::Newswire => Some([1, usize::MAX]),
            Source::Groningen | Source::Polnear => Some([4, 6]),
            Source::Dwie | Source::Malaysian => match learns_from {
                LearnsFrom::All => Some([1, usize::MAX]),
                LearnsFrom::Some => Some([1, 0]),
            },
            Source::Unlabelled => None,
        }
    }

    /// When the network that ships sees texts of the source, as [`Source::visits_of_teacher`] tells it of a teacher.
    /// Unless the texts follow its own guideline, it learns what teachers label in them.
    fn visits(self) -> Option<[usize; 2]> {
        match self {
            Source::Newswire => Some([1, usize::MAX]),
            Source::Groningen | Source::Polnear => Some([2, 17]),
            Source::Dwie | Source::Malaysian => Some([3, 17]),
            Source::Unlabelled => Some([8, 17]),
        }
    }
}

/// The corpora that a teacher learns from, beside the newswire, the Groningen bank and PolNeAR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LearnsFrom {
    /// Also Deutsche Welle and Malaysian news.
    All,
    /// No other corpora.
    Some,
}

/// A text to learn from.
struct Text {
    document: Document<'static>,
    syntax: Syntax,
    pieces: Vec<Range<usize>>,
    source: Source,
    /// For each token, its label by the source's own guideline.
    labels: Vec<u8>,
}

impl Text {
    /// Reads a text and its gold names.
    fn new(gold: GoldDocument, source: Source, parse: &dyn Fn(&Document) -> Syntax) -> Text {
        // Leaked, as the texts are needed until the trainer ends.
        let document = Document::new(gold.text.leak());
        let mut labels = vec![0; document.tokens.len()];
        for entity in gold.entities.iter().chain(&gold.corenlp_entities).flatten() {
            let Some(k) = kind(entity).and_then(|k| KINDS.iter().position(|&x| x == k)) else { continue };
            let mut tokens = document.tokens_in(entity.span);
            // The Groningen bank counts titles as parts of names.
            while tokens.len() > 1 && entity.label == "per" && evidence::is_title(document.word(tokens.start)) {
                tokens.start += 1;
            }
            if let Some(first) = tokens.clone().next() {
                labels[tokens].fill(2 * k as u8 + 2);
                labels[first] = 2 * k as u8 + 1;
            }
        }
        Text { syntax: parse(&document), pieces: document.pieces(), source, document, labels }
    }
}

/// Learns a network. `visits` says when it sees the texts of a source, `taught` the chances of the labels of a text that it
/// doesn't learn by its own labels.
fn learn(
    texts: &[Text],
    settings: &Settings,
    visits: impl Fn(Source) -> Option<[usize; 2]>,
    taught: impl Fn(usize) -> Vec<f32>,
    features: impl Fn(usize, usize, &mut Vec<u64>),
) -> Vec<u8> {
    let example = |(t, text): (usize, &'_ Text)| {
        let [every, until] = visits(text.source)?;
        let rows = rows(0..text.document.tokens.len(), settings.rows[0], |i, out| features(t, i, out));
        Some((t, rows, every, until))
    };
    let seen: Vec<_> = texts.iter().enumerate().filter_map(example).collect();
    let examples = seen.into_iter().map(|(t, rows, every, until)| {
        let Text { pieces, labels, .. } = &texts[t];
        let relations = Box::new(|_: &[f32]| Vec::new());
        Example { rows, sequences: pieces, labels: labels.clone(), taught: taught(t), relations, every, until }
    });
    network(&examples.collect::<Vec<Example>>(), settings)
}

/// The chances of the labels of an article, a row a token, by the mean of the teachers' scores.
fn lesson(facts: &NameFacts, pieces: &[Range<usize>], teachers: &[Network]) -> Vec<f32> {
    let count = facts.len();
    let read = |teacher: &Network| {
        teacher.read(0..count, count, |i, out| {
            facts.features(i, out);
            facts.guideline_features(i, 0, out);
        })
    };
    let states: Vec<Vec<State>> = teachers.iter().map(read).collect();
    let mut chances = Vec::with_capacity(count * LABELS);
    for piece in pieces {
        let scores: Vec<Scores> =
            teachers.iter().zip(&states).map(|(teacher, states)| teacher.label(&states[piece.clone()])).collect();
        chances.extend(teachers[0].token_moves().marginals(&Scores::mean(&scores)));
    }
    chances
}

/// Joins sentences to one document.
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

/// The share that names are learned from, of the unannotated articles that quotations are learned from.
const MOST_UNLABELLED: f32 = 0.273;

/// Reads all texts to learn from. Every fourth article of Deutsche Welle and of Malaysian news is left out, to measure
/// on.
fn texts(corpora: &Path, parse: &dyn Fn(&Document) -> Syntax) -> io::Result<Vec<Text>> {
    let corpus = |name: &str| corpora::read(&corpora.join(format!("{name}.jsonl.gz")));
    let mut texts = Vec::new();
    let mut add = |source: Source, gold: Vec<GoldDocument>| {
        texts.extend(gold.into_iter().map(|gold| Text::new(gold, source, parse)));
    };
    add(Source::Newswire, corpus("wwn.train")?);
    // A sentence alone tells nothing of its article.
    add(Source::Groningen, corpus("gmb.train")?.chunks(15).map(joined).collect());
    add(Source::Polnear, corpus("polnear.train")?);
    for (source, name) in [(Source::Dwie, "dwie.train"), (Source::Malaysian, "men.train")] {
        add(source, corpus(name)?.into_iter().filter(|gold| !is_held_out(&gold.id)).collect());
    }
    add(Source::Unlabelled, corpus("news.train.said")?);
    add(Source::Unlabelled, teaching::articles(corpora, MOST_UNLABELLED)?);
    Ok(texts)
}

/// Learns the model, writes it to `to`, and tells how it does on what it did not see.
pub fn make(corpora: &Path, to: &Path, parse: &dyn Fn(&Document) -> Syntax) -> io::Result<Vec<String>> {
    let texts = texts(corpora, parse)?;
    let facts: Vec<NameFacts> =
        texts.iter().map(|text| NameFacts::new(&text.document, &text.syntax, Default::default())).collect();
    let one_thread = setting("ONE_THREAD", 0.0) > 0.0;
    let teacher = |&(seed, learns_from): &(u64, LearnsFrom)| {
        let settings = Settings { seed, one_thread, ..TEACHER };
        // The name of the file tells the settings: with others, another teacher is learned.
        let number = hash(&format!("{:?}", Settings { one_thread: false, ..settings }));
        let path = cache(&format!("names-teacher-{number:016x}-{learns_from:?}-{}.weights", texts.len()))?;
        if !path.exists() {
            let features = |text: usize, i: usize, out: &mut Vec<u64>| {
                facts[text].features(i, out);
                facts[text].guideline_features(i, texts[text].source.guideline(), out);
            };
            let visits = |source: Source| source.visits_of_teacher(learns_from);
            std::fs::write(&path, learn(&texts, &settings, visits, |_| Vec::new(), features))?;
        }
        std::fs::read(path)
    };
    let teachers = TEACHERS.iter().map(teacher).collect::<io::Result<Vec<Vec<u8>>>>()?;
    let teachers: Vec<Network> = teachers.iter().map(|bytes| Network::new(bytes).expect("just made")).collect();
    let taught = |t: usize| match texts[t].source {
        Source::Newswire => Vec::new(),
        // Here one of the two teachers that learned from fewer corpora is enough.
        Source::Dwie | Source::Malaysian => lesson(&facts[t], &texts[t].pieces, &teachers[1..]),
        _ => lesson(&facts[t], &texts[t].pieces, &teachers),
    };
    let settings = Settings { one_thread, ..SETTINGS };
    let bytes = learn(&texts, &settings, Source::visits, taught, |text, i, out| facts[text].features(i, out));
    std::fs::write(to, &bytes)?;

    let network = Network::new(&bytes).expect("just made");
    let mut figures = Vec::new();
    for set in ["wwn.dev", "cleanconll.dev", "uner_pud.test", "wikigold", "gum.news", "dwie.train", "men.train"] {
        let mut documents = corpora::read(&corpora.join(format!("{set}.jsonl.gz")))?;
        if set.ends_with(".train") {
            documents.retain(|gold| is_held_out(&gold.id));
        }
        let (all, three) = evaluate(&documents, |d| recognizer::find(d, &parse(d), &network, &mut Default::default()));
        let unseen = if set.ends_with(".train") { ", articles not learned from" } else { "" };
        figures.push(format!("names, {set}{unseen}: ALL {all:.2} PER+ORG+LOC {three:.2}"));
    }
    Ok(figures)
}

/// Whether an article of Deutsche Welle or of Malaysian news is kept for measuring: one in four is, and no network learns from it.
fn is_held_out(id: &str) -> bool {
    (hash(id) >> 8).is_multiple_of(4)
}

fn coarse(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organization => "ORG",
        EntityKind::Place | EntityKind::Facility => "LOC",
        _ => "MISC",
    }
}

/// Measures the exact F1 of all names, and of PER, ORG and LOC together.
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
