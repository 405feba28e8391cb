//! The articles that attributions are learned from, and those that they are measured on.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use whosaid::corpora::{self, GoldDocument};
use whosaid::learned::features::hash;
use whosaid::learned::network::Network;
use whosaid::learned::training::network::Settings;
use whosaid::names::recognizer;
use whosaid::quotations::confidence::between;
use whosaid::quotations::{Attribution, CUE_THRESHOLD, find_by};
use whosaid::syntax::Syntax;
use whosaid::text::Document;

use super::calibration::{self, Maps};
use super::figures::Prediction;
use super::teaching::{self, Unlabelled};
use super::told::{self, Told};
use super::{Read, SETTINGS, TEACHERS, Teachers, figures, learn};
use crate::{TAGS, cache, parse, readings, setting, syntax};

/// Where an article is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// World news of all kinds, read by the guideline that the network follows.
    World,
    /// Courts, sport, science, business, local news, read by that guideline.
    Kinds,
    /// All kinds of news, read by that guideline later (`readings.rs`): to learn from, never left out to measure on.
    Readings,
    /// US political news, by PolNeAR's guideline.
    Polnear,
    /// Weblogs and newsgroups: speech proper that was read off gold dependencies.
    Web,
}

impl Set {
    /// The number of the guideline that annotations of the set follow: 0 for the one that the network is to follow.
    pub fn guideline(self) -> u64 {
        match self {
            Set::World | Set::Kinds | Set::Readings => 0,
            Set::Polnear => 1,
            Set::Web => 2,
        }
    }

    /// The number of passes in which an article of the set is visited once: what follows the network's own guideline
    /// counts more.
    pub fn every(self) -> usize {
        match self {
            Set::World | Set::Kinds | Set::Readings => 1,
            Set::Polnear | Set::Web => setting("EVERY", 2.0) as usize,
        }
    }
}

/// How many parts there are of the articles that follow the network's guideline: one part is left out where the network
/// is to be measured.
const FOLDS: u64 = 4;

/// The name of the file, in the trainer's cache, with the encoder's chances; `./dev teach --encoder` makes it.
const ENCODER_FILE: &str = "quotations-encoder.jsonl";

/// The weight of the encoder's chances in the mean with the small teachers', from 0 to 1; `ENCODER=0` learns without
/// the encoder.
const ENCODER_SHARE: f32 = 0.5;

/// Learns the network, writes it to `data`, and returns how it does on articles that it did not learn from. With `held_out`,
/// every fourth article of the network's own guideline is left out and measured, and nothing is written but to `held_out`.
/// With `by_predecessor`, the network in `data` is the only teacher: minutes, where other teachers take hours.
pub fn make(corpora: &Path, data: &Path, held_out: Option<&Path>, by_predecessor: bool) -> io::Result<Vec<String>> {
    let (train, dev) = read_all(corpora, data, |_, _| true)?;
    let left_out = |read: &Read| held_out.is_some() && is_held_out(&read.gold.id, read.set);
    let learned: Vec<&Read> = train.iter().filter(|read| !left_out(read)).collect();
    let held = |set: Set| -> Vec<&Read> { train.iter().filter(|read| left_out(read) && read.set == set).collect() };
    let settings = settings();
    let teachers =
        if by_predecessor { vec![std::fs::read(data.join("quotations.weights"))?] } else { teachers(&train)? };
    let networks: Vec<Network> =
        teachers.iter().map(|bytes| Network::new(bytes).expect("a teacher's file is whole")).collect();
    let told_share = setting("ENCODER", ENCODER_SHARE);
    let told = if told_share > 0.0 && !by_predecessor { told_by_encoder()? } else { HashMap::new() };
    let teaching = Teachers { networks, told, told_share };
    let mut unlabelled = if teaching.is_empty() { Vec::new() } else { others(corpora, data)? };
    unlabelled.retain(|other| teaching.told.is_empty() || teaching.told.contains_key(&other.id));
    let weights = learn(&learned, &unlabelled, &teaching, &settings);
    std::fs::write(held_out.unwrap_or(&data.join("quotations.weights")), &weights)?;
    let dev: Vec<&Read> = dev.iter().collect();
    let mut lines = Vec::new();
    let step = if held_out.is_some() { "quotations of articles left out" } else { "quotations" };
    let all =
        teachers.iter().map(|bytes| (" by a teacher", bytes)).filter(|_| held_out.is_some()).chain([("", &weights)]);
    let thresholds: &[f32] = if held_out.is_some() { &[0.25, 0.3, 0.35, 0.4, 0.45] } else { &[CUE_THRESHOLD] };
    for (who, weights) in all {
        for &threshold in thresholds {
            let sets =
                [("world news", held(Set::World)), ("other kinds", held(Set::Kinds)), ("polnear.dev", dev.clone())];
            for (name, reads) in sets.iter().filter(|(_, reads)| !reads.is_empty()) {
                lines.push(
                    figures::run(reads, weights, threshold).line(&format!("{step}{who}, {name}, at {threshold}")),
                );
            }
        }
    }
    Ok(lines)
}

