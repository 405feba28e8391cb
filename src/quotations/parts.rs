//! Sources and contents: who, and what, given a cue.
//!
//! A sequence labeller reads the text around one cue and labels each token as source, content or
//! neither. Reading once for each cue lets contents nest: "Ortiz said Kim had called the plan a
//! "gift"" holds two.

use std::ops::Range;

use super::scene::{Scene, quote};
use crate::learned::chain::Chain;
use crate::learned::features::mix;
use crate::learned::memory::{Digest, Memory};
use crate::syntax::Tag;

/// Labels: outside, source begins, source goes on, content begins, content goes on.
pub const LABELS: usize = 5;
/// The label that begins a source.
pub const SOURCE: usize = 1;
/// The label that begins a content.
pub const CONTENT: usize = 3;

/// Tokens before and after a cue's sentence that are read at most; of the sentence itself, twice as many on either
/// side of the cue. Only what is no prose has longer ones, and as many cues in it as may be.
const REACH: usize = 160;

/// Source and content of one cue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// The words that name who.
    pub source: Option<Range<usize>>,
    /// The words attributed.
    pub content: Vec<Range<usize>>,
    /// The mean chance of the source's and the contents' edges, as the model sees it.
    pub source_probability: f32,
    /// The same of the contents.
    pub content_probability: f32,
    /// The greatest chance of any token to be content.
    pub any_content: f32,
}

/// The tokens that a cue's parts can be in.
pub fn window(scene: &Scene, cue: &Range<usize>) -> Range<usize> {
    let document = scene.document;
    let sentence = &document.sentences[scene.sentence_of[cue.start] as usize];
    let paragraph_number = scene.paragraph_of[cue.start] as usize;
    let paragraph = &document.paragraphs[paragraph_number];
    let first = sentence.start.saturating_sub(REACH).max(cue.start.saturating_sub(2 * REACH));
    let last = (sentence.end + REACH).min(cue.end + 2 * REACH);
    let mut start = paragraph.start.max(first);
    let mut end = paragraph.end.min(last);
    // "He put it this way:" and the words stand in the next paragraph.
    let colon = paragraph.end > cue.end && paragraph.end - cue.end < 12 && document.word(paragraph.end - 1) == ":";
    if colon && let Some(next) = document.paragraphs.get(paragraph_number + 1) {
        end = next.end.min(paragraph.end + REACH);
    }
    // A quotation that began in an earlier paragraph, or goes on in the next.
    if let Some(q) = document.quoted.get(document.inside[start] as usize)
        && q.tokens.start < start
    {
        start = q.tokens.start.max(start.saturating_sub(REACH));
    }
    if let Some(q) = document.quoted.get(document.inside[end - 1] as usize) {
        end = end.max(q.tokens.end.min(end + REACH));
    }
    start..end
}

/// What every token's features have in common, for one cue.
pub struct Reading<'r> {
    scene: &'r Scene<'r>,
    cue: Range<usize>,
    window: Range<usize>,
    cue_hash: u64,
    head_lower: u64,
    cue_code: u64,
    /// For each token of the window: whether it is in another cue.
    other_cue: Vec<bool>,
    /// For each token of the window: other cues between it and the cue.
    cues_between: Vec<u8>,
    /// For each token of the window: commas and sentence ends between it and the cue.
    commas_between: Vec<u8>,
    /// For each token: quotation marks between it and the cue.
    marks_between: Vec<u8>,
    /// For each token: finite verbs between it and the cue (up to 3), and whether "that" is (4).
    verbs_between: Vec<u8>,
    shape: u64,
}

