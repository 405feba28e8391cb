//! Writes the text with its quotations in their speakers' colours, and who said what, for a terminal.
//!
//! Each quotation begins with its number, which the list repeats: so the view reads as well without colour.

use std::env;
use std::fmt::Write;
use std::io::{self, IsTerminal};

use whosaid::export::{Segment, Speaker, UNSURE_BELOW, cast, places, segments, words};
use whosaid::{Act, Annotations, Quotation, QuotationKind};

use crate::arguments::Color;

const BOLD: &str = "1";
const DIM: &str = "2";
const ITALIC: &str = "3";
const UNDERLINE: &str = "4";
/// Cyan, yellow, magenta, green, blue, red, as the terminal's own scheme has them.
const COLOURS: [&str; 6] = ["36", "33", "35", "32", "34", "31"];

/// Whether to write colour: see <https://no-color.org>.
pub fn colour(when: Color) -> bool {
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
            io::stdout().is_terminal() && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// The widest column that is comfortable to read.
const WIDEST: usize = 100;

/// The width of the lines to write, in columns; `None`, for no breaking of lines, where the output is no terminal.
pub fn width() -> Option<usize> {
    io::stdout().is_terminal().then(|| textwrap::termwidth().min(WIDEST))
}

/// Writes the whole view, which ends in a line feed. Lines are broken between words to fit `width`.
pub fn view(text: &str, annotations: &Annotations, colour: bool, width: Option<usize>) -> String {
    let cast = cast(annotations);
    // In lines that are broken, a number stays with the words that it stands before.
    let gap = if width.is_some() { '\u{a0}' } else { ' ' };
    let view = View { text, annotations, places: places(&cast, annotations), cast, colour, gap };
    let mut out = String::with_capacity(2 * text.len() + 1024);
    for line in view.article().lines() {
        fill(&mut out, line, "", width);
    }
    out.push('\n');
    view.list(&mut out, width);
    out
}

fn fill(out: &mut String, line: &str, indent: &str, width: Option<usize>) {
    match width {
        Some(width) => {
            let options = textwrap::Options::new(width)
                .subsequent_indent(indent)
                .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            out.push_str(&textwrap::fill(line, options));
        }
        None => out.push_str(line),
    }
    out.push('\n');
}

struct View<'a> {
    text: &'a str,
    annotations: &'a Annotations,
    cast: Vec<Speaker<'a>>,
    /// For each quotation, its first speaker's index in `cast`.
    places: Vec<usize>,
    colour: bool,
    /// The space after a quotation's number.
    gap: char,
}

impl View<'_> {
    fn article(&self) -> String {
        let mut out = String::with_capacity(2 * self.text.len());
        let mut numbered = vec![false; self.annotations.quotations.len()];
        for Segment { span, quotation, cue, source, mention, .. } in segments(self.text, self.annotations) {
            if let Some(index) = quotation.filter(|&index| !std::mem::replace(&mut numbered[index], true)) {
                self.write(&mut out, &format!("[{}]{}", index + 1, self.gap), &[self.colour_of(index), BOLD]);
            }
            // A source's colour is that of the quotation it is the source of.
            let speaker = source.or(quotation).map(|index| self.colour_of(index));
            let styles = [speaker, source.map(|_| UNDERLINE), cue.map(|_| ITALIC), mention.map(|_| BOLD)];
            self.write(&mut out, span.of(self.text), &styles.into_iter().flatten().collect::<Vec<_>>());
        }
        out
    }

    /// Writes who said what, by speaker.
    fn list(&self, out: &mut String, width: Option<usize>) {
        if self.cast.is_empty() {
            out.push_str("No quotation was found.\n");
        }
        for (place, speaker) in self.cast.iter().enumerate() {
            if place > 0 {
                out.push('\n');
            }
            let colour = self.colour_of_speaker(place);
            self.write(out, speaker.name, &[colour, BOLD]);
            let _ = writeln!(out, " ({})", speaker.quotations.len());
            for &index in &speaker.quotations {
                let quotation = &self.annotations.quotations[index];
                let mut line = String::new();
                self.write(&mut line, &format!("  [{}] ", index + 1), &[colour, BOLD]);
                self.write(&mut line, &words(self.text, quotation), &[colour]);
                let notes = notes(quotation);
                if !notes.is_empty() {
                    self.write(&mut line, &format!(" ({notes})"), &[DIM]);
                }
                fill(out, &line, "      ", width);
            }
        }
    }

    /// The colour of a quotation's first speaker.
    fn colour_of(&self, quotation: usize) -> &'static str {
        self.colour_of_speaker(self.places[quotation])
    }

    /// The colour of a speaker, by its index in `cast`.
    fn colour_of_speaker(&self, place: usize) -> &'static str {
        if self.cast[place].entity.is_none() { DIM } else { COLOURS[place % COLOURS.len()] }
    }

    /// Writes `text` in the styles. Control characters, which the terminal would obey, become pictures.
    fn write(&self, out: &mut String, text: &str, styles: &[&str]) {
        let styled = self.colour && !styles.is_empty();
        if styled {
            let _ = write!(out, "\x1b[{}m", styles.join(";"));
        }
        out.extend(text.chars().filter(|&c| c != '\r').map(|c| if matches!(c, '\n' | '\t') { c } else { picture(c) }));
        if styled {
            out.push_str("\x1b[0m");
        }
    }
}

/// The picture of a control character, which the terminal would obey: "␛" for the one that begins its commands.
pub fn picture(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// Notes on what sets a quotation apart from words that somebody surely said: "reported, unsure".
fn notes(quotation: &Quotation) -> String {
    let notes: Vec<&str> = [
        (quotation.kind == QuotationKind::Mixed, "partly in quotation marks"),
        (quotation.kind == QuotationKind::Indirect, "reported"),
        (quotation.act == Act::Thought, "thought"),
        (quotation.denied, "denied"),
        (quotation.confidence < UNSURE_BELOW, "unsure"),
    ]
    .into_iter()
    .filter_map(|(holds, note)| holds.then_some(note))
    .collect();
    notes.join(", ")
}
