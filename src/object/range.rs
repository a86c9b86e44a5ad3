//! The type range: three ints of any size, which stand for all the ints between them.
//!
//! Ranges of 64-bit ints, nearly all of them, carry start, number of items and step as machine
//! words in [`RangeData::small`]; the others compute with big ints. The iterators are in
//! `iterator`.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::class::Layout;
use super::int::wrong_self;
use super::int_ops::{int_ref, to_big};
use super::iterator::IteratorData;
use super::{Class, Object, Payload, PyResult, Str, Value, slice};
use crate::compile::op::CompareOp;
use crate::native::{Args, At, ClassDef, FromArg};
use crate::vm::Vm;

/// `range(start, stop, step)`; `small` where all three fit in 64 bits and so does every item.
pub struct RangeData {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    /// (start, number of items, step)
    pub small: Option<(i64, i64, i64)>,
}

impl RangeData {
    /// A range of 64-bit ints; `step` is not zero.
    pub fn small(start: i64, stop: i64, step: i64) -> RangeData {
        let distance = i128::from(stop) - i128::from(start);
        let wide = i128::from(step);
        let count = if (distance > 0) == (wide > 0) && distance != 0 {
            (distance.abs() - 1) / wide.abs() + 1
        } else {
            0
        };
        let last = i128::from(start) + wide * count;
        let fits = i64::try_from(count)
            .ok()
            .filter(|_| i64::try_from(last).is_ok());
        RangeData {
            start: Value::int(start),
            stop: Value::int(stop),
            step: Value::int(step),
            small: fits.map(|count| (start, count, step)),
        }
    }

    /// A range of any ints; `step` is not zero.
    pub fn of_values(start: Value, stop: Value, step: Value) -> RangeData {
        match (
            start.as_small_int(),
            stop.as_small_int(),
            step.as_small_int(),
        ) {
            (Some(start), Some(stop), Some(step)) => RangeData::small(start, stop, step),
            _ => RangeData {
                start,
                stop,
                step,
                small: None,
            },
        }
    }

    pub fn into_value(self) -> Value {
        Value::heap(Object::new(Payload::Range(Box::new(self))))
    }

    /// Start, stop and step as big ints.
    fn bounds(&self) -> (BigInt, BigInt, BigInt) {
        let big = |v: &Value| int_ref(v).map_or_else(BigInt::zero, to_big);
        (big(&self.start), big(&self.stop), big(&self.step))
    }

    /// The number of items.
    pub fn big_len(&self) -> BigInt {
        if let Some((_, count, _)) = self.small {
            return BigInt::from(count);
        }
        let (start, stop, step) = self.bounds();
        let distance = if step.is_negative() {
            start - stop
        } else {
            stop - start
        };
        if distance.is_positive() {
            (distance - 1i64).div_floor(&step.abs()) + 1i64
        } else {
            BigInt::zero()
        }
    }

    fn is_empty(&self) -> bool {
        match self.small {
            Some((_, count, _)) => count == 0,
            None => self.big_len().is_zero(),
        }
    }

    /// The item at an index from 0, which may lie outside.
    fn item(&self, index: &BigInt) -> BigInt {
        let (start, _, step) = self.bounds();
        start + index * step
    }

    /// The index of an int; `None` for one that is no item.
    fn index_of(&self, value: &Value) -> Option<BigInt> {
        let n = int_ref(value)?;
        if let (Some((start, count, step)), Some(n)) = (self.small, n.to_i64()) {
            let distance = i128::from(n) - i128::from(start);
            let step = i128::from(step);
            let index = distance / step;
            let inside = distance % step == 0 && (0..i128::from(count)).contains(&index);
            return inside.then(|| BigInt::from(index));
        }
        let (start, _, step) = self.bounds();
        let (index, rest) = (to_big(n) - start).div_mod_floor(&step);
        (rest.is_zero() && !index.is_negative() && index < self.big_len()).then_some(index)
    }

