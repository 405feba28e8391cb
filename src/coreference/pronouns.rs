//! Whom a pronoun means.
//!
//! "Who" and "which" take what stands right before them. "I" inside a quotation is its speaker. "He",
//! "she", "they" and "it" take the most salient entity that they can mean: near, in subject position,
//! speaking, often mentioned, by name (the factors of Lappin & Leass 1994), unless something forbids it:
//! who is named in what he says did not say it; "he" inside a quotation is not its speaker.
//!
//! What it gets wrong: "it" and "they" for things and for people who have no name, of which it leaves most
//! unresolved; a person of the same gender who has just been mentioned in passing.

use std::ops::Range;

use super::lexicon::Gender;
use super::mentions::{Case, Mention, Person, Pronoun, What};
use super::resolver::{Antecedent, Decision, Place, Walk, best};
use super::scene::{NONE, Relation, Scene};
use super::sieve::Sieve;
use crate::names::EntityKind;
use crate::syntax::Tag;

/// How many mentions a search goes back, or ahead.
const WINDOW: usize = 40;

/// The entity of pronoun `m`.
pub fn resolve(walk: &mut Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    match pronoun.person {
        Person::I | Person::We => first_person(walk, m, pronoun),
        Person::Who | Person::Which => relative(walk, m, pronoun),
        Person::Singular | Person::They | Person::It => third_person(walk, m, pronoun),
    }
}

/// "I" outside quotation marks is the writer. Inside, its speaker: see `speakers`.
fn first_person(walk: &mut Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let head = walk.mentions[m].head;
    let inside = walk.scene.content_of[head] != NONE;
    if !walk.mentions[m].speaks || inside && pronoun.person == Person::I {
        return None;
    }
    if pronoun.person == Person::I && !walk.scene.is_quoted(head) {
        let entity = match walk.writer {
            Some(e) => e,
            None => walk.unnamed(EntityKind::Person, None, false, || vec!["i".into()]),
        };
        walk.writer = Some(entity);
        return Some(Decision { entity, sieve: Sieve::Writer, confidence: 0.8 });
    }
    let entity = walk.unnamed(EntityKind::Person, None, pronoun.person == Person::We, || vec!["we".into()]);
    Some(Decision { entity, sieve: Sieve::Unnamed, confidence: 0.7 })
}

/// "Ortiz, who", "a spokesman for Acme, who", "Pyongyang, which".
fn relative(walk: &mut Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let head = walk.mentions[m].head;
    let sentence = walk.scene.sentence(head);
    let animate = pronoun.person == Person::Who;
    let speaks = walk.mentions[m].speaks;
    for &Antecedent { mention: other, entity, .. } in walk.recent(8) {
        let mention = &walk.mentions[other];
        if mention.tokens.start < sentence.start || head - mention.tokens.end.min(head) > 14 {
            break;
        }
        if mention.tokens.start >= head {
            continue;
        }
        if matches!(mention.what, What::Pronoun(_)) && mention.head + 2 < head {
            continue;
        }
        let kind = walk.entities[entity].kind;
        let fits = match kind {
            EntityKind::Person | EntityKind::Group => animate,
            EntityKind::Organization
            | EntityKind::Place
            | EntityKind::Facility
            | EntityKind::Product
            | EntityKind::Other => !animate,
            _ => false,
        };
        let gap = head - mention.tokens.end.min(head);
        if fits && gap <= 8 {
            let near = gap <= 1;
            return Some(Decision { entity, sieve: Sieve::Relative, confidence: if near { 0.88 } else { 0.65 } });
        }
    }
    if speaks {
        let kind = if animate { EntityKind::Person } else { EntityKind::Other };
        let lower = walk.scene.lower(head);
        let entity = walk.unnamed(kind, None, false, || vec![lower.into()]);
        return Some(Decision { entity, sieve: Sieve::Unnamed, confidence: 0.6 });
    }
    None
}

/// "It is unclear whether": no mention of anything.
fn is_empty_subject(walk: &Walk, head: usize) -> bool {
    let scene = walk.scene;
    let next = scene.lower_at(Some(head + 1));
    if !matches!(
        next,
        "is" | "'s"
            | "was"
            | "seems"
            | "seemed"
            | "appears"
            | "would"
            | "will"
            | "may"
            | "could"
            | "takes"
            | "took"
            | "turns"
            | "remains"
    ) {
        return false;
    }
    let sentence = scene.sentence(head);
    (head + 2..(head + 9).min(sentence.end)).any(|i| {
        matches!(scene.lower(i), "that" | "to" | "whether" | "if" | "how" | "why" | "who" | "when" | "what" | "unclear")
    })
}

#[derive(Clone, Copy, Default)]
struct Candidate {
    entity: usize,
    score: i32,
}

