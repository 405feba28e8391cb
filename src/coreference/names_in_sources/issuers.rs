//! Whoever issued a document, and speaks by it: Acme in "a poll by [Acme]", Cruz in "[Cruz]'s letter".

use std::ops::Range;

use crate::coreference::context::Context;
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// Nouns that the lexicon doesn't have as documents, and that speak for the body whose name follows: "files from Acme".
pub const PAPERS: [&str; 8] = ["page", "pages", "files", "file", "papers", "documents", "records", "figures"];

/// The name of whoever issued a document, in the source phrase whose core is the document: "a [Quinnipiac] poll", "a
/// new report by [Politico]", "data from the [American Community Survey]", "[Cruz]'s letter".
pub fn issuer(context: &Context, source: Range<usize>, core: Range<usize>) -> Option<usize> {
    use EntityKind::{Organization, Other, Person, Product};
    let body = |i: usize| context.name(i).filter(|&n| matches!(context.names[n].kind, Organization | Product | Other));
    if let Some(n) = core.clone().rev().find_map(body) {
        return Some(n);
    }
    // A person who owns it: "Cruz's letter", "President Cruz's letter".
    let titled =
        core.clone().take(4).find(|&i| !context.facts(i).is_title && context.word(i) != ".").unwrap_or(core.start);
    if let Some(n) = context.name(titled).filter(|&n| context.names[n].kind == Person)
        && context.names[n].tokens.end < core.end
        && context.is_possessive(context.names[n].tokens.end)
    {
        return Some(n);
    }
    let (at, word) = agent(context, &source, &core)?;
    let (by, within) = match word {
        "by" => (true, true),
        "from" => (true, at == core.end),
        _ => (false, at == core.end),
    };
    // The name must follow at once: "a report by the Senate panel", not "a study of voters in Ohio".
    let stops = |i: usize| context.is_comma(i) || matches!(context.tag(i), Tag::VBD | Tag::VBZ | Tag::MD);
    let reach = if by { 7 } else { 4 };
    let near = (at + 1..source.end.min(at + reach)).take_while(|&i| !stops(i)).find_map(|i| {
        let place = |n: usize| context.names[n].kind == EntityKind::Place && context.names[n].tokens.end == source.end;
        context.name(i).filter(|&n| body(i).is_some() || by && (context.names[n].kind == Person || place(n)))
    });
    // A person's name at the end of the phrase: "a study by a sociologist, Ana Cruz".
    let last = || context.name(source.end - 1).filter(|&n| by && context.names[n].kind == Person);
    let plain = || !(at + 1..source.end).any(|i| context.tag(i).is_verb() || context.is_possessive(i));
    near.or_else(|| last().filter(|_| plain())).filter(|_| within)
}

/// The phrase that says who made a document: "a statement by | the Omani foreign ministry", "a letter from | Cruz's office", "a
/// report in | Harbor magazine".
pub fn issuing_phrase(context: &Context, source: &Range<usize>, core: &Range<usize>) -> Option<Range<usize>> {
    let (at, word) = agent(context, source, core)?;
    let press = || context.lower(source.end - 1) == "magazine" && at == core.end;
    (word == "by" || word == "from" && at == core.end || word == "in" && press()).then_some(at + 1..source.end)
}

/// The token and word of the preposition before whoever made a document: "by" in "a report released Monday | by Acme".
fn agent<'a>(context: &'a Context, source: &Range<usize>, core: &Range<usize>) -> Option<(usize, &'a str)> {
    // Words and dates that may stand before "by": "a report released by Acme".
    let mut at = core.end;
    let is_date = |i: usize| context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Date);
    let released = |i: usize| {
        matches!(context.tag(i), Tag::RB | Tag::CD) || is_date(i) || lexicon::has(context.word(i), Flag::Released)
    };
    // A date with its preposition: "a survey in June by Acme".
    if at + 2 < source.end && matches!(context.lower(at), "in" | "on") && is_date(at + 1) {
        at += 1;
    }
    while at + 1 < source.end && at < core.end + 5 && released(at) && (context.name(at).is_none() || is_date(at)) {
        at += 1;
    }
    let word = context.lower_at(Some(at));
    (at + 1 < source.end && matches!(word, "by" | "from" | "of" | "in")).then_some((at, word))
}

/// The tokens of two issuers who are named as one: "an [Acme/Harbor Post] poll", `n` being the second.
pub fn joint_issuer(context: &Context, core: &Range<usize>, n: usize) -> Option<Range<usize>> {
    let name = &context.names[n].tokens;
    let slash = name.start.checked_sub(1).filter(|&i| i > core.start && context.word(i) == "/")?;
    let mut first = slash;
    while first > core.start && context.is_capital(first - 1) && context.facts(first - 1).determiner.is_none() {
        first -= 1;
    }
    (first < slash).then_some(first..name.end)
}
