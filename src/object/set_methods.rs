//! The classes set and frozenset: their protocol and methods. The table is in `set`.
//!
//! Which side of an operation is walked, and when tables grow, follows CPython's
//! `Objects/setobject.c`: together they decide the order in which a set of numbers is printed.

use std::cell::{Cell, RefCell, RefMut};

use super::class::{BinaryFn, Layout};
use super::dict::Probe;
use super::iterator::{IteratorData, with_set};
use super::sequence;
use super::set::{FrozenData, FrozenSet};
use super::{Class, Dict, Obj, Payload, PyResult, Set, SetData, Str, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::text_builder::TextBuilder;
use crate::native::{Args, ClassDef, VarArgs};
use crate::vm::Vm;

pub fn class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "set",
        Layout::Set,
        "Build an unordered collection of unique elements.",
    )
    .slots(|s| {
        s.new.set(Some(|vm, class, _| {
            let payload = Payload::Set(RefCell::default());
            Ok(vm.instance_of(class, &vm.types.set, payload))
        }));
        s.init.set(Some(init));
        let in_place: [(BinaryOp, BinaryFn); 4] = [
            (BinaryOp::Or, |vm, a, b| in_place(vm, a, b, update)),
            (BinaryOp::And, |vm, a, b| {
                in_place(vm, a, b, intersection_update)
            }),
            (BinaryOp::Sub, |vm, a, b| {
                in_place(vm, a, b, difference_update)
            }),
            (BinaryOp::Xor, |vm, a, b| {
                in_place(vm, a, b, symmetric_difference_update)
            }),
        ];
        for (op, function) in in_place {
            s.inplace[op as usize].set(Some(function));
        }
    });
    changing_methods(shared(def))
}

pub fn frozenset_class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "frozenset",
        Layout::FrozenSet,
        "Build an immutable unordered collection of unique elements.",
    )
    .slots(|s| {
        s.new.set(Some(frozenset_new));
        s.hash.set(Some(frozen_hash));
    });
    shared(def).method(
        "copy(self, /)",
        "Return a shallow copy of a set.",
        |_: &Vm, this: FrozenSet| {
            Ok(match FrozenSet::exact(&this.value()) {
                Some(same) => same,
                None => FrozenSet::new(this.set.clone()),
            })
        },
    )
}

/// What set and frozenset have in common.
fn shared(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.repr.set(Some(repr));
        s.compare.set(Some(compare));
        s.len.set(Some(|vm, this| read(vm, this, SetData::len)));
        s.contains.set(Some(contains));
        s.iter.set(Some(|vm, this| match this.as_obj() {
            Some(obj) => {
                let expected = read(vm, this, SetData::len)?;
                Ok(IteratorData::Set {
                    set: obj.clone(),
                    at: 0,
                    expected,
                }
                .into_value())
            }
            None => Err(sequence::wrong_type(vm, "set", this)),
        }));
        let operators: [(BinaryOp, BinaryFn); 4] = [
            (BinaryOp::Or, |vm, a, b| {
                operator(vm, a, b, |vm, a, b| union(vm, a, &[b.clone()]))
            }),
            (BinaryOp::And, |vm, a, b| operator(vm, a, b, intersection)),
            (BinaryOp::Sub, |vm, a, b| operator(vm, a, b, difference)),
            (BinaryOp::Xor, |vm, a, b| {
                operator(vm, a, b, symmetric_difference)
            }),
        ];
        for (op, function) in operators {
            s.binary[op as usize].set(Some(function));
        }
    })
    .method(
        "union(self, /, *others)",
        "Return a new set with elements from the set and all others.",
        |vm: &Vm, this: Value, others: VarArgs| {
            check(vm, &this)?;
            union(vm, &this, &others.0)
        },
    )
    .method(
        "intersection(self, /, *others)",
        "Return a new set with elements common to the set and all others.",
        |vm: &Vm, this: Value, others: VarArgs| fold(vm, this, others, intersection),
    )
    .method(
        "difference(self, /, *others)",
        "Return a new set with elements in the set that are not in the others.",
        |vm: &Vm, this: Value, others: VarArgs| fold(vm, this, others, difference),
    )
    .method(
        "symmetric_difference(self, other, /)",
        "Return a new set with elements in either the set or other but not both.",
        |vm: &Vm, this: Value, other: Value| {
            check(vm, &this)?;
            symmetric_difference(vm, &this, &other)
        },
    )
    .method(
        "issubset(self, other, /)",
        "Report whether another set contains this set.",
        |vm: &Vm, this: Value, other: Value| {
            check(vm, &this)?;
            is_subset(vm, &this, &as_set(vm, &other)?)
        },
    )
    .method(
        "issuperset(self, other, /)",
        "Report whether this set contains another set.",
        |vm: &Vm, this: Value, other: Value| {
            check(vm, &this)?;
            if is_any_set(&other) {
                return is_subset(vm, &other, &this);
            }
            all(vm, &other, |vm, item| holds(vm, &this, item))
        },
    )
    .method(
        "isdisjoint(self, other, /)",
        "Return True if two sets have a null intersection.",
        |vm: &Vm, this: Value, other: Value| {
            check(vm, &this)?;
            all(vm, &other, |vm, item| Ok(!holds(vm, &this, item)?))
        },
    )
    .method(
        "__reduce__(self, /)",
        "Return state information for pickling.",
        |vm: &Vm, this: Value| {
            let items: Vec<Value> = entries(vm, &this)?
                .into_iter()
                .map(|(key, _)| key)
                .collect();
            let state = vm.dict_of(&this).map_or(Value::NONE, Value::from);
            Ok((vm.class_of(&this), Value::tuple(vec![items.into()]), state))
        },
    )
    .method(
        "__sizeof__(self, /)",
        "S.__sizeof__() -> size of S in memory, in bytes.",
        |vm: &Vm, this: Value| {
            // CPython's head of 200 bytes has room for the smallest table.
            let slots = read(vm, &this, SetData::capacity)?;
            Ok(if slots <= 8 { 200 } else { 200 + 16 * slots })
        },
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
}

