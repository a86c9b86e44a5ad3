//! Weak references: which objects are referred to weakly, by what, and what is to be called when
//! such an object dies.
//!
//! A weak reference itself holds an `Rc`'s weak pointer, which knows when the object is gone; the
//! table here is for the rest: the references of an object (CPython gives the same one again to who
//! asks twice), and those with a callback. A callback waits in a queue, as finalisers do, until the
//! VM can call it. The types of the references are in `modules/weakref`.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use super::{FINALIZERS_WAIT, Obj, Object};

/// A weak reference to an object.
struct Link {
    reference: Weak<Object>,
    has_callback: bool,
}

thread_local! {
    /// The references to an object, by its address; the oldest first.
    static LINKS: RefCell<HashMap<usize, Vec<Link>>> = RefCell::default();
    /// Whether there are any: asked whenever a container dies.
    static ANY: Cell<bool> = const { Cell::new(false) };
    /// References whose object has died and whose callback has not been called.
    static CALLS: RefCell<Vec<Obj>> = const { RefCell::new(Vec::new()) };
}

/// The address by which an object is filed.
pub fn address(target: &Obj) -> usize {
    Rc::as_ptr(target) as usize
}

/// File a new reference.
pub fn register(target: &Obj, reference: &Obj, has_callback: bool) {
    let link = Link {
        reference: Rc::downgrade(reference),
        has_callback,
    };
    LINKS.with_borrow_mut(|links| links.entry(address(target)).or_default().push(link));
    ANY.set(true);
}

/// A reference to what has this address is gone.
pub fn unregister(address: usize) {
    // The thread may be ending, with the table gone already.
    let _ = LINKS.try_with(|links| {
        let Ok(mut links) = links.try_borrow_mut() else {
            return;
        };
        if let Some(list) = links.get_mut(&address) {
            list.retain(|link| link.reference.strong_count() > 0);
            if list.is_empty() {
                links.remove(&address);
                ANY.set(!links.is_empty());
            }
        }
    });
}

/// The living references to an object, the oldest first.
pub fn references(target: &Obj) -> Vec<Obj> {
    LINKS.with_borrow(|links| match links.get(&address(target)) {
        Some(list) => {
            let mut all: Vec<&Link> = list.iter().collect();
            // Those without a callback come first, as in CPython.
            all.sort_by_key(|l| l.has_callback);
            all.iter().filter_map(|l| l.reference.upgrade()).collect()
        }
        None => Vec::new(),
    })
}

/// An object is being destroyed: put the callbacks of its references into the queue.
#[inline]
pub fn died(object: &Object) {
    if ANY.try_with(Cell::get) == Ok(true) {
        bury(std::ptr::from_ref(object) as usize);
    }
}

#[cold]
fn bury(address: usize) {
    let list = LINKS.try_with(|links| links.try_borrow_mut().ok()?.remove(&address));
    let Ok(Some(list)) = list else { return };
    let due = list.iter().rev().filter(|link| link.has_callback);
    let due: Vec<Obj> = due.filter_map(|link| link.reference.upgrade()).collect();
    if !due.is_empty() {
        let _ = CALLS.try_with(|calls| calls.borrow_mut().extend(due));
        let _ = FINALIZERS_WAIT.try_with(|wait| wait.set(true));
    }
}

/// The references whose callbacks are due, in the order of the calls.
pub fn take_calls() -> Vec<Obj> {
    CALLS.take()
}
