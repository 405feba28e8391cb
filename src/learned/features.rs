//! Features of what a model looks at: 64-bit hashes of a template's number and of what the template saw.

/// The hash of no bytes.
pub const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a byte to the hash of the bytes before it (FNV-1a).
#[inline]
pub fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
}

/// Hashes a string; equal strings give equal hashes on every target.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(EMPTY, hash_byte)
}

/// Hashes a string as if it were in lower case.
pub fn hash_lower(text: &str) -> u64 {
    if text.is_ascii() {
        return text.bytes().fold(EMPTY, |h, b| hash_byte(h, b.to_ascii_lowercase()));
    }
    let mut buffer = [0; 4];
    text.chars().flat_map(char::to_lowercase).fold(EMPTY, |h, c| c.encode_utf8(&mut buffer).bytes().fold(h, hash_byte))
}

/// Combines two hashes; the order matters.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let x = (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// Returns a function that adds a feature to `out`. Each call takes the next template after `first`; its arguments are
/// the hashes of the two things that the template saw, 0 for none.
#[inline]
pub fn templates(first: u64, out: &mut Vec<u64>) -> impl FnMut(u64, u64) {
    let mut template = first;
    move |a, b| {
        template += 1;
        out.push(mix(mix(template, a), b));
    }
}

const SPREAD: u64 = 0xd6e8_feb8_6659_fd93;

/// The row of a feature in a table of `1 << bits` rows.
#[inline]
pub fn row(feature: u64, bits: u32) -> usize {
    (feature.wrapping_mul(SPREAD) >> (64 - bits)) as usize
}

/// The row of a feature in a table of any number of rows.
#[inline]
pub fn row_of(feature: u64, rows: u32) -> usize {
    (((feature.wrapping_mul(SPREAD) >> 32) * u64::from(rows)) >> 32) as usize
}
