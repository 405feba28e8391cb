//! Learns the ranker of speakers, and measures it beside the rules on articles and sources that it did not see.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use whosaid::coreference::{Ranking, choose, rankings, try_weights};
use whosaid::corpora::{self, GoldDocument, GoldQuote, GoldSpeaker, Spans};
use whosaid::learned::ranker::Ranker;
use whosaid::learned::training::ranker::{Example, Settings, learn};
use whosaid::learned::weights::Table;
use whosaid::names::Name;
use whosaid::quotations::{Act, Attribution};
use whosaid::rules::AttributionRule;
use whosaid::text::Document;
use whosaid::{Options, Span, names, quotations, syntax};

use crate::{readings, setting};

/// How many parts the articles are divided into: each part is measured with weights learned from the others.
const FOLDS: usize = 5;

/// The sets with resolved speakers that are measured on; the first set has them in a file of its own.
const SETS: [&str; 3] = ["polnear.train", "wwn.train.said", "news.train.said"];

/// The number of the set of articles that this project read, which are learned from alone.
const READINGS: usize = SETS.len();

/// How many paragraphs an excerpt has.
const EXCERPT: usize = 3;

/// The speakers of one document's quotations, by the quotation's id.
#[derive(Deserialize)]
struct Resolved {
    id: String,
    speakers: HashMap<String, GoldSpeaker>,
}

/// A ranking of candidates of which the right ones are known.
struct Labelled {
    ranking: Ranking,
    right: Vec<bool>,
    /// Whether the gold speaker is somebody named, and not an unnamed one.
    named: bool,
    set: usize,
    article: usize,
    /// True for a mention in an excerpt of an article. The ranker learns from excerpts, and is measured on whole articles
    /// only.
    excerpt: bool,
}

/// An article whose speakers are known.
struct Article {
    set: usize,
    number: usize,
    id: String,
    text: String,
}

/// Learns from all sets, writes the weights, and returns figures on unseen articles and unseen sets. With a folder
/// `unseen_to`, writes what is found in each article with weights learned from the others, for
/// `accuracy score speakers`, and nothing else.
pub fn make(corpora: &Path, path: &Path, unseen_to: Option<&Path>) -> io::Result<Vec<String>> {
    let mut labelled = Vec::new();
    let mut articles = Vec::new();
    for (set, name) in SETS.iter().enumerate() {
        let documents = corpora::read(&corpora.join(format!("{name}.jsonl.gz")))?;
        let apart: Option<HashMap<String, HashMap<String, GoldSpeaker>>> = match set {
            0 => {
                let resolved: Vec<Resolved> = corpora::read_lines(&corpora.join("polnear.train.speakers.jsonl"))?;
                Some(resolved.into_iter().map(|r| (r.id, r.speakers)).collect())
            }
            _ => None,
        };
        for (article, document) in documents.iter().enumerate() {
            let speakers = match &apart {
                Some(apart) => apart.get(&document.id).cloned(),
                None => Some(own(document)),
            };
            if let Some(speakers) = speakers {
                labelled.extend(with_excerpts(document, &speakers, set, article));
                let (id, text) = (document.id.clone(), document.text.clone());
                articles.push(Article { set, number: article, id, text });
            }
        }
    }
    if setting("READINGS", 1.0) > 0.0 {
        for (article, document) in readings::articles(corpora)?.iter().enumerate() {
            labelled.extend(with_excerpts(document, &own(document), READINGS, article));
        }
    }
    let settings = Settings {
        bits: setting("BITS", 14.0) as u32,
        passes: setting("PASSES", 6.0) as usize,
        rate: setting("RATE", 0.05),
        decay: setting("DECAY", 1e-3),
    };
    if let Some(folder) = unseen_to {
        write_unseen(folder, &labelled, &articles, &settings)?;
        return Ok(Vec::new());
    }
    let mut figures = Vec::new();
    let folds = |l: &Labelled| if l.set == READINGS { FOLDS } else { l.article % FOLDS };
    let guesses = unseen(&labelled, &settings, FOLDS, &folds);
    figures.extend(compare("articles unseen", &labelled, &guesses));
    let guesses = unseen(&labelled, &settings, SETS.len(), &|l| l.set);
    figures.extend(compare("sets unseen", &labelled, &guesses));
    let all: Vec<&Labelled> = labelled.iter().collect();
    std::fs::write(path, weights(&all, &settings))?;
    Ok(figures)
}

