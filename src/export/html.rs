//! HTML: one page that holds everything it needs, and shows who said what without scripts.
//!
//! The text stands as it is, a paragraph a line, with its quotations in their speakers' colours and a number
//! at each that leads to the list of who said what, and back. Number and list say everything that colour
//! says, so the page also works in black and white, on paper and for a screen reader.
//!
//! Anybody may have written the article: everything taken from it is escaped, and the page's content-security policy
//! allows nothing but its own style sheet.
//!
//! Quotations inside quotations are drawn as flat pieces (see [`segments`]): the inner one
//! has its own speaker's colour, and a line above it that says that it stands within another.

use std::fmt::Write;

use super::{
    Segment, Speaker, UNSURE_BELOW, cast, names_of_speakers, nature, percent, places, reported, segments, words,
};
use crate::text::one_line;
use crate::{Act, Annotations, EntityKind, Quotation, QuotationKind};

const STYLE: &str = include_str!("html.css");

/// How many speakers' colours the style sheet has, from `.s0` on. Further speakers share them, with a double line.
const COLOURS: usize = 8;

/// Writes `text` with its quotations marked, as a whole page. Its title is `title`, or else "Who said what".
pub fn page(text: &str, annotations: &Annotations, title: Option<&str>) -> String {
    let cast = cast(annotations);
    let page = Page { text, annotations, places: places(&cast, annotations), cast };
    let title = escape(&one_line(title.unwrap_or("Who said what")));
    let mut out = String::with_capacity(STYLE.len() + 4 * text.len() + 4096);
    // Writing to a string does not fail.
    let _ = write!(
        out,
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">{title}</h1>
<p class="about">{}</p>
</header>
<main>
<article>
"#,
        page.summary()
    );
    page.article(&mut out);
    out.push_str("</article>\n");
    page.list(&mut out);
    out.push_str(
        "</main>\n<footer>Quotations and speakers were found by a program, Whosaid, which can be wrong: check \
         against the text before you rely on them. The number of a quotation leads to its speaker. A pale ground marks \
         reported speech, none at all what was thought and not said; a dashed line, what the program was unsure of \
         or where nobody is named.</footer>\n</body>\n</html>\n",
    );
    out
}

struct Page<'a> {
    text: &'a str,
    annotations: &'a Annotations,
    cast: Vec<Speaker<'a>>,
    /// For each quotation, its first speaker's index in `cast`.
    places: Vec<usize>,
}