fn changing_methods(def: ClassDef) -> ClassDef {
    def.method(
        "add(self, object, /)",
        "Add an element to a set.",
        |vm: &Vm, this: Set, item: Value| this.add(vm, item).map(drop),
    )
    .method(
        "remove(self, object, /)",
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, \
         raise a KeyError.",
        |vm: &Vm, this: Set, item: Value| match discard(vm, &this, &item)? {
            true => Ok(()),
            false => Err(vm.key_error(&item)),
        },
    )
    .method(
        "discard(self, object, /)",
        "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() \
         method does not raise\nan exception when an element is missing from the set.",
        |vm: &Vm, this: Set, item: Value| discard(vm, &this, &item).map(drop),
    )
    .method(
        "pop(self, /)",
        "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
        |vm: &Vm, this: Set| {
            let popped = this.borrow_mut().pop();
            popped.ok_or_else(|| vm.key_error(&Value::str("pop from an empty set")))
        },
    )
    .method(
        "clear(self, /)",
        "Remove all elements from this set.",
        |_: &Vm, this: Set| {
            let old = this.borrow_mut().take_all();
            drop(old);
            Ok(())
        },
    )
    .method(
        "copy(self, /)",
        "Return a shallow copy of a set.",
        |_: &Vm, this: Set| {
            let mut data = SetData::default();
            data.copy_into_empty(&this.borrow());
            Ok(Set::new(data))
        },
    )
    .method(
        "update(self, /, *others)",
        "Update the set, adding elements from all others.",
        |vm: &Vm, this: Set, others: VarArgs| {
            others.0.iter().try_for_each(|o| update(vm, &this, o))
        },
    )
    .method(
        "intersection_update(self, /, *others)",
        "Update the set, keeping only elements found in it and all others.",
        |vm: &Vm, this: Set, others: VarArgs| {
            let result = fold(vm, this.value(), others, intersection)?;
            take_over(&this, &result);
            Ok(())
        },
    )
    .method(
        "difference_update(self, /, *others)",
        "Update the set, removing elements found in others.",
        |vm: &Vm, this: Set, others: VarArgs| {
            others
                .0
                .iter()
                .try_for_each(|o| difference_update(vm, &this, o))
        },
    )
    .method(
        "symmetric_difference_update(self, other, /)",
        "Update the set, keeping only elements found in either set, but not in both.",
        |vm: &Vm, this: Set, other: Value| symmetric_difference_update(vm, &this, &other),
    )
}

