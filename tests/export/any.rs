//! Checks what must hold for all export formats, on random annotations.

use crate::csv::read_csv;
use crate::fixtures::parsed;
use crate::html::check_page;
use whosaid::export::{Unit, check, csv, html, json, jsonl, markdown, segments, web_annotation};
use whosaid::{
    Act, Annotations, Entity, EntityKind, Form, Language, Mention, Paragraph, ParagraphRole, Quotation, QuotationKind,
    Span,
};

/// Makes random annotations that pass [`check`] but make no sense: spans anywhere, nested, crossed and adjacent. They are the
/// same on every run.
struct Dice(u64);

impl Dice {
    /// A number from 0 up to, but not including, `below`.
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

    /// Up to three of this many entities, none of them twice.
    fn speakers(&mut self, entities: usize) -> Vec<usize> {
        let mut speakers: Vec<usize> = (0..self.roll(4)).map(|_| self.roll(entities)).collect();
        speakers.sort_unstable();
        speakers.dedup();
        speakers
    }

    fn annotations(&mut self, text: &str) -> Annotations {
        let mut entities: Vec<Entity> = (0..1 + self.roll(4))
            .map(|id| Entity {
                id,
                name: self.text(),
                kind: EntityKind::Person,
                mentions: vec![],
                value: None,
                description: (self.roll(2) == 0).then(|| self.text()),
                pronoun: None,
            })
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
                    speakers: self.speakers(entities.len()),
                    denied: self.roll(4) == 0,
                    speaker_rule: (self.roll(2) == 0).then(|| self.text()),
                    confidence: self.roll(101) as f32 / 100.0,
                    rule: self.text(),
                }
            })
            .collect();
        let paragraphs = vec![Paragraph { span: Span::new(0, text.len()), role: ParagraphRole::Caption }];
        Annotations { mentions, entities, quotations, paragraphs, language: Language::Other }
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
        assert_eq!(
            markdown.matches("\n- **").count(),
            annotations.quotations.iter().map(|q| q.speakers.len().max(1)).sum::<usize>()
        );
        assert_eq!(markdown.matches('<').count(), markdown.matches("\\<").count(), "{markdown}");
        parsed(&web_annotation::collection(&text, &annotations, None));
    }
}