fn third_person(walk: &mut Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let mention = &walk.mentions[m];
    let (head, speaks) = (mention.head, mention.speaks);
    if pronoun.person == Person::It && !speaks && is_empty_subject(walk, head) {
        return None;
    }
    let own = walk.source_of[m];
    let Place { content: inside, quoted, .. } = walk.here;
    let speaker = if inside != NONE && quoted { walk.speaker(inside as usize) } else { None };
    let named: Vec<usize> = if own == NONE { Vec::new() } else { walk.named_in(own as usize).collect() };
    let salience = Salience::at(walk, m, pronoun);
    // No list: there are many pronouns, and most have a handful.
    let mut candidates = [Candidate::default(); WINDOW];
    let mut count = 0;
    let mut forbidden_best = i32::MIN;
    for (back, antecedent) in walk.recent(WINDOW).enumerate() {
        let &Antecedent { mention: other, entity, kind, place } = antecedent;
        if !can_mean(pronoun.person, kind) {
            continue;
        }
        // "her mother" is not her own; nor is the writer, who is "I", anybody's "he".
        let fits = agrees(walk, entity, pronoun.person, mention.gender) && walk.writer != Some(entity);
        if !fits || walk.mentions[other].tokens.contains(&head) {
            continue;
        }
        let forbidden = named.contains(&entity)
            || speaker == Some(entity)
            || place.sentence == walk.here.sentence && same_clause_object(walk, m, other, pronoun);
        if forbidden && own == NONE {
            continue;
        }
        let score = salience.of(walk, antecedent, back);
        if forbidden {
            forbidden_best = forbidden_best.max(score);
            continue;
        }
        match candidates[..count].iter_mut().find(|c| c.entity == entity) {
            Some(c) => c.score = c.score.max(score) + points::PER_FURTHER_ANTECEDENT,
            None => {
                candidates[count] = Candidate { entity, score };
                count += 1;
            }
        }
    }
    let candidates = &candidates[..count];
    let best = best(candidates, |c| c.score);
    let sieve = match pronoun.person {
        Person::Singular => Sieve::PronounPerson,
        Person::They => Sieve::PronounThey,
        _ => Sieve::PronounIt,
    };
    let Some((best, margin)) = best.filter(|(best, _)| best.score > 0) else {
        return cataphor(walk, m, pronoun).or_else(|| unnamed(walk, m, pronoun));
    };
    // Who would be meant is named in what is said: whoever else it is, the text hardly says, unless that one
    // has been speaking.
    let goes_on = walk.spoke_last.is_some_and(|other| {
        let apart = walk.here.paragraph.abs_diff(walk.scene.paragraph_of[walk.mentions[other].head]);
        walk.entity(other) == Some(best.entity) && apart < 2
    });
    if forbidden_best.saturating_add(points::FORBIDDEN) > best.score && !goes_on {
        return Some(Decision { entity: best.entity, sieve: Sieve::PronounExcluded, confidence: 0.4 });
    }
    let named = candidates.iter().filter(|c| walk.entities[c.entity].named && c.score > 0).count();
    if own != NONE && named < 2 && speaks_of_another(walk, own as usize, mention.gender) {
        return Some(Decision { entity: best.entity, sieve: Sieve::PronounOfTwo, confidence: 0.45 });
    }
    let confidence = match (pronoun.person, margin.unwrap_or(60)) {
        (Person::Singular, 30..) => 0.94,
        (Person::Singular, 10..) => 0.9,
        (Person::Singular, _) => 0.75,
        (Person::It, _) if speaks => 0.8,
        // Mostly people who have no name, whomever a name is near.
        (Person::They, _) if speaks => 0.5,
        _ => 0.6,
    };
    Some(Decision { entity: best.entity, sieve, confidence })
}

/// “He paid in cash,” he said: they are two, and where the text has only one, either may be he.
fn speaks_of_another(walk: &Walk, a: usize, gender: Option<Gender>) -> bool {
    /// The words looked at.
    const WORDS: usize = 80;
    let said = walk.scene.attributions[a].content.iter().flat_map(|c| c.clone()).take(WORDS);
    let of_another = |i: usize| {
        let found = super::mentions::pronoun(walk.scene, i);
        found.is_some_and(|(p, g, _)| p.person == Person::Singular && g == gender)
    };
    said.filter(|&i| walk.scene.is_quoted(i)).any(of_another)
}

/// "they" with nobody to mean, but who speak: unnamed.
fn unnamed(walk: &mut Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    if !walk.mentions[m].speaks || pronoun.person != Person::They {
        return None;
    }
    let entity = walk.unnamed(EntityKind::Person, None, true, || vec!["they".into()]);
    Some(Decision { entity, sieve: Sieve::Unnamed, confidence: 0.6 })
}

