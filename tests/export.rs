//! The export formats, on annotations built by hand.

use serde_json::{Value, json};
use whosaid::export::{self, Unit, cast, check, csv, html, json, jsonl, markdown, segments, web_annotation};
use whosaid::{Act, Annotations, Entity, EntityKind, Form, Mention, Quotation, QuotationKind, Span};

/// Emoji of several code points, two UTF-16 units each, before and inside what is annotated.
const TEXT: &str = "👩‍👩‍👧 Mina Okafor, the mayor of Ålund, denied it.\n\n“We never 👍 the plan,” she said, “and Ben Tarr hopes we ‘drop it’.”\n";

/// The span of the `nth` (from 0) occurrence of `needle`.
fn span(text: &str, needle: &str, nth: usize) -> Span {
    let (start, found) = text.match_indices(needle).nth(nth).expect(needle);
    Span::new(start, start + found.len())
}

fn annotations() -> Annotations {
    let at = |needle, nth| span(TEXT, needle, nth);
    let mention = |span, kind, form, entity| Mention { span, kind, form, entity };
    let entity = |id, name: &str, kind, mentions| Entity { id, name: name.into(), kind, mentions, value: None };
    Annotations {
        mentions: vec![
            mention(at("Mina Okafor", 0), EntityKind::Person, Form::Name, 0),
            mention(at("Ålund", 0), EntityKind::Place, Form::Name, 1),
            mention(at("she", 0), EntityKind::Person, Form::Pronoun, 0),
            mention(at("Ben Tarr", 0), EntityKind::Person, Form::Name, 2),
        ],
        entities: vec![
            entity(0, "Mina Okafor", EntityKind::Person, vec![0, 2]),
            entity(1, "Ålund", EntityKind::Place, vec![1]),
            entity(2, "Ben Tarr", EntityKind::Person, vec![3]),
        ],
        quotations: vec![
            Quotation {
                kind: QuotationKind::Direct,
                act: Act::Speech,
                content: vec![at("“We never 👍 the plan,”", 0), at("“and Ben Tarr hopes we ‘drop it’.”", 0)],
                cue: Some(at("said", 0)),
                source: Some(at("she", 0)),
                speaker: Some(0),
                confidence: 0.875,
                rule: "cue-verb; pronoun".into(),
            },
            Quotation {
                kind: QuotationKind::Mixed,
                act: Act::Thought,
                content: vec![at("we ‘drop it’", 0)],
                cue: Some(at("hopes", 0)),
                source: Some(at("Ben Tarr", 0)),
                speaker: Some(2),
                confidence: 0.25,
                rule: "cue-verb; name".into(),
            },
            Quotation {
                kind: QuotationKind::Indirect,
                act: Act::Speech,
                content: vec![at("it", 0)],
                cue: None,
                source: None,
                speaker: None,
                confidence: 0.5,
                rule: "none".into(),
            },
        ],
    }
}

/// One quotation that is the whole of `text`, said by somebody called `name`.
fn all_of(text: &str, name: &str) -> Annotations {
    let whole = Span::new(0, text.len());
    Annotations {
        mentions: vec![Mention { span: whole, kind: EntityKind::Person, form: Form::Name, entity: 0 }],
        entities: vec![Entity { id: 0, name: name.into(), kind: EntityKind::Person, mentions: vec![0], value: None }],
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            act: Act::Speech,
            content: vec![whole],
            cue: Some(whole),
            source: Some(whole),
            speaker: Some(0),
            confidence: 1.0,
            rule: name.into(),
        }],
    }
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("it is JSON")
}

// --- json

#[test]
fn the_annotations_built_here_are_valid() {
    assert_eq!(check(TEXT, &annotations()), Ok(()));
}

