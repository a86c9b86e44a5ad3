//! The class dict: its protocol and methods. The data is in `dict`, the views in `dict_views`.

use std::cell::RefCell;

use super::class::Layout;
use super::dict::{DictView, ViewKind};
use super::iterator::IteratorData;
use super::sequence;
use super::{Class, Dict, DictData, Object, Payload, PyResult, Str, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::text_builder::TextBuilder;
use crate::native::{Args, ClassDef, KwArgs, VarArgs};
use crate::vm::Vm;

pub use super::dict_views::{items_class_def, keys_class_def, values_class_def};

pub fn class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "dict",
        Layout::Dict,
        "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a \
         mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as \
         if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new \
         dictionary initialized with the name=value pairs\n    in the keyword argument list.  For \
         example:  dict(one=1, two=2)",
    )
    .slots(|s| {
        s.new.set(Some(|vm, class, _| {
            let payload = Payload::Dict(RefCell::default());
            Ok(vm.instance_of(class, &vm.types.dict, payload))
        }));
        s.init.set(Some(|vm, this, args| {
            let dict = dict_of(vm, this)?;
            update_from_args(vm, &dict, "dict", args)
        }));
        s.repr.set(Some(repr));
        s.compare.set(Some(compare));
        s.len.set(Some(|vm, this| Ok(dict_of(vm, this)?.len())));
        s.contains
            .set(Some(|vm, this, key| dict_of(vm, this)?.contains(vm, key)));
        s.get_item.set(Some(get_item));
        s.set_item.set(Some(|vm, this, key, value| {
            let dict = dict_of(vm, this)?;
            match value {
                Some(value) => dict.set(vm, key.clone(), value).map(drop),
                None => match dict.remove(vm, key)? {
                    Some(_) => Ok(()),
                    None => Err(vm.key_error(key)),
                },
            }
        }));
        s.iter.set(Some(|vm, this| {
            Ok(iterator(dict_of(vm, this)?, ViewKind::Keys))
        }));
        s.binary[BinaryOp::Or as usize].set(Some(union));
        s.inplace[BinaryOp::Or as usize].set(Some(|vm, this, other| {
            update(vm, &dict_of(vm, this)?, other)?;
            Ok(this.clone())
        }));
    });
    views(methods(def))
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "get(self, key, default=None, /)",
        "Return the value for key if key is in the dictionary, else default.",
        |vm: &Vm, this: Dict, key: Value, default: Value| {
            Ok(this.get(vm, &key)?.unwrap_or(default))
        },
    )
    .method(
        "setdefault(self, key, default=None, /)",
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value \
         for key if key is in the dictionary, else default.",
        |vm: &Vm, this: Dict, key: Value, default: Value| {
            let hash = vm.hash(&key)?;
            if let Some(at) = this.find(vm, &key, hash)? {
                return Ok(this.borrow().entries()[at].value.clone());
            }
            this.borrow_mut().push(hash, key, default.clone());
            Ok(default)
        },
    )
    .method(
        "pop(self, key, default=<none>, /)",
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key \
         is not found, return the default if given; otherwise,\nraise a KeyError.",
        |vm: &Vm, this: Dict, key: Value, default: Option<Value>| {
            // Nothing is hashed to be looked for in an empty dict.
            let found = match this.is_empty() {
                true => None,
                false => this.remove(vm, &key)?,
            };
            match found {
                Some(value) => Ok(value),
                None => default.ok_or_else(|| vm.key_error(&key)),
            }
        },
    )
    .method(
        "popitem(self, /)",
        "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO \
         (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
        |vm: &Vm, this: Dict| {
            let last = this.borrow_mut().pop_last();
            last.ok_or_else(|| vm.key_error(&Value::str("popitem(): dictionary is empty")))
        },
    )
    .method(
        "update(self, /, *args, **kwargs)",
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and \
         has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and \
         lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is \
         followed by: for k in F:  D[k] = F[k]",
        |vm: &Vm, this: Dict, args: VarArgs, kwargs: KwArgs| {
            let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
            let mut all = args.0;
            all.extend(values);
            update_from_args(
                vm,
                &this,
                "update",
                Args {
                    values: &mut all,
                    names: &names,
                },
            )
        },
    )
    .method(
        "clear(self, /)",
        "Remove all items from the dict.",
        |_: &Vm, this: Dict| {
            let old = this.borrow_mut().take_all();
            drop(old);
            Ok(())
        },
    )
    .method(
        "copy(self, /)",
        "Return a shallow copy of the dict.",
        |_: &Vm, this: Dict| Ok(this.copy()),
    )
    .class_method(
        "fromkeys(type, iterable, value=None, /)",
        "Create a new dictionary with keys from iterable and values set to value.",
        from_keys,
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
    .method(
        "__sizeof__(self, /)",
        "Return the size of the dict in memory.",
        // CPython's head of 48 bytes, and its table: indices and room for two thirds of them.
        |_: &Vm, this: Dict| {
            let length = this.len();
            let slots = (length * 3 / 2 + 1).next_power_of_two().max(8);
            let width = if slots <= 256 {
                1
            } else if slots <= 65536 {
                2
            } else {
                4
            };
            let table = 32 + slots * width + slots * 2 / 3 * 24;
            Ok(if length == 0 { 48 } else { 48 + table })
        },
    )
}

