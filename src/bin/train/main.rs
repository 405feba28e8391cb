//! Rebuilds every weight file of `src/data` from a folder of corpora:
//! `train [CORPORA] [--only lexicon|clusters|syntax|names|quotations|confidence|teachers|speakers|provenance]`.
//!
//! Fixed order, seeds and shares of work: the same corpora give the same bytes. Teachers, and whatever else only helps to
//! learn, are kept in `WHOSAID_CACHE`, or in `~/.cache/whosaid/training`: a step that was broken off goes on where it was.
//! `--held-out FILE` learns quotations without some hand-read articles, measures on those, and writes the network to FILE.

mod clusters;
mod lexicons;
mod names;
mod provenance;
mod quotations;
mod readings;
mod speakers;
mod syntax;
mod treebank;

use std::io;
use std::path::{Path, PathBuf};

use whosaid::learned::classifier::Classifier;
use whosaid::learned::lexical;
use whosaid::learned::sparse::SparseTable;
use whosaid::quotations::CUE_THRESHOLD;
use whosaid::syntax::{Syntax, tags};
use whosaid::text::Document;

const USAGE: &str = "usage:
  train [CORPORA] [--only PART] [--by-predecessor] [--held-out FILE] [--unseen FOLDER]

  CORPORA     a folder of corpora; ../shared/corpora unless told
  --only      of lexicon, clusters, syntax, names, quotations, confidence, teachers, speakers, provenance
  --by-predecessor
              quotations: the network that src/data holds is the only teacher, and what it was taught lives on
  --held-out  quotations: leave some hand-read articles out, measure on those, and write the network to FILE
  --unseen    speakers: write what is found in each article with weights learned from the others to FOLDER, and nothing else";

const TAGS: syntax::Settings = syntax::Settings { bits: 15, keep: 50_000, passes: 6 };

/// The value of an environment variable, to try settings without a build.
fn setting(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// The path of a file in the trainer's cache, outside the project; such a file can be made again.
pub fn cache(name: &str) -> io::Result<PathBuf> {
    let folder = match std::env::var_os("WHOSAID_CACHE") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache/whosaid/training"),
    };
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let corpora = PathBuf::from(
        arguments.first().filter(|a| !a.starts_with("--")).cloned().unwrap_or_else(|| "../shared/corpora".to_owned()),
    );
    let only = arguments.iter().position(|a| a == "--only").and_then(|i| arguments.get(i + 1)).map(String::as_str);
    let held_out =
        arguments.iter().position(|a| a == "--held-out").and_then(|i| arguments.get(i + 1)).map(PathBuf::from);
    let unseen = arguments.iter().position(|a| a == "--unseen").and_then(|i| arguments.get(i + 1)).map(PathBuf::from);
    let by_predecessor = arguments.iter().any(|a| a == "--by-predecessor");
    let data = Path::new("src/data");
    let wants = |part: &str| only.is_none_or(|o| o == part);
    let mut figures = Vec::new();
    if wants("lexicon") {
        lexicons::make(&corpora.join("../gazetteers"), &data.join("lexicon.txt"))?;
    }
    if only == Some("clusters") {
        clusters::thin(&corpora, &data.join("clusters.bin"))?;
    }
    if wants("syntax") {
        figures.extend(learn_syntax(&corpora, data)?);
    }
    if wants("names") {
        figures.extend(learn_names(&corpora, data)?);
    }
    if wants("quotations") {
        figures.extend(quotations::make(&corpora, data, held_out.as_deref(), by_predecessor)?);
    }
    if wants("confidence") {
        figures.extend(confidence(&corpora, data, held_out.as_deref(), by_predecessor)?);
    }
    if only == Some("teachers") {
        quotations::teach(&corpora, data)?;
    }
    if wants("speakers") {
        figures.extend(speakers::make(&corpora, &data.join("speakers.weights"), unseen.as_deref())?);
    }
    figures.iter().for_each(|f| println!("{f}"));
    if held_out.is_none() && !figures.is_empty() || only == Some("provenance") {
        provenance::write(&corpora, data, &figures)?;
    }
    Ok(())
}

/// Measures how often attributions are right that a network found in articles that it did not learn from.
fn confidence(corpora: &Path, data: &Path, network: Option<&Path>, by_predecessor: bool) -> io::Result<Vec<String>> {
    let kept = cache("quotations-held-out.weights")?;
    let network = network.unwrap_or(&kept);
    let mut figures = Vec::new();
    if !network.exists() {
        figures = quotations::make(corpora, data, Some(network), by_predecessor)?;
        // The other lines are figures of teachers, and of thresholds that were compared.
        let ours = format!("at {CUE_THRESHOLD}:");
        figures.retain(|line| line.contains(&ours) && !line.contains("by a teacher"));
    }
    figures.extend(quotations::calibrate(corpora, data, network)?);
    Ok(figures)
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
    let words = lexical::words(document, &Default::default());
    let tags = tags::tag(
        document,
        &words,
        &Classifier::new(SparseTable::new(weights).expect("a whole weight file")),
        &mut Default::default(),
    );
    Syntax { words, tags }
}
