//! Aliases: which names of a document stand for the same entity.
//!
//! **Problem.** An article has "Kim Jong Un", "Kim Jong-un" and "Kim"; "The Washington Post" and "the Post"; "Republic
//! of Korea" and "ROK".
//!
//! **Method.** Forms are compared as folded words (lower case, no accents, no hyphens). Longer forms are read first,
//! and each enters into hash maps what it may be shortened to; shorter forms are looked up there. So the work is linear
//! in the names, however many are distinct. A surname that several persons of the article bear goes to the one that its
//! title allows, else to the one most often named in full. "Mr and Mrs Hale" and "the Hales" are an entity of their
//! own. Names in headlines, where the recognizer may read on to the verb, are compared with the names of the text.
//!
//! Errors remain where two people share a surname. A surname alone is given to the wrong one if the text calls both of
//! them by it, or if it stands before the full name of the one who is not meant, and no word ("his wife") tells the two
//! apart.

mod form;
mod linker;

use rustc_hash::FxHashSet as HashSet;
use std::borrow::Cow;
use std::ops::Range;

use super::context::Context;
use super::keys::{fold, joined, word_key};
use crate::lexicon::{self, Flag, Gender};
use crate::names::{EntityKind, Name};
use crate::text::sorting::sort_by_key;
use form::{Form, NameForm, body_key};
use linker::Linker;

/// Which entity each name stands for.
pub struct Aliases<'s> {
    /// The entity of each name.
    pub entity_of: Vec<usize>,
    /// The tokens of each name: fewer than the recognizer's where it read on in a headline, one more where it left out
    /// a "Jr.".
    pub tokens: Vec<Range<usize>>,
    /// The indices of names that are a surname of several persons, with nothing to tell which one is meant.
    pub unsure_names: HashSet<u64>,
    /// The facts that names show about each entity.
    pub entities: Vec<Named<'s>>,
}

/// The facts that its names show about an entity.
#[derive(Debug, Clone)]
pub struct Named<'s> {
    /// The kind that most of its names have.
    pub kind: EntityKind,
    /// The gender that a title shows: "Mrs Hale".
    pub title_gender: Option<Gender>,
    /// The gender of nearly all who bear its given name.
    pub given_name_gender: Option<Gender>,
    /// True for a couple or a family, which is an entity of its own: "Mr and Mrs Hale", "the Hales".
    pub plural: bool,
    /// The folded words of its longest form.
    pub words: Box<[Cow<'s, str>]>,
}

/// Finds the entity of each name of a document.
pub fn link<'s>(context: &'s Context) -> Aliases<'s> {
    let mut words = Vec::with_capacity(2 * context.names.len());
    let forms: Vec<_> = (0..context.names.len()).map(|n| form(context, n, &mut words)).collect();
    let mut forms: Vec<NameForm> = forms.into_iter().map(|form| form.with_words(&words)).collect();
    let tokens = cut_in_headlines(context, &mut forms);
    let mut linker = Linker::new(forms.len());
    let mut order: Vec<usize> = (0..forms.len()).collect();
    sort_by_key(&mut order, |&n| 12 - forms[n].words.len().min(12) as u64);

    // Full forms, which have several words, those with most words first.
    for &n in order.iter().filter(|&&n| forms[n].words.len() > 1) {
        let kind = context.names[n].kind;
        match kind {
            EntityKind::Person => linker.person(n, &forms[n]),
            _ => linker.body(n, kind, &forms[n]),
        }
    }
    // Letters in brackets after a name: "Republic of Korea (ROK)".
    for n in 1..forms.len() {
        let (before, this) = (&context.names[n - 1], &context.names[n]);
        let bracketed = forms[n].acronym
            && before.tokens.end + 1 == this.tokens.start
            && context.word(before.tokens.end) == "("
            && context.lower_at(Some(this.tokens.end)) == ")"
            && (forms[n - 1].words.first().and_then(|w| w.chars().next())
                == forms[n].words.first().and_then(|w| w.chars().next())
                || are_initials(forms[n].words, forms[n - 1].words));
        if bracketed && linker.entity_of[n - 1] != usize::MAX && before.kind != EntityKind::Person {
            let entity = linker.entity_of[n - 1];
            linker.keys.insert(word_key(&body_key(this.kind, &forms[n])), entity);
            linker.entity_of[n] = entity;
        }
    }
    // The nickname that the text gives somebody: "Margaret Cruz, known as Peg".
    for n in 1..forms.len() {
        let before = &context.names[n - 1];
        let between = before.tokens.end..context.names[n].tokens.start;
        let persons = [n - 1, n].iter().all(|&n| context.names[n].kind == EntityKind::Person);
        let [first, last] = [n - 1, n].map(|n| forms[n].words.len());
        if persons && first > 1 && last == 1 && (2..8).contains(&between.len()) && gives_nickname(context, between) {
            linker.nickname(n, &forms[n].words[0], linker.entity_of[n - 1]);
        }
    }
    linker.count_full_forms(context);
    // Short forms, in text order.
    for (n, form) in forms.iter().enumerate() {
        if linker.entity_of[n] != usize::MAX {
            continue;
        }
        let kind = context.names[n].kind;
        match kind {
            EntityKind::Person => linker.one_word_person(context, n, form),
            _ => linker.body(n, kind, form),
        }
    }
    let entities = describe(context, &forms, &linker);
    Aliases { entity_of: linker.entity_of, tokens, unsure_names: linker.unsure_names, entities }
}

