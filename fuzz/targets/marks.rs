//! Annotates texts that are made of little but quotation marks; each byte stands for a piece.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

const PIECES: [&str; 64] = [
    "\"", "\"", "'", "'", "“", "”", "‘", "’", "„", "‚", "«", "»", "‹", "›", "`", "´", "``", "''", "「", "」", "『",
    "』", "〝", "〟", "＂", "＇", "⹂", "‛", "‟", "ʼ", "\n", "\n\n", "\r\n", "\n- ", " ", " ", " ", " ", ",", ".", "?",
    "!", "…", "—", "-", "(", ")", ":", "a", "We go", "Ann Lee", "said", "he said", "s", "n", "'s", "n't", "5", "6'2\"",
    "'90s", "’til ", "players'", "\u{200b}", "\u{301}",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text: String = data.iter().take(2000).map(|&byte| PIECES[usize::from(byte) % PIECES.len()]).collect();
    invariants::document(&text);
});
