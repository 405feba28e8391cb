//! What may refer: names, pronouns and descriptions.
//!
//! A description is a noun phrase that is no name ("the former mayor of …"). It is found from its left
//! edge: a determiner, a possessive or the first modifier, at most [`MODIFIERS`] words that can modify a
//! noun, then the last noun of the row. What the lexicon doesn't know of it, its kind above all, stays
//! open: such phrases stand for nobody that speaks, but "it" and "they" can mean them. What it gets
//! wrong: what the tagger gets wrong, and coordination inside the phrase.

use std::ops::Range;

use super::lexicon::{Determiner, Gender, Noun, NounClass};
use super::scene::Scene;
use crate::coreference::Form;
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

/// Which pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// I, me, my.
    I,
    /// We, us, our.
    We,
    /// He, she.
    Singular,
    /// They.
    They,
    /// It.
    It,
    /// Who, whose.
    Who,
    /// Which, that.
    Which,
}

/// Its place in the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// He.
    Subject,
    /// Him.
    Object,
    /// His.
    Possessive,
    /// Himself.
    Reflexive,
}

/// A pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// Which.
    pub person: Person,
    /// Its place in the clause.
    pub case: Case,
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
pub fn pronoun(scene: &Scene, i: usize) -> Option<(Pronoun, Option<Gender>, bool)> {
    let (mut pronoun, gender, plural) = scene.lexeme(i).pronoun?;
    let her = pronoun.case == Case::Object && gender == Some(Gender::Female);
    if her && i + 1 < scene.len() && scene.is_word(i + 1) && !scene.lexeme(i + 1).ends_phrase {
        pronoun.case = Case::Possessive;
    }
    Some((pronoun, gender, plural))
}

