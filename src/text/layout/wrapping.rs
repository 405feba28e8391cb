//! Joins lines to paragraphs.
//!
//! Some texts have a line break at the end of each line on the screen or page that they were copied from: mail, wires,
//! columns of a PDF. Such a text gives itself away by lines that end within a sentence and go on with a small letter.
//! Where there are enough of those, the width that lines are broken at is known, and each break is judged by it: a line
//! whose next word would still have fitted ended on purpose. Lines of no even width (proportional letters) are joined
//! where a line of some length ends within a sentence.
//!
//! A full line that ends with a full stop is the hard case where no blank lines separate paragraphs: the odds decide
//! whether its paragraph ends there. They come from how many sentences of the text surely end a paragraph, how many
//! surely don't, and from quotation marks.
//!
//! What it gets wrong: half of the paragraphs whose last line is full, where no blank line follows; a heading as long as a full
//! line, directly above wrapped text.

use std::ops::Range;

use super::lines::{Line, LineMark, Separation};
use super::markup;
use super::phrases;
use super::roles;
use crate::lexicon::{self, Flag};
use crate::text::Span;

/// The most characters of a wrapped line; a longer line is a paragraph.
const WIDEST: usize = 100;
/// The fewest characters of the longest line of a wrapped text.
const NARROWEST: usize = 24;

/// How a line goes on in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The lines are not joined: the next one begins a paragraph.
    Apart,
    /// The lines are joined with a space.
    Space,
    /// The lines are joined within a word that a hyphen breaks.
    Hyphen,
}

/// What is seen around a single line break, to decide whether a paragraph ends there.
struct LineBreak {
    /// How many characters the line before it has.
    width: usize,
    /// How many characters the first word after it has.
    word: usize,
    /// Whether the line before ends within a sentence: with no full stop, colon or closing mark.
    unfinished: bool,
    /// Whether the line after it begins with a small letter.
    lower: bool,
    /// Whether the line before has no more than two words, and no hyphen at its end.
    few_words: bool,
    /// Whether the line before ends in a word that no sentence and no title ends in: "the", "of", "that".
    hanging: bool,
}

impl LineBreak {
    /// Whether the next word would not have fitted on the line.
    fn is_full(&self, width: usize) -> bool {
        self.width + 1 + self.word > width
    }

    /// Whether the break surely stands within a sentence.
    fn is_within_sentence(&self) -> bool {
        self.unfinished && self.lower || self.hanging
    }
}

/// How the lines of a text are broken.
#[derive(Debug, Clone, Copy)]
enum Wrapping {
    /// Lines are broken by whoever wrote the text, at the ends of paragraphs.
    None,
    /// Lines are broken where no further word fits into `width` characters. `odds` is how many sentences end a
    /// paragraph, for each one that doesn't.
    Even { width: usize, odds: f32 },
    /// Lines are broken at about `width` characters.
    Uneven { width: usize },
}

/// For each line but the last, how it goes on in the next.
pub(super) fn joins(text: &str, lines: &[Line]) -> Vec<Join> {
    let mut joins = vec![Join::Apart; lines.len().saturating_sub(1)];
    let single = |i: &usize| may_join(text, &lines[*i], &lines[*i + 1]);
    let singles: Vec<usize> = (0..joins.len()).filter(single).collect();
    if singles.is_empty() {
        return joins;
    }
    if markup::is_source(text) {
        singles.iter().for_each(|&i| joins[i] = Join::Space);
        return joins;
    }
    let breaks: Vec<LineBreak> = singles.iter().map(|&i| line_break(text, lines, i)).collect();
    let wrapping = wrapping(text, lines, &singles, &breaks);
    let mut before = Before::default();
    for (&i, line_break) in singles.iter().zip(&breaks) {
        if i == 0 || joins[i - 1] == Join::Apart {
            before = Before::default();
        }
        before.read(lines[i].span.of(text));
        let next = lines[i + 1].span.of(text);
        if line_break.width <= 2 * WIDEST && goes_on(wrapping, line_break, next, &before) {
            let hyphen = line_break.lower && ends_in_hyphen(lines[i].span.of(text));
            joins[i] = if hyphen { Join::Hyphen } else { Join::Space };
        }
    }
    joins
}

/// Whether nothing in the layout keeps two lines apart.
fn may_join(text: &str, line: &Line, next: &Line) -> bool {
    let goes_on = match next.mark {
        LineMark::Plain => true,
        LineMark::Number => is_unfinished(line.span.of(text)),
        LineMark::Item | LineMark::Heading | LineMark::Caption => false,
    };
    let date = || {
        let words = line.span.of(text);
        let short = words.len() <= WIDEST && words.ends_with(|c: char| c.is_ascii_digit());
        short && roles::is_date(&phrases::small_letters(words))
    };
    next.separation == Separation::LineBreak
        && !date()
        && line.quoting == next.quoting
        && (!next.indented || line.indented)
        && goes_on
        && line.mark != LineMark::Heading
}

