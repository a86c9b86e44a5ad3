//! [`ToPy`] and [`FromPy`]: values of Rust types and Python objects.
//!
//! Numbers, texts, sequences and maps are copied; an [`Object`] stays the object that it is. An int
//! that does not fit the Rust type is an OverflowError, an object of another type a TypeError.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, Hash};
use std::path::{Path, PathBuf};

use num_bigint::BigInt;

use super::error::type_error;
use super::{Context, Error, Object};
use crate::native::Buffer;
use crate::object::{Dict, Payload, Set, SetData, Str, Value};

/// A Rust type whose values can become Python objects.
///
/// ```
/// use biji::{Interpreter, ToPy};
///
/// let python = Interpreter::new();
/// let object = vec![("a", 1), ("b", 2)].to_py(python.context())?;
/// assert_eq!(object.repr()?, "[('a', 1), ('b', 2)]");
/// # Ok::<(), biji::Error>(())
/// ```
pub trait ToPy {
    /// The Python object.
    ///
    /// ```
    /// use biji::ToPy;
    ///
    /// let python = biji::Interpreter::new();
    /// assert_eq!("text".to_py(python.context())?.type_name(), "str");
    /// # Ok::<(), biji::Error>(())
    /// ```
    fn to_py(self, context: &Context) -> Result<Object, Error>;
}

/// A Rust type whose values can be made of Python objects.
///
/// ```
/// use biji::{Error, FromPy, Interpreter, Object};
///
/// struct Celsius(f64);
/// impl FromPy for Celsius {
///     fn from_py(object: &Object) -> Result<Celsius, Error> {
///         Ok(Celsius((object.to::<f64>()? - 32.0) / 1.8))
///     }
/// }
/// let python = Interpreter::new();
/// assert_eq!(python.eval::<Celsius>("212")?.0, 100.0);
/// # Ok::<(), Error>(())
/// ```
pub trait FromPy: Sized {
    /// The value of a Python object.
    ///
    /// ```
    /// use biji::FromPy;
    ///
    /// let python = biji::Interpreter::new();
    /// let object = python.eval("'7'")?;
    /// assert!(i64::from_py(&object).is_err());
    /// # Ok::<(), biji::Error>(())
    /// ```
    fn from_py(object: &Object) -> Result<Self, Error>;
}

/// Python's `bytes`, of which `Vec<u8>` would be a list of numbers.
///
/// ```
/// use biji::{Bytes, Interpreter};
///
/// let python = Interpreter::new();
/// python.set("data", Bytes(vec![1, 2]))?;
/// assert_eq!(python.eval::<Bytes>("data + b'\\x03'")?.0, [1, 2, 3]);
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bytes(
    /// The bytes.
    pub Vec<u8>,
);

// ---- the object itself -----------------------------------------------------------------------------

impl ToPy for Object {
    fn to_py(self, _: &Context) -> Result<Object, Error> {
        Ok(self)
    }
}

impl ToPy for &Object {
    fn to_py(self, _: &Context) -> Result<Object, Error> {
        Ok(self.clone())
    }
}

impl FromPy for Object {
    fn from_py(object: &Object) -> Result<Object, Error> {
        Ok(object.clone())
    }
}

/// A function may fail instead of giving a value.
impl<T: ToPy, E: Into<Error>> ToPy for Result<T, E> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        self.map_err(Into::into)?.to_py(context)
    }
}

// ---- scalars ---------------------------------------------------------------------------------------

impl ToPy for () {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.none())
    }
}

/// Whatever it is: for calls whose result does not matter.
impl FromPy for () {
    fn from_py(_: &Object) -> Result<(), Error> {
        Ok(())
    }
}

impl ToPy for bool {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(Value::bool(self)))
    }
}

impl FromPy for bool {
    fn from_py(object: &Object) -> Result<bool, Error> {
        let expected = || type_error(object.vm(), "bool", object.value());
        object.value().as_bool().ok_or_else(expected)
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl ToPy for $int {
            fn to_py(self, context: &Context) -> Result<Object, Error> {
                Ok(context.object(match i64::try_from(self) {
                    Ok(small) => Value::int(small),
                    Err(_) => Value::big(BigInt::from(self)),
                }))
            }
        }

        impl FromPy for $int {
            fn from_py(object: &Object) -> Result<$int, Error> {
                let big = object.vm().big_of(object.value());
                let big = big.ok_or_else(|| type_error(object.vm(), "int", object.value()))?;
                <$int>::try_from(&big).map_err(|_| {
                    Error::new("OverflowError", concat!("int too large for ", stringify!($int)))
                })
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl ToPy for $float {
            fn to_py(self, context: &Context) -> Result<Object, Error> {
                Ok(context.object(Value::float(self.into())))
            }
        }

        impl FromPy for $float {
            fn from_py(object: &Object) -> Result<$float, Error> {
                if object.value().as_str().is_some() {
                    return Err(type_error(object.vm(), "float", object.value()));
                }
                Ok(object.context().enter(|vm| vm.to_f64(object.value()))? as $float)
            }
        }
    )*};
}

floats!(f32 f64);

// ---- texts -----------------------------------------------------------------------------------------

macro_rules! texts {
    ($($text:ty)*) => {$(
        impl ToPy for $text {
            fn to_py(self, context: &Context) -> Result<Object, Error> {
                Ok(context.object(Str::new(self).into()))
            }
        }
    )*};
}

texts!(&str String);

impl ToPy for &String {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        self.as_str().to_py(context)
    }
}

