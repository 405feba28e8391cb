//! The numbers that a network learns, their gradient, and the steps that change them.

use super::Random;
use super::setup::Settings;
use crate::learned::network::{Floats, Head, Inner, SIDE, WIDTH};

/// How many numbers a layer looks at: a part of the neighbour before, the token's own, a part of the neighbour after.
pub(super) const LOOKED: usize = 2 * SIDE + WIDTH;

/// How many units the usual number (root mean square) of a block has, in blocks other than the rows.
const UNITS: f32 = 16.0;

/// All numbers that are learned.
#[derive(Clone)]
pub(super) struct Parameters {
    pub inner: Inner,
    /// The rows of tokens and of pairs: first those of the file, then those of other guidelines.
    pub rows: [Vec<Floats>; 2],
}

impl Parameters {
    pub fn zero(settings: &Settings) -> Self {
        let rows = |table: usize| vec![[0.0; WIDTH]; settings.all_rows(table) as usize];
        Parameters { inner: Inner::zero(settings.layers, settings.labels), rows: [rows(0), rows(1)] }
    }

    /// Small random numbers to begin learning with; biases, moves and the rows of other guidelines are zero.
    pub fn begin(settings: &Settings) -> Self {
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
        for (rows, &count) in p.rows.iter_mut().zip(&settings.rows) {
            fill(rows[..count.into()].as_flattened_mut(), 0.1);
        }
        p
    }

    pub fn numbers(&mut self) -> Vec<&mut [f32]> {
        let mut out = self.inner.numbers();
        out.extend(self.rows.iter_mut().map(|rows| rows.as_flattened_mut()));
        out
    }
}

/// Matrices with a row for each number that they make, instead of a row for each number that they look at: the backward
/// pass reads them so, and skips the rows of numbers that have no gradient.
#[derive(Clone)]
pub(super) struct Turned {
    pub layers: Vec<Vec<[f32; LOOKED]>>,
    pub tokens: Vec<Floats>,
    pub pairs: Vec<Floats>,
    pub one: Vec<Floats>,
    pub other: Vec<Floats>,
}

impl Turned {
    pub fn zero(settings: &Settings) -> Self {
        let head = |labels: usize| vec![[0.0; WIDTH]; labels];
        Turned {
            layers: vec![vec![[0.0; LOOKED]; WIDTH]; settings.layers],
            tokens: head(settings.labels[0]),
            pairs: head(settings.labels[1]),
            one: head(WIDTH),
            other: head(WIDTH),
        }
    }

    /// Copies the matrices of a network, turned.
    pub fn take(&mut self, inner: &Inner) {
        for (turned, layer) in self.layers.iter_mut().zip(&inner.layers) {
            turn(layer.weights.as_flattened(), turned);
        }
        turn(&inner.tokens.weights[..WIDTH * inner.tokens.labels], &mut self.tokens);
        turn(&inner.pairs.weights[..WIDTH * inner.pairs.labels], &mut self.pairs);
        turn(inner.one.as_flattened(), &mut self.one);
        turn(inner.other[..WIDTH].as_flattened(), &mut self.other);
    }

    /// Adds these numbers, which are a gradient, to those of `inner`, and sets them to zero.
    fn give(&mut self, inner: &mut Inner) {
        let head = |head: &mut Head, turned: &mut Vec<Floats>| {
            let weights = WIDTH * head.labels;
            turn_back(turned, &mut head.weights[..weights]);
        };
        for (turned, layer) in self.layers.iter_mut().zip(&mut inner.layers) {
            turn_back(turned, layer.weights.as_flattened_mut());
        }
        head(&mut inner.tokens, &mut self.tokens);
        head(&mut inner.pairs, &mut self.pairs);
        turn_back(&mut self.one, inner.one.as_flattened_mut());
        turn_back(&mut self.other, inner.other[..WIDTH].as_flattened_mut());
    }
}

/// Copies columns to rows.
fn turn<const N: usize>(columns: &[f32], rows: &mut [[f32; N]]) {
    let count = rows.len();
    for (j, row) in rows.iter_mut().enumerate() {
        row.iter_mut().enumerate().for_each(|(k, number)| *number = columns[k * count + j]);
    }
}

/// Adds rows to columns, and sets the rows to zero.
fn turn_back<const N: usize>(rows: &mut [[f32; N]], columns: &mut [f32]) {
    let count = rows.len();
    for (j, row) in rows.iter_mut().enumerate() {
        row.iter_mut().enumerate().for_each(|(k, number)| columns[k * count + j] += std::mem::take(number));
    }
}

/// The gradient that visits of documents add to.
pub(super) struct Gradient {
    pub plain: Parameters,
    pub turned: Turned,
}

impl Gradient {
    pub fn zero(settings: &Settings) -> Self {
        Gradient { plain: Parameters::zero(settings), turned: Turned::zero(settings) }
    }

