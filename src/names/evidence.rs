//! What the rest of the article says about the same word (Chieu and Ng 2003): "Ortiz" in a headline is a person because
//! the first paragraph says "Mayor Maria Ortiz".
//!
//! The lists of words here are features that the network of names has learned with. They change only when it learns
//! anew.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::gazetteer::class;
use crate::learned::lexical::Words;
use crate::text::Document;
use crate::text::token::TokenKind;

/// The facts about a word that all its places in a document show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    /// A set of the bits of [`evidence_bit`].
    pub bits: u16,
    /// The hash, in lower case, of the capitalised word that stood right before it last; 0 if none ever did. Words that
    /// begin a sentence don't count.
    pub before: u32,
    /// The hash, in lower case, of the capitalised word that stood right after it last; 0 if none ever did.
    pub after: u32,
}

/// Bits of [`Evidence::bits`]. All but the first are set only where the word has a capital, and its sentence is not in
/// Title Case.
#[allow(missing_docs)]
pub mod evidence_bit {
    /// The word begins with a small letter somewhere.
    pub const SMALL: u16 = 1;
    /// The word stands after a title: "Mr", "President".
    pub const TITLED: u16 = 2;
    /// The word stands after a given name.
    pub const GIVEN_BEFORE: u16 = 4;
    /// The word stands after a preposition of place: "in", "at", "from", "near", "across", "outside".
    pub const LOCATED: u16 = 8;
    /// The word stands before a word of a body: "Party", "Ministry", "Inc".
    pub const BODY_AFTER: u16 = 16;
    /// The word stands beside "said", "says" or "added", or before "told" or "who".
    pub const SPEAKS: u16 = 32;
    /// The word stands after a comma or a word in small letters, so its capital doesn't come from the start of a
    /// sentence.
    pub const INNER: u16 = 64;
    /// The word stands after an opening bracket, as acronyms do.
    pub const BRACKETED: u16 = 128;
    /// The word stands after "the".
    pub const ARTICLE: u16 = 256;
    /// The word stands before a word of a place: "City", "River".
    pub const PLACE_AFTER: u16 = 512;
    /// The word stands beside another capitalised word.
    pub const IN_RUN: u16 = 1024;
    /// The word stands before "'s".
    pub const POSSESSIVE: u16 = 2048;
}

/// Whether a word is a title before a person's name, in that spelling: "Mayor", "Dr", "Dr.".
pub fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Adm",
        "Ambassador",
        "Archbishop",
        "Bishop",
        "Brig",
        "Capt",
        "Captain",
        "Cardinal",
        "Chairman",
        "Chancellor",
        "Chief",
        "Coach",
        "Col",
        "Colonel",
        "Commissioner",
        "Congressman",
        "Congresswoman",
        "Councillor",
        "Councilman",
        "Councilwoman",
        "Dame",
        "Detective",
        "Director",
        "Dr",
        "Emperor",
        "Gen",
        "General",
        "Gov",
        "Governor",
        "Imam",
        "Inspector",
        "Judge",
        "Justice",
        "King",
        "Lady",
        "Lieutenant",
        "Lord",
        "Lt",
        "Madam",
        "Maj",
        "Major",
        "Mayor",
        "Minister",
        "Miss",
        "Mr",
        "Mrs",
        "Ms",
        "Mx",
        "Officer",
        "Pastor",
        "Pope",
        "Premier",
        "President",
        "Prince",
        "Princess",
        "Prof",
        "Professor",
        "Queen",
        "Rabbi",
        "Rep",
        "Representative",
        "Rev",
        "Reverend",
        "Secretary",
        "Sen",
        "Senator",
        "Sergeant",
        "Sgt",
        "Sheikh",
        "Sheriff",
        "Sir",
        "Speaker",
        "Sultan",
        "Superintendent",
        "Supt",
    ];
    TITLES.binary_search(&word.trim_end_matches('.')).is_ok()
}

/// Whether a word belongs to the names of bodies: "Ministry", "Inc.".
fn is_body_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Agency",
        "Association",
        "Authority",
        "Bank",
        "Board",
        "Bureau",
        "Center",
        "Centre",
        "Club",
        "College",
        "Commission",
        "Committee",
        "Company",
        "Congress",
        "Corp",
        "Council",
        "Court",
        "Department",
        "FC",
        "Federation",
        "Foundation",
        "Front",
        "Group",
        "Inc",
        "Institute",
        "League",
        "Ltd",
        "Ministry",
        "Movement",
        "Office",
        "Organization",
        "Organisation",
        "Parliament",
        "Party",
        "Police",
        "Post",
        "Senate",
        "Service",
        "Society",
        "Times",
        "Trust",
        "Union",
        "United",
        "University",
    ];
    WORDS.contains(&word.trim_end_matches('.'))
}

