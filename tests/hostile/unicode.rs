//! Tests with characters that programs often handle wrongly.

use whosaid::text::Document;
use whosaid::text::token::is_mark;
use whosaid::{annotate, export::json};

use crate::{invariants, texts};

/// All characters with Unicode's property Quotation_Mark (PropList.txt, Unicode 17).
const QUOTATION_MARKS: &str = "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣";

/// Pairs of an opening and a closing quotation mark.
const PAIRS: &[(&str, &str)] = &[
    ("\"", "\""),
    ("'", "'"),
    ("«", "»"),
    ("»", "«"),
    ("‘", "’"),
    ("‚", "‘"),
    ("‛", "’"),
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("‟", "”"),
    ("‹", "›"),
    ("›", "‹"),
    ("⹂", "“"),
    ("「", "」"),
    ("『", "』"),
    ("〝", "〞"),
    ("〝", "〟"),
    ("﹁", "﹂"),
    ("﹃", "﹄"),
    ("＂", "＂"),
    ("＇", "＇"),
    ("｢", "｣"),
    ("”", "”"),
    ("’", "’"),
    ("``", "''"),
];

#[test]
fn every_quotation_mark_quotes() {
    for mark in QUOTATION_MARKS.chars() {
        assert!(is_mark(mark), "{mark} {:?}", mark.escape_unicode().to_string());
        assert!(PAIRS.iter().any(|(open, close)| open.contains(mark) || close.contains(mark)), "{mark}");
    }
    for (open, close) in PAIRS {
        let text = format!("{open}We will go to the sea on Monday,{close} said Ana Ruiz.");
        let document = Document::new(&text);
        let stretches: Vec<&str> = document.quoted.iter().map(|q| q.span.of(&text)).collect();
        assert_eq!(stretches, [format!("{open}We will go to the sea on Monday,{close}")]);
        let found = annotate(&text);
        let speakers: Vec<&str> = found.quotations.iter().map(|q| &*found.entities[q.speakers[0]].name).collect();
        assert_eq!(speakers, ["Ana Ruiz"], "{text}");
    }
}

