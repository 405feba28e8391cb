//! Which entities speak where a description of several does: "the two", "both candidates", "each", "the senators".
//!
//! Of two, both speak, as in "Ortiz and Cruz said"; of more than two, the first is shown. They are those two that the
//! text named together last ("Ortiz and Cruz"), those whom it has called so ("Senator Ortiz … Senator Cruz … the
//! senators"), or the only two of the sentences before. Those who are somebody else's, or of whom there may be more
//! ("the officials"), stay unnamed.
//!
//! What it gets wrong: two who were named in different places, and are not called what they are called here.

use crate::coreference::context::NONE;
use crate::coreference::discourse::{Antecedent, Discourse};
use crate::coreference::mentions::{Description, Reference};
use crate::lexicon::{self, Determiner, Flag, NounClass};
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use crate::text::sorting::{composite_key, descending, sort_by_key};

/// How many mentions a search goes back.
const WINDOW: usize = 40;

/// How many sentences before a mere "the two" its two may have been named.
const SENTENCES: u32 = 4;

/// How many words may stand between two names that "and" joins: "Senator Ana Ortiz (R-Iowa) and Harbor Secretary Lena
/// Cruz".
const BETWEEN: usize = 12;

/// The two who speak at description `m`, where the text names them. Where it names only one of them, or more than two,
/// the first, twice.
pub fn both(discourse: &Discourse, m: usize, d: &Description) -> Option<[usize; 2]> {
    let mention = &discourse.mentions[m];
    // "both of her rivals": the phrase after "of" says who, and is not read.
    let of = discourse.context.lower_at(Some(mention.tokens.end)) == "of" && d.noun.is_none();
    if !mention.speaks || !mention.plural || d.owned || of {
        return None;
    }
    let two = mention
        .tokens
        .clone()
        .any(|i| matches!(discourse.context.lower(i), "two" | "both" | "couple" | "duo" | "each" | "pair" | "twosome"));
    let noun = d.noun.map(|n| n.singular);
    let class = d.noun.map_or(NounClass::Person, |n| n.class);
    let called = noun.map_or(Vec::new(), |noun| called(discourse, noun));
    let first = || called.first().map(|&first| if let [a, b] = called[..] { [a, b] } else { [first; 2] });
    if !two {
        let several = d.determiner == Some(Determiner::Definite) && class == NounClass::Person && called.len() > 1;
        return first().filter(|_| several);
    }
    if called.len() == 2 {
        return first();
    }
    // "the two men", and not "the two armed men".
    let is_bare = mention.modifiers().all(|i| matches!(discourse.context.lower(i), "two" | "both" | "the"));
    let near = || as_before(discourse, m).or_else(|| named_together(discourse, m, class));
    // "both candidates", where the text calls only one person a candidate.
    let one = first().filter(|_| called.len() == 1);
    near().filter(|_| is_bare).or(one).or_else(|| match noun {
        _ if !is_bare => None,
        Some("country" | "nation" | "government") => {
            named_together(discourse, m, NounClass::Place).or_else(|| two_countries(discourse))
        }
        _ if class == NounClass::Person => only_two(discourse, m),
        _ => None,
    })
}

/// The entities that the text calls by this noun, the most often named first; none for nouns like "official", who
/// mostly have no name.
fn called(discourse: &Discourse, noun: &'static str) -> Vec<usize> {
    if lexicon::has(noun, Flag::Anonymous) {
        return Vec::new();
    }
    let mut found: Vec<usize> = Vec::new();
    for e in super::search::said_to_be(discourse, noun) {
        if !found.contains(&e) {
            found.push(e);
        }
    }
    sort_by_key(&mut found, |&e| composite_key(descending(discourse.entities[e].names as usize), e));
    found
}

/// Whether an entity is a single named one of the kind that a noun of this class stands for.
fn fits(discourse: &Discourse, e: usize, class: NounClass) -> bool {
    let entity = &discourse.entities[e];
    let kind = match class {
        NounClass::Person => entity.kind == EntityKind::Person,
        NounClass::Body => entity.kind == EntityKind::Organization,
        NounClass::Place => entity.kind == EntityKind::Place,
        NounClass::Document => false,
    };
    entity.named && !entity.plural && kind
}

