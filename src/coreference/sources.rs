//! The mention at the head of a source phrase.
//!
//! "Mr. Ortiz, the mayor" is Ortiz; "a spokesman for Acme" is the spokesman, and "Acme officials" are
//! officials; "an Acme poll" speaks for Acme; "her account" for her. The head is the last word of the
//! phrase's core, that is of what stands before its first preposition, relative clause or comma.

use std::ops::Range;

use super::context::{Context, Relation};
use super::lexicon::{self, Determiner, Noun, NounClass};
use super::mentions::{self, Description, Mention, What};
use super::pronoun_table::{Case, Person};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::syntax::Tag;

/// What a source phrase names.
#[derive(Debug, Clone)]
pub enum Head {
    /// A name: its index.
    Name(usize),
    /// The token of a pronoun.
    Pronoun(usize),
    /// A description, to be resolved or kept unnamed.
    Description(Mention),
}

/// Reads a source phrase.
pub fn head(context: &Context, source: Range<usize>) -> Option<Head> {
    let source = trim(context, source);
    if source.is_empty() {
        return None;
    }
    // In a headline, who is named before the colon: "A lesson from Ana Cruz: ‘Be late’".
    if context.lower_at(Some(source.end)) == ":" && context.is_headline(source.start) {
        let is_person = |n: &usize| context.names[*n].kind == EntityKind::Person;
        if let Some(n) = source.clone().find_map(|i| context.name(i).filter(is_person)) {
            return Some(Head::Name(n));
        }
    }
    let core = core(context, source.clone());
    let last = (core.start..core.end)
        .rev()
        .find(|&i| !context.is_possessive(i) && context.word(i).starts_with(char::is_alphanumeric))
        .unwrap_or(core.start);
    let first_pronoun = mentions::pronoun(context, core.start).map(|(p, ..)| p);
    // "he", "which", "she and her aides".
    if core.len() == 1 && (first_pronoun.is_some() || context.lower(core.start) == "that") {
        return Some(Head::Pronoun(core.start));
    }
    let noun = context.facts(last).noun.filter(|_| context.name(last).is_none());
    // "her account", "his": what a person says is the person.
    if let Some(p) = first_pronoun
        && (noun.is_some_and(|n| n.class == NounClass::Document) || core.len() == 1)
        && !matches!(p.person, Person::Who | Person::Which)
    {
        return Some(Head::Pronoun(core.start));
    }
    if let Some(n) = context.name(last) {
        return Some(named(context, core, n));
    }
    // "Paul R. Hale II": what follows the name is part of it.
    if let Some(n) = context.name(core.start).filter(|&n| context.names[n].kind == EntityKind::Person) {
        let rest = context.names[n].tokens.end..last + 1;
        if rest.len() == 1 && matches!(context.lower(last).trim_end_matches('.'), "ii" | "iii" | "iv" | "jr" | "sr") {
            return Some(Head::Name(n));
        }
    }
    let singular_person = noun.is_none_or(|n| n.class == NounClass::Person && !n.plural);
    if singular_person && let Some(n) = titled_name(context, core.end..source.end) {
        return Some(Head::Name(n));
    }
    if singular_person && let Some(n) = apposed_name(context, core.end..source.end) {
        return Some(Head::Name(n));
    }
    if let Some(noun) = noun {
        if noun.class == NounClass::Document
            && let Some(n) = issuer(context, source.clone(), core.clone())
        {
            return Some(Head::Name(n));
        }
        if noun.class == NounClass::Body
            && let Some(mention) = named_body(context, core.clone(), last, noun)
        {
            return Some(Head::Description(mention));
        }
    }
    Some(Head::Description(describe(context, core, last, noun)))
}

