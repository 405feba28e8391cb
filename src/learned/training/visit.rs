//! One visit of a document: what the network makes of it, and then the gradient, layer by layer backwards, written by
//! hand.

use super::Random;
use super::chain::forward_backward;
use super::forwards::{add, multiply, positive};
use super::parameters::{Gradient, LOOKED, Parameters, Turned};
use super::setup::{Example, Relation, Settings};
use crate::learned::chain::begin_inside;
use crate::learned::network::{Floats, Head, SIDE, WIDTH};

/// The share of a blurred token's features that are left out, in 65,536ths.
const MOSTLY: usize = 39322;

/// One visit of a document.
pub(super) struct Visit<'v> {
    p: &'v Parameters,
    turned: &'v Turned,
    settings: &'v Settings,
    random: Random,
    /// How many rows of each table the visit sees.
    seen_rows: [u32; 2],
}

/// What the forward pass leaves for the backward pass.
struct Trace {
    /// The rows that were not left out.
    rows: Vec<Vec<u32>>,
    /// For each layer, what it looked at, and what it added.
    looked: Vec<Vec<Floats>>,
    added: Vec<Vec<Floats>>,
    /// For each layer and the last states, which numbers were kept: 0 or what makes up for those left out.
    kept: Vec<Vec<Floats>>,
}

impl<'v> Visit<'v> {
    /// Begins a visit with random numbers of its own.
    pub fn new(p: &'v Parameters, turned: &'v Turned, settings: &'v Settings, seed: u64) -> Self {
        let mut random = Random(seed);
        let hidden = random.below(65536) < (settings.hidden * 65536.0) as usize;
        let seen = |table: usize| if hidden { settings.rows[table].into() } else { settings.all_rows(table) };
        Visit { p, turned, settings, random, seen_rows: [seen(0), seen(1)] }
    }

    /// Adds the gradient of a document; returns the losses of tokens and pairs.
    pub fn learn(mut self, example: &Example, gradient: &mut Gradient) -> [f64; 2] {
        let (trace, states) = self.forwards(&example.rows);
        let mut back = vec![[0.0f32; WIDTH]; states.len()];
        let mut losses = [0.0; 2];

        let head = &self.p.inner.tokens;
        let mut chances = Vec::with_capacity(states.len() * head.labels);
        for sequence in example.sequences {
            let labels = &mut example.labels[sequence.clone()].to_vec();
            proper(labels);
            let mut scores = Vec::with_capacity(labels.len() * head.labels);
            states[sequence.clone()].iter().for_each(|state| score(head, &self.turned.tokens, state, &mut scores));
            let taught = part(&example.taught, sequence.start * head.labels, labels.len() * head.labels);
            losses[0] += chain(head, &mut scores, labels, taught, &mut gradient.plain.inner.tokens.moves);
            chances.extend_from_slice(&scores);
            surplus(head.labels, &mut scores, labels, taught);
            for (k, surplus) in scores.chunks(head.labels).enumerate() {
                let at = sequence.start + k;
                let bias = &mut gradient.plain.inner.tokens.weights[WIDTH * head.labels..];
                head_back(&self.turned.tokens, &states[at], surplus, &mut gradient.turned.tokens, bias, &mut back[at]);
            }
        }

        let relations = (example.relations)(&chances);
        if !relations.is_empty() {
            let product = |state: &Floats| {
                let mut sum = [0.0; WIDTH];
                multiply(&mut sum, state, &self.p.inner.one);
                sum
            };
            let prepared: Vec<Floats> = states.iter().map(product).collect();
            let mut prepared_back = vec![[0.0f32; WIDTH]; states.len()];
            for relation in relations {
                losses[1] += self.relate(&relation, &states, &prepared, gradient, &mut prepared_back, &mut back);
            }
            for ((state, d), back) in states.iter().zip(&prepared_back).zip(&mut back) {
                rows_back(&self.turned.one, state, d, &mut gradient.turned.one, back);
            }
        }
        self.backwards(&trace, back, gradient);
        losses
    }

