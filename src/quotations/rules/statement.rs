//! Statements that a sentence announces and the next paragraphs hold: "The club issued the following statement:"
//!
//! Two other layouts are read here, too: lists of what somebody said ("She also said:" and bullets), and quotations
//! that a name in the line below signs.

use std::ops::Range;

use super::before_marks;
use super::ranges::{overlap, starting_in};
use super::signature::is_dash;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::is_finite;
use crate::quotations::attribution::{Act, Attribution};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, phrase_from, subject_before, tag, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The most tokens from the verb to the noun for a statement: "*issued* the following *statement*".
const NEAR: usize = 8;
/// The most tokens of a title before the name that signs a quotation.
const TITLES: usize = 3;
/// The most tokens of a line below a quotation that signs it.
const SIGNATURE: usize = 16;
/// The fewest tokens of a line in a list without bullets.
const SHORTEST_LINE: usize = 4;
/// The most tokens of such a line.
const LONGEST_LINE: usize = 39;
/// The most tokens in marks of an item of a list that is no report of its own.
const FEW_QUOTED: usize = 4;
/// The most paragraphs of a statement without quotation marks, and the most lines of a list without bullets.
pub const PARAGRAPHS: usize = 12;

/// A sentence that announces a statement.
struct LeadIn {
    source: Range<usize>,
    cue: Range<usize>,
    sentence: Range<usize>,
    /// Whether it ends in a colon or is a heading, so that words without quotation marks below it can be the statement.
    announces_unmarked: bool,
}

/// Whether a paragraph ends in what may announce a statement or a list.
pub fn announces(context: &Context, paragraph: &Range<usize>) -> bool {
    word(context, paragraph.end - 1) == ":" || lead_in(context, paragraph).is_some()
}

/// Adds the statements, lists and signed quotations of a window. What was found of their words before is taken out.
pub fn add_statements(
    context: &Context,
    stretches: &[Range<usize>],
    window: &Range<usize>,
    found: &mut Vec<Attribution>,
) {
    let mut added: Vec<Attribution> = Vec::new();
    let paragraphs = &context.document.paragraphs;
    for number in starting_in(paragraphs, window) {
        let paragraph = &paragraphs[number];
        let quoted = stretches.binary_search_by_key(&paragraph.start, |q| q.start).ok().map(|at| stretches[at].clone());
        if let Some(quoted) = &quoted
            && let Some(signed) = signature(context, quoted, number)
        {
            added.push(signed);
        }
        let Some(before) = number.checked_sub(1).map(|before| &paragraphs[before]) else { continue };
        // A clause that ends with a colon may introduce a list.
        let Some(lead_in) = lead_in(context, before) else {
            if word(context, before.end - 1) == ":" {
                added.extend(list(context, number));
            }
            continue;
        };
        let content = match quoted {
            Some(quoted) => vec![quoted],
            None if lead_in.announces_unmarked => verbatim(context, number),
            None => Vec::new(),
        };
        if !content.is_empty() {
            let LeadIn { source, cue, sentence, .. } = lead_in;
            // The lead-in itself may have been taken for a report.
            found.retain(|a| {
                a.cue.as_ref().is_none_or(|c| overlap(c, &cue) == 0)
                    || a.content.iter().all(|c| c.end <= sentence.start)
            });
            added.push(new(content, Some(cue), source, AttributionRule::Statement));
        }
    }
    for attribution in &added {
        take_out(found, attribution);
    }
    found.extend(added);
}

fn new(
    content: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Range<usize>,
    rule: AttributionRule,
) -> Attribution {
    Attribution { content, cue, source: Some(source), act: Act::Speech, confidence: 0.85, rule }
}

/// Takes the words of an added attribution out of the others. Those whose cue stands within it are reports inside it,
/// and stay.
fn take_out(found: &mut Vec<Attribution>, added: &Attribution) {
    let (from, to) = (added.content[0].start, added.content[added.content.len() - 1].end);
    for attribution in found.iter_mut() {
        let within = attribution.cue.as_ref().is_some_and(|cue| from <= cue.start && cue.end <= to);
        if !within {
            for content in &mut attribution.content {
                if content.start < from && content.end > from {
                    content.end = from;
                }
            }
            attribution.content.retain(|content| added.content.iter().all(|own| overlap(own, content) == 0));
        }
    }
    found.retain(|attribution| !attribution.content.is_empty());
}

