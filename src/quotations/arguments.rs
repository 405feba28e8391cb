//! Sources and contents: who is reported by a cue, and what.
//!
//! The network labels each token around one cue as source, content or neither. Each cue has a reading of its own, so
//! that contents can nest: 'Ortiz said Kim had called the plan a "gift"' has two.

use std::ops::Range;

use super::context::{Context, quote};
use crate::learned::features::mix;
use crate::syntax::Tag;

/// How many labels a token can have: 0 is neither, 1 begins a source, 2 continues it, 3 begins a content, 4 continues
/// it.
pub const LABELS: usize = 5;
/// The label that begins a source.
pub const SOURCE: usize = 1;
/// The label that begins a content.
pub const CONTENT: usize = 3;

/// The most tokens beyond a cue's sentence that are read for its source and content; twice as many, counted from the
/// cue, are read at most where the sentence is long. Without these limits a long list with many cues would take
/// quadratic time.
const REACH: usize = 160;

/// The most tokens before a cue that are read for its source and content: [`window`] can begin no earlier.
pub const FARTHEST: usize = 3 * REACH;

/// Source and content of one cue, as the network labels them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arguments {
    /// The words that say who is reported.
    pub source: Option<Range<usize>>,
    /// The likeliest source where `source` is none; none if it is too unlikely.
    pub likeliest_source: Option<Range<usize>>,
    /// The words that are reported; several ranges where the reporting clause stands between. Empty where the cue
    /// reports nothing.
    pub content: Vec<Range<usize>>,
    /// How sure the network is of the source: the chance that its first token begins one, times the least chance of its
    /// tokens to be in one. Where there is no source, the least chance of the tokens around the cue to be in none.
    pub source_probability: f32,
}

/// The tokens around a cue that are read for its source and content: its paragraph, within limits; the next one where a
/// colon introduces it; and other paragraphs as far as a quotation from or into this one reaches.
pub fn window(context: &Context, cue: &Range<usize>) -> Range<usize> {
    let document = context.document;
    let sentence = &document.sentences[context.sentence_of[cue.start] as usize];
    let paragraph_number = context.paragraph_of[cue.start] as usize;
    let paragraph = &document.paragraphs[paragraph_number];
    let first = sentence.start.saturating_sub(REACH).max(cue.start.saturating_sub(2 * REACH));
    let last = (sentence.end + REACH).min(cue.end + 2 * REACH);
    let mut start = paragraph.start.max(first);
    let mut end = paragraph.end.min(last);
    // "He put it this way:" introduces words in the next paragraph.
    let colon = paragraph.end > cue.end && paragraph.end - cue.end < 12 && document.word(paragraph.end - 1) == ":";
    if colon && let Some(next) = document.paragraphs.get(paragraph_number + 1) {
        end = next.end.min(paragraph.end + REACH);
    }
    // A quotation may have begun in an earlier paragraph, or go on in the next.
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

/// Where a token stands, seen from a cue, and what stands between. Neighbours mostly have the same place, for which
/// features are made only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// 0 before the cue, 1 in it, 2 after it.
    side: u8,
    /// The distance to the cue in tokens: exact up to 4, and from 5 to 9 in ever wider steps.
    gap: u8,
    /// The distance to the cue in sentences, up to 3.
    sentences: u8,
    /// What stands between it and the cue.
    between: Between,
    /// Whether it is in another cue.
    other_cue: bool,
    /// How the token before, the token itself and the one after stand to quotation marks, as in [`quote`]; 9 outside
    /// the window.
    quoted: [u8; 3],
}

impl Place {
    /// Makes a number of the place without the distance in tokens.
    fn rough(self) -> u64 {
        u64::from(self.side * 4 + self.sentences)
    }
}

/// A cue and the tokens around it, prepared for making the features of each of these tokens.
pub struct Reading<'r> {
    context: &'r Context<'r>,
    cue: Range<usize>,
    window: Range<usize>,
    /// The hash of the cue's words.
    cue_hash: u64,
    /// The hash of the cue's main word in lower case.
    head_lower: u64,
    /// The cluster of the cue's main word: words that are used alike share one.
    head_cluster: u64,
    /// For each token of the window, whether it is in another cue.
    other_cue: Vec<bool>,
    /// For each token of the window, what stands between it and the cue.
    between: Vec<Between>,
    /// The hash of the main word's part of speech and of how its sentence stands to quotation marks.
    head_and_marks_hash: u64,
}

