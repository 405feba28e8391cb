//! Annotates a stream of texts, a line each, on all processors, in order, in constant memory.
//!
//! ```text
//! reader ─── a line, and where its answer goes ──→ workers
//!    └────── where each answer comes from ───────→ writer (this thread)
//! ```
//!
//! For each line the reader makes a channel for one answer. Its sending end goes with the line to
//! whichever worker is free, its receiving end into a queue for the writer, which takes them in turn:
//! so answers come out in the order of the lines. Both queues are bounded; a line that takes long
//! holds up the reader rather than fill the memory.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Why the stream ended early.
pub enum Error {
    Read(io::Error),
    Write(io::Error),
    /// Not one thread could be started.
    Start(io::Error),
}

/// The most bytes of a line. A longer line is reported as bad and skipped: the input is some other kind of file.
const LONGEST_LINE: u64 = 256 << 20;

/// The answer to a line: another line; nothing, for a blank one; or what is wrong with it.
type Answer = Result<Option<String>, String>;

/// A line of input that waits for a worker, and the channel on which its answer goes back.
struct Job {
    line: Line,
    answer: SyncSender<Answer>,
}

enum Line {
    Read(Vec<u8>),
    TooLong,
}

/// Where the answers are written. While it is locked, a line may be half written; while it is not, all lines are whole.
pub type Output<W> = Arc<Mutex<BufWriter<W>>>;

/// Makes an output of `writer`, which holds back up to 64 KiB of whole lines until nothing else is to be done.
pub fn output<W: Write>(writer: W) -> Output<W> {
    Arc::new(Mutex::new(BufWriter::with_capacity(1 << 16, writer)))
}

/// The exit status of a program that an interrupt (Ctrl+C) ended, as shells give it: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// Lets an interrupt (Ctrl+C) end the program between two lines of `output`, never within one. If whoever reads the
/// output takes nothing for a second, the program ends nevertheless. Where interrupts are ignored, as in a shell's
/// background jobs, they go on being ignored.
pub fn end_between_lines<W: Write + Send + 'static>(output: &Output<W>) {
    let output = Arc::clone(output);
    let end = move || {
        let whole = (0..100).find_map(|_| {
            let free = output.try_lock().ok();
            if free.is_none() {
                thread::sleep(Duration::from_millis(10));
            }
            free
        });
        // Held to the end, so that no other line is begun.
        let _whole = whole;
        process::exit(INTERRUPTED);
    };
    // It fails where interrupts are ignored.
    let _ = ctrlc::try_set_handler(end);
}

/// Annotates each line of `input`, `threads` lines at a time, and writes the answers, in order, to `output`.
/// `to_line` makes an answer of a text's id and the text.
/// `on_bad_line` is told the number, from 1, of each line that has no answer, and why.
pub fn annotate(
    input: impl BufRead + Send + 'static,
    output: &Mutex<BufWriter<impl Write>>,
    threads: usize,
    to_line: impl Fn(Option<&RawValue>, &str) -> String + Clone + Send + 'static,
    mut on_bad_line: impl FnMut(u64, &str),
) -> Result<(), Error> {
    let (jobs, queued) = sync_channel::<Job>(2 * threads);
    let (in_order, answers) = sync_channel::<Receiver<Answer>>(4 * threads);
    let queued = Arc::new(Mutex::new(queued));
    for started in 0..threads {
        let (queued, to_line) = (Arc::clone(&queued), to_line.clone());
        if let Err(problem) = thread::Builder::new().spawn(move || work(&queued, to_line)) {
            // The system has no room for more threads: those that run do the work.
            if started == 0 {
                return Err(Error::Start(problem));
            }
            break;
        }
    }
    let read = move || read(input, LONGEST_LINE, &jobs, &in_order);
    let reader = thread::Builder::new().spawn(read).map_err(Error::Start)?;

    // Each write is of whole lines, and so is each flush.
    let output = || output.lock().unwrap_or_else(PoisonError::into_inner);
    for number in 1.. {
        let answer = match answers.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                // Nothing to do: let whoever waits for an answer to the last line have it.
                output().flush().map_err(Error::Write)?;
                match answers.recv() {
                    Ok(answer) => answer,
                    Err(_) => break,
                }
            }
        };
        match answer.recv() {
            Ok(Ok(Some(mut line))) => {
                line.push('\n');
                output().write_all(line.as_bytes()).map_err(Error::Write)?;
            }
            Ok(Ok(None)) => {}
            Ok(Err(problem)) => on_bad_line(number, &problem),
            Err(_) => unreachable!("a worker answers every line"),
        }
    }
    output().flush().map_err(Error::Write)?;
    reader.join().expect("reading does not panic").map_err(Error::Read)
}

