//! What the rest of the article says about the same word (Chieu and Ng 2003): "Ortiz" in a headline is
//! a person because the first paragraph says "Mayor Maria Ortiz".

use rustc_hash::FxHashMap as HashMap;

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
    /// The one after it.
    pub after: u32,
}

/// Bits of [`Evidence::clues`].
#[allow(missing_docs)]
pub mod clue {
    /// Written small somewhere.
    pub const SMALL: u16 = 1;
    /// After a title: "Mr", "President".
    pub const TITLED: u16 = 2;
    /// After a given name.
    pub const GIVEN_BEFORE: u16 = 4;
    /// After "in", "at", "from", "near".
    pub const LOCATED: u16 = 8;
    /// Before a word of a body: "Party", "Ministry", "Inc".
    pub const BODY_AFTER: u16 = 16;
    /// Before "said" or after it, or before "who".
    pub const SPEAKS: u16 = 32;
    /// Capitalised in the middle of a sentence.
    pub const INNER: u16 = 64;
    /// In brackets: an acronym.
    pub const BRACKETED: u16 = 128;
    /// After "the".
    pub const ARTICLE: u16 = 256;
    /// Before a word of a place: "City", "River".
    pub const PLACE_AFTER: u16 = 512;
    /// Part of a capitalised run of two words or more.
    pub const IN_RUN: u16 = 1024;
    /// Before "'s".
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

/// Whether a token begins with a capital letter.
pub fn is_capital(document: &Document, i: usize) -> bool {
    document.word(i).starts_with(char::is_uppercase)
}

/// The evidence for each capitalised word of a document, by its lower-case hash.
pub fn gather(document: &Document, words: &Words, listed: &[u16]) -> HashMap<u32, Evidence> {
    let mut evidence: HashMap<u32, Evidence> = HashMap::default();
    for sentence in &document.sentences {
        let all_capitals = sentence
            .clone()
            .filter(|&i| document.tokens[i].kind == TokenKind::Word && document.word(i).len() > 3)
            .all(|i| is_capital(document, i));
        for i in sentence.clone() {
            if document.tokens[i].kind != TokenKind::Word {
                continue;
            }
            if !is_capital(document, i) {
                if let Some(e) = evidence.get_mut(&words[i].lower) {
                    e.clues |= clue::SMALL;
                } else {
                    evidence.insert(words[i].lower, Evidence { clues: clue::SMALL, ..Evidence::default() });
                }
                continue;
            }
            if all_capitals {
                continue; // a headline's capitals say nothing
            }
            let e = evidence.entry(words[i].lower).or_default();
            let before = (i > sentence.start).then(|| document.word(i - 1));
            let after = (i + 1 < sentence.end).then(|| document.word(i + 1));
            if let Some(before) = before {
                if is_title(before) {
                    e.clues |= clue::TITLED;
                }
                if listed[i - 1] & u16::from(class::GIVEN) > 0 {
                    e.clues |= clue::GIVEN_BEFORE;
                }
                match before {
                    "in" | "at" | "from" | "near" | "In" | "across" | "outside" => e.clues |= clue::LOCATED,
                    "the" | "The" => e.clues |= clue::ARTICLE,
                    "(" => e.clues |= clue::BRACKETED,
                    "said" | "says" | "added" => e.clues |= clue::SPEAKS,
                    _ => {}
                }
                if before.starts_with(|c: char| c.is_lowercase() || c == ',') {
                    e.clues |= clue::INNER;
                }
                if is_capital(document, i - 1) && i - 1 > sentence.start {
                    e.clues |= clue::IN_RUN;
                    e.before = words[i - 1].lower;
                }
            }
            if let Some(after) = after {
                if is_body_word(after) {
                    e.clues |= clue::BODY_AFTER;
                }
                if is_place_word(after) {
                    e.clues |= clue::PLACE_AFTER;
                }
                match after {
                    "said" | "says" | "added" | "told" | "who" => e.clues |= clue::SPEAKS,
                    "'s" | "’s" => e.clues |= clue::POSSESSIVE,
                    _ => {}
                }
                if is_capital(document, i + 1) {
                    e.clues |= clue::IN_RUN;
                    e.after = words[i + 1].lower;
                }
            }
        }
    }
    evidence
}
