//! Finds the mentions of a text: the names, pronouns and descriptions that may stand for an entity.
//!
//! **Problem.** Names come from the recognizer, and pronouns are a closed list, but a description ("the former mayor of
//! …") may be any noun phrase that is no name.
//!
//! **Method.** A description is found from its left edge: a determiner, a possessive or the first modifier, at most
//! [`MODIFIERS`] words that can modify a noun, then the last noun of the row. Where the lexicon doesn't have that noun,
//! the kind stays `Other`; "it" and "they" can still take up such a phrase.
//!
//! What it gets wrong: what the tagger gets wrong, and coordination inside the phrase.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::pronoun_table::{Case, Pronoun, PronounClass};
use crate::lexicon::{self, Determiner, Flag, Gender, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// How many words may stand between a determiner and its noun, at most.
const MODIFIERS: usize = 7;

/// The form of a mention: a name, a description or a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A name: "Kim Jong Un", "the North", "2018".
    Name,
    /// A description: "the ministry", "two officials".
    Nominal,
    /// A pronoun: "he", "they", "who".
    Pronoun,
}

/// Words that may stand for an entity: a name, a pronoun or a description.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that stands for the whole: the last word of a name, the noun of a description, the pronoun itself.
    pub head: usize,
    /// The kind of entity that its form shows: `Other` for "it", and for a noun that the lexicon doesn't have.
    pub kind: EntityKind,
    /// The gender that its own form shows: female for "she" and "spokeswoman"; `None` for every name.
    pub gender: Option<Gender>,
    /// Whether its form stands for several: "they", "officials".
    pub plural: bool,
    /// Whether it is a name, a pronoun or a description, with what is known of it as such.
    pub reference: Reference,
    /// Whether it speaks: it is the head of a source, or an attribution without a source was given to it.
    pub speaks: bool,
}

/// How a mention refers to its entity: by a name, by a pronoun or by a description.
#[derive(Debug, Clone)]
pub enum Reference {
    /// A name, by its index in [`Context::names`].
    Name(usize),
    /// A pronoun.
    Pronoun(Pronoun),
    /// A noun phrase that is no name.
    Description(Description),
}

impl Mention {
    /// The tokens between the determiner and the head of a description: "former" in "the former mayor". Empty for names
    /// and pronouns.
    pub fn modifiers(&self) -> Range<usize> {
        match self.reference {
            Reference::Description(ref d) => d.first..self.head.max(d.first),
            _ => self.head..self.head,
        }
    }

    /// The noun of a description in the singular; `None` where the lexicon doesn't have it, and for names and pronouns.
    pub fn noun(&self) -> Option<&'static str> {
        match self.reference {
            Reference::Description(Description { noun: Some(noun), .. }) => Some(noun.singular),
            _ => None,
        }
    }

    /// The form of the mention in the result; a body that a phrase names ("the Clinton campaign") counts as a name.
    pub fn form(&self) -> Form {
        match self.reference {
            Reference::Name(_) => Form::Name,
            Reference::Pronoun(_) => Form::Pronoun,
            Reference::Description(ref d) if d.named => Form::Name,
            Reference::Description(_) => Form::Nominal,
        }
    }
}

/// A noun phrase that the recognizer doesn't have as a name: "the mayor", "his lawyer".
#[derive(Debug, Clone)]
pub struct Description {
    /// The lexicon's entry for the head; `None` where it has none.
    pub noun: Option<&'static Noun>,
    /// The determiner that it begins with: definite in "the mayor". It is `Possessive` also where a name owns the
    /// phrase: "Cruz's lawyer".
    pub determiner: Option<Determiner>,
    /// The token after the determiner or the owner, where [`Mention::modifiers`] begin.
    pub first: usize,
    /// Whether it says whose it is: "Trump's lawyer", "his lawyer".
    pub owned: bool,
    /// Whether the phrase is the name of a body: "the Clinton campaign".
    pub named: bool,
}

