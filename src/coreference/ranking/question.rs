//! A question to the ranker: what is known of a mention that speaks and has no name, and whose entity is looked for.

use super::earlier;
use crate::coreference::context::NONE;
use crate::coreference::descriptions;
use crate::coreference::discourse::Discourse;
use crate::coreference::keys::word_key;
use crate::coreference::mentions::{self, Description, Reference};
use crate::coreference::pronoun_table::PronounClass;
use crate::coreference::roles;
use crate::learned::lexical;
use crate::lexicon::{self, Determiner, Flag, Gender, NounClass};

/// How many tokens of what a mention says are looked at.
const CONTENT: usize = 80;

/// The sort of mention whose entity is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// One person: "he", "she".
    HeOrShe,
    /// Several, or somebody whose gender is not told: "they".
    They,
    /// A description ("the mayor"), with the class of its noun where that is known.
    Description(Option<NounClass>),
}

/// A mention whose entity is looked for, with what is known of it.
pub struct Question {
    /// The index of the mention.
    pub mention: usize,
    /// The sort of mention that it is.
    pub class: Class,
    /// The noun of a description in the singular, if the lexicon has it.
    pub noun: Option<&'static str>,
    /// Other nouns for the same: "justice" for "judge".
    pub synonyms: &'static [&'static str],
    /// The sorts of bodies that the noun takes up, a bit each.
    pub sorts: u16,
    /// The hash key of the noun or pronoun, as it is written.
    pub key: u64,
    /// The hash key of the noun in the singular.
    pub noun_key: u64,
    /// The gender that its own form shows: "she", "spokeswoman".
    pub gender: Option<Gender>,
    /// Whether its form stands for several: "officials".
    pub plural: bool,
    /// The determiner that a description begins with.
    pub determiner: Option<Determiner>,
    /// The hash keys of the words that say more than the noun: "the [harbor] board [of trade]".
    pub words: Vec<u64>,
    /// How many of those words begin with a capital.
    pub capitals: usize,
    /// The word before the noun that says what a body is for: "campaign" of "the campaign group".
    pub cause: Option<&'static str>,
    /// The political party that one of those words names.
    pub party: Option<&'static str>,
    /// Whether it is only the name of a people to whom somebody named belongs: "the German".
    pub of_people: bool,
    /// The entity of the description's owner, if known: whoever "his" means in "his lawyer".
    pub owner: Option<usize>,
    /// Whether the description says whose it is: "his lawyer".
    pub owned: bool,
    /// The entities that are named in what the mention says.
    pub named: Vec<usize>,
    /// The entities named right after the verb by which the mention speaks: those it speaks to or of.
    pub addressed: Vec<usize>,
    /// The entity that speaks the words in which the mention stands, if any.
    pub outer_speaker: Option<usize>,
    /// Whether what it says speaks of another "he" or "she" of its gender.
    pub of_another: bool,
    /// Whether what it says has "I" in quotation marks, and whether it has "we" there.
    pub first_person: [bool; 2],
    /// Whether what it says stands in quotation marks.
    pub quoted: bool,
    /// The entities that its source names, each with a number for where: 1 as the owner of what follows, 2 elsewhere
    /// before the noun, 3 right after it, 4 after a comma; else the hash key of the word before the name.
    pub in_source: Vec<(usize, u64)>,
    /// The entities that the phrase or clause behind its noun names: Ana Cruz, for "a lawyer for Ana Cruz".
    pub of: Vec<usize>,
    /// The hash key of the first word of the cue; 0 where there is no cue.
    pub cue: u64,
    /// Whether the mention begins its sentence.
    pub begins_sentence: bool,
    /// Whether its noun is for people whom articles quote without naming them, and it is not definite: "a spokeswoman".
    pub anonymous: bool,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// Whether it stands in the first three paragraphs.
    pub lead: bool,
    /// The fine and the coarse cluster of the noun: the words that are used as it is.
    pub clusters: [u64; 2],
    /// The hash key of the last word of its owner's name.
    pub owner_word: Option<u64>,
    /// The entity that the last description with the same noun meant.
    pub last_with_noun: Option<usize>,
    /// The entities named in a sentence with the same document, if the mention is one; each with a number for how the
    /// two stand there.
    pub partners: Vec<(usize, u64)>,
}

/// The fine and the coarse cluster of a word, by its cluster number.
pub fn clusters(code: u16) -> [u64; 2] {
    [u64::from(code), u64::from(code >> 3)]
}

impl Question {
    /// The question that mention `m` asks; `None` where the rules decide alone: for a name, for "it" and relative
    /// pronouns, for a sum, and for the label of a turn.
    pub fn new(discourse: &Discourse, m: usize) -> Option<Question> {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        // In a transcript "THE CLERK:" is none of those whom the labels of other turns name.
        let after = mention.tokens.end;
        let sentence = context.sentence(mention.head);
        let labels_a_turn =
            sentence.start == mention.tokens.start && after < sentence.end && context.word(after) == ":";
        // An amount is nobody: "74 percent said".
        let is_amount = context.name(mention.head).is_some_and(|n| context.is_amount(n));
        // "Another company" is none of those named.
        let another = context.lower(mention.tokens.start) == "another";
        if labels_a_turn || is_amount || another {
            return None;
        }
        let mut question = Question::open(discourse, m);
        match &mention.reference {
            Reference::Name(_) => return None,
            Reference::Pronoun(pronoun) => {
                question.class = match pronoun.class {
                    PronounClass::Singular => Class::HeOrShe,
                    PronounClass::They => Class::They,
                    // Few mentions that speak are "it", and the rules find those as well as the ranker would.
                    _ => return None,
                };
            }
            Reference::Description(d) => question.read_description(discourse, m, d),
        }
        let around = context.content_of[mention.head];
        if around != NONE {
            question.outer_speaker = discourse.speaker(around as usize);
        }
        question.read_content(discourse, m);
        Some(question)
    }