#[test]
fn json_is_the_data_contract() {
    let text = "Ann said no.";
    let annotations = Annotations {
        mentions: vec![Mention { span: Span::new(0, 3), kind: EntityKind::Person, form: Form::Name, entity: 0 }],
        entities: vec![Entity { id: 0, name: "Ann".into(), kind: EntityKind::Person, mentions: vec![0], value: None }],
        quotations: vec![Quotation {
            kind: QuotationKind::Indirect,
            act: Act::Speech,
            content: vec![Span::new(9, 11)],
            cue: Some(Span::new(4, 8)),
            source: None,
            speaker: None,
            confidence: 0.8,
            rule: "r".into(),
        }],
    };
    let whole = json!({
        "mentions": [{ "start": 0, "end": 3, "kind": "person", "form": "name", "entity": 0 }],
        "entities": [{ "id": 0, "name": "Ann", "kind": "person", "mentions": [0] }],
        "quotations": [{
            "kind": "indirect", "act": "speech", "content": [{ "start": 9, "end": 11 }],
            "cue": { "start": 4, "end": 8 }, "source": null, "speaker": null, "confidence": 0.8, "rule": "r",
        }],
    });
    let written = json::annotations(text, &annotations, Unit::Chars);
    assert_eq!(parsed(&written), whole);
    assert!(written.contains("\"confidence\": 0.8,"), "not 0.800000011920929: {written}");
}

#[test]
fn offsets_slice_the_text_in_each_unit() {
    let utf16: Vec<u16> = TEXT.encode_utf16().collect();
    let chars: Vec<char> = TEXT.chars().collect();
    let slice = |unit, start: usize, end: usize| match unit {
        Unit::Bytes => TEXT[start..end].to_owned(),
        Unit::Utf16 => String::from_utf16(&utf16[start..end]).expect("no half characters"),
        Unit::Chars => chars[start..end].iter().collect(),
    };
    for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
        let value = parsed(&json::annotations(TEXT, &annotations(), unit));
        let text = |span: &Value| {
            slice(unit, span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize)
        };
        let mentions: Vec<String> = value["mentions"].as_array().unwrap().iter().map(text).collect();
        assert_eq!(mentions, ["Mina Okafor", "Ålund", "she", "Ben Tarr"], "{unit:?}");
        let first = &value["quotations"][0];
        assert_eq!(text(&first["content"][0]), "“We never 👍 the plan,”");
        assert_eq!(text(&first["content"][1]), "“and Ben Tarr hopes we ‘drop it’.”");
        assert_eq!((text(&first["cue"]), text(&first["source"])), ("said".to_owned(), "she".to_owned()));
    }
}

#[test]
fn a_document_is_opened_again_whatever_its_unit() {
    for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
        let document = json::document(TEXT, &annotations(), unit);
        assert_eq!(json::parse(&document), Ok((TEXT.to_owned(), annotations())), "{unit:?}");
        assert_eq!(json::parse(&format!("\u{feff}{document}")).unwrap().0, TEXT);
    }
    let empty = json::document("", &Annotations::default(), Unit::Utf16);
    assert_eq!(json::parse(&empty), Ok((String::new(), Annotations::default())));
}

#[test]
fn a_document_is_the_data_contract_and_three_fields() {
    let mut value = parsed(&json::document(TEXT, &annotations(), Unit::Utf16));
    let fields = value.as_object_mut().unwrap();
    assert_eq!(fields.remove("whosaid"), Some(json!(1)));
    assert_eq!(fields.remove("offsets"), Some(json!("utf16")));
    assert_eq!(fields.remove("text"), Some(json!(TEXT)));
    assert_eq!(value, parsed(&json::annotations(TEXT, &annotations(), Unit::Utf16)));
}