/// Counts of what stands between a token and a cue, each up to a limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Between {
    /// Other cues, up to 3.
    cues: u8,
    /// Commas, semicolons and dashes, up to 4.
    commas: u8,
    /// Quotation marks, up to 5.
    marks: u8,
    /// Finite verbs, up to 3, plus 4 if there is a "that".
    verbs_and_that: u8,
}

impl<'r> Reading<'r> {
    /// Prepares to read around `cue`. `cues`, in text order, must hold all other cues near it.
    pub fn new(context: &'r Context<'r>, cue: &Range<usize>, cues: &[Range<usize>]) -> Self {
        let window = window(context, cue);
        let head = context.head_of(cue.clone());
        let mut other_cue = vec![false; window.len()];
        for other in cues[cues.partition_point(|c| c.end <= window.start)..].iter().take_while(|c| c.start < window.end)
        {
            if other != cue {
                for i in other.clone().filter(|i| window.contains(i)) {
                    other_cue[i - window.start] = true;
                }
            }
        }
        let mut between = vec![Between::default(); window.len()];
        let mut walk = |tokens: &mut dyn Iterator<Item = usize>| {
            let mut so_far = Between::default();
            let mut within = false;
            for i in tokens {
                let k = i - window.start;
                between[k] = so_far;
                if other_cue[k] && !within {
                    so_far.cues = (so_far.cues + 1).min(3);
                }
                within = other_cue[k];
                let word = context.document.word(i);
                so_far.commas = (so_far.commas + u8::from(matches!(word, "," | ";" | "—" | "–" | "--"))).min(4);
                so_far.marks =
                    (so_far.marks + u8::from(matches!(context.quote_state[i], quote::OPENS | quote::CLOSES))).min(5);
                let tag = context.syntax.tags[i];
                if matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) && so_far.verbs_and_that % 4 < 3 {
                    so_far.verbs_and_that += 1;
                }
                if tag == Tag::IN && word.eq_ignore_ascii_case("that") {
                    so_far.verbs_and_that |= 4;
                }
            }
        };
        walk(&mut (cue.end..window.end));
        walk(&mut (window.start..cue.start).rev());
        let cue_hash = cue.clone().fold(5, |h, i| mix(h, context.word(i as isize).lower.into()));
        let marks = u64::from(context.sentence_marks[context.sentence_of[cue.start] as usize]);
        let head_and_marks_hash = mix(context.tag(head as isize), marks);
        let word = context.word(head as isize);
        let (head_lower, head_cluster) = (word.lower.into(), word.cluster.into());
        Reading {
            context,
            cue: cue.clone(),
            window,
            cue_hash,
            head_lower,
            head_cluster,
            other_cue,
            between,
            head_and_marks_hash,
        }
    }

    /// The tokens around the cue that are read.
    pub fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    /// Where token `i` of the window stands.
    pub fn place(&self, i: usize) -> Place {
        let (side, gap) = if i < self.cue.start {
            (0, self.cue.start - i)
        } else if i < self.cue.end {
            (1, 0)
        } else {
            (2, i + 1 - self.cue.end)
        };
        let gap = match gap {
            0..=4 => gap as u8,
            5..=7 => 5,
            8..=12 => 6,
            13..=20 => 7,
            21..=40 => 8,
            _ => 9,
        };
        let Context { sentence_of, quote_state, .. } = self.context;
        let sentences = sentence_of[i].abs_diff(sentence_of[self.cue.start]).min(3) as u8;
        let quoted = |i: usize| if self.window.contains(&i) { quote_state[i] } else { 9 };
        let quoted = [quoted(i.wrapping_sub(1)), quoted(i), quoted(i + 1)];
        let k = i - self.window.start;
        Place { side, gap, sentences, between: self.between[k], other_cue: self.other_cue[k], quoted }
    }

    /// Adds to `out` the features of a token and the cue that are the same for all tokens of a place.
    pub fn place_features(&self, place: Place, out: &mut Vec<u64>) {
        let (side, rough) = (u64::from(place.side), place.rough());
        let near = mix(side * 16 + u64::from(place.gap), place.sentences.into());
        let Between { cues, commas, marks, verbs_and_that } = place.between;
        let (commas, marks, verbs_and_that) = (commas.into(), marks.into(), verbs_and_that.into());
        let cues = mix(cues.into(), place.other_cue.into());
        let [before, here, after] = place.quoted.map(u64::from);
        let quoted = mix(before, here) ^ after.rotate_left(20);
        out.extend([
            feature(5001, near, 0, 0),
            feature(5002, near, self.head_lower, 0),
            feature(5003, side, self.cue_hash, 0),
            feature(5004, near, self.head_cluster, 0),
            feature(5005, rough, commas, marks),
            feature(5006, rough, quoted, marks),
            feature(5007, side, verbs_and_that, commas),
            feature(5008, rough, cues, 0),
        ]);
    }

    /// Adds to `out` the features of token `i` and the cue that the place alone does not give. `place` is that of the
    /// token.
    pub fn features(&self, i: usize, place: Place, out: &mut Vec<u64>) {
        let (context, rough) = (self.context, place.rough());
        out.extend([
            feature(5009, rough, context.word(i as isize).lower.into(), 0),
            feature(5010, rough, context.name_kind[i].into(), 0),
            feature(5011, rough, self.head_and_marks_hash, 0),
            feature(5012, rough, context.tag(i as isize), 0),
        ]);
    }
}

