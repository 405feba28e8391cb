//! Tells what each paragraph is to a reader: headline, byline, body, or something that a page has around the article.
//!
//! Points decide. Words that only pages have ("Advertisement"), time stamps, arrows, and a place among other short
//! lines speak for furniture; a full stop, quotation marks and length against it. What isn't surely furniture is read:
//! a menu that is read does less harm than words of the article that are left out.
//!
//! What it gets wrong: menus of unusual words, and teasers of other articles that have a sentence of their own.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lines::{Line, LineMark};
use super::markup;
use super::phrases::{self, ARROWS, Phrase};
use crate::lexicon::{self, Flag};

/// What a paragraph is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum ParagraphRole {
    /// The title of the article, or of a part of it.
    Headline,
    /// Who wrote the article: "By Ana Ruiz".
    Byline,
    /// When and where the article was written, in a paragraph of its own.
    Dateline,
    /// The caption of a picture.
    Caption,
    /// The article itself.
    Body,
    /// Menus, "Read more", "Advertisement", share lines, comments. Nothing is found in it.
    Furniture,
}

/// What is seen of a paragraph without understanding it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// How many words it has, up to [`COUNTED`].
    words: usize,
    /// How many of those words begin with a capital or a digit.
    capitals: usize,
    /// Whether it ends as a sentence does.
    stop: bool,
    /// Whether it ends in a colon.
    colon: bool,
    /// Whether it has double or curly quotation marks.
    marks: bool,
    /// Whether it has arrows, which may be left out.
    pub arrows: bool,
    /// Whether it has signs that may be mark-up.
    pub signs_of_markup: bool,
    /// Whether it begins with an arrow, and has no quotation marks.
    arrow: bool,
    /// Whether it is a path through a site: "Home » News » Local".
    trail: bool,
    /// Whether it is nothing but a time of day, a reading time, or how long ago: "3 hours ago".
    time: bool,
    /// Whether it is nothing but a date, maybe with a time.
    date: bool,
    /// Whether it asks something.
    question: bool,
    /// Whether it is nothing but a label that announces a caption: "Image caption".
    label: bool,
    /// Whether it is a number that a page shows of itself: "1.2k shares".
    count: bool,
    /// Whether it has no letters.
    signs: bool,
    /// Whether it begins with "By" and a name.
    byline: bool,
    /// The role that a mark or tag gives it: headline or caption.
    mark: Option<ParagraphRole>,
    /// The kind of phrase that it is, or begins with.
    phrase: Option<Phrase>,
}

/// The most words of a paragraph that are counted.
const COUNTED: usize = 40;
/// The fewest words of a paragraph that surely is the article's, if it ends in a full stop.
const BODY_WORDS: usize = 12;
/// The most words of a line of a menu.
const MENU_WORDS: usize = 4;
/// The fewest short lines together that are a menu, whatever they say.
const MENU_LINES: usize = 6;
/// The most lines before the article that may be its title, its writer and the date, whatever stands above.
const TITLE_LINES: usize = 3;
/// The most words of a title.
const TITLE_WORDS: usize = 20;