/// The sentence at the end of a paragraph, if it announces a statement.
fn lead_in(context: &Context, paragraph: &Range<usize>) -> Option<LeadIn> {
    let last = paragraph.end - 1;
    let colon = word(context, last) == ":";
    let stop = word(context, last) == ".";
    if context.is_quoted(last) || paragraph.len() < 3 {
        return None;
    }
    let start = context.document.sentences[context.sentence_of[last] as usize].start.max(paragraph.start);
    let sentence = start..paragraph.end;
    // Headings: "Statement from Secretary Ana Ruiz on the road", "Full statement by Ana Ruiz:".
    let start = start + usize::from(is_one_of(context, start, &["full"]) && start + 2 < paragraph.end);
    let heads = is_one_of(context, start, &["statement", "comments", "remarks", "message"])
        && is_one_of(context, start + 1, &["from", "by", "of"]);
    if heads && start <= paragraph.start + 1 {
        let source = phrase_from(context, start + 2, paragraph.end)?;
        let on = source.clone().find(|&i| is_one_of(context, i, &["on", "for", "in", "at"])).unwrap_or(source.end);
        return (source.start < on).then_some(LeadIn {
            source: source.start..on,
            cue: start..start + 1,
            sentence,
            announces_unmarked: true,
        });
    }
    if !colon && !stop {
        return None;
    }
    let noun = (start + 2..last).rev().find(|&i| context.has(i, Flag::Issued) && !context.is_quoted(i))?;
    let floor = noun.saturating_sub(NEAR).max(start + 1);
    let verb = (floor..noun).rev().find(|&i| {
        context.has(i, Flag::Issues) && matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN)
    })?;
    // "… issued a statement that said the road was closed" reports by itself.
    let reports = |i: usize| {
        matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBG)
            && i > noun
            && is_one_of(context, i, &["said", "saying", "says", "read", "reads", "reading"])
    };
    if !colon && (noun + 1..last).any(reports) {
        return None;
    }
    let source = subject_before(context, verb, start).or_else(|| apposed(context, verb, start))?;
    Some(LeadIn { source, cue: verb..noun + 1, sentence, announces_unmarked: colon })
}

