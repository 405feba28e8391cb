//! A map from hashes to bytes that is small to download: it tells what a word or phrase is, without holding its
//! letters.
//!
//! ```text
//! "WSH1"  bits: u8  0 0 0  count: u32 (little endian)
//! for each key, in order, its distance from the key before; 255 means 255 and what the next byte adds
//! count values
//! ```
//!
//! A key is a hash of `bits` bits, so of the words that are not in the map one in `2^bits / count` is taken
//! for one that is.

use super::features::row;

/// A map from hashes to bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    bits: u32,
    /// Keys with the same `bits - low` first bits are a bucket, of four keys on average.
    low: u32,
    /// For each bucket, the index of its first key; and last the number of keys.
    buckets: Vec<u32>,
    keys: Vec<u32>,
    values: Vec<u8>,
}

impl Hashed {
    /// Reads a file of the form above; none where it is broken.
    pub fn read(bytes: &[u8]) -> Option<Hashed> {
        let (header, body) = bytes.strip_prefix(b"WSH1")?.split_at_checked(8)?;
        let bits = u32::from(header[0]);
        let count = u32::from_le_bytes(header[4..].try_into().ok()?) as usize;
        let (steps, values) = body.split_at_checked(body.len().checked_sub(count)?)?;
        let mut keys = Vec::with_capacity(count);
        let mut key = 0u32;
        for &step in steps {
            key = key.checked_add(step.into())?;
            if step < 255 {
                keys.push(key);
            }
        }
        if keys.len() != count || !(1..=31).contains(&bits) || keys.last().is_some_and(|&key| key >> bits > 0) {
            return None;
        }
        let low = bits - (count as u32 / 4 + 1).ilog2().min(bits);
        let mut buckets = Vec::with_capacity((1 << (bits - low)) + 1);
        for (at, key) in keys.iter().enumerate() {
            let bucket = (key >> low) as usize;
            buckets.extend(std::iter::repeat_n(at as u32, (bucket + 1).saturating_sub(buckets.len())));
        }
        buckets.resize((1 << (bits - low)) + 1, count as u32);
        Some(Hashed { bits, low, buckets, keys, values: values.to_vec() })
    }

    /// The byte that the map holds for a hash; none if it doesn't hold the hash.
    pub fn get(&self, hash: u64) -> Option<u8> {
        let key = row(hash, self.bits) as u32;
        let bucket = (key >> self.low) as usize;
        let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let at = self.keys[start..end].iter().position(|&k| k == key)?;
        Some(self.values[start + at])
    }

    /// How many keys the map has.
    #[cfg(feature = "train")]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the map has no key.
    #[cfg(feature = "train")]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The bytes of a file that maps only those of the `hashes` to bytes that this map has.
    #[cfg(feature = "train")]
    pub fn only(&self, hashes: impl Iterator<Item = u64>) -> Vec<u8> {
        Hashed::encode(self.bits, hashes.filter_map(|hash| Some((hash, self.get(hash)?))), |a, _| a)
    }

    /// The bytes of a file that maps hashes to bytes; where two hashes share a key, `join` makes one byte of theirs.
    #[cfg(feature = "train")]
    pub fn encode(bits: u32, entries: impl Iterator<Item = (u64, u8)>, join: fn(u8, u8) -> u8) -> Vec<u8> {
        let mut map = std::collections::BTreeMap::new();
        for (hash, value) in entries {
            map.entry(row(hash, bits)).and_modify(|v| *v = join(*v, value)).or_insert(value);
        }
        let mut out = b"WSH1".to_vec();
        out.extend([bits as u8, 0, 0, 0]);
        out.extend((map.len() as u32).to_le_bytes());
        let mut before = 0;
        for &key in map.keys() {
            let step = key - before;
            out.extend(std::iter::repeat_n(255, step / 255));
            out.push((step % 255) as u8);
            before = key;
        }
        out.extend(map.values());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Hashed;

    #[test]
    fn a_file_is_read() {
        let map = Hashed::read(b"WSH1\x14\0\0\0\x02\0\0\0\x03\xff\x01\x07\x09").expect("a whole file");
        assert_eq!(map.keys, [3, 3 + 256]);
        assert_eq!(map.values, [7, 9]);
    }

    #[test]
    fn a_broken_file_is_refused() {
        for broken in [
            &b""[..],
            b"WSH2\x14\0\0\0\0\0\0\0",
            b"WSH1\x14\0\0\0\x02\0\0\0\x03",
            b"WSH1\x14\0\0\0\x02\0\0\0\x03\x07\x09",
            b"WSH1\0\0\0\0\x01\0\0\0\x03\x07",
        ] {
            assert_eq!(Hashed::read(broken), None, "{broken:?}");
        }
    }

    #[cfg(feature = "train")]
    #[test]
    fn what_is_written_is_found() {
        let entries = || (0..3000u64).map(|k| (k * k * 7919, (k % 50) as u8));
        let map = Hashed::read(&Hashed::encode(24, entries(), |a, _| a)).expect("just made");
        let found = entries().filter(|&(hash, value)| map.get(hash) == Some(value)).count();
        assert!(found >= 2995, "{found}");
    }
}
