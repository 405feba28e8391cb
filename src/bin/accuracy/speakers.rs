//! Scores speakers: whether the entities that the annotations give as speakers are those that spoke.
//!
//! For some documents every source is resolved by hand to the names that its entity has in the text: beside
//! the attributions, or in a file of its own. Speakers are right where one has a name, and each that has
//! names has one of those; where the text names nobody, they are right where none has a name either. By kind
//! of the quotation, and by what its source is: a name, a pronoun, a description, none, or unnamed.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use whosaid::corpora::{GoldDocument, GoldQuote, GoldSpeaker};

use crate::figures::{Figure, percent, table};
use crate::predictions::{Id, Prediction, Quotation, by_id, slice};
use crate::quotations::{closest, is_space};

/// The speakers of one document's quotations, by the quotation's id.
#[derive(Debug, Deserialize)]
pub struct Resolved {
    pub id: String,
    pub speakers: HashMap<String, GoldSpeaker>,
}

/// The gold speakers that stand beside each attribution, for documents that have them there.
pub fn own(gold: &[GoldDocument]) -> Vec<Resolved> {
    let speakers =
        |g: &GoldDocument| g.quotes.iter().filter_map(|q| Some((q.id.clone(), q.speaker.clone()?))).collect();
    gold.iter().map(|g| Resolved { id: g.id.clone(), speakers: speakers(g) }).collect()
}

const PRONOUNS: [&str; 24] = [
    "he",
    "she",
    "they",
    "it",
    "who",
    "which",
    "that",
    "i",
    "we",
    "his",
    "her",
    "its",
    "their",
    "whose",
    "him",
    "them",
    "you",
    "this",
    "these",
    "those",
    "himself",
    "herself",
    "itself",
    "themselves",
];

/// True for a source that is a pronoun, as "who" is. The WHO, in capitals, is a body.
fn is_pronoun(source: &str) -> bool {
    let is_all_capitals =
        source.chars().count() > 1 && source.chars().any(char::is_uppercase) && !source.chars().any(char::is_lowercase);
    PRONOUNS.contains(&source.to_lowercase().as_str()) && !is_all_capitals
}

const TITLES: [&str; 27] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "sen",
    "rep",
    "gov",
    "gen",
    "president",
    "senator",
    "secretary",
    "representative",
    "governor",
    "general",
    "judge",
    "justice",
    "prof",
    "professor",
    "minister",
    "king",
    "queen",
    "prince",
    "pope",
    "lord",
    "lady",
];

/// A name as it is compared: without titles, article, possessive and case.
pub fn key(name: &str) -> String {
    let name = name.replace('’', "'");
    let mut words: Vec<&str> = name.split(is_space).filter(|w| !w.is_empty()).collect();
    let titles = words.iter().take(words.len().saturating_sub(1)).take_while(|w| is_title(w)).count();
    words.drain(..titles);
    let name = words.join(" ");
    fold(name.strip_suffix("'s").unwrap_or(&name))
}

fn is_title(word: &str) -> bool {
    let word: String = word.strip_suffix('.').unwrap_or(word).chars().map(plain_letter).collect();
    word == "the" || TITLES.contains(&word.as_str())
}

/// Turns a letter into lower case, and the four letters beyond ASCII that regular expressions take for i, k and s into
/// those.
fn plain_letter(c: char) -> char {
    match c {
        'İ' | 'ı' => 'i',
        'K' => 'k',
        'ſ' => 's',
        _ => c.to_ascii_lowercase(),
    }
}

/// Folds case: two names that differ only in case become one, "ß" and "SS" included.
pub fn fold(name: &str) -> String {
    let fold = |c: char| if c == 'ı' { vec![c] } else { c.to_uppercase().flat_map(char::to_lowercase).collect() };
    name.chars().flat_map(fold).collect()
}

