//! The lines of a text, and what stands before each: line breaks, e-mail quoting, indents, list marks, block tags.

use super::markup::{self, TagKind};
use crate::text::Span;

/// A line that has something on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The bytes of the line, without white space and layout marks at its edges.
    pub span: Span,
    /// What separates it from the line before.
    pub separation: Separation,
    /// How many `>` of e-mail quoting stand before it.
    pub quoting: usize,
    /// Whether two or more spaces, or a tab, stand before it.
    pub indented: bool,
    /// What the mark or tag at its start says that it is.
    pub mark: LineMark,
}

/// What stands between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Separation {
    /// A single line break: the next line may go on with this one.
    LineBreak,
    /// A blank line or a tag that begins a block.
    Block,
}

/// What the mark or tag at the start of a line says that the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineMark {
    /// There is no mark, and no tag.
    Plain,
    /// A bullet or a dash: the line begins a list item.
    Item,
    /// A number and a full stop or bracket: a list item, or a number that ends the sentence of the line before.
    Number,
    /// A heading: `#` of Markdown, `h1` to `h6` of HTML.
    Heading,
    /// A caption: `figcaption` of HTML.
    Caption,
}

/// Splits a text into its lines; blank ones are left out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut reader = LineReader { text, lines: Vec::new(), separation: Separation::Block, mark: LineMark::Plain };
    let tags = text.contains('<') && markup::has_tags(text);
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        at += next_that_may_end_line(&bytes[at..]);
        let Some(end) = line_end(text, at, tags) else {
            at += 1;
            continue;
        };
        reader.add(start, at);
        reader.separate(end.kind);
        start = end.next;
        at = end.next;
    }
    reader.add(start, bytes.len());
    reader.lines
}

/// The index of the first byte that can begin a line break or a tag, either of which may end a line; the length of `bytes`
/// where none can.
fn next_that_may_end_line(bytes: &[u8]) -> usize {
    let may_end = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0x0b | 0x0c | b'<' | 0xc2 | 0xe2);
    // Most bytes are letters and spaces: eight of those are passed over at once, as every byte is looked at after each edit.
    let is_plain = |eight: &[u8]| eight.try_into().is_ok_and(|eight| is_plain(u64::from_le_bytes(eight)));
    let in_eight = |(i, eight): (usize, &[u8])| Some(8 * i + eight.iter().position(may_end)?);
    let mut others = bytes.chunks(8).enumerate().filter(|(_, eight)| !is_plain(eight));
    others.find_map(in_eight).unwrap_or(bytes.len())
}

/// Whether eight bytes are all ASCII, and neither control characters nor "<".
#[inline]
fn is_plain(eight: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // The high bit of a byte is set by the subtraction where the byte is less than what is subtracted.
    let control = eight.wrapping_sub(0x20 * ONES);
    let tag = (eight ^ (u64::from(b'<') * ONES)).wrapping_sub(ONES);
    (eight | control | tag) & HIGH == 0
}

/// What ends a line, and the byte where the next line begins.
struct LineEnd {
    kind: EndKind,
    next: usize,
}

enum EndKind {
    /// A single line break; the next line may belong to the same paragraph.
    Break,
    /// A paragraph separator, a page break, or a tag that begins or ends a block.
    Block(LineMark),
}

/// Reads the line break or tag that ends a line at byte `at`, if one does.
fn line_end(text: &str, at: usize, tags: bool) -> Option<LineEnd> {
    let rest = &text.as_bytes()[at..];
    let (length, kind) = match rest.first()? {
        b'\n' => (1, EndKind::Break),
        b'\r' => (1 + usize::from(rest.get(1) == Some(&b'\n')), EndKind::Break),
        0x0b | 0x0c => (1, EndKind::Block(LineMark::Plain)),
        0xc2 if rest.get(1) == Some(&0x85) => (2, EndKind::Break),
        0xe2 if rest.starts_with(&[0xe2, 0x80, 0xa8]) => (3, EndKind::Break),
        0xe2 if rest.starts_with(&[0xe2, 0x80, 0xa9]) => (3, EndKind::Block(LineMark::Plain)),
        b'<' if tags => {
            let tag = markup::tag(text, at)?;
            let mark = match tag.kind {
                TagKind::Inline => return None,
                TagKind::Heading if !tag.closes => LineMark::Heading,
                TagKind::Caption if !tag.closes => LineMark::Caption,
                TagKind::Item if !tag.closes => LineMark::Item,
                _ => LineMark::Plain,
            };
            (tag.length, EndKind::Block(mark))
        }
        _ => return None,
    };
    Some(LineEnd { kind, next: at + length })
}

/// Lines read so far, and what is already known of the next one.
struct LineReader<'t> {
    text: &'t str,
    lines: Vec<Line>,
    separation: Separation,
    mark: LineMark,
}

impl LineReader<'_> {
    /// Adds the line from byte `start` to `end`, if something is on it.
    fn add(&mut self, mut start: usize, end: usize) {
        let mut quoting = 0;
        let mut line = &self.text[start..end];
        while let Some(rest) = line.trim_start_matches([' ', '\t']).strip_prefix('>') {
            quoting += 1;
            line = rest;
        }
        start = end - line.len();
        let content = line.trim_start_matches(is_blank);
        let indent = &line[..line.len() - content.len()];
        let indented = indent.contains('\t') || indent.chars().nth(if quoting > 0 { 2 } else { 1 }).is_some();
        start += indent.len();
        let heading = content.trim_start_matches('#');
        let level = content.len() - heading.len();
        let mut mark = std::mem::replace(&mut self.mark, LineMark::Plain);
        if (1..=6).contains(&level) && heading.starts_with([' ', '\t']) {
            mark = LineMark::Heading;
            start = end - heading.trim_start().len();
        }
        let content = self.text[start..end].trim_end_matches(is_blank);
        if content.is_empty() {
            self.mark = mark;
            self.separation = Separation::Block;
            return;
        }
        if mark == LineMark::Plain {
            mark = item_mark(content);
        }
        let span = Span::new(start, start + content.len());
        let separation = std::mem::replace(&mut self.separation, Separation::LineBreak);
        self.lines.push(Line { span, separation, quoting, indented, mark });
    }

    /// Notes what ended the line that was added last.
    fn separate(&mut self, end: EndKind) {
        if let EndKind::Block(mark) = end {
            self.separation = Separation::Block;
            self.mark = mark;
        }
    }
}

/// Whether a character is white space or cannot be seen.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The mark at the start of a line: a bullet, a number, or none.
fn item_mark(line: &str) -> LineMark {
    const BULLETS: &[char] = &[
        '-', '*', '+', '–', '—', '•', '·', '●', '○', '◦', '▪', '▫', '■', '□', '‣', '➤', '►', '▶', '→', '✓', '✔', '»',
        '›',
    ];
    let space = [' ', '\t', '\u{a0}'];
    if line.strip_prefix(BULLETS).is_some_and(|rest| rest.starts_with(space)) {
        return LineMark::Item;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = line[digits..].strip_prefix(['.', ')']);
    if (1..=2).contains(&digits) && sign.is_some_and(|rest| rest.starts_with(space)) {
        return LineMark::Number;
    }
    LineMark::Plain
}
