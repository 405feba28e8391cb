//! Tests of the accuracy command. On small fixtures its figures must be those that the shared scoring script computed. If
//! that script and the corpora are there (`../shared`), the two are compared on them too.
//!
//! `tests/scorer/` holds gold, predictions with every kind of mistake, and `expected.json`: the
//! output of `score.py … --json` and `check_cases.py … --json`, without the lists of misses.
#![cfg(feature = "train")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use whosaid::corpora::{GoldDocument, read_lines};

/// What is scored, and the files that it needs; the last file of `speakers` says who spoke.
const FIXTURES: [(&str, &[&str]); 6] = [
    ("names", &["gold.jsonl", "predictions.jsonl"]),
    ("quotations", &["gold.jsonl", "predictions.jsonl"]),
    ("speakers", &["gold.jsonl", "predictions.jsonl", "speakers.jsonl"]),
    ("article", &["article.gold.json", "article.jsonl"]),
    ("tokens", &["tokens.jsonl", "tokens.predictions.jsonl"]),
    ("cases", &["cases.jsonl", "cases.predictions.jsonl"]),
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scorer").join(name)
}

fn shared(name: &str) -> Option<PathBuf> {
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name)).filter(|p| p.exists())
}

fn accuracy(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_accuracy")).args(arguments).output().expect("the accuracy command starts")
}

fn parsed(output: Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn score(what: &str, files: &[PathBuf]) -> Value {
    let files: Vec<&str> = files.iter().map(|f| f.to_str().expect("a plain path")).collect();
    parsed(accuracy(&[&["score", what, "--json"], files.as_slice()].concat()))
}

/// The figures of the shared script; `None` if Python or the script is missing.
fn script(what: &str, files: &[PathBuf]) -> Option<Value> {
    if what == "cases" {
        return cases_script(files);
    }
    let script = shared("eval/score.py")?;
    let mut command = Command::new("python3");
    command.arg(script).arg(what).args(&files[..2]).arg("--json");
    if let Some(speakers) = files.get(2) {
        command.arg("--speakers").arg(speakers);
    }
    Some(parsed(command.output().ok()?))
}

/// The figures of the shared script for cases, in the form that the accuracy command has.
fn cases_script(files: &[PathBuf]) -> Option<Value> {
    let script = shared("eval/check_cases.py")?;
    let told = parsed(Command::new("python3").arg(script).args(files).arg("--json").output().ok()?);
    let ratio = |part: &Value, whole: &Value| json!(format!("{part}/{whole}"));
    let mut figures: Value = told["kinds"]
        .as_object()?
        .iter()
        .map(|(kind, n)| (kind.clone(), json!({"passed": ratio(&n[0], &n[1])})))
        .collect();
    figures["all"] = json!({"passed": ratio(&told["passed"], &told["total"]), "checks": ratio(&told["checks_passed"], &told["checks"])});
    Some(figures)
}

/// Replaces the list of misses by their number, as their wording doesn't matter.
fn counted(mut figures: Value) -> Value {
    if let Some(wrong) = figures.get_mut("wrong") {
        *wrong = json!(wrong.as_array().map(Vec::len));
    }
    figures
}

#[test]
fn figures_are_those_of_the_shared_script() {
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(fixture("expected.json")).unwrap()).unwrap();
    for (what, files) in FIXTURES {
        let files: Vec<PathBuf> = files.iter().map(|f| fixture(f)).collect();
        let mut figures = score(what, &files);
        if what == "cases" {
            figures["all"].as_object_mut().unwrap().remove("wrong");
        }
        if let Some(live) = script(what, &files) {
            assert_eq!(counted(figures.clone()), counted(live), "{what}");
        }
        figures.as_object_mut().unwrap().remove("wrong");
        assert_eq!(figures, expected[what], "{what}");
    }
}

