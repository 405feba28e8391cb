//! Runs the network over a document: finds the cues, then the source and content of each.
//!
//! The network makes a state of each token from the tokens around it. States take much more room than tokens, so they
//! are made block by block, and dropped once no cue needs them.

use std::ops::Range;

use super::arguments::{self, Arguments};
use super::context::Context;
use super::cues::{self, Cue};
use crate::incremental::cache::{AnswerCache, Question};
use crate::incremental::shift_range;
use crate::learned::chain::Scores;
use crate::learned::network::{Network, State};

/// How many tokens the network reads at once.
const BLOCK: usize = 1024;

/// In sentences with quotation marks, cues are kept from this share of the threshold on: rules may need them for quoted
/// words that nothing else reports.
const DOUBTFUL_SHARE: f32 = 0.3;

/// Where a cue gets no content, the token that most likely begins one begins it, if its chance is at least this.
const FAR_FETCHED_CONTENT: f32 = 0.15;

/// Where a cue gets no source, the one that begins with the likeliest token is kept as a second choice, if the chance
/// of that token is at least this. Of 0.1, 0.2 and 0.35 this value finds most sources of indirect reports without a
/// loss of exact ones, on articles that the network had not seen.
const FAR_FETCHED_SOURCE: f32 = 0.2;

/// What the network answered for one text. It is taken over for the next text where an edit changed nothing.
#[derive(Debug, Default)]
pub struct Cache {
    cues: AnswerCache<Vec<Cue>>,
    arguments: AnswerCache<Arguments>,
}

/// Finds cues in text order, each with its source and content. Cues less likely than `threshold` are kept only in
/// sentences with quotation marks, and don't count as other cues when the source and content of a cue are read.
///
/// A text that is no edit of another is read block by block, and nothing is kept in the cache.
pub fn read(context: &Context, network: &Network, threshold: f32, cache: &mut Cache) -> Vec<(Cue, Arguments)> {
    match context.document.unchanged {
        None => read_all(context, network, threshold),
        Some(_) => read_changed(context, network, threshold, cache),
    }
}

/// Reads a whole text, block by block.
fn read_all(context: &Context, network: &Network, threshold: f32) -> Vec<(Cue, Arguments)> {
    let count = context.len();
    // Room for a cue in every sixteen tokens, which few texts exceed.
    let mut found = Vec::with_capacity(count / 16);
    let mut cues: Vec<Cue> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // `states` and `prepared` begin with token `first`, `scores` with the next piece to decode.
    let (mut states, mut prepared): (Vec<State>, Vec<State>) = (Vec::new(), Vec::new());
    let mut first = 0;
    let mut seen = 0;
    let mut scores = Scores::default();
    let mut pieces = context.document.pieces().into_iter().peekable();
    let mut at = 0;
    while at < count {
        let end = (at + BLOCK).min(count);
        let block = states_of(context, network, at..end);
        scores.append(network.label(&block));
        prepared.extend(network.prepare(&block));
        states.extend(block);
        at = end;
        while let Some(piece) = pieces.next_if(|piece| piece.end <= end) {
            let chances = network.token_moves().marginals(&scores.take(cues::LABELS * piece.len()));
            cues::decode(
                &piece,
                &chances,
                least_chance(context, &piece, threshold),
                |i| may_be_cue(context, i),
                &mut cues,
            );
        }
        let decoded = pieces.peek().map_or(count, |piece| piece.start);
        ranges.extend(cues[seen..].iter().filter(|c| c.probability >= threshold).map(|c| c.tokens.clone()));
        seen = cues.len();
        // Sources and contents are read for cues whose windows lie in what is decoded: all other cues there are known.
        let whole = |cue: &&Cue| arguments::window(context, &cue.tokens).end <= decoded;
        let done = cues[found.len()..].iter().take_while(whole).count();
        for cue in &cues[found.len()..found.len() + done] {
            found.push(arguments_of(context, network, cue, &ranges, first, &states, &prepared));
        }
        let next = cues.get(found.len()).map_or(decoded, |cue| cue.tokens.start);
        let unused = next.saturating_sub(arguments::FARTHEST).saturating_sub(first);
        states.drain(..unused);
        prepared.drain(..unused);
        first += unused;
    }
    cues.into_iter().zip(found).collect()
}

