//! Small cases: texts that say which attributions and names must be found in them, and which must not.
//!
//! A case passes where all of its checks do. The script `check_cases.py` beside the corpora, with which this module
//! agrees, says what a check may ask for, and when it holds: an attribution *has* words where it covers four in five of
//! their letters, and not more than as many others, or 25; a name is given where the speaker is called so. Only letters
//! and digits count, so that marks and spaces make no difference.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Deserializer};

use crate::figures::{Figure, table};
use crate::names::NOT_NAMES;
use crate::predictions::{Id, Mention, Prediction, Quotation, Span, slice};
use crate::quotations::is_space;
use crate::speakers::fold;

/// The least confidence of a quotation that counts as found.
const SURE: f64 = 0.5;

/// One text and its checks.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub id: String,
    pub kind: String,
    pub text: String,
    want: Vec<Want>,
    not: Vec<Refuse>,
    names: Vec<Name>,
}

/// An attribution that must be there.
#[derive(Debug, Deserialize)]
struct Want {
    words: String,
    /// True where the content must be these words and no others.
    #[serde(default)]
    whole: bool,
    /// The speaker's name; `Some(None)` where nobody with a name may have the words.
    #[serde(default, deserialize_with = "present")]
    who: Option<Option<String>>,
    /// Words, with "|" between them, of which one must stand in the source or in the speaker's mentions.
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    /// The names of those who speak together with `who`.
    #[serde(default)]
    also: Vec<String>,
    /// True where one attribution at most may have the words.
    #[serde(default)]
    once: bool,
    #[serde(default = "first")]
    nth: usize,
}

/// Words that must not be attributed at all, or not to the person named.
#[derive(Debug, Deserialize)]
struct Refuse {
    words: String,
    #[serde(default)]
    who: Option<String>,
    #[serde(default = "first")]
    nth: usize,
}

/// A name that must be there, or, without a kind, none that may touch the words.
#[derive(Debug, Deserialize)]
struct Name {
    text: String,
    kind: Option<String>,
    #[serde(default = "first")]
    nth: usize,
}

fn first() -> usize {
    1
}

/// Reads a field that is present, so that null differs from a field that is missing.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

// ---- letters ---------------------------------------------------------------------------------------------

type Letters = HashSet<usize>;

fn is_letter(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| c.is_alphanumeric())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn letters(text: &[char], (start, end): Span) -> Letters {
    (start..end).filter(|&i| is_letter(text, i)).collect()
}

fn all_letters(text: &[char], spans: &[Span]) -> Letters {
    spans.iter().flat_map(|&s| letters(text, s)).collect()
}

fn shared(a: &Letters, b: &Letters) -> usize {
    a.intersection(b).count()
}

/// The `nth` place, counted from 1, where the words stand in the text and not inside longer words.
fn find(text: &[char], words: &str, nth: usize) -> Result<Span, String> {
    let wanted: Vec<char> = words.chars().collect();
    let inside_of_word = |at: usize, end: usize| {
        at > 0 && is_letter(text, at - 1) && is_letter(&wanted, 0)
            || is_letter(text, end) && is_letter(&wanted, wanted.len() - 1)
    };
    let places = text.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted.as_slice());
    let mut places = places.map(|(at, _)| (at, at + wanted.len())).filter(|&(at, end)| !inside_of_word(at, end));
    places.nth(nth - 1).ok_or_else(|| format!("the text has no {words:?}"))
}

/// The stretches of a content, cut where a paragraph within them ends.
fn stretches(text: &[char], content: &[Span]) -> Vec<Span> {
    const OPENING: &str = "“\"„«‘「『‟";
    let mut stretches = Vec::new();
    for &(mut start, end) in content {
        let mut at = start;
        while at < end {
            let next = |from: usize, skip: fn(char) -> bool| (from..end).find(|&i| !skip(text[i])).unwrap_or(end);
            let blank = next(at + 1, |c| c == ' ' || c == '\t');
            let cut = match text[at] {
                '\n' if blank < end && text[blank] == '\n' => next(blank + 1, is_space),
                '\n' if at + 1 < end && OPENING.contains(text[at + 1]) => at + 1,
                _ => {
                    at += 1;
                    continue;
                }
            };
            stretches.push((start, at));
            (start, at) = (cut, cut);
        }
        stretches.push((start, end));
    }
    stretches
}

