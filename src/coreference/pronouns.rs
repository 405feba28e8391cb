//! Which entity a pronoun stands for.
//!
//! "Who" and "which" take what stands right before them. "I" inside a quotation is its speaker. "He", "she", "they" and
//! "it" take the most salient entity that they can mean: near, in subject position, speaking, often mentioned, by name
//! (the factors of Lappin & Leass 1994). Some are excluded: somebody named in a quotation is not its speaker, and "he"
//! inside a quotation is not its speaker either.
//!
//! What it gets wrong: "it" and "they" for things, and for people who have no name, most of which it leaves unresolved;
//! a person of the same gender who has just been mentioned in passing.

use super::context::NONE;
use super::descriptions;
use super::discourse::{Antecedent, Decision, Discourse, Position};
use super::mentions::{Reference, is_place_of_dateline};
use super::pronoun_table::{Case, Pronoun, PronounClass};
use super::salience::{Salience, points};
use super::scoring::best;
use crate::lexicon::Gender;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;
use crate::syntax::Tag;

/// The most confidence in a pronoun whose antecedent has its gender only by a guess.
const GUESSED_GENDER: f32 = 0.65;

/// How many points behind the best another candidate may be that could be meant as well, as far as gender tells.
const NEAR_RIVAL: i32 = 45;

/// How many mentions a search goes back, or ahead.
const WINDOW: usize = 40;

/// Decides which entity pronoun `m` stands for; `None` where nothing tells.
pub fn resolve(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    match pronoun.class {
        PronounClass::I | PronounClass::We => first_person(discourse, m, pronoun),
        PronounClass::Who | PronounClass::Which => relative(discourse, m, pronoun),
        PronounClass::They => two_named_together(discourse, m, pronoun).or_else(|| third_person(discourse, m, pronoun)),
        PronounClass::Singular | PronounClass::It => third_person(discourse, m, pronoun),
    }
}

/// Decides "I" and "we" that speak: "I" in the author's own text is the author, "we" an entity without a name. "I"
/// inside a quotation is left to `speakers`.
fn first_person(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let head = discourse.mentions[m].head;
    let inside = discourse.context.content_of[head] != NONE;
    if !discourse.mentions[m].speaks || inside && pronoun.class == PronounClass::I {
        return None;
    }
    if pronoun.class == PronounClass::I && !discourse.context.is_quoted(head) {
        let entity = match discourse.author {
            Some(e) => e,
            None => discourse.unnamed(EntityKind::Person, None, false, || vec!["i".into()]),
        };
        discourse.author = Some(entity);
        return Some(Decision { entity, rule: SpeakerRule::Writer, confidence: 0.8 });
    }
    let several = pronoun.class == PronounClass::We;
    let word = if several { "we" } else { "i" };
    let entity = discourse.unnamed(EntityKind::Person, None, several, || vec![word.into()]);
    Some(Decision { entity, rule: SpeakerRule::Unnamed, confidence: 0.7 })
}

/// Decides a relative pronoun, by what stands before it: "Ortiz, who", "a spokesman for Acme, who", "Pyongyang, which".
fn relative(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let head = discourse.mentions[m].head;
    let sentence = discourse.context.sentence(head);
    let animate = pronoun.class == PronounClass::Who;
    let speaks = discourse.mentions[m].speaks;
    for (back, &Antecedent { mention: other, entity, .. }) in discourse.recent(8).enumerate() {
        let mention = &discourse.mentions[other];
        if mention.tokens.start < sentence.start || head - mention.tokens.end.min(head) > 14 {
            break;
        }
        if mention.tokens.start >= head {
            continue;
        }
        if matches!(mention.reference, Reference::Pronoun(_)) && mention.head + 2 < head {
            continue;
        }
        let kind = discourse.entities[entity].kind;
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
            // "A spokesman for the drivers, who …": perhaps the head of the whole phrase, and not the nearest noun.
            let whose = discourse.recent(8).nth(back + 1).filter(|_| animate && !discourse.entities[entity].named);
            if let Some(whole) = whose.filter(|whole| heads_phrase(discourse, whole, mention.tokens.start, head)) {
                return Some(Decision { entity: whole.entity, rule: SpeakerRule::Relative, confidence: 0.8 });
            }
            return Some(Decision { entity, rule: SpeakerRule::Relative, confidence: if near { 0.88 } else { 0.65 } });
        }
    }
    if speaks {
        let kind = if animate { EntityKind::Person } else { EntityKind::Other };
        let lower = discourse.context.lower(head);
        let entity = discourse.unnamed(kind, None, false, || vec![lower.into()]);
        return Some(Decision { entity, rule: SpeakerRule::Unnamed, confidence: 0.6 });
    }
    None
}

