//! Finds the head of a source phrase: the name, pronoun or noun that says who speaks.
//!
//! "Mr. Ortiz, the mayor" is Ortiz; "a spokesman for Acme" is the spokesman, and "Acme officials" are officials; "an
//! Acme poll" speaks for Acme; "her account" for her. The head is the last word of the phrase's core (what stands
//! before its first preposition, relative clause or comma), unless a name elsewhere in the phrase says who that is.

use std::ops::Range;

use super::aliases;
use super::context::Context;
use super::mentions::{self, Description, Mention, Reference};
use super::names_in_sources;
use super::pronoun_table::PronounClass;
use crate::lexicon::{self, Determiner, Flag, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// The head of a source phrase.
#[derive(Debug, Clone)]
pub enum Head {
    /// A name, by its index.
    Name(usize),
    /// A pronoun, by its token.
    Pronoun(usize),
    /// A description, as a mention. The walk gives it to an entity, perhaps to one without a name.
    Description(Mention),
}

/// Finds the head of the source phrase at tokens `source`; `None` where the words name nobody in the text ("you").
pub fn head(context: &Context, source: Range<usize>) -> Option<Head> {
    let source = trim(context, source);
    if source.is_empty() {
        return None;
    }
    if let Some(head) = of_one_token(context, &source).or_else(|| named_in_headline(context, &source)) {
        return Some(head);
    }
    let source = after_place(context, with_family(context, whole_phrase(context, source)));
    let core = without_adverbs(context, core(context, source.clone()));
    // “…,” you will say: that is the reader.
    if core.len() == 1 && context.lower(core.start) == "you" {
        return None;
    }
    let last = (core.start..core.end)
        .rev()
        .find(|&i| !context.is_possessive(i) && context.word(i).starts_with(char::is_alphanumeric))
        .unwrap_or(core.start);
    let noun = context.facts(last).noun.filter(|_| context.name(last).is_none());
    if let Some(head) = couple_or_pronoun(context, &source, &core, noun).or_else(|| account(context, &core)) {
        return Some(head);
    }
    if let Some(n) = context.name(last) {
        if let Some(n) = name_behind(context, &source, &core, n) {
            return Some(Head::Name(n));
        }
        if let Some(noun) = role_behind(context, &source, &core, n) {
            return Some(Head::Description(describe(context, core.start..source.end, source.end - 1, Some(noun))));
        }
        return Some(described_by_name(context, &core, last, n).unwrap_or_else(|| named(context, core, n)));
    }
    if let Some(n) = name_elsewhere(context, &source, &core, last, noun) {
        return Some(Head::Name(n));
    }
    // "the front page of the Harbor Post", "audit files from Acme", "a check by Acme".
    let by = context.tag(last).is_noun() && context.lower_at(Some(core.end)) == "by";
    if noun.is_none()
        && (by || names_in_sources::PAPERS.contains(&context.lower(last)))
        && let Some(head) = issuer(context, &source, &core)
    {
        return Some(head);
    }
    if let Some(head) = noun.and_then(|noun| head_of_noun(context, &source, &core, last, noun)) {
        return Some(head);
    }
    let by_capitals = named_by_capitals(context, &core, last, noun);
    Some(Head::Description(by_capitals.unwrap_or_else(|| describe(context, core, last, noun))))
}

/// The head of a source that is a name or a pronoun alone, as most are.
fn of_one_token(context: &Context, source: &Range<usize>) -> Option<Head> {
    if source.len() > 1 {
        return None;
    }
    let is_named = |n: &usize| context.names[*n].kind != EntityKind::Group && !context.is_amount(*n);
    let name = context.name(source.start).filter(is_named).map(Head::Name);
    let is_pronoun = || context.facts(source.start).pronoun.is_some() && context.lower(source.start) != "you";
    name.or_else(|| is_pronoun().then_some(Head::Pronoun(source.start)))
}

/// Who is named before the colon in a headline: "A lesson from [Ana Cruz]: ‘Be late’".
fn named_in_headline(context: &Context, source: &Range<usize>) -> Option<Head> {
    if context.lower_at(Some(source.end)) != ":" || !context.is_headline(source.start) {
        return None;
    }
    source.clone().find_map(|i| context.person(i)).map(Head::Name)
}

/// The head of "Mr and Mrs Cruz", of "he", "which" or "she and her aides", and of "her account", which stands for her.
fn couple_or_pronoun(
    context: &Context,
    source: &Range<usize>,
    core: &Range<usize>,
    noun: Option<&'static Noun>,
) -> Option<Head> {
    let is_title = |i: usize| context.facts(i).is_title || context.word(i) == ".";
    if core.clone().all(is_title)
        && context.lower_at(Some(core.end)) == "and"
        && let Some(n) = (core.end + 1..source.end).find(|&i| !is_title(i)).and_then(|i| context.name(i))
    {
        return Some(Head::Name(n));
    }
    let pronoun = mentions::pronoun(context, core.start).map(|(p, ..)| p);
    if core.len() == 1 && (pronoun.is_some() || context.lower(core.start) == "that") {
        return Some(Head::Pronoun(core.start));
    }
    let account = pronoun.filter(|_| noun.is_some_and(|n| n.class == NounClass::Document));
    let whose = account.filter(|p| !matches!(p.class, PronounClass::Who | PronounClass::Which));
    whose.map(|_| Head::Pronoun(core.start))
}

/// The account that speaks: "@harborview", "the @harborview account".
fn account(context: &Context, core: &Range<usize>) -> Option<Head> {
    let at = core.clone().find(|&i| context.word(i).starts_with('@'))?;
    let end = core.end.min(at + 1 + usize::from(context.word(at).len() == 1));
    let mut mention = body_of_capitals(at..end, None);
    mention.kind = if core.start == at { EntityKind::Person } else { EntityKind::Organization };
    Some(Head::Description(mention))
}

/// The name elsewhere in a source that says who its noun is, at token `last`: "the mayor, [Ana Cruz]", "director of
/// rugby [Ana Cruz]", "several mayors, including [Ana Cruz]".
fn name_elsewhere(
    context: &Context,
    source: &Range<usize>,
    core: &Range<usize>,
    last: usize,
    noun: Option<&'static Noun>,
) -> Option<usize> {
    // Letters after a name are part of it: "Paul R. Hale II", "James Hart QC".
    let letters = |word: &str| {
        aliases::is_suffix(word)
            || matches!(word.trim_end_matches('.'), "qc" | "kc" | "sc" | "san" | "mp" | "msp" | "mep")
    };
    if last > core.start
        && let Some(n) = context.person(last - 1)
        && letters(context.lower(last))
    {
        return Some(n);
    }
    if let Some(n) = names_in_sources::name_after_job(context, source.clone(), core.clone(), last) {
        return Some(n);
    }
    // "several mayors", "a number of mayors", "some".
    let plural = noun.is_none_or(|n| matches!(n.class, NounClass::Person | NounClass::Body) && n.plural)
        && matches!(context.tag(last), Tag::NNS | Tag::NNPS)
        || context.lower_at(Some(core.end)) == "of" && context.lower(last) == "number"
        || noun.is_none() && source.len() > core.len() && lexicon::has(context.lower(last), Flag::Somebody);
    if plural && let Some(n) = names_in_sources::first_with_examples(context, source, core) {
        return Some(n);
    }
    let rest = core.end..source.end;
    let person = noun.is_none_or(|n| n.class == NounClass::Person && !n.plural);
    let body = noun.is_some_and(|n| n.class == NounClass::Body);
    if (person || body)
        && let Some(n) = names_in_sources::called_name(context, &rest)
    {
        return Some(n);
    }
    if person
        && let Some(n) = names_in_sources::titled_name(context, rest.clone())
            .or_else(|| names_in_sources::apposed_name(context, rest.clone()))
    {
        return Some(n);
    }
    // "A spokesman for the firm, Acme" is not the firm.
    let apart = |n: &Noun| n.class == NounClass::Person && context.lower_at(Some(core.end)) == ",";
    // "One of the carriers, Acme".
    let one_of = core.len() == 1 && context.lower(last) == "one";
    let one = one_of || noun.is_some_and(|n| (n.class == NounClass::Body || apart(n)) && !n.plural);
    if one { names_in_sources::apposed_body(context, rest) } else { None }
}

/// The body, or the person with an age, whom a phrase names by its capitals alone.
fn named_by_capitals(
    context: &Context,
    core: &Range<usize>,
    last: usize,
    noun: Option<&'static Noun>,
) -> Option<Mention> {
    let tokens = names_in_sources::capitalized_body(context, core.clone(), last, noun)?;
    let mut mention = body_of_capitals(tokens, noun);
    // "Mere Tautahi, 78": no body has an age.
    if context.lower_at(Some(core.end)) == "," && core.end + 1 < context.len() && context.tag(core.end + 1) == Tag::CD {
        mention.kind = EntityKind::Person;
    }
    Some(mention)
}

/// Cuts the place that a name is from: "Seattle, Washington-based | Acme".
fn after_place(context: &Context, source: Range<usize>) -> Range<usize> {
    let based = |i: &usize| context.lower(*i) == "based" && context.word(i - 1) == "-";
    let place =
        context.facts(source.start).determiner.is_none() && source.len() > 6 && context.is_comma(source.start + 1);
    match (source.start + 4..source.end.min(source.start + 7)).find(based).filter(|_| place) {
        Some(i) if i + 1 < source.end => i + 1..source.end,
        _ => source,
    }
}

/// The names behind the one that a source's core ends in, where that is of no speaker: "Democrats, including [Ana Cruz]", "the
/// Minister for Fish, [Ana Cruz]", taken for a body.
fn name_behind(context: &Context, source: &Range<usize>, core: &Range<usize>, n: usize) -> Option<usize> {
    let name = &context.names[n];
    match name.kind {
        EntityKind::Group => names_in_sources::first_with_examples(context, source, core),
        EntityKind::Organization => {
            let office = name.tokens.clone().any(|i| is_one_job(context, i));
            let person = |n: &usize| context.names[*n].kind == EntityKind::Person;
            names_in_sources::apposed_name(context, core.end..source.end).filter(|n| office && person(n))
        }
        _ => None,
    }
}

/// The noun of whoever a phrase describes by a name that it begins with: "the former Friends of Arden | star".
fn role_behind(context: &Context, source: &Range<usize>, core: &Range<usize>, n: usize) -> Option<&'static Noun> {
    let last = source.end - 1;
    let noun = context.noun_for_person(last)?;
    let rest = core.end..source.end;
    let one = rest.len() > 2 && context.name(last).is_none() && !rest.clone().any(|i| context.is_comma(i));
    let of = rest.len() > 2 && context.lower(core.end) == "of" && context.is_capital(core.end + 1);
    (one && of && context.names[n].kind != EntityKind::Person).then_some(noun)
}