fn has(text: &[char], q: &Quotation, place: Span) -> bool {
    let words = letters(text, place);
    let pieces = stretches(text, &q.content).into_iter().map(|s| letters(text, s));
    let content: Letters = pieces.filter(|piece| !piece.is_disjoint(&words)).flatten().collect();
    let rest = content.difference(&words).count();
    !content.is_empty()
        && shared(&content, &words) as f64 >= 0.8 * words.len() as f64
        && (rest <= words.len() || rest <= 25)
}

/// The place without marks and without a word such as "that" or "whether" at its start.
fn without_leading(text: &[char], (mut start, end): Span) -> Span {
    const LEADING: [&str; 6] = ["that", "whether", "if", "how", "why", "because"];
    while start < end && !is_letter(text, start) {
        start += 1;
    }
    let after = (start..end).find(|&i| !is_word(text[i])).unwrap_or(end);
    let word = slice(text, (start, after)).to_lowercase();
    let goes_on = text[after..end].iter().any(|&c| is_word(c));
    if LEADING.contains(&word.as_str()) && goes_on { (after, end) } else { (start, end) }
}

fn is_whole(text: &[char], q: &Quotation, place: Span) -> bool {
    let words = letters(text, without_leading(text, place));
    let mut content = q.content.clone();
    if let Some(first) = content.first_mut() {
        *first = without_leading(text, *first);
    }
    let content = all_letters(text, &content);
    let both = shared(&words, &content);
    let is_most = |of: usize| both as f64 >= 0.95 * of as f64;
    both > 0 && is_most(words.len()) && is_most(content.len())
}

fn lies_in(text: &[char], q: &Quotation, place: Span) -> bool {
    let words = letters(text, place);
    let mut pieces = stretches(text, &q.content).into_iter().map(|s| letters(text, s));
    pieces.any(|piece| !piece.is_empty() && 2 * shared(&piece, &words) >= piece.len())
}

fn covers(text: &[char], q: &Quotation, place: Span) -> bool {
    let words = letters(text, place);
    shared(&words, &all_letters(text, &q.content)) as f64 >= 0.8 * words.len() as f64
}

// ---- who -------------------------------------------------------------------------------------------------

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "baron",
    "president", "chancellor", "minister", "governor", "gov", "mayor", "senator", "sen", "rep", "representative",
    "congresswoman", "congressman", "secretary", "chairwoman", "chairman", "commissioner", "judge", "justice",
    "inspector", "insp", "sgt", "sergeant", "det", "ch", "supt", "lt", "col", "gen", "general", "captain", "coach",
    "chief", "pc", "cllr", "councillor", "alderman", "sheikh", "chef", "rapper", "singer", "winger", "the", "a", "an",
];
const SUFFIXES: [&str; 10] = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "qc", "kc", "mp"];

/// The words of a name, in lower case, without possessives and without hyphens at line ends.
fn name_words(name: &str) -> Vec<String> {
    let name: Vec<char> = name.chars().filter(|c| !"\u{ad}\u{200b}\u{2060}".contains(*c)).collect();
    let mut joined = String::new();
    let mut at = 0;
    while at < name.len() {
        let after = (at + 1..name.len()).find(|&i| !is_space(name[i])).unwrap_or(name.len());
        if name[at] == '-' && name[at + 1..after].contains(&'\n') {
            at = after;
        } else {
            joined.push(name[at]);
            at += 1;
        }
    }
    let name: Vec<char> = fold(&joined).chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < name.len() {
        if !is_letter(&name, at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while is_letter(&name, end) || name.get(end).is_some_and(|c| "-’'.&".contains(*c)) && is_letter(&name, end + 1)
        {
            end += 1;
        }
        let word = slice(&name, (at, end));
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(&word);
        words.push(word.to_owned());
        at = end;
    }
    words.retain(|w| !w.is_empty());
    words
}

/// The words of a name without the titles at its beginning; the last word always stays.
fn bare(words: &[String]) -> &[String] {
    let titles = words.iter().take(words.len().saturating_sub(1)).take_while(|w| TITLES.contains(&w.as_str()));
    &words[titles.count()..]
}

/// An entity with all that it is called.
struct Entity<'a> {
    id: &'a Id,
    name: &'a str,
    /// Whether one of its mentions is a name.
    named: bool,
    /// The words of each of its names.
    forms: Vec<Vec<String>>,
    /// Its name and mentions, pronouns aside, in lower case.
    said: Vec<String>,
}

