//! Finds noun phrases beside a verb by parts of speech: the subject before it, or who is named after it.
//!
//! A phrase is a run of tokens with fitting tags, within [`LONGEST`] tokens; it never reaches over the end of a
//! sentence or a quotation mark. No syntax tree is needed: a reporting clause stands next to what it reports, and its
//! subject next to its verb.
//!
//! What it gets wrong: of a subject with a relative clause ("the man who ran the depot said"), only the last noun
//! phrase is found where the subject does not begin the sentence; a noun that is tagged as a verb ends a phrase.

use std::ops::Range;

use super::context::{Context, name_kind};
use crate::lexicon::{Flag, has};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// The most tokens of a phrase that are read.
pub const LONGEST: usize = 32;

/// Nouns of times that may stand right before a subject, as "week" in "last week the council said".
pub const TIMES: &[&str] = &["week", "month", "year", "weekend", "night", "morning", "afternoon", "time"];

/// The word of a token, as written. It is never inlined, because its hundreds of callers would make the module larger.
#[inline(never)]
pub fn word<'s>(context: &Context<'s>, i: usize) -> &'s str {
    context.document.word(i)
}

/// Whether the word of token `i` is one of `words`, whatever the case.
pub fn is_one_of(context: &Context, i: usize, words: &[&str]) -> bool {
    let word = word(context, i).as_bytes();
    let first = |bytes: &[u8]| bytes.first().map(u8::to_ascii_lowercase);
    let start = first(word);
    let mut words = words.iter().map(|w| w.as_bytes());
    // Most words differ in length or in the first letter.
    words.any(|w| w.len() == word.len() && first(w) == start && w.eq_ignore_ascii_case(word))
}

/// The part of speech of a token. It is never inlined, as [`word`].
#[inline(never)]
pub fn tag(context: &Context, i: usize) -> Tag {
    context.syntax.tags[i]
}

/// The kind of the name that a token is part of, as [`Context::name_kind`] counts. It is never inlined, as [`word`].
#[inline(never)]
pub fn kind(context: &Context, i: usize) -> u8 {
    context.name_kind[i]
}

/// True for the marks that end a sentence: full stop, question mark, exclamation mark, ellipsis. It is never inlined, as [`word`].
#[inline(never)]
pub fn is_stop(context: &Context, i: usize) -> bool {
    context.document.tokens[i].kind() == TokenKind::Stop
}

/// Whether no phrase outside quotation marks goes on here: the token ends a sentence, is a quotation mark, or is any word
/// inside marks.
pub fn ends_phrase(context: &Context, i: usize) -> bool {
    is_stop(context, i) || context.is_quoted(i)
}

/// True for personal pronouns as subjects, and for "who", "one" and "both".
pub fn is_pronoun(context: &Context, i: usize) -> bool {
    const SPEAKERS: &[&str] = &["he", "she", "they", "it", "i", "we", "you", "who", "one", "both"];
    is_one_of(context, i, SPEAKERS)
}

/// Whether the token can be in a noun phrase, up to and with its head: an article, adjective, noun, number, a sign
/// inside a name, or any part of a name that is no date or sum.
pub fn in_phrase(context: &Context, i: usize) -> bool {
    use Tag::*;
    let sign = || matches!(word(context, i), "&" | "’s" | "'s" | "’" | "'" | "-" | "." | "%" | "$");
    matches!(tag(context, i), DT | CD | JJ | JJR | JJS | NN | NNS | NNP | NNPS | POS | PRPS | PDT)
        || sign()
        || matches!(kind(context, i), name_kind::PERSON..=name_kind::THING)
}

/// True for nouns, numbers and every token of a name, date or sum.
pub fn is_noun(context: &Context, i: usize) -> bool {
    tag(context, i).is_noun() || matches!(tag(context, i), Tag::CD) || kind(context, i) != name_kind::NONE
}

/// True for what may stand between a subject and its verb: adverbs, auxiliaries ("has", "would"), "himself" and "themselves".
fn is_auxiliary_or_adverb(context: &Context, i: usize) -> bool {
    const HELPERS: &[&str] = &[
        "has", "have", "had", "was", "is", "would", "will", "did", "does", "then", "also", "once", "’d", "'d", "’s",
        "'s", "’ve", "'ve",
    ];
    matches!(tag(context, i), Tag::RB | Tag::MD)
        || word(context, i).ends_with("self")
        || word(context, i).ends_with("selves")
        || is_one_of(context, i, HELPERS) && tag(context, i) != Tag::POS
}

