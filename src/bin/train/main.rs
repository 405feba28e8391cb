//! Rebuilds every weight file from a folder of corpora: `train CORPORA [--only syntax|names|quotations]`.

mod lexicons;
mod names;
mod quotations;
mod syntax;
mod treebank;

use std::io;
use std::path::{Path, PathBuf};

use whosaid::corpora::{self, GoldDocument};
use whosaid::learned::classifier::Classifier;
use whosaid::learned::lexical;
use whosaid::learned::training::Settings;
use whosaid::learned::weights::Table;
use whosaid::syntax::{Syntax, tags, tree};
use whosaid::text::Document;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let corpora = PathBuf::from(arguments.first().cloned().unwrap_or_else(|| "../shared/corpora".to_owned()));
    let only = arguments.iter().position(|a| a == "--only").and_then(|i| arguments.get(i + 1)).map(String::as_str);
    let data = Path::new("src/data");
    match only {
        Some("syntax") => learn_syntax(&corpora, data)?,
        Some("lexicon") => lexicons::make(&corpora.join("../gazetteers"), &data.join("lexicon.txt"))?,
        Some("try-names") => try_names(&corpora)?,
        Some("try-quotations") => try_quotations(&corpora)?,
        _ => learn_syntax(&corpora, data)?,
    }
    Ok(())
}

const SYNTAX: syntax::Settings = syntax::Settings {
    tag_bits: 15,
    move_bits: 18,
    relation_bits: 15,
    tag_keep: 90_000,
    move_keep: 120_000,
    relation_keep: 50_000,
    passes: 6,
};

fn learn_syntax(corpora: &Path, data: &Path) -> io::Result<()> {
    let gum = syntax::gum(corpora)?;
    let polnear = syntax::polnear(corpora, "train")?;
    let examples: Vec<&syntax::Example> = gum.iter().chain(&polnear).collect();
    let weights = syntax::learn(&examples, SYNTAX);
    std::fs::write(data.join("tags.weights"), &weights.tags)?;
    std::fs::write(data.join("moves.weights"), &weights.moves)?;
    std::fs::write(data.join("relations.weights"), &weights.relations)?;
    println!("{:?}", syntax::evaluate(&syntax::polnear(corpora, "dev")?, &weights));
    Ok(())
}

