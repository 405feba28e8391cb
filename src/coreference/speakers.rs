//! Finds the speakers of each attribution, and makes the result of coreference.
//!
//! A source's speaker is the entity of the mention at its head. An attribution without a source takes the subject of
//! its cue's clause; a quotation in marks without either goes on with the speaker before it, or with the other one in
//! an exchange; the rest stay unknown. The confidences of rules are the shares of their decisions that were right on
//! the development articles, rounded down.
//!
//! Who speaks is shown by a name where the text has one: a government by its country, several by all of them where they
//! are named together ("Ortiz and Cruz said"), and two who are described ("the two", "both candidates") by both.
//!
//! What it gets wrong: the others of more than two who are described; often, a description of somebody who is named
//! only later.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::context::{Context, NONE};
use super::discourse::Decision;
use super::entity::Entity;
use super::implied_sources;
use super::keys::word_key;
use super::mentions::{Description, Mention, Reference};
use super::names_in_sources;
use super::pronoun_table::{Case, PronounClass};
use super::sources::{self, Head};
use super::walk::Resolution;
use super::{Coreference, Resolved, Speakers, introduction};
use crate::coreference::Form;
use crate::lexicon::{self, Flag, NounClass};
use crate::names::EntityKind;
use crate::quotations::Attribution;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;
use crate::text::sorting;

/// The rule for a speaker who is the subject of the cue's clause, and the factor for the confidence, as no source names
/// them.
const BY_SUBJECT: (SpeakerRule, f32) = (SpeakerRule::CueSubject, 0.8);
const BY_PLACE: (SpeakerRule, f32) = (SpeakerRule::CueBefore, 0.6);

/// The mention that speaks each attribution.
pub struct Sources {
    /// The mention at the head of each attribution's source, or the one that the cue's clause shows to speak.
    pub mentions: Vec<Option<usize>>,
    /// The rule that looked for the mention of each attribution without a source, and the factor for the confidence.
    implied: Vec<Option<(SpeakerRule, f32)>>,
}

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
        && !attribution.content.iter().any(quotes)
        && cue.clone().any(|i| {
            let word = context.lower(i);
            context.tag(i).is_verb() && (lexicon::has(word, Flag::Says) || lexicon::has(word, Flag::States))
        })
        && implied_sources::is_passive(context, cue.clone())
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
    let addresses = lexicon::has(verb, Flag::Addresses) || lexicon::has(verb, Flag::Tells);
    if !addresses || !implied_sources::is_passive(context, cue.clone()) {
        return None;
    }
    let by = Some(cue.end).filter(|&i| context.lower_at(Some(i)) == "by");
    let end = context.sentence(cue.start).end;
    let leads = |&i: &usize| context.name(i).is_some() || !context.is_comma(i) && !context.tag(i).is_verb();
    Some(by.and_then(|by| (by + 1..end.min(by + 8)).take_while(leads).find_map(|i| context.name(i))))
}

