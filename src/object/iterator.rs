//! The data of the iterators of built-in containers. Their `next` is in the same file, used by
//! the VM's loop and by the type's slot alike; `zip`, `map`, `enumerate` and their like are native
//! types in `modules/builtins`.

use super::class::Layout;
use super::dict::{Dict, ViewKind};
use super::set::SetData;
use super::{Exc, Kind, List, Obj, Payload, PyResult, Str, Value};
use crate::native::ClassDef;
use crate::vm::Vm;

/// An iterator of a built-in container.
pub enum IteratorData {
    /// `remaining` ints from `next`, `step` apart.
    Range {
        next: i64,
        step: i64,
        remaining: i64,
    },
    BigRange(Box<BigRange>),
    List {
        list: List,
        at: usize,
    },
    /// `reversed(list)`: `at` items are left.
    ListReversed {
        list: List,
        at: usize,
    },
    Tuple {
        tuple: Obj,
        at: usize,
    },
    /// A str, by the byte offset of the next code point (by index, if it is wide).
    Str {
        text: Str,
        at: usize,
    },
    Bytes {
        bytes: Obj,
        at: usize,
    },
    Dict {
        dict: Dict,
        view: ViewKind,
        at: usize,
        expected: usize,
    },
    DictReversed {
        dict: Dict,
        view: ViewKind,
        at: usize,
        expected: usize,
    },
    Set {
        set: Obj,
        at: usize,
        expected: usize,
    },
    /// An object with `__getitem__` only.
    Sequence {
        object: Value,
        at: usize,
    },
    /// `reversed()` of an object with `__len__` and `__getitem__`.
    SequenceReversed {
        object: Value,
        at: usize,
    },
    /// `iter(callable, sentinel)`
    Call {
        callable: Value,
        sentinel: Value,
    },
    /// An iterator that has ended, and what it was.
    Finished(IteratorKind),
}

/// Where the iterator of a range beyond 64 bits stands.
pub struct BigRange {
    pub next: Value,
    pub step: Value,
    pub stop: Value,
}

/// What an iterator is, for its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IteratorKind {
    Range,
    BigRange,
    List,
    ListReversed,
    Tuple,
    AsciiStr,
    Str,
    Bytes,
    Dict(ViewKind),
    DictReversed(ViewKind),
    Set,
    Sequence,
    SequenceReversed,
    Call,
}

/// Runs `f` on the data of a set or frozenset.
pub fn with_set<R>(set: &Obj, f: impl FnOnce(&SetData) -> R) -> Option<R> {
    match set.payload() {
        Payload::Set(s) => Some(f(&s.borrow())),
        Payload::FrozenSet(s) => Some(f(&s.set)),
        _ => None,
    }
}

fn changed(vm: &Vm, what: &str) -> Exc {
    vm.runtime_error(format!("{what} changed size during iteration"))
}

/// The same for a dict, which may be an OrderedDict: that words it differently.
fn dict_changed(vm: &Vm, dict: &Obj) -> Exc {
    let class = vm.class_of(&Value::heap(dict.clone()));
    if class.is_subclass_of(&vm.class_for::<crate::modules::collections::OrderedDict>()) {
        return vm.runtime_error("OrderedDict mutated during iteration");
    }
    changed(vm, "dictionary")
}

impl IteratorData {
    pub fn kind(&self) -> IteratorKind {
        match self {
            IteratorData::Range { .. } => IteratorKind::Range,
            IteratorData::BigRange(_) => IteratorKind::BigRange,
            IteratorData::List { .. } => IteratorKind::List,
            IteratorData::ListReversed { .. } => IteratorKind::ListReversed,
            IteratorData::Tuple { .. } => IteratorKind::Tuple,
            IteratorData::Str { text, .. } if text.is_ascii() => IteratorKind::AsciiStr,
            IteratorData::Str { .. } => IteratorKind::Str,
            IteratorData::Bytes { .. } => IteratorKind::Bytes,
            IteratorData::Dict { view, .. } => IteratorKind::Dict(*view),
            IteratorData::DictReversed { view, .. } => IteratorKind::DictReversed(*view),
            IteratorData::Set { .. } => IteratorKind::Set,
            IteratorData::Sequence { .. } => IteratorKind::Sequence,
            IteratorData::SequenceReversed { .. } => IteratorKind::SequenceReversed,
            IteratorData::Call { .. } => IteratorKind::Call,
            IteratorData::Finished(kind) => *kind,
        }
    }

