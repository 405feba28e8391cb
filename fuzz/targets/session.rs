//! Edits a text, and checks that a session answers after each edit as a full run does. The input is the text and the edits, with a NUL
//! between. An edit is one character that says where, one that says how much is removed, and the words that are put there.

#![no_main]

use whosaid::{Options, Session, annotate};

/// A byte offset that `number` chooses: where a character begins, or the text's end.
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