fn relative_that(i: usize) -> Mention {
    use super::pronoun_table::Pronoun;
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

/// Makes the result: the speakers of each attribution, and every mention whose entity is worth showing.
pub fn finish(context: &Context, mentions: &[Mention], sources: &Sources, resolution: Resolution) -> Coreference {
    let Resolution { mut decisions, mut entities } = resolution;
    let mut speakers: Vec<Option<Decision>> = sources.mentions.iter().map(|s| s.and_then(|m| decisions[m])).collect();
    for (speaker, implied) in speakers.iter_mut().zip(&sources.implied) {
        if let (Some(decision), &Some((rule, share))) = (speaker.as_mut(), implied) {
            *decision = Decision { rule, confidence: share * decision.confidence, ..*decision };
        }
    }
    replace_by_shown(&entities, &mut speakers);
    let others = other_speakers(context, mentions, &decisions, &sources.mentions, &entities);
    let others = replace_capitals(&entities, &mut speakers, others);
    continue_speakers(context, &entities, &mut speakers);
    first_persons(context, mentions, &sources.mentions, &mut speakers, &mut decisions);
    first_persons_plural(context, mentions, &speakers, &mut decisions, &mut entities);
    doubt_unnamed(&entities, mentions, &sources.mentions, &mut speakers);
    let mut counts = vec![0u32; entities.len()];
    for decision in decisions.iter().flatten() {
        counts[decision.entity] += 1;
    }
    let mut spoken = vec![false; entities.len()];
    for speaker in speakers.iter().flatten() {
        spoken[speaker.entity] = true;
    }
    // The form in which a mention is shown; none for one that is not.
    let shown = |(mention, decision): (&Mention, &Option<Decision>)| {
        let &Decision { entity: e, rule, .. } = decision.as_ref()?;
        let form = match mention.form() {
            // Descriptions that count as names: short forms ("the North", "the Times"), and bodies like "the Cruz
            // campaign" that speak somewhere.
            _ if rule == SpeakerRule::ShortName || rule == SpeakerRule::NamedBody && spoken[e] => Form::Name,
            form => form,
        };
        // Things without a name are there for "it" to take up, and are not shown.
        let body = !matches!(entities[e].kind, EntityKind::Other);
        let shown = form == Form::Name || spoken[e] || entities[e].named || counts[e] > 1 && body;
        shown.then_some(form)
    };
    let forms: Vec<Option<Form>> = mentions.iter().zip(&decisions).map(shown).collect();
    let documents = are_documents(mentions, &decisions, &entities);
    // Entities are numbered by first mention.
    let mut number = vec![usize::MAX; entities.len()];
    let mut next = 0;
    // Counted first, as a list that grows needs three times its room.
    let mut resolved = Vec::with_capacity(forms.iter().flatten().count());
    for ((mention, form), decision) in mentions.iter().zip(forms).zip(&decisions) {
        let (Some(form), &Some(Decision { entity: e, rule, .. })) = (form, decision) else { continue };
        if number[e] == usize::MAX {
            number[e] = next;
            next += 1;
        }
        let named = matches!(mention.reference, Reference::Name(_));
        let kind = match named {
            true => mention.kind,
            false if documents[e] => EntityKind::Document,
            false => entities[e].kind,
        };
        let tokens = match &mention.reference {
            Reference::Description(d) if rule == SpeakerRule::NamedBody && form != mention.form() && !d.owned => {
                d.first..mention.tokens.end
            }
            // The article is part of a country's short name ("the North"), and not of a body's.
            Reference::Description(d) if rule == SpeakerRule::ShortName && kind == EntityKind::Organization => {
                d.first..mention.tokens.end
            }
            _ => mention.tokens.clone(),
        };
        resolved.push(Resolved { tokens, kind, form, entity: number[e], named });
    }
    let introductions = introduction::introductions(context, mentions, &decisions, &entities, &number, next);
    let speakers = speakers
        .into_iter()
        .zip(others)
        .map(|(speaker, others)| {
            speaker.map(|d| {
                let mut entities = vec![number[d.entity]];
                for e in others {
                    if !entities.contains(&number[e]) {
                        entities.push(number[e]);
                    }
                }
                Speakers { entities, confidence: d.confidence, rule: d.rule }
            })
        })
        .collect();
    Coreference { mentions: resolved, entities: next, introductions, speakers }
}

/// Sets the confidence in speakers without a name to how often such speakers were right in articles read by hand. A
/// pronoun or "the company" mostly means somebody named, so it is doubted most; somebody's own ("his brother") and a
/// noun without an article ("Retail giant") are often named, too. Several ("officials") or a new one ("a spokesman")
/// hardly are.
fn doubt_unnamed(
    entities: &[Entity],
    mentions: &[Mention],
    sources: &[Option<usize>],
    speakers: &mut [Option<Decision>],
) {
    for (decision, source) in speakers.iter_mut().zip(sources) {
        let Some(decision) = decision.as_mut().filter(|decision| !entities[decision.entity].named) else { continue };
        let confidence = decision.confidence;
        decision.confidence = match (decision.rule, source.map(|m| &mentions[m])) {
            (SpeakerRule::PronounPerson, _) => confidence.min(0.65),
            (SpeakerRule::DescriptionBody, _) => confidence.min(0.45),
            (SpeakerRule::PronounIt, _) => confidence.min(0.4),
            (SpeakerRule::Unnamed, Some(Mention { reference: Reference::Description(d), plural, .. }))
                if confidence > 0.8 =>
            {
                match d.determiner {
                    _ if d.owned => 0.6,
                    _ if *plural => 0.93,
                    None => 0.6,
                    Some(_) => 0.88,
                }
            }
            _ => confidence,
        };
    }
}

/// The entities that speak each attribution together with the first: the other names of its source ("[Ortiz] and [Cruz]
/// said"), or both of "[the two]".
fn other_speakers(
    context: &Context,
    mentions: &[Mention],
    decisions: &[Option<Decision>],
    sources: &[Option<usize>],
    known: &[Entity],
) -> Vec<Vec<usize>> {
    let mut entities = vec![None; context.names.len()];
    for (mention, decision) in mentions.iter().zip(decisions) {
        if let Reference::Name(n) = mention.reference {
            entities[n] = decision.map(|d| d.entity);
        }
    }
    let of_attribution = |(attribution, source): (&Attribution, &Option<usize>)| {
        let (Some(source), Some(range)) = (source, &attribution.source) else { return Vec::new() };
        let Reference::Name(n) = mentions[*source].reference else {
            return decisions[*source].and_then(|d| known[d.entity].shown_as()).map_or(Vec::new(), Vec::from);
        };
        let range = names_in_sources::with_examples(context, range.clone());
        let names = names_in_sources::joined_names(context, range.clone(), n);
        names
            .into_iter()
            .chain(names_in_sources::joined_before(context, range.start))
            .filter_map(|n| entities[n])
            .collect()
    };
    context.attributions.iter().zip(sources).map(of_attribution).collect()
}

/// Whether each entity is a document without a name, which speaks for itself: "a report", "the letter".
fn are_documents(mentions: &[Mention], decisions: &[Option<Decision>], entities: &[Entity]) -> Vec<bool> {
    let mut documents = vec![false; entities.len()];
    for (mention, decision) in mentions.iter().zip(decisions) {
        if let (Reference::Description(Description { noun: Some(noun), .. }), Some(decision)) =
            (&mention.reference, decision)
            && noun.class == NounClass::Document
            && !entities[decision.entity].named
            && entities[decision.entity].kind == EntityKind::Other
        {
            documents[decision.entity] = true;
        }
    }
    documents
}

/// Replaces each speaker that others are shown for ([`Entity::shown_as`]) by the first of those: the first of the two
/// in “The two agreed”, Mexico in “the Mexican government agreed”.
fn replace_by_shown(entities: &[Entity], speakers: &mut [Option<Decision>]) {
    for decision in speakers.iter_mut().flatten() {
        decision.entity = entities[decision.entity].first_shown().unwrap_or(decision.entity);
    }
}

/// Puts the country in the place of a capital that speaks, where the text names the country: North Korea in “Pyongyang
/// has called him “a thug””. The mention of the capital keeps its entity. Returns `others`, who speak together with
/// those speakers, with countries in the place of capitals too.
fn replace_capitals(
    entities: &[Entity],
    speakers: &mut [Option<Decision>],
    mut others: Vec<Vec<usize>>,
) -> Vec<Vec<usize>> {
    let mut countries: HashMap<u64, usize> = HashMap::default();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.named && e.kind == EntityKind::Place) {
        let name = entity.words.join(" ");
        countries.entry(word_key(lexicon::country(&name).unwrap_or(&name))).or_insert(e);
    }
    let country = |e: usize| {
        let capital = &entities[e];
        let governs = matches!(capital.kind, EntityKind::Place | EntityKind::Facility | EntityKind::Organization);
        let country = lexicon::governed_from(&capital.words.join(" ")).filter(|_| capital.named && governs)?;
        countries.get(&word_key(country)).copied()
    };
    for decision in speakers.iter_mut().flatten() {
        if let Some(entity) = country(decision.entity) {
            *decision = Decision { entity, rule: SpeakerRule::Government, confidence: decision.confidence.min(0.8) };
        }
    }
    for other in others.iter_mut().flatten() {
        *other = country(*other).unwrap_or(*other);
    }
    others
}

