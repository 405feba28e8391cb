//! Learns a [`Network`]: the gradient by hand, layer by layer backwards, steps by Adam (Kingma & Ba 2015).
//!
//! Each step sees a few documents, shared out to two threads whose gradients are added in their order: so the
//! same documents give the same bytes, however many processors there are. Some features and numbers of states are
//! left out at random at each visit (dropout, Srivastava et al. 2014), so that none leans on another.

use std::ops::Range;

use super::Random;
use super::chain::forward_backward;
use super::forwards::{add, multiply, positive};
use crate::learned::chain::begin_inside;
use crate::learned::features::row_of;
use crate::learned::network::{Floats, Head, Inner, Network, SIDE, WIDTH};

/// A document to learn from.
pub struct Example<'e> {
    /// For each token, the rows of its features.
    pub rows: Vec<Vec<u32>>,
    /// What is labelled as a sequence of its own: sentences.
    pub sequences: &'e [Range<usize>],
    /// For each token, its label.
    pub labels: Vec<u8>,
    /// The tokens that others are labelled in relation to, given the chances of the labels as they are learned so far, a
    /// row a token: what the network takes for one, it must learn to label, too.
    pub relations: Box<Relations<'e>>,
    /// It is visited in every such pass: 1 for all.
    pub every: usize,
    /// How many passes there are that may visit it, from the first.
    pub until: usize,
}

/// Relations by the chances of the labels.
pub type Relations<'e> = dyn Fn(&[f32]) -> Vec<Relation> + Sync + 'e;

/// Tokens labelled in relation to one.
pub struct Relation {
    /// The one.
    pub to: usize,
    /// The first of the tokens labelled.
    pub start: usize,
    /// For each, the rows of the features of the pair.
    pub rows: Vec<Vec<u32>>,
    /// For each, its label.
    pub labels: Vec<u8>,
}

/// For each token, the rows of its features in a table of so many.
pub fn rows(tokens: Range<usize>, table: u16, features: impl Fn(usize, &mut Vec<u64>)) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    tokens
        .map(|i| {
            found.clear();
            features(i, &mut found);
            found.iter().map(|&feature| row_of(feature, table.into()) as u32).collect()
        })
        .collect()
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What the random numbers begin with.
    pub seed: u64,
    /// How many rows the tables of tokens and of pairs have, 65,535 at most.
    pub rows: [u16; 2],
    /// Units in a row's usual number: few make a small file.
    pub row_units: f32,
    /// Layers that look at neighbours.
    pub layers: usize,
    /// How many labels a token has, and a pair.
    pub labels: [usize; 2],
    /// Passes over the documents.
    pub passes: usize,
    /// Documents a step.
    pub batch: usize,
    /// The longest step; steps grow from nothing over the first 200, and shrink to nothing like half a cosine.
    pub rate: f32,
    /// The share of features left out at each visit.
    pub feature_dropout: f32,
    /// The share of tokens whose features are mostly left out, as if the word were not known.
    pub blurred: f32,
    /// The share of a state's numbers left out.
    pub dropout: f32,
    /// Pull towards zero, in proportion to a number and to the step (Loshchilov & Hutter 2019).
    pub decay: f32,
}

/// Shares of a step's work; part of what the result depends on.
const THREADS: usize = 2;

/// Passes at the end that learn with rounded numbers.
const ROUNDED_PASSES: usize = 3;

/// Of a thousand features of a blurred token, how many are left out.
const MOSTLY: usize = 600;

/// Units in the usual number of any other block.
const UNITS: f32 = 16.0;

/// All that is learned, or its gradient.
#[derive(Clone)]
struct Parameters {
    inner: Inner,
    rows: [Vec<Floats>; 2],
}

impl Parameters {
    fn zero(settings: &Settings) -> Self {
        Parameters {
            inner: Inner::zero(settings.layers, settings.labels),
            rows: settings.rows.map(|rows| vec![[0.0; WIDTH]; usize::from(rows)]),
        }
    }