impl Facts {
    /// The facts of a paragraph with these words. [`roles`] adds its mark.
    pub fn new(words: &str) -> Facts {
        // "… he said. » Read more"
        let arrows = phrases::has_arrow(words);
        let sentence = Some(words)
            .filter(|_| arrows)
            .and_then(|words| words.rfind(ARROWS))
            .filter(|&at| at > 0)
            .map_or(words, |at| words[..at].trim_end());
        let last = sentence.trim_end_matches(['”', '"', '’', '\'', ')', '*', '_', '»']);
        let stop = last.ends_with(['.', '!', '?', '…']);
        let (colon, question) = (last.ends_with(':'), last.ends_with('?'));
        let signs_of_markup = markup::has_signs(words);
        let mut facts = Facts { stop, colon, question, arrows, signs_of_markup, ..Facts::default() };
        for word in words.split_whitespace().take(COUNTED) {
            let first = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
            facts.words += usize::from(first.is_some());
            facts.capitals += usize::from(first.is_some_and(|c| c.is_uppercase() || c.is_numeric()));
        }
        if words.len() > phrases::LONGEST {
            return facts;
        }
        facts.marks = words.contains(['“', '”', '"', '„', '‘', '«']);
        facts.arrow = words.starts_with(ARROWS) && !facts.marks && !facts.stop;
        facts.trail = is_trail(words);
        facts.signs = facts.words == 0;
        let small = phrases::small_letters(words);
        let more = words.starts_with('+') && facts.words > 0 && small.bytes().all(|b| b.is_ascii_digit());
        facts.count = more || phrases::counts(&small);
        facts.label = matches!(small.as_str(), "image caption" | "caption" | "photo caption");
        facts.time = is_time(&small);
        facts.date = is_date(&small);
        facts.byline = facts.words <= 10
            && !facts.stop
            && (small.starts_with("by ") && 2 * facts.capitals >= facts.words || is_signed(words, &small));
        facts.phrase = phrases::phrase(&small);
        facts
    }

    /// Whether it is surely a paragraph of the article.
    fn is_body(&self) -> bool {
        self.words >= BODY_WORDS && (self.stop || self.colon || self.words == COUNTED)
    }

    /// Whether it may be a line of a menu.
    fn is_short(&self) -> bool {
        self.words <= MENU_WORDS && !self.stop && !self.colon && !self.marks && !self.byline && !self.date
    }

    /// Whether it may be the title of another article.
    fn is_title(&self) -> bool {
        self.words <= TITLE_WORDS && !self.colon && (!self.stop || self.question && self.words < BODY_WORDS)
    }
}

/// How many points make a paragraph furniture.
const ENOUGH: i32 = 10;

/// Where a paragraph stands among the others.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Whether it stands before the first paragraph that is surely the article's, or after the last.
    outside: bool,
    /// How many lines that may be a menu's stand together here; 0 if this paragraph is no such line.
    short_run: usize,
    /// Whether it follows the heading of a list of links, with nothing but titles between.
    in_links: bool,
    /// Whether it stands among readers' comments.
    in_comments: bool,
}

fn points(facts: &Facts, place: Place) -> i32 {
    let mut points = 0;
    points += match facts.phrase {
        Some(Phrase::Page | Phrase::Comments) => 10,
        Some(Phrase::Links) => 8,
        Some(Phrase::Menu) => 5,
        Some(Phrase::Caption) | None => 0,
    };
    for (fact, worth) in [
        (facts.arrow && facts.words <= 16, 10),
        (facts.trail, 10),
        (facts.count, 10),
        (facts.time, 10),
        (facts.signs, 6),
        (facts.phrase == Some(Phrase::Links) && facts.words <= 6 && !facts.stop, 2),
        (place.in_links && facts.is_title(), 10),
        (place.in_comments, 30),
        (place.outside && facts.is_short() && place.short_run >= 3, 3),
        (place.outside && facts.is_short() && place.short_run >= MENU_LINES, 7),
        (place.outside && facts.phrase == Some(Phrase::Menu), 3),
        (facts.marks, -6),
        (facts.stop && facts.words >= BODY_WORDS, -6),
        (facts.words >= COUNTED, -10),
        (facts.mark.is_some(), -4),
    ] {
        points += if fact { worth } else { 0 };
    }
    points
}

