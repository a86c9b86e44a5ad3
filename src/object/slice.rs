//! The type slice, and how slices select from a sequence.
//!
//! Sequences use [`resolve`] (or [`unpack`], where program code may change their length on the
//! way); `slice.indices`, which knows no word size, computes with ints of any size.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::class::Layout;
use super::{Class, Object, Payload, PyResult, Str, Value};
use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef};
use crate::vm::Vm;

pub struct SliceData {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// The items that a slice selects from a sequence: `count` items from `start`, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceRange {
    pub start: isize,
    pub step: isize,
    pub count: usize,
    /// The adjusted `stop`, for insertion at an empty slice and for `slice.indices`.
    pub stop: isize,
}

impl SliceRange {
    /// The selected indices, in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |i| (self.start + self.step * i as isize) as usize)
    }
}

/// The three numbers of a slice, each clipped to the word; absent ones are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceBounds {
    pub start: Option<isize>,
    pub stop: Option<isize>,
    /// Not zero.
    pub step: isize,
}

impl SliceBounds {
    /// The items selected from a sequence of `length` items.
    pub fn on(self, length: usize) -> SliceRange {
        clip(self.start, self.stop, self.step, length)
    }
}

impl SliceData {
    pub fn into_value(self) -> Value {
        Value::heap(Object::new(Payload::Slice(Box::new(self))))
    }
}

