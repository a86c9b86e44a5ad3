//! The classes bytes and bytearray: construction, protocol functions. What both have as methods is
//! in `bytes_methods`, what changes a bytearray in `bytearray`.

use super::class::Layout;
use super::sequence::{self, Repeat, Subscript};
use super::{ByteArray, Bytes, Class, Kind, Payload, PyResult, Str, Value, bytes_methods};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, At, Buffer, ClassDef, FromArg, NativeKind};
use crate::object::Slots;
use crate::text::quote;
use crate::vm::Vm;

/// A bytes or bytearray: what the methods that both have are called on.
pub enum Octets {
    Bytes(Bytes),
    Array(ByteArray),
}

impl Octets {
    pub fn of(value: &Value) -> Option<Octets> {
        match value.payload()? {
            Payload::Bytes(_) => Bytes::from_value(value).map(Octets::Bytes),
            Payload::ByteArray(_) => ByteArray::from_value(value).map(Octets::Array),
            _ => None,
        }
    }

    /// Looks at the bytes; no program code may run meanwhile.
    pub fn read<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Octets::Bytes(b) => look(b),
            Octets::Array(b) => look(&b.borrow()),
        }
    }

    pub fn len(&self) -> usize {
        self.read(<[u8]>::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn to_vec(&self) -> Vec<u8> {
        self.read(<[u8]>::to_vec)
    }

    /// New bytes of the same type.
    pub fn make(&self, bytes: Vec<u8>) -> Value {
        match self {
            Octets::Bytes(_) => Value::bytes(bytes),
            Octets::Array(_) => ByteArray::new(bytes).into(),
        }
    }

    /// What a method gives that left everything as it was: bytes itself, a copy of a bytearray.
    pub fn same(&self) -> Value {
        match self {
            Octets::Bytes(b) if Bytes::exact(&b.value()).is_some() => b.value(),
            _ => self.make(self.to_vec()),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Octets::Bytes(_) => "bytes",
            Octets::Array(_) => "bytearray",
        }
    }
}

impl FromArg for Octets {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Octets> {
        let owner = at.def.owner.borrow().clone();
        match Octets::of(&value) {
            Some(octets) if owner.as_str() == Some(octets.kind()) => Ok(octets),
            _ if at.def.kind == NativeKind::Method => Err(vm.type_error(format!(
                "descriptor '{}' for '{owner}' objects doesn't apply to a '{}' object",
                at.def.name(),
                vm.type_name(&value)
            ))),
            _ => Err(vm.type_error(format!("expected {owner}, not {}", vm.type_name(&value)))),
        }
    }
}

/// The class bytes.
pub fn class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "bytes",
        Layout::Bytes,
        "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> \
         bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes \
         object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes \
         object",
    )
    .slots(|s| {
        shared_slots(s);
        s.new.set(Some(new_bytes));
        s.hash.set(Some(|vm, this| {
            Ok(octets(vm, this)?.read(super::str::hash_bytes))
        }));
        // A subclass's `__repr__` is not asked.
        s.str.set(Some(|vm, this| {
            Ok(Str::new(octets(vm, this)?.read(quote::repr_bytes)))
        }));
        s.repr.set(Some(|vm, this| {
            Ok(Str::new(octets(vm, this)?.read(quote::repr_bytes)))
        }));
        s.compare.set(Some(compare_bytes));
        s.binary[BinaryOp::Add as usize].set(Some(add_bytes));
        s.binary[BinaryOp::Mul as usize].set(Some(multiply_bytes));
    })
    .method("__getnewargs__(self, /)", "", |_: &Vm, this: Octets| {
        Ok(Value::tuple(vec![Value::bytes(this.to_vec())]))
    })
    .method(
        "__bytes__(self, /)",
        "Convert this value to exact type bytes.",
        |_: &Vm, this: Bytes| {
            Ok(match Bytes::exact(&this.value()) {
                Some(exact) => exact.value(),
                None => Value::bytes(this.to_vec()),
            })
        },
    );
    bytes_methods::shared(def)
}

