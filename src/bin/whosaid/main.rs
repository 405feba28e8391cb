//! The command line: `whosaid annotate FILE`, and `whosaid annotate --jsonl` for many texts.

#![forbid(unsafe_code)]

mod arguments;
mod input;
mod stream;
mod terminal;

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use arguments::{Annotate, Arguments, Command, Convert, Format, Output};
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser};
use serde_json::value::RawValue;
use whosaid::Annotations;
use whosaid::export::{csv, html, json, jsonl, markdown, web_annotation};

/// The exit status where some lines of the input were bad, and the others were annotated.
const SOME_FAILED: u8 = 1;
/// The exit status where nothing useful could be done: wrong arguments, input that cannot be read, output that cannot
/// be written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let Arguments { command } = Arguments::try_parse().unwrap_or_else(|error| explain_and_exit(error));
    let done = match command {
        Command::Annotate(options) if options.jsonl => annotate_lines(&options),
        Command::Annotate(options) => annotate_file(&options).map(|()| true),
        Command::Convert(options) => convert(&options).map(|()| true),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "whosaid", &mut script);
            print(&script).map(|()| true)
        }
        Command::Man { command } => manual(command.as_deref()).and_then(|page| print(&page)).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(SOME_FAILED),
        Err(problem) => {
            complain(&problem);
            ExitCode::from(FAILED)
        }
    }
}

/// Says what is wrong with the arguments, and ends. For a file without a command (`whosaid article.txt`), the message
/// tells how to annotate it.
fn explain_and_exit(mut error: clap::Error) -> ! {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && Path::new(word).exists()
    {
        let tip = format!("to annotate a file: whosaid annotate {word}").into();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error.exit()
}

/// Tells the user of a problem, on one line of standard error; if nobody listens there, the program goes on. Nothing in
/// the line commands the terminal: a problem may quote the words of a file, or its name.
fn complain(problem: &str) {
    let problem: String = problem.chars().map(terminal::picture).collect();
    let _ = writeln!(io::stderr(), "whosaid: {problem}");
}

fn annotate_file(options: &Annotate) -> Result<(), String> {
    let known = input::options(options.names.as_deref(), &options.pattern)?;
    let text = input::text(&options.file)?;
    let annotations = whosaid::annotate_with(&text, &known);
    print(format(&options.file, &text, &annotations, &options.output).as_bytes())
}

fn convert(options: &Convert) -> Result<(), String> {
    let document = input::text(&options.file)?;
    let (text, annotations) =
        json::parse(&document).map_err(|problem| format!("{}: {problem}", input::name(&options.file)))?;
    print(format(&options.file, &text, &annotations, &options.output).as_bytes())
}

/// Writes the text and annotations of `file` in the format asked for. The output ends in a line feed.
fn format(file: &str, text: &str, annotations: &Annotations, options: &Output) -> String {
    let unit = options.offsets.into();
    let default = if io::stdout().is_terminal() { Format::Text } else { Format::Json };
    let mut output = match options.format.unwrap_or(default) {
        Format::Text => terminal::view(text, annotations, terminal::colour(options.color), terminal::width()),
        Format::Json if options.with_text => json::document(text, annotations, unit),
        Format::Json => json::annotations(text, annotations, unit),
        Format::Jsonl if options.with_text => jsonl::line_with_text(&file, text, annotations, unit),
        Format::Jsonl => jsonl::line(&file, text, annotations, unit),
        Format::Html => html::page(text, annotations, options.title.as_deref()),
        Format::Csv => csv::quotations(text, annotations, unit),
        Format::Markdown => markdown::who_said_what(text, annotations),
        Format::WebAnnotation => web_annotation::collection(text, annotations, None),
    };
    if !output.ends_with('\n') {
        output.push('\n');
    }
    output
}

/// Annotates a stream of texts; returns whether every line was good.
fn annotate_lines(options: &Annotate) -> Result<bool, String> {
    let known = input::options(options.names.as_deref(), &options.pattern)?;
    let input = input::open(&options.file)?;
    let unit = options.output.offsets.into();
    let with_text = options.output.with_text;
    let to_line = move |id: Option<&RawValue>, text: &str| {
        let annotations = whosaid::annotate_with(text, &known);
        if with_text {
            jsonl::line_with_text(&id, text, &annotations, unit)
        } else {
            jsonl::line(&id, text, &annotations, unit)
        }
    };
    let mut bad_lines = false;
    let on_bad_line = |number: u64, problem: &str| {
        bad_lines = true;
        complain(&format!("line {number}: {problem}"));
    };
    let threads = options.threads.map(usize::from);
    let threads = threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get));
    let output = stream::output(io::stdout());
    stream::end_between_lines(&output);
    let annotated = stream::annotate(input, &output, threads, to_line, on_bad_line);
    match annotated {
        Err(stream::Error::Read(problem)) => Err(format!("cannot read {}: {problem}", input::name(&options.file))),
        Err(stream::Error::Write(problem)) => written(Err(problem)).map(|()| !bad_lines),
        Err(stream::Error::Start(problem)) => Err(format!("cannot start a thread: {problem}")),
        Ok(()) => Ok(!bad_lines),
    }
}

/// Writes the manual page of a command, or of the whole program.
fn manual(name: Option<&str>) -> Result<Vec<u8>, String> {
    let mut command = Arguments::command();
    command.build();
    let command = match name {
        Some(name) => command.find_subcommand(name).ok_or_else(|| format!("there is no command {name}"))?,
        None => &command,
    };
    // What stands after the help is laid out in lines, which the page is to keep.
    let mut page = Vec::new();
    let fail = |error: io::Error| error.to_string();
    clap_mangen::Man::new(command.clone().after_help(Resettable::Reset).after_long_help(Resettable::Reset))
        .render(&mut page)
        .map_err(fail)?;
    for text in [arguments::EXAMPLES, arguments::EXIT_STATUS] {
        let (title, lines) = text.split_once(":\n").unwrap_or(("", text));
        let lines = lines.replace('\\', "\\\\").replace('-', "\\-");
        write!(page, "\n.SH {}\n.nf\n{lines}\n.fi\n", title.to_uppercase()).map_err(fail)?;
    }
    Ok(page)
}

fn print(output: &[u8]) -> Result<(), String> {
    let mut stdout = io::stdout();
    written(stdout.write_all(output).and_then(|()| stdout.flush()))
}

/// Turns a failure to write into a message. A reader that closed the pipe, as `head` does, has what it wanted: that is
/// no error.
fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write the output: {error}")),
        _ => Ok(()),
    }
}
