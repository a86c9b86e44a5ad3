//! The class list: its protocol and methods. Sorting is in `list_sort`, the data in `list`.

use std::cell::RefCell;

use super::class::Layout;
use super::iterator::IteratorData;
use super::sequence::{self, Repeat, Subscript, drop_backwards};
use super::slice::SliceBounds;
use super::{Class, List, Payload, PyResult, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef};
use crate::vm::Vm;

pub fn class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "list",
        Layout::List,
        "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new \
         empty list.\nThe argument must be an iterable if specified.",
    )
    .slots(|s| {
        s.new.set(Some(|vm, class, _| {
            let payload = Payload::List(RefCell::default());
            Ok(vm.instance_of(class, &vm.types.list, payload))
        }));
        s.init.set(Some(init));
        s.repr.set(Some(|vm, this| {
            let list = items_of(vm, this)?;
            sequence::guarded_repr(vm, this, "[...]", || {
                sequence::repr_items(vm, "[", "]", |at| list.borrow().get(at).cloned())
            })
        }));
        s.compare.set(Some(compare));
        s.len
            .set(Some(|vm, this| Ok(items_of(vm, this)?.borrow().len())));
        s.contains.set(Some(|vm, this, item| {
            Ok(find(vm, items_of(vm, this)?, item, 0, usize::MAX)?.is_some())
        }));
        s.get_item.set(Some(get_item));
        s.set_item.set(Some(set_item));
        s.iter.set(Some(|vm, this| match List::from_value(this) {
            Some(list) => Ok(IteratorData::List { list, at: 0 }.into_value()),
            None => Err(sequence::wrong_type(vm, "list", this)),
        }));
        s.binary[BinaryOp::Add as usize].set(Some(add));
        s.binary[BinaryOp::Mul as usize].set(Some(multiply));
        s.inplace[BinaryOp::Add as usize].set(Some(|vm, this, other| {
            extend_with(vm, this, other)?;
            Ok(this.clone())
        }));
        s.inplace[BinaryOp::Mul as usize].set(Some(multiply_in_place));
    });
    methods(def)
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "append(self, object, /)",
        "Append object to the end of the list.",
        |_: &Vm, this: List, item: Value| {
            this.push(item);
            Ok(())
        },
    )
    .method(
        "clear(self, /)",
        "Remove all items from list.",
        |_: &Vm, this: List| {
            let old = this.take();
            drop_backwards(old);
            Ok(())
        },
    )
    .method(
        "copy(self, /)",
        "Return a shallow copy of the list.",
        |_: &Vm, this: List| Ok(this.items()),
    )
    .method(
        "count(self, value, /)",
        "Return number of occurrences of value.",
        |vm: &Vm, this: List, value: Value| count(vm, |at| this.borrow().get(at).cloned(), &value),
    )
    .method(
        "extend(self, iterable, /)",
        "Extend list by appending elements from the iterable.",
        |vm: &Vm, this: List, iterable: Value| extend_with(vm, &this.value(), &iterable),
    )
    .method(
        "index(self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index,
    )
    .method(
        "insert(self, index, object, /)",
        "Insert object before index.",
        insert,
    )
    .method(
        "pop(self, index=-1, /)",
        "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or \
         index is out of range.",
        pop,
    )
    .method(
        "remove(self, value, /)",
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
        |vm: &Vm, this: List, value: Value| {
            let Some(at) = find(vm, &this, &value, 0, usize::MAX)? else {
                return Err(vm.value_error("list.remove(x): x not in list"));
            };
            let old = this.borrow_mut().remove(at);
            drop(old);
            Ok(())
        },
    )
    .method(
        "reverse(self, /)",
        "Reverse *IN PLACE*.",
        |_: &Vm, this: List| {
            this.borrow_mut().reverse();
            Ok(())
        },
    )
    .method(
        "sort(self, /, *, key=None, reverse=False)",
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list \
         itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\n\
         If a key function is given, apply it once to each list item and sort them,\nascending or \
         descending, according to their function values.\n\nThe reverse flag can be set to sort in \
         descending order.",
        |vm: &Vm, this: List, key: Option<Value>, reverse: bool| {
            super::list_sort::sort(vm, &this, key.filter(|k| !k.is_none()), reverse)
        },
    )
    .method(
        "__reversed__(self, /)",
        "Return a reverse iterator over the list.",
        |_: &Vm, this: List| {
            let at = this.len();
            Ok(IteratorData::ListReversed { list: this, at }.into_value())
        },
    )
    .method(
        "__sizeof__(self, /)",
        "Return the size of the list in memory, in bytes.",
        // What CPython's list of this length takes: a head of 40 bytes and a pointer each.
        |_: &Vm, this: List| Ok(40 + 8 * this.len()),
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
}

