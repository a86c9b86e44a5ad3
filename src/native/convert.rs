//! Conversions between values and the Rust types of natives.

use std::borrow::Cow;
use std::rc::Rc;

use num_bigint::BigInt;

use super::{At, NativeKind, ParamKind};
use crate::object::set::FrozenSet;
use crate::object::{
    ByteArray, Bytes, Class, Dict, Exc, Function, Generator, Kind, List, Module, Native,
    NativeObject, Payload, PyResult, Set, Str, Tuple, Value,
};
use crate::vm::Vm;

/// A type that a native can take as a parameter. An unset value is an argument that was not given
/// and has no default: only [`Option`] accepts it.
pub trait FromArg: Sized {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Self>;
}

/// A type that a native can return.
pub trait IntoValue {
    fn into_value(self, vm: &Vm) -> Value;
}

/// The values of `*args`.
pub struct VarArgs(pub Vec<Value>);

/// The pairs of `**kwargs`.
pub struct KwArgs(pub Vec<(Str, Value)>);

/// An int of any size, a float or a bool: what arithmetic natives take.
pub enum Number {
    Int(i64),
    Big(BigInt),
    Float(f64),
}

/// A bytes-like object: bytes, bytearray or memoryview. The bytes are copied only where the
/// object can change.
pub struct Buffer(Rc<BufferData>);

enum BufferData {
    Fixed(Bytes),
    Copied(Vec<u8>),
}

impl Buffer {
    /// The bytes of a bytes-like value; `None` for other values.
    pub fn from_value(vm: &Vm, value: &Value) -> Option<Buffer> {
        let data = match value.payload()? {
            Payload::Bytes(_) => BufferData::Fixed(Bytes::from_value(value)?),
            Payload::ByteArray(b) => BufferData::Copied(b.borrow().clone()),
            Payload::Native(_) => BufferData::Copied(vm.buffer_of_native(value)?),
            _ => return None,
        };
        Some(Buffer(Rc::new(data)))
    }

    /// The bytes, or the TypeError "a bytes-like object is required, not 'str'".
    pub fn require(vm: &Vm, value: &Value) -> PyResult<Buffer> {
        Buffer::from_value(vm, value).ok_or_else(|| {
            vm.type_error(format!(
                "a bytes-like object is required, not '{}'",
                vm.type_name(value)
            ))
        })
    }
}

impl std::ops::Deref for Buffer {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match &*self.0 {
            BufferData::Fixed(b) => b,
            BufferData::Copied(v) => v,
        }
    }
}

/// The TypeError of an argument of the wrong type: "f() argument 1 must be str, not int".
pub(crate) fn bad_argument(vm: &Vm, at: At, expected: &str, value: &Value) -> Exc {
    let signature = at.def.signature();
    let method = !matches!(at.def.kind, NativeKind::Function | NativeKind::StaticMethod);
    let given = if value.is_none() {
        "None".to_owned()
    } else {
        vm.type_name(value).to_string()
    };
    if method && at.index == 0 {
        let owner = at.def.owner.borrow().clone();
        return vm.type_error(format!(
            "descriptor '{}' for '{owner}' objects doesn't apply to a '{}' object",
            at.def.name(),
            vm.type_name(value)
        ));
    }
    let position = at.index + 1 - usize::from(method);
    let visible = signature.params.len() - usize::from(method);
    let place = match signature.params.get(at.index) {
        Some(p) if p.kind == ParamKind::PositionalOnly && visible == 1 => "argument".to_owned(),
        Some(p) if p.kind == ParamKind::PositionalOnly => format!("argument {position}"),
        Some(p) => format!("argument '{}'", p.name),
        None => format!("argument {position}"),
    };
    vm.type_error(format!(
        "{}() {place} must be {expected}, not {given}",
        at.def.name()
    ))
}

impl FromArg for Value {
    #[inline]
    fn from_arg(_: &Vm, value: Value, _: At) -> PyResult<Value> {
        Ok(value)
    }
}

/// `None` for an argument that is missing; for types other than `Value` also for Python's None.
impl<T: FromArg + 'static> FromArg for Option<T> {
    #[inline]
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Option<T>> {
        let is_value = std::any::TypeId::of::<T>() == std::any::TypeId::of::<Value>();
        if value.is_unset() || (value.is_none() && !is_value) {
            return Ok(None);
        }
        T::from_arg(vm, value, at).map(Some)
    }
}

macro_rules! handle_arg {
    ($($type:ty: $name:literal,)*) => {
        $(impl FromArg for $type {
            #[inline]
            fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<$type> {
                <$type>::take_from(value).map_err(|value| bad_argument(vm, at, $name, &value))
            }
        }
        impl IntoValue for $type {
            fn into_value(self, _: &Vm) -> Value {
                self.into()
            }
        })*
    };
}

handle_arg! {
    Str: "str",
    Bytes: "bytes",
    ByteArray: "bytearray",
    List: "list",
    Tuple: "tuple",
    Dict: "dict",
    Set: "set",
    FrozenSet: "frozenset",
    Function: "function",
    Generator: "generator",
    Module: "module",
    Exc: "exception",
}

impl FromArg for Class {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Class> {
        Class::from_value(&value).ok_or_else(|| bad_argument(vm, at, "type", &value))
    }
}
impl IntoValue for Class {
    fn into_value(self, _: &Vm) -> Value {
        self.into()
    }
}

impl<T: NativeObject> FromArg for Native<T> {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Native<T>> {
        Native::from_value(&value).ok_or_else(|| {
            let expected = vm.native_name::<T>();
            bad_argument(vm, at, &expected, &value)
        })
    }
}
impl<T: NativeObject> IntoValue for Native<T> {
    fn into_value(self, _: &Vm) -> Value {
        self.into()
    }
}