/// A str with lone surrogates, which Rust has no text for, is a ValueError.
impl FromPy for String {
    fn from_py(object: &Object) -> Result<String, Error> {
        let Some(text) = Str::from_value(object.value()) else {
            return Err(type_error(object.vm(), "str", object.value()));
        };
        let valid = text.as_str().map(str::to_owned);
        valid.ok_or_else(|| Error::new("ValueError", "the str has lone surrogates"))
    }
}

impl ToPy for char {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(Str::from_code_point(u32::from(self)).into()))
    }
}

impl FromPy for char {
    fn from_py(object: &Object) -> Result<char, Error> {
        let text = String::from_py(object)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(Error::new("TypeError", "expected a str of one character")),
        }
    }
}

impl ToPy for &Path {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        self.to_string_lossy().into_owned().to_py(context)
    }
}

impl ToPy for PathBuf {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        self.as_path().to_py(context)
    }
}

/// A str, or an object with `__fspath__`.
impl FromPy for PathBuf {
    fn from_py(object: &Object) -> Result<PathBuf, Error> {
        if object.value().as_str().is_some() {
            return String::from_py(object).map(PathBuf::from);
        }
        let text: Object = object.call_method("__fspath__", ())?;
        String::from_py(&text).map(PathBuf::from)
    }
}

impl ToPy for Bytes {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(Value::bytes(self.0)))
    }
}

/// Of any bytes-like object.
impl FromPy for Bytes {
    fn from_py(object: &Object) -> Result<Bytes, Error> {
        let found = Buffer::from_value(object.vm(), object.value());
        let buffer = found.ok_or_else(|| type_error(object.vm(), "bytes", object.value()))?;
        Ok(Bytes(buffer.to_vec()))
    }
}

// ---- containers ------------------------------------------------------------------------------------

impl<T: ToPy> ToPy for Option<T> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        match self {
            Some(value) => value.to_py(context),
            None => Ok(context.none()),
        }
    }
}

impl<T: FromPy> FromPy for Option<T> {
    fn from_py(object: &Object) -> Result<Option<T>, Error> {
        if object.is_none() {
            return Ok(None);
        }
        T::from_py(object).map(Some)
    }
}

fn values<T: ToPy>(
    context: &Context,
    items: impl IntoIterator<Item = T>,
) -> Result<Vec<Value>, Error> {
    let items = items.into_iter();
    items
        .map(|item| Ok(item.to_py(context)?.into_value()))
        .collect()
}

impl<T: ToPy> ToPy for Vec<T> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(values(context, self)?.into()))
    }
}

impl<T: ToPy, const N: usize> ToPy for [T; N] {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(values(context, self)?.into()))
    }
}

impl<T: ToPy + Clone> ToPy for &[T] {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        Ok(context.object(values(context, self.iter().cloned())?.into()))
    }
}

/// Of any iterable but a str, which is rarely meant as a list of letters.
impl<T: FromPy> FromPy for Vec<T> {
    fn from_py(object: &Object) -> Result<Vec<T>, Error> {
        if Str::from_value(object.value()).is_some() {
            return Err(type_error(object.vm(), "a list", object.value()));
        }
        object.items()?.map(|item| item?.to()).collect()
    }
}

fn dict<K: ToPy, V: ToPy>(
    context: &Context,
    pairs: impl IntoIterator<Item = (K, V)>,
) -> Result<Object, Error> {
    let dict = Dict::new();
    for (key, value) in pairs {
        let key = key.to_py(context)?.into_value();
        let value = value.to_py(context)?.into_value();
        let old = context.enter(|vm| dict.set(vm, key, value))?;
        drop(old);
    }
    Ok(context.object(dict.into()))
}

/// The pairs of a dict, or of another mapping.
fn pairs(object: &Object) -> Result<Vec<(Object, Object)>, Error> {
    let context = object.context();
    let pair = |(k, v): (Value, Value)| (context.object(k), context.object(v));
    if let Some(dict) = Dict::from_value(object.value()) {
        return Ok(dict.pairs().into_iter().map(pair).collect());
    }
    if !object
        .context()
        .enter(|vm| Ok(vm.attr_opt(object.value(), "keys")?.is_some()))?
    {
        return Err(type_error(object.vm(), "dict", object.value()));
    }
    let items: Object = object.call_method("items", ())?;
    items.items()?.map(|item| item?.to()).collect()
}

