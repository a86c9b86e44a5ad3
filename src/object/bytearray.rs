//! What changes a bytearray, and the rule that its size is fixed while a memoryview looks at it.

use std::cell::RefCell;
use std::collections::HashMap;

use super::bytes::{Octets, byte_of, cannot_concatenate, construct, is_index, repeat};
use super::sequence::{self, Subscript};
use super::slice::SliceBounds;
use super::{ByteArray, Obj, PyResult, Str, Value};
use crate::native::{Args, Buffer, ClassDef};
use crate::vm::Vm;

thread_local! {
    /// How many memoryviews look at a bytearray, by its address; only those with any.
    static EXPORTS: RefCell<HashMap<usize, usize>> = RefCell::default();
}

fn address(obj: &Obj) -> usize {
    std::rc::Rc::as_ptr(obj) as usize
}

/// A memoryview begins to look at a bytearray.
pub fn export(obj: &Obj) {
    EXPORTS.with_borrow_mut(|e| *e.entry(address(obj)).or_insert(0) += 1);
}

/// A memoryview is done with a bytearray.
pub fn release(obj: &Obj) {
    EXPORTS.with_borrow_mut(|exports| {
        if let Some(count) = exports.get_mut(&address(obj)) {
            *count -= 1;
            if *count == 0 {
                exports.remove(&address(obj));
            }
        }
    });
}

/// A bytearray that keeps its size as long as this lives.
pub struct Held(ByteArray);

impl Held {
    pub fn new(array: ByteArray) -> Held {
        export(array.obj());
        Held(array)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        release(self.0.obj());
    }
}

/// Refuses a change of size while a memoryview looks at the bytes.
///
/// # Errors
/// BufferError "Existing exports of data: object cannot be re-sized".
pub fn check_size_free(vm: &Vm, array: &ByteArray) -> PyResult<()> {
    let is_free = EXPORTS.with_borrow(|e| e.is_empty() || !e.contains_key(&address(array.obj())));
    if is_free {
        return Ok(());
    }
    Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"))
}

const OUT_OF_RANGE: &str = "byte must be in range(0, 256)";

fn this(vm: &Vm, value: &Value) -> PyResult<ByteArray> {
    ByteArray::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "bytearray", value))
}

pub(super) fn init(vm: &Vm, value: &Value, args: Args) -> PyResult<()> {
    let array = this(vm, value)?;
    let bytes = construct(vm, "bytearray", args)?;
    if array.borrow().len() != bytes.len() {
        check_size_free(vm, &array)?;
    }
    *array.borrow_mut() = bytes;
    Ok(())
}

pub(super) fn set_item(vm: &Vm, value: &Value, index: &Value, new: Option<Value>) -> PyResult<()> {
    let array = this(vm, value)?;
    match (Subscript::of(vm, index, "bytearray")?, new) {
        (Subscript::Index(index), Some(new)) => {
            let byte = byte_of(vm, &new, OUT_OF_RANGE)?;
            let mut bytes = array.borrow_mut();
            match sequence::position(index, bytes.len()) {
                Some(at) => bytes[at] = byte,
                None => return Err(vm.index_error("bytearray index out of range")),
            }
            Ok(())
        }
        (Subscript::Index(index), None) => {
            let Some(at) = sequence::position(index, array.borrow().len()) else {
                return Err(vm.index_error("bytearray index out of range"));
            };
            check_size_free(vm, &array)?;
            array.borrow_mut().remove(at);
            Ok(())
        }
        (Subscript::Slice(bounds), Some(new)) => {
            let bytes = assigned(vm, &new)?;
            assign_slice(vm, &array, bounds, &bytes)
        }
        (Subscript::Slice(bounds), None) => delete_slice(vm, &array, bounds),
    }
}

