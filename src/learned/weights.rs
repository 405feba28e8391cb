//! Weight files of one weight a feature: a header, then weights as signed bytes, which are used without being copied.
//!
//! ```text
//! "WSW2"  bits: u8  1: u8  1: u8  0  scale: f32 (little endian)
//! 1 << bits weights, one a feature
//! ```
//!
//! Weights are whole numbers: their sums don't depend on their order. Tables of several labels, nearly all zeros, are
//! in [`sparse`](super::sparse).

use super::features::row;

/// A table of weights.
#[derive(Debug, Clone, Copy)]
pub struct Table<'w> {
    bits: u32,
    /// What one unit of weight is worth, in natural log-odds.
    pub scale: f32,
    weights: &'w [u8],
}

const HEADER: usize = 12;

/// The most labels that a table can have.
pub const MOST_LABELS: usize = 64;

/// How many units a large weight has; few make a small file.
#[cfg(feature = "train")]
const STEPS: f32 = 9.0;

impl<'w> Table<'w> {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let (header, weights) = bytes.split_at_checked(HEADER).ok_or("a weight file is shorter than its header")?;
        if &header[..4] != b"WSW2" {
            return Err("this is no weight file: it does not begin with WSW2");
        }
        let bits = u32::from(header[4]);
        let scale = f32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if !(1..=28).contains(&bits) || header[5..7] != [1, 1] || !(scale > 0.0 && scale <= 8.0) {
            return Err("a weight file's header contradicts itself");
        }
        if weights.len() != 1 << bits {
            return Err("a weight file's length is not what its header says");
        }
        Ok(Table { bits, scale, weights })
    }

    /// Whether all weights are zero.
    pub fn is_blank(&self) -> bool {
        self.weights.iter().all(|&weight| weight == 0)
    }

    /// The sum of the weights of `features`.
    #[inline]
    pub fn sum(&self, features: impl Iterator<Item = u64>) -> i32 {
        features.map(|feature| i32::from(self.weights[row(feature, self.bits)] as i8)).sum()
    }

    /// Writes the bytes of a weight file.
    #[cfg(feature = "train")]
    pub fn encode(bits: u32, weights: &[f32]) -> Vec<u8> {
        let (scale, weights) = quantised(weights);
        let mut out = b"WSW2".to_vec();
        out.extend([bits as u8, 1, 1, 0]);
        out.extend(scale.to_le_bytes());
        out.extend(weights.iter().map(|&weight| weight as u8));
        out
    }
}

/// Rounds weights to whole units; returns what a unit is worth, and the weights.
#[cfg(feature = "train")]
pub(super) fn quantised(weights: &[f32]) -> (f32, Vec<i8>) {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    // `STEPS` units up to the size that 1 weight in 200 exceeds; those few get more.
    let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 200)).copied().unwrap_or(1.0);
    let scale = large / STEPS;
    (scale, weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8).collect())
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn file(bits: u8, labels: u8, stride: u8, scale: f32, rest: usize) -> Vec<u8> {
        [b"WSW2", &[bits, labels, stride, 0][..], &scale.to_le_bytes(), &vec![3; rest]].concat()
    }

    #[test]
    fn a_file_is_read_and_a_broken_one_refused() {
        assert_eq!(Table::new(&file(3, 1, 1, 0.5, 8)).map(|table| table.sum([1, 2, u64::MAX].into_iter())), Ok(9));
        for broken in [
            file(3, 1, 1, 0.5, 7),
            file(3, 1, 1, 0.5, 9),
            file(3, 2, 2, 0.5, 16),
            file(3, 0, 1, 0.5, 8),
            // What one unit is worth would make chances of infinities: found by fuzzing, too.
            file(3, 1, 1, f32::NAN, 8),
            file(3, 1, 1, -1e38, 8),
            file(3, 1, 1, 0.0, 8),
            // A table of one row, which no hash can be cut down to: found by fuzzing.
            file(0, 1, 1, 0.05, 1),
            file(29, 1, 1, 0.5, 0),
        ] {
            assert!(Table::new(&broken).is_err(), "{:?}", &broken[..12]);
        }
    }
}