    /// Adds all of `other`, and sets it to zero.
    pub fn add(&mut self, other: &mut Gradient) {
        other.whole();
        for (sum, part) in self.plain.numbers().into_iter().zip(other.plain.numbers()) {
            sum.iter_mut().zip(&*part).for_each(|(s, p)| *s += p);
            part.fill(0.0);
        }
    }

    /// The whole gradient, in the order of the parameters: what was gathered for turned matrices is added first.
    pub fn whole(&mut self) -> &mut Parameters {
        self.turned.give(&mut self.plain.inner);
        &mut self.plain
    }
}

/// Numbers in whole units of their block, next to the exact ones that are learned: the gradient is taken at the numbers that
/// will be used ("straight-through", Bengio et al. 2013). Rounded afterwards, a bias that is a little off would lengthen or
/// shorten everything that is labelled.
pub(super) struct Rounded {
    exact: Parameters,
    pub units: Vec<f32>,
}

impl Rounded {
    pub fn new(parameters: &mut Parameters, settings: &Settings) -> Self {
        let usual = |numbers: &[f32]| (numbers.iter().map(|x| x * x).sum::<f32>() / numbers.len() as f32).sqrt();
        let largest = |numbers: &[f32]| numbers.iter().fold(f32::MIN_POSITIVE, |a, x| a.max(x.abs()));
        // The largest number of a block may still grow a little.
        let unit = |numbers: &[f32]| (usual(numbers) / UNITS).max(largest(numbers) / 100.0);
        let inner = parameters.inner.numbers().into_iter().map(|block| unit(block));
        let rows = parameters.rows.iter().zip(settings.rows);
        let rows = rows.map(|(rows, shipped)| usual(rows[..shipped.into()].as_flattened()) / settings.row_units);
        let mut rounded = Rounded { units: inner.chain(rows).collect(), exact: parameters.clone() };
        rounded.with_exact(parameters, |_| {});
        rounded
    }

    /// Calls `change` with the exact numbers, and rounds them anew.
    pub fn with_exact(&mut self, parameters: &mut Parameters, change: impl FnOnce(&mut Parameters)) {
        change(&mut self.exact);
        for ((numbers, exact), &unit) in parameters.numbers().into_iter().zip(self.exact.numbers()).zip(&self.units) {
            let per = 1.0 / unit;
            let whole = |x: f32| (x * per).round_ties_even().clamp(-127.0, 127.0) * unit;
            numbers.iter_mut().zip(exact).for_each(|(number, &mut x)| *number = whole(x));
        }
    }
}

/// Chooses steps by the running means of the gradient and of its square (Adam, Kingma & Ba 2015).
pub(super) struct Adam {
    mean: Parameters,
    square: Parameters,
    pub step: i32,
}

impl Adam {
    pub fn new(settings: &Settings) -> Self {
        Adam { mean: Parameters::zero(settings), square: Parameters::zero(settings), step: 0 }
    }

    /// Takes a step with the gradient times `scale`, cut to a length of 2; then sets the gradient to zero.
    pub fn update(&mut self, p: &mut Parameters, gradient: &mut Parameters, rate: f32, decay: f32, scale: f32) {
        self.step += 1;
        let [mean_rest, square_rest] = [0.9f32, 0.999].map(|share| 1.0 / (1.0 - share.powi(self.step)));
        let squares = |numbers: &mut [f32]| sixteen(numbers, |x| x * x);
        let length = gradient.numbers().into_iter().map(squares).sum::<f64>().sqrt() as f32 * scale;
        let scale = if length > 2.0 { scale * 2.0 / length } else { scale };
        let moments = self.mean.numbers().into_iter().zip(self.square.numbers());
        for ((numbers, gradient), (means, squares)) in p.numbers().into_iter().zip(gradient.numbers()).zip(moments) {
            let numbers = numbers.iter_mut().zip(gradient);
            for ((number, gradient), (mean, square)) in numbers.zip(means.iter_mut().zip(squares)) {
                let g = *gradient * scale;
                *mean = 0.9 * *mean + 0.1 * g;
                *square = 0.999 * *square + 0.001 * g * g;
                let step = *mean * mean_rest / ((*square * square_rest).sqrt() + 1e-8);
                *number -= rate * (step + decay * *number);
                *gradient = 0.0;
            }
        }
    }
}

/// The sum of `of` over numbers, sixteen at a time, so that vectors can be used, and always in one order.
fn sixteen(numbers: &[f32], of: impl Fn(f32) -> f32) -> f64 {
    let mut sums = [0.0f32; 16];
    let (chunks, rest) = numbers.as_chunks::<16>();
    for chunk in chunks {
        (0..16).for_each(|k| sums[k] += of(chunk[k]));
    }
    sums.iter().map(|&sum| f64::from(sum)).sum::<f64>() + rest.iter().map(|&x| f64::from(of(x))).sum::<f64>()
}