impl<K: ToPy, V: ToPy, S> ToPy for HashMap<K, V, S> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        dict(context, self)
    }
}

impl<K: FromPy + Eq + Hash, V: FromPy, S: BuildHasher + Default> FromPy for HashMap<K, V, S> {
    fn from_py(object: &Object) -> Result<Self, Error> {
        let pairs = pairs(object)?.into_iter();
        pairs
            .map(|(key, value)| Ok((key.to()?, value.to()?)))
            .collect()
    }
}

impl<K: ToPy, V: ToPy> ToPy for BTreeMap<K, V> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        dict(context, self)
    }
}

impl<K: FromPy + Ord, V: FromPy> FromPy for BTreeMap<K, V> {
    fn from_py(object: &Object) -> Result<Self, Error> {
        let pairs = pairs(object)?.into_iter();
        pairs
            .map(|(key, value)| Ok((key.to()?, value.to()?)))
            .collect()
    }
}

impl<T: ToPy, S> ToPy for HashSet<T, S> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        let set = Set::new(SetData::default());
        for item in values(context, self)? {
            context.enter(|vm| set.add(vm, item).map(drop))?;
        }
        Ok(context.object(set.into()))
    }
}

/// Of a set or frozenset.
impl<T: FromPy + Eq + Hash, S: BuildHasher + Default> FromPy for HashSet<T, S> {
    fn from_py(object: &Object) -> Result<Self, Error> {
        let is_set = matches!(
            object.value().payload(),
            Some(Payload::Set(_) | Payload::FrozenSet(_))
        );
        if !is_set {
            return Err(type_error(object.vm(), "set", object.value()));
        }
        object.items()?.map(|item| item?.to()).collect()
    }
}

// ---- tuples and arguments --------------------------------------------------------------------------

/// The arguments of a call: a tuple of up to eight values, or a vector of any length.
///
/// ```
/// let python = biji::Interpreter::new();
/// python.run("def total(*numbers): return sum(numbers)")?;
/// assert_eq!(python.call::<i64>("total", (1, 2, 3))?, 6);
/// assert_eq!(python.call::<i64>("total", vec![1, 2])?, 3);
/// assert_eq!(python.call::<i64>("total", ())?, 0);
/// # Ok::<(), biji::Error>(())
/// ```
pub trait Arguments {
    /// The values in order.
    #[doc(hidden)]
    fn to_values(self, context: &Context) -> Result<Vec<Value>, Error>;
}

impl<T: ToPy> Arguments for Vec<T> {
    fn to_values(self, context: &Context) -> Result<Vec<Value>, Error> {
        values(context, self)
    }
}

impl Arguments for () {
    fn to_values(self, _: &Context) -> Result<Vec<Value>, Error> {
        Ok(Vec::new())
    }
}

macro_rules! tuples {
    ($count:literal $($name:ident $at:tt)*) => {
        impl<$($name: ToPy),*> ToPy for ($($name,)*) {
            fn to_py(self, context: &Context) -> Result<Object, Error> {
                Ok(context.object(Value::tuple(self.to_values(context)?)))
            }
        }

        impl<$($name: ToPy),*> Arguments for ($($name,)*) {
            fn to_values(self, context: &Context) -> Result<Vec<Value>, Error> {
                Ok(vec![$(self.$at.to_py(context)?.into_value()),*])
            }
        }

        impl<$($name: FromPy),*> FromPy for ($($name,)*) {
            fn from_py(object: &Object) -> Result<Self, Error> {
                let items: Vec<Object> = object.to()?;
                let [$($name),*] = items.as_slice() else {
                    return Err(Error::new(
                        "ValueError",
                        format!("expected {} items, got {}", $count, items.len()),
                    ));
                };
                Ok(($($name.to()?,)*))
            }
        }
    };
}

#[allow(non_snake_case, reason = "the items have the names of their types")]
mod tuples {
    use super::*;
    tuples!(1 A 0);
    tuples!(2 A 0 B 1);
    tuples!(3 A 0 B 1 C 2);
    tuples!(4 A 0 B 1 C 2 D 3);
    tuples!(5 A 0 B 1 C 2 D 3 E 4);
    tuples!(6 A 0 B 1 C 2 D 3 E 4 F 5);
    tuples!(7 A 0 B 1 C 2 D 3 E 4 F 5 G 6);
    tuples!(8 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
}

/// Add keyword arguments to the values of a call; their names.
pub(super) fn keyword_values<'k, V: ToPy>(
    context: &Context,
    keywords: impl IntoIterator<Item = (&'k str, V)>,
    values: &mut Vec<Value>,
) -> Result<Vec<Str>, Error> {
    let mut names = Vec::new();
    for (name, value) in keywords {
        names.push(Str::intern(name));
        values.push(value.to_py(context)?.into_value());
    }
    Ok(names)
}
