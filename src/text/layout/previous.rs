//! Keeps what was seen of each paragraph of a text, so that after an edit only changed paragraphs are looked at again.

use super::roles::Facts;
use crate::text::Span;
use crate::text::retokenize::changed_lines;

/// The text before an edit, with what was seen of each of its paragraphs.
#[derive(Debug, Default)]
pub struct PreviousParagraphs {
    text: String,
    /// The paragraphs in text order, with what was seen of each.
    paragraphs: Vec<(Span, Facts)>,
}

impl PreviousParagraphs {
    /// Tells what is seen of each paragraph of `text`, and keeps it for the next edit. Paragraphs outside the changed
    /// lines are not looked at again: what is seen of a paragraph depends on its own words alone.
    pub(super) fn facts_after_edit(&mut self, text: &str, spans: &mut dyn Iterator<Item = Span>) -> Vec<Facts> {
        let (old, new) = changed_lines(&self.text, text);
        let mut before = self.paragraphs.iter().peekable();
        let mut known = |span: Span| {
            let start = match span {
                _ if span.end <= new.start => span.start,
                _ if span.start >= new.end => span.start - new.end + old.end,
                _ => return None,
            };
            while before.next_if(|(span, _)| span.start < start).is_some() {}
            let (was, facts) = before.peek()?;
            (was.start == start && was.end - was.start == span.end - span.start).then_some(*facts)
        };
        let paragraphs: Vec<(Span, Facts)> =
            spans.map(|span| (span, known(span).unwrap_or_else(|| Facts::new(span.of(text))))).collect();
        self.paragraphs = paragraphs;
        self.text.clear();
        self.text.push_str(text);
        self.paragraphs.iter().map(|(_, facts)| *facts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::PreviousParagraphs;
    use crate::text::layout::ReadingCopy;

    #[test]
    fn a_paragraph_is_what_it_is_whatever_stood_there_before() {
        let texts = [
            "News\nSport\n\nRoad closed\n\nThe council closed the road on Monday, and nobody in the village knew of it before.\n\nRead more",
            "News\nSport\n\nRoad open\n\nThe council closed the road on Monday, and nobody in the village knew of it before.\n\nRead more",
            "News\nSport\n\nRoad open\n\nBy Ana Ruiz\n\nThe council closed the road on Monday, and nobody in the village knew of it before.\n\nRead more",
            "News\nSport\n\nRoad open\n\nBy Ana Ruiz\n\nThe council closed the road on Monday, and nobody in the village knew of it before.\n\nRead on",
            "Sport\n\n# Road open\n\nBy Ana Ruiz\nThe council closed the road on Monday,\nand nobody in the village knew of it.\n\nRead more",
            "",
        ];
        let mut previous = PreviousParagraphs::default();
        for (one, other) in texts.iter().flat_map(|one| texts.iter().map(move |other| (one, other))) {
            for text in [one, other] {
                let copy = ReadingCopy::after_edit(text, &mut previous);
                assert_eq!(copy.paragraphs, ReadingCopy::new(text).paragraphs, "{text} after {one}");
            }
        }
    }
}
