//! Finds a cue's source by grammar: the subject before the verb, who follows a verb that stands behind what it reports
//! (“…,” said Ana Ruiz), or the agent of a passive.

use std::ops::Range;

use super::before_marks;
use super::ranges::overlap;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{is_finite, verb_of_clause};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, tag, word};
use crate::rules::AttributionRule;
use crate::syntax::Tag;

/// Forms of "be", which make a passive.
const BE: &[&str] = &["is", "was", "were", "are", "been", "be", "being"];

/// The most tokens of a list of names before the last name.
const LIST: usize = 16;

/// A content from whose end the source is taken keeps at least this many tokens.
const FEWEST: usize = 3;

/// From this confidence on, a cue that is no verb of saying gets a source by grammar.
const SURE: f32 = 0.36;

/// Gives an attribution without a source one, and corrects a source that grammar shows to be wrong. `known` holds the
/// start of each cue that has a source, with that source; `likeliest` the start of each cue without one, with the
/// network's second choice. Both are in text order.
pub fn find_source(
    context: &Context,
    attribution: &mut Attribution,
    known: &[(usize, Range<usize>)],
    likeliest: &[(usize, Range<usize>)],
) {
    let Some(cue) = attribution.cue.clone() else { return };
    if let Some((mut source, interrupts)) = source_behind_verb(context, attribution, &cue) {
        let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
        if interrupts {
            let end = attribution.content.last().map_or(sentence.end, |last| last.end).max(source.end + 2);
            attribution.content = vec![sentence.start..cue.start - 1, source.end + 1..end];
        }
        // In "The merger is off, said | a person briefed on it |", the network may take the last words for content.
        if attribution.content.iter().any(|content| content.start < cue.start) {
            let mut misread = attribution.content.iter().filter(|content| content.start == source.start);
            let ends = |i: usize| word(context, i) == "," || is_finite(context, i);
            let plain = |content: &&Range<usize>| !(source.end..content.end).any(ends);
            source.end = misread.find(plain).map_or(source.end, |content| content.end.max(source.end));
            attribution.content.retain(|content| !source.contains(&content.start));
        }
        let plain = sentence.start + FEWEST < cue.start && !context.any_quoted(&(sentence.start..cue.start));
        if plain && attribution.content.iter().all(|content| content.start >= cue.end) {
            attribution.content.clear();
            attribution.content.push(sentence.start..cue.start - 1);
        }
        set_source(context, attribution, source, 1.0);
        return;
    }
    if let Some(agent) = agent_behind_marks(context, attribution, &cue) {
        // The rule stays as it is: a source that another rule gave is doubted where the words in marks look like a title.
        attribution.source = Some(agent);
        return;
    }
    let paragraph = &context.document.paragraphs[context.paragraph_of[cue.start] as usize];
    if let Some(quoted) = quoted_as_saying(context, &cue, paragraph.start) {
        set_source(context, attribution, quoted, 1.0);
        return;
    }
    if let Some(source) = &attribution.source {
        if !is_patient(context, &cue, source) {
            if let Some(long) = longer(context, &cue, source) {
                attribution.source = Some(long);
            }
            return;
        }
        attribution.source = None;
    }
    let source = if is_one_of(context, cue.start, &["according"]) {
        phrases::phrase_from(context, cue.end, paragraph.end)
    } else if word(context, cue.start) == ":" && cue.end < paragraph.end && context.is_quoted(cue.end) {
        before_marks::before(context, cue.end, paragraph.start).and_then(|clause| clause.source)
    } else {
        let likeliest = likeliest_of(&cue, likeliest).filter(|source| !is_patient(context, &cue, source));
        // In "Ana Ruiz said the road was closed and her deputy, Tom Owens, | said | it was safe", the network's second
        // choice may be Ana Ruiz, the source of the first cue.
        let sentence = context.document.sentences[context.sentence_of[cue.start] as usize].start;
        let before = known.partition_point(|(at, _)| *at < sentence)..known.partition_point(|(at, _)| *at < cue.start);
        let taken = |source: &Range<usize>| known[before.clone()].iter().any(|(_, of)| of == source);
        let own = || by_grammar(context, attribution, &cue, paragraph, known);
        let clause =
            |own: &Range<usize>| own.clone().skip(1).any(|i| is_one_of(context, i, &["who", "whose", "which"]));
        match likeliest {
            Some(source) if taken(&source) => {
                own().filter(|own| own.start > source.end && own.len() > 1).or(Some(source))
            }
            // Grammar may know more of the same source: the mother of a boy who fell from | a bike | has said.
            Some(source) => own().filter(|own| own.end == source.end && clause(own)).or(Some(source)),
            None => own(),
        }
    };
    if let Some(source) = source {
        set_source(context, attribution, source, 0.8);
    }
}

