//! Rebuilds every weight file of `src/data` from a folder of corpora:
//! `train [CORPORA] [--only lexicon|syntax|names|quotations]`.
//!
//! Fixed order, seeds and shares of work: the same corpora give the same bytes. `--held-out` learns
//! quotations without every eighth training article and measures on those, for development.

mod lexicons;
mod names;
mod provenance;
mod quotations;
mod syntax;
mod treebank;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use whosaid::corpora::{self, GoldDocument};
use whosaid::learned::classifier::Classifier;
use whosaid::learned::lexical;
use whosaid::learned::network::Network;
use whosaid::learned::weights::Table;
use whosaid::names::recognizer;
use whosaid::syntax::{Syntax, tags};
use whosaid::text::Document;

const TAGS: syntax::Settings = syntax::Settings { bits: 15, keep: 50_000, passes: 6 };

/// The value of an environment variable, to try settings without a build.
fn setting(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let corpora = PathBuf::from(
        arguments.first().filter(|a| !a.starts_with("--")).cloned().unwrap_or_else(|| "../shared/corpora".to_owned()),
    );
    let only = arguments.iter().position(|a| a == "--only").and_then(|i| arguments.get(i + 1)).map(String::as_str);
    let held_out = arguments.iter().any(|a| a == "--held-out");
    let data = Path::new("src/data");
    let wants = |part: &str| only.is_none_or(|o| o == part);
    let mut figures = Vec::new();
    if wants("lexicon") {
        lexicons::make(&corpora.join("../gazetteers"), &data.join("lexicon.txt"))?;
    }
    if wants("syntax") {
        figures.extend(learn_syntax(&corpora, data)?);
    }
    if wants("names") {
        figures.extend(learn_names(&corpora, data)?);
    }
    if wants("quotations") {
        figures.extend(learn_quotations(&corpora, data, held_out)?);
    }
    figures.iter().for_each(|f| println!("{f}"));
    if only.is_none() && !held_out {
        provenance::write(&corpora, data, &figures)?;
    }
    Ok(())
}

fn read(corpora: &Path, name: &str) -> io::Result<Vec<GoldDocument>> {
    corpora::read(&corpora.join(format!("{name}.jsonl.gz")))
}

fn learn_syntax(corpora: &Path, data: &Path) -> io::Result<Vec<String>> {
    let gum = syntax::gum(corpora)?;
    let polnear = syntax::polnear(corpora, "train")?;
    let examples: Vec<&syntax::Example> = gum.iter().chain(&polnear).collect();
    let weights = syntax::learn(&examples, &TAGS);
    std::fs::write(data.join("tags.weights"), &weights)?;
    Ok(vec![format!(
        "tags, polnear.dev (silver): {:.2}%",
        syntax::evaluate(&syntax::polnear(corpora, "dev")?, &weights)
    )])
}

fn learn_names(corpora: &Path, data: &Path) -> io::Result<Vec<String>> {
    let weights = std::fs::read(data.join("tags.weights"))?;
    names::make(corpora, &data.join("names.weights"), &|d: &Document| parse(d, &weights))
}

fn parse(document: &Document, weights: &[u8]) -> Syntax {
    let words = lexical::words(document);
    let tags = tags::tag(document, &words, &Classifier::new(Table::new(weights).expect("a whole weight file")));
    Syntax { words, tags }
}

fn learn_quotations(corpora: &Path, data: &Path, held_out: bool) -> io::Result<Vec<String>> {
    let gum = syntax::gum(corpora)?;
    let trees = syntax::polnear(corpora, "train")?;
    let train = read(corpora, "polnear.train")?;
    let dev = read(corpora, "polnear.dev")?;
    // Each training article is tagged by a model that did not see it: the half that it is not in.
    let halves: Vec<Vec<u8>> = (0..2)
        .map(|half| {
            let examples: Vec<&syntax::Example> =
                gum.iter().chain(trees.iter().enumerate().filter(|(i, _)| i % 2 == half).map(|(_, e)| e)).collect();
            syntax::learn(&examples, &TAGS)
        })
        .collect();
    let half_of: HashMap<&str, usize> = trees.iter().enumerate().map(|(i, e)| (e.text.as_str(), i % 2)).collect();
    let shipped = std::fs::read(data.join("tags.weights"))?;
    let names_bytes = std::fs::read(data.join("names.weights"))?;
    let names_model = Network::new(&names_bytes).expect("a whole weight file");
    let reads = |documents| -> Vec<quotations::Read> {
        let documents: &[GoldDocument] = documents;
        documents
            .iter()
            .map(|gold| {
                let document = Document::new(&gold.text);
                let syntax =
                    parse(&document, half_of.get(gold.text.as_str()).map_or(&shipped, |half| &halves[1 - half]));
                let names = recognizer::find(&document, &syntax, &names_model);
                quotations::Read { gold, document, syntax, names }
            })
            .collect()
    };
    let train = reads(&train);
    let dev = reads(&dev);
    let learn: Vec<&quotations::Read> =
        train.iter().enumerate().filter(|(i, _)| !held_out || i % 8 != 0).map(|x| x.1).collect();
    let held: Vec<&quotations::Read> =
        train.iter().enumerate().filter(|(i, _)| held_out && i % 8 == 0).map(|x| x.1).collect();
    let weights = quotations::learn(&learn, &quotations::SETTINGS);
    for threshold in [0.25, 0.3, 0.35].into_iter().filter(|_| held_out) {
        let figures = quotations::run(&held, &weights, threshold);
        println!("{}", figures.line(&format!("quotations, held out, at {threshold}")));
        figures.print_knots();
    }
    let dev: Vec<&quotations::Read> = dev.iter().collect();
    let threshold = setting("THRESHOLD", whosaid::quotations::CUE_THRESHOLD);
    let line = quotations::run(&dev, &weights, threshold).line("quotations, polnear.dev");
    if !held_out {
        std::fs::write(data.join("quotations.weights"), &weights)?;
    }
    Ok(vec![line])
}