fn items_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a RefCell<Vec<Value>>> {
    match value.payload() {
        Some(Payload::List(items)) => Ok(items),
        _ => Err(sequence::wrong_type(vm, "list", value)),
    }
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let args = match sequence::overrides(&vm.class_of(this), "__new__") {
        true => sequence::without_keywords(args),
        false => args,
    };
    let iterable = sequence::one_optional(vm, "list", args)?;
    let old = items_of(vm, this)?.take();
    drop_backwards(old);
    match iterable {
        Some(iterable) => extend_with(vm, this, &iterable),
        None => Ok(()),
    }
}

/// Append the items of any iterable: at once where no program code can run meanwhile, otherwise
/// one by one, visible to that code.
fn extend_with(vm: &Vm, this: &Value, iterable: &Value) -> PyResult<()> {
    let list = items_of(vm, this)?;
    match iterable.as_obj().map(|o| o.raw()) {
        Some(Payload::List(_) | Payload::Tuple(_) | Payload::Dict(_) | Payload::Set(_)) => {
            let items = vm.collect(iterable)?;
            list.borrow_mut().extend(items);
            Ok(())
        }
        _ => vm.iterate(iterable, |item| {
            list.borrow_mut().push(item);
            Ok(())
        }),
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let left = items_of(vm, a)?;
    let Some(Payload::List(right)) = b.payload() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    sequence::compare(
        vm,
        op,
        || (left.borrow().len(), right.borrow().len()),
        |at| {
            Some((
                left.borrow().get(at)?.clone(),
                right.borrow().get(at)?.clone(),
            ))
        },
    )
}

/// The first position from `start` to before `stop` whose item equals `value`.
fn find(
    vm: &Vm,
    list: &RefCell<Vec<Value>>,
    value: &Value,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let mut at = start;
    while at < stop {
        let Some(item) = list.borrow().get(at).cloned() else {
            break;
        };
        if vm.same_or_equal(&item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

/// How many items equal `value`.
pub(super) fn count(
    vm: &Vm,
    item: impl Fn(usize) -> Option<Value>,
    value: &Value,
) -> PyResult<usize> {
    let (mut at, mut found) = (0, 0);
    while let Some(candidate) = item(at) {
        found += usize::from(vm.same_or_equal(&candidate, value)?);
        at += 1;
    }
    Ok(found)
}

fn index(vm: &Vm, this: List, value: Value, start: Value, stop: Value) -> PyResult<usize> {
    let start = search_bound(vm, &start)?;
    let stop = search_bound(vm, &stop)?;
    let (start, stop) = sequence::search_range(start, stop, this.len());
    match find(vm, &this, &value, start, stop)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error(format!("{} is not in list", vm.repr(&value)?))),
    }
}

/// A bound of `index()`: None is not allowed there.
pub fn search_bound(vm: &Vm, value: &Value) -> PyResult<isize> {
    let bound = if value.is_none() {
        None
    } else {
        vm.slice_index(value)?
    };
    bound.ok_or_else(|| vm.type_error("slice indices must be integers or have an __index__ method"))
}

fn insert(vm: &Vm, this: List, index: Value, item: Value) -> PyResult<()> {
    let index = vm.index(&index)?;
    let mut items = this.borrow_mut();
    let (at, _) = sequence::search_range(index as isize, 0, items.len());
    items.insert(at, item);
    Ok(())
}

fn pop(vm: &Vm, this: List, index: Value) -> PyResult<Value> {
    let index = match index.as_small_int() {
        Some(-1) => {
            let last = this.borrow_mut().pop();
            return last.ok_or_else(|| vm.index_error("pop from empty list"));
        }
        Some(index) => index as isize,
        None => sequence::index_number(vm, &index)?,
    };
    let mut items = this.borrow_mut();
    if items.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    match sequence::position(index, items.len()) {
        Some(at) => Ok(items.remove(at)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let list = items_of(vm, this)?;
    match Subscript::of(vm, index, "list")? {
        Subscript::Index(index) => {
            let items = list.borrow();
            match sequence::position(index, items.len()) {
                Some(at) => Ok(items[at].clone()),
                None => Err(vm.index_error("list index out of range")),
            }
        }
        Subscript::Slice(bounds) => {
            let items = list.borrow();
            let range = bounds.on(items.len());
            let picked: Vec<Value> = if range.step == 1 {
                let start = range.start as usize;
                items[start..start + range.count].to_vec()
            } else {
                range.indices().map(|i| items[i].clone()).collect()
            };
            Ok(picked.into())
        }
    }
}

fn set_item(vm: &Vm, this: &Value, index: &Value, value: Option<Value>) -> PyResult<()> {
    let list = items_of(vm, this)?;
    match (Subscript::of(vm, index, "list")?, value) {
        (Subscript::Index(index), value) => {
            let mut items = list.borrow_mut();
            let Some(at) = sequence::position(index, items.len()) else {
                return Err(vm.index_error("list assignment index out of range"));
            };
            let old = match value {
                Some(value) => std::mem::replace(&mut items[at], value),
                None => items.remove(at),
            };
            drop(items);
            drop(old);
            Ok(())
        }
        (Subscript::Slice(bounds), Some(value)) => assign_slice(vm, list, bounds, &value),
        (Subscript::Slice(bounds), None) => {
            delete_slice(list, bounds);
            Ok(())
        }
    }
}

fn assign_slice(
    vm: &Vm,
    list: &RefCell<Vec<Value>>,
    bounds: SliceBounds,
    value: &Value,
) -> PyResult<()> {
    let iterable = vm.class_of(value);
    if iterable.slots.iter.get().is_none() && iterable.slots.get_item.get().is_none() {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    let new = vm.collect(value)?;
    let mut items = list.borrow_mut();
    let range = bounds.on(items.len());
    if bounds.step == 1 {
        let start = range.start as usize;
        let old: Vec<Value> = items.splice(start..start + range.count, new).collect();
        drop(items);
        drop_backwards(old);
        return Ok(());
    }
    if new.len() != range.count {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            range.count
        )));
    }
    let old: Vec<Value> = range
        .indices()
        .zip(new)
        .map(|(at, value)| std::mem::replace(&mut items[at], value))
        .collect();
    drop(items);
    drop(old);
    Ok(())
}

fn delete_slice(list: &RefCell<Vec<Value>>, bounds: SliceBounds) {
    let mut items = list.borrow_mut();
    let range = bounds.on(items.len());
    if range.count == 0 {
        return;
    }
    let old: Vec<Value> = if range.step == 1 {
        let start = range.start as usize;
        items.drain(start..start + range.count).collect()
    } else {
        let mut gone = vec![false; items.len()];
        range.indices().for_each(|at| gone[at] = true);
        let mut old = Vec::with_capacity(range.count);
        let mut at = 0;
        items.retain_mut(|item| {
            at += 1;
            if gone[at - 1] {
                old.push(item.take());
            }
            !gone[at - 1]
        });
        old
    };
    drop(items);
    drop_backwards(old);
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(Payload::List(left)) = a.payload() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match b.payload() {
        Some(Payload::List(right)) => {
            let (left, right) = (left.borrow(), right.borrow());
            let mut all = Vec::with_capacity(left.len() + right.len());
            all.extend_from_slice(&left);
            all.extend_from_slice(&right);
            Ok(all.into())
        }
        _ => sequence::cannot_concatenate(vm, add, "list", a, b),
    }
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (list, is_left) = match (a.payload(), b.payload()) {
        (Some(Payload::List(items)), _) => (items, true),
        (_, Some(Payload::List(items))) => (items, false),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    match sequence::repeat_count(vm, multiply, a, b, is_left)? {
        Repeat::Times(times) => Ok(sequence::repeated(vm, &list.borrow(), times)?.into()),
        Repeat::Result(value) => Ok(value),
    }
}

fn multiply_in_place(vm: &Vm, this: &Value, other: &Value) -> PyResult<Value> {
    let list = items_of(vm, this)?;
    match sequence::repeat_count(vm, multiply, this, other, true)? {
        Repeat::Times(times) => {
            let all = sequence::repeated(vm, &list.borrow(), times)?;
            let old = list.replace(all);
            drop_backwards(old);
            Ok(this.clone())
        }
        Repeat::Result(value) => Ok(value),
    }
}
