//! The native half of bisect, `_bisect`: binary search in sorted sequences.

use crate::native::ModuleDef;
use crate::object::{List, PyResult, Value};
use crate::vm::Vm;

pub fn module(_: &Vm) -> ModuleDef {
    let right = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe \
                 return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e \
                 > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after \
                 the rightmost x already there.\n\nOptional args lo (default 0) and hi (default \
                 len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be \
                 supplied to customize the sort order.";
    let left = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe \
                return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= \
                x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the \
                leftmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) \
                bound the\nslice of a to be searched.\n\nA custom key function can be supplied to \
                customize the sort order.";
    ModuleDef::new(
        "_bisect",
        "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted \
         order without\nhaving to sort the list after each insertion.",
    )
    .function("bisect_right(a, x, lo=0, hi=None, *, key=None)", right, search_right)
    .function("bisect_left(a, x, lo=0, hi=None, *, key=None)", left, search_left)
    .function("insort_right(a, x, lo=0, hi=None, *, key=None)", "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.", insert_right)
    .function("insort_left(a, x, lo=0, hi=None, *, key=None)", "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.", insert_left)
}

/// The first position in `lo..hi` at which `x` can stand: before equal items, or after them.
fn search(
    vm: &Vm,
    a: &Value,
    x: &Value,
    bounds: (i64, &Value),
    key: &Value,
    after_equal: bool,
) -> PyResult<usize> {
    let (lo, hi) = bounds;
    let Ok(mut low) = usize::try_from(lo) else {
        return Err(vm.value_error("lo must be non-negative"));
    };
    let mut high = match hi.is_none() {
        true => vm.len(a)?,
        false => usize::try_from(vm.index(hi)?).unwrap_or(0),
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let mut item = vm.get_item(a, &Value::size(middle))?;
        if !key.is_none() {
            item = vm.call(key, &mut [item])?;
        }
        let go_left = if after_equal {
            vm.less_than(x, &item)?
        } else {
            !vm.less_than(&item, x)?
        };
        if go_left {
            high = middle
        } else {
            low = middle + 1
        }
    }
    Ok(low)
}

fn search_right(vm: &Vm, a: Value, x: Value, lo: i64, hi: Value, key: Value) -> PyResult<usize> {
    search(vm, &a, &x, (lo, &hi), &key, true)
}

fn search_left(vm: &Vm, a: Value, x: Value, lo: i64, hi: Value, key: Value) -> PyResult<usize> {
    search(vm, &a, &x, (lo, &hi), &key, false)
}

/// Insert where the key of the new item belongs.
fn insert(
    vm: &Vm,
    a: &Value,
    x: Value,
    bounds: (i64, &Value),
    key: &Value,
    after_equal: bool,
) -> PyResult<()> {
    let rank = if key.is_none() {
        x.clone()
    } else {
        vm.call(key, &mut [x.clone()])?
    };
    let at = search(vm, a, &rank, bounds, key, after_equal)?;
    match List::exact(a) {
        Some(list) => {
            let mut items = list.borrow_mut();
            let at = at.min(items.len());
            items.insert(at, x);
            Ok(())
        }
        None => vm
            .call_method(a, "insert", &mut [Value::size(at), x])
            .map(drop),
    }
}

fn insert_right(vm: &Vm, a: Value, x: Value, lo: i64, hi: Value, key: Value) -> PyResult<()> {
    insert(vm, &a, x, (lo, &hi), &key, true)
}

fn insert_left(vm: &Vm, a: Value, x: Value, lo: i64, hi: Value, key: Value) -> PyResult<()> {
    insert(vm, &a, x, (lo, &hi), &key, false)
}