    /// Small random numbers to begin with; the rows, biases and moves are zero.
    fn begin(settings: &Settings) -> Self {
        let mut p = Parameters::zero(settings);
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ settings.seed << 7);
        let mut fill = |numbers: &mut [f32], size: f32| {
            for number in numbers {
                // Four of equal chance add up to nearly a bell curve, of variance 1/3.
                let sum: f32 = (0..4).map(|_| random.below(1 << 20) as f32 / (1 << 20) as f32 - 0.5).sum();
                *number = sum * size * 3f32.sqrt();
            }
        };
        for layer in &mut p.inner.layers {
            fill(layer.weights.as_flattened_mut(), 0.08);
        }
        let Inner { tokens, pairs, one, other, .. } = &mut p.inner;
        fill(&mut tokens.weights[..WIDTH * settings.labels[0]], 0.1);
        // Where nothing is labelled in relation to a token, these stay zero.
        if settings.labels[1] > 1 {
            fill(&mut pairs.weights[..WIDTH * settings.labels[1]], 0.14);
            fill(one.as_flattened_mut(), 0.14);
            fill(other[..WIDTH].as_flattened_mut(), 0.14);
        }
        p.rows.iter_mut().for_each(|rows| fill(rows.as_flattened_mut(), 0.1));
        p
    }

    fn numbers(&mut self) -> Vec<&mut [f32]> {
        let mut out = self.inner.numbers();
        out.extend(self.rows.iter_mut().map(|rows| rows.as_flattened_mut()));
        out
    }
}