/// Hands out lines until there are no more, or nobody wants them.
fn read(
    mut input: impl BufRead,
    longest: u64,
    jobs: &SyncSender<Job>,
    in_order: &SyncSender<Receiver<Answer>>,
) -> io::Result<()> {
    while let Some(line) = next_line(&mut input, longest)? {
        let (answer, answered) = sync_channel(1);
        if in_order.send(answered).is_err() || jobs.send(Job { line, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

fn next_line(input: &mut impl BufRead, longest: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(longest + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 > longest && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Read(line)))
}

fn work(queued: &Mutex<Receiver<Job>>, to_line: impl Fn(Option<&RawValue>, &str) -> String) {
    loop {
        // The lock is held while waiting, not while working.
        let Ok(Job { line, answer }) = queued.lock().expect("no worker panics while it waits").recv() else { return };
        let line = match line {
            // A defect that one text in a million finds costs that text alone.
            Line::Read(line) => panic::catch_unwind(AssertUnwindSafe(|| annotate_line(&line, &to_line)))
                .unwrap_or_else(|_| Err("could not be annotated: this is a defect of whosaid".to_owned())),
            Line::TooLong => Err(format!("is longer than {} MiB", LONGEST_LINE >> 20)),
        };
        // Nobody waits any more where the output is closed.
        let _ = answer.send(line);
    }
}

#[derive(Deserialize)]
struct Text<'a> {
    /// The id, which is written back as it came; `null` where there is none.
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow, deserialize_with = "lossy")]
    text: Cow<'a, str>,
}

/// Reads a JSON string. JavaScript and Python write half of a UTF-16 pair as `\ud83d`, which no `str` can hold: it
/// becomes U+FFFD, which counts the same in all three units.
fn lossy<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    struct Text;

    impl<'de> Visitor<'de> for Text {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
            // Borrowed bytes are part of the line, which is UTF-8.
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(E::custom)
        }

        fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            let mut bytes = bytes.to_vec();
            // Halves come as three bytes each, as if they were characters: ED, A0 to BF, any.
            for at in 2..bytes.len() {
                if bytes[at - 2] == 0xed && bytes[at - 1] >= 0xa0 {
                    bytes[at - 2..=at].copy_from_slice("\u{fffd}".as_bytes());
                }
            }
            String::from_utf8(bytes).map(Cow::Owned).map_err(E::custom)
        }
    }

    deserializer.deserialize_bytes(Text)
}

fn annotate_line(line: &[u8], to_line: impl Fn(Option<&RawValue>, &str) -> String) -> Answer {
    let line = std::str::from_utf8(line).map_err(|error| format!("is not UTF-8 at byte {}", error.valid_up_to()))?;
    let line = line.trim_start_matches('\u{feff}').trim_ascii();
    if line.is_empty() {
        return Ok(None);
    }
    let Text { id, text } = serde_json::from_str(line).map_err(|error| problem(&error))?;
    Ok(Some(to_line(id, &text)))
}

/// The message for a line that can't be read. The parser, which sees one line, says "at line 1 column 7": only the
/// column is kept.
fn problem(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    let kind = if error.is_data() { "" } else { "is not JSON: " };
    format!("{kind}{what} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &str, longest: u64) -> Vec<Option<String>> {
        let mut input = input.as_bytes();
        std::iter::from_fn(|| next_line(&mut input, longest).expect("memory can be read"))
            .map(|line| match line {
                Line::Read(line) => Some(String::from_utf8(line).expect("it was a str")),
                Line::TooLong => None,
            })
            .collect()
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_whole() {
        let some = |line: &str| Some(line.to_owned());
        assert_eq!(lines("1234\n12345\n\n1", 4), [some("1234\n"), None, some("\n"), some("1")]);
        assert_eq!(lines("12345", 4), [None]);
        assert_eq!(lines("123456789\n1234", 4), [None, some("1234")]);
        assert_eq!(lines("", 4), []);
    }

    #[test]
    fn a_defect_costs_the_text_that_finds_it_and_no_other() {
        let to_line = |id: Option<&RawValue>, _: &str| match id.map(RawValue::get) {
            Some("2") => panic!("a defect, made for this test"),
            id => id.unwrap_or("none").to_owned(),
        };
        let input: String = (0..50).map(|id| format!("{{\"id\": {id}, \"text\": \"\"}}\n")).collect();
        let (output, mut bad) = (output(Vec::new()), Vec::new());
        let done = annotate(io::Cursor::new(input), &output, 2, to_line, |number, _| bad.push(number));
        assert!(done.is_ok());
        let expected: String = (0..50).filter(|&id| id != 2).map(|id| format!("{id}\n")).collect();
        let output = Arc::into_inner(output).unwrap().into_inner().unwrap().into_inner().unwrap();
        assert_eq!((String::from_utf8(output).unwrap(), bad), (expected, vec![3]));
    }
}
