//! Names inside a source phrase that say who speaks: "his friend, student Ana Cruz", "a poll by Acme".

use std::ops::Range;

use super::context::Context;
use crate::lexicon::{self, Determiner, Flag, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// Nouns that the lexicon doesn't have as documents, and that speak for the body whose name follows: "files from Acme".
pub const PAPERS: [&str; 8] = ["page", "pages", "files", "file", "papers", "documents", "records", "figures"];

/// The person whose title holds a preposition, with no comma before the name: "Secretary | of State Ana Cruz". `rest`
/// is what follows the title's noun. Not "a spokesman | for Cruz", who is somebody else.
pub fn titled_name(context: &Context, rest: Range<usize>) -> Option<usize> {
    if rest.is_empty() || !matches!(context.lower(rest.start), "of" | "for") {
        return None;
    }
    for i in rest.start + 1..rest.end.min(rest.start + 8) {
        if let Some(n) = context.name(i).filter(|&n| context.names[n].kind == EntityKind::Person) {
            let end = context.names[n].tokens.end;
            // "a spokesman for Cruz" is somebody else.
            let job = context.facts(i - 1).is_title
                || context.facts(i - 1).noun.is_some_and(|n| n.class == NounClass::Person);
            let title = i > rest.start + 1 && !job;
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
    at += 1;
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
            if taken && closed && at == rest.start + 1 {
                return Some(n);
            }
            // The name of a place or body before a title is passed over: "Indiana Gov. Ana Cruz", "Acme president Ana
            // Cruz".
            if matches!(name.kind, EntityKind::Place | EntityKind::Organization | EntityKind::Group) {
                at = name.tokens.end.max(at + 1);
                continue;
            }
            return (name.kind == EntityKind::Person && closed).then_some(n);
        }
        let word = context.facts(at);
        let titles = word.is_title || word.noun.is_some_and(|n| n.class == NounClass::Person);
        let modifies =
            matches!(context.tag(at), Tag::NN | Tag::NNS | Tag::NNP | Tag::JJ | Tag::VBN | Tag::VBG | Tag::CD)
                && (context.tag(at).is_noun()
                    || context.facts(at).determiner.is_none() && !context.facts(at).ends_phrase);
        if !(titles || modifies || is_before_job(context, at..rest.end)) {
            return None;
        }
        at += 1;
    }
    None
}

/// The name after "named" or "called": "one user | named Robin".
pub fn called_name(context: &Context, rest: &Range<usize>) -> Option<usize> {
    let called = rest.len() > 1 && matches!(context.lower(rest.start), "named" | "called");
    context.name(rest.start + 1).filter(|&n| called && !context.is_amount(n))
}

/// Whether some words lead to a job and the name of a person who has it: "[retired] teacher Ana Cruz", whatever the
/// tagger takes the first for.
fn is_before_job(context: &Context, words: Range<usize>) -> bool {
    /// How many words may stand before the name.
    const LONGEST: usize = 4;
    let plain = |i: usize| !context.is_comma(i) && context.facts(i).determiner.is_none() && context.name(i).is_none();
    let word = |i: &usize| context.is_word(*i) && plain(*i) && !context.is_capital(*i);
    let name = words.start + words.clone().take(LONGEST).take_while(word).count();
    let person = context.name(name).is_some_and(|n| context.names[n].kind == EntityKind::Person);
    let job = |i: usize| context.facts(i).noun.is_some_and(|n| n.class == NounClass::Person && !n.plural);
    name > words.start + 1 && name < words.end && person && job(name - 1)
}

/// The person whose name ends a source, where the words before it are that person's jobs: "Director of television Ana
/// Cruz", "interior minister and party leader Ana Cruz". `head` is the noun of the phrase.
pub fn name_after_job(context: &Context, source: Range<usize>, core: Range<usize>, head: usize) -> Option<usize> {
    let n = context.name(source.end - 1).filter(|&n| context.names[n].kind == EntityKind::Person)?;
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
            || context.tag(i).is_verb()
            || matches!(context.lower(i), "who" | "that" | "which" | "by" | "from")
    };
    if between.is_empty() || between.clone().any(breaks) {
        return None;
    }
    let is_person = |noun: &&Noun| noun.class == NounClass::Person && !noun.plural;
    let last = end - 1;
    let job = context.facts(last).noun.filter(is_person).is_some() || end < name.start;
    if matches!(context.lower(core.end), "and" | "&") {
        // "the mayor and Governor Ana Cruz" are two.
        let one = !matches!(context.facts(core.start).determiner, Some(Determiner::Definite | Determiner::Quantifier));
        let another = between.clone().skip(1).any(|i| context.facts(i).determiner.is_some());
        let named = core.clone().any(|i| context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Person));
        // "tenant farmer and cider maker Ana Cruz": a job that no list has.
        let bare = context.facts(core.start).determiner.is_none() && end == name.start;
        let unlisted = bare && matches!(context.tag(last), Tag::NN) && context.name(last).is_none();
        return (one && (job || unlisted) && !another && !named && last > core.end).then_some(n);
    }
    // "a spokesman for Governor Ana Cruz" is somebody else.
    let jobs = context.facts(head).noun.filter(is_person).is_some() || context.facts(head).is_title;
    let of_body = context.name(last).is_some_and(|n| context.names[n].kind != EntityKind::Person);
    // "a spokesman for the movement Harbor First" is none of its members.
    let bare = !between.clone().any(|i| context.facts(i).determiner.is_some());
    let of_thing = bare && context.tag(last).is_noun() && !job;
    // "director of the harbor ministry's rescue agency Ana Cruz": no agency has a person's name.
    let of_agency = context.facts(last).noun.is_some_and(|n| n.class == NounClass::Body && !n.plural);
    let of = matches!(context.lower(core.end), "of" | "on" | "at") && context.facts(core.start).determiner.is_none();
    (jobs && end == name.start && (of_body || of_thing || of_agency && of)).then_some(n)
}

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
    let first = core.start + usize::from(determiner == Some(Determiner::Definite));
    let sort = noun.is_none_or(|n| n.class == NounClass::Body) && !context.facts(last).is_title;
    let plural = noun.is_none() && matches!(context.tag(last), Tag::NNS | Tag::NNPS);
    // "according to Harborside": one word, where no sentence begins.
    let alone = core.len() == 1 && context.tag(last) == Tag::NNP && context.sentence(first).start < first;
    if !sort
        || plural
        || first >= last && !alone
        || last - first >= LONGEST
        || determiner.is_some() && first == core.start
    {
        return None;
    }
    let capital = |i: usize| context.is_capital(i) && !(i == first && context.facts(i).is_title);
    let small = |i: usize| context.is_possessive(i) || matches!(context.word(i), "of" | "for" | "and" | "&" | "-");
    let person = |i: usize| {
        context.name(i).is_some_and(|n| matches!(context.names[n].kind, EntityKind::Person | EntityKind::Group))
            || context.facts(i).noun.is_some_and(|n| n.class == NounClass::Person && i == last)
    };
    let all = (first..last + 1).all(|i| (capital(i) || small(i)) && !person(i));
    let named = all && capital(first) && capital(last) && !context.is_headline(first);
    (named && !is_shouted(context, first..last + 1)).then_some(first..last + 1)
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