/// The class bytearray.
pub fn bytearray_class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "bytearray",
        Layout::ByteArray,
        "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> \
         bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) \
         -> bytes array of size given by the parameter initialized with null bytes\nbytearray() \
         -> empty bytes array",
    )
    .slots(|s| {
        shared_slots(s);
        s.new.set(Some(|vm, class, _| {
            let payload = Payload::ByteArray(Default::default());
            Ok(vm.instance_of(class, &vm.types.bytearray, payload))
        }));
        s.init.set(Some(super::bytearray::init));
        s.repr.set(Some(|vm, this| {
            let mut shown = octets(vm, this)?.read(quote::repr_bytes);
            // CPython escapes single quotes here whatever the quotes around are.
            if shown.starts_with("b\"") {
                shown = shown.replace('\'', "\\'");
            }
            Ok(Str::new(format!("{}({shown})", vm.type_name(this))))
        }));
        s.compare.set(Some(compare_bytearray));
        s.set_item.set(Some(super::bytearray::set_item));
        s.binary[BinaryOp::Add as usize].set(Some(add_bytearray));
        s.binary[BinaryOp::Mul as usize].set(Some(multiply_bytearray));
        s.inplace[BinaryOp::Add as usize].set(Some(super::bytearray::add_in_place));
        s.inplace[BinaryOp::Mul as usize].set(Some(super::bytearray::multiply_in_place));
    });
    super::bytearray::methods(bytes_methods::shared(def))
}

fn shared_slots(s: &Slots) {
    s.len.set(Some(|vm, this| Ok(octets(vm, this)?.len())));
    s.contains.set(Some(contains));
    s.get_item.set(Some(get_item));
    s.iter.set(Some(|vm, this| match this.as_obj() {
        Some(obj) => Ok(super::iterator::IteratorData::Bytes {
            bytes: obj.clone(),
            at: 0,
        }
        .into_value()),
        None => Err(sequence::wrong_type(vm, "bytes", this)),
    }));
    s.binary[BinaryOp::Mod as usize].set(Some(|vm, a, b| match Octets::of(a) {
        Some(format) => {
            let bytes = vm.percent_format_bytes(&format.to_vec(), b)?;
            Ok(format.make(bytes))
        }
        None => Ok(Value::NOT_IMPLEMENTED),
    }));
}

pub(super) fn octets(vm: &Vm, value: &Value) -> PyResult<Octets> {
    Octets::of(value).ok_or_else(|| sequence::wrong_type(vm, "bytes", value))
}

// ---- construction -----------------------------------------------------------------------------

/// A byte of an int-like value; `words` are those of the ValueError for other numbers.
pub(super) fn byte_of(vm: &Vm, value: &Value, words: &str) -> PyResult<u8> {
    if let Some(byte) = value.as_small_int().and_then(|i| u8::try_from(i).ok()) {
        return Ok(byte);
    }
    let int = vm.index_big(value)?;
    u8::try_from(&int).map_err(|_| vm.value_error(words))
}

/// The arguments of `bytes()` and `bytearray()`: source, encoding, errors; unset where missing.
fn arguments(vm: &Vm, name: &str, args: Args) -> PyResult<[Value; 3]> {
    let (positional, keywords) = args.into_parts();
    let given = positional.len() + keywords.len();
    if given > 3 {
        return Err(vm.type_error(format!(
            "{name}() takes at most 3 arguments ({given} given)"
        )));
    }
    let mut parts = [Value::UNSET, Value::UNSET, Value::UNSET];
    for (slot, value) in parts.iter_mut().zip(positional) {
        *slot = value;
    }
    for (key, value) in keywords {
        let at = match key.as_str() {
            Some("source") => 0,
            Some("encoding") => 1,
            Some("errors") => 2,
            _ => {
                return Err(vm.type_error(format!(
                    "{name}() got an unexpected keyword argument '{key}'"
                )));
            }
        };
        if parts[at].is_set() {
            return Err(vm.type_error(format!(
                "argument for {name}() given by name ('{key}') and position ({})",
                at + 1
            )));
        }
        parts[at] = value;
    }
    for (at, what) in [(1, "encoding"), (2, "errors")] {
        if parts[at].is_set() && Str::from_value(&parts[at]).is_none() {
            return Err(vm.type_error(format!(
                "{name}() argument '{what}' must be str, not {}",
                vm.type_name(&parts[at])
            )));
        }
    }
    Ok(parts)
}

