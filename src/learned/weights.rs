//! Weight files: a header, then weights as signed bytes, used where they lie.
//!
//! ```text
//! "WSW1"  bits: u8  labels: u8  stride: u8  0  scale: f32 (little endian)
//! labels × (labels + 1) transition weights      (chains only; the last row is the start)
//! (1 << bits) × stride weights, a row a feature
//! ```

/// A table of weights.
#[derive(Debug, Clone, Copy)]
pub struct Table<'w> {
    /// Rows: `1 << bits`.
    pub bits: u32,
    /// Labels that a row has weights for.
    pub labels: usize,
    /// Bytes from row to row.
    pub stride: usize,
    /// What one unit of weight is worth, in natural log-odds.
    pub scale: f32,
    /// `labels + 1` rows of `labels` weights.
    pub transitions: &'w [u8],
    rows: &'w [u8],
}

const HEADER: usize = 12;

/// Steps of weight up to a large one: few steps make a small file.
#[cfg(feature = "train")]
const STEPS: f32 = 9.0;

impl<'w> Table<'w> {
    /// Reads a weight file. Fails, with what is wrong, on bytes that are no such file.
    pub fn new(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let (header, body) = bytes.split_at_checked(HEADER).ok_or("a weight file is shorter than its header")?;
        if &header[..4] != b"WSW1" {
            return Err("this is no weight file: it does not begin with WSW1");
        }
        let (bits, labels, stride) = (u32::from(header[4]), usize::from(header[5]), usize::from(header[6]));
        let scale = f32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if bits > 28 || labels == 0 || labels > stride || !scale.is_finite() {
            return Err("a weight file's header contradicts itself");
        }
        let (transitions, rows) = body.split_at_checked(labels * (labels + 1)).ok_or("a weight file is too short")?;
        if rows.len() != stride << bits {
            return Err("a weight file's length is not what its header says");
        }
        Ok(Table { bits, labels, stride, scale, transitions, rows })
    }

    /// Adds the weights of a feature to `scores`, one a label.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i32]) {
        let at = super::features::row(feature, self.bits) * self.stride;
        for (score, &weight) in scores.iter_mut().zip(&self.rows[at..at + self.stride]) {
            *score += i32::from(weight as i8);
        }
    }

    /// Bytes of a weight file. `rows` is `labels` weights a row.
    #[cfg(feature = "train")]
    pub fn encode(bits: u32, labels: usize, transitions: &[f32], rows: &[f32]) -> Vec<u8> {
        let stride = if labels > 16 { labels.next_multiple_of(16) } else { labels.next_power_of_two() };
        let mut sizes: Vec<f32> = rows.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // A few steps up to the size that 1 weight in 200 exceeds; those few get more steps.
        let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 200)).copied().unwrap_or(1.0);
        let scale = large / STEPS;
        let quantise = |w: f32| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        let mut out = b"WSW1".to_vec();
        out.extend([bits as u8, labels as u8, stride as u8, 0]);
        out.extend(scale.to_le_bytes());
        out.extend(transitions.iter().map(|&w| quantise(w)));
        out.extend(std::iter::repeat_n(0, labels * (labels + 1) - transitions.len()));
        for row in rows.chunks(labels) {
            out.extend(row.iter().map(|&w| quantise(w)));
            out.extend(std::iter::repeat_n(0, stride - labels));
        }
        out
    }
}
