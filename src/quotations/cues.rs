//! Cues: the words that report, "said", "according to", "has called on".
//!
//! A sequence labeller over the whole document, a sentence at a time. A cue can be any verb of
//! saying, thinking or wanting, a noun ("his claim that"), a preposition or a colon; what makes it one
//! is its company: a subject that can speak, a complement clause, quotation marks nearby.

use std::ops::Range;

use super::scene::Scene;
use crate::learned::chain::{Chain, Scores};
use crate::learned::features::mix;
use crate::learned::memory::{Digest, Memory};

/// A cue and how sure the model is of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The chance, as the model sees it, that its head word begins or continues a cue.
    pub probability: f32,
}

/// Labels: outside, begins, continues.
pub const LABELS: usize = 3;

/// All cues of a document, in order. Those under the `threshold` are left out.
pub fn find(scene: &Scene, model: &Chain, threshold: f32) -> Vec<Cue> {
    scene.document.sentences.iter().flat_map(|sentence| in_sentence(scene, model, threshold, sentence)).collect()
}

/// The same, with what was found before. `facts` are those of the scene's tokens.
pub fn find_again(
    scene: &Scene,
    model: &Chain,
    threshold: f32,
    facts: &[Digest],
    memory: &mut Memory<Vec<Cue>>,
) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (number, sentence) in scene.document.sentences.iter().enumerate() {
        // All that the features look at: the sentence, and quotation marks a little further.
        let quote = |i: Option<usize>| i.and_then(|i| scene.quote_state.get(i)).map_or(9, |&q| u64::from(q));
        let around =
            [sentence.start.checked_sub(2), sentence.start.checked_sub(1), Some(sentence.end), Some(sentence.end + 1)];
        let marks = around.into_iter().fold(u64::from(scene.sentence_marks[number]), |all, i| all << 4 | quote(i));
        let facts =
            facts[sentence.clone()].iter().fold(Digest::default().with(marks), |all, &token| all.with_all(token));
        let moved = |range: &Range<usize>, by: usize| range.start.wrapping_add(by)..range.end.wrapping_add(by);
        let found = memory.recall(facts, || {
            let mut cues = in_sentence(scene, model, threshold, sentence);
            cues.iter_mut().for_each(|cue| cue.tokens = moved(&cue.tokens, sentence.start.wrapping_neg()));
            cues
        });
        cues.extend(found.iter().map(|cue| Cue { tokens: moved(&cue.tokens, sentence.start), ..*cue }));
    }
    cues
}

fn in_sentence(scene: &Scene, model: &Chain, threshold: f32, sentence: &Range<usize>) -> Vec<Cue> {
    let mut cues = Vec::new();
    let scores = score(scene, model, sentence.clone());
    let marginals = model.marginals(&scores);
    let mut i = 0;
    let at = |i: usize, label: usize| marginals[i * LABELS + label];
    while i < sentence.len() {
        // A cue begins where beginning is likely enough, and runs on while going on is likelier than not.
        if at(i, 1) < threshold
            || at(i, 2) > at(i, 1) && i > 0 && cues.last().is_some_and(|c: &Cue| c.tokens.end == sentence.start + i)
        {
            i += 1;
            continue;
        }
        let start = i;
        let probability = at(i, 1);
        i += 1;
        while i < sentence.len() && at(i, 2) > 0.5 * probability && at(i, 2) > at(i, 1) {
            i += 1;
        }
        cues.push(Cue { tokens: sentence.start + start..sentence.start + i, probability });
    }
    cues
}

fn score(scene: &Scene, model: &Chain, sentence: Range<usize>) -> Scores {
    model.score(sentence.len(), |i, out| features(scene, &sentence, sentence.start + i, out))
}

/// The features of token `i` of a sentence.
pub fn features(scene: &Scene, sentence: &Range<usize>, i: usize, out: &mut Vec<u64>) {
    let inside = |j: isize| j >= sentence.start as isize && j < sentence.end as isize;
    let at = |k: isize| i as isize + k;
    let lower = |k: isize| if inside(at(k)) { u64::from(scene.word(at(k)).lower) } else { 7 };
    let tag = |k: isize| if inside(at(k)) { scene.tag(at(k)) } else { 97 };
    let quote =
        |k: isize| usize::try_from(at(k)).ok().and_then(|j| scene.quote_state.get(j)).map_or(9, |&q| u64::from(q));
    let name = |k: isize| if inside(at(k)) { u64::from(scene.name_kind[at(k) as usize]) } else { 9 };
    let code = |k: isize| if inside(at(k)) { u64::from(scene.clusters[at(k) as usize]) } else { 300 };
    let w = scene.word(i as isize);
    let marks = u64::from(scene.sentence_marks[scene.sentence_of[i] as usize]);
    let mut template = 3000u64;
    let mut f = |a: u64, b: u64| {
        template += 1;
        out.push(mix(mix(template, a), b));
    };
    // The words themselves.
    f(1, 0);
    f(lower(0), 0);
    f(lower(0), tag(0));
    f(tag(0), u64::from(w.shape));
    f(w.suffix3.into(), tag(0));
    f(lower(-1), 0);
    f(lower(1), 0);
    f(lower(-1), lower(0));
    f(lower(0), lower(1));
    f(lower(-2), lower(-1));
    f(lower(1), lower(2));
    f(mix(lower(-1), lower(0)), lower(1));
    f(lower(-2), tag(0));
    f(lower(2), tag(0));
    f(mix(lower(0), lower(1)), lower(2));
    f(mix(lower(-2), lower(-1)), lower(0));
    // Parts of speech around.
    f(tag(-1), tag(0));
    f(tag(0), tag(1));
    f(mix(tag(-1), tag(0)), tag(1));
    f(mix(tag(-2), tag(-1)), tag(0));
    f(mix(tag(0), tag(1)), tag(2));
    f(lower(0), tag(1));
    f(lower(0), tag(-1));
    f(mix(lower(0), tag(1)), tag(2));
    f(mix(tag(1), tag(2)), mix(tag(3), lower(0)));
    // Clusters of words.
    f(code(0), tag(0));
    f(code(0), 0);
    f(code(0), mix(code(1), tag(0)));
    f(code(-1), mix(code(0), tag(0)));
    f(code(-1) >> 3, lower(0));
    f(lower(0), code(1) >> 3);
    f(mix(code(-1) >> 3, code(0)), code(1) >> 3);
    f(code(0), mix(tag(-1), tag(1)));
    f(code(1), tag(0));
    f(code(-1), tag(0));
    f(code(0), lower(1));
    f(code(0), lower(-1));
    // Quotation marks.
    f(lower(0), quote(0));
    f(tag(0), mix(quote(-1), quote(1)));
    f(lower(0), mix(quote(-1), quote(1)));
    f(mix(quote(-2), quote(-1)), mix(quote(1), quote(2)));
    f(marks, tag(0));
    f(marks, lower(0));
    f(mix(marks, quote(0)), code(0));
    f(mix(marks, quote(0)), mix(lower(0), lower(1)));
    // Names around: what could speak.
    f(mix(name(-2), name(-1)), mix(name(1), name(2)));
    f(mix(name(-1), name(1)), lower(0));
    f(mix(name(-1), name(1)), tag(0));
    // Where in the sentence.
    let first = i == sentence.start;
    let last = i + 1 == sentence.end;
    f(u64::from(first) + 2 * u64::from(last), lower(0));
    f(i.abs_diff(sentence.start).min(3) as u64, mix(tag(0), (sentence.end - i).min(4) as u64));
}
