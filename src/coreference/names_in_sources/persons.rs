//! The person whom a phrase describes and then names: "the chief executive, [Ana Cruz]", "Secretary of State [Ana
//! Cruz]", "one user named [Robin]".

use std::ops::Range;

use super::sorts::behind_sort;
use crate::coreference::context::Context;
use crate::lexicon::{self, Determiner, Flag, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// The person whose title holds a preposition, with no comma before the name: "Secretary | of State Ana Cruz". `rest`
/// is what follows the title's noun. Not "a spokesman | for Cruz", who is somebody else.
pub fn titled_name(context: &Context, rest: Range<usize>) -> Option<usize> {
    if rest.is_empty() || !matches!(context.lower(rest.start), "of" | "for") {
        return None;
    }
    for i in rest.start + 1..rest.end.min(rest.start + 8) {
        if let Some(n) = context.person(i) {
            let end = context.names[n].tokens.end;
            // "a spokesman for Cruz" is somebody else.
            let title = i > rest.start + 1 && !context.is_job(i - 1);
            return (title && (end >= context.len() || !context.is_possessive(end))).then_some(n);
        }
        let small = matches!(context.lower(i), "of" | "the");
        if !small && !context.is_capital(i) {
            return None;
        }
    }
    None
}

/// The name after a comma that says who a description is: ", Tim Cook", ", Mr. Guajardo Villarreal". `rest` is what
/// follows the description.
pub fn apposed_name(context: &Context, rest: Range<usize>) -> Option<usize> {
    let mut at = rest.start;
    // The first comma, past what belongs to the description ("of the economy").
    while at < rest.end && !context.is_comma(at) {
        at += 1;
    }
    // "A publicist for Cruz's son, Robin", "a spokesman for the growers' group, Orchardly": the name is the son's, the
    // group's.
    let one_word = |at: usize| context.name(at).is_some_and(|n| context.names[n].tokens.len() == 1);
    let noun = if at > rest.start + 1 && at < rest.end { context.facts(at - 1).noun } else { None };
    let explained = noun.is_some_and(|noun| match noun.class {
        NounClass::Person => context.is_possessive(at - 2) && !noun.plural,
        NounClass::Body => one_word(at + 1) && !noun.plural,
        _ => false,
    });
    if explained && context.lower(rest.start) == "for" {
        return None;
    }
    let comma = at;
    let first = at + 1 + usize::from(context.lower_at(Some(at + 1)) == "the");
    at = first;
    while at < rest.end && at < rest.start + 30 {
        if let Some(n) = context.name(at) {
            let name = &context.names[n];
            let next = context.lower_at(Some(name.tokens.end));
            let closed = name.tokens.end >= rest.end
                || matches!(next, "," | "(" | "." | "'s" | "’s" | "of" | "from" | "at" | "for" | "in" | "who");
            // A person whom the recognizer took for a body or a place: "the chief executive, Ana Cruz,".
            let whole = name.kind == EntityKind::Organization
                || matches!(name.kind, EntityKind::Place | EntityKind::Facility) && name.tokens.end >= rest.end;
            let taken = whole && name.tokens.len() > 1
                // After a word for a relative any name will do: "her sister, Florence".
                || !context.is_amount(n) && lexicon::has(context.lower(rest.start - 1), Flag::Relation);
            // Not in "A spokesman for the contractor, Acme".
            if taken && closed && comma == rest.start && at == first {
                return Some(n);
            }
            if name.kind == EntityKind::Person {
                return closed.then_some(n);
            }
            // Any other name before a title is passed over: "Indiana Gov. Ana Cruz", "former Wimbledon finalist Ana Cruz".
            at = name.tokens.end.max(at + 1);
            continue;
        }
        let modifies =
            matches!(context.tag(at), Tag::NN | Tag::NNS | Tag::NNP | Tag::JJ | Tag::VBN | Tag::VBG | Tag::CD)
                && (context.tag(at).is_noun()
                    || context.facts(at).determiner.is_none() && !context.facts(at).ends_phrase);
        if !(context.is_job(at) || modifies || behind_sort(context, at..rest.end, NounClass::Person).is_some()) {
            return None;
        }
        at += 1;
    }
    None
}

/// The name after "named" or "called": "one user | named Robin", "a buyer | identified as “Robin”", "a group | calling
/// itself Harbor First", "a man | , who goes by the name Robin".
pub fn called_name(context: &Context, rest: &Range<usize>) -> Option<usize> {
    if rest.len() < 2 {
        return None;
    }
    let called = match context.lower_at(Some(rest.start)) {
        "named" | "called" => 1,
        "identified" | "known" if context.lower_at(Some(rest.start + 1)) == "as" => 2,
        "calling" => 2,
        "," if context.lower_at(Some(rest.start + 2)) == "goes" => 6,
        // "a man known | on the street as “Robin”".
        _ if rest.start > 0 && context.lower(rest.start - 1) == "known" => {
            1 + rest.clone().take(6).position(|i| context.lower(i) == "as")?
        }
        _ => return None,
    };
    let at = rest.start + called;
    let at = at + usize::from(matches!(context.lower_at(Some(at)), "“" | "\"" | "‘"));
    context.name(at).filter(|&n| at < rest.end && !context.is_amount(n))
}

/// The person whose name ends a source, where the words before it are that person's jobs: "Director of television Ana
/// Cruz", "interior minister and party leader Ana Cruz", "Acme's head of lending Ana Cruz". `head` is the noun of the
/// phrase.
pub fn name_after_job(context: &Context, source: Range<usize>, core: Range<usize>, head: usize) -> Option<usize> {
    let n = context.person(source.end - 1)?;
    let name = context.names[n].tokens.clone();
    if name.start <= core.end || name.end != source.end {
        return None;
    }
    let mut end = name.start;
    while end > core.end && (context.facts(end - 1).is_title || context.word(end - 1) == ".") {
        end -= 1;
    }
    let between = core.end..end;
    let breaks = |i: usize| {
        context.is_comma(i)
            || context.tag(i).is_verb() && context.facts(i).noun.is_none() && context.lower(i - 1) != "of"
            || matches!(context.lower(i), "who" | "that" | "which" | "by" | "from")
    };
    if between.is_empty() || between.clone().any(breaks) {
        return None;
    }
    let is_person = |noun: &&Noun| noun.class == NounClass::Person && !noun.plural;
    let last = end - 1;
    let is_one = context.noun_for_person(last).is_some();
    let job = is_one || end < name.start;
    let determiner = context.facts(core.start).determiner;
    let noun = context.facts(head).noun.filter(|_| context.name(head).is_none());
    if matches!(context.lower(core.end), "and" | "&") {
        // "the mayor and Governor Ana Cruz" are two; "the fraud squad's betting and racing unit Inspector Ana Cruz" is one.
        let one = !matches!(determiner, Some(Determiner::Definite | Determiner::Quantifier)) || noun.is_none() && job;
        let another = between.clone().skip(1).any(|i| context.facts(i).determiner.is_some());
        let named = core.clone().any(|i| context.person(i).is_some());
        // "tenant farmer and cider maker Ana Cruz": a job that no list has.
        let bare = determiner.is_none() && end == name.start;
        let unlisted = bare && matches!(context.tag(last), Tag::NN) && context.name(last).is_none();
        return (one && (job || unlisted) && !another && !named && last > core.end).then_some(n);
    }
    // "a spokesman for Governor Ana Cruz" is somebody else.
    let jobs = noun.map_or(context.facts(head).is_title || matches!(context.lower(head), "head" | "member"), |noun| {
        is_person(&noun)
    });
    let of_body = context.kind(last).is_some_and(|kind| kind != EntityKind::Person);
    // "a spokesman for the movement Harbor First" is none of its members.
    let bare = !between.clone().any(|i| context.facts(i).determiner.is_some());
    let of = matches!(context.lower(core.end), "of" | "on" | "at");
    // "a friend of young Ana Cruz" is none, "the director of rugby Ana Cruz" is one, whatever the tagger makes of rugby.
    let owned = core.clone().any(|i| context.is_possessive(i));
    let thing = context.tag(last).is_noun() || of && (determiner.is_none() || owned);
    let of_thing = bare && thing && !is_one;
    // "director of the harbor ministry's rescue agency Ana Cruz": no agency has a person's name.
    let of_agency = context.facts(last).noun.is_some_and(|n| n.class == NounClass::Body && !n.plural);
    // "cabinet member for the roads Dr Ana Cruz", but not "a spokesman for Dr Ana Cruz".
    let told = end == name.start || between.len() > 1;
    // "City of Harbor mayor Ana Cruz".
    if noun.is_some_and(|noun| noun.class == NounClass::Place) && is_one && of && determiner.is_none() {
        return Some(n);
    }
    (jobs && told && (of_body || of_thing || of_agency && of && determiner.is_none())).then_some(n)
}
