//! Puts the names that a user gives among those that were found.
//!
//! **What wins.** A given name replaces the found names that it overlaps, unless it is a part of one of the same kind:
//! "Kim", a person, leaves "Kim Jong Un" alone. `ignore` removes found names that consist of those words, and no longer
//! ones: "Will" removes "Will", not "Will Ortega". A name both given and ignored stays. Of given names that overlap,
//! the first in the text is taken; of those that begin at one place the longest, then one by text before one by
//! pattern, then the first of the list.

use std::ops::Range;

use super::given::{KnownName, MAX_PATTERNS, MAX_TEXTS, Matcher, Options};
use super::texts::{self, Tree};
use super::user_patterns;
use crate::names::Name;
use crate::text::Document;
use crate::text::sorting::{composite_key, descending, sort_by_key};

/// `names` with the given ones added and the ignored ones removed; in order, none overlaps another.
pub fn apply(document: &Document, names: Vec<Name>, options: &Options) -> Vec<Name> {
    if options.is_empty() {
        return names;
    }
    let room = MAX_TEXTS.saturating_sub(options.names.len());
    let ignored = Tree::new(options.ignore.iter().take(room).map(String::as_str).enumerate());
    let mut given = given_names(document, options).into_iter().peekable();
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let place = |out: &mut Vec<Name>, (tokens, index): (Range<usize>, usize)| {
        let KnownName { kind, entity, .. } = &options.names[index];
        out.push(Name { tokens, kind: *kind, value: None, entity: entity.as_deref().map(Into::into) });
    };
    for name in names {
        if ignored.equal(document, name.tokens.clone()).is_some() {
            continue;
        }
        while let Some(earlier) = given.next_if(|g| g.0.end <= name.tokens.start) {
            place(&mut out, earlier);
        }
        let mut overlapping = Vec::new();
        while let Some(overlap) = given.next_if(|g| g.0.start < name.tokens.end) {
            overlapping.push(overlap);
        }
        let holds = |(tokens, index): &(Range<usize>, usize)| {
            let inside = name.tokens.start <= tokens.start && tokens.end <= name.tokens.end;
            inside && tokens.len() < name.tokens.len() && options.names[*index].kind == name.kind
        };
        let free = out.last().is_none_or(|last| last.tokens.end <= name.tokens.start);
        if free && overlapping.iter().all(holds) {
            out.push(name);
        } else {
            overlapping.into_iter().for_each(|g| place(&mut out, g));
        }
    }
    given.for_each(|g| place(&mut out, g));
    out
}