/// The person's name before a verb, with a comma or a day between: "On Monday the club’s chairman, Tom Varga, issued …"
fn apposed(context: &Context, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = verb;
    while end > floor
        && verb - end < 4
        && (word(context, end - 1) == ","
            || is_one_of(context, end - 1, &["today", "has", "on"])
            || phrases::kind(context, end - 1) == name_kind::TIME)
    {
        end -= 1;
    }
    let mut start = end;
    while start > floor && phrases::kind(context, start - 1) == name_kind::PERSON {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// The paragraphs of a statement without quotation marks: those from `number` on that speak in the first person.
fn verbatim(context: &Context, number: usize) -> Vec<Range<usize>> {
    const FIRST: &[&str] = &["i", "we", "my", "our", "us", "me"];
    let speaks = |paragraph: &&Range<usize>| {
        !(*paragraph).clone().any(|i| context.is_quoted(i))
            && (*paragraph).clone().any(|i| is_one_of(context, i, FIRST))
    };
    let paragraphs = context.document.paragraphs[number..].iter().take(PARAGRAPHS);
    paragraphs.take_while(speaks).cloned().collect()
}

/// The list that begins with paragraph `number`, after a clause with a colon such as "She also said:". Its items have
/// bullets, or are lines without a full stop.
fn list(context: &Context, number: usize) -> Option<Attribution> {
    let paragraphs = &context.document.paragraphs;
    let clause = before_marks::before(context, paragraphs[number].start, paragraphs[number - 1].start)?;
    let bullet = |paragraph: &&Range<usize>| {
        let first = paragraph.start;
        paragraph.len() > 2
            && context.document.tokens[first].kind() == TokenKind::Sign
            && context.document.space_before(first + 1)
            && !is_one_of(context, first, &["(", "[", "@", "#"])
    };
    let item = |paragraph: &Range<usize>| {
        let stop = phrases::is_stop(context, paragraph.end - 1);
        let quoted = context.is_quoted(paragraph.start + 1);
        paragraph.start + 1..paragraph.end - usize::from(stop && !quoted)
    };
    let mut content: Vec<Range<usize>> = paragraphs[number..].iter().take_while(bullet).map(item).collect();
    if content.is_empty() && clause.cue.clone().any(|i| context.has(i, Flag::Plain)) {
        let line = |paragraph: &&Range<usize>| {
            let last = context.document.tokens[paragraph.end - 1].kind();
            let clause = (*paragraph).clone().any(|i| is_finite(context, i));
            (SHORTEST_LINE..=LONGEST_LINE).contains(&paragraph.len())
                && clause
                && !matches!(last, TokenKind::Stop | TokenKind::Mark)
                && word(context, paragraph.end - 1) != ":"
        };
        content = paragraphs[number..].iter().take(PARAGRAPHS).take_while(line).cloned().collect();
        // A line alone is no list.
        if content.len() == 1 {
            content.clear();
        }
    }
    // An item with both quoted words and others around them may be a report of its own.
    let mixed = |item: &Range<usize>| {
        let marked = item.clone().filter(|&i| context.is_quoted(i)).count();
        marked > FEW_QUOTED && marked < item.len()
    };
    // A heading that is nobody's name introduces nobody's words: "Key points:".
    let speaks = |source: &Range<usize>| {
        let last = source.end - 1;
        let named =
            |i: usize| matches!(phrases::kind(context, i), name_kind::PERSON | name_kind::BODY | name_kind::GROUP);
        clause.rule != AttributionRule::NameAndColon
            || named(source.start)
            || named(last)
            || phrases::is_pronoun(context, last)
            || context.has(last, Flag::Person)
            || context.has(last, Flag::Body)
    };
    let source = clause.source.filter(speaks).filter(|_| !content.is_empty() && !content.iter().any(mixed))?;
    Some(new(content, Some(clause.cue), source, AttributionRule::ListUnderClause))
}

/// Makes an attribution of a quotation that the line below it signs: “The road is a trap.” / Ana Ruiz, driver
fn signature(context: &Context, quoted: &Range<usize>, number: usize) -> Option<Attribution> {
    let paragraphs = &context.document.paragraphs;
    let own = &paragraphs[number];
    let whole = quoted.end >= own.end || quoted.end + 1 == own.end && phrases::is_stop(context, quoted.end);
    // The name may stand in the same line, behind a full stop inside the marks: “The road is a trap.” Ana Ruiz, driver
    let beside = quoted.end.min(own.end)..own.end;
    let named =
        || phrases::is_stop(context, quoted.end - 2) && phrases::kind(context, beside.start) == name_kind::PERSON;
    let same_line = !whole && quoted.end > 2 && named();
    let below = if same_line { &beside } else { paragraphs.get(number + 1)? };
    if !whole && !same_line || quoted.end > own.end || quoted.len() < 4 || below.len() > SIGNATURE {
        return None;
    }
    let dash = is_dash(word(context, below.start));
    let start = below.start + usize::from(dash);
    let last = below.end - 1;
    let ends =
        matches!(context.document.tokens[last].kind(), TokenKind::Stop | TokenKind::Mark) || word(context, last) == ":";
    let verb = |i: usize| {
        matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
            && phrases::kind(context, i) == name_kind::NONE
    };
    // A title may stand before the name: "Mayor Ana Ruiz".
    let is_title = |&i: &usize| {
        phrases::kind(context, i) != name_kind::PERSON && (context.has(i, Flag::Title) || context.has(i, Flag::Person))
    };
    let titles = (start..below.end).take(TITLES).take_while(is_title).count();
    let mut end = start + titles;
    while end < below.end && phrases::kind(context, end) == name_kind::PERSON {
        end += 1;
    }
    end = if end > start + titles { end } else { start };
    let named = end > start || dash && start < below.end && word(context, start).starts_with(char::is_uppercase);
    if ends || !named || (start..below.end).any(verb) || context.is_quoted(start) {
        return None;
    }
    let comma = (start..below.end).find(|&i| matches!(word(context, i), "," | "(")).unwrap_or(below.end);
    let source = start..if end > start { end } else { comma };
    Some(new(vec![quoted.clone()], dash.then_some(below.start..start), source, AttributionRule::SignedBelow))
}
