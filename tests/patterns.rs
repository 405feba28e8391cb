//! Tests of dates, times and sums, on the sentences of `tests/fixtures/patterns`.

#![cfg(not(target_arch = "wasm32"))]

mod cases;

use cases::markup;
use whosaid::names::patterns;
use whosaid::text::Document;

/// The text with a mark for each date or sum that is found: "In [May|date --05], …".
fn marked(text: &str) -> String {
    let document = Document::new(text);
    let mut out = String::new();
    let mut at = 0;
    for name in patterns::find(&document, &mut Default::default()) {
        let span = document.span(name.tokens);
        let kind = format!("{:?}", name.kind).to_lowercase();
        let value = name.value.map(|v| format!(" {v}")).unwrap_or_default();
        out += &format!("{}[{}|{kind}{value}]", &text[at..span.start], span.of(text));
        at = span.end;
    }
    out + &text[at..]
}

#[test]
fn finds_what_the_fixtures_mark_and_nothing_else() {
    cases::check_all("patterns", |case| {
        let wrong = |line: &str| {
            let text = markup::read(line).unwrap_or_else(|e| panic!("{}: {e}", case.name)).text;
            let found = marked(&text);
            (found != line).then(|| format!("expected {line}\n       found {found}"))
        };
        case.text.lines().filter_map(wrong).collect()
    });
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
