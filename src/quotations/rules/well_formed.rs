//! The last step. Four things must hold of every attribution, whatever the network or a rule says, and are made to hold
//! here:
//!
//! 1. Content that opens in quotation marks ends with the closing mark, if the words in marks end as a sentence does:
//!    with a comma, a full stop, a question or exclamation mark, a dash, three dots. Other quoted words may begin a
//!    clause, which goes on to the end of its sentence at most; such content is mixed: Ana Ruiz said | “cheap” loans
//!    cost more |.
//! 2. A pair of marks belongs to one attribution at its level. Two may share it only where one reports the other.
//! 3. A source, and a cue, lie outside the words that they introduce.
//! 4. Content stays in one paragraph, except for quotations that are still open or that go on in a paragraph all in
//!    marks, and for turns of an interview, statements and lists. Each paragraph of such content is a range of its own.
//!
//! **Levels.** A cue inside quotation marks reports words inside those marks; a cue outside all marks reports words in
//! marks as a whole. Marks round the cue itself (he “slammed” the plan) make no level.

use std::ops::Range;

use super::ranges::{merged, overlap, touching};
use crate::lexicon::Flag;
use crate::quotations::adjuncts::{clause_begins, is_finite};
use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, is_one_of, is_pronoun, word};
use crate::syntax::Tag;
use crate::text::NOT_QUOTED;
use crate::text::sorting::{composite_key, descending, sort_by_key};
use crate::text::token::TokenKind;

/// A stretch with at most this many tokens more than the cue in it, which are its two marks, only sets off the cue: he
/// “slammed” the plan.
const TOKENS_BESIDE_CUE: usize = 2;

/// Words after quoted words that tell what went on meanwhile: they chanted “Shame” *as* he left.
const WHILE: &[&str] = &["as", "while", "when", "before", "after", "until", "outside", "inside", "during"];

/// The quoted stretches of a text by depth: how many other stretches hold each.
struct Levels<'c> {
    context: &'c Context<'c>,
    stretches: Vec<Vec<Range<usize>>>,
}

/// Makes the four rules hold of all attributions. Attributions that have no content left are removed.
pub fn enforce(context: &Context, found: &mut Vec<Attribution>) {
    let mut levels = Levels { context, stretches: Vec::new() };
    for quoted in &context.document.quoted {
        levels.stretches.resize(levels.stretches.len().max(quoted.depth + 1), Vec::new());
        levels.stretches[quoted.depth].push(quoted.tokens.clone());
    }
    let mut depths: Vec<usize> = found.iter_mut().map(|attribution| levels.fit(attribution)).collect();
    let mut left = found.iter().map(|a| !a.content.is_empty());
    depths.retain(|_| left.next() == Some(true));
    found.retain(|a| !a.content.is_empty());
    // A content may lose the cue of a report inside it. The two attributions are then rivals for the same stretch,
    // which takes another round.
    for _ in 0..ROUNDS {
        if !levels.give_to_one(found, &depths) {
            break;
        }
    }
    found.retain(|a| !a.content.is_empty());
    thin_out(context, found);
    found.iter_mut().for_each(|attribution| part_by_paragraphs(context, &mut attribution.content));
}

/// Splits content at the ends of paragraphs.
fn part_by_paragraphs(context: &Context, content: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < content.len() {
        let Range { start, end } = content[at];
        let paragraph_end = context.document.paragraphs[context.paragraph_of[start] as usize].end;
        at += 1;
        if paragraph_end < end {
            content[at - 1].end = paragraph_end;
            content.insert(at, paragraph_end..end);
        }
    }
}

/// The most rounds of giving each stretch to one attribution: a report in a report in a report takes three.
const ROUNDS: usize = 4;

/// The most contents that may cover one token. More occur only in texts that repeat "he said" over and over.
const NESTED: u8 = 40;

/// Removes attributions of which a range of content begins where [`NESTED`] others cover the token.
fn thin_out(context: &Context, found: &mut Vec<Attribution>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    sort_by_key(&mut order, |&a| found[a].content[0].start as u64);
    let mut covered = vec![0; context.len()];
    let mut crowded = vec![false; found.len()];
    for a in order {
        crowded[a] = found[a].content.iter().any(|content| covered[content.start] >= NESTED);
        if !crowded[a] {
            let words = found[a].content.iter().flat_map(|content| content.clone());
            words.for_each(|i| covered[i] = covered[i].saturating_add(1));
        }
    }
    let mut crowded = crowded.into_iter();
    found.retain(|_| crowded.next() == Some(false));
}

