//! Annotates texts that look pasted, and checks that a session gives the same answer after an edit.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;
#[path = "../shared/pasted.rs"]
mod pasted;

use whosaid::{Options, Session};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = pasted::text(data);
    invariants::whole(&text);
    // The session has read the first half, as if the rest was typed then.
    let half = text.floor_char_boundary(text.len() / 2);
    let mut session = Session::default();
    session.annotate(&text[..half], &Options::default());
    assert_eq!(session.annotate(&text, &Options::default()), whosaid::annotate(&text), "{text:?}");
});