#[test]
fn what_is_no_valid_document_is_refused_with_a_reason() {
    let document = parsed(&json::document(TEXT, &annotations(), Unit::Utf16));
    // Changes one place of a good document, and expects these words in the message.
    let refuse = |pointer: &str, value: Value, expected: &str| {
        let mut document = document.clone();
        *document.pointer_mut(pointer).expect(pointer) = value;
        let message = json::parse(&document.to_string()).expect_err(pointer).to_string();
        assert!(message.contains(expected), "{pointer}: {message}");
    };
    refuse("/whosaid", json!(2), "newer Whosaid");
    refuse("/whosaid", json!("1"), "not a Whosaid document");
    refuse("/offsets", json!("lines"), "lines");
    refuse("/text", json!(7), "string");
    refuse("/text", json!("short"), "mentions[0]: the span");
    refuse("/mentions/0/end", json!(100_000), "is not in the text");
    refuse("/mentions/0/start", json!(-1), "not a Whosaid document");
    refuse("/mentions/0/start", json!(1), "mentions[0]: the span 1..20 is not in the text"); // half of an emoji
    refuse("/mentions/0/end", json!(9), "mentions[0]: the span 9..9 is empty");
    refuse("/mentions/0/entity", json!(3), "no entity 3");
    refuse("/mentions/0/entity", json!(1), "not one of its own");
    refuse("/mentions/0/kind", json!("robot"), "robot");
    refuse("/mentions/1/start", json!(0), "before the mention");
    refuse("/entities/1/id", json!(0), "entities[1]: its id is 0");
    refuse("/entities/0/mentions", json!([2, 0]), "not in order");
    refuse("/entities/0/mentions", json!([0, 2, 99]), "99");
    refuse("/entities/0/mentions", json!([0]), "missing from its entity");
    refuse("/quotations/0/content", json!([]), "quotations[0]: has no content");
    refuse("/quotations/0/cue", json!({ "start": 9, "end": 8 }), "quotations[0]: the span 9..8 is empty");
    refuse("/quotations/0/speaker", json!(3), "quotations[0]: there is no entity 3");
    refuse("/quotations/0/confidence", json!(1.5), "from 0 to 1");
    refuse("/quotations", json!(null), "not a Whosaid document");

    for (json, expected) in [
        ("", "not a Whosaid document"),
        ("nonsense", "not a Whosaid document"),
        ("[]", "not a Whosaid document"),
        ("{\"mentions\": [], \"entities\": [], \"quotations\": []}", "no field `whosaid`"),
        ("{\"whosaid\": 1, \"offsets\": \"chars\"}", "lacks `text`"),
        ("{\"whosaid\": 1, \"text\": \"\"}", "lacks"),
    ] {
        let message = json::parse(json).expect_err(json).to_string();
        assert!(message.contains(expected), "{json}: {message}");
    }
}

#[test]
fn unknown_fields_and_speakers_never_named_are_no_reason_to_refuse() {
    let mut document = parsed(&json::document(TEXT, &annotations(), Unit::Chars));
    document["corrections"] = json!([1, { "deep": [null] }]);
    document["entities"].as_array_mut().unwrap().push(json!({
        "id": 3, "name": "Added By Hand", "kind": "person", "mentions": [],
    }));
    document["quotations"][2]["speaker"] = json!(3);
    let (_, annotations) = json::parse(&document.to_string()).expect("valid");
    assert_eq!(annotations.quotations[2].speaker, Some(3));
}

// --- jsonl

#[test]
fn a_line_holds_the_id_first_and_no_line_feed() {
    let line = jsonl::line(&json!({ "a": [1] }), TEXT, &annotations(), Unit::Chars);
    assert!(line.starts_with("{\"id\":{\"a\":[1]},\"mentions\":[") && !line.contains('\n'), "{line}");
    let mut value = parsed(&line);
    assert_eq!(value.as_object_mut().unwrap().remove("id"), Some(json!({ "a": [1] })));
    assert_eq!(value, parsed(&json::annotations(TEXT, &annotations(), Unit::Chars)));
}

#[test]
fn a_line_can_hold_the_text() {
    let value = parsed(&jsonl::line_with_text(&7, TEXT, &annotations(), Unit::Chars));
    assert_eq!((&value["id"], &value["text"]), (&json!(7), &json!(TEXT)));
}