impl<'r> Reading<'r> {
    /// Prepares to read around `cue`; `cues` are all cues of the document.
    pub fn new(scene: &'r Scene<'r>, cue: &Range<usize>, cues: &[Range<usize>]) -> Self {
        let window = window(scene, cue);
        let head = scene.head_of(cue.clone());
        let mut other_cue = vec![false; window.len()];
        for other in cues[cues.partition_point(|c| c.end <= window.start)..].iter().take_while(|c| c.start < window.end)
        {
            if other != cue {
                for i in other.clone().filter(|i| window.contains(i)) {
                    other_cue[i - window.start] = true;
                }
            }
        }
        let mut cues_between = vec![0u8; window.len()];
        let mut commas_between = vec![0u8; window.len()];
        let mut marks_between = vec![0u8; window.len()];
        let mut verbs_between = vec![0u8; window.len()];
        let mut walk = |tokens: &mut dyn Iterator<Item = usize>| {
            let (mut others, mut commas, mut marks, mut verbs, mut that, mut within) = (0u8, 0u8, 0u8, 0u8, 0u8, false);
            for i in tokens {
                let k = i - window.start;
                cues_between[k] = others;
                commas_between[k] = commas;
                marks_between[k] = marks;
                verbs_between[k] = verbs + that;
                if other_cue[k] && !within {
                    others = (others + 1).min(3);
                }
                within = other_cue[k];
                commas = (commas + u8::from(matches!(scene.document.word(i), "," | ";" | "—" | "–" | "--"))).min(4);
                let tag = scene.syntax.tags[i];
                verbs = (verbs + u8::from(matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD))).min(3);
                that |= 4 * u8::from(tag == Tag::IN && scene.document.word(i).eq_ignore_ascii_case("that"));
                marks = (marks + u8::from(matches!(scene.quote_state[i], quote::OPENS | quote::CLOSES))).min(5);
            }
        };
        walk(&mut (cue.end..window.end));
        walk(&mut (window.start..cue.start).rev());
        let cue_hash = cue.clone().fold(5, |h, i| mix(h, scene.word(i as isize).lower.into()));
        let marks = u64::from(scene.sentence_marks[scene.sentence_of[cue.start] as usize]);
        let shape = mix(scene.tag(head as isize), marks);
        let head_lower = scene.word(head as isize).lower.into();
        let cue_code = scene.clusters[head].into();
        Reading {
            scene,
            cue: cue.clone(),
            window,
            cue_hash,
            head_lower,
            cue_code,
            other_cue,
            cues_between,
            commas_between,
            marks_between,
            verbs_between,
            shape,
        }
    }

    /// The tokens read.
    pub fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    /// The features of token `i` of the window.
    pub fn features(&self, i: usize, out: &mut Vec<u64>) {
        let scene = self.scene;
        let k = i - self.window.start;
        let inside = |j: isize| j >= self.window.start as isize && j < self.window.end as isize;
        let at = |d: isize| i as isize + d;
        let lower = |d: isize| if inside(at(d)) { u64::from(scene.word(at(d)).lower) } else { 7 };
        let tag = |d: isize| if inside(at(d)) { scene.tag(at(d)) } else { 97 };
        let quote = |d: isize| if inside(at(d)) { u64::from(scene.quote_state[at(d) as usize]) } else { 9 };
        let code = |d: isize| if inside(at(d)) { u64::from(scene.clusters[at(d) as usize]) } else { 300 };
        let side: u64 = if i < self.cue.start {
            0
        } else if i < self.cue.end {
            1
        } else {
            2
        };
        let gap = if side == 0 { self.cue.start - i } else { (i + 1).saturating_sub(self.cue.end) };
        let near = match gap {
            d @ 0..=4 => d as u64,
            5..=7 => 5,
            8..=12 => 6,
            13..=20 => 7,
            21..=40 => 8,
            _ => 9,
        };
        let sentences = u64::from(scene.sentence_of[i].abs_diff(scene.sentence_of[self.cue.start]).min(3));
        let place = mix(side * 16 + near, sentences);
        let rough = side * 4 + sentences;
        let other = u64::from(self.other_cue[k]);
        let cues = u64::from(self.cues_between[k]);
        let commas = u64::from(self.commas_between[k]);
        let marks = u64::from(self.marks_between[k]);
        let name = u64::from(scene.name_kind[i]);
        let edge = u64::from(i == self.window.start || scene.sentence_of[i] != scene.sentence_of[i - 1]);
        let last = u64::from(i + 1 == self.window.end || scene.sentence_of[i] != scene.sentence_of[i + 1]);
        let quoted = mix(quote(-1), quote(0)) ^ quote(1).rotate_left(20);
        let mut template = 4000u64;
        let mut f = |a: u64, b: u64, c: u64| {
            template += 1;
            out.push(mix(mix(mix(template, a), b), c));
        };
        f(side, 0, 0);
        f(place, 0, 0);
        f(place, tag(0), 0);
        f(place, self.cue_hash, 0);
        f(place, self.head_lower, 0);
        f(place, commas, marks);
        f(rough, lower(0), 0);
        f(rough, lower(-1), 0);
        f(rough, lower(1), 0);
        f(rough, lower(-1), lower(0));
        f(rough, lower(0), lower(1));
        f(rough, tag(0), tag(-1));
        f(rough, tag(0), tag(1));
        f(rough, mix(tag(-1), tag(0)), tag(1));
        f(rough, mix(tag(-2), tag(-1)), tag(0));
        f(rough, mix(tag(0), tag(1)), tag(2));
        f(side, lower(0), self.head_lower);
        f(rough, tag(0), self.head_lower);
        f(rough, tag(0), self.shape);
        // Clusters of words; the cue's own.
        f(rough, code(0), tag(0));
        f(rough, code(-1), tag(0));
        f(rough, code(0), code(1));
        f(place, code(0), 0);
        f(place, self.cue_code, 0);
        f(place, self.cue_code, tag(0));
        f(rough, self.cue_code, lower(0));
        f(rough, self.cue_code, mix(tag(-1), tag(0)));
        f(side, self.cue_code, mix(lower(-1), tag(0)));
        // Quotation marks.
        f(rough, quoted, 0);
        f(rough, quoted, tag(0));
        f(rough, quoted, marks);
        f(place, quoted, self.shape);
        f(rough, quoted, self.head_lower);
        f(side, marks, mix(quote(0), sentences * 4 + edge * 2 + last));
        f(rough, mix(quote(-2), quote(-1)), mix(lower(-1), quote(0)));
        f(rough, mix(quote(0), quote(1)), lower(0));
        // Punctuation and edges.
        f(rough, commas, tag(0));
        f(rough, commas, lower(-1));
        f(side, edge + 2 * last, tag(0));
        f(rough, edge, mix(tag(0), marks));
        // Clauses.
        let verbs = u64::from(self.verbs_between[k]);
        f(side, verbs, tag(0));
        f(side, verbs, lower(0));
        f(rough, mix(verbs, commas), tag(0));
        f(side, mix(verbs, commas), mix(tag(-1), tag(0)));
        f(rough, mix(verbs, commas), self.head_lower);
        f(rough, lower(-2), lower(-1));
        f(rough, lower(1), lower(2));
        f(rough, mix(tag(-1), tag(0)), mix(tag(1), tag(2)));
        f(rough, mix(lower(-1), lower(0)), lower(1));
        // Names: what can speak.
        f(place, name, 0);
        f(rough, name, tag(0));
        f(rough, mix(name, u64::from(i > 0 && scene.name_kind[i - 1] as u64 == name)), self.head_lower);
        f(rough, mix(name, tag(0)), mix(tag(-1), tag(1)));
        // Other cues.
        f(side, cues, other);
        f(rough, mix(cues, other), tag(0));
        f(rough, mix(cues, commas), lower(0));
        f(side, mix(cues, other), quoted);
        f(side, mix(cues, u64::from(k > 0 && self.other_cue[k - 1])), tag(0));
    }
}

