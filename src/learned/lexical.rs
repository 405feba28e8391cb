//! What a model sees of a word itself: its spelling, case, affixes and shape, as hashes, and its cluster.

use std::ops::Index;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::clusters;
use super::features::{EMPTY, hash, hash_byte, hash_lower};
use crate::incremental::Unchanged;
use crate::text::Document;

/// What a model sees of a word: hashes of its spelling, and its cluster.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    /// The hash of the word as written.
    pub form: u32,
    /// The hash of the word in lower case.
    pub lower: u32,
    /// The hash of its last two letters, in lower case.
    pub suffix2: u32,
    /// The hash of its last three letters, in lower case.
    pub suffix3: u32,
    /// The hash of its first three letters, in lower case.
    pub prefix3: u32,
    /// The hash of its shape: "Xx" for "Kim", "X.X." for "U.S.", "d,d" for "1,000".
    pub shape: u32,
    /// The code of the words that it is like: see [`clusters`].
    pub cluster: u16,
}

/// Stands for what is before a text's first word and after its last.
pub const EDGE: Word = Word { form: 1, lower: 1, suffix2: 1, suffix3: 1, prefix3: 1, shape: 1, cluster: 999 };

impl Word {
    /// What a model sees of `word`.
    pub fn new(word: &str) -> Word {
        if word.is_ascii() {
            return Word::ascii(word.as_bytes());
        }
        let tail = |n: usize| word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
        let head = word.char_indices().nth(3).map_or(word.len(), |(i, _)| i);
        let lower = hash_lower(word) as u32;
        Word {
            form: hash(word) as u32,
            lower,
            suffix2: hash_lower(&word[tail(2)..]) as u32,
            suffix3: hash_lower(&word[tail(3)..]) as u32,
            prefix3: hash_lower(&word[..head]) as u32,
            shape: shape(word.chars()),
            cluster: clusters::code(lower).into(),
        }
    }

    /// What a model sees of a word in ASCII, as [`Word::new`], but quicker; most words are in ASCII.
    fn ascii(word: &[u8]) -> Word {
        let hash_lower = |part: &[u8]| part.iter().fold(EMPTY, |h, b| hash_byte(h, b.to_ascii_lowercase())) as u32;
        let lower = hash_lower(word);
        Word {
            form: word.iter().copied().fold(EMPTY, hash_byte) as u32,
            lower,
            suffix2: hash_lower(&word[word.len().saturating_sub(2)..]),
            suffix3: hash_lower(&word[word.len().saturating_sub(3)..]),
            prefix3: hash_lower(&word[..word.len().min(3)]),
            shape: shape(word.iter().map(|&b| char::from(b))),
            cluster: clusters::code(lower).into(),
        }
    }
}

/// The cluster of a word, whatever its case.
pub fn cluster(word: &str) -> u16 {
    clusters::code(hash_lower(word) as u32).into()
}

/// The hash of a word's shape: runs of capitals, small letters and digits, and other signs as they are.
#[inline]
fn shape(word: impl Iterator<Item = char>) -> u32 {
    let mut h = 17u32;
    let (mut last, mut run) = ('\0', 0);
    for c in word.take(24) {
        let class = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            c if c.is_ascii() => c,
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            '’' => '\'',
            c => c,
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        // Single, double and longer runs are told apart: "J", "US", "NATO".
        if run < if class == 'd' { 4 } else { 2 } {
            h = (h ^ class as u32).wrapping_mul(0x0100_0193);
        }
    }
    h
}

/// What a model sees of each word of a document, by token. Equal words are looked at only once: a text has far fewer
/// distinct words than tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// For each token of the text, the number of its word: an index into `distinct`.
    of_token: Vec<u32>,
    distinct: Vec<Word>,
    /// For each distinct word, the first token that is that word.
    first: Vec<u32>,
    /// For each distinct word, its number in the text before an edit, or [`NONE`].
    was: Vec<u32>,
}