impl Page<'_> {
    fn summary(&self) -> String {
        let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let speakers = self.cast.iter().filter(|speaker| speaker.entity.is_some()).count();
        format!("{}, {}", plural(self.annotations.quotations.len(), "quotation"), plural(speakers, "speaker"))
    }

    /// Writes the text, each line as a paragraph.
    fn article(&self, out: &mut String) {
        let mut numbered = vec![false; self.annotations.quotations.len()];
        let segments = segments(self.text, self.annotations);
        // The last segment of a line ends in its line feed.
        for line in segments.split_inclusive(|segment| segment.span.of(self.text).ends_with('\n')) {
            if line.iter().all(|segment| segment.span.of(self.text).trim().is_empty()) {
                continue;
            }
            out.push_str("<p dir=\"auto\">");
            for run in line.chunk_by(|a, b| (a.quotation, a.outer) == (b.quotation, b.outer)) {
                self.run(run, &mut numbered, out);
            }
            out.push_str("</p>\n");
        }
    }

    /// Writes a run of segments that are all of one quotation, or of none.
    fn run(&self, run: &[Segment], numbered: &mut [bool], out: &mut String) {
        let Some(index) = run[0].quotation else {
            run.iter().for_each(|segment| self.segment(segment, out));
            return;
        };
        let quotation = &self.annotations.quotations[index];
        let number = index + 1;
        let classes = self.classes(index, quotation, run[0].outer.is_some());
        let first = !std::mem::replace(&mut numbered[index], true);
        let id = if first { format!(" id=\"q{number}\"") } else { String::new() };
        let who = escape(&names_of_speakers(self.annotations, quotation));
        let rules: Vec<&str> = [&*quotation.rule].into_iter().chain(quotation.speaker_rule.as_deref()).collect();
        let how = format!("{}, {}; {}", nature(quotation), percent(quotation), rules.join(", "));
        let _ = write!(out, "<mark{id} class=\"{classes}\" title=\"{who}: {}\">", escape(&how));
        if first {
            let _ = write!(
                out,
                "<a class=\"ref {}\" href=\"#w{number}\" aria-label=\"Quotation {number}, {who}\">{number}</a>",
                self.colour(index)
            );
        }
        run.iter().for_each(|segment| self.segment(segment, out));
        out.push_str("</mark>");
    }

    fn segment(&self, segment: &Segment, out: &mut String) {
        let mut open = 0;
        if let Some(index) = segment.source {
            let _ = write!(out, "<span class=\"source {}\">", self.colour(index));
            open += 1;
        }
        if segment.cue.is_some() {
            out.push_str("<span class=\"cue\">");
            open += 1;
        }
        if let Some(mention) = segment.mention.map(|index| self.annotations.mentions[index]) {
            let name = &self.annotations.entities[mention.entity].name;
            let _ = write!(out, "<span class=\"name\" title=\"{}, {}\">", escape(name), entity_kind(mention.kind));
            open += 1;
        }
        out.push_str(&escape(segment.span.of(self.text).trim_end_matches(['\r', '\n'])));
        for _ in 0..open {
            out.push_str("</span>");
        }
    }

    /// Writes who said what, speaker by speaker.
    fn list(&self, out: &mut String) {
        out.push_str("<section class=\"cast\" aria-labelledby=\"cast\">\n<h2 id=\"cast\">Who said what</h2>\n");
        if self.cast.is_empty() {
            out.push_str("<p>No quotation was found.</p>\n");
        }
        for (place, speaker) in self.cast.iter().enumerate() {
            let colour = self.colour_of_speaker(place);
            let _ = write!(
                out,
                "<h3 class=\"{colour}\" dir=\"auto\"><bdi>{}</bdi> <span class=\"count\">{}</span></h3>\n<ol>\n",
                escape(speaker.name),
                speaker.quotations.len()
            );
            for &index in &speaker.quotations {
                let quotation = &self.annotations.quotations[index];
                let number = index + 1;
                // Where several speak, the text links to the first of them.
                let id = if self.places[index] == place { format!(" id=\"w{number}\"") } else { String::new() };
                let _ = writeln!(
                    out,
                    "<li{id} class=\"{colour}\" dir=\"auto\"><a class=\"ref\" href=\"#q{number}\" \
                     aria-label=\"Quotation {number} in the text\">{number}</a> <bdi>{}</bdi> \
                     <span class=\"about\">{}{}, {}</span></li>",
                    escape(&words(self.text, quotation)),
                    self.reported(quotation),
                    nature(quotation),
                    percent(quotation),
                );
            }
            out.push_str("</ol>\n");
        }
        out.push_str("</section>\n");
    }

    /// The words that report a quotation, with a separator after them: "she said; ".
    fn reported(&self, quotation: &Quotation) -> String {
        let reported = escape(&reported(self.text, quotation));
        if reported.is_empty() { reported } else { reported + "; " }
    }

    fn classes(&self, index: usize, quotation: &Quotation, within: bool) -> String {
        let mut classes = self.colour(index);
        for (class, holds) in [
            (" within", within),
            (" indirect", quotation.kind == QuotationKind::Indirect),
            (" thought", quotation.act == Act::Thought),
            (" unsure", quotation.confidence < UNSURE_BELOW),
        ] {
            classes.push_str(if holds { class } else { "" });
        }
        classes
    }

    /// The class that gives a quotation its first speaker's colour.
    fn colour(&self, quotation: usize) -> String {
        self.colour_of_speaker(self.places[quotation])
    }

    /// The class of the colour of a speaker, by its index in `cast`.
    fn colour_of_speaker(&self, place: usize) -> String {
        let line = if place >= COLOURS { " double" } else { "" };
        if self.cast[place].entity.is_none() { "nobody".to_owned() } else { format!("s{}{line}", place % COLOURS) }
    }
}

fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Facility => "facility",
        EntityKind::Group => "group",
        EntityKind::Product => "product",
        EntityKind::Document => "document",
        EntityKind::Date => "date",
        EntityKind::Time => "time",
        EntityKind::Money => "money",
        EntityKind::Percent => "percent",
        EntityKind::Quantity => "quantity",
        EntityKind::Other => "other",
    }
}

/// Escapes `text` for content and for quoted attributes. Control characters, which HTML forbids, become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
