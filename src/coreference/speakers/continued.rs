//! Who speaks a quotation in marks that has no source: the speaker of the quotation before it (“We are lucky,” Ortiz
//! said. “Very lucky.”), or the other one where two take turns as question and answer.

use crate::coreference::context::Context;
use crate::coreference::discourse::Decision;
use crate::coreference::entity::Entity;
use crate::coreference::implied_sources;
use crate::names::EntityKind;
use crate::rules::SpeakerRule;

/// How many paragraphs back a person's last quotation may lie for one without a source and cue to be given to the same
/// person.
const NARRATION: u32 = 4;

/// Gives a speaker to quotations in marks that have no source.
///
/// One in the paragraph of another quotation, or in the next paragraph, goes on with that one's speaker: “We are
/// lucky,” Ortiz said. “Very lucky.” But where the last two paragraphs were question and answer, it is the other's
/// turn: “Did you see it?” Ortiz asked. / “No,” said Cruz. / “Neither did I.”
pub(super) fn continue_speakers(context: &Context, entities: &[Entity], speakers: &mut [Option<Decision>]) {
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

/// Whether the content of an attribution has a question mark at the end of one of its spans.
fn asks(context: &Context, attribution: usize) -> bool {
    let contents = &context.attributions[attribution].content;
    contents
        .iter()
        .any(|content| (content.end.saturating_sub(2)..content.end).any(|i| context.document.word(i).starts_with('?')))
}
