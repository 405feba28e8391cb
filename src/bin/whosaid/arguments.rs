//! What can be asked for on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use whosaid::export::Unit;

/// Who said what in a news article: every quotation, its speaker, and every name
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Annotate a text, or a stream of texts
    Annotate(Annotate),
}

const EXAMPLES: &str = "\
Examples:
  whosaid annotate article.txt
  whosaid annotate --jsonl < articles.jsonl > annotated.jsonl

Exit status: 0 where all went well; 1 where some lines of --jsonl were bad (each named on standard error; the
others are annotated); 2 where the input could not be read, the output not written, or the arguments are wrong.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Annotate {
    /// The text to read, in UTF-8; `-` is standard input
    #[arg(default_value = "-")]
    pub file: String,

    /// Read {"id", "text"} a line, write {"id", "mentions", "entities", "quotations"} a line
    ///
    /// Lines come out in the order in which they went in. All processors are used, and memory does not grow with the
    /// length of the stream. Other fields of a line are ignored; the id may be any JSON value.
    #[arg(long, conflicts_with = "format")]
    pub jsonl: bool,

    /// What to write
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// What an offset counts
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    pub offsets: Offsets,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Mentions, entities and quotations as one JSON object
    Json,
    /// The same on one line, with the file's name as its id
    Jsonl,
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