/// The bytes that a constructor's arguments describe.
pub(super) fn construct(vm: &Vm, name: &str, args: Args) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] = arguments(vm, name, args)?;
    let text = Str::from_value(&source);
    if encoding.is_set() || errors.is_set() {
        let Some(text) = text else {
            let what = if encoding.is_set() {
                "encoding"
            } else {
                "errors"
            };
            return Err(vm.type_error(format!("{what} without a string argument")));
        };
        let Some(encoding) = Str::from_value(&encoding) else {
            return Err(vm.type_error("string argument without an encoding"));
        };
        let errors = Str::from_value(&errors).unwrap_or_else(|| Str::intern("strict"));
        return crate::codec::encode(vm, &text, vm.utf8(&encoding)?, vm.utf8(&errors)?);
    }
    if text.is_some() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if source.is_unset() {
        return Ok(Vec::new());
    }
    if let Some(buffer) = Buffer::from_value(vm, &source) {
        return Ok(buffer.to_vec());
    }
    if vm.class_of(&source).slots.index.get().is_some() {
        match zeros(vm, &source) {
            Err(e) if vm.is_instance_of(&e, &vm.types.type_error) => {}
            result => return result,
        }
    }
    from_items(vm, name, &source)
}

/// As many zero bytes as an int says.
fn zeros(vm: &Vm, count: &Value) -> PyResult<Vec<u8>> {
    let count = isize::try_from(&vm.index_big(count)?).map_err(|_| {
        let name = vm.type_name(count);
        vm.overflow_error(format!("cannot fit '{name}' into an index-sized integer"))
    })?;
    let count = usize::try_from(count).map_err(|_| vm.value_error("negative count"))?;
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(count)
        .map_err(|_| vm.memory_error(""))?;
    bytes.resize(count, 0);
    Ok(bytes)
}

/// The bytes of an iterable of ints.
fn from_items(vm: &Vm, name: &str, source: &Value) -> PyResult<Vec<u8>> {
    let class = vm.class_of(source);
    if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
        return Err(vm.type_error(format!(
            "cannot convert '{}' object to {name}",
            class.display_name()
        )));
    }
    let words = match name {
        "bytes" => "bytes must be in range(0, 256)",
        _ => "byte must be in range(0, 256)",
    };
    let mut bytes = Vec::new();
    vm.iterate(source, |item| {
        bytes.push(byte_of(vm, &item, words)?);
        Ok(())
    })?;
    Ok(bytes)
}

fn new_bytes(vm: &Vm, class: &Class, mut args: Args) -> PyResult<Value> {
    if let ([only], []) = (&mut args.values, args.names)
        && *class == vm.types.bytes
        && Bytes::exact(only).is_some()
    {
        return Ok(only.take());
    }
    let bytes = match args.values.first() {
        Some(source) if args.values.len() == 1 && Str::from_value(source).is_none() => {
            match by_method(vm, source)? {
                Some(bytes) => bytes,
                None => construct(vm, "bytes", args)?,
            }
        }
        _ => construct(vm, "bytes", args)?,
    };
    if *class == vm.types.bytes {
        return Ok(Value::bytes(bytes));
    }
    Ok(class.instance(Some(Payload::Bytes(bytes.into_boxed_slice()))))
}

/// What `__bytes__` gives, for objects that have it.
fn by_method(vm: &Vm, source: &Value) -> PyResult<Option<Vec<u8>>> {
    if matches!(
        source.as_obj().map(|o| o.raw()),
        None | Some(Payload::Bytes(_))
    ) {
        return Ok(None);
    }
    let Some(method) = vm.special_method(source, "__bytes__")? else {
        return Ok(None);
    };
    let result = vm.call(&method, &mut [])?;
    match Bytes::from_value(&result) {
        Some(bytes) => Ok(Some(bytes.to_vec())),
        None => Err(vm.type_error(format!(
            "__bytes__ returned non-bytes (type {})",
            vm.type_name(&result)
        ))),
    }
}

// ---- protocol functions -------------------------------------------------------------------------

fn compare_bytes(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    // Other kinds of bytes compare themselves with bytes.
    let (Some(x), Some(y)) = (Bytes::from_value(a), Bytes::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(op.holds((**x).cmp(&**y))))
}

