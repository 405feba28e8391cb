//! What quotation marks make certain: exact rules after the models.
//!
//! The models read words and guess; marks say where quoted words begin and end, and a quotation in
//! marks has nearly always its reporting clause beside it. So contents are made to agree with the
//! marks, and each quoted stretch that no attribution holds is looked at for a clause that reports it.
//!
//! Every rule looks a bounded number of words around one stretch, so all take linear time.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::Act;
use super::Attribution;
use super::clauses::{self, Clause, is, word};
use super::scene::Scene;
use super::{gaps, in_text_order, stated, turns, verbs};
use crate::lexicon::{Flag, has};
use crate::syntax::Tag;
use crate::text::sorting::{composite_key, sort_by_key};
use crate::text::token::TokenKind;

/// The attributions found, made to agree with the marks, and those that marks add. Those that are `doubtful` count only
/// where a quoted stretch has no other.
pub fn complete(scene: &Scene, mut found: Vec<Attribution>, mut doubtful: Vec<Attribution>) -> Vec<Attribution> {
    let stretches = stretches(scene);
    let mut known: Vec<(usize, Range<usize>)> =
        found.iter().filter_map(|a| Some((a.cue.as_ref()?.start, a.source.clone()?))).collect();
    sort_by_key(&mut known, |(cue, _)| *cue as u64);
    for attribution in found.iter_mut().chain(&mut doubtful) {
        snap(scene, &stretches, attribution);
        find_source(scene, attribution, &known);
        if let Some(before) = gaps::before(scene, attribution) {
            attribution.content.insert(0, before);
        }
    }
    add_plain(scene, &mut found);
    add_unreported(scene, &stretches, &mut found);
    add_doubtful(scene, &stretches, &mut found, doubtful);
    found.retain(|a| !a.content.is_empty());
    for attribution in &mut found {
        if let Some(cue) = &attribution.cue {
            attribution.act = verbs::act(scene, cue);
        }
    }
    sort_by_key(&mut found, in_text_order);
    drop_echoes(&mut found);
    found.shrink_to_fit();
    found
}

/// Takes out what has no source and the very content of another that has one, which stands near in the order of the text:
/// “It was never safe,” | *Ms* | Ruiz said.
fn drop_echoes(found: &mut Vec<Attribution>) {
    let mut echoes = Vec::with_capacity(found.len());
    for same_start in found.chunk_by(|a, b| a.content[0].start == b.content[0].start) {
        let echo = |a: &Attribution| {
            a.source.is_none() && same_start.iter().any(|b| b.source.is_some() && a.content == b.content)
        };
        echoes.extend(same_start.iter().map(echo));
    }
    let mut echoes = echoes.into_iter();
    found.retain(|_| echoes.next() == Some(false));
}

/// Of the doubtful, the surest that report a stretch that nothing else reports: “smart roads” were the new mayor's
/// *war cry*.
fn add_doubtful(
    scene: &Scene,
    stretches: &[Range<usize>],
    found: &mut Vec<Attribution>,
    mut doubtful: Vec<Attribution>,
) {
    let mut held = vec![false; scene.len()];
    for content in found.iter().flat_map(|a| &a.content) {
        held[content.clone()].fill(true);
    }
    // For each token, whether a stretch begins there that nothing reports.
    let mut free = vec![false; scene.len()];
    for q in stretches {
        free[q.start] = !held[q.clone()].contains(&true);
    }
    // Of numbers that are not negative, the greater has the greater bits.
    sort_by_key(&mut doubtful, |a| u64::from(u32::MAX - a.confidence.to_bits()));
    for attribution in doubtful {
        let cue = attribution.cue.clone().unwrap_or_default();
        let touched = || attribution.content.iter().flat_map(|c| touching(stretches, c));
        if touched().any(|q| free[q.start] && overlap(q, &cue) == 0) {
            touched().for_each(|q| free[q.start] = false);
            found.push(attribution);
        }
    }
}

/// The outermost quoted stretches.
fn stretches(scene: &Scene) -> Vec<Range<usize>> {
    scene.document.quoted.iter().filter(|q| q.depth == 0).map(|q| q.tokens.clone()).collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The stretches that a range touches.
fn touching<'q>(stretches: &'q [Range<usize>], range: &Range<usize>) -> &'q [Range<usize>] {
    let from = stretches.partition_point(|q| q.end <= range.start);
    let to = stretches.partition_point(|q| q.start < range.end);
    &stretches[from..to.max(from)]
}

