//! hmac: keyed hashes of messages (RFC 2104).
//!
//! An object works on two hash objects, as it does in CPython, so that any object with `update`,
//! `copy` and `digest` serves as the hash.

use std::cell::RefCell;

use super::hashlib::algorithms::find;
use super::hashlib::derive::Mac;
use super::hashlib::start_object;
use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Class, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let pad = |byte: u8| Value::bytes((0..=255).map(|b| b ^ byte).collect());
    ModuleDef::new(
        "hmac",
        "HMAC (Keyed-Hashing for Message Authentication) module.",
    )
    .class::<Hmac>(vm)
    .value("digest_size", Value::NONE)
    .value("trans_5C", pad(0x5c))
    .value("trans_36", pad(0x36))
    .function(
        "def new(key, msg=None, digestmod='')",
        "Create a new hashing object and return it.",
        |vm: &Vm, key: Value, msg: Value, digestmod: Value| {
            let class = vm.class_for::<Hmac>();
            make(vm, class, key, msg, digestmod)
        },
    )
    .function(
        "def digest(key, msg, digest)",
        "Fast inline implementation of HMAC.",
        digest,
    )
    .function(
        "compare_digest(a, b, /)",
        "Return 'a == b'.",
        compare_digest,
    )
}

/// The state of an HMAC object.
pub struct Hmac {
    inner: Value,
    outer: Value,
    block_size: RefCell<i64>,
}

impl NativeObject for Hmac {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.inner);
        visit(&self.outer);
    }
}

impl NativeType for Hmac {
    const NAME: &'static str = "HMAC";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Hmac>("hmac", "RFC 2104 HMAC class.  Also complies with RFC 4231.")
            .constructor(
                "def __new__(cls, key, msg=None, digestmod='')",
                "Create a new HMAC object.",
                make,
            )
            .constant("blocksize", Value::int(64))
            .method(
                "def update(self, msg)",
                "Feed data from msg into this hashing object.",
                |vm: &Vm, this: Native<Hmac>, msg: Value| {
                    vm.call_method(&this.inner, "update", &mut [msg]).map(drop)
                },
            )
            .method(
                "def copy(self)",
                "Return a separate copy of this hashing object.",
                |vm: &Vm, this: Native<Hmac>| {
                    let state = Hmac {
                        inner: vm.call_method(&this.inner, "copy", &mut [])?,
                        outer: vm.call_method(&this.outer, "copy", &mut [])?,
                        block_size: this.block_size.clone(),
                    };
                    Ok(vm.wrap_as(&vm.class_of(&this.value()), state))
                },
            )
            .method(
                "def digest(self)",
                "Return the hash value of this hashing object.",
                |vm: &Vm, this: Native<Hmac>| {
                    let whole = finish(vm, &this)?;
                    vm.call_method(&whole, "digest", &mut [])
                },
            )
            .method(
                "def hexdigest(self)",
                "Like digest(), but returns a string of hexadecimal digits instead.",
                |vm: &Vm, this: Native<Hmac>| {
                    let whole = finish(vm, &this)?;
                    vm.call_method(&whole, "hexdigest", &mut [])
                },
            )
            .getter("name", "", |vm: &Vm, this: Native<Hmac>| {
                Ok(format!(
                    "hmac-{}",
                    vm.display(&vm.attr(&this.inner, "name")?)?
                ))
            })
            .getter("digest_size", "", |vm: &Vm, this: Native<Hmac>| {
                vm.attr(&this.inner, "digest_size")
            })
            .getter("block_size", "", |_: &Vm, this: Native<Hmac>| {
                Ok(*this.block_size.borrow())
            })
    }
}

/// The outer hash with the result of the inner one taken in.
fn finish(vm: &Vm, this: &Hmac) -> PyResult<Value> {
    let outer = vm.call_method(&this.outer, "copy", &mut [])?;
    let digest = vm.call_method(&this.inner, "digest", &mut [])?;
    vm.call_method(&outer, "update", &mut [digest])?;
    Ok(outer)
}

/// An empty hash object of a `digestmod`: a name, a function, or a module with `new`.
fn start(vm: &Vm, digestmod: &Value) -> PyResult<Value> {
    let callable = matches!(
        digestmod.payload(),
        Some(
            Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::BoundMethod(..)
                | Payload::Type(_)
        )
    ) || vm.class_of(digestmod).slots.call.get().is_some();
    if callable || Str::from_value(digestmod).is_some() {
        return start_object(vm, digestmod);
    }
    vm.call_method(digestmod, "new", &mut [])
}