impl Words {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.of_token.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.of_token.is_empty()
    }

    /// The word of token `i`, if there is one.
    pub fn get(&self, i: usize) -> Option<&Word> {
        self.of_token.get(i).map(|&word| &self.distinct[word as usize])
    }

    /// The number of the word of token `i` among the distinct words.
    #[inline]
    pub fn number(&self, i: usize) -> usize {
        self.of_token[i] as usize
    }

    /// How many distinct words there are.
    pub fn distinct(&self) -> usize {
        self.first.len()
    }

    /// What `fact` tells of each distinct word, by its number, given a token that is that word.
    pub fn table<T>(&self, mut fact: impl FnMut(usize) -> T) -> Vec<T> {
        self.first.iter().map(|&i| fact(i as usize)).collect()
    }

    /// What `fact` tells of each distinct word, as [`Words::table`], but asks it only of words that the text before an
    /// edit did not have. `last` is the table of that text.
    pub fn update_table<T>(&self, mut last: Vec<T>, mut fact: impl FnMut(usize) -> T) -> Vec<T> {
        // Most edits change a word or two, and leave all others their numbers.
        let stays = |(word, &was): (usize, &u32)| was == NONE || was as usize == word;
        if [last.len(), self.was.len()] == [self.first.len(); 2] && self.was.iter().enumerate().all(stays) {
            for (word, _) in self.was.iter().enumerate().filter(|(_, was)| **was == NONE) {
                last[word] = fact(self.first[word] as usize);
            }
            return last;
        }
        let mut last: Vec<Option<T>> = last.into_iter().map(Some).collect();
        let mut told = |word: usize| last.get_mut(*self.was.get(word)? as usize)?.take();
        let words = self.first.iter().enumerate();
        words.map(|(word, &i)| told(word).unwrap_or_else(|| fact(i as usize))).collect()
    }

    /// Frees all but the numbers of words, which are what the last stage asks for.
    pub fn keep_numbers(&mut self) {
        self.distinct = Vec::new();
        self.was = Vec::new();
    }
}

impl Index<usize> for Words {
    type Output = Word;

    #[inline]
    fn index(&self, i: usize) -> &Word {
        &self.distinct[self.of_token[i] as usize]
    }
}

/// What a model sees of each word of a document. Unchanged tokens take theirs from `last`, the words of the text before an edit.
pub fn words(document: &Document, last: &Words) -> Words {
    let unchanged = document.unchanged.filter(|_| !last.is_empty());
    let Unchanged { at_start, at_end } = unchanged.unwrap_or_default();
    let count = document.tokens.len();
    let mut words = Words { of_token: Vec::with_capacity(count), ..Words::default() };
    let room = count.min(1024).max(last.distinct.len());
    let mut known: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
    // For each word of the text before, its number here.
    let mut number_of = vec![NONE; last.distinct.len()];
    for i in 0..count {
        let old = match i {
            _ if i < at_start => Some(last.number(i)),
            _ if i + at_end >= count => Some(last.number(last.len() + i - count)),
            _ => None,
        };
        let mut number = old.map_or(NONE, |old| number_of[old]);
        if number == NONE {
            let word = document.word(i);
            let next = words.distinct.len() as u32;
            // Most words are known. A look-up tells that sooner than finding the place of a new entry.
            number = known.get(word).map_or(next, |&known| known as u32);
            if number == next {
                known.insert(word, number as usize);
                words.distinct.push(old.map_or_else(|| Word::new(word), |old| last.distinct[old]));
                words.first.push(i as u32);
                words.was.push(old.map_or(NONE, |old| old as u32));
            }
            if let Some(old) = old {
                number_of[old] = number;
            }
        }
        words.of_token.push(number);
    }
    words
}

/// In place of a word's number: the word has none.
const NONE: u32 = u32::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_as_in_a_text_that_is_new() {
        let mut text = "The council met.\nAna Ruiz left the council.\nIt met again.\n".repeat(3);
        text += "Roads and bridges of small towns along old borders cost far more money than most others do.\n";
        let mut last = crate::text::retokenize::PreviousText::default();
        let document = Document::after_edit(&text, &mut last);
        let mut before = words(&document, &Words::default());
        let mut told = before.table(|i| document.word(i).to_owned());
        for (old, new) in
            [("", ""), ("Ana", "An"), ("met.", "met Ana."), ("The", "It"), ("left", "left left"), ("again.", "")]
        {
            let text = text.replacen(old, new, 1);
            let document = Document::after_edit(&text, &mut last);
            let found = words(&document, &before);
            let mut asked = 0;
            told = found.update_table(told, |i| {
                asked += 1;
                document.word(i).to_owned()
            });
            assert_eq!(told, found.table(|i| document.word(i).to_owned()));
            assert!(asked <= 14, "no more than the words of the lines that changed: {asked}");
            let plain = |words: Words| Words { was: Vec::new(), ..words };
            assert_eq!(plain(found.clone()), plain(words(&document, &Words::default())), "{old} → {new}");
            before = found;
        }
    }

    #[test]
    fn each_token_has_its_own_word() {
        let document = Document::new("The council met. “The Council met,” the COUNCIL said, é É e.");
        let words = words(&document, &Words::default());
        assert!(words.distinct.len() < words.len());
        for i in 0..document.tokens.len() {
            assert_eq!(words[i], Word::new(document.word(i)));
        }
        assert_eq!(words.get(words.len()), None);
        let letters = words.table(|i| document.word(i).to_owned());
        assert!((0..words.len()).all(|i| letters[words.number(i)] == document.word(i)));
    }
}
