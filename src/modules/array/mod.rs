//! array: rows of numbers (or characters) of one type, kept as bytes.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the class: construction, operators, subscripts |
//! | `methods.rs` | its methods, and how arrays are pickled |
//! | `items.rs` | type codes; values to bytes and back |
//!
//! The bytes stand in a bytearray that only the array and memoryviews of it can reach: so a
//! memoryview writes into the array, and the array keeps its size meanwhile. Memoryviews of
//! characters ('u', 'w') are copies.

use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::iterator::IteratorData;
use crate::object::sequence::{self, Repeat, Subscript};
use crate::object::{
    ByteArray, Class, List, Native, NativeObject, PyResult, Str, Tuple, Value, bytearray,
};
use crate::vm::Vm;

mod items;
mod methods;

/// An array: its items as bytes, and what they are.
pub struct Array {
    memory: ByteArray,
    code: u8,
}

impl NativeObject for Array {}

type This = Native<Array>;

pub fn module(vm: &Vm) -> ModuleDef {
    let class = vm.class_for::<Array>();
    // Arrays are sequences to who asks collections.abc; without that module nobody asks.
    if let Ok(abc) = vm.import_module("_collections_abc")
        && let Ok(sequence) = vm.attr(&abc, "MutableSequence")
    {
        let _ = vm.call_method(&sequence, "register", &mut [class.value()]);
    }
    ModuleDef::new("array", "Arrays: mutable sequences of numbers of one type.")
        .value("array", class.clone())
        .value("ArrayType", class)
        .value("typecodes", Value::str(items::CODES))
        .function(
            "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
            "Internal. Used for pickling support.",
            methods::reconstruct,
        )
}

/// The bytes of an array; `None` for other values.
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let array = This::from_value(value)?;
    let bytes = array.memory.borrow().clone();
    Some(bytes)
}

/// The memory of an array and the format of its items, for memoryviews; `None` for other values
/// and for characters.
pub fn memory_of(value: &Value) -> Option<(ByteArray, String)> {
    let array = This::from_value(value)?;
    let format = char::from(array.code).to_string();
    (!items::is_text(array.code)).then(|| (array.memory.clone(), format))
}

impl Array {
    fn new(code: u8, bytes: Vec<u8>) -> Array {
        Array {
            memory: ByteArray::new(bytes),
            code,
        }
    }

    fn size(&self) -> usize {
        items::size(self.code)
    }

    fn len(&self) -> usize {
        self.memory.borrow().len() / self.size()
    }

    /// The item at a position; `None` behind the end.
    fn get(&self, vm: &Vm, at: usize) -> PyResult<Option<Value>> {
        let range = at
            .checked_mul(self.size())
            .and_then(|start| Some(start..start.checked_add(self.size())?));
        let memory = self.memory.borrow();
        match range.and_then(|range| memory.get(range)) {
            Some(bytes) => items::unpack(vm, self.code, bytes).map(Some),
            None => Ok(None),
        }
    }

    fn values(&self, vm: &Vm) -> PyResult<Vec<Value>> {
        let memory = self.memory.borrow();
        let items = memory.chunks_exact(self.size());
        items
            .map(|item| items::unpack(vm, self.code, item))
            .collect()
    }

    /// The bytes of one value.
    fn packed(&self, vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
        let mut bytes = Vec::with_capacity(8);
        items::pack(vm, self.code, value, &mut bytes)?;
        Ok(bytes)
    }

    /// BufferError while a memoryview looks at the array.
    fn check_size_free(&self, vm: &Vm) -> PyResult<()> {
        bytearray::check_size_free(vm, &self.memory)
            .map_err(|_| vm.buffer_error("cannot resize an array that is exporting buffers"))
    }

    fn append(&self, vm: &Vm, value: &Value) -> PyResult<()> {
        let bytes = self.packed(vm, value)?;
        self.check_size_free(vm)?;
        self.memory.borrow_mut().extend_from_slice(&bytes);
        Ok(())
    }