/// The name before a noun that says what sort of body its bearer is: "the [Acme] news agency", "the [Harbor Post]
/// newspaper".
pub fn name_before_sort(context: &Context, core: Range<usize>, last: usize, noun: &Noun) -> Option<usize> {
    let sort =
        lexicon::has(noun.singular, Flag::ReturningBody) || matches!(noun.singular, "daily" | "tabloid" | "weekly");
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

/// The first of the names that follow a description of several: "several mayors, including [Ana Cruz] and John Li",
/// "the two mayors, [Ana Cruz] and John Li".
pub fn first_listed(context: &Context, source: Range<usize>, core: Range<usize>) -> Option<usize> {
    let rest = core.end..source.end;
    let opens = |i: usize| matches!(context.lower(i), "including" | "like" | "—" | "-" | ":" | "," | "(" | "among");
    // The names may begin further on: "two members of the board, Ana Cruz and John Li".
    let at = rest.clone().take(8).find(|&i| opens(i))?;
    // These are places that several are from: "The mayors of Arden, Fell and Roscoe".
    let place = |i: usize| context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Place);
    if context.is_comma(at) && matches!(context.lower(rest.start), "of" | "from") && place(at - 1) {
        return None;
    }
    let mut first = at + 1;
    // "Texas Sen. Ana Cruz", "Acme president Ana Cruz": the name of a place or body that belongs to the title after it.
    let before_title = |i: usize| {
        let Some(n) = context.name(i).filter(|&n| context.names[n].kind != EntityKind::Person) else { return false };
        let next = context.names[n].tokens.end;
        next < rest.end
            && (context.facts(next).is_title || context.facts(next).noun.is_some_and(|n| n.class == NounClass::Person))
    };
    while first < rest.end
        && (opens(first)
            || before_title(first)
            || matches!(
                context.lower(first),
                "such" | "as" | "and" | "in" | "particular" | "notably" | "among" | "them"
            )
            || context.facts(first).is_title
            || context.word(first) == "."
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

/// Where a name begins behind a job or a sort of body, as an apposition may put it before: "retired shearer | Ana Cruz",
/// "Spanish firm | Acme". `words` begins with the first word that may belong to it, `class` is that of the noun before the name.
/// `None` where no such noun stands there.
pub fn behind_sort(context: &Context, words: Range<usize>, class: NounClass) -> Option<usize> {
    /// How many words may stand before the name.
    const LONGEST: usize = 4;
    let plain = |i: usize| {
        let people =
            context.name(i).is_some_and(|n| matches!(context.names[n].kind, EntityKind::Group | EntityKind::Place));
        let small = context.name(i).is_none() && !context.is_capital(i) && context.is_word(i);
        people
            || small && (context.tag(i).is_noun() || matches!(context.tag(i), Tag::JJ | Tag::VBN | Tag::VBD | Tag::CD))
    };
    let name = words.start + words.clone().take(LONGEST).take_while(|&i| plain(i)).count();
    let n = context.name(name).filter(|_| name > words.start && name < words.end)?;
    let kind = context.names[n].kind;
    let noun = context.facts(name - 1).noun;
    match class {
        // A job that no list has will do before a full name.
        NounClass::Person => {
            let job = noun.is_none_or(|noun| noun.class == class && !noun.plural) && context.tag(name - 1) == Tag::NN;
            (kind == EntityKind::Person && job && (noun.is_some() || context.names[n].tokens.len() > 1)).then_some(name)
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

/// The other names that "and" or a comma joins to the first one of a source: "Ana Cruz and John Li".
pub fn joined_names(context: &Context, source: Range<usize>, first: usize) -> Vec<usize> {
    let kind = context.names[first].kind;
    let mut found = Vec::new();
    let mut at = context.names[first].tokens.end;
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
            let last = ends && by_and && name.kind == EntityKind::Organization;
            let fits = name.kind == kind || name.kind == EntityKind::Person || last && kind == EntityKind::Person;
            if fits && joined && !possessive && n != first && !found.contains(&n) {
                found.push(n);
                joined = false;
            } else if !joined || possessive {
                break;
            }
            at = name.tokens.end.max(at + 1);
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
        let start = context.names[n].tokens.start;
        (context.names[first].tokens.end..start).any(|i| matches!(context.lower(i), "and" | "&" | "with" | "plus"))
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
    let (by, within) = match context.lower_at(Some(at)) {
        "by" => (true, true),
        "from" => (true, at == core.end),
        "of" | "in" => (false, at == core.end),
        _ => return None,
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
