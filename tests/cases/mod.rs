//! Reads and runs the cases in `tests/fixtures`, which all stages write in the same way; the README there explains it.

#![allow(dead_code)] // No single test uses all of this.

pub mod markup;

use std::fs;
use std::path::{Path, PathBuf};

/// One case in a file of fixtures.
pub struct Case {
    /// The name of the file, without its extension.
    pub file: String,
    /// The heading, without the mark of a known failure.
    pub name: String,
    /// Whether the program is known to get it wrong.
    pub known_to_fail: bool,
    /// The text, with its marks.
    pub text: String,
    /// The lines that begin with `= `: what must hold of the text.
    pub expected: Vec<String>,
}

/// The mark at the end of a case's heading that says that it is known to fail.
const MARK: &str = " (fails)";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The files of a folder of fixtures, in order, or just the file of this name.
fn files(name: &str) -> Vec<PathBuf> {
    if path(name).is_file() {
        return vec![path(name)];
    }
    let entries = fs::read_dir(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files
}

/// Reads all cases of a folder of fixtures, or of one file.
pub fn read(name: &str) -> Vec<Case> {
    let cases: Vec<Case> = files(name).iter().flat_map(|file| read_file(file)).collect();
    let mut names: Vec<(&str, &str)> = cases.iter().map(|c| (c.file.as_str(), c.name.as_str())).collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "two cases of one name");
    cases
}

fn read_file(file: &Path) -> Vec<Case> {
    let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let content = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let content = format!("\n{content}");
    let blocks = content.split("\n# ").skip(1);
    let case = |block: &str| {
        let (heading, body) = block.split_once('\n').unwrap_or((block, ""));
        let (expected, text): (Vec<&str>, Vec<&str>) = body.lines().partition(|line| line.starts_with("= "));
        Case {
            file: stem.clone(),
            name: heading.trim_end_matches(MARK).to_owned(),
            known_to_fail: heading.ends_with(MARK),
            text: text.join("\n").trim().to_owned(),
            expected: expected.iter().map(|line| line["= ".len()..].to_owned()).collect(),
        }
    };
    blocks.map(case).collect()
}

/// Checks every case of a folder of fixtures, or of one file; `failures` says what is wrong with one.
///
/// The test fails if a case fails that isn't marked as a known failure, or if one passes that is. With `WHOSAID_BLESS` set, the
/// marks of known failures in the files are corrected instead.
pub fn check_all(name: &str, failures: impl Fn(&Case) -> Vec<String>) {
    let cases = read(name);
    let (mut lost, mut mended) = (Vec::new(), Vec::new());
    for case in &cases {
        let wrong = failures(case);
        let called = format!("{}: {}", case.file, case.name);
        if wrong.is_empty() && case.known_to_fail {
            mended.push(called);
        } else if !wrong.is_empty() && !case.known_to_fail {
            lost.push(format!("{called}\n    {}\n  - {}", case.text.replace('\n', "\n    "), wrong.join("\n  - ")));
        }
    }
    let known = cases.iter().filter(|case| case.known_to_fail).count();
    println!("{} cases in {name}, {known} of them known to fail", cases.len());
    if std::env::var_os("WHOSAID_BLESS").is_some() {
        return bless(name, &failures);
    }
    assert!(lost.is_empty(), "{} of {} cases fail:\n{}", lost.len(), cases.len(), lost.join("\n"));
    assert!(mended.is_empty(), "known to fail, and right now; take “{MARK}” off their headings: {mended:#?}");
}

fn bless(name: &str, failures: &impl Fn(&Case) -> Vec<String>) {
    for file in files(name) {
        let mut content = format!("\n{}", fs::read_to_string(&file).expect("it was read before"));
        for case in read_file(&file) {
            let fails = !failures(&case).is_empty();
            let heading = |fails: bool| format!("\n# {}{}\n", case.name, if fails { MARK } else { "" });
            content = content.replacen(&heading(case.known_to_fail), &heading(fails), 1);
        }
        fs::write(&file, &content[1..]).expect("a fixture can be written");
    }
}

/// The ids of the rules that find attributions when the network finds none: what the rules do by themselves.
pub fn rules_alone(text: &str) -> Vec<&'static str> {
    use whosaid::{names, quotations, syntax, text::Document};
    /// A threshold that no cue reaches, so that the network finds nothing.
    const SILENT: f32 = 4.0;
    let document = Document::new(text);
    let syntax = syntax::parse(&document, &mut Default::default());
    let names = names::find(&document, &syntax, &whosaid::Options::default(), &mut Default::default());
    let context = quotations::context::Context::new(&document, &syntax, &names);
    let found = quotations::find_with(&context, quotations::network(), SILENT, &mut Default::default());
    found.iter().map(|attribution| attribution.rule.id()).collect()
}

/// Checks the lines `acts` and `not` of a case in a file that is named after a rule, and gives what is wrong. `acted`: the rules
/// that decided in the case.
pub fn rule_failures(case: &Case, acted: &[&str]) -> Vec<String> {
    let acts = acted.contains(&case.file.as_str());
    let mut wrong = Vec::new();
    for line in &case.expected {
        match line.as_str() {
            "acts" if !acts => wrong.push(format!("the rule doesn’t act: {acted:?}")),
            "not" if acts => wrong.push(format!("the rule acts: {acted:?}")),
            _ => {}
        }
    }
    wrong
}
