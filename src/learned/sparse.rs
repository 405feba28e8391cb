//! Weight files of tables in which nearly all weights are zero: a file holds only the others and where they are, so
//! that it is small to download.
//!
//! ```text
//! "WSS1"  bits: u8  labels: u8  0  0  scale: f32 (little endian)
//! for each label: how many of its weights are not zero, u32 (little endian)
//! for each label: for each of those weights, how many rows it is from the one before; 255 means 255 and another byte;
//!                 then the weights, as signed bytes
//! ```
//!
//! Written label by label, the steps of a label are alike in size, and so are its weights: after brotli the tagger's
//! file is 51 KB, where the table as it lies in memory would be 73 KB. In memory the weights are sorted by row, because
//! a feature asks for a row.

use super::features::row;
use super::weights::MOST_LABELS;

/// A table of weights, a row a feature, that holds only those that are not zero.
#[derive(Debug, Clone)]
pub struct SparseTable {
    bits: u32,
    /// Labels that a row may have weights for.
    pub labels: usize,
    /// What one unit of weight is worth, in natural log-odds.
    pub scale: f32,
    /// For each row, the index of its first weight; and last the number of weights.
    starts: Vec<u32>,
    /// Label and weight, row by row.
    weights: Vec<(u8, i8)>,
}

const HEADER: usize = 12;

impl SparseTable {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &[u8]) -> Result<Self, &'static str> {
        let (header, mut rest) = bytes.split_at_checked(HEADER).ok_or("a weight file is shorter than its header")?;
        if &header[..4] != b"WSS1" {
            return Err("this is no weight file: it does not begin with WSS1");
        }
        let (bits, labels) = (u32::from(header[4]), usize::from(header[5]));
        let scale = f32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        let is_sound = (1..=24).contains(&bits) && (1..=MOST_LABELS).contains(&labels) && scale > 0.0 && scale <= 8.0;
        if !is_sound {
            return Err("a weight file's header contradicts itself");
        }
        let too_short = "a weight file is too short";
        let (counts, after) = rest.split_at_checked(4 * labels).ok_or(too_short)?;
        rest = after;
        let mut found = Vec::with_capacity(rest.len() / 2);
        for (label, count) in counts.as_chunks().0.iter().enumerate() {
            let count = u32::from_le_bytes(*count) as usize;
            let first = found.len();
            // Rows are counted from one here, so that a first step is like any other.
            let mut row = 0;
            let mut steps = rest.iter();
            while found.len() - first < count {
                let step = *steps.next().ok_or(too_short)?;
                row += u32::from(step);
                if step < 255 {
                    found.push((row, label as u8, 0));
                }
            }
            if row > 1 << bits || found[first..].first().is_some_and(|first| first.0 == 0) {
                return Err("a weight file has weights in rows that there are not");
            }
            let (weights, after) = steps.as_slice().split_at_checked(count).ok_or(too_short)?;
            rest = after;
            found[first..].iter_mut().zip(weights).for_each(|(found, &weight)| found.2 = weight as i8);
        }
        if !rest.is_empty() {
            return Err("a weight file is too long");
        }
        Ok(Self::sorted(bits, labels, scale, &found))
    }

    /// Sorts weights by row; they are given with the row, counted from one, and the label.
    fn sorted(bits: u32, labels: usize, scale: f32, found: &[(u32, u8, i8)]) -> Self {
        let mut starts = vec![0; (1 << bits) + 1];
        found.iter().for_each(|&(row, _, _)| starts[row as usize] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut weights = vec![(0, 0); found.len()];
        // From the last one backwards: each row's start moves from its end to its first weight.
        for &(row, label, weight) in found.iter().rev() {
            let place = &mut starts[row as usize];
            *place -= 1;
            weights[*place as usize] = (label, weight);
        }
        starts.remove(0);
        starts.push(sum);
        SparseTable { bits, labels, scale, starts, weights }
    }

    /// Adds the weights of `features` to `scores`, one a label.
    #[inline]
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            let row = row(feature, self.bits);
            for &(label, weight) in &self.weights[self.starts[row] as usize..self.starts[row + 1] as usize] {
                scores[usize::from(label)] += i32::from(weight);
            }
        }
    }

    /// Writes the bytes of a weight file. Each row of `rows` is `labels` weights.
    #[cfg(feature = "train")]
    pub fn encode(bits: u32, labels: usize, rows: &[f32]) -> Vec<u8> {
        let (scale, rows) = super::weights::quantised(rows);
        let mut out = b"WSS1".to_vec();
        out.extend([bits as u8, labels as u8, 0, 0]);
        out.extend(scale.to_le_bytes());
        let of_label = |label: usize| {
            let column = rows.chunks(labels).map(move |row| row[label]).zip(1u32..);
            column.filter(|&(weight, _)| weight != 0)
        };
        (0..labels).for_each(|label| out.extend((of_label(label).count() as u32).to_le_bytes()));
        for label in 0..labels {
            let mut before = 0;
            for (_, row) in of_label(label) {
                let step = row - before;
                out.extend(std::iter::repeat_n(255, step as usize / 255));
                out.push((step % 255) as u8);
                before = row;
            }
            out.extend(of_label(label).map(|(weight, _)| weight as u8));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::SparseTable;

    /// Eight rows, two labels: the first has weights in the first row and the last, the second in the last.
    const FILE: &[u8] = b"WSS1\x03\x02\0\0\0\0\0\x3f\x02\0\0\0\x01\0\0\0\x01\x07\x05\xfe\x08\x03";

    #[test]
    fn a_file_is_read() {
        let table = SparseTable::new(FILE).expect("a whole file");
        assert_eq!(table.scale, 0.5);
        assert_eq!(table.starts, [0, 1, 1, 1, 1, 1, 1, 1, 3]);
        assert_eq!(table.weights, [(0, 5), (0, -2), (1, 3)]);
    }

    #[test]
    fn a_broken_file_is_refused() {
        let changed = |at: usize, byte: u8| {
            let mut file = FILE.to_vec();
            file[at] = byte;
            file
        };
        let broken = [
            FILE[..11].to_vec(),
            FILE[..FILE.len() - 1].to_vec(),
            [FILE, &[0]].concat(),
            changed(0, b'X'),
            // No rows; too many; no labels; too many.
            changed(4, 0),
            changed(4, 25),
            changed(5, 0),
            changed(5, 65),
            // A scale that is no number, or makes chances of infinities.
            changed(11, 0xff),
            changed(11, 0x7f),
            // A row before the first, and one past the last.
            changed(20, 0),
            changed(21, 8),
            // More weights than there are.
            changed(14, 9),
        ];
        for broken in broken {
            assert!(SparseTable::new(&broken).is_err(), "{broken:?}");
        }
    }

    #[cfg(feature = "train")]
    #[test]
    fn what_is_written_is_read() {
        let mut rows = vec![0.0; 3 << 12];
        let mut expected = Vec::new();
        for (n, at) in (0..rows.len()).step_by(257).enumerate() {
            rows[at] = if n % 2 == 0 { 9.0 } else { -3.0 };
            expected.push(((at % 3) as u8, rows[at] as i8));
        }
        rows[2] = 1.0;
        expected.insert(1, (2, 1));
        let table = SparseTable::new(&SparseTable::encode(12, 3, &rows)).expect("just made");
        assert_eq!(table.weights, expected);
        assert_eq!(table.starts.len(), (1 << 12) + 1);
    }
}