/// A gold quotation with a resolved speaker, and what was found for it.
pub struct Case<'a> {
    pub quote: &'a GoldQuote,
    pub speaker: &'a GoldSpeaker,
    /// The form of its source: name, pronoun, description, no source, or unnamed.
    pub form: &'static str,
    pub found: Option<&'a Quotation>,
    /// For each entity that was found as its speaker and has names, those names as they are compared.
    pub got: Vec<HashSet<String>>,
    pub right: bool,
}

/// Every gold quotation of a document whose speaker is resolved.
pub fn cases<'a>(gold: &'a GoldDocument, prediction: &'a Prediction, resolved: &'a Resolved) -> Vec<Case<'a>> {
    let text: Vec<char> = gold.text.chars().collect();
    let names = names_of(&text, prediction);
    let mut cases = Vec::new();
    for quote in &gold.quotes {
        let Some(speaker) = resolved.speakers.get(&quote.id).filter(|s| s.kind != "unclear") else { continue };
        let found = closest(&quote.content, &prediction.quotations).map(|i| &prediction.quotations[i]);
        let spoken_by = found.map_or(&[][..], Quotation::spoken_by);
        let got: Vec<HashSet<String>> = spoken_by.iter().filter_map(|id| names.get(id)).cloned().collect();
        let want: HashSet<String> = speaker.names.iter().map(|name| key(name)).collect();
        // Nobody else may be named beside those who spoke.
        let right = match want.is_empty() {
            true => got.is_empty(),
            false => !got.is_empty() && got.iter().all(|names| !names.is_disjoint(&want)),
        };
        let form = form(&text, quote, speaker);
        cases.push(Case { quote, speaker, form, found, got, right: found.is_some() && right });
    }
    cases
}

/// The names of each entity that has a mention by name, as they are compared.
fn names_of<'a>(text: &[char], prediction: &'a Prediction) -> HashMap<&'a Id, HashSet<String>> {
    let mut names: HashMap<&Id, HashSet<String>> = HashMap::new();
    for m in prediction.mentions.iter().filter(|m| m.is_name()) {
        names.entry(&m.entity).or_default().insert(key(&slice(text, (m.start, m.end))));
    }
    for e in &prediction.entities {
        if let Some(names) = names.get_mut(&e.id) {
            names.insert(key(&e.name));
        }
    }
    names
}

fn form(text: &[char], quote: &GoldQuote, speaker: &GoldSpeaker) -> &'static str {
    if speaker.names.is_empty() {
        return "unnamed";
    }
    let source: Vec<String> = quote.source.iter().map(|&s| slice(text, s)).collect();
    let source = source.join(" ");
    if source.is_empty() {
        "no source"
    } else if is_pronoun(&source) {
        "pronoun"
    } else if speaker.names.iter().any(|n| source.contains(n.as_str())) {
        "name"
    } else {
        "description"
    }
}

/// Scores the speakers of the documents whose speakers are resolved.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction], resolved: &[Resolved]) -> Result<Figure, String> {
    let resolved: HashMap<&str, &Resolved> = resolved.iter().map(|r| (r.id.as_str(), r)).collect();
    let predictions = by_id(predictions);
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for g in gold {
        let Some(resolved) = resolved.get(g.id.as_str()) else { continue };
        let prediction = predictions.get(g.id.as_str()).ok_or_else(|| format!("no prediction for {}", g.id))?;
        for case in cases(g, prediction, resolved) {
            for row in ["all", case.quote.kind.as_str(), case.form] {
                let row = counts.entry(row.to_owned()).or_default();
                row[0] += 1;
                row[1] += usize::from(case.found.is_some());
                row[2] += usize::from(case.right);
            }
        }
    }
    Ok(table(counts.into_iter().map(|(row, [gold, found, right])| {
        let shares = table([
            ("gold", Figure::Count(gold)),
            ("found", Figure::Count(found)),
            ("right_of_found%", Figure::Number(percent(right, found))),
            ("right_of_all%", Figure::Number(percent(right, gold))),
        ]);
        (row, shares)
    })))
}
