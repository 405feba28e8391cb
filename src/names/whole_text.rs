//! Corrections of names by what the whole text shows, and a model that reads word by word doesn't see: acronyms that
//! the text spells out, "the North" in an article on Korea, "the Korean Peninsula".

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{EntityKind, Name};
use crate::text::Document;
use crate::text::token::TokenKind;

/// Corrects names, which are in order, and leaves out what is no name.
pub fn correct_by_text(document: &Document, names: Vec<Name>) -> Vec<Name> {
    let acronyms = acronyms(document, &names);
    let halves = halves(document, &names);
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        // "forty years" is neither a work nor an event: those have a capital or a digit.
        let is_plain = |i: usize| !document.word(i).contains(|c: char| c.is_uppercase() || c.is_numeric());
        if name.kind == EntityKind::Other && name.tokens.clone().all(is_plain) {
            continue;
        }
        let word = document.word(name.tokens.start);
        if name.tokens.len() == 1 {
            match acronyms.get(singular(word)) {
                // "intercontinental ballistic missiles (ICBMs)": words in small letters are no name, and neither is
                // their acronym.
                Some(None) => continue,
                // "the Republic of Korea (ROK)" is a place, so the ROK is one.
                Some(&Some(kind)) => name.kind = kind,
                None => {}
            }
        }
        // "the North" in an article that names North Korea: `coreference` finds it, as a short name.
        if name.tokens.len() == 1 && halves.contains(word) && follows_the(document, name.tokens.start) {
            continue;
        }
        // "[Korean] Peninsula" is a place.
        let next = name.tokens.end;
        let free = names.peek().is_none_or(|other| other.tokens.start > next);
        if name.kind == EntityKind::Group
            && free
            && next < document.tokens.len()
            && is_land_or_water(document.word(next))
        {
            name.tokens.end += 1;
            name.kind = EntityKind::Place;
        }
        out.push(name);
    }
    out
}

/// Whether a word after the name of a people makes the two the name of land or water: "the Korean Peninsula", but not
/// "a French city".
fn is_land_or_water(word: &str) -> bool {
    matches!(word, "Peninsula" | "peninsula" | "Sea" | "Gulf" | "Ocean" | "Strait" | "Islands" | "Plateau" | "Desert")
}

fn follows_the(document: &Document, i: usize) -> bool {
    i > 0 && matches!(document.word(i - 1), "the" | "The" | "THE")
}

/// The words "North" and "South", if the text names a country that begins with them: "North" where it names North
/// Korea.
fn halves<'d>(document: &Document<'d>, names: &[Name]) -> HashSet<&'d str> {
    let country = |name: &&Name| name.kind == EntityKind::Place && name.tokens.len() == 2;
    let first = |name: &Name| document.word(name.tokens.start);
    let named = |name: &Name| matches!(document.word(name.tokens.end - 1), "Korea" | "Vietnam" | "Sudan" | "Yemen");
    let halves = names.iter().filter(country).filter(|name| named(name)).map(first);
    halves.filter(|half| matches!(*half, "North" | "South")).collect()
}

/// An acronym without the "s" of its plural: "NGO" for "NGOs".
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The acronyms in brackets behind what they stand for: for each, the kind of the name that it stands for, or None
/// where it stands for words in small letters.
fn acronyms<'d>(document: &Document<'d>, names: &[Name]) -> HashMap<&'d str, Option<EntityKind>> {
    let mut out = HashMap::default();
    for open in 1..document.tokens.len().saturating_sub(2) {
        if document.tokens[open].kind() != TokenKind::Sign
            || document.word(open) != "("
            || document.word(open + 2) != ")"
        {
            continue;
        }
        let short = singular(document.word(open + 1));
        let is_acronym = (2..=6).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase());
        if !is_acronym {
            continue;
        }
        let long = names[..names.partition_point(|name| name.tokens.end <= open)].last();
        if let Some(long) = long.filter(|long| long.tokens.end == open && long.tokens.len() > 1) {
            // "University of Eastport (UE)", "Republic of Eastland (ROE)"
            let all: Vec<&str> = long.tokens.clone().map(|i| document.word(i)).collect();
            let capitals: Vec<&str> = all.iter().copied().filter(|w| w.starts_with(char::is_uppercase)).collect();
            if all.len() <= 8 && [all, capitals].iter().any(|words| stands_for(short.as_bytes(), words)) {
                out.entry(short).or_insert(Some(long.kind));
            }
            continue;
        }
        let small = (0..open).rev().take(short.len()).take_while(|&i| {
            document.tokens[i].kind() == TokenKind::Word && document.word(i).starts_with(char::is_lowercase)
        });
        let words: Vec<&str> = small.last().map_or(open..open, |first| first..open).map(|i| document.word(i)).collect();
        // The words before the bracket that the acronym stands for; there are at least two.
        if (1..words.len()).any(|from| stands_for(short.as_bytes(), &words[from - 1..])) {
            out.entry(short).or_insert(None);
        }
    }
    out
}