/// Makes contents agree with the marks: “It was never safe,” Ms Ruiz said. A content that ends in "safe",
/// or in "Ms", ends with the mark.
fn snap(scene: &Scene, stretches: &[Range<usize>], attribution: &mut Attribution) {
    invert(scene, attribution);
    let reported = [attribution.cue.clone(), attribution.source.clone()];
    // Those made of them come after them, in the same list.
    let mut contents = std::mem::take(&mut attribution.content);
    let count = contents.len();
    for at in 0..count {
        let content = contents[at].clone();
        let (mut start, mut end) = (paragraph_floor(scene, &content, attribution.cue.as_ref()), content.end);
        for q in touching(stretches, &content) {
            // Said within the quotation: “He told me, ‘Get in,’ and I ran,” Ana Ruiz said.
            if reported.iter().flatten().any(|r| overlap(r, q) > 0) {
                continue;
            }
            let shared = overlap(&content, q);
            if 2 * shared > q.len() {
                start = start.min(q.start);
                end = end.max(q.end);
            }
            if start == q.start + 1 {
                start = q.start;
            }
            if end + 1 == q.end || end + 2 == q.end && scene.document.tokens[end].kind() == TokenKind::Stop {
                end = q.end;
            }
        }
        without_clause(scene, stretches, start..end, &reported, &mut contents);
    }
    contents.drain(..count);
    contents.extend(before_parenthesis(scene, attribution, contents.first()));
    attribution.content = merged(contents);
    tidy(scene, &mut attribution.content);
    // “It was blue,” joked Tom Owens. Ana Ruiz replied: “It was green.” The second is hers.
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.content.len() > 1) else { return };
    let first = attribution.content[0].start;
    attribution.content.retain(|c| {
        let others = |clause: Clause| overlap(&clause.cue, &cue) == 0 && clause.cue.start > cue.end;
        let floor = scene.document.paragraphs[scene.paragraph_of[c.start] as usize].start;
        let whole = stretches.binary_search_by_key(&c.start, |q| q.start).is_ok();
        c.start == first || !whole || !clauses::before(scene, c.start, floor).is_some_and(others)
    });
}

/// Takes off what is no word at the start of a content: a bullet, a dash, a picture. Of several contents, one of a
/// single word outside marks is none: "| Instead |, he said | the road was closed |".
fn tidy(scene: &Scene, contents: &mut Vec<Range<usize>>) {
    for content in contents.iter_mut() {
        let sign = |i: usize| {
            scene.document.tokens[i].kind() == TokenKind::Sign
                && !is(scene, i, &["$", "£", "€", "¥", "#", "@", "(", "["])
        };
        while content.len() > 1 && sign(content.start) {
            content.start += 1;
        }
    }
    if contents.len() > 1 && contents.iter().any(|c| c.len() > 2) {
        contents.retain(|c| c.len() > 1 || scene.is_quoted(c.start));
    }
}

/// | The road, | Ana Ruiz said, | was closed |: what a reporting clause between commas interrupts begins before it.
fn before_parenthesis(
    scene: &Scene,
    attribution: &Attribution,
    content: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let (cue, source, content) = (attribution.cue.as_ref()?, attribution.source.as_ref()?, content?);
    let comma = source.start.checked_sub(1)?;
    let start = scene.document.sentences[scene.sentence_of[cue.start] as usize].start;
    let between = source.end == cue.start && content.start == cue.end + 1 && start < comma;
    let commas = between && word(scene, cue.end) == "," && word(scene, comma) == ",";
    (commas && !(start..content.end).any(|i| scene.is_quoted(i))).then_some(start..comma)
}

/// “The road,” said | Ana Ruiz, | “is closed.” Who follows a verb that follows the marks is no content.
fn invert(scene: &Scene, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.source.is_none()) else { return };
    let after_marks = cue.start > 0 && scene.is_quoted(cue.start - 1) && !scene.is_quoted(cue.start);
    if !after_marks || cue.len() > 1 || !clauses::says(scene, cue.start) {
        return;
    }
    let end = scene.document.paragraphs[scene.paragraph_of[cue.start] as usize].end;
    if let Some(source) = clauses::phrase_from(scene, cue.end, end) {
        attribution.source = Some(source);
        attribution.rule = "model; subject beside the verb";
    }
}