/// "When he arrived, Ortiz said": nobody before, so who comes next in the sentence.
fn cataphor(walk: &Walk, m: usize, pronoun: Pronoun) -> Option<Decision> {
    if pronoun.person != Person::Singular {
        return None;
    }
    let mention = &walk.mentions[m];
    let end = walk.scene.sentence(mention.head).end;
    // “She left,” Ortiz said of Cruz: not Ortiz.
    let inside = walk.scene.content_of[mention.head];
    let speaker = if inside == NONE { None } else { walk.speaker(inside as usize) };
    walk.mentions[m + 1..].iter().take(WINDOW).take_while(|o| o.tokens.start < end).find_map(|other| {
        let What::Name(n) = other.what else { return None };
        let entity = walk.entity_of_name[n];
        let fits = speaker != Some(entity) && walk.gender_fits(entity, mention.gender);
        (other.kind == EntityKind::Person && fits).then_some(Decision {
            entity,
            sieve: Sieve::Cataphor,
            confidence: 0.6,
        })
    })
}

/// Whether a pronoun can mean an entity of that kind.
fn can_mean(person: Person, kind: EntityKind) -> bool {
    use EntityKind::{Facility, Group, Organization, Other, Place, Product};
    match person {
        Person::Singular => kind == EntityKind::Person,
        Person::They => matches!(kind, EntityKind::Person | Group | Organization | Other),
        _ => matches!(kind, Organization | Place | Facility | Product | Other),
    }
}

/// Whether it can mean this one.
fn agrees(walk: &Walk, entity: usize, person: Person, gender: Option<Gender>) -> bool {
    let e = &walk.entities[entity];
    match person {
        Person::Singular => !e.plural && walk.gender_fits(entity, gender),
        Person::They => e.plural || !matches!(e.kind, EntityKind::Person | EntityKind::Group),
        _ => !e.plural,
    }
}

/// "Ortiz criticised him": the subject of the clause is not its object.
fn same_clause_object(walk: &Walk, m: usize, other: usize, pronoun: Pronoun) -> bool {
    let (a, b) = (&walk.mentions[other], &walk.mentions[m]);
    if pronoun.case != Case::Object || a.tokens.end > b.head {
        return false;
    }
    let between = a.tokens.end..b.head;
    between.len() <= 4
        && between.clone().all(|i| {
            let word = walk.scene.lower(i);
            walk.scene.is_word(i)
                && !matches!(word, "and" | "that" | "who" | "said" | "says" | "when" | "if" | "because")
        })
}

/// Points for and against an antecedent.
///
/// Found by coordinate descent on three kinds of data at once: the pronouns of GUM's news and interviews,
/// the pronoun sources of the development articles with resolved speakers, and, at an eighth of the
/// weight, CoreNLP's silver coreference on a hundred training articles. A change was kept only if the
/// sum gained; every one of the three gained in the end. `SPOKE_LAST`, `INTRODUCED` and `OF_PARAGRAPH` were set by
/// hand, from the pronouns of training articles that changed with them.
mod points {
    pub const START: i32 = 100;
    pub const PER_SENTENCE: i32 = -15;
    pub const PER_PARAGRAPH: i32 = -6;
    pub const PER_MENTION_BETWEEN: i32 = -1;
    pub const SUBJECT: i32 = 5;
    pub const BOTH_SUBJECTS: i32 = 3;
    pub const SPEAKS: i32 = 12;
    pub const SPOKE_LAST: i32 = 10;
    pub const INTRODUCED: i32 = 10;
    pub const OF_PARAGRAPH: i32 = 8;
    pub const FORBIDDEN: i32 = 20;
    pub const PER_EARLIER_MENTION: i32 = 2;
    pub const PER_FURTHER_ANTECEDENT: i32 = -1;
    pub const NAMED: i32 = 8;
    pub const PRONOUN: i32 = 6;
    pub const MODIFIER: i32 = -3;
    pub const ONLY_QUOTED: i32 = -25;
    pub const ONLY_REPORTED: i32 = -10;
    pub const REPORTS_THIS: i32 = 7;
    pub const GENDER_OPEN: i32 = -11;
    pub const SINGULAR_THEY: i32 = -27;
    pub const NAMELESS_SPEAKER: i32 = -33;
    pub const OWNED_BY_SPEAKER: i32 = -8;
}

/// How much others stand out at a mention that looks for whom it means.
pub struct Salience {
    place: Place,
    pronoun: Pronoun,
    speaks: bool,
    spoke_last: Option<usize>,
    /// Who is reported to say what it stands in.
    reporter: Option<usize>,
}

impl Salience {
    /// At mention `m`, which is being decided, and is `pronoun` or stands for it.
    pub fn at(walk: &Walk, m: usize, pronoun: Pronoun) -> Salience {
        let place = walk.here;
        let reported = place.content != NONE && !place.quoted;
        Salience {
            place,
            pronoun,
            speaks: walk.mentions[m].speaks,
            spoke_last: walk.spoke_last,
            reporter: if reported { walk.speaker(place.content as usize) } else { None },
        }
    }

