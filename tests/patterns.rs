//! Dates, times and sums in the sentences of `fixtures/patterns.md`.

#![cfg(not(target_arch = "wasm32"))]

use whosaid::names::patterns;
use whosaid::text::Document;

/// "In [May](date --05), …": the sentence without marks, and as it would be marked.
fn marked(text: &str) -> String {
    let document = Document::new(text);
    let mut out = String::new();
    let mut at = 0;
    for name in patterns::find(&document, &mut Default::default()) {
        let span = document.span(name.tokens);
        let kind = format!("{:?}", name.kind).to_lowercase();
        let value = name.value.map(|v| format!(" {v}")).unwrap_or_default();
        out += &format!("{}[{}]({kind}{value})", &text[at..span.start], span.of(text));
        at = span.end;
    }
    out + &text[at..]
}

/// Takes the marks out.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](").expect("a mark is [words](kind value)");
        let (_, after) = after.split_once(')').expect("a mark ends in )");
        out += before;
        out += words;
        rest = after;
    }
    out + rest
}

#[test]
fn finds_what_the_fixtures_mark_and_nothing_else() {
    let cases = include_str!("fixtures/patterns.md").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases {
        count += 1;
        let found = marked(&plain(line));
        if found != line {
            failures.push(format!("expected {line}\n   found {found}"));
        }
    }
    assert!(count >= 120, "only {count} cases were read");
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn any_text_gives_names_in_order() {
    let units = [
        "7",
        "7 ",
        "1,",
        "1-",
        "1/",
        "$",
        "$ ",
        "US$",
        "5%",
        "May ",
        "May 5, ",
        "5 and ",
        "half ",
        "a million ",
        "’80",
        "'",
        "°",
        "millions of ",
        "last ",
        "Christmas-",
        "10:",
        "10:30 ",
        "5\n",
        "2019-",
        "2019 ",
        "—",
        "½ ",
        "٣ ",
        "５ ",
        "é",
        "\u{a0}",
        "-\u{301}",
    ];
    for unit in units {
        for text in [unit.repeat(5000), format!("$5 {}May 5", unit.repeat(50)), unit.to_owned()] {
            let document = Document::new(&text);
            let mut end = 0;
            for name in patterns::find(&document, &mut Default::default()) {
                assert!(
                    end <= name.tokens.start && !name.tokens.is_empty() && name.tokens.end <= document.tokens.len()
                );
                end = name.tokens.end;
            }
        }
    }
}