/// The pronoun that token `i` is, with the gender that it shows and whether it is plural; `None` for any other word.
/// "Her" is a possessive where the next word can belong to its phrase ("her boat"), and else an object.
#[inline(never)] // called from several places
pub fn pronoun(context: &Context, i: usize) -> Option<(Pronoun, Option<Gender>, bool)> {
    let (mut pronoun, gender, plural) = context.facts(i).pronoun?;
    let her = pronoun.case == Case::Object && gender == Some(Gender::Female);
    // "took her off" and "saw her there" end in no noun of hers.
    let closes = |next: usize| {
        let stops = next + 1 == context.len() || context.document.tokens[next + 1].kind() == TokenKind::Stop;
        stops && !context.tag(next).is_noun()
    };
    let begins = |next: usize| {
        let adverb = matches!(context.tag(next), Tag::RP | Tag::IN) || closes(next);
        context.is_word(next) && !context.facts(next).ends_phrase && !adverb
    };
    if her && i + 1 < context.len() && begins(i + 1) {
        pronoun.case = Case::Possessive;
    }
    Some((pronoun, gender, plural))
}

/// The kind of entity that a noun of this class stands for.
pub fn kind_of(class: NounClass) -> EntityKind {
    match class {
        NounClass::Person => EntityKind::Person,
        NounClass::Body => EntityKind::Organization,
        NounClass::Place => EntityKind::Place,
        NounClass::Document => EntityKind::Other,
    }
}

/// Finds all names, pronouns and descriptions, in the order of their first tokens, longer ones first. `tokens` has the
/// tokens of each name, by its index, as the mention is to have them.
pub fn find(context: &Context, tokens: &[Range<usize>]) -> Vec<Mention> {
    // One mention for three tokens: more than most texts have.
    let mut mentions = Vec::with_capacity(context.len() / 3);
    let mut names = context.names.iter().enumerate().peekable();
    let mut i = 0;
    while i < context.len() {
        if let Some((n, name)) = names.next_if(|(_, name)| name.tokens.start == i) {
            // A description may begin with a name: "Trump's lawyer".
            if name.tokens.end < context.len() && context.is_possessive(name.tokens.end) {
                mentions.extend(description(context, i));
            }
            mentions.extend(campaign(context, n));
            mentions.push(name_mention(context, n, tokens[n].clone()));
            i = name.tokens.end;
            continue;
        }
        let facts = context.facts(i);
        if (facts.determiner.is_some() || starts_phrase(context, i))
            && let Some(described) = description(context, i)
        {
            mentions.extend(owned_by(context, &described));
            mentions.push(described);
        }
        if facts.pronoun.is_some()
            && let Some((pronoun, gender, plural)) = pronoun(context, i)
        {
            let kind = match pronoun.class {
                PronounClass::It | PronounClass::Which => EntityKind::Other,
                _ => EntityKind::Person,
            };
            let reference = Reference::Pronoun(pronoun);
            mentions.push(Mention { tokens: i..i + 1, head: i, kind, gender, plural, reference, speaks: false });
        }
        i += 1;
    }
    mentions
}

/// The campaign of the person with name `n`, where another noun follows it: "the [Cruz campaign] manager", "[Cruz's
/// campaign] staffers". `None` elsewhere.
fn campaign(context: &Context, n: usize) -> Option<Mention> {
    let name = &context.names[n];
    let after = name.tokens.end;
    let head = after + usize::from(after < context.len() && context.is_possessive(after));
    if name.kind != EntityKind::Person || head + 1 >= context.sentence(name.tokens.start).end {
        return None;
    }
    let noun = context.facts(head).noun.filter(|noun| noun.singular == "campaign" && !noun.plural)?;
    let goes_on = context.tag(head + 1).is_noun() && context.name(head + 1).is_none();
    let first = name.tokens.start;
    goes_on.then_some(Mention {
        tokens: first..head + 1,
        head,
        kind: EntityKind::Organization,
        gender: None,
        plural: false,
        reference: Reference::Description(Description {
            noun: Some(noun),
            determiner: None,
            first,
            owned: false,
            named: true,
        }),
        speaks: false,
    })
}