/// Learns a network; returns its weight file.
pub fn network(examples: &[Example], settings: &Settings) -> Vec<u8> {
    let mut parameters = Parameters::begin(settings);
    let mut adam = Adam { mean: Parameters::zero(settings), square: Parameters::zero(settings), step: 0 };
    let mut gradients = vec![Parameters::zero(settings); THREADS];
    let mut random = Random(0x5eed_0002 ^ settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let visited = |e: usize, pass: usize| pass < examples[e].until && (e + pass).is_multiple_of(examples[e].every);
    let visits = |pass: usize| (0..examples.len()).filter(|&e| visited(e, pass)).count();
    let steps: usize = (0..settings.passes).map(|pass| visits(pass).div_ceil(settings.batch)).sum();
    let mut rounded: Option<Rounded> = None;
    for pass in 0..settings.passes {
        // The last passes learn with all numbers as the file will hold them.
        if pass + ROUNDED_PASSES >= settings.passes && rounded.is_none() {
            rounded = Some(Rounded::new(&mut parameters, settings.row_units));
        }
        random.shuffle(&mut order);
        let visited: Vec<usize> = order.iter().copied().filter(|&e| visited(e, pass)).collect();
        let (mut loss, mut tokens) = ([0.0; 2], 0);
        for batch in visited.chunks(settings.batch) {
            let visits: Vec<(&Example, u64)> =
                batch.iter().map(|&e| (&examples[e], random.below(usize::MAX) as u64 | 1)).collect();
            let parameters_now = &parameters;
            let share = |thread: usize, gradient: &mut Parameters| {
                let mut loss = [0.0; 2];
                for (example, seed) in visits.iter().skip(thread).step_by(THREADS) {
                    let visit = Visit { p: parameters_now, settings, random: Random(*seed) };
                    let [a, b] = visit.learn(example, gradient);
                    loss = [loss[0] + a, loss[1] + b];
                }
                loss
            };
            let losses: Vec<[f64; 2]> = std::thread::scope(|scope| {
                let threads: Vec<_> =
                    gradients.iter_mut().enumerate().map(|(t, g)| scope.spawn(move || share(t, g))).collect();
                threads.into_iter().map(|t| t.join().expect("learning does not panic")).collect()
            });
            losses.iter().for_each(|[a, b]| loss = [loss[0] + a, loss[1] + b]);
            let size: usize = visits.iter().map(|(e, _)| e.rows.len()).sum();
            tokens += size;
            let (first, others) = gradients.split_first_mut().expect("there are threads");
            for other in others {
                for (sum, part) in first.numbers().into_iter().zip(other.numbers()) {
                    sum.iter_mut().zip(&*part).for_each(|(s, p)| *s += p);
                    part.fill(0.0);
                }
            }
            let done = adam.step as f32;
            let shrinking = 0.5 * (1.0 + (std::f32::consts::PI * done / steps as f32).cos());
            let rate = settings.rate * (done / 200.0).min(1.0) * shrinking;
            let scale = 10.0 / size.max(1) as f32;
            let rounded = rounded.as_mut();
            match rounded {
                None => adam.update(&mut parameters, first, rate, settings.decay, scale),
                Some(rounded) => rounded.with_exact(&mut parameters, |parameters| {
                    adam.update(parameters, first, rate, settings.decay, scale);
                }),
            }
        }
        let [a, b] = loss.map(|l| l / tokens as f64);
        eprintln!("  pass {}: loss {a:.4} of tokens, {b:.4} of pairs, a token", pass + 1);
    }
    let units = rounded.expect("there are passes").units;
    Network::encode(&parameters.inner, [&parameters.rows[0], &parameters.rows[1]], &units)
}

/// Numbers in whole units of their block, next to the exact ones that are learned: what the gradient is taken at is what
/// will be used ("straight-through", Bengio et al. 2013). Rounded afterwards, a bias that is a little off would lengthen or
/// shorten everything that is labelled.
struct Rounded {
    exact: Parameters,
    units: Vec<f32>,
}

impl Rounded {
    fn new(parameters: &mut Parameters, row_units: f32) -> Self {
        let usual = |numbers: &[f32]| (numbers.iter().map(|x| x * x).sum::<f32>() / numbers.len() as f32).sqrt();
        let largest = |numbers: &[f32]| numbers.iter().fold(f32::MIN_POSITIVE, |a, x| a.max(x.abs()));
        // The largest may still grow a little.
        let unit = |numbers: &[f32]| (usual(numbers) / UNITS).max(largest(numbers) / 100.0);
        let inner = parameters.inner.numbers().into_iter().map(|block| unit(block));
        let rows = parameters.rows.iter().map(|rows| usual(rows.as_flattened()) / row_units);
        let mut rounded = Rounded { units: inner.chain(rows).collect(), exact: parameters.clone() };
        rounded.with_exact(parameters, |_| {});
        rounded
    }

    /// Lets `change` have the exact numbers, and rounds them anew.
    fn with_exact(&mut self, parameters: &mut Parameters, change: impl FnOnce(&mut Parameters)) {
        change(&mut self.exact);
        for ((numbers, exact), unit) in parameters.numbers().into_iter().zip(self.exact.numbers()).zip(&self.units) {
            let whole = |x: f32| (x / unit).round().clamp(-127.0, 127.0) * unit;
            numbers.iter_mut().zip(exact).for_each(|(number, &mut x)| *number = whole(x));
        }
    }
}

/// One visit of a document.
struct Visit<'v> {
    p: &'v Parameters,
    settings: &'v Settings,
    random: Random,
}

/// What the way forwards leaves for the way back.
struct Trace {
    /// The rows that were not left out.
    rows: Vec<Vec<u32>>,
    /// For each layer, what it looked at, and what it added.
    looked: Vec<Vec<Floats>>,
    added: Vec<Vec<Floats>>,
    /// For each layer and the last states, which numbers were kept: 0 or what makes up for those left out.
    kept: Vec<Vec<Floats>>,
}

