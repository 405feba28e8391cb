//! Tests of the export as W3C Web Annotations.

use crate::fixtures::{TEXT, all_of, annotations, parsed};
use serde_json::{Value, json};
use whosaid::export::web_annotation;

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
    assert_eq!((&body("rule")["value"], &body("speaker-rule")["value"]), (&"cue-verb".into(), &"pronoun".into()));
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
