//! Measures how right the annotations are, on a folder of corpora with gold annotations.
//!
//! ```text
//! accuracy [CORPORA] [--only SCORE,…] [--json] [--check FLOORS] [--record FLOORS]
//!          [--write-predictions DIR] [--errors names|quotations|speakers|article|cases [N]] [--on SET]
//! accuracy score names|amounts|quotations|article|coreference|calibration|cases GOLD PREDICTIONS [--json]
//! accuracy score speakers GOLD PREDICTIONS [SPEAKERS] [--json]
//! accuracy score tokens GOLD PREDICTIONS [--json]
//! accuracy texts GOLD
//! accuracy errors names|quotations|speakers GOLD PREDICTIONS [SPEAKERS]
//! ```
//!
//! The first form annotates the corpora of the folder (`../shared/corpora` unless told) with the library
//! itself, on two threads, and prints a line a figure. The second scores any system's output: JSON lines as
//! `whosaid annotate --jsonl` writes them, offsets in Unicode code points. `texts` writes the texts of
//! token-level data as lines to be annotated, for `score tokens`.
//!
//! | score | corpora | what counts as right |
//! |---|---|---|
//! | names | wwn.dev, dwie.train, men.train, cleanconll.dev, uner_pud.test, uner_ewt.dev, wikigold, gum.news | span and class |
//! | amounts | wwn.dev | spans of dates and of money |
//! | quotations | polnear.dev, wwn.train.said, news.train.said | spans of source, cue and content; found, and who said it, by kind |
//! | speakers | the same, and polnear.train (168 articles) | the entities behind the source |
//! | calibration | polnear.dev, wwn.train.said, news.train.said | as many right as the confidence says |
//! | article | the articles beside the corpora | everything, with a list of every miss |
//! | rules | polnear.dev, wwn.train.said, news.train.said, together | how often each rule is right, beside what the table of rules says |
//! | cases | the cases beside the corpora | what each says must, and must not, be found |
//! | coreference | gum.news | names and pronouns that are one entity |
//!
//! Each score's module says exactly what it counts. A corpus that the folder doesn't have is passed over.

mod article;
mod calibration;
mod cases;
mod coreference;
mod errors;
mod figures;
mod floors;
mod names;
mod predictions;
mod quotations;
mod rules;
mod speakers;
mod tokens;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use figures::{Figure, table};
use predictions::Prediction;
use speakers::Resolved;
use whosaid::corpora::{GoldDocument, read_lines};

const USAGE: &str = "usage:
  accuracy [CORPORA] [--only SCORE,…] [--json] [--check FLOORS] [--record FLOORS]
           [--write-predictions DIR] [--errors names|quotations|speakers|article|cases [N]] [--on SET]
  accuracy score names|amounts|quotations|article|coreference|calibration|cases GOLD PREDICTIONS [--json]
  accuracy score speakers GOLD PREDICTIONS [SPEAKERS] [--json]
  accuracy score tokens GOLD PREDICTIONS [--json]
  accuracy texts GOLD
  accuracy errors names|quotations|speakers GOLD PREDICTIONS [SPEAKERS]

  CORPORA              a folder of corpora; ../shared/corpora unless told
  --only               of names, amounts, quotations, speakers, calibration, article, coreference, cases, rules
  --json               the figures as one JSON object
  --check              fail where a figure is below its floor in the file
  --record             set the floors in the file to the present figures
  --write-predictions  write what was found, JSON lines a corpus, offsets in code points
  --errors             print N misses of each kind (10 unless told)
  --on                 of which set: wwn.dev for names, polnear.dev for the others unless told";

const SCORES: [&str; 9] =
    ["names", "amounts", "quotations", "speakers", "calibration", "article", "coreference", "cases", "rules"];
const NAMES: [&str; 8] =
    ["wwn.dev", "dwie.train", "men.train", "cleanconll.dev", "uner_pud.test", "uner_ewt.dev", "wikigold", "gum.news"];
const ATTRIBUTED: [&str; 3] = ["polnear.dev", "wwn.train.said", "news.train.said"];
const SPOKEN: [&str; 4] = ["polnear.dev", "polnear.train", "wwn.train.said", "news.train.said"];
/// The set of which only documents with resolved speakers are read: the rest is large.
const READ_WHERE_RESOLVED: &str = "polnear.train";