/// Writes what is found in each article with weights learned from the articles of other folds: a file of JSON lines for each set.
fn write_unseen(folder: &Path, labelled: &[Labelled], articles: &[Article], settings: &Settings) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut lines = vec![String::new(); SETS.len()];
    for held in 0..FOLDS {
        let learned: Vec<&Labelled> =
            labelled.iter().filter(|l| l.set == READINGS || l.article % FOLDS != held).collect();
        try_weights(weights(&learned, settings));
        for article in articles.iter().filter(|a| a.number % FOLDS == held) {
            let found = whosaid::annotate(&article.text);
            let line = whosaid::export::jsonl::line(&article.id, &article.text, &found, whosaid::export::Unit::Chars);
            lines[article.set] += &line;
            lines[article.set].push('\n');
        }
    }
    SETS.iter().zip(lines).try_for_each(|(set, lines)| std::fs::write(folder.join(format!("{set}.jsonl")), lines))
}

fn own(document: &GoldDocument) -> HashMap<String, GoldSpeaker> {
    document.quotes.iter().filter_map(|q| Some((q.id.clone(), q.speaker.clone()?))).collect()
}

fn weights(labelled: &[&Labelled], settings: &Settings) -> Vec<u8> {
    let (excerpt, reading) = (setting("EXCERPT_WEIGHT", 0.5), setting("READING_WEIGHT", 0.5));
    let weight =
        |l: &Labelled| (if l.excerpt { excerpt } else { 1.0 }) * (if l.set == READINGS { reading } else { 1.0 });
    let examples =
        labelled.iter().map(|l| Example { candidates: &l.ranking.candidates, right: &l.right, weight: weight(l) });
    let examples: Vec<Example> = examples.filter(|example| example.weight > 0.0).collect();
    learn(&examples, settings)
}

/// The rankings of a document, and those of its excerpts: of a few paragraphs each, in which many a speaker is named nowhere. Whole
/// articles hardly show that the only candidate may be the wrong one.
fn with_excerpts(
    gold: &GoldDocument,
    speakers: &HashMap<String, GoldSpeaker>,
    set: usize,
    article: usize,
) -> Vec<Labelled> {
    let mut labelled = label(gold, speakers, set, article);
    for excerpt in excerpts(gold) {
        labelled.extend(label(&excerpt, speakers, set, article).into_iter().map(|l| Labelled { excerpt: true, ..l }));
    }
    labelled
}

/// A document cut into pieces of [`EXCERPT`] paragraphs, each with the attributions that lie in it; none where it is hardly longer.
fn excerpts(gold: &GoldDocument) -> Vec<GoldDocument> {
    let document = Document::new(&gold.text);
    if document.paragraphs.len() < 2 * EXCERPT {
        return Vec::new();
    }
    let cut = |paragraphs: &[Range<usize>]| {
        let span = document.span(paragraphs[0].start..paragraphs[paragraphs.len() - 1].end);
        let inside = |part: &Spans| part.iter().all(|&(a, b)| span.start <= a && b <= span.end);
        let moved = |part: &Spans| part.iter().map(|&(a, b)| (a - span.start, b - span.start)).collect();
        let within = gold.quotes.iter().filter(|q| inside(&q.content) && inside(&q.source) && inside(&q.cue));
        let quotes = within.map(|q| GoldQuote {
            content: moved(&q.content),
            cue: moved(&q.cue),
            source: moved(&q.source),
            ..q.clone()
        });
        GoldDocument { text: span.of(&gold.text).to_owned(), quotes: quotes.collect(), ..gold.clone() }
    };
    document.paragraphs.chunks(EXCERPT).map(cut).collect()
}

