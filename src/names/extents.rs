//! Beginnings and ends of names, corrected by what stands beside them.
//!
//! The recognizer labels word by word, and now and then cuts a name short or takes in words that are no part of it.
//! What rules can tell for sure is corrected here: titles and jobs before a person's name, a nickname in quotation
//! marks between given name and surname, a firm's "&", a ministry's "and".
//!
//! **What it gets wrong**: "the Ministry of Health and Interpol" is taken for one name where Interpol is named nowhere
//! else.

use std::ops::Range;

use rustc_hash::FxHashSet as HashSet;

use super::gazetteer::class;
use super::{EntityKind, Name, evidence, gazetteer};
use crate::lexicon::{self, Flag};
use crate::syntax::{Syntax, Tag};
use crate::text::Document;
use crate::text::token::TokenKind;

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

/// The most words that a nickname has: "Hands of Stone".
const MAX_NICKNAME_WORDS: usize = 4;
/// How many paragraphs at a text's start may begin with a dateline.
const MAX_DATELINE_PARAGRAPHS: usize = 8;
/// The most words of one part of a firm's name, and the most particles of a surname.
const MAX_PART_WORDS: usize = 3;

impl Text<'_> {
    /// The word at `i`; "" beyond the text.
    fn word(&self, i: usize) -> &str {
        if i < self.document.tokens.len() { self.document.word(i) } else { "" }
    }

    /// Whether the token is a word that begins with a capital.
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

    /// Divides the two sides of a result that were taken for one name: "Lowfield | 2 | Tarbet | 1".
    fn without_score(&self, name: Name) -> [Option<Name>; 2] {
        let number = |i: usize| {
            self.document.tokens.get(i).is_some_and(|token| token.kind() == TokenKind::Number)
                && self.word(i).len() <= 3
        };
        let Range { start, end } = name.tokens;
        let last = if number(end - 1) { end - 1 } else { end };
        let inner = (start + 1..last.saturating_sub(1)).find(|&i| number(i) && self.is_capital(i + 1));
        match inner.filter(|_| number(last) && name.kind != EntityKind::Person) {
            Some(score) => {
                let first = Name { tokens: start..score, ..name.clone() };
                [Some(first), Some(Name { tokens: score + 1..last, ..name })]
            }
            None => [Some(name), None],
        }
    }

    /// Divides a dateline without a dash from the name that its sentence begins with: "NEWPORT | Harbor Trust". A
    /// single word behind it that is in no list and no name elsewhere is left out: "NEWPORT | Shares fell".
    fn without_dateline(&self, name: Name) -> [Option<Name>; 2] {
        const PLACES: u8 = class::CITY | class::COUNTRY | class::REGION;
        let Range { start, end } = name.tokens;
        if !self.document.paragraphs.iter().take(MAX_DATELINE_PARAGRAPHS).any(|paragraph| paragraph.start == start) {
            return [Some(name), None];
        }
        let shouted = |&i: &usize| self.word(i).chars().all(char::is_uppercase);
        let city = start + (start..end).take_while(shouted).count();
        let letters = city > start && self.document.span(start..city).of(self.document.text).len() > 3;
        let next = self.word(city);
        let goes_on = self.is_capital(city) && (next.contains(char::is_lowercase) || next.contains('.'));
        if !letters || !goes_on || self.listed(start, city) & PLACES == 0 {
            return [Some(name), None];
        }
        let dateline = Name { tokens: start..city, kind: EntityKind::Place, ..name.clone() };
        let listed = self.listed(city, end);
        let kind = match name.kind {
            _ if listed & PLACES > 0 => EntityKind::Place,
            _ if listed & class::GROUP > 0 => EntityKind::Group,
            EntityKind::Place => EntityKind::Organization,
            kind => kind,
        };
        let named = end > city && (listed > 0 || end - city > 1 || self.one_word_names.contains(next));
        let rest = named.then_some(Name { tokens: city..end, kind, ..name });
        [Some(dateline), rest]
    }

    /// Leaves out the jobs and titles before a person's name: "Winger | Sadio Bakare", "Tan Sri | Azam".
    fn drop_job(&self, name: &mut Name) {
        const RANKS: &[&str] = &["ACC", "DC", "DCI", "DCS", "DI", "DS", "DSI", "PC", "PS", "WPC"];
        let tokens = &mut name.tokens;
        while tokens.len() > 1 {
            let (word, next) = (self.word(tokens.start), self.word(tokens.start + 1));
            let of_two = matches!(
                (word, next),
                ("Tan" | "Puan" | "Toh", "Sri" | "Puan") | ("Datuk" | "Dato" | "Datin", "Seri" | "Sri")
            );
            if of_two && tokens.len() > 2 {
                tokens.start += 2;
                continue;
            }
            let title = lexicon::has(word.trim_end_matches('.'), Flag::Title)
                || evidence::is_title(word)
                || RANKS.contains(&word)
                // "PC Priya Holt … PC | Holt": what stands before the full name is no part of it.
                || !self.is_given(tokens.start) && self.before_full_names.contains(&(word, self.word(tokens.end - 1)));
            // "Madame de Reyes" keeps its title.
            if !title || lexicon::has(next, Flag::Particle) && next.starts_with(char::is_lowercase) {
                break;
            }
            tokens.start += 1;
            if self.word(tokens.start) == "." && tokens.len() > 1 {
                tokens.start += 1;
            }
        }
        // "Orthopaedic Technologist | Ana Maria Reyes": the last word of the job shows where it ends.
        let job = (tokens.start..tokens.end.saturating_sub(2)).rev().find(|&i| {
            lexicon::has(self.word(i), Flag::Person)
                && !matches!(self.word(i), "Man" | "Boy" | "Girl" | "Lady" | "Woman")
                && !self.is_given(i)
        });
        if let Some(job) = job {
            tokens.start = job + 1;
        }
        // "Singer | Lumen", where "Lumen" is a name elsewhere.
        let job_alone = tokens.len() == 2
            && lexicon::has(self.word(tokens.start), Flag::Person)
            && !self.is_given(tokens.start)
            && self.one_word_names.contains(self.word(tokens.start + 1));
        if job_alone {
            tokens.start += 1;
        }
    }

    /// Leaves out the noun that says what sort of body a name's bearer is, where its capital may be that of the sentence:
    /// "Drugmaker | Halcion". Not in "Charity Commission", whose rest is a noun.
    fn drop_sort_of_body(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let sort = end - start == 2 && self.begins_sentence(start) && lexicon::has(self.word(start), Flag::BeforeName);
        let noun = || lexicon::noun(&self.word(start + 1).to_lowercase()).is_some();
        if sort && !noun() && self.listed(start, end) == 0 {
            name.tokens.start += 1;
        }
    }

    /// Whether a token is the first of its sentence.
    fn begins_sentence(&self, i: usize) -> bool {
        i == 0 || self.sentence_end(i - 1) == i
    }

    /// Takes a place for a person where it begins with a given name, has a particle behind that, and is in no list:
    /// "Sofia della Rocca".
    fn with_particle(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        if name.kind == EntityKind::Place
            && end - start > 2
            && self.is_given(start)
            && lexicon::has(self.word(start + 1), Flag::Particle)
            && self.listed(start, end) == 0
            && !self.is_located(start)
        {
            name.kind = EntityKind::Person;
        }
    }

    /// Whether a preposition that places follow stands before a token: "in", "from".
    fn is_located(&self, start: usize) -> bool {
        start > 0 && matches!(self.word(start - 1), "of" | "in" | "In" | "from" | "to" | "at" | "near")
    }

    /// Takes in the particles before a surname that the text has with them elsewhere: "Van der | Haag".
    fn take_particles(&self, name: &mut Name) {
        if self.surnames_with_particles.is_empty() {
            return;
        }
        let floor = name.tokens.start.saturating_sub(MAX_PART_WORDS);
        let particles = (floor..name.tokens.start).rev().take_while(|&i| lexicon::has(self.word(i), Flag::Particle));
        let known =
            |&start: &usize| self.surnames_with_particles.contains(&lower(self.document, start, name.tokens.end));
        if let Some(start) = particles.filter(known).last() {
            name.tokens.start = start;
        }
    }

    /// Takes in the particles before the surnames of all persons, unless they are part of the name before.
    fn take_all_particles(&self, names: &mut [Name]) {
        let mut end = 0;
        for name in names {
            if name.kind == EntityKind::Person {
                let start = name.tokens.start;
                self.take_particles(name);
                if name.tokens.start < end {
                    name.tokens.start = start;
                }
            }
            end = name.tokens.end;
        }
    }

    /// Takes in the given name right before a person's full name: "Andrés | Manuel Pineda". The tagger must take it for
    /// a name, because at the start of a sentence it may be another word. `floor` is where the name before ends.
    fn take_given_before(&self, floor: usize, name: &mut Name) {
        let Some(before) = name.tokens.start.checked_sub(1).filter(|&before| before >= floor) else { return };
        let given = self.is_capital(before)
            && self.is_given(before)
            && self.syntax.tags[before] == Tag::NNP
            && !evidence::is_title(self.word(before))
            && !lexicon::has(self.word(before), Flag::Person)
            && !lexicon::has(self.word(before), Flag::Month)
            && self.sentence_end(before) > name.tokens.start;
        // "Péter | Smith": with an accent it is no English word that begins a sentence.
        let accented = || self.is_unlisted_with_accent(before) && self.sentence_end(before) > name.tokens.start;
        if given && name.tokens.len() > 1 && self.is_given(name.tokens.start) || name.tokens.len() == 1 && accented() {
            name.tokens.start = before;
        }
    }

    /// Whether a word with a capital has an accent and is in no list of names but that of given ones.
    fn is_unlisted_with_accent(&self, i: usize) -> bool {
        let letters = |c: char| c.is_alphabetic() && !c.is_uppercase();
        let word = self.word(i);
        let accent = !word.is_ascii() && word.chars().skip(1).all(letters);
        accent && self.is_capital(i) && !lexicon::has(word, Flag::Title) && self.listed(i, i + 1) & !class::GIVEN == 0
    }

    /// Takes in a surname that is spelled like a verb of saying: "Omar | Said, 21, from Leeds".
    fn take_surname(&self, name: &mut Name) {
        let at = name.tokens.end;
        let word = self.word(at);
        let verb = self.is_capital(at) && word.contains(char::is_lowercase) && lexicon::has(word, Flag::Says);
        let number = |i: usize| self.document.tokens.get(i).is_some_and(|token| token.kind() == TokenKind::Number);
        let next = self.word(at + 1);
        let closes = next == "," && (number(at + 2) || self.word(at + 2).starts_with(char::is_lowercase))
            || matches!(next, "'s" | "’s" | "." | "and")
            || lexicon::has(next, Flag::Says) && next.starts_with(char::is_lowercase);
        if verb && closes && name.tokens.len() == 1 && self.is_given(name.tokens.start) {
            name.tokens.end += 1;
        }
    }

    /// Leaves out a verb of saying in capitals at either end of a name: "CARLA DENT | SAID".
    fn drop_verb(&self, name: &mut Name) {
        let plain = |i: usize| {
            let word = self.word(i);
            !word.contains(char::is_lowercase) && word.len() > 2 && lexicon::has(word, Flag::Plain)
        };
        while name.tokens.len() > 2 && plain(name.tokens.end - 1) {
            name.tokens.end -= 1;
        }
        while name.tokens.len() > 2 && plain(name.tokens.start) {
            name.tokens.start += 1;
        }
    }

    /// Leaves out letters for an office or honour at the end of a name: "James Hart | KC".
    fn drop_honours(&self, name: &mut Name) {
        const LETTERS: &[&str] = &["KC", "QC", "MP", "MEP", "MSP", "OBE", "MBE", "CBE"];
        while name.tokens.len() > 2 && LETTERS.contains(&self.word(name.tokens.end - 1)) {
            name.tokens.end -= 1;
        }
    }

    /// Takes in the given name before a surname with particles, and the particles: "Sofia della | Rocca". If the given
    /// name is a name in `out`, it is taken from there.
    fn take_given(&self, out: &mut Vec<Name>, name: &mut Name) {
        let particle =
            |&i: &usize| lexicon::has(self.word(i), Flag::Particle) && self.word(i).starts_with(char::is_lowercase);
        let floor = name.tokens.start.saturating_sub(MAX_PART_WORDS);
        let Some(first) = (floor..name.tokens.start).rev().take_while(particle).last() else { return };
        let named = out.last().filter(|last| last.tokens.end >= first);
        if named.is_some_and(|last| last.tokens.end > first || last.tokens.len() > 1) || first == 0 {
            return;
        }
        let (start, named) = (first - 1, named.is_some());
        if !(named || self.is_capital(start) && self.syntax.tags[start] == Tag::NNP) {
            return;
        }
        let person = name.kind == EntityKind::Person
            || matches!(name.kind, EntityKind::Place | EntityKind::Organization)
                && name.tokens.len() == 1
                && !self.is_located(start);
        let together = self.sentence_end(start) > name.tokens.start;
        if person && together && self.is_given(start) && self.listed(start, name.tokens.end) == 0 {
            name.tokens.start = start;
            name.kind = EntityKind::Person;
            if named {
                out.pop();
            }
        }
    }

    /// The index in `found` of the given name that a nickname in quotation marks joins to `name`: William "Bud" |
    /// Hansen. None if there is none.
    fn nicknamed(&self, found: &[Name], name: &Name) -> Option<usize> {
        let mark = |i: usize| {
            self.document.tokens[i].kind() == TokenKind::Mark && self.word(i) != "'s" && self.word(i) != "’s"
        };
        let close = name.tokens.start.checked_sub(1).filter(|&i| mark(i))?;
        let open = (close.saturating_sub(MAX_NICKNAME_WORDS + 1)..close.saturating_sub(1)).rev().find(|&i| mark(i))?;
        let words = open + 1..close;
        let plain = words.clone().all(|i| self.document.tokens[i].kind() == TokenKind::Word);
        let first = found.iter().rposition(|other| other.tokens.end == open)?;
        let given = found[first].kind == EntityKind::Person && found[first].tokens.len() <= 2;
        (given && plain && self.is_capital(words.start) && name.tokens.len() <= 2).then_some(first)
    }

    /// Joins the parts of a firm's name: "Keller, Moss & Tran", "Morrow & Sons".
    fn join_ampersand(&self, out: &mut Vec<Name>, name: &mut Name) {
        let joins = matches!(
            name.kind,
            EntityKind::Person
                | EntityKind::Organization
                | EntityKind::Place
                | EntityKind::Facility
                | EntityKind::Other
        );
        if !joins {
            return;
        }
        // "Ana Reyes & Tom Field" are two persons.
        let person = |name: &Name| name.kind == EntityKind::Person && name.tokens.len() > 1;
        let place = |name: &Name| name.kind == EntityKind::Place;
        // "Bright & | Wells", where "Bright" was not found as a name.
        let free = out.last().is_none_or(|last| last.tokens.end + 1 < name.tokens.start);
        let town = place(name)
            && free
            && name.tokens.start > 3
            && self.word(name.tokens.start - 1) == "&"
            && self.is_capital(name.tokens.start - 2)
            && !matches!(self.word(name.tokens.start - 3), "in" | "In" | "near" | "from" | "at" | "to");
        let is_two =
            out.last().is_some_and(|last| last.tokens.end + 1 == name.tokens.start && (person(last) || place(last)));
        let mut joined = false;
        let kin = matches!(
            self.word(name.tokens.end + 1),
            "Co" | "Co." | "Sons" | "Daughters" | "Brothers" | "Partners" | "Associates" | "Company"
        );
        if (person(name) || place(name) && !town) && !kin || is_two {
            return;
        }
        if self.word(name.tokens.end) == "&" && self.is_capital(name.tokens.end + 1) {
            let from = name.tokens.end + 1;
            let limit = self.sentence_end(from).min(from + MAX_PART_WORDS);
            name.tokens.end = (from..limit).find(|&i| !self.is_capital(i)).unwrap_or(limit);
            joined = true;
        } else if name.tokens.start > 1
            && self.word(name.tokens.start - 1) == "&"
            && self.is_capital(name.tokens.start - 2)
        {
            let to = name.tokens.start - 1;
            let floor = to.saturating_sub(MAX_PART_WORDS);
            name.tokens.start = (floor..to).rev().take_while(|&i| self.is_capital(i)).last().unwrap_or(to);
            joined = true;
        }
        if !joined && !name.tokens.clone().any(|i| self.word(i) == "&") {
            return;
        }
        if joined || name.kind == EntityKind::Person {
            name.kind = EntityKind::Organization;
        }
        // In "Tilda & Grant's said" the possessive is part of the name.
        let verb =
            self.syntax.tags.get(name.tokens.end + 1).is_some_and(|tag| matches!(tag, Tag::VBD | Tag::VBZ | Tag::MD));
        if matches!(self.word(name.tokens.end), "'s" | "’s") && verb {
            name.tokens.end += 1;
        }
        // "Keller, | Moss & Tran"
        while let Some(last) = out.last() {
            let touches = last.tokens.end > name.tokens.start;
            let listed = last.tokens.end + 1 == name.tokens.start
                && self.word(last.tokens.end) == ","
                && last.tokens.len() == 1
                && last.kind == EntityKind::Person;
            if !touches && !listed {
                break;
            }
            name.tokens.start = name.tokens.start.min(last.tokens.start);
            out.pop();
        }
    }

    /// Joins a couple's given names in the name of what they founded: "Bill and | Rose Tate Foundation".
    fn join_couple(&self, out: &mut Vec<Name>, name: &mut Name) {
        let founded = matches!(
            self.word(name.tokens.end - 1),
            "Foundation" | "Trust" | "Fund" | "Center" | "Centre" | "Institute"
        );
        if name.kind != EntityKind::Organization || !founded || !self.is_given(name.tokens.start) {
            return;
        }
        let Some(last) = out.last() else { return };
        let couple = last.tokens.end + 1 == name.tokens.start && matches!(self.word(last.tokens.end), "and" | "&");
        if couple && last.tokens.len() == 1 && self.is_given(last.tokens.start) {
            name.tokens.start = last.tokens.start;
            out.pop();
        }
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

    /// Takes in the rest of a ministry's or committee's name: "Department for Roads | and Bridges".
    fn take_rest_of_ministry(&self, name: &mut Name) {
        const HEADS: [&str; 10] = [
            "Department",
            "Ministry",
            "Committee",
            "Commission",
            "Directorate",
            "Secretariat",
            "Office",
            "Organisation",
            "Organization",
            "Minister",
        ];
        let inner = name.tokens.clone().any(|i| matches!(self.word(i), "of" | "for" | "on"));
        let head = HEADS.contains(&self.word(name.tokens.start));
        if name.kind != EntityKind::Organization || !head || !inner {
            return;
        }
        let sentence_end = self.sentence_end(name.tokens.start);
        loop {
            let and = name.tokens.end;
            let from = and + 1;
            // "Food, Rural Affairs and Fisheries": a comma only where an "and" follows.
            let comma = self.word(and) == ","
                && (from..sentence_end.min(from + MAX_PART_WORDS + 1))
                    .find(|&i| !self.is_capital(i))
                    .is_some_and(|i| self.word(i) == "and");
            if !comma && self.word(and) != "and" || from >= sentence_end {
                return;
            }
            let end = (from..sentence_end.min(from + MAX_PART_WORDS))
                .find(|&i| !self.is_capital(i))
                .unwrap_or(from + MAX_PART_WORDS);
            let end = end.min(sentence_end);
            let own = self.one_word_names.contains(self.word(from)) || HEADS.contains(&self.word(from));
            let letters = !self.word(from).contains(char::is_lowercase);
            if end == from || own || letters || lexicon::has(self.word(from).trim_end_matches('.'), Flag::Title) {
                return;
            }
            name.tokens.end = end;
        }
    }
}