/// Whether a word belongs to the names of places: "River".
fn is_place_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Avenue",
        "Bay",
        "Beach",
        "City",
        "County",
        "District",
        "Hills",
        "Island",
        "Islands",
        "Lake",
        "Mountains",
        "Peninsula",
        "Province",
        "Region",
        "River",
        "Road",
        "Sea",
        "State",
        "Street",
        "Town",
        "Valley",
        "Village",
    ];
    WORDS.contains(&word)
}

/// Facts that a word shows about its neighbours and its sentence, a bit each.
mod word_bit {
    /// It begins with a capital.
    pub const CAPITAL: u16 = 1;
    /// It has more than three bytes, so that a headline in Title Case gives it a capital.
    pub const LONG: u16 = 2;
    /// It has no small letter.
    pub const ALL_CAPITALS: u16 = 4;
    /// It is a title: "Mr".
    pub const TITLE: u16 = 8;
    /// It is a preposition of place: "in".
    pub const LOCATES: u16 = 16;
    /// It is "the".
    pub const ARTICLE: u16 = 32;
    /// It is an opening bracket: "(".
    pub const BRACKET: u16 = 64;
    /// It is a verb that reports, beside the name of whoever speaks: "said".
    pub const SAYS: u16 = 128;
    /// It is a word behind the name of whoever speaks or acts: "told", "who".
    pub const TELLS: u16 = 256;
    /// It begins with a small letter, or is a comma.
    pub const SMALL: u16 = 512;
    /// It belongs to names of bodies: "Ministry".
    pub const BODY: u16 = 1024;
    /// It belongs to names of places: "River".
    pub const PLACE: u16 = 2048;
    /// It is a possessive: "'s".
    pub const POSSESSIVE: u16 = 4096;
}

/// The bits of [`word_bit`] that a word has.
fn word_bits_of(word: &str) -> u16 {
    use word_bit::*;
    let capital = word.starts_with(char::is_uppercase);
    let when = |holds: bool, bit: u16| if holds { bit } else { 0 };
    let closed = match word {
        "in" | "at" | "from" | "near" | "In" | "across" | "outside" => LOCATES,
        "the" | "The" => ARTICLE,
        "(" => BRACKET,
        "said" | "says" | "added" => SAYS,
        "told" | "who" => TELLS,
        "'s" | "’s" => POSSESSIVE,
        _ => 0,
    };
    closed
        | when(capital, CAPITAL)
        | when(word.len() > 3, LONG)
        | when(!word.contains(char::is_lowercase), ALL_CAPITALS)
        | when(word.starts_with(|c: char| c.is_lowercase() || c == ','), SMALL)
        | when(capital && is_title(word), TITLE)
        | when(capital && is_body_word(word), BODY)
        | when(capital && is_place_word(word), PLACE)
}

/// The evidence for each word of a document. Words that differ only in case count as one.
pub struct WordEvidence {
    /// For each distinct word, a set of the bits of [`word_bit`].
    word_bits: Vec<u16>,
    /// For each distinct word, its index in `evidence`.
    evidence_index: Vec<u32>,
    evidence: Vec<Evidence>,
}

impl WordEvidence {
    /// The words of an article, of which no evidence is gathered yet. `word_bits` are those of the text before an edit;
    /// empty if there is none.
    pub fn new(document: &Document, words: &Words, word_bits: Vec<u16>) -> WordEvidence {
        let mut known: HashMap<u64, usize> = HashMap::with_capacity_and_hasher(words.distinct(), FxBuildHasher);
        let evidence_index = words.table(|i| {
            let next = known.len();
            *known.entry(words[i].lower.into()).or_insert(next) as u32
        });
        let evidence = vec![Evidence::default(); known.len()];
        WordEvidence {
            word_bits: words.update_table(word_bits, |i| word_bits_of(document.word(i))),
            evidence_index,
            evidence,
        }
    }

