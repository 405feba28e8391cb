//! Which mention speaks each attribution: Ortiz in "[Ortiz], the mayor, said", "he" in "[he] said", and, where no
//! source is given, Ortiz in “[Ortiz] left the stage, calling it “a farce””.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::Sources;
use crate::coreference::context::{Context, NONE};
use crate::coreference::implied_sources;
use crate::coreference::mentions::{Mention, Reference};
use crate::coreference::pronoun_table::{Case, PronounClass};
use crate::coreference::sources::{self, Head};
use crate::lexicon::{self, Flag};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;
use crate::text::sorting;

/// The rule for a speaker who is the subject of the cue's clause, and the factor for the confidence, as no source names
/// them.
const BY_SUBJECT: (SpeakerRule, f32) = (SpeakerRule::CueSubject, 0.8);
const BY_PLACE: (SpeakerRule, f32) = (SpeakerRule::CueBefore, 0.6);

/// Adds to the mentions those that only a source shows, marks the ones that speak, and puts all in text order, longer
/// ones first. Returns them with the mention that speaks each attribution.
pub fn with_sources(context: &Context, mut mentions: Vec<Mention>) -> (Vec<Mention>, Sources) {
    // The index of each mention: of names by the name, of others by the token of the head.
    let mut others = vec![NONE; context.len()];
    let mut names = vec![None; context.names.len()];
    for (m, mention) in mentions.iter().enumerate() {
        match mention.reference {
            Reference::Name(n) => names[n] = Some(m),
            _ => others[mention.head] = m as u32,
        }
    }
    let other = |i: usize| others.get(i).filter(|&&m| m != NONE).map(|&m| m as usize);
    let mut added: HashMap<u64, usize> = HashMap::default();
    let mut sources = Vec::with_capacity(context.attributions.len());
    let mut implied = vec![None; context.attributions.len()];
    for (a, attribution) in context.attributions.iter().enumerate() {
        let at = |i: usize| match context.name(i) {
            Some(n) => names[n],
            None => other(i),
        };
        let spoken_of = is_spoken_of(context, attribution);
        let source = attribution.source.clone().filter(|_| !spoken_of);
        let head = match agent(context, attribution) {
            Some(agent) => agent.map(Head::Name),
            None => source.and_then(|s| sources::head(context, s)),
        };
        let m = match head {
            None if attribution.source.is_none() => {
                // Dates and sums don't speak.
                let speaks = |i: usize| context.name(i).is_none_or(|n| !context.is_amount(n));
                // Nor does a noun that the lexicon doesn't have ("his eyes"), unless it looks like a name ("the
                // North").
                let known = |&m: &usize| match &mentions[m].reference {
                    Reference::Description(d) => d.noun.is_some() || context.is_capital(mentions[m].head),
                    _ => true,
                };
                let tokens = |i: usize| at(i).filter(|m| speaks(i) && known(m)).map(|m| mentions[m].tokens.clone());
                let subject = implied_sources::subject_of_cue(context, attribution, tokens).and_then(at);
                let before = || implied_sources::before_cue(context, attribution, tokens).and_then(at);
                implied[a] = Some(if subject.is_some() { BY_SUBJECT } else { BY_PLACE });
                subject.or_else(before)
            }
            None => None,
            Some(Head::Name(n)) => names[n],
            Some(Head::Pronoun(i)) => other(i).or_else(|| {
                Some(*added.entry(i as u64).or_insert_with(|| {
                    mentions.push(relative_that(i));
                    mentions.len() - 1
                }))
            }),
            Some(Head::Description(d)) => match other(d.head) {
                Some(m) => {
                    // The source's phrase is better where it is a body's name, or begins farther to the left.
                    if matches!(&d.reference, Reference::Description(x) if x.named)
                        || d.tokens.start < mentions[m].tokens.start
                    {
                        mentions[m] = d;
                    }
                    Some(m)
                }
                None => Some(*added.entry(d.head as u64).or_insert_with(|| {
                    mentions.push(d);
                    mentions.len() - 1
                })),
            },
        };
        if let Some(m) = m {
            mentions[m].speaks = true;
        }
        sources.push(m);
    }
    drop(others);
    mentions.shrink_to_fit();
    let key = |m: &Mention| sorting::composite_key(m.tokens.start, sorting::descending(m.tokens.end));
    let places = sorting::ranks(mentions.iter().map(key).collect());
    let sources = sources.into_iter().map(|m| m.map(|m| places[m] as usize)).collect();
    let sources = Sources { mentions: sources, implied };
    sorting::permute(&mut mentions, places);
    (mentions, sources)
}

/// Whether an attribution's source is the subject of a passive, of whom somebody else speaks: "[Ortiz] is said to be
/// late".
fn is_spoken_of(context: &Context, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else { return false };
    let auxiliary = |i: usize| matches!(context.tag(i), Tag::RB | Tag::MD | Tag::VBZ | Tag::VBP | Tag::VBD | Tag::VBN);
    let quotes = |c: &Range<usize>| context.is_quoted(c.start) && c.start < source.start;
    source.end <= cue.start
        && (source.end..cue.start).all(auxiliary)
        && implied_sources::is_passive(context, cue.clone())
        && !attribution.content.iter().any(quotes)
        && cue.clone().any(|i| {
            let known = lexicon::flags(context.lower(i));
            context.tag(i).is_verb() && (known.has(Flag::Says) || known.has(Flag::States))
        })
}

/// The name of who speaks by a passive behind quoted words, whose subject is the hearer: “Go,” Ortiz was told by [Cruz].
/// `Some(None)` where nobody is named so, and `None` for any other cue.
fn agent(context: &Context, attribution: &Attribution) -> Option<Option<usize>> {
    let (source, cue) = (attribution.source.as_ref()?, attribution.cue.as_ref()?);
    let quoted = attribution.content.iter().any(|c| context.is_quoted(c.start) && c.start < source.start);
    if !quoted || source.end > cue.start {
        return None;
    }
    let verb = context.lower(cue.end - 1);
    let addresses = || lexicon::has(verb, Flag::Addresses) || lexicon::has(verb, Flag::Tells);
    if !implied_sources::is_passive(context, cue.clone()) || !addresses() {
        return None;
    }
    let by = Some(cue.end).filter(|&i| context.lower_at(Some(i)) == "by");
    let end = context.sentence(cue.start).end;
    let leads = |&i: &usize| context.name(i).is_some() || !context.is_comma(i) && !context.tag(i).is_verb();
    Some(by.and_then(|by| (by + 1..end.min(by + 8)).take_while(leads).find_map(|i| context.name(i))))
}

fn relative_that(i: usize) -> Mention {
    use crate::coreference::pronoun_table::Pronoun;
    Mention {
        tokens: i..i + 1,
        head: i,
        kind: EntityKind::Other,
        gender: None,
        plural: false,
        reference: Reference::Pronoun(Pronoun { class: PronounClass::Which, case: Case::Subject }),
        speaks: true,
    }
}