// --- csv

/// A reader of RFC 4180, strict: any byte that the grammar does not have fails the test.
fn read_csv(csv: &str) -> Vec<Vec<String>> {
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
            "“We never 👍 the plan,” … “and Ben Tarr hopes we ‘drop it’.”",
            "said",
            "she",
            "0.875",
            "cue-verb; pronoun",
            &offset("“We", 0, false),
            &offset(".”", 0, true),
        ]
    );
    assert_eq!(rows[2][1..4], ["Ben Tarr", "mixed", "thought"]);
    assert_eq!(rows[3][1..7], ["", "indirect", "speech", "it", "", ""]);
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

// --- markdown

#[test]
fn markdown_lists_by_speaker() {
    let expected = "# Who said what\n\n\
        ## Mina Okafor\n\n\
        - **1.** “We never 👍 the plan,” … “and Ben Tarr hopes we ‘drop it’.” (she said; direct, 88% sure)\n\n\
        ## Ben Tarr\n\n\
        - **2.** we ‘drop it’ (Ben Tarr hopes; mixed, thought, 25% sure)\n\n\
        ## Nobody named\n\n\
        - **3.** it (indirect, 50% sure)\n";
    assert_eq!(markdown::who_said_what(TEXT, &annotations()), expected);
    assert!(markdown::who_said_what("", &Annotations::default()).contains("No quotation"));
}

#[test]
fn markdown_escapes_what_would_be_mark_up() {
    for (text, expected) in [
        ("a *b* _c_ `d` ~e~", "a \\*b\\* \\_c\\_ \\`d\\` \\~e\\~"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](http://example.org/a.png)", "!\\[x\\](http\\://example.org/a.png)"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("from $5 to $6", "from \\$5 to \\$6"),
        ("www.example.org, a@example.org", "www\\.example.org, a\\@example.org"),
        ("one\n\n# two\n- three\r\n    four", "one \\# two - three four"),
        ("bell\u{7} and escape \u{1b}[31m", "bell\u{fffd} and escape \u{fffd}\\[31m"),
        ("Reuters: fine.", "Reuters: fine."),
    ] {
        let markdown = markdown::who_said_what(text, &all_of(text, "Ann"));
        assert!(markdown.contains(&format!("- **1.** {expected} (")), "{text:?}: {markdown}");
        let lines: Vec<&str> = markdown.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 3, "{markdown}");
    }
}

// --- html

/// Attacks that would run if any one of them came through as mark-up.
const ATTACKS: [&str; 16] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</mark></p><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "<\u{0}script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=//example.org><meta http-equiv=refresh content=0;url=//example.org>",
];

/// Every tag of a page, in order: what stands between `<` and `>`. Escaped text has neither.
fn tags(html: &str) -> Vec<&str> {
    let body = &html[html.find("</style>").expect("the style ends")..];
    body.split('<').skip(1).map(|tag| tag.split_once('>').expect("each tag ends").0).collect()
}

#[test]
fn html_takes_nothing_from_the_text_as_mark_up() {
    let harmless = html::page("plain", &all_of("plain", "plain"), Some("plain"));
    let names = |html: &str| -> Vec<String> {
        tags(html).iter().map(|tag| tag.split([' ', '\n']).next().unwrap().to_owned()).collect()
    };
    let attributes = |html: &str| tags(html).concat().matches('=').count();
    for attack in ATTACKS {
        let page = html::page(attack, &all_of(attack, attack), Some(attack));
        assert_eq!(names(&page), names(&harmless), "{attack}");
        // Text in attributes stands between the quotation marks written here: these it cannot contain.
        let quotes = |html: &str| html.matches('"').count();
        assert_eq!(quotes(&page), quotes(&harmless), "{attack}");
        assert_eq!(page.matches('\'').count(), harmless.matches('\'').count(), "{attack}");
        assert!(!page.contains('\0'));
        assert!(attributes(&page) >= attributes(&harmless));
        assert_eq!(page.matches("<style").count(), 1);
        assert!(!page[page.find("</style>").unwrap()..].contains("<script"));
        assert_eq!(page.matches("<title>").count(), 1);
    }
}

