//! Beginnings and ends of names, corrected by what stands beside them.
//!
//! The recognizer labels word by word, and now and then cuts a name short or takes in words that are no part of it.
//! What rules can tell for sure is corrected here: titles and jobs before a person's name, a nickname in quotation
//! marks between given name and surname, a firm's "&", a ministry's "and". Where two names were taken for one they are
//! divided, and what is no name at all is left out: the "Who" of "Q: Who pays?"

mod bodies;
mod divided;
mod left_out;
mod persons;

use rustc_hash::FxHashSet as HashSet;

use super::gazetteer::class;
use super::{EntityKind, Name, gazetteer};
use crate::lexicon::{self, Flag};
use crate::syntax::Syntax;
use crate::text::Document;

/// The names with their beginnings and ends corrected, in order; what turns out to be no name is left out.
pub fn correct_extents(document: &Document, syntax: &Syntax, names: Vec<Name>) -> Vec<Name> {
    let mut text = Text {
        document,
        syntax,
        one_word_names: one_word_names(document, &names),
        surnames_with_particles: surnames_with_particles(document, &names),
        before_full_names: before_full_names(document, &names),
    };
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let parted = names.into_iter().flat_map(|name| text.without_score(name));
    for mut name in parted.flatten().flat_map(|name| text.without_dateline(name)).flatten() {
        // A name before may have taken in this one, or its beginning.
        if out.last().is_some_and(|last| name.tokens.start < last.tokens.end) {
            continue;
        }
        while name.tokens.len() > 1 && matches!(text.word(name.tokens.start), "(" | "[") {
            name.tokens.start += 1;
        }
        text.with_particle(&mut name);
        text.take_given(&mut out, &mut name);
        text.take_general(&mut name);
        if name.kind == EntityKind::Person {
            text.drop_job(&mut name);
            text.drop_verb(&mut name);
            text.drop_honours(&mut name);
            text.take_given_before(out.last().map_or(0, |last| last.tokens.end), &mut name);
            text.take_surname(&mut name);
            text.take_particles(&mut name);
            if let Some(first) = text.nicknamed(&out, &name) {
                let start = out[first].tokens.start;
                out.truncate(first);
                name.tokens.start = start;
            }
        }
        text.drop_seat(&mut name);
        text.drop_sort_of_body(&mut name);
        text.join_ampersand(&mut out, &mut name);
        text.join_couple(&mut out, &mut name);
        text.take_rest_of_ministry(&mut name);
        if !text.is_question(&name) && !text.is_time_and_word(&name) {
            out.push(name);
        }
    }
    // Some surnames with particles show only after the corrections: "Sofia della Rocca … Ms della | Rocca".
    text.surnames_with_particles = surnames_with_particles(document, &out);
    text.take_all_particles(&mut out);
    out
}

/// The words that are a whole name somewhere in the text, but not behind "and" or "&": "Ruiz".
fn one_word_names<'d>(document: &Document<'d>, names: &[Name]) -> HashSet<&'d str> {
    let after_and = |name: &Name| name.tokens.start > 0 && matches!(document.word(name.tokens.start - 1), "and" | "&");
    let single = names.iter().filter(|name| name.tokens.len() == 1 && !after_and(name));
    single.map(|name| document.word(name.tokens.start)).collect()
}

/// The surnames of persons from their first particle on, in lower case: "van der haag".
fn surnames_with_particles(document: &Document, names: &[Name]) -> HashSet<String> {
    let persons = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 2);
    let tail = |name: &Name| {
        let first =
            (name.tokens.start + 1..name.tokens.end - 1).find(|&i| lexicon::has(document.word(i), Flag::Particle))?;
        Some(lower(document, first, name.tokens.end))
    };
    persons.filter_map(tail).collect()
}