    /// Of the entity of an antecedent, by its mention `back` mentions ago.
    pub fn of(
        &self,
        walk: &Walk,
        &Antecedent { mention: other, entity, place: before, .. }: &Antecedent,
        back: usize,
    ) -> i32 {
        let &Salience { place, pronoun, speaks, .. } = self;
        let antecedent = &walk.mentions[other];
        let e = &walk.entities[entity];
        // Who speaks may stand after the words.
        let sentences = place.sentence.saturating_sub(before.sentence) as i32;
        let paragraphs = place.paragraph.saturating_sub(before.paragraph) as i32;
        let by_name = matches!(antecedent.what, What::Name(_));
        let reported = before.content != NONE;
        let elsewhere = reported && before.content != place.content;

        let mut score = points::START
            + points::PER_SENTENCE * sentences.min(6)
            + points::PER_PARAGRAPH * paragraphs.min(5)
            + points::PER_MENTION_BETWEEN * (back as i32).min(30)
            + points::PER_EARLIER_MENTION * (e.mentions.min(10) as i32);
        let mut when = |holds: bool, points: i32| score += if holds { points } else { 0 };
        when(before.subject, points::SUBJECT);
        when(before.subject && place.subject, points::BOTH_SUBJECTS);
        // Who speaks, but not in what somebody else is reported to have said.
        when(antecedent.speaks && !elsewhere, points::SPEAKS);
        when(e.named, points::NAMED);
        when(matches!(antecedent.what, What::Pronoun(_)), points::PRONOUN);
        when(before.modifies, points::MODIFIER);
        // What somebody quoted mentions is less present to the writer.
        when(before.quoted && !place.quoted, points::ONLY_QUOTED);
        // "Ortiz said he would": who reports goes on about himself.
        when(self.reporter == Some(entity), points::REPORTS_THIS);
        let open = e.gender.is_none() && e.likely_gender.is_none();
        when(pronoun.person == Person::Singular && open, points::GENDER_OPEN);
        when(pronoun.person == Person::They && !e.plural, points::SINGULAR_THEY);
        when(pronoun.case == Case::Possessive && sentences == 0 && antecedent.speaks, points::OWNED_BY_SPEAKER);
        if speaks {
            // "Ortiz said Cruz was late. “Very late,” she added": who spoke goes on.
            let goes_on = antecedent.speaks && !elsewhere && self.spoke_last == Some(other);
            when(goes_on, points::SPOKE_LAST);
            // "That worries Ana Ortiz, who runs the port. “It leaks,” she said": met for this.
            let introduced = e.mentions < 3 && sentences == 1 && by_name;
            when(introduced && antecedent.tokens.len() > 1, points::INTRODUCED);
            // "Cruz shook her head. “It was cold,” she said": whom this paragraph is about.
            let opens = before.subject && paragraphs == 0 && sentences < 3 && by_name;
            when(opens && !reported, points::OF_PARAGRAPH);
            when(elsewhere, points::ONLY_REPORTED);
            when(!e.named, points::NAMELESS_SPEAKER);
        }
        score
    }
}

/// Where a mention stands. It is a subject by the parse, because it speaks, or as the first of its sentence.
pub fn place(scene: &Scene, mention: &Mention) -> Place {
    let (head, tokens) = (mention.head, &mention.tokens);
    let sentence = scene.sentence(tokens.start);
    let relation = scene.relation_within(&sentence, tokens.clone());
    let subject = mention.speaks
        || relation == Some(Relation::Subject)
        || tokens.start == sentence.start && head < sentence.end
        || resumes(scene, tokens.end..sentence.end, relation);
    Place {
        sentence: scene.sentence_of[head],
        paragraph: scene.paragraph_of[head],
        content: scene.content_of[head],
        quoted: scene.is_quoted(head),
        subject,
        modifies: matches!(relation, Some(Relation::Possessive | Relation::Compound)),
    }
}

/// "[Ortiz], who runs the port, left": the verb comes after what is between commas. `rest` is what follows the mention.
fn resumes(scene: &Scene, rest: Range<usize>, relation: Option<Relation>) -> bool {
    if rest.is_empty() || !scene.is_comma(rest.start) {
        return false;
    }
    let governed = matches!(relation, Some(Relation::Oblique | Relation::Object));
    let verb = |i: usize| matches!(scene.tag(i), Tag::VBD | Tag::VBZ | Tag::VBP);
    let mut commas = (rest.start + 1..rest.end.min(rest.start + 30)).filter(|&i| scene.is_comma(i));
    !governed && commas.any(|i| i + 1 < rest.end && verb(i + 1))
}