/// Where a content before its cue begins, if not in an earlier paragraph that no marks join to its own.
fn paragraph_floor(scene: &Scene, content: &Range<usize>, cue: Option<&Range<usize>>) -> usize {
    let paragraph = &scene.document.paragraphs[scene.paragraph_of[content.end - 1] as usize];
    let joined = |i: usize| i > 0 && scene.is_quoted(i) && scene.document.inside[i - 1] == scene.document.inside[i];
    let earlier = content.start < paragraph.start && !joined(paragraph.start);
    if earlier && cue.is_some_and(|c| c.start >= content.end) { paragraph.start } else { content.start }
}

/// Adds a content to those found, without the clause that reports it: “The road,” said Ana Ruiz, “is closed.” is two.
fn without_clause(
    scene: &Scene,
    stretches: &[Range<usize>],
    content: Range<usize>,
    reported: &[Option<Range<usize>>],
    found: &mut Vec<Range<usize>>,
) {
    let clause = reported.iter().flatten().filter(|r| overlap(r, &content) > 0);
    let inside = clause.clone().map(|r| r.start).min().zip(clause.map(|r| r.end).max());
    let quoted = touching(stretches, &content);
    let pieces = match inside {
        Some((from, to)) => {
            let head = quoted.iter().rfind(|q| q.end <= from).map_or(from, |q| q.end);
            let tail = quoted.iter().find(|q| q.start >= to).map_or(to, |q| q.start);
            [content.start..head.min(content.end), tail.max(content.start)..content.end]
        }
        None => {
            // “It was never safe,” Ms | Ruiz said: the clause begins at the mark.
            let next = reported.iter().flatten().map(|r| r.start).filter(|&r| r >= content.end).min();
            let cut = quoted.last().filter(|q| {
                q.start == content.start
                    && q.end < content.end
                    && matches!(word(scene, q.end.saturating_sub(2)), "," | "?" | "!")
                    && next.is_some_and(|r| r - q.end < 6)
            });
            [content.start..cut.map_or(content.end, |q| q.end), content.end..content.end]
        }
    };
    found.extend(pieces.into_iter().filter_map(|mut p| {
        // The comma after the marks belongs to the clause.
        while p.start < p.end && !scene.is_quoted(p.end - 1) && matches!(word(scene, p.end - 1), "," | "." | ":" | ";")
        {
            p.end -= 1;
        }
        while p.start < p.end && !scene.is_quoted(p.start) && matches!(word(scene, p.start), "," | "." | ":" | ";") {
            p.start += 1;
        }
        (p.start < p.end).then_some(p)
    }));
}

/// In order, those that touch made one.
fn merged(mut contents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort_by_key(&mut contents, |c| composite_key(c.start, c.end));
    contents.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        last.end = if touch { last.end.max(next.end) } else { last.end };
        touch
    });
    contents
}

/// The subject of a cue that has no source: “The road is closed,” | Ana Ruiz | said.
fn find_source(scene: &Scene, attribution: &mut Attribution, known: &[(usize, Range<usize>)]) {
    let Some(cue) = attribution.cue.clone().filter(|_| attribution.source.is_none()) else { return };
    let paragraph = &scene.document.paragraphs[scene.paragraph_of[cue.start] as usize];
    let free = |s: &Range<usize>| attribution.content.iter().all(|c| overlap(c, s) == 0);
    let source = if is(scene, cue.start, &["according"]) {
        clauses::phrase_from(scene, cue.end, paragraph.end)
    } else {
        let verb = cue.clone().find(|&i| scene.syntax.tags[i].is_verb() && has(word(scene, i), Flag::Says));
        let Some(verb) = verb else { return };
        let passive = scene.syntax.tags[verb] == Tag::VBN
            && verb > 0
            && is(scene, verb - 1, &["is", "was", "were", "are", "been", "be"]);
        // "A website called Long Acre" has no caller.
        let bare = scene.syntax.tags[verb] == Tag::VBN
            && !(cue.start..verb).any(|i| is(scene, i, &["has", "had", "have"]))
            && (verb == 0
                || !is(scene, verb - 1, &["has", "had", "have", ",", "and", "but"]) && !scene.is_quoted(verb - 1));
        if passive || bare {
            return;
        }
        let marked = cue.start > 0 && (scene.is_quoted(cue.start - 1) || word(scene, cue.start - 1) == ",");
        let participle = scene.syntax.tags[cue.start] == Tag::VBG;
        let subject = if participle { None } else { clauses::subject_before(scene, cue.start, paragraph.start) };
        let inverted = || {
            let after = marked && !participle;
            if after { clauses::phrase_from(scene, cue.end, paragraph.end) } else { None }
        };
        // Ana Ruiz said that the road was closed, adding that a bridge would follow.
        let elided = || {
            let joined = participle || cue.start > 0 && is(scene, cue.start - 1, &["and", "but", "then"]);
            let sentence = scene.document.sentences[scene.sentence_of[cue.start] as usize].start;
            let (at, source) = known.get(known.partition_point(|(at, _)| *at < sentence))?;
            (joined && *at < cue.start).then(|| source.clone())
        };
        subject.or_else(elided).or_else(|| clauses::subject_shared(scene, cue.start)).or_else(inverted)
    };
    if let Some(source) = source.filter(free) {
        attribution.source = Some(source);
        attribution.confidence *= 0.8;
        attribution.rule = "model; subject beside the verb";
    }
}

