//! The text layer against small cases that a person can read (`fixtures/text`), and against random ones.

#![cfg(not(target_arch = "wasm32"))]

mod invariants;

use std::ops::Range;

use invariants::document as check;
use whosaid::text::Document;

fn cases(file: &str) -> impl Iterator<Item = &str> {
    file.split("\n\n").map(|case| case.trim_matches('\n')).filter(|case| case.lines().any(|l| l.starts_with("> ")))
}

fn straight(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            c => c,
        })
        .collect()
}

/// The quoted stretches drawn as in the fixture: one line a depth, a column a character.
fn drawn(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let column = |byte: usize| text[..byte].chars().count();
    let mut lines: Vec<Vec<char>> = Vec::new();
    for quoted in &document.quoted {
        if lines.len() <= quoted.depth {
            lines.resize(quoted.depth + 1, vec![' '; column(text.len())]);
        }
        let line = &mut lines[quoted.depth];
        let (start, end) = (column(quoted.span.start), column(quoted.span.end));
        line[start..end].fill('-');
        line[start] = '[';
        line[end - 1] = ']';
    }
    lines.into_iter().map(|line| line.into_iter().collect::<String>().trim_end().to_owned()).collect()
}

#[test]
fn marks() {
    let mut count = 0;
    for case in cases(include_str!("fixtures/text/marks.txt")) {
        let mut lines = case.lines();
        let name = lines.by_ref().take_while(|l| !l.starts_with("> ")).last().unwrap_or("");
        let text = case.lines().find_map(|l| l.strip_prefix("> ")).unwrap().replace('⏎', "\n");
        let expected: Vec<String> =
            lines.map(|l| l.get(2..).unwrap_or("").trim_end().to_owned()).filter(|l| !l.is_empty()).collect();
        let show = |lines: &[String]| format!("{name}\n{}\n{}", text.replace('\n', "⏎"), lines.join("\n"));
        assert_eq!(show(&drawn(&text)), show(&expected));
        if !name.ends_with("(form matters)") {
            assert_eq!(show(&drawn(&straight(&text))), show(&expected), "made straight");
        }
        count += 1;
    }
    assert!(count >= 50, "{count} cases");
}

#[test]
fn sentences() {
    let mut count = 0;
    for line in include_str!("fixtures/text/sentences.txt").lines().filter_map(|l| l.strip_prefix("> ")) {
        let text = line.replace(['|', '¦'], "").replace('⏎', "\n");
        let document = Document::new(&text);
        let cut = |ranges: &[Range<usize>]| -> Vec<&str> {
            ranges.iter().map(|r| document.span(r.clone()).of(&text)).collect()
        };
        let expected =
            |text: &'static str| -> Vec<String> { text.split(['|', '⏎']).map(|s| s.trim().to_owned()).collect() };
        assert_eq!(cut(&document.sentences), expected(Box::leak(line.replace('¦', "|").into_boxed_str())));
        assert_eq!(cut(&document.utterances), expected(Box::leak(line.replace('¦', "").into_boxed_str())));
        count += 1;
    }
    assert!(count > 20, "{count} cases");
}

#[test]
fn tokens() {
    let mut count = 0;
    for case in cases(include_str!("fixtures/text/tokens.txt")) {
        let text = case.lines().find_map(|l| l.strip_prefix("> ")).unwrap();
        let expected = case.lines().find_map(|l| l.strip_prefix("= ")).unwrap();
        let document = Document::new(text);
        let words: Vec<&str> = (0..document.tokens.len()).map(|i| document.word(i)).collect();
        assert_eq!(words.join(" "), expected);
        count += 1;
    }
    assert!(count > 8, "{count} cases");
}

fn paragraphs(text: &str) -> Vec<&str> {
    let document = Document::new(text);
    document.paragraphs.iter().map(|p| document.span(p.clone()).of(text)).collect()
}

