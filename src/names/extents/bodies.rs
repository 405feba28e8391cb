//! The rest of a body's name that was cut in parts: a firm with "&", "Morrow & | Sons"; what a couple founded, "Bill
//! and | Rose Tate Foundation"; a ministry or committee, "Department for Roads | and Bridges".
//!
//! **What it gets wrong**: "the Ministry of Health and Interpol" is taken for one name where Interpol is named nowhere
//! else.

use super::{MAX_PART_WORDS, Text};
use crate::lexicon::{self, Fit, Flag};
use crate::names::gazetteer::class;
use crate::names::{EntityKind, Name};
use crate::syntax::Tag;

impl Text<'_> {
    /// Takes in the "General" of a firm, which is no rank there: "General | Electric".
    pub(super) fn take_general(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        if start == 0 || self.word(start - 1) != "General" || start > 1 && self.is_capital(start - 2) {
            return;
        }
        let firm = || lexicon::body_fits("company", &[self.word(end - 1).to_lowercase().into()]) == Fit::Right;
        if name.kind == EntityKind::Organization || firm() || self.listed(start - 1, end) == class::BODY {
            name.tokens.start -= 1;
            name.kind = EntityKind::Organization;
        }
    }

    /// Joins the parts of a firm's name: "Keller, Moss & Tran", "Morrow & Sons".
    pub(super) fn join_ampersand(&self, out: &mut Vec<Name>, name: &mut Name) {
        let joins = matches!(
            name.kind,
            EntityKind::Person
                | EntityKind::Organization
                | EntityKind::Place
                | EntityKind::Facility
                | EntityKind::Other
        );
        if !joins {
            return;
        }
        // "Ana Reyes & Tom Field" are two persons.
        let person = |name: &Name| name.kind == EntityKind::Person && name.tokens.len() > 1;
        let place = |name: &Name| name.kind == EntityKind::Place;
        // "Bright & | Wells", where "Bright" was not found as a name.
        let free = out.last().is_none_or(|last| last.tokens.end + 1 < name.tokens.start);
        let town = place(name)
            && free
            && name.tokens.start > 3
            && self.word(name.tokens.start - 1) == "&"
            && self.is_capital(name.tokens.start - 2)
            && !matches!(self.word(name.tokens.start - 3), "in" | "In" | "near" | "from" | "at" | "to");
        let is_two =
            out.last().is_some_and(|last| last.tokens.end + 1 == name.tokens.start && (person(last) || place(last)));
        let mut joined = false;
        let kin = matches!(
            self.word(name.tokens.end + 1),
            "Co" | "Co." | "Sons" | "Daughters" | "Brothers" | "Partners" | "Associates" | "Company"
        );
        if (person(name) || place(name) && !town) && !kin || is_two {
            return;
        }
        if self.word(name.tokens.end) == "&" && self.is_capital(name.tokens.end + 1) {
            let from = name.tokens.end + 1;
            let limit = self.sentence_end(from).min(from + MAX_PART_WORDS);
            name.tokens.end = (from..limit).find(|&i| !self.is_capital(i)).unwrap_or(limit);
            joined = true;
        } else if name.tokens.start > 1
            && self.word(name.tokens.start - 1) == "&"
            && self.is_capital(name.tokens.start - 2)
        {
            let to = name.tokens.start - 1;
            let floor = to.saturating_sub(MAX_PART_WORDS);
            name.tokens.start = (floor..to).rev().take_while(|&i| self.is_capital(i)).last().unwrap_or(to);
            joined = true;
        }
        if !joined && !name.tokens.clone().any(|i| self.word(i) == "&") {
            return;
        }
        if joined || name.kind == EntityKind::Person {
            name.kind = EntityKind::Organization;
        }
        // In "Tilda & Grant's said" the possessive is part of the name.
        let verb =
            self.syntax.tags.get(name.tokens.end + 1).is_some_and(|tag| matches!(tag, Tag::VBD | Tag::VBZ | Tag::MD));
        if matches!(self.word(name.tokens.end), "'s" | "’s") && verb {
            name.tokens.end += 1;
        }
        // "Keller, | Moss & Tran"
        while let Some(last) = out.last() {
            let touches = last.tokens.end > name.tokens.start;
            let listed = last.tokens.end + 1 == name.tokens.start
                && self.word(last.tokens.end) == ","
                && last.tokens.len() == 1
                && last.kind == EntityKind::Person;
            if !touches && !listed {
                break;
            }
            name.tokens.start = name.tokens.start.min(last.tokens.start);
            out.pop();
        }
    }

    /// Joins a couple's given names in the name of what they founded: "Bill and | Rose Tate Foundation".
    pub(super) fn join_couple(&self, out: &mut Vec<Name>, name: &mut Name) {
        let founded = matches!(
            self.word(name.tokens.end - 1),
            "Foundation" | "Trust" | "Fund" | "Center" | "Centre" | "Institute"
        );
        if name.kind != EntityKind::Organization || !founded || !self.is_given(name.tokens.start) {
            return;
        }
        let Some(last) = out.last() else { return };
        let couple = last.tokens.end + 1 == name.tokens.start && matches!(self.word(last.tokens.end), "and" | "&");
        if couple && last.tokens.len() == 1 && self.is_given(last.tokens.start) {
            name.tokens.start = last.tokens.start;
            out.pop();
        }
    }

    /// Takes in the rest of a ministry's or committee's name: "Department for Roads | and Bridges".
    pub(super) fn take_rest_of_ministry(&self, name: &mut Name) {
        const HEADS: [&str; 10] = [
            "Department",
            "Ministry",
            "Committee",
            "Commission",
            "Directorate",
            "Secretariat",
            "Office",
            "Organisation",
            "Organization",
            "Minister",
        ];
        let inner = name.tokens.clone().any(|i| matches!(self.word(i), "of" | "for" | "on"));
        let head = HEADS.contains(&self.word(name.tokens.start));
        if name.kind != EntityKind::Organization || !head || !inner {
            return;
        }
        let sentence_end = self.sentence_end(name.tokens.start);
        loop {
            let and = name.tokens.end;
            let from = and + 1;
            // "Food, Rural Affairs and Fisheries": a comma only where an "and" follows.
            let comma = self.word(and) == ","
                && (from..sentence_end.min(from + MAX_PART_WORDS + 1))
                    .find(|&i| !self.is_capital(i))
                    .is_some_and(|i| self.word(i) == "and");
            if !comma && self.word(and) != "and" || from >= sentence_end {
                return;
            }
            let end = (from..sentence_end.min(from + MAX_PART_WORDS))
                .find(|&i| !self.is_capital(i))
                .unwrap_or(from + MAX_PART_WORDS);
            let end = end.min(sentence_end);
            let own = self.one_word_names.contains(self.word(from)) || HEADS.contains(&self.word(from));
            let letters = !self.word(from).contains(char::is_lowercase);
            if end == from || own || letters || lexicon::has(self.word(from).trim_end_matches('.'), Flag::Title) {
                return;
            }
            name.tokens.end = end;
        }
    }
}
