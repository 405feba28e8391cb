//! Annotations that are built by hand, for the tests of the export formats.

use serde_json::Value;
use whosaid::{
    Act, Annotations, Entity, EntityKind, Form, Language, Mention, Paragraph, ParagraphRole, Quotation, QuotationKind,
    Span,
};

/// A text with emoji (several code points each, of two UTF-16 units) before and inside what is annotated.
pub const TEXT: &str = "👩‍👩‍👧 Mina Okafor, the mayor of Ålund, denied it.\n\n“We never 👍 the plan,” she said, “and Ben Tarr hopes we ‘drop it’.”\n";

/// The span of the `nth` (from 0) occurrence of `needle`.
pub fn span(text: &str, needle: &str, nth: usize) -> Span {
    let (start, found) = text.match_indices(needle).nth(nth).expect(needle);
    Span::new(start, start + found.len())
}

pub fn annotations() -> Annotations {
    let at = |needle, nth| span(TEXT, needle, nth);
    let mention = |span, kind, form, entity| Mention { span, kind, form, entity };
    let entity = |id, name: &str, kind, mentions| Entity {
        id,
        name: name.into(),
        kind,
        mentions,
        value: None,
        description: None,
        pronoun: None,
    };
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
                denied: false,
                content: vec![at("“We never 👍 the plan,”", 0), at("“and Ben Tarr hopes we ‘drop it’.”", 0)],
                cue: Some(at("said", 0)),
                source: Some(at("she", 0)),
                speakers: vec![0],
                confidence: 0.875,
                rule: "cue-verb".into(),
                speaker_rule: Some("pronoun".into()),
            },
            Quotation {
                kind: QuotationKind::Mixed,
                act: Act::Thought,
                denied: true,
                content: vec![at("we ‘drop it’", 0)],
                cue: Some(at("hopes", 0)),
                source: Some(at("Ben Tarr", 0)),
                speakers: vec![2],
                confidence: 0.25,
                rule: "cue-verb".into(),
                speaker_rule: Some("name".into()),
            },
            Quotation {
                kind: QuotationKind::Indirect,
                act: Act::Speech,
                denied: false,
                content: vec![at("it", 0)],
                cue: None,
                source: None,
                speakers: vec![],
                confidence: 0.5,
                rule: "none".into(),
                speaker_rule: None,
            },
        ],
        paragraphs: vec![Paragraph { span: Span::new(0, TEXT.len()), role: ParagraphRole::Headline }],
        language: Language::English,
    }
}

/// One quotation that is the whole of `text`, said by somebody called `name`.
pub fn all_of(text: &str, name: &str) -> Annotations {
    let whole = Span::new(0, text.len());
    Annotations {
        mentions: vec![Mention { span: whole, kind: EntityKind::Person, form: Form::Name, entity: 0 }],
        entities: vec![Entity {
            id: 0,
            name: name.into(),
            kind: EntityKind::Person,
            mentions: vec![0],
            value: None,
            description: Some(name.into()),
            pronoun: None,
        }],
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            act: Act::Speech,
            denied: false,
            content: vec![whole],
            cue: Some(whole),
            source: Some(whole),
            speakers: vec![0],
            confidence: 1.0,
            rule: name.into(),
            speaker_rule: Some(name.into()),
        }],
        paragraphs: vec![Paragraph { span: whole, role: ParagraphRole::Body }],
        language: Language::Other,
    }
}

pub fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("it is JSON")
}