#[test]
fn html_shows_the_whole_text_in_order_a_paragraph_a_line() {
    let page = html::page(TEXT, &annotations(), None);
    check_page(&page, TEXT);
    let article = page.split("<article>").nth(1).unwrap().split("</article>").next().unwrap();
    assert_eq!(article.matches("<p ").count(), 2);
}

#[test]
fn html_marks_what_is_said_by_whom_and_links_both_ways() {
    let page = html::page(TEXT, &annotations(), Some("A & B"));
    assert!(page.contains("<title>A &amp; B</title>"));
    assert!(page.contains("<p class=\"about\">3 quotations, 2 speakers</p>"));
    for number in 1..=3 {
        for part in ["id=\"q", "href=\"#q", "id=\"w", "href=\"#w"] {
            assert_eq!(page.matches(&format!("{part}{number}\"")).count(), 1, "{part}{number}");
        }
    }
    assert!(page.contains("class=\"s0\" title=\"Mina Okafor: direct, 88% sure; cue-verb; pronoun\""));
    assert!(page.contains("class=\"s1 within thought unsure\" title=\"Ben Tarr: mixed, thought, 25% sure;"));
    assert!(page.contains("class=\"nobody indirect\" title=\"Nobody named: indirect, 50% sure;"));
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("http://") && !page.contains("https://"), "it asks for nothing from elsewhere");
    assert!(html::page("", &Annotations::default(), None).contains("No quotation was found"));
}

// --- segments and cast

#[test]
fn segments_cover_the_text_and_know_what_is_innermost() {
    let annotations = annotations();
    let segments = segments(TEXT, &annotations);
    let mut end = 0;
    for segment in &segments {
        assert!(segment.span.start == end && !segment.span.is_empty());
        end = segment.span.end;
        assert!(!segment.span.of(TEXT).trim_end_matches('\n').contains('\n'));
    }
    assert_eq!(end, TEXT.len());
    let at = |needle: &str| {
        let span = span(TEXT, needle, 0);
        *segments.iter().find(|s| s.span.contains(Span::new(span.start, span.start + 1))).unwrap()
    };
    assert_eq!((at("drop").quotation, at("drop").outer), (Some(1), Some(0)));
    assert_eq!((at("Ben").quotation, at("Ben").source, at("Ben").mention), (Some(0), Some(1), Some(3)));
    assert_eq!((at("hopes").cue, at("said").cue, at("said").quotation), (Some(1), Some(0), None));
    assert_eq!((at("mayor").quotation, at("mayor").mention), (None, None));
}

#[test]
fn overlapping_spans_need_not_nest() {
    let text = "abcdef";
    let mut annotations = all_of(text, "x");
    let mut second = annotations.quotations[0].clone();
    annotations.quotations[0].content = vec![Span::new(0, 4)];
    second.content = vec![Span::new(2, 6)];
    annotations.quotations.push(second);
    let found: Vec<_> = segments(text, &annotations).iter().map(|s| (s.span.start, s.quotation, s.outer)).collect();
    assert_eq!(found, [(0, Some(0), None), (2, Some(1), Some(0)), (4, Some(1), None)]);
}

#[test]
fn a_hundred_thousand_nested_quotations_take_no_longer_than_they_should() {
    let text = "a".repeat(200_000);
    let mut annotations = all_of(&text, "x");
    let one = annotations.quotations.remove(0);
    for depth in 0..100_000 {
        let content = vec![Span::new(depth, text.len() - depth)];
        annotations.quotations.push(Quotation { content, ..one.clone() });
    }
    assert_eq!(segments(&text, &annotations).len(), 199_999);
}

