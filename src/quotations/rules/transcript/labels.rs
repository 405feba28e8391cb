//! Heads that one paragraph shows at its beginning: a letter, "Q:", "A."; a name or role and a colon, "Ana Ruiz:", "THE
//! COURT:"; the label of a broadcast, "SOUNDBITE (Ola Brandt, mayor):".

use std::ops::Range;

use super::{Head, LONGEST_NAME, Who, has_flag, is_capital, is_person};
use crate::lexicon::{Flag, has};
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of, word};
use crate::text::NOT_QUOTED;
use crate::text::token::TokenKind;

/// The most tokens of a head.
const LONGEST: usize = 16;

/// The head of a paragraph that begins with a letter or word for question or answer: "Q:", "A.", "Question:".
pub(super) fn letter(context: &Context, number: usize) -> Option<Head> {
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
pub(super) fn label(context: &Context, number: usize) -> Option<Head> {
    let paragraph = &context.document.paragraphs[number];
    let marked = all_in_marks(context, paragraph);
    let mut start = paragraph.start + usize::from(marked);
    // A bullet may stand before the name; a bracket is none.
    if context.document.tokens[start].kind() == TokenKind::Sign && !is_one_of(context, start, &["(", "[", "@", "#"]) {
        start += 1;
    }
    // Most tokens are words, which is seen without a call.
    let sign = |i: &usize| context.document.tokens[*i].kind() == TokenKind::Sign;
    let colon = (start + 1..paragraph.end.min(start + LONGEST)).filter(sign).find(|&i| word(context, i) == ":")?;
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