/// The form of name `n`. Its words are added to `all`, those of all names, and the form holds their place there.
fn form<'s>(context: &'s Context, n: usize, all: &mut Vec<Cow<'s, str>>) -> Form<'s, Range<usize>> {
    let name = &context.names[n];
    let tokens = name.tokens.clone();
    let first = context.word(tokens.start);
    // Where the user says that "MbS" is Mohammed bin Salman, it is linked as those words would be.
    let mut start = all.len();
    match &name.entity {
        Some(entity) => {
            all.extend(entity.split_whitespace().map(|w| fold(w).into()).filter(|w: &Cow<str>| !w.is_empty()));
        }
        None => add_words(context, tokens.clone(), name.kind, all),
    }
    let mut title_gender = tokens.start.checked_sub(1).and_then(|i| context.title(i)).and_then(|t| t.gender);
    let before = context.lower_at(tokens.start.checked_sub(1));
    // A shop's name with its possessive is no person's: "Kessler's said".
    let is_shop =
        name.kind == EntityKind::Organization && tokens.end < context.len() && context.is_possessive(tokens.end);
    let mut has_article =
        before == "the" || is_shop && lexicon::has(context.lower_at(Some(tokens.end + 1)), Flag::Plain);
    while all.len() > start + 1 && all[start] == "the" {
        start += 1;
        has_article = true;
    }
    // Letters at the start are spelled out: "U.N. Security Council" is "United Nations Security Council".
    if name.kind != EntityKind::Person
        && all.len() > start + 1
        && is_acronym(first)
        && let Some(country) = lexicon::country(&all[start])
    {
        all.splice(start..start + 1, country.split(' ').map(Cow::Borrowed));
    }
    let mut suffix = None;
    if name.kind == EntityKind::Person {
        while all.len() > start + 1 && (lexicon::title(&all[start]).is_some() || all[start] == "president") {
            title_gender = title_gender.or(lexicon::title(&all[start]).and_then(|t| t.gender));
            start += 1;
        }
        let last = all.last().map_or("", |word| &**word);
        if all.len() > start + 1 && matches!(last, "jr" | "sr" | "ii" | "iii" | "iv" | "junior") {
            suffix = all.pop();
        }
        let next = context.lower_at(Some(tokens.end));
        if is_suffix(next) {
            suffix = Some(fold(next).into());
        }
    } else {
        while all.len() > start + 1 && all.last().is_some_and(|w| is_company_suffix(w)) {
            all.pop();
        }
    }
    if all.len() == start {
        all.push(Cow::Borrowed(""));
    }
    let and = tokens.start.checked_sub(2).filter(|_| title_gender.is_some());
    let couple = and.is_some_and(|i| matches!(context.lower(i), "and" | "&") && i > 0)
        && matches!(context.lower(tokens.start - 3).trim_end_matches('.'), "mr" | "mrs" | "ms" | "dr" | "sir" | "lord");
    let words = start..all.len();
    let acronym = words.len() == 1 && is_acronym(first);
    Form { words, suffix, title_gender, has_article, acronym, couple }
}