fn line_break(text: &str, lines: &[Line], i: usize) -> LineBreak {
    let (line, next) = (lines[i].span.of(text), lines[i + 1].span.of(text));
    // Longer lines are paragraphs, and their exact width is no matter.
    let width = if line.len() <= 8 * WIDEST { line.chars().count() } else { line.len() };
    let word = next.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
    let unfinished = is_unfinished(line);
    let lower = next.trim_start_matches(['(', '“', '"', '‘', '\'']).starts_with(char::is_lowercase);
    let last = line.rsplit(' ').next().unwrap_or(line);
    let few_words = line.split(' ').nth(2).is_none() && !ends_in_hyphen(line);
    let hanging = !last.contains(char::is_uppercase) && lexicon::has(last, Flag::Hanging);
    LineBreak { width, word, unfinished, lower, few_words, hanging }
}

/// Whether a line ends within a sentence: with a letter, a comma, a dash, maybe before a closing mark or bracket; or with an
/// initial ("John F.").
fn is_unfinished(line: &str) -> bool {
    const SIGNS: &[char] = &[',', ';', '-', '‐', '–', '—', '(', '&', '$', '£', '€', '%', '\u{ad}'];
    let end = line.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']);
    let initial = || {
        let name = end.strip_suffix('.').and_then(|rest| rest.strip_suffix(|c: char| c.is_uppercase()));
        name.is_some_and(|rest| rest.ends_with([' ', '.']))
    };
    end.ends_with(|c: char| c.is_alphanumeric() || SIGNS.contains(&c)) || initial()
}

/// Tells from the single line breaks of a text how its lines are wrapped.
fn wrapping(text: &str, lines: &[Line], singles: &[usize], breaks: &[LineBreak]) -> Wrapping {
    let short = || breaks.iter().filter(|b| b.width <= WIDEST);
    let within: Vec<&LineBreak> = short().filter(|b| b.is_within_sentence()).collect();
    let width = short().map(|b| b.width).max().unwrap_or(0);
    // A quarter of the lines of any prose that is wrapped end within a sentence before a small letter.
    if within.is_empty() || 4 * within.len() < short().count() || width < NARROWEST {
        return Wrapping::None;
    }
    let full = within.iter().filter(|b| b.is_full(width)).count();
    if 10 * full < 9 * within.len() {
        return Wrapping::Uneven { width };
    }
    // Blank lines separate the paragraphs where they are many beside the lines that end early.
    let blank = lines.iter().skip(1).filter(|line| line.separation == Separation::Block).count();
    let early = singles.iter().zip(breaks).filter(|(_, b)| b.width <= WIDEST && !b.is_full(width) && !b.unfinished);
    let last = early.count();
    if blank > 2 * last {
        return Wrapping::Even { width, odds: 0.0 };
    }
    let sentences: usize = singles.iter().map(|&i| sentence_ends(lines[i].span.of(text))).sum();
    Wrapping::Even { width, odds: last as f32 / (sentences as f32).max(1.0) }
}

/// Decides whether a line goes on after a single line break.
fn goes_on(wrapping: Wrapping, line_break: &LineBreak, next: &str, before: &Before) -> bool {
    // Where no lines are wrapped, two short lines are rather entries of a list.
    if line_break.is_within_sentence() {
        let entry = line_break.few_words && next.split(' ').nth(2).is_none();
        return !entry || !matches!(wrapping, Wrapping::None);
    }
    match wrapping {
        Wrapping::None => false,
        Wrapping::Even { width, odds } => {
            let full = line_break.width <= width && line_break.is_full(width);
            let number = line_break.unfinished && next.starts_with(char::is_numeric);
            number || full && (line_break.unfinished || odds * before.factor(next) < 1.0)
        }
        Wrapping::Uneven { width } => {
            let long = 10 * line_break.width >= 6 * width;
            line_break.unfinished && (long || !next.starts_with(char::is_uppercase))
        }
    }
}

/// What stands in a paragraph before a line break.
#[derive(Debug, Default)]
struct Before {
    /// How many straight double quotation marks there are.
    straight: usize,
    /// How many more opening curly marks there are than closing ones.
    curly: isize,
    /// Whether single marks are open.
    single: bool,
    /// How many sentences end within lines.
    sentences: usize,
    /// Whether the last sentence before the break closes quotation marks and then goes on: “…,” she said.
    reports: bool,
    /// Whether the last line ends in a quotation mark, after a full stop.
    quoted: bool,
}

