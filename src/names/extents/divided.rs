//! Two names that were taken for one: the two sides of a result, "Lowfield | 2 | Tarbet | 1"; a dateline and the name
//! that its sentence begins with, "NEWPORT | Harbor Trust".

use std::ops::Range;

use super::Text;
use crate::names::gazetteer::class;
use crate::names::{EntityKind, Name};
use crate::text::token::TokenKind;

/// How many paragraphs at a text's start may begin with a dateline.
const MAX_DATELINE_PARAGRAPHS: usize = 8;

impl Text<'_> {
    /// Divides the two sides of a result that were taken for one name: "Lowfield | 2 | Tarbet | 1".
    pub(super) fn without_score(&self, name: Name) -> [Option<Name>; 2] {
        let number = |i: usize| {
            self.document.tokens.get(i).is_some_and(|token| token.kind() == TokenKind::Number)
                && self.word(i).len() <= 3
        };
        let Range { start, end } = name.tokens;
        let last = if number(end - 1) { end - 1 } else { end };
        let inner = (start + 1..last.saturating_sub(1)).find(|&i| number(i) && self.is_capital(i + 1));
        match inner.filter(|_| number(last) && name.kind != EntityKind::Person) {
            Some(score) => {
                let first = Name { tokens: start..score, ..name.clone() };
                [Some(first), Some(Name { tokens: score + 1..last, ..name })]
            }
            None => [Some(name), None],
        }
    }

    /// Divides a dateline without a dash from the name that its sentence begins with: "NEWPORT | Harbor Trust". A
    /// single word behind it that is in no list and no name elsewhere is left out: "NEWPORT | Shares fell".
    pub(super) fn without_dateline(&self, name: Name) -> [Option<Name>; 2] {
        const PLACES: u8 = class::CITY | class::COUNTRY | class::REGION;
        let Range { start, end } = name.tokens;
        if !self.document.paragraphs.iter().take(MAX_DATELINE_PARAGRAPHS).any(|paragraph| paragraph.start == start) {
            return [Some(name), None];
        }
        let shouted = |&i: &usize| self.word(i).chars().all(char::is_uppercase);
        let city = start + (start..end).take_while(shouted).count();
        let letters = city > start && self.document.span(start..city).of(self.document.text).len() > 3;
        let next = self.word(city);
        let goes_on = self.is_capital(city) && (next.contains(char::is_lowercase) || next.contains('.'));
        if !letters || !goes_on || self.listed(start, city) & PLACES == 0 {
            return [Some(name), None];
        }
        let dateline = Name { tokens: start..city, kind: EntityKind::Place, ..name.clone() };
        let listed = self.listed(city, end);
        let kind = match name.kind {
            _ if listed & PLACES > 0 => EntityKind::Place,
            _ if listed & class::GROUP > 0 => EntityKind::Group,
            EntityKind::Place => EntityKind::Organization,
            kind => kind,
        };
        let named = end > city && (listed > 0 || end - city > 1 || self.one_word_names.contains(next));
        let rest = named.then_some(Name { tokens: city..end, kind, ..name });
        [Some(dateline), rest]
    }
}