#[cfg(feature = "train")]
impl Reading<'_> {
    /// Adds to `out` features that tell a learning network by which guideline the text was annotated; they are the same
    /// for all tokens of a place.
    pub fn guideline_features(&self, place: Place, guideline: u64, out: &mut Vec<u64>) {
        let Between { commas, marks, verbs_and_that, .. } = place.between;
        let [before, here, after] = place.quoted.map(u64::from);
        out.extend([
            feature(5101, guideline, place.rough(), 0),
            feature(5102, guideline, place.side.into(), self.head_lower),
            feature(5103, guideline, place.rough(), u64::from(commas) * 8 + u64::from(marks)),
            feature(5104, guideline, place.rough(), before * 256 + here * 16 + after),
            feature(5105, guideline, place.side.into(), verbs_and_that.into()),
        ]);
    }
}

/// Hashes a feature: the number of its template and up to three values that the template saw, 0 for those it has not.
fn feature(template: u64, a: u64, b: u64, c: u64) -> u64 {
    mix(mix(mix(template, a), b), c)
}

/// Reads the source and content of a cue off the labels of the tokens in its window. `labels` has the best label of
/// each token, `chances` the chances of all [`LABELS`] for each token.
pub fn decode(cue: &Range<usize>, window: Range<usize>, labels: &[u8], chances: &[f32]) -> Arguments {
    let start = window.start;
    let at = |i: usize, label: usize| chances[(i - start) * LABELS + label];
    let mut parts = Arguments::default();
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
    // Of several sources, the one nearest to the cue is taken.
    let distance =
        |r: &Range<usize>| if r.end <= cue.start { cue.start - r.end } else { r.start.saturating_sub(cue.end) };
    let source = runs.iter().filter(|r| r.0 == SOURCE).map(|r| &r.1).min_by_key(|r| distance(r)).cloned();
    parts.source_probability = match &source {
        Some(source) => {
            let within = source.clone().map(|i| at(i, SOURCE) + at(i, SOURCE + 1)).fold(1.0, f32::min);
            at(source.start, SOURCE) * within
        }
        None => window.map(|i| 1.0 - at(i, SOURCE) - at(i, SOURCE + 1)).fold(1.0, f32::min),
    };
    parts.source = source;
    parts.content = runs.into_iter().filter(|run| run.0 == CONTENT).map(|run| run.1).collect();
    parts
}