fn number(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn try_names(corpora: &Path) -> io::Result<()> {
    let weights = syntax::Weights {
        tags: std::fs::read("src/data/tags.weights")?,
        moves: std::fs::read("src/data/moves.weights")?,
        relations: std::fs::read("src/data/relations.weights")?,
    };
    let parse = |d: &Document| parse(d, &weights);
    let settings = Settings {
        bits: number("BITS", 18.0) as u32,
        passes: number("PASSES", 6.0) as usize,
        rate: number("RATE", 0.1),
        keep: number("KEEP", 250_000.0) as usize,
        at_least: number("MIN", 2.0) as u32,
        decay: number("L2", 0.0),
    };
    let read = |name: &str| corpora::read(&corpora.join(format!("{name}.jsonl.gz")));
    let mut sequences = names::sequences(&read("wwn.train")?, settings.bits, parse);
    if number("GMB", 0.0) > 0.0 {
        let gmb = read("gmb.train")?;
        let n = (gmb.len() as f32 * number("GMB", 0.0)) as usize;
        sequences.extend(names::sequences(&gmb[..n], settings.bits, parse));
    }
    eprintln!("{} sequences", sequences.len());
    let bytes = names::learn(&sequences, &settings);
    let chain = whosaid::learned::chain::Chain::new(
        Table::new(&bytes).expect("just made"),
        whosaid::learned::chain::begin_inside,
    );
    for set in ["wwn.dev", "cleanconll.dev", "uner_pud.test", "wikigold", "gum.news"] {
        let documents = read(set)?;
        let (all, three) = names::evaluate(&documents, |d| whosaid::names::recognizer::find(d, &parse(d), chain));
        println!("{set}: ALL {all:.2} PER+ORG+LOC {three:.2}");
    }
    std::fs::write(format!("/tmp/names.weights{}", std::env::var("OUT").unwrap_or_default()), &bytes)
}

fn parse(document: &Document, weights: &syntax::Weights) -> Syntax {
    let classifier = |bytes| Classifier::new(Table::new(bytes).expect("just made"));
    let words = lexical::words(document);
    let tags = tags::tag(document, &words, classifier(&weights.tags));
    let models = tree::Models { moves: classifier(&weights.moves), relations: classifier(&weights.relations) };
    let (heads, relations) = tree::parse(document, &words, &tags, models);
    Syntax { words, tags, heads, relations }
}

fn try_quotations(corpora: &Path) -> io::Result<()> {
    let gum = syntax::gum(corpora)?;
    let polnear = syntax::polnear(corpora, "train")?;
    let train = corpora::read(&corpora.join("polnear.train.jsonl.gz"))?;
    let dev = corpora::read(&corpora.join("polnear.dev.jsonl.gz"))?;
    // Syntax of the training articles by models that did not see them.
    let halves: Vec<syntax::Weights> = (0..2)
        .map(|half| {
            let examples: Vec<&syntax::Example> =
                gum.iter().chain(polnear.iter().enumerate().filter(|(i, _)| i % 2 == half).map(|(_, e)| e)).collect();
            syntax::learn(&examples, SYNTAX)
        })
        .collect();
    let mut place = std::collections::HashMap::new();
    for (i, e) in polnear.iter().enumerate() {
        place.insert(e.text.clone(), i);
    }
    let read = |d: &'static GoldDocument| {
        let document = Document::new(&d.text);
        let syntax = parse(&document, &halves[place.get(&d.text).map_or(0, |i| 1 - i % 2)]);
        quotations::Read { gold: d, document, syntax, names: Vec::new() }
    };
    let train: &'static [GoldDocument] = Vec::leak(train);
    let dev: &'static [GoldDocument] = Vec::leak(dev);
    let train: Vec<quotations::Read> = train.iter().map(read).collect();
    let dev: Vec<quotations::Read> = dev.iter().map(read).collect();
    let learn: Vec<&quotations::Read> = train.iter().enumerate().filter(|(i, _)| i % 8 != 0).map(|x| x.1).collect();
    let held: Vec<&quotations::Read> = train.iter().enumerate().filter(|(i, _)| i % 8 == 0).map(|x| x.1).collect();
    let settings = |name: &str| Settings {
        bits: number(&format!("{name}_BITS"), 18.0) as u32,
        passes: number(&format!("{name}_PASSES"), 8.0) as usize,
        rate: number(&format!("{name}_RATE"), 0.1),
        keep: number(&format!("{name}_KEEP"), 200_000.0) as usize,
        at_least: number(&format!("{name}_MIN"), 2.0) as u32,
        decay: number(&format!("{name}_L2"), 0.0),
    };
    let cue_settings = settings("CUE");
    // Cues of each half by a model of the other.
    let mut guessed: Vec<Vec<std::ops::Range<usize>>> = vec![Vec::new(); learn.len()];
    for half in 0..2 {
        let other: Vec<&quotations::Read> =
            learn.iter().enumerate().filter(|(i, _)| i % 2 != half).map(|x| *x.1).collect();
        let mine: Vec<usize> = (0..learn.len()).filter(|i| i % 2 == half).collect();
        let bytes = quotations::learn_cues(&other, &cue_settings);
        let weights = quotations::Weights { cues: bytes, parts: Vec::new() };
        let chain = whosaid::learned::chain::Chain::new(
            Table::new(&weights.cues).expect("just made"),
            whosaid::learned::chain::begin_inside,
        );
        let reads: Vec<&quotations::Read> = mine.iter().map(|&i| learn[i]).collect();
        for (i, g) in mine.into_iter().zip(quotations::guess(&reads, chain, 0.3)) {
            guessed[i] = g;
        }
    }
    let weights = quotations::Weights {
        cues: quotations::learn_cues(&learn, &cue_settings),
        parts: quotations::learn_parts(&learn, &guessed, &settings("PARTS")),
    };
    let dev: Vec<&quotations::Read> = dev.iter().collect();
    for threshold in [0.3, 0.4, 0.5] {
        quotations::run(&held, &weights, threshold).print(&format!("held-out at {threshold}"));
    }
    quotations::run(&dev, &weights, 0.4).print("dev at 0.4");
    std::fs::write("/tmp/cues.weights", &weights.cues)?;
    std::fs::write("/tmp/parts.weights", &weights.parts)?;
    Ok(())
}