/// Extends a source that is an article alone to the noun of its phrase: "The | monthly report".
fn whole_phrase(context: &Context, source: Range<usize>) -> Range<usize> {
    /// Words that may stand between the article and the noun.
    const WORDS: usize = 4;
    let article = matches!(context.facts(source.start).determiner, Some(Determiner::Definite | Determiner::Indefinite));
    if source.len() > 1 || !article {
        return source;
    }
    let sentence = context.sentence(source.start);
    let inside =
        |i: usize| context.tag(i).is_noun() || matches!(context.tag(i), Tag::JJ | Tag::CD | Tag::VBN | Tag::VBG);
    let mut end = source.end;
    while end < sentence.end && end < source.end + WORDS && inside(end) {
        end += 1;
    }
    let noun = end > source.end && context.tag(end - 1).is_noun();
    source.start..if noun { end } else { source.end }
}

/// Adds "family" to a source that ends in the surname before it: "The Cruz | family".
fn with_family(context: &Context, source: Range<usize>) -> Range<usize> {
    let surname = source.len() == 2 && context.facts(source.start).determiner == Some(Determiner::Definite);
    source.start..source.end + usize::from(surname && context.lower_at(Some(source.end)) == "family")
}

/// Cuts the adverbs at the end of a phrase, which belong to the verb after it: "the director | further".
fn without_adverbs(context: &Context, mut core: Range<usize>) -> Range<usize> {
    let adverb = |i: usize| matches!(context.tag(i), Tag::RB | Tag::RBR) && context.name(i).is_none();
    while core.len() > 2 && adverb(core.end - 1) {
        core.end -= 1;
    }
    core
}