/// What to measure, and what to do with the figures.
struct Options {
    corpora: PathBuf,
    only: Vec<&'static str>,
    json: bool,
    check: Option<PathBuf>,
    record: Option<PathBuf>,
    write_predictions: Option<PathBuf>,
    errors: Option<(String, usize)>,
    on: Option<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((first, _)) if first == "--help" || first == "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some((first, rest)) if first == "score" => score(rest),
        Some((first, [gold])) if first == "texts" => texts(Path::new(gold)),
        Some((first, rest)) if first == "errors" => errors_of_files(rest),
        _ => options(&arguments).and_then(|o| measure(&o)),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("accuracy: {message}");
            ExitCode::from(2)
        }
    }
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options {
        corpora: PathBuf::from("../shared/corpora"),
        only: SCORES.to_vec(),
        json: false,
        check: None,
        record: None,
        write_predictions: None,
        errors: None,
        on: None,
    };
    let mut rest = arguments.iter().peekable();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value\n{USAGE}"));
        match argument.as_str() {
            "--only" => options.only = value()?.split(',').map(known_score).collect::<Result<_, _>>()?,
            "--json" => options.json = true,
            "--check" => options.check = Some(value()?.into()),
            "--record" => options.record = Some(value()?.into()),
            "--on" => options.on = Some(value()?.clone()),
            "--write-predictions" => options.write_predictions = Some(value()?.into()),
            "--errors" => {
                let what = known_score(value()?)?.to_owned();
                let count =
                    rest.next_if(|n| n.parse::<usize>().is_ok()).map_or(ERRORS, |n| n.parse().expect("checked"));
                options.errors = Some((what, count));
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option {flag}\n{USAGE}")),
            folder => options.corpora = folder.into(),
        }
    }
    Ok(options)
}

fn known_score(name: &str) -> Result<&'static str, String> {
    SCORES.into_iter().find(|s| *s == name).ok_or_else(|| format!("no score {name}; there are {}", SCORES.join(", ")))
}

/// The corpora of a folder, each read and annotated once.
struct Corpora<'a> {
    folder: &'a Path,
    write_to: Option<&'a Path>,
    read: BTreeMap<String, Option<Corpus>>,
    characters: usize,
    seconds: f64,
}

struct Corpus {
    gold: Vec<GoldDocument>,
    /// The speakers of the gold quotations, where the corpus has them.
    resolved: Vec<Resolved>,
    predictions: Vec<Prediction>,
}

impl Corpora<'_> {
    /// The corpus of that name, annotated; `None` where the folder doesn't have it.
    fn get(&mut self, name: &str) -> Result<Option<&Corpus>, String> {
        if !self.read.contains_key(name) {
            let corpus = self.read(name)?;
            self.read.insert(name.to_owned(), corpus);
        }
        Ok(self.read[name].as_ref())
    }

    fn read(&mut self, name: &str) -> Result<Option<Corpus>, String> {
        let file = ["jsonl.gz", "jsonl"].map(|end| self.folder.join(format!("{name}.{end}")));
        let Some(file) = file.iter().find(|f| f.exists()) else { return Ok(None) };
        let mut gold: Vec<GoldDocument> = read_lines(file).map_err(|e| e.to_string())?;
        let speakers = self.folder.join(format!("{name}.speakers.jsonl"));
        let resolved: Vec<Resolved> = match speakers.exists() {
            true => read_lines(&speakers).map_err(|e| e.to_string())?,
            false => speakers::own(&gold),
        };
        if name == READ_WHERE_RESOLVED {
            let ids: HashSet<&str> = resolved.iter().map(|r| r.id.as_str()).collect();
            gold.retain(|g| ids.contains(g.id.as_str()));
        }
        let documents: Vec<(&str, &str)> = gold.iter().map(|g| (g.id.as_str(), g.text.as_str())).collect();
        let predictions = self.annotate(name, &documents)?;
        Ok(Some(Corpus { gold, resolved, predictions }))
    }

    fn annotate(&mut self, name: &str, documents: &[(&str, &str)]) -> Result<Vec<Prediction>, String> {
        let start = Instant::now();
        let lines = predictions::annotate(documents);
        self.seconds += start.elapsed().as_secs_f64();
        self.characters += documents.iter().map(|(_, text)| text.len()).sum::<usize>();
        if let Some(folder) = self.write_to {
            let path = folder.join(format!("{name}.jsonl"));
            let write = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, lines.join("\n") + "\n"));
            write.map_err(|e| format!("{}: {e}", path.display()))?;
        }
        Ok(predictions::parse(&lines))
    }
}

