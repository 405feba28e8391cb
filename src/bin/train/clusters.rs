//! Leaves out of `src/data/clusters.bin` the words that no article of the corpora has, so that the page is smaller to download. Words
//! of clusters of names stay: a name that no article has may stand in the next one, and its cluster is all that a model knows of it.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Deserialize;
use whosaid::corpora::read_lines;
use whosaid::learned::features::hash_lower;
use whosaid::learned::hashed::Hashed;
use whosaid::text::token::tokenize;

/// The folders of texts, within that of the corpora.
const FOLDERS: [&str; 2] = ["", "unlabelled"];

#[derive(Deserialize)]
struct Article {
    #[serde(default)]
    text: String,
}

/// The share of a cluster's words that are mostly written with a capital, from which on it is a cluster of names.
const NAMES: f64 = 0.8;

/// How often a word stands in the corpora.
#[derive(Default, Clone, Copy)]
struct Count {
    all: usize,
    capital: usize,
}

/// Writes the clusters at `path` again, without the words that are no names and stand in no text of the corpora.
pub fn thin(corpora: &Path, path: &Path) -> io::Result<()> {
    let words = words(corpora)?;
    let all = Hashed::read(&std::fs::read(path)?).expect("the clusters are whole");
    let mut clusters = [Count::default(); 256];
    for (&word, count) in &words {
        if let Some(code) = all.get(word) {
            clusters[usize::from(code)].all += 1;
            clusters[usize::from(code)].capital += usize::from(2 * count.capital > count.all);
        }
    }
    let of_names = |code: u8| {
        let Count { all, capital } = clusters[usize::from(code)];
        capital as f64 >= NAMES * all as f64
    };
    let thin = all.only(words.into_keys(), of_names);
    println!("clusters: {} of {} words stay", Hashed::read(&thin).map_or(0, |map| map.len()), all.len());
    std::fs::write(path, thin)
}

/// The words of all texts, by their hashes.
fn words(corpora: &Path) -> io::Result<HashMap<u64, Count>> {
    let mut words: HashMap<u64, Count> = HashMap::new();
    for folder in FOLDERS {
        for file in std::fs::read_dir(corpora.join(folder))? {
            let file = file?.path();
            if !file.to_string_lossy().ends_with(".jsonl.gz") {
                continue;
            }
            for Article { text } in read_lines::<Article>(&file)? {
                for token in tokenize(&text) {
                    let word = token.span().of(&text);
                    let count = words.entry(u64::from(hash_lower(word) as u32)).or_default();
                    count.all += 1;
                    count.capital += usize::from(word.starts_with(char::is_uppercase));
                }
            }
        }
    }
    Ok(words)
}
