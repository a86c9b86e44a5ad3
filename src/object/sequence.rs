//! What sequences and containers have in common: subscripts, reprs, comparison item by item,
//! concatenation and repetition with CPython's errors.
//!
//! Everything here asks for items one at a time, because program code may run between two of them
//! and change the sequence.

use std::cell::RefCell;

use super::slice::{self, SliceBounds};
use super::{Kind, Payload, PyResult, Str, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::text_builder::TextBuilder;
use crate::object::class::BinaryFn;
use crate::vm::Vm;

// ---- text -------------------------------------------------------------------------------------

/// The containers whose repr is being made, innermost last.
#[derive(Default)]
struct Showing(RefCell<Vec<i64>>);

/// The repr of a container that may contain itself: `again` where it is already being shown.
pub fn guarded_repr(
    vm: &Vm,
    this: &Value,
    again: &str,
    show: impl FnOnce() -> PyResult<Str>,
) -> PyResult<Str> {
    let showing = vm.state::<Showing>();
    let id = this.id();
    if showing.0.borrow().contains(&id) {
        return Ok(Str::new(again));
    }
    showing.0.borrow_mut().push(id);
    let result = show();
    showing.0.borrow_mut().retain(|&other| other != id);
    result
}

/// The reprs of items between brackets; `item` gives the item at an index until there is none.
pub fn repr_items(
    vm: &Vm,
    open: &str,
    close: &str,
    item: impl Fn(usize) -> Option<Value>,
) -> PyResult<Str> {
    let mut out = TextBuilder::new();
    out.push_str(open);
    let mut at = 0;
    while let Some(value) = item(at) {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_data(&*vm.repr(&value)?);
        at += 1;
    }
    out.push_str(close);
    Ok(out.take())
}

// ---- subscripts ---------------------------------------------------------------------------------

/// What stands in the brackets after a sequence.
pub enum Subscript {
    /// As written, negative from the end.
    Index(isize),
    Slice(SliceBounds),
}

impl Subscript {
    /// Read a subscript of a sequence that messages call `kind`.
    #[inline]
    pub fn of(vm: &Vm, index: &Value, kind: &str) -> PyResult<Subscript> {
        match index.kind() {
            Kind::Int(i) => return Ok(Subscript::Index(i as isize)),
            Kind::Heap(obj) => {
                if let Payload::Slice(slice) = obj.payload() {
                    return slice::unpack(vm, slice).map(Subscript::Slice);
                }
            }
            _ => {}
        }
        if vm.class_of(index).slots.index.get().is_none() {
            return Err(vm.type_error(format!(
                "{kind} indices must be integers or slices, not {}",
                vm.type_name(index)
            )));
        }
        index_number(vm, index).map(Subscript::Index)
    }
}

/// An index as a machine word; IndexError "cannot fit 'int' into an index-sized integer".
pub fn index_number(vm: &Vm, index: &Value) -> PyResult<isize> {
    let big = vm.index_big(index)?;
    isize::try_from(&big).map_err(|_| {
        vm.index_error(format!(
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(index)
        ))
    })
}

/// The position of an index in a sequence of `length` items, if it is there.
#[inline]
pub fn position(index: isize, length: usize) -> Option<usize> {
    let at = if index < 0 {
        index.checked_add(length as isize)?
    } else {
        index
    };
    usize::try_from(at).ok().filter(|&at| at < length)
}

/// `start` and `stop` of `index(value, start, stop)` clipped to a length.
pub fn search_range(start: isize, stop: isize, length: usize) -> (usize, usize) {
    let fix = |n: isize| {
        let n = if n < 0 {
            n.saturating_add(length as isize).max(0)
        } else {
            n
        };
        (n as usize).min(length)
    };
    (fix(start), fix(stop))
}

// ---- operators ------------------------------------------------------------------------------------

/// Whether an operator is that of a built-in sequence. CPython asks those only after the operators
/// of numbers and of the program's classes, and only one of the two operands.
fn is_of_sequence(vm: &Vm, op: BinaryOp, slot: BinaryFn) -> bool {
    let t = &vm.types;
    [&t.list, &t.tuple, &t.str_, &t.bytes, &t.bytearray]
        .iter()
        .any(|class| {
            class.slots.binary[op as usize]
                .get()
                .is_some_and(|s| std::ptr::fn_addr_eq(s, slot))
        })
}

/// What the other operand's type makes of `a op b`, where it has an operator of its own.
fn other_operator(
    vm: &Vm,
    op: BinaryOp,
    mine: BinaryFn,
    other: &Value,
    a: &Value,
    b: &Value,
) -> PyResult<Option<Value>> {
    match vm.class_of(other).slots.binary[op as usize].get() {
        Some(slot) if !std::ptr::fn_addr_eq(slot, mine) && !is_of_sequence(vm, op, slot) => {
            let result = slot(vm, a, b)?;
            Ok((!result.is_not_implemented()).then_some(result))
        }
        _ => Ok(None),
    }
}

/// `a + b` where `a` is a sequence and `b` is none of its type: the other type may know better.
pub fn cannot_concatenate(
    vm: &Vm,
    mine: BinaryFn,
    kind: &str,
    a: &Value,
    b: &Value,
) -> PyResult<Value> {
    match other_operator(vm, BinaryOp::Add, mine, b, a, b)? {
        Some(result) => Ok(result),
        None => Err(vm.type_error(format!(
            "can only concatenate {kind} (not \"{}\") to {kind}",
            vm.type_name(b)
        ))),
    }
}

/// What `sequence * count` comes to.
pub enum Repeat {
    Times(usize),
    /// The other operand's type made something of it.
    Result(Value),
}

/// The count of a repetition `a * b`, of which `sequence` is the sequence.
pub fn repeat_count(
    vm: &Vm,
    mine: BinaryFn,
    a: &Value,
    b: &Value,
    sequence_is_left: bool,
) -> PyResult<Repeat> {
    let count = if sequence_is_left { b } else { a };
    match count.kind() {
        Kind::Int(n) => return Ok(Repeat::Times(usize::try_from(n).unwrap_or(0))),
        Kind::Bool(n) => return Ok(Repeat::Times(usize::from(n))),
        _ => {}
    }
    // Built-in sequences would only ask back.
    let is_sequence = matches!(
        count.payload(),
        Some(
            Payload::Str(_)
                | Payload::Bytes(_)
                | Payload::ByteArray(_)
                | Payload::List(_)
                | Payload::Tuple(_)
        )
    );
    if !is_sequence && let Some(result) = other_operator(vm, BinaryOp::Mul, mine, count, a, b)? {
        return Ok(Repeat::Result(result));
    }
    if vm.class_of(count).slots.index.get().is_none() {
        return Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(count)
        )));
    }
    let big = vm.index_big(count)?;
    match isize::try_from(&big) {
        Ok(n) => Ok(Repeat::Times(usize::try_from(n).unwrap_or(0))),
        Err(_) => Err(vm.overflow_error(format!(
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(count)
        ))),
    }
}

