//! What the rest of the article says about the same word (Chieu and Ng 2003): "Ortiz" in a headline is
//! a person because the first paragraph says "Mayor Maria Ortiz".

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::lexicon::class;
use crate::learned::lexical::Words;
use crate::text::Document;
use crate::text::token::TokenKind;

/// What is known of a word from all its places.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    /// One bit for each of [`clue`].
    pub clues: u16,
    /// The capitalised word that most recently stood before it, in lower case; 0 for none.
    pub before: u32,
    /// The capitalised word that most recently stood after it, in lower case; 0 for none.
    pub after: u32,
}

/// Bits of [`Evidence::clues`].
#[allow(missing_docs)]
pub mod clue {
    /// The word is written small somewhere.
    pub const SMALL: u16 = 1;
    /// The word stands after a title: "Mr", "President".
    pub const TITLED: u16 = 2;
    /// The word stands after a given name.
    pub const GIVEN_BEFORE: u16 = 4;
    /// The word stands after "in", "at", "from" or "near".
    pub const LOCATED: u16 = 8;
    /// The word stands before a word of a body: "Party", "Ministry", "Inc".
    pub const BODY_AFTER: u16 = 16;
    /// The word stands beside "said", or before "who".
    pub const SPEAKS: u16 = 32;
    /// The word has a capital in the middle of a sentence.
    pub const INNER: u16 = 64;
    /// The word stands in brackets, as acronyms do.
    pub const BRACKETED: u16 = 128;
    /// The word stands after "the".
    pub const ARTICLE: u16 = 256;
    /// The word stands before a word of a place: "City", "River".
    pub const PLACE_AFTER: u16 = 512;
    /// The word is part of a row of words with capitals.
    pub const IN_RUN: u16 = 1024;
    /// The word stands before "'s".
    pub const POSSESSIVE: u16 = 2048;
}

/// Titles that stand before a person's name.
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

/// What a word says about its neighbours and its sentence, one bit each.
mod hint {
    /// Begins with a capital.
    pub const CAPITAL: u16 = 1;
    /// Has more than three letters, so that a headline writes it with a capital.
    pub const LONG: u16 = 2;
    /// Has no small letter.
    pub const ALL_CAPITALS: u16 = 4;
    /// "Mr".
    pub const TITLE: u16 = 8;
    /// "in".
    pub const LOCATES: u16 = 16;
    /// "the".
    pub const ARTICLE: u16 = 32;
    /// "(".
    pub const BRACKET: u16 = 64;
    /// "said".
    pub const SAYS: u16 = 128;
    /// "told", "who".
    pub const TELLS: u16 = 256;
    /// Bit of a word beside a name: it begins with a small letter, or is a comma.
    pub const SMALL: u16 = 512;
    /// "Ministry".
    pub const BODY: u16 = 1024;
    /// "River".
    pub const PLACE: u16 = 2048;
    /// "'s".
    pub const POSSESSIVE: u16 = 4096;
}

