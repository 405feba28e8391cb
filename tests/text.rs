//! The text layer against small cases that a person can read (`fixtures/text`), and against random ones.

#![cfg(not(target_arch = "wasm32"))]

mod invariants;

use std::ops::Range;

use invariants::document as check;
use whosaid::text::layout::{Paragraph, ParagraphRole, ReadingCopy};
use whosaid::text::{Document, Span};

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

/// The paragraphs of a text, each as its role and the words that are read, or those that aren't.
fn pasted(text: &str) -> Vec<String> {
    let copy = ReadingCopy::new(text);
    let mut read = copy.text.lines().filter(|line| !line.trim().is_empty());
    let paragraph = |p: &Paragraph| {
        let words = if p.role == ParagraphRole::Furniture { p.span.of(text) } else { read.next().unwrap_or("") };
        format!("{}: {}", format!("{:?}", p.role).to_lowercase(), words.trim())
    };
    copy.paragraphs.iter().map(paragraph).collect()
}

#[test]
fn pasted_texts() {
    let mut count = 0;
    for case in include_str!("fixtures/text/pasted.txt").split("\n# ").skip(1) {
        let lines: Vec<&str> = case.lines().skip(1).filter_map(|l| l.strip_prefix('|')).collect();
        let text = lines.iter().map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n");
        let text = text.replace('¬', "\u{ad}").replace("·0", "\u{200b}");
        let expected: Vec<&str> =
            case.lines().skip(1).filter(|l| !l.starts_with('|') && !l.trim().is_empty()).collect();
        assert_eq!(pasted(&text), expected, "{case}");
        assert_eq!(pasted(&text.replace('\n', "\r\n")), expected, "with line ends of Windows: {case}");
        count += 1;
    }
    assert!(count >= 20, "{count} cases");
}

#[test]
fn what_a_copy_holds_is_found_in_the_original() {
    let original = "> &quot;The min\u{ad}is-\n> try _knew_,&quot; said **Bo Ray**.\n\nShare\n\n“Twice.”";
    let copy = ReadingCopy::new(original);
    assert_eq!(copy.text, "\"The ministry knew,\" said Bo Ray.\n“Twice.”");
    for (words, there) in [
        ("ministry", "min\u{ad}is-\n> try"),
        ("\"The", "&quot;The"),
        ("knew", "knew"),
        ("knew,\"", "knew_,&quot;"),
        ("Bo Ray", "Bo Ray"),
        ("“Twice.”", "“Twice.”"),
    ] {
        let start = copy.text.find(words).unwrap();
        assert_eq!(copy.original(Span::new(start, start + words.len())).of(original), there);
    }
    let parts = copy.original_parts(Span::new(0, copy.text.len()));
    let parts: Vec<&str> = parts.iter().map(|part| part.of(original)).collect();
    assert_eq!(parts, ["&quot;The min\u{ad}is-\n> try _knew_,&quot; said **Bo Ray**.", "“Twice.”"]);
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
