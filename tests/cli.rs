//! Tests of the command line, run as a person or a program would run it.

#![cfg(feature = "cli")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The result of running the command.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
    finish(command(arguments).spawn().expect("the command starts"), input.into())
}

fn finish(mut child: Child, input: Vec<u8>) -> Run {
    let mut stdin = child.stdin.take().expect("piped");
    // The command may close its input before it has read everything; that is no error.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { status: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

/// A file for one test, which is removed at the test's end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("whosaid-{}-{name}", std::process::id()));
        fs::write(&path, content).expect("a temporary file can be written");
        Temporary(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const ARTICLE: &str = "“The bridge 🌉 is safe,” said Nora Lindqvist, an engineer.\n\nShe said it would open in May.\n";

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn lines(output: &str) -> Vec<Value> {
    output.lines().map(value).collect()
}

/// What the command should print for `text`: the answer of the library.
fn expected(id: Value, text: &str) -> Value {
    let annotations = whosaid::annotate(text).to_chars(text);
    let mut value = serde_json::to_value(annotations).unwrap();
    value["id"] = id;
    value
}

// --- one text

#[test]
fn a_file_and_standard_input_give_the_same() {
    let file = Temporary::new("same.txt", ARTICLE.as_bytes());
    let from_file = run(&["annotate", file.path()], "");
    assert_eq!((from_file.status, from_file.err.as_str()), (0, ""));
    for arguments in [&["annotate", "-"][..], &["annotate"]] {
        assert_eq!(run(arguments, ARTICLE).out, from_file.out);
    }
    let mut whole = expected(json!(0), ARTICLE);
    whole.as_object_mut().unwrap().remove("id");
    whole["version"] = json!(2);
    assert_eq!(value(&from_file.out), whole);
}

#[test]
fn each_format_is_what_it_says() {
    let format = |name: &str| {
        let run = run(&["annotate", "-", "--format", name], ARTICLE);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        assert!(run.out.ends_with('\n'), "{name}");
        run.out
    };
    assert!(value(&format("json"))["quotations"].is_array());
    assert_eq!(lines(&format("jsonl")), [expected(json!("-"), ARTICLE)]);
    assert!(format("html").starts_with("<!DOCTYPE html>"));
    assert!(format("csv").starts_with("\u{feff}number,speakers,"));
    assert!(format("markdown").starts_with("# Who said what"));
    assert_eq!(value(&format("web-annotation"))["type"], "AnnotationCollection");
    assert!(format("text").contains("The bridge"));
    assert_eq!(run(&["annotate", "-", "--format", "pdf"], "").status, 2);
}

#[test]
fn patterns_find_names_that_are_made_by_a_rule() {
    let text = "Judges closed case KV-77/12 on Monday, and opened KV-78/03.";
    let found = run(&["annotate", "-", "--format", "json", "--pattern", r"other=KV-\d{2}/\d{2}"], text);
    let found = value(&found.out);
    let names: Vec<_> = found["entities"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"KV-77/12") && names.contains(&"KV-78/03"), "{names:?}");
    let wrong = |pattern: &str, problem: &str| {
        let run = run(&["annotate", "-", "--pattern", pattern], text);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{pattern}: {}", run.err);
        assert!(run.err.contains(problem), "{pattern}: {}", run.err);
    };
    wrong("other=KV-(", "pattern is no regular expression at character 4: unclosed group");
    wrong("other=x*", "pattern could match nothing at all");
    wrong("case=x", "kind is \"case\", not one of person, organization");
    wrong("x", "there is no = between a kind and a pattern");
    let file = Temporary::new("patterns.json", br#"{"names": [{"pattern": "KV-[", "kind": "other"}]}"#);
    let problem = "patterns.json: names[0].pattern is no regular expression at character 4: unclosed character class";
    refuses(&["annotate", "-", "--names", file.path()], text, problem);
}

#[test]
fn names_that_the_user_knows_come_from_a_file() {
    let known = r#"{"names": [{"text": "MbV", "kind": "person", "entity": "Mark ben Vries"}], "ignore": ["Neom"]}"#;
    let known = Temporary::new("names.json", known.as_bytes());
    let text = "The plan is dead, MbV said.";
    let speaker = |found: Value| {
        let entity = found["quotations"][0]["speakers"][0].as_u64().expect("a speaker");
        found["entities"][entity as usize]["name"].clone()
    };
    let one = run(&["annotate", "-", "--names", known.path()], text);
    assert_eq!((one.status, speaker(value(&one.out))), (0, json!("Mark ben Vries")), "{}", one.err);
    let line = json!({"id": 1, "text": text}).to_string();
    let many = run(&["annotate", "--jsonl", "--names", known.path()], line);
    assert_eq!((many.status, speaker(value(&many.out))), (0, json!("Mark ben Vries")), "{}", many.err);

    let wrong = Temporary::new("wrong.json", br#"{"names": [{"text": ".", "kind": "person"}]}"#);
    refuses(&["annotate", "-", "--names", wrong.path()], text, "wrong.json: names[0] has no words");
    refuses(&["annotate", "-", "--names", "nowhere.json"], text, "nowhere.json");
}

#[test]
fn empty_input_is_a_text_without_quotations() {
    let nothing = json!({
        "version": 2, "mentions": [], "entities": [], "quotations": [], "paragraphs": [], "language": "en",
    });
    let run_empty = run(&["annotate", "-"], "");
    assert_eq!((run_empty.status, value(&run_empty.out)), (0, nothing));
    for format in ["text", "html", "csv", "markdown", "web-annotation", "jsonl"] {
        assert_eq!(run(&["annotate", "-", "--format", format], "").status, 0, "{format}");
    }
}

#[test]
fn a_document_with_its_text_is_opened_and_converted() {
    let document = run(&["annotate", "-", "--with-text", "--offsets", "utf16"], ARTICLE);
    assert_eq!(value(&document.out)["text"], ARTICLE);
    for format in ["json", "html", "csv", "markdown", "web-annotation", "text"] {
        let converted = run(&["convert", "-", "--format", format], document.out.clone());
        assert_eq!((converted.status, converted.err.as_str()), (0, ""));
        assert_eq!(converted.out, run(&["annotate", "-", "--format", format], ARTICLE).out, "{format}");
    }
    let without = run(&["annotate", "-"], ARTICLE);
    let refused = run(&["convert", "-"], without.out);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("standard input: this is not a Whosaid document"), "{}", refused.err);
}

#[test]
fn the_terminal_view_is_coloured_only_when_asked_or_on_a_terminal() {
    let arguments = ["annotate", "-", "--format", "text"];
    assert!(!run(&arguments, ARTICLE).out.contains('\x1b'), "a pipe is no terminal");
    assert!(!run(&[&arguments[..], &["--color", "never"]].concat(), ARTICLE).out.contains('\x1b'));
    let hostile = "Nora Lindqvist said: “\x1b[2J\x07\u{9b}31m and so on.”\r\n";
    let plain = run(&arguments, hostile).out;
    assert!(!plain.contains(['\x1b', '\x07', '\u{9b}', '\r']), "{plain:?}");
    assert!(plain.contains("␛[2J␇"), "{plain:?}");
}

#[test]
fn completions_and_manual_are_written() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell], "");
        assert!(script.status == 0 && script.out.contains("whosaid"), "{shell}");
    }
    let manual = run(&["man"], "");
    assert!(manual.status == 0 && manual.out.contains(".TH whosaid 1"), "{}", manual.out);
    let annotate = run(&["man", "annotate"], "");
    assert!(annotate.out.contains(".TH whosaid-annotate 1") && annotate.out.contains("jsonl"), "{}", annotate.out);
    assert_eq!(run(&["man", "dance"], "").status, 2);
}