/// Tells the role of each paragraph. `blocks` are the paragraphs as ranges of lines, `facts` what is seen of each; the
/// roles that marks and tags give are added to `facts`.
pub(super) fn roles(text: &str, lines: &[Line], blocks: &[Range<usize>], facts: &mut [Facts]) -> Vec<ParagraphRole> {
    for (facts, block) in facts.iter_mut().zip(blocks) {
        facts.mark = match lines[block.start].mark {
            LineMark::Heading => Some(ParagraphRole::Headline),
            LineMark::Caption => Some(ParagraphRole::Caption),
            LineMark::Plain | LineMark::Item | LineMark::Number => None,
        };
    }
    let places = places(text, lines, blocks, facts);
    let mut points: Vec<i32> = facts.iter().zip(&places).map(|(facts, place)| points(facts, *place)).collect();
    // A short line beside furniture is likely to be furniture too, and likelier between two such paragraphs.
    for _ in 0..2 {
        let furniture: Vec<bool> = points.iter().map(|&points| points >= ENOUGH).collect();
        for i in 0..points.len() {
            let beside = |at: Option<usize>| at.is_some_and(|at| furniture.get(at) == Some(&true));
            let count = i32::from(beside(i.checked_sub(1))) + i32::from(beside(Some(i + 1)));
            if facts[i].is_short() && places[i].outside && points[i] > 0 && points[i] < ENOUGH {
                points[i] += 4 * count;
            }
        }
    }
    let first = points.iter().position(|&points| points < ENOUGH);
    let mut roles = Vec::with_capacity(blocks.len());
    let mut labelled = false;
    for (i, facts) in facts.iter().enumerate() {
        let caption = std::mem::replace(&mut labelled, facts.label) && facts.words <= TITLE_WORDS && !facts.marks;
        roles.push(if points[i] >= ENOUGH {
            ParagraphRole::Furniture
        } else if let Some(role) = facts.mark {
            role
        } else if facts.phrase == Some(Phrase::Caption) || caption {
            ParagraphRole::Caption
        } else if facts.byline && (places[i].outside || roles.last() == Some(&ParagraphRole::Headline)) {
            ParagraphRole::Byline
        } else if facts.date {
            ParagraphRole::Dateline
        } else if first == Some(i) && i + 1 < blocks.len() && facts.words <= TITLE_WORDS && !facts.stop && !facts.colon
        {
            ParagraphRole::Headline
        } else {
            ParagraphRole::Body
        });
    }
    roles
}

fn places(text: &str, lines: &[Line], blocks: &[Range<usize>], facts: &[Facts]) -> Vec<Place> {
    let mut places = vec![Place::default(); facts.len()];
    let Some(first) = facts.iter().position(Facts::is_body) else { return places };
    let last = facts.iter().rposition(Facts::is_body).unwrap_or(first);
    let comments = comments(text, lines, blocks, facts, first);
    let mut in_links = false;
    let mut at = 0;
    for run in facts.chunk_by(|a, b| a.is_short() == b.is_short()) {
        let end = at + run.len();
        for facts in run {
            let is_link_heading = facts.phrase == Some(Phrase::Links) && facts.words <= 6 && !facts.stop;
            in_links = is_link_heading || in_links && facts.is_title();
            // The title of the article may be as short as a menu's lines before it.
            let title = at + 1 == first && facts.words > 2 && facts.phrase.is_none();
            let near = end == first && at + TITLE_LINES >= first;
            let lines = if near { run.len().min(MENU_LINES - 1) } else { run.len() };
            places[at] = Place {
                outside: at < first || at > last,
                short_run: if facts.is_short() && !title { lines } else { 0 },
                in_links: in_links && !is_link_heading,
                in_comments: comments.is_some_and(|from| at >= from),
            };
            at += 1;
        }
    }
    places
}

/// The index of the heading of readers' comments, where what follows it looks like comments.
fn comments(text: &str, lines: &[Line], blocks: &[Range<usize>], facts: &[Facts], first: usize) -> Option<usize> {
    let from = (first + 2..facts.len()).find(|&i| facts[i].phrase == Some(Phrase::Comments))?;
    let sign = |i: &usize| {
        let words = lines[blocks[*i].start].span.cover(lines[blocks[*i].end - 1].span).of(text);
        let ago = facts[*i].words <= 8 && words.ends_with(" ago");
        facts[*i].time
            || ago
            || facts[*i].words <= 3 && lexicon::has(&phrases::small_letters(words), Flag::CommentButton)
    };
    ((from..facts.len()).filter(sign).count() >= 2).then_some(from)
}

