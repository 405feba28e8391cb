//! Annotations can be handed to JavaScript in two ways; these tests check that both give the same. Sessions take the faster one.

use js_sys::{Date, JSON};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use whosaid::annotations::Utf16Annotations;
use whosaid::wasm::{packed, to_js};

use crate::wasm::contract::whole;

#[wasm_bindgen_test]
fn packed_annotations_are_the_same_objects() {
    let article = whosaid::annotate(ARTICLE).to_utf16(ARTICLE);
    for annotations in [Utf16Annotations(whole()), article] {
        let json = |value| JSON::stringify(&value).unwrap();
        assert_eq!(json(packed(&annotations)), json(to_js(&annotations).unwrap()));
    }
}

/// Prints how long each of the two ways takes: `wasm-pack test --node --release -- --test wasm_in_node -- --ignored`.
#[wasm_bindgen_test]
#[ignore]
fn how_much_sooner_packed_annotations_are_there() {
    let text = ARTICLE.repeat(20);
    let annotations = whosaid::annotate(&text).to_utf16(&text);
    let time = |make: &dyn Fn()| {
        (0..20).for_each(|_| make());
        let start = Date::now();
        (0..200).for_each(|_| make());
        (Date::now() - start) / 200.0
    };
    let by_serde = time(&|| drop(to_js(&annotations)));
    let by_packing = time(&|| drop(packed(&annotations)));
    console_log!("{} bytes: serde-wasm-bindgen {by_serde:.2} ms, packed {by_packing:.2} ms", text.len());
}

const ARTICLE: &str = concat!(include_str!("../../www/samples/flood-wire.txt"), "\n\n");
