//! Salience: how strongly each entity stands out at a place of the text (the factors of Lappin & Leass 1994).

use std::ops::Range;

use super::context::{Context, NONE, Relation};
use super::discourse::{Antecedent, Discourse, Position};
use super::mentions::{Mention, What};
use super::pronoun_table::{Case, Person, Pronoun};
use crate::syntax::Tag;

/// Points for and against an antecedent.
///
/// Found by coordinate descent on three kinds of data at once: the pronouns of GUM's news and interviews,
/// the pronoun sources of the development articles with resolved speakers, and, at an eighth of the
/// weight, CoreNLP's silver coreference on a hundred training articles. A change was kept only if the
/// sum gained; every one of the three gained in the end. `SPOKE_LAST`, `INTRODUCED` and `OF_PARAGRAPH` were set by
/// hand, from the pronouns of training articles that changed with them.
pub mod points {
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
    place: Position,
    pronoun: Pronoun,
    speaks: bool,
    spoke_last: Option<usize>,
    /// Who is reported to say what it stands in.
    reporter: Option<usize>,
}

impl Salience {
    /// At mention `m`, which is being decided, and is `pronoun` or stands for it.
    pub fn at(discourse: &Discourse, m: usize, pronoun: Pronoun) -> Salience {
        let place = discourse.here;
        let reported = place.content != NONE && !place.quoted;
        Salience {
            place,
            pronoun,
            speaks: discourse.mentions[m].speaks,
            spoke_last: discourse.spoke_last,
            reporter: if reported { discourse.speaker(place.content as usize) } else { None },
        }
    }

    /// Of the entity of an antecedent, by its mention `back` mentions ago.
    pub fn of(
        &self,
        discourse: &Discourse,
        &Antecedent { mention: other, entity, place: before, .. }: &Antecedent,
        back: usize,
    ) -> i32 {
        let &Salience { place, pronoun, speaks, .. } = self;
        let antecedent = &discourse.mentions[other];
        let e = &discourse.entities[entity];
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
pub fn position(context: &Context, mention: &Mention) -> Position {
    let (head, tokens) = (mention.head, &mention.tokens);
    let number = context.sentence_of[tokens.start];
    let sentence = context.document.sentences[number as usize].clone();
    let relation = context.relation_within(&sentence, tokens.clone());
    let subject = mention.speaks
        || relation == Some(Relation::Subject)
        || tokens.start == sentence.start && head < sentence.end
        || resumes(context, tokens.end..sentence.end, relation);
    Position {
        sentence: if sentence.contains(&head) { number } else { context.sentence_of[head] },
        paragraph: context.paragraph_of[head],
        content: context.content_of[head],
        quoted: context.is_quoted(head),
        subject,
        modifies: matches!(relation, Some(Relation::Possessive | Relation::Compound)),
    }
}

/// "[Ortiz], who runs the port, left", "[Ortiz] – a sailor – left": the verb comes after what is between commas or dashes. `rest` is
/// what follows the mention.
fn resumes(context: &Context, rest: Range<usize>, relation: Option<Relation>) -> bool {
    let parts = |i: usize| context.is_comma(i) || matches!(context.word(i), "–" | "—" | "--");
    if rest.is_empty() || !parts(rest.start) {
        return false;
    }
    let governed = matches!(relation, Some(Relation::Oblique | Relation::Object));
    let verb = |i: usize| matches!(context.tag(i), Tag::VBD | Tag::VBZ | Tag::VBP);
    let mut commas = (rest.start + 1..rest.end.min(rest.start + 30)).filter(|&i| parts(i));
    !governed && commas.any(|i| i + 1 < rest.end && verb(i + 1))
}