/// The pronoun that a word is, as it is written and in lower case; "her" as an object.
pub fn pronoun_of(word: &str, lower: &str) -> Option<(Pronoun, Option<Gender>, bool)> {
    use Case::{Object, Possessive, Reflexive, Subject};
    use Gender::{Female, Male};
    let (person, case, gender, plural) = match lower {
        "he" => (Person::Singular, Subject, Some(Male), false),
        "him" => (Person::Singular, Object, Some(Male), false),
        "his" => (Person::Singular, Possessive, Some(Male), false),
        "himself" => (Person::Singular, Reflexive, Some(Male), false),
        "she" => (Person::Singular, Subject, Some(Female), false),
        "her" | "hers" => (Person::Singular, Object, Some(Female), false),
        "herself" => (Person::Singular, Reflexive, Some(Female), false),
        "they" => (Person::They, Subject, None, true),
        "them" => (Person::They, Object, None, true),
        "their" | "theirs" => (Person::They, Possessive, None, true),
        "themselves" => (Person::They, Reflexive, None, true),
        "it" => (Person::It, Subject, None, false),
        "its" => (Person::It, Possessive, None, false),
        "itself" => (Person::It, Reflexive, None, false),
        "who" => (Person::Who, Subject, None, false),
        "whom" => (Person::Who, Object, None, false),
        "whose" => (Person::Who, Possessive, None, false),
        "which" => (Person::Which, Subject, None, false),
        "i" if word == "I" => (Person::I, Subject, None, false),
        "me" => (Person::I, Object, None, false),
        "my" | "mine" => (Person::I, Possessive, None, false),
        "myself" => (Person::I, Reflexive, None, false),
        "we" => (Person::We, Subject, None, true),
        "us" if word != "US" => (Person::We, Object, None, true),
        "our" | "ours" => (Person::We, Possessive, None, true),
        "ourselves" => (Person::We, Reflexive, None, true),
        _ => return None,
    };
    Some((Pronoun { person, case }, gender, plural))
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
pub fn find(scene: &Scene, tokens: &[Range<usize>]) -> Vec<Mention> {
    // More than most texts have, a mention for three tokens.
    let mut mentions = Vec::with_capacity(scene.len() / 3);
    let mut names = scene.names.iter().enumerate().peekable();
    let mut i = 0;
    while i < scene.len() {
        if let Some((n, name)) = names.next_if(|(_, name)| name.tokens.start == i) {
            // "Trump's lawyer".
            if name.tokens.end < scene.len() && scene.is_possessive(name.tokens.end) {
                mentions.extend(description(scene, i));
            }
            mentions.push(name_mention(scene, n, tokens[n].clone()));
            i = name.tokens.end;
            continue;
        }
        if starts_phrase(scene, i) {
            mentions.extend(description(scene, i));
        }
        if scene.lexeme(i).pronoun.is_some()
            && let Some((what, gender, plural)) = pronoun(scene, i)
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

fn name_mention(scene: &Scene, n: usize, tokens: Range<usize>) -> Mention {
    let kind = scene.names[n].kind;
    let last = tokens.end - 1;
    let head = if tokens.len() > 1 && scene.is_possessive(last) { last - 1 } else { last };
    let plural = kind == EntityKind::Group && scene.word(head).ends_with('s');
    let what = What::Name(n);
    Mention { tokens, head, kind, gender: None, plural, what, speaks: false }
}

/// Whether a noun phrase begins at token `i`: a determiner, or a noun or its modifier with neither before.
fn starts_phrase(scene: &Scene, i: usize) -> bool {
    if scene.lexeme(i).determiner.is_some() {
        return true;
    }
    let inside =
        |tag: Tag| matches!(tag, Tag::JJ | Tag::JJR | Tag::JJS | Tag::CD | Tag::VBN | Tag::VBG) || tag.is_noun();
    inside(scene.tag(i))
        && i.checked_sub(1).is_none_or(|b| {
            let tag = scene.tag(b);
            let hyphen = || matches!(scene.word(b), "-" | "/") && !scene.document.space_before(b);
            !(inside(tag) || matches!(tag, Tag::DT | Tag::PDT | Tag::POS | Tag::PRPS) || hyphen())
        })
}

/// The description that begins at token `start`.
pub fn description(scene: &Scene, start: usize) -> Option<Mention> {
    let mut determiner = scene.lexeme(start).determiner;
    let sentence = scene.sentence(start);
    let mut at = start;
    let mut owned = determiner == Some(Determiner::Possessive);
    if let Some(n) = scene.name(start) {
        let end = scene.names[n].tokens.end;
        if end < sentence.end && scene.is_possessive(end) {
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
        let (lexeme, tag, name) = (scene.lexeme(at), scene.tag(at), scene.name(at));
        let finite = matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
        let noun = lexeme.noun.filter(|_| !finite && (name.is_none() || scene.lower(at).contains("-year-old")));
        if noun.is_some() || name.is_none() && tag.is_noun() {
            head = Some((at, noun));
            at += 1;
            continue;
        }
        if let Some(n) = name {
            at = scene.names[n].tokens.end.max(at + 1);
            if at < sentence.end && scene.is_possessive(at) {
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
        ) && !lexeme.ends_phrase;
        if !(lexeme.joins || modifies) {
            break;
        }
        // "the health former secretary" is no English: a known head ends the phrase.
        if head.is_some_and(|(_, noun)| noun.is_some()) && !matches!(scene.word(at), "-" | "/" | "&") {
            break;
        }
        at += 1;
    }
    let (head, noun) = head?;
    let person = noun.is_some_and(|n| n.class == NounClass::Person && !n.plural);
    // "the president Barack Obama": a title of the name that follows, no mention of its own.
    if person && scene.name(head + 1).is_some_and(|n| scene.names[n].kind == EntityKind::Person) {
        return None;
    }
    let plural = noun.map_or(matches!(scene.tag(head), Tag::NNS | Tag::NNPS), |n| n.plural);
    Some(Mention {
        tokens: start..head + 1,
        head,
        kind: noun.map_or(EntityKind::Other, |n| kind_of(n.class)),
        gender: noun.and_then(|n| n.gender),
        plural,
        what: What::Description(Description { noun, determiner, first, owned, named: false }),
        speaks: false,
    })
}