/// A bytearray is compared with everything bytes-like.
fn compare_bytearray(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (Buffer::from_value(vm, a), Buffer::from_value(vm, b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(op.holds((*x).cmp(&*y))))
}

fn contains(vm: &Vm, this: &Value, item: &Value) -> PyResult<bool> {
    let text = octets(vm, this)?;
    if let Some(part) = Buffer::from_value(vm, item) {
        return Ok(text.read(|t| super::octets::find(t, &part, false).is_some()));
    }
    if vm.class_of(item).slots.index.get().is_none() {
        Buffer::require(vm, item)?;
    }
    let byte = byte_of(vm, item, "byte must be in range(0, 256)")?;
    Ok(text.read(|t| memchr::memchr(byte, t).is_some()))
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let text = octets(vm, this)?;
    let (kind, missing) = match text {
        Octets::Bytes(_) => ("byte", "index out of range"),
        Octets::Array(_) => ("bytearray", "bytearray index out of range"),
    };
    let bounds = match Subscript::of(vm, index, kind)? {
        Subscript::Index(i) => {
            let found = text.read(|t| sequence::position(i, t.len()).map(|at| t[at]));
            return match found {
                Some(byte) => Ok(Value::int(i64::from(byte))),
                None => Err(vm.index_error(missing)),
            };
        }
        Subscript::Slice(bounds) => bounds,
    };
    let picked = text.read(|t| {
        let range = bounds.on(t.len());
        match range.step {
            1 => t[range.start as usize..range.start as usize + range.count].to_vec(),
            _ => range.indices().map(|at| t[at]).collect(),
        }
    });
    if picked.len() == text.len() && bounds.step == 1 {
        return Ok(text.same());
    }
    Ok(text.make(picked))
}

fn add_bytes(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    concatenate(vm, add_bytes, "bytes", a, b)
}

fn add_bytearray(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    concatenate(vm, add_bytearray, "bytearray", a, b)
}

fn concatenate(
    vm: &Vm,
    mine: super::class::BinaryFn,
    kind: &str,
    a: &Value,
    b: &Value,
) -> PyResult<Value> {
    let Some(left) = Octets::of(a).filter(|o| o.kind() == kind) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let Some(right) = Buffer::from_value(vm, b) else {
        if let Some(slot) = vm.class_of(b).slots.binary[BinaryOp::Add as usize].get()
            && !std::ptr::fn_addr_eq(slot, mine)
            && Str::from_value(b).is_none()
        {
            let result = slot(vm, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        return Err(cannot_concatenate(vm, kind, b));
    };
    let mut all = left.to_vec();
    all.extend_from_slice(&right);
    Ok(left.make(all))
}

pub(super) fn cannot_concatenate(vm: &Vm, kind: &str, other: &Value) -> super::Exc {
    vm.type_error(format!("can't concat {} to {kind}", vm.type_name(other)))
}

fn multiply_bytes(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    multiply(vm, multiply_bytes, "bytes", a, b)
}

fn multiply_bytearray(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    multiply(vm, multiply_bytearray, "bytearray", a, b)
}

fn multiply(
    vm: &Vm,
    mine: super::class::BinaryFn,
    kind: &str,
    a: &Value,
    b: &Value,
) -> PyResult<Value> {
    let mine_of = |v: &Value| Octets::of(v).filter(|o| o.kind() == kind);
    let left = mine_of(a);
    let is_left = left.is_some();
    let Some(text) = left.or_else(|| mine_of(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let times = match sequence::repeat_count(vm, mine, a, b, is_left)? {
        Repeat::Times(times) => times,
        Repeat::Result(result) => return Ok(result),
    };
    if times == 1 {
        return Ok(text.same());
    }
    Ok(text.make(repeat(vm, &text, times)?))
}

/// The bytes `times` over.
///
/// # Errors
/// OverflowError (for bytes) and MemoryError where that is too much.
pub(super) fn repeat(vm: &Vm, text: &Octets, times: usize) -> PyResult<Vec<u8>> {
    let total = text
        .len()
        .checked_mul(times)
        .filter(|&n| n <= isize::MAX as usize);
    let Some(total) = total else {
        return Err(match text {
            Octets::Bytes(_) => vm.overflow_error("repeated bytes are too long"),
            Octets::Array(_) => vm.memory_error(""),
        });
    };
    vm.claim(total)?;
    let mut all = Vec::new();
    all.try_reserve_exact(total)
        .map_err(|_| vm.memory_error(""))?;
    text.read(|t| match t {
        &[byte] => all.resize(total, byte),
        _ => (0..times).for_each(|_| all.extend_from_slice(t)),
    });
    Ok(all)
}

/// Whether a value is an int or can be taken as one.
pub(super) fn is_index(vm: &Vm, value: &Value) -> bool {
    matches!(value.kind(), Kind::Int(_) | Kind::Bool(_))
        || vm.class_of(value).slots.index.get().is_some()
}