impl<'a> Entity<'a> {
    fn new(text: &[char], id: &'a Id, name: &'a str, mentions: &[Mention]) -> Entity<'a> {
        let mine: Vec<&Mention> = mentions.iter().filter(|m| m.entity == *id).collect();
        let words = |m: &Mention| slice(text, (m.start, m.end));
        let names = mine.iter().filter(|m| m.is_name()).map(|m| name_words(&words(m)));
        let said = mine.iter().filter(|m| m.form.as_deref() != Some("pronoun")).map(|m| fold(&words(m)));
        Entity {
            id,
            name,
            named: mine.iter().any(|m| m.is_name() && !NOT_NAMES.contains(&m.kind.as_str())),
            forms: [name_words(name)].into_iter().chain(names).collect(),
            said: [fold(name)].into_iter().chain(said).collect(),
        }
    }

    fn is_called(&self, wanted: &str) -> bool {
        let words = name_words(wanted);
        let want = bare(&words);
        if self.name.strip_prefix('@').is_some_and(|handle| fold(handle) == words.concat()) {
            return true;
        }
        if !self.named {
            return bare(&self.forms[0]) == want;
        }
        let without_suffixes: Vec<&String> = want.iter().filter(|w| !SUFFIXES.contains(&w.as_str())).collect();
        let kept = if without_suffixes.is_empty() { want.iter().collect() } else { without_suffixes };
        let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return false };
        let mut with_last = self.forms.iter().filter(|f| f.contains(last)).peekable();
        if with_last.peek().is_none() {
            return false;
        }
        if kept.len() == 1 || self.forms.iter().any(|f| f.contains(first)) {
            return true;
        }
        let is_other =
            |w: &String| !want.contains(w) && !TITLES.contains(&w.as_str()) && !SUFFIXES.contains(&w.as_str());
        !with_last.flatten().any(is_other)
    }
}

/// True where the word stands in the text as a whole word, not inside a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let edge = |at: usize| {
        let before = text[..at].chars().next_back().is_some_and(is_word);
        before != text[at..].chars().next().is_some_and(is_word)
    };
    (0..text.len())
        .any(|at| text.is_char_boundary(at) && text[at..].starts_with(word) && edge(at) && edge(at + word.len()))
}

/// A case's text and what was found in it.
struct Found<'a> {
    text: Vec<char>,
    mentions: &'a [Mention],
    quotations: &'a [Quotation],
    entities: Vec<Entity<'a>>,
}

