//! Reads [`Options`] as they come from outside, and names the place of what is wrong in them.
//!
//! A reader that serde derives would say "missing field `kind`" of the third of a hundred names, without saying of
//! which. So the values are read first, whatever they are and three levels deep, and then looked at one by one.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::given::{KnownName, Matcher, Options, OptionsError};
use crate::names::EntityKind;

/// Each kind that a name can have, by its word.
const KINDS: [(&str, EntityKind); 13] = [
    ("person", EntityKind::Person),
    ("organization", EntityKind::Organization),
    ("place", EntityKind::Place),
    ("facility", EntityKind::Facility),
    ("group", EntityKind::Group),
    ("product", EntityKind::Product),
    ("document", EntityKind::Document),
    ("date", EntityKind::Date),
    ("time", EntityKind::Time),
    ("money", EntityKind::Money),
    ("percent", EntityKind::Percent),
    ("quantity", EntityKind::Quantity),
    ("other", EntityKind::Other),
];

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Depth(3).deserialize(deserializer)?;
        options(value).map_err(D::Error::custom)
    }
}

impl Options {
    /// Reads options with any of serde's readers. The outer error is the reader's own; the inner one says which part of
    /// the options is wrong, and whether its type or its content is.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Result<Options, OptionsError>, D::Error> {
        Depth(3).deserialize(deserializer).map(options)
    }
}

/// A value as it was read, before it is known to fit.
enum Value {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    /// A value of a type that options have no use for, by the type's name: "a number".
    Other(&'static str),
}

impl Value {
    /// The name of its type.
    fn type_name(&self) -> &'static str {
        match self {
            Value::Nothing => "nothing",
            Value::Text(_) => "a string",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
            Value::Other(name) => name,
        }
    }
}

/// Makes options of a value, or says what is wrong with it.
fn options(value: Value) -> Result<Options, OptionsError> {
    let fields = match value {
        Value::Object(fields) => fields,
        other => {
            let problem = format!("must be an object with names and ignore, not {}", other.type_name());
            return Err(OptionsError::of_type("options", problem));
        }
    };
    let mut options = Options::default();
    for (field, value) in fields {
        let items = match value {
            Value::Nothing => Vec::new(),
            Value::List(items) => items,
            _ if !matches!(&*field, "names" | "ignore") => Vec::new(),
            other => return Err(OptionsError::of_type(field, format!("must be a list, not {}", other.type_name()))),
        };
        let items = items.into_iter().enumerate();
        match &*field {
            "names" => options.names = items.map(|(i, item)| name(i, item)).collect::<Result<_, _>>()?,
            "ignore" => {
                options.ignore =
                    items.map(|(i, item)| string(format!("ignore[{i}]"), item)).collect::<Result<_, _>>()?;
            }
            _ => return Err(OptionsError::of_type("options", format!("have no {field}, only names and ignore"))),
        }
    }
    options.check()?;
    Ok(options)
}

/// Makes a name of entry `index` of the list of names.
fn name(index: usize, value: Value) -> Result<KnownName, OptionsError> {
    let place = format!("names[{index}]");
    let Value::Object(fields) = value else {
        let problem = format!("must be an object with text or pattern, and kind, not {}", value.type_name());
        return Err(OptionsError::of_type(place, problem));
    };
    let (mut text, mut pattern, mut kind, mut entity) = (None, None, None, None);
    for (field, value) in fields {
        let slot = match &*field {
            "text" => &mut text,
            "pattern" => &mut pattern,
            "kind" => &mut kind,
            "entity" => &mut entity,
            _ => {
                return Err(OptionsError::of_type(
                    place,
                    format!("has no {field}, only text or pattern, kind and entity"),
                ));
            }
        };
        if !matches!(value, Value::Nothing) {
            *slot = Some(string(format!("{place}.{field}"), value)?);
        }
    }
    let matcher = match (text, pattern) {
        (Some(text), None) => Matcher::Text(text),
        (None, Some(pattern)) => Matcher::Pattern(pattern),
        (None, None) => return Err(OptionsError::of_type(format!("{place}.text"), "is missing, and so is pattern")),
        (Some(_), Some(_)) => {
            return Err(OptionsError::of_type(place, "has text and pattern, of which only one can be"));
        }
    };
    let words = || KINDS.map(|(word, _)| word).join(", ");
    let place = format!("{place}.kind");
    let Some(kind) = kind else {
        return Err(OptionsError::of_type(place, format!("is missing; one of {}", words())));
    };
    match KINDS.iter().find(|(word, _)| *word == kind) {
        Some(&(_, kind)) => Ok(KnownName { matcher, kind, entity }),
        None => Err(OptionsError::of_type(place, format!("is \"{kind}\", not one of {}", words()))),
    }
}