/// Reads the encoder's chances, by article id. Where their file is missing, the error says which command makes it.
fn told_by_encoder() -> io::Result<HashMap<String, Told>> {
    let path = cache(ENCODER_FILE)?;
    let what_to_do = |error: io::Error| {
        let message = format!(
            "{}: {error}. `./dev teach --encoder` asks a pretrained encoder; ENCODER=0 learns without it",
            path.display()
        );
        io::Error::new(error.kind(), message)
    };
    told::read(&path).map_err(what_to_do)
}

/// Learns the teachers, unless the cache has them; returns their weight files. None of them learns from the articles
/// that are left out where the network is to be measured, so that the same teachers serve both; nor from the readings,
/// which came after them.
fn teachers(train: &[Read]) -> io::Result<Vec<Vec<u8>>> {
    let learned: Vec<&Read> =
        train.iter().filter(|read| read.set != Set::Readings && !is_held_out(&read.gold.id, read.set)).collect();
    let teacher = |settings: &Settings| {
        // The name of the file tells the settings: with others, another teacher is learned.
        let number = hash(&format!("{settings:?}"));
        let path = cache(&format!("quotations-teacher-{number:016x}-{}.weights", learned.len()))?;
        if !path.exists() {
            let one_thread = setting("ONE_THREAD", 0.0) > 0.0;
            std::fs::write(&path, learn(&learned, &[], &Teachers::default(), &Settings { one_thread, ..*settings }))?;
        }
        std::fs::read(path)
    };
    let count = setting("TEACHERS", TEACHERS.len() as f32) as usize;
    TEACHERS.iter().take(count).map(teacher).collect()
}

/// Learns the teachers, and keeps them in the cache.
pub fn teach(corpora: &Path, data: &Path) -> io::Result<()> {
    teachers(&read_all(corpora, data, |_, _| true)?.0).map(drop)
}

/// Whether an article is one that is left out where the network is to be measured.
fn is_held_out(id: &str, set: Set) -> bool {
    matches!(set, Set::World | Set::Kinds) && (hash(id) >> 8).is_multiple_of(FOLDS)
}

/// Measures how often attributions are right that the network and the rules find in articles that it did not learn
/// from, and keeps the maps in `data`; returns how well maps made of one half of those articles fit the other half. The
/// network that ships reads PolNeAR's articles, which it has not learned from; the one that was learned with `held_out`
/// reads the others.
pub fn calibrate(corpora: &Path, data: &Path, held_out: &Path) -> io::Result<Vec<String>> {
    let weights = [std::fs::read(held_out)?, std::fs::read(data.join("quotations.weights"))?];
    let [without, shipped] = weights.each_ref().map(|weights| Network::new(weights).expect("a whole weight file"));
    let network = |read: &Read| if read.set == Set::Polnear { &shipped } else { &without };
    let (left_out, dev) = read_all(corpora, data, is_held_out)?;
    let held = |set: Set| -> Vec<&Read> { left_out.iter().filter(|read| read.set == set).collect() };
    let sets =
        [("world news", held(Set::World)), ("other kinds", held(Set::Kinds)), ("polnear.dev", dev.iter().collect())];
    let all: Vec<&Read> = sets.iter().flat_map(|(_, reads)| reads.clone()).collect();
    std::fs::write(data.join("confidence.in"), maps(&all, network).text())?;
    let in_half = |read: &Read, half: u64| hash(&read.gold.id) >> 16 & 1 == half;
    let halves = [0, 1].map(|half| {
        let half: Vec<&Read> = all.iter().copied().filter(|read| !in_half(read, half)).collect();
        maps(&half, network)
    });
    let mut lines = Vec::new();
    for (name, reads) in &sets {
        let mut predictions: Vec<Prediction> = Vec::new();
        for (half, maps) in halves.iter().enumerate() {
            let reads: Vec<&Read> = reads.iter().copied().filter(|read| in_half(read, half as u64)).collect();
            let found = figures::evaluate(&reads, |read| by_maps(read, network(read), maps)).predictions;
            predictions
                .extend(found.into_iter().map(|p| Prediction { confidence: maps.of_rule(p.rule, p.confidence), ..p }));
        }
        lines.push(format!("confidence, {name}, by maps of the other half{}", calibration::table(&predictions)));
        eprintln!("{name}\n{}", calibration::rules(&predictions));
    }
    Ok(lines)
}

/// Learns the maps that fit what is found in some articles.
fn maps<'n>(reads: &[&Read], network: impl Fn(&Read) -> &'n Network<'n>) -> Maps {
    let raw = figures::evaluate(reads, |read| find_by(&read.context(), network(read), |raw, _| raw));
    let mut maps = Maps::of_model(&raw.predictions);
    let by_network = figures::evaluate(reads, |read| by_maps(read, network(read), &maps));
    maps.add_rules(&by_network.predictions);
    maps
}