/// The rankings of a document whose mention lies in the source of a gold attribution. Sources that the system misses are
/// added, so that the ranker does not depend on which ones it finds.
fn label(gold: &GoldDocument, speakers: &HashMap<String, GoldSpeaker>, set: usize, article: usize) -> Vec<Labelled> {
    let document = Document::new(&gold.text);
    let syntax = syntax::parse(&document, &mut Default::default());
    let names = names::find(&document, &syntax, &Options::default(), &mut Default::default());
    let mut attributions = quotations::find(&document, &syntax, &names, &mut Default::default());
    let tokens = |spans: &[(usize, usize)]| -> Vec<Range<usize>> {
        spans.iter().map(|&(a, b)| document.tokens_in(Span::new(a, b))).filter(|r| !r.is_empty()).collect()
    };
    let mut sources: Vec<(Range<usize>, &GoldSpeaker)> = Vec::new();
    for quote in &gold.quotes {
        let (content, source) = (tokens(&quote.content), tokens(&quote.source));
        let (Some(source), Some(speaker)) = (source.first().cloned(), speakers.get(&quote.id)) else { continue };
        let overlaps =
            |a: &Attribution| a.source.as_ref().is_some_and(|s| s.start < source.end && source.start < s.end);
        if !content.is_empty() && !attributions.iter().any(overlaps) {
            attributions.push(Attribution {
                content,
                cue: tokens(&quote.cue).first().cloned(),
                source: Some(source.clone()),
                act: Act::Speech,
                confidence: 0.9,
                rule: AttributionRule::Model,
            });
        }
        sources.push((source, speaker));
    }
    attributions.sort_by_key(|a| (a.content[0].start, a.cue.as_ref().map_or(0, |cue| cue.start + 1)));
    let (rankings, entity_of_name) = rankings(&document, &syntax, &names, &attributions);
    let keys: Vec<String> = names.iter().map(|name| key_of(&document, name)).collect();
    let labelled = rankings.into_iter().filter_map(|ranking| {
        let around = sources.iter().filter(|(source, _)| source.contains(&ranking.head));
        let (_, speaker) = around.min_by_key(|(source, _)| source.len())?;
        if speaker.kind == "unclear" {
            return None;
        }
        let wanted: HashSet<String> = speaker.names.iter().map(|name| key(name)).collect();
        let entities: HashSet<usize> =
            (0..names.len()).filter(|&n| wanted.contains(&keys[n])).map(|n| entity_of_name[n]).collect();
        let mut right: Vec<bool> = std::iter::once(wanted.is_empty())
            .chain(ranking.choices.iter().map(|choice| match wanted.is_empty() {
                true => !choice.named,
                false => entities.contains(&choice.shown),
            }))
            .collect();
        // Where no candidate is right, the answer is nobody.
        if !right.contains(&true) {
            right[0] = true;
        }
        Some(Labelled { right, named: !wanted.is_empty(), set, article, ranking, excerpt: false })
    });
    labelled.collect()
}

fn key_of(document: &Document, name: &Name) -> String {
    let words: Vec<&str> = name.tokens.clone().map(|i| document.word(i)).collect();
    key(&words.join(" "))
}

/// A name as it is compared: in small letters, without titles before it and the possessive after it.
fn key(name: &str) -> String {
    let name = name.replace('’', "'").to_lowercase().replace(" 's", "").replace(" - ", "-").replace(" .", ".");
    let name = name.strip_suffix("'s").unwrap_or(&name);
    let titles =
        ["the", "mr", "mrs", "ms", "dr", "sir", "sen", "rep", "gov", "president", "senator", "prof", "professor"];
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && titles.contains(&words[0].trim_end_matches('.')) {
        words.remove(0);
    }
    words.join(" ")
}

