//! The command line: `whosaid annotate FILE`, and `whosaid annotate --jsonl` for many texts.

#![forbid(unsafe_code)]

mod arguments;
mod input;
mod stream;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::{Annotate, Arguments, Command, Format};
use clap::Parser;
use whosaid::export::{json, jsonl};

/// Some lines of the input were bad; the others were annotated.
const SOME_FAILED: u8 = 1;
/// Nothing useful could be done: wrong arguments, input that cannot be read, output that cannot be written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let done = match command {
        Command::Annotate(options) if options.jsonl => annotate_lines(&options),
        Command::Annotate(options) => annotate_file(&options).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(SOME_FAILED),
        Err(problem) => {
            eprintln!("whosaid: {problem}");
            ExitCode::from(FAILED)
        }
    }
}

fn annotate_file(options: &Annotate) -> Result<(), String> {
    let text = input::text(&options.file)?;
    let annotations = whosaid::annotate(&text);
    let unit = options.offsets.into();
    let mut output = match options.format.unwrap_or(Format::Json) {
        Format::Json => json::annotations(&text, &annotations, unit),
        Format::Jsonl => jsonl::line(&options.file, &text, &annotations, unit),
    };
    output.push('\n');
    written(io::stdout().write_all(output.as_bytes()).and_then(|()| io::stdout().flush()))
}

/// Whether every line was good.
fn annotate_lines(options: &Annotate) -> Result<bool, String> {
    let input = input::open(&options.file)?;
    let unit = options.offsets.into();
    let mut bad_lines = false;
    let on_bad_line = |number: u64, problem: &str| {
        bad_lines = true;
        eprintln!("whosaid: line {number}: {problem}");
    };
    let annotated = stream::annotate(input, io::stdout(), unit, on_bad_line);
    match annotated {
        Err(stream::Error::Read(problem)) => Err(format!("cannot read {}: {problem}", input::name(&options.file))),
        Err(stream::Error::Write(problem)) => written(Err(problem)).map(|()| !bad_lines),
        Ok(()) => Ok(!bad_lines),
    }
}

/// A reader that closed the pipe, as `head` does, has what it wanted: that is no error.
fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write the output: {error}")),
        _ => Ok(()),
    }
}
