//! Features are 64-bit hashes of a template's number and of what it saw.

/// Hashes a string; equal strings give equal hashes on every target.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

/// Hashes a string as if it were in lower case.
pub fn hash_lower(text: &str) -> u64 {
    if text.is_ascii() {
        return text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x100_0000_01b3));
    }
    let mut h = 0xcbf2_9ce4_8422_2325;
    let mut buffer = [0; 4];
    for c in text.chars().flat_map(char::to_lowercase) {
        for b in c.encode_utf8(&mut buffer).bytes() {
            h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
        }
    }
    h
}

/// Combines two hashes; the order matters.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let x = (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// The row of a table of `1 << bits` rows.
#[inline]
pub fn row(feature: u64, bits: u32) -> usize {
    (feature.wrapping_mul(0xd6e8_feb8_6659_fd93) >> (64 - bits)) as usize
}
