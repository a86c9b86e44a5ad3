//! `collections.deque`: a row of values that grows and shrinks at both ends.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::deque_iter::{DequeIterator, DequeReverseIterator};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::sequence::{self, Repeat};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

pub struct Deque {
    pub(super) items: RefCell<VecDeque<Value>>,
    pub(super) limit: Cell<Option<usize>>,
    /// Grows with every change of the length: iterators notice.
    pub(super) changes: Cell<u64>,
}

impl NativeObject for Deque {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(items) = self.items.try_borrow() {
            items.iter().for_each(visit);
        }
    }
    fn clear(&self) {
        if let Ok(mut items) = self.items.try_borrow_mut() {
            let old = std::mem::take(&mut *items);
            drop(items);
            drop(old);
        }
    }
}

type This = Native<Deque>;

impl NativeType for Deque {
    const NAME: &'static str = "collections.deque";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Deque>(
            "collections",
            "A list-like sequence optimized for data accesses near its endpoints.",
        )
        .slots(|s| {
            s.new.set(Some(|vm, class, _| {
                Ok(vm.wrap_as(class, Deque::empty(None)))
            }));
            s.init.set(Some(init));
            s.repr.set(Some(repr));
            s.compare.set(Some(compare));
            s.len
                .set(Some(|vm, this| Ok(deque(vm, this)?.items.borrow().len())));
            s.contains.set(Some(|vm, this, item| {
                let found = deque(vm, this)?.find(vm, item, 0, usize::MAX)?;
                Ok(found.is_some())
            }));
            s.get_item.set(Some(get_item));
            s.set_item.set(Some(set_item));
            s.iter.set(Some(|vm, this| {
                let deque = handle(vm, this)?;
                let changes = deque.changes.get();
                Ok(vm.wrap(DequeIterator {
                    deque,
                    at: Cell::new(0),
                    changes,
                }))
            }));
            s.binary[BinaryOp::Add as usize].set(Some(add));
            s.binary[BinaryOp::Mul as usize].set(Some(multiply));
            s.inplace[BinaryOp::Add as usize].set(Some(|vm, this, other| {
                deque(vm, this)?.extend(vm, this, other, false)?;
                Ok(this.clone())
            }));
            s.inplace[BinaryOp::Mul as usize].set(Some(|vm, this, count| {
                let target = deque(vm, this)?;
                match sequence::repeat_count(vm, multiply, this, count, true)? {
                    Repeat::Times(times) => {
                        let items = target.repeated(vm, times)?;
                        let old = target.items.replace(items);
                        target.touch();
                        drop(old);
                        Ok(this.clone())
                    }
                    Repeat::Result(value) => Ok(value),
                }
            }));
        });
        more(ends(def))
    }
}

fn ends(def: ClassDef) -> ClassDef {
    def.method(
        "append(self, item, /)",
        "Add an element to the right side of the deque.",
        |_: &Vm, this: This, item: Value| {
            this.push_back(item);
            Ok(())
        },
    )
    .method(
        "appendleft(self, item, /)",
        "Add an element to the left side of the deque.",
        |_: &Vm, this: This, item: Value| {
            this.push_front(item);
            Ok(())
        },
    )
    .method(
        "pop(self, /)",
        "Remove and return the rightmost element.",
        |vm: &Vm, this: This| {
            this.touch();
            let item = this.items.borrow_mut().pop_back();
            item.ok_or_else(|| vm.index_error("pop from an empty deque"))
        },
    )
    .method(
        "popleft(self, /)",
        "Remove and return the leftmost element.",
        |vm: &Vm, this: This| {
            this.touch();
            let item = this.items.borrow_mut().pop_front();
            item.ok_or_else(|| vm.index_error("pop from an empty deque"))
        },
    )
    .method(
        "extend(self, iterable, /)",
        "Extend the right side of the deque with elements from the iterable.",
        |vm: &Vm, this: This, iterable: Value| this.extend(vm, &this.value(), &iterable, false),
    )
    .method(
        "extendleft(self, iterable, /)",
        "Extend the left side of the deque with elements from the iterable.",
        |vm: &Vm, this: This, iterable: Value| this.extend(vm, &this.value(), &iterable, true),
    )
    .method(
        "rotate(self, n=1, /)",
        "Rotate the deque n steps to the right.  If n is negative, rotates left.",
        |vm: &Vm, this: This, n: Value| {
            let n = vm.index(&n)?;
            let mut items = this.items.borrow_mut();
            if !items.is_empty() {
                let by = n.rem_euclid(items.len() as i64) as usize;
                items.rotate_right(by);
                drop(items);
                this.touch();
            }
            Ok(())
        },
    )
    .method(
        "clear(self, /)",
        "Remove all elements from the deque.",
        |_: &Vm, this: This| {
            let old = this.items.take();
            this.touch();
            drop(old);
            Ok(())
        },
    )
}