fn name_mention(context: &Context, n: usize, tokens: Range<usize>) -> Mention {
    let kind = context.names[n].kind;
    let last = tokens.end - 1;
    let head = if tokens.len() > 1 && context.is_possessive(last) { last - 1 } else { last };
    let plural = kind == EntityKind::Group && context.word(head).ends_with('s');
    let reference = Reference::Name(n);
    Mention { tokens, head, kind, gender: None, plural, reference, speaks: false }
}

/// Whether a noun phrase without a determiner begins at token `i`: it is a noun or modifier that no determiner, noun or
/// modifier precedes.
fn starts_phrase(context: &Context, i: usize) -> bool {
    let inside =
        |tag: Tag| matches!(tag, Tag::JJ | Tag::JJR | Tag::JJS | Tag::CD | Tag::VBN | Tag::VBG) || tag.is_noun();
    inside(context.tag(i))
        && i.checked_sub(1).is_none_or(|b| {
            let tag = context.tag(b);
            let hyphen = || matches!(context.word(b), "-" | "/") && !context.document.space_before(b);
            !(inside(tag) || matches!(tag, Tag::DT | Tag::PDT | Tag::POS | Tag::PRPS) || hyphen())
        })
}

/// Whether a noun that the recognizer has in name `n` counts as one all the same: "the 54-year-old", "the Democrat".
fn is_noun_and_name(context: &Context, noun: usize, n: usize) -> bool {
    let lower = context.lower(noun);
    let people = context.names[n].kind == EntityKind::Group || lexicon::party(lower).is_some();
    people || lower.contains("-year-old")
}

/// The description that begins at token `start`; `None` where no noun phrase does, or where it is the title before a
/// person's name ("the president Barack Obama").
pub fn description(context: &Context, start: usize) -> Option<Mention> {
    let mut determiner = context.facts(start).determiner;
    let sentence = context.sentence(start);
    let mut at = start;
    let mut owned = determiner == Some(Determiner::Possessive);
    if let Some(n) = context.name(start) {
        let end = context.names[n].tokens.end;
        if end < sentence.end && context.is_possessive(end) {
            at = end + 1;
            owned = true;
            determiner = Some(Determiner::Possessive);
        }
    } else if determiner.is_some() {
        at += 1;
    }
    let first = at;
    let (head, noun) = head_of_phrase(context, first, sentence.end)?;
    if noun.is_some_and(|n| is_title_of_next(context, head, n)) {
        return None;
    }
    let plural = noun.map_or(matches!(context.tag(head), Tag::NNS | Tag::NNPS), |n| n.plural);
    // "a tunnel that [supporters] want": "that" before a plural is a relative pronoun, and no determiner.
    let relative = plural && context.word(start) == "that";
    let tokens = start + usize::from(relative)..head + 1;
    let kind = noun.map_or(EntityKind::Other, |n| kind_of(n.class));
    let determiner = determiner.filter(|_| !relative);
    Some(described(tokens, kind, plural, Description { noun, determiner, first, owned, named: false }))
}

/// The mention that is a description over `tokens`, the last of them its head.
fn described(tokens: Range<usize>, kind: EntityKind, plural: bool, description: Description) -> Mention {
    let (head, gender) = (tokens.end - 1, description.noun.and_then(|noun| noun.gender));
    Mention { tokens, head, kind, gender, plural, reference: Reference::Description(description), speaks: false }
}

/// The description of a person or body by an owner that is described itself: "[the council's transport chief]". `owner` is the
/// mention before the possessive; `None` where no noun for a person or body follows.
fn owned_by(context: &Context, owner: &Mention) -> Option<Mention> {
    let (start, possessive) = (owner.tokens.start, owner.tokens.end);
    let end = context.sentence(start).end;
    let Reference::Description(Description { determiner: Some(_), .. }) = owner.reference else { return None };
    if possessive >= end || !context.is_possessive(possessive) {
        return None;
    }
    let first = possessive + 1;
    let (head, noun) = head_of_phrase(context, first, end)?;
    let noun = noun.filter(|noun| matches!(noun.class, NounClass::Person | NounClass::Body))?;
    if is_title_of_next(context, head, noun) {
        return None;
    }
    let determiner = Some(Determiner::Possessive);
    let description = Description { noun: Some(noun), determiner, first, owned: true, named: false };
    Some(described(start..head + 1, kind_of(noun.class), noun.plural, description))
}