/// Tells whether a word in lower case is a suffix of persons' names, which stands behind the surname: "jr.", "iii".
pub fn is_suffix(lower: &str) -> bool {
    matches!(lower.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Returns the tokens of each name, with a "Jr." that the recognizer left out. In a headline the recognizer may read on
/// past a name ("Ana Cruz Slams Harbor Board", "Cruz Slams"): there a person's name is cut, in its tokens and its form,
/// to one that the text below has.
fn cut_in_headlines(context: &Context, forms: &mut [NameForm]) -> Vec<Range<usize>> {
    let suffixed = |name: &Name| {
        let suffix = name.kind == EntityKind::Person && is_suffix(context.lower_at(Some(name.tokens.end)));
        name.tokens.start..name.tokens.end + usize::from(suffix)
    };
    let mut tokens: Vec<Range<usize>> = context.names.iter().map(suffixed).collect();
    let recognized = |n: &usize| context.names[*n].kind == EntityKind::Person && context.names[*n].entity.is_none();
    let persons = (0..forms.len()).filter(recognized);
    // A headline may end in a full stop; then most of its words have capitals.
    let early = context.document.paragraphs.iter().take(4);
    let capitals: Vec<bool> = early
        .map(|paragraph| {
            let words = paragraph.clone().filter(|&i| context.is_word(i) && context.word(i).len() > 3);
            let (all, capital) = words.fold((0, 0), |(n, c), i| (n + 1, c + usize::from(context.is_capital(i))));
            all > 2 && 3 * capital > 2 * all
        })
        .collect();
    let (headlines, others): (Vec<usize>, Vec<usize>) = persons.partition(|&n| {
        let at = tokens[n].start;
        context.is_headline(at) || capitals.get(context.paragraph_of[at] as usize) == Some(&true)
    });
    let full: HashSet<u64> = others.iter().map(|&n| joined(forms[n].words())).collect();
    let surnames: HashSet<u64> =
        others.iter().filter_map(|&n| forms[n].words.last().map(|word| word_key(word))).collect();
    for n in headlines {
        let words = forms[n].words;
        let cut = (2..words.len().min(7)).rev().find(|&k| full.contains(&joined(forms[n].words().take(k))));
        let reads_on = || words.len() > 1 && words[1].ends_with('s') && surnames.contains(&word_key(&words[0]));
        let Some(count) = cut.or_else(|| reads_on().then_some(1)).filter(|_| forms[n].suffix.is_none()) else {
            continue;
        };
        let ends = ends_of(context, tokens[n].clone(), EntityKind::Person);
        let Some(last) = (ends.len() + count).checked_sub(words.len() + 1) else { continue };
        tokens[n].end = ends[last];
        forms[n].words = &words[..count];
    }
    tokens
}

/// Adds the folded words of a name to `all`. In a person's name, what hyphens join is one word: "Jong-un",
/// "Hansen-Yilmaz".
fn add_words<'s>(context: &'s Context, tokens: Range<usize>, kind: EntityKind, all: &mut Vec<Cow<'s, str>>) {
    let start = all.len();
    for (i, goes_on) in parts_of(context, tokens, kind) {
        match all[start..].last_mut().filter(|_| goes_on) {
            Some(last) => last.to_mut().push_str(context.folded(i)),
            None => all.push(context.folded(i).into()),
        }
    }
}

/// The index after the last token of each word that [`add_words`] finds in a name.
fn ends_of(context: &Context, tokens: Range<usize>, kind: EntityKind) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for (i, goes_on) in parts_of(context, tokens, kind) {
        ends.pop_if(|_| goes_on);
        ends.push(i + 1);
    }
    ends
}

