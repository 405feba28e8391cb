//! Texts as they are pasted: a byte is a piece of a page's furniture, of wrapped lines, of mark-up, of words. What is read of them leads back to the
//! original's places, and an edit reads as the whole does.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use whosaid::text::layout::{PreviousParagraphs, ReadingCopy};
use whosaid::{Options, Session, Span};

const PIECES: [&str; 48] = [
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    " ",
    " ",
    "\t",
    "> ",
    ">> ",
    "- ",
    "* ",
    "• ",
    "1. ",
    "# ",
    "## ",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "[1]",
    "[",
    "](https://a.example/b)",
    "<p>",
    "</p>",
    "&nbsp;",
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "By Ana Ruiz",
    "TRUJILLO, May 5 — ",
    "Read more: ",
    "Advertisement",
    "Share this article",
    "Photo: Tide/Ana Ruiz",
    "“We will go,” said Ana Ruiz",
    "she told the council that it would stay closed, and that no",
    "body had asked",
    ".",
    ",",
    ":",
    "Q: ",
    "A. ",
    "THE COURT: ",
    "re-\nbuild",
    "é",
    "👍🏽",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text: String = data.iter().take(200).map(|&byte| PIECES[usize::from(byte) % PIECES.len()]).collect();
    let copy = ReadingCopy::new(&text);
    for (at, c) in copy.text.char_indices() {
        let original = copy.original(Span::new(at, at + c.len_utf8()));
        assert!(text.get(original.start..original.end).is_some(), "{text:?}");
    }
    invariants::whole(&text);
    // From the half of it, as if the rest had been typed.
    let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let mut previous = PreviousParagraphs::default();
    ReadingCopy::after_edit(&text[..half], &mut previous);
    assert_eq!(ReadingCopy::after_edit(&text, &mut previous).text, copy.text, "{text:?}");
    let mut session = Session::default();
    session.annotate(&text[..half], &Options::default());
    assert_eq!(session.annotate(&text, &Options::default()), whosaid::annotate(&text), "{text:?}");
});