/// The two persons whom "they" takes up at mention `m`: "[Ortiz] and [Cruz] opened the port. They said …". `None` where
/// somebody else was spoken of since.
pub fn taken_up(discourse: &Discourse, m: usize) -> Option<[usize; 2]> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let here = context.sentence_of[mention.head];
    let mut found: Vec<usize> = Vec::new();
    for &Antecedent { mention: other, entity, place, .. } in discourse.recent(WINDOW) {
        if place.sentence == here || place.quoted {
            continue;
        }
        if here.saturating_sub(place.sentence) > 1 || place.paragraph + 1 < discourse.here.paragraph {
            break;
        }
        let (other, entity_there) = (&discourse.mentions[other], &discourse.entities[entity]);
        if entity_there.plural {
            return None;
        }
        if matches!(other.reference, Reference::Name(_))
            && entity_there.kind == EntityKind::Person
            && !found.contains(&entity)
        {
            found.push(entity);
        }
    }
    let &[second, first] = &found[..] else { return None };
    named_together(discourse, m, NounClass::Person).filter(|both| both[0] == first && first != second)
}

/// The last two of this class who were named together, near before mention `m`: "Ana Ortiz and Lena Cruz".
fn named_together(discourse: &Discourse, m: usize, class: NounClass) -> Option<[usize; 2]> {
    let context = discourse.context;
    let mention = &discourse.mentions[m];
    let here = context.sentence_of[mention.head];
    let end = context.names.partition_point(|n| n.tokens.start < mention.tokens.start);
    let names: Vec<usize> =
        (end.saturating_sub(WINDOW)..end).filter(|&n| fits(discourse, discourse.entity_of_name[n], class)).collect();
    let joined = |a: usize, b: usize, and: &[&str]| {
        let between = context.names[a].tokens.end..context.names[b].tokens.start;
        context.sentence_of[between.start.min(context.len() - 1)] == context.sentence_of[between.end]
            && between.len() <= BETWEEN
            && between.clone().any(|i| and.contains(&context.lower(i)))
            && !between.clone().any(|i| context.tag(i).is_verb() || context.is_possessive(i))
    };
    let kind = |n: usize| discourse.entities[discourse.entity_of_name[n]].kind;
    (1..names.len()).rev().find_map(|i| {
        let (a, b) = (names[i - 1], names[i]);
        let sentence = context.sentence_of[context.names[b].tokens.start];
        let near = here - sentence <= SENTENCES;
        let (first, second) = (discourse.entity_of_name[a], discourse.entity_of_name[b]);
        // "Ortiz, Cruz and Hale" are three.
        let three = i > 1 && joined(names[i - 2], a, &[",", "and"]) && kind(names[i - 2]) == kind(a);
        let pair = near && !three && first != second && kind(a) == kind(b) && joined(a, b, &["and", "&"]);
        pair.then_some([first, second])
    })
}

/// The two whom the last description of several meant, if it is near: "The two lawmakers wrote … the two write".
fn as_before(discourse: &Discourse, m: usize) -> Option<[usize; 2]> {
    let context = discourse.context;
    let sentence = |mention: usize| context.sentence_of[discourse.mentions[mention].head];
    let near = |other: &usize| sentence(m).saturating_sub(sentence(*other)) <= SENTENCES;
    let mut before = discourse.recent(WINDOW).map(|other| other.mention).take_while(near);
    before
        .find_map(|other| discourse.decisions[other].filter(|d| d.rule == SpeakerRule::Several))
        .and_then(|d| discourse.entities[d.entity].shown_as())
}

/// The two countries that the text is about, the one that it names more first. `None` where it names a third half as
/// often as the second.
fn two_countries(discourse: &Discourse) -> Option<[usize; 2]> {
    let names = |i: usize| discourse.index.countries.get(i).map_or(0, |&e| discourse.entities[e].names);
    let countries = &discourse.index.countries;
    (names(1) > 0 && 2 * names(2) < names(1)).then(|| [countries[0], countries[1]])
}

/// The only two persons who are named in this sentence and the two before.
fn only_two(discourse: &Discourse, m: usize) -> Option<[usize; 2]> {
    let context = discourse.context;
    let here = context.sentence_of[discourse.mentions[m].head];
    let mut found: Vec<usize> = Vec::new();
    for &Antecedent { mention: other, entity, .. } in discourse.recent(WINDOW) {
        let mention = &discourse.mentions[other];
        if here.saturating_sub(context.sentence_of[mention.head]) > 2 {
            break;
        }
        let spoken_of = context.content_of[mention.head] != NONE && context.is_quoted(mention.head);
        let by_pronoun = matches!(mention.reference, Reference::Pronoun(_));
        if !spoken_of && !by_pronoun && fits(discourse, entity, NounClass::Person) && !found.contains(&entity) {
            found.push(entity);
        }
    }
    if let [second, first] = found[..] { Some([first, second]) } else { None }
}
