//! Reads JavaScript's values into Rust's types.
//!
//! `serde-wasm-bindgen` has such a reader too. This one reads no more than documents, annotations and options hold: no
//! bytes, maps or big integers. And its errors write no float, so that the module needs no code that writes floats as
//! text. Together that is some kilobytes less to download (`docs/experiments/module-size.md`).

use std::fmt::{self, Display, Formatter};

use js_sys::{Array, Object};
use serde::de::value::StringDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::prelude::*;

/// A value of JavaScript, to be read.
pub struct Value(pub JsValue);

impl Value {
    /// Reads a value as one of type `T`.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Wrong> {
        T::deserialize(self)
    }

    fn is_nothing(&self) -> bool {
        self.0.is_undefined() || self.0.is_null()
    }
}

/// What is wrong with a value, in words.
#[derive(Debug)]
pub struct Wrong(String);

impl Display for Wrong {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: Display>(message: T) -> Wrong {
        Wrong(message.to_string())
    }

    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Wrong {
        let found = match found {
            Unexpected::Bool(_) => "a boolean",
            Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
            Unexpected::Float(_) => "a number with a fraction, or below 0",
            Unexpected::Char(_) | Unexpected::Str(_) => "a string",
            Unexpected::Unit | Unexpected::Option => "nothing",
            Unexpected::Seq => "a list",
            Unexpected::Map => "an object",
            _ => "something else",
        };
        Wrong(format!("is {found}, not {expected}"))
    }

    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Wrong {
        Self::invalid_type(found, expected)
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        /// The largest number up to which JavaScript tells all whole numbers apart.
        const MOST: f64 = 9_007_199_254_740_991.0;
        let Value(value) = self;
        if value.is_undefined() || value.is_null() {
            visitor.visit_unit()
        } else if let Some(number) = value.as_f64() {
            let is_whole = (0.0..=MOST).contains(&number) && number.trunc() == number;
            if is_whole { visitor.visit_u64(number as u64) } else { visitor.visit_f64(number) }
        } else if let Some(text) = value.as_string() {
            visitor.visit_string(text)
        } else if let Some(truth) = value.as_bool() {
            visitor.visit_bool(truth)
        } else if let Some(items) = value.dyn_ref::<Array>() {
            visitor.visit_seq(Items { items, next: 0 })
        } else if let Some(object) = value.dyn_ref::<Object>().filter(|_| value.is_object()) {
            visitor.visit_map(Fields { entries: &Object::entries(object), next: 0 })
        } else {
            Err(Wrong(format!("there is a value of type {}", super::type_name(&value))))
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.0.as_string() {
            Some(word) => visitor.visit_enum::<StringDeserializer<Wrong>>(word.into_deserializer()),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier
    }
}

/// The items of a list.
struct Items<'v> {
    items: &'v Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        if self.next == self.items.length() {
            return Ok(None);
        }
        let item = self.items.get(self.next);
        self.next += 1;
        seed.deserialize(Value(item)).map(Some)
    }
}

/// The fields of an object: pairs of a name and a value.
struct Fields<'v> {
    entries: &'v Array,
    next: u32,
}

impl Fields<'_> {
    fn part(&self, part: u32) -> Value {
        Value(Array::unchecked_from_js(self.entries.get(self.next)).get(part))
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        if self.next == self.entries.length() { Ok(None) } else { seed.deserialize(self.part(0)).map(Some) }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        let value = self.part(1);
        self.next += 1;
        seed.deserialize(value)
    }
}
