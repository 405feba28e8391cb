//! Turns of interviews, transcripts and court records: what somebody says word for word, without quotation marks.
//!
//! > Q. Where were you?
//! >
//! > A. At home with my sister.
//! >
//! > THE COURT: You may step down.
//!
//! A turn begins with a head: a letter for question and answer, a name or a role before a colon, or a name on a line of
//! its own. Some heads begin a turn for sure ("MR. HALE:", "SOUNDBITE (Ola Brandt, mayor):"). Others do so only if the
//! text has several that fit together, because a colon follows labels as well ("Price: £5").
//!
//! What it gets wrong: a paragraph of the writer's own between two turns is read as a part of the first.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::ranges::overlap;
use super::turn_names::{examiners, initials, interviewee, people};
use crate::lexicon::{Flag, has};
use crate::quotations::attribution::{Act, Attribution};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, word};
use crate::rules::AttributionRule;
use crate::text::NOT_QUOTED;
use crate::text::token::TokenKind;

/// The most tokens of a head.
const LONGEST: usize = 16;
/// The most tokens of a name or role in a head.
const LONGEST_NAME: usize = 5;
/// The most paragraphs of one turn.
const PARAGRAPHS: usize = 4;

/// Who speaks in a turn.
#[derive(Debug, Clone, PartialEq)]
enum Who {
    /// The person or role that these tokens name.
    Named(Range<usize>),
    /// Whoever asks: "Q".
    Asks,
    /// Whoever answers: "A".
    Answers,
}

/// The head of a turn, and where its words begin.
#[derive(Debug, Clone)]
pub struct Head {
    /// The number of the paragraph in which the head begins.
    paragraph: usize,
    /// The number of the paragraph in which the words of the turn begin.
    says: usize,
    who: Who,
    /// The colon after the name, the letter with its full stop, or, on a line of its own, the name.
    cue: Range<usize>,
    /// The first token of what is said.
    start: usize,
    /// Whether quotation marks open before the head.
    marked: bool,
    /// Whether it begins a turn whatever else the text has.
    sure: bool,
}

/// Adds the turns that `heads` begin. Attributions in their words are removed, unless cue and source lie inside the
/// turn.
pub fn add_turns(context: &Context, heads: &[Head], found: &mut Vec<Attribution>) {
    if heads.is_empty() {
        return;
    }
    let turns = turns(context, heads);
    // For each token, the index of the turn whose head or content holds it.
    let mut turn_of = vec![usize::MAX; context.len()];
    for (number, (head, turn)) in heads.iter().zip(&turns).enumerate() {
        turn_of[context.document.paragraphs[head.paragraph].start..head.start].fill(number);
        turn.content.iter().for_each(|content| turn_of[content.clone()].fill(number));
    }
    found.retain(|attribution| {
        let Some(first) = attribution.content.first() else { return false };
        let number = turn_of[first.start];
        let Some(turn) = turns.get(number) else { return true };
        // Reports inside the turn stay as they are.
        let within = |range: &Range<usize>| turn.content.iter().any(|content| overlap(content, range) == range.len());
        attribution.cue.as_ref().is_some_and(within) && attribution.source.as_ref().is_none_or(within)
    });
    found.extend(turns);
}

fn turns(context: &Context, heads: &[Head]) -> Vec<Attribution> {
    let first = heads.iter().find(|head| head.who == Who::Asks);
    let answering = first.and_then(|first| interviewee(context, first.paragraph));
    let mut asking: Option<Range<usize>> = None;
    let mut examiners = examiners(context).into_iter().peekable();
    let text = |head: &Head| match &head.who {
        Who::Named(name) => Some(context.document.span(name.clone()).of(context.document.text)),
        Who::Asks | Who::Answers => None,
    };
    // Where all heads name the same speaker, questions between the turns are somebody else's.
    let alone = heads.iter().all(|head| text(head).is_some() && text(head) == text(&heads[0]));
    let mut turns = Vec::with_capacity(heads.len());
    for (number, head) in heads.iter().enumerate() {
        while let Some((_, name)) = examiners.next_if(|(paragraph, _)| *paragraph < head.paragraph) {
            asking = Some(name);
        }
        let next = heads.get(number + 1).map(|next| next.paragraph);
        let source = match &head.who {
            Who::Named(name) => Some(name.clone()),
            Who::Asks => asking.clone(),
            Who::Answers => answering.clone(),
        };
        turns.push(Attribution {
            content: content(context, head, next, alone),
            cue: Some(head.cue.clone()),
            source,
            act: Act::Speech,
            confidence: 0.85,
            rule: AttributionRule::InterviewTurn,
        });
    }
    turns
}