impl Visit<'_> {
    /// Adds the gradient of a document; returns the losses of tokens and pairs.
    fn learn(mut self, example: &Example, gradient: &mut Parameters) -> [f64; 2] {
        let (trace, states) = self.forwards(&example.rows);
        let mut back = vec![[0.0f32; WIDTH]; states.len()];
        let mut losses = [0.0; 2];

        let head = &self.p.inner.tokens;
        let mut chances = Vec::new();
        for sequence in example.sequences {
            let labels = &mut example.labels[sequence.clone()].to_vec();
            proper(labels);
            let mut scores = Vec::new();
            states[sequence.clone()].iter().for_each(|state| head.score(state, &mut scores));
            losses[0] += chain(head, &mut scores, labels, &mut gradient.inner.tokens.moves);
            chances.extend_from_slice(&scores);
            for (k, &label) in labels.iter().enumerate() {
                let surplus = &mut scores[k * head.labels..][..head.labels];
                surplus[usize::from(label)] -= 1.0;
                let at = sequence.start + k;
                head_back(head, &states[at], surplus, &mut gradient.inner.tokens, &mut back[at]);
            }
        }

        let prepared: Vec<Floats> = states
            .iter()
            .map(|state| {
                let mut sum = [0.0; WIDTH];
                multiply(&mut sum, state, &self.p.inner.one);
                sum
            })
            .collect();
        let mut prepared_back = vec![[0.0f32; WIDTH]; states.len()];
        for relation in (example.relations)(&chances) {
            losses[1] += self.relate(&relation, &states, &prepared, gradient, &mut prepared_back, &mut back);
        }
        for ((state, d), back) in states.iter().zip(&prepared_back).zip(&mut back) {
            matrix_back(&self.p.inner.one, state, d, &mut gradient.inner.one, back);
        }
        self.backwards(&trace, back, gradient);
        losses
    }

    /// Which numbers of a state to keep.
    fn mask(&mut self) -> Floats {
        let share = self.settings.dropout;
        let below = ((1.0 - share) * 65536.0) as usize;
        let mut mask = [0.0; WIDTH];
        for four in mask.chunks_mut(4) {
            let bits = self.random.below(usize::MAX);
            for (k, m) in four.iter_mut().enumerate() {
                *m = if bits >> (16 * k) & 0xffff < below { 1.0 / (1.0 - share) } else { 0.0 };
            }
        }
        mask
    }

    fn forwards(&mut self, rows: &[Vec<u32>]) -> (Trace, Vec<Floats>) {
        let left_out = (self.settings.feature_dropout * 1000.0) as usize;
        let blurred = (self.settings.blurred * 1000.0) as usize;
        let rows: Vec<Vec<u32>> = rows
            .iter()
            .map(|r| {
                let left_out = if self.random.below(1000) < blurred { left_out.max(MOSTLY) } else { left_out };
                r.iter().copied().filter(|_| self.random.below(1000) >= left_out).collect()
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

    /// `back` holds the gradient of the last states.
    fn backwards(&self, trace: &Trace, mut back: Vec<Floats>, gradient: &mut Parameters) {
        let count = back.len();
        let layers = &self.p.inner.layers;
        for (d, kept) in back.iter_mut().zip(&trace.kept[layers.len()]) {
            (0..WIDTH).for_each(|j| d[j] *= kept[j]);
        }
        for (n, layer) in layers.iter().enumerate().rev() {
            let (looked, distance) = (&trace.looked[n], 1 << n);
            let g = &mut gradient.inner.layers[n];
            let mut looked_back = vec![[0.0f32; WIDTH]; count];
            for (i, (added, back)) in trace.added[n].iter().zip(&back).enumerate() {
                let d: Floats = std::array::from_fn(|j| if added[j] > 0.0 { back[j] } else { 0.0 });
                add(&mut g.bias, 1.0, &d);
                let mut side = |at: usize, numbers: Range<usize>, first: usize| {
                    for (k, number) in numbers.enumerate() {
                        looked_back[at][number] += dot(&layer.weights[first + k], &d);
                        add(&mut g.weights[first + k], looked[at][number], &d);
                    }
                };
                if i >= distance {
                    side(i - distance, 0..SIDE, 0);
                }
                side(i, 0..WIDTH, SIDE);
                if i + distance < count {
                    side(i + distance, WIDTH - SIDE..WIDTH, SIDE + WIDTH);
                }
            }
            for ((d, looked_back), kept) in back.iter_mut().zip(&looked_back).zip(&trace.kept[n]) {
                (0..WIDTH).for_each(|j| d[j] += looked_back[j] * kept[j]);
            }
        }
        for (d, rows) in back.iter().zip(&trace.rows) {
            add(&mut gradient.inner.start, 1.0, d);
            rows.iter().for_each(|&r| add(&mut gradient.rows[0][r as usize], 1.0, d));
        }
    }

    /// Learns the labels of one relation; returns the loss.
    fn relate(
        &mut self,
        relation: &Relation,
        states: &[Floats],
        prepared: &[Floats],
        gradient: &mut Parameters,
        prepared_back: &mut [Floats],
        back: &mut [Floats],
    ) -> f64 {
        let inner = &self.p.inner;
        let mut common = inner.other[WIDTH];
        multiply(&mut common, &states[relation.to], &inner.other);
        let (mut hidden, mut kept, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        for (k, rows) in relation.rows.iter().enumerate() {
            let mut sum = common;
            add(&mut sum, 1.0, &prepared[relation.start + k]);
            rows.iter().for_each(|&r| add(&mut sum, 1.0, &self.p.rows[1][r as usize]));
            positive(&mut sum);
            let mask = self.mask();
            (0..WIDTH).for_each(|j| sum[j] *= mask[j]);
            inner.pairs.score(&sum, &mut scores);
            hidden.push(sum);
            kept.push(mask);
        }
        let labels = &mut relation.labels.clone();
        proper(labels);
        let loss = chain(&inner.pairs, &mut scores, labels, &mut gradient.inner.pairs.moves);
        let mut common_back = [0.0f32; WIDTH];
        for (k, &label) in labels.iter().enumerate() {
            let surplus = &mut scores[k * inner.pairs.labels..][..inner.pairs.labels];
            surplus[usize::from(label)] -= 1.0;
            // Most tokens are far from any doubt.
            if surplus.iter().all(|s| s.abs() < 1e-5) {
                continue;
            }
            let mut d = [0.0f32; WIDTH];
            head_back(&inner.pairs, &hidden[k], surplus, &mut gradient.inner.pairs, &mut d);
            let d: Floats = std::array::from_fn(|j| if hidden[k][j] > 0.0 { d[j] * kept[k][j] } else { 0.0 });
            add(&mut common_back, 1.0, &d);
            add(&mut prepared_back[relation.start + k], 1.0, &d);
            relation.rows[k].iter().for_each(|&r| add(&mut gradient.rows[1][r as usize], 1.0, &d));
        }
        add(&mut gradient.inner.other[WIDTH], 1.0, &common_back);
        let to = relation.to;
        matrix_back(&inner.other[..WIDTH], &states[to], &common_back, &mut gradient.inner.other, &mut back[to]);
        loss
    }
}

/// Makes labels that may follow one another: what goes on with nothing begins.
fn proper(labels: &mut [u8]) {
    let mut before = 0;
    for label in labels {
        if !begin_inside(usize::from(before), usize::from(*label)) {
            *label -= 1;
        }
        before = *label;
    }
}

/// Sixteen sums at once, so that vectors can be used, always in the same order.
fn dot(a: &Floats, b: &Floats) -> f32 {
    let mut sums = [0.0f32; 16];
    for (a, b) in a.chunks(16).zip(b.chunks(16)) {
        for k in 0..16 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum()
}

fn matrix_back(weights: &[Floats], x: &Floats, d: &Floats, gradient: &mut [Floats], back: &mut Floats) {
    for k in 0..WIDTH {
        back[k] += dot(&weights[k], d);
        add(&mut gradient[k], x[k], d);
    }
}

fn head_back(head: &Head, x: &Floats, d: &[f32], gradient: &mut Head, back: &mut Floats) {
    let n = head.labels;
    for k in 0..WIDTH {
        for (j, d) in d.iter().enumerate() {
            back[k] += head.weights[k * n + j] * d;
            gradient.weights[k * n + j] += x[k] * d;
        }
    }
    gradient.weights[WIDTH * n..].iter_mut().zip(d).for_each(|(g, d)| *g += d);
}

/// Turns a sequence's scores into the chances of its labels; adds the gradient of the moves; returns the loss.
fn chain(head: &Head, scores: &mut [f32], labels: &[u8], moves: &mut [f32]) -> f64 {
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
    let mut before = n;
    for (i, &label) in labels.iter().enumerate() {
        loss -= f64::from(head.moves[before * n + usize::from(label)]);
        moves[before * n + usize::from(label)] -= 1.0;
        before = usize::from(label);
        // The chance of each pair: forwards up to here, the move, and what is left of the chance after it.
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

struct Adam {
    mean: Parameters,
    square: Parameters,
    step: i32,
}

impl Adam {
    /// Takes a step, and empties the gradient, which is multiplied by `scale`, and cut to a length of 2.
    fn update(&mut self, p: &mut Parameters, gradient: &mut Parameters, rate: f32, decay: f32, scale: f32) {
        self.step += 1;
        let rest = [0.9f32, 0.999].map(|share| 1.0 - share.powi(self.step));
        let squares = |numbers: &mut [f32]| numbers.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>();
        let length = gradient.numbers().into_iter().map(squares).sum::<f64>().sqrt() as f32 * scale;
        let scale = if length > 2.0 { scale * 2.0 / length } else { scale };
        let moments = self.mean.numbers().into_iter().zip(self.square.numbers());
        for ((numbers, gradient), (mean, square)) in p.numbers().into_iter().zip(gradient.numbers()).zip(moments) {
            for k in 0..numbers.len() {
                let g = gradient[k] * scale;
                mean[k] = 0.9 * mean[k] + 0.1 * g;
                square[k] = 0.999 * square[k] + 0.001 * g * g;
                let step = mean[k] / rest[0] / ((square[k] / rest[1]).sqrt() + 1e-8);
                numbers[k] -= rate * (step + decay * numbers[k]);
            }
            gradient.fill(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learned::features::row;

    /// A token's label tells whether the token before is odd: the network must look there. Of each pair, whether the
    /// other token is odd.
    #[test]
    fn learns_from_neighbours_and_relations_and_gives_the_same_bytes_again() {
        let settings = Settings {
            seed: 0,
            rows: [64, 64],
            row_units: 1.5,
            layers: 2,
            labels: [3, 3],
            passes: 60,
            batch: 2,
            rate: 0.01,
            feature_dropout: 0.0,
            blurred: 0.0,
            dropout: 0.0,
            decay: 0.0,
        };
        let documents: Vec<Vec<usize>> =
            (0..16).map(|d| (0..12).map(|i| (d * 7 + i * i * 3 + d * i) % 5).collect()).collect();
        let sequence = std::slice::from_ref(&(0..12));
        let learn = || {
            let examples: Vec<Example> = documents
                .iter()
                .map(|tokens| Example {
                    rows: tokens.iter().map(|&t| vec![row(t as u64, 6) as u32]).collect(),
                    sequences: sequence,
                    labels: (0..12).map(|i| u8::from(i > 0 && tokens[i - 1] % 2 == 1)).collect(),
                    relations: Box::new(|_| {
                        let to = |to: usize| Relation {
                            to,
                            start: 2,
                            rows: vec![vec![]; 4],
                            labels: vec![u8::from(tokens[to] % 2 == 1); 4],
                        };
                        vec![to(0), to(7)]
                    }),
                    every: 1,
                    until: usize::MAX,
                })
                .collect();
            network(&examples, &settings)
        };
        let bytes = learn();
        let network = Network::new(&bytes).expect("just made");
        let (mut right, mut right_pairs) = (0, 0);
        for tokens in &documents {
            let states = network.read(0..12, 12, |i, found| found.push(tokens[i] as u64));
            let labels = network.token_moves().best(&network.label(&states));
            right += (1..12).filter(|&i| usize::from(labels[i]) == tokens[i - 1] % 2).count();
            let prepared = network.prepare(&states);
            let scores = network.relate(&prepared[2..6], &states[7], |_| (), |(), _| {}, |_, (), _| {});
            right_pairs +=
                network.pair_moves().best(&scores).iter().filter(|&&l| usize::from(l) == tokens[7] % 2).count();
        }
        assert!(right >= 16 * 11 - 4 && right_pairs >= 16 * 4 - 4, "{right}, {right_pairs}");
        assert!(learn() == bytes);
    }
}
