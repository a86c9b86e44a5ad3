//! The views of a dict: `dict_keys`, `dict_values`, `dict_items`. Keys and items are set-like.

use super::class::Layout;
use super::dict::{DictView, ViewKind};
use super::dict_methods::{each_pair, iterator, reverse_iterator};
use super::sequence;
use super::{Payload, PyResult, Set, SetData, Str, Tuple, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::text_builder::TextBuilder;
use crate::native::ClassDef;
use crate::object::class::BinaryFn;
use crate::object::set_methods::{self, is_any_set};
use crate::vm::Vm;

pub fn keys_class_def() -> ClassDef {
    set_like(base("dict_keys"))
}

pub fn items_class_def() -> ClassDef {
    set_like(base("dict_items"))
}

pub fn values_class_def() -> ClassDef {
    base("dict_values")
}

/// The class of a view of an OrderedDict.
pub fn odict_class_def(name: &'static str, base: &crate::object::Class) -> ClassDef {
    ClassDef::builtin(name, Layout::Final, "").base(base)
}

fn base(name: &'static str) -> ClassDef {
    ClassDef::builtin(name, Layout::Final, "")
        .slots(|s| {
            s.repr.set(Some(repr));
            s.len
                .set(Some(|vm, this| Ok(view_of(vm, this)?.dict.len())));
            s.iter.set(Some(|vm, this| {
                let view = view_of(vm, this)?;
                Ok(iterator(view.dict.clone(), view.kind))
            }));
        })
        .getter(
            "mapping",
            "dictionary that this view refers to",
            |vm: &Vm, this: Value| {
                let view = view_of(vm, &this)?;
                Ok(crate::modules::types::mapping_proxy(vm, view.dict.clone()))
            },
        )
        .method(
            "__reversed__(self, /)",
            "Return a reverse iterator over the dict.",
            |vm: &Vm, this: Value| {
                let view = view_of(vm, &this)?;
                Ok(reverse_iterator(view.dict.clone(), view.kind))
            },
        )
}

fn set_like(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.contains.set(Some(|vm, this, item| {
            contains(vm, view_of(vm, this)?, item)
        }));
        s.compare.set(Some(compare));
        let operators: [(BinaryOp, BinaryFn); 4] = [
            (BinaryOp::Sub, difference),
            (BinaryOp::And, intersection),
            (BinaryOp::Or, union),
            (BinaryOp::Xor, symmetric_difference),
        ];
        for (op, function) in operators {
            s.binary[op as usize].set(Some(function));
        }
    })
    .method(
        "isdisjoint(self, other, /)",
        "Return True if the view and the given iterable have a null intersection.",
        |vm: &Vm, this: Value, other: Value| {
            let view = view_of(vm, &this)?;
            let mut apart = true;
            let iterator = vm.iter(&other)?;
            while apart && let Some(item) = vm.next(&iterator)? {
                apart = !contains(vm, view, &item)?;
            }
            Ok(apart)
        },
    )
}

fn view_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a DictView> {
    match value.payload() {
        Some(Payload::DictView(view)) => Ok(view),
        _ => Err(sequence::wrong_type(vm, "dict view", value)),
    }
}

/// The view behind a value, if it is set-like.
fn set_view(value: &Value) -> Option<&DictView> {
    match value.payload() {
        Some(Payload::DictView(view)) if view.kind != ViewKind::Values => Some(view),
        _ => None,
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let view = view_of(vm, this)?;
    let name = vm.type_name(this);
    sequence::guarded_repr(vm, this, "...", || {
        let mut out = TextBuilder::new();
        out.push_data(&name);
        out.push_str("([");
        let mut separator = "";
        each_pair(&view.dict, |key, value| {
            out.push_str(separator);
            separator = ", ";
            let shown = match view.kind {
                ViewKind::Keys => key,
                ViewKind::Values => value,
                ViewKind::Items => Value::tuple(vec![key, value]),
            };
            out.push_data(&*vm.repr(&shown)?);
            Ok(true)
        })?;
        out.push_str("])");
        Ok(out.take())
    })
}

fn contains(vm: &Vm, view: &DictView, item: &Value) -> PyResult<bool> {
    if view.kind == ViewKind::Keys {
        return view.dict.contains(vm, item);
    }
    let Some(pair) = Tuple::from_value(item) else {
        return Ok(false);
    };
    match &pair[..] {
        [key, value] => match view.dict.get(vm, key)? {
            Some(found) => vm.same_or_equal(&found, value),
            None => Ok(false),
        },
        _ => Ok(false),
    }
}

/// Whether every item of `a` is in `b`.
fn all_in(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let iterator = vm.iter(a)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(b, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if set_view(b).is_none() && !is_any_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left, right) = (vm.len(a)?, vm.len(b)?);
    Ok(Value::bool(match op {
        CompareOp::Eq => left == right && all_in(vm, a, b)?,
        CompareOp::Ne => !(left == right && all_in(vm, a, b)?),
        CompareOp::Lt => left < right && all_in(vm, a, b)?,
        CompareOp::Le => left <= right && all_in(vm, a, b)?,
        CompareOp::Gt => left > right && all_in(vm, b, a)?,
        CompareOp::Ge => left >= right && all_in(vm, b, a)?,
    }))
}

/// The items of any iterable as a new set.
fn to_set(vm: &Vm, value: &Value) -> PyResult<SetData> {
    let mut data = SetData::default();
    set_methods::extend(vm, &mut data, value)?;
    Ok(data)
}

/// Whether an operator applies at all: one side is a set-like view (which the other may be too).
fn applies(a: &Value, b: &Value) -> bool {
    set_view(a).is_some() || set_view(b).is_some()
}

fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    if !applies(a, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut result = to_set(vm, a)?;
    set_methods::extend(vm, &mut result, b)?;
    Ok(Set::new(result).into())
}

fn difference(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    if !applies(a, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut result = to_set(vm, a)?;
    set_methods::discard_all(vm, &mut result, b)?;
    Ok(Set::new(result).into())
}

fn symmetric_difference(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    if !applies(a, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut result = to_set(vm, a)?;
    let other = to_set(vm, b)?;
    set_methods::toggle_all(vm, &mut result, &other.snapshot())?;
    Ok(Set::new(result).into())
}

/// The items of one side that the other has too; which side is walked decides the order, and is
/// chosen as CPython chooses.
fn intersection(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (mut this, mut other) = match (set_view(a), set_view(b)) {
        (Some(_), _) => (a, b),
        (None, Some(_)) => (b, a),
        (None, None) => return Ok(Value::NOT_IMPLEMENTED),
    };
    let length = vm.len(this)?;
    if Set::exact(other).is_some() && length <= vm.len(other)? {
        return vm.call_method(other, "intersection", &mut [this.clone()]);
    }
    if set_view(other).is_some() && vm.len(other)? > length {
        std::mem::swap(&mut this, &mut other);
    }
    let view = view_of(vm, this)?;
    let mut result = SetData::default();
    vm.iterate(other, |item| {
        if contains(vm, view, &item)? {
            result.add(vm, item)?;
        }
        Ok(())
    })?;
    Ok(Set::new(result).into())
}