    /// An iterator from the last item to the first.
    fn reversed(&self) -> IteratorData {
        if let Some((start, count, step)) = self.small {
            return IteratorData::Range {
                next: start.wrapping_add(step.wrapping_mul(count.wrapping_sub(1))),
                step: step.wrapping_neg(),
                remaining: count,
            };
        }
        let (start, _, step) = self.bounds();
        let last = self.item(&(self.big_len() - 1i64));
        IteratorData::BigRange(Box::new(super::iterator::BigRange {
            next: Value::big(last),
            stop: Value::big(start - &step),
            step: Value::big(-step),
        }))
    }
}

fn data(value: &Value) -> Option<&RangeData> {
    match value.payload() {
        Some(Payload::Range(r)) => Some(r),
        _ => None,
    }
}

fn operand<'a>(vm: &Vm, slot: &str, value: &'a Value) -> PyResult<&'a RangeData> {
    data(value).ok_or_else(|| wrong_self(vm, slot, &vm.types.range, value))
}

/// A range as the `self` of a method.
struct Range(Value);

impl Range {
    fn get(&self, vm: &Vm) -> PyResult<&RangeData> {
        operand(vm, "range", &self.0)
    }
}

impl FromArg for Range {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Range> {
        match data(&value) {
            Some(_) => Ok(Range(value)),
            None => Err(crate::native::bad_argument(vm, at, "range", &value)),
        }
    }
}

// ---- slots ------------------------------------------------------------------------------------------

fn new(vm: &Vm, _: &Class, args: Args) -> PyResult<Value> {
    if !args.names.is_empty() {
        return Err(vm.type_error("range() takes no keyword arguments"));
    }
    let (start, stop, step) = match &*args.values {
        [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        [stop] => (Value::int(0), vm.index_value(stop)?, Value::int(1)),
        [start, stop] => (vm.index_value(start)?, vm.index_value(stop)?, Value::int(1)),
        [start, stop, step] => {
            let (start, stop) = (vm.index_value(start)?, vm.index_value(stop)?);
            let step = vm.index_value(step)?;
            if step.as_small_int() == Some(0) {
                return Err(vm.value_error("range() arg 3 must not be zero"));
            }
            (start, stop, step)
        }
        all => {
            return Err(vm.type_error(format!(
                "range expected at most 3 arguments, got {}",
                all.len()
            )));
        }
    };
    Ok(RangeData::of_values(start, stop, step).into_value())
}

fn repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    let r = operand(vm, "__repr__", value)?;
    let (start, stop) = (vm.repr(&r.start)?, vm.repr(&r.stop)?);
    Ok(Str::new(match r.step.as_small_int() {
        Some(1) => format!("range({start}, {stop})"),
        _ => format!("range({start}, {stop}, {})", vm.repr(&r.step)?),
    }))
}

fn len(vm: &Vm, value: &Value) -> PyResult<usize> {
    let r = operand(vm, "__len__", value)?;
    let count = match r.small {
        Some((_, count, _)) => Some(count),
        None => r.big_len().to_i64(),
    };
    count
        .and_then(|n| usize::try_from(n).ok())
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))
}

fn get_item(vm: &Vm, value: &Value, index: &Value) -> PyResult<Value> {
    let r = operand(vm, "__getitem__", value)?;
    if let (Some((start, count, step)), Some(i)) = (r.small, index.as_small_int()) {
        let at = if i < 0 { i.wrapping_add(count) } else { i };
        if (0..count).contains(&at) {
            return Ok(Value::int(start + at * step));
        }
        return Err(vm.index_error("range object index out of range"));
    }
    if let Some(Payload::Slice(s)) = index.payload() {
        return get_slice(vm, r, s);
    }
    if int_ref(index).is_none() && vm.class_of(index).slots.index.get().is_none() {
        return Err(vm.type_error(format!(
            "range indices must be integers or slices, not {}",
            vm.type_name(index)
        )));
    }
    let length = r.big_len();
    let mut at = vm.index_big(index)?;
    if at.is_negative() {
        at += &length;
    }
    if at.is_negative() || at >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(Value::big(r.item(&at)))
}

fn get_slice(vm: &Vm, r: &RangeData, s: &slice::SliceData) -> PyResult<Value> {
    let (start, stop, step) = slice::big_indices(vm, s, &r.big_len())?;
    let (_, _, stride) = r.bounds();
    let made = RangeData::of_values(
        Value::big(r.item(&start)),
        Value::big(r.item(&stop)),
        Value::big(step * stride),
    );
    Ok(made.into_value())
}