#[test]
fn a_line_break_ends_a_paragraph() {
    let text = "Storm hits coast\nBy Ann Lee\n\nThe storm came at night.\r\nIt left at dawn.";
    let expected = ["Storm hits coast", "By Ann Lee", "The storm came at night.", "It left at dawn."];
    assert_eq!(paragraphs(text), expected);
}

#[test]
fn a_line_break_in_wrapped_text_does_not() {
    let text = "\
HARBOUR TOWN (Wire) - The council of Harbour Town voted late on Monday
to close the old swimming pool by the river, which has been leaking for
nine years, and to build another on the hill. \"It was time,\" said the
mayor, Ann Lee.

The pool opened in 1931 and was mended after the flood of 1953, when the
river rose by two metres within a single night. Its tiles were made by
hand.
- The new pool has six lanes.
- It opens in May.";
    let found = paragraphs(text);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].starts_with("HARBOUR TOWN") && found[0].ends_with("Ann Lee."));
    assert!(found[1].starts_with("The pool opened") && found[1].ends_with("hand."));
    let windows = text.replace('\n', "\r\n");
    assert_eq!(paragraphs(&windows).len(), 4);
    let document = Document::new(text);
    assert_eq!(document.sentences.len(), 6);
}

/// Random numbers that are the same everywhere (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    fn text(&mut self, pieces: &[&str], length: usize) -> String {
        (0..length).map(|_| pieces[self.below(pieces.len())]).collect()
    }
}

const WILD: &[&str] = &[
    " ", " ", " ", "\n", "\n\n", "\r\n", "a", "He", "said", "s", "n", "t", "'", "\"", "“", "”", "‘", "’", "„", "«",
    "»", "`", "´", ".", ",", "?", "!", "…", "...", "(", ")", "—", "-", "5", "'90s", "U.S.", "Mr.", "http://", "www.",
    "&", "\0", "\u{feff}", "\u{202e}", "\u{301}", "\u{200d}", "👩", "👍🏽", "🇰", "é", "中", "ʼ", "\u{2028}", "\u{85}",
    "No.",
];

const PLAIN: &[&str] = &[
    " ", " ", " ", " \"", "\" ", ",\" ", " '", "' ", ".' ", "\n", "\n\"", "Ann", "said", "we", "players", "go", "n't",
    ".", ", ", "? ", ": ", "5", "- ",
];

#[test]
fn random_texts() {
    let mut random = Random(7);
    for round in 0..4000 {
        check(&random.text(WILD, round % 60));
        check(&random.text(PLAIN, round % 60));
    }
}

#[test]
fn windows_line_ends_change_nothing() {
    let mut random = Random(11);
    for round in 0..1000 {
        let text = random.text(PLAIN, round % 60);
        let windows = text.replace('\n', "\r\n");
        let (a, b) = (Document::new(&text), Document::new(&windows));
        assert_eq!(a.paragraphs, b.paragraphs, "{text:?}");
        assert_eq!(a.sentences, b.sentences, "{text:?}");
        assert_eq!(a.inside, b.inside, "{text:?}");
    }
}

#[test]
fn odd_texts() {
    for text in
        ["", " ", "\0", "\u{feff}", "\u{301}", "\u{200d}\u{200d}", "'", "\"\"", "''''", ".", "...", "\r\n\r\n", "-"]
    {
        check(text);
    }
    assert_eq!(Document::new("\u{feff}\u{202a}Ann\u{202c} said\0.").tokens.len(), 3);
}

/// Time grows with a text's length and no faster. No clock is asked: with a quadratic corner in any of
/// these, this test would take hours.
#[test]
fn big_texts() {
    for piece in [
        "\"", "'", "“", "”", "\"'", "a\"", "\" ", "\"\n", " \"a", "''\"", "a'", "s' ", "a", ".", ". ", "…", "-", "\n",
        "www.", "http://",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let document = Document::new(&text);
        let total: usize = document.sentences.iter().map(|s| s.len()).sum();
        assert_eq!(total, document.tokens.len(), "{piece:?}");
    }
}