    /// The next item; `None` at the end. Program code runs only for the kinds that say so, with
    /// no borrow held: see [`next`].
    #[inline]
    fn step(&mut self, vm: &Vm) -> PyResult<Option<Value>> {
        match self {
            IteratorData::Range {
                next,
                step,
                remaining,
            } => {
                if *remaining <= 0 {
                    return Ok(None);
                }
                *remaining -= 1;
                let value = *next;
                *next = next.wrapping_add(*step);
                Ok(Some(Value::int(value)))
            }
            IteratorData::List { list, at } => {
                let item = list.borrow().get(*at).cloned();
                *at += 1;
                if item.is_none() {
                    *self = IteratorData::Finished(self.kind());
                }
                Ok(item)
            }
            IteratorData::ListReversed { list, at } => {
                let item = at
                    .checked_sub(1)
                    .and_then(|i| list.borrow().get(i).cloned());
                match item {
                    Some(item) => {
                        *at -= 1;
                        Ok(Some(item))
                    }
                    None => {
                        *self = IteratorData::Finished(self.kind());
                        Ok(None)
                    }
                }
            }
            IteratorData::Tuple { tuple, at } => {
                let Payload::Tuple(items) = tuple.payload() else {
                    return Ok(None);
                };
                let item = items.get(*at).cloned();
                *at += 1;
                Ok(item)
            }
            IteratorData::Str { text, at } => match (text.as_str(), text.as_wide()) {
                (Some(s), _) => Ok(s.get(*at..).and_then(|rest| rest.chars().next()).map(|c| {
                    *at += c.len_utf8();
                    Str::from_code_point(u32::from(c)).into()
                })),
                (None, Some(w)) => Ok(w.get(*at).map(|&p| {
                    *at += 1;
                    Str::from_code_point(p).into()
                })),
                (None, None) => Ok(None),
            },
            IteratorData::Bytes { bytes, at } => {
                let item = match bytes.payload() {
                    Payload::Bytes(b) => b.get(*at).copied(),
                    Payload::ByteArray(b) => b.borrow().get(*at).copied(),
                    _ => None,
                };
                *at += 1;
                Ok(item.map(|b| Value::int(i64::from(b))))
            }
            IteratorData::Dict {
                dict,
                view,
                at,
                expected,
            } => {
                let data = dict.borrow();
                if data.len() != *expected {
                    return Err(dict_changed(vm, dict.obj()));
                }
                Ok(data.next_live(*at).map(|found| {
                    *at = found + 1;
                    entry_value(&data.entries()[found], *view)
                }))
            }
            IteratorData::DictReversed {
                dict,
                view,
                at,
                expected,
            } => {
                let data = dict.borrow();
                if data.len() != *expected {
                    return Err(dict_changed(vm, dict.obj()));
                }
                while *at > 0 {
                    *at -= 1;
                    if let Some(entry) = data.entries().get(*at)
                        && entry.key.is_set()
                    {
                        return Ok(Some(entry_value(entry, *view)));
                    }
                }
                Ok(None)
            }
            IteratorData::Set { set, at, expected } => with_set(set, |data| {
                if data.len() != *expected {
                    return Err(changed(vm, "Set"));
                }
                Ok(data.next_live(*at).map(|found| {
                    *at = found + 1;
                    data.key_at(found).clone()
                }))
            })
            .unwrap_or(Ok(None)),
            IteratorData::BigRange(_)
            | IteratorData::Sequence { .. }
            | IteratorData::SequenceReversed { .. }
            | IteratorData::Call { .. }
            | IteratorData::Finished(_) => Ok(None),
        }
    }
}

fn entry_value(entry: &super::dict::Entry, view: ViewKind) -> Value {
    match view {
        ViewKind::Keys => entry.key.clone(),
        ViewKind::Values => entry.value.clone(),
        ViewKind::Items => Value::tuple(vec![entry.key.clone(), entry.value.clone()]),
    }
}

