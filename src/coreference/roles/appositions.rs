//! Which name an apposition describes, before or behind the comma: "the mayor, [Ana Cruz],", "[Ana Cruz], the mayor,",
//! "[John Li], spokesman for Acme,", "[Ana Cruz], 54,".

use super::{Role, Roles, complement};
use crate::coreference::context::{Context, NONE};
use crate::coreference::mentions::{Mention, Reference};
use crate::coreference::names_in_sources;
use crate::lexicon::NounClass;
use crate::names::EntityKind;
use crate::syntax::Tag;

/// How many tokens an apposition may have before the comma that closes it.
const APPOSITION: usize = 30;

/// How many tokens what stands in brackets between a name and an apposition may have.
const BRACKET: usize = 8;

/// The name (by index) that a description introduces before a comma: "the mayor of Springfield, [Ana Cruz],". `class`
/// is that of the description's noun.
pub(super) fn before_apposition(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
    let sentence = context.sentence(mention.head);
    let mut at = mention.tokens.end;
    // "the late mayor's driver, Ana Cruz": she is not the mayor.
    if at < sentence.end && context.is_possessive(at) {
        return None;
    }
    while at < sentence.end && at < mention.tokens.end + 9 && !context.is_comma(at) {
        if context.facts(at).stops || context.name(at).is_some_and(|n| context.names[n].kind == EntityKind::Person) {
            return None;
        }
        at += 1;
    }
    if context.lower_at(Some(at)) != "," {
        return None;
    }
    at += 1;
    while at < sentence.end && context.facts(at).is_title {
        at += 1;
    }
    // "the seller, retired shearer Ana Cruz,", "the manufacturer, Spanish firm Acme,".
    let sorted = names_in_sources::behind_sort(context, at..sentence.end, class);
    at = sorted.unwrap_or(at);
    let n = context.name(at)?;
    let name = &context.names[n];
    let after = context.lower_at(Some(name.tokens.end));
    let closed = matches!(after, "," | "." | "”" | "\"" | "(") || name.tokens.end >= sentence.end;
    let begins = mention.tokens.start == sentence.start;
    let owned = begins && matches!(&mention.reference, Reference::Description(d) if d.owned);
    let fits = match class {
        // One word is enough where an owner stands before the noun: "Ana Cruz's father, [Ron],".
        NounClass::Person => name.kind == EntityKind::Person && (name.tokens.len() > 1 || owned && after == ","),
        // A body needs a modifier and a comma after it: "the largest lender, Harbor Bank,", but not "in the bank, Acme
        // and others".
        NounClass::Body => {
            let told = sorted.is_some() || !mention.modifiers().is_empty();
            name.kind == EntityKind::Organization && told && after == ","
        }
        _ => false,
    };
    (fits && closed).then_some(n)
}

/// The name (by index) before the comma that a description follows in apposition: "[Ana Cruz], the mayor of
/// Springfield,".
pub(super) fn after_apposition(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
    let start = mention.tokens.start;
    let sentence = context.sentence(start);
    // "Ana Cruz, whose brother died,": he is not Ana Cruz.
    if start < sentence.start + 2 || !context.is_comma(start - 1) || context.lower(start) == "whose" {
        return None;
    }
    // "Ana Cruz, the mayor's driver,": she is not the mayor.
    if mention.tokens.end < sentence.end && context.is_possessive(mention.tokens.end) {
        return None;
    }
    let mut before = start - 2;
    // An age between two commas is passed over: "Ana Cruz, 54, the mayor".
    if context.word(before).starts_with(|c: char| c.is_ascii_digit())
        && before > sentence.start + 1
        && context.is_comma(before - 1)
    {
        before -= 2;
    }
    // So is what stands in brackets: "Ana Cruz (D-Ohio), a senator".
    if context.word(before) == ")" {
        before = (sentence.start + 1..before).rev().take(BRACKET).find(|&i| context.word(i) == "(")? - 1;
    }
    let n = context.name(before)?;
    let kind = context.names[n].kind;
    let fits = match class {
        NounClass::Person => kind == EntityKind::Person,
        NounClass::Body => matches!(kind, EntityKind::Organization | EntityKind::Product | EntityKind::Other),
        _ => matches!(kind, EntityKind::Place | EntityKind::Organization),
    };
    if !fits {
        return None;
    }
    // An apposition is closed before any finite verb of the main clause, or one source holds both name and description.
    let same_source = context.source_of[before] != NONE && context.source_of[before] == context.source_of[mention.head];
    let mut at = mention.tokens.end;
    let mut relative = false;
    let mut closed = false;
    while at < sentence.end && at < start + APPOSITION {
        let word = context.lower(at);
        if matches!(word, "," | "." | "”" | "\"" | ";" | ")" | "—") {
            closed = true;
            break;
        }
        relative |= matches!(word, "who" | "which" | "that" | "whose");
        // "In a talk with Ana Cruz, the mayor warned that …": the description is a subject.
        let finite = matches!(context.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) && at < mention.tokens.end + 2;
        if (context.facts(at).stops || finite) && !relative {
            break;
        }
        at += 1;
    }
    let list = context.lower_at(Some(at + 1)) == "and" && context.is_comma(at.min(context.len() - 1));
    (same_source || (closed || at >= sentence.end) && !list).then_some(n)
}

/// Adds the roles after a person's name and a comma that have no determiner: an age ("Ana Cruz, 54,"), a job ("John Li,
/// spokesman for Acme,").
pub(super) fn ages_and_bare_appositions(context: &Context, roles: &mut Roles) {
    for n in 0..context.names.len() {
        let name = &context.names[n];
        let end = name.tokens.end;
        if name.kind != EntityKind::Person || end + 1 >= context.len() || !context.is_comma(end) {
            continue;
        }
        let mut at = end + 1;
        let number = context.word(at);
        if number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()) {
            roles.of_name[n].push(Role { noun: "year-old", modifiers: at..at, after: at..at, gender: None });
            if context.lower_at(Some(at + 1)) == "," {
                at += 2;
            }
        }
        // No determiner: "spokesman for Acme", "former chief economist at Acme".
        let first = at;
        while at < context.len() && at < first + 6 && context.is_word(at) {
            let word = context.facts(at);
            if word.ends_phrase || word.determiner.is_some() {
                break;
            }
            if let Some(noun) = word.noun.filter(|n| n.class == NounClass::Person && !n.plural) {
                let next = context.lower_at(Some(at + 1));
                if matches!(next, "of" | "for" | "at" | "in" | "to" | "," | "." | "and" | "with" | "from") {
                    let after = complement(context, at + 1);
                    roles.of_name[n].push(Role {
                        noun: noun.singular,
                        modifiers: first..at,
                        after,
                        gender: noun.gender,
                    });
                    break;
                }
            }
            at += 1;
        }
    }
}
