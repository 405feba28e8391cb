//! Who is said to be what a description says: "[Ana Cruz] is the mayor", "[Acme] was a company".

use crate::coreference::context::Context;
use crate::coreference::mentions::{Mention, Reference};
use crate::lexicon::{Determiner, NounClass};
use crate::names::EntityKind;

/// The name (by index) whose bearer a description is said to be: "[Ana Cruz] is the mayor", "[Acme] was a company".
pub(super) fn copula(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
    let start = mention.tokens.start;
    let Reference::Description(ref d) = mention.reference else { return None };
    if start < 2
        || !matches!(d.determiner, Some(Determiner::Definite | Determiner::Indefinite | Determiner::Possessive))
    {
        return None;
    }
    let verb = if matches!(context.lower(start - 1), "also" | "now" | "still") { start - 2 } else { start - 1 };
    if !matches!(context.lower(verb), "is" | "was" | "became" | "remains" | "'s" | "’s") || verb == 0 {
        return None;
    }
    let n = context.name(verb - 1)?;
    let sentence = context.sentence(start);
    let kind = context.names[n].kind;
    let fits = match class {
        NounClass::Person => kind == EntityKind::Person,
        NounClass::Body => kind == EntityKind::Organization,
        NounClass::Place => kind == EntityKind::Place,
        NounClass::Document => false,
    };
    // "the wife of Ana Cruz is a doctor": the name must begin its clause.
    let first = context.names[n].tokens.start;
    let begins = first == sentence.start
        || !matches!(
            context.lower(first - 1),
            "of" | "for" | "with" | "by" | "to" | "and" | "from" | "in" | "at" | "on"
        );
    (fits && begins && sentence.contains(&first)).then_some(n)
}