#[test]
fn help_has_examples_and_no_arguments_give_help() {
    for arguments in [&["--help"][..], &["annotate", "--help"]] {
        let help = run(arguments, "");
        assert!(help.status == 0 && help.out.contains("Examples:"), "{}", help.out);
    }
    let nothing = run(&[], "");
    assert!(nothing.status == 2 && nothing.err.contains("Usage"), "{}", nothing.err);
}

// --- what cannot be read or written

#[test]
fn a_file_without_a_command_gets_a_tip() {
    let article = Temporary::new("no-command.txt", "“Yes,” Ana Ortiz said.".as_bytes());
    let run = run(&[article.path()], "");
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&format!("tip: to annotate a file: whosaid annotate {}", article.path())), "{}", run.err);
}

/// Checks that the command fails with status 2, nothing on standard output, and one line on standard error that holds `expected`.
fn refuses(arguments: &[&str], input: impl Into<Vec<u8>>, expected: &str) {
    let run = run(arguments, input);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
    assert!(run.err.starts_with("whosaid: ") && run.err.contains(expected), "{arguments:?}: {}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_named() {
    let directory = std::env::temp_dir();
    let directory = directory.to_str().unwrap();
    for jsonl in [&[][..], &["--jsonl"]] {
        refuses(&[&["annotate", "/no/such/file"], jsonl].concat(), "", "cannot read /no/such/file: ");
        refuses(&[&["annotate", directory], jsonl].concat(), "", "it is a directory");
    }
    refuses(&["convert", "/no/such/file"], "", "cannot read /no/such/file: ");
}

#[test]
fn bad_utf8_is_named_with_its_offset() {
    refuses(&["annotate", "-"], b"caf\xc3\xa9 caf\xe9 noir".to_vec(), "standard input is not UTF-8 at byte 9");
    refuses(&["annotate", "-"], b"cut off \xe2\x80".to_vec(), "at byte 8");
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("hi".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let file = Temporary::new("utf16.txt", &utf16);
    refuses(&["annotate", file.path()], "", "utf16.txt is not UTF-8 at byte 0; it looks like UTF-16");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    for (arguments, input) in
        [(&["annotate", "-"][..], ARTICLE), (&["annotate", "--jsonl"], "{\"id\": 1, \"text\": \"a\"}")]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let child = command(arguments).stdout(full).spawn().unwrap();
        let run = finish(child, input.into());
        assert_eq!(run.status, 2);
        assert!(run.err.contains("cannot write the output: No space left"), "{}", run.err);
    }
}

// --- many texts

#[test]
fn lines_come_out_in_order_whatever_each_takes() {
    // Long and short texts alternate, so that some lines are ready before earlier ones.
    let texts: Vec<String> = (0..300)
        .map(|i| format!("“Number {i},” said Nora Lindqvist. ").repeat(if i % 7 == 0 { 20 } else { 1 }))
        .collect();
    let input: String =
        texts.iter().enumerate().map(|(id, text)| json!({ "id": id, "text": text }).to_string() + "\n").collect();
    for threads in [&[][..], &["--threads", "1"], &["--threads", "3"]] {
        in_order(&run(&[&["annotate", "--jsonl"], threads].concat(), input.clone()), &texts);
    }
}

fn in_order(run: &Run, texts: &[String]) {
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let found = lines(&run.out);
    let ids: Vec<u64> = found.iter().map(|line| line["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..300).collect::<Vec<_>>());
    for id in [0, 1, 7, 299] {
        assert_eq!(found[id], expected(json!(id), &texts[id]));
    }
}

#[test]
fn an_id_is_echoed_as_it_was_written() {
    for id in ["null", "\"a\\u0041\\n\"", "12345678901234567890123", "1.50", "[1, {\"b\": null}]", "true", "\"🌉\""] {
        let run = run(&["annotate", "--jsonl"], format!("{{\"text\": \"x\", \"id\": {id}, \"more\": [1]}}\n"));
        assert!(run.out.starts_with(&format!("{{\"id\":{id},")), "{id}: {} {}", run.out, run.err);
    }
    let run = run(&["annotate", "--jsonl"], "{\"text\": \"x\"}");
    assert!(run.status == 0 && run.out.starts_with("{\"id\":null,"), "{}", run.err);
}

#[test]
fn offsets_are_in_the_unit_asked() {
    let line = json!({ "id": 1, "text": ARTICLE }).to_string();
    let annotations = whosaid::annotate(ARTICLE);
    for (unit, expected) in [
        ("chars", serde_json::to_value(annotations.clone().to_chars(ARTICLE))),
        ("utf16", serde_json::to_value(annotations.clone().to_utf16(ARTICLE))),
        ("bytes", serde_json::to_value(annotations.clone())),
    ] {
        let mut expected = expected.unwrap();
        let mut line_expected = expected.clone();
        expected["version"] = json!(2);
        assert_eq!(value(&run(&["annotate", "-", "--offsets", unit], ARTICLE).out), expected, "{unit}");
        line_expected["id"] = json!(1);
        assert_eq!(
            lines(&run(&["annotate", "--jsonl", "--offsets", unit], line.clone()).out),
            [line_expected],
            "{unit}"
        );
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_are_annotated() {
    let input: &[u8] = b"{\"id\": 1, \"text\": \"a\"}\n\
        nonsense\n\
        \n\
        {\"id\": 4}\n\
        {\"id\": 5, \"text\": 5}\n\
        {\"id\": 6, \"text\": \"bad \xff byte\"}\n\
        [1, 2]\n\
        {\"id\": 8, \"text\": \"a\", \"text\": \"b\"}\n\
        {\"id\": 9, \"text\": \"cut o\n\
        {\"id\": 10, \"text\": \"b\"}\r\n\
        {\"id\": 11, \"text\": \"c\"} {}\n\
        {\"id\": 12, \"text\": null}\n\
        {\"id\": 13, \"text\": \"d\"}";
    let run = run(&["annotate", "--jsonl"], input);
    assert_eq!(run.status, 1);
    let ids: Vec<Value> = lines(&run.out).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [1, 10, 13]);
    let numbers: Vec<&str> =
        run.err.lines().map(|line| line.strip_prefix("whosaid: line ").unwrap().split(':').next().unwrap()).collect();
    assert_eq!(numbers, ["2", "4", "5", "6", "7", "8", "9", "11", "12"]);
    let message = |number: &str| run.err.lines().find(|line| line.contains(&format!("line {number}:"))).unwrap();
    assert!(message("2").contains("is not JSON: expected"), "{}", run.err);
    assert!(message("4").contains("`text`"), "{}", run.err);
    assert!(message("6").contains("is not UTF-8 at byte 23"), "{}", run.err);
    assert!(!run.err.contains("line 1 column"), "{}", run.err);
}

#[test]
fn half_characters_from_javascript_are_replaced_one_for_one() {
    let run =
        run(&["annotate", "--jsonl", "--with-text"], "{\"id\": 1, \"text\": \"a\\ud83d b\\udf09\\ud83c\\udf09 é\"}");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(lines(&run.out)[0]["text"], "a\u{fffd} b\u{fffd}🌉 é");
}

#[test]
fn no_lines_give_no_lines() {
    for input in ["", "\n", "\n\n  \n", "\u{feff}"] {
        let run = run(&["annotate", "--jsonl"], input);
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""), "{input:?}");
    }
}

#[test]
fn a_huge_line_is_a_line() {
    let text = "“Yes,” said Nora Lindqvist. No 🌉 here.\n".repeat(500);
    let huge = json!({ "id": 1, "text": text, "something else": "🌉".repeat(5_000_000) });
    let input = format!("{huge}\n{{\"id\": 2, \"text\": \"short\"}}\n");
    let run = run(&["annotate", "--jsonl"], input);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let found = lines(&run.out);
    assert_eq!((found.len(), &found[1]["id"]), (2, &json!(2)));
    assert_eq!(found[0], expected(json!(1), &text));
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut child = command(&["annotate", "--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..20 {
        writeln!(stdin, "{}", json!({ "id": id, "text": ARTICLE })).unwrap();
        let answer = answers.next().expect("an answer").unwrap();
        assert_eq!(value(&answer)["id"], id);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let mut child = command(&["annotate", "--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Writes lines until the command no longer takes any.
    let writer = thread::spawn(move || {
        let line = json!({ "id": 1, "text": ARTICLE }).to_string() + "\n";
        while stdin.write_all(line.as_bytes()).is_ok() {}
    });
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert_eq!(value(&line)["id"], 1);
    drop(stdout);
    let status = child.wait().unwrap();
    writer.join().unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}

/// Makes a command that an interrupt ends. If this test ignores interrupts (a background job of a shell does, and a program
/// under `nohup`), its child processes would ignore them too; `env` undoes that.
#[cfg(unix)]
fn interruptible(arguments: &[&str]) -> Command {
    let env = ["--default-signal=INT", env!("CARGO_BIN_EXE_whosaid")];
    let can = Command::new("env").args([env[0], "true"]).output().is_ok_and(|output| output.status.success());
    let mut interruptible = Command::new(if can { "env" } else { env[1] });
    interruptible.args(if can { &env[..] } else { &[] }).args(arguments).stdin(Stdio::piped());
    interruptible
}

#[test]
#[cfg(unix)]
fn an_interrupt_leaves_whole_lines() {
    let output = Temporary::new("interrupted.jsonl", b"");
    let written = || fs::read_to_string(&output.0).expect("UTF-8");
    let mut child =
        interruptible(&["annotate", "--jsonl"]).stdout(fs::File::create(&output.0).unwrap()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        let line = json!({ "id": 1, "text": ARTICLE }).to_string() + "\n";
        while stdin.write_all(line.as_bytes()).is_ok() {}
    });
    while written().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let status = (0..1000).find_map(|_| {
        thread::sleep(Duration::from_millis(10));
        child.try_wait().unwrap()
    });
    let Some(status) = status else {
        child.kill().unwrap();
        panic!("it goes on: are interrupts ignored here, and is there no `env --default-signal=INT`?");
    };
    assert_eq!(status.code(), Some(130));
    writer.join().unwrap();
    let written = written();
    assert!(written.ends_with('\n'));
    assert!(lines(&written).iter().all(|line| line["id"] == 1));
}

#[test]
fn complaints_that_nobody_hears_stop_nothing() {
    let mut child = command(&["annotate", "--jsonl"]).spawn().unwrap();
    drop(child.stderr.take());
    let input = "nonsense\n".repeat(100) + "{\"id\": 1, \"text\": \"a\"}\n";
    let run = finish(child, input.into());
    assert_eq!((run.status, lines(&run.out).len()), (1, 1));
}