// ---- reading --------------------------------------------------------------------------------------

/// Whether a value is a set or a frozenset.
pub fn is_any_set(value: &Value) -> bool {
    matches!(
        value.payload(),
        Some(Payload::Set(_) | Payload::FrozenSet(_))
    )
}

fn check(vm: &Vm, value: &Value) -> PyResult<()> {
    if is_any_set(value) {
        Ok(())
    } else {
        Err(sequence::wrong_type(vm, "set", value))
    }
}

/// What a function makes of a set's data. No program code runs in it.
fn read<R>(vm: &Vm, value: &Value, f: impl FnOnce(&SetData) -> R) -> PyResult<R> {
    let result = value.as_obj().and_then(|obj| with_set(obj, f));
    result.ok_or_else(|| sequence::wrong_type(vm, "set", value))
}

/// The keys and hashes of a set, copied.
fn entries(vm: &Vm, value: &Value) -> PyResult<Vec<(Value, i64)>> {
    read(vm, value, SetData::snapshot)
}

/// The slot of a key; program code may run for the comparison, and change the set.
fn find(vm: &Vm, set: &Obj, key: &Value, hash: i64) -> PyResult<Option<usize>> {
    let mut rejected = Vec::new();
    loop {
        match with_set(set, |data| data.probe(key, hash, &rejected)) {
            Some(Probe::Found(at)) => return Ok(Some(at)),
            None | Some(Probe::Absent) => return Ok(None),
            Some(Probe::Ask(at, candidate)) => {
                let equal = vm.equal(&candidate, key)?;
                let still = with_set(set, |data| {
                    at < data.capacity() && data.key_at(at).is(&candidate)
                });
                match (still == Some(true), equal) {
                    (true, true) => return Ok(Some(at)),
                    (true, false) => rejected.push(at),
                    (false, _) => rejected.clear(),
                }
            }
        }
    }
}

/// Whether a set has a key whose hash is known.
fn has(vm: &Vm, set: &Value, key: &Value, hash: i64) -> PyResult<bool> {
    match set.as_obj() {
        Some(obj) => Ok(find(vm, obj, key, hash)?.is_some()),
        None => Ok(false),
    }
}

fn holds(vm: &Vm, set: &Value, key: &Value) -> PyResult<bool> {
    let hash = vm.hash(key)?;
    has(vm, set, key, hash)
}

/// The hash of a key to look for: a set is looked for as the frozenset with its elements.
fn search_hash(vm: &Vm, key: &Value) -> PyResult<i64> {
    match key.payload() {
        Some(Payload::Set(data)) if vm.class_of(key).slots.hash.get().is_none() => {
            Ok(combined_hash(&data.borrow()))
        }
        _ => vm.hash(key),
    }
}

fn contains(vm: &Vm, this: &Value, key: &Value) -> PyResult<bool> {
    check(vm, this)?;
    let hash = search_hash(vm, key)?;
    has(vm, this, key, hash)
}