/// The words of a turn, one range for each paragraph. Up to `next`, the paragraph of the next head, paragraphs without
/// a head belong to the turn, if they are few; but where its speaker is `alone` in having heads, a question before the
/// next head does not.
fn content(context: &Context, head: &Head, next: Option<usize>, alone: bool) -> Vec<Range<usize>> {
    let paragraphs = &context.document.paragraphs;
    let first = head.start..paragraphs[head.says].end;
    let mut content = vec![if head.marked { within_marks(context, first) } else { first }];
    let mut more = next.filter(|next| next - head.says <= PARAGRAPHS).map_or(0..0, |next| head.says + 1..next);
    if alone && !more.is_empty() && word(context, paragraphs[more.end - 1].end - 1) == "?" {
        more.end -= 1;
    }
    for paragraph in more.map(|number| &paragraphs[number]) {
        let starts_as_head = word(context, paragraph.end - 1) == ":";
        let paragraph = if head.marked { within_marks(context, paragraph.clone()) } else { paragraph.clone() };
        let aside = paragraph.is_empty() || word(context, paragraph.start) == "(";
        if paragraph.start >= head.start && !starts_as_head && !aside {
            content.push(paragraph);
        }
    }
    content.retain(|range| !range.is_empty());
    content
}

/// A paragraph without the quotation marks at its ends.
fn within_marks(context: &Context, mut paragraph: Range<usize>) -> Range<usize> {
    let mark = |i: usize| context.document.tokens[i].kind() == TokenKind::Mark;
    if !paragraph.is_empty() && mark(paragraph.start) {
        paragraph.start += 1;
    }
    if !paragraph.is_empty() && mark(paragraph.end - 1) {
        paragraph.end -= 1;
    }
    paragraph
}

/// Finds the heads of all turns in a text, in order; none if it is no transcript.
pub fn heads(context: &Context) -> Vec<Head> {
    let paragraphs = &context.document.paragraphs;
    let mut heads: Vec<Head> =
        (0..paragraphs.len()).filter_map(|p| letter(context, p).or_else(|| label(context, p))).collect();
    let asks = heads.iter().filter(|head| head.who == Who::Asks).count();
    let mut counts: HashMap<String, usize> = HashMap::default();
    let key = |head: &Head| match &head.who {
        Who::Named(name) => context.document.span(name.clone()).of(context.document.text).to_lowercase(),
        Who::Asks => "q".into(),
        Who::Answers => "a".into(),
    };
    // Heads are counted by their last word: "ORLA KEANE:" is "KEANE:" later.
    let family = |head: &Head| key(head).rsplit(' ').next().unwrap_or_default().to_owned();
    for head in &heads {
        *counts.entry(family(head)).or_default() += 1;
    }
    let person = |head: &Head| matches!(&head.who, Who::Named(name) if is_person(context, name));
    let role = |head: &Head| has_flag(&key(head), Flag::SpeaksInTurns);
    // A name in capitals that heads several turns: "WALLACE:".
    let capitals = |head: &Head| match &head.who {
        Who::Named(name) => {
            counts[&family(head)] > 1 && !name.clone().any(|i| word(context, i).contains(char::is_lowercase))
        }
        _ => false,
    };
    let speaks = |head: &Head| head.who == Who::Asks || person(head) || role(head) || head.sure || capitals(head);
    let speakers = heads.iter().filter(|head| head.who != Who::Answers && speaks(head)).count();
    // Turns end as sentences; entries of a table don't: "Ana Ruiz: 12 points".
    let sentences = heads.iter().filter(|head| ends_sentence(context, head)).count();
    let transcript = 2 * sentences >= heads.len()
        && (asks > 0
            || heads.len() >= 3 && counts.values().any(|&count| count > 1) && speakers > 0
            || speakers >= 2 && speakers == heads.len());
    // Who speaks once among names in capitals takes a turn, too.
    let shouted = heads.iter().any(capitals);
    heads.retain(|head| match &head.who {
        Who::Asks => asks > 1 || counts.contains_key("a") || speakers > 1,
        Who::Answers => asks > 0,
        Who::Named(name) => {
            let shouts = shouted && !name.clone().any(|i| word(context, i).contains(char::is_lowercase));
            let repeated = shouts || counts[&family(head)] > 1;
            head.sure || transcript && (person(head) || role(head) || repeated || is_initials(context, head))
        }
    });
    spell_out(context, &mut heads);
    if heads.is_empty() { name_lines(context) } else { heads }
}