/// Gives "I" and "my" inside a quotation to its speaker: “I was tired,” Ortiz said. In a clause after the verb it is the
/// author ("Ortiz told me I was late"). Where "I" is itself a source (“I think it failed,” Ortiz said), Ortiz speaks
/// there too.
fn first_persons(
    context: &Context,
    mentions: &[Mention],
    sources: &[Option<usize>],
    speakers: &mut [Option<Decision>],
    decisions: &mut [Option<Decision>],
) {
    let author = decisions.iter().copied().flatten().find(|d| d.rule == SpeakerRule::Writer);
    for (m, mention) in mentions.iter().enumerate() {
        let is_subject = match mention.reference {
            Reference::Pronoun(p) if p.class == PronounClass::I && decisions[m].is_none() => p.case == Case::Subject,
            _ => continue,
        };
        let around = context.content_of[mention.head];
        if around != NONE {
            let told = !context.is_quoted(mention.head) && is_clause_after_verb(context, around as usize);
            // The author is shown as "I", and not as "my".
            let who = if told { author.filter(|_| is_subject) } else { speakers[around as usize] };
            let rule = SpeakerRule::FirstPerson;
            decisions[m] = who.map(|d| Decision { rule, confidence: d.confidence.min(0.9), ..d });
        }
    }
    for (speaker, source) in speakers.iter_mut().zip(sources) {
        if speaker.is_none() {
            *speaker = source.and_then(|m| decisions[m]);
        }
    }
}

