//! Who asks, answers and is meant by initials in interviews and court records, by what the text says around the turns.

use std::ops::Range;

use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is, word};

/// The names of people in a range of tokens.
pub fn people(context: &Context, range: Range<usize>) -> Vec<Range<usize>> {
    let mut people: Vec<Range<usize>> = Vec::new();
    for i in range.filter(|&i| phrases::kind(context, i) == name_kind::PERSON) {
        match people.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => people.push(i..i + 1),
        }
    }
    people
}

/// Who answers: the only person that the text names before its first question, in paragraph `first`.
pub fn interviewee(context: &Context, first: usize) -> Option<Range<usize>> {
    let paragraphs = context.document.paragraphs[..first].iter();
    // Not of "BY MS. HALE:".
    let people: Vec<Range<usize>> =
        paragraphs.filter(|p| word(context, p.end - 1) != ":").flat_map(|p| people(context, p.clone())).collect();
    let family = |name: &Range<usize>| word(context, name.end - 1);
    let fullest = people.iter().rev().max_by_key(|name| name.len())?;
    people.iter().all(|name| family(name) == family(fullest)).then(|| fullest.clone())
}

/// Who examines a witness from a paragraph on: "BY MR. HALLORAN:"
pub fn examiners(context: &Context) -> Vec<(usize, Range<usize>)> {
    let examiner = |(number, paragraph): (usize, &Range<usize>)| {
        let fits = (3..=6).contains(&paragraph.len()) && word(context, paragraph.end - 1) == ":";
        let by = fits && is(context, paragraph.start, &["by"]);
        by.then(|| (number, paragraph.start + 1..paragraph.end - 1))
    };
    context.document.paragraphs.iter().enumerate().filter_map(examiner).collect()
}

/// The letters of a word that is somebody's initials: "L.K."
pub fn initials(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().filter(|&c| c != '.').collect();
    let upper = letters.iter().all(|c| c.is_uppercase());
    (upper && (2..=3).contains(&letters.len()) && (word.contains('.') || letters.len() == 2)).then_some(letters)
}
