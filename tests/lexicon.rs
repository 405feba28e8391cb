//! Checks that lists of English words stand in the lexicon, and nowhere else.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

mod sources;
use sources::rust_files;

/// Words to recognise a list of verbs of saying by: such a list would hold several of them.
const VERBS: &[&str] = &["said", "told", "wrote", "added", "asked", "replied", "explained"];

/// Files that may hold lists, because their words are features that a network has learned with. They stay as they are until it learns anew.
const LEARNED: &[&str] = &["names/evidence.rs"];

#[test]
fn no_other_file_lists_verbs_of_saying() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for file in rust_files(&source) {
        let name = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        if name.starts_with("bin/") || name.starts_with("lexicon/") || LEARNED.contains(&&*name) {
            continue;
        }
        seen += 1;
        let code = fs::read_to_string(&file).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        for list in lists(code) {
            let verbs: Vec<&&str> = list.iter().filter(|word| VERBS.contains(word)).collect();
            assert!(verbs.len() < 2, "src/{name} lists {verbs:?}: they belong to src/data/lexicon/verbs.txt");
        }
    }
    assert!(seen > 50, "the sources were not found");
}

#[test]
fn a_list_of_verbs_is_found_however_it_is_written() {
    for (code, count) in [
        (r#"&["said", "told"]"#, 2),
        (r#"matches!(word, "and" | "said" | "told")"#, 3),
        ("[\n    \"said\",\n    \"told\",\n]", 2),
        (r#"if a == "said" { b == "told" }"#, 1),
    ] {
        assert_eq!(lists(code).iter().map(Vec::len).max(), Some(count), "{code}");
    }
}

/// Groups of string literals that have only commas, bars and white space between them.
fn lists(code: &str) -> Vec<Vec<&str>> {
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut lists: Vec<Vec<&str>> = vec![Vec::new()];
    for line in code {
        for (number, part) in line.split('"').enumerate() {
            if number % 2 == 1 {
                lists.last_mut().unwrap().push(part);
            } else if part.contains(|c: char| !c.is_whitespace() && c != ',' && c != '|') {
                lists.push(Vec::new());
            }
        }
    }
    lists
}