/// The next key and value of an iterator over a dict's items, for a loop that takes the pair apart
/// at once; `None` where [`next`] has to be asked, which knows how the loop ends.
pub fn next_entry(iterator: &Obj) -> Option<(Value, Value)> {
    let Payload::Iterator(cell) = iterator.raw() else {
        return None;
    };
    let mut state = cell.borrow_mut();
    let IteratorData::Dict {
        dict,
        view: ViewKind::Items,
        at,
        expected,
    } = &mut *state
    else {
        return None;
    };
    let data = dict.borrow();
    if data.len() != *expected {
        return None;
    }
    let found = data.next_live(*at)?;
    *at = found + 1;
    let entry = &data.entries()[found];
    Some((entry.key.clone(), entry.value.clone()))
}

/// The next item of a built-in iterator; `None` at the end.
#[inline]
pub fn next(vm: &Vm, iterator: &Obj) -> PyResult<Option<Value>> {
    let Payload::Iterator(cell) = iterator.payload() else {
        return Ok(None);
    };
    let mut data = cell.borrow_mut();
    if matches!(
        &*data,
        IteratorData::BigRange(_)
            | IteratorData::Sequence { .. }
            | IteratorData::SequenceReversed { .. }
            | IteratorData::Call { .. }
    ) {
        if let IteratorData::SequenceReversed { object, at } = &mut *data
            && let Some(Payload::Str(text)) = object.as_obj().map(|o| o.raw())
            && (1..=text.len()).contains(at)
        {
            *at -= 1;
            return Ok(Some(Str::from_code_point(text.code_point(*at)).into()));
        }
        drop(data);
        return next_by_program(vm, iterator);
    }
    let item = data.step(vm)?;
    if item.is_none() {
        let ended = IteratorData::Finished(data.kind());
        let old = std::mem::replace(&mut *data, ended);
        drop(data);
        drop(old);
    }
    Ok(item)
}

/// The kinds whose step may run program code: the state is taken out while it runs.
#[cold]
fn next_by_program(vm: &Vm, iterator: &Obj) -> PyResult<Option<Value>> {
    let Payload::Iterator(cell) = iterator.payload() else {
        return Ok(None);
    };
    let ended = IteratorData::Finished(cell.borrow().kind());
    let state = cell.replace(ended);
    // After any other error than the one that means the end, the iterator goes on.
    let ends = |e: &Exc, class| vm.is_instance_of(e, class);
    let (index_error, stop) = (&vm.types.index_error, &vm.types.stop_iteration);
    match state {
        IteratorData::BigRange(mut range) => {
            let forward = vm.less_than(&Value::int(0), &range.step)?;
            let more = if forward {
                vm.less_than(&range.next, &range.stop)?
            } else {
                vm.less_than(&range.stop, &range.next)?
            };
            if !more {
                return Ok(None);
            }
            let following = vm.add(&range.next, &range.step)?;
            let next = std::mem::replace(&mut range.next, following);
            cell.replace(IteratorData::BigRange(range));
            Ok(Some(next))
        }
        IteratorData::Sequence { object, at } => match vm.get_item(&object, &Value::size(at)) {
            Ok(item) => {
                cell.replace(IteratorData::Sequence { object, at: at + 1 });
                Ok(Some(item))
            }
            Err(e) if ends(&e, index_error) || ends(&e, stop) => Ok(None),
            Err(e) => {
                cell.replace(IteratorData::Sequence { object, at });
                Err(e)
            }
        },
        IteratorData::SequenceReversed { object, at: left } => {
            let Some(at) = left.checked_sub(1) else {
                return Ok(None);
            };
            match vm.get_item(&object, &Value::size(at)) {
                Ok(item) => {
                    cell.replace(IteratorData::SequenceReversed { object, at });
                    Ok(Some(item))
                }
                Err(e) if ends(&e, index_error) || ends(&e, stop) => Ok(None),
                Err(e) => {
                    cell.replace(IteratorData::SequenceReversed { object, at: left });
                    Err(e)
                }
            }
        }
        IteratorData::Call { callable, sentinel } => {
            let item = match vm.call(&callable, &mut []) {
                Ok(item) => item,
                Err(e) if ends(&e, stop) => return Ok(None),
                Err(e) => {
                    cell.replace(IteratorData::Call { callable, sentinel });
                    return Err(e);
                }
            };
            if vm.equal(&item, &sentinel)? {
                return Ok(None);
            }
            cell.replace(IteratorData::Call { callable, sentinel });
            Ok(Some(item))
        }
        other => {
            cell.replace(other);
            Ok(None)
        }
    }
}

