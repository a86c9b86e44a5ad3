//! From Python objects to what serde can deserialize.
//!
//! Dicts and objects with attributes become maps and structs, lists, tuples, sets and other
//! iterables sequences, None the absent `Option` or `()`. Enums are read as `serialize` writes them.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Context, Error};
use crate::native::Buffer;
use crate::object::{Dict, Kind, PyResult, Str, Value};
use crate::vm::Vm;

/// One object, about to be read.
pub(super) struct Deserializer<'a> {
    pub context: &'a Context,
    pub value: Value,
    pub depth: usize,
}

/// Levels of nesting before an object is taken to be endless (a list may contain itself).
const MAX_DEPTH: usize = 500;

impl de::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Error {
        Error::new("TypeError", message.to_string())
    }
}

impl<'a> Deserializer<'a> {
    fn inner(&self, value: Value) -> Deserializer<'a> {
        Deserializer {
            context: self.context,
            value,
            depth: self.depth + 1,
        }
    }

    fn vm(&self) -> &'a Vm {
        &self.context.vm
    }

    /// The pairs of a dict, or the attributes of an object.
    fn pairs(&self) -> Result<Option<Vec<(Value, Value)>>, Error> {
        if let Some(dict) = Dict::from_value(&self.value) {
            return Ok(Some(dict.pairs()));
        }
        let attributes = self
            .context
            .enter(|vm| vm.attr_opt(&self.value, "__dict__"))?;
        Ok(attributes
            .and_then(|value| Dict::from_value(&value))
            .map(|dict| dict.pairs()))
    }

    fn unreadable(&self) -> Error {
        Error::new(
            "TypeError",
            format!(
                "a {} cannot be deserialized",
                self.vm().type_name(&self.value)
            ),
        )
    }

    fn read_map<'de, V: Visitor<'de>>(
        &self,
        pairs: Vec<(Value, Value)>,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Pairs {
            parent: self,
            pairs: pairs.into_iter(),
            value: None,
        })
    }
}

fn read_number<'de, V: Visitor<'de>>(big: &BigInt, visitor: V) -> Result<V::Value, Error> {
    if let Some(n) = big.to_i64() {
        visitor.visit_i64(n)
    } else if let Some(n) = big.to_u64() {
        visitor.visit_u64(n)
    } else if let Some(n) = big.to_i128() {
        visitor.visit_i128(n)
    } else if let Some(n) = big.to_u128() {
        visitor.visit_u128(n)
    } else {
        Err(Error::new("OverflowError", "int too large for 128 bits"))
    }
}

impl<'de> de::Deserializer<'de> for Deserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.depth > MAX_DEPTH {
            return Err(Error::new(
                "RecursionError",
                "the object is nested too deeply",
            ));
        }
        match self.value.kind() {
            Kind::None | Kind::Unset => return visitor.visit_unit(),
            Kind::Bool(b) => return visitor.visit_bool(b),
            Kind::Int(n) => return visitor.visit_i64(n),
            Kind::Float(x) => return visitor.visit_f64(x),
            _ => {}
        }
        if let Some(text) = Str::from_value(&self.value) {
            return match text.as_str() {
                Some(text) => visitor.visit_str(text),
                None => Err(Error::new("ValueError", "the str has lone surrogates")),
            };
        }
        if let Some(big) = self.vm().big_of(&self.value) {
            return read_number(&big, visitor);
        }
        if let Some(bytes) = Buffer::from_value(self.vm(), &self.value) {
            return visitor.visit_byte_buf(bytes.to_vec());
        }
        if Dict::from_value(&self.value).is_some() {
            let pairs = self.pairs()?.unwrap_or_default();
            return self.read_map(pairs, visitor);
        }
        let iterable = self.vm().class_of(&self.value).slots.iter.get().is_some();
        if iterable {
            return self.deserialize_seq(visitor);
        }
        match self.pairs()? {
            Some(pairs) => self.read_map(pairs, visitor),
            None => Err(self.unreadable()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_none() {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    /// An int is a float where one is wanted.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.vm().big_of(&self.value).is_some() && self.value.as_bool().is_none() {
            let number = self.context.enter(|vm| vm.to_f64(&self.value))?;
            return visitor.visit_f64(number);
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.depth > MAX_DEPTH {
            return Err(Error::new(
                "RecursionError",
                "the object is nested too deeply",
            ));
        }
        let items = self
            .context
            .enter(|vm| -> PyResult<Vec<Value>> { vm.collect(&self.value) })?;
        visitor.visit_seq(Items {
            parent: &self,
            items: items.into_iter(),
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.depth > MAX_DEPTH {
            return Err(Error::new(
                "RecursionError",
                "the object is nested too deeply",
            ));
        }
        match self.pairs()? {
            Some(pairs) => self.read_map(pairs, visitor),
            None => Err(self.unreadable()),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // A tuple may stand for a struct; named tuples have no `__dict__`.
        match self.pairs()? {
            Some(pairs) => self.read_map(pairs, visitor),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Some(text) = self.value.as_str() {
            return visitor.visit_enum(text.into_deserializer());
        }
        let pairs = Dict::from_value(&self.value).map(|dict| dict.pairs());
        let mut pairs = pairs.unwrap_or_default().into_iter();
        match (pairs.next(), pairs.next()) {
            (Some((name, contents)), None) => visitor.visit_enum(Variant {
                name: self.inner(name),
                contents: self.inner(contents),
            }),
            _ => Err(Error::new(
                "TypeError",
                "expected a variant: a str, or a dict of one pair",
            )),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit
        unit_struct identifier
    }
}

struct Items<'a, 'p> {
    parent: &'p Deserializer<'a>,
    items: std::vec::IntoIter<Value>,
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.items.next() {
            Some(item) => seed.deserialize(self.parent.inner(item)).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Pairs<'a, 'p> {
    parent: &'p Deserializer<'a>,
    pairs: std::vec::IntoIter<(Value, Value)>,
    value: Option<Value>,
}

impl<'de> de::MapAccess<'de> for Pairs<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.pairs.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(self.parent.inner(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self.value.take().unwrap_or(Value::NONE);
        seed.deserialize(self.parent.inner(value))
    }
}

struct Variant<'a> {
    name: Deserializer<'a>,
    contents: Deserializer<'a>,
}

impl<'de, 'a> de::EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Deserializer<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Deserializer<'a>), Error> {
        Ok((seed.deserialize(self.name)?, self.contents))
    }
}

impl<'de> de::VariantAccess<'de> for Deserializer<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.value.is_none() {
            return Ok(());
        }
        Err(Error::new("TypeError", "the variant has no contents"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_seq(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_map(self, visitor)
    }
}