/// Control characters and invisible signs that may stand between words.
const INVISIBLE: &[char] = &[
    '\0', '\u{1}', '\u{7f}', '\u{9b}', '\u{feff}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{61c}', '\u{202a}',
    '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

const SENTENCE: &str = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";

#[test]
fn invisible_signs_between_words_change_nothing() {
    let words = |text: &str| {
        let found = annotate(text);
        let part =
            |s: whosaid::Span| s.of(text).replace(INVISIBLE, "").split_whitespace().collect::<Vec<_>>().join(" ");
        let quotations: Vec<_> = found
            .quotations
            .iter()
            .map(|q| (q.content.iter().map(|c| part(*c)).collect::<Vec<_>>(), q.source.map(part), q.cue.map(part)))
            .collect();
        (quotations, found.entities.iter().map(|e| e.name.replace(INVISIBLE, "")).collect::<Vec<_>>())
    };
    for sign in INVISIBLE {
        let text = SENTENCE.replace(' ', &format!(" {sign}"));
        assert_eq!(words(&text), words(SENTENCE), "{sign:?}");
        invariants::whole(&text);
    }
}

#[test]
fn any_sign_anywhere_keeps_the_spans_whole() {
    let invisible: Vec<String> = INVISIBLE.iter().map(char::to_string).collect();
    let signs = invisible.iter().map(String::as_str).chain([
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "\u{200c}",
        "\u{ad}",
        "\u{fe0f}",
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "🇺🇾",
        "1️⃣",
        "👍🏽",
        "ﷺ",
        "ß",
        "İ",
        "ŉ",
        "ﬁ",
        "Ⅷ",
        "①",
        "\u{10ffff}",
        "\u{fffe}",
        "\u{e000}",
        "ཀྵ",
        "क्ष",
        "각",
        "각",
    ]);
    for sign in signs {
        for (at, _) in SENTENCE.char_indices().chain([(SENTENCE.len(), ' ')]) {
            let text = format!("{}{sign}{}", &SENTENCE[..at], &SENTENCE[at..]);
            let found = annotate(&text);
            invariants::annotations(&text, &found);
            invariants::units(&text, &found);
        }
    }
}

/// An emoji made of several characters, or a letter with its accents, is one sign to a reader and must stay in one token.
#[test]
fn no_token_begins_within_what_a_reader_sees_as_one() {
    for one in [
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "🇺🇾",
        "1️⃣",
        "👍🏽",
        "e\u{301}",
        "ﷺ",
        "क्षि",
        "நி",
        "ก็",
        "שָׁ",
        "مُحَمَّد",
        "한",
        "葛\u{e0100}",
        "x\u{20dd}",
        "и\u{306}",
        "а\u{483}",
    ] {
        let text = format!("a {one} b");
        let document = Document::new(&text);
        let words: Vec<&str> = (0..document.tokens.len()).map(|i| document.word(i)).collect();
        assert_eq!(words, ["a", one, "b"]);
    }
}

#[test]
fn composed_and_decomposed_letters_are_cut_the_same() {
    let composed = "«Está cerrado», dijo Señora Ángela Núñez. “Ça alors,” said Zoë Brontë.";
    let decomposed: String = composed
        .chars()
        .flat_map(|c| match c {
            'á' => vec!['a', '\u{301}'],
            'Á' => vec!['A', '\u{301}'],
            'ú' => vec!['u', '\u{301}'],
            'ñ' => vec!['n', '\u{303}'],
            'ë' => vec!['e', '\u{308}'],
            'Ç' => vec!['C', '\u{327}'],
            c => vec![c],
        })
        .collect();
    let (a, b) = (Document::new(composed), Document::new(&decomposed));
    assert!(decomposed.len() > composed.len());
    assert_eq!(
        a.tokens.iter().map(|t| t.kind()).collect::<Vec<_>>(),
        b.tokens.iter().map(|t| t.kind()).collect::<Vec<_>>()
    );
    let tokens = |d: &Document| d.quoted.iter().map(|q| q.tokens.clone()).collect::<Vec<_>>();
    assert_eq!(tokens(&a), tokens(&b));
    invariants::whole(&decomposed);
}

#[test]
fn a_thousand_marks_on_one_letter_are_one_letter() {
    let text = format!("“We go,” said A{}na Ruiz.", "\u{301}".repeat(1000));
    let document = Document::new(&text);
    assert_eq!(document.tokens.len(), Document::new("“We go,” said Ana Ruiz.").tokens.len());
    let found = invariants::whole(&text);
    let source = found.quotations[0].source.expect("somebody said it");
    assert!(source.of(&text).starts_with('A') && source.of(&text).ends_with("Ruiz"), "{:?}", source.of(&text));
}

/// JSON can hold half a surrogate pair, a Rust string can't. Opening a document replaces it with U+FFFD, or refuses.
#[test]
fn half_a_surrogate_pair_in_json_is_refused_or_replaced() {
    let document = json::document("a b", &annotate("a b"), whosaid::export::Unit::Utf16);
    for half in ["\\ud83d", "\\udf09", "\\ud83d\\ud83d"] {
        let _ = json::parse(&document.replace("a b", half)).map(|(text, found)| invariants::annotations(&text, &found));
    }
}

#[test]
fn every_character_there_is() {
    let mut text = String::new();
    for c in ('\0'..'\u{20000}').chain('\u{e0000}'..'\u{e0200}') {
        text.push(c);
        // Adds a sentence from time to time, so that there is something to find.
        if text.len() > 4000 {
            text += " said Ana Ruiz. ";
            let found = annotate(&text);
            invariants::annotations(&text, &found);
            invariants::units(&text, &found);
            text = format!("“{} ", texts::word(1));
        }
    }
}
