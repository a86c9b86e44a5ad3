//! The value: 16 bytes that every register, list item and attribute holds.
//!
//! A value is a scalar (nothing, None, a bool, a small int, a float, …) or a counted reference to
//! an [`Object`]. There is one heap variant for all types, so that clone and drop test one tag.
//! The representation is private to this file and `repr.rs`: everybody else looks through
//! [`Value::kind`] or the typed readers and writers, so that it can change without them.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::repr::{Repr, Tag};
use super::{Obj, Object, Payload, Str, Tuple};
use crate::compile::code::Code;

/// Any Python value, or nothing (an unbound variable, a missing argument).
#[derive(Clone)]
pub struct Value(Repr);

// A result is no larger: its errors use tags that no value has.
const _: () = assert!(size_of::<super::PyResult<Value>>() == 16);

impl Default for Value {
    #[inline(always)]
    fn default() -> Value {
        Value::UNSET
    }
}

/// A view of a value for `match`.
#[derive(Clone, Copy)]
pub enum Kind<'a> {
    /// No value at all: never visible to programs.
    Unset,
    None,
    Bool(bool),
    /// An int that fits in 64 bits; larger ones are heap objects with [`Payload::Int`].
    Int(i64),
    Float(f64),
    NotImplemented,
    Ellipsis,
    Heap(&'a Obj),
}

impl Value {
    /// The absence of a value.
    pub const UNSET: Value = Value(Repr::UNSET);
    pub const NONE: Value = Value(Repr::NONE);
    pub const TRUE: Value = Value(Repr::TRUE);
    pub const FALSE: Value = Value(Repr::FALSE);
    pub const NOT_IMPLEMENTED: Value = Value(Repr::NOT_IMPLEMENTED);

