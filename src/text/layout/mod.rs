//! The text as a reader reads it: without line wrapping, mark-up, and what a page has around an article.
//!
//! People paste what they see: mail with `>` before each line, columns of a PDF, pages with their menus, Markdown,
//! HTML. [`ReadingCopy`] is that text with one line a paragraph, and without what isn't part of the article. All later
//! stages read the copy, so that none has to know of mail or mark-up; [`ReadingCopy::original`] brings what they find
//! back to the text that was given. Most texts need no change, and are read as they are.
//!
//! ```text
//! text → lines → paragraphs (wrapping) → roles → edits (markup) → copy
//! ```

mod lines;
mod markup;
mod phrases;
mod previous;
mod roles;
mod wrapping;

use std::borrow::Cow;
use std::ops::Range;

use super::Span;
use super::sorting::sort_by_key;
use lines::Line;
use markup::{Edit, Emphasis};
use wrapping::Join;

pub use previous::PreviousParagraphs;
use roles::Facts;
pub use roles::ParagraphRole;

/// What a paragraph of a text is. The span is in bytes of the text that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// The paragraph from its first word to its last.
    pub span: Span,
    /// What the paragraph is to a reader.
    pub role: ParagraphRole,
}

/// A text as a reader reads it, with the way back to the text that was given.
#[derive(Debug)]
pub struct ReadingCopy<'t> {
    /// The text that later stages read.
    pub text: Cow<'t, str>,
    /// All paragraphs of the text that was given, also those that the copy leaves out.
    pub paragraphs: Vec<Paragraph>,
    /// Stretches of the copy, in order; none where the copy is the text itself.
    stretches: Vec<Stretch>,
    /// Bytes of the copy, between two paragraphs, where other paragraphs were left out.
    gaps: Vec<usize>,
}

/// A stretch of the copy that is a stretch of the original, or stands for one.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// The byte of the copy where the stretch begins.
    start: usize,
    /// The bytes of the original that the stretch repeats, or stands for.
    original: Span,
    /// Whether the stretch has the same bytes as the original.
    verbatim: bool,
}

impl<'t> ReadingCopy<'t> {
    /// Reads the layout of any text, in time linear in its length.
    pub fn new(text: &'t str) -> Self {
        Self::read(text, |paragraphs| paragraphs.map(|span| Facts::new(span.of(text))).collect())
    }

    /// Reads the layout of a text that is an edit of the one before: paragraphs that stand in both are not looked at again.
    pub fn after_edit(text: &'t str, previous: &mut PreviousParagraphs) -> Self {
        Self::read(text, |paragraphs| previous.facts_after_edit(text, paragraphs))
    }

    /// Reads the layout of `text`; `facts` makes the facts of its paragraphs from their spans.
    fn read(text: &'t str, facts: impl FnOnce(&mut dyn Iterator<Item = Span>) -> Vec<Facts>) -> Self {
        let lines = lines::lines(text);
        let joins = wrapping::joins(text, &lines);
        let blocks = wrapping::blocks(lines.len(), &joins);
        let span = |block: &Range<usize>| lines[block.start].span.cover(lines[block.end - 1].span);
        let mut facts = facts(&mut blocks.iter().map(span));
        let roles = roles::roles(text, &lines, &blocks, &mut facts);
        let paragraph = |(block, role): (&Range<usize>, &ParagraphRole)| Paragraph { span: span(block), role: *role };
        let paragraphs = blocks.iter().zip(&roles).map(paragraph).collect();
        let edits = Edits::new(text, &lines, &joins, &blocks, &roles, &facts);
        if edits.edits.is_empty() {
            return ReadingCopy { text: Cow::Borrowed(text), paragraphs, stretches: Vec::new(), gaps: Vec::new() };
        }
        let mut copy = ReadingCopy { text: Cow::Borrowed(""), paragraphs, stretches: Vec::new(), gaps: Vec::new() };
        copy.write(text, &edits);
        copy
    }

    /// Writes the copy: the text with its edits.
    fn write(&mut self, text: &'t str, edits: &Edits) {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in
            edits.edits.iter().copied().chain([Edit { span: Span::new(text.len(), text.len()), replacement: None }])
        {
            if edit.span.start > at {
                self.stretches.push(Stretch {
                    start: out.len(),
                    original: Span::new(at, edit.span.start),
                    verbatim: true,
                });
                out.push_str(&text[at..edit.span.start]);
            }
            if let Some(c) = edit.replacement {
                self.stretches.push(Stretch { start: out.len(), original: edit.span, verbatim: false });
                out.push(c);
            }
            if edits.gaps.binary_search(&edit.span.start).is_ok() {
                self.gaps.push(out.len());
            }
            at = edit.span.end;
        }
        self.text = Cow::Owned(out);
    }