#[test]
fn the_cast_is_in_order_of_speaking_with_nobody_last() {
    let annotations = annotations();
    let cast = cast(&annotations);
    let names: Vec<(&str, &[usize])> = cast.iter().map(|s| (s.name, &s.quotations[..])).collect();
    assert_eq!(names, [("Mina Okafor", &[0][..]), ("Ben Tarr", &[1]), (export::NOBODY, &[2])]);
}

// --- web annotation

#[test]
fn web_annotations_select_code_points_and_quote_with_context() {
    let value = parsed(&web_annotation::collection(TEXT, &annotations(), Some("https://example.org/a")));
    assert_eq!(value["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!((&value["type"], &value["total"]), (&json!("AnnotationCollection"), &json!(3)));
    let items = value["first"]["items"].as_array().unwrap();
    let targets = items[0]["target"].as_array().unwrap();
    assert_eq!(targets.len(), 2);
    let chars: Vec<char> = TEXT.chars().collect();
    for item in items {
        for target in item["target"].as_array().unwrap() {
            assert_eq!(target["source"], "https://example.org/a");
            let (position, quote) = (&target["selector"][0], &target["selector"][1]);
            let at = |field: &str| position[field].as_u64().unwrap() as usize;
            let slice = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
            assert_eq!(quote["exact"], slice(at("start"), at("end")));
            assert_eq!(quote["prefix"], slice(at("start").saturating_sub(32), at("start")));
            assert_eq!(quote["suffix"], slice(at("end"), chars.len().min(at("end") + 32)));
        }
    }
    let body = |role: &str| items[0]["body"].as_array().unwrap().iter().find(|b| b["role"] == role).unwrap().clone();
    assert_eq!(body("speaker")["value"], "Mina Okafor");
    assert_eq!(body("kind")["value"], "direct");
    assert_eq!(body("act")["value"], "speech");
    assert_eq!(body("confidence")["value"], "0.875");
    assert_eq!(body("cue")["selector"][1]["exact"], "said");
    assert_eq!(body("source")["selector"][1]["exact"], "she");
    let roles: Vec<&Value> = items[2]["body"].as_array().unwrap().iter().map(|b| &b["role"]).collect();
    assert_eq!(roles, ["kind", "act", "confidence", "rule"]);
}

#[test]
fn web_annotations_have_ids_that_depend_on_the_text_alone() {
    let ids = |text: &str| {
        let value = parsed(&web_annotation::collection(text, &all_of(text, "x"), None));
        let source = value["first"]["items"][0]["target"][0]["source"].as_str().unwrap().to_owned();
        assert_eq!(value["first"]["items"][0]["id"], format!("{source}#quotation-1"));
        source
    };
    assert_eq!(ids("one"), ids("one"));
    assert_ne!(ids("one"), ids("two"));
    let id = ids("one");
    let uuid = id.strip_prefix("urn:uuid:").unwrap();
    assert_eq!(uuid.len(), 36);
    assert_eq!(uuid.as_bytes()[14], b'8', "the version");
    assert!(b"89ab".contains(&uuid.as_bytes()[19]), "the variant");
}

// --- any annotations

/// Makes annotations without sense that pass [`check`]: spans anywhere, nested, crossed and adjacent. The same
/// each time.
struct Dice(u64);

impl Dice {
    /// From 0 to `below`, which it does not reach.
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }

    fn text(&mut self) -> String {
        const PIECES: [&str; 16] =
            ["a", "“", "”", " ", "\n", "\r\n", "é", "🌉", "e\u{301}", "<b>", "&", "\"", "=", "\u{202e}", "\0", "\t"];
        (0..1 + self.roll(60)).map(|_| PIECES[self.roll(PIECES.len())]).collect()
    }

    fn span(&mut self, text: &str) -> Span {
        let boundaries: Vec<usize> = (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)).collect();
        let start = self.roll(boundaries.len() - 1);
        let end = start + 1 + self.roll(boundaries.len() - 1 - start);
        Span::new(boundaries[start], boundaries[end])
    }

    fn annotations(&mut self, text: &str) -> Annotations {
        let mut entities: Vec<Entity> = (0..1 + self.roll(4))
            .map(|id| Entity { id, name: self.text(), kind: EntityKind::Person, mentions: vec![], value: None })
            .collect();
        let mut mentions: Vec<Mention> = (0..self.roll(6))
            .map(|_| Mention {
                span: self.span(text),
                kind: EntityKind::Person,
                form: Form::Name,
                entity: self.roll(entities.len()),
            })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        for (index, mention) in mentions.iter().enumerate() {
            entities[mention.entity].mentions.push(index);
        }
        let quotations = (0..self.roll(6))
            .map(|_| {
                let mut content: Vec<Span> = (0..1 + self.roll(3)).map(|_| self.span(text)).collect();
                content.sort();
                content.dedup_by_key(|span| span.start);
                Quotation {
                    kind: QuotationKind::Mixed,
                    act: if self.roll(2) == 0 { Act::Speech } else { Act::Thought },
                    content,
                    cue: (self.roll(2) == 0).then(|| self.span(text)),
                    source: (self.roll(2) == 0).then(|| self.span(text)),
                    speaker: (self.roll(3) > 0).then(|| self.roll(entities.len())),
                    confidence: self.roll(101) as f32 / 100.0,
                    rule: self.text(),
                }
            })
            .collect();
        Annotations { mentions, entities, quotations }
    }
}