/// The tokens of a name that have letters or digits, possessives left out; each with whether a hyphen joins it to the
/// word before.
fn parts_of(context: &Context, tokens: Range<usize>, kind: EntityKind) -> impl Iterator<Item = (usize, bool)> {
    let hyphenated = move |i: usize| {
        kind == EntityKind::Person
            && i > tokens.start + 1
            && matches!(context.word(i - 1), "-" | "‐" | "‑")
            && !context.document.space_before(i)
            && !context.document.space_before(i - 1)
    };
    let is_word =
        |&i: &usize| !context.is_possessive(i) && context.facts(i).alphanumeric && !context.folded(i).is_empty();
    tokens.clone().filter(is_word).map(move |i| (i, hyphenated(i)))
}

/// Whether the words between a person's full name and the name behind it say that the second is a nickname of the
/// first: "Margaret Dole*, who goes by* Peg", "*, also known as*", "*, nicknamed*".
fn gives_nickname(context: &Context, between: Range<usize>) -> bool {
    let end = between.end - usize::from(matches!(context.lower(between.end - 1), "“" | "‘" | "\""));
    let gives = match context.lower(end - 1) {
        "by" => matches!(context.lower(end - 2), "goes" | "went"),
        "as" => context.lower(end - 2) == "known",
        last => last == "nicknamed",
    };
    let leads = |i: usize| matches!(context.lower(i), "who" | "is" | "also" | "better" | "goes" | "went" | "known");
    gives && context.is_comma(between.start) && (between.start + 1..end - 1).all(leads)
}

/// True for an acronym whose letters are the initials of the words in whatever order, as in a translated name: "the
/// National Council of Ports (CNP)", from "Consejo Nacional de Puertos".
fn are_initials(acronym: &[Cow<str>], words: &[Cow<str>]) -> bool {
    let mut letters: Vec<char> = acronym.iter().flat_map(|word| word.chars()).collect();
    let long =
        words.iter().filter(|word| !matches!(&***word, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la"));
    let mut initials: Vec<char> = long.filter_map(|word| word.chars().next()).collect();
    letters.sort_unstable();
    initials.sort_unstable();
    letters.len() > 2 && letters == initials
}

/// True for an acronym, also in the plural: "ROK", "U.N.", "AT&T", "MPs".
fn is_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    stem.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'))
        && stem.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn is_company_suffix(word: &str) -> bool {
    matches!(
        word,
        "inc" | "corp" | "co" | "ltd" | "llc" | "plc" | "ag" | "sa" | "nv" | "gmbh" | "corporation" | "incorporated"
    )
}

fn describe<'s>(context: &Context, forms: &[NameForm<'_, 's>], linker: &Linker) -> Vec<Named<'s>> {
    let mut entities: Vec<Named> = (0..linker.entity_count)
        .map(|e| Named {
            kind: EntityKind::Other,
            title_gender: None,
            given_name_gender: None,
            plural: linker.plural.contains(&(e as u64)),
            words: Box::default(),
        })
        .collect();
    // For each entity, how many of its names have the kind of the first one, and how many each other kind, which few
    // entities have.
    let mut votes = vec![((EntityKind::Other, 0), Vec::new()); linker.entity_count];
    let mut longest: Vec<&[Cow<str>]> = vec![&[]; linker.entity_count];
    for (n, form) in forms.iter().enumerate() {
        let e = linker.entity_of[n];
        let kind = context.names[n].kind;
        let (first, others) = &mut votes[e];
        if first.1 == 0 || first.0 == kind {
            *first = (kind, first.1 + 1);
        } else if let Some(vote) = others.iter_mut().find(|(k, _)| *k == kind) {
            vote.1 += 1;
        } else {
            others.push((kind, 1));
        }
        let entity = &mut entities[e];
        entity.title_gender = entity.title_gender.or(form.title_gender.filter(|_| !form.couple));
        if longest[e].len() < form.words.len() {
            longest[e] = form.words;
        }
    }
    for ((entity, words), (first, others)) in entities.iter_mut().zip(longest).zip(&votes) {
        entity.words = words.into();
        // The commonest kind; of equally common ones, the one met first.
        entity.kind = others.iter().fold(*first, |most, vote| if vote.1 > most.1 { *vote } else { most }).0;
        if entity.kind == EntityKind::Person && (entity.words.len() > 1 || entity.title_gender.is_none()) {
            entity.given_name_gender = entity.words.first().and_then(|w| lexicon::given_name(w));
        }
    }
    entities
}