/// The head of the noun phrase whose modifiers begin at token `first`, with its entry in the lexicon; `None` where no noun
/// phrase stands there. `end` is the end of the sentence.
fn head_of_phrase(context: &Context, first: usize, end: usize) -> Option<(usize, Option<&'static Noun>)> {
    let mut at = first;
    let mut head: Option<(usize, Option<&'static Noun>)> = None;
    while at < end && at < first + MODIFIERS + 1 {
        let (facts, tag, name) = (context.facts(at), context.tag(at), context.name(at));
        let finite = matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
        let noun = facts.noun.filter(|_| !finite && name.is_none_or(|n| is_noun_and_name(context, at, n)));
        if noun.is_some() || name.is_none() && tag.is_noun() {
            head = Some((at, noun));
            at += 1;
            continue;
        }
        if let Some(n) = name {
            at = context.names[n].tokens.end.max(at + 1);
            if at < end && context.is_possessive(at) {
                at += 1;
            }
            // "the president Barack Obama": the phrase ends at the noun before the name.
            if head.is_some() {
                break;
            }
            continue;
        }
        let modifies = matches!(
            tag,
            Tag::JJ
                | Tag::JJR
                | Tag::JJS
                | Tag::CD
                | Tag::VBN
                | Tag::VBG
                | Tag::RB
                | Tag::RBS
                | Tag::RBR
                | Tag::POS
                | Tag::FW
        ) && !facts.ends_phrase;
        if !(facts.joins || modifies) {
            break;
        }
        // A modifier can't follow its noun ("the mayor late on Monday"), so a noun that the lexicon has ends the
        // phrase.
        if head.is_some_and(|(_, noun)| noun.is_some()) && !matches!(context.word(at), "-" | "/" | "&") {
            break;
        }
        at += 1;
    }
    head
}

/// Whether the noun at token `head` is a title of the name that follows, and no mention of its own: "the president
/// Barack Obama", "the drugmaker Halcion".
fn is_title_of_next(context: &Context, head: usize, noun: &Noun) -> bool {
    let next = context.name(head + 1).map(|n| context.names[n].kind);
    let fits = match noun.class {
        NounClass::Person => next == Some(EntityKind::Person),
        NounClass::Body => next == Some(EntityKind::Organization) && lexicon::has(noun.singular, Flag::BeforeName),
        _ => false,
    };
    fits && !noun.plural
}

/// How many tokens of a dateline may follow its place, and stand before its agency.
const DATELINE: usize = 4;

/// Whether a mention is the place in a dateline: "[DUBLIN]: The firm", "[HARBOR], Tarvia — The firm". "It" is never that place,
/// though "the city" may be.
pub fn is_place_of_dateline(context: &Context, mention: &Mention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    if mention.kind != EntityKind::Place || mention.speaks || start != context.paragraph(start).start {
        return false;
    }
    let reach = if context.lower_at(Some(end)) == "," { DATELINE } else { 1 };
    (end..end + reach).any(|i| matches!(context.lower_at(Some(i)), ":" | "(" | "-" | "–" | "—"))
}

/// Whether a mention is the agency in a dateline, "Dublin ([Reuters]) - The firm", which nothing takes up.
pub fn is_agency_of_dateline(context: &Context, mention: &Mention) -> bool {
    if mention.speaks || mention.kind != EntityKind::Organization {
        return false;
    }
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let first = context.paragraph(start).start;
    start > first && start <= first + DATELINE && context.word(start - 1) == "(" && context.lower_at(Some(end)) == ")"
}