/// The head of a source whose noun stands for a document or a body, where a name in it says which: "an [Acme] poll",
/// "the [Harbor Post] newspaper", "[the Cruz campaign]".
fn head_of_noun(
    context: &Context,
    source: &Range<usize>,
    core: &Range<usize>,
    last: usize,
    noun: &'static Noun,
) -> Option<Head> {
    match noun.class {
        NounClass::Document => issuer(context, source, core),
        NounClass::Body => {
            let name = names_in_sources::name_before_sort(context, core.clone(), last, noun).map(Head::Name);
            name.or_else(|| named_body(context, core.clone(), last, noun).map(Head::Description))
        }
        _ => None,
    }
}

/// Whoever issued the document that a source is: "an [Acme] poll", "a statement by [the Omani foreign ministry]".
fn issuer(context: &Context, source: &Range<usize>, core: &Range<usize>) -> Option<Head> {
    let bare = !core.clone().any(|i| context.name(i).is_some());
    let phrase = names_in_sources::issuing_phrase(context, source, core).filter(|_| bare);
    match phrase.and_then(|phrase| head(context, phrase)) {
        Some(Head::Name(n)) if context.names[n].kind == EntityKind::Person => return Some(Head::Name(n)),
        Some(Head::Description(body)) if matches!(&body.reference, Reference::Description(d) if d.named) => {
            return Some(Head::Description(body));
        }
        _ => {}
    }
    let n = names_in_sources::issuer(context, source.clone(), core.clone())?;
    let joint = names_in_sources::joint_issuer(context, core, n);
    Some(joint.map_or(Head::Name(n), |tokens| Head::Description(body_of_capitals(tokens, None))))
}