/// The network's second choice for the source of a cue; none if it overlaps the cue.
fn likeliest_of(cue: &Range<usize>, likeliest: &[(usize, Range<usize>)]) -> Option<Range<usize>> {
    let at = likeliest.binary_search_by_key(&cue.start, |(cue, _)| *cue).ok()?;
    Some(likeliest[at].1.clone()).filter(|source| overlap(cue, source) == 0)
}

/// The agent of a passive that follows the quoted words: the plan was dismissed as “nonsense” by | Ana Ruiz |. "By" and
/// what follows are taken out of the content.
fn agent_behind_marks(context: &Context, attribution: &mut Attribution, cue: &Range<usize>) -> Option<Range<usize>> {
    let verb = cue.clone().rfind(|&i| phrases::tag(context, i) == Tag::VBN)?;
    let passive = (verb.saturating_sub(3)..verb).any(|i| is_one_of(context, i, BE));
    let last = attribution.content.last().filter(|last| last.start >= cue.end)?.clone();
    let sentence = &context.document.sentences[context.sentence_of[verb] as usize];
    let by = (last.start + 1..sentence.end.min(last.end + 1))
        .find(|&i| is_one_of(context, i, &["by"]) && context.is_quoted(i - 1) && !context.is_quoted(i))?;
    let agent = phrases::phrase_from(context, by + 1, sentence.end).filter(|_| passive)?;
    if let Some(content) = attribution.content.last_mut() {
        content.end = content.end.min(by);
    }
    Some(agent)
}

/// Whether a source is the subject of a passive verb of saying, and so not who speaks: | Olsen | was told that the pier
/// was unsafe; | the pier | is said to be unsafe.
fn is_patient(context: &Context, cue: &Range<usize>, source: &Range<usize>) -> bool {
    let told = cue.clone().rfind(|&i| phrases::tag(context, i).is_verb());
    let told = told.filter(|&i| {
        i > 0
            && phrases::tag(context, i) != Tag::VBG
            && ([Flag::Tells, Flag::Addresses].iter().any(|&flag| context.has(i, flag))
                || i + 1 < context.len() && is_one_of(context, i + 1, &["to"]) && context.has(i, Flag::Says))
    });
    told.is_some_and(|i| source.end <= i && i - source.end < 4 && (source.end..i).any(|k| is_one_of(context, k, BE)))
}

/// The whole subject, where the source is only its end: the last name of a list, the last noun phrase of a relative
/// clause (*the mother of a boy who fell from a bike* has said), or a part of an aside in brackets.
fn longer(context: &Context, cue: &Range<usize>, source: &Range<usize>) -> Option<Range<usize>> {
    let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
    // An aside in brackets: Ana Ruiz (Greens, | Trujillo) | said.
    let within = !source.clone().skip(1).any(|i| word(context, i) == "(");
    let aside = word(context, source.end - 1) == ")" && within;
    if let Some(list) = list_before(context, sentence.start, source) {
        return Some(list);
    }
    let is_relative = |i: usize| is_one_of(context, i, &["who", "whose", "which"]);
    // Most sentences have neither an aside nor a relative clause.
    if !aside && !(sentence.start..source.start).any(is_relative) {
        return None;
    }
    let subject = phrases::subject_before(context, cue.start, sentence.start)?;
    let relative = aside || (subject.start..source.start).any(is_relative);
    let holds = subject.start < source.start && source.end <= subject.end;
    let free = |content: &Range<usize>| overlap(content, &subject) == 0;
    (relative && holds && free(&(cue.end..cue.end + 1))).then_some(subject)
}

/// The list that begins at `start`, the start of the sentence, if the source is its end: | Torvik, Lund and | Strand |
/// said; | the mayors of Arden, Fell and | Roscoe | said.
fn list_before(context: &Context, start: usize, source: &Range<usize>) -> Option<Range<usize>> {
    let capital = |i: usize| word(context, i).starts_with(char::is_uppercase);
    let and = source.clone().any(|i| is_one_of(context, i, &["and"]));
    if !source.clone().all(|i| capital(i) || is_one_of(context, i, &["and"])) {
        return None;
    }
    let before = source.start.checked_sub(2).filter(|&before| before >= start && capital(source.start))?;
    let joint = word(context, before + 1);
    if !(joint == "," && and || joint == "and" && word(context, before) != ",") || !capital(before) {
        return None;
    }
    let mut first = before;
    while first > start && before - first < LIST && (capital(first - 1) || word(context, first - 1) == ",") {
        first -= 1;
    }
    if !matches!(phrases::kind(context, first), name_kind::PERSON..=name_kind::GROUP) {
        return None;
    }
    if first > start && is_one_of(context, first - 1, &["of", "from"]) {
        first = phrases::phrase_before(context, first - 1, start)?.start;
    } else if first > start && tag(context, first - 1) == Tag::NNS {
        first = phrases::phrase_before(context, first, start)?.start;
    }
    let several = and || (first..source.start).any(|i| word(context, i) == ",");
    (first == start && several).then_some(first..source.end)
}

