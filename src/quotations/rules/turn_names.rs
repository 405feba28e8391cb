//! Names of speakers whom interviews and court records only call "Q", "A" or by initials, from the text around the
//! turns.

use std::ops::Range;

use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, word};

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

/// The person who answers in an interview: the only one whom these paragraphs name, which are those before the first
/// question or after the last answer. None if they name several, unless they share the last part of the name.
pub fn interviewee(context: &Context, paragraphs: Range<usize>) -> Option<Range<usize>> {
    let paragraphs = context.document.paragraphs[paragraphs].iter();
    // "BY MS. HALE:" names who asks.
    let people: Vec<Range<usize>> =
        paragraphs.filter(|p| word(context, p.end - 1) != ":").flat_map(|p| people(context, p.clone())).collect();
    let family = |name: &Range<usize>| word(context, name.end - 1);
    let fullest = people.iter().rev().max_by_key(|name| name.len())?;
    people.iter().all(|name| family(name) == family(fullest)).then(|| fullest.clone())
}

/// Those who examine a witness, in text order: lines such as "BY MR. HALLORAN:". Each comes with the number of the
/// line's paragraph, from which on it holds.
pub fn examiners(context: &Context) -> Vec<(usize, Range<usize>)> {
    let examiner = |(number, paragraph): (usize, &Range<usize>)| {
        let fits = (3..=6).contains(&paragraph.len()) && word(context, paragraph.end - 1) == ":";
        let by = fits && is_one_of(context, paragraph.start, &["by"]);
        by.then(|| (number, paragraph.start + 1..paragraph.end - 1))
    };
    context.document.paragraphs.iter().enumerate().filter_map(examiner).collect()
}

/// The letters of a word of two or three capitals that can be somebody's initials: "L.K.". None for other words.
pub fn initials(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().filter(|&c| c != '.').collect();
    let upper = letters.iter().all(|c| c.is_uppercase());
    (upper && (2..=3).contains(&letters.len()) && (word.contains('.') || letters.len() == 2)).then_some(letters)
}
