//! Learns the tagger and the parser.

use std::io;
use std::path::Path;

use whosaid::corpora;
use whosaid::learned::classifier::Classifier;
use whosaid::learned::lexical::{self, Word};
use whosaid::learned::training::{Perceptron, Random};
use whosaid::learned::weights::Table;
use whosaid::syntax::tree::{LEFT, MOVES, Models, RIGHT, SHIFT, State};
use whosaid::syntax::{Relation, Tag, tags, tree};
use whosaid::text::Document;

use super::treebank::{self, Gold};

/// A text with its gold syntax.
pub struct Example {
    /// The text.
    pub text: String,
    /// Its syntax.
    pub gold: Gold,
}

/// The weight files that [`learn`] makes.
pub struct Weights {
    /// The tagger's.
    pub tags: Vec<u8>,
    /// The parser's, for moves.
    pub moves: Vec<u8>,
    /// The parser's, for relations.
    pub relations: Vec<u8>,
}

/// PolNeAR's articles with CoreNLP's trees.
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

/// GUM's gold trees.
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

/// How large the tables are, and how long to learn.
#[derive(Clone, Copy)]
pub struct Settings {
    pub tag_bits: u32,
    pub move_bits: u32,
    pub relation_bits: u32,
    /// Weights to keep of each model.
    pub tag_keep: usize,
    pub move_keep: usize,
    pub relation_keep: usize,
    pub passes: usize,
}

/// Learns all three models.
pub fn learn(examples: &[&Example], settings: Settings) -> Weights {
    let documents: Vec<(Document, Vec<Word>)> = examples
        .iter()
        .map(|e| {
            let document = Document::new(&e.text);
            let words = lexical::words(&document);
            (document, words)
        })
        .collect();
    let tags_file = learn_tags(examples, &documents, &settings);
    // The parser learns on the tags that it will see.
    let tagger = Classifier::new(Table::new(&tags_file).expect("just made"));
    let tagged: Vec<Vec<Tag>> = documents.iter().map(|(d, w)| tags::tag(d, w, tagger)).collect();
    let moves = learn_moves(examples, &documents, &tagged, &settings);
    let relations = learn_relations(examples, &documents, &tagged, &settings);
    Weights { tags: tags_file, moves, relations }
}

fn order(n: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    random.shuffle(&mut order);
    order
}

fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    (0..scores.len()).filter(|&c| allowed(c)).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

