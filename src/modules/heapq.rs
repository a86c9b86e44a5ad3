//! The native half of heapq, `_heapq`: the heap operations. `merge`, `nlargest` and `nsmallest`
//! are in `stdlib/heapq.py`.
//!
//! After Williams, "Algorithm 232: Heapsort" (1964), with Floyd's way of sinking the hole to a
//! leaf first: an item that comes from the end of the list belongs near a leaf anyway.

use crate::native::ModuleDef;
use crate::object::{List, PyResult, Value};
use crate::vm::Vm;

pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_heapq", "Heap queue algorithm (a.k.a. priority queue).")
        .function(
            "heappush(heap, item, /)",
            "Push item onto heap, maintaining the heap invariant.",
            |vm: &Vm, heap: List, item: Value| {
                heap.push(item);
                let last = heap.len() - 1;
                rise(vm, &heap, 0, last, false)
            },
        )
        .function(
            "heappop(heap, /)",
            "Pop the smallest item off the heap, maintaining the heap invariant.",
            |vm: &Vm, heap: List| pop(vm, &heap, false),
        )
        .function(
            "heapreplace(heap, item, /)",
            "Pop and return the current smallest value, and add the new item.\n\nThis is more \
             efficient than heappop() followed by heappush(), and can be\nmore appropriate when \
             using a fixed-size heap.  Note that the value\nreturned may be larger than item!",
            |vm: &Vm, heap: List, item: Value| replace(vm, &heap, item, false),
        )
        .function(
            "heappushpop(heap, item, /)",
            "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe \
             combined action runs more efficiently than heappush() followed by\na separate call to \
             heappop().",
            |vm: &Vm, heap: List, item: Value| {
                let top = heap.borrow().first().cloned();
                match top {
                    Some(top) if vm.less_than(&top, &item)? => replace(vm, &heap, item, false),
                    _ => Ok(item),
                }
            },
        )
        .function(
            "heapify(heap, /)",
            "Transform list into a heap, in-place, in O(len(heap)) time.",
            |vm: &Vm, heap: List| heapify(vm, &heap, false),
        )
        .function(
            "_heappop_max(heap, /)",
            "Maxheap variant of heappop.",
            |vm: &Vm, heap: List| pop(vm, &heap, true),
        )
        .function(
            "_heapreplace_max(heap, item, /)",
            "Maxheap variant of heapreplace.",
            |vm: &Vm, heap: List, item: Value| replace(vm, &heap, item, true),
        )
        .function(
            "_heapify_max(heap, /)",
            "Maxheap variant of heapify.",
            |vm: &Vm, heap: List| heapify(vm, &heap, true),
        )
}

/// Whether the item at `a` belongs above the one at `b`.
fn above(vm: &Vm, heap: &List, a: usize, b: usize, max: bool) -> PyResult<bool> {
    let (x, y, length) = {
        let items = heap.borrow();
        match (items.get(a), items.get(b)) {
            (Some(x), Some(y)) => (x.clone(), y.clone(), items.len()),
            _ => return Err(changed(vm)),
        }
    };
    let answer = if max {
        vm.less_than(&y, &x)?
    } else {
        vm.less_than(&x, &y)?
    };
    if heap.len() != length {
        return Err(changed(vm));
    }
    Ok(answer)
}

fn changed(vm: &Vm) -> crate::object::Exc {
    vm.runtime_error("list changed size during iteration")
}

/// Let the item at `at` rise to its place, not above `top`.
fn rise(vm: &Vm, heap: &List, top: usize, mut at: usize, max: bool) -> PyResult<()> {
    while at > top {
        let parent = (at - 1) / 2;
        if !above(vm, heap, at, parent, max)? {
            break;
        }
        heap.borrow_mut().swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Sink the item at `top` to a leaf along the better children, then let it rise.
fn sink(vm: &Vm, heap: &List, top: usize, max: bool) -> PyResult<()> {
    let length = heap.len();
    let mut at = top;
    while 2 * at + 1 < length {
        let mut child = 2 * at + 1;
        if child + 1 < length && !above(vm, heap, child, child + 1, max)? {
            child += 1;
        }
        heap.borrow_mut().swap(at, child);
        at = child;
    }
    rise(vm, heap, top, at, max)
}

fn pop(vm: &Vm, heap: &List, max: bool) -> PyResult<Value> {
    let last = heap.borrow_mut().pop();
    let Some(last) = last else {
        return Err(vm.index_error("index out of range"));
    };
    let top = {
        let mut items = heap.borrow_mut();
        match items.first_mut() {
            Some(first) => std::mem::replace(first, last),
            None => return Ok(last),
        }
    };
    sink(vm, heap, 0, max)?;
    Ok(top)
}

fn replace(vm: &Vm, heap: &List, item: Value, max: bool) -> PyResult<Value> {
    let top = {
        let mut items = heap.borrow_mut();
        match items.first_mut() {
            Some(first) => std::mem::replace(first, item),
            None => return Err(vm.index_error("index out of range")),
        }
    };
    sink(vm, heap, 0, max)?;
    Ok(top)
}

fn heapify(vm: &Vm, heap: &List, max: bool) -> PyResult<()> {
    (0..heap.len() / 2)
        .rev()
        .try_for_each(|at| sink(vm, heap, at, max))
}