/// An iterator over a built-in container without running program code; `None` for other values.
pub fn builtin_iter(value: &Value) -> Option<IteratorData> {
    let Kind::Heap(obj) = value.kind() else {
        return None;
    };
    Some(match obj.raw() {
        Payload::List(_) => IteratorData::List {
            list: List::from_obj(obj)?,
            at: 0,
        },
        Payload::Tuple(_) => IteratorData::Tuple {
            tuple: obj.clone(),
            at: 0,
        },
        Payload::Str(_) => IteratorData::Str {
            text: Str::from_obj(obj)?,
            at: 0,
        },
        Payload::Bytes(_) | Payload::ByteArray(_) => IteratorData::Bytes {
            bytes: obj.clone(),
            at: 0,
        },
        Payload::Dict(d) => IteratorData::Dict {
            dict: Dict::from_obj(obj)?,
            view: ViewKind::Keys,
            at: 0,
            expected: d.borrow().len(),
        },
        Payload::DictView(v) => IteratorData::Dict {
            dict: v.dict.clone(),
            view: v.kind,
            at: 0,
            expected: v.dict.len(),
        },
        Payload::Set(s) => IteratorData::Set {
            set: obj.clone(),
            at: 0,
            expected: s.borrow().len(),
        },
        Payload::FrozenSet(s) => IteratorData::Set {
            set: obj.clone(),
            at: 0,
            expected: s.set.len(),
        },
        Payload::Range(r) => match r.small {
            Some((start, count, step)) => IteratorData::Range {
                next: start,
                step,
                remaining: count,
            },
            None => IteratorData::BigRange(Box::new(BigRange {
                next: r.start.clone(),
                step: r.step.clone(),
                stop: r.stop.clone(),
            })),
        },
        _ => return None,
    })
}

impl IteratorData {
    pub fn into_value(self) -> Value {
        Value::heap(super::Object::new(Payload::Iterator(
            std::cell::RefCell::new(self),
        )))
    }
}

/// How many items a built-in iterator has left, as far as that is known.
fn remaining(data: &IteratorData) -> usize {
    match data {
        IteratorData::Range { remaining, .. } => (*remaining).max(0) as usize,
        IteratorData::List { list, at } => list.len().saturating_sub(*at),
        IteratorData::ListReversed { at, .. } | IteratorData::SequenceReversed { at, .. } => *at,
        IteratorData::Tuple { tuple, at } => match tuple.payload() {
            Payload::Tuple(t) => t.len().saturating_sub(*at),
            _ => 0,
        },
        IteratorData::Dict { dict, at, .. } => {
            let data = dict.borrow();
            data.entries()[(*at).min(data.entries().len())..]
                .iter()
                .filter(|e| e.key.is_set())
                .count()
        }
        IteratorData::Set { set, at, expected } => with_set(set, |data| {
            // A set that has changed gives no more items.
            match data.len() == *expected {
                true => {
                    std::iter::successors(data.next_live(*at), |i| data.next_live(i + 1)).count()
                }
                false => 0,
            }
        })
        .unwrap_or(0),
        _ => 0,
    }
}

/// The class of a built-in iterator.
pub fn class_def(name: &'static str) -> ClassDef {
    ClassDef::builtin(name, Layout::Final, "")
        .slots(|s| {
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(|vm, this| match this.as_obj() {
                Some(obj) => next(vm, obj),
                None => Ok(None),
            }));
        })
        .method(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |_: &Vm, this: Value| {
                Ok(match this.payload() {
                    Some(Payload::Iterator(data)) => remaining(&data.borrow()),
                    _ => 0,
                })
            },
        )
}

/// The class of the iterator over objects that have `__getitem__` only.
pub fn sequence_class_def() -> ClassDef {
    class_def("iterator")
}

/// The class `reversed`, whose constructor asks the object first.
pub fn reversed_class_def() -> ClassDef {
    let doc = "Return a reverse iterator over the values of the given sequence.";
    let mut def = class_def("reversed").slots(|s| {
        s.new
            .set(Some(crate::modules::builtins::iterators::reversed_new));
    });
    def.doc = doc;
    def
}