/// Whether "who", at token `pronoun`, means the person described as `whole`, and not the noun after a preposition, at
/// token `of`: "[a spokesman] for the drivers, who was ill"; not "friends of [the man], who was shot".
fn heads_phrase(discourse: &Discourse, whole: &Antecedent, of: usize, pronoun: usize) -> bool {
    let (context, mention) = (discourse.context, &discourse.mentions[whole.mention]);
    let end = mention.tokens.end;
    let described = matches!(mention.reference, Reference::Description(_)) && whole.kind == EntityKind::Person;
    let linked = end < of && of - end < 5 && matches!(context.lower(end), "for" | "of" | "at" | "from" | "to" | "with");
    let breaks = |i: usize| context.tag(i).is_verb() || context.is_comma(i);
    let verb = context.lower_at(Some(pronoun + 1));
    let many = matches!(verb, "are" | "were" | "have") || context.tag(pronoun + 1) == Tag::VBP;
    let one = matches!(verb, "is" | "was" | "has") || context.tag(pronoun + 1) == Tag::VBZ;
    described && linked && !(end..pronoun - 1).any(breaks) && !(if mention.plural { one } else { many })
}

/// Decides a "they" that speaks and takes up two persons who were named together: "Ortiz and Cruz left. [They] said".
fn two_named_together(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    if !discourse.mentions[m].speaks || pronoun.case != Case::Subject {
        return None;
    }
    let both = descriptions::taken_up(discourse, m)?;
    let entity = discourse.unnamed(EntityKind::Person, None, true, || vec!["they".into()]);
    discourse.entities[entity].show_as(both);
    Some(Decision { entity, rule: SpeakerRule::Several, confidence: 0.6 })
}

/// Whether the "it" at token `head` stands for nothing: "It is unclear whether …".
fn is_empty_subject(discourse: &Discourse, head: usize) -> bool {
    let context = discourse.context;
    let next = context.lower_at(Some(head + 1));
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
    let sentence = context.sentence(head);
    (head + 2..(head + 9).min(sentence.end)).any(|i| {
        matches!(
            context.lower(i),
            "that" | "to" | "whether" | "if" | "how" | "why" | "who" | "when" | "what" | "unclear"
        )
    })
}

#[derive(Clone, Copy, Default)]
struct Candidate {
    entity: usize,
    score: i32,
}