fn learn_tags(examples: &[&Example], documents: &[(Document, Vec<Word>)], settings: &Settings) -> Vec<u8> {
    let mut model = Perceptron::new(settings.tag_bits, Tag::ALL.len());
    let mut scores = vec![0.0; Tag::ALL.len()];
    let mut rows = Vec::new();
    let mut random = Random(11);
    for pass in 0..settings.passes {
        if pass + 2 == settings.passes {
            model.prune(settings.tag_keep);
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
                    rows.clear();
                    tags::features(sentence.start, sentence.end, words, &guessed, i, &mut |f| rows.push(model.row(f)));
                    model.scores(&rows, &mut scores);
                    let guess = best(&scores, |_| true);
                    guessed[i] = Tag::ALL[guess];
                    if let Some(gold) = examples[d].gold.tags[i] {
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

/// The cost of each move: how many gold arcs it puts out of reach (Goldberg and Nivre 2013).
fn costs(state: &State, gold: &[u32], end: usize) -> [u32; MOVES] {
    let mut costs = [0; MOVES];
    let next = state.next as u32;
    let n = state.stack.len();
    if state.next < end {
        // Shifting gives up arcs between the next word and the stack, but for a head on top.
        for (k, &s) in state.stack.iter().enumerate() {
            costs[SHIFT] += u32::from(gold[s as usize] == next);
            costs[SHIFT] += u32::from(k + 1 < n && gold[next as usize] == s);
        }
    }
    if let Some(&top) = state.stack.last() {
        let under = (n >= 2).then(|| state.stack[n - 2]);
        let waiting_children = (state.next..end).filter(|&b| gold[b] == top && b as u32 != top).count() as u32;
        let head = gold[top as usize];
        let head_waits = head >= next && head != top && (head as usize) < end;
        costs[LEFT] =
            waiting_children + u32::from(Some(head) == under && head != top) + u32::from(head_waits && head != next);
        costs[RIGHT] = waiting_children + u32::from(head_waits);
        // A root that is popped loses being a root.
        costs[LEFT] += u32::from(head == top);
        costs[RIGHT] += u32::from(head == top);
    }
    costs
}

fn learn_moves(
    examples: &[&Example],
    documents: &[(Document, Vec<Word>)],
    tagged: &[Vec<Tag>],
    settings: &Settings,
) -> Vec<u8> {
    let mut model = Perceptron::new(settings.move_bits, MOVES);
    let mut scores = [0.0; MOVES];
    let mut rows = Vec::new();
    let mut random = Random(12);
    let mut state = State::default();
    for pass in 0..settings.passes {
        if pass + 2 == settings.passes {
            model.prune(settings.move_keep);
        }
        let (mut right, mut all) = (0, 0);
        for d in order(documents.len(), &mut random) {
            let (document, words) = &documents[d];
            let gold = &examples[d].gold.heads;
            for sentence in &document.sentences {
                state.begin(sentence.start, sentence.end);
                while !state.is_done() {
                    rows.clear();
                    tree::features(&state, words, &tagged[d], &mut |f| rows.push(model.row(f)));
                    model.scores(&rows, &mut scores);
                    let guess = best(&scores, |m| state.allows(m));
                    let costs = costs(&state, gold, sentence.end);
                    let least = (0..MOVES).filter(|&m| state.allows(m)).map(|m| costs[m]).min().unwrap_or(0);
                    let good = best(&scores, |m| state.allows(m) && costs[m] == least);
                    let is_good = costs[guess] == least;
                    model.update(&rows, if is_good { guess } else { good }, guess);
                    all += 1;
                    right += usize::from(is_good);
                    // Later passes go on from the model's own mistakes, most of the time.
                    state.apply(if is_good || pass > 0 && random.below(10) < 9 { guess } else { good });
                }
            }
        }
        eprintln!("  moves, pass {}: {:.2}%", pass + 1, 100.0 * right as f64 / all as f64);
    }
    model.finish()
}

fn learn_relations(
    examples: &[&Example],
    documents: &[(Document, Vec<Word>)],
    tagged: &[Vec<Tag>],
    settings: &Settings,
) -> Vec<u8> {
    let mut model = Perceptron::new(settings.relation_bits, Relation::ALL.len());
    let mut scores = vec![0.0; Relation::ALL.len()];
    let mut rows = Vec::new();
    let mut random = Random(13);
    for pass in 0..settings.passes {
        if pass + 2 == settings.passes {
            model.prune(settings.relation_keep);
        }
        let (mut right, mut all) = (0, 0);
        for d in order(documents.len(), &mut random) {
            let (document, words) = &documents[d];
            let gold = &examples[d].gold;
            for sentence in &document.sentences {
                for i in sentence.clone().filter(|&i| gold.heads[i] as usize != i) {
                    rows.clear();
                    tree::relation_features(
                        sentence.start,
                        sentence.end,
                        words,
                        &tagged[d],
                        &gold.heads,
                        i,
                        &mut |f| rows.push(model.row(f)),
                    );
                    model.scores(&rows, &mut scores);
                    let guess = best(&scores, |_| true);
                    model.update(&rows, gold.relations[i] as usize, guess);
                    all += 1;
                    right += usize::from(gold.relations[i] as usize == guess);
                }
            }
        }
        eprintln!("  relations, pass {}: {:.2}%", pass + 1, 100.0 * right as f64 / all as f64);
    }
    model.finish()
}

/// Tag accuracy, unlabelled and labelled attachment, in percent, punctuation left out of the latter two.
pub fn evaluate(examples: &[Example], weights: &Weights) -> (f64, f64, f64) {
    let classifier = |bytes| Classifier::new(Table::new(bytes).expect("just made"));
    let models = Models { moves: classifier(&weights.moves), relations: classifier(&weights.relations) };
    let (mut tokens, mut tagged_right, mut arcs, mut unlabelled, mut labelled) = (0, 0, 0, 0, 0);
    for example in examples {
        let document = Document::new(&example.text);
        let words = lexical::words(&document);
        let tags = tags::tag(&document, &words, classifier(&weights.tags));
        let (heads, relations) = tree::parse(&document, &words, &tags, models);
        for (i, tag) in tags.iter().enumerate() {
            let Some(gold) = example.gold.tags[i] else { continue };
            tokens += 1;
            tagged_right += usize::from(gold == *tag);
            if gold != Tag::Punctuation {
                arcs += 1;
                let head = heads[i] == example.gold.heads[i];
                unlabelled += usize::from(head);
                labelled += usize::from(head && (relations[i] == example.gold.relations[i] || heads[i] as usize == i));
            }
        }
    }
    let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    (percent(tagged_right, tokens), percent(unlabelled, arcs), percent(labelled, arcs))
}