/// Cuts prepositions and marks from the edges of a source, and "himself" or the like from its end: "from | the Senate
/// panel".
fn trim(context: &Context, mut source: Range<usize>) -> Range<usize> {
    let edge =
        |i: usize| !context.word(i).starts_with(|c: char| c.is_alphanumeric() || c == '@') && context.word(i) != "$";
    while !source.is_empty() && edge(source.start) {
        source.start += 1;
    }
    while source.len() > 1 && edge(source.end - 1) && !context.is_possessive(source.end - 1) {
        source.end -= 1;
    }
    // "himself" in "Cruz himself".
    while source.len() > 1 && matches!(context.lower(source.end - 1), "himself" | "herself" | "itself" | "themselves") {
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

/// The core of a source: what stands before its first preposition, relative clause, bracket or comma.
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
        // Letters in brackets belong to the core: "the Harbor Union (HU) leader Ana Cruz".
        if let Some(after) = after_letters(context, end..source.end) {
            end = after;
            continue;
        }
        let word = context.lower(end);
        let stays = context.is_word(end)
            || word.starts_with(|c: char| c.is_ascii_digit() || c == '$')
            || matches!(word, "-" | "/" | "&" | "'" | "." | "“" | "”" | "\"");
        let after_determiner = context.facts(end).determiner.is_some()
            && end == source.start + 1
            && context.facts(source.start).determiner.is_some();
        // The second part of a word with a hyphen never ends the core: "Harbor-based".
        let compound = context.word(end - 1) == "-" && !context.document.space_before(end);
        let participle = end > source.start + 1
            && word.len() > 4
            && (word.ends_with("ing") || word.ends_with("ed"))
            && context.facts(end - 1).noun.is_some();
        // A verb after a name ends the core: "Ruiz reports:".
        let verb = matches!(context.tag(end), Tag::VBZ | Tag::VBD) && context.name(end - 1).is_some();
        if !stays || !compound && (context.facts(end).ends_phrase && !after_determiner || participle || verb) {
            break;
        }
        end += 1;
    }
    // A date at the end is cut: "the Acme bulletin Thursday".
    let date = |n: usize| matches!(context.names[n].kind, EntityKind::Date | EntityKind::Time);
    if let Some(n) = context.name(end - 1).filter(|&n| date(n) && context.names[n].tokens.start > source.start) {
        end = context.names[n].tokens.start;
    }
    source.start..end
}

