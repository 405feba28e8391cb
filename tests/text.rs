//! Tests of the text layer, on small cases that a person can read (`fixtures/text`) and on random texts.

#![cfg(not(target_arch = "wasm32"))]

mod cases;
mod invariants;

use std::ops::Range;

use invariants::document as check;
use whosaid::text::layout::{Paragraph, ParagraphRole, ReadingCopy};
use whosaid::text::{Document, Span};

fn straight(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            c => c,
        })
        .collect()
}

/// The quoted stretches drawn as in the fixture: a line for each depth, a column for each character.
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
    cases::check_all("text/marks.txt", |case| {
        let text = case.text.replace('⏎', "\n");
        let differs = |drawn: Vec<String>, how: &str| {
            (drawn != case.expected).then(|| format!("drawn{how}:\n    {}", drawn.join("\n    ")))
        };
        let form_matters = case.name.ends_with("(form matters)");
        let straight = (!form_matters).then(|| differs(drawn(&straight(&text)), ", made straight")).flatten();
        differs(drawn(&text), "").into_iter().chain(straight).collect()
    });
}

#[test]
fn sentences() {
    cases::check_all("text/sentences.txt", |case| {
        let mut wrong = Vec::new();
        for line in case.text.lines() {
            let text = line.replace(['|', '¦'], "").replace('⏎', "\n");
            let document = Document::new(&text);
            let cut = |ranges: &[Range<usize>]| -> Vec<String> {
                ranges.iter().map(|r| document.span(r.clone()).of(&text).to_owned()).collect()
            };
            let expected =
                |line: String| -> Vec<String> { line.split(['|', '⏎']).map(|s| s.trim().to_owned()).collect() };
            for (cut, expected) in [
                (cut(&document.sentences), expected(line.replace('¦', "|"))),
                (cut(&document.utterances), expected(line.replace('¦', ""))),
            ] {
                if cut != expected {
                    wrong.push(format!("{cut:?}, not {expected:?}"));
                }
            }
        }
        wrong
    });
}

#[test]
fn tokens() {
    cases::check_all("text/tokens.txt", |case| {
        let document = Document::new(&case.text);
        let words: Vec<&str> = (0..document.tokens.len()).map(|i| document.word(i)).collect();
        let found = words.join(" ");
        if case.expected == [found.as_str()] { Vec::new() } else { vec![found] }
    });
}

/// The paragraphs of a text, each as its role and its words: those of the reading copy, or for furniture those of the original.
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
    cases::check_all("text/pasted.txt", |case| {
        let lines =
            case.text.lines().map(|l| l.strip_prefix("| ").or(l.strip_prefix('|')).expect("a line of the text"));
        let text = lines.collect::<Vec<_>>().join("\n").replace('¬', "\u{ad}").replace("·0", "\u{200b}");
        let forms = [("", text.clone()), (", with line ends of Windows", text.replace('\n', "\r\n"))];
        let read = forms.map(|(how, text)| (how, pasted(&text)));
        let wrong = read.into_iter().filter(|(_, read)| *read != case.expected);
        wrong.map(|(how, read)| format!("read{how}:\n    {}", read.join("\n    "))).collect()
    });
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

/// Random numbers that are the same on every run and machine (Knuth's MMIX generator).
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

/// The time grows with a text's length and no faster. It is not measured: if anything here took quadratic
/// time, this test would take hours.
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
