//! Roles: what the text says that the bearer of a name is.
//!
//! "The mayor" can mean Ana Cruz where the text says that she is the mayor. It says so before the name ("Mayor Ana
//! Cruz"), in an apposition ("Ana Cruz, the mayor of …", "the mayor, Ana Cruz"), or in a sentence of its own ("Ana Cruz
//! is the mayor").

use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

use super::context::{Context, NONE};
use super::keys::fold;
use super::mentions::{Mention, Reference};
use super::names_in_sources;
use crate::lexicon::{self, Determiner, Flag, Gender, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// How many tokens an apposition may have before the comma that closes it.
const APPOSITION: usize = 30;

/// How many tokens what stands in brackets between a name and an apposition may have.
const BRACKET: usize = 8;

/// A noun that describes the bearer of a name.
#[derive(Debug, Clone)]
pub struct Role {
    /// The noun in the singular: "mayor". For an age it is "year-old".
    pub noun: &'static str,
    /// The tokens of the words before the noun, which stands where they end. Where an age is a mere number ("Ana Cruz,
    /// 54,"), that stands in the place of the noun.
    pub modifiers: Range<usize>,
    /// The tokens of the phrase after the noun: "of State", "from Vermont". May be empty.
    pub after: Range<usize>,
    /// The gender that the noun or title shows: "spokeswoman".
    pub gender: Option<Gender>,
}

impl Role {
    /// The tokens that say more than the noun: at most eight before it, and those after it.
    pub fn words(&self) -> impl Iterator<Item = usize> + use<> {
        self.modifiers.clone().take(8).chain(self.after.clone())
    }

    /// The age that it tells, in years; `None` for any other role.
    pub fn age(&self, context: &Context) -> Option<u32> {
        if self.noun == "year-old" { years(context, self.modifiers.end) } else { None }
    }
}

/// Whether the bearer of some roles is of another age than a description tells: she is 54, and not "the 31-year-old
/// nurse". A year more or less is the same: a text may give both, around a birthday.
pub fn is_of_another_age(context: &Context, mention: &Mention, roles: &[Role]) -> bool {
    let mut ages = roles.iter().filter_map(|role| role.age(context)).peekable();
    let told =
        mention.tokens.clone().filter(|&i| context.lower(i).ends_with("-year-old")).find_map(|i| years(context, i));
    told.is_some_and(|told| ages.peek().is_some() && ages.all(|age| age.abs_diff(told) > 1))
}

/// The number that token `i` begins with: 54 for "54-year-old".
pub fn years(context: &Context, i: usize) -> Option<u32> {
    let word = context.word(i);
    word[..word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len())].parse().ok()
}

/// The party and the places that the text gives the bearer of a name: "(R-Fla.)", "(Fla.)", "Republican of Florida",
/// "of Texas".
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The party, by its adjective: "republican".
    pub party: Option<&'static str>,
    /// The folded words of the places.
    pub place_words: Vec<String>,
}

impl Origin {
    /// The party and the places in the words of a role: "the Republican senator from Florida".
    pub fn of_role(context: &Context, role: &Role) -> Origin {
        let party = role.modifiers.clone().take(8).find_map(|i| lexicon::party(context.lower(i)));
        let party = party.or(lexicon::party(role.noun));
        let words = role.modifiers.clone().chain(role.after.clone()).take(16);
        Origin {
            party,
            place_words: words.filter(|&i| is_place(context, i)).map(|i| context.folded(i).to_owned()).collect(),
        }
    }

    /// Whether there is neither a party nor a place.
    pub fn is_empty(&self) -> bool {
        self.party.is_none() && self.place_words.is_empty()
    }

    /// Adds what the text says at another name or role of the same bearer.
    pub fn add(&mut self, other: &Origin) {
        /// How many words of places are kept.
        const PLACES: usize = 8;
        self.party = self.party.or(other.party);
        for word in &other.place_words {
            if self.place_words.len() < PLACES && !self.place_words.contains(word) {
                self.place_words.push(word.clone());
            }
        }
    }
}

/// Whether token `i` is in the name of a place.
pub fn is_place(context: &Context, i: usize) -> bool {
    context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Place)
}

/// The roles of each name, and the names that descriptions stand beside.
#[derive(Debug, Default)]
pub struct Roles {
    /// The roles of each name's bearer: "mayor" of Ana Ruiz in "the mayor, Ana Ruiz".
    pub of_name: Vec<Vec<Role>>,
    /// The party and places that the text gives each name's bearer.
    pub origins: Vec<Origin>,
    /// The index of the name whose bearer a description describes, by the token of the description's head.
    pub described: HashMap<u64, usize>,
}

