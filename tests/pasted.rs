//! Checks that an article gives the same quotations in whatever form it is pasted: wrapped at any width, quoted in a mail, as
//! Markdown or HTML, with soft hyphens. The articles are the page's samples.

use std::fs;
use std::path::PathBuf;

use whosaid::{QuotationKind, annotate};

/// The articles, each with its name.
fn articles() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/samples");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let article =
        |file: &PathBuf| (file.file_stem().unwrap().to_string_lossy().into(), fs::read_to_string(file).unwrap());
    let articles: Vec<_> =
        files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt")).map(article).collect();
    assert!(articles.len() >= 10);
    articles
}

/// A quotation to compare: its words (only letters and digits, as marks may be written in many ways), its kind and its speaker.
type Said = (String, QuotationKind, Option<String>);

fn said(text: &str) -> Vec<Said> {
    let found = annotate(text);
    let quotation = |q: &whosaid::Quotation| {
        let words: String = q.content.iter().map(|content| content.of(text)).collect();
        (letters(&words), q.kind, q.speakers.first().map(|&id| letters(&found.entities[id].name)))
    };
    found.quotations.iter().map(quotation).collect()
}

/// The letters and digits of words, without HTML entities and tags.
fn letters(words: &str) -> String {
    let plain = ["&ldquo;", "&rdquo;", "&rsquo;", "&#8216;", "<p>", "</p>"]
        .iter()
        .fold(words.to_owned(), |t, e| t.replace(e, ""));
    plain.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// A paragraph with a line break wherever the next word would go past `width` columns.
fn wrapped(paragraph: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if column > 0 {
            let fits = column + 1 + length <= width;
            out.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn in_form(text: &str, between: &str, form: impl Fn(&str) -> String) -> String {
    paragraphs(text).into_iter().map(form).collect::<Vec<_>>().join(between)
}

#[test]
fn wrapped_at_any_width() {
    for (number, (name, text)) in articles().iter().enumerate() {
        let whole = said(text);
        for width in (30 + number % 7..=80).step_by(7) {
            assert_eq!(said(&in_form(text, "\n\n", |p| wrapped(p, width))), whole, "{name} at {width} columns");
        }
    }
}

/// Without blank lines, a full line that ends with a full stop may or may not end a paragraph, so some quotations may be lost.
#[test]
fn wrapped_without_blank_lines() {
    let (mut all, mut same) = (0, 0);
    for (number, (_, text)) in articles().iter().enumerate() {
        let whole = said(text);
        for width in (30 + number % 7..=80).step_by(7) {
            let found = said(&in_form(text, "\n", |p| wrapped(p, width)));
            all += whole.len();
            same += whole.iter().filter(|q| found.contains(q)).count();
        }
    }
    assert!(1000 * same >= 965 * all, "{same} of {all}");
}

#[test]
fn quoted_in_a_mail() {
    for (name, text) in articles() {
        let mail = in_form(&text, "\n>\n", |p| format!("> {}", wrapped(p, 68).replace('\n', "\n> ")));
        assert_eq!(said(&mail), said(&text), "{name}");
    }
}

#[test]
fn as_markdown() {
    for (name, text) in articles() {
        // Every ninth word is emphasised.
        let marked = |paragraph: &str| {
            let words = paragraph.split(' ').enumerate().map(|(i, word)| {
                let plain = word.chars().all(char::is_alphanumeric);
                if i % 9 == 4 && plain { format!("**{word}**") } else { word.to_owned() }
            });
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(&in_form(&text, "\n\n", marked)), said(&text), "{name}");
    }
}

#[test]
fn as_html() {
    for (name, text) in articles() {
        let html = in_form(&text, "", |p| {
            let entities =
                p.replace('“', "&ldquo;").replace('”', "&rdquo;").replace('’', "&rsquo;").replace('‘', "&#8216;");
            format!("<p>{entities}</p>")
        });
        assert_eq!(said(&html), said(&text), "{name}");
    }
}

#[test]
fn with_soft_hyphens() {
    for (name, text) in articles() {
        let long = |word: &str| word.len() > 8 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let hyphened =
            |word: &str| if long(word) { format!("{}\u{ad}{}", &word[..4], &word[4..]) } else { word.to_owned() };
        let soft = in_form(&text, "\n\n", |p| p.split(' ').map(hyphened).collect::<Vec<_>>().join(" "));
        assert_eq!(said(&soft), said(&text), "{name}");
    }
}
