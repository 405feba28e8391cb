//! Checks that any JavaScript string is taken as a text, and that any other value is refused.

use js_sys::{Array, Error, JSON, JsString, Object, Reflect, TypeError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn annotate(text: JsValue) -> Result<JsValue, JsValue> {
    whosaid::wasm::annotate(text, JsValue::UNDEFINED, JsValue::UNDEFINED)
}

const SENTENCE: &str = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";

#[wasm_bindgen_test]
fn an_empty_text_has_empty_lists() {
    let result = annotate("".into()).unwrap();
    assert_eq!(json(&result), r#"{"mentions":[],"entities":[],"quotations":[],"paragraphs":[],"language":"en"}"#);
}

#[wasm_bindgen_test]
fn a_result_is_plain_objects_and_arrays() {
    let result = annotate(SENTENCE.into()).unwrap();
    let plain = Object::get_prototype_of(&Object::new());
    assert_eq!(Object::get_prototype_of(&result), plain);
    for key in ["mentions", "entities", "quotations"] {
        let list: Array = get(&result, key).dyn_into().unwrap();
        assert!(list.iter().all(|item| Object::get_prototype_of(&item) == plain), "{key}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_string_is_a_type_error_that_says_so() {
    let values = [
        (JsValue::UNDEFINED, "undefined"),
        (JsValue::NULL, "null"),
        (JsValue::from(7), "number"),
        (Object::new().into(), "object"),
        (Array::of1(&SENTENCE.into()).into(), "object"),
    ];
    for (value, name) in values {
        let error: Error = annotate(value).unwrap_err().dyn_into().unwrap();
        assert!(error.is_instance_of::<TypeError>());
        assert_eq!(error.message(), format!("annotate needs a string, not {name}").as_str());
    }
}

#[wasm_bindgen_test]
fn characters_of_any_width_before_a_sentence_move_its_spans_and_change_nothing_else() {
    let alone = annotate(SENTENCE.into()).unwrap();
    // NUL; characters of two, three and four bytes in UTF-8; an emoji joined of three; a combining mark.
    for before in ["\0", "é", "—", "😀", "👩\u{200d}👩\u{200d}👧", "e\u{301}"] {
        let text = JsString::from(format!("{before}\n\n{SENTENCE}"));
        let moved = annotate(text.clone().into()).unwrap();
        assert_eq!(slices(&text, &moved), slices(&JsString::from(SENTENCE), &alone), "{before:?}");
    }
}

#[wasm_bindgen_test]
fn a_lone_surrogate_counts_as_one_unit_wherever_it_stands() {
    for surrogate in [0xd800, 0xdbff, 0xdc00, 0xdfff] {
        let surrogate = JsString::from_char_code(&[surrogate]);
        let replaced = JsString::from("\u{fffd}");
        let around = |unit: &JsString| unit.concat(&format!("\n\n{SENTENCE}\n\n").into()).concat(unit);
        let (text, twin) = (around(&surrogate), around(&replaced));
        assert!(!text.is_valid_utf16() && twin.is_valid_utf16());

        let result = annotate(text.clone().into()).unwrap();

        assert_eq!(json(&result), json(&annotate(twin.into()).unwrap()));
        assert_eq!(slices(&text, &result), slices(&SENTENCE.into(), &annotate(SENTENCE.into()).unwrap()));
    }
}

#[wasm_bindgen_test]
fn a_session_reads_each_text_as_if_it_were_the_first() {
    let unit = |code: u16| JsString::from_char_code(&[code]);
    let (high, low) = (unit(0xd83d), unit(0xdc4d));
    let said = |before: &JsString| before.concat(&format!(" {SENTENCE}").into());
    // A surrogate pair joined from halves, and taken apart again; another pair with a half in common; a text without any.
    let whole = high.concat(&low);
    let texts = [
        "".into(),
        said(&high),
        said(&whole),
        said(&low),
        said(&high.concat(&high)),
        said(&high.concat(&unit(0xdc4e))),
        said(&unit(0xd83e).concat(&unit(0xdc4e))),
        said(&whole.concat(&whole)),
        said(&whole).concat(&high),
        said(&whole).concat(&whole),
        said(&"é—".into()),
        "é—".into(),
        "".into(),
    ];
    let mut session = whosaid::wasm::Session::new();
    for text in &texts {
        let found = session.annotate(text.clone().into(), JsValue::UNDEFINED).unwrap();
        assert_eq!(json(&found), json(&annotate(text.clone().into()).unwrap()), "{text:?}");
    }
    // A call that fails leaves the session as it was.
    assert!(session.annotate(JsValue::NULL, JsValue::UNDEFINED).is_err());
    let found = session.annotate(SENTENCE.into(), JsValue::UNDEFINED).unwrap();
    assert_eq!(json(&found), json(&annotate(SENTENCE.into()).unwrap()));
}

#[wasm_bindgen_test]
fn a_lone_surrogate_in_the_middle_of_a_quotation_leaves_its_ends_in_place() {
    let text = JsString::from("“We will ").concat(&JsString::from_char_code(&[0xd83d]).into());
    let text = text.concat(&" rebuild,” Ana Ortiz said.".into());
    let result = annotate(text.clone().into()).unwrap();
    for slice in slices(&text, &result) {
        assert!(!slice.is_empty());
    }
}

/// The words of every span of a result, cut out by JavaScript's own `slice`.
fn slices(text: &JsString, result: &JsValue) -> Vec<String> {
    let list = |key: &str| get(result, key).unchecked_into::<Array>();
    let of = |span: &JsValue| {
        let end = |key| get(span, key).as_f64().unwrap() as u32;
        String::from(text.slice(end("start"), end("end")))
    };
    let mut slices: Vec<String> = list("mentions").iter().map(|mention| of(&mention)).collect();
    for quotation in list("quotations").iter() {
        slices.extend(get(&quotation, "content").unchecked_into::<Array>().iter().map(|content| of(&content)));
        slices.extend(["cue", "source"].map(|key| get(&quotation, key)).iter().filter(|span| !span.is_null()).map(of));
    }
    slices
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}