/// Makes `source` the source, after taking it off the end of a content before it, and multiplies the confidence by
/// `trust`. Nothing else changes if the source still overlaps a content.
fn set_source(context: &Context, attribution: &mut Attribution, source: Range<usize>, trust: f32) {
    for content in &mut attribution.content {
        if overlap(content, &source) > 0 && content.start + FEWEST <= source.start {
            let comma = word(context, source.start - 1) == "," && !context.is_quoted(source.start - 1);
            content.end = source.start - usize::from(comma);
        }
    }
    if attribution.content.iter().all(|content| overlap(content, &source) == 0) {
        attribution.source = Some(source);
        attribution.confidence *= trust;
        attribution.rule = AttributionRule::ModelSubjectBesideVerb;
    }
}

/// The source that follows its verb, where a comma or a closing mark stands before the verb: "…, said Ana Ruiz". None
/// where the subject stands before, or a clause follows: "Ana Ruiz, the mayor, said the road was closed". The second
/// value tells whether verb and source interrupt a sentence between its subject and its verb.
fn source_behind_verb(
    context: &Context,
    attribution: &Attribution,
    cue: &Range<usize>,
) -> Option<(Range<usize>, bool)> {
    let before = cue.start.checked_sub(1)?;
    let after_words = word(context, before) == "," || context.is_quoted(before);
    let says = cue.len() == 1
        && is_finite(context, cue.start)
        && context.has(cue.start, Flag::Says)
        && !context.has(cue.start, Flag::Tells);
    if !after_words || !says || context.is_quoted(cue.start) {
        return None;
    }
    // The network may have taken the words before the comma for the source.
    let misled = attribution.source.as_ref().is_none_or(|s| s.end <= cue.start && s.end + 1 >= cue.start);
    let reported = attribution.content.iter().any(|content| content.start < cue.start);
    let marked = attribution.content.iter().any(|content| context.is_quoted(content.start));
    let sentence = &context.document.sentences[context.sentence_of[cue.start] as usize];
    let paragraph = &context.document.paragraphs[context.paragraph_of[cue.start] as usize];
    let mut source = phrases::phrase_from(context, cue.end, paragraph.end).filter(|_| misled)?;
    if interrupts(context, sentence, cue, &source) {
        return Some((source, true));
    }
    if attribution.source.is_some() && (!reported || marked) {
        return None;
    }
    let free = |content: &Range<usize>| overlap(content, &source) == 0 || source.contains(&content.start);
    // In "The road is closed, says the council", the network sometimes takes "the council" for content.
    let plain = context.has(cue.start, Flag::Plain);
    let mistaken = attribution.content.iter().all(|c| source.contains(&c.start) && (plain || c.end <= source.end));
    if !reported && !context.is_quoted(before) && !mistaken {
        return None;
    }
    // Without a clause before it, a verb that is not plainly one of saying has its subject there: Colin Marsh, 23, |
    // denies | the theft.
    let whole = |content: &Range<usize>| content.clone().any(|i| is_finite(context, i) || context.is_quoted(i));
    if !plain && !whole(&(sentence.start..cue.start)) {
        return None;
    }
    let verb = verb_of_clause(context, cue.end, sentence.end);
    // Where a whole clause stands before, what follows is no clause but describes the source: The merger is off, said a
    // person | briefed on it |.
    let described = reported && attribution.source.is_none() && verb == Some(source.end) && source.len() > 1;
    if described && attribution.content.iter().any(|c| c.end < cue.start && whole(c)) {
        let ends = |&i: &usize| phrases::ends_phrase(context, i) || word(context, i) == ",";
        source.end = (source.end..sentence.end).find(ends).unwrap_or(sentence.end);
        return Some((source, false));
    }
    (verb.is_none() && attribution.content.iter().all(free)).then_some((source, false))
}

/// Whether a reporting clause stands between a subject and its verb: the talks, | said one diplomat, | were “going nowhere”.
fn interrupts(context: &Context, sentence: &Range<usize>, cue: &Range<usize>, source: &Range<usize>) -> bool {
    let head = sentence.start..cue.start - 1;
    let subject = context.has(cue.start, Flag::States)
        && !head.is_empty()
        && !head.clone().any(|i| is_finite(context, i) || word(context, i) == "," || context.is_quoted(i))
        && phrases::is_noun(context, head.end - 1);
    let goes_on =
        source.end + 1 < sentence.end && word(context, source.end) == "," && is_finite(context, source.end + 1);
    subject && goes_on && word(context, cue.start - 1) == ","
}