#[test]
fn token_level_data_becomes_text() {
    let output = accuracy(&["texts", fixture("tokens.jsonl").to_str().unwrap()]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let texts: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(texts[0], json!({"id": "0", "text": "“It won't flood,” said the Minister (Ada Voss)."}));
    assert_eq!(texts[1], json!({"id": "1", "text": "According to O’Shea’s aides, fares rise $2 a year"}));
}

/// Figures that the shared script doesn't compute; the expected ones were worked out by hand.
#[test]
fn amounts_and_calibration() {
    let files = [fixture("gold.jsonl"), fixture("predictions.jsonl")];
    // "May" and "£3,000" are right, "on Tuesday" has wrong limits.
    let amounts = score("amounts", &files);
    assert_eq!(amounts["DATE"], json!({"p": 50.0, "r": 50.0, "f1": 50.0, "gold": 2, "pred": 2}));
    assert_eq!(amounts["MONEY"], json!({"p": 100.0, "r": 100.0, "f1": 100.0, "gold": 1, "pred": 1}));
    let calibration = score("calibration", &files);
    let bin = |predicted: usize, confidence: f64, right: f64, gap: f64| json!({"predicted": predicted, "confidence%": confidence, "right%": right, "gap": gap});
    assert_eq!(calibration["0.0-0.2"], bin(1, 10.0, 0.0, 10.0), "open is too little of its quotation");
    assert_eq!(calibration["0.2-0.4"], bin(2, 27.5, 0.0, 27.5), "one without its source, one made up");
    assert_eq!(calibration["0.4-0.6"], bin(1, 50.0, 100.0, 50.0));
    assert_eq!(calibration["0.6-0.8"], bin(3, 65.0, 66.7, 1.7), "one holds another and more");
    assert_eq!(calibration["0.8-1.0"], bin(3, 88.3, 66.7, 21.7), "one has the other \"it\" as its source");
    assert_eq!(calibration["all"], json!({"largest_gap": 50.0, "mean_gap": 18.5}));
}

#[test]
fn misses_are_listed_by_kind() {
    let (gold, predictions) = (fixture("gold.jsonl"), fixture("predictions.jsonl"));
    let listed = |what: &str| {
        let speakers = fixture("speakers.jsonl");
        let files = [&gold, &predictions, &speakers].map(|f| f.to_str().unwrap());
        let output = accuracy(&[&["errors", what], files.as_slice()].concat());
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let names = listed("names");
    assert!(names.contains("PER taken for ORG: 1\n"), "{names}");
    assert!(names.contains("ORG cut differently: 2\n"), "{names}");
    let quotations = listed("quotations");
    assert!(quotations.contains("mixed source wrong: 1\n"), "{quotations}");
    assert!(quotations.contains("? made up: 1\n"), "{quotations}");
    let speakers = listed("speakers");
    assert!(speakers.contains("unnamed wrong: 2\n"), "{speakers}");
    assert!(speakers.contains("want \"Norvale & Sons\""), "{speakers}");
}

/// Makes predictions with mistakes out of gold: names and quotations are moved, dropped or given another kind.
fn mistaken(gold: &GoldDocument) -> Value {
    let length = gold.text.chars().count();
    let moved = |i: usize, (start, end): (usize, usize)| {
        let end = if i.is_multiple_of(5) { (end + 1).min(length) } else { end };
        let start = if i % 7 == 3 { start.saturating_sub(2) } else { start };
        json!({"start": start, "end": end})
    };
    let entities = gold.entities.iter().flatten().enumerate().filter(|(i, _)| i % 6 != 2);
    let kind = |i: usize, coarse: Option<&str>| match coarse {
        Some("PER") if i % 9 != 4 => "person",
        Some("ORG") if i % 8 != 1 => "organization",
        Some("LOC") => "place",
        Some(_) => "other",
        None => "date",
    };
    let mentions = entities.map(|(i, e)| {
        let mut mention = moved(i, (e.span.start, e.span.end));
        mention["kind"] = json!(kind(i, e.coarse.as_deref()));
        mention["entity"] = json!(i);
        mention
    });
    let quotations = gold.quotes.iter().enumerate().filter(|(i, _)| i % 6 != 4).map(|(i, q)| {
        let spans = |spans: &[(usize, usize)]| spans.iter().map(|&s| moved(i, s)).collect::<Vec<_>>();
        let halved: Vec<_> =
            q.content.iter().map(|&(s, e)| (s, if i % 4 == 1 { s + (e - s) / 2 } else { e })).collect();
        let source = if i % 5 == 3 { &q.cue } else { &q.source };
        let speakers = [vec![i], vec![i, i + 1], vec![]][(i % 9).saturating_sub(6)].clone();
        json!({"kind": if i % 3 == 0 { "direct" } else { "indirect" }, "content": spans(&halved),
               "cue": spans(&q.cue), "source": spans(source), "speakers": speakers, "confidence": 0.5})
    });
    // For each attribution whose speaker the gold tells, an entity with one name, at the source.
    let names = gold
        .quotes
        .iter()
        .enumerate()
        .filter_map(|(i, q)| Some((i, q.speaker.as_ref()?.names.first()?, q.source.first()?)));
    let (speakers, named): (Vec<_>, Vec<_>) = names
        .map(|(i, name, &(start, end))| {
            let mention = json!({"start": start, "end": end, "kind": "person", "entity": i});
            (json!({"id": i, "name": name, "kind": "person"}), mention)
        })
        .unzip();
    let mentions: Vec<Value> = mentions.chain(named).collect();
    json!({"id": gold.id, "mentions": mentions, "entities": speakers, "quotations": quotations.collect::<Vec<_>>()})
}

#[test]
fn figures_are_those_of_the_shared_script_on_whole_corpora() {
    for (what, corpus) in [
        ("names", "wwn.dev"),
        ("names", "gum.news"),
        ("names", "dwie.train"),
        ("names", "men.train"),
        ("quotations", "polnear.dev"),
        ("quotations", "news.train.said"),
        ("speakers", "wwn.train.said"),
        ("speakers", "news.train.said"),
    ] {
        let Some(gold) = shared(&format!("corpora/{corpus}.jsonl.gz")) else { continue };
        let documents: Vec<GoldDocument> = read_lines(&gold).unwrap();
        let lines: Vec<String> = documents.iter().map(|d| mistaken(d).to_string()).collect();
        let predictions = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{corpus}.{what}.jsonl"));
        std::fs::write(&predictions, lines.join("\n")).unwrap();
        let files = [gold, predictions];
        let Some(live) = script(what, &files) else { continue };
        assert_eq!(score(what, &files), live, "{what} on {corpus}");
    }
}

#[test]
fn cases_that_pass_are_those_of_the_shared_script() {
    let (Some(cases), Some(corpora)) = (shared("cases/cases.jsonl"), shared("corpora")) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    let arguments = ["--only", "cases", "--json", "--write-predictions", folder.to_str().unwrap()];
    let mut figures = parsed(accuracy(&[&[corpora.to_str().unwrap()][..], &arguments].concat()))["cases"].clone();
    figures["all"].as_object_mut().unwrap().remove("wrong");
    let Some(told) = cases_script(&[cases, folder.join("cases.jsonl")]) else { return };
    assert_eq!(figures, told);
}

/// Makes a folder with one small corpus of our own.
fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(fixture("gold.jsonl"), folder.join("wwn.dev.jsonl")).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn predictions_written_score_as_those_measured() {
    let folder = folder("written");
    let measured = parsed(accuracy(&[&folder, "--only", "names", "--json", "--write-predictions", &folder]));
    let files = [fixture("gold.jsonl"), Path::new(&folder).join("wwn.dev.jsonl")];
    // The file of predictions has the corpus's name, so it replaced the corpus's copy in this folder.
    assert_eq!(score("names", &files), measured["names"]["wwn.dev"]);
}

#[test]
fn floors_hold() {
    let folder = folder("floors");
    let floors = Path::new(&folder).join("floors.json");
    let check = |floor: Value, only: &str| {
        std::fs::write(&floors, floor.to_string()).unwrap();
        accuracy(&[&folder, "--only", only, "--check", floors.to_str().unwrap()])
    };
    let kept = check(json!({"names/wwn.dev/ALL/gold": 7.0, "names/wwn.dev/ALL/f1": 0.0}), "names");
    assert_eq!(kept.status.code(), Some(1), "a floor that is no figure is a failure");
    assert!(check(json!({"names/wwn.dev/ALL/f1": 0.0}), "names").status.success());
    let lost = check(json!({"names/wwn.dev/ALL/f1": 100.1}), "names");
    assert_eq!(lost.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("below its floor 100.1"));
    assert_eq!(check(json!({"names/wikigold/ALL/f1": 0.0}), "names").status.code(), Some(1), "not measured");
    assert!(check(json!({"names/wwn.dev/ALL/f1": 100.1}), "amounts").status.success(), "not asked for");
    let record = [&folder, "--only", "names,calibration", "--record", floors.to_str().unwrap()];
    assert!(accuracy(&record).status.success());
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(&floors).unwrap()).unwrap();
    let f1 = recorded["names/wwn.dev/ALL/f1"].as_f64().unwrap();
    assert!(f1 <= 100.0, "{recorded}");
    assert!(check(json!({"names/wwn.dev/ALL/f1": f1}), "names").status.success(), "the same figure is enough");
    assert_eq!(check(json!({"names/wwn.dev/ALL/f1": f1 + 0.01}), "names").status.code(), Some(1), "no tolerance");
}

#[test]
fn bad_input_is_said_plainly() {
    for arguments in
        [&["/nowhere"][..], &["--only", "nonsense"], &["score", "names", "one"], &["--unknown"], &["--check"]]
    {
        let output = accuracy(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("accuracy: "), "{arguments:?}");
    }
    let gold = fixture("gold.jsonl");
    let short = fixture("article.jsonl");
    let output = accuracy(&["score", "names", gold.to_str().unwrap(), short.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("3 gold documents, 1 predictions"));
}