/// The index after letters in brackets, where a job and a person's name follow: that of "leader" in "the Harbor Union |
/// (HU) | leader Ana Cruz", or the name alone, "Major General | (retd) | Ana Cruz". `rest` begins with the bracket.
fn after_letters(context: &Context, rest: Range<usize>) -> Option<usize> {
    /// How many tokens the brackets hold, themselves too: "(ABC.N)".
    const LONGEST: usize = 5;
    if context.word(rest.start) != "(" {
        return None;
    }
    let after = rest.clone().take(LONGEST).find(|&i| context.word(i) == ")")? + 1;
    let mut end = after;
    while end + 1 < rest.end && end < after + 4 && context.person(end).is_none() && context.is_word(end) {
        end += 1;
    }
    let before = if end > after { end } else { rest.start };
    (end < rest.end && context.person(end).is_some() && is_one_job(context, before - 1)).then_some(after)
}

/// Tells whether token `i` is a title or a noun for one person: "Major", "leader".
fn is_one_job(context: &Context, i: usize) -> bool {
    context.facts(i).is_title || context.noun_for_person(i).is_some()
}

/// The description that a source is where the recognizer took its noun for somebody's name: "the tall Frenchman".
fn described_by_name(context: &Context, core: &Range<usize>, last: usize, n: usize) -> Option<Head> {
    let noun = context.noun_for_person(last);
    let name = &context.names[n];
    let determined = core.len() > 1 && context.facts(core.start).determiner.is_some();
    // "the former All Black".
    let former = core.len() > 2 && context.lower(core.start + 1) == "former" && name.kind != EntityKind::Person;
    let people = lexicon::is_people(context.lower(last));
    // "the Queenslander", but "the Guardian" is a paper.
    let described =
        noun.is_some() && (name.kind == EntityKind::Person || !lexicon::has(context.lower(last), Flag::Media));
    let one = name.tokens.len() == 1 && name.kind != EntityKind::Group && (people || described);
    (determined && (former || one)).then(|| {
        let mut mention = describe(context, core.clone(), last, noun);
        mention.kind = EntityKind::Person;
        Head::Description(mention)
    })
}

/// The head of a source whose core ends in name `n`: that name, or a description where the name is of a group or an
/// amount.
fn named(context: &Context, core: Range<usize>, n: usize) -> Head {
    let name = &context.names[n];
    // "Democrats", "many Mexicans", "74 percent": speakers without a name.
    if name.kind == EntityKind::Group || context.is_amount(n) {
        let determiner = context.facts(core.start).determiner;
        let reference = Reference::Description(Description {
            noun: None,
            determiner,
            first: core.start,
            owned: false,
            named: false,
        });
        let head = name.tokens.end - 1;
        let tokens = core.start.min(name.tokens.start)..name.tokens.end;
        let plural = context.word(head).ends_with('s') || context.is_amount(n);
        return Head::Description(Mention {
            tokens,
            head,
            kind: EntityKind::Group,
            gender: None,
            plural,
            reference,
            speaks: true,
        });
    }
    Head::Name(n)
}