/// Whether the content of attribution `a` follows its verb at once: "Ortiz said [it was late]". After a colon or comma
/// it may be what Ortiz said word for word.
fn is_clause_after_verb(context: &Context, a: usize) -> bool {
    let Attribution { content, cue: Some(cue), .. } = &context.attributions[a] else { return false };
    let start = content[0].start;
    cue.end <= start && context.tag(cue.start).is_verb() && !matches!(context.word(start - 1), ":" | ",")
}

/// Gives "we" and "our" inside quotation marks to the body that speaks, or else to the people whom the speaker speaks
/// for: one entity without a name for all that this speaker says (“We sold our boat,” Ortiz said. “It served us
/// well.”).
fn first_persons_plural(
    context: &Context,
    mentions: &[Mention],
    speakers: &[Option<Decision>],
    decisions: &mut [Option<Decision>],
    entities: &mut Vec<Entity>,
) {
    let mut we: HashMap<u64, usize> = HashMap::default();
    for (m, mention) in mentions.iter().enumerate() {
        let plural = matches!(mention.reference, Reference::Pronoun(p) if p.class == PronounClass::We);
        if !plural || decisions[m].is_some() {
            continue;
        }
        let around = context.content_of[mention.head];
        if around == NONE || !context.is_quoted(mention.head) {
            continue;
        }
        let speaker = speakers[around as usize];
        let body = speaker.filter(|d| entities[d.entity].kind == EntityKind::Organization);
        let confidence = speaker.map_or(0.6, |d| d.confidence.min(0.7));
        let entity = body.map_or_else(
            || {
                let key =
                    speaker.map_or(sorting::composite_key(0, around as usize), |d| sorting::composite_key(1, d.entity));
                *we.entry(key).or_insert_with(|| {
                    entities.push(Entity::unnamed(EntityKind::Person, None, true, vec!["we".into()]));
                    entities.len() - 1
                })
            },
            |d| d.entity,
        );
        decisions[m] = Some(Decision { entity, rule: SpeakerRule::FirstPerson, confidence });
    }
}