/// Whether a paragraph names a writer and his or her job at a paper, without "By": "Ana Ruiz, Staff Writer",
/// "Ana Ruiz | Political Correspondent".
fn is_signed(words: &str, small: &str) -> bool {
    const WRITERS: &[&str] = &["writer", "reporter", "correspondent", "columnist", "editor"];
    let Some(end) = words.find([',', '|']) else { return false };
    let capitals = words[..end].split_whitespace().map(|word| word.starts_with(char::is_uppercase));
    let named = (2..=3).contains(&capitals.clone().count()) && capitals.into_iter().all(|capital| capital);
    named && WRITERS.iter().any(|writer| small.ends_with(writer))
}

/// Whether a paragraph is a path through a site, or a line of sections: "Home » News » Local", "News | Sport |
/// Weather".
fn is_trail(words: &str) -> bool {
    let separator = |c: char| ARROWS.contains(&c) || matches!(c, '|' | '>' | '•' | '·' | '/');
    let Some(sign) = words.chars().find(|&c| separator(c)) else { return false };
    let parts: Vec<&str> = words.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
    let spaced = words.contains(&[" ", sign.encode_utf8(&mut [0; 4]), " "].concat());
    let short = |part: &&str| part.split_whitespace().count() <= 3 && !part.ends_with(['.', '!', '?', '”', '"']);
    parts.len() >= 3 && spaced && parts.iter().all(short)
}

/// Whether a paragraph is nothing but a time of day, a reading time, or how long ago: "10.42am BST", "11:05 GMT", "3
/// hours ago", "5 min read".
fn is_time(small: &str) -> bool {
    let words: Vec<&str> = small.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [first, rest @ ..]
            if matches!(*first, "updated" | "updated:" | "posted" | "published" | "at") && !rest.is_empty() =>
        {
            rest
        }
        all => all,
    };
    let number = |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let unit = |word: &str| {
        let word = word.trim_end_matches('s');
        matches!(
            word,
            "min" | "minute" | "hr" | "hour" | "day" | "sec" | "second" | "week" | "month" | "year" | "h" | "m" | "d"
        )
    };
    match words {
        [time] if clock(time) => true,
        [time, rest @ ..] if clock(time) && rest.len() <= 2 => rest.iter().all(|word| lexicon::has(word, Flag::Clock)),
        [count, units, "ago"] => number(count) && unit(units),
        [count, "ago"] => count.len() <= 4 && number(count.trim_end_matches(['h', 'm', 'd', 's'])) && !number(count),
        [count, minutes, "read"] => number(count) && unit(minutes),
        [minutes, "read"] => {
            minutes.strip_suffix("-minute").is_some_and(number) || minutes.strip_suffix("-min").is_some_and(number)
        }
        _ => false,
    }
}

/// Whether a word is a time of day in figures: "10.42am", "11:05".
fn clock(word: &str) -> bool {
    let word = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches("a.m").trim_end_matches("p.m");
    let Some((hours, minutes)) = word.split_once([':', '.']) else { return false };
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits(hours, 2) && digits(minutes, 2) && minutes.len() == 2
}

/// Whether a paragraph is nothing but a date, maybe with a time: "Monday 3 May 2021 10.42 BST", "Published: May 3,
/// 2021".
pub(super) fn is_date(small: &str) -> bool {
    let mut month = false;
    let mut count = 0;
    for word in small.split([' ', '\u{a0}', ',', '|', '-', '–', '/']).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches([':', '.']);
        count += 1;
        let number = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        let is_number = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        let known = lexicon::flags(word);
        month |= known.has(Flag::Month);
        let of_dates = [Flag::Month, Flag::Dateline, Flag::Clock].iter().any(|&flag| known.has(flag));
        if !(is_number || of_dates || clock(word)) || count > 14 {
            return false;
        }
    }
    month && count >= 2
}
