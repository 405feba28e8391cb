//! Texts as they are pasted, a byte a piece of them: who said what, and after an edit as from nothing.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;
#[path = "../shared/pasted.rs"]
mod pasted;

use whosaid::{Options, Session};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = pasted::text(data);
    invariants::whole(&text);
    // From the half of it, as if the rest had been typed.
    let half = text.floor_char_boundary(text.len() / 2);
    let mut session = Session::default();
    session.annotate(&text[..half], &Options::default());
    assert_eq!(session.annotate(&text, &Options::default()), whosaid::annotate(&text), "{text:?}");
});
