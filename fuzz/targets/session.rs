//! A text, and edits of it, parted by NUL: after each, a session answers as a full run does. An edit is a character for
//! where it is, one for how much it takes away, and what it puts there.

#![no_main]

use whosaid::{Options, Session, annotate};

/// The byte at which some character begins, or the text's end.
fn boundary(text: &str, number: usize) -> usize {
    let at = number % (text.len() + 1);
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

libfuzzer_sys::fuzz_target!(|input: &str| {
    let mut parts = input.split('\0').take(8);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut session = Session::default();
    assert_eq!(session.annotate(&text, &Options::default()), annotate(&text), "{text:?}");
    for edit in parts {
        let mut edit = edit.chars();
        let (place, length) = (edit.next().unwrap_or('\0'), edit.next().unwrap_or('\0'));
        let start = boundary(&text, place as usize * 7);
        let end = boundary(&text[start..], length as usize % 50) + start;
        text.replace_range(start..end, edit.as_str());
        assert_eq!(session.annotate(&text, &Options::default()), annotate(&text), "{text:?}");
    }
});