/// Reads the titles, appositions and copulas of a document.
pub fn find(context: &Context, mentions: &[Mention]) -> Roles {
    let mut roles = Roles {
        of_name: vec![Vec::new(); context.names.len()],
        origins: vec![Origin::default(); context.names.len()],
        described: HashMap::default(),
    };
    for n in 0..context.names.len() {
        if context.names[n].kind == EntityKind::Person {
            titles(context, n, &mut roles.of_name[n]);
            shared_title(context, n, &mut roles.of_name);
            roles.origins[n] = origin(context, n);
        } else if context.names[n].kind == EntityKind::Organization {
            beside_body(context, n, &mut roles.of_name[n]);
        }
    }
    for mention in mentions {
        let Reference::Description(ref d) = mention.reference else { continue };
        let Some(noun) = d.noun.filter(|n| !n.plural) else { continue };
        let described = match noun.class {
            NounClass::Document => None,
            class => before_apposition(context, mention, class).or_else(|| after_apposition(context, mention, class)),
        };
        let described = described.or_else(|| copula(context, mention, noun.class));
        if let Some(n) = described {
            let after = complement(context, mention.tokens.end);
            let role = Role { noun: noun.singular, modifiers: mention.modifiers(), after, gender: noun.gender };
            roles.of_name[n].push(role);
            roles.described.insert(mention.head as u64, n);
        }
    }
    ages_and_bare_appositions(context, &mut roles);
    roles
}

/// Adds the roles in the titles before name `n`: "former Secretary of State Ana Cruz", "spokesman John Li", "Sen.
/// Cruz".
fn titles(context: &Context, n: usize, roles: &mut Vec<Role>) {
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
fn beside_body(context: &Context, n: usize, roles: &mut Vec<Role>) {
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
fn shared_title(context: &Context, n: usize, of_name: &mut [Vec<Role>]) {
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

/// The tokens of the phrase that says more of a noun: "of", "from", "for" or "at" at token `start`, right after the
/// noun, and the capitalized words that follow ("[of State]", "[from Vermont]", "[of the Harbor Board]"). Empty where
/// `start` is no such preposition.
pub fn complement(context: &Context, start: usize) -> Range<usize> {
    /// How many tokens the phrase may have.
    const WORDS: usize = 6;
    if !matches!(context.lower_at(Some(start)), "of" | "from" | "for" | "at") {
        return start..start;
    }
    let mut end = start + 1;
    while end < context.len().min(start + WORDS)
        && (context.is_capital(end) || matches!(context.word(end), "the" | "of"))
    {
        end += 1;
    }
    start..end
}

/// The party and place right after name `n`: "Ana Cruz (R-Fla.)", "Ana Cruz, D-Calif.,", "Ana Cruz, Republican of
/// Florida", "Sen. Ana Cruz of Texas".
fn origin(context: &Context, n: usize) -> Origin {
    let end = context.names[n].tokens.end;
    let at = |i: usize| context.lower_at(Some(i));
    let opens = matches!(at(end), "," | "(");
    let letter = match at(end + 1) {
        "r" => Some("republican"),
        "d" => Some("democratic"),
        _ => None,
    };
    let hyphen = matches!(at(end + 2), "-" | "–" | "‐" | "‑");
    let independent = at(end + 1) == "i";
    let (party, start) = if opens && hyphen && (letter.is_some() || independent) {
        (letter, end + 3)
    } else if opens && at(end + 2) == "of" && lexicon::party(at(end + 1)).is_some() {
        (lexicon::party(at(end + 1)), end + 3)
    } else if matches!(at(end), "of" | "from") && is_place(context, end + 1)
        || at(end) == "(" && (lexicon::state(&fold(at(end + 1))).is_some() || is_place(context, end + 1))
    {
        (None, end + 1)
    } else if at(end) == "," && matches!(at(end + 1), "a" | "an" | "the") {
        // "Ana Cruz, a Democrat,", "Ana Cruz, a German,".
        party_or_people(context, end + 2)
    } else if let Some(before) = context.names[n].tokens.start.checked_sub(1) {
        // "Republican Ana Cruz", "Germany's Ana Cruz".
        let owner = before.saturating_sub(1);
        let owned = context.is_possessive(before) && is_place(context, owner);
        if owned { (None, owner) } else { party_or_people(context, before) }
    } else {
        return Origin::default();
    };
    let capital = |&i: &usize| i < context.len() && context.is_capital(i);
    let place = (start..start + 2).take_while(capital).flat_map(|i| {
        let word = context.folded(i);
        match lexicon::state(word) {
            Some(state) => state.split(' ').map(str::to_owned).collect(),
            None => vec![word.to_owned()],
        }
    });
    Origin { party, place_words: place.collect() }
}

/// The party that token `i` names, and where words of a place begin: there, if it names a people, else nowhere.
fn party_or_people(context: &Context, i: usize) -> (Option<&'static str>, usize) {
    let party = lexicon::party(context.lower_at(Some(i)));
    let people = context.name(i).is_some_and(|n| context.names[n].kind == EntityKind::Group) && party.is_none();
    (party, if people { i } else { context.len() })
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

/// The name (by index) that a description introduces before a comma: "the mayor of Springfield, [Ana Cruz],". `class`
/// is that of the description's noun.
fn before_apposition(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
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
fn after_apposition(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
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

/// The name (by index) whose bearer a description is said to be: "[Ana Cruz] is the mayor", "[Acme] was a company".
fn copula(context: &Context, mention: &Mention, class: NounClass) -> Option<usize> {
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

/// Adds the roles after a person's name and a comma that have no determiner: an age ("Ana Cruz, 54,"), a job ("John Li,
/// spokesman for Acme,").
fn ages_and_bare_appositions(context: &Context, roles: &mut Roles) {
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
