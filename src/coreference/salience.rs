//! Salience: how strongly each entity stands out at a place of the text. It is a sum of points for and against (the
//! factors of Lappin & Leass 1994).

use std::ops::Range;

use super::context::{Context, NONE, Relation};
use super::discourse::{Antecedent, Discourse, Position};
use super::mentions::{Mention, Reference};
use super::pronoun_table::{Case, Pronoun, PronounClass};
use crate::names::EntityKind;
use crate::syntax::Tag;

/// Points for and against an antecedent.
///
/// Found by coordinate descent on three kinds of data at once: the pronouns of GUM's news and interviews, the pronoun
/// sources of the development articles with resolved speakers, and, at an eighth of the weight, CoreNLP's silver
/// coreference on a hundred training articles. A change was kept only if the sum of the three improved; in the end each
/// of the three did. `SPOKE_LAST`, `INTRODUCED` and `OF_PARAGRAPH` were set by hand, from the pronouns of training
/// articles that changed with them.
pub mod points {
    /// The points that every antecedent begins with.
    pub const START: i32 = 100;
    /// For each sentence between the antecedent and the mention, up to six.
    pub const PER_SENTENCE: i32 = -15;
    /// For each paragraph between, up to five.
    pub const PER_PARAGRAPH: i32 = -6;
    /// For each decided mention between, up to thirty.
    pub const PER_MENTION_BETWEEN: i32 = -1;
    /// The antecedent is a subject.
    pub const SUBJECT: i32 = 5;
    /// The mention is one, too.
    pub const BOTH_SUBJECTS: i32 = 3;
    /// The antecedent speaks, and not within what somebody else says.
    pub const SPEAKS: i32 = 12;
    /// The mention speaks, and the antecedent was the last to speak.
    pub const SPOKE_LAST: i32 = 10;
    /// The mention speaks, and the antecedent is a full name in the sentence before, of somebody new.
    pub const INTRODUCED: i32 = 10;
    /// The mention speaks, and the antecedent is a name and subject in its paragraph, less than three sentences back.
    pub const OF_PARAGRAPH: i32 = 8;
    /// How far the best candidate must lead somebody who is excluded (named in what is said, say) to be sure.
    pub const LEAD_ON_EXCLUDED: i32 = 20;
    /// For each mention of the entity so far, up to ten.
    pub const PER_EARLIER_MENTION: i32 = 2;
    /// For each further antecedent of the same entity.
    pub const PER_FURTHER_ANTECEDENT: i32 = -1;
    /// The entity has a name.
    pub const NAMED: i32 = 8;
    /// The antecedent is a pronoun.
    pub const PRONOUN: i32 = 6;
    /// The antecedent modifies a noun: "Cruz's lawyer".
    pub const MODIFIER: i32 = -3;
    /// The antecedent stands in quotation marks, and the mention does not.
    pub const ONLY_QUOTED: i32 = -25;
    /// The mention speaks, and the antecedent stands within what somebody else says.
    pub const ONLY_REPORTED: i32 = -10;
    /// The entity is the speaker of the indirect speech that the mention stands in.
    pub const REPORTS_THIS: i32 = 7;
    /// The mention is "he" or "she", and nothing tells the gender of the entity.
    pub const GENDER_OPEN: i32 = -11;
    /// The mention is "they", and the entity is not several.
    pub const SINGULAR_THEY: i32 = -27;
    /// The mention speaks, and the entity has no name.
    pub const NAMELESS_SPEAKER: i32 = -33;
    /// The mention is a possessive ("his"), and the antecedent speaks in the same sentence.
    pub const OWNED_BY_SPEAKER: i32 = -8;
}

/// Weighs the antecedents of one mention: how strongly their entities stand out where it stands.
pub struct Salience {
    place: Position,
    pronoun: Pronoun,
    speaks: bool,
    spoke_last: Option<usize>,
    /// The speaker of the indirect speech that the mention stands in: Ortiz for "he" in "Ortiz said he would".
    reporter: Option<usize>,
}

impl Salience {
    /// Prepares to weigh antecedents for mention `m`, which is being decided. `pronoun` is the mention itself, or what
    /// could stand in place of a description.
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

