//! Reads any bytes as a weight file or a hash file. They are either refused, or can be used without a crash.

#![no_main]

use whosaid::learned::classifier::Classifier;
use whosaid::learned::hashed::Hashed;
use whosaid::learned::network::Network;
use whosaid::learned::sparse::SparseTable;
use whosaid::learned::weights::Table;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(map) = Hashed::read(data) {
        for hash in [0, 1, u64::MAX, 0x9e37_79b9_7f4a_7c15] {
            map.get(hash);
        }
    }
    if let Ok(network) = Network::new(data) {
        let features = |i: usize, found: &mut Vec<u64>| found.extend((0..20u64).map(|f| f << (i % 60)));
        let states = network.read(0..9, 9, features);
        let prepared = network.prepare(&states);
        let pair = |i: usize, _, found: &mut Vec<u64>| features(i, found);
        let related = network.relate(&prepared, &states[4], |i| i / 2, features, pair);
        for (moves, scores) in [(network.token_moves(), network.label(&states)), (network.pair_moves(), related)] {
            assert_eq!(moves.best(&scores).len(), 9);
            let chances = moves.marginals(&scores);
            assert!(chances.iter().all(|chance| (0.0..=1.001).contains(chance)), "{chances:?}");
        }
    }
    let features: Vec<u64> = (0..70u64).map(|f| f << (f % 60)).collect();
    if let Ok(table) = Table::new(data) {
        table.sum(features.iter().copied());
    }
    let Ok(table) = SparseTable::new(data) else { return };
    let mut scores = vec![0; table.labels];
    Classifier::new(table).score(&mut scores, &features);
});