/// The places of all given names, in order and without overlaps, each with its index in `options.names`. Names beyond
/// the limits are not looked for.
fn given_names(document: &Document, options: &Options) -> Vec<(Range<usize>, usize)> {
    let (mut texts, mut patterns) = (Vec::new(), Vec::new());
    for (index, name) in options.names.iter().take(MAX_TEXTS).enumerate() {
        match &name.matcher {
            Matcher::Text(text) => texts.push((index, text.as_str())),
            Matcher::Pattern(pattern) if patterns.len() < MAX_PATTERNS => patterns.push((index, pattern.as_str())),
            Matcher::Pattern(_) => {}
        }
    }
    let found = texts::matches(document, &Tree::new(texts.into_iter()));
    if patterns.is_empty() {
        return found;
    }
    let mut all: Vec<(Range<usize>, bool, usize)> =
        found.into_iter().map(|(range, index)| (range, false, index)).collect();
    for (range, index) in user_patterns::matches(document, &patterns) {
        all.push((range, true, index));
    }
    // These sorts keep the order of what is equal. So of names in the same place one by text is first, then the first
    // of the list.
    sort_by_key(&mut all, |&(_, is_pattern, index)| composite_key(is_pattern.into(), index));
    sort_by_key(&mut all, |(range, ..)| composite_key(range.start, descending(range.end)));
    let mut out: Vec<(Range<usize>, usize)> = Vec::with_capacity(all.len());
    for (range, _, index) in all {
        if out.last().is_none_or(|(last, _)| last.end <= range.start) {
            out.push((range, index));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::EntityKind;

    fn options(json: &str) -> Options {
        serde_json::from_str(json).unwrap()
    }

    /// The text with its names marked as "[words](kind)", when options are applied to the names `found`. `json` holds
    /// the options.
    fn marked(text: &str, found: &[(&str, EntityKind)], json: &str) -> String {
        let document = Document::new(text);
        let name = |&(words, kind): &(&str, EntityKind)| {
            let start = text.find(words).unwrap();
            let tokens = document.tokens_in(crate::Span::new(start, start + words.len()));
            Name { tokens, kind, value: None, entity: None }
        };
        let mut out = String::new();
        let mut at = 0;
        for name in apply(&document, found.iter().map(name).collect(), &options(json)) {
            let span = document.span(name.tokens);
            out +=
                &format!("{}[{}]({})", &text[at..span.start], span.of(text), format!("{:?}", name.kind).to_lowercase());
            at = span.end;
        }
        out + &text[at..]
    }

    #[test]
    fn adds_names_wherever_they_stand() {
        let json = r#"{"names": [{"text": "Acme Inc", "kind": "organization"}, {"text": "Acme", "kind": "product"},
            {"text": "O'Hara's", "kind": "place"}, {"text": "Port-Vale Road", "kind": "facility"}]}"#;
        for (text, expected) in [
            ("Acme Inc.'s boss left.", "[Acme Inc.](organization)'s boss left."),
            ("Acme\u{a0} Inc and Acme", "[Acme\u{a0} Inc](organization) and [Acme](product)"),
            ("Acme Income, ACME, acme", "[Acme](product) Income, ACME, acme"),
            ("at O’Hara, at O'Hara’s", "at [O’Hara](place), at [O'Hara](place)’s"),
            ("Port-Vale Road, Port - Vale Road", "[Port-Vale Road](facility), Port - Vale Road"),
            ("Acme\nInc", "[Acme](product)\nInc"),
            ("", ""),
        ] {
            assert_eq!(marked(text, &[], json), expected);
        }
    }

    #[test]
    fn a_text_without_capitals_finds_any() {
        let json =
            r#"{"names": [{"text": "the crown prince", "kind": "person"}, {"text": "The Crown", "kind": "product"}]}"#;
        assert_eq!(
            marked("The Crown Prince of The Crown, THE CROWN PRINCE", &[], json),
            "[The Crown Prince](person) of [The Crown](product), [THE CROWN PRINCE](person)"
        );
    }

    #[test]
    fn replaces_what_it_overlaps_but_no_longer_name_of_its_kind() {
        use EntityKind::*;
        let json = r#"{"names": [{"text": "Kim", "kind": "person"}, {"text": "Delta Works", "kind": "facility"}]}"#;
        assert_eq!(
            marked("Kim Jong Un met Kim", &[("Kim Jong Un", Person)], json),
            "[Kim Jong Un](person) met [Kim](person)"
        );
        assert_eq!(marked("Kim Foods fell", &[("Kim Foods", Organization)], json), "[Kim](person) Foods fell");
        assert_eq!(marked("Kim fell", &[("Kim", Organization)], json), "[Kim](person) fell");
        assert_eq!(
            marked("near New Delta Works Road", &[("New Delta", Place), ("Works Road", Place)], json),
            "near New [Delta Works](facility) Road"
        );
    }

    #[test]
    fn ignores_those_words_and_no_more() {
        use EntityKind::*;
        let json = r#"{"ignore": ["Will", "hope"], "names": [{"text": "Faith", "kind": "person"}]}"#;
        let found = [("Will", Person), ("Will Ortega", Person), ("Hope", Place)];
        assert_eq!(marked("Will says Faith", &found[..1], json), "Will says [Faith](person)");
        assert_eq!(marked("Will Ortega in Hope", &found[1..], json), "[Will Ortega](person) in Hope");
    }

    #[test]
    fn a_pattern_finds_what_begins_and_ends_with_a_word() {
        let json = r#"{"names": [{"pattern": "ICC-\\d{2}/\\d{2}", "kind": "other"}, {"text": "ICC", "kind": "organization"},
            {"pattern": "[A-Z]{4}", "kind": "product"}, {"pattern": "\\bH\\.R\\. \\d+", "kind": "other"}]}"#;
        for (text, expected) in [
            ("In ICC-01/05, ICC judges", "In [ICC-01/05](other), [ICC](organization) judges"),
            ("ICC-01/05’s file, (ICC-02/11).", "[ICC-01/05](other)’s file, ([ICC-02/11](other))."),
            ("ABCD fell, ABCDE rose", "[ABCD](product) fell, ABCDE rose"),
            ("the bill, H.R. 1234, and H.R.\n5", "the bill, [H.R. 1234](other), and H.R.\n5"),
            ("", ""),
        ] {
            assert_eq!(marked(text, &[], json), expected);
        }
    }

    #[test]
    fn of_what_begins_at_one_place_the_longest_is_taken_then_a_text() {
        let json = r#"{"names": [{"pattern": "Norvane \\w+", "kind": "product"}, {"text": "Norvane Group Ltd", "kind": "organization"},
            {"text": "Norvane Seven", "kind": "facility"}]}"#;
        assert_eq!(
            marked("Norvane Group Ltd sold Norvane Nine and Norvane Seven", &[], json),
            "[Norvane Group Ltd](organization) sold [Norvane Nine](product) and [Norvane Seven](facility)"
        );
    }

    #[test]
    fn patterns_that_do_not_compile_are_skipped() {
        let options = Options {
            names: vec![KnownName::pattern("(", EntityKind::Other), KnownName::pattern("a*", EntityKind::Other)],
            ignore: Vec::new(),
        };
        assert_eq!(apply(&Document::new("an apple (or two)"), Vec::new(), &options), []);
    }

    #[test]
    fn what_is_beyond_the_limits_is_skipped() {
        let document = Document::new("Ida met Ivo.");
        let found = |names: Vec<KnownName>| {
            let options = Options { names, ignore: Vec::new() };
            (options.check().is_ok(), apply(&document, Vec::new(), &options).len())
        };
        let pattern = |i: usize| KnownName::pattern(format!("x{i}"), EntityKind::Other);
        let ida = || KnownName::pattern("Ida", EntityKind::Person);
        assert_eq!(found((1..MAX_PATTERNS).map(pattern).chain([ida()]).collect()), (true, 1));
        assert_eq!(found((0..MAX_PATTERNS).map(pattern).chain([ida()]).collect()), (false, 0));
        // A text counts for another limit.
        let ivo = || KnownName::text("Ivo", EntityKind::Person);
        assert_eq!(found((0..MAX_PATTERNS).map(pattern).chain([ida(), ivo()]).collect()), (false, 1));
        let text = |i: usize| KnownName::text(format!("x{i}"), EntityKind::Other);
        assert_eq!(found((1..MAX_TEXTS).map(text).chain([ivo()]).collect()), (true, 1));
        assert_eq!(found((0..MAX_TEXTS).map(text).chain([ivo()]).collect()), (false, 0));
        // Names and ignored words count together.
        for (count, kept) in [(1, 0), (0, 1)] {
            let names = (count..MAX_TEXTS).map(text).collect();
            let options = Options { names, ignore: vec!["Ida".into()] };
            let ida = Name { tokens: 0..1, kind: EntityKind::Person, value: None, entity: None };
            assert_eq!(apply(&document, vec![ida], &options).len(), kept);
            assert_eq!(options.check().is_ok(), kept == 0);
        }
    }

    #[test]
    fn says_which_entity_a_name_is_of() {
        let options = options(
            r#"{"names": [{"text": "MbS", "kind": "person", "entity": "Mohammed bin Salman"}, {"text": "Neom", "kind": "place"}]}"#,
        );
        let document = Document::new("MbS visited Neom.");
        let names = apply(&document, Vec::new(), &options);
        let entities: Vec<_> = names.iter().map(|n| n.entity.as_deref()).collect();
        assert_eq!(entities, [Some("Mohammed bin Salman"), None]);
    }
}