/// The noun phrase that begins at `at`, with what belongs to it: "Ana Ruiz, the mayor of Trujillo". None if no noun or
/// pronoun is found. It ends before `limit`.
pub fn phrase_from(context: &Context, at: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(at + LONGEST).min(context.len());
    // A sentence may end in an abbreviation: said Ana Ruiz of Kell Co.| Shares rose.
    let next = (at + 1..limit).find(|&i| context.edges[i] & 1 > 0 && !is_stop(context, i - 1));
    let limit = next.unwrap_or(limit);
    let core = |from: usize| {
        let mut end = from;
        let mut head = None;
        while end < limit && in_phrase(context, end) && !ends_phrase(context, end) {
            if is_noun(context, end) {
                head = Some(end);
            }
            end += 1;
        }
        head.map(|h| from..h + 1)
    };
    // Before a noun, "one" and "both" begin a longer phrase: *one delegate*.
    let counts = || is_one_of(context, at, &["one", "both"]) && at + 1 < limit && is_noun(context, at + 1);
    if at < limit && is_pronoun(context, at) && !counts() {
        return Some(at..at + 1);
    }
    let mut phrase = core(at)?;
    loop {
        let next = phrase.end;
        if next + 1 >= limit || ends_phrase(context, next) {
            return Some(phrase);
        }
        let linked = is_one_of(context, next, &["of", "for", "from", "at", "with", "in", "and", "'s", "’s"]);
        // What begins with a date is left out below: in "said Ana Ruiz on Monday", the day does not belong to the name.
        let more = if linked {
            core(next + 1)
        } else if word(context, next) == ","
            && (matches!(tag(context, next + 1), Tag::DT | Tag::NN)
                || kind(context, next + 1) == name_kind::PERSON && kind(context, next - 1) == name_kind::NONE)
        {
            // An apposition: "Ana Ruiz, | the mayor |", "the mayor, | Ana Ruiz |".
            core(next + 1)
        } else if word(context, next) == "," && is_one_of(context, next + 1, &["who", "whose"]) {
            // A relative clause ends before the next comma or the end of the sentence.
            let end = (next + 2..limit).find(|&i| ends_phrase(context, i) || word(context, i) == ",").unwrap_or(limit);
            Some(next + 1..end)
        } else if matches!(tag(context, next), Tag::VBN | Tag::VBG)
            && matches!(tag(context, next + 1), Tag::IN | Tag::TO)
            || is_one_of(context, next, &["familiar"])
        {
            // A participle: "a person | briefed on the talks".
            core(next + 2)
        } else {
            None
        };
        let date = |r: &Range<usize>| kind(context, r.start) == name_kind::TIME;
        match more.filter(|m| !date(m)) {
            Some(more) => phrase.end = more.end,
            None => return Some(phrase),
        }
    }
}

/// The noun phrase right before `end`; an apposition or a day between the two is passed over. It begins no earlier than
/// `floor`. None where no noun phrase ends there, or where it depends on a preposition or participle before it.
pub fn phrase_before(context: &Context, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let last = end.checked_sub(1).filter(|&l| l >= floor && !ends_phrase(context, l))?;
    if is_pronoun(context, last) {
        return Some(last..end);
    }
    // "Ana Ruiz, the mayor, said": the phrase goes on before an apposition in commas.
    if word(context, last) == "," {
        let commas =
            || (floor..last).rev().take_while(|&i| !ends_phrase(context, i)).filter(|&i| word(context, i) == ",");
        // "Ana Ruiz, who came by bus, train and boat, said": a relative clause may hold commas of its own.
        let verb = end < context.len() && matches!(tag(context, end), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::RB);
        let relative = commas().find(|&i| verb && is_one_of(context, i + 1, &["who", "whose", "which"]));
        let inner = relative.or_else(|| commas().next())?;
        let before = phrase_before(context, inner, floor)?;
        return Some(before.start..last);
    }
    // "Ana Ruiz on Monday said": the day is passed over.
    if kind(context, last) == name_kind::TIME {
        let mut day = last;
        while day > floor
            && (kind(context, day - 1) == name_kind::TIME
                || tag(context, day - 1) == Tag::RB
                || is_one_of(context, day - 1, &["on", "this", "last"]))
        {
            day -= 1;
        }
        return phrase_before(context, day, floor);
    }
    // "Ana Ruiz (R-IN) said": the phrase goes on before brackets.
    if word(context, last) == ")" {
        let open = (floor..last).rev().take(8).find(|&i| word(context, i) == "(")?;
        return phrase_before(context, open, floor).map(|p| p.start..end);
    }
    if !is_noun(context, last) {
        return None;
    }
    let mut start = last;
    while start > floor {
        let i = start - 1;
        // "This week | the council | said": a time is not part of the phrase.
        let begins = context.edges[start] & 1 > 0;
        if begins
            || ends_phrase(context, i)
            || is_one_of(context, i, TIMES) && !is_one_of(context, start, &["'s", "’s"])
        {
            break;
        }
        let phrase_before_link = || i > floor && is_noun(context, i - 1) && !ends_phrase(context, i - 1);
        let linked =
            is_one_of(context, i, &["of", "for", "from", "at", "with", "in", "and", "on"]) && phrase_before_link();
        if in_phrase(context, i) || linked && !matches!(tag(context, i), Tag::CD) {
            start = i;
        } else {
            break;
        }
    }
    // "Drivers waiting in the streets shouted": "the streets" belongs to "in", and is no subject.
    let hangs = start > floor
        && !ends_phrase(context, start - 1)
        && matches!(tag(context, start - 1), Tag::IN | Tag::VBG | Tag::TO);
    let opens = start > floor && context.sentence_of[start - 1] != context.sentence_of[start];
    let clause = start > floor
        && is_one_of(context, start - 1, &["as", "that", "while", "because", "when", "though", "although", "if"]);
    (!hangs || opens || clause).then_some(start..end)
}