    /// Whether the copy is the text itself.
    pub fn is_original(&self) -> bool {
        self.stretches.is_empty()
    }

    /// The bytes of the original that bytes of the copy stand for, from the first character's start to the last one's
    /// end.
    pub fn original(&self, copy: Span) -> Span {
        if self.is_original() || copy.is_empty() {
            return copy;
        }
        let holds = |at: usize| {
            let number = self.stretches.partition_point(|stretch| stretch.start <= at).max(1) - 1;
            self.stretches[number]
        };
        let first = holds(copy.start);
        let start = first.original.start + if first.verbatim { copy.start - first.start } else { 0 };
        let last = holds(copy.end - 1);
        let end = if last.verbatim { last.original.start + copy.end - last.start } else { last.original.end };
        Span::new(start, end)
    }

    /// The bytes of the original that bytes of the copy stand for, in parts: one before and one after each place where
    /// paragraphs were left out. No part begins or ends with white space.
    pub fn original_parts(&self, copy: Span) -> Vec<Span> {
        let from = self.gaps.partition_point(|&gap| gap <= copy.start);
        let within = self.gaps[from..].iter().copied().take_while(|&gap| gap < copy.end);
        let mut parts = Vec::new();
        let mut start = copy.start;
        for end in within.chain([copy.end]) {
            let part = &self.text[start..end];
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                let start = start + part.len() - part.trim_start().len();
                parts.push(self.original(Span::new(start, start + trimmed.len())));
            }
            start = end;
        }
        parts
    }
}

/// What the copy leaves out or replaces.
struct Edits {
    /// The edits in text order.
    edits: Vec<Edit>,
    /// The bytes where edits begin that leave out whole paragraphs.
    gaps: Vec<usize>,
}

impl Edits {
    fn new(
        text: &str,
        lines: &[Line],
        joins: &[Join],
        blocks: &[Range<usize>],
        roles: &[ParagraphRole],
        facts: &[Facts],
    ) -> Edits {
        let mut all = Edits { edits: Vec::new(), gaps: Vec::new() };
        let tags = text.contains('<') && markup::has_tags(text);
        let mut hyphens = wrapping::Hyphens::new(text);
        // The byte after the last line that is kept.
        let mut end = 0;
        let mut left_out = false;
        for ((block, role), facts) in blocks.iter().zip(roles).zip(facts) {
            if *role == ParagraphRole::Furniture {
                left_out = true;
                continue;
            }
            let first = lines[block.start].span.start;
            if std::mem::replace(&mut left_out, false) {
                all.gaps.push(end);
                all.separate(Span::new(end, first));
            } else {
                all.keep_or_separate(text, Span::new(end, first));
            }
            let before = all.edits.len();
            let mut emphasis = Emphasis::default();
            for line in block.clone() {
                if facts.signs_of_markup {
                    markup::add_edits(text, lines[line].span, tags, &mut emphasis, &mut all.edits);
                }
                if line + 1 < block.end {
                    all.join(&mut hyphens, joins[line], lines[line].span, lines[line + 1].span);
                }
            }
            if facts.arrows {
                phrases::add_edits(text, lines, block, &mut all.edits);
            }
            sort_by_key(&mut all.edits[before..], |edit| edit.span.start as u64);
            end = lines[block.end - 1].span.end;
        }
        if left_out {
            all.separate(Span::new(end, text.len()));
        } else {
            all.keep_or_separate(text, Span::new(end, text.len()));
        }
        all
    }

    /// Replaces what stands between two paragraphs with a line break. Before the first paragraph it is left out.
    fn separate(&mut self, between: Span) {
        if !between.is_empty() {
            let replacement = (between.start > 0).then_some('\n');
            self.edits.push(Edit { span: between, replacement });
        }
    }

    /// Separates two paragraphs with a line break if more than white space stands between them.
    fn keep_or_separate(&mut self, text: &str, between: Span) {
        if !between.of(text).chars().all(char::is_whitespace) {
            self.separate(between);
        }
    }

    /// Joins two lines of a paragraph.
    fn join(&mut self, hyphens: &mut wrapping::Hyphens, join: Join, line: Span, next: Span) {
        let between = Span::new(line.end, next.start);
        let edit = match join {
            Join::Hyphen if hyphens.belongs_to_word(line, next) => Edit { span: between, replacement: None },
            Join::Hyphen => {
                let hyphen = hyphens.length(line);
                Edit { span: Span::new(line.end - hyphen, next.start), replacement: None }
            }
            Join::Space | Join::Apart => Edit { span: between, replacement: Some(' ') },
        };
        self.edits.push(edit);
    }
}