/// Read the numbers of a slice, which may run program code (`__index__`). A sequence that program
/// code can change asks for its length afterwards: `unpack(vm, slice)?.on(list.len())`.
///
/// Errors: ValueError "slice step cannot be zero"; TypeError for numbers that are no ints.
pub fn unpack(vm: &Vm, slice: &SliceData) -> PyResult<SliceBounds> {
    let step = vm.slice_index(&slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let start = vm.slice_index(&slice.start)?;
    let stop = vm.slice_index(&slice.stop)?;
    Ok(SliceBounds { start, stop, step })
}

/// The items that a slice selects from a sequence of `length` items that cannot change meanwhile;
/// errors as in [`unpack`].
pub fn resolve(vm: &Vm, slice: &SliceData, length: usize) -> PyResult<SliceRange> {
    Ok(unpack(vm, slice)?.on(length))
}

/// Clip the three numbers of a slice to a sequence of `length` items. `step` is not zero; absent
/// numbers are `None`.
pub fn clip(start: Option<isize>, stop: Option<isize>, step: isize, length: usize) -> SliceRange {
    let length = length as isize;
    let (low, high) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let fix = |n: isize| (if n < 0 { n.saturating_add(length) } else { n }).clamp(low, high);
    let start = start.map_or(if step < 0 { high } else { low }, fix);
    let stop = stop.map_or(if step < 0 { low } else { high }, fix);
    let distance = if step > 0 { stop - start } else { start - stop };
    let stride = step.unsigned_abs();
    let count = if distance <= 0 {
        0
    } else {
        (distance as usize - 1) / stride + 1
    };
    SliceRange {
        start,
        step,
        count,
        stop,
    }
}

/// A slice's numbers for a sequence of `length` items, of any size: start, stop, step. Step is
/// one for None; errors as in [`unpack`].
pub fn big_indices(
    vm: &Vm,
    slice: &SliceData,
    length: &BigInt,
) -> PyResult<(BigInt, BigInt, BigInt)> {
    let step = if slice.step.is_none() {
        BigInt::from(1)
    } else {
        bound(vm, &slice.step)?
    };
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let backward = step.is_negative();
    let (low, high) = if backward {
        (BigInt::from(-1), length - 1)
    } else {
        (BigInt::zero(), length.clone())
    };
    let fix = |value: &Value, default: &BigInt| -> PyResult<BigInt> {
        if value.is_none() {
            return Ok(default.clone());
        }
        let n = bound(vm, value)?;
        let n = if n.is_negative() { n + length } else { n };
        Ok(n.clamp(low.clone(), high.clone()))
    };
    let (first, last) = if backward {
        (&high, &low)
    } else {
        (&low, &high)
    };
    let start = fix(&slice.start, first)?;
    let stop = fix(&slice.stop, last)?;
    Ok((start, stop, step))
}

fn bound(vm: &Vm, value: &Value) -> PyResult<BigInt> {
    if vm.big_of(value).is_none() && vm.class_of(value).slots.index.get().is_none() {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    vm.index_big(value)
}

// ---- the class ----------------------------------------------------------------------------------

fn data(value: &Value) -> Option<&SliceData> {
    match value.payload() {
        Some(Payload::Slice(s)) => Some(s),
        _ => None,
    }
}

/// The data of `self`, for methods.
fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a SliceData> {
    data(value).ok_or_else(|| {
        vm.type_error(format!(
            "expected a 'slice' object, not '{}'",
            vm.type_name(value)
        ))
    })
}

fn new(vm: &Vm, _: &Class, args: Args) -> PyResult<Value> {
    if !args.names.is_empty() {
        return Err(vm.type_error("slice() takes no keyword arguments"));
    }
    let (values, _) = args.into_parts();
    let (start, stop, step) = match <[Value; 1]>::try_from(values) {
        Ok([stop]) => (Value::NONE, stop, Value::NONE),
        Err(values) => match <[Value; 2]>::try_from(values) {
            Ok([start, stop]) => (start, stop, Value::NONE),
            Err(values) => match <[Value; 3]>::try_from(values) {
                Ok([start, stop, step]) => (start, stop, step),
                Err(values) if values.is_empty() => {
                    return Err(vm.type_error("slice expected at least 1 argument, got 0"));
                }
                Err(values) => {
                    return Err(vm.type_error(format!(
                        "slice expected at most 3 arguments, got {}",
                        values.len()
                    )));
                }
            },
        },
    };
    Ok(SliceData { start, stop, step }.into_value())
}

fn repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    let slice = this(vm, value)?;
    Ok(Str::new(format!(
        "slice({}, {}, {})",
        vm.repr(&slice.start)?,
        vm.repr(&slice.stop)?,
        vm.repr(&slice.step)?
    )))
}

fn as_tuple(slice: &SliceData) -> Value {
    Value::tuple(vec![
        slice.start.clone(),
        slice.stop.clone(),
        slice.step.clone(),
    ])
}

/// Slices compare as the tuples of their numbers.
fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (data(a), data(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.is(b) {
        return Ok(Value::bool(matches!(
            op,
            CompareOp::Eq | CompareOp::Le | CompareOp::Ge
        )));
    }
    for (x, y) in [(&x.start, &y.start), (&x.stop, &y.stop), (&x.step, &y.step)] {
        if !vm.same_or_equal(x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(op, x, y),
            };
        }
    }
    Ok(Value::bool(matches!(
        op,
        CompareOp::Eq | CompareOp::Le | CompareOp::Ge
    )))
}

fn indices(vm: &Vm, slice: Value, length: Value) -> PyResult<Value> {
    let length = vm.index_big(&length)?;
    if length.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let (start, stop, step) = big_indices(vm, this(vm, &slice)?, &length)?;
    Ok(Value::tuple(vec![
        Value::big(start),
        Value::big(stop),
        Value::big(step),
    ]))
}

/// The hash of the three parts: as a tuple's, but that the count is not mixed in.
fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let slice = this(vm, value)?;
    let mut all = PRIME_5;
    for part in [&slice.start, &slice.stop, &slice.step] {
        let lane = vm.hash(part)? as u64;
        all = all.wrapping_add(lane.wrapping_mul(PRIME_2));
        all = all.rotate_left(31).wrapping_mul(PRIME_1);
    }
    Ok(match all as i64 {
        -1 => 1_546_275_796,
        hash => hash,
    })
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("slice", Layout::Final, "slice(stop)\nslice(start, stop[, step])\n\nWhat a[start:stop:step] passes to a container.")
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(repr));
            s.compare.set(Some(compare));
            s.hash.set(Some(hash));
        })
        .member("start", "", |vm: &Vm, slice: Value| Ok(this(vm, &slice)?.start.clone()))
        .member("stop", "", |vm: &Vm, slice: Value| Ok(this(vm, &slice)?.stop.clone()))
        .member("step", "", |vm: &Vm, slice: Value| Ok(this(vm, &slice)?.step.clone()))
        .method(
            "indices(self, object, /)",
            "S.indices(len) -> (start, stop, stride): the numbers of the extended slice for a sequence of that length.",
            indices,
        )
        .method("__reduce__(self, /)", "Return state information for pickling.", |vm: &Vm, slice: Value| {
            let parts = as_tuple(this(vm, &slice)?);
            Ok((vm.types.slice.value(), parts))
        })
}
