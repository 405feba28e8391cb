//! Tests of JSON and JSON Lines: the data contract, and opening documents again.

use crate::fixtures::{TEXT, annotations, parsed};
use serde_json::{Value, json};
use whosaid::export::{Unit, check, json, jsonl};
use whosaid::{
    Act, Annotations, Entity, EntityKind, Form, Language, Mention, Paragraph, ParagraphRole, Pronoun, Quotation,
    QuotationKind, Span,
};

#[test]
fn the_annotations_built_here_are_valid() {
    assert_eq!(check(TEXT, &annotations()), Ok(()));
}

#[test]
fn json_is_the_data_contract() {
    let text = "Ann said no.";
    let annotations = Annotations {
        mentions: vec![Mention { span: Span::new(0, 3), kind: EntityKind::Person, form: Form::Name, entity: 0 }],
        entities: vec![Entity {
            id: 0,
            name: "Ann".into(),
            kind: EntityKind::Person,
            mentions: vec![0],
            value: None,
            description: None,
            pronoun: Some(Pronoun::They),
        }],
        quotations: vec![Quotation {
            kind: QuotationKind::Indirect,
            act: Act::Speech,
            denied: true,
            content: vec![Span::new(9, 11)],
            cue: Some(Span::new(4, 8)),
            source: None,
            speakers: vec![0],
            confidence: 0.8,
            rule: "r".into(),
            speaker_rule: Some("s".into()),
        }],
        paragraphs: vec![Paragraph { span: Span::new(0, 12), role: ParagraphRole::Body }],
        language: Language::English,
    };
    let whole = json!({
        "version": 2,
        "mentions": [{ "start": 0, "end": 3, "kind": "person", "form": "name", "entity": 0 }],
        "entities": [{ "id": 0, "name": "Ann", "kind": "person", "mentions": [0], "pronoun": "they" }],
        "quotations": [{
            "kind": "indirect", "act": "speech", "denied": true, "content": [{ "start": 9, "end": 11 }],
            "cue": { "start": 4, "end": 8 }, "source": null, "speakers": [0], "confidence": 0.8, "rule": "r",
            "speakerRule": "s",
        }],
        "paragraphs": [{ "start": 0, "end": 12, "role": "body" }],
        "language": "en",
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
    assert_eq!(fields.remove("whosaid"), Some(json!(2)));
    assert_eq!(fields.remove("offsets"), Some(json!("utf16")));
    assert_eq!(fields.remove("text"), Some(json!(TEXT)));
    assert_eq!(value, parsed(&json::annotations(TEXT, &annotations(), Unit::Utf16)));
}

#[test]
fn what_is_no_valid_document_is_refused_with_a_reason() {
    let document = parsed(&json::document(TEXT, &annotations(), Unit::Utf16));
    // Puts a value into one place of a good document, and expects these words in the error message.
    let refuse = |pointer: &str, value: Value, expected: &str| {
        let mut document = document.clone();
        *document.pointer_mut(pointer).expect(pointer) = value;
        let message = json::parse(&document.to_string()).expect_err(pointer).to_string();
        assert!(message.contains(expected), "{pointer}: {message}");
    };
    refuse("/whosaid", json!(3), "newer Whosaid");
    refuse("/whosaid", json!("1"), "not a Whosaid document");
    refuse("/offsets", json!("lines"), "lines");
    refuse("/text", json!(7), "string");
    refuse("/text", json!("short"), "mentions[0]: the span");
    refuse("/mentions/0/end", json!(100_000), "is not in the text");
    refuse("/mentions/0/start", json!(-1), "not a Whosaid document");
    refuse("/mentions/0/start", json!(1), "mentions[0]: the span 1..20 is not in the text"); // It would cut an emoji in half.
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
    refuse("/quotations/0/speakers", json!([0, 3]), "quotations[0]: there is no entity 3");
    refuse("/quotations/0/speakers", json!([0, 2, 0]), "quotations[0]: one of its speakers is there twice");
    refuse("/paragraphs", json!([{ "start": 9, "end": 9, "role": "body" }]), "paragraphs[0]: the span 9..9 is empty");
    let twice = json!([{ "start": 0, "end": 9, "role": "body" }, { "start": 8, "end": 10, "role": "body" }]);
    refuse("/paragraphs", twice, "paragraphs[1]: begins before");
    refuse("/quotations/0/confidence", json!(1.5), "from 0 to 1");
    refuse("/quotations", json!(null), "not a Whosaid document");
    let all = vec![document["quotations"][0].clone(); 101];
    refuse("/quotations", json!(all), "more than 100 spans cover one place, at byte ");

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
    document["quotations"][2]["speakers"] = json!([3]);
    let (_, annotations) = json::parse(&document.to_string()).expect("valid");
    assert_eq!(annotations.quotations[2].speakers, [3]);
}

#[test]
fn a_document_of_version_1_is_opened() {
    let text = "Road closed\n\nAna Ruiz denied that the road was closed.";
    let document = json!({
        "whosaid": 1, "offsets": "utf16", "text": text,
        "mentions": [{ "start": 13, "end": 21, "kind": "person", "form": "name", "entity": 0 }],
        "entities": [{ "id": 0, "name": "Ana Ruiz", "kind": "person", "mentions": [0] }],
        "quotations": [
            { "kind": "indirect", "act": "speech", "content": [{ "start": 29, "end": 53 }], "cue": null, "source": null,
              "speaker": 0, "confidence": 0.5, "rule": "model; subject beside the verb; name" },
            { "kind": "indirect", "act": "speech", "content": [{ "start": 34, "end": 53 }], "cue": null, "source": null,
              "speaker": null, "confidence": 0.5, "rule": "model" },
        ],
    });
    let (opened, annotations) = json::parse(&document.to_string()).expect("valid");
    assert_eq!(opened, text);
    let [first, second] = annotations.quotations.as_slice() else { panic!("two quotations") };
    assert_eq!((first.speakers.as_slice(), second.speakers.as_slice()), ([0].as_slice(), [].as_slice()));
    assert_eq!((first.rule.as_str(), first.speaker_rule.as_deref()), ("model; subject beside the verb", Some("name")));
    assert_eq!((second.rule.as_str(), second.speaker_rule.as_deref(), second.denied), ("model", None, false));
    // Version 1 has no fields for paragraphs and language, so they are found in the text.
    let roles: Vec<ParagraphRole> = annotations.paragraphs.iter().map(|p| p.role).collect();
    assert_eq!(roles, [ParagraphRole::Headline, ParagraphRole::Body]);
    // It is written again as version 2, which opens with the same annotations.
    let again = json::document(&opened, &annotations, Unit::Utf16);
    assert_eq!(parsed(&again)["whosaid"], json!(2));
    assert_eq!(json::parse(&again), Ok((opened, annotations)));
}

#[test]
fn a_line_holds_the_id_first_and_no_line_feed() {
    let line = jsonl::line(&json!({ "a": [1] }), TEXT, &annotations(), Unit::Chars);
    assert!(line.starts_with("{\"id\":{\"a\":[1]},\"mentions\":[") && !line.contains('\n'), "{line}");
    let mut value = parsed(&line);
    assert_eq!(value.as_object_mut().unwrap().remove("id"), Some(json!({ "a": [1] })));
    value["version"] = json!(2);
    assert_eq!(value, parsed(&json::annotations(TEXT, &annotations(), Unit::Chars)));
}

#[test]
fn a_line_can_hold_the_text() {
    let value = parsed(&jsonl::line_with_text(&7, TEXT, &annotations(), Unit::Chars));
    assert_eq!((&value["id"], &value["text"]), (&json!(7), &json!(TEXT)));
}
