//! Leaves out of `src/data/clusters.bin` the words that no article of news in the corpora has, or only one of them, so that the page is
//! smaller to download.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

use serde::Deserialize;
use whosaid::corpora::read_lines;
use whosaid::learned::features::hash_lower;
use whosaid::learned::hashed::Hashed;
use whosaid::text::token::tokenize;

/// The files of the corpora that hold novels, and those with weblogs and newsgroups: many of their words news never has.
const NO_NEWS: [&str; 3] = ["litbank", "ewt", "uner_ewt"];

/// The folders of texts, within that of the corpora.
const FOLDERS: [&str; 2] = ["", "unlabelled"];

#[derive(Deserialize)]
struct Article {
    #[serde(default)]
    text: String,
}

/// How many articles must have a word.
const ARTICLES: u32 = 2;

/// Writes the clusters at `path` again, without the words that too few articles of news in the corpora have; says how many are left.
pub fn thin(corpora: &Path, path: &Path) -> io::Result<()> {
    let mut words: HashMap<u64, u32> = HashMap::new();
    for folder in FOLDERS {
        for file in std::fs::read_dir(corpora.join(folder))? {
            let file = file?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".jsonl.gz") && !NO_NEWS.iter().any(|no_news| name.starts_with(no_news)) {
                for Article { text } in read_lines::<Article>(&file)? {
                    let tokens = tokenize(&text);
                    let lower: HashSet<u32> = tokens.iter().map(|t| hash_lower(t.span().of(&text)) as u32).collect();
                    lower.into_iter().for_each(|word| *words.entry(word.into()).or_default() += 1);
                }
            }
        }
    }
    let all = Hashed::read(&std::fs::read(path)?).expect("the clusters are whole");
    let thin = all.only(words.into_iter().filter(|&(_, articles)| articles >= ARTICLES).map(|(word, _)| word));
    let count = |bytes: &[u8]| Hashed::read(bytes).map_or(0, |map| map.len());
    println!("clusters: {} of {} words are in articles", count(&thin), all.len());
    std::fs::write(path, thin)
}