    /// Append the items of an iterable, one after the other, or those of an array of the same kind.
    fn extend(&self, vm: &Vm, other: &Value) -> PyResult<()> {
        if let Some(array) = This::from_value(other) {
            if array.code != self.code {
                return Err(vm.type_error("can only extend with array of same kind"));
            }
            let bytes = array.memory.borrow().clone();
            if !bytes.is_empty() {
                self.check_size_free(vm)?;
            }
            self.memory.borrow_mut().extend_from_slice(&bytes);
            return Ok(());
        }
        vm.iterate(other, |item| self.append(vm, &item))
    }

    fn append_bytes(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        if bytes.len() % self.size() != 0 {
            return Err(vm.value_error("bytes length not a multiple of item size"));
        }
        self.check_size_free(vm)?;
        self.memory.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }

    fn append_text(&self, vm: &Vm, text: &Str) -> PyResult<()> {
        self.check_size_free(vm)?;
        let mut memory = self.memory.borrow_mut();
        for point in text.code_points() {
            memory.extend_from_slice(&point.to_le_bytes());
        }
        Ok(())
    }

    /// The position of the first item equal to a value.
    fn find(&self, vm: &Vm, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
        let mut at = start;
        while at < stop
            && let Some(item) = self.get(vm, at)?
        {
            if vm.equal(&item, value)? {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Take out an item.
    fn remove(&self, at: usize) {
        let range = at * self.size()..(at + 1) * self.size();
        self.memory.borrow_mut().drain(range);
    }
}

fn array(vm: &Vm, value: &Value) -> PyResult<This> {
    This::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "array.array", value))
}

impl NativeType for Array {
    const NAME: &'static str = "array.array";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Array>(
            "array",
            "array(typecode [, initializer]) -> array\n\nA row of items of one type: integers \
             (b B h H i I l L q Q), floats (f d) or characters (w).",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(|_, _, _| Ok(())));
            s.repr.set(Some(repr));
            s.len.set(Some(|vm, this| Ok(array(vm, this)?.len())));
            s.iter.set(Some(|_, this| {
                Ok(IteratorData::Sequence {
                    object: this.clone(),
                    at: 0,
                }
                .into_value())
            }));
            s.contains.set(Some(|vm, this, item| {
                let this = array(vm, this)?;
                Ok(this.find(vm, item, 0, usize::MAX)?.is_some())
            }));
            s.get_item.set(Some(get_item));
            s.set_item.set(Some(set_item));
            s.compare.set(Some(compare));
            s.binary[BinaryOp::Add as usize].set(Some(add));
            s.binary[BinaryOp::Mul as usize].set(Some(multiply));
            s.inplace[BinaryOp::Add as usize].set(Some(|vm, this, other| {
                if This::from_value(other).is_none() {
                    return Err(vm.type_error(format!(
                        "can only extend with array (not \"{}\")",
                        vm.type_name(other)
                    )));
                }
                array(vm, this)?.extend(vm, other)?;
                Ok(this.clone())
            }));
            s.inplace[BinaryOp::Mul as usize].set(Some(|vm, this, count| {
                let target = array(vm, this)?;
                match sequence::repeat_count(vm, multiply, this, count, true)? {
                    Repeat::Times(times) => {
                        let bytes = repeated(vm, &target, times)?;
                        if bytes.len() != target.memory.borrow().len() {
                            target.check_size_free(vm)?;
                        }
                        target.memory.replace(bytes);
                        Ok(this.clone())
                    }
                    Repeat::Result(value) => Ok(value),
                }
            }));
        });
        methods::add(def)
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (given, keywords) = args.into_parts();
    if *class == vm.class_for::<Array>() && !keywords.is_empty() {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let (code, initial) = match &given[..] {
        [code] => (code, None),
        [code, initial] => (code, Some(initial)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        more => {
            return Err(vm.type_error(format!(
                "array() takes at most 2 arguments ({} given)",
                more.len()
            )));
        }
    };
    let code = type_code(vm, code)?;
    let made = Array::new(code, Vec::new());
    if let Some(initial) = initial {
        fill(vm, &made, initial)?;
    }
    Ok(vm.wrap_as(class, made))
}

fn type_code(vm: &Vm, value: &Value) -> PyResult<u8> {
    let letter = Str::from_value(value).filter(|s| s.len() == 1);
    let Some(letter) = letter else {
        return Err(vm.type_error(format!(
            "array() argument 1 must be a unicode character, not {}",
            vm.type_name(value)
        )));
    };
    let code = letter
        .as_str()
        .and_then(|s| s.bytes().next())
        .filter(|c| items::CODES.as_bytes().contains(c));
    let Some(code) = code else {
        return Err(
            vm.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        );
    };
    if code == b'u' {
        vm.warn(
            &vm.types.deprecation_warning,
            "The 'u' type code is deprecated and will be removed in Python 3.16",
        )?;
    }
    Ok(code)
}

/// Append what the constructor was given.
fn fill(vm: &Vm, made: &Array, initial: &Value) -> PyResult<()> {
    let code = char::from(made.code);
    if let Some(text) = Str::from_value(initial) {
        if !items::is_text(made.code) {
            return Err(vm.type_error(format!(
                "cannot use a str to initialize an array with typecode '{code}'"
            )));
        }
        return made.append_text(vm, &text);
    }
    if let Some(other) = This::from_value(initial) {
        if items::is_text(other.code) != items::is_text(made.code) && items::is_text(other.code) {
            return Err(vm.type_error(format!(
                "cannot use a unicode array to initialize an array with typecode '{code}'"
            )));
        }
        if other.code == made.code {
            return made.extend(vm, initial);
        }
        return other
            .values(vm)?
            .iter()
            .try_for_each(|item| made.append(vm, item));
    }
    let is_bytes = crate::object::Bytes::from_value(initial).is_some()
        || ByteArray::from_value(initial).is_some();
    if is_bytes && let Some(bytes) = Buffer::from_value(vm, initial) {
        return made.append_bytes(vm, &bytes);
    }
    made.extend(vm, initial)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let name = vm.class_of(this).short_name();
    let this = array(vm, this)?;
    let code = char::from(this.code);
    if this.len() == 0 {
        return Ok(Str::new(format!("{name}('{code}')")));
    }
    let inside = if items::is_text(this.code) {
        methods::text_of(vm, &this)?.value()
    } else {
        this.values(vm)?.into()
    };
    Ok(Str::new(format!("{name}('{code}', {})", vm.repr(&inside)?)))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, Some(right)) = (array(vm, a)?, This::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if left.len() != right.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    // Not as other sequences: an item that is not equal to itself (NaN) makes a difference.
    let mut at = 0;
    while let (Some(x), Some(y)) = (left.get(vm, at)?, right.get(vm, at)?) {
        if !vm.equal(&x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(op, &x, &y),
            };
        }
        at += 1;
    }
    Ok(Value::bool(op.holds(left.len().cmp(&right.len()))))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(left) = This::from_value(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let Some(right) = This::from_value(b) else {
        return Err(vm.type_error(format!(
            "can only append array (not \"{}\") to array",
            vm.type_name(b)
        )));
    };
    if left.code != right.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let mut bytes = left.memory.borrow().clone();
    bytes.extend_from_slice(&right.memory.borrow());
    Ok(vm.wrap(Array::new(left.code, bytes)))
}

fn repeated(vm: &Vm, this: &Array, times: usize) -> PyResult<Vec<u8>> {
    let memory = this.memory.borrow();
    let total = memory.len().checked_mul(times);
    let mut bytes = Vec::new();
    match total.filter(|&n| n <= isize::MAX as usize) {
        Some(total) if bytes.try_reserve_exact(total).is_ok() => {
            (0..times).for_each(|_| bytes.extend_from_slice(&memory));
            Ok(bytes)
        }
        _ => Err(vm.memory_error("")),
    }
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (this, is_left) = match This::from_value(a) {
        Some(this) => (this, true),
        None => (array(vm, b)?, false),
    };
    let repeat = sequence::repeat_count(vm, multiply, a, b, is_left)?;
    match repeat {
        Repeat::Times(times) => {
            let bytes = repeated(vm, &this, times)?;
            Ok(vm.wrap(Array::new(this.code, bytes)))
        }
        Repeat::Result(value) => Ok(value),
    }
}

fn subscript(vm: &Vm, index: &Value) -> PyResult<Subscript> {
    let is_slice = matches!(index.payload(), Some(crate::object::Payload::Slice(_)));
    if !is_slice && vm.class_of(index).slots.index.get().is_none() {
        return Err(vm.type_error("array indices must be integers"));
    }
    Subscript::of(vm, index, "array")
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let this = array(vm, this)?;
    match subscript(vm, index)? {
        Subscript::Index(index) => {
            let at = sequence::position(index, this.len()).unwrap_or(usize::MAX);
            let item = this.get(vm, at)?;
            item.ok_or_else(|| vm.index_error("array index out of range"))
        }
        Subscript::Slice(bounds) => {
            let range = bounds.on(this.len());
            let size = this.size();
            let memory = this.memory.borrow();
            let mut bytes = Vec::with_capacity(range.count * size);
            for at in range.indices() {
                bytes.extend_from_slice(&memory[at * size..(at + 1) * size]);
            }
            drop(memory);
            Ok(vm.wrap(Array::new(this.code, bytes)))
        }
    }
}

fn set_item(vm: &Vm, this: &Value, index: &Value, new: Option<Value>) -> PyResult<()> {
    let this = array(vm, this)?;
    let bounds = match subscript(vm, index)? {
        Subscript::Index(index) => {
            let out = || vm.index_error("array assignment index out of range");
            let bytes = new.map(|v| this.packed(vm, &v)).transpose()?;
            let at = sequence::position(index, this.len()).ok_or_else(out)?;
            match bytes {
                Some(bytes) => {
                    let start = at * this.size();
                    let mut memory = this.memory.borrow_mut();
                    memory[start..start + bytes.len()].copy_from_slice(&bytes);
                }
                None => {
                    this.check_size_free(vm)?;
                    this.remove(at);
                }
            }
            return Ok(());
        }
        Subscript::Slice(bounds) => bounds,
    };
    let bytes = match &new {
        None => Vec::new(),
        Some(value) => match This::from_value(value) {
            Some(other) if other.code != this.code => {
                return Err(vm.type_error("bad argument type for built-in operation"));
            }
            Some(other) => other.memory.borrow().clone(),
            None => {
                return Err(vm.type_error(format!(
                    "can only assign array (not \"{}\") to array slice",
                    vm.type_name(value)
                )));
            }
        },
    };
    replace(vm, &this, bounds.on(this.len()), &bytes, new.is_none())
}

/// Put bytes in the place of a slice.
fn replace(
    vm: &Vm,
    this: &Array,
    range: crate::object::slice::SliceRange,
    bytes: &[u8],
    is_deletion: bool,
) -> PyResult<()> {
    let size = this.size();
    if bytes.len() != range.count * size {
        this.check_size_free(vm)?;
    }
    if range.step == 1 {
        let start = range.start as usize * size;
        let mut memory = this.memory.borrow_mut();
        memory.splice(start..start + range.count * size, bytes.iter().copied());
        return Ok(());
    }
    if is_deletion {
        let gone: std::collections::HashSet<usize> = range.indices().collect();
        let memory = this.memory.borrow().clone();
        let kept = memory
            .chunks_exact(size)
            .enumerate()
            .filter(|(at, _)| !gone.contains(at))
            .flat_map(|(_, item)| item.iter().copied())
            .collect();
        this.memory.replace(kept);
        return Ok(());
    }
    if bytes.len() != range.count * size {
        return Err(vm.value_error(format!(
            "attempt to assign array of size {} to extended slice of size {}",
            bytes.len() / size,
            range.count
        )));
    }
    let mut memory = this.memory.borrow_mut();
    for (at, item) in range.indices().zip(bytes.chunks_exact(size)) {
        memory[at * size..(at + 1) * size].copy_from_slice(item);
    }
    Ok(())
}

/// A list or tuple of an argument, for `fromlist`.
fn list_items(vm: &Vm, value: &Value) -> PyResult<Vec<Value>> {
    match List::from_value(value) {
        Some(list) if Tuple::from_value(value).is_none() => Ok(list.items()),
        _ => Err(vm.type_error("arg must be list")),
    }
}