/// Makes the network's states of the tokens in `range`.
fn states_of(context: &Context, network: &Network, range: Range<usize>) -> Vec<State> {
    network.read(range, context.len(), |i, out| context.features(i, out))
}

/// The least chance that a cue of this piece must have to be kept. It is lower where the sentence has quotation marks,
/// which show that somebody is quoted.
fn least_chance(context: &Context, piece: &Range<usize>, threshold: f32) -> f32 {
    let marked = context.sentence_marks[context.sentence_of[piece.start] as usize] > 0;
    if marked { threshold * DOUBTFUL_SHARE } else { threshold }
}

/// False for a form of address, which reports nothing: "Ms" in "Ms Ortiz said".
fn may_be_cue(context: &Context, i: usize) -> bool {
    !matches!(context.document.word(i).trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Mx" | "Miss" | "Dr")
}

/// Reads what an edit changed, and takes the rest from the cache.
///
/// The answer is that of [`read_all`]. The cues of a piece depend only on facts of its tokens and of tokens within the
/// network's reach; the source and content of a cue depend only on its window, on tokens within reach of it, and on
/// other cues in it. A state does not depend on what is read together with it.
fn read_changed(context: &Context, network: &Network, threshold: f32, cache: &mut Cache) -> Vec<(Cue, Arguments)> {
    let Cache { cues: known_cues, arguments: known_arguments } = cache;
    let mut facts = context.facts();
    let around = |range: &Range<usize>| Question::with_reach(range, network.reach(), context.len());
    known_cues.ask(
        context.document.unchanged,
        || facts.clone(),
        context.document.pieces().iter().map(around).collect(),
    );
    let new = joined(known_cues.unanswered().into_iter());
    // If more than an eighth of the text is new, all is read block by block.
    let mut whole = None;
    if new.iter().map(Range::len).sum::<usize>() > context.len() / 8 {
        whole = Some(read_all(context, network, threshold));
    }
    // The windows that cues of new pieces can have are read in one go with the pieces.
    let new = joined(new.into_iter().map(|pieces| {
        let first = arguments::window(context, &(pieces.start..pieces.start + 1));
        let last = arguments::window(context, &(pieces.end - 1..pieces.end));
        pieces.start.min(first.start)..pieces.end.max(last.end)
    }));
    let mut reader = StateReader::new(context, network);
    known_cues.complete(|piece| {
        let mut found = Vec::new();
        match &whole {
            Some(whole) => {
                let from = whole.partition_point(|(cue, _)| cue.tokens.start < piece.start);
                let to = whole.partition_point(|(cue, _)| cue.tokens.start < piece.end);
                found.extend(whole[from..to].iter().map(|(cue, _)| cue.clone()));
            }
            None => {
                reader.read(around_of(&new, piece));
                let chances = network.token_moves().marginals(&network.label(reader.states(piece)));
                let least = least_chance(context, piece, threshold);
                cues::decode(piece, &chances, least, |i| may_be_cue(context, i), &mut found);
            }
        }
        found.iter_mut().for_each(|cue| cue.tokens = shift_range(&cue.tokens, piece.start.wrapping_neg()));
        found
    });
    let standing = |cue: &Cue, from: usize| Cue { tokens: shift_range(&cue.tokens, from), ..*cue };
    let mut cues: Vec<Cue> = Vec::new();
    known_cues.answers(|piece, found| cues.extend(found.iter().map(|cue| standing(cue, piece.start))));
    let ranges: Vec<Range<usize>> =
        cues.iter().filter(|cue| cue.probability >= threshold).map(|cue| cue.tokens.clone()).collect();
    // The source and content of a cue also depend on where the other cues in its window begin and end.
    for cue in &ranges {
        for i in cue.clone() {
            facts[i] |= ((i - cue.start + 1) as u64) << 40 | ((cue.end - i) as u64) << 52;
        }
    }
    let windows: Vec<Range<usize>> = cues.iter().map(|cue| arguments::window(context, &cue.tokens)).collect();
    let question = |(cue, window): (&Cue, _)| Question { tokens: cue.tokens.clone(), ..around(window) };
    known_arguments.ask(context.document.unchanged, || facts, cues.iter().zip(&windows).map(question).collect());
    let number = |tokens: &Range<usize>| cues.partition_point(|cue| cue.tokens.start < tokens.start);
    let new = joined(known_arguments.unanswered().iter().map(|cue| windows[number(cue)].clone()));
    known_arguments.complete(|tokens| {
        let n = number(tokens);
        let parts = match &whole {
            Some(whole) => whole[n].1.clone(),
            None => {
                reader.read(around_of(&new, &windows[n]));
                arguments_of(context, network, &cues[n], &ranges, reader.range.start, &reader.states, &reader.prepared)
            }
        };
        shifted(&parts, tokens.start.wrapping_neg())
    });
    let mut found: Vec<Arguments> = Vec::with_capacity(cues.len());
    known_arguments.answers(|cue, parts| found.push(shifted(parts, cue.start)));
    cues.into_iter().zip(found).collect()
}

/// Joins ranges that touch or overlap. They come in the order of their starts.
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

/// Finds the range in `joined` that holds `range`; gives `range` itself if none does.
fn around_of(joined: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    let mut ends_after = joined[joined.partition_point(|around| around.end < range.end)..].iter();
    ends_after.find(|around| around.start <= range.start).unwrap_or(range).clone()
}

/// Makes states of the network where a text is new, and keeps those of the range that was read last: new tokens are
/// mostly near to each other.
struct StateReader<'n> {
    context: &'n Context<'n>,
    network: &'n Network<'n>,
    range: Range<usize>,
    states: Vec<State>,
    prepared: Vec<State>,
}