/// `items` `times` over; MemoryError where that is too much.
pub fn repeated(vm: &Vm, items: &[Value], times: usize) -> PyResult<Vec<Value>> {
    let mut all = Vec::new();
    let total = items
        .len()
        .checked_mul(times)
        .filter(|&n| n <= isize::MAX as usize / 16);
    let Some(total) = total else {
        return Err(vm.memory_error(""));
    };
    vm.claim(total * 16)?;
    if all.try_reserve_exact(total).is_err() {
        return Err(vm.memory_error(""));
    }
    match items {
        [one] => all.resize(total, one.clone()),
        _ => (0..times).for_each(|_| all.extend_from_slice(items)),
    }
    Ok(all)
}

// ---- comparison ------------------------------------------------------------------------------------

/// `a op b` of two sequences by their first difference. `item` gives the pair at an index; where
/// one side has ended, `lengths` decides.
pub fn compare(
    vm: &Vm,
    op: CompareOp,
    lengths: impl Fn() -> (usize, usize),
    item: impl Fn(usize) -> Option<(Value, Value)>,
) -> PyResult<Value> {
    let mut at = 0;
    while let Some((a, b)) = item(at) {
        if !vm.same_or_equal(&a, &b)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(op, &a, &b),
            };
        }
        at += 1;
    }
    let (left, right) = lengths();
    Ok(Value::bool(op.holds(left.cmp(&right))))
}

/// Drop values last to first, the order in which CPython's sequences let go of their items.
pub fn drop_backwards(mut values: Vec<Value>) {
    while let Some(value) = values.pop() {
        drop(value);
    }
}

/// The TypeError of a slot method called for an object of another type.
#[cold]
pub fn wrong_type(vm: &Vm, expected: &str, value: &Value) -> super::Exc {
    vm.type_error(format!(
        "descriptor requires a '{expected}' object but received a '{}'",
        vm.type_name(value)
    ))
}

/// Whether a class has a method of the program's in the place of a built-in one: then keyword
/// arguments are its matter.
pub fn overrides(class: &super::Class, method: &str) -> bool {
    class
        .lookup_owner(&super::Str::intern(method))
        .is_some_and(|(owner, _)| !owner.is_native)
}

/// The arguments without keywords, which a method of the program takes.
pub fn without_keywords<'a>(args: crate::native::Args<'a>) -> crate::native::Args<'a> {
    let count = args.positional_count();
    crate::native::Args::positional(&mut args.values[..count])
}

/// The single optional argument of a container's constructor.
pub fn one_optional(vm: &Vm, name: &str, args: crate::native::Args) -> PyResult<Option<Value>> {
    let (mut positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match positional.len() {
        0 => Ok(None),
        1 => Ok(positional.pop()),
        n => Err(vm.type_error(format!("{name} expected at most 1 argument, got {n}"))),
    }
}