    /// Chooses the numbers of a state to keep: 0 for those that are left out, and for the others a factor that makes up
    /// for those.
    fn mask(&mut self) -> Floats {
        let share = self.settings.dropout;
        let below = ((1.0 - share) * 65536.0) as usize;
        let more = 1.0 / (1.0 - share);
        let mut mask = [0.0; WIDTH];
        for four in mask.chunks_mut(4) {
            let bits = self.random.below(usize::MAX);
            for (k, m) in four.iter_mut().enumerate() {
                *m = if bits >> (16 * k) & 0xffff < below { more } else { 0.0 };
            }
        }
        mask
    }

    fn forwards(&mut self, rows: &[Vec<u32>]) -> (Trace, Vec<Floats>) {
        let left_out = (self.settings.feature_dropout * 65536.0) as usize;
        let blurred = (self.settings.blurred * 65536.0) as usize;
        let rows: Vec<Vec<u32>> = rows
            .iter()
            .map(|r| {
                let left_out = if self.random.below(65536) < blurred { left_out.max(MOSTLY) } else { left_out };
                let kept = r.iter().copied().filter(|&row| row < self.seen_rows[0]);
                kept.filter(|_| self.random.below(65536) >= left_out).collect()
            })
            .collect();
        let mut states: Vec<Floats> = rows
            .iter()
            .map(|rows| {
                let mut state = self.p.inner.start;
                rows.iter().for_each(|&r| add(&mut state, 1.0, &self.p.rows[0][r as usize]));
                state
            })
            .collect();
        let mut trace = Trace { rows, looked: Vec::new(), added: Vec::new(), kept: Vec::new() };
        for (n, layer) in self.p.inner.layers.iter().enumerate() {
            let looked = self.thinned(&states, &mut trace);
            let added: Vec<Floats> = (0..states.len()).map(|i| layer.change(&looked, i, 1 << n)).collect();
            states.iter_mut().zip(&added).for_each(|(state, change)| add(state, 1.0, change));
            trace.looked.push(looked);
            trace.added.push(added);
        }
        let states = self.thinned(&states, &mut trace);
        (trace, states)
    }

    /// The states with some of their numbers left out.
    fn thinned(&mut self, states: &[Floats], trace: &mut Trace) -> Vec<Floats> {
        let kept: Vec<Floats> = states.iter().map(|_| self.mask()).collect();
        let thinned = states.iter().zip(&kept).map(|(s, k)| std::array::from_fn(|j| s[j] * k[j])).collect();
        trace.kept.push(kept);
        thinned
    }

    /// Goes back through the layers; `back` holds the gradient of the last states.
    fn backwards(&self, trace: &Trace, mut back: Vec<Floats>, gradient: &mut Gradient) {
        let count = back.len();
        let layers = self.p.inner.layers.len();
        for (d, kept) in back.iter_mut().zip(&trace.kept[layers]) {
            (0..WIDTH).for_each(|j| d[j] *= kept[j]);
        }
        for n in (0..layers).rev() {
            let (looked, distance) = (&trace.looked[n], 1 << n);
            let mut looked_back = vec![[0.0f32; WIDTH]; count];
            for (i, (added, back)) in trace.added[n].iter().zip(&back).enumerate() {
                let d: Floats = std::array::from_fn(|j| if added[j] > 0.0 { back[j] } else { 0.0 });
                add(&mut gradient.plain.inner.layers[n].bias, 1.0, &d);
                let mut seen = [0.0f32; LOOKED];
                if i >= distance {
                    seen[..SIDE].copy_from_slice(&looked[i - distance][..SIDE]);
                }
                seen[SIDE..SIDE + WIDTH].copy_from_slice(&looked[i]);
                if i + distance < count {
                    seen[SIDE + WIDTH..].copy_from_slice(&looked[i + distance][WIDTH - SIDE..]);
                }
                let mut seen_back = [0.0f32; LOOKED];
                rows_back(&self.turned.layers[n], &seen, &d, &mut gradient.turned.layers[n], &mut seen_back);
                let mut give = |at: usize, first: usize, part: &[f32]| {
                    looked_back[at][first..].iter_mut().zip(part).for_each(|(d, x)| *d += x);
                };
                if i >= distance {
                    give(i - distance, 0, &seen_back[..SIDE]);
                }
                give(i, 0, &seen_back[SIDE..SIDE + WIDTH]);
                if i + distance < count {
                    give(i + distance, WIDTH - SIDE, &seen_back[SIDE + WIDTH..]);
                }
            }
            for ((d, looked_back), kept) in back.iter_mut().zip(&looked_back).zip(&trace.kept[n]) {
                (0..WIDTH).for_each(|j| d[j] += looked_back[j] * kept[j]);
            }
        }
        for (d, rows) in back.iter().zip(&trace.rows) {
            add(&mut gradient.plain.inner.start, 1.0, d);
            rows.iter().for_each(|&r| add(&mut gradient.plain.rows[0][r as usize], 1.0, d));
        }
    }