/// Whether the content of an attribution has a question mark at the end of one of its spans.
fn asks(context: &Context, attribution: usize) -> bool {
    let contents = &context.attributions[attribution].content;
    contents
        .iter()
        .any(|content| (content.end.saturating_sub(2)..content.end).any(|i| context.document.word(i).starts_with('?')))
}

/// How many paragraphs back a person's last quotation may lie for one without a source and cue to be given to the same
/// person.
const NARRATION: u32 = 4;

/// Gives a speaker to quotations in marks that have no source.
///
/// One in the paragraph of another quotation, or in the next paragraph, goes on with that one's speaker: “We are
/// lucky,” Ortiz said. “Very lucky.” But where the last two paragraphs were question and answer, it is the other's
/// turn: “Did you see it?” Ortiz asked. / “No,” said Cruz. / “Neither did I.”
fn continue_speakers(context: &Context, entities: &[Entity], speakers: &mut [Option<Decision>]) {
    // The last quotation before, and the last one of another speaker, each as attribution and paragraph.
    let mut last: Option<(usize, u32)> = None;
    let mut other: Option<(usize, u32)> = None;
    // The last quotation whose speaker is a person.
    let mut person: Option<(usize, u32)> = None;
    for a in 0..speakers.len() {
        let attribution = &context.attributions[a];
        let Some(first) = attribution.content.first().map(|c| c.start) else { continue };
        let end = attribution.content.last().map_or(first, |c| c.end - 1);
        let paragraph = context.paragraph_of[first];
        if attribution.source.is_none() && !context.is_quoted(first) {
            continue;
        }
        let passive = attribution.cue.clone().is_some_and(|cue| implied_sources::is_passive(context, cue));
        if speakers[a].is_none()
            && attribution.source.is_none()
            && !passive
            && let Some((before, its_paragraph)) = last
            && paragraph.saturating_sub(its_paragraph) <= 1
        {
            let asked = |a: usize| asks(context, a);
            let turn = other.filter(|&(o, p)| {
                paragraph == its_paragraph + 1 && p + 1 == its_paragraph && (asked(o) || asked(before) || asked(a))
            });
            let (from, rule, share) = match turn {
                Some((before, _)) => (before, SpeakerRule::Exchange, 0.6),
                None if paragraph == its_paragraph => (before, SpeakerRule::Continued, 0.8),
                None => (before, SpeakerRule::Continued, 0.65),
            };
            let able = |d: &Decision| {
                matches!(entities[d.entity].kind, EntityKind::Person | EntityKind::Organization | EntityKind::Group)
            };
            let goes_on = |d: Decision| Decision { rule, confidence: share * d.confidence, ..d };
            speakers[a] = speakers[from].filter(able).map(goes_on);
        }
        // After some paragraphs of narration it is seldom somebody new, whom the text would name.
        let bare = attribution.source.is_none() && attribution.cue.is_none();
        if speakers[a].is_none()
            && bare
            && let Some((before, its_paragraph)) = person
            && paragraph.saturating_sub(its_paragraph) <= NARRATION
        {
            // One question between is put to the person who spoke last: Would she go again? / “Never.”
            let paragraphs = &context.document.paragraphs;
            let asked = paragraph == its_paragraph + 2
                && paragraphs.get(paragraph as usize - 1).is_some_and(|p| context.word(p.end - 1) == "?");
            let share = if asked { 0.65 } else { 0.5 };
            let goes_on =
                |d: Decision| Decision { rule: SpeakerRule::Continued, confidence: share * d.confidence, ..d };
            speakers[a] = speakers[before].map(goes_on);
        }
        let entity = |a: usize| speakers[a].map(|d| d.entity);
        if entity(a).is_some_and(|e| entities[e].kind == EntityKind::Person) {
            person = Some((a, context.paragraph_of[end]));
        }
        match last {
            Some((before, _)) if entity(before) != entity(a) => other = last,
            _ => {}
        }
        last = Some((a, context.paragraph_of[end]));
    }
}