    /// The question of mention `m`, with what its words and its content tell still left out.
    fn open(discourse: &Discourse, m: usize) -> Question {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        Question {
            mention: m,
            class: Class::They,
            noun: None,
            synonyms: &[],
            sorts: 0,
            noun_key: word_key(""),
            key: context.facts(mention.head).key,
            gender: mention.gender,
            plural: mention.plural,
            determiner: None,
            words: Vec::new(),
            capitals: 0,
            cause: None,
            party: None,
            of_people: false,
            owner: None,
            owned: false,
            named: Vec::new(),
            addressed: Vec::new(),
            outer_speaker: None,
            of_another: false,
            first_person: [false; 2],
            quoted: false,
            in_source: Vec::new(),
            of: Vec::new(),
            cue: 0,
            begins_sentence: mention.tokens.start == context.sentence(mention.head).start,
            anonymous: false,
            headline: context.is_headline(mention.head),
            lead: context.paragraph_of[mention.head] < 3,
            clusters: clusters(lexical::cluster(context.word(mention.head))),
            owner_word: None,
            last_with_noun: None,
            partners: Vec::new(),
        }
    }

    /// Reads the words of description `m`.
    fn read_description(&mut self, discourse: &Discourse, m: usize, d: &Description) {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        self.class = Class::Description(d.noun.map(|n| n.class));
        if let Some(noun) = d.noun {
            self.noun = Some(noun.singular);
            self.synonyms = lexicon::synonyms(noun.singular);
            self.sorts = lexicon::sorts_of_noun(noun.singular);
            self.noun_key = word_key(noun.singular);
        }
        self.determiner = d.determiner;
        self.anonymous = d.determiner != Some(Determiner::Definite)
            && d.noun.is_some_and(|n| lexicon::has(n.singular, Flag::Anonymous));
        let after = roles::complement(context, mention.tokens.end);
        let words = mention.modifiers().take(8).chain(after).filter(|&i| context.word(i).len() > 2);
        for i in words {
            self.words.push(context.facts(i).key);
            self.capitals += usize::from(context.is_capital(i));
            self.party = self.party.or(lexicon::party(context.lower(i)));
        }
        self.cause = descriptions::cause(context, mention);
        self.of_people = descriptions::names_people(discourse, m, d);
        self.owned = d.owned;
        self.owner = discourse.owner(m).and_then(|o| discourse.entity(o));
        self.owner_word = self.owner.and_then(|o| discourse.entities[o].words.last()).map(|word| word_key(word));
        self.of = descriptions::named_behind(discourse, m).collect();
        self.last_with_noun = earlier::same_noun(discourse, m);
        if d.noun.is_some_and(|n| n.class == NounClass::Document) {
            self.partners = earlier::partners(discourse, m);
        }
    }

    /// Reads the cue of the mention, and the names in its source.
    fn read_source(&mut self, discourse: &Discourse, m: usize) {
        let context = discourse.context;
        let attribution = &context.attributions[discourse.source_of[m] as usize];
        self.cue = attribution.cue.as_ref().map_or(0, |cue| context.facts(cue.start).key);
        let head = discourse.mentions[m].head;
        let Some(source) = attribution.source.clone() else { return };
        let mut at = source.start;
        while at < source.end {
            let Some(n) = context.name(at) else {
                at += 1;
                continue;
            };
            let name = context.names[n].tokens.clone();
            let place = match () {
                () if name.end <= head && context.is_possessive(name.end) => 1,
                () if name.end <= head => 2,
                () if name.start == head + 1 => 3,
                () => match name.start.checked_sub(1) {
                    None => 5,
                    Some(before) if context.is_comma(before) => 4,
                    Some(before) => context.facts(before).key,
                },
            };
            self.in_source.push((discourse.entity_of_name[n], place));
            at = name.end.max(at + 1);
        }
    }

    /// Reads what the mention says.
    fn read_content(&mut self, discourse: &Discourse, m: usize) {
        let own = discourse.source_of[m];
        if own == NONE {
            return;
        }
        let context = discourse.context;
        self.read_source(discourse, m);
        self.named = discourse.named_in(own as usize).collect();
        self.addressed = discourse.addressed_in(own as usize).collect();
        let content = &context.attributions[own as usize].content;
        self.quoted = content.first().is_some_and(|c| context.is_quoted(c.start));
        for i in content.iter().flat_map(|c| c.clone()).take(CONTENT).filter(|&i| context.is_quoted(i)) {
            match mentions::pronoun(context, i) {
                Some((p, gender, _)) if p.class == PronounClass::Singular => self.of_another |= gender == self.gender,
                Some((p, ..)) if p.class == PronounClass::I => self.first_person[0] = true,
                Some((p, ..)) if p.class == PronounClass::We => self.first_person[1] = true,
                _ => {}
            }
        }
    }
}
