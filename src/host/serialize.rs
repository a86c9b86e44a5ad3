//! From what serde can serialize to Python objects.
//!
//! Structs and maps become dicts, sequences lists, tuples tuples, bytes bytes, `()` and an absent
//! `Option` None. An enum's variant without contents is its name; one with contents is a dict of the
//! name and the contents, as serde_json has it.

use num_bigint::BigInt;
use serde::ser::{self, Serialize};

use super::Error;
use crate::object::{Dict, Str, Value};
use crate::vm::Vm;

/// Levels of nesting before a value is taken to be endless.
const MAX_DEPTH: usize = 500;

/// Makes objects for one interpreter.
#[derive(Clone, Copy)]
pub(super) struct Serializer<'a> {
    pub vm: &'a Vm,
    pub depth: usize,
}

impl ser::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Error {
        Error::new("ValueError", message.to_string())
    }
}

impl<'a> Serializer<'a> {
    fn deeper(self) -> Result<Serializer<'a>, Error> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::new(
                "RecursionError",
                "the value is nested too deeply",
            ));
        }
        Ok(Serializer {
            depth: self.depth + 1,
            ..self
        })
    }

    /// Items of a sequence.
    fn items(self, wrap: Wrap) -> Result<Items<'a>, Error> {
        Ok(Items {
            inner: self.deeper()?,
            items: Vec::new(),
            wrap,
        })
    }

    /// Pairs of a dict.
    fn pairs(self, variant: Option<&'static str>) -> Result<Pairs<'a>, Error> {
        Ok(Pairs {
            inner: self.deeper()?,
            dict: Dict::new(),
            key: None,
            variant,
        })
    }
}

/// What becomes of items that are complete.
enum Wrap {
    List,
    Tuple,
    /// A dict with one key: the variant's name.
    Variant(&'static str),
}

pub(super) struct Items<'a> {
    inner: Serializer<'a>,
    items: Vec<Value>,
    wrap: Wrap,
}

pub(super) struct Pairs<'a> {
    inner: Serializer<'a>,
    dict: Dict,
    key: Option<Value>,
    variant: Option<&'static str>,
}

/// `{name: value}`
fn named(name: &str, value: Value) -> Value {
    let dict = Dict::new();
    dict.set_str(&Str::intern(name), value);
    dict.into()
}

impl Items<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.items.push(item.serialize(self.inner)?);
        Ok(())
    }

    fn finish(self) -> Value {
        match self.wrap {
            Wrap::List => self.items.into(),
            Wrap::Tuple => Value::tuple(self.items),
            Wrap::Variant(name) => named(name, self.items.into()),
        }
    }
}

impl Pairs<'_> {
    fn set(&mut self, key: Value, value: Value) -> Result<(), Error> {
        let vm = self.inner.vm;
        let old = self.dict.set(vm, key, value);
        drop(old.map_err(|exc| Error::of(vm, &exc))?);
        Ok(())
    }

    fn finish(self) -> Value {
        match self.variant {
            Some(name) => named(name, self.dict.into()),
            None => self.dict.into(),
        }
    }
}

macro_rules! scalars {
    ($($method:ident $ty:ty => $make:expr;)*) => {$(
        fn $method(self, value: $ty) -> Result<Value, Error> {
            Ok($make(value))
        }
    )*};
}

impl<'a> ser::Serializer for Serializer<'a> {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Pairs<'a>;
    type SerializeStruct = Pairs<'a>;
    type SerializeStructVariant = Pairs<'a>;

    scalars! {
        serialize_bool bool => Value::bool;
        serialize_i8 i8 => |n| Value::int(i64::from(n));
        serialize_i16 i16 => |n| Value::int(i64::from(n));
        serialize_i32 i32 => |n| Value::int(i64::from(n));
        serialize_i64 i64 => Value::int;
        serialize_i128 i128 => |n| Value::big(BigInt::from(n));
        serialize_u8 u8 => |n| Value::int(i64::from(n));
        serialize_u16 u16 => |n| Value::int(i64::from(n));
        serialize_u32 u32 => |n| Value::int(i64::from(n));
        serialize_u64 u64 => |n| Value::big(BigInt::from(n));
        serialize_u128 u128 => |n| Value::big(BigInt::from(n));
        serialize_f32 f32 => |x| Value::float(f64::from(x));
        serialize_f64 f64 => Value::float;
        serialize_char char => |c| Str::from_code_point(u32::from(c)).into();
        serialize_str &str => Value::str;
        serialize_bytes &[u8] => |b: &[u8]| Value::bytes(b.to_vec());
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::NONE)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self.deeper()?)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::NONE)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Error> {
        Ok(Value::NONE)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, Error> {
        Ok(Value::str(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        value.serialize(self.deeper()?)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        Ok(named(variant, value.serialize(self.deeper()?)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        self.items(Wrap::List)
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Error> {
        self.items(Wrap::Tuple)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        self.items(Wrap::Tuple)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Error> {
        self.items(Wrap::Variant(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs<'a>, Error> {
        self.pairs(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Pairs<'a>, Error> {
        self.pairs(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Pairs<'a>, Error> {
        self.pairs(Some(variant))
    }
}

macro_rules! sequences {
    ($($sequence:ident $push:ident;)*) => {$(
        impl ser::$sequence for Items<'_> {
            type Ok = Value;
            type Error = Error;

            fn $push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
                self.push(item)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(self.finish())
            }
        }
    )*};
}

sequences! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

impl ser::SerializeMap for Pairs<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = Some(key.serialize(self.inner)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let missing = || Error::new("ValueError", "a value without a key");
        let key = self.key.take().ok_or_else(missing)?;
        let value = value.serialize(self.inner)?;
        self.set(key, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(self.finish())
    }
}

macro_rules! structs {
    ($($kind:ident)*) => {$(
        impl ser::$kind for Pairs<'_> {
            type Ok = Value;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                let value = value.serialize(self.inner)?;
                self.set(Str::intern(name).value(), value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(self.finish())
            }
        }
    )*};
}

structs!(SerializeStruct SerializeStructVariant);