/// For each ranking, the candidate that is chosen and its chance, by weights learned from those of other parts.
fn unseen(
    labelled: &[Labelled],
    settings: &Settings,
    parts: usize,
    part: &dyn Fn(&Labelled) -> usize,
) -> Vec<(usize, f32)> {
    let mut guesses = vec![(0, 0.0); labelled.len()];
    for held in 0..parts {
        let learned: Vec<&Labelled> = labelled.iter().filter(|l| part(l) != held).collect();
        let bytes = weights(&learned, settings);
        let ranker = Ranker::new(Table::new(&bytes).expect("a whole weight file"));
        for (l, guess) in labelled.iter().zip(&mut guesses).filter(|(l, _)| part(l) == held) {
            *guess = choose(&l.ranking.choices, &ranker.chances(&ranker.scores(&l.ranking.candidates)));
        }
    }
    guesses
}

/// Tells whether a mention counts when the ranker is measured: those of whole articles with gold do. The ranker learns from
/// readings and excerpts too, but is not measured on them.
fn is_measured(l: &Labelled) -> bool {
    l.set != READINGS && !l.excerpt
}

/// Compares the rules and the ranker on the same rankings; also tells how often the ranker is right where it is sure.
fn compare(what: &str, labelled: &[Labelled], guesses: &[(usize, f32)]) -> Vec<String> {
    #[derive(Default)]
    struct Counts {
        all: usize,
        possible: usize,
        rules: usize,
        ranker: usize,
        sure: usize,
        sure_right: usize,
    }
    let mut counts: BTreeMap<(String, String), Counts> = BTreeMap::new();
    for (l, &(chosen, chance)) in labelled.iter().zip(guesses).filter(|(l, _)| is_measured(l)) {
        let form = if l.named { l.ranking.sort() } else { "unnamed" };
        // A choice without a name counts as nobody, who is right where the speaker has no name.
        let right = |i: usize| match i > 0 && l.ranking.choices[i - 1].named {
            true => l.right[i],
            false => !l.named,
        };
        for form in [form, "all"] {
            let c = counts.entry((SETS[l.set].to_owned(), form.to_owned())).or_default();
            c.all += 1;
            c.possible += usize::from((0..l.right.len()).any(right));
            c.rules += usize::from(right(l.ranking.base));
            c.ranker += usize::from(right(chosen));
            c.sure += usize::from(chance >= 0.8);
            c.sure_right += usize::from(chance >= 0.8 && right(chosen));
        }
    }
    let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let line = |((set, form), c): (&(String, String), &Counts)| {
        format!(
            "speakers, {what}, {set:<16} {form:<12} {:>5}  possible {:5.1}%  rules {:5.1}%  ranker {:5.1}%  at 0.8: {:5.1}% of {:>4}",
            c.all,
            percent(c.possible, c.all),
            percent(c.rules, c.all),
            percent(c.ranker, c.all),
            percent(c.sure_right, c.sure),
            c.sure
        )
    };
    let mut lines: Vec<String> = counts.iter().map(line).collect();
    for tenth in 2..10 {
        let within = |chance: f32| (chance * 10.0) as usize == tenth || tenth == 9 && chance >= 1.0;
        let bin: Vec<bool> = labelled
            .iter()
            .zip(guesses)
            .filter(|(l, guess)| is_measured(l) && within(guess.1))
            .map(|(l, guess)| match guess.0 > 0 {
                true => l.right[guess.0],
                false => !l.named,
            })
            .collect();
        let right = bin.iter().filter(|&&right| right).count();
        lines.push(format!(
            "speakers, {what}, chance 0.{tenth}: {:5.1}% right of {}",
            percent(right, bin.len()),
            bin.len()
        ));
    }
    lines
}
