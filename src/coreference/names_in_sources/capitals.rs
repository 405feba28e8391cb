//! The body that a phrase names by its capitals alone, where the recognizer saw no name: "the [Eastport Sheriff's
//! Office]".

use std::ops::Range;

use crate::coreference::context::Context;
use crate::lexicon::{self, Determiner, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// The tokens of a body that a phrase names by its capitals alone, where the recognizer saw no name: "the Eastport
/// Sheriff's Office", "Harbor Insider". Persons are not named so ("the Prime Minister"), nor are several of a sort
/// ("Eastport Democrats").
pub fn capitalized_body(
    context: &Context,
    core: Range<usize>,
    last: usize,
    noun: Option<&Noun>,
) -> Option<Range<usize>> {
    /// Longer rows of capitals are headlines.
    const LONGEST: usize = 8;
    let determiner = context.facts(core.start).determiner;
    // "the charity | Sleep Matters".
    let sort = (core.start..last)
        .rev()
        .find(|&i| !context.is_capital(i))
        .filter(|&i| last - i > 1 && context.facts(i).noun.is_some_and(|n| n.class == NounClass::Body && !n.plural));
    if let Some(sort) = sort.filter(|_| noun.is_none()) {
        return Some(sort + 1..last + 1);
    }
    let first = core.start + usize::from(determiner == Some(Determiner::Definite));
    let sort = noun.is_none_or(|n| n.class == NounClass::Body) && !context.facts(last).is_title;
    let plural = noun.is_none() && matches!(context.tag(last), Tag::NNS | Tag::NNPS);
    if !sort
        || plural
        || first > last
        || first == last && !may_stand_alone(context, &core, last, noun)
        || last - first >= LONGEST
        || determiner.is_some() && first == core.start
    {
        return None;
    }
    let capital = |i: usize| context.is_capital(i) && !(i == first && context.facts(i).is_title);
    let small = |i: usize| context.is_possessive(i) || matches!(context.word(i), "of" | "for" | "and" | "&" | "-");
    let person = |i: usize| {
        matches!(context.kind(i), Some(EntityKind::Person | EntityKind::Group))
            || context.facts(i).noun.is_some_and(|n| n.class == NounClass::Person && i == last)
    };
    // "KTV 12", but not "Witness 3".
    let number = |i: usize| {
        i == last
            && context.word(i).starts_with(|c: char| c.is_ascii_digit())
            && context.tag(first).is_noun()
            && context.facts(i - 1).noun.is_none_or(|n| n.class != NounClass::Person)
    };
    let all = (first..last + 1).all(|i| (capital(i) || small(i) || number(i)) && !person(i));
    let named = all && capital(first) && (capital(last) || number(last)) && !context.is_headline(first);
    (named && !is_shouted(context, first..last + 1)).then_some(first..last + 1)
}

/// Tells whether the word at token `last` may be the whole name of a body: "according to Harborside", "The Alliance". Not
/// where a sentence begins, as any word has a capital there; "Labour" is a party even so.
fn may_stand_alone(context: &Context, core: &Range<usize>, last: usize, noun: Option<&Noun>) -> bool {
    let lower = context.lower(last);
    if core.len() == 1 && lower == "labour" && context.is_capital(last) {
        return true;
    }
    let person = matches!(lower, "head" | "chair") || lexicon::is_people(lower);
    noun.is_none()
        && context.tag(last) == Tag::NNP
        && context.sentence(last).start < last
        && !person
        && context.lower_at(Some(core.end)) != "of"
        && !is_short_for_a_name(context, last)
}

/// Tells whether some word of a name in the text begins with the same five letters as the word at token `word` (with all
/// of them if it is shorter), so that it may stand for that name: "the North" for North Korea, "the Russian" for somebody
/// from Russia.
fn is_short_for_a_name(context: &Context, word: usize) -> bool {
    let begins = |i: usize| {
        let common = context.lower(i).bytes().zip(context.lower(word).bytes()).take_while(|(a, b)| a == b).count();
        common >= context.lower(word).len().min(5)
    };
    context.names.iter().any(|name| name.tokens.clone().any(begins))
}

/// Whether the words around a phrase begin with capitals too, as those of a headline do.
fn is_shouted(context: &Context, phrase: Range<usize>) -> bool {
    let long = |i: &usize| !phrase.contains(i) && context.is_word(*i) && context.word(*i).len() > 3;
    let (mut words, mut capitals) = (0, 0);
    for i in context.sentence(phrase.start).filter(long) {
        words += 1;
        capitals += usize::from(context.is_capital(i));
    }
    words > 3 && 4 * capitals > 3 * words
}
