//! The names of several who speak together: "[Ana Cruz] and [John Li]", "several mayors, including [Ana Cruz] and John
//! Li".

use std::ops::Range;

use crate::coreference::context::Context;
use crate::lexicon::NounClass;
use crate::names::EntityKind;
use crate::syntax::Tag;

/// The first of the names that follow a description of several: "several mayors, including [Ana Cruz] and John Li",
/// "the two mayors, [Ana Cruz] and John Li". The examples may stand behind the source.
pub fn first_with_examples(context: &Context, source: &Range<usize>, core: &Range<usize>) -> Option<usize> {
    let rest = core.end..with_examples(context, source.clone()).end;
    let opens = |i: usize| matches!(context.lower(i), "including" | "like" | "—" | "-" | ":" | "," | "(" | "among");
    // The names may begin further on: "two members of the board, Ana Cruz and John Li".
    let at = rest.clone().take(8).find(|&i| opens(i))?;
    // These are places that several are from: "The mayors of Arden, Fell and Roscoe".
    let of_places =
        matches!(context.lower(rest.start), "of" | "from") && context.kind(at - 1) == Some(EntityKind::Place);
    if context.is_comma(at) && of_places && context.person(at + 1).is_none() {
        return None;
    }
    let mut first = at + 1;
    // The name of a place or body that belongs to the person behind it: "Texas Sen. Ana Cruz", "Acme president Ana Cruz",
    // "Labour's Ana Cruz".
    let before_title = |i: usize| {
        let other = context.name(i).filter(|_| context.person(i).is_none());
        let next = other.map(|n| context.names[n].tokens.end).filter(|&next| next < rest.end);
        next.is_some_and(|next| context.is_possessive(next) || context.is_job(next))
    };
    while first < rest.end
        && (opens(first)
            || before_title(first)
            || matches!(
                context.lower(first),
                "such" | "as" | "and" | "in" | "particular" | "notably" | "among" | "them"
            )
            || context.facts(first).is_title
            || matches!(context.word(first), "." | "the")
            || context.is_possessive(first)
            || matches!(context.tag(first), Tag::JJ | Tag::CD)
            || context.name(first).is_none() && (context.is_capital(first) || context.facts(first).noun.is_some()))
    {
        first += 1;
    }
    let bodies = context.facts(core.end - 1).noun.is_none_or(|noun| noun.class == NounClass::Body)
        || matches!(context.lower(at), "including" | "like" | "among")
        || matches!(context.lower_at(Some(at + 1)), "such" | "including" | "like" | "among");
    let fits = |kind| kind == EntityKind::Person || bodies && kind == EntityKind::Organization;
    context.name(first).filter(|&n| first < rest.end && fits(context.names[n].kind))
}

/// A source with the examples that follow it: "several mayors | , including Ana Cruz and John Li, | said".
pub fn with_examples(context: &Context, source: Range<usize>) -> Range<usize> {
    /// Longer lists are not read to their end.
    const LONGEST: usize = 30;
    let end = source.end;
    let opens = matches!(context.lower_at(Some(end)), "," | "-" | "—" | "–")
        && matches!(context.lower_at(Some(end + 1)), "including" | "among");
    if !opens || !matches!(context.tag(end - 1), Tag::NNS | Tag::NNPS) {
        return source;
    }
    let sentence = context.sentence(source.start);
    let verb = |i: usize| context.name(i).is_none() && context.tag(i).is_verb();
    let rest = end + 2..sentence.end.min(end + LONGEST);
    let stop = rest.clone().find(|&i| verb(i)).unwrap_or(rest.end);
    source.start..stop
}

/// The names that "and" or a comma joins to the first speaker of a source, who is of `kind` and ends before token `start`: "Ana
/// Cruz | and John Li".
pub fn joined_names(context: &Context, source: Range<usize>, start: usize, kind: EntityKind) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = start;
    let (mut joined, mut by_and) = (false, false);
    // "Ana Cruz, a manager with Acme, and John Li", "Ana Cruz, 30, and", "Ana Cruz, of Acme, and": what stands between
    // the commas says who she is.
    let introduces = |i: usize| {
        let says = |i: usize| {
            context.facts(i).determiner.is_some()
                || context.tag(i) == Tag::CD
                || matches!(context.lower(i), "of" | "from")
        };
        kind == EntityKind::Person && i < source.end && says(i)
    };
    let is_person = |i: usize| i < source.end && context.person(i).is_some();
    while at < source.end {
        let word = context.lower(at);
        if word == "(" {
            at = (at..source.end).find(|&i| context.word(i) == ")").map_or(source.end, |i| i + 1);
        } else if word == "," && introduces(at + 1) {
            joined = false;
            at = (at + 1..source.end).find(|&i| context.is_comma(i)).unwrap_or(source.end);
        } else if matches!(word, "," | "and" | "&" | "with" | "plus") {
            (joined, by_and) = (true, by_and || matches!(word, "and" | "&"));
            at += 1;
        } else if let Some(n) = context.name(at) {
            let name = &context.names[n];
            let possessive = name.tokens.end < source.end && context.is_possessive(name.tokens.end);
            // A name of the same kind, or a person beside a body: "Acme and Harbor Bank", "Harbor Bank and its
            // president Ana Cruz", "Acme and its owner, Harbor Group"; but not "Ana Cruz, an analyst with Acme".
            let ends = (name.tokens.end..source.end).all(|i| context.is_comma(i));
            let last = ends && by_and && matches!(name.kind, EntityKind::Organization | EntityKind::Other);
            let fits = name.kind == kind || name.kind == EntityKind::Person || last && kind == EntityKind::Person;
            if fits && joined && !possessive && !found.contains(&n) {
                found.push(n);
                joined = false;
            } else if !joined || possessive && !is_person(name.tokens.end + 1) {
                break;
            }
            // "Ana Cruz and Labour's John Li": the possessive is passed over.
            at = name.tokens.end.max(at + 1) + usize::from(possessive);
        } else if joined
            && (context.facts(at).is_title
                || context.facts(at).determiner.is_some()
                || context.facts(at).noun.is_some()
                || modifies(context, at))
        {
            at += 1;
        } else {
            break;
        }
    }
    // "Ana Cruz, mayor of Harbor,": commas alone join nobody.
    let and = |n: usize| {
        let end = context.names[n].tokens.start;
        (start..end).any(|i| matches!(context.lower(i), "and" | "&" | "with" | "plus"))
    };
    if found.last().is_some_and(|&n| and(n)) { found } else { Vec::new() }
}

/// The name that begins the sentence, and that "and" joins to a source at token `start`: "[Cruz] and | Li said".
pub fn joined_before(context: &Context, start: usize) -> Option<usize> {
    let and = start.checked_sub(1).filter(|&and| matches!(context.lower(and), "and" | "&"))?;
    let n = context.name(and.checked_sub(1)?)?;
    let name = &context.names[n];
    let whole = name.tokens.end == and && name.tokens.start == context.sentence(start).start;
    (whole && matches!(name.kind, EntityKind::Person | EntityKind::Organization)).then_some(n)
}

/// Whether a word can stand between a conjunction and a name: "and [party leader] Ana Cruz".
fn modifies(context: &Context, i: usize) -> bool {
    let tag = context.tag(i);
    (tag.is_noun() || matches!(tag, Tag::JJ | Tag::VBN)) && !context.facts(i).ends_phrase || context.word(i) == "."
}
