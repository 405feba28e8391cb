//! Weight files: a header, then weights as signed bytes, used where they lie.
//!
//! ```text
//! "WSW2"  bits: u8  labels: u8  stride: u8  0  scale: f32 (little endian)
//! (1 << bits) × stride weights, a row a feature
//! ```
//!
//! Most rows are all zeros, and a whole table is larger than any cache. So a bit a row, kept apart, tells which rows
//! are worth a look. Weights are whole numbers: their sums don't depend on their order, and vectors of any width
//! give the same scores.

use super::features::row;

/// A table of weights.
#[derive(Debug, Clone)]
pub struct Table<'w> {
    /// Rows: `1 << bits`.
    pub bits: u32,
    /// Labels that a row has weights for.
    pub labels: usize,
    /// Bytes from row to row.
    pub stride: usize,
    /// What one unit of weight is worth, in natural log-odds.
    pub scale: f32,
    rows: &'w [u8],
    /// A bit a row: whether it has a weight.
    filled: Vec<u64>,
}

const HEADER: usize = 12;

/// No table has more labels.
pub const MOST_LABELS: usize = 64;

/// Steps of weight up to a large one: few steps make a small file.
#[cfg(feature = "train")]
const STEPS: f32 = 9.0;

impl<'w> Table<'w> {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let (header, rows) = bytes.split_at_checked(HEADER).ok_or("a weight file is shorter than its header")?;
        if &header[..4] != b"WSW2" {
            return Err("this is no weight file: it does not begin with WSW2");
        }
        let (bits, labels, stride) = (u32::from(header[4]), usize::from(header[5]), usize::from(header[6]));
        let scale = f32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if !(1..=28).contains(&bits)
            || labels == 0
            || labels > stride
            || labels > MOST_LABELS
            || !(scale > 0.0 && scale <= 8.0)
        {
            return Err("a weight file's header contradicts itself");
        }
        // As u64: where `usize` has 32 bits, this product may not fit.
        if rows.len() as u64 != (stride as u64) << bits {
            return Err("a weight file's length is not what its header says");
        }
        let filled = match stride {
            48 => filled(rows.as_chunks::<48>().0),
            _ => rows.chunks(64 * stride).map(|rows| bits_of(rows.chunks(stride))).collect(),
        };
        Ok(Table { bits, labels, stride, scale, rows, filled })
    }

    /// Whether all weights are zero.
    pub fn is_blank(&self) -> bool {
        self.filled.iter().all(|&bits| bits == 0)
    }

    /// Adds the weights of `features` to `scores`, one a label.
    #[inline]
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        // Rows of a known length are added in vectors.
        match self.stride {
            48 => self.add_rows::<48>(features, scores),
            stride => {
                for &feature in features {
                    let weights = &self.rows[row(feature, self.bits) * stride..][..stride];
                    scores.iter_mut().zip(weights).for_each(|(score, &w)| *score += i32::from(w as i8));
                }
            }
        }
    }

    #[inline]
    fn add_rows<const STRIDE: usize>(&self, features: &[u64], scores: &mut [i32]) {
        let (all, _) = self.rows.as_chunks::<STRIDE>();
        // So few that their sum fits sixteen bits.
        for features in features.chunks(64) {
            // The rows worth a look, gathered without a branch that nobody can predict.
            let mut rows = [0u32; 64];
            let mut count = 0;
            for &feature in features {
                let row = row(feature, self.bits);
                rows[count] = row as u32;
                count += (self.filled[row / 64] >> (row % 64) & 1) as usize;
            }
            let mut sums = [0i16; STRIDE];
            for &row in &rows[..count] {
                let weights = &all[row as usize];
                sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += i16::from(weight as i8));
            }
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
        }
    }

    /// Bytes of a weight file. `rows` is `labels` weights a row.
    #[cfg(feature = "train")]
    pub fn encode(bits: u32, labels: usize, rows: &[f32]) -> Vec<u8> {
        let stride = if labels > 16 { labels.next_multiple_of(16) } else { labels.next_power_of_two() };
        let mut sizes: Vec<f32> = rows.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // A few steps up to the size that 1 weight in 200 exceeds; those few get more steps.
        let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 200)).copied().unwrap_or(1.0);
        let scale = large / STEPS;
        let quantise = |w: f32| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        let mut out = b"WSW2".to_vec();
        out.extend([bits as u8, labels as u8, stride as u8, 0]);
        out.extend(scale.to_le_bytes());
        for row in rows.chunks(labels) {
            out.extend(row.iter().map(|&w| quantise(w)));
            out.extend(std::iter::repeat_n(0, stride - labels));
        }
        out
    }
}

/// A bit a row of `rows`, at most 64: whether it has a weight.
fn bits_of<'r>(rows: impl Iterator<Item = &'r [u8]>) -> u64 {
    rows.enumerate().fold(0, |bits, (i, row)| bits | u64::from(row.iter().fold(0, |any, w| any | w) != 0) << i)
}

/// The same for all rows, of a length known beforehand; in few steps, as it is done each time that a table is loaded.
fn filled<const STRIDE: usize>(rows: &[[u8; STRIDE]]) -> Vec<u64> {
    rows.chunks(64).map(|rows| bits_of(rows.iter().map(|row| &row[..]))).collect()
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn file(bits: u8, labels: u8, stride: u8, scale: f32, rest: usize) -> Vec<u8> {
        [b"WSW2", &[bits, labels, stride, 0][..], &scale.to_le_bytes(), &vec![3; rest]].concat()
    }

    #[test]
    fn a_file_is_read_and_a_broken_one_refused() {
        assert!(Table::new(&file(3, 2, 2, 0.5, 16)).is_ok());
        for broken in [
            file(3, 2, 2, 0.5, 15),
            file(3, 2, 2, 0.5, 17),
            file(3, 2, 1, 0.5, 8),
            file(3, 0, 2, 0.5, 16),
            // What one unit is worth would make chances of infinities: found by fuzzing, too.
            file(3, 2, 2, f32::NAN, 16),
            file(3, 2, 2, -1e38, 16),
            file(3, 2, 2, 0.0, 16),
            // A table of one row, which no hash can be cut down to: found by fuzzing.
            file(0, 1, 1, 0.05, 1),
            file(29, 2, 2, 0.5, 0),
            // A size that doesn't fit into 32 bits is not one of 0.
            file(28, 16, 16, 0.5, 0),
        ] {
            assert!(Table::new(&broken).is_err(), "{:?}", &broken[..12]);
        }
    }
}
