//! What may refer: names, pronouns and descriptions.
//!
//! A description is a noun phrase that is no name ("the former mayor of …"). It is found from its left
//! edge: a determiner, a possessive or the first modifier, at most [`MODIFIERS`] words that can modify a
//! noun, then the last noun of the row. What the lexicon doesn't know of it, its kind above all, stays
//! open: such phrases stand for nobody that speaks, but "it" and "they" can mean them. What it gets
//! wrong: what the tagger gets wrong, and coordination inside the phrase.

use std::ops::Range;

use super::context::Context;
use super::pronoun_table::{Case, Person, Pronoun};
use super::result::Form;
use crate::lexicon::{Determiner, Gender, Noun, NounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// How many words may stand between a determiner and its noun.
const MODIFIERS: usize = 7;

/// A stretch that may refer to an entity.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its last word: the name's, the noun, the pronoun.
    pub head: usize,
    /// What it names.
    pub kind: EntityKind,
    /// By its own form: "she", "spokeswoman".
    pub gender: Option<Gender>,
    /// "they", "officials".
    pub plural: bool,
    /// How it refers.
    pub what: What,
    /// Whether it is the head of a source.
    pub speaks: bool,
}

/// How a mention refers.
#[derive(Debug, Clone)]
pub enum What {
    /// By name; an index into the names.
    Name(usize),
    /// By pronoun.
    Pronoun(Pronoun),
    /// By description.
    Description(Description),
}

impl Mention {
    /// The words before the head of a description, those that determine it aside.
    pub fn modifiers(&self) -> Range<usize> {
        match self.what {
            What::Description(ref d) => d.first..self.head.max(d.first),
            _ => self.head..self.head,
        }
    }

    /// The noun of a description, in the singular, where the lexicon has it.
    pub fn noun(&self) -> Option<&'static str> {
        match self.what {
            What::Description(Description { noun: Some(noun), .. }) => Some(noun.singular),
            _ => None,
        }
    }

    /// The form that the result shows.
    pub fn form(&self) -> Form {
        match self.what {
            What::Name(_) => Form::Name,
            What::Pronoun(_) => Form::Pronoun,
            What::Description(ref d) if d.named => Form::Name,
            What::Description(_) => Form::Nominal,
        }
    }
}

/// A noun phrase without a name of its own.
#[derive(Debug, Clone)]
pub struct Description {
    /// The head, where the lexicon has it.
    pub noun: Option<&'static Noun>,
    /// How it begins.
    pub determiner: Option<Determiner>,
    /// Where the words between begin: see [`Mention::modifiers`].
    pub first: usize,
    /// "Trump's lawyer", "his lawyer": somebody else's.
    pub owned: bool,
    /// "the Clinton campaign": a body whose name is the phrase.
    pub named: bool,
}

/// The pronoun that token `i` is.
pub fn pronoun(context: &Context, i: usize) -> Option<(Pronoun, Option<Gender>, bool)> {
    let (mut pronoun, gender, plural) = context.facts(i).pronoun?;
    let her = pronoun.case == Case::Object && gender == Some(Gender::Female);
    if her && i + 1 < context.len() && context.is_word(i + 1) && !context.facts(i + 1).ends_phrase {
        pronoun.case = Case::Possessive;
    }
    Some((pronoun, gender, plural))
}

/// The kind of thing that a noun class stands for.
pub fn kind_of(class: NounClass) -> EntityKind {
    match class {
        NounClass::Person => EntityKind::Person,
        NounClass::Body => EntityKind::Organization,
        NounClass::Place => EntityKind::Place,
        NounClass::Document => EntityKind::Other,
    }
}

