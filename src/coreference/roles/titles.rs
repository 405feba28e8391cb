//! Roles in the titles before a person's name ("Mayor [Ana Cruz]", "Sens. Ana Cruz and [John Li]"), and in the nouns
//! right beside a body's ("the newspaper [El Faro]").

use super::{Role, complement};
use crate::coreference::context::Context;
use crate::lexicon::{self, Flag, Gender, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// Adds the roles in the titles before name `n`: "former Secretary of State Ana Cruz", "spokesman John Li", "Sen.
/// Cruz".
pub(super) fn titles(context: &Context, n: usize, roles: &mut Vec<Role>) {
    let start = context.names[n].tokens.start;
    let sentence = context.sentence(start);
    let mut at = start;
    let mut first = start;
    let mut nouns: Vec<(usize, &'static str, Option<Gender>)> = Vec::new();
    while at > sentence.start && start - at < 8 {
        let i = at - 1;
        let word = context.lower(i);
        let is_name = context.name(i).is_some();
        // A plural says it of each: "lawyers Ana Cruz and John Li".
        let noun = context.facts(i).noun.filter(|n| n.class == NounClass::Person && !is_name);
        if let Some(title) = context.title(i) {
            if let Some(noun) = title.noun {
                nouns.push((i, noun, title.gender));
            }
        } else if let Some(noun) = noun {
            nouns.push((i, noun.singular, noun.gender));
        } else if word == "of" && nouns.is_empty() && i > sentence.start && start - i <= 4 {
            // "Secretary of State Ana Cruz": the noun stands before "of", capitals between; "the chairman of Cruz's
            // campaign" is somebody else.
            let capitals = i + 1 < start && (i + 1..start).all(|k| context.is_capital(k));
            match context.facts(i - 1).noun.filter(|_| capitals) {
                Some(noun) if noun.class == NounClass::Person => nouns.push((i - 1, noun.singular, noun.gender)),
                _ => break,
            }
            at = i - 1;
            first = at;
            continue;
        } else if nouns.is_empty() {
            // Only "State" of "Secretary of State" may stand between the noun and the name.
            let of = |back: usize| i >= sentence.start + back && context.lower(i - back) == "of";
            if !(context.is_capital(i) && start - i <= 2 && (of(1) || of(2))) {
                break;
            }
        } else if !modifies(context, i) {
            break;
        }
        at = i;
        if !nouns.is_empty() {
            first = at;
        }
    }
    for (at, noun, gender) in nouns {
        let after = complement(context, at + 1);
        roles.push(Role { noun, modifiers: first..at, after, gender });
    }
}

/// Adds the nouns right beside the name of body `n` to its roles: "the newspaper El Faro", "the Harbor Relief fund".
pub(super) fn beside_body(context: &Context, n: usize, roles: &mut Vec<Role>) {
    let tokens = context.names[n].tokens.clone();
    let sentence = context.sentence(tokens.start);
    let noun = |i: usize| {
        let noun = context.facts(i).noun.filter(|_| context.name(i).is_none());
        noun.filter(|n| !n.plural && n.class == NounClass::Body)
    };
    let mut push = |noun: &lexicon::Noun, at: usize| {
        roles.push(Role { noun: noun.singular, modifiers: at..at, after: at..at, gender: None });
    };
    if tokens.start > sentence.start
        && let Some(before) = noun(tokens.start - 1)
    {
        push(before, tokens.start - 1);
    }
    // After a name, few nouns say what its bearer is: "the Harbor Bank committee" is a part of the bank.
    if tokens.end < sentence.end
        && let Some(after) =
            noun(tokens.end).filter(|n| lexicon::has(n.singular, Flag::ReturningBody) || n.singular == "fund")
    {
        push(after, tokens.end);
    }
}

/// Gives name `n` the plural titles of the name before it, where a comma or "and" joins the two: "Sens. Ana Cruz and
/// John Li", "hosts Ana Cruz, John Li and Lena Brandt".
pub(super) fn shared_title(context: &Context, n: usize, of_name: &mut [Vec<Role>]) {
    let Some(before) = n.checked_sub(1).filter(|&b| context.names[b].kind == EntityKind::Person) else { return };
    let mut between = context.names[before].tokens.end..context.names[n].tokens.start;
    // A state in brackets is passed over: "Sens. Ana Cruz (Iowa) and John Li".
    if between.len() < 9 && context.lower_at(Some(between.start)) == "(" {
        between.start = between.clone().find(|&i| context.word(i) == ")").map_or(between.start, |i| i + 1);
    }
    let joined = between.len() < 3
        && !between.is_empty()
        && between.clone().all(|i| matches!(context.word(i), "," | "and" | "&"));
    if !joined || !of_name[n].is_empty() {
        return;
    }
    let plural = |role: &&Role| {
        let at = role.modifiers.end;
        let facts = context.facts(at);
        facts.noun.is_some_and(|n| n.plural) || facts.is_title && context.lower(at).trim_end_matches('.').ends_with('s')
    };
    let shared: Vec<Role> = of_name[before].iter().filter(plural).cloned().collect();
    of_name[n].extend(shared);
}

/// Whether token `i` can stand before the noun of a title: "[former White House press] secretary".
fn modifies(context: &Context, i: usize) -> bool {
    if let Some(n) = context.name(i) {
        return context.names[n].kind != EntityKind::Person;
    }
    let tag = context.tag(i);
    let verb =
        matches!(tag, Tag::VB | Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD | Tag::RB | Tag::IN | Tag::PRP | Tag::DT);
    context.is_word(i) && !verb && !context.facts(i).ends_phrase
}