fn measure(options: &Options) -> Result<ExitCode, String> {
    if !options.corpora.is_dir() {
        return Err(format!("no folder of corpora at {}\n{USAGE}", options.corpora.display()));
    }
    let mut corpora = Corpora {
        folder: &options.corpora,
        write_to: options.write_predictions.as_deref(),
        read: BTreeMap::new(),
        characters: 0,
        seconds: 0.0,
    };
    if let Some((what, count)) = &options.errors {
        return errors(&mut corpora, what, options.on.as_deref(), *count);
    }
    let mut rows = Vec::new();
    for &name in &options.only {
        rows.push((name, table(measured(name, &mut corpora)?)));
    }
    let figures = table(rows);
    if options.json {
        println!("{}", serde_json::to_string(&figures).map_err(|e| e.to_string())?);
    } else {
        print!("{}", figures.summary());
    }
    eprintln!("annotated {} KB in {:.2} s on two threads", corpora.characters / 1000, corpora.seconds);
    if let Some(path) = &options.record {
        floors::record(path, &figures)?;
    }
    let failures = match &options.check {
        Some(path) => floors::check(path, &figures, &options.only)?,
        None => Vec::new(),
    };
    failures.iter().for_each(|f| eprintln!("accuracy: {f}"));
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures one score on each corpus that it is made for and that the folder has.
fn measured(score: &str, corpora: &mut Corpora) -> Result<Vec<(String, Figure)>, String> {
    let sets: &[&'static str] = match score {
        "names" => &NAMES,
        "amounts" => &["wwn.dev"],
        "coreference" => &["gum.news"],
        "article" => return articles(corpora),
        "cases" => return cases(corpora),
        "rules" => return rules(corpora),
        "speakers" => &SPOKEN,
        _ => &ATTRIBUTED,
    };
    let mut rows = Vec::new();
    for &set in sets {
        let Some(Corpus { gold, resolved, predictions }) = corpora.get(set)? else { continue };
        let mut figure = match score {
            "speakers" => speakers::score(gold, predictions, resolved)?,
            _ => plain_score(score, gold, predictions)?,
        };
        if score == "quotations" {
            figure.push("made_up", quotations::made_up(gold, predictions)?);
        }
        rows.push((set.to_owned(), figure));
    }
    Ok(rows)
}

/// Measures a score that needs nothing but gold documents and predictions.
fn plain_score(score: &str, gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    match score {
        "names" => names::score(gold, predictions),
        "amounts" => names::amounts(gold, predictions),
        "quotations" => quotations::score(gold, predictions),
        "calibration" => calibration::score(gold, predictions),
        "coreference" => coreference::score(gold, predictions),
        _ => Err(format!("no score {score}\n{USAGE}")),
    }
}

/// Scores every `articles/NAME.gold.json` beside the corpora, with its text in `NAME.txt`.
fn articles(corpora: &mut Corpora) -> Result<Vec<(String, Figure)>, String> {
    let folder = corpora.folder.join("../articles");
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut names: Vec<String> =
        entries.filter_map(|e| Some(e.ok()?.file_name().to_str()?.strip_suffix(".gold.json")?.to_owned())).collect();
    names.sort();
    let mut rows = Vec::new();
    for name in names {
        let path = folder.join(format!("{name}.txt"));
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let predictions = corpora.annotate(&name, &[(&name, &text)])?;
        let gold = read_article(&folder.join(format!("{name}.gold.json")))?;
        rows.push((name, article::score(&gold, &predictions[0])));
    }
    Ok(rows)
}

/// Measures how often each rule is right, over all sets of attributions together.
fn rules(corpora: &mut Corpora) -> Result<Vec<(String, Figure)>, String> {
    let mut tally = rules::Tally::default();
    for set in ATTRIBUTED {
        if let Some(Corpus { gold, resolved, predictions }) = corpora.get(set)? {
            tally.attributions(gold, predictions);
            tally.speakers(gold, predictions, resolved);
        }
    }
    match tally.figure() {
        Figure::Table(rows) => Ok(rows),
        figure => Ok(vec![("all".to_owned(), figure)]),
    }
}

/// Checks the small cases in `cases/cases.jsonl` beside the corpora; returns nothing where there is no such file.
fn cases(corpora: &mut Corpora) -> Result<Vec<(String, Figure)>, String> {
    let path = corpora.folder.join("../cases/cases.jsonl");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let cases: Vec<cases::Case> = read_lines(&path).map_err(|e| e.to_string())?;
    let documents: Vec<(&str, &str)> = cases.iter().map(|c| (c.id.as_str(), c.text.as_str())).collect();
    let predictions = corpora.annotate("cases", &documents)?;
    match cases::score(&cases, &predictions)? {
        Figure::Table(rows) => Ok(rows),
        figure => Ok(vec![("all".to_owned(), figure)]),
    }
}

fn read_article(path: &Path) -> Result<article::Article, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Scores predictions that a file holds.
fn score(arguments: &[String]) -> Result<ExitCode, String> {
    let (flags, values): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|a| a.starts_with("--"));
    let json = match flags.as_slice() {
        [] => false,
        [flag] if *flag == "--json" => true,
        _ => return Err(USAGE.to_owned()),
    };
    let gold = |path: &String| read_lines::<GoldDocument>(Path::new(path)).map_err(|e| e.to_string());
    let predicted = |path: &String| predictions::read(Path::new(path));
    let figure = match values.as_slice() {
        [what, g, p] if *what == "article" => {
            let predictions = predicted(p)?;
            article::score(&read_article(Path::new(g))?, predictions.first().ok_or("no prediction")?)
        }
        [what, g, p] if *what == "tokens" => {
            tokens::score(&read_lines(Path::new(g)).map_err(|e| e.to_string())?, &predicted(p)?)?
        }
        [what, g, p] if *what == "cases" => {
            cases::score(&read_lines(Path::new(g)).map_err(|e| e.to_string())?, &predicted(p)?)?
        }
        [what, g, p] if *what == "speakers" => {
            let gold = gold(g)?;
            speakers::score(&gold, &predicted(p)?, &speakers::own(&gold))?
        }
        [what, g, p, resolved] if *what == "speakers" => {
            speakers::score(&gold(g)?, &predicted(p)?, &read_lines(Path::new(resolved)).map_err(|e| e.to_string())?)?
        }
        [what, g, p] => plain_score(what, &gold(g)?, &predicted(p)?)?,
        _ => return Err(USAGE.to_owned()),
    };
    match json {
        true => println!("{}", serde_json::to_string(&figure).map_err(|e| e.to_string())?),
        false => {
            print!("{}", figure.summary());
            figure.remarks().iter().for_each(|remark| println!("    {remark}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the texts of token-level data, a line each, to be annotated.
fn texts(gold: &Path) -> Result<ExitCode, String> {
    let gold: Vec<tokens::Labelled> = read_lines(gold).map_err(|e| e.to_string())?;
    for (i, labelled) in gold.iter().enumerate() {
        println!("{}", serde_json::json!({ "id": i.to_string(), "text": labelled.text().0 }));
    }
    Ok(ExitCode::SUCCESS)
}

/// The number of misses of each kind that are printed unless told otherwise.
const ERRORS: usize = 10;

/// Prints misses for whoever works on the rules and models.
fn errors(corpora: &mut Corpora, what: &str, set: Option<&str>, count: usize) -> Result<ExitCode, String> {
    if what == "article" || what == "cases" {
        let figures = if what == "cases" { cases(corpora)? } else { articles(corpora)? };
        table(figures).remarks().iter().for_each(|remark| println!("{remark}"));
        return Ok(ExitCode::SUCCESS);
    }
    let set = set.unwrap_or(if what == "names" { "wwn.dev" } else { "polnear.dev" });
    let Corpus { gold, resolved, predictions } = corpora.get(set)?.ok_or_else(|| format!("no {set} in the folder"))?;
    print!("{}", errors::listing(&misses(what, gold, predictions, resolved)?, count));
    Ok(ExitCode::SUCCESS)
}

/// Prints the misses of predictions that a file holds.
fn errors_of_files(arguments: &[String]) -> Result<ExitCode, String> {
    let [what, gold, predicted, resolved @ ..] = arguments else { return Err(USAGE.to_owned()) };
    let gold: Vec<GoldDocument> = read_lines(Path::new(gold)).map_err(|e| e.to_string())?;
    let predicted = predictions::read(Path::new(predicted))?;
    let resolved = match resolved.first() {
        Some(path) => read_lines(Path::new(path)).map_err(|e| e.to_string())?,
        None => speakers::own(&gold),
    };
    let misses = misses(what, &gold, &predicted, &resolved)?;
    print!("{}", errors::listing(&misses, ERRORS));
    Ok(ExitCode::SUCCESS)
}

fn misses(
    what: &str,
    gold: &[GoldDocument],
    predictions: &[Prediction],
    resolved: &[Resolved],
) -> Result<errors::Misses, String> {
    match what {
        "names" => errors::names(gold, predictions),
        "quotations" => errors::quotations(gold, predictions),
        "speakers" => errors::speakers(gold, predictions, resolved),
        _ => Err("misses are listed for names, quotations, speakers and article".to_owned()),
    }
}
