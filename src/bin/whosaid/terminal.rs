//! The text with its quotations in their speakers' colours, and who said what, for a terminal.
//!
//! Each quotation begins with its number, which the list repeats: so it reads as well without colour.

use std::env;
use std::fmt::Write;
use std::io::{self, IsTerminal};

use whosaid::export::{Segment, UNSURE_BELOW, cast, places, segments, words};
use whosaid::{Act, Annotations, QuotationKind};

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

/// The whole view, which ends in a line feed.
pub fn view(text: &str, annotations: &Annotations, colour: bool) -> String {
    let cast = cast(annotations);
    let places = places(&cast, annotations);
    let pen = Pen { colour };
    // A speaker's colour; none for nobody.
    let of = |quotation: usize| match &cast[places[quotation]] {
        speaker if speaker.entity.is_some() => COLOURS[places[quotation] % COLOURS.len()],
        _ => DIM,
    };

    let mut out = String::with_capacity(2 * text.len() + 1024);
    let mut numbered = vec![false; annotations.quotations.len()];
    for Segment { span, quotation, cue, source, mention, .. } in segments(text, annotations) {
        let mut styles: Vec<&str> = quotation.map(of).into_iter().collect();
        if let Some(index) = quotation.filter(|&index| !std::mem::replace(&mut numbered[index], true)) {
            pen.write(&mut out, &format!("[{}] ", index + 1), &[of(index), BOLD]);
        }
        if let Some(quotation) = source {
            styles.extend([of(quotation), UNDERLINE]);
        }
        styles.extend(cue.map(|_| ITALIC));
        styles.extend(mention.map(|_| BOLD));
        pen.write(&mut out, span.of(text), &styles);
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }

    for (place, speaker) in cast.iter().enumerate() {
        let style = if speaker.entity.is_some() { COLOURS[place % COLOURS.len()] } else { DIM };
        out.push('\n');
        pen.write(&mut out, speaker.name, &[style, BOLD]);
        let _ = writeln!(out, " ({})", speaker.quotations.len());
        for &index in &speaker.quotations {
            let quotation = &annotations.quotations[index];
            pen.write(&mut out, &format!("  [{}] ", index + 1), &[style, BOLD]);
            pen.write(&mut out, &words(text, quotation), &[style]);
            let notes: Vec<&str> = [
                (quotation.kind == QuotationKind::Mixed, "partly in quotation marks"),
                (quotation.kind == QuotationKind::Indirect, "reported"),
                (quotation.act == Act::Thought, "thought"),
                (quotation.confidence < UNSURE_BELOW, "unsure"),
            ]
            .into_iter()
            .filter_map(|(holds, note)| holds.then_some(note))
            .collect();
            if !notes.is_empty() {
                pen.write(&mut out, &format!(" ({})", notes.join(", ")), &[DIM]);
            }
            out.push('\n');
        }
    }
    if cast.is_empty() {
        out.push_str("\nNo quotation was found.\n");
    }
    out
}

struct Pen {
    colour: bool,
}

impl Pen {
    /// Writes `text` in the styles. Control characters, which the terminal would obey, become pictures.
    fn write(&self, out: &mut String, text: &str, styles: &[&str]) {
        let styled = self.colour && !styles.is_empty();
        if styled {
            let _ = write!(out, "\x1b[{}m", styles.join(";"));
        }
        out.extend(text.chars().filter(|&c| c != '\r').map(|c| match c {
            '\n' | '\t' => c,
            '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
            c if c.is_control() => '\u{fffd}',
            c => c,
        }));
        if styled {
            out.push_str("\x1b[0m");
        }
    }
}