/// The source of a cue by grammar alone: the agent of a passive, the subject before the verb, "which", or a subject
/// shared with a verb before. None for a participle in the place of an adjective, and, if the cue is unlikely, for a
/// verb that is not one of saying.
fn by_grammar(
    context: &Context,
    attribution: &Attribution,
    cue: &Range<usize>,
    paragraph: &Range<usize>,
    known: &[(usize, Range<usize>)],
) -> Option<Range<usize>> {
    let stem = |i: usize| cue.len() == 1 && phrases::is_plain_form_after_plural(context, i);
    let verbs = || cue.clone().filter(|&i| phrases::tag(context, i).is_verb() || stem(i));
    let saying = verbs().find(|&i| context.has(i, Flag::Says));
    let verb = saying.or_else(|| verbs().find(|&i| is_finite(context, i)))?;
    let be = |i: usize| is_one_of(context, i, BE);
    let participle = verbs().next_back().filter(|&i| phrases::tag(context, i) == Tag::VBN);
    if participle.is_some_and(|last| last > 0 && ((cue.start..last).any(be) || be(last - 1))) {
        let last = participle?;
        let by = (last + 1..(last + 2).min(paragraph.end)).find(|&i| is_one_of(context, i, &["by"]))?;
        return phrases::phrase_from(context, by + 1, paragraph.end);
    }
    // In "a website called Long Acre", the participle has no subject.
    let bare = phrases::tag(context, verb) == Tag::VBN
        && !(cue.start..verb).any(|i| is_one_of(context, i, &["has", "had", "have"]))
        && phrases::before_adverbs(context, verb, verb.saturating_sub(LIST)).is_none_or(|i| {
            !is_one_of(context, i, &["has", "had", "have", ",", "and", "but"]) && !context.is_quoted(i)
        });
    if bare {
        return None;
    }
    let hangs = phrases::tag(context, cue.start) == Tag::VBG;
    let subject = if hangs { None } else { phrases::subject_before(context, cue.start, paragraph.start) };
    if saying.is_none() {
        // Other verbs than of saying get only a subject that stands beside them, and only if the cue is likely; not the
        // "it" of "it is clear that".
        let expletive = |s: &Range<usize>| s.len() == 1 && is_one_of(context, s.start, &["it", "there", "what"]);
        let shared = || phrases::subject_shared(context, cue.start);
        return subject.or_else(shared).filter(|s| attribution.confidence >= SURE && !expletive(s));
    }
    // "which" is the source: "a letter | which | says".
    let relative = || {
        let pronoun = cue.start.checked_sub(1).filter(|&pronoun| word(context, pronoun) == "which")?;
        Some(pronoun..cue.start)
    };
    // An elided subject: "Ana Ruiz said that the road was closed, *adding* that a bridge would follow".
    let elided = || {
        let joined = hangs || cue.start > 0 && is_one_of(context, cue.start - 1, &["and", "but", "then"]);
        let sentence = context.document.sentences[context.sentence_of[cue.start] as usize].start;
        let (at, source) = known.get(known.partition_point(|(at, _)| *at < sentence))?;
        (joined && *at < cue.start).then(|| source.clone())
    };
    subject.or_else(relative).or_else(elided).or_else(|| phrases::subject_shared(context, cue.start))
}

/// The source of "as saying", which is the object of a verb of quoting: the paper quoted | an aide | as saying that the
/// road was closed.
fn quoted_as_saying(context: &Context, cue: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let at = cue.clone().find(|&i| is_one_of(context, i, &["saying", "telling"]))?;
    let as_ = at.checked_sub(1).filter(|&i| i > floor && is_one_of(context, i, &["as"]))?;
    let verb = (floor.max(as_.saturating_sub(phrases::LONGEST))..as_)
        .rev()
        .find(|&i| is_one_of(context, i, &["quoted", "quotes", "quoting", "cited", "cites", "citing"]))?;
    let passive = verb > floor && is_one_of(context, verb - 1, BE);
    phrases::phrase_from(context, verb + 1, as_).filter(|_| !passive)
}

/// Gives an attribution without a source the name behind its verb, where the verb follows quoted words: “The road,”
/// said | Ana Ruiz, | “is closed.”
pub fn take_source_behind_verb(context: &Context, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.source.is_none()) else { return };
    let after_marks = cue.start > 0 && context.is_quoted(cue.start - 1) && !context.is_quoted(cue.start);
    if !after_marks || cue.len() > 1 || !phrases::says(context, cue.start) {
        return;
    }
    let end = context.document.paragraphs[context.paragraph_of[cue.start] as usize].end;
    if let Some(source) = phrases::phrase_from(context, cue.end, end) {
        attribution.source = Some(source);
        attribution.rule = AttributionRule::ModelSubjectBesideVerb;
    }
}