impl FromArg for i64 {
    #[inline]
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<i64> {
        match value.as_small_int() {
            Some(i) => Ok(i),
            None => vm.index(&value),
        }
    }
}

impl FromArg for i32 {
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<i32> {
        let wide = vm.index(&value)?;
        i32::try_from(wide).map_err(|_| {
            let which = if wide < 0 {
                "less than minimum"
            } else {
                "greater than maximum"
            };
            vm.overflow_error(format!("signed integer is {which}"))
        })
    }
}

/// A count or size: negative ints are a ValueError.
impl FromArg for usize {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<usize> {
        let wide = vm.index(&value)?;
        usize::try_from(wide).map_err(|_| {
            let name = at
                .def
                .signature()
                .params
                .get(at.index)
                .map(|p| p.name.clone());
            vm.value_error(format!("{} must be non-negative", name.unwrap_or_default()))
        })
    }
}

impl FromArg for BigInt {
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<BigInt> {
        vm.index_big(&value)
    }
}

impl FromArg for f64 {
    #[inline]
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<f64> {
        match value.as_float() {
            Some(x) => Ok(x),
            None => vm.to_f64(&value),
        }
    }
}

/// The truth of any object.
impl FromArg for bool {
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<bool> {
        vm.is_true(&value)
    }
}

/// A str without lone surrogates, copied.
impl FromArg for String {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<String> {
        let text = Str::from_arg(vm, value, at)?;
        vm.utf8(&text).map(str::to_owned)
    }
}

impl FromArg for Buffer {
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<Buffer> {
        Buffer::require(vm, &value)
    }
}

impl FromArg for Number {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Number> {
        match value.kind() {
            Kind::Int(i) => Ok(Number::Int(i)),
            Kind::Bool(b) => Ok(Number::Int(i64::from(b))),
            Kind::Float(x) => Ok(Number::Float(x)),
            Kind::Heap(o) => match o.payload() {
                Payload::Int(n) => Ok(Number::Big(n.clone())),
                Payload::Scalar(v) => Number::from_arg(vm, v.clone(), at),
                _ => Err(bad_argument(vm, at, "int or float", &value)),
            },
            _ => Err(bad_argument(vm, at, "int or float", &value)),
        }
    }
}

impl FromArg for VarArgs {
    fn from_arg(_: &Vm, value: Value, _: At) -> PyResult<VarArgs> {
        Ok(VarArgs(
            Tuple::from_value(&value).map_or(Vec::new(), |t| t.to_vec()),
        ))
    }
}

impl FromArg for KwArgs {
    fn from_arg(_: &Vm, value: Value, _: At) -> PyResult<KwArgs> {
        let pairs = Dict::from_value(&value).map_or(Vec::new(), |d| d.pairs());
        Ok(KwArgs(
            pairs
                .into_iter()
                .filter_map(|(k, v)| Some((Str::from_value(&k)?, v)))
                .collect(),
        ))
    }
}

impl IntoValue for Value {
    #[inline]
    fn into_value(self, _: &Vm) -> Value {
        self
    }
}
impl IntoValue for () {
    #[inline]
    fn into_value(self, _: &Vm) -> Value {
        Value::NONE
    }
}
impl IntoValue for bool {
    #[inline]
    fn into_value(self, _: &Vm) -> Value {
        Value::bool(self)
    }
}
impl IntoValue for i64 {
    #[inline]
    fn into_value(self, _: &Vm) -> Value {
        Value::int(self)
    }
}
impl IntoValue for i32 {
    fn into_value(self, _: &Vm) -> Value {
        Value::int(i64::from(self))
    }
}
impl IntoValue for u32 {
    fn into_value(self, _: &Vm) -> Value {
        Value::int(i64::from(self))
    }
}
impl IntoValue for u64 {
    fn into_value(self, _: &Vm) -> Value {
        Value::uint(self)
    }
}
impl IntoValue for usize {
    fn into_value(self, _: &Vm) -> Value {
        Value::size(self)
    }
}
impl IntoValue for f64 {
    #[inline]
    fn into_value(self, _: &Vm) -> Value {
        Value::float(self)
    }
}
impl IntoValue for BigInt {
    fn into_value(self, _: &Vm) -> Value {
        Value::big(self)
    }
}
impl IntoValue for String {
    fn into_value(self, _: &Vm) -> Value {
        self.into()
    }
}
impl IntoValue for &str {
    fn into_value(self, _: &Vm) -> Value {
        Value::str(self)
    }
}
impl IntoValue for std::rc::Rc<str> {
    fn into_value(self, _: &Vm) -> Value {
        Value::str(&self)
    }
}
impl IntoValue for Cow<'_, str> {
    fn into_value(self, _: &Vm) -> Value {
        self.into_owned().into()
    }
}
/// Bytes.
impl IntoValue for Vec<u8> {
    fn into_value(self, _: &Vm) -> Value {
        Value::bytes(self)
    }
}
/// A list.
impl IntoValue for Vec<Value> {
    fn into_value(self, _: &Vm) -> Value {
        self.into()
    }
}
impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self, vm: &Vm) -> Value {
        self.map_or(Value::NONE, |v| v.into_value(vm))
    }
}
/// A tuple of two.
impl<A: IntoValue, B: IntoValue> IntoValue for (A, B) {
    fn into_value(self, vm: &Vm) -> Value {
        Value::tuple(vec![self.0.into_value(vm), self.1.into_value(vm)])
    }
}
/// A tuple of three.
impl<A: IntoValue, B: IntoValue, C: IntoValue> IntoValue for (A, B, C) {
    fn into_value(self, vm: &Vm) -> Value {
        Value::tuple(vec![
            self.0.into_value(vm),
            self.1.into_value(vm),
            self.2.into_value(vm),
        ])
    }
}
