//! Texts as they are pasted, a byte a piece of them: what is read of them leads back to the original's places, and after an edit it is what it is from
//! nothing.

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
    // From a part of it, as if the rest had been typed.
    let half = text.floor_char_boundary(text.len() / 2);
    for (from, to) in [(0, half), (half, text.len())] {
        let mut previous = PreviousParagraphs::default();
        ReadingCopy::after_edit(&text[from..to], &mut previous);
        assert_eq!(ReadingCopy::after_edit(&text, &mut previous).text, copy.text, "{text:?}");
    }
});