    /// The points of an antecedent's entity. `back` is how many decided mentions lie between the antecedent and the
    /// mention.
    pub fn points_of(
        &self,
        discourse: &Discourse,
        &Antecedent { mention: other, entity, place: before, .. }: &Antecedent,
        back: usize,
    ) -> i32 {
        let &Salience { place, pronoun, speaks, .. } = self;
        let antecedent = &discourse.mentions[other];
        let e = &discourse.entities[entity];
        // A speaker is decided before the mentions in the quoted words, and may stand after them.
        let sentences = place.sentence.saturating_sub(before.sentence) as i32;
        let paragraphs = place.paragraph.saturating_sub(before.paragraph) as i32;
        let by_name = matches!(antecedent.reference, Reference::Name(_));
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
        // A speaker stands out, but not one inside what somebody else is reported to have said.
        when(antecedent.speaks && !elsewhere, points::SPEAKS);
        when(e.named, points::NAMED);
        when(matches!(antecedent.reference, Reference::Pronoun(_)), points::PRONOUN);
        when(before.modifies, points::MODIFIER);
        // What only the person quoted mentions stands out less outside the quotation.
        when(before.quoted && !place.quoted, points::ONLY_QUOTED);
        // "Ortiz said he would": somebody reported often speaks of himself.
        when(self.reporter == Some(entity), points::REPORTS_THIS);
        let open = e.gender.is_none() && e.likely_gender.is_none();
        // "Ortiz went on. Cruz shook his head. “No,” he said": the sentence before is about Cruz.
        let follows = || {
            self.spoke_last
                .is_some_and(|last| discourse.context.sentence_of[discourse.mentions[last].head] < before.sentence)
        };
        let takes_over = speaks && by_name && before.subject && sentences == 1 && !reported && follows();
        when(pronoun.class == PronounClass::Singular && open && !takes_over, points::GENDER_OPEN);
        when(pronoun.class == PronounClass::They && !e.plural, points::SINGULAR_THEY);
        when(pronoun.case == Case::Possessive && sentences == 0 && antecedent.speaks, points::OWNED_BY_SPEAKER);
        if speaks {
            // "Ortiz said Cruz was late. “Very late,” she added": the last speaker goes on.
            let goes_on = antecedent.speaks && !elsewhere && self.spoke_last == Some(other);
            when(goes_on, points::SPOKE_LAST);
            // "That worries Ana Ortiz, who runs the port. “It leaks,” she said": she was introduced in order to be
            // quoted.
            let introduced = e.mentions < 3 && sentences == 1 && by_name;
            when(introduced && (antecedent.tokens.len() > 1 || takes_over), points::INTRODUCED);
            // "Cruz shook her head. “It was cold,” she said": the paragraph is about her.
            let opens = before.subject && paragraphs == 0 && sentences < 3 && by_name;
            when(opens && !reported, points::OF_PARAGRAPH);
            when(elsewhere, points::ONLY_REPORTED);
            when(!e.named, points::NAMELESS_SPEAKER);
        }
        score
    }
}

/// Where a mention stands. It counts as a subject by the parts of speech around it, where it speaks, or where it begins
/// its sentence.
pub fn position(context: &Context, mention: &Mention) -> Position {
    let (head, tokens) = (mention.head, &mention.tokens);
    let number = context.sentence_of[tokens.start];
    let sentence = context.document.sentences[number as usize].clone();
    // Dates and sums are never meant by another mention, whatever they are in their clause.
    let amount = matches!(mention.reference, Reference::Name(n) if context.is_amount(n));
    let relation = if amount { None } else { context.relation_within(&sentence, tokens.clone()) };
    // "Ortiz's lawyer left": Ortiz is no subject.
    let owner = relation == Some(Relation::Possessive) && mention.kind == EntityKind::Person;
    let is_subject = || {
        relation == Some(Relation::Subject)
            || tokens.start == sentence.start && head < sentence.end && !owner
            || resumes(context, tokens.end..sentence.end, relation)
            || is_inverted(context, sentence.start, tokens.start)
            || closes_apposition(context, tokens, sentence.end)
    };
    let subject = mention.speaks || !amount && is_subject();
    Position {
        sentence: if sentence.contains(&head) { number } else { context.sentence_of[head] },
        paragraph: context.paragraph_of[head],
        content: context.content_of[head],
        quoted: context.is_quoted(head),
        subject,
        modifies: matches!(relation, Some(Relation::Possessive | Relation::Compound)),
    }
}

/// Whether a verb follows what stands between commas or dashes after a mention, so that the mention is its subject:
/// "[Ortiz], who runs the port, left", "[Ortiz] – a sailor – left". `rest` is what follows the mention in its sentence,
/// and `relation` what the mention is by the words right beside it.
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

/// Whether the verb of a sentence stands before its subject, which begins at token `subject`: "Beside him sat [Ortiz]",
/// "Then came [Ortiz]". An object pronoun, or an adverb that begins the sentence, is no subject of the verb.
fn is_inverted(context: &Context, sentence: usize, subject: usize) -> bool {
    let Some(before) = subject.checked_sub(2).filter(|&i| i >= sentence) else { return false };
    let object = || {
        let pronoun = context.facts(before).pronoun.is_some_and(|(p, ..)| p.case == Case::Object);
        pronoun && before > sentence && matches!(context.tag(before - 1), Tag::IN | Tag::TO)
    };
    let adverb = before == sentence && context.tag(before) == Tag::RB;
    matches!(context.tag(subject - 1), Tag::VBD | Tag::VBZ) && (adverb || object())
}

/// Whether a mention in apposition to somebody's relation is followed by the verb: "Ortiz's lawyer, [Cruz], left".
fn closes_apposition(context: &Context, tokens: &Range<usize>, end: usize) -> bool {
    let comma = |i: usize| i < end && context.is_comma(i);
    let verb = |i: usize| i < end && matches!(context.tag(i), Tag::VBD | Tag::VBZ | Tag::VBP);
    let noun = |i: usize| context.facts(i).noun.is_some() && context.name(i).is_none();
    let opens = tokens.start.checked_sub(2).is_some_and(|noun_at| comma(noun_at + 1) && noun(noun_at));
    opens && comma(tokens.end) && verb(tokens.end + 1)
}