/// The string that a value is; an error for any other value. `place` is its place in the options.
fn string(place: String, value: Value) -> Result<String, OptionsError> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(OptionsError::of_type(place, format!("must be a string, not {}", other.type_name()))),
    }
}

/// Reads a value this many levels deep. What lies deeper is left out, so that a JavaScript object that holds itself
/// comes to an end.
#[derive(Clone, Copy)]
struct Depth(usize);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with names and ignore")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other("a boolean"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Other("bytes"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        if self.0 == 0 {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Other("a list"));
        }
        while let Some(item) = items.next_element_seed(Depth(self.0 - 1))? {
            out.push(item);
        }
        Ok(Value::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        if self.0 == 0 {
            while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Other("an object"));
        }
        while let Some(field) = fields.next_key()? {
            out.push((field, fields.next_value_seed(Depth(self.0 - 1))?));
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::super::given::{MAX_PATTERNS, MAX_TEXTS};
    use super::*;

    #[test]
    fn says_what_is_wrong_and_where() {
        let long = format!(r#"{{"ignore": ["{}"]}}"#, "a ".repeat(33));
        let kinds = "person, organization, place, facility, group, product, document, date, time, money, percent, quantity, other";
        let missing = format!("names[1].kind is missing; one of {kinds}");
        let unknown = format!("names[0].kind is \"human\", not one of {kinds}");
        for (json, is_type, error) in [
            (r#"{"names": [{"text": " ", "kind": "person"}]}"#, false, "names[0] has no words"),
            (r#"{"ignore": ["Will", "."]}"#, false, "ignore[1] has no words"),
            (&long, false, "ignore[0] has more than 32 words and signs"),
            (r#"{"names": [{"text": "Kim", "kind": "human"}]}"#, true, &unknown),
            (r#"{"names": [{"text": "Kim", "kind": "person"}, {"text": "Kim"}]}"#, true, &missing),
            (r#"{"names": [{"kind": "person"}]}"#, true, "names[0].text is missing, and so is pattern"),
            (
                r#"{"names": [{"text": "a", "pattern": "a", "kind": "person"}]}"#,
                true,
                "names[0] has text and pattern, of which only one can be",
            ),
            (r#"{"names": [{"text": 7, "kind": "person"}]}"#, true, "names[0].text must be a string, not a number"),
            (r#"{"names": [{"text": {"a": [1]}}]}"#, true, "names[0].text must be a string, not an object"),
            (r#"{"names": [7]}"#, true, "names[0] must be an object with text or pattern, and kind, not a number"),
            (r#"{"names": [{"txt": "a"}]}"#, true, "names[0] has no txt, only text or pattern, kind and entity"),
            (r#"{"names": "Kim"}"#, true, "names must be a list, not a string"),
            (r#"{"ignore": [null]}"#, true, "ignore[0] must be a string, not nothing"),
            (r#"{"nmaes": []}"#, true, "options have no nmaes, only names and ignore"),
            (r#"[]"#, true, "options must be an object with names and ignore, not a list"),
            (
                r#"{"names": [{"text": "a", "kind": "other"}, {"pattern": "A-(\\d", "kind": "other"}]}"#,
                false,
                "names[1].pattern is no regular expression at character 3: unclosed group",
            ),
        ] {
            let found = Options::read(&mut serde_json::Deserializer::from_str(json)).unwrap().unwrap_err();
            assert_eq!((found.to_string().as_str(), found.is_type), (error, is_type));
        }
        let many = Options { names: Vec::new(), ignore: vec!["a".into(); MAX_TEXTS + 1] };
        assert!(many.check().is_err());
        let many =
            Options { names: vec![KnownName::pattern("a", EntityKind::Other); MAX_PATTERNS + 1], ignore: vec![] };
        assert_eq!(many.check().unwrap_err().place, "names[100].pattern");
    }

    #[test]
    fn options_survive_json() {
        let given = Options {
            names: vec![
                KnownName::text("Kim", EntityKind::Person).of_entity("K"),
                KnownName::pattern(r"ICC-\d{2}/\d{2}", EntityKind::Other),
            ],
            ignore: vec!["Will".into()],
        };
        let json = serde_json::to_string(&given).unwrap();
        assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), given);
    }

    #[test]
    fn every_kind_has_its_word() {
        for (word, kind) in KINDS {
            assert_eq!(serde_json::to_value(kind).unwrap(), word);
        }
    }
}