impl Found<'_> {
    fn speakers(&self, q: &Quotation) -> impl Iterator<Item = &Entity<'_>> {
        q.spoken_by().iter().filter_map(|id| self.entities.iter().rev().find(|e| e.id == id))
    }

    fn given_to(&self, q: &Quotation, name: &str) -> bool {
        self.speakers(q).any(|e| e.is_called(name))
    }

    fn by(&self, q: &Quotation, words: &str) -> bool {
        let source = q.source.first().map(|&s| fold(&slice(&self.text, s)));
        let said: Vec<&String> = source.iter().chain(self.speakers(q).flat_map(|e| &e.said)).collect();
        words.split('|').any(|w| said.iter().any(|s| has_word(s, &fold(w))))
    }

    // The checks: each returns what is wrong, or nothing.

    fn want(&self, w: &Want) -> Result<Option<String>, String> {
        let text = &self.text;
        let place = find(text, &w.words, w.nth)?;
        let those: Vec<&Quotation> = self.quotations.iter().filter(|q| has(text, q, place)).collect();
        let who = w.who.as_ref();
        let fits = |q: &&&Quotation| {
            (!w.whole || is_whole(text, q, place))
                && w.kind.as_ref().is_none_or(|kinds| kinds.split('|').any(|kind| kind == q.kind))
                && w.by.as_ref().is_none_or(|by| self.by(q, by))
                && who.is_none_or(|who| who.as_ref().is_none_or(|who| self.given_to(q, who)))
        };
        let mut wrong = !those.iter().any(|q| fits(&q));
        match who {
            Some(Some(_)) => {
                wrong |= w.also.iter().any(|other| !those.iter().any(|q| self.given_to(q, other)));
            }
            Some(None) => {
                wrong |= those.iter().any(|q| q.confidence >= SURE && self.speakers(q).any(|e| e.named));
            }
            None => {}
        }
        wrong |= w.once && those.iter().filter(|q| q.confidence >= SURE).count() > 1;
        Ok(wrong.then(|| format!("wanted {} of {:?}", one_line(&w.words), w.who)))
    }

    fn refuse(&self, n: &Refuse) -> Result<Option<String>, String> {
        let text = &self.text;
        let place = find(text, &n.words, n.nth)?;
        let bad = self.quotations.iter().any(|q| {
            q.confidence >= SURE
                && match n.who.as_ref().filter(|who| !who.is_empty()) {
                    Some(who) => self.given_to(q, who) && (covers(text, q, place) || lies_in(text, q, place)),
                    None => lies_in(text, q, place),
                }
        });
        Ok(bad.then(|| format!("not wanted {} of {:?}", one_line(&n.words), n.who)))
    }

    fn name(&self, n: &Name) -> Result<Option<String>, String> {
        let place = find(&self.text, &n.text, n.nth)?;
        let mut marked = self.mentions.iter().filter(|m| m.is_name() && m.start < place.1 && place.0 < m.end);
        let Some(kinds) = &n.kind else {
            let bad = marked.any(|m| !NOT_NAMES.contains(&m.kind.as_str()));
            return Ok(bad.then(|| format!("not a name: [{}]", n.text)));
        };
        let span = self.without_the(place);
        let good = marked.any(|m| self.without_the((m.start, m.end)) == span && kinds.split('|').any(|k| k == m.kind));
        Ok((!good).then(|| format!("wanted the name [{}], {kinds}", n.text)))
    }

    fn without_the(&self, (start, end): Span) -> Span {
        let after = (start + 3..end).find(|&i| !is_space(self.text[i])).unwrap_or(end);
        let is_the = start + 3 < after && slice(&self.text, (start, start + 3)).eq_ignore_ascii_case("the");
        if is_the { (after, end) } else { (start, end) }
    }
}

/// The words of a case, with a space for each line break.
fn one_line(words: &str) -> String {
    format!("[{}]", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The checks of a case that fail, a line each; empty where it passes.
fn failures(case: &Case, prediction: &Prediction) -> Result<Vec<String>, String> {
    let text: Vec<char> = case.text.chars().collect();
    let entities =
        prediction.entities.iter().map(|e| Entity::new(&text, &e.id, &e.name, &prediction.mentions)).collect();
    let found = Found { text, mentions: &prediction.mentions, quotations: &prediction.quotations, entities };
    let wants = case.want.iter().map(|w| found.want(w));
    let refusals = case.not.iter().map(|n| found.refuse(n));
    let names = case.names.iter().map(|n| found.name(n));
    let checked: Result<Vec<_>, String> = wants.chain(refusals).chain(names).collect();
    Ok(checked.map_err(|e| format!("{}: {e}", case.id))?.into_iter().flatten().collect())
}

/// Checks every case; predictions are found by the cases' ids.
pub fn score(cases: &[Case], predictions: &[Prediction]) -> Result<Figure, String> {
    let predictions = crate::predictions::by_id(predictions);
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let (mut passed, mut checks, mut right, mut wrong) = (0, 0, 0, Vec::new());
    for case in cases {
        let prediction = predictions.get(case.id.as_str()).ok_or_else(|| format!("no prediction for {}", case.id))?;
        let failures = failures(case, prediction)?;
        let count = case.want.len() + case.not.len() + case.names.len();
        checks += count;
        right += count - failures.len();
        passed += usize::from(failures.is_empty());
        let kind = kinds.entry(&case.kind).or_default();
        kind[0] += usize::from(failures.is_empty());
        kind[1] += 1;
        wrong.extend(failures.into_iter().map(|failure| format!("{} | {} | {failure}", case.id, case.kind)));
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|&(kind, [_, all])| (std::cmp::Reverse(all), kind));
    let kinds = kinds.into_iter().map(|(kind, [passed, all])| (kind, table([("passed", Figure::Ratio(passed, all))])));
    let total = table([
        ("passed", Figure::Ratio(passed, cases.len())),
        ("checks", Figure::Ratio(right, checks)),
        ("wrong", Figure::List(wrong)),
    ]);
    Ok(table(kinds.chain([("all", total)])))
}