/// The attributions found in an article, with confidence by the maps of the network's figures alone.
fn by_maps(read: &Read, network: &Network, maps: &Maps) -> Vec<Attribution> {
    find_by(&read.context(), network, |raw, marked| between(&maps.model[usize::from(marked)], raw))
}

/// Reads articles that nobody annotated.
fn others(corpora: &Path, data: &Path) -> io::Result<Vec<Unlabelled>> {
    let tags = std::fs::read(data.join("tags.weights"))?;
    let names_bytes = std::fs::read(data.join("names.weights"))?;
    let names_model = Network::new(&names_bytes).expect("a whole weight file");
    let read = |article: GoldDocument| {
        // Leaked, as the texts are needed until the trainer ends.
        let document = Document::new(article.text.leak());
        let syntax = parse(&document, &tags);
        let names = recognizer::find(&document, &syntax, &names_model, &mut Default::default());
        Unlabelled { id: article.id, document, syntax, names }
    };
    Ok(teaching::articles(corpora, setting("UNLABELLED", 1.0))?.into_iter().map(read).collect())
}

/// The settings of the network; environment variables may change some of them, for trials.
fn settings() -> Settings {
    Settings {
        seed: setting("SEED", SETTINGS.seed as f32) as u64,
        passes: setting("PASSES", SETTINGS.passes as f32) as usize,
        batch: setting("BATCH", SETTINGS.batch as f32) as usize,
        rate: setting("RATE", SETTINGS.rate),
        dropout: setting("DROPOUT", SETTINGS.dropout),
        feature_dropout: setting("FEATURE_DROPOUT", SETTINGS.feature_dropout),
        blurred: setting("BLURRED", SETTINGS.blurred),
        rows: [
            setting("ROWS", f32::from(SETTINGS.rows[0])) as u16,
            setting("PAIR_ROWS", f32::from(SETTINGS.rows[1])) as u16,
        ],
        hidden: setting("HIDDEN", SETTINGS.hidden),
        one_thread: setting("ONE_THREAD", 0.0) > 0.0,
        ..SETTINGS
    }
}

/// Reads the articles to learn from that are `wanted`, and those of PolNeAR to measure on, as far as this stage needs
/// them.
fn read_all(corpora: &Path, data: &Path, wanted: impl Fn(&str, Set) -> bool) -> io::Result<(Vec<Read>, Vec<Read>)> {
    let gold = |name: &str| corpora::read(&corpora.join(format!("{name}.jsonl.gz")));
    let gum = syntax::gum(corpora)?;
    let trees = syntax::polnear(corpora, "train")?;
    // Each of PolNeAR's training articles is tagged by a model that learned from the half that it is not in.
    let halves: Vec<Vec<u8>> = (0..2)
        .map(|half| {
            let path = cache(&format!("tags-half-{half}.weights"))?;
            if !path.exists() {
                let trees = trees.iter().enumerate().filter(|(i, _)| i % 2 == half).map(|(_, example)| example);
                let examples: Vec<&syntax::Example> = gum.iter().chain(trees).collect();
                std::fs::write(&path, syntax::learn(&examples, &TAGS))?;
            }
            std::fs::read(path)
        })
        .collect::<io::Result<_>>()?;
    let half_of: HashMap<&str, usize> = trees.iter().enumerate().map(|(i, e)| (e.text.as_str(), i % 2)).collect();
    let shipped = std::fs::read(data.join("tags.weights"))?;
    let names_bytes = std::fs::read(data.join("names.weights"))?;
    let names_model = Network::new(&names_bytes).expect("a whole weight file");
    let read = |(gold, set): (GoldDocument, Set)| {
        // Leaked, as the texts are needed until the trainer ends.
        let gold: &'static GoldDocument = Box::leak(Box::new(gold));
        let document = Document::new(&gold.text);
        let half = half_of.get(gold.text.as_str());
        let syntax: Syntax = parse(&document, half.map_or(&shipped, |half| &halves[1 - half]));
        let names = recognizer::find(&document, &syntax, &names_model, &mut Default::default());
        Read { gold, set, document, syntax, names }
    };
    let mut train = Vec::new();
    for (name, set) in [
        ("wwn.train.said", Set::World),
        ("news.train.said", Set::Kinds),
        ("polnear.train", Set::Polnear),
        ("ewt_attr.train", Set::Web),
    ] {
        train.extend(gold(name)?.into_iter().filter(|gold| wanted(&gold.id, set)).map(|mut gold| {
            if set == Set::Web {
                gold.quotes.retain(|quote| quote.core);
            }
            read((gold, set))
        }));
    }
    train.extend(
        readings::articles(corpora)?
            .into_iter()
            .filter(|gold| wanted(&gold.id, Set::Readings))
            .map(|gold| read((gold, Set::Readings))),
    );
    let dev = gold("polnear.dev")?.into_iter().map(|gold| read((gold, Set::Polnear))).collect();
    Ok((train, dev))
}