    /// The bits of each distinct word, to keep for the next text.
    pub fn into_word_bits(self) -> Vec<u16> {
        self.word_bits
    }

    /// Whether the word of that number begins with a capital letter.
    #[inline]
    pub fn is_capital(&self, word: usize) -> bool {
        self.word_bits[word] & word_bit::CAPITAL > 0
    }

    /// The evidence for the word of that number.
    #[inline]
    pub fn of_word(&self, word: usize) -> Evidence {
        self.evidence[self.evidence_index[word] as usize]
    }

    /// Gathers the evidence from all places of each word. `listed` has for each token the classes of the listed phrases
    /// that it is part of.
    pub fn gather(&mut self, document: &Document, words: &Words, listed: &[u16]) {
        for sentence in &document.sentences {
            // In a headline in Title Case a capital says nothing.
            let all_capitals = self.long(document, words, sentence).all(|word_bits| word_bits & word_bit::CAPITAL > 0);
            for i in sentence.clone().filter(|&i| document.tokens[i].kind() == TokenKind::Word) {
                let word = words.number(i);
                let e = &mut self.evidence[self.evidence_index[word] as usize];
                if self.word_bits[word] & word_bit::CAPITAL == 0 {
                    e.bits |= evidence_bit::SMALL;
                    continue;
                }
                if all_capitals {
                    continue;
                }
                let when = |holds: bool, bit: u16| if holds { bit } else { 0 };
                if i > sentence.start {
                    let before = self.word_bits[words.number(i - 1)];
                    e.bits |= when(before & word_bit::TITLE > 0, evidence_bit::TITLED)
                        | when(listed[i - 1] & u16::from(class::GIVEN) > 0, evidence_bit::GIVEN_BEFORE)
                        | when(before & word_bit::LOCATES > 0, evidence_bit::LOCATED)
                        | when(before & word_bit::ARTICLE > 0, evidence_bit::ARTICLE)
                        | when(before & word_bit::BRACKET > 0, evidence_bit::BRACKETED)
                        | when(before & word_bit::SAYS > 0, evidence_bit::SPEAKS)
                        | when(before & word_bit::SMALL > 0, evidence_bit::INNER);
                    if before & word_bit::CAPITAL > 0 && i - 1 > sentence.start {
                        e.bits |= evidence_bit::IN_RUN;
                        e.before = words[i - 1].lower;
                    }
                }
                if i + 1 < sentence.end {
                    let after = self.word_bits[words.number(i + 1)];
                    e.bits |= when(after & word_bit::BODY > 0, evidence_bit::BODY_AFTER)
                        | when(after & word_bit::PLACE > 0, evidence_bit::PLACE_AFTER)
                        | when(after & (word_bit::SAYS | word_bit::TELLS) > 0, evidence_bit::SPEAKS)
                        | when(after & word_bit::POSSESSIVE > 0, evidence_bit::POSSESSIVE);
                    if after & word_bit::CAPITAL > 0 {
                        e.bits |= evidence_bit::IN_RUN;
                        e.after = words[i + 1].lower;
                    }
                }
            }
        }
    }

    /// For each token, whether its sentence is in capitals (2), in Title Case (1) or neither (0).
    pub fn headlines(&self, document: &Document, words: &Words) -> Vec<u8> {
        let mut out = vec![0; document.tokens.len()];
        for sentence in &document.sentences {
            let (mut long, mut capital, mut full) = (0, 0, 0);
            for word_bits in self.long(document, words, sentence) {
                long += 1;
                capital += usize::from(word_bits & word_bit::CAPITAL > 0);
                full += usize::from(word_bits & word_bit::ALL_CAPITALS > 0);
                // Too few have a capital, however the sentence goes on.
                if 10 * (long - capital) > sentence.len() {
                    break;
                }
            }
            if long >= 3 && 10 * capital >= 9 * long {
                out[sentence.clone()].fill(if 10 * full >= 9 * long { 2 } else { 1 });
            }
        }
        out
    }

    /// The bits of the words in a sentence that have [`word_bit::LONG`].
    fn long(&self, document: &Document, words: &Words, sentence: &Range<usize>) -> impl Iterator<Item = u16> {
        let words = sentence.clone().filter(|&i| document.tokens[i].kind() == TokenKind::Word).map(|i| words.number(i));
        words.map(|word| self.word_bits[word]).filter(|word_bits| word_bits & word_bit::LONG > 0)
    }
}