fn hints_of(word: &str) -> u16 {
    use hint::*;
    let capital = word.starts_with(char::is_uppercase);
    let when = |holds: bool, hint: u16| if holds { hint } else { 0 };
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

/// What is known of each word of a document from all its places, whatever its case.
pub struct Article {
    /// For each distinct word, one bit for each of [`hint`].
    hints: Vec<u16>,
    /// For each distinct word, its place in `evidence`.
    place: Vec<u32>,
    evidence: Vec<Evidence>,
}

impl Article {
    /// An article of which no evidence is gathered yet. `hints` are those of the words of the text before.
    pub fn new(document: &Document, words: &Words, hints: Vec<u16>) -> Article {
        let mut known: HashMap<u64, usize> = HashMap::with_capacity_and_hasher(words.distinct(), FxBuildHasher);
        let place = words.table(|i| {
            let next = known.len();
            *known.entry(words[i].lower.into()).or_insert(next) as u32
        });
        let evidence = vec![Evidence::default(); known.len()];
        Article { hints: words.update_table(hints, |i| hints_of(document.word(i))), place, evidence }
    }

    /// What each word says, for the next text.
    pub fn into_hints(self) -> Vec<u16> {
        self.hints
    }

    /// Whether the word of that number begins with a capital letter.
    #[inline]
    pub fn is_capital(&self, word: usize) -> bool {
        self.hints[word] & hint::CAPITAL > 0
    }

    /// What the article says about the word of that number.
    #[inline]
    pub fn evidence(&self, word: usize) -> Evidence {
        self.evidence[self.place[word] as usize]
    }

    /// Gathers the evidence for each capitalised word.
    pub fn gather(&mut self, document: &Document, words: &Words, listed: &[u16]) {
        for sentence in &document.sentences {
            // A headline's capitals say nothing.
            let all_capitals = self.long(document, words, sentence).all(|hints| hints & hint::CAPITAL > 0);
            for i in sentence.clone().filter(|&i| document.tokens[i].kind() == TokenKind::Word) {
                let word = words.number(i);
                let e = &mut self.evidence[self.place[word] as usize];
                if self.hints[word] & hint::CAPITAL == 0 {
                    e.clues |= clue::SMALL;
                    continue;
                }
                if all_capitals {
                    continue;
                }
                let when = |holds: bool, clue: u16| if holds { clue } else { 0 };
                if i > sentence.start {
                    let before = self.hints[words.number(i - 1)];
                    e.clues |= when(before & hint::TITLE > 0, clue::TITLED)
                        | when(listed[i - 1] & u16::from(class::GIVEN) > 0, clue::GIVEN_BEFORE)
                        | when(before & hint::LOCATES > 0, clue::LOCATED)
                        | when(before & hint::ARTICLE > 0, clue::ARTICLE)
                        | when(before & hint::BRACKET > 0, clue::BRACKETED)
                        | when(before & hint::SAYS > 0, clue::SPEAKS)
                        | when(before & hint::SMALL > 0, clue::INNER);
                    if before & hint::CAPITAL > 0 && i - 1 > sentence.start {
                        e.clues |= clue::IN_RUN;
                        e.before = words[i - 1].lower;
                    }
                }
                if i + 1 < sentence.end {
                    let after = self.hints[words.number(i + 1)];
                    e.clues |= when(after & hint::BODY > 0, clue::BODY_AFTER)
                        | when(after & hint::PLACE > 0, clue::PLACE_AFTER)
                        | when(after & (hint::SAYS | hint::TELLS) > 0, clue::SPEAKS)
                        | when(after & hint::POSSESSIVE > 0, clue::POSSESSIVE);
                    if after & hint::CAPITAL > 0 {
                        e.clues |= clue::IN_RUN;
                        e.after = words[i + 1].lower;
                    }
                }
            }
        }
    }

    /// For each token, whether its sentence is in capitals (2), in Title Case (1) or neither.
    pub fn headlines(&self, document: &Document, words: &Words) -> Vec<u8> {
        let mut out = vec![0; document.tokens.len()];
        for sentence in &document.sentences {
            let (mut long, mut capital, mut full) = (0, 0, 0);
            for hints in self.long(document, words, sentence) {
                long += 1;
                capital += usize::from(hints & hint::CAPITAL > 0);
                full += usize::from(hints & hint::ALL_CAPITALS > 0);
                // However it goes on, too few have one.
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

    /// The hints of the long words of a sentence.
    fn long(&self, document: &Document, words: &Words, sentence: &Range<usize>) -> impl Iterator<Item = u16> {
        let words = sentence.clone().filter(|&i| document.tokens[i].kind() == TokenKind::Word).map(|i| words.number(i));
        words.map(|word| self.hints[word]).filter(|hints| hints & hint::LONG > 0)
    }
}