/// Whether an acronym has the first letter of each word, in order, and otherwise only further letters of these words,
/// as in "intercontinental ballistic missiles" (ICBM).
fn stands_for(acronym: &[u8], words: &[&str]) -> bool {
    let Some((word, others)) = words.split_first() else { return acronym.is_empty() };
    let same = |a: u8, b: u8| a.eq_ignore_ascii_case(&b);
    let mut inner = word.bytes();
    let mut taken = 0;
    while let Some(&letter) = acronym.get(taken) {
        let found =
            if taken == 0 { inner.next().is_some_and(|b| same(b, letter)) } else { inner.any(|b| same(b, letter)) };
        if !found {
            return false;
        }
        taken += 1;
        if stands_for(&acronym[taken..], others) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names `given` in a text, as `correct_by_text` leaves them.
    fn corrected(text: &str, given: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        let document = Document::new(text);
        let mut names: Vec<Name> = Vec::new();
        let mut at = 0;
        for &(words, kind) in given {
            let start = at + text[at..].find(words).expect("it is in the text");
            at = start + words.len();
            let tokens = document.tokens_in(crate::Span::new(start, at));
            names.push(Name { tokens, kind, value: None, entity: None });
        }
        let word = |name: Name| (document.span(name.tokens.clone()).of(text).to_owned(), name.kind);
        correct_by_text(&document, names).into_iter().map(word).collect()
    }

    #[test]
    fn a_people_before_land_or_water_is_a_place() {
        use EntityKind::{Group, Place};
        let text = "The Iberian Peninsula and the Arabian peninsula. An Iberian city.";
        assert_eq!(
            corrected(text, &[("Iberian", Group), ("Arabian", Group), ("Iberian", Group)]),
            [("Iberian Peninsula".into(), Place), ("Arabian peninsula".into(), Place), ("Iberian".into(), Group)]
        );
    }

    #[test]
    fn a_work_or_event_has_a_capital() {
        use EntityKind::{Other, Person};
        let text = "The Long Winter ran for forty years, said ida roth.";
        assert_eq!(
            corrected(text, &[("The Long Winter", Other), ("forty years", Other), ("ida roth", Person)]),
            [("The Long Winter".into(), Other), ("ida roth".into(), Person)]
        );
    }

    #[test]
    fn an_acronym_is_what_it_is_spelled_out_as() {
        use EntityKind::{Organization, Product};
        let text = "Two improvised explosive devices (IEDs) were found. The Harbor Fund (HF) paid. An IED went off.";
        assert_eq!(
            corrected(text, &[("IEDs", Product), ("Harbor Fund", Organization), ("HF", Product), ("IED", Product)]),
            [("Harbor Fund".into(), Organization), ("HF".into(), Organization)]
        );
        // "ICM" has two letters of one word. An acronym that stands for no words is left alone.
        for (text, short, kept) in [
            ("New intercontinental missiles (ICMs) flew.", "ICMs", 0),
            ("Acquired immunodeficiency syndrome", "Acquired", 1),
            ("They met in the old harbour (OHX).", "OHX", 1),
        ] {
            assert_eq!(corrected(text, &[(short, Product)]).len(), kept, "{text}");
        }
    }

    #[test]
    fn half_a_country_is_left_to_its_short_name() {
        use EntityKind::Place;
        let text = "North Korea fired. The North said so. Snow fell in the North. North won.";
        let given = [("North Korea", Place), ("North", Place), ("North", Place), ("North", Place)];
        assert_eq!(corrected(text, &given), [("North Korea".into(), Place), ("North".into(), Place)]);
        assert_eq!(corrected("Snow fell in the North.", &[("North", Place)]), [("North".into(), Place)]);
    }
}