/// For each quoted stretch that no content holds, the clause that reports it.
fn add_unreported(scene: &Scene, stretches: &[Range<usize>], found: &mut Vec<Attribution>) {
    // For each token, the attribution that holds it.
    let mut holder = vec![usize::MAX; scene.len()];
    for (a, attribution) in found.iter().enumerate() {
        // Said within a quotation, it doesn't say who is quoted: “I hope we win,” Ana Ruiz said.
        let within = |content: &Range<usize>| {
            let cue = attribution.cue.clone().unwrap_or(content.start..content.start);
            touching(stretches, content).iter().any(|q| overlap(q, &cue) > 0)
        };
        for content in attribution.content.iter().filter(|c| !within(c)) {
            holder[content.clone()].fill(a);
        }
    }
    let mut cue_of = by_token_of_cue(found);
    // The attribution of the stretch before, and where that ends.
    let mut previous: Option<(usize, usize)> = None;
    for (number, q) in stretches.iter().enumerate() {
        let held = q.clone().filter(|&i| holder[i] != usize::MAX).count();
        if 2 * held >= q.len() {
            // The mark itself is held by the attribution of the whole, not by one within.
            let whole = holder[q.start];
            previous = (whole != usize::MAX).then_some((whole, q.end));
            continue;
        }
        let paragraph = &scene.document.paragraphs[scene.paragraph_of[q.start] as usize];
        let last = &scene.document.paragraphs[scene.paragraph_of[q.end - 1] as usize];
        let floor = paragraph.start;
        let limit = stretches.get(number + 1).map_or(last.end, |next| next.start.min(last.end));
        let clause = clauses::after(scene, q.end, limit)
            .or_else(|| clauses::before(scene, q.start, floor))
            .or_else(|| introduced(scene, q.start, paragraph));
        let to = match clause {
            Some(clause) => {
                let known = clause.cue.clone().find_map(|i| cue_of.get(&(i as u64)));
                match known {
                    Some(&a) => a,
                    None => {
                        cue_of.extend(clause.cue.clone().map(|i| (i as u64, found.len())));
                        found.push(new(scene, q, clause));
                        previous = Some((found.len() - 1, q.end));
                        continue;
                    }
                }
            }
            None => match previous.filter(|&(a, end)| goes_on(scene, &found[a], end, q, floor)) {
                Some((a, _)) => a,
                None => {
                    if stands_alone(scene, q) {
                        found.push(alone(q));
                    }
                    continue;
                }
            },
        };
        found[to].content.push(q.clone());
        found[to].content = merged(std::mem::take(&mut found[to].content));
        previous = Some((to, q.end));
    }
}

/// For the tokens of cues, the attribution that each is of.
fn by_token_of_cue(found: &[Attribution]) -> HashMap<u64, usize> {
    let cues = found.iter().enumerate().filter_map(|(a, attribution)| Some((a, attribution.cue.clone()?)));
    cues.flat_map(|(a, cue)| cue.map(move |i| (i as u64, a))).collect()
}

