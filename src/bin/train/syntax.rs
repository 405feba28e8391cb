//! Learns the tagger.

use std::io;
use std::path::Path;

use whosaid::corpora;
use whosaid::learned::classifier::Classifier;
use whosaid::learned::lexical::{self, Words};
use whosaid::learned::sparse::SparseTable;
use whosaid::learned::training::{Perceptron, Random};
use whosaid::syntax::{Tag, tags};
use whosaid::text::Document;

use super::treebank;

/// A text with its gold tags.
pub struct Example {
    /// The text of the document.
    pub text: String,
    /// For each token, its tag, if the treebank has the word.
    pub gold: Vec<Option<Tag>>,
}

/// Reads PolNeAR's articles with CoreNLP's tags.
pub fn polnear(corpora_folder: &Path, part: &str) -> io::Result<Vec<Example>> {
    let mut trees =
        treebank::by_id(treebank::read(&corpora_folder.join(format!("polnear.{part}.corenlp-silver.conllu.gz")))?);
    let documents = corpora::read(&corpora_folder.join(format!("polnear.{part}.jsonl.gz")))?;
    Ok(documents
        .into_iter()
        .filter_map(|d| {
            let name = d.id.rsplit('/').next()?;
            let gold = trees.remove(name)?.align(&Document::new(&d.text));
            Some(Example { text: d.text, gold })
        })
        .collect())
}

/// Reads GUM's documents with their gold tags.
pub fn gum(corpora_folder: &Path) -> io::Result<Vec<Example>> {
    let trees = treebank::read(&corpora_folder.join("gum.conllu.gz"))?;
    Ok(trees
        .into_iter()
        .map(|t| {
            let gold = t.align(&Document::new(&t.text));
            Example { text: t.text, gold }
        })
        .collect())
}

/// Settings of the tagger's training: a table of `1 << bits` rows, `keep` weights that stay, and passes over the texts.
#[derive(Clone, Copy)]
pub struct Settings {
    pub bits: u32,
    pub keep: usize,
    pub passes: usize,
}

/// Learns the tagger's weights.
pub fn learn(examples: &[&Example], settings: &Settings) -> Vec<u8> {
    let documents: Vec<(Document, Words)> = examples
        .iter()
        .map(|e| {
            let document = Document::new(&e.text);
            let words = lexical::words(&document, &Default::default());
            (document, words)
        })
        .collect();
    learn_tags(examples, &documents, settings)
}

fn order(n: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    random.shuffle(&mut order);
    order
}

fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    (0..scores.len()).filter(|&c| allowed(c)).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

fn learn_tags(examples: &[&Example], documents: &[(Document, Words)], settings: &Settings) -> Vec<u8> {
    let mut model = Perceptron::new(settings.bits, Tag::ALL.len());
    let mut scores = vec![0.0; Tag::ALL.len()];
    let mut rows = Vec::new();
    let mut random = Random(11);
    for pass in 0..settings.passes {
        if pass + 2 == settings.passes {
            model.prune(settings.keep);
        }
        let (mut right, mut all) = (0, 0);
        for d in order(documents.len(), &mut random) {
            let (document, words) = &documents[d];
            let mut guessed = vec![Tag::Punctuation; words.len()];
            for sentence in &document.sentences {
                for i in sentence.clone() {
                    if tags::certain(document.word(i)).is_some() {
                        continue;
                    }
                    let mut features = Vec::with_capacity(32);
                    tags::features(sentence.start, sentence.end, words, &guessed, i, &mut features);
                    rows.clear();
                    rows.extend(features.into_iter().map(|f| model.row(f)));
                    model.scores(&rows, &mut scores);
                    let guess = best(&scores, |_| true);
                    guessed[i] = Tag::ALL[guess];
                    if let Some(gold) = examples[d].gold[i] {
                        model.update(&rows, gold as usize, guess);
                        all += 1;
                        right += usize::from(gold as usize == guess);
                    }
                }
            }
        }
        eprintln!("  tags, pass {}: {:.2}%", pass + 1, 100.0 * right as f64 / all as f64);
    }
    model.finish()
}

/// The share of tags that are right, in percent.
pub fn evaluate(examples: &[Example], weights: &[u8]) -> f64 {
    let model = Classifier::new(SparseTable::new(weights).expect("just made"));
    let (mut all, mut right) = (0, 0);
    for example in examples {
        let document = Document::new(&example.text);
        let words = lexical::words(&document, &Default::default());
        for (gold, tag) in example.gold.iter().zip(tags::tag(&document, &words, &model, &mut Default::default())) {
            all += usize::from(gold.is_some());
            right += usize::from(*gold == Some(tag));
        }
    }
    100.0 * right as f64 / all.max(1) as f64
}
