//! Builds the text of a page in steps, one for each byte: text nodes with any white space, gaps, line breaks, generated marks. Then
//! checks that every place in the text leads to a node and back.

#![no_main]

use whosaid::Span;
use whosaid::dom::map::{Builder, Gap, WhiteSpace};

/// The pieces that text nodes are made of.
const PIECES: [&str; 16] = [
    " ", "  \n ", "We will", "“", "”", "é", "👍🏽", "\u{ad}", "\u{feff}", "\n", "\t", "said", "e\u{301}", "\0", "\u{a0}",
    "\u{200b}",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut page = Builder::default();
    let mut nodes: Vec<Vec<u16>> = Vec::new();
    let mut pending = String::new();
    let mut long = 1;
    for &byte in data.iter().take(300) {
        match byte {
            0..128 if pending.len() > 5000 => {}
            // Pages stay short, so that more of them are tried.
            0..128 => {
                let times = if page.len_utf16() < 20_000 { long } else { 1 };
                pending.extend(std::iter::repeat_n(PIECES[usize::from(byte) % 16], times));
            }
            // The pieces gathered so far become a node.
            128..200 => {
                let white_space = [WhiteSpace::Collapse, WhiteSpace::Lines, WhiteSpace::Keep][usize::from(byte) % 3];
                assert_eq!(page.text(&pending, white_space), nodes.len());
                nodes.push(pending.encode_utf16().collect());
                pending.clear();
            }
            200..220 => page.gap([Gap::None, Gap::Tab, Gap::Line, Gap::Blank][usize::from(byte) % 4]),
            220..230 => page.line_break(),
            230..240 => page.generated("“👍"),
            // From here on each piece is repeated, so that nodes are longer than the pieces of the map.
            _ => long = if long == 1 { 300 } else { 1 },
        }
    }
    let laid = page.len_utf16();
    let map = page.finish();
    let text: Vec<u16> = map.text().encode_utf16().collect();
    assert_eq!((text.len(), nodes.len()), (map.len_utf16(), map.nodes()));
    assert!(laid <= text.len());
    // Offsets in bytes and in UTF-16 code units must name the same places.
    let mut units = 0;
    for (nth, (byte, c)) in map.text().char_indices().enumerate() {
        // Checks all places at the beginning, and only some of the rest: each check counts from the start of a piece.
        if nth < 300 || nth % 61 == 0 {
            assert_eq!((map.utf16(byte), map.byte(units)), (units, byte));
        }
        units += c.len_utf16();
    }
    assert_eq!(
        (map.byte(units), map.byte(usize::MAX), map.utf16(usize::MAX)),
        (map.text().len(), map.text().len(), units)
    );
    // Stretches hold the same characters as the text, except white space, in the same order, and each leads back to its place.
    let step = 1 + text.len() / 200;
    for (nth, start) in (0..text.len()).step_by(step).enumerate() {
        // Stretches of all the rest of the text are checked from a few places only, as they take long.
        let far = if nth % 40 == 0 { usize::MAX } else { start + 100 };
        for end in [start + 1, start + 7, start + 3000, far] {
            let mut last = (0, 0);
            for stretch in map.stretches_utf16(Span { start, end }) {
                assert!(stretch.start < stretch.end && last <= (stretch.node, stretch.start));
                last = (stretch.node, stretch.end);
                assert!(stretch.end <= nodes[stretch.node].len());
                let place = map.utf16_of(stretch.node, stretch.start);
                let (there, here) = (text[place], nodes[stretch.node][stretch.start]);
                assert!(
                    there == here || there == u16::from(b' ') && matches!(here, 0x20 | 0x9..=0xd),
                    "{there} {here}"
                );
            }
        }
    }
    for (node, units) in nodes.iter().enumerate() {
        let places: Vec<usize> =
            [0, 1, units.len() / 2, units.len(), usize::MAX].map(|at| map.utf16_of(node, at)).into();
        assert!(places.is_sorted() || units.len() < 2, "{places:?}");
        assert!(places.iter().all(|&place| place <= text.len()));
    }
});
