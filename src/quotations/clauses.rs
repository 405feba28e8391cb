//! Reporting clauses: who says, and with which words, read from parts of speech beside a verb.
//!
//! Phrases are read as runs of tags, a few words far, never over a full stop or a quotation mark. No
//! tree is needed: a reporting clause stands next to what it reports, and its subject next to its verb.
//!
//! What it gets wrong: a subject with a relative clause of its own ("the man who ran the depot said")
//! is cut to its last noun phrase, and a noun tagged as a verb ends a phrase.

use std::ops::Range;

use super::scene::Scene;
use crate::lexicon::{Flag, has};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// No phrase is read further than this many tokens.
const LONGEST: usize = 32;

/// A reporting clause. Ranges count tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The words that report.
    pub cue: Range<usize>,
    /// The words that name who.
    pub source: Option<Range<usize>>,
    /// What found it.
    pub rule: &'static str,
}

/// The word, as written.
pub fn word<'s>(scene: &Scene<'s>, i: usize) -> &'s str {
    scene.document.word(i)
}

/// Whether the token is one of these words, whatever the case.
pub fn is(scene: &Scene, i: usize, words: &[&str]) -> bool {
    let word = word(scene, i);
    words.iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn tag(scene: &Scene, i: usize) -> Tag {
    scene.syntax.tags[i]
}

/// Whether the token ends a clause for sure: a full stop, or a quotation mark.
fn stops(scene: &Scene, i: usize) -> bool {
    matches!(scene.document.tokens[i].kind(), TokenKind::Stop) || scene.is_quoted(i)
}

fn is_pronoun(scene: &Scene, i: usize) -> bool {
    const SPEAKERS: &[&str] = &["he", "she", "they", "it", "i", "we", "you", "who", "one", "both"];
    is(scene, i, SPEAKERS)
}

/// Whether a noun phrase can hold the token before its head or as its head.
fn in_phrase(scene: &Scene, i: usize) -> bool {
    use Tag::*;
    let sign = || matches!(word(scene, i), "&" | "’s" | "'s" | "’" | "'" | "-" | "." | "%" | "$");
    matches!(tag(scene, i), DT | CD | JJ | JJR | JJS | NN | NNS | NNP | NNPS | POS | PRPS | PDT) || sign()
}

fn is_noun(scene: &Scene, i: usize) -> bool {
    tag(scene, i).is_noun() || matches!(tag(scene, i), Tag::CD) || scene.name_kind[i] != 0
}

/// Words that may stand between a subject and its verb: "also", "later", "has", "told reporters".
fn is_between(scene: &Scene, i: usize) -> bool {
    const HELPERS: &[&str] = &[
        "has", "have", "had", "was", "is", "would", "will", "did", "does", "then", "also", "once", "’d", "'d", "’s",
        "'s", "’ve", "'ve",
    ];
    matches!(tag(scene, i), Tag::RB | Tag::MD) || is(scene, i, HELPERS) && tag(scene, i) != Tag::POS
}

/// The noun phrase that begins at `at`, with what hangs on it: "Ana Ruiz, the mayor of Trujillo".
pub fn phrase_from(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(at + LONGEST).min(scene.len());
    let core = |from: usize| {
        let mut end = from;
        let mut head = None;
        while end < limit && in_phrase(scene, end) && !stops(scene, end) {
            if is_noun(scene, end) {
                head = Some(end);
            }
            end += 1;
        }
        head.map(|h| from..h + 1)
    };
    if at < limit && is_pronoun(scene, at) {
        return Some(at..at + 1);
    }
    let mut phrase = core(at)?;
    loop {
        let next = phrase.end;
        if next + 1 >= limit || stops(scene, next) {
            return Some(phrase);
        }
        let linked = is(scene, next, &["of", "for", "from", "at", "with", "in", "and", "'s", "’s"]);
        // A day is no part of who: "said Ana Ruiz on Monday".
        let more = if linked {
            core(next + 1)
        } else if word(scene, next) == "," && (tag(scene, next + 1) == Tag::DT || tag(scene, next + 1) == Tag::NN) {
            // An apposition.
            core(next + 1)
        } else if word(scene, next) == "," && is(scene, next + 1, &["who", "whose"]) {
            // A relative clause runs to the next comma or stop.
            let end = (next + 2..limit).find(|&i| stops(scene, i) || word(scene, i) == ",").unwrap_or(limit);
            Some(next + 1..end)
        } else {
            None
        };
        let date = |r: &Range<usize>| scene.name_kind[r.start] == 6;
        match more.filter(|m| !date(m)) {
            Some(more) => phrase.end = more.end,
            None => return Some(phrase),
        }
    }
}

/// The noun phrase that ends before `end`, not before `floor`.
pub fn phrase_before(scene: &Scene, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let last = end.checked_sub(1).filter(|&l| l >= floor && !stops(scene, l))?;
    if is_pronoun(scene, last) {
        return Some(last..end);
    }
    // "Ana Ruiz, the mayor, said": look through the commas of an apposition.
    if word(scene, last) == "," {
        let inner = (floor..last).rev().take_while(|&i| !stops(scene, i)).find(|&i| word(scene, i) == ",")?;
        let before = phrase_before(scene, inner, floor)?;
        return Some(before.start..last);
    }
    // "Ana Ruiz on Monday said": the day did not.
    if scene.name_kind[last] == 6 {
        let mut day = last;
        while day > floor
            && (scene.name_kind[day - 1] == 6
                || tag(scene, day - 1) == Tag::RB
                || is(scene, day - 1, &["on", "this", "last"]))
        {
            day -= 1;
        }
        return phrase_before(scene, day, floor);
    }
    // "Ana Ruiz (R-IN) said".
    if word(scene, last) == ")" {
        let open = (floor..last).rev().take(8).find(|&i| word(scene, i) == "(")?;
        return phrase_before(scene, open, floor).map(|p| p.start..end);
    }
    if !is_noun(scene, last) {
        return None;
    }
    let mut start = last;
    while start > floor {
        let i = start - 1;
        if stops(scene, i) {
            break;
        }
        let phrase_before_link = || i > floor && is_noun(scene, i - 1) && !stops(scene, i - 1);
        let linked = is(scene, i, &["of", "for", "from", "at", "with", "in", "and", "on"]) && phrase_before_link();
        if in_phrase(scene, i) || linked && !matches!(tag(scene, i), Tag::CD) {
            start = i;
        } else {
            break;
        }
    }
    // "Drivers waiting in the streets shouted": the streets did not.
    let hangs =
        start > floor && !stops(scene, start - 1) && matches!(tag(scene, start - 1), Tag::IN | Tag::VBG | Tag::TO);
    let opens = start > floor && scene.sentence_of[start - 1] != scene.sentence_of[start];
    let clause =
        start > floor && is(scene, start - 1, &["as", "that", "while", "because", "when", "though", "although", "if"]);
    (!hangs || opens || clause).then_some(start..end)
}

/// Who a verb without a subject of its own has for one: the subject of the sentence for a participle
/// ("Ana Ruiz closed the road, saying …"), of the verb before for a verb after "and" ("… and called …").
pub fn subject_shared(scene: &Scene, verb: usize) -> Option<Range<usize>> {
    use Tag::*;
    let sentence = scene.document.sentences[scene.sentence_of[verb] as usize].start;
    let floor = sentence.max(verb.saturating_sub(2 * LONGEST));
    let finite = |&i: &usize| matches!(tag(scene, i), VBD | VBZ | VBP | MD) && !stops(scene, i);
    let subject = |i: usize| subject_before(scene, i, floor);
    if tag(scene, verb) == VBG {
        (floor..verb).filter(finite).find_map(subject)
    } else if verb > floor && is(scene, verb - 1, &["and", "but", "then"]) {
        (floor..verb).rev().filter(finite).find_map(subject)
    } else {
        None
    }
}

/// The subject before the verb at `verb`, helpers and adverbs looked through, and where the cue's words begin.
pub fn subject_before(scene: &Scene, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = verb;
    while end > floor && verb - end < 4 && is_between(scene, end - 1) && !stops(scene, end - 1) {
        end -= 1;
    }
    phrase_before(scene, end, floor)
}

/// Whether the token is a verb of saying, and as a verb: not "the said amount".
pub fn says(scene: &Scene, i: usize) -> bool {
    use Tag::*;
    !stops(scene, i)
        && (matches!(tag(scene, i), VBD | VBZ | VBP | VBN | VBG | VB) && has(word(scene, i), Flag::Says)
            || is(scene, i, &["said", "says", "tweeted", "tweets", "asked", "told", "read", "reads"]))
}

/// As Ana Ruiz *puts it*.
fn puts_it(scene: &Scene, i: usize, limit: usize) -> bool {
    i + 1 < limit && is(scene, i, &["put", "puts"]) && is(scene, i + 1, &["it"])
}

/// The clause after a quoted stretch that ends before `at`: “…,” Ana Ruiz said; “…,” said Ana Ruiz;
/// “…,” according to Ana Ruiz; “…,” as Ana Ruiz put it.
pub fn after(scene: &Scene, at: usize, limit: usize) -> Option<Clause> {
    let limit = limit.min(at + LONGEST).min(scene.len());
    let comma = at < limit && word(scene, at) == ",";
    let ends = (at.saturating_sub(4)..at).rev().find(|&i| scene.document.tokens[i].kind() != TokenKind::Mark);
    let inside = ends.is_some_and(|i| matches!(word(scene, i), "," | "?" | "!" | "—" | "…" | "..."));
    if at < limit && !scene.is_quoted(at) && is_dash(word(scene, at)) {
        return signature(scene, at, limit);
    }
    if at >= limit || !comma && !inside {
        return None;
    }
    let from = at + usize::from(comma);
    if from >= limit || stops(scene, from) {
        return None;
    }
    if is(scene, from, &["according"]) && from + 1 < limit && is(scene, from + 1, &["to"]) {
        let source = phrase_from(scene, from + 2, limit)?;
        return Some(Clause { cue: from..from + 2, source: Some(source), rule: "according to, after the marks" });
    }
    let from = from + usize::from(is(scene, from, &["as", "and", "then"]));
    if from >= limit {
        return None;
    }
    // “…,” said Ana Ruiz.
    if says(scene, from) && tag(scene, from) != Tag::VBG {
        let source = phrase_from(scene, from + 1, limit);
        return source.map(|source| Clause {
            cue: from..from + 1,
            source: Some(source),
            rule: "said, after the marks",
        });
    }
    // “…,” Ana Ruiz said; “…,” as Ana Ruiz put it.
    let verb =
        (from + 1..limit).take_while(|&i| !stops(scene, i)).find(|&i| says(scene, i) || puts_it(scene, i, limit))?;
    let starts = is_pronoun(scene, from) || in_phrase(scene, from);
    let source = subject_before(scene, verb, from)?;
    // All between the marks and the verb is the subject, but for a parenthesis.
    let all = source.start == from || scene.name_kind[from] != 0 || verb - from < 8;
    (starts && all).then(|| Clause {
        cue: verb..verb + 1,
        source: Some(from..source.end),
        rule: "said, after the marks",
    })
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "―" | "--" | "-")
}

