//! What a description says of the person whom it means, and whom it can't mean: "the Republican senator from Iowa" says
//! a party and a place; "the mayor" in "Ortiz asked [the mayor]" is not Ortiz.

use crate::coreference::context::NONE;
use crate::coreference::descriptions;
use crate::coreference::descriptions::phrase::named_behind;
use crate::coreference::discourse::{Antecedent, Discourse};
use crate::coreference::mentions::Description;
use crate::coreference::roles;
use crate::lexicon::{self, Determiner, Flag};

/// What a description says of the person whom it means.
pub(super) struct Wanted<'d> {
    /// The description's noun: "senator" of "the senator".
    pub(super) noun: &'static str,
    /// Whether it is definite: "the senator".
    pub(super) definite: bool,
    /// Whether it stands in a headline without an article: "Mayor quits".
    pub(super) headline: bool,
    /// The party that it names.
    pub(super) party: Option<&'static str>,
    /// The folded words of the places in it.
    pub(super) places: Vec<&'d str>,
    /// The folded words that say more than the noun.
    pub(super) words: Vec<&'d str>,
    /// The entities that it can't mean.
    pub(super) excluded: Vec<usize>,
    /// Whether it names a people to whom somebody named belongs: "the Spaniard".
    pub(super) people: bool,
    /// Whether it may mean a named person whom the text doesn't call so.
    pub(super) returns: bool,
}

impl<'d> Wanted<'d> {
    pub(super) fn new(discourse: &'d Discourse, m: usize, d: &Description, noun: &'static str) -> Wanted<'d> {
        let (context, mention) = (discourse.context, &discourse.mentions[m]);
        let definite = d.determiner == Some(Determiner::Definite);
        let places = complement(discourse, m).filter(|&i| roles::is_place(context, i));
        let anonymous = lexicon::has(noun, Flag::Anonymous);
        Wanted {
            noun,
            definite,
            headline: !definite && context.is_headline(mention.head),
            party: party_in(discourse, m).or(lexicon::party(noun)),
            places: places.map(|i| context.folded(i)).collect(),
            words: complement(discourse, m).map(|i| context.folded(i)).filter(|w| w.len() > 2).collect(),
            excluded: excluded(discourse, m),
            people: descriptions::names_people(discourse, m, d),
            returns: lexicon::has(noun, Flag::ReturningPerson) || mention.speaks && !anonymous,
        }
    }
}

/// The tokens of a description that say more than its noun: at most eight before it, and the phrase after it.
pub(super) fn complement<'a>(discourse: &'a Discourse, m: usize) -> impl Iterator<Item = usize> + 'a {
    let after = roles::complement(discourse.context, discourse.mentions[m].tokens.end);
    discourse.mentions[m].modifiers().take(8).chain(after)
}

/// The entities that description `m` can't mean: whoever it is the owner of ("[the mayor]'s driver"); those named in the
/// words that it speaks, or spoken to there; the speaker of the words that it stands in; those who stand in the same clause.
pub(super) fn excluded(discourse: &Discourse, m: usize) -> Vec<usize> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let mut excluded = Vec::new();
    excluded.extend(discourse.owned(m));
    let around = context.content_of[mention.head];
    if around != NONE && !mention.speaks {
        excluded.extend(discourse.speaker(around as usize));
    }
    let own = discourse.source_of[m];
    if own != NONE {
        excluded.extend(discourse.named_in(own as usize));
        excluded.extend(discourse.addressed_in(own as usize));
        // "The man told [him]": not who has just spoken.
        let cue = context.attributions[own as usize].cue.as_ref();
        if cue.is_some_and(|cue| matches!(context.lower_at(Some(cue.end)), "him" | "her") && cue.start > mention.head) {
            excluded.extend(discourse.spoke_last.and_then(|other| discourse.entity(other)));
        }
    }
    // "the Cruz campaign manager" is not Cruz.
    let inside = mention.tokens.clone().filter_map(|i| context.name(i));
    excluded.extend(inside.map(|n| discourse.entity_of_name[n]));
    excluded.extend(named_behind(discourse, m));
    // Somebody before it in the same clause: "Ortiz asked [the mayor]".
    let sentence = context.sentence(mention.head);
    for &Antecedent { mention: other, entity, .. } in discourse.recent(12) {
        let tokens = &discourse.mentions[other].tokens;
        if tokens.start < sentence.start {
            break;
        }
        if tokens.end <= mention.tokens.start && is_one_clause(discourse, tokens.end..mention.tokens.start) {
            excluded.push(entity);
        }
    }
    // Somebody who is joined to it: "[the mayor] and Ortiz".
    if matches!(context.lower_at(Some(mention.tokens.end)), "and" | "or" | "," | "with") {
        let next = mention.tokens.end + 1..(mention.tokens.end + 4).min(sentence.end);
        if context.lower_at(Some(mention.tokens.end)) != "," {
            excluded.extend(next.filter_map(|i| context.name(i)).map(|n| discourse.entity_of_name[n]));
        }
    }
    excluded
}

/// Whether nothing between two phrases begins another clause.
fn is_one_clause(discourse: &Discourse, between: std::ops::Range<usize>) -> bool {
    /// How many tokens may lie between two phrases of one clause.
    const WORDS: usize = 10;
    between.len() <= WORDS
        && between.clone().all(|i| {
            let word = discourse.context.lower(i);
            let boundary = matches!(
                word,
                "that"
                    | "who"
                    | "which"
                    | "whom"
                    | "whose"
                    | "when"
                    | "where"
                    | "while"
                    | "if"
                    | "because"
                    | "as"
                    | "but"
                    | "after"
                    | "before"
                    | "since"
                    | "though"
                    | "although"
                    | "said"
                    | "says"
                    | "than"
            );
            !boundary
                && (discourse.context.is_word(i)
                    || discourse.context.word(i).starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        })
}

/// The party that a description names.
pub(super) fn party_in(discourse: &Discourse, m: usize) -> Option<&'static str> {
    discourse.mentions[m].modifiers().take(8).find_map(|i| lexicon::party(discourse.context.lower(i)))
}