fn make(vm: &Vm, class: Class, key: Value, msg: Value, digestmod: Value) -> PyResult<Value> {
    if !matches!(
        key.payload(),
        Some(Payload::Bytes(_) | Payload::ByteArray(_))
    ) {
        return Err(vm.type_error(format!(
            "key: expected bytes or bytearray, but got '{}'",
            vm.type_name(&key)
        )));
    }
    if !vm.is_true(&digestmod)? {
        return Err(vm.type_error("Missing required argument 'digestmod'."));
    }
    let mut key = Buffer::require(vm, &key)?.to_vec();
    let (inner, outer) = (start(vm, &digestmod)?, start(vm, &digestmod)?);
    if vm
        .attr_opt(&inner, "digest_size")?
        .is_some_and(|n| n.as_small_int() == Some(0))
    {
        return Err(vm.value_error("HMAC needs a hash whose digest has a fixed size"));
    }
    // A block of less than 16 bytes cannot be meant.
    let block_size = match vm.attr_opt(&inner, "block_size")? {
        Some(size) => vm.index(&size)?,
        None => 64,
    };
    let block_size = if block_size < 16 { 64 } else { block_size };
    let width = usize::try_from(block_size).unwrap_or(64);
    if key.len() > width {
        let hash = start(vm, &digestmod)?;
        vm.call_method(&hash, "update", &mut [Value::bytes(key)])?;
        let digest = vm.call_method(&hash, "digest", &mut [])?;
        key = Buffer::require(vm, &digest)?.to_vec();
    }
    key.resize(width, 0);
    let padded = |byte: u8| Value::bytes(key.iter().map(|b| b ^ byte).collect());
    vm.call_method(&outer, "update", &mut [padded(0x5c)])?;
    vm.call_method(&inner, "update", &mut [padded(0x36)])?;
    if !msg.is_none() {
        vm.call_method(&inner, "update", &mut [msg])?;
    }
    Ok(vm.wrap_as(
        &class,
        Hmac {
            inner,
            outer,
            block_size: RefCell::new(block_size),
        },
    ))
}

fn digest(vm: &Vm, key: Value, msg: Value, digest: Value) -> PyResult<Value> {
    let known = digest
        .as_str()
        .and_then(find)
        .filter(|a| !a.is_extendable());
    if let Some(algorithm) = known {
        let (key, msg) = (Buffer::require(vm, &key)?, Buffer::require(vm, &msg)?);
        return Ok(Value::bytes(Mac::new(algorithm, &key).of(&[&msg])));
    }
    let class = vm.class_for::<Hmac>();
    let object = make(vm, class, key, msg, digest)?;
    vm.call_method(&object, "digest", &mut [])
}

/// Equality of secrets: the time taken does not tell where they differ.
pub fn compare_digest(vm: &Vm, a: Value, b: Value) -> PyResult<bool> {
    let text = |v: &Value| -> PyResult<Option<Vec<u8>>> {
        let Some(Payload::Str(s)) = v.payload() else {
            return Ok(None);
        };
        match s.as_str().filter(|s| s.is_ascii()) {
            Some(s) => Ok(Some(s.as_bytes().to_vec())),
            None => {
                Err(vm.type_error("comparing strings with non-ASCII characters is not supported"))
            }
        }
    };
    let is_str = |v: &Value| matches!(v.payload(), Some(Payload::Str(_)));
    let (a, b) = if is_str(&a) && is_str(&b) {
        (text(&a)?.unwrap_or_default(), text(&b)?.unwrap_or_default())
    } else {
        let bytes = |v: &Value| Buffer::from_value(vm, v);
        match (bytes(&a), bytes(&b)) {
            (Some(a), Some(b)) => (a.to_vec(), b.to_vec()),
            (None, None) => {
                return Err(vm.type_error(format!(
                    "unsupported operand types(s) or combination of types: '{}' and '{}'",
                    vm.type_name(&a),
                    vm.type_name(&b)
                )));
            }
            (Some(_), None) => return Buffer::require(vm, &b).map(|_| false),
            (None, Some(_)) => return Buffer::require(vm, &a).map(|_| false),
        }
    };
    let differences = a.iter().zip(&b).fold(0, |all, (x, y)| all | (x ^ y));
    Ok(a.len() == b.len() && differences == 0)
}