    #[inline(always)]
    pub fn kind(&self) -> Kind<'_> {
        if let Some(object) = self.0.as_obj() {
            return Kind::Heap(object);
        }
        match self.0.tag() {
            Tag::Unset | Tag::Heap => Kind::Unset,
            Tag::None => Kind::None,
            Tag::False => Kind::Bool(false),
            Tag::True => Kind::Bool(true),
            Tag::Int => Kind::Int(self.0.int_bits()),
            Tag::Float => Kind::Float(self.0.float_bits()),
            Tag::NotImplemented => Kind::NotImplemented,
            Tag::Ellipsis => Kind::Ellipsis,
        }
    }

    // ---- makers ----------------------------------------------------------------------------

    pub const fn none() -> Value {
        Value(Repr::NONE)
    }
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }
    #[inline(always)]
    pub const fn int(i: i64) -> Value {
        Value(Repr::int(i))
    }
    /// A length or count.
    pub fn size(n: usize) -> Value {
        i64::try_from(n).map_or_else(|_| Value::big(BigInt::from(n)), Value::int)
    }
    /// An unsigned 64-bit number.
    pub fn uint(n: u64) -> Value {
        i64::try_from(n).map_or_else(|_| Value::big(BigInt::from(n)), Value::int)
    }
    /// An int of any size: a small one if it fits.
    pub fn big(n: BigInt) -> Value {
        match n.to_i64() {
            Some(i) => Value::int(i),
            None => Value::heap(Object::new(Payload::Int(n))),
        }
    }
    #[inline(always)]
    pub const fn float(x: f64) -> Value {
        Value(Repr::float(x))
    }
    pub fn complex(re: f64, im: f64) -> Value {
        Value::heap(Object::new(Payload::Complex(re, im)))
    }
    pub const fn ellipsis() -> Value {
        Value(Repr::ELLIPSIS)
    }
    pub fn str(s: &str) -> Value {
        Str::new(s).into()
    }
    /// A string that may hold lone surrogates.
    pub fn from_code_points(points: &[u32]) -> Value {
        Str::from_code_points(points).into()
    }
    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::heap(Object::new(Payload::Bytes(bytes.into_boxed_slice())))
    }
    pub fn tuple(items: Vec<Value>) -> Value {
        Tuple::new(items).into()
    }
    pub fn code(code: Rc<Code>) -> Value {
        // The same object as long as a program holds it: code objects are compared by identity.
        let known = code.object.borrow().upgrade();
        Value::heap(known.unwrap_or_else(|| {
            let object = Object::new(Payload::Code(code.clone()));
            code.object.replace(Rc::downgrade(&object));
            object
        }))
    }
    #[inline(always)]
    pub fn heap(object: Obj) -> Value {
        Value(Repr::heap(object))
    }

    // ---- tests and readers -----------------------------------------------------------------

    #[inline(always)]
    pub fn is_unset(&self) -> bool {
        self.0.tag() == Tag::Unset
    }
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        !self.is_unset()
    }
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.0.tag() == Tag::None
    }
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.0.tag() == Tag::NotImplemented
    }
    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        self.0.tag() == Tag::Heap
    }
    /// The object, for a value on the heap.
    #[inline(always)]
    pub fn as_obj(&self) -> Option<&Obj> {
        self.0.as_obj()
    }
    /// The object moved out of a value on the heap, which is unset then.
    #[inline(always)]
    pub fn take_obj(&mut self) -> Option<Obj> {
        self.0.take_obj()
    }
    /// The object moved out, for a value on the heap; otherwise the value.
    #[inline(always)]
    pub fn into_obj(self) -> Result<Obj, Value> {
        self.0.into_obj().map_err(Value)
    }
    /// The object for in-place changes, for a value on the heap.
    pub fn obj_mut(&mut self) -> Option<&mut Obj> {
        self.0.obj_mut()
    }
    /// The payload, seen through subclassing: a `class MyList(list)` instance gives `List`.
    #[inline]
    pub fn payload(&self) -> Option<&Payload> {
        self.as_obj().map(|o| o.payload())
    }
    /// An int that fits in 64 bits, not a bool.
    #[inline(always)]
    pub fn as_small_int(&self) -> Option<i64> {
        (self.0.tag() == Tag::Int).then(|| self.0.int_bits())
    }
    /// A float object (no conversion).
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        (self.0.tag() == Tag::Float).then(|| self.0.float_bits())
    }
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0.tag() {
            Tag::False => Some(false),
            Tag::True => Some(true),
            _ => None,
        }
    }
    /// The text of a str (or of an instance of a subclass) that holds no lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        match self.payload() {
            Some(Payload::Str(s)) => s.as_str(),
            _ => None,
        }
    }
    /// The truth of a bool, None or small int.
    #[inline(always)]
    pub fn quick_truth(&self) -> Option<bool> {
        match self.0.tag() {
            Tag::True => Some(true),
            Tag::False | Tag::None => Some(false),
            Tag::Int => Some(self.0.int_bits() != 0),
            _ => None,
        }
    }
    /// Move the value out, leaving nothing.
    #[inline(always)]
    pub fn take(&mut self) -> Value {
        std::mem::take(self)
    }
    /// Nothing becomes `None` of Rust.
    #[inline]
    pub fn into_option(self) -> Option<Value> {
        if self.is_unset() { None } else { Some(self) }
    }
    /// Python's `is`.
    #[inline]
    pub fn is(&self, other: &Value) -> bool {
        self.0.is(&other.0)
    }
    /// What `id()` gives: an address for objects, a number made from the value for scalars
    /// (which have no address), always distinct.
    pub fn id(&self) -> i64 {
        match self.kind() {
            Kind::Heap(o) => Rc::as_ptr(o) as usize as i64,
            Kind::Unset => 8,
            Kind::None => 24,
            Kind::NotImplemented => 40,
            Kind::Ellipsis => 56,
            Kind::Bool(false) => 72,
            Kind::Bool(true) => 88,
            Kind::Int(i) => (i.wrapping_mul(32)).wrapping_add(0x6000_0000_0001),
            Kind::Float(x) => ((x.to_bits() >> 3) as i64) | 0x4000_0000_0000_0003,
        }
    }
}

impl From<Obj> for Value {
    #[inline]
    fn from(o: Obj) -> Value {
        Value::heap(o)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind() {
            Kind::Unset => f.write_str("<unset>"),
            Kind::None => f.write_str("None"),
            Kind::Bool(b) => write!(f, "{b}"),
            Kind::Int(i) => write!(f, "{i}"),
            Kind::Float(x) => write!(f, "{x:?}"),
            Kind::NotImplemented => f.write_str("NotImplemented"),
            Kind::Ellipsis => f.write_str("Ellipsis"),
            Kind::Heap(o) => match o.payload() {
                Payload::Str(s) => write!(f, "{:?}", s.to_lossy()),
                Payload::Bytes(b) => write!(f, "{b:?}"),
                Payload::Int(n) => write!(f, "{n}"),
                Payload::Tuple(t) => f.debug_list().entries(t.iter()).finish(),
                Payload::Code(c) => write!(f, "{c:?}"),
                _ => write!(f, "<object at {:p}>", Rc::as_ptr(o)),
            },
        }
    }
}
