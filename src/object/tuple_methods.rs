//! The class tuple: its protocol and methods. The data is in `tuple`.

use super::class::Layout;
use super::iterator::IteratorData;
use super::list_methods::{count, search_bound};
use super::sequence::{self, Repeat, Subscript};
use super::{Class, Payload, PyResult, Tuple, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef};
use crate::vm::Vm;

pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "tuple",
        Layout::Tuple,
        "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty \
         tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf \
         the argument is a tuple, the return value is the same object.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(|vm, this| {
            let items = items_of(vm, this)?;
            let close = if items.len() == 1 { ",)" } else { ")" };
            sequence::guarded_repr(vm, this, "(...)", || {
                sequence::repr_items(vm, "(", close, |at| items.get(at).cloned())
            })
        }));
        s.hash.set(Some(|vm, this| hash(vm, items_of(vm, this)?)));
        s.compare.set(Some(compare));
        s.len.set(Some(|vm, this| Ok(items_of(vm, this)?.len())));
        s.contains.set(Some(|vm, this, item| {
            for candidate in items_of(vm, this)? {
                if vm.same_or_equal(candidate, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }));
        s.get_item.set(Some(get_item));
        s.iter
            .set(Some(|vm, this| match (this.payload(), this.as_obj()) {
                (Some(Payload::Tuple(_)), Some(obj)) => Ok(IteratorData::Tuple {
                    tuple: obj.clone(),
                    at: 0,
                }
                .into_value()),
                _ => Err(sequence::wrong_type(vm, "tuple", this)),
            }));
        s.binary[BinaryOp::Add as usize].set(Some(add));
        s.binary[BinaryOp::Mul as usize].set(Some(multiply));
    })
    .method(
        "count(self, value, /)",
        "Return number of occurrences of value.",
        |vm: &Vm, this: Tuple, value: Value| count(vm, |at| this.get(at).cloned(), &value),
    )
    .method(
        "index(self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index,
    )
    .method(
        "__getnewargs__(self, /)",
        "Helper for pickle.",
        |_: &Vm, this: Tuple| Ok(Value::tuple(vec![Value::tuple(this.to_vec())])),
    )
    .method(
        "__sizeof__(self, /)",
        "Size of object in memory, in bytes.",
        // CPython's tuple: a head of 24 bytes and a pointer each.
        |_: &Vm, this: Tuple| Ok(24 + 8 * this.len()),
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
}

fn items_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a [Value]> {
    match value.payload() {
        Some(Payload::Tuple(items)) => Ok(items),
        _ => Err(sequence::wrong_type(vm, "tuple", value)),
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if class.layout != Layout::Tuple {
        return Err(vm.type_error(format!(
            "tuple.__new__({0}): {0} is not a subtype of tuple",
            class.display_name()
        )));
    }
    // Keywords of a subclass's own `__init__` pass by here.
    let args = match sequence::overrides(class, "__init__") {
        true => sequence::without_keywords(args),
        false => args,
    };
    let iterable = sequence::one_optional(vm, "tuple", args)?;
    let items = match iterable {
        Some(value) if *class == vm.types.tuple && Tuple::exact(&value).is_some() => {
            return Ok(value);
        }
        Some(value) => vm.collect(&value)?,
        None => Vec::new(),
    };
    if *class == vm.types.tuple {
        return Ok(Value::tuple(items));
    }
    Ok(class.instance(Some(Payload::Tuple(items.into_boxed_slice()))))
}

/// The hash of a row of hashes: the accumulator of xxHash (Yann Collet), as CPython has it.
fn hash(vm: &Vm, items: &[Value]) -> PyResult<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut acc = PRIME_5;
    for item in items {
        let lane = vm.nested(|| vm.hash(item), " while hashing a tuple")?;
        acc = acc.wrapping_add((lane as u64).wrapping_mul(PRIME_2));
        acc = acc.rotate_left(31).wrapping_mul(PRIME_1);
    }
    acc = acc.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    // -1 is an error mark inside CPython.
    Ok(if acc == u64::MAX {
        1_546_275_796
    } else {
        acc as i64
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let left = items_of(vm, a)?;
    let Some(Payload::Tuple(right)) = b.payload() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    sequence::compare(
        vm,
        op,
        || (left.len(), right.len()),
        |at| Some((left.get(at)?.clone(), right.get(at)?.clone())),
    )
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let items = items_of(vm, this)?;
    match Subscript::of(vm, index, "tuple")? {
        Subscript::Index(index) => match sequence::position(index, items.len()) {
            Some(at) => Ok(items[at].clone()),
            None => Err(vm.index_error("tuple index out of range")),
        },
        Subscript::Slice(bounds) => {
            let range = bounds.on(items.len());
            if range.step == 1 && range.count == items.len() && Tuple::exact(this).is_some() {
                return Ok(this.clone());
            }
            Ok(Value::tuple(
                range.indices().map(|i| items[i].clone()).collect(),
            ))
        }
    }
}

fn index(vm: &Vm, this: Tuple, value: Value, start: Value, stop: Value) -> PyResult<usize> {
    let bound = |value: &Value| {
        if value.as_small_int().is_none() && vm.class_of(value).slots.index.get().is_none() {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        }
        search_bound(vm, value)
    };
    let (start, stop) = (bound(&start)?, bound(&stop)?);
    let (start, stop) = sequence::search_range(start, stop, this.len());
    for at in start..stop {
        if vm.same_or_equal(&this[at], &value)? {
            return Ok(at);
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(Payload::Tuple(left)) = a.payload() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match b.payload() {
        Some(Payload::Tuple(right)) => {
            if right.is_empty() && Tuple::exact(a).is_some() {
                return Ok(a.clone());
            }
            if left.is_empty() && Tuple::exact(b).is_some() {
                return Ok(b.clone());
            }
            Ok(Value::tuple([&left[..], &right[..]].concat()))
        }
        _ => sequence::cannot_concatenate(vm, add, "tuple", a, b),
    }
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (tuple, items, is_left) = match (a.payload(), b.payload()) {
        (Some(Payload::Tuple(items)), _) => (a, items, true),
        (_, Some(Payload::Tuple(items))) => (b, items, false),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    match sequence::repeat_count(vm, multiply, a, b, is_left)? {
        Repeat::Times(1) if Tuple::exact(tuple).is_some() => Ok(tuple.clone()),
        Repeat::Times(times) => Ok(Value::tuple(sequence::repeated(vm, items, times)?)),
        Repeat::Result(value) => Ok(value),
    }
}
