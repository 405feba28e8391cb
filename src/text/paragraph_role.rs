//! What each paragraph of an article is: its headline, or a part of its text.
//!
//! The headline is the first paragraph, where it is short and ends without a full stop, and a longer one follows. All
//! else is taken for the text itself.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Document;
use super::token::TokenKind;

/// What a paragraph of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum ParagraphRole {
    /// The title of the article, or of a part of it.
    Headline,
    /// Who wrote it: "By Ana Ruiz".
    Byline,
    /// Where and when it was written, in a line of its own: "LORRIN, May 3".
    Dateline,
    /// What a picture shows.
    Caption,
    /// The text of the article.
    Body,
    /// What is no part of the article: menus, "Read more", "Advertisement", share lines, comments.
    Furniture,
}

/// Tokens of a headline, at most.
const LONGEST: usize = 25;

/// The role of each of the document's paragraphs.
pub fn roles(document: &Document) -> Vec<ParagraphRole> {
    let mut roles = vec![ParagraphRole::Body; document.paragraphs.len()];
    if let [first, second, ..] = document.paragraphs.as_slice()
        && is_headline(document, first)
        && second.len() > first.len()
    {
        roles[0] = ParagraphRole::Headline;
    }
    roles
}

fn is_headline(document: &Document, paragraph: &Range<usize>) -> bool {
    // "Ruiz: ‘Enough’" ends in a mark.
    let last = paragraph.clone().rev().map(|i| document.tokens[i].kind()).find(|&kind| kind != TokenKind::Mark);
    paragraph.len() <= LONGEST
        && document.inside[paragraph.start] == super::NOT_QUOTED
        && last.is_some_and(|kind| kind != TokenKind::Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_without_a_full_stop_is_the_headline() {
        let roles = |text| roles(&Document::new(text));
        let body = ParagraphRole::Body;
        assert_eq!(roles("Road closed\n\nThe council met on Monday."), [ParagraphRole::Headline, body]);
        assert_eq!(roles("The road is closed.\n\nThe council met on Monday."), [body, body]);
        assert_eq!(roles("Road closed"), [body]);
        assert_eq!(roles(""), []);
    }
}