/// Whether the words after a head, in its paragraph, end as a sentence does and are not a title.
fn ends_sentence(context: &Context, head: &Head) -> bool {
    let last = context.document.paragraphs[head.says].end - 1;
    if !(head.start..last).any(|i| context.document.tokens[i].kind() == TokenKind::Word) {
        return false;
    }
    let (mut words, mut capitals) = (0, 0);
    for text in (head.start..last).map(|i| word(context, i)).filter(|text| text.len() > 3) {
        words += 1;
        capitals += usize::from(text.starts_with(char::is_uppercase));
    }
    let title = words > 3 && 4 * capitals > 3 * words;
    !title && matches!(context.document.tokens[last].kind(), TokenKind::Stop | TokenKind::Mark)
}

/// Whether the lexicon gives a flag to a term in small letters, of one word or several: "audience member".
fn has_flag(small: &str, flag: Flag) -> bool {
    has(&small.replace(' ', "_"), flag)
}

fn is_person(context: &Context, name: &Range<usize>) -> bool {
    name.clone().any(|i| phrases::kind(context, i) == name_kind::PERSON)
}

/// The head of a paragraph that begins with a letter or word for question or answer: "Q:", "A.", "Question:".
fn letter(context: &Context, number: usize) -> Option<Head> {
    let paragraph = &context.document.paragraphs[number];
    let marked = all_in_marks(context, paragraph);
    let start = paragraph.start + usize::from(marked);
    let who = match word(context, start).trim_end_matches('.') {
        "Q" | "Question" | "QUESTION" => Who::Asks,
        "A" | "Answer" | "ANSWER" => Who::Answers,
        _ => return None,
    };
    let own_stop = word(context, start).ends_with('.');
    let sign = start + 1 < paragraph.end && matches!(word(context, start + 1), ":" | ".");
    let end = start + 1 + usize::from(sign && !own_stop);
    let separate = (own_stop || sign) && end < paragraph.end && context.document.space_before(end);
    separate.then_some(Head { paragraph: number, says: number, who, cue: start..end, start: end, marked, sure: false })
}

/// The head of a paragraph that begins with a name or role and a colon: "Ana Ruiz:", "THE COURT:", "SOUNDBITE (Ola
/// Brandt, mayor):".
fn label(context: &Context, number: usize) -> Option<Head> {
    let paragraph = &context.document.paragraphs[number];
    let marked = all_in_marks(context, paragraph);
    let mut start = paragraph.start + usize::from(marked);
    // A bullet may stand before the name; a bracket is none.
    if context.document.tokens[start].kind() == TokenKind::Sign && !is_one_of(context, start, &["(", "[", "@", "#"]) {
        start += 1;
    }
    let colon = (start + 1..paragraph.end.min(start + LONGEST)).find(|&i| word(context, i) == ":")?;
    let content = colon + 1;
    if content >= paragraph.end || !context.document.space_before(content) {
        return None;
    }
    let head = |name: Range<usize>, sure: bool| Head {
        paragraph: number,
        says: number,
        who: Who::Named(name),
        cue: colon..content,
        start: content,
        marked,
        sure,
    };
    if let Some(name) = soundbite(context, start..colon) {
        return Some(head(name, true));
    }
    // Words in marks are left to other rules, unless the marks stand around the whole turn: “RUIZ: The road is closed.”
    if !marked && (start..=content).any(|i| context.is_quoted(i)) {
        return None;
    }
    let bracket = (start..colon).find(|&i| word(context, i) == "(").filter(|_| word(context, colon - 1) == ")");
    let handle = bracket.is_some_and(|open| (open..colon).any(|i| word(context, i).starts_with('@')));
    let name = start..bracket.unwrap_or(colon);
    let small = context.document.span(name.clone()).of(context.document.text).to_lowercase();
    if name.is_empty()
        || name.len() > LONGEST_NAME
        || !name.clone().all(|i| is_capital(context, i))
        || has_flag(&small, Flag::Label)
    {
        return None;
    }
    let capitals = name.clone().all(|i| !word(context, i).contains(char::is_lowercase));
    let titled = has(word(context, start).trim_end_matches('.'), Flag::Title) && name.len() > 1;
    let court = capitals && has_flag(&small, Flag::SpeaksInTurns) && small.starts_with("the ");
    let sure = capitals && titled || court || handle && is_person(context, &name) || handle && name.len() > 1;
    // The first paragraph may be a headline, which another rule reads.
    let headline = number == 0 && !phrases::is_stop(context, paragraph.end - 1);
    (sure || !headline).then(|| head(name, sure))
}

/// Whether a paragraph opens in quotation marks that close at its end or not at all.
fn all_in_marks(context: &Context, paragraph: &Range<usize>) -> bool {
    let document = context.document;
    if paragraph.len() < 3 || document.tokens[paragraph.start].kind() != TokenKind::Mark {
        return false;
    }
    let around = document.inside[paragraph.start];
    around == NOT_QUOTED || document.quoted[around as usize].tokens.end >= paragraph.end
}