/// The same, with what was found before. `facts` are those of the scene's tokens.
pub fn find_again(
    scene: &Scene,
    model: &Chain,
    cue: &Range<usize>,
    cues: &[Range<usize>],
    facts: &[Digest],
    memory: &mut Memory<Parts>,
) -> Parts {
    // All that the features look at: the window's tokens, its sentences, and its cues.
    let window = window(scene, cue);
    let (start, here) = (window.start, cue.start - window.start);
    let marks = u64::from(scene.sentence_marks[scene.sentence_of[cue.start] as usize]);
    let name_before = if start > 0 { u64::from(scene.name_kind[start - 1]) } else { 99 };
    let mut all = Digest::default().with(here as u64 | (cue.len() as u64) << 32).with(marks | name_before << 8);
    for i in window.clone() {
        all = all.with_all(facts[i]);
        if i > start && scene.sentence_of[i] != scene.sentence_of[i - 1] {
            all = all.with(1);
        }
    }
    for other in cues[cues.partition_point(|c| c.end <= start)..].iter().take_while(|c| c.start < window.end) {
        // One that began before the window counts from its start.
        let begins = other.start.max(start) - start;
        all = all.with(begins as u64 | ((other.end - start) as u64) << 32);
    }
    let moved = |range: &Range<usize>, by: usize| range.start.wrapping_add(by)..range.end.wrapping_add(by);
    let shifted = |parts: &Parts, by: usize| Parts {
        source: parts.source.as_ref().map(|source| moved(source, by)),
        content: parts.content.iter().map(|content| moved(content, by)).collect(),
        ..*parts
    };
    let found = memory.recall(all, || shifted(&find(scene, model, cue, cues), start.wrapping_neg()));
    shifted(found, start)
}