fn third_person(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let mention = &discourse.mentions[m];
    let (head, speaks) = (mention.head, mention.speaks);
    if pronoun.class == PronounClass::It && !speaks && is_empty_subject(discourse, head) {
        return None;
    }
    let own = discourse.source_of[m];
    let Position { content: inside, quoted, .. } = discourse.here;
    let speaker = if inside != NONE && quoted { discourse.speaker(inside as usize) } else { None };
    let named: Vec<usize> = if own == NONE { Vec::new() } else { discourse.named_in(own as usize).collect() };
    let addressed: Vec<usize> = if own == NONE { Vec::new() } else { discourse.addressed_in(own as usize).collect() };
    let salience = Salience::at(discourse, m, pronoun);
    let asked_by = agent_of_opening(discourse, head);
    // An array and no list: there are many pronouns, and most have a handful of candidates.
    let mut candidates = [Candidate::default(); WINDOW];
    let mut count = 0;
    let mut excluded_best = i32::MIN;
    let mut rests_on_guess = false;
    for (back, antecedent) in discourse.recent(WINDOW).enumerate() {
        let &Antecedent { mention: other, entity, kind, place } = antecedent;
        if !can_mean(pronoun.class, kind)
            || kind == EntityKind::Place && is_place_of_dateline(discourse.context, &discourse.mentions[other])
        {
            continue;
        }
        // The author is "I", and nobody's "he". Below: "her" in "her mother" is not the mother.
        let fits = agrees(discourse, entity, pronoun.class, mention.gender)
            && discourse.author != Some(entity)
            && !addressed.contains(&entity);
        rests_on_guess |= discourse.entities[entity].gender_guessed
            && discourse.here.sentence.saturating_sub(place.sentence) < 3
            && !discourse.gender_fits(entity, mention.gender);
        if !fits
            || discourse.mentions[other].tokens.contains(&head)
            || asked_by.contains(&discourse.mentions[other].head)
        {
            continue;
        }
        let excluded = named.contains(&entity)
            || speaker == Some(entity)
            || place.sentence == discourse.here.sentence && same_clause_object(discourse, m, other, pronoun);
        if excluded && own == NONE {
            continue;
        }
        let score = salience.points_of(discourse, antecedent, back);
        if excluded {
            excluded_best = excluded_best.max(score);
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
    let rule = rule_of(pronoun.class);
    let Some((best, margin)) = best.filter(|(best, _)| best.score > 0) else {
        return without_antecedent(discourse, m, pronoun);
    };
    // The likeliest entity is named in what is said, so it is excluded. Who else is meant the text hardly tells, unless
    // the next best has been speaking.
    let goes_on = discourse.spoke_last.is_some_and(|other| {
        let apart = discourse.here.paragraph.abs_diff(discourse.context.paragraph_of[discourse.mentions[other].head]);
        discourse.entity(other) == Some(best.entity) && apart < 2
    });
    if excluded_best.saturating_add(points::LEAD_ON_EXCLUDED) > best.score && !goes_on {
        return Some(Decision { entity: best.entity, rule: SpeakerRule::PronounExcluded, confidence: 0.4 });
    }
    let named = candidates.iter().filter(|c| discourse.entities[c.entity].named && c.score > 0).count();
    if own != NONE
        && (named < 2 && speaks_of_another(discourse, own as usize, mention.gender)
            || nameless_subject_between(discourse, best.entity, pronoun.class, mention.gender))
    {
        return Some(Decision { entity: best.entity, rule: SpeakerRule::PronounOfTwo, confidence: 0.45 });
    }
    // The best has no name, where somebody who has one could be meant.
    let nameless = named > 0 && !discourse.entities[best.entity].named;
    let guessed = rests_on_guess || has_open_rival(discourse, pronoun.class, best, candidates);
    let most = if guessed { GUESSED_GENDER } else { most_for_place(discourse, best.entity, speaks) };
    let confidence = confidence(pronoun.class, margin.unwrap_or(60), speaks, nameless).min(most);
    Some(Decision { entity: best.entity, rule, confidence })
}

/// The rule that decides a pronoun of a class.
fn rule_of(class: PronounClass) -> SpeakerRule {
    match class {
        PronounClass::Singular => SpeakerRule::PronounPerson,
        PronounClass::They => SpeakerRule::PronounThey,
        _ => SpeakerRule::PronounIt,
    }
}

/// The most confidence in an entity as the antecedent of a pronoun that speaks: a town hardly ever speaks.
fn most_for_place(discourse: &Discourse, e: usize, speaks: bool) -> f32 {
    let town = discourse.entities[e].sort_of_place.is_some_and(|sort| !sort.country);
    if town && speaks { 0.45 } else { 1.0 }
}

/// Whether nothing tells the gender of the best candidate, nor that of somebody named who is not far behind: the pronoun
/// alone gives it to one of the two, and what follows from that is no surer.
fn has_open_rival(discourse: &Discourse, class: PronounClass, best: &Candidate, candidates: &[Candidate]) -> bool {
    let open = |e: usize| discourse.entities[e].gender.is_none() && discourse.entities[e].likely_gender.is_none();
    let rival = |c: &Candidate| {
        let near = c.entity != best.entity && c.score + NEAR_RIVAL > best.score;
        near && discourse.entities[c.entity].named && open(c.entity)
    };
    class == PronounClass::Singular && open(best.entity) && candidates.iter().any(rival)
}

/// The tokens after "by" in a participle phrase that opens the sentence of a pronoun. They are somebody else: "Asked by
/// [Ana Cruz of the Post] why, she said". Empty where no such phrase does.
fn agent_of_opening(discourse: &Discourse, pronoun: usize) -> std::ops::Range<usize> {
    /// How far after "by" the tokens end, at most.
    const WORDS: usize = 6;
    let context = discourse.context;
    let start = context.sentence(pronoun).start;
    let by = (start + 1..pronoun.min(start + 3)).find(|&i| context.lower(i) == "by" && context.tag(start) == Tag::VBN);
    by.map_or(0..0, |by| by + 1..pronoun.min(by + WORDS))
}

/// The chance that a pronoun means the best of its candidates, which is `margin` points before the next. `nameless`
/// tells that the best has no name, and another candidate has one.
fn confidence(class: PronounClass, margin: i32, speaks: bool, nameless: bool) -> f32 {
    match (class, margin) {
        (PronounClass::Singular, _) if nameless => 0.7,
        (PronounClass::Singular, 30..) => 0.94,
        (PronounClass::Singular, 10..) => 0.9,
        (PronounClass::Singular, _) => 0.75,
        (PronounClass::It, _) if speaks => 0.8,
        // A "they" that speaks is mostly people without a name, whatever name is near.
        (PronounClass::They, _) if speaks => 0.5,
        _ => 0.6,
    }
}

/// Whether the quoted words of attribution `a` have a "he" or "she" of the speaker's gender: “He paid in cash,” he
/// said. They are two persons, and where the text names only one, that one may be either.
fn speaks_of_another(discourse: &Discourse, a: usize, gender: Option<Gender>) -> bool {
    /// How many tokens are looked at.
    const WORDS: usize = 80;
    let said = discourse.context.attributions[a].content.iter().flat_map(|c| c.clone()).take(WORDS);
    let of_another = |i: usize| {
        let found = super::mentions::pronoun(discourse.context, i);
        found.is_some_and(|(p, g, _)| p.class == PronounClass::Singular && g == gender)
    };
    said.filter(|&i| discourse.context.is_quoted(i)).any(of_another)
}

/// Whether the sentence before is about a person without a name whom the pronoun can mean, while `named`, who has one,
/// is mentioned there at most as an owner: "Ortiz jailed him. [His wife] wept. “No,” she said". Not where the sentence
/// says what that person is: "Her mother was a nurse."
fn nameless_subject_between(discourse: &Discourse, named: usize, class: PronounClass, gender: Option<Gender>) -> bool {
    let (context, here) = (discourse.context, discourse.here);
    if class != PronounClass::Singular || !discourse.entities[named].named {
        return false;
    }
    let mut found = false;
    for &Antecedent { mention: other, entity, kind, place } in discourse.recent(WINDOW) {
        if place.sentence + 1 < here.sentence {
            break;
        }
        let mention = &discourse.mentions[other];
        let owner = matches!(mention.reference, Reference::Pronoun(p) if p.case == Case::Possessive);
        if entity == named && !owner && !place.modifies {
            return false;
        }
        let after = mention.tokens.end;
        let is_a = || {
            let be = matches!(context.lower_at(Some(after)), "is" | "was");
            be && after + 1 < context.len() && context.facts(after + 1).determiner.is_some()
        };
        let subject = place.subject && !place.quoted && place.content == NONE && place.sentence < here.sentence;
        let person = kind == EntityKind::Person && !discourse.entities[entity].named;
        found |= person && subject && agrees(discourse, entity, class, gender) && !is_a();
    }
    found
}

/// Decides a pronoun that no mention before can be meant by.
fn without_antecedent(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let found = cataphor(discourse, m, pronoun).or_else(|| subject_of_own_words(discourse, m, pronoun));
    found.or_else(|| unnamed(discourse, m, pronoun))
}

/// Decides an "it" that speaks and has no antecedent before, by the body that its own words begin with: "[Acme] will close
/// two plants, it said".
fn subject_of_own_words(discourse: &Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    let own = discourse.source_of[m];
    if pronoun.class != PronounClass::It || own == NONE {
        return None;
    }
    let context = discourse.context;
    let first = context.attributions[own as usize].content[0].start;
    let n = (first..context.len().min(first + 2)).find_map(|i| context.name(i))?;
    let body = context.names[n].kind == EntityKind::Organization && !context.is_quoted(first);
    let entity = discourse.entity_of_name[n];
    body.then_some(Decision { entity, rule: SpeakerRule::PronounIt, confidence: 0.6 })
}

/// Decides a "they" that speaks and has no antecedent: it is an entity without a name.
fn unnamed(discourse: &mut Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    if !discourse.mentions[m].speaks || pronoun.class != PronounClass::They {
        return None;
    }
    let entity = discourse.unnamed(EntityKind::Person, None, true, || vec!["they".into()]);
    Some(Decision { entity, rule: SpeakerRule::Unnamed, confidence: 0.6 })
}

/// Decides a "he" or "she" that has no antecedent, by the name that comes next in the sentence: "When he arrived, Ortiz
/// said".
fn cataphor(discourse: &Discourse, m: usize, pronoun: Pronoun) -> Option<Decision> {
    if pronoun.class != PronounClass::Singular {
        return None;
    }
    let mention = &discourse.mentions[m];
    let end = discourse.context.sentence(mention.head).end;
    // “She left,” Ortiz said of Cruz: "she" is not Ortiz.
    let inside = discourse.context.content_of[mention.head];
    let speaker = if inside == NONE { None } else { discourse.speaker(inside as usize) };
    discourse.mentions[m + 1..].iter().take(WINDOW).take_while(|o| o.tokens.start < end).find_map(|other| {
        let Reference::Name(n) = other.reference else { return None };
        let entity = discourse.entity_of_name[n];
        let fits = speaker != Some(entity) && discourse.gender_fits(entity, mention.gender);
        (other.kind == EntityKind::Person && fits).then_some(Decision {
            entity,
            rule: SpeakerRule::Cataphor,
            confidence: 0.6,
        })
    })
}

/// Whether a pronoun can mean an entity of that kind.
fn can_mean(class: PronounClass, kind: EntityKind) -> bool {
    use EntityKind::{Facility, Group, Organization, Other, Place, Product};
    match class {
        PronounClass::Singular => kind == EntityKind::Person,
        PronounClass::They => matches!(kind, EntityKind::Person | Group | Organization | Other),
        _ => matches!(kind, Organization | Place | Facility | Product | Other),
    }
}

/// Whether a pronoun agrees with an entity in number and gender.
fn agrees(discourse: &Discourse, entity: usize, class: PronounClass, gender: Option<Gender>) -> bool {
    let e = &discourse.entities[entity];
    match class {
        PronounClass::Singular => !e.plural && discourse.gender_fits(entity, gender),
        PronounClass::They => e.plural || !matches!(e.kind, EntityKind::Person | EntityKind::Group),
        _ => !e.plural,
    }
}

/// Whether pronoun `m` seems to be the object of a clause whose subject is mention `other`, and so means somebody else:
/// "Ortiz criticised him".
fn same_clause_object(discourse: &Discourse, m: usize, other: usize, pronoun: Pronoun) -> bool {
    let (a, b) = (&discourse.mentions[other], &discourse.mentions[m]);
    if pronoun.case != Case::Object || a.tokens.end > b.head {
        return false;
    }
    let between = a.tokens.end..b.head;
    between.len() <= 4
        && between.clone().all(|i| {
            let word = discourse.context.lower(i);
            discourse.context.is_word(i)
                && !matches!(word, "and" | "that" | "who" | "said" | "says" | "when" | "if" | "because")
        })
}
