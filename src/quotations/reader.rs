//! TokenIndex the network over a document: cues, and the parts of each.
//!
//! A state takes more room than its token, so they are made block by block, and kept only as long as a cue may want
//! them.

use std::ops::Range;

use super::cues::{self, Cue};
use super::parts::{self, Parts};
use super::scene::Scene;
use super::{DOUBTFUL, Memories};
use crate::learned::chain::Scores;
use crate::learned::memory::Stretch;
use crate::learned::network::{Network, State};
use crate::text::retokenize::shift_range;

/// Tokens read at once.
const BLOCK: usize = 1024;

/// A content less likely than this is none, even of a cue that has no other.
const FAR_FETCHED: f32 = 0.15;

/// The cues that the network finds, in order, each with its parts. Cues less likely than `threshold` are looked at only
/// in sentences with quotation marks, and are not there for the others' parts.
pub fn read(scene: &Scene, network: &Network, threshold: f32) -> Vec<(Cue, Parts)> {
    let count = scene.len();
    // More than most texts have, a cue for sixteen tokens.
    let mut found = Vec::with_capacity(count / 16);
    let mut cues: Vec<Cue> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // States from token `first` on; scores of the labels from the start of the next sentence on.
    let (mut states, mut prepared): (Vec<State>, Vec<State>) = (Vec::new(), Vec::new());
    let mut first = 0;
    let mut seen = 0;
    let mut scores = Scores::default();
    let mut pieces = scene.document.pieces().into_iter().peekable();
    let mut at = 0;
    while at < count {
        let end = (at + BLOCK).min(count);
        let block = states_of(scene, network, at..end);
        scores.append(network.label(&block));
        prepared.extend(network.prepare(&block));
        states.extend(block);
        at = end;
        while let Some(piece) = pieces.next_if(|piece| piece.end <= end) {
            let chances = network.token_moves().marginals(&scores.take(cues::LABELS * piece.len()));
            cues::decode(&piece, &chances, least(scene, &piece, threshold), |i| may_be_cue(scene, i), &mut cues);
        }
        let decoded = pieces.peek().map_or(count, |piece| piece.start);
        ranges.extend(cues[seen..].iter().filter(|c| c.probability >= threshold).map(|c| c.tokens.clone()));
        seen = cues.len();
        // Cues all of whose windows is read, and the cues in them found.
        let whole = |cue: &&Cue| parts::window(scene, &cue.tokens).end <= decoded;
        let done = cues[found.len()..].iter().take_while(whole).count();
        for cue in &cues[found.len()..found.len() + done] {
            found.push(parts_of(scene, network, cue, &ranges, first, &states, &prepared));
        }
        let next = cues.get(found.len()).map_or(decoded, |cue| cue.tokens.start);
        let unused = next.saturating_sub(parts::FARTHEST).saturating_sub(first);
        states.drain(..unused);
        prepared.drain(..unused);
        first += unused;
    }
    cues.into_iter().zip(found).collect()
}

/// The states of some tokens.
fn states_of(scene: &Scene, network: &Network, range: Range<usize>) -> Vec<State> {
    network.read(range, scene.len(), |i, out| scene.features(i, out))
}

/// How likely a cue must be to be looked at: less so where marks show that somebody said something.
fn least(scene: &Scene, piece: &Range<usize>, threshold: f32) -> f32 {
    let marked = scene.sentence_marks[scene.sentence_of[piece.start] as usize] > 0;
    if marked { threshold * DOUBTFUL } else { threshold }
}