impl<'n> StateReader<'n> {
    fn new(context: &'n Context<'n>, network: &'n Network<'n>) -> Self {
        StateReader { context, network, range: 0..0, states: Vec::new(), prepared: Vec::new() }
    }

    /// Makes the states of the tokens in `range`, unless the range that was read last holds them.
    fn read(&mut self, range: Range<usize>) {
        if range.start < self.range.start || range.end > self.range.end {
            self.states = states_of(self.context, self.network, range.clone());
            self.prepared = self.network.prepare(&self.states);
            self.range = range;
        }
    }

    /// The states of the tokens in `range`, which must lie within what was read last.
    fn states(&self, range: &Range<usize>) -> &[State] {
        &self.states[range.start - self.range.start..range.end - self.range.start]
    }
}

/// Moves all ranges of a source and content by `by` tokens; the sum wraps.
fn shifted(parts: &Arguments, by: usize) -> Arguments {
    // The rules add ranges where quotation marks divide a content.
    let mut content = Vec::with_capacity(2 * parts.content.len());
    content.extend(parts.content.iter().map(|content| shift_range(content, by)));
    let source = |source: &Option<Range<usize>>| source.as_ref().map(|source| shift_range(source, by));
    let (source, likeliest_source) = (source(&parts.source), source(&parts.likeliest_source));
    Arguments { source, likeliest_source, content, ..*parts }
}

/// Reads the source and content of a cue; the content is empty where it reports nothing. `cues` are all likely cues
/// near it, in text order; `states` and `prepared` begin with token `first`.
fn arguments_of(
    context: &Context,
    network: &Network,
    cue: &Cue,
    cues: &[Range<usize>],
    first: usize,
    states: &[State],
    prepared: &[State],
) -> Arguments {
    let reading = arguments::Reading::new(context, &cue.tokens, cues);
    let window = reading.window();
    let prepared = &prepared[window.start - first..window.end - first];
    let head = &states[context.head_of(cue.tokens.clone()) - first];
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
    // Labels again so that the token most likely to begin a source or content does so; none if its chance is less than
    // `far_fetched`.
    let mut labels_with = |label: usize, far_fetched: f32| {
        let begins = |i: usize| chances[i * arguments::LABELS + label];
        let likeliest = (0..window.len()).max_by(|&a, &b| begins(a).total_cmp(&begins(b)));
        let likeliest = likeliest.filter(|&i| begins(i) >= far_fetched)?;
        scores.force(likeliest, label, arguments::LABELS);
        Some(moves.best(&scores))
    };
    if !labels.contains(&(arguments::CONTENT as u8))
        && let Some(forced) = labels_with(arguments::CONTENT, FAR_FETCHED_CONTENT)
    {
        labels = forced;
    }
    let mut parts = arguments::decode(&cue.tokens, window.clone(), &labels, &chances);
    if parts.source.is_none()
        && let Some(forced) = labels_with(arguments::SOURCE, FAR_FETCHED_SOURCE)
    {
        parts.likeliest_source = arguments::decode(&cue.tokens, window, &forced, &chances).source;
    }
    parts
}