/// Source and contents of a cue.
pub fn find(scene: &Scene, model: &Chain, cue: &Range<usize>, cues: &[Range<usize>]) -> Parts {
    let reading = Reading::new(scene, cue, cues);
    let window = reading.window();
    let scores = model.score(window.len(), |i, out| reading.features(window.start + i, out));
    let labels = model.best(&scores);
    let marginals = model.marginals(&scores);
    let at = |i: usize, label: usize| marginals[(i - window.start) * LABELS + label];
    let mut parts = Parts::default();
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (k, label) in labels.iter().map(|&label| usize::from(label)).enumerate() {
        let i = window.start + k;
        match label {
            0 => {}
            SOURCE | CONTENT => runs.push((label, i..i + 1)),
            _ => {
                if let Some(run) = runs.last_mut() {
                    run.1.end = i + 1;
                }
            }
        }
    }
    // Of several sources, the one nearest to the cue.
    let distance =
        |r: &Range<usize>| if r.end <= cue.start { cue.start - r.end } else { r.start.saturating_sub(cue.end) };
    let source = runs.iter().filter(|r| r.0 == SOURCE).map(|r| &r.1).min_by_key(|r| distance(r)).cloned();
    let edges = |run: &Range<usize>, label: usize| {
        let middle: f32 = run.clone().map(|i| at(i, label) + at(i, label + 1)).fold(1.0, f32::min);
        at(run.start, label) * middle
    };
    if let Some(source) = &source {
        parts.source_probability = edges(source, SOURCE);
    } else {
        parts.source_probability = window.clone().map(|i| 1.0 - at(i, SOURCE) - at(i, SOURCE + 1)).fold(1.0, f32::min);
    }
    parts.source = source;
    for (_, run) in runs.iter().filter(|r| r.0 == CONTENT) {
        parts.content_probability += edges(run, CONTENT);
        parts.content.push(run.clone());
    }
    parts.content_probability /= parts.content.len().max(1) as f32;
    parts.any_content = window.clone().map(|i| at(i, CONTENT) + at(i, CONTENT + 1)).fold(0.0, f32::max);
    parts
}