/// A form of address reports nothing: "Ms Ortiz said".
fn may_be_cue(scene: &Scene, i: usize) -> bool {
    !matches!(scene.document.word(i).trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Mx" | "Miss" | "Dr")
}

/// The same, with what was found before.
///
/// A piece's cues depend on the facts of its tokens and of those that their states know of, the parts of a cue on
/// those of its window, and a state is the same whatever is read with it: so what is found is the same.
pub fn read_again(scene: &Scene, network: &Network, threshold: f32, memories: &mut Memories) -> Vec<(Cue, Parts)> {
    let Memories { cues: known_cues, parts: known_parts } = memories;
    let mut facts = scene.facts();
    let around = |range: &Range<usize>| Stretch::and(range, network.reach(), scene.len());
    known_cues.turn(scene.document.unchanged, facts.clone(), scene.document.pieces().iter().map(around).collect());
    let new = joined(known_cues.unknown().into_iter());
    // Where much is new, all is read, block by block.
    let mut whole = None;
    if new.iter().map(Range::len).sum::<usize>() > scene.len() / 8 {
        whole = Some(read(scene, network, threshold));
    }
    // Read with them are the windows that their cues will have.
    let new = joined(new.into_iter().map(|pieces| {
        let first = parts::window(scene, &(pieces.start..pieces.start + 1));
        let last = parts::window(scene, &(pieces.end - 1..pieces.end));
        pieces.start.min(first.start)..pieces.end.max(last.end)
    }));
    let mut unread = Unread::new(scene, network);
    known_cues.complete(|piece| {
        let mut found = Vec::new();
        match &whole {
            Some(whole) => {
                let from = whole.partition_point(|(cue, _)| cue.tokens.start < piece.start);
                let to = whole.partition_point(|(cue, _)| cue.tokens.start < piece.end);
                found.extend(whole[from..to].iter().map(|(cue, _)| cue.clone()));
            }
            None => {
                unread.read(around_of(&new, piece));
                let chances = network.token_moves().marginals(&network.label(unread.states(piece)));
                let least = least(scene, piece, threshold);
                cues::decode(piece, &chances, least, |i| may_be_cue(scene, i), &mut found);
            }
        }
        found.iter_mut().for_each(|cue| cue.tokens = shift_range(&cue.tokens, piece.start.wrapping_neg()));
        found
    });
    let standing = |cue: &Cue, from: usize| Cue { tokens: shift_range(&cue.tokens, from), ..*cue };
    let cues = known_cues.answers().flat_map(|(piece, found)| found.iter().map(move |cue| standing(cue, piece.start)));
    let cues: Vec<Cue> = cues.collect();
    let ranges: Vec<Range<usize>> =
        cues.iter().filter(|cue| cue.probability >= threshold).map(|cue| cue.tokens.clone()).collect();
    // The parts of a cue hang on the other cues in its window too: on where each begins and ends.
    for cue in &ranges {
        for i in cue.clone() {
            facts[i] |= ((i - cue.start + 1) as u64) << 40 | ((cue.end - i) as u64) << 52;
        }
    }
    let windows: Vec<Range<usize>> = cues.iter().map(|cue| parts::window(scene, &cue.tokens)).collect();
    let stretch = |(cue, window): (&Cue, _)| Stretch { tokens: cue.tokens.clone(), ..around(window) };
    known_parts.turn(scene.document.unchanged, facts, cues.iter().zip(&windows).map(stretch).collect());
    let number = |tokens: &Range<usize>| cues.partition_point(|cue| cue.tokens.start < tokens.start);
    let new = joined(known_parts.unknown().iter().map(|cue| windows[number(cue)].clone()));
    known_parts.complete(|tokens| {
        let n = number(tokens);
        let parts = match &whole {
            Some(whole) => whole[n].1.clone(),
            None => {
                unread.read(around_of(&new, &windows[n]));
                parts_of(scene, network, &cues[n], &ranges, unread.range.start, &unread.states, &unread.prepared)
            }
        };
        shifted(&parts, tokens.start.wrapping_neg())
    });
    let found: Vec<Parts> = known_parts.answers().map(|(cue, parts)| shifted(parts, cue.start)).collect();
    cues.into_iter().zip(found).collect()
}

/// Ranges in the order of their starts, those that touch made one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => {
                last.start = last.start.min(range.start);
                last.end = last.end.max(range.end);
            }
            _ => out.push(range),
        }
    }
    out
}

/// That of the ranges, joined before, which holds `range`.
fn around_of(joined: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    let mut ends_after = joined[joined.partition_point(|around| around.end < range.end)..].iter();
    ends_after.find(|around| around.start <= range.start).unwrap_or(range).clone()
}

/// The states of the stretch that was read last: what is new in a text is mostly near to each other.
struct Unread<'n> {
    scene: &'n Scene<'n>,
    network: &'n Network<'n>,
    range: Range<usize>,
    states: Vec<State>,
    prepared: Vec<State>,
}

impl<'n> Unread<'n> {
    fn new(scene: &'n Scene<'n>, network: &'n Network<'n>) -> Self {
        Unread { scene, network, range: 0..0, states: Vec::new(), prepared: Vec::new() }
    }

    /// Reads `range`, if it was not.
    fn read(&mut self, range: Range<usize>) {
        if range.start < self.range.start || range.end > self.range.end {
            self.states = states_of(self.scene, self.network, range.clone());
            self.prepared = self.network.prepare(&self.states);
            self.range = range;
        }
    }

    /// Of a stretch that was read.
    fn states(&self, range: &Range<usize>) -> &[State] {
        &self.states[range.start - self.range.start..range.end - self.range.start]
    }
}

fn shifted(parts: &Parts, by: usize) -> Parts {
    // With room for what marks will make of each.
    let mut content = Vec::with_capacity(2 * parts.content.len());
    content.extend(parts.content.iter().map(|content| shift_range(content, by)));
    Parts { source: parts.source.as_ref().map(|source| shift_range(source, by)), content, ..*parts }
}

/// What a cue reports, and who; no content where it reports nothing. `states` and `prepared` begin with token `first`.
fn parts_of(
    scene: &Scene,
    network: &Network,
    cue: &Cue,
    cues: &[Range<usize>],
    first: usize,
    states: &[State],
    prepared: &[State],
) -> Parts {
    let reading = parts::Reading::new(scene, &cue.tokens, cues);
    let window = reading.window();
    let prepared = &prepared[window.start - first..window.end - first];
    let head = &states[scene.head_of(cue.tokens.clone()) - first];
    let mut scores = network.relate(
        prepared,
        head,
        |i| reading.place(window.start + i),
        |place, out| reading.place_features(place, out),
        |i, place, out| reading.features(window.start + i, place, out),
    );
    let moves = network.pair_moves();
    let chances = moves.marginals(&scores);
    let mut labels = moves.best(&scores);
    // A likely cue reports something, if the likeliest of all contents is not far-fetched.
    if !labels.contains(&(parts::CONTENT as u8)) {
        let begins = |i: usize| chances[i * parts::LABELS + parts::CONTENT];
        let likeliest = (0..window.len()).max_by(|&a, &b| begins(a).total_cmp(&begins(b)));
        if let Some(likeliest) = likeliest.filter(|&i| begins(i) >= FAR_FETCHED) {
            scores.force(likeliest, parts::CONTENT, parts::LABELS);
            labels = moves.best(&scores);
        }
    }
    parts::decode(&cue.tokens, window, &labels, &chances)
}