/// The subject that a verb without one of its own shares with a verb before it: the first subject of the sentence for a
/// participle ("Ana Ruiz closed the road, saying …"), that of the nearest verb before for a verb after "and", "but" or
/// "then" ("… and called …"). None for other verbs.
pub fn subject_shared(context: &Context, verb: usize) -> Option<Range<usize>> {
    use Tag::*;
    let sentence = context.document.sentences[context.sentence_of[verb] as usize].start;
    let floor = sentence.max(verb.saturating_sub(2 * LONGEST));
    let finite = |&i: &usize| matches!(tag(context, i), VBD | VBZ | VBP | MD) && !ends_phrase(context, i);
    let subject = |i: usize| subject_before(context, i, floor);
    if tag(context, verb) == VBG {
        (floor..verb).filter(finite).find_map(subject)
    } else if before_adverbs(context, verb, floor).is_some_and(|i| is_one_of(context, i, &["and", "but", "then"])) {
        (floor..verb).rev().filter(finite).find_map(subject)
    } else {
        None
    }
}

/// The last token before `at`, but not before `floor`, that is no adverb.
pub fn before_adverbs(context: &Context, at: usize, floor: usize) -> Option<usize> {
    (floor..at).rev().find(|&i| tag(context, i) != Tag::RB)
}

/// The subject before the verb at `verb`, no earlier than `floor`. Up to four adverbs and auxiliaries may stand
/// between.
pub fn subject_before(context: &Context, verb: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = verb;
    while end > floor && verb - end < 4 && is_auxiliary_or_adverb(context, end - 1) && !ends_phrase(context, end - 1) {
        end -= 1;
    }
    let near = phrase_before(context, end, floor);
    let at = near.as_ref().map_or(end, |near| near.start);
    with_relative_clause(context, at, end, floor).or(near)
}

/// A subject with a relative clause in it, which ends before `end`: "the man who ran the depot". `at` is where its last
/// noun phrase begins ("the depot"). None unless it begins the sentence, or at `floor`.
fn with_relative_clause(context: &Context, at: usize, end: usize, floor: usize) -> Option<Range<usize>> {
    let reach = at.saturating_sub(LONGEST / 2).max(floor);
    let near = (reach..at).rev().take_while(|&i| !ends_phrase(context, i) && word(context, i) != ",");
    let relative = near.into_iter().filter(|&i| is_one_of(context, i, &["who", "whose", "which", "that"])).last()?;
    let verb = (relative..at).any(|i| matches!(tag(context, i), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD));
    let noun = relative > floor && is_noun(context, relative - 1);
    if !verb || !noun {
        return None;
    }
    let head = phrase_before(context, relative, floor)?;
    let sentence = context.document.sentences[context.sentence_of[head.start] as usize].start;
    (head.start == sentence || head.start == floor).then_some(head.start..end)
}

/// True for a verb of saying in its plain form after a plural ("police *allege*"), which the tagger may take for a
/// noun.
pub fn is_plain_form_after_plural(context: &Context, i: usize) -> bool {
    let police = || is_one_of(context, i - 1, &["police"]) && (i < 2 || !is_one_of(context, i - 2, &["a", "an"]));
    let many = || i > 0 && (tag(context, i - 1) == Tag::NNS || police());
    context.has(i, Flag::States) && !word(context, i).ends_with(['s', 'd', 'g']) && many()
}

/// Whether the token stands right behind "the", where no finite verb can stand: the *said* amount.
pub fn is_behind_article(context: &Context, i: usize) -> bool {
    i > 0 && is_one_of(context, i - 1, &["the"])
}

/// True for a verb of saying used as a verb, and for "read". Words that are hardly ever anything else, such as "said",
/// count whatever their tag, but not behind an article: "the said amount". False inside quotation marks.
pub fn says(context: &Context, i: usize) -> bool {
    use Tag::*;
    !ends_phrase(context, i)
        && (matches!(tag(context, i), VBD | VBZ | VBP | VBN | VBG | VB) && has(word(context, i), Flag::Says)
            || has(word(context, i), Flag::Plain) && !is_behind_article(context, i)
            || is_one_of(context, i, &["read", "reads"]))
}