/// Who speaks by a cue that has no source: “[Ortiz] left the stage, calling it “a farce””; "[Ortiz] denied
/// the charge and said that …"; "Ortiz forced [Cruz] to admit that …". `mention` gives the tokens of the
/// mention whose head a token is; the answer is such a head, outside the content.
pub fn subject_of_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone()?;
    if let Some(after) = subject_after(context, attribution, &mention) {
        return Some(after);
    }
    let start = context.sentence(cue.start).start.max(cue.start.saturating_sub(40));
    let in_content = |i: usize| attribution.content.iter().any(|c| c.contains(&i));
    let mut before = (start..cue.start).rev().filter(|&i| !in_content(i)).filter_map(|i| Some((i, mention(i)?)));
    let (last, tokens) = before.next()?;
    // "[Ortiz]'s claim that …", "[her] claim".
    let owner = tokens.end < cue.start && context.is_possessive(tokens.end) && tokens.end + 1 == cue.start;
    if owner || tokens.end == cue.start && context.tag(last) == Tag::PRPS {
        return Some(last);
    }
    // Right before the verb, but for adverbs and auxiliaries.
    let verb = cue.clone().find(|&i| context.tag(i).is_verb())?;
    let light = |i: usize| {
        matches!(context.tag(i), Tag::RB | Tag::MD | Tag::TO)
            || matches!(context.lower(i), "has" | "have" | "had" | "is" | "was")
    };
    let mut between = tokens.end..verb;
    if between.clone().all(light) {
        let infinitive = between.any(|i| context.tag(i) == Tag::TO);
        let object = context.relation(tokens.clone()) == Some(Relation::Object);
        if !infinitive || object {
            return Some(before_preposition(context, tokens, last, before));
        }
    }
    let is_subject = |tokens: &Range<usize>| context.relation(tokens.clone()) == Some(Relation::Subject);
    std::iter::once((last, mention(last)?)).chain(before).find(|(_, tokens)| is_subject(tokens)).map(|(i, _)| i)
}

/// “After saying that it was late, [she] left”; “Calling it “a farce”, [Ortiz] left”.
fn subject_after(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone()?;
    let sentence = context.sentence(cue.start);
    let first = cue.start == sentence.start
        || cue.start == sentence.start + 1 && matches!(context.tag(sentence.start), Tag::IN | Tag::RB);
    let end = attribution.content.last()?.end;
    if !first || context.tag(cue.start) != Tag::VBG || end <= cue.end || end >= context.len() {
        return None;
    }
    let comma = context.is_comma(end) || end > 1 && context.is_comma(end - 2);
    let from = end + usize::from(context.is_comma(end));
    (from..context.len().min(from + 5)).find(|&i| comma && mention(i).is_some_and(|m| m.start <= from + 2))
}

/// "[advisers] to Ana Cruz say": the noun that the preposition belongs to.
fn before_preposition(
    context: &Context,
    tokens: Range<usize>,
    head: usize,
    mut before: impl Iterator<Item = (usize, Range<usize>)>,
) -> usize {
    let mut start = tokens.start;
    while start > 0 && (context.facts(start - 1).is_title || context.lower(start - 1) == "the") {
        start -= 1;
    }
    let preposition =
        start > 0 && matches!(context.lower(start - 1), "of" | "to" | "for" | "from" | "at" | "in" | "with");
    match before.find(|(_, other)| other.end <= tokens.start) {
        Some((other, range)) if preposition && range.end + 1 == start => other,
        _ => head,
    }
}

