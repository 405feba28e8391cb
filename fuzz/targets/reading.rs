//! Makes the reading copy of texts that look pasted. Checks that every place in the copy leads back to the original, and that the copy made
//! after an edit is the same as one made anew.

#![no_main]

#[path = "../shared/pasted.rs"]
mod pasted;

use whosaid::Span;
use whosaid::text::layout::{PreviousParagraphs, ReadingCopy};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = pasted::text(data);
    let copy = ReadingCopy::new(&text);
    for (at, c) in copy.text.char_indices() {
        let original = copy.original(Span::new(at, at + c.len_utf8()));
        assert!(text.get(original.start..original.end).is_some(), "{text:?}");
    }
    let mut end = 0;
    for part in copy.original_parts(Span::new(0, copy.text.len())) {
        assert!(part.start >= end && text.get(part.start..part.end).is_some(), "{text:?}");
        end = part.end;
    }
    // A part of the text was read before, as if the rest was typed then.
    let half = text.floor_char_boundary(text.len() / 2);
    for (from, to) in [(0, half), (half, text.len())] {
        let mut previous = PreviousParagraphs::default();
        ReadingCopy::after_edit(&text[from..to], &mut previous);
        assert_eq!(ReadingCopy::after_edit(&text, &mut previous).text, copy.text, "{text:?}");
    }
});
