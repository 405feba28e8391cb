//! Learns a [`Network`] from labelled documents.
//!
//! Each step sees a few documents, shared out to two threads whose gradients are added in their order: so the
//! same documents give the same bytes, however many processors there are. Some features and numbers of states are
//! left out at random at each visit (dropout, Srivastava et al. 2014), so that none leans on another.

use super::Random;
use super::parameters::{Adam, Gradient, Parameters, Rounded, Turned};
use super::visit::Visit;
use crate::learned::network::Network;

pub use super::setup::{Example, Relation, Relations, Settings, rows};

/// How many threads share a step's work. The result depends on this number.
const THREADS: usize = 2;

/// Passes at the end that learn with rounded numbers.
const ROUNDED_PASSES: usize = 3;

/// Learns a network; returns its weight file.
pub fn network(examples: &[Example], settings: &Settings) -> Vec<u8> {
    let mut parameters = Parameters::begin(settings);
    let mut adam = Adam::new(settings);
    let mut gradients: Vec<Gradient> = (0..THREADS).map(|_| Gradient::zero(settings)).collect();
    let mut turned = Turned::zero(settings);
    let mut random = Random(0x5eed_0002 ^ settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let visited = |e: usize, pass: usize| pass < examples[e].until && (e + pass).is_multiple_of(examples[e].every);
    let visits = |pass: usize| (0..examples.len()).filter(|&e| visited(e, pass)).count();
    let steps: usize = (0..settings.passes).map(|pass| visits(pass).div_ceil(settings.batch)).sum();
    let mut rounded: Option<Rounded> = None;
    for pass in 0..settings.passes {
        // The last passes learn with all numbers as the file will hold them.
        if pass + ROUNDED_PASSES >= settings.passes && rounded.is_none() {
            rounded = Some(Rounded::new(&mut parameters, settings));
        }
        random.shuffle(&mut order);
        let visited: Vec<usize> = order.iter().copied().filter(|&e| visited(e, pass)).collect();
        let (mut loss, mut tokens) = ([0.0; 2], 0);
        for batch in visited.chunks(settings.batch) {
            let visits: Vec<(&Example, u64)> =
                batch.iter().map(|&e| (&examples[e], random.below(usize::MAX) as u64 | 1)).collect();
            turned.take(&parameters.inner);
            let (parameters_now, turned) = (&parameters, &turned);
            let share = |thread: usize, gradient: &mut Gradient| {
                let mut loss = [0.0; 2];
                for (example, seed) in visits.iter().skip(thread).step_by(THREADS) {
                    let visit = Visit::new(parameters_now, turned, settings, *seed);
                    let [a, b] = visit.learn(example, gradient);
                    loss = [loss[0] + a, loss[1] + b];
                }
                loss
            };
            let losses: Vec<[f64; 2]> = if settings.one_thread {
                gradients.iter_mut().enumerate().map(|(thread, gradient)| share(thread, gradient)).collect()
            } else {
                std::thread::scope(|scope| {
                    let threads: Vec<_> =
                        gradients.iter_mut().enumerate().map(|(t, g)| scope.spawn(move || share(t, g))).collect();
                    threads.into_iter().map(|t| t.join().expect("learning does not panic")).collect()
                })
            };
            losses.iter().for_each(|[a, b]| loss = [loss[0] + a, loss[1] + b]);
            let size: usize = visits.iter().map(|(e, _)| e.rows.len()).sum();
            tokens += size;
            let (first, others) = gradients.split_first_mut().expect("there are threads");
            others.iter_mut().for_each(|other| first.add(other));
            let first = first.whole();
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
    let shipped = |table: usize| &parameters.rows[table][..settings.rows[table].into()];
    Network::encode(&parameters.inner, [shipped(0), shipped(1)], &units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learned::features::row;

    /// A token's label tells whether the token before it is odd, so the network must look there. A pair's label tells
    /// whether the other token is odd.
    #[test]
    fn learns_from_neighbours_and_relations_and_gives_the_same_bytes_again() {
        let settings = Settings {
            seed: 0,
            rows: [64, 64],
            other_rows: [0, 0],
            hidden: 0.0,
            row_units: 1.5,
            layers: 2,
            labels: [3, 3],
            passes: 60,
            batch: 2,
            rate: 0.01,
            feature_dropout: 0.0,
            blurred: 0.0,
            dropout: 0.0,
            one_thread: false,
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
                    taught: Vec::new(),
                    relations: Box::new(|_| {
                        let to = |to: usize| Relation {
                            to,
                            start: 2,
                            rows: vec![vec![]; 4],
                            taught: Vec::new(),
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
