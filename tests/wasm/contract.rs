//! Checks that JavaScript gets what the TypeScript types say: the annotations in `tests/contract/whole.ts`,
//! which `tsc` checks against the types, are what the Rust types turn into.

use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use whosaid::annotations::Utf16Annotations;
use whosaid::{
    Act, Annotations, Entity, EntityKind, Form, Language, Mention, Paragraph, ParagraphRole, Pronoun, Quotation,
    QuotationKind, Span,
};

#[wasm_bindgen_test]
fn every_field_and_word_is_what_the_types_say() {
    let literal = include_str!("../contract/whole.ts");
    let literal = literal.split_once("// begin\n").unwrap().1.split_once("// end\n").unwrap().0;
    let expected: Value = serde_json::from_str(literal).unwrap();

    let whole = whosaid::wasm::to_js(&Utf16Annotations(whole())).unwrap();
    let json = js_sys::JSON::stringify(&whole).unwrap().as_string().unwrap();

    // `stringify` drops `undefined` and turns a Map into `{}`, so if the result had either, it would differ here.
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
}

pub fn whole() -> Annotations {
    let span = |i: usize| Span::new(3 * i, 3 * i + 2);
    let mentions = EVERY_KIND.iter().enumerate().map(|(i, &kind)| Mention {
        span: span(i),
        kind,
        form: *EVERY_FORM.get(i).unwrap_or(&Form::Name),
        entity: i,
    });
    let quotation = |kind, act, rule: &str, confidence| Quotation {
        kind,
        act,
        denied: false,
        content: vec![span(0)],
        cue: None,
        source: None,
        speakers: vec![],
        confidence,
        rule: rule.into(),
        speaker_rule: None,
    };
    Annotations {
        mentions: mentions.collect(),
        entities: vec![
            Entity {
                id: 0,
                name: "Ana Ortiz".into(),
                kind: EntityKind::Person,
                mentions: vec![0, 1],
                value: None,
                description: Some("mayor of Lorrin".into()),
                pronoun: Some(Pronoun::She),
            },
            Entity {
                id: 1,
                name: "5 March".into(),
                kind: EntityKind::Date,
                mentions: vec![2],
                value: Some("2024-03-05".into()),
                description: None,
                pronoun: None,
            },
        ],
        quotations: vec![
            Quotation {
                content: vec![span(0), span(2)],
                cue: Some(span(1)),
                source: Some(span(3)),
                denied: true,
                speakers: vec![0, 1],
                speaker_rule: Some("name".into()),
                ..quotation(QuotationKind::Direct, Act::Speech, "cue", 0.9)
            },
            quotation(QuotationKind::Mixed, Act::Thought, "", 1.0),
            quotation(QuotationKind::Indirect, Act::Speech, "model", 0.0),
        ],
        paragraphs: EVERY_ROLE.iter().enumerate().map(|(i, &role)| Paragraph { span: span(i), role }).collect(),
        language: Language::Other,
    }
}

const EVERY_KIND: [EntityKind; 13] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
    EntityKind::Facility,
    EntityKind::Group,
    EntityKind::Product,
    EntityKind::Document,
    EntityKind::Date,
    EntityKind::Time,
    EntityKind::Money,
    EntityKind::Percent,
    EntityKind::Quantity,
    EntityKind::Other,
];

const EVERY_ROLE: [ParagraphRole; 6] = [
    ParagraphRole::Headline,
    ParagraphRole::Byline,
    ParagraphRole::Dateline,
    ParagraphRole::Caption,
    ParagraphRole::Body,
    ParagraphRole::Furniture,
];

const EVERY_FORM: [Form; 3] = [Form::Name, Form::Nominal, Form::Pronoun];

/// Stops compiling when a variant is added, as a reminder to add it to the lists above and to `whole.ts` too.
#[allow(dead_code)]
fn a_new_variant_needs_a_place_above(
    kind: EntityKind,
    form: Form,
    quotation: QuotationKind,
    act: Act,
    role: ParagraphRole,
    pronoun: Pronoun,
) {
    use EntityKind::*;
    match kind {
        Person | Organization | Place | Facility | Group | Product | Document | Date | Time | Money | Percent
        | Quantity | Other => {}
    }
    match form {
        Form::Name | Form::Nominal | Form::Pronoun => {}
    }
    match quotation {
        QuotationKind::Direct | QuotationKind::Mixed | QuotationKind::Indirect => {}
    }
    match act {
        Act::Speech | Act::Thought => {}
    }
    match role {
        ParagraphRole::Headline
        | ParagraphRole::Byline
        | ParagraphRole::Dateline
        | ParagraphRole::Caption
        | ParagraphRole::Body
        | ParagraphRole::Furniture => {}
    }
    match pronoun {
        Pronoun::He | Pronoun::She | Pronoun::They => {}
    }
}
