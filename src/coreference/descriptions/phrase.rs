//! The words of a description, by which it is found again.

use std::borrow::Cow;
use std::ops::Range;

use crate::coreference::context::{Context, NONE};
use crate::coreference::discourse::{Decision, Discourse};
use crate::coreference::entity::Entity;
use crate::coreference::keys::{row_key, word_key};
use crate::coreference::mentions::Mention;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;

/// How many words a name has, at most, that is looked for in descriptions.
pub const LONGEST_NAME: usize = 5;

/// The words of a description, by which it is found again.
pub enum Phrase<'s> {
    /// The words at these tokens.
    Tokens(Range<usize>),
    /// Folded words that stand for those of the text: "cruz", "campaign" for "her campaign".
    Substitute(Vec<Cow<'s, str>>),
}

impl<'s> Phrase<'s> {
    /// The tokens among `tokens` that begin with a letter or digit.
    fn of(context: &Context, tokens: &Range<usize>) -> impl Iterator<Item = usize> {
        tokens.clone().filter(|&i| context.facts(i).alphanumeric)
    }

    /// The hash keys of its last words, the last one at the end of the array, and how many of its entries are filled.
    pub fn last_keys(&self, context: &Context) -> ([u64; LONGEST_NAME], usize) {
        let (mut last, mut count) = ([0; LONGEST_NAME], 0);
        let mut add = |key| {
            last.rotate_left(1);
            last[LONGEST_NAME - 1] = key;
            count += 1;
        };
        match self {
            Phrase::Tokens(tokens) => Phrase::of(context, tokens).for_each(|i| add(context.facts(i).key)),
            Phrase::Substitute(words) => words.iter().for_each(|word| add(word_key(word))),
        }
        (last, count.min(LONGEST_NAME))
    }

    /// The hash key of all its words.
    pub fn key(&self, context: &Context) -> u64 {
        match self {
            Phrase::Tokens(tokens) => row_key(Phrase::of(context, tokens).map(|i| context.facts(i).key)),
            Phrase::Substitute(words) => row_key(words.iter().map(|word| word_key(word))),
        }
    }

    /// Its folded words.
    pub fn words(self, context: &'s Context) -> Vec<Cow<'s, str>> {
        match self {
            Phrase::Tokens(tokens) => Phrase::of(context, &tokens).map(|i| context.folded(i).into()).collect(),
            Phrase::Substitute(words) => words,
        }
    }
}

/// The entities that the phrase or clause behind description `m` names: Ana Cruz, for "a lawyer for Ana Cruz" and "the
/// judge who jailed Ana Cruz". None of them is the one described; but "a man who gave his name as Ana Cruz" may be, and so
/// may Ana Cruz for "a lesson from Ana Cruz", and right behind an office: "Head of the harbor board Ana Cruz".
pub fn named_behind<'d>(discourse: &'d Discourse, m: usize) -> impl Iterator<Item = usize> + 'd {
    /// How many tokens of the phrase are read.
    const WORDS: usize = 16;
    let (context, start) = (discourse.context, discourse.mentions[m].tokens.end);
    let begins = start < context.len()
        && matches!(context.tag(start), Tag::IN | Tag::TO | Tag::WP | Tag::WPS | Tag::WDT | Tag::VBG | Tag::VBN)
        && !matches!(context.lower(start), "by" | "from");
    let bare = context.facts(discourse.mentions[m].tokens.start).determiner.is_none();
    let in_apposition = move |n: usize| {
        let before = context.names[n].tokens.start - 1;
        bare && context.names[n].kind == EntityKind::Person && before > start && context.tag(before).is_noun()
    };
    let own = discourse.source_of[m];
    let cue = if own == NONE { None } else { context.attributions[own as usize].cue.as_ref().map(|cue| cue.start) };
    let sentence = context.sentence(discourse.mentions[m].head).end;
    let end = cue.filter(|&cue| cue > start).unwrap_or(sentence).min(sentence).min(start + WORDS);
    // In "a publicist for Cruz's son, Robin" the name behind the comma is the son's.
    let closes = move |i: usize| context.is_comma(i) && !context.is_possessive(i - 2);
    let goes_on = move |&i: &usize| {
        !closes(i)
            && !matches!(
                context.lower(i),
                "as" | "named" | "called" | "is" | "was" | "-" | "–" | "—" | "“" | "\"" | ":"
            )
    };
    let words = if begins { start..end.max(start) } else { start..start };
    let names = words.take_while(goes_on).filter_map(|i| context.name(i));
    names.filter(move |&n| !in_apposition(n)).map(|n| discourse.entity_of_name[n])
}

/// Gives a mention to the entity that the same words described before, or to a new one: "officials … the officials".
/// `shown_as` are who is shown as its speakers ([`Entity::shown_as`]); the entity found before must have the same.
pub fn by_phrase<'s>(
    discourse: &mut Discourse<'_, 's>,
    mention: &Mention,
    phrase: Phrase<'s>,
    rule: SpeakerRule,
    confidence: f32,
    shown_as: Option<[usize; 2]>,
) -> Decision {
    let (key, context) = (phrase.key(discourse.context), discourse.context);
    let (kind, gender, plural) = (mention.kind, mention.gender, mention.plural);
    let same = |e: &Entity| e.kind == kind && e.shown_as() == shown_as;
    let known = discourse.phrases.get(&key).copied().filter(|&e| same(&discourse.entities[e]));
    let entity = known.unwrap_or_else(|| discourse.unnamed(kind, gender, plural, || phrase.words(context)));
    if let Some(shown_as) = shown_as {
        discourse.entities[entity].show_as(shown_as);
    }
    discourse.phrases.insert(key, entity);
    Decision { entity, rule, confidence }
}