fn views(def: ClassDef) -> ClassDef {
    def.method(
        "keys(self, /)",
        "Return a set-like object providing a view on the dict's keys.",
        |_: &Vm, this: Dict| Ok(view(this, ViewKind::Keys)),
    )
    .method(
        "values(self, /)",
        "Return an object providing a view on the dict's values.",
        |_: &Vm, this: Dict| Ok(view(this, ViewKind::Values)),
    )
    .method(
        "items(self, /)",
        "Return a set-like object providing a view on the dict's items.",
        |_: &Vm, this: Dict| Ok(view(this, ViewKind::Items)),
    )
    .method(
        "__reversed__(self, /)",
        "Return a reverse iterator over the dict keys.",
        |_: &Vm, this: Dict| Ok(reverse_iterator(this, ViewKind::Keys)),
    )
}

fn dict_of(vm: &Vm, value: &Value) -> PyResult<Dict> {
    Dict::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "dict", value))
}

/// A live view of a dict.
pub fn view(dict: Dict, kind: ViewKind) -> Value {
    Value::heap(Object::tracked(Payload::DictView(DictView {
        kind,
        dict,
        ordered: false,
    })))
}

/// A live view of an OrderedDict.
pub fn ordered_view(dict: Dict, kind: ViewKind) -> Value {
    Value::heap(Object::tracked(Payload::DictView(DictView {
        kind,
        dict,
        ordered: true,
    })))
}

pub(super) fn iterator(dict: Dict, view: ViewKind) -> Value {
    IteratorData::over_dict(dict, view).into_value()
}

pub(super) fn reverse_iterator(dict: Dict, view: ViewKind) -> Value {
    let expected = dict.len();
    let at = dict.borrow().entries().len();
    IteratorData::DictReversed {
        dict,
        view,
        at,
        expected,
    }
    .into_value()
}