/// Turns of an interview, headlines, and reports of certain wording, where nothing found has the same
/// cue or most of the words.
fn add_plain(scene: &Scene, found: &mut Vec<Attribution>) {
    let turns = turns::find(scene).into_iter().map(|t| (t.source, t.cue, t.content, t.rule));
    let stated = stated::find(scene).into_iter().map(|r| (r.source, r.cue, r.content, r.rule));
    let mut holder = vec![usize::MAX; scene.len()];
    let cue_of = by_token_of_cue(found);
    for (a, attribution) in found.iter().enumerate() {
        for content in &attribution.content {
            holder[content.clone()].fill(a);
        }
    }
    let models = found.len();
    for (source, words, content, rule) in turns.chain(stated) {
        // A turn lasts to the end of its line, where the network hears it end with a sentence.
        if word(scene, words.start) == ":"
            && let Some(&known) = cue_of.get(&(words.start as u64))
        {
            found[known].content = vec![content];
            continue;
        }
        // Said within the content, it doesn't say whose content it is.
        let within = |a: usize| found[a].cue.as_ref().is_some_and(|c| overlap(c, &content) > 0);
        let held = content.clone().filter(|&i| holder[i] < models && !within(holder[i])).count();
        if 2 * held > content.len() || words.clone().any(|i| cue_of.contains_key(&(i as u64))) {
            continue;
        }
        let cue = Some(words);
        found.push(Attribution {
            content: vec![content],
            cue,
            source: Some(source),
            act: Act::Speech,
            confidence: 0.8,
            rule,
        });
    }
}

fn new(scene: &Scene, q: &Range<usize>, clause: Clause) -> Attribution {
    let act = verbs::act(scene, &clause.cue);
    Attribution {
        content: vec![q.clone()],
        cue: Some(clause.cue),
        source: clause.source,
        act,
        confidence: 0.85,
        rule: clause.rule,
    }
}

/// The clause that the paragraph before ends in: Ana Ruiz told the council: / “The road is closed.”
fn introduced(scene: &Scene, at: usize, paragraph: &Range<usize>) -> Option<Clause> {
    let number = (scene.paragraph_of[at] as usize).checked_sub(1).filter(|_| at == paragraph.start)?;
    let before = &scene.document.paragraphs[number];
    if word(scene, at - 1) != ":" {
        return None;
    }
    clauses::before(scene, at, before.start)
}

/// Whether a stretch is a quotation with no clause: a paragraph of its own, one sentence or more.
fn stands_alone(scene: &Scene, q: &Range<usize>) -> bool {
    let paragraph = &scene.document.paragraphs[scene.paragraph_of[q.start] as usize];
    let last = &scene.document.paragraphs[scene.paragraph_of[q.end - 1] as usize];
    let ends = (q.end.saturating_sub(3)..q.end).any(|i| scene.document.tokens[i].kind() == TokenKind::Stop);
    // A stretch that opens with a name and a colon is an interview's.
    let turn = q.clone().take(5).any(|i| word(scene, i) == ":");
    let begins = q.start == paragraph.start && q.end == last.end;
    paragraph.start > 0 && begins && q.len() >= 6 && ends && !turn && !is_title(scene, q)
}

/// Whether most of its words begin with capitals: ‘Nobody Asked Us.’ heads a section.
fn is_title(scene: &Scene, q: &Range<usize>) -> bool {
    let words = q.clone().filter(|&i| word(scene, i).starts_with(char::is_alphabetic));
    let (mut all, mut capitals) = (0, 0);
    for i in words {
        all += 1;
        capitals += usize::from(word(scene, i).starts_with(char::is_uppercase));
    }
    2 * capitals >= all
}

/// Its speaker is for the reader of the whole text to find.
fn alone(q: &Range<usize>) -> Attribution {
    Attribution {
        content: vec![q.clone()],
        cue: None,
        source: None,
        act: Act::Speech,
        confidence: 0.5,
        rule: "no reporting clause",
    }
}

/// Whether a stretch goes on with the one that ended at `end`: “I stayed,” she said. “I had to.”
fn goes_on(scene: &Scene, attribution: &Attribution, end: usize, q: &Range<usize>, floor: usize) -> bool {
    let Some(cue) = &attribution.cue else { return false };
    let near = end >= floor && q.start - end < 30;
    let begins = q.start > floor && scene.document.tokens[q.start - 1].kind() == TokenKind::Stop;
    let one_clause = (end..q.start.saturating_sub(1)).all(|i| scene.document.tokens[i].kind() != TokenKind::Stop);
    near && begins && one_clause && (cue.start >= end && cue.end <= q.start)
}
