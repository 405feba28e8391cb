//! Names that sign a quotation after a dash: “The road is a trap.” — Ana Ruiz

use super::clause::Clause;
use crate::lexicon::Flag;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, in_phrase, word};
use crate::rules::AttributionRule;

/// True for a dash of any length, and for a hyphen.
pub fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "―" | "--" | "-")
}

/// The name and role after the dash at `at`, if they sign a quotation and end its paragraph or stand before `limit`:
/// “The road is a trap.” — Ana Ruiz
pub fn signature(context: &Context, at: usize, limit: usize) -> Option<Clause> {
    let paragraph = &context.document.paragraphs[context.paragraph_of[at] as usize];
    let limit = limit.min(paragraph.end);
    // Behind the name of a post, its handle and day may stand: "Ana Ruiz (@anaruiz) March 3".
    let handle = (at + 2..limit.min(at + 10)).find(|&i| word(context, i) == "(");
    let handle = handle.filter(|&open| open + 1 < limit && word(context, open + 1).starts_with('@'));
    let mut end = handle.unwrap_or(limit);
    while end > at + 1 && phrases::is_stop(context, end - 1) {
        end -= 1;
    }
    // Behind a comma, a noun for a person is a role whatever its tag: "Ana Ruiz, driver".
    let is_role = |i: usize| context.has(i, Flag::Person) && word(context, i - 1) == ",";
    let signs = end > at + 1
        && end - at <= 10
        && (at + 1..end).all(|i| in_phrase(context, i) || matches!(word(context, i), "," | "of" | "N") || is_role(i))
        && word(context, at + 1).starts_with(char::is_uppercase);
    signs.then(|| Clause { cue: at..at + 1, source: Some(at + 1..end), rule: AttributionRule::SignedAfterMarks })
}

/// The name in the brackets that open at `at` and end the paragraph behind quoted words: “The road is a trap.” (Ana Ruiz,
/// The Herald)
pub fn in_brackets(context: &Context, at: usize, limit: usize) -> Option<Clause> {
    let paragraph = &context.document.paragraphs[context.paragraph_of[at] as usize];
    let close = (at + 1..limit).find(|&i| word(context, i) == ")")?;
    let last = (close + 1..paragraph.end).all(|i| phrases::is_stop(context, i));
    let name = at + 1..(at + 1..close).find(|&i| phrases::kind(context, i) != name_kind::PERSON).unwrap_or(close);
    let signs = last && name.len() > 1 && (name.end == close || word(context, name.end) == ",");
    signs.then_some(Clause { cue: at..at + 1, source: Some(name), rule: AttributionRule::SignedAfterMarks })
}