/// The body that a phrase names by a person, a place or a people: "the Cruz campaign", "the Holm administration",
/// "Cruz's office", "the Tarvian army". `last` is the token of its noun. `None` where the phrase is a mere description.
fn named_body(context: &Context, core: Range<usize>, last: usize, noun: &'static Noun) -> Option<Mention> {
    let first = core.clone().find(|&i| context.name(i).is_some())?;
    // An owner who is not the first name of the phrase: "House Speaker [Ana Cruz]'s office".
    let owner = (last > first + 1 && context.is_possessive(last - 1))
        .then(|| last - 2)
        .filter(|&i| context.person(i).is_some_and(|n| context.names[n].tokens.start > first));
    let name = &context.names[context.name(owner.unwrap_or(first))?];
    let at = name.tokens.start.max(core.start);
    let end = name.tokens.end;
    let owns = end < last && context.is_possessive(end);
    let office = noun.singular == "office";
    if noun.plural || last < end || last > end + 2 + usize::from(owns) + 2 * usize::from(office) {
        return None;
    }
    let of_person = matches!(noun.singular, "campaign" | "administration" | "camp" | "team");
    let of_state = matches!(noun.singular, "army" | "military" | "navy" | "judiciary" | "parliament" | "embassy");
    let local = matches!(
        noun.singular,
        "council"
            | "committee"
            | "school"
            | "hospital"
            | "club"
            | "association"
            | "forum"
            | "museum"
            | "federation"
            | "union"
    );
    // Few nouns make a name of the phrase: "Springfield police" is a description.
    let names_it = match name.kind {
        EntityKind::Date | EntityKind::Time => false,
        EntityKind::Person if owns => of_person || office,
        EntityKind::Person => of_person || matches!(noun.singular, "government" | "cabinet" | "foundation"),
        EntityKind::Group | EntityKind::Place if of_state => !owns || matches!(noun.singular, "judiciary" | "embassy"),
        // "the Ghent prosecutor's office".
        EntityKind::Group | EntityKind::Place if office => context.is_possessive(last - 1) && !owns,
        // "the Tarvian foreign ministry", "Tarvia's interior ministry"; "the ministry" of a country is any.
        EntityKind::Group | EntityKind::Place if noun.singular == "ministry" => last > end + usize::from(owns),
        EntityKind::Place if local => !owns,
        EntityKind::Place if noun.singular == "magazine" => !owns && last == end,
        EntityKind::Group => false,
        _ => !owns && matches!(noun.singular, "campaign" | "administration" | "committee"),
    };
    if !names_it {
        return None;
    }
    let reference = Reference::Description(Description {
        noun: Some(noun),
        determiner: None,
        first: at,
        owned: false,
        named: true,
    });
    Some(Mention {
        tokens: name.tokens.start..last + 1,
        head: last,
        kind: EntityKind::Organization,
        gender: None,
        plural: false,
        reference,
        speaks: true,
    })
}

/// Makes a mention of a body whose name is the words at `tokens`.
fn body_of_capitals(tokens: Range<usize>, noun: Option<&'static Noun>) -> Mention {
    let first = tokens.start;
    Mention {
        head: tokens.end - 1,
        tokens,
        kind: EntityKind::Organization,
        gender: None,
        plural: false,
        reference: Reference::Description(Description { noun, determiner: None, first, owned: false, named: true }),
        speaks: true,
    }
}

fn describe(context: &Context, core: Range<usize>, last: usize, noun: Option<&'static Noun>) -> Mention {
    let determiner = context.facts(core.start).determiner;
    let first = if determiner.is_some() && core.start < last { core.start + 1 } else { core.start };
    let owner = core.clone().find(|&i| i < last && context.is_possessive(i));
    let owned = determiner == Some(Determiner::Possessive) || owner.is_some();
    let determiner = if owner.is_some() { Some(Determiner::Possessive) } else { determiner };
    // "The Tarvia international" plays for Tarvia.
    let plays = context.lower(last) == "international" && determiner == Some(Determiner::Definite) && core.len() > 2;
    let noun = if plays { lexicon::noun("player") } else { noun };
    // Words for people whom the text doesn't name: "Some", "others", "neither".
    let somebody = lexicon::has(context.lower(last), Flag::Somebody);
    let kind = if somebody { EntityKind::Person } else { EntityKind::Other };
    let reference = Reference::Description(Description { noun, determiner, first, owned, named: false });
    Mention {
        tokens: core.start..last + 1,
        head: last,
        kind: noun.map_or(kind, |n| mentions::kind_of(n.class)),
        gender: noun.and_then(|n| n.gender),
        plural: noun.map_or(somebody && context.lower(last) != "one", |n| n.plural),
        reference,
        speaks: true,
    }
}