#[test]
fn every_format_takes_any_valid_annotations() {
    let mut dice = Dice(7);
    for _ in 0..500 {
        let text = dice.text();
        let annotations = dice.annotations(&text);
        assert_eq!(check(&text, &annotations), Ok(()));

        for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
            let document = json::document(&text, &annotations, unit);
            assert_eq!(json::parse(&document), Ok((text.clone(), annotations.clone())));
            assert_eq!(jsonl::line(&1, &text, &annotations, unit).lines().count(), 1);
            let rows = read_csv(&csv::quotations(&text, &annotations, unit));
            assert_eq!(rows.len(), 1 + annotations.quotations.len());
            assert!(rows.iter().all(|row| row.len() == csv::COLUMNS.len()));
        }

        let mut end = 0;
        for segment in segments(&text, &annotations) {
            assert_eq!(segment.span.start, end);
            end = segment.span.end;
        }
        assert_eq!(end, text.len());

        check_page(&html::page(&text, &annotations, None), &text);

        let markdown = markdown::who_said_what(&text, &annotations);
        assert_eq!(markdown.matches("\n- **").count(), annotations.quotations.len());
        assert_eq!(markdown.matches('<').count(), markdown.matches("\\<").count(), "{markdown}");
        parsed(&web_annotation::collection(&text, &annotations, None));
    }
}

/// A page whose elements nest and whose article is `text`.
fn check_page(page: &str, text: &str) {
    let mut open = Vec::new();
    for tag in tags(page) {
        match tag.strip_prefix('/') {
            Some("style" | "head" | "html") => {}
            Some(name) => assert_eq!(open.pop(), Some(name), "in {page}"),
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "in {page}");

    let article = page.split("<article>").nth(1).unwrap().split("</article>").next().unwrap();
    let shown: String = article
        .split('<')
        .skip(1)
        .filter_map(|piece| piece.split_once('>'))
        .filter(|(tag, _)| !tag.starts_with("a ")) // the number of a quotation is not the article's
        .map(|(_, text)| text)
        .collect();
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let words = |text: &str| text.replace('\0', "\u{fffd}").split_whitespace().collect::<String>();
    assert_eq!(words(&shown.replace("&amp;", "&")), words(text));
}