fn all(vm: &Vm, iterable: &Value, test: impl Fn(&Vm, &Value) -> PyResult<bool>) -> PyResult<bool> {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        if !test(vm, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let items = entries(vm, this)?;
    let name = vm.type_name(this);
    let plain = name.as_str() == Some("set");
    sequence::guarded_repr(vm, this, &format!("{name}(...)"), || {
        if items.is_empty() {
            return Ok(Str::new(format!("{name}()")));
        }
        let shown = sequence::repr_items(vm, "{", "}", |at| items.get(at).map(|(k, _)| k.clone()))?;
        if plain {
            return Ok(shown);
        }
        let mut out = TextBuilder::new();
        out.push_data(&name);
        out.push_str("(");
        out.push_data(&shown);
        out.push_str(")");
        Ok(out.take())
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    check(vm, a)?;
    if !is_any_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left, right) = (read(vm, a, SetData::len)?, read(vm, b, SetData::len)?);
    Ok(Value::bool(match op {
        CompareOp::Eq => left == right && is_subset(vm, a, b)?,
        CompareOp::Ne => !(left == right && is_subset(vm, a, b)?),
        CompareOp::Le => is_subset(vm, a, b)?,
        CompareOp::Ge => is_subset(vm, b, a)?,
        CompareOp::Lt => left < right && is_subset(vm, a, b)?,
        CompareOp::Gt => left > right && is_subset(vm, b, a)?,
    }))
}

/// Whether every key of the set `a` is in the set `b`.
fn is_subset(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    if read(vm, a, SetData::len)? > read(vm, b, SetData::len)? {
        return Ok(false);
    }
    for (key, hash) in entries(vm, a)? {
        if !has(vm, b, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

// ---- hashing ---------------------------------------------------------------------------------------

/// The hash of a set's elements, whatever their order: CPython's mixing of their hashes.
fn combined_hash(data: &SetData) -> i64 {
    let shuffle = |h: u64| ((h ^ 89_869_747) ^ (h << 16)).wrapping_mul(3_644_798_167);
    let mut hash = data.iter().fold(0, |acc, (_, h)| acc ^ shuffle(h as u64));
    hash ^= (data.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    // -1 is an error mark inside CPython.
    if hash == u64::MAX {
        590_923_713
    } else {
        hash as i64
    }
}

fn frozen_hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    let Some(set) = FrozenSet::from_value(this) else {
        return Err(sequence::wrong_type(vm, "frozenset", this));
    };
    if set.hash.get() == -1 {
        set.hash.set(combined_hash(&set.set));
    }
    Ok(set.hash.get())
}

// ---- building ---------------------------------------------------------------------------------------

/// Add the items of any iterable to a set that only the caller can reach.
pub fn extend(vm: &Vm, data: &mut SetData, iterable: &Value) -> PyResult<()> {
    if let Some(obj) = iterable.as_obj().filter(|_| is_any_set(iterable)) {
        if data.is_blank() {
            with_set(obj, |other| data.copy_into_empty(other));
            return Ok(());
        }
        with_set(obj, |other| data.reserve_for(other));
        for (key, hash) in entries(vm, iterable)? {
            data.add_hashed(vm, key, hash)?;
        }
        return Ok(());
    }
    if let Some(dict) = Dict::exact(iterable) {
        data.reserve_for_dict(dict.len());
        for (key, hash) in dict_keys(&dict) {
            data.add_hashed(vm, key, hash)?;
        }
        return Ok(());
    }
    vm.iterate(iterable, |item| data.add(vm, item).map(drop))
}

fn dict_keys(dict: &Dict) -> Vec<(Value, i64)> {
    dict.borrow()
        .iter()
        .map(|e| (e.key.clone(), e.hash))
        .collect()
}

/// The keys of any iterable with their hashes, each once.
fn keys_of(vm: &Vm, iterable: &Value) -> PyResult<Vec<(Value, i64)>> {
    if is_any_set(iterable) {
        return entries(vm, iterable);
    }
    if let Some(dict) = Dict::exact(iterable) {
        return Ok(dict_keys(&dict));
    }
    let mut data = SetData::default();
    extend(vm, &mut data, iterable)?;
    Ok(data.snapshot())
}

/// Remove the items of an iterable from a set that only the caller can reach.
pub fn discard_all(vm: &Vm, data: &mut SetData, iterable: &Value) -> PyResult<()> {
    let remove = |data: &mut SetData, key: &Value, hash: i64| -> PyResult<()> {
        if let Some(at) = data.find_private(vm, key, hash)? {
            drop(data.remove_at(at));
        }
        Ok(())
    };
    if is_any_set(iterable) {
        for (key, hash) in entries(vm, iterable)? {
            remove(data, &key, hash)?;
        }
    } else {
        vm.iterate(iterable, |key| {
            let hash = vm.hash(&key)?;
            remove(data, &key, hash)
        })?;
    }
    data.tidy();
    Ok(())
}

/// Add the keys that are not there and remove those that are.
pub fn toggle_all(vm: &Vm, data: &mut SetData, keys: &[(Value, i64)]) -> PyResult<()> {
    for (key, hash) in keys {
        match data.find_private(vm, key, *hash)? {
            Some(at) => drop(data.remove_at(at)),
            None => data.insert_new(key.clone(), *hash),
        }
    }
    Ok(())
}

/// A new set of the kind that an operation on `like` gives: always set or frozenset itself.
fn wrap(like: &Value, data: SetData) -> Value {
    match like.payload() {
        Some(Payload::FrozenSet(_)) => FrozenSet::new(data).into(),
        _ => Set::new(data).into(),
    }
}

/// The value itself if it is a set, otherwise a new set of its items.
fn as_set(vm: &Vm, value: &Value) -> PyResult<Value> {
    if is_any_set(value) {
        return Ok(value.clone());
    }
    let mut data = SetData::default();
    extend(vm, &mut data, value)?;
    Ok(Set::new(data).into())
}

fn frozenset_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    // Keywords of a subclass's own `__init__` pass by here.
    let args = match sequence::overrides(class, "__init__") {
        true => sequence::without_keywords(args),
        false => args,
    };
    let iterable = sequence::one_optional(vm, "frozenset", args)?;
    let mut set = SetData::default();
    if let Some(iterable) = iterable {
        if *class == vm.types.frozenset && FrozenSet::exact(&iterable).is_some() {
            return Ok(iterable);
        }
        extend(vm, &mut set, &iterable)?;
    }
    let payload = Payload::FrozenSet(Box::new(FrozenData {
        set,
        hash: Cell::new(-1),
    }));
    Ok(vm.instance_of(class, &vm.types.frozenset, payload))
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let Some(set) = Set::from_value(this) else {
        return Err(sequence::wrong_type(vm, "set", this));
    };
    let args = match sequence::overrides(&vm.class_of(this), "__new__") {
        true => sequence::without_keywords(args),
        false => args,
    };
    let iterable = sequence::one_optional(vm, "set", args)?;
    let old = set.borrow_mut().take_all();
    drop(old);
    match iterable {
        Some(iterable) => update(vm, &set, &iterable),
        None => Ok(()),
    }
}

// ---- new sets from old --------------------------------------------------------------------------------

/// An operator of two sets; others are for the other operand to decide.
fn operator(
    vm: &Vm,
    a: &Value,
    b: &Value,
    make: fn(&Vm, &Value, &Value) -> PyResult<Value>,
) -> PyResult<Value> {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    make(vm, a, b)
}

/// A method that takes any number of others, one after the other; with none, a copy.
fn fold(
    vm: &Vm,
    this: Value,
    others: VarArgs,
    make: fn(&Vm, &Value, &Value) -> PyResult<Value>,
) -> PyResult<Value> {
    check(vm, &this)?;
    let Some((first, rest)) = others.0.split_first() else {
        return union(vm, &this, &[]);
    };
    let mut result = make(vm, &this, first)?;
    for other in rest {
        result = make(vm, &result, other)?;
    }
    Ok(result)
}

fn union(vm: &Vm, this: &Value, others: &[Value]) -> PyResult<Value> {
    let mut result = SetData::default();
    extend(vm, &mut result, this)?;
    for other in others {
        if !other.is(this) {
            extend(vm, &mut result, other)?;
        }
    }
    Ok(wrap(this, result))
}

fn intersection(vm: &Vm, this: &Value, other: &Value) -> PyResult<Value> {
    if this.is(other) {
        return union(vm, this, &[]);
    }
    let mut result = SetData::default();
    if is_any_set(other) {
        let (mut has_all, mut walked) = (this, other);
        if read(vm, walked, SetData::len)? > read(vm, has_all, SetData::len)? {
            std::mem::swap(&mut has_all, &mut walked);
        }
        for (key, hash) in entries(vm, walked)? {
            if has(vm, has_all, &key, hash)? {
                result.add_hashed(vm, key, hash)?;
            }
        }
    } else {
        vm.iterate(other, |key| {
            let hash = vm.hash(&key)?;
            if has(vm, this, &key, hash)? {
                result.add_hashed(vm, key, hash)?;
            }
            Ok(())
        })?;
    }
    Ok(wrap(this, result))
}

fn difference(vm: &Vm, this: &Value, other: &Value) -> PyResult<Value> {
    let length = read(vm, this, SetData::len)?;
    let other_length = match Dict::exact(other) {
        Some(dict) => Some(dict.len()),
        None if is_any_set(other) => Some(read(vm, other, SetData::len)?),
        None => None,
    };
    let mut result = SetData::default();
    // A much smaller other side is walked instead of this one.
    if other_length.is_none_or(|n| length >> 2 > n) {
        extend(vm, &mut result, this)?;
        discard_all(vm, &mut result, other)?;
        return Ok(wrap(this, result));
    }
    let dict = Dict::exact(other);
    for (key, hash) in entries(vm, this)? {
        let found = match &dict {
            Some(dict) => dict.find(vm, &key, hash)?.is_some(),
            None => has(vm, other, &key, hash)?,
        };
        if !found {
            result.add_hashed(vm, key, hash)?;
        }
    }
    Ok(wrap(this, result))
}

fn symmetric_difference(vm: &Vm, this: &Value, other: &Value) -> PyResult<Value> {
    let mut result = SetData::default();
    extend(vm, &mut result, other)?;
    if this.is(other) {
        return Ok(wrap(this, SetData::default()));
    }
    toggle_all(vm, &mut result, &entries(vm, this)?)?;
    Ok(wrap(this, result))
}

// ---- changing a set ---------------------------------------------------------------------------------------

fn in_place(
    vm: &Vm,
    a: &Value,
    b: &Value,
    change: fn(&Vm, &Set, &Value) -> PyResult<()>,
) -> PyResult<Value> {
    match Set::from_value(a) {
        Some(set) if is_any_set(b) => {
            change(vm, &set, b)?;
            Ok(a.clone())
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Exchange a set's contents for those of a new set.
fn take_over(this: &Set, result: &Value) {
    if let Some(result) = Set::from_value(result) {
        let new = result.borrow_mut().take_all();
        let old = this.replace(new);
        drop(old);
    }
}

fn insert(vm: &Vm, this: &Set, key: Value, hash: i64) -> PyResult<()> {
    if this.find(vm, &key, hash)?.is_none() {
        this.borrow_mut().insert_new(key, hash);
    }
    Ok(())
}

fn update(vm: &Vm, this: &Set, other: &Value) -> PyResult<()> {
    if this.value().is(other) {
        return Ok(());
    }
    if let Some(obj) = other.as_obj().filter(|_| is_any_set(other)) {
        let mut data: RefMut<SetData> = this.borrow_mut();
        if data.is_blank() {
            with_set(obj, |other| data.copy_into_empty(other));
            return Ok(());
        }
        with_set(obj, |other| data.reserve_for(other));
        drop(data);
        let all = entries(vm, other)?;
        return all
            .into_iter()
            .try_for_each(|(key, hash)| insert(vm, this, key, hash));
    }
    if let Some(dict) = Dict::exact(other) {
        this.borrow_mut().reserve_for_dict(dict.len());
        return dict_keys(&dict)
            .into_iter()
            .try_for_each(|(key, hash)| insert(vm, this, key, hash));
    }
    vm.iterate(other, |item| this.add(vm, item).map(drop))
}

fn intersection_update(vm: &Vm, this: &Set, other: &Value) -> PyResult<()> {
    let result = intersection(vm, &this.value(), other)?;
    take_over(this, &result);
    Ok(())
}

fn remove_key(vm: &Vm, this: &Set, key: &Value, hash: i64) -> PyResult<bool> {
    let Some(at) = find(vm, this.obj(), key, hash)? else {
        return Ok(false);
    };
    let old = this.borrow_mut().remove_at(at);
    drop(old);
    Ok(true)
}

/// Remove a key; whether it was there.
fn discard(vm: &Vm, this: &Set, key: &Value) -> PyResult<bool> {
    let hash = search_hash(vm, key)?;
    remove_key(vm, this, key, hash)
}

fn difference_update(vm: &Vm, this: &Set, other: &Value) -> PyResult<()> {
    if this.value().is(other) {
        let old = this.borrow_mut().take_all();
        drop(old);
        return Ok(());
    }
    if is_any_set(other) {
        for (key, hash) in entries(vm, other)? {
            remove_key(vm, this, &key, hash)?;
        }
    } else {
        vm.iterate(other, |key| {
            let hash = vm.hash(&key)?;
            remove_key(vm, this, &key, hash).map(drop)
        })?;
    }
    this.borrow_mut().tidy();
    Ok(())
}

fn symmetric_difference_update(vm: &Vm, this: &Set, other: &Value) -> PyResult<()> {
    if this.value().is(other) {
        let old = this.borrow_mut().take_all();
        drop(old);
        return Ok(());
    }
    for (key, hash) in keys_of(vm, other)? {
        if !remove_key(vm, this, &key, hash)? {
            insert(vm, this, key, hash)?;
        }
    }
    Ok(())
}
