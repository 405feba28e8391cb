//! Opens documents that are nearly right, of both versions: annotations of a text in which the fuzzer's bytes have changed some values. A
//! document is either refused with a message, or opened, and then every format can be written from it.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use serde_json::{Value, json};
use whosaid::export::{Unit, check, json as documents};

/// A value that doesn't belong where it is put; the byte chooses it.
fn strange(byte: u8) -> Value {
    match byte % 12 {
        0 => json!(null),
        1 => json!(-1),
        2 => json!(0),
        3 => json!(usize::from(byte)),
        4 => json!(1e300),
        5 => json!("“"),
        6 => json!([]),
        7 => json!({}),
        8 => json!("direct"),
        9 => json!([{ "start": 1, "end": 2 }]),
        10 => json!(u64::MAX),
        _ => json!([0, 0, 1]),
    }
}

/// The value of the document that `steps` chooses, at any depth.
fn place(value: &mut Value, steps: u8) -> &mut Value {
    let mut steps = usize::from(steps);
    let mut value = value;
    while steps > 0 {
        let inside = match value {
            Value::Array(items) if !items.is_empty() => steps % items.len(),
            Value::Object(fields) if !fields.is_empty() => steps % fields.len(),
            _ => break,
        };
        steps /= 3;
        value = match value {
            Value::Array(items) => &mut items[inside],
            Value::Object(fields) => fields.values_mut().nth(inside).expect("there are so many"),
            _ => unreachable!("what has nothing in it ended the walk"),
        };
    }
    value
}

/// Turns a document into one of version 1, which has at most one speaker for each quotation, no paragraphs and no language.
fn as_version_1(document: &mut Value) {
    document["whosaid"] = json!(1);
    for field in ["paragraphs", "language"] {
        document.as_object_mut().expect("a document").remove(field);
    }
    for quotation in document["quotations"].as_array_mut().into_iter().flatten() {
        let speaker = quotation["speakers"][0].clone();
        quotation.as_object_mut().expect("a quotation").remove("speakers");
        quotation["speaker"] = speaker;
    }
}

/// A document for each text and each unit of offsets.
static DOCUMENTS: LazyLock<[[Value; 3]; 3]> = LazyLock::new(|| {
    let texts = ["“Yes,” said Ana Ruiz. She denied it was late.", "é🌉 “No,” he said, “not now,” and left.", ""];
    texts.map(|text| {
        let found = whosaid::annotate(text);
        [Unit::Utf16, Unit::Chars, Unit::Bytes]
            .map(|unit| serde_json::from_str(&documents::document(text, &found, unit)).expect("it is JSON"))
    })
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [kind, data @ ..] = data else { return };
    let mut document = DOCUMENTS[usize::from(kind / 8) % 3][usize::from(kind / 2) % 3].clone();
    if kind % 2 == 1 {
        as_version_1(&mut document);
    }
    if data.is_empty() {
        assert!(documents::parse(&document.to_string()).is_ok(), "{document}");
    }
    for change in data.chunks_exact(2).take(6) {
        *place(&mut document, change[0]) = strange(change[1]);
    }
    let Ok((text, annotations)) = documents::parse(&document.to_string()) else { return };
    assert_eq!(check(&text, &annotations), Ok(()), "{document}");
    invariants::exports(&text, &annotations);
});