/// Call `each` with every pair, position by position, so that program code may change the dict.
pub(super) fn each_pair(
    dict: &Dict,
    mut each: impl FnMut(Value, Value) -> PyResult<bool>,
) -> PyResult<()> {
    let mut at = 0;
    loop {
        let pair = {
            let data = dict.borrow();
            data.next_live(at).map(|found| {
                at = found + 1;
                let entry = &data.entries()[found];
                (entry.key.clone(), entry.value.clone())
            })
        };
        let Some((key, value)) = pair else {
            return Ok(());
        };
        if !each(key, value)? {
            return Ok(());
        }
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let dict = dict_of(vm, this)?;
    sequence::guarded_repr(vm, this, "{...}", || {
        let mut out = TextBuilder::new();
        let mut separator = "{";
        each_pair(&dict, |key, value| {
            out.push_str(separator);
            separator = ", ";
            out.push_data(&*vm.repr(&key)?);
            out.push_str(": ");
            out.push_data(&*vm.repr(&value)?);
            Ok(true)
        })?;
        out.push_str(if out.is_empty() { "{}" } else { "}" });
        Ok(out.take())
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let left = dict_of(vm, a)?;
    let (Some(right), CompareOp::Eq | CompareOp::Ne) = (Dict::from_value(b), op) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = left.is(&right) || same_pairs(vm, &left, &right)?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn same_pairs(vm: &Vm, left: &Dict, right: &Dict) -> PyResult<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    let mut equal = true;
    each_pair(left, |key, value| {
        equal = match right.get(vm, &key)? {
            Some(other) => vm.same_or_equal(&value, &other)?,
            None => false,
        };
        Ok(equal)
    })?;
    Ok(equal)
}

fn get_item(vm: &Vm, this: &Value, key: &Value) -> PyResult<Value> {
    if let Some(found) = dict_of(vm, this)?.get(vm, key)? {
        return Ok(found);
    }
    // Only subclasses have `__missing__`.
    if Dict::exact(this).is_none()
        && let Some(missing) = vm.special_method(this, "__missing__")?
    {
        return vm.call(&missing, &mut [key.clone()]);
    }
    Err(vm.key_error(key))
}

fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(left), Some(right)) = (Dict::from_value(a), Dict::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = left.copy();
    update(vm, &result, &right.value())?;
    Ok(result.into())
}

/// The arguments of `dict()` and `update()`: at most one iterable or mapping, and keywords.
fn update_from_args(vm: &Vm, dict: &Dict, name: &str, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    match &positional[..] {
        [] => {}
        [source] => update(vm, dict, source)?,
        more => {
            return Err(vm.type_error(format!(
                "{name} expected at most 1 argument, got {}",
                more.len()
            )));
        }
    }
    for (key, value) in keywords {
        let old = dict.set_str(&key, value);
        drop(old);
    }
    Ok(())
}

/// `dict.update(source)`: a mapping, or pairs.
pub fn update(vm: &Vm, dict: &Dict, source: &Value) -> PyResult<()> {
    if let Some(other) = Dict::from_value(source)
        && is_plain_iteration(vm, source)
    {
        return merge(vm, dict, &other);
    }
    if vm.attr_opt(source, "keys")?.is_some() {
        let keys = vm.call_method(source, "keys", &mut [])?;
        return vm.iterate(&keys, |key| {
            let value = vm.get_item(source, &key)?;
            dict.set(vm, key, value).map(drop)
        });
    }
    let mut at = 0;
    vm.iterate(source, |item| {
        let (key, value) = pair(vm, &item, at)?;
        at += 1;
        dict.set(vm, key, value).map(drop)
    })
}

/// Whether iterating over a dict means iterating over its keys: no subclass says otherwise.
fn is_plain_iteration(vm: &Vm, value: &Value) -> bool {
    match (
        vm.class_of(value).slots.iter.get(),
        vm.types.dict.slots.iter.get(),
    ) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => false,
    }
}

fn merge(vm: &Vm, dict: &Dict, other: &Dict) -> PyResult<()> {
    if dict.is(other) {
        return Ok(());
    }
    if dict.is_empty() {
        let mut copy = other.borrow().duplicate();
        let mut data = dict.borrow_mut();
        let side = data.set_side(None);
        copy.set_side(side);
        let old = std::mem::replace(&mut *data, copy);
        drop(data);
        drop(old);
        return Ok(());
    }
    let expected = other.len();
    let mut at = 0;
    loop {
        let entry = {
            let data = other.borrow();
            data.next_live(at).map(|found| {
                at = found + 1;
                data.entries()[found].clone()
            })
        };
        let Some(entry) = entry else { return Ok(()) };
        let old = dict.set_hashed(vm, entry.key, entry.hash, entry.value)?;
        drop(old);
        if other.len() != expected {
            return Err(vm.runtime_error("dict mutated during update"));
        }
    }
}

/// A pair of the sequence that a dict is made from.
fn pair(vm: &Vm, item: &Value, at: usize) -> PyResult<(Value, Value)> {
    if let Some(Payload::Tuple(t)) = item.as_obj().map(|o| o.raw())
        && let [key, value] = &t[..]
    {
        return Ok((key.clone(), value.clone()));
    }
    let class = vm.class_of(item);
    if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
        return Err(vm.type_error(format!(
            "cannot convert dictionary update sequence element #{at} to a sequence"
        )));
    }
    let parts = vm.collect(item)?;
    match <[Value; 2]>::try_from(parts) {
        Ok([key, value]) => Ok((key, value)),
        Err(parts) => Err(vm.value_error(format!(
            "dictionary update sequence element #{at} has length {}; 2 is required",
            parts.len()
        ))),
    }
}

fn from_keys(vm: &Vm, class: Class, iterable: Value, value: Value) -> PyResult<Value> {
    if class == vm.types.dict {
        let dict = Dict::from_data(DictData::default());
        vm.iterate(&iterable, |key| dict.set(vm, key, value.clone()).map(drop))?;
        return Ok(dict.into());
    }
    let made = vm.call(&class.value(), &mut [])?;
    vm.iterate(&iterable, |key| vm.set_item(&made, &key, value.clone()))?;
    Ok(made)
}
