//! How the nodes of a page become one text: white space is laid as a reader sees it, "We  <b>will</b>" as "We will";
//! what stands between two boxes of the page becomes a tab, a line break or a blank line; soft hyphens and the like are
//! left out.

use super::TextMap;

/// What a node's white space means: the property `white-space`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Any white space is one space, and none where a line begins or ends: `normal`, `nowrap`.
    Collapse,
    /// Spaces are one space, and none where a line begins or ends, but line breaks stay: `pre-line`.
    Lines,
    /// All white space stays: `pre`, `pre-wrap`, `break-spaces`.
    Keep,
}

/// What stands between two boxes of a page, the weakest first. Of several in a row the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// Nothing stands between: they are parts of one line.
    #[default]
    None,
    /// A tab stands between: they are cells of a table.
    Tab,
    /// A line break: rows, items of a list.
    Line,
    /// A blank line: paragraphs, headings, other blocks.
    Blank,
}

impl Gap {
    fn text(self) -> &'static str {
        match self {
            Gap::None => "",
            Gap::Tab => "\t",
            Gap::Line => "\n",
            Gap::Blank => "\n\n",
        }
    }
}

/// Puts a [`TextMap`] together.
#[derive(Debug, Default)]
pub struct Builder {
    map: TextMap,
    /// The white space that is to be written before the next words.
    gap: Gap,
    /// The white space that becomes one space if words follow on the same line: its node and offset.
    space: Option<(usize, usize)>,
}

impl Builder {
    /// Adds the next text node, given its data and what white space in it means. Returns the node's number: 0, 1, 2, …
    pub fn text(&mut self, data: &str, white_space: WhiteSpace) -> usize {
        let node = self.map.nodes;
        self.map.nodes += 1;
        // Words are added a run at a time: `run` is where the current one starts, in bytes and UTF-16 code units.
        let (mut run, mut units) = (None, 0);
        for (at, c) in data.char_indices() {
            let collapses = match white_space {
                WhiteSpace::Collapse => matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C'),
                WhiteSpace::Lines => matches!(c, ' ' | '\t' | '\r' | '\x0C'),
                WhiteSpace::Keep => false,
            };
            if collapses || is_unseen(c) || (c == '\n' && white_space == WhiteSpace::Lines) {
                if let Some((start, offset)) = run.take() {
                    self.words(&data[start..at], node, offset);
                }
                if c == '\n' && !collapses {
                    self.space = None; // none where a line ends
                    self.words("\n", node, units);
                } else if collapses && self.space.is_none() && !self.at_line_start() {
                    self.space = Some((node, units));
                }
            } else if run.is_none() {
                run = Some((at, units));
            }
            units += c.len_utf16();
        }
        if let Some((start, offset)) = run {
            self.words(&data[start..], node, offset);
        }
        node
    }

    /// Adds a boundary between boxes.
    pub fn gap(&mut self, gap: Gap) {
        if gap > Gap::None {
            self.space = None;
            self.gap = self.gap.max(gap);
        }
    }

    /// Adds a forced line break, `<br>`. Two make a blank line, more than two make no more.
    pub fn line_break(&mut self) {
        self.space = None;
        self.gap = if self.gap >= Gap::Line { Gap::Blank } else { Gap::Line };
    }

    /// Adds characters that no node holds: the marks around `<q>`.
    pub fn generated(&mut self, characters: &str) {
        self.before_words();
        self.map.push_unmapped(characters);
    }

    /// How many UTF-16 code units of text there are so far.
    pub fn len_utf16(&self) -> usize {
        self.map.units
    }

    /// Ends the text, and returns it with its map.
    pub fn finish(self) -> TextMap {
        self.map
    }

    fn at_line_start(&self) -> bool {
        self.gap > Gap::None || self.map.text.is_empty() || self.map.text.ends_with('\n')
    }

    fn before_words(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if gap > Gap::None && !self.map.text.is_empty() {
            self.map.push_unmapped(gap.text());
        }
        if let Some((node, offset)) = self.space.take() {
            self.map.push(" ", node, offset);
        }
    }

    fn words(&mut self, words: &str, node: usize, offset: usize) {
        self.before_words();
        self.map.push(words, node, offset);
    }
}

/// Whether a reader doesn't see a character and it would part a word: soft hyphen, zero-width space, word joiner,
/// byte-order mark. "govern\u{AD}ment" is read as "government".
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::super::pages::page;
    use super::*;

    #[test]
    fn lays_text_as_a_reader_sees_it() {
        use WhiteSpace::{Collapse, Keep, Lines};
        for (layout, white_space, text) in [
            ("", Collapse, ""),
            ("  \n ", Collapse, ""),
            (" We\n   will  ", Collapse, "We will"),
            ("We | will", Collapse, "We will"),
            ("We|ll", Collapse, "Well"),
            ("We | | will", Collapse, "We will"),
            ("We /\n /  will", Collapse, "We\n\nwill"),
            ("/;one;\n;two;/ three", Collapse, "one\ntwo\n\nthree"),
            ("A ^ 1 ; B ^ ^ 2", Collapse, "A\t1\nB\t2"),
            ("We % will", Collapse, "We\nwill"),
            ("We%%%will%/%", Collapse, "We\n\nwill"),
            ("She said {We will} . ", Collapse, "She said “We will” ."),
            ("{/We/}", Collapse, "“\n\nWe\n\n”"),
            ("govern\u{AD}ment and\u{A0} \u{FEFF} more", Collapse, "government and\u{A0} more"),
            ("We  \n  will\n\n", Lines, "We\nwill\n\n"),
            ("  We\n\twill ", Keep, "  We\n\twill "),
            ("a\n| b", Lines, "a\nb"),
        ] {
            assert_eq!(page(layout, white_space).0.text(), text, "{layout:?} {white_space:?}");
        }
    }
}
