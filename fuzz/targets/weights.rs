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
    let features = |i: usize, found: &mut Vec<u64>| found.extend((0..70u64).map(|f| f << (i % 60)));
    let chain = Chain::new(table.clone(), begin_inside);
    let scores = chain.score(5, features);
    let labels = chain.best(&scores);
    assert!(labels.len() == 5 && labels.iter().all(|&label| label < table.labels));
    let marginals = chain.marginals(&scores);
    assert!(marginals.iter().all(|chance| (0.0..=1.001).contains(chance)), "{marginals:?}");
    let mut scores = vec![0; table.labels];
    Classifier::new(table).score(&mut scores, &[0, 1, u64::MAX, 1 << 60]);
});