/// True for a word with a capital, and for what may stand between such words in a name.
fn is_capital(context: &Context, i: usize) -> bool {
    word(context, i).starts_with(char::is_uppercase)
        || matches!(word(context, i), "." | "-" | "’s" | "'s" | "de" | "van" | "of" | "’" | "'")
}

/// The name in a label of a broadcast: "SOUNDBITE (Ola Brandt, mayor)", "(SOUNDBITE) (English) MAYOR OLA BRANDT,
/// SAYING". None if it is no such label.
fn soundbite(context: &Context, label: Range<usize>) -> Option<Range<usize>> {
    const WORDS: &[&str] = &["SOUNDBITE", "SOT", "BITE", "UPSOT"];
    let at = label.clone().take(2).find(|&i| WORDS.contains(&word(context, i)))?;
    let mut from = at + 1;
    let mut inner = None;
    // Brackets after the label's word hold a language, or who speaks.
    while from < label.end && matches!(word(context, from), ")" | "(") {
        let open = word(context, from) == "(";
        let close = (from..label.end).find(|&i| word(context, i) == ")").unwrap_or(label.end);
        if open {
            inner = Some(from + 1..close);
            from = close;
        }
        from = (from + 1).min(label.end);
    }
    let after = from..label.end;
    let name = if after.is_empty() { inner? } else { after };
    let end = name.clone().find(|&i| matches!(word(context, i), "," | "(" | "-" | "–")).unwrap_or(name.end);
    (name.start < end).then_some(name.start..end)
}

/// Whether a head is somebody's initials: "L.K."
fn is_initials(context: &Context, head: &Head) -> bool {
    matches!(&head.who, Who::Named(name) if name.len() == 1 && initials(word(context, name.start)).is_some())
}

/// Replaces initials in heads by the full name, where the text before or an earlier head has it.
fn spell_out(context: &Context, heads: &mut [Head]) {
    let first = heads.first().map_or(0, |head| context.document.paragraphs[head.paragraph].start);
    let mut known = people(context, 0..first);
    for head in heads.iter_mut() {
        let Who::Named(name) = &mut head.who else { continue };
        let letters = if name.len() == 1 { initials(word(context, name.start)) } else { None };
        match letters {
            Some(letters) => {
                let fits = |known: &&Range<usize>| {
                    let firsts: Vec<char> = (*known).clone().filter_map(|i| word(context, i).chars().next()).collect();
                    firsts == letters
                };
                if let Some(full) = known.iter().find(fits) {
                    *name = full.clone();
                }
            }
            None => known.push(name.clone()),
        }
    }
}

/// Heads that are names on lines of their own: at least four lines, of at least two names, each of which stands on
/// several.
fn name_lines(context: &Context) -> Vec<Head> {
    let paragraphs = &context.document.paragraphs;
    let is_name = |paragraph: &Range<usize>| {
        paragraph.len() <= LONGEST_NAME
            && paragraph.clone().all(|i| is_capital(context, i))
            && context.document.tokens[paragraph.end - 1].kind() == TokenKind::Word
            && (is_person(context, paragraph)
                || paragraph.clone().all(|i| !word(context, i).contains(char::is_lowercase)))
    };
    let mut counts: HashMap<&str, usize> = HashMap::default();
    let text = |paragraph: &Range<usize>| context.document.span(paragraph.clone()).of(context.document.text);
    let lines: Vec<usize> = (0..paragraphs.len().saturating_sub(1))
        .filter(|&p| is_name(&paragraphs[p]) && !is_name(&paragraphs[p + 1]))
        .collect();
    lines.iter().for_each(|&p| *counts.entry(text(&paragraphs[p])).or_default() += 1);
    let repeated = |p: &usize| counts[text(&paragraphs[*p])] > 1 && !context.is_quoted(paragraphs[*p + 1].start);
    let lines: Vec<usize> = lines.iter().copied().filter(repeated).collect();
    if lines.len() < 4 || counts.values().filter(|&&count| count > 1).count() < 2 {
        return Vec::new();
    }
    let head = |p: usize| {
        let name = paragraphs[p].clone();
        Head {
            paragraph: p,
            says: p + 1,
            who: Who::Named(name.clone()),
            cue: name,
            start: paragraphs[p + 1].start,
            marked: false,
            sure: true,
        }
    };
    let heads: Vec<Head> = lines.into_iter().map(head).collect();
    // The entries of a menu are not followed by sentences: "U.S.", "Politics", "N.Y.", "Sport".
    let sentences = heads.iter().filter(|head| ends_sentence(context, head)).count();
    if 2 * sentences >= heads.len() { heads } else { Vec::new() }
}