/// The bytes that are assigned to a slice.
fn assigned(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(buffer) = Buffer::from_value(vm, value) {
        return Ok(buffer.to_vec());
    }
    let class = vm.class_of(value);
    let is_iterable = class.slots.iter.get().is_some() || class.slots.get_item.get().is_some();
    if Str::from_value(value).is_some() || is_index(vm, value) || !is_iterable {
        return Err(
            vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        );
    }
    items(vm, value)
}

fn items(vm: &Vm, iterable: &Value) -> PyResult<Vec<u8>> {
    let mut bytes = Vec::new();
    vm.iterate(iterable, |item| {
        bytes.push(byte_of(vm, &item, OUT_OF_RANGE)?);
        Ok(())
    })?;
    Ok(bytes)
}

fn assign_slice(vm: &Vm, array: &ByteArray, bounds: SliceBounds, new: &[u8]) -> PyResult<()> {
    let range = bounds.on(array.borrow().len());
    if range.step == 1 {
        if new.len() != range.count {
            check_size_free(vm, array)?;
        }
        let start = range.start as usize;
        array
            .borrow_mut()
            .splice(start..start + range.count, new.iter().copied());
        return Ok(());
    }
    if new.is_empty() {
        return delete_slice(vm, array, bounds);
    }
    if new.len() != range.count {
        return Err(vm.value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            new.len(),
            range.count
        )));
    }
    let mut bytes = array.borrow_mut();
    for (at, &byte) in range.indices().zip(new) {
        bytes[at] = byte;
    }
    Ok(())
}

fn delete_slice(vm: &Vm, array: &ByteArray, bounds: SliceBounds) -> PyResult<()> {
    let range = bounds.on(array.borrow().len());
    if range.count == 0 {
        return Ok(());
    }
    check_size_free(vm, array)?;
    let mut bytes = array.borrow_mut();
    if range.step == 1 {
        let start = range.start as usize;
        bytes.drain(start..start + range.count);
        return Ok(());
    }
    let mut gone = vec![false; bytes.len()];
    range.indices().for_each(|at| gone[at] = true);
    let mut gone = gone.into_iter();
    bytes.retain(|_| !gone.next().unwrap_or(false));
    Ok(())
}

pub(super) fn add_in_place(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let array = this(vm, a)?;
    let Some(more) = Buffer::from_value(vm, b) else {
        return Err(cannot_concatenate(vm, "bytearray", b));
    };
    if !more.is_empty() {
        check_size_free(vm, &array)?;
    }
    array.borrow_mut().extend_from_slice(&more);
    Ok(a.clone())
}

pub(super) fn multiply_in_place(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let array = this(vm, a)?;
    if !is_index(vm, b) {
        return Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(b)
        )));
    }
    let times = usize::try_from(vm.index(b)?).unwrap_or(0);
    let bytes = repeat(vm, &Octets::Array(array.clone()), times)?;
    if bytes.len() != array.borrow().len() {
        check_size_free(vm, &array)?;
    }
    *array.borrow_mut() = bytes;
    Ok(a.clone())
}

fn extend(vm: &Vm, array: ByteArray, more: Value) -> PyResult<()> {
    let bytes = match Buffer::from_value(vm, &more) {
        Some(buffer) => buffer.to_vec(),
        None => {
            if Str::from_value(&more).is_some() {
                return Err(vm.type_error("expected iterable of integers; got: 'str'"));
            }
            let class = vm.class_of(&more);
            if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
                return Err(vm.type_error(format!(
                    "can't extend bytearray with {}",
                    class.display_name()
                )));
            }
            items(vm, &more)?
        }
    };
    if !bytes.is_empty() {
        check_size_free(vm, &array)?;
    }
    array.borrow_mut().extend(bytes);
    Ok(())
}