/// An int, for which membership is arithmetic; other numbers are compared with the items.
fn is_plain(value: &Value) -> bool {
    value.as_small_int().is_some()
        || value.as_bool().is_some()
        || matches!(value.as_obj().map(|o| o.raw()), Some(Payload::Int(_)))
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> PyResult<bool> {
    let r = operand(vm, "__contains__", value)?;
    if is_plain(item) {
        return Ok(r.index_of(item).is_some());
    }
    let iterator = vm.iter(value)?;
    while let Some(candidate) = vm.next(&iterator)? {
        if vm.same_or_equal(&candidate, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ranges are equal if their items are.
fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y), CompareOp::Eq | CompareOp::Ne) = (data(a), data(b), op) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let length = x.big_len();
    let equal = length == y.big_len()
        && (length.is_zero() || {
            let ((start, _, step), (other_start, _, other_step)) = (x.bounds(), y.bounds());
            start == other_start && (length.is_one() || step == other_step)
        });
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

/// Of the length and of what it leaves to tell: start, and step for more than one item.
fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let r = operand(vm, "__hash__", value)?;
    let length = r.big_len();
    let some_if = |tells: bool, v: &Value| if tells { v.clone() } else { Value::NONE };
    let start = some_if(!length.is_zero(), &r.start);
    let step = some_if(!length.is_zero() && !length.is_one(), &r.step);
    vm.hash(&Value::tuple(vec![Value::big(length), start, step]))
}

// ---- the class ----------------------------------------------------------------------------------------

fn count(vm: &Vm, this: Range, value: Value) -> PyResult<usize> {
    if is_plain(&value) {
        return Ok(usize::from(this.get(vm)?.index_of(&value).is_some()));
    }
    let mut found = 0;
    vm.iterate(&this.0, |item| {
        found += usize::from(vm.same_or_equal(&item, &value)?);
        Ok(())
    })?;
    Ok(found)
}

fn index(vm: &Vm, this: Range, value: Value) -> PyResult<Value> {
    if is_plain(&value) {
        return match this.get(vm)?.index_of(&value) {
            Some(at) => Ok(Value::big(at)),
            None => Err(vm.value_error(format!("{} is not in range", vm.repr(&value)?))),
        };
    }
    let iterator = vm.iter(&this.0)?;
    let mut at = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.same_or_equal(&item, &value)? {
            return Ok(Value::size(at));
        }
        at += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "range",
        Layout::Final,
        "range(stop)\nrange(start, stop[, step])\n\nThe ints from start up to (not including) stop, \
         step apart.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(repr));
        s.len.set(Some(len));
        s.truth.set(Some(|vm, v| Ok(!operand(vm, "__bool__", v)?.is_empty())));
        s.get_item.set(Some(get_item));
        s.contains.set(Some(contains));
        s.compare.set(Some(compare));
        s.hash.set(Some(hash));
        s.iter.set(Some(|vm, v| match super::iterator::builtin_iter(v) {
            Some(data) => Ok(data.into_value()),
            None => Err(wrong_self(vm, "__iter__", &vm.types.range, v)),
        }));
    })
    .member("start", "", |vm: &Vm, r: Range| Ok(r.get(vm)?.start.clone()))
    .member("stop", "", |vm: &Vm, r: Range| Ok(r.get(vm)?.stop.clone()))
    .member("step", "", |vm: &Vm, r: Range| Ok(r.get(vm)?.step.clone()))
    .method("__reversed__(self, /)", "An iterator from the last item to the first.", |vm: &Vm, r: Range| {
        Ok(r.get(vm)?.reversed().into_value())
    })
    .method("__reduce__(self, /)", "", |vm: &Vm, this: Range| {
        let r = this.get(vm)?;
        let parts = Value::tuple(vec![r.start.clone(), r.stop.clone(), r.step.clone()]);
        Ok((vm.types.range.value(), parts))
    })
    .method("count(self, object, /)", "How many items equal the object: 0 or 1.", count)
    .method("index(self, object, /)", "The index of the item that equals the object; ValueError without one.", index)
}
