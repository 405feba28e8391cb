//! Takes any JavaScript string, even with lone surrogates, and checks the offsets; two bytes make a UTF-16 code unit.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use whosaid::Span;
use whosaid::text::offsets::OffsetMap;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let units: Vec<u16> = data.chunks_exact(2).take(1000).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16_lossy(&units);
    assert_eq!(text.encode_utf16().count(), units.len(), "a lone surrogate becomes one unit");
    invariants::offsets(&text);
    // Spans that a program hands in may be anything.
    let map = OffsetMap::to_utf16(&text);
    for pair in units.chunks_exact(2) {
        let bytes = map.bytes(Span { start: pair[0].into(), end: pair[1].into() });
        assert!(text.get(bytes.start..bytes.end).is_some());
    }
});
