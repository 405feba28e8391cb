//! Tests of the command line under bad conditions and with hostile input; `tests/cli.rs` tests its normal use and common mistakes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;

const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");

fn run(arguments: &[&str], input: Vec<u8>) -> Output {
    let mut command = Command::new(WHOSAID);
    feed(command.args(arguments), input)
}

fn feed(command: &mut Command, input: Vec<u8>) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("piped");
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("writing does not panic");
    output
}

fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("whosaid-hostile-{}-{name}", std::process::id()))
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file that can be opened but not read is named in the error: here the memory of the process, at an address where there is none.
#[test]
#[cfg(target_os = "linux")]
fn an_unreadable_file_is_named() {
    for arguments in [
        &["annotate", "/proc/self/mem"][..],
        &["annotate", "--jsonl", "/proc/self/mem"],
        &["convert", "/proc/self/mem"],
    ] {
        let output = run(arguments, vec![]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(errors(&output).starts_with("whosaid: cannot read /proc/self/mem: "), "{}", errors(&output));
    }
}

/// Runs `whosaid annotate - < folder`.
#[test]
#[cfg(unix)]
fn a_directory_as_standard_input_is_named() {
    for arguments in [&["annotate", "-"][..], &["annotate", "--jsonl"], &["convert", "-"]] {
        let directory = fs::File::open(std::env::temp_dir()).expect("it is there");
        let output = Command::new(WHOSAID).args(arguments).stdin(directory).output().expect("it starts");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(errors(&output).starts_with("whosaid: cannot read standard input: "), "{}", errors(&output));
    }
}

/// Error messages quote parts of the input. No control characters from there reach the terminal.
#[test]
fn no_message_commands_a_terminal() {
    let document = r#"{"whosaid": 1, "text": "a", "offsets": "\u001b[2J\u0007\u009b31m\n\r"}"#;
    let names = temporary("names.json");
    fs::write(&names, r#"{"\u001b[2J\nnames": []}"#).expect("it can be written");
    let names = names.to_str().expect("UTF-8");
    for (arguments, input) in [
        (&["convert", "-"][..], document),
        (&["annotate", "-", "--names", names], ""),
        (&["annotate", "/no/\x1b[2J\nfile"], ""),
    ] {
        let output = run(arguments, input.into());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        let said = errors(&output);
        assert!(said.contains("␛[2J") && said.lines().count() == 1, "{said:?}");
        assert!(!said.trim_end_matches('\n').contains(char::is_control), "{said:?}");
    }
    fs::remove_file(names).expect("it was written");
}

/// Absurdly many threads are refused with a message.
#[test]
fn threads_without_end_are_refused() {
    let line = "{\"id\": 1, \"text\": \"“We go,” said Ana Ruiz.\"}\n";
    for number in ["0", "1025", "1000000", "99999999999999999999"] {
        let output = run(&["annotate", "--jsonl", "--threads", number], line.into());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{number}");
        assert!(errors(&output).contains("--threads"), "{}", errors(&output));
    }
    assert_eq!(run(&["annotate", "--jsonl", "--threads", "1024"], line.into()).status.code(), Some(0));
}

#[test]
fn bad_utf8_far_into_a_file_is_named_with_its_offset() {
    let mut text = "It rained “all day” in Orvale. ".repeat(40_000).into_bytes();
    let at = text.len();
    text.extend(b"\xed\xa0\x80 and so on");
    let output = run(&["annotate", "-"], text);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(errors(&output).contains(&format!("standard input is not UTF-8 at byte {at}")), "{}", errors(&output));
}

/// If the disk fills up half-way, the command reports an error, and only the last written line may be cut off.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_up_keeps_the_lines_before() {
    let path = temporary("full.jsonl");
    let input = "{\"id\": 7, \"text\": \"“We go,” said Ana Ruiz.\"}\n".repeat(2_000);
    // Limits files to 64 KiB; writing more is an error and not a signal that ends the process.
    let script = format!("trap '' XFSZ; ulimit -f 64; exec {WHOSAID} annotate --jsonl > {}", path.display());
    let output = feed(Command::new("bash").args(["-c", &script]), input.into());
    let written = fs::read_to_string(&path).expect("UTF-8");
    fs::remove_file(&path).expect("it was written");
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
    assert!(errors(&output).contains("cannot write the output: File too large"), "{}", errors(&output));
    let (whole, _) = written.rsplit_once('\n').expect("some lines");
    assert!(whole.lines().count() > 50);
    for line in whole.lines() {
        let line: Value = serde_json::from_str(line).expect("a whole line");
        assert_eq!((&line["id"], line["quotations"].as_array().map(Vec::len)), (&7.into(), Some(1)));
    }
}

/// As in `whosaid annotate article.txt --format html | head -1`, the reader of the output closes it early.
#[test]
fn a_reader_that_has_enough_of_one_text_is_no_error() {
    for format in ["json", "html", "csv", "markdown", "text"] {
        let mut command = Command::new(WHOSAID);
        command.args(["annotate", "-", "--format", format]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        // The output is closed before anything is written to it.
        drop(child.stdout.take());
        child.stdin.take().expect("piped").write_all("“We go,” said Ana Ruiz.".as_bytes()).expect("it is read whole");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), errors(&output).as_str()), (Some(0), ""), "{format}");
    }
}

/// A line with very many brackets is a bad line, or one with a strange id. It doesn't overflow the stack.
#[test]
fn deeply_nested_json_costs_its_line_only() {
    let deep = "[".repeat(200_000);
    let closed = format!("{deep}{}", "]".repeat(200_000));
    let lines = [
        deep.clone(),
        format!("{{\"id\": {deep}"),
        format!("{{\"text\": {closed}}}"),
        format!("{{\"text\": \"a\", \"id\": 1, \"more\": {closed}}}"),
        "{\"text\": \"b\", \"id\": 2}".to_owned(),
    ];
    let output = run(&["annotate", "--jsonl"], lines.join("\n").into_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    let ids: Vec<Value> = output
        .stdout
        .split(|&b| b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice::<Value>(l).expect("JSON")["id"].clone())
        .collect();
    assert_eq!(ids.last(), Some(&2.into()));
    for json in [deep, closed] {
        let refused = run(&["convert", "-"], json.into_bytes());
        assert_eq!(refused.status.code(), Some(2));
    }
}

/// A stream takes no more memory than a few of its lines, and each line gets the right answer. (`./dev torture` sends 10 GB.)
#[test]
fn a_stream_takes_constant_memory() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/stream.mjs");
    let output =
        Command::new("node").args([script, "2e8", "1"]).env("WHOSAID", WHOSAID).output().expect("Node is there");
    assert!(output.status.success(), "{}", errors(&output));
}