    /// Learns the labels of one relation; returns the loss.
    fn relate(
        &mut self,
        relation: &Relation,
        states: &[Floats],
        prepared: &[Floats],
        gradient: &mut Gradient,
        prepared_back: &mut [Floats],
        back: &mut [Floats],
    ) -> f64 {
        let inner = &self.p.inner;
        let head = &inner.pairs;
        let mut common = inner.other[WIDTH];
        multiply(&mut common, &states[relation.to], &inner.other);
        let count = relation.rows.len();
        let (mut hidden, mut kept) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut scores = Vec::with_capacity(count * head.labels);
        for (k, rows) in relation.rows.iter().enumerate() {
            let mut sum = common;
            add(&mut sum, 1.0, &prepared[relation.start + k]);
            let seen = rows.iter().filter(|&&row| row < self.seen_rows[1]);
            seen.for_each(|&r| add(&mut sum, 1.0, &self.p.rows[1][r as usize]));
            positive(&mut sum);
            let mask = self.mask();
            (0..WIDTH).for_each(|j| sum[j] *= mask[j]);
            score(head, &self.turned.pairs, &sum, &mut scores);
            hidden.push(sum);
            kept.push(mask);
        }
        let labels = &mut relation.labels.clone();
        proper(labels);
        let loss = chain(head, &mut scores, labels, &relation.taught, &mut gradient.plain.inner.pairs.moves);
        surplus(head.labels, &mut scores, labels, &relation.taught);
        let mut common_back = [0.0f32; WIDTH];
        for (k, surplus) in scores.chunks(head.labels).enumerate() {
            // The network is sure of most tokens: they teach nothing.
            if surplus.iter().all(|s| s.abs() < 1e-4) {
                continue;
            }
            let mut d = [0.0f32; WIDTH];
            let bias = &mut gradient.plain.inner.pairs.weights[WIDTH * head.labels..];
            head_back(&self.turned.pairs, &hidden[k], surplus, &mut gradient.turned.pairs, bias, &mut d);
            let d: Floats = std::array::from_fn(|j| if hidden[k][j] > 0.0 { d[j] * kept[k][j] } else { 0.0 });
            add(&mut common_back, 1.0, &d);
            add(&mut prepared_back[relation.start + k], 1.0, &d);
            let seen = relation.rows[k].iter().filter(|&&row| row < self.seen_rows[1]);
            seen.for_each(|&r| add(&mut gradient.plain.rows[1][r as usize], 1.0, &d));
        }
        add(&mut gradient.plain.inner.other[WIDTH], 1.0, &common_back);
        let to = relation.to;
        rows_back(&self.turned.other, &states[to], &common_back, &mut gradient.turned.other, &mut back[to]);
        loss
    }
}

/// A part of the chances that a teacher gave, if it gave any.
fn part(taught: &[f32], start: usize, count: usize) -> &[f32] {
    if taught.is_empty() { &[] } else { &taught[start..start + count] }
}

/// Corrects labels that may not follow one another: a label that goes on with nothing becomes one that begins.
fn proper(labels: &mut [u8]) {
    let mut before = 0;
    for label in labels {
        if !begin_inside(usize::from(before), usize::from(*label)) {
            *label -= 1;
        }
        before = *label;
    }
}

