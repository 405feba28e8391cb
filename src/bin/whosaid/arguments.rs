//! What can be asked for on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use whosaid::KnownName;
use whosaid::Options;
use whosaid::export::Unit;

pub const EXAMPLES: &str = "\
Examples:
  whosaid annotate article.txt                          who said what, in colour, in the terminal
  whosaid annotate article.txt --format html > a.html   a page to read or print
  whosaid annotate article.txt --format csv > a.csv     the quotations, for a spreadsheet
  pbpaste | whosaid annotate -                          what was copied (macOS)
  whosaid annotate --jsonl < articles.jsonl > annotated.jsonl

Nothing is sent anywhere: whosaid makes no network connection.";

pub const EXIT_STATUS: &str = "\
Exit status:
  0  all went well
  1  some lines of --jsonl were bad: each is named on standard error, and the others are annotated
  2  the input cannot be read, the output cannot be written, or the arguments are wrong
  130  interrupted (Ctrl+C) while --jsonl ran: every line that was written is whole";

/// Who said what in a news article: every quotation, its speaker, and every name
#[derive(Parser)]
#[command(name = "whosaid", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Annotate a text, or a stream of texts
    #[command(after_help = format!("{EXAMPLES}\n\n{EXIT_STATUS}"))]
    Annotate(Annotate),
    /// Open a document that was exported as JSON with its text, and write it in another format
    Convert(Convert),
    /// Write a completion script for a shell
    ///
    /// For bash: whosaid completions bash > ~/.local/share/bash-completion/completions/whosaid
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page, or that of a command
    ///
    /// To read it: whosaid man annotate | man -l -
    Man {
        /// The command, for example annotate
        command: Option<String>,
    },
}

#[derive(Args)]
pub struct Annotate {
    /// The text to read, in UTF-8; `-` is standard input
    #[arg(default_value = "-")]
    pub file: String,

    /// Read {"id", "text"} a line, write {"id", "mentions", "entities", "quotations", "paragraphs", "language"} a line
    ///
    /// Lines come out in the order in which they went in. All processors are used, and memory does not grow with the
    /// length of the stream. Other fields of a line are ignored; the id may be any JSON value.
    #[arg(long, conflicts_with_all = ["format", "title", "color"])]
    pub jsonl: bool,

    /// How many lines of --jsonl to annotate at the same time [default: as many as there are processors]
    ///
    /// For a job that starts one whosaid for each processor itself, 1 is right.
    #[arg(long, value_name = "NUMBER", requires = "jsonl", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Names that you know better, and words that are no name: a JSON file
    ///
    /// {"names": [{"text": "MbS", "kind": "person", "entity": "Mohammed bin Salman"},
    /// {"pattern": "ICC-\\d{2}/\\d{2}", "kind": "other"}], "ignore": ["Will"]}.
    /// The kinds are person, organization, place, facility, group, product and other; "entity" may be left out.
    #[arg(long, value_name = "FILE")]
    pub names: Option<String>,

    /// Names that are made by a rule, as a kind and a regular expression: other=ICC-\d{2}/\d{2}
    ///
    /// Docket numbers, bills, tickers. May be given several times. A match counts where it begins and ends with a word.
    #[arg(long, value_name = "KIND=PATTERN", value_parser = pattern)]
    pub pattern: Vec<KnownName>,

    #[command(flatten)]
    pub output: Output,
}

/// Reads a kind and a pattern.
fn pattern(argument: &str) -> Result<KnownName, String> {
    let (kind, pattern) = argument.split_once('=').ok_or("there is no = between a kind and a pattern")?;
    let name = serde_json::json!({ "names": [{ "pattern": pattern, "kind": kind }] });
    let mut options = Options::read(name).map_err(|error| error.to_string())?.map_err(|error| {
        let place = error.place.rsplit_once('.').map_or("it", |(_, field)| field);
        format!("{place} {}", error.problem)
    })?;
    options.names.pop().ok_or_else(|| "there is no pattern".into())
}

#[derive(Args)]
pub struct Convert {
    /// The document to read, as the page or `--format json --with-text` wrote it; `-` is standard input
    #[arg(default_value = "-")]
    pub file: String,

    #[command(flatten)]
    pub output: Output,
}

#[derive(Args)]
pub struct Output {
    /// What to write [default: text to a terminal, json elsewhere]
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// What an offset counts, in formats that have any (web-annotation always has chars)
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    pub offsets: Offsets,

    /// Put the text into json and jsonl; such a json document can be opened again
    #[arg(long)]
    pub with_text: bool,

    /// The title of the html page
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,

    /// Colour in text [auto: to a terminal, unless NO_COLOR is set]
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The text with its quotations numbered, and who said what, for the terminal
    Text,
    /// Mentions, entities and quotations as one JSON object
    Json,
    /// That JSON object on one line, with the file's name as its id
    Jsonl,
    /// A page that shows the quotations in the text, for a browser or a printer
    Html,
    /// The quotations, for a spreadsheet
    Csv,
    /// Who said what, by speaker
    Markdown,
    /// The quotations in the W3C's annotation model, JSON-LD
    WebAnnotation,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Unicode code points, as in Python
    Chars,
    /// UTF-16 code units, as in JavaScript, Java and C#
    Utf16,
    /// Bytes of UTF-8
    Bytes,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Unit {
        match offsets {
            Offsets::Chars => Unit::Chars,
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Bytes => Unit::Bytes,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}
