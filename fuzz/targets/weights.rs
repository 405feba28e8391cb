//! Any bytes as a weight file or a hash file: refused, or usable.

#![no_main]

use whosaid::learned::chain::{Chain, begin_inside};
use whosaid::learned::classifier::Classifier;
use whosaid::learned::hashed::Hashed;
use whosaid::learned::weights::Table;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(map) = Hashed::read(data) {
        for hash in [0, 1, u64::MAX, 0x9e37_79b9_7f4a_7c15] {
            map.get(hash);
        }
    }
    let Ok(table) = Table::new(data) else { return };
    let features = |i: usize, sink: &mut dyn FnMut(u64)| (0..4u64).for_each(|f| sink(f << (i % 60)));
    let chain = Chain::new(table, begin_inside);
    let scores = chain.score(5, features);
    let labels = chain.best(&scores);
    assert!(labels.len() == 5 && labels.iter().all(|&label| label < table.labels));
    let marginals = chain.marginals(&scores);
    assert!(marginals.iter().all(|chance| (0.0..=1.001).contains(chance)), "{marginals:?}");
    Classifier::new(table).score(&mut vec![0; table.labels], |sink| features(1, sink));
});