/// Subtracts from each label's chance the chance that is wanted: what is left tells by how much the network is too sure
/// of the label. Wanted are the chances that a teacher gave, or else the one label of each token. Where a teacher gave
/// none (NaN), nothing is left.
fn surplus(n: usize, chances: &mut [f32], labels: &[u8], taught: &[f32]) {
    if taught.is_empty() {
        chances.chunks_mut(n).zip(labels).for_each(|(row, &label)| row[usize::from(label)] -= 1.0);
    } else {
        let surplus = |chance: f32, wanted: f32| if wanted.is_nan() { 0.0 } else { chance - wanted };
        chances.iter_mut().zip(taught).for_each(|(chance, &wanted)| *chance = surplus(*chance, wanted));
    }
}

/// Adds the labels' scores of a state to `scores`.
fn score(head: &Head, turned: &[Floats], state: &Floats, scores: &mut Vec<f32>) {
    let bias = &head.weights[WIDTH * head.labels..];
    scores.extend(turned.iter().zip(bias).map(|(weights, bias)| bias + dot(weights, state)));
}

/// The sum of the products of two rows of numbers, always added in one order: sixteen sums at once, so that vectors can be used.
#[inline(always)]
fn dot(a: &Floats, b: &Floats) -> f32 {
    let mut sums = [0.0f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        (0..16).for_each(|k| sums[k] += a[k] * b[k]);
    }
    let eight: [f32; 8] = std::array::from_fn(|k| sums[k] + sums[k + 8]);
    let four: [f32; 4] = std::array::from_fn(|k| eight[k] + eight[k + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

/// The backward pass through a matrix, where `d` is the gradient of what it made of `seen`: adds to the gradient of its
/// weights, and to `back`, that of `seen`.
#[inline(always)]
fn rows_back<const N: usize>(
    weights: &[[f32; N]],
    seen: &[f32; N],
    d: &Floats,
    gradient: &mut [[f32; N]],
    back: &mut [f32; N],
) {
    for ((weights, gradient), &d) in weights.iter().zip(gradient).zip(d).filter(|(_, d)| **d != 0.0) {
        for k in 0..N {
            back[k] += d * weights[k];
            gradient[k] += d * seen[k];
        }
    }
}

fn head_back(weights: &[Floats], x: &Floats, d: &[f32], gradient: &mut [Floats], bias: &mut [f32], back: &mut Floats) {
    for ((weights, gradient), (&d, bias)) in weights.iter().zip(gradient).zip(d.iter().zip(bias)) {
        *bias += d;
        for k in 0..WIDTH {
            back[k] += d * weights[k];
            gradient[k] += d * x[k];
        }
    }
}

/// Turns a sequence's scores into the chances of its labels; returns the loss, and adds the gradient of the moves.
/// Where a teacher gave chances, there is neither, as those don't tell which labels follow each other.
fn chain(head: &Head, scores: &mut [f32], labels: &[u8], taught: &[f32], moves: &mut [f32]) -> f64 {
    let n = head.labels;
    let factor = |k: usize| if begin_inside(k / n, k % n) { head.moves[k].exp() } else { 0.0 };
    let factors: Vec<f32> = (0..n * (n + 1)).map(factor).collect();
    let mut loss = 0.0;
    for (row, &label) in scores.chunks_mut(n).zip(labels) {
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        loss -= f64::from(row[usize::from(label)] - top);
        row.iter_mut().for_each(|s| *s = (*s - top).max(-60.0).exp());
    }
    let mut forward = Vec::new();
    loss += forward_backward(n, &factors, scores, &mut forward);
    if !taught.is_empty() {
        return 0.0;
    }
    let mut before = n;
    for (i, &label) in labels.iter().enumerate() {
        loss -= f64::from(head.moves[before * n + usize::from(label)]);
        moves[before * n + usize::from(label)] -= 1.0;
        before = usize::from(label);
        // The chance of each pair of labels: forwards up to here, the move, and what is left of the chance after it.
        for to in 0..n {
            let chance = scores[i * n + to];
            if i == 0 {
                moves[n * n + to] += chance;
                continue;
            }
            let from = &forward[(i - 1) * n..i * n];
            let total: f32 = (0..n).map(|a| from[a] * factors[a * n + to]).sum();
            if total > 0.0 {
                (0..n).for_each(|a| moves[a * n + to] += chance * from[a] * factors[a * n + to] / total);
            }
        }
    }
    loss
}
