//! Iterators that share a source: groupby and its groups, tee.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::{bind, exactly, iterator_class};
use crate::modules::builtins::iterators::{end_on_stop, iterator_def, state};
use crate::native::{ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

// ---- groupby ---------------------------------------------------------------------------------------

/// `groupby(iterable, key)`
pub struct GroupBy {
    iterator: Value,
    /// None for the items themselves.
    key: Value,
    /// The key of the group that was given last.
    target: RefCell<Option<Value>>,
    /// The key of the item read last.
    current: RefCell<Option<Value>>,
    /// The item read last, until a group gives it.
    item: RefCell<Option<Value>>,
    /// The number of the group that may still read.
    group: Cell<u64>,
}

impl NativeObject for GroupBy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.iterator);
        visit(&self.key);
        for held in [&self.target, &self.current, &self.item] {
            held.borrow().iter().for_each(&mut *visit);
        }
    }
}

impl NativeType for GroupBy {
    const NAME: &'static str = "itertools.groupby";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<GroupBy>(
            "make an iterator that returns consecutive keys and groups from the \
             iterable\n\niterable\n  Elements to divide into groups according to the key \
             function.\nkey\n  A function for computing the group category for each element.\n  If \
             the key function is not specified or is None, the element itself\n  is used for \
             grouping.",
            |vm, class, args| {
                let [iterable, key] = bind(vm, "groupby", ["iterable", "key"], 2, 1, args)?;
                let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
                let state = GroupBy {
                    iterator,
                    key: key.unwrap_or(Value::NONE),
                    target: RefCell::default(),
                    current: RefCell::default(),
                    item: RefCell::default(),
                    group: Cell::new(0),
                };
                Ok(vm.wrap_as(class, state))
            },
            groupby_next,
        )
    }
}

impl GroupBy {
    /// Read the next item and its key; false at the end.
    fn step(&self, vm: &Vm) -> PyResult<bool> {
        let Some(item) = vm.next(&self.iterator)? else {
            return Ok(false);
        };
        let key = if self.key.is_none() {
            item.clone()
        } else {
            let result = vm.call(&self.key, &mut [item.clone()]).map(Some);
            match end_on_stop(vm, result)? {
                Some(key) => key,
                None => return Ok(false),
            }
        };
        let old = (
            self.item.replace(Some(item)),
            self.current.replace(Some(key)),
        );
        drop(old);
        Ok(true)
    }

    /// Whether the item read last belongs to a group with this key.
    fn continues(&self, vm: &Vm, target: &Value) -> PyResult<bool> {
        let current = self.current.borrow().clone();
        match current {
            Some(current) => vm.same_or_equal(target, &current),
            None => Ok(false),
        }
    }
}

fn groupby_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let groups = state::<GroupBy>(vm, this)?;
    groups.group.set(groups.group.get() + 1);
    // Skip what is left of the last group.
    loop {
        let (has_current, target) = (
            groups.current.borrow().is_some(),
            groups.target.borrow().clone(),
        );
        let at_new_group = match target {
            _ if !has_current => false,
            None => true,
            Some(target) => !groups.continues(vm, &target)?,
        };
        if at_new_group {
            break;
        }
        if !groups.step(vm)? {
            return Ok(None);
        }
    }
    let Some(key) = groups.current.borrow().clone() else {
        return Ok(None);
    };
    let old = groups.target.replace(Some(key.clone()));
    drop(old);
    let group = vm.wrap(Group {
        parent: this.clone(),
        key: key.clone(),
        number: groups.group.get(),
    });
    Ok(Some(Value::tuple(vec![key, group])))
}

/// The items of one group, read from the source together with the `groupby`.
pub struct Group {
    parent: Value,
    key: Value,
    number: u64,
}

impl NativeObject for Group {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.parent);
        visit(&self.key);
    }
}

impl NativeType for Group {
    const NAME: &'static str = "itertools._grouper";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Group>("itertools", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, args| {
                    let [parent, key] = exactly::<Group, 2>(vm, class, args)?;
                    let Some(groups) = Native::<GroupBy>::from_value(&parent) else {
                        return Err(vm.type_error(format!(
                            "_grouper() argument 1 must be itertools.groupby, not {}",
                            vm.type_name(&parent)
                        )));
                    };
                    let number = groups.group.get();
                    Ok(vm.wrap_as(
                        class,
                        Group {
                            parent,
                            key,
                            number,
                        },
                    ))
                }));
            });
        iterator_def(def, |vm, this| {
            let group = state::<Group>(vm, this)?;
            let groups = state::<GroupBy>(vm, &group.parent)?;
            if groups.group.get() != group.number {
                return Ok(None);
            }
            if groups.item.borrow().is_none() && !groups.step(vm)? {
                return Ok(None);
            }
            if !groups.continues(vm, &group.key)? {
                return Ok(None);
            }
            Ok(groups.item.take())
        })
    }
}

// ---- tee --------------------------------------------------------------------------------------------------

