//! Runs the network over a document: cues, and the parts of each.
//!
//! A state takes more room than its token, so they are made block by block, and kept only as long as a cue may want
//! them.

use std::ops::Range;

use super::cues::{self, Cue};
use super::parts::{self, Parts};
use super::scene::Scene;
use super::{DOUBTFUL, Memories};
use crate::learned::chain::Scores;
use crate::learned::memory::Digest;
use crate::learned::network::{Network, State};

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
    let facts = scene.facts();
    let around = |range: &Range<usize>| facts.around(range, network.reach());
    let pieces: Vec<(Range<usize>, Digest)> =
        scene.document.pieces().into_iter().map(|piece| (piece.clone(), around(&piece))).collect();
    let new = joined(pieces.iter().filter(|(_, facts)| !memories.cues.has(*facts)).map(|(piece, _)| piece.clone()));
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
    let mut cues: Vec<Cue> = Vec::new();
    for (piece, facts) in pieces {
        let found = memories.cues.recall(facts, || {
            let mut found = Vec::new();
            match &whole {
                Some(whole) => {
                    let from = whole.partition_point(|(cue, _)| cue.tokens.start < piece.start);
                    let to = whole.partition_point(|(cue, _)| cue.tokens.start < piece.end);
                    found.extend(whole[from..to].iter().map(|(cue, _)| cue.clone()));
                }
                None => {
                    unread.read(around_of(&new, &piece));
                    let chances = network.token_moves().marginals(&network.label(unread.states(&piece)));
                    let least = least(scene, &piece, threshold);
                    cues::decode(&piece, &chances, least, |i| may_be_cue(scene, i), &mut found);
                }
            }
            found.iter_mut().for_each(|cue| cue.tokens = moved(&cue.tokens, piece.start.wrapping_neg()));
            found
        });
        cues.extend(found.iter().map(|cue| Cue { tokens: moved(&cue.tokens, piece.start), ..*cue }));
    }
    let likely = cues.iter().filter(|c| c.probability >= threshold);
    let ranges: Vec<Range<usize>> = likely.map(|c| c.tokens.clone()).collect();
    let window = |cue: &Cue| {
        let window = parts::window(scene, &cue.tokens);
        let mut facts = around(&window);
        let near = ranges[ranges.partition_point(|c| c.end <= window.start)..].iter();
        for other in std::iter::once(&cue.tokens).chain(near.take_while(|c| c.start < window.end)) {
            let from_start = moved(other, window.start.wrapping_neg());
            facts = facts.with(from_start.start as u64).with(from_start.end as u64);
        }
        (window, facts)
    };
    let windows: Vec<(Range<usize>, Digest)> = cues.iter().map(window).collect();
    let new = windows.iter().filter(|(_, facts)| !memories.parts.has(*facts)).map(|(window, _)| window.clone());
    let new = joined(new);
    let mut found = Vec::with_capacity(cues.len());
    for (n, (cue, (window, facts))) in cues.into_iter().zip(windows).enumerate() {
        let parts = memories.parts.recall(facts, || {
            let parts = match &whole {
                Some(whole) => whole[n].1.clone(),
                None => {
                    unread.read(around_of(&new, &window));
                    parts_of(scene, network, &cue, &ranges, unread.range.start, &unread.states, &unread.prepared)
                }
            };
            shifted(&parts, window.start.wrapping_neg())
        });
        found.push((cue, shifted(parts, window.start)));
    }
    found
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

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start.wrapping_add(by)..range.end.wrapping_add(by)
}

fn shifted(parts: &Parts, by: usize) -> Parts {
    Parts {
        source: parts.source.as_ref().map(|source| moved(source, by)),
        content: parts.content.iter().map(|content| moved(content, by)).collect(),
        ..*parts
    }
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
        |i, out| reading.features(window.start + i, out),
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
