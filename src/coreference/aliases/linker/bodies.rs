//! Which entities names that are no person's are, whether in full ("The Washington Post") or short: "the Post", "KCNA",
//! "Firefox" for Mozilla Firefox.

use std::borrow::Cow;

use super::Linker;
use crate::coreference::aliases::form::{NameForm, body_key};
use crate::coreference::keys::{joined, key, with_word, word_key};
use crate::coreference::small_set::SmallSet;
use crate::learned::features::mix;
use crate::lexicon;
use crate::names::EntityKind;

impl<'w, 's> Linker<'w, 's> {
    /// Links name `n`, which is no person's.
    pub fn body(&mut self, n: usize, kind: EntityKind, form: &NameForm<'w, 's>) {
        let same = mix(key(form.words), 1 + kind as u64);
        if let Some(&entity) = self.known.get(&same) {
            self.entity_of[n] = entity;
            return;
        }
        let name = body_key(kind, form);
        let key = word_key(&name);
        let person =
            || self.persons.get(&joined(["="].into_iter().chain(form.words()))).filter(|_| form.words.len() > 1);
        let known = self.keys.get(&key).or_else(person).copied().or_else(|| match kind {
            EntityKind::Group
            | EntityKind::Date
            | EntityKind::Time
            | EntityKind::Money
            | EntityKind::Percent
            | EntityKind::Quantity => None,
            _ => self.short_body(kind, form),
        });
        let entity = known.unwrap_or_else(|| self.new_entity());
        self.entity_of[n] = entity;
        self.known.insert(same, entity);
        if form.words.len() > 1 && name.split(' ').next() != Some("value") && kind != EntityKind::Group {
            self.leave_short_forms(kind, form, entity);
        }
        self.keys.entry(key).or_insert(entity);
    }

    fn leave_short_forms(&mut self, kind: EntityKind, form: &NameForm, entity: usize) {
        let words = &form.words;
        let is_small = |w: &Cow<str>| matches!(&**w, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la");
        let initials = |words: &[Cow<str>], small: bool| {
            let kept = words.iter().filter(|w| small || !is_small(w));
            kept.filter_map(|w| w.chars().next()).collect::<String>()
        };
        // "EPA" is the U.S. Environmental Protection Agency.
        let home = if words.len() > 1 && words[0] == "united" && words[1] == "states" { 2 } else { 0 };
        for acronym in [initials(words, false), initials(words, true), initials(&words[home..], false)] {
            if acronym.chars().count() > 1 {
                self.acronyms.entry(word_key(&acronym)).or_insert(entity);
            }
        }
        let mut shorts = Vec::new();
        if kind == EntityKind::Organization {
            for i in 1..words.len().min(6) {
                shorts.push(short(">", &words[i..]));
            }
            shorts.push(short("<", &words[..1]));
        }
        // "Firefox" for Mozilla Firefox, "Discovery" for Space Shuttle Discovery.
        if matches!(kind, EntityKind::Product | EntityKind::Other) {
            shorts.push(short("=", &words[words.len() - 1..]));
        }
        // "the Church" for the Church of the Lamp, "Harvest Fair" for Harvest Fair 2016.
        let of = words.iter().position(|w| w == "of" || w == "for");
        let of = of.filter(|&i| i > 0 && kind != EntityKind::Place);
        let year = words.last().filter(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
        if let Some(end) = of.or(year.map(|_| words.len() - 1)) {
            shorts.push(short("[", &words[..end]));
        }
        // "the North" for North Korea; for countries only, or Carolina would be one.
        if matches!(&*words[0], "north" | "south") && lexicon::country(&words.join(" ")).is_some() {
            shorts.push(short(">", &words[..1]));
        }
        for short in shorts {
            self.shortened.entry(short).or_default().add(entity);
        }
    }

    /// The entity whose longer name a short one stands for: "the Post", "the Security Council", "KCNA", "the North".
    fn short_body(&mut self, kind: EntityKind, form: &NameForm<'w, 's>) -> Option<usize> {
        let spaced = form.words.join(" ");
        if form.acronym
            && let Some(&entity) = self.acronyms.get(&word_key(&spaced))
        {
            return Some(entity);
        }
        let direction = matches!(spaced.as_str(), "north" | "south");
        let suffix = kind == EntityKind::Organization && (form.has_article || form.words.len() > 1) || direction;
        let only = |mark: &str| self.shortened.get(&short(mark, form.words)).and_then(SmallSet::only);
        if suffix && let Some(entity) = only(">") {
            return Some(entity);
        }
        let thing = matches!(kind, EntityKind::Product | EntityKind::Other) && form.words.len() == 1;
        if thing && let Some(entity) = only("=") {
            return Some(entity);
        }
        let begins = kind != EntityKind::Place && (form.has_article || form.words.len() > 1);
        if begins && let Some(entity) = only("[") {
            return Some(entity);
        }
        let prefix = kind == EntityKind::Organization && form.words.len() == 1 && !form.has_article;
        if prefix
            && lexicon::country(&spaced).is_none()
            && let Some(entity) = only("<")
        {
            return Some(entity);
        }
        // "Trump", which the recognizer took for a body: the only person of that surname.
        let thing = matches!(kind, EntityKind::Organization | EntityKind::Other | EntityKind::Product);
        if thing
            && form.words.len() == 1
            && !form.acronym
            && !form.has_article
            && let Some(entity) = self.parts.get(&joined([&*spaced])).and_then(SmallSet::only)
            && self.person_of(entity).words.last().is_some_and(|word| *word == spaced)
        {
            return Some(entity);
        }
        // "Cruz", which the recognizer took for a body or a place, where nobody of that name is named in full.
        if form.words.len() == 1 && !form.has_article && kind != EntityKind::Facility {
            return self
                .by_surname_alone
                .get(&word_key(&spaced))
                .and_then(|list| list.last())
                .filter(|b| !b.couple)
                .map(|b| b.entity);
        }
        None
    }
}

/// The hash key of some words of a longer name. `mark` says which words: ">" those at its end (or "north" of a
/// country), "<" its first word, "=" the last word of a product or thing, "[" what stands before "of", "for" or a year.
fn short(mark: &str, words: &[Cow<str>]) -> u64 {
    with_word(key(words), mark)
}