/// What the iterators of a `tee` share: the source, and the items that some have not given yet.
pub struct TeeData {
    source: Value,
    pending: RefCell<VecDeque<Value>>,
    /// The position in the source of the first pending item.
    first: Cell<usize>,
    /// The positions of the iterators; `None` for those that are gone.
    positions: RefCell<Vec<Option<usize>>>,
    reading: Cell<bool>,
}

impl NativeObject for TeeData {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.source);
        self.pending.borrow().iter().for_each(visit);
    }
}

impl NativeType for TeeData {
    const NAME: &'static str = "itertools._tee_dataobject";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<TeeData>("itertools", "teedataobject")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, _| {
                    Err(vm.type_error(format!(
                        "cannot create '{}' instances",
                        class.display_name()
                    )))
                }));
            })
    }
}

impl TeeData {
    fn join(&self, position: usize) -> usize {
        let mut positions = self.positions.borrow_mut();
        match positions.iter().position(Option::is_none) {
            Some(free) => {
                positions[free] = Some(position);
                free
            }
            None => {
                positions.push(Some(position));
                positions.len() - 1
            }
        }
    }

    /// Let go of the items that every iterator has given; they are handed back.
    fn trim(&self) -> Vec<Value> {
        let positions = self.positions.borrow();
        let mut pending = self.pending.borrow_mut();
        let read = self.first.get() + pending.len();
        let least = positions.iter().flatten().min().copied().unwrap_or(read);
        let count = least.saturating_sub(self.first.get()).min(pending.len());
        self.first.set(self.first.get() + count);
        pending.drain(..count).collect()
    }

    fn next(&self, vm: &Vm, member: usize) -> PyResult<Option<Value>> {
        let Some(position) = self.positions.borrow().get(member).copied().flatten() else {
            return Ok(None);
        };
        let offset = position - self.first.get();
        let known = self.pending.borrow().get(offset).cloned();
        let item = match known {
            Some(item) => item,
            None => {
                if self.reading.replace(true) {
                    return Err(vm.runtime_error("cannot re-enter the tee iterator"));
                }
                let read = vm.next(&self.source);
                self.reading.set(false);
                let Some(item) = read? else { return Ok(None) };
                self.pending.borrow_mut().push_back(item.clone());
                item
            }
        };
        if let Some(slot) = self.positions.borrow_mut().get_mut(member) {
            *slot = Some(position + 1);
        }
        let old = self.trim();
        drop(old);
        Ok(Some(item))
    }
}

/// One of the iterators of a `tee`.
pub struct Tee {
    data: Native<TeeData>,
    member: usize,
}

impl NativeObject for Tee {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.data.value());
    }
}

impl Drop for Tee {
    fn drop(&mut self) {
        if let Ok(mut positions) = self.data.positions.try_borrow_mut()
            && let Some(slot) = positions.get_mut(self.member)
        {
            *slot = None;
        }
        let old = self.data.trim();
        drop(old);
    }
}

fn new_tee(data: &Native<TeeData>, position: usize) -> Tee {
    Tee {
        data: data.clone(),
        member: data.join(position),
    }
}

fn tee_data(vm: &Vm, source: Value) -> Native<TeeData> {
    vm.wrap_native(TeeData {
        source,
        pending: RefCell::default(),
        first: Cell::new(0),
        positions: RefCell::default(),
        reading: Cell::new(false),
    })
}

impl NativeType for Tee {
    const NAME: &'static str = "itertools._tee";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Tee>(
            "Iterator wrapped to make it copyable.",
            |vm, class, args| {
                let [iterable] = exactly::<Tee, 1>(vm, class, args)?;
                if let Some(tee) = Native::<Tee>::from_value(&iterable) {
                    return Ok(copy_tee(vm, &tee));
                }
                let data = tee_data(vm, vm.iter(&iterable)?);
                let state = new_tee(&data, 0);
                Ok(vm.wrap_as(class, state))
            },
            |vm, this| {
                let tee = state::<Tee>(vm, this)?;
                tee.data.next(vm, tee.member)
            },
        )
        .method(
            "__copy__(self, /)",
            "Returns an independent iterator.",
            |vm: &Vm, this: Native<Tee>| Ok(copy_tee(vm, &this)),
        )
    }
}

fn copy_tee(vm: &Vm, tee: &Tee) -> Value {
    let position = tee
        .data
        .positions
        .borrow()
        .get(tee.member)
        .copied()
        .flatten();
    let position = position.unwrap_or_else(|| tee.data.first.get());
    vm.wrap(new_tee(&tee.data, position))
}

/// `tee(iterable, n)`
pub fn tee(vm: &Vm, iterable: Value, n: i64) -> PyResult<Value> {
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    if n == 0 {
        return Ok(Value::tuple(Vec::new()));
    }
    let iterator = vm.iter(&iterable)?;
    // What is a tee already shares its data with the new ones, and is the first of them.
    let (first, template) = match Native::<Tee>::from_value(&iterator) {
        Some(tee) => (iterator, tee),
        None => {
            let data = tee_data(vm, iterator);
            let tee = vm.wrap_native(new_tee(&data, 0));
            (tee.value(), tee)
        }
    };
    let mut all = vec![first];
    for _ in 1..n {
        all.push(copy_tee(vm, &template));
    }
    Ok(Value::tuple(all))
}
