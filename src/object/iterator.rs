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
    /// `remaining` counts what the dict had at first, so that new keys are noticed.
    Dict {
        dict: Dict,
        view: ViewKind,
        at: usize,
        expected: u32,
        remaining: u32,
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
                remaining,
            } => {
                let data = dict.borrow();
                if data.len() != *expected as usize {
                    return Err(dict_changed(vm, dict.obj()));
                }
                let Some(found) = data.next_live(*at) else {
                    return Ok(None);
                };
                let Some(left) = remaining.checked_sub(1) else {
                    return Err(vm.runtime_error("dictionary keys changed during iteration"));
                };
                *remaining = left;
                *at = found + 1;
                Ok(data.entries().get(found).map(|e| entry_value(e, *view)))
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
        remaining,
    } = &mut *state
    else {
        return None;
    };
    let data = dict.borrow();
    if data.len() != *expected as usize {
        return None;
    }
    let found = data.next_live(*at)?;
    *remaining = remaining.checked_sub(1)?;
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
        Payload::Dict(_) => IteratorData::over_dict(Dict::from_obj(obj)?, ViewKind::Keys),
        Payload::DictView(v) => IteratorData::over_dict(v.dict.clone(), v.kind),
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
    /// An iterator over a dict or one of its views.
    pub fn over_dict(dict: Dict, view: ViewKind) -> IteratorData {
        // The entries of a dict are numbered with 32 bits.
        let expected = dict.len() as u32;
        IteratorData::Dict {
            dict,
            view,
            at: 0,
            expected,
            remaining: expected,
        }
    }

    /// Go on from `position`, where the iterator has one that pickles can set.
    fn set_position(&mut self, position: i64) {
        let within = |len: usize| usize::try_from(position).unwrap_or(0).min(len);
        // One before the first item is the end of a reversed iterator.
        let left =
            |len: usize| usize::try_from(position.saturating_add(1)).map_or(0, |n| n.min(len));
        match self {
            IteratorData::Range {
                next,
                step,
                remaining,
            } => {
                let skipped = position.clamp(0, (*remaining).max(0));
                *next = next.wrapping_add(step.wrapping_mul(skipped));
                *remaining -= skipped;
            }
            // Beyond any list, and not so far that the next step could overflow.
            IteratorData::List { at, .. } if position < 0 => *at = usize::MAX / 2,
            IteratorData::List { list, at } => *at = within(list.len()),
            IteratorData::ListReversed { list, at } => *at = left(list.len()),
            IteratorData::Tuple { tuple, at } => {
                if let Payload::Tuple(items) = tuple.payload() {
                    *at = within(items.len());
                }
            }
            IteratorData::Str { text, at } => {
                let index = within(text.len());
                *at = if text.as_str().is_some() {
                    text.byte_offset(index)
                } else {
                    index
                };
            }
            IteratorData::Bytes { bytes, at } => {
                *at = within(match bytes.payload() {
                    Payload::Bytes(b) => b.len(),
                    Payload::ByteArray(b) => b.borrow().len(),
                    _ => 0,
                });
            }
            IteratorData::Sequence { at, .. } => *at = usize::try_from(position).unwrap_or(0),
            _ => {}
        }
    }

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

/// The class of an iterator whose position can be set, as those of sequences.
pub fn positioned_class_def(name: &'static str) -> ClassDef {
    class_def(name).method(
        "__setstate__(self, state, /)",
        "Set state information for unpickling.",
        set_state,
    )
}

fn set_state(vm: &Vm, this: Value, state: Value) -> PyResult<()> {
    let Some(Payload::Iterator(cell)) = this.payload() else {
        return Ok(());
    };
    // Program code may run here, so nothing is borrowed yet.
    let is_range = matches!(
        &*cell.borrow(),
        IteratorData::Range { .. } | IteratorData::Finished(IteratorKind::Range)
    );
    if !is_range && vm.class_of(&state).slots.index.get().is_none() {
        return Err(match &*cell.borrow() {
            IteratorData::BigRange(_) => vm.type_error(format!(
                "'<' not supported between instances of '{}' and 'int'",
                vm.type_name(&state)
            )),
            _ => vm.type_error("an integer is required"),
        });
    }
    let big = vm.big_of(&vm.index_value(&state)?);
    let is_big_range = matches!(&*cell.borrow(), IteratorData::BigRange(_));
    if is_big_range {
        return skip_in_big_range(vm, cell, big.unwrap_or_default());
    }
    let is_reversed = match &*cell.borrow() {
        IteratorData::SequenceReversed { object, .. } => Some(object.clone()),
        _ => None,
    };
    let position = vm.index(&state)?;
    match is_reversed {
        Some(object) => {
            let len = vm.len(&object)?;
            if let IteratorData::SequenceReversed { at, .. } = &mut *cell.borrow_mut() {
                *at = usize::try_from(position.saturating_add(1)).map_or(0, |n| n.min(len));
            }
        }
        None => cell.borrow_mut().set_position(position),
    }
    Ok(())
}

/// A range of big ints goes on `skipped` items further, at most to its end.
fn skip_in_big_range(
    vm: &Vm,
    cell: &std::cell::RefCell<IteratorData>,
    skipped: num_bigint::BigInt,
) -> PyResult<()> {
    let parts = match &*cell.borrow() {
        IteratorData::BigRange(r) => Some((r.next.clone(), r.step.clone(), r.stop.clone())),
        _ => None,
    };
    let Some((next, step, stop)) = parts else {
        return Ok(());
    };
    let (Some(from), Some(by), Some(to)) = (vm.big_of(&next), vm.big_of(&step), vm.big_of(&stop))
    else {
        return Ok(());
    };
    let zero = num_bigint::BigInt::ZERO;
    if skipped <= zero || by == zero {
        return Ok(());
    }
    // Rounded up: the items that are left.
    let count = num_integer::Integer::div_ceil(&(&to - &from), &by).max(zero);
    let moved = from + by * skipped.min(count);
    if let IteratorData::BigRange(r) = &mut *cell.borrow_mut() {
        r.next = Value::big(moved);
    }
    Ok(())
}

/// The class of the iterator over objects that have `__getitem__` only.
pub fn sequence_class_def() -> ClassDef {
    positioned_class_def("iterator")
}

/// The class `reversed`, whose constructor asks the object first.
pub fn reversed_class_def() -> ClassDef {
    let doc = "Return a reverse iterator over the values of the given sequence.";
    let mut def = positioned_class_def("reversed").slots(|s| {
        s.new
            .set(Some(crate::modules::builtins::iterators::reversed_new));
    });
    def.doc = doc;
    def
}