/// The two words before each person's full name, where they have capitals, and a job that it begins with, each with the
/// surname: "PC" and "Holt" for "PC | Priya Holt".
fn before_full_names<'d>(document: &Document<'d>, names: &[Name]) -> HashSet<(&'d str, &'d str)> {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let before = |name: &Name| {
        let surname = document.word(name.tokens.end - 1);
        let start = name.tokens.start;
        let sentence = document.sentences.partition_point(|sentence| sentence.end <= start);
        let floor = document.sentences[sentence].start.max(start.saturating_sub(2));
        let words = (floor..start).rev().map(|i| document.word(i));
        let words = words.take_while(|word| word.starts_with(char::is_uppercase));
        let first =
            Some(document.word(start)).filter(|first| name.tokens.len() > 2 && lexicon::has(first, Flag::Person));
        words.chain(first).map(move |word| (word, surname)).collect::<Vec<_>>()
    };
    full.flat_map(before).collect()
}

/// The words of the tokens from `start` to `end`, in lower case, with spaces between.
fn lower(document: &Document, start: usize, end: usize) -> String {
    let words: Vec<String> = (start..end).map(|i| document.word(i).to_lowercase()).collect();
    words.join(" ")
}

/// The text and its words that decide where names begin and end.
struct Text<'t> {
    document: &'t Document<'t>,
    syntax: &'t Syntax,
    /// The words that are a whole name somewhere in the text.
    one_word_names: HashSet<&'t str>,
    /// The surnames with particles in the text, from the first particle on, in lower case: "van dyk".
    surnames_with_particles: HashSet<String>,
    /// The words before persons' full names, each with the surname.
    before_full_names: HashSet<(&'t str, &'t str)>,
}

/// The most words of one part of a firm's name, and the most particles of a surname.
const MAX_PART_WORDS: usize = 3;

impl Text<'_> {
    /// The word at `i`; "" beyond the text.
    #[inline(never)] // called from many places
    fn word(&self, i: usize) -> &str {
        if i < self.document.tokens.len() { self.document.word(i) } else { "" }
    }

    /// Whether the token is a word that begins with a capital.
    #[inline(never)] // called from many places
    fn is_capital(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether a name is nothing but the first word of a question: "Q: Who pays?"
    fn is_question(&self, name: &Name) -> bool {
        let first = name.tokens.len() == 1
            && matches!(self.word(name.tokens.start), "Who" | "What" | "Why" | "When" | "Where" | "How");
        first && self.word(name.tokens.end).starts_with(char::is_lowercase)
    }

    /// Whether a name is a time of day and the first word of what happened then: "10:42 Crews".
    fn is_time_and_word(&self, name: &Name) -> bool {
        let first = self.word(name.tokens.start);
        name.tokens.len() == 2 && first.starts_with(|c: char| c.is_ascii_digit()) && first.contains([':', '.'])
    }

    /// Whether a token is the first of its sentence.
    fn begins_sentence(&self, i: usize) -> bool {
        i == 0 || self.sentence_end(i - 1) == i
    }

    /// Whether a preposition that places follow stands before a token: "in", "from".
    fn is_located(&self, start: usize) -> bool {
        start > 0 && matches!(self.word(start - 1), "of" | "in" | "In" | "from" | "to" | "at" | "near")
    }

    /// Whether the lists of given names have the word at `i`.
    fn is_given(&self, i: usize) -> bool {
        self.listed(i, i + 1) & class::GIVEN > 0
    }

    /// The classes under which lists have the phrase from token `start` to `end`, as bits of [`class`].
    fn listed(&self, start: usize, end: usize) -> u8 {
        let phrase = (start..end).fold(0, |phrase, i| gazetteer::extend(phrase, self.syntax.words[i].lower));
        gazetteer::shipped().classes(phrase)
    }

    /// The end of the sentence that holds token `i`.
    fn sentence_end(&self, i: usize) -> usize {
        let sentences = &self.document.sentences;
        sentences.get(sentences.partition_point(|s| s.end <= i)).map_or(i, |s| s.end)
    }
}