impl Levels<'_> {
    /// The stretches that `depth` others hold, in text order.
    fn at(&self, depth: usize) -> &[Range<usize>] {
        self.stretches.get(depth).map_or(&[], Vec::as_slice)
    }

    /// The innermost quoted stretch that holds the cue, and the depth of the stretches that the cue can report. Marks
    /// round the cue itself don't count.
    fn stretch_around_cue(&self, cue: &Range<usize>) -> (Option<Range<usize>>, usize) {
        let document = self.context.document;
        let innermost = document.inside[cue.start];
        if innermost == NOT_QUOTED {
            return (None, 0);
        }
        let quoted = &document.quoted[innermost as usize];
        for depth in (0..=quoted.depth).rev() {
            let Some(q) = touching(self.at(depth), &(cue.start..cue.start + 1)).first() else { continue };
            if q.len() > cue.len() + TOKENS_BESIDE_CUE {
                return (Some(q.clone()), depth + 1);
            }
        }
        (None, 0)
    }

    /// Makes one attribution agree with the marks, with paragraphs, and with its own cue and source. Gives the depth of
    /// the stretches that it can report.
    fn fit(&self, attribution: &mut Attribution) -> usize {
        let (around, depth) = attribution.cue.as_ref().map_or((None, 0), |cue| self.stretch_around_cue(cue));
        if around.is_none() && self.is_fit(attribution, depth) {
            return depth;
        }
        for part in [&mut attribution.cue, &mut attribution.source] {
            *part = part.take().map(|part| self.in_one_paragraph(part)).filter(|part| !part.is_empty());
        }
        let mut content = Vec::with_capacity(attribution.content.len());
        for piece in merged(std::mem::take(&mut attribution.content)) {
            let within = around.as_ref().map_or(piece.clone(), |around| self.between_marks(around, &piece));
            self.whole_marks(within, depth, &mut content);
        }
        let content = merged(content);
        let content = content.into_iter().flat_map(|piece| self.in_paragraphs(piece, attribution, depth)).collect();
        let content = self.without_clause(attribution, content, depth);
        let mut closed = Vec::with_capacity(content.len());
        for piece in content {
            self.add_closed(piece, depth, attribution.cue.as_ref(), &mut closed);
        }
        self.leave_narration_out(attribution.cue.as_ref(), depth, &mut closed);
        attribution.content = closed;
        depth
    }

    /// Whether there is nothing to fit: the content is one piece without marks in one paragraph, and shares no token
    /// with cue and source.
    fn is_fit(&self, attribution: &Attribution, depth: usize) -> bool {
        let [content] = attribution.content.as_slice() else { return false };
        let paragraph_of = &self.context.paragraph_of;
        let in_one = |part: &Range<usize>| !part.is_empty() && paragraph_of[part.start] == paragraph_of[part.end - 1];
        let mut clause = [&attribution.cue, &attribution.source].into_iter().flatten();
        in_one(content)
            && touching(self.at(depth), content).is_empty()
            && clause.all(|part| in_one(part) && overlap(part, content) == 0)
    }

    /// Removes content about what went on meanwhile, if a whole sentence in marks or a clause before the cue is the
    /// content: “I am done,” he said | as he left |.
    fn leave_narration_out(&self, cue: Option<&Range<usize>>, depth: usize, content: &mut Vec<Range<usize>>) {
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

    /// Cuts a range down to one paragraph: that of its first or of its last token, whichever holds more of it.
    fn in_one_paragraph(&self, range: Range<usize>) -> Range<usize> {
        let context = self.context;
        let of = |i: usize| &context.document.paragraphs[context.paragraph_of[i] as usize];
        let first = range.start..range.end.min(of(range.start).end);
        let last = range.start.max(of(range.end - 1).start)..range.end;
        if first.len() >= last.len() { first } else { last }
    }

    /// Cuts a piece of content down to what lies between the marks of `around`, the stretch that holds its cue.
    fn between_marks(&self, around: &Range<usize>, piece: &Range<usize>) -> Range<usize> {
        let closed = self.context.document.tokens[around.end - 1].kind() == TokenKind::Mark;
        let start = piece.start.max(around.start + 1);
        start..piece.end.min(around.end - usize::from(closed)).max(start)
    }

    /// Adds a piece to `content`, after making it hold each stretch in marks as a whole or not at all.
    fn whole_marks(&self, mut piece: Range<usize>, depth: usize, content: &mut Vec<Range<usize>>) {
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

    /// Divides a piece at the ends of paragraphs where no quotation is open, and keeps the parts that belong to the
    /// cue: those in its own paragraph, in the next one if a colon introduces it, or in marks; all if the rule spans
    /// paragraphs; the nearest if no part does. Without a cue, the first part is kept.
    fn in_paragraphs(&self, piece: Range<usize>, attribution: &Attribution, depth: usize) -> Vec<Range<usize>> {
        let context = self.context;
        let paragraphs = &context.document.paragraphs;
        let (first, last) = (context.paragraph_of[piece.start] as usize, context.paragraph_of[piece.end - 1] as usize);
        let mut parts = Vec::new();
        let mut start = piece.start;
        for paragraph in &paragraphs[first..last] {
            let open = touching(self.at(depth), &(paragraph.end - 1..paragraph.end)).first();
            if open.is_none_or(|q| q.end <= paragraph.end) {
                parts.push(start..paragraph.end);
                start = paragraph.end;
            }
        }
        if parts.is_empty() {
            return vec![piece];
        }
        parts.push(start..piece.end);
        let marked =
            |part: &Range<usize>| touching(self.at(depth), part).first().is_some_and(|q| q.start == part.start);
        let Some(cue) = &attribution.cue else {
            parts.truncate(1);
            return parts;
        };
        let of_cue = context.paragraph_of[cue.start] as usize;
        let introduces = word(context, paragraphs[of_cue].end - 1) == ":";
        let own = |part: &Range<usize>| {
            let paragraph = context.paragraph_of[part.start] as usize;
            paragraph == of_cue || introduces && paragraph == of_cue + 1 || attribution.rule.spans_paragraphs()
        };
        // A word in marks at the end of a paragraph above belongs to that paragraph.
        let whole = |part: &Range<usize>| {
            let paragraph = context.paragraph_of[part.start] as usize;
            paragraph >= of_cue || part.start == paragraphs[paragraph].start || ends_sentence_in_marks(context, part)
        };
        let mut near: Vec<Range<usize>> = parts.iter().filter(|p| own(p) || marked(p) && whole(p)).cloned().collect();
        if near.is_empty() {
            near.extend(if piece.start >= cue.end { parts.first() } else { parts.last() }.cloned());
        }
        near
    }

    /// Takes cue and source out of the content. A source inside quoted words that are content is dropped instead.
    fn without_clause(
        &self,
        attribution: &mut Attribution,
        content: Vec<Range<usize>>,
        depth: usize,
    ) -> Vec<Range<usize>> {
        let quoted = |part: &Range<usize>| {
            let around = touching(self.at(depth), part).iter().filter(|q| q.start <= part.start && part.end <= q.end);
            around.into_iter().any(|q| content.iter().any(|piece| overlap(q, piece) > 0))
        };
        if attribution.source.as_ref().is_some_and(quoted) {
            attribution.source = None;
        }
        let mut content = content;
        for part in [&attribution.cue, &attribution.source].into_iter().flatten() {
            let mut rest = Vec::with_capacity(content.len() + 1);
            for piece in content {
                if overlap(&piece, part) == 0 {
                    rest.push(piece);
                    continue;
                }
                rest.extend([piece.start..part.start.max(piece.start), part.end.min(piece.end)..piece.end]);
            }
            rest.retain(|piece| !piece.is_empty());
            content = rest;
        }
        content
    }

    /// Adds a piece to `content`. If it opens with a stretch in marks that ends as a sentence does, it is cut off at
    /// the last closing mark; so it is before a clause about something else (“Shame” | *as* he left). After other
    /// stretches it may go on to the end of the sentence: “cheap” loans cost more.
    fn add_closed(
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

    /// Leaves each stretch in marks to one of the attributions that hold it, and to those that report this one or are
    /// reported by it. Gives true if a content lost a stretch.
    fn give_to_one(&self, found: &mut [Attribution], depths: &[usize]) -> bool {
        let mut changed = false;
        // Depth, index of a stretch, and index of an attribution that holds it.
        let mut holders: Vec<(usize, usize, usize)> = Vec::new();
        for (a, (attribution, &depth)) in found.iter().zip(depths).enumerate() {
            let level = self.at(depth);
            for piece in &attribution.content {
                let from = level.partition_point(|q| q.end <= piece.start);
                holders.extend((from..from + touching(level, piece).len()).map(|q| (depth, q, a)));
            }
        }
        // The sort is stable: for each stretch, the attributions stay in order.
        sort_by_key(&mut holders, |&(depth, q, _)| composite_key(depth, q));
        holders.dedup();
        for several in holders.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(|several| several.len() > 1) {
            let q = &self.at(several[0].0)[several[0].1];
            let mut rivals: Vec<usize> = several.iter().map(|&(_, _, a)| a).collect();
            // Floats that are not negative are in the order of their bits.
            sort_by_key(&mut rivals, |&a| descending(claim(&found[a], q).to_bits() as usize) as u64);
            if let [first, second] = rivals[..] {
                self.take_report_in(found, q, first, second);
            }
            let mut owners: Vec<usize> = Vec::new();
            for a in rivals {
                if owners.iter().all(|&owner| nested(&found[a], &found[owner])) {
                    owners.push(a);
                } else {
                    self.take_out(&mut found[a], q, several[0].0);
                    changed = true;
                }
            }
        }
        changed
    }

    /// Settles rivals for a stretch of which one stands before it and the other after: if the stretch ends in a comma,
    /// the second reports the first, too: | They opposed “the plan,” | according to the council.
    fn take_report_in(&self, found: &mut [Attribution], q: &Range<usize>, first: usize, second: usize) {
        let context = self.context;
        let (Some(a), Some(b)) = (found[first].cue.clone(), found[second].cue.clone()) else { return };
        let (inner, cue, outer) = if a.end <= q.start && b.start >= q.end {
            (first, a, second)
        } else if b.end <= q.start && a.start >= q.end {
            (second, b, first)
        } else {
            return;
        };
        let goes_on = q.end - q.start > 2 && word(context, q.end - 2) == ",";
        let start = context.document.sentences[context.sentence_of[q.start] as usize].start;
        let one_sentence = start <= cue.start && !(start..q.start).any(|i| context.is_quoted(i));
        let parts = [&found[outer].source, &found[outer].cue];
        let own = parts.into_iter().flatten().any(|part| overlap(part, &(start..q.end)) > 0);
        if !goes_on || !one_sentence || own || nested(&found[inner], &found[outer]) {
            return;
        }
        let content = &mut found[outer].content;
        let place = content.iter().position(|piece| piece.start == q.start);
        if let Some(place) = place.filter(|&place| place == 0 || content[place - 1].end < start) {
            content[place].start = start;
        }
    }

    /// Takes a stretch out of a content, with what lies on its far side as seen from the cue.
    fn take_out(&self, attribution: &mut Attribution, q: &Range<usize>, depth: usize) {
        let cue = attribution.cue.clone().unwrap_or(q.end..q.end);
        let mut content = Vec::with_capacity(attribution.content.len());
        for mut piece in std::mem::take(&mut attribution.content) {
            if overlap(&piece, q) == 0 {
                content.push(piece);
                continue;
            }
            let after = cue.start >= q.end && piece.end <= cue.start;
            piece = if after { q.end..piece.end } else { piece.start..q.start };
            while !piece.is_empty() && joins(self.context, piece.start) {
                piece.start += 1;
            }
            while !piece.is_empty() && joins(self.context, piece.end - 1) {
                piece.end -= 1;
            }
            if !piece.is_empty() {
                self.add_closed(piece, depth, Some(&cue), &mut content);
            }
        }
        attribution.content = content;
    }
}

/// Whether the token is a comma, colon, semicolon or conjunction that only joins what stands beside it.
fn joins(context: &Context, i: usize) -> bool {
    is_one_of(context, i, &[",", ";", ":", "and", "or", "but", "nor"])
}

/// Whether exactly one of two attributions reports the other.
fn nested(a: &Attribution, b: &Attribution) -> bool {
    let reports = |outer: &Attribution, inner: &Attribution| {
        inner.cue.as_ref().is_some_and(|cue| outer.content.iter().any(|piece| overlap(piece, cue) > 0))
    };
    reports(a, b) != reports(b, a)
}

/// Scores the claim of an attribution to a stretch: 1 if cue or source is at most two tokens away, 0.5 for a source, 1
/// if it has no other content, and its confidence.
fn claim(attribution: &Attribution, q: &Range<usize>) -> f32 {
    let parts = [&attribution.cue, &attribution.source];
    let gap =
        |part: &Range<usize>| if part.end <= q.start { q.start - part.end } else { part.start.saturating_sub(q.end) };
    let gap = parts.into_iter().flatten().map(gap).min().unwrap_or(usize::MAX);
    let beside = if gap <= 2 { 1.0 } else { 0.0 };
    let sourced = if attribution.source.is_some() { 0.5 } else { 0.0 };
    let only = if attribution.content.len() == 1 { 1.0 } else { 0.0 };
    beside + sourced + only + attribution.confidence
}

/// Whether a stretch in marks ends as a sentence or a reported clause does: “The road is closed,” “Is it?”
fn is_sentence(context: &Context, q: &Range<usize>) -> bool {
    let last = q.clone().rev().find(|&i| context.document.tokens[i].kind() != TokenKind::Mark);
    q.len() > 3 && last.is_some_and(|i| word(context, i).ends_with([',', '.', '?', '!', '…', '—']))
}

/// Whether a part ends with the end of a sentence inside marks: “The road is closed.”
fn ends_sentence_in_marks(context: &Context, part: &Range<usize>) -> bool {
    part.len() > 3 && context.is_quoted(part.end - 1) && (part.end - 2..part.end).any(|i| phrases::is_stop(context, i))
}
