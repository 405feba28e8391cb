//! Tells by its words what a page has around an article: links, buttons, menus, credits.

use std::ops::Range;

use super::lines::Line;
use super::markup::Edit;
use crate::lexicon::{self, Flag};
use crate::text::Span;

/// A kind of phrase that a paragraph is, or begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// A label or a button of a page, and nothing else: "Advertisement", "Share this article".
    Page,
    /// A word that menus have, and sentences too: "Sport", "Home".
    Menu,
    /// The heading of a list of links: "Most read", "Related stories".
    Links,
    /// The heading of readers' comments.
    Comments,
    /// A sign that the paragraph is the caption of a picture: "Photo:", "Image caption".
    Caption,
}

/// Arrows that stand before links, and between the steps of a path through a site: "Home » News".
pub(super) const ARROWS: &[char] = &['»', '›', '→', '▸', '▶', '►', '❯', '⟩'];

/// Whether a text has arrows. Looks only at bytes that an arrow can begin with: most texts have few of those.
pub(super) fn has_arrow(text: &str) -> bool {
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|&byte| matches!(byte, 0xc2 | 0xe2)) {
        let rest = &text[at + next..];
        if rest.starts_with(ARROWS) {
            return true;
        }
        at += next + rest.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// The kind of phrase that a short paragraph is, or begins with. `small` is the paragraph in small letters, without
/// marks at its edges.
pub(super) fn phrase(small: &str) -> Option<Phrase> {
    let known = lexicon::flags(small);
    let beginnings = lexicon::beginnings(small);
    if known.has(Flag::HeadsComments) || counts_comments(small) {
        Some(Phrase::Comments)
    } else if known.has(Flag::HeadsLinks) || small.strip_prefix("more from ").is_some_and(|rest| rest.len() < 40) {
        Some(Phrase::Links)
    } else if beginnings.has(Flag::BeginsCaption) || ends_in_credit(small) {
        Some(Phrase::Caption)
    } else if known.has(Flag::Page) || beginnings.has(Flag::BeginsPage) {
        Some(Phrase::Page)
    } else if known.has(Flag::Menu) {
        Some(Phrase::Menu)
    } else {
        None
    }
}

/// Whether a paragraph ends with a picture's maker in brackets: "(Supplied: Lindt family)", "(AP Photo/Tom Field)".
fn ends_in_credit(small: &str) -> bool {
    let inner = small.strip_suffix(')').and_then(|rest| rest.rfind('(').map(|open| &rest[open + 1..]));
    inner.is_some_and(|inner| {
        let first = inner.split([':', '/']).next().unwrap_or("");
        inner.split(' ').count() <= 8 && inner.len() > first.len() && lexicon::has(first.trim(), Flag::Credit)
    })
}

/// Whether a paragraph is a number that a page shows of itself: "1.2k shares", "+5 View gallery".
pub(super) fn counts(small: &str) -> bool {
    let Some((number, rest)) = small.split_once(' ') else { return false };
    let figures = number.trim_end_matches(['k', 'm']);
    let is_number = figures.starts_with(|c: char| c.is_ascii_digit())
        && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_number && lexicon::has(rest, Flag::PageCount)
}

/// Whether a paragraph is the number of comments: "24 comments", "Comments (24)".
fn counts_comments(small: &str) -> bool {
    let mut words = small.split([' ', '(', ')']).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.next().is_none() && (number(first) && second.starts_with("comment") || first == "comments" && number(second))
}

/// The most bytes of a paragraph that may be a phrase.
pub(super) const LONGEST: usize = 160;

/// A paragraph in small letters, without marks at its edges.
pub(super) fn small_letters(text: &str) -> String {
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')' | '?');
    text.trim_matches(edge).to_lowercase()
}

/// Adds the edits of a paragraph with arrows: they leave out a link at its end, and arrows that are no quotation marks.
pub(super) fn add_edits(text: &str, lines: &[Line], block: &Range<usize>, edits: &mut Vec<Edit>) {
    let span = lines[block.start].span.cover(lines[block.end - 1].span);
    let words = span.of(text);
    let mut end = words.len();
    if let Some(at) = words.rfind(ARROWS)
        && let arrow = words[at..].chars().next().map_or(0, char::len_utf8)
        && (words[at + arrow..].trim().is_empty() || lexicon::has(&small_letters(&words[at + arrow..]), Flag::LinkEnd))
        && !words[..at].contains(['«', '‹'])
        && words[..at].ends_with(char::is_whitespace)
    {
        // "Read more »"
        let before = words[..at].trim_end();
        let link = before.rfind(['.', '!', '?', '”', '"', '’', '…']).and_then(|stop| {
            let stop = stop + before[stop..].chars().next().map_or(0, char::len_utf8);
            lexicon::has(before[stop..].trim_start(), Flag::LinkEnd).then_some(stop)
        });
        end = link.unwrap_or(before.len());
        let cut = Span::new(span.start + end, span.end);
        edits.retain(|edit| edit.span.end <= cut.start);
        edits.push(Edit { span: cut, replacement: None });
    }
    // Where nothing opens a pair, "»" and "›" with spaces around are arrows.
    let words = &words[..end];
    if !words.contains(['«', '‹']) {
        for (at, arrow) in words.match_indices(['»', '›']) {
            let after = &words[at + arrow.len()..];
            let alone = (at == 0 || words[..at].ends_with(char::is_whitespace))
                && (after.is_empty() || after.starts_with(char::is_whitespace));
            if alone {
                let start = span.start + at;
                edits.push(Edit { span: Span::new(start, start + arrow.len()), replacement: None });
            }
        }
    }
}