fn more(def: ClassDef) -> ClassDef {
    def.getter(
        "maxlen",
        "maximum size of a deque or None if unbounded",
        |_: &Vm, this: This| Ok(this.limit.get()),
    )
    .method(
        "copy(self, /)",
        "Return a shallow copy of a deque.",
        |vm: &Vm, this: Value| copy(vm, &this),
    )
    .method(
        "__copy__(self, /)",
        "Return a shallow copy of a deque.",
        |vm: &Vm, this: Value| copy(vm, &this),
    )
    .method(
        "count(self, value, /)",
        "Return number of occurrences of value.",
        |vm: &Vm, this: This, value: Value| {
            let changes = this.changes.get();
            let (mut at, mut found) = (0, 0);
            while let Some(item) = this.get(at) {
                found += i64::from(vm.same_or_equal(&item, &value)?);
                this.expect_unchanged(vm, changes)?;
                at += 1;
            }
            Ok(found)
        },
    )
    .method(
        "index(self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        |vm: &Vm, this: This, value: Value, start: Value, stop: Value| {
            let start = crate::object::list_methods::search_bound(vm, &start)?;
            let stop = crate::object::list_methods::search_bound(vm, &stop)?;
            let length = this.items.borrow().len();
            let (start, stop) = sequence::search_range(start, stop, length);
            match this.find(vm, &value, start, stop)? {
                Some(at) => Ok(at),
                None => Err(vm.value_error(format!("{} is not in deque", vm.repr(&value)?))),
            }
        },
    )
    .method(
        "insert(self, index, value, /)",
        "Insert value before index.",
        |vm: &Vm, this: This, index: Value, value: Value| {
            let index = vm.index(&index)? as isize;
            let mut items = this.items.borrow_mut();
            if this.limit.get().is_some_and(|limit| items.len() >= limit) {
                return Err(vm.index_error("deque already at its maximum size"));
            }
            let (at, _) = sequence::search_range(index, 0, items.len());
            items.insert(at, value);
            drop(items);
            this.touch();
            Ok(())
        },
    )
    .method(
        "remove(self, value, /)",
        "Remove first occurrence of value.",
        |vm: &Vm, this: This, value: Value| {
            let changes = this.changes.get();
            let found = this.find(vm, &value, 0, usize::MAX);
            if this.changes.get() != changes {
                return Err(vm.index_error("deque mutated during remove()."));
            }
            let Some(at) = found? else {
                return Err(vm.value_error(format!("{} is not in deque", vm.repr(&value)?)));
            };
            let old = this.items.borrow_mut().remove(at);
            this.touch();
            drop(old);
            Ok(())
        },
    )
    .method(
        "reverse(self, /)",
        "Reverse *IN PLACE*.",
        |_: &Vm, this: This| {
            this.items.borrow_mut().make_contiguous().reverse();
            Ok(())
        },
    )
    .method(
        "__reversed__(self, /)",
        "Return a reverse iterator over the deque.",
        |vm: &Vm, this: This| {
            let left = Cell::new(this.items.borrow().len());
            let changes = this.changes.get();
            Ok(vm.wrap(DequeReverseIterator {
                deque: this,
                left,
                changes,
            }))
        },
    )
    .method(
        "__sizeof__(self, /)",
        "Return the size of the deque in memory, in bytes.",
        |_: &Vm, this: This| {
            // CPython keeps blocks of 64 items.
            Ok(232 + 528 * (this.items.borrow().len() / 64 + 1))
        },
    )
    .method(
        "__reduce__(self, /)",
        "Return state information for pickling.",
        |vm: &Vm, this: Value| {
            let limit = deque(vm, &this)?.limit.get();
            let args = match limit {
                Some(limit) => vec![Value::tuple(vec![]), Value::size(limit)],
                None => vec![],
            };
            let state = vm
                .dict_of(&this)
                .filter(|d| !d.is_empty())
                .map_or(Value::NONE, Value::from);
            let items = vm.iter(&this)?;
            let class = vm.class_of(&this).value();
            Ok(Value::tuple(vec![class, Value::tuple(args), state, items]))
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

pub(super) fn deque<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Deque> {
    crate::modules::builtins::iterators::state::<Deque>(vm, value)
}

fn handle(vm: &Vm, value: &Value) -> PyResult<This> {
    deque(vm, value)?;
    Native::from_value(value).ok_or_else(|| vm.type_error("expected a deque"))
}

impl Deque {
    fn empty(limit: Option<usize>) -> Deque {
        Deque {
            items: RefCell::default(),
            limit: Cell::new(limit),
            changes: Cell::new(0),
        }
    }

    /// Note a change of the length.
    fn touch(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    pub(super) fn get(&self, at: usize) -> Option<Value> {
        self.items.borrow().get(at).cloned()
    }

    /// Append an item, if there is no limit and there are fewer than `room` items.
    pub(in crate::modules) fn offer(&self, item: Value, room: usize) -> bool {
        if self.limit.get().is_some() || self.items.borrow().len() >= room {
            return false;
        }
        self.push_back(item);
        true
    }

    /// Take the first item.
    pub(in crate::modules) fn take_first(&self) -> Option<Value> {
        let item = self.items.borrow_mut().pop_front()?;
        self.touch();
        Some(item)
    }

    fn push_back(&self, item: Value) {
        let mut items = self.items.borrow_mut();
        items.push_back(item);
        let over = self.limit.get().is_some_and(|limit| items.len() > limit);
        let old = if over { items.pop_front() } else { None };
        drop(items);
        self.touch();
        drop(old);
    }

    fn push_front(&self, item: Value) {
        let mut items = self.items.borrow_mut();
        items.push_front(item);
        let over = self.limit.get().is_some_and(|limit| items.len() > limit);
        let old = if over { items.pop_back() } else { None };
        drop(items);
        self.touch();
        drop(old);
    }

    fn extend(&self, vm: &Vm, this: &Value, iterable: &Value, left: bool) -> PyResult<()> {
        let own;
        let iterable = if iterable.is(this) {
            own = Value::tuple(self.items.borrow().iter().cloned().collect());
            &own
        } else {
            iterable
        };
        vm.iterate(iterable, |item| {
            if left {
                self.push_front(item)
            } else {
                self.push_back(item)
            }
            Ok(())
        })
    }

    fn expect_unchanged(&self, vm: &Vm, changes: u64) -> PyResult<()> {
        if self.changes.get() == changes {
            return Ok(());
        }
        Err(vm.runtime_error("deque mutated during iteration"))
    }

    fn find(&self, vm: &Vm, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
        let changes = self.changes.get();
        let mut at = start;
        while at < stop {
            let Some(item) = self.get(at) else { break };
            let equal = vm.same_or_equal(&item, value)?;
            self.expect_unchanged(vm, changes)?;
            if equal {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// The items `times` over, cut to the limit from the left.
    fn repeated(&self, vm: &Vm, times: usize) -> PyResult<VecDeque<Value>> {
        let items: Vec<Value> = self.items.borrow().iter().cloned().collect();
        let limit = self.limit.get();
        let times = match limit {
            // More rounds than fill the limit change nothing.
            Some(limit) if !items.is_empty() => times.min(limit / items.len() + 1),
            _ => times,
        };
        let mut all = VecDeque::from(sequence::repeated(vm, &items, times)?);
        if let Some(limit) = limit
            && all.len() > limit
        {
            all.drain(..all.len() - limit);
        }
        Ok(all)
    }
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    let given = positional.len() + keywords.len();
    if given > 2 {
        return Err(vm.type_error(format!("deque() takes at most 2 arguments ({given} given)")));
    }
    let mut parts = positional.into_iter();
    let (mut iterable, mut limit) = (parts.next(), parts.next());
    for (name, value) in keywords {
        match name.as_str() {
            Some("iterable") if iterable.is_none() => iterable = Some(value),
            Some("maxlen") if limit.is_none() => limit = Some(value),
            _ => {
                return Err(vm.type_error(format!(
                    "deque() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    let limit = match limit.filter(|v| !v.is_none()) {
        None => None,
        Some(value) => {
            let n = match vm.big_of(&value) {
                Some(_) => vm.index(&value)?,
                None => return Err(vm.type_error("an integer is required")),
            };
            let n =
                usize::try_from(n).map_err(|_| vm.value_error("maxlen must be non-negative"))?;
            Some(n)
        }
    };
    let target = deque(vm, this)?;
    target.limit.set(limit);
    let old = target.items.take();
    drop(old);
    match iterable {
        Some(iterable) => target.extend(vm, this, &iterable, false),
        None => Ok(()),
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let d = deque(vm, this)?;
    sequence::guarded_repr(vm, this, "[...]", || {
        let items = sequence::repr_items(vm, "[", "]", |at| d.get(at))?;
        let name = vm.class_of(this).qualname.borrow().clone();
        let name = name.to_lossy();
        let name = name.rsplit('.').next().unwrap_or_default();
        Ok(Str::new(match d.limit.get() {
            Some(limit) => format!("{name}({items}, maxlen={limit})"),
            None => format!("{name}({items})"),
        }))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let left = deque(vm, a)?;
    let Some(right) = Native::<Deque>::from_value(b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    sequence::compare(
        vm,
        op,
        || (left.items.borrow().len(), right.items.borrow().len()),
        |at| Some((left.get(at)?, right.get(at)?)),
    )
}

/// The position that a subscript names.
fn position(vm: &Vm, deque: &Deque, index: &Value) -> PyResult<usize> {
    let index = match index.as_small_int() {
        Some(index) => index as isize,
        None if vm.class_of(index).slots.index.get().is_none() => {
            return Err(vm.type_error(format!(
                "sequence index must be integer, not '{}'",
                vm.type_name(index)
            )));
        }
        None => sequence::index_number(vm, index)?,
    };
    sequence::position(index, deque.items.borrow().len())
        .ok_or_else(|| vm.index_error("deque index out of range"))
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let d = deque(vm, this)?;
    let at = position(vm, d, index)?;
    d.get(at)
        .ok_or_else(|| vm.index_error("deque index out of range"))
}

fn set_item(vm: &Vm, this: &Value, index: &Value, value: Option<Value>) -> PyResult<()> {
    let d = deque(vm, this)?;
    let at = position(vm, d, index)?;
    let old = match value {
        Some(value) => d
            .items
            .borrow_mut()
            .get_mut(at)
            .map(|slot| std::mem::replace(slot, value)),
        None => {
            d.touch();
            d.items.borrow_mut().remove(at)
        }
    };
    drop(old);
    Ok(())
}

/// A deque of the same class and limit with the same items.
fn copy(vm: &Vm, this: &Value) -> PyResult<Value> {
    let source = deque(vm, this)?;
    let class = vm.class_of(this);
    if class == vm.class_for::<Deque>() {
        let new = Deque::empty(source.limit.get());
        new.items.replace(source.items.borrow().clone());
        return Ok(vm.wrap(new));
    }
    // A subclass makes its own.
    match source.limit.get() {
        Some(limit) => vm.call_kw(
            &class.value(),
            &mut [this.clone(), Value::size(limit)],
            &[Str::intern("maxlen")],
        ),
        None => vm.call(&class.value(), &mut [this.clone()]),
    }
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    if Native::<Deque>::from_value(a).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if Native::<Deque>::from_value(b).is_none() {
        return sequence::cannot_concatenate(vm, add, "deque", a, b);
    }
    let result = copy(vm, a)?;
    deque(vm, &result)?.extend(vm, &result, b, false)?;
    Ok(result)
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (this, is_left) = match (
        Native::<Deque>::from_value(a),
        Native::<Deque>::from_value(b),
    ) {
        (Some(_), _) => (a, true),
        (None, Some(_)) => (b, false),
        (None, None) => return Ok(Value::NOT_IMPLEMENTED),
    };
    match sequence::repeat_count(vm, multiply, a, b, is_left)? {
        Repeat::Times(times) => {
            let items = deque(vm, this)?.repeated(vm, times)?;
            let result = copy(vm, this)?;
            deque(vm, &result)?.items.replace(items);
            Ok(result)
        }
        Repeat::Result(value) => Ok(value),
    }
}