/// Who else may speak by such a cue: the first mention of its sentence that no preposition governs, if it
/// stands before the cue.
pub fn before_cue(
    context: &Context,
    attribution: &Attribution,
    mention: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<usize> {
    let cue = attribution.cue.clone()?;
    let start = context.sentence(cue.start).start.max(cue.start.saturating_sub(40));
    let in_content = |i: usize| attribution.content.iter().any(|c| c.contains(&i));
    let governed = |mut start: usize| {
        while start > 0 && matches!(context.tag(start - 1), Tag::DT | Tag::JJ) {
            start -= 1;
        }
        start > 0 && matches!(context.tag(start - 1), Tag::IN | Tag::TO)
    };
    let speaks = |i: usize| {
        let named = context.name(i).is_some_and(|n| {
            matches!(context.names[n].kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
        });
        let pronoun = mentions::pronoun(context, i)
            .is_some_and(|(p, ..)| p.case == Case::Subject && !matches!(p.person, Person::It | Person::Which));
        named || pronoun
    };
    (start..cue.start).find(|&i| speaks(i) && !in_content(i) && mention(i).is_some_and(|m| !governed(m.start)))
}

/// Without prepositions and marks at its edges: "from the Senate panel".
fn trim(context: &Context, mut source: Range<usize>) -> Range<usize> {
    let edge = |i: usize| !context.word(i).starts_with(char::is_alphanumeric) && context.word(i) != "$";
    while !source.is_empty() && edge(source.start) {
        source.start += 1;
    }
    while source.len() > 1 && edge(source.end - 1) && !context.is_possessive(source.end - 1) {
        source.end -= 1;
    }
    while source.len() > 1
        && matches!(
            context.lower(source.start),
            "from" | "by" | "to" | "with" | "in" | "for" | "on" | "of" | "as" | "even" | "according"
        )
    {
        source.start += 1;
    }
    source
}

/// What stands before the first preposition, relative clause, bracket or comma.
fn core(context: &Context, source: Range<usize>) -> Range<usize> {
    let mut end = source.start + 1;
    if let Some(n) = context.name(source.start) {
        end = context.names[n].tokens.end.clamp(end, source.end);
    }
    while end < source.end {
        if let Some(n) = context.name(end) {
            end = context.names[n].tokens.end.clamp(end + 1, source.end);
            continue;
        }
        let word = context.lower(end);
        let stays = context.is_word(end)
            || word.starts_with(|c: char| c.is_ascii_digit() || c == '$')
            || matches!(word, "-" | "/" | "&" | "'" | "." | "“" | "”" | "\"");
        let after_determiner = context.facts(end).determiner.is_some()
            && end == source.start + 1
            && context.facts(source.start).determiner.is_some();
        let participle = end > source.start + 1
            && word.len() > 4
            && (word.ends_with("ing") || word.ends_with("ed"))
            && context.facts(end - 1).noun.is_some();
        // "Ruiz reports:", "A lesson from Ana Ruiz:" is left to others.
        let verb = matches!(context.tag(end), Tag::VBZ | Tag::VBD) && context.name(end - 1).is_some();
        if !stays || context.facts(end).ends_phrase && !after_determiner || participle || verb {
            break;
        }
        end += 1;
    }
    source.start..end
}

/// The core ends in a name.
fn named(context: &Context, core: Range<usize>, n: usize) -> Head {
    let name = &context.names[n];
    // "Democrats", "many Mexicans": speakers without a name.
    if name.kind == EntityKind::Group {
        let determiner = context.facts(core.start).determiner;
        let what =
            What::Description(Description { noun: None, determiner, first: core.start, owned: false, named: false });
        let head = name.tokens.end - 1;
        let tokens = core.start.min(name.tokens.start)..name.tokens.end;
        let plural = context.word(head).ends_with('s');
        return Head::Description(Mention {
            tokens,
            head,
            kind: EntityKind::Group,
            gender: None,
            plural,
            what,
            speaks: true,
        });
    }
    Head::Name(n)
}

/// "Secretary of State Ana Cruz": the title holds a preposition, and no comma stands before the name.
fn titled_name(context: &Context, rest: Range<usize>) -> Option<usize> {
    if rest.is_empty() || !matches!(context.lower(rest.start), "of" | "for") {
        return None;
    }
    for i in rest.start + 1..rest.end.min(rest.start + 8) {
        if let Some(n) = context.name(i).filter(|&n| context.names[n].kind == EntityKind::Person) {
            let end = context.names[n].tokens.end;
            return (end >= context.len() || !context.is_possessive(end)).then_some(n);
        }
        let small = matches!(context.lower(i), "of" | "the");
        if !small && !context.is_capital(i) {
            return None;
        }
    }
    None
}

/// ", Tim Cook" or ", Mr. Guajardo Villarreal" after a description.
fn apposed_name(context: &Context, rest: Range<usize>) -> Option<usize> {
    let mut at = rest.start;
    // The first comma, past what belongs to the description ("of the economy").
    while at < rest.end && !context.is_comma(at) {
        at += 1;
    }
    at += 1;
    while at < rest.end && at < rest.start + 30 {
        if let Some(n) = context.name(at) {
            let name = &context.names[n];
            let next = context.lower_at(Some(name.tokens.end));
            let closed = name.tokens.end >= rest.end || matches!(next, "," | "(" | "." | "'s" | "’s");
            // A person whom the recognizer took for a body: "the chief executive, Ana Cruz,".
            let taken = name.kind == EntityKind::Organization && name.tokens.len() > 1;
            if taken && closed && at == rest.start + 1 {
                return Some(n);
            }
            // "Indiana Gov. Ana Cruz", "Acme president Ana Cruz".
            if matches!(name.kind, EntityKind::Place | EntityKind::Organization | EntityKind::Group) {
                at = name.tokens.end.max(at + 1);
                continue;
            }
            return (name.kind == EntityKind::Person && closed).then_some(n);
        }
        let word = context.facts(at);
        let titles = word.is_title || word.noun.is_some_and(|n| n.class == NounClass::Person);
        let modifies = matches!(context.tag(at), Tag::NN | Tag::NNP | Tag::JJ);
        if !(titles || modifies) {
            return None;
        }
        at += 1;
    }
    None
}

/// "a Quinnipiac poll", "a new report by Politico", "data from the American Community Survey".
pub fn issuer(context: &Context, source: Range<usize>, core: Range<usize>) -> Option<usize> {
    let body = |i: usize| {
        context.name(i).filter(|&n| {
            matches!(context.names[n].kind, EntityKind::Organization | EntityKind::Product | EntityKind::Other)
        })
    };
    if let Some(n) = core.clone().rev().find_map(body) {
        return Some(n);
    }
    let preposition = matches!(context.lower_at(Some(core.end)), "by" | "from" | "of" | "in");
    if !preposition {
        return None;
    }
    // The name must follow at once: "a report by the Senate panel", not "a study of voters in Ohio".
    (core.end + 1..source.end.min(core.end + 4)).find_map(|i| {
        context.name(i).filter(|&n| {
            let by = context.lower(core.end) == "by" || context.lower(core.end) == "from";
            body(i).is_some() || by && context.names[n].kind == EntityKind::Person
        })
    })
}

/// "the Cruz campaign", "the Holm administration": a body that the phrase names.
fn named_body(context: &Context, core: Range<usize>, last: usize, noun: &'static Noun) -> Option<Mention> {
    let at = core.clone().find(|&i| context.name(i).is_some())?;
    let n = context.name(at)?;
    let name = &context.names[n];
    let kind = name.kind;
    // Of bodies and places the recognizer knows the names; "Springfield police" is a description.
    let names_it = !matches!(kind, EntityKind::Group | EntityKind::Date)
        && (kind == EntityKind::Person || noun.singular == "campaign" || noun.singular == "administration")
        && matches!(
            noun.singular,
            "campaign" | "administration" | "camp" | "team" | "government" | "cabinet" | "foundation"
        );
    let adjacent = name.tokens.end + 2 >= last && name.tokens.end <= last && !context.is_possessive(name.tokens.end);
    if !(names_it && adjacent) || noun.plural {
        return None;
    }
    let what =
        What::Description(Description { noun: Some(noun), determiner: None, first: at, owned: false, named: true });
    Some(Mention {
        tokens: name.tokens.start..last + 1,
        head: last,
        kind: EntityKind::Organization,
        gender: None,
        plural: false,
        what,
        speaks: true,
    })
}

fn describe(context: &Context, core: Range<usize>, last: usize, noun: Option<&'static Noun>) -> Mention {
    let determiner = context.facts(core.start).determiner;
    let first = if determiner.is_some() && core.start < last { core.start + 1 } else { core.start };
    let owner = core.clone().find(|&i| i < last && context.is_possessive(i));
    let owned = determiner == Some(Determiner::Possessive) || owner.is_some();
    let determiner = if owner.is_some() { Some(Determiner::Possessive) } else { determiner };
    // "Some", "others", "neither".
    let somebody = lexicon::is_somebody(context.lower(last));
    let kind = if somebody { EntityKind::Person } else { EntityKind::Other };
    let what = What::Description(Description { noun, determiner, first, owned, named: false });
    Mention {
        tokens: core.start..last + 1,
        head: last,
        kind: noun.map_or(kind, |n| mentions::kind_of(n.class)),
        gender: noun.and_then(|n| n.gender),
        plural: noun.map_or(somebody && context.lower(last) != "one", |n| n.plural),
        what,
        speaks: true,
    }
}