impl Before {
    /// Counts what a line has.
    fn read(&mut self, line: &str) {
        let sentences = sentence_ends(line);
        let last = line.trim_end_matches(['.', '!', '?', ' ']);
        let sentence = &last[last.rfind(". ").map_or(0, |at| at + 2)..];
        let closes = sentence.contains("” ") || sentence.contains(",\" ") || sentence.starts_with(['”', '"']);
        self.reports = closes || sentences == 0 && self.reports;
        self.quoted = line.ends_with(['”', '"', '’', '»']);
        self.sentences += sentences;
        let mut last = ' ';
        let mut letters = line.chars().peekable();
        while let Some(c) = letters.next() {
            let ends = letters.peek().is_none_or(|next| !next.is_alphanumeric());
            match c {
                '‘' | '\'' if last == ' ' && !ends => self.single = true,
                '’' | '\'' if last != ' ' && ends => self.single = false,
                '"' => self.straight += 1,
                '“' | '«' | '„' => self.curly += 1,
                '”' | '»' => self.curly -= 1,
                _ => {}
            }
            last = c;
        }
    }

    /// How many times likelier a paragraph ends at this break than after any other sentence, given the line after it.
    fn factor(&self, next: &str) -> f32 {
        let opens = next.starts_with(['“', '"', '‘', '«', '„']);
        let open = self.straight % 2 == 1 || self.curly > 0 || self.single;
        let marks = match (open, opens) {
            (true, true) => 20.0,
            (true, false) => 0.1,
            // “I stayed,” she said. “I had to.”
            (false, true) if self.reports => 0.4,
            (false, true) => 3.0,
            (false, false) => 1.0,
        };
        let quoted = if self.quoted && !open { 2.5 } else { 1.0 };
        let length = match self.sentences {
            0 => 0.7,
            1 => 1.2,
            _ => 2.0,
        };
        let turn = if begins_turn(next) { 20.0 } else { 1.0 };
        marks * quoted * length * turn
    }
}

/// Whether a line begins with a name and a colon, as the turns of an interview do.
fn begins_turn(line: &str) -> bool {
    const LONGEST: usize = 40;
    let Some(colon) = line.bytes().take(LONGEST).position(|byte| byte == b':') else { return false };
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '(');
    line[..colon].split(' ').all(capital) && line[colon + 1..].starts_with(' ')
}

/// How many sentences end within a line: at a full stop and a space before a capital or a mark.
fn sentence_ends(line: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        let rest = line[at + 1..].trim_start_matches(['”', '"', '’', ')']);
        let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let before = line[..*at].trim_end_matches(char::is_alphabetic);
        // "Mr. Kim", "J. Kim"
        let short = at - before.len() <= 2 && line.as_bytes()[*at] == b'.';
        !short && next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
    };
    line.match_indices(['.', '?', '!']).filter(ends).count()
}

/// Whether a line ends in a letter and a hyphen.
fn ends_in_hyphen(line: &str) -> bool {
    line.strip_suffix(['-', '‐', '\u{ad}']).is_some_and(|line| line.ends_with(char::is_alphabetic))
}

/// The paragraphs that joined lines make, as ranges of lines.
pub(super) fn blocks(lines: usize, joins: &[Join]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for end in 1..=lines {
        if joins.get(end - 1).is_none_or(|&join| join == Join::Apart) {
            blocks.push(start..end);
            start = end;
        }
    }
    blocks
}

/// Tells the hyphens at line ends that belong to a word from those that only break it.
pub(super) struct Hyphens<'t> {
    text: &'t str,
    /// How many more words may be looked for in the text. The limit keeps the time linear where every line breaks a
    /// word.
    searches: usize,
}

impl<'t> Hyphens<'t> {
    /// Prepares to judge hyphens at the line ends of `text`.
    pub fn new(text: &'t str) -> Self {
        Hyphens { text, searches: 64 }
    }

    /// The length in bytes of the hyphen that a line ends in, or 0. A soft hyphen counts as none: [`markup`] leaves it
    /// out.
    pub fn length(&self, line: Span) -> usize {
        line.of(self.text).chars().next_back().filter(|c| matches!(c, '-' | '‐')).map_or(0, char::len_utf8)
    }

    /// Whether the hyphen at the end of a line belongs to the word: "well-" / "known", but "minis-" / "try". A first
    /// part that is known for it decides ("well"), or else how the text writes the word elsewhere.
    pub fn belongs_to_word(&mut self, line: Span, next: Span) -> bool {
        let stem = Span::new(line.start, line.end - self.length(line)).of(self.text);
        if stem.len() == line.len() {
            return false;
        }
        let next = next.of(self.text);
        let first = stem.trim_end_matches(char::is_alphabetic).len();
        let (before, first) = stem.split_at(first);
        let rest = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        // A compound of three parts: "state-of-the-" / "art".
        if before.ends_with('-') || lexicon::has(first, Flag::FirstPart) {
            return true;
        }
        if self.searches == 0 || first.len() + rest.len() < 6 {
            return false;
        }
        self.searches -= 1;
        !self.text.contains(&[first, rest].concat()) && self.text.contains(&[first, "-", rest].concat())
    }
}