/// Who signs a quotation that stands by itself: “The road is a trap.” — Ana Ruiz
fn signature(scene: &Scene, at: usize, limit: usize) -> Option<Clause> {
    let paragraph = &scene.document.paragraphs[scene.paragraph_of[at] as usize];
    let limit = limit.min(paragraph.end);
    let mut end = limit;
    while end > at + 1 && scene.document.tokens[end - 1].kind() == TokenKind::Stop {
        end -= 1;
    }
    let signs = end > at + 1
        && end - at <= 10
        && (at + 1..end).all(|i| in_phrase(scene, i) || matches!(word(scene, i), "," | "of" | "N"))
        && word(scene, at + 1).starts_with(char::is_uppercase);
    signs.then(|| Clause { cue: at..at + 1, source: Some(at + 1..end), rule: "signed after the marks" })
}

/// The clause before a quoted stretch that begins at `at`: Ana Ruiz said, “…”; Ana Ruiz told the council: “…”.
pub fn before(scene: &Scene, at: usize, floor: usize) -> Option<Clause> {
    let floor = floor.max(at.saturating_sub(LONGEST));
    let last = at.checked_sub(1).filter(|&l| l >= floor)?;
    let signed = matches!(word(scene, last), "," | ":");
    let end = at - usize::from(signed);
    if end <= floor || stops(scene, end - 1) {
        return None;
    }
    let near = if signed { 14 } else { 1 };
    let reach = end.saturating_sub(near).max(floor);
    let verb = (reach..end).rev().take_while(|&i| !stops(scene, i)).find(|&i| says(scene, i) || puts_it(scene, i, end));
    if let Some(verb) = verb {
        // Ana Ruiz said: “…”
        let source = if tag(scene, verb) == Tag::VBG { None } else { subject_before(scene, verb, floor) };
        if let Some(source) = source.or_else(|| subject_shared(scene, verb)) {
            return Some(Clause { cue: verb..verb + 1, source: Some(source), rule: "said, before the marks" });
        }
        // “The road,” said Ana Ruiz, “is closed.”
        let inverted = verb > floor && (word(scene, verb - 1) == "," || scene.is_quoted(verb - 1)) && verb + 1 < end;
        if inverted
            && let Some(source) = phrase_from(scene, verb + 1, end)
            && source.end + 3 >= end
        {
            return Some(Clause { cue: verb..verb + 1, source: Some(source), rule: "said, between the marks" });
        }
        return None;
    }
    if word(scene, last) != ":" {
        return None;
    }
    // Ana Ruiz: “…”
    let bare = phrase_before(scene, end, floor).filter(|s| s.start == floor || stops(scene, s.start - 1));
    // Ana Ruiz made the following comment: “…”
    let subject = || {
        const WORDS: &[&str] = &[
            "comment",
            "statement",
            "message",
            "question",
            "letter",
            "tweet",
            "post",
            "words",
            "remark",
            "reply",
            "answer",
        ];
        let sentence = scene.document.sentences[scene.sentence_of[last] as usize].start.max(floor);
        let verb = (sentence..end).find(|&i| matches!(tag(scene, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD))?;
        is(scene, end - 1, WORDS).then(|| subject_before(scene, verb, sentence)).flatten()
    };
    bare.map(|source| Clause { cue: last..last + 1, source: Some(source), rule: "name and colon" }).or_else(|| {
        subject().map(|source| Clause { cue: last..last + 1, source: Some(source), rule: "colon before the marks" })
    })
}