/// All names, pronouns and descriptions, by start, longer ones first; `tokens` are those of each name.
pub fn find(context: &Context, tokens: &[Range<usize>]) -> Vec<Mention> {
    // More than most texts have, a mention for three tokens.
    let mut mentions = Vec::with_capacity(context.len() / 3);
    let mut names = context.names.iter().enumerate().peekable();
    let mut i = 0;
    while i < context.len() {
        if let Some((n, name)) = names.next_if(|(_, name)| name.tokens.start == i) {
            // "Trump's lawyer".
            if name.tokens.end < context.len() && context.is_possessive(name.tokens.end) {
                mentions.extend(description(context, i));
            }
            mentions.extend(campaign(context, n));
            mentions.push(name_mention(context, n, tokens[n].clone()));
            i = name.tokens.end;
            continue;
        }
        if starts_phrase(context, i) {
            mentions.extend(description(context, i));
        }
        if context.facts(i).pronoun.is_some()
            && let Some((what, gender, plural)) = pronoun(context, i)
        {
            let kind = match what.person {
                Person::It | Person::Which => EntityKind::Other,
                _ => EntityKind::Person,
            };
            let what = What::Pronoun(what);
            mentions.push(Mention { tokens: i..i + 1, head: i, kind, gender, plural, what, speaks: false });
        }
        i += 1;
    }
    mentions
}

/// "the [Cruz campaign] manager", "[Cruz's campaign] staffers": a person's campaign that another noun follows.
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
        what: What::Description(Description { noun: Some(noun), determiner: None, first, owned: false, named: true }),
        speaks: false,
    })
}

fn name_mention(context: &Context, n: usize, tokens: Range<usize>) -> Mention {
    let kind = context.names[n].kind;
    let last = tokens.end - 1;
    let head = if tokens.len() > 1 && context.is_possessive(last) { last - 1 } else { last };
    let plural = kind == EntityKind::Group && context.word(head).ends_with('s');
    let what = What::Name(n);
    Mention { tokens, head, kind, gender: None, plural, what, speaks: false }
}

/// Whether a noun phrase begins at token `i`: a determiner, or a noun or its modifier with neither before.
fn starts_phrase(context: &Context, i: usize) -> bool {
    if context.facts(i).determiner.is_some() {
        return true;
    }
    let inside =
        |tag: Tag| matches!(tag, Tag::JJ | Tag::JJR | Tag::JJS | Tag::CD | Tag::VBN | Tag::VBG) || tag.is_noun();
    inside(context.tag(i))
        && i.checked_sub(1).is_none_or(|b| {
            let tag = context.tag(b);
            let hyphen = || matches!(context.word(b), "-" | "/") && !context.document.space_before(b);
            !(inside(tag) || matches!(tag, Tag::DT | Tag::PDT | Tag::POS | Tag::PRPS) || hyphen())
        })
}

/// The description that begins at token `start`.
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
    let mut head: Option<(usize, Option<&'static Noun>)> = None;
    while at < sentence.end && at < first + MODIFIERS + 1 {
        let (facts, tag, name) = (context.facts(at), context.tag(at), context.name(at));
        let finite = matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
        let noun = facts.noun.filter(|_| !finite && (name.is_none() || context.lower(at).contains("-year-old")));
        if noun.is_some() || name.is_none() && tag.is_noun() {
            head = Some((at, noun));
            at += 1;
            continue;
        }
        if let Some(n) = name {
            at = context.names[n].tokens.end.max(at + 1);
            if at < sentence.end && context.is_possessive(at) {
                at += 1;
            }
            // "the president Barack Obama": the noun is no head of what stands after the name.
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
        // "the health former secretary" is no English: a known head ends the phrase.
        if head.is_some_and(|(_, noun)| noun.is_some()) && !matches!(context.word(at), "-" | "/" | "&") {
            break;
        }
        at += 1;
    }
    let (head, noun) = head?;
    let person = noun.is_some_and(|n| n.class == NounClass::Person && !n.plural);
    // "the president Barack Obama": a title of the name that follows, no mention of its own.
    if person && context.name(head + 1).is_some_and(|n| context.names[n].kind == EntityKind::Person) {
        return None;
    }
    let plural = noun.map_or(matches!(context.tag(head), Tag::NNS | Tag::NNPS), |n| n.plural);
    // "a tunnel that | supporters | want": a pronoun of a relative clause, as no plural has "that" before it.
    let relative = plural && context.word(start) == "that";
    Some(Mention {
        tokens: start + usize::from(relative)..head + 1,
        head,
        kind: noun.map_or(EntityKind::Other, |n| kind_of(n.class)),
        gender: noun.and_then(|n| n.gender),
        plural,
        what: What::Description(Description {
            noun,
            determiner: determiner.filter(|_| !relative),
            first,
            owned,
            named: false,
        }),
        speaks: false,
    })
}