fn insert(vm: &Vm, array: ByteArray, index: i64, item: Value) -> PyResult<()> {
    let byte = byte_of(vm, &item, OUT_OF_RANGE)?;
    check_size_free(vm, &array)?;
    let mut bytes = array.borrow_mut();
    let length = bytes.len();
    let at = if index < 0 {
        index.saturating_add(length as i64).max(0)
    } else {
        index
    };
    bytes.insert(usize::try_from(at).unwrap_or(usize::MAX).min(length), byte);
    Ok(())
}

fn pop(vm: &Vm, array: ByteArray, index: i64) -> PyResult<i64> {
    let length = array.borrow().len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(at) = sequence::position(index as isize, length) else {
        return Err(vm.index_error("pop index out of range"));
    };
    check_size_free(vm, &array)?;
    Ok(i64::from(array.borrow_mut().remove(at)))
}

fn remove(vm: &Vm, array: ByteArray, item: Value) -> PyResult<()> {
    let byte = byte_of(vm, &item, OUT_OF_RANGE)?;
    let found = memchr::memchr(byte, &array.borrow());
    let Some(at) = found else {
        return Err(vm.value_error("value not found in bytearray"));
    };
    check_size_free(vm, &array)?;
    array.borrow_mut().remove(at);
    Ok(())
}

/// What pickle needs: the bytes as Latin-1 text for old protocols, as bytes for new ones.
fn reduce(vm: &Vm, value: &Value, protocol: i64) -> PyResult<Value> {
    let bytes = this(vm, value)?.borrow().clone();
    let class = vm.class_of(value).value();
    let state = vm
        .dict_of(value)
        .filter(|d| !d.is_empty())
        .map_or(Value::NONE, |d| d.value());
    let args = if protocol < 3 {
        let text: String = bytes.iter().map(|&b| char::from(b)).collect();
        vec![text.into(), Value::str("latin-1")]
    } else {
        vec![Value::bytes(bytes)]
    };
    Ok(Value::tuple(vec![class, Value::tuple(args), state]))
}

/// Adds the methods that change a bytearray.
pub(super) fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "append(self, item, /)",
        "Append a single item to the end of the bytearray.",
        |vm: &Vm, array: ByteArray, item: Value| {
            let byte = byte_of(vm, &item, OUT_OF_RANGE)?;
            check_size_free(vm, &array)?;
            array.borrow_mut().push(byte);
            Ok(())
        },
    )
    .method(
        "extend(self, iterable_of_ints, /)",
        "Append all the items from the iterator or sequence to the end of the bytearray.",
        extend,
    )
    .method(
        "insert(self, index, item, /)",
        "Insert a single item into the bytearray before the given index.",
        insert,
    )
    .method(
        "pop(self, index=-1, /)",
        "Remove and return a single item from the bytearray.",
        pop,
    )
    .method(
        "remove(self, value, /)",
        "Remove the first occurrence of a value in the bytearray.",
        remove,
    )
    .method(
        "clear(self, /)",
        "Remove all items from the bytearray.",
        |vm: &Vm, array: ByteArray| {
            check_size_free(vm, &array)?;
            array.borrow_mut().clear();
            Ok(())
        },
    )
    .method(
        "copy(self, /)",
        "Return a copy of B.",
        |_: &Vm, array: ByteArray| Ok(ByteArray::new(array.borrow().clone())),
    )
    .method(
        "reverse(self, /)",
        "Reverse the order of the values in B in place.",
        |_: &Vm, array: ByteArray| {
            array.borrow_mut().reverse();
            Ok(())
        },
    )
    .method(
        "__reduce__(self, /)",
        "Return state information for pickling.",
        |vm: &Vm, this: Value| reduce(vm, &this, 2),
    )
    .method(
        "__reduce_ex__(self, proto=0, /)",
        "Return state information for pickling.",
        |vm: &Vm, this: Value, protocol: i64| reduce(vm, &this, protocol),
    )
    .method(
        "__alloc__(self, /)",
        "Return the number of bytes actually allocated.",
        |_: &Vm, array: ByteArray| Ok(array.borrow().capacity()),
    )
}
