//! Tests on whole articles, which we invented and annotated by hand: `tests/articles/*.gold.txt`, in the markup of
//! `gold/mod.rs`. They are also the page's samples: `www/samples` holds their plain text.
//!
//! `tests/articles/floors.tsv` holds the score of each article; a change that lowers one
//! fails. `WHOSAID_BLESS=1 cargo test --test articles` writes the floors and the samples anew.

#![cfg(not(target_arch = "wasm32"))]

mod cases;
mod gold;

use std::fs;
use std::path::{Path, PathBuf};

use gold::Gold;
use gold::score::{Score, score};

struct Article {
    name: String,
    title: String,
    kind: String,
    about: String,
    gold: Gold,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads all articles. A file has the lines `title:`, `kind:` and `about:` (what the page says of the sample), a line `---`, and the text.
fn articles() -> Vec<Article> {
    let folder = root().join("tests/articles");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().filter(|f| f.to_string_lossy().ends_with(".gold.txt")).map(|f| read(f)).collect()
}

fn read(file: &Path) -> Article {
    let name = file.file_name().unwrap().to_string_lossy().trim_end_matches(".gold.txt").to_owned();
    let content = fs::read_to_string(file).unwrap();
    let (head, body) = content.split_once("\n---\n").unwrap_or_else(|| panic!("{name}: no line ---"));
    let field = |key: &str| {
        let value = head.lines().find_map(|l| l.strip_prefix(key)).unwrap_or_else(|| panic!("{name}: no {key}"));
        value.trim().to_owned()
    };
    let gold = gold::parse(body).unwrap_or_else(|e| panic!("{name}: {e}"));
    Article { title: field("title:"), kind: field("kind:"), about: field("about:"), name, gold }
}

fn blessing() -> bool {
    std::env::var_os("WHOSAID_BLESS").is_some()
}

#[test]
fn the_gold_is_sound() {
    let articles = articles();
    for article in &articles {
        let faults = gold::faults(&article.gold);
        assert!(faults.is_empty(), "{}: {faults:#?}", article.name);
        let words = article.gold.text.split_whitespace().count();
        assert!((250..=450).contains(&words), "{}: {words} words", article.name);
    }
    assert!(articles.len() >= 10, "{} articles", articles.len());
}

/// The scorer gives full marks to the gold annotations, and none to empty ones.
#[test]
fn the_scorer_knows_the_truth() {
    for Article { name, gold, .. } in articles() {
        let full = score(&gold, &gold.annotations);
        assert!(full.wrong.is_empty(), "{name}: {:#?}", full.wrong);
        assert_eq!((full.names_f1(), full.links_f1()), (100.0, 100.0));
        let required = gold.latitude.iter().filter(|l| !l.optional).count();
        assert_eq!((full.quotations, full.exact, full.spurious), ([required; 3], required, 0));
        let none = score(&gold, &whosaid::Annotations::default());
        assert_eq!((none.names_f1(), none.quotations, none.exact), (0.0, [required, 0, 0], 0));
    }
}

/// Writes the gold annotations as JSON, for other tools: `target/tmp/gold/NAME.gold.json`.
#[test]
fn the_gold_is_written_as_json() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gold");
    fs::create_dir_all(&folder).unwrap();
    for article in articles() {
        let json = serde_json::to_string_pretty(&article.gold.to_json(&article.name)).unwrap();
        fs::write(folder.join(format!("{}.gold.json", article.name)), json).unwrap();
    }
}

/// The samples that a visitor sees first; the others follow by name.
const FIRST: [&str; 4] = ["rail-bill", "lake-mud", "beekeeper", "chipmaker"];

#[test]
fn the_samples_are_the_articles() {
    let folder = root().join("www/samples");
    let mut index = Vec::new();
    let mut articles = articles();
    articles.sort_by_key(|a| FIRST.iter().position(|name| *name == a.name).unwrap_or(FIRST.len()));
    for article in articles {
        let file = format!("{}.txt", article.name);
        check(&folder.join(&file), &article.gold.text);
        index.push(
            serde_json::json!({"file": file, "title": article.title, "kind": article.kind, "about": article.about}),
        );
    }
    check(&folder.join("index.json"), &(serde_json::to_string_pretty(&index).unwrap() + "\n"));
}

fn check(file: &Path, content: &str) {
    if blessing() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert!(found == content, "{} is not the gold's text: WHOSAID_BLESS=1 writes it anew", file.display());
}

/// The columns of `floors.tsv`: direct parts whose marks are paired, F1 of names and of links in whole percent, quotations
/// found, those with marks, and speakers right.
const COLUMNS: &str = "article\tpaired\tnames\tlinks\tfound\tmarked\tspeakers";

fn reached(gold: &Gold, s: &Score) -> [usize; 6] {
    let paired = gold::direct_parts(gold).len() - gold::unpaired(gold).len();
    [paired, s.names_f1() as usize, s.links_f1() as usize, s.quotations[1], s.marked[1], s.quotations[2]]
}

#[test]
fn nothing_won_is_lost() {
    let file = root().join("tests/articles/floors.tsv");
    let articles = articles();
    let mut table = format!("{COLUMNS}\n");
    let mut total = Score::default();
    println!("{:<22} names F1 links F1   found  marked  speakers  exact  spurious", "");
    let line = |name: &str, s: &Score| {
        let of = |[all, some, _]: [usize; 3]| format!("{some}/{all}");
        println!(
            "{name:<22} {:8.1} {:8.1} {:>7} {:>7} {:>9} {:>6} {:>9}",
            s.names_f1(),
            s.links_f1(),
            of(s.quotations),
            of(s.marked),
            format!("{}/{}", s.quotations[2], s.quotations[0]),
            s.exact,
            s.spurious
        );
    };
    let mut scores = Vec::new();
    for article in &articles {
        let got = whosaid::annotate(&article.gold.text);
        let s = score(&article.gold, &got);
        line(&article.name, &s);
        let floors = reached(&article.gold, &s).map(|n| n.to_string()).join("\t");
        table += &format!("{}\t{floors}\n", article.name);
        for i in 0..3 {
            total.names[i] += s.names[i];
            total.links[i] += s.links[i];
            total.quotations[i] += s.quotations[i];
            total.marked[i] += s.marked[i];
        }
        total.exact += s.exact;
        total.spurious += s.spurious;
        scores.push(s);
    }
    line("all", &total);
    for (article, s) in articles.iter().zip(&scores) {
        println!("\n{}", article.name);
        gold::unpaired(&article.gold).iter().for_each(|part| println!("  not paired: {part}"));
        s.wrong.iter().for_each(|w| println!("  {w}"));
    }
    if blessing() {
        fs::write(&file, &table).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(held.lines().next(), Some(COLUMNS));
    for (article, s) in articles.iter().zip(&scores) {
        let row = held.lines().find_map(|l| l.strip_prefix(&format!("{}\t", article.name)));
        let row = row.unwrap_or_else(|| panic!("{} has no floors: WHOSAID_BLESS=1 writes them", article.name));
        let floors: Vec<usize> = row.split('\t').map(|n| n.parse().unwrap()).collect();
        let reached = reached(&article.gold, s);
        for (i, (floor, got)) in floors.iter().zip(reached).enumerate() {
            let column = COLUMNS.split('\t').nth(i + 1).unwrap();
            assert!(got >= *floor, "{}: {column} fell from {floor} to {got}; {:#?}", article.name, s.wrong);
        }
    }
}
