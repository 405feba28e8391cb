//! Where quoted content begins and ends: it holds each stretch in marks as a whole or not at all, ends with the closing
//! mark after a whole sentence, and leaves out what is told of the speaker meanwhile: “I am done,” he said | as he left
//! |.

use std::ops::Range;

use super::Levels;
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_begins, is_finite};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, is_pronoun, word};
use crate::quotations::rules::ranges::{overlap, touching};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

/// Words after quoted words that tell what went on meanwhile: they chanted “Shame” *as* he left.
const WHILE: &[&str] = &["as", "while", "when", "before", "after", "until", "outside", "inside", "during"];

impl Levels<'_> {
    /// Removes content about what went on meanwhile, if a whole sentence in marks or a clause before the cue is the
    /// content: “I am done,” he said | as he left |.
    pub(super) fn leave_narration_out(
        &self,
        cue: Option<&Range<usize>>,
        depth: usize,
        content: &mut Vec<Range<usize>>,
    ) {
        let context = self.context;
        let quoted =
            |piece: &Range<usize>| touching(self.at(depth), piece).first().is_some_and(|q| q.start == piece.start);
        let spoken = content.iter().any(|piece| quoted(piece) && is_sentence(context, piece));
        let Some(cue) = cue else { return };
        // A clause before the cue: The road is closed, Ana Ruiz said | as she left |.
        let told = content.first().is_some_and(|piece| {
            piece.end < cue.start
                && word(context, piece.end) == ","
                && context.sentence_of[piece.start] == context.sentence_of[cue.start]
        });
        if !spoken && !told {
            return;
        }
        let meanwhile = |i: usize| {
            let clause = is_one_of(context, i, WHILE) && (spoken || word(context, i - 1) != ",");
            clause || spoken && phrases::tag(context, i) == Tag::VBG
        };
        content.retain(|piece| quoted(piece) || piece.start < cue.end || !meanwhile(piece.start));
    }

    /// Cuts a piece of content down to what lies between the marks of `around`, the stretch that holds its cue.
    pub(super) fn between_marks(&self, around: &Range<usize>, piece: &Range<usize>) -> Range<usize> {
        let closed = self.context.document.tokens[around.end - 1].kind() == TokenKind::Mark;
        let start = piece.start.max(around.start + 1);
        start..piece.end.min(around.end - usize::from(closed)).max(start)
    }

    /// Adds a piece to `content`, after making it hold each stretch in marks as a whole or not at all.
    pub(super) fn whole_marks(&self, mut piece: Range<usize>, depth: usize, content: &mut Vec<Range<usize>>) {
        for q in touching(self.at(depth), &piece.clone()) {
            let shared = overlap(q, &piece);
            if shared == q.len() {
                continue;
            }
            if 2 * shared >= q.len() {
                piece = piece.start.min(q.start)..piece.end.max(q.end);
            } else if q.start <= piece.start {
                piece.start = q.end.min(piece.end);
            } else {
                piece.end = q.start;
            }
        }
        if !piece.is_empty() {
            content.push(piece);
        }
    }

    /// Adds a piece to `content`. If it opens with a stretch in marks that ends as a sentence does, it is cut off at
    /// the last closing mark; so it is before a clause about something else (“Shame” | *as* he left). After other
    /// stretches it may go on to the end of the sentence: “cheap” loans cost more.
    pub(super) fn add_closed(
        &self,
        piece: Range<usize>,
        depth: usize,
        cue: Option<&Range<usize>>,
        content: &mut Vec<Range<usize>>,
    ) {
        let stretches = touching(self.at(depth), &piece);
        let that = usize::from(is_one_of(self.context, piece.start, &["that"]));
        let opens = |q: &&Range<usize>| q.start == piece.start + that && q.end < piece.end;
        let clause = |q: &&Range<usize>| (q.start..q.end).any(|i| is_finite(self.context, i));
        let Some(first) = stretches.first().filter(opens).filter(|q| that == 0 || clause(q)) else {
            content.push(piece);
            return;
        };
        let last = stretches.last().map_or(first.end, |q| q.end);
        let introduced = cue.is_some_and(|cue| cue.end <= first.start && first.start <= cue.end + 1);
        let verb = |i: usize| i < piece.end && matches!(phrases::tag(self.context, i), Tag::VBD | Tag::VBZ);
        let then = |i: usize| i < piece.end && is_one_of(self.context, i, &["then", "later"]);
        let went_on = is_one_of(self.context, first.end, &["and"])
            && (verb(first.end + 1)
                || then(first.end + 1)
                    && first.end + 2 < piece.end
                    && phrases::tag(self.context, first.end + 2).is_verb());
        // Who is told: said “thank you” | to the nurses.
        let told = || {
            let plain = cue.is_some_and(|cue| self.context.has(cue.end - 1, Flag::Plain));
            let rest = first.end + 1..piece.end;
            plain
                && is_one_of(self.context, first.end, &["to"])
                && !rest.into_iter().any(|i| is_finite(self.context, i) || phrases::tag(self.context, i) == Tag::VB)
        };
        let narrated =
            introduced && (went_on || is_one_of(self.context, first.end, WHILE) || self.others_act(first) || told());
        if last == piece.end || is_sentence(self.context, first) || narrated {
            content.push(piece.start..if narrated { first.end } else { last });
            return;
        }
        if that > 0 {
            content.push(piece);
            return;
        }
        let sentence = &self.context.document.sentences[self.context.sentence_of[first.end - 1] as usize];
        content.push(piece.start..piece.end.min(sentence.end).max(first.end));
    }

    /// Whether a new clause follows a clause in marks: “it takes time” *and Ana Ruiz* nodded.
    fn others_act(&self, q: &Range<usize>) -> bool {
        let context = self.context;
        let clause = || q.clone().any(|i| is_finite(context, i));
        let subject = q.end + 1;
        let joined =
            is_one_of(context, q.end, &["and", "but"]) && subject < context.len() && !context.is_quoted(subject);
        let named = || {
            matches!(phrases::kind(context, subject), name_kind::PERSON | name_kind::BODY)
                || is_pronoun(context, subject)
        };
        joined && clause() && (named() || clause_begins(context, subject, context.len()))
    }
}

/// Whether a stretch in marks ends as a sentence or a reported clause does: “The road is closed,” “Is it?”
fn is_sentence(context: &Context, q: &Range<usize>) -> bool {
    let last = q.clone().rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark);
    q.len() > 3 && last.is_some_and(|i| word(context, i).ends_with([',', '.', '?', '!', '…', '—']))
}
