//! The name beside a noun that says what sort of body its bearer is, or which job: "Spanish firm [Acme]", "the [Harbor
//! Post] newspaper", "retired shearer [Ana Cruz]".

use std::ops::Range;

use crate::coreference::context::Context;
use crate::lexicon::{self, Flag, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// Where a name begins behind a job or a sort of body, as an apposition may put it before: "retired shearer | Ana Cruz",
/// "Spanish firm | Acme". `words` begins with the first word that may belong to it, `class` is that of the noun before the name.
/// `None` where no such noun stands there.
pub fn behind_sort(context: &Context, words: Range<usize>, class: NounClass) -> Option<usize> {
    /// How many words may stand before the name.
    const LONGEST: usize = 4;
    let plain = |i: usize| {
        let people =
            context.name(i).is_some_and(|n| matches!(context.names[n].kind, EntityKind::Group | EntityKind::Place));
        // Whatever the tagger takes them for: "retired teacher".
        let facts = context.facts(i);
        let small = context.name(i).is_none() && !context.is_capital(i) && context.is_word(i);
        people || small && facts.determiner.is_none() && !facts.ends_phrase
    };
    let name = words.start + words.clone().take(LONGEST).take_while(|&i| plain(i)).count();
    let n = context.name(name).filter(|_| name > words.start && name < words.end)?;
    let kind = context.names[n].kind;
    let noun = context.facts(name - 1).noun;
    match class {
        // A job that no list has will do before a full name.
        NounClass::Person => {
            let unlisted = || context.tag(name - 1) == Tag::NN && context.names[n].tokens.len() > 1;
            let job = noun.map_or_else(unlisted, |noun| noun.class == class && !noun.plural);
            (kind == EntityKind::Person && job).then_some(name)
        }
        _ => {
            let sort = noun.is_some_and(|noun| noun.class == class && !noun.plural);
            (matches!(kind, EntityKind::Organization | EntityKind::Product) && sort).then_some(name)
        }
    }
}

/// The body whose name ends a phrase after a comma: "One forecaster, [Acme]", "the country's largest paper, the [Harbor
/// Post]". `rest` is what follows the description.
pub fn apposed_body(context: &Context, rest: Range<usize>) -> Option<usize> {
    let comma = rest.clone().find(|&i| context.is_comma(i))?;
    let first = comma + 1 + usize::from(context.lower_at(Some(comma + 1)) == "the");
    let first = behind_sort(context, first..rest.end, NounClass::Body).unwrap_or(first);
    let n = context.name(first).filter(|_| first < rest.end)?;
    let name = &context.names[n];
    let bodily = matches!(name.kind, EntityKind::Organization | EntityKind::Product);
    (bodily && name.tokens.end >= rest.end).then_some(n)
}

/// The name before a noun that says what sort of body its bearer is: "the [Acme] news agency", "the [Harbor Post]
/// newspaper".
pub fn name_before_sort(context: &Context, core: Range<usize>, last: usize, noun: &Noun) -> Option<usize> {
    let sort = lexicon::has(noun.singular, Flag::ReturningBody)
        || matches!(noun.singular, "daily" | "tabloid" | "union" | "weekly");
    if noun.plural || !sort || last <= core.start {
        return None;
    }
    let mut at = last - 1;
    if matches!(context.lower(at), "news" | "media" | "television" | "radio") && at > core.start {
        at -= 1;
    }
    use EntityKind::{Organization, Other, Product};
    context.name(at).filter(|&n| {
        context.names[n].tokens.end == at + 1 && matches!(context.names[n].kind, Organization | Other | Product)
    })
}
