//! The iterators of a deque, forwards and backwards; they notice when it changes.

use std::cell::Cell;

use super::deque::Deque;
use crate::modules::builtins::iterators::{iterator_def, state};
use crate::native::{ClassDef, NativeType};
use crate::object::{Native, NativeObject, Value};
use crate::vm::Vm;

pub struct DequeIterator {
    pub deque: Native<Deque>,
    pub at: Cell<usize>,
    /// The deque's count of changes when the iterator was made.
    pub changes: u64,
}

impl NativeObject for DequeIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.deque.value());
    }
}

impl NativeType for DequeIterator {
    const NAME: &'static str = "collections._deque_iterator";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<DequeIterator>("collections", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, _| {
                    Err(vm.type_error(format!(
                        "cannot create '{}' instances",
                        class.display_name()
                    )))
                }));
            });
        iterator_def(def, |vm, this| {
            let it = state::<DequeIterator>(vm, this)?;
            if it.deque.changes.get() != it.changes {
                return Err(vm.runtime_error("deque mutated during iteration"));
            }
            let item = it.deque.get(it.at.get());
            if item.is_some() {
                it.at.set(it.at.get() + 1);
            }
            Ok(item)
        })
        .method(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |_: &Vm, this: Native<DequeIterator>| {
                Ok(this
                    .deque
                    .items
                    .borrow()
                    .len()
                    .saturating_sub(this.at.get()))
            },
        )
    }
}

pub struct DequeReverseIterator {
    pub deque: Native<Deque>,
    /// Items that are left.
    pub left: Cell<usize>,
    pub changes: u64,
}

impl NativeObject for DequeReverseIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.deque.value());
    }
}

impl NativeType for DequeReverseIterator {
    const NAME: &'static str = "collections._deque_reverse_iterator";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<DequeReverseIterator>("collections", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, _| {
                    Err(vm.type_error(format!(
                        "cannot create '{}' instances",
                        class.display_name()
                    )))
                }));
            });
        iterator_def(def, |vm, this| {
            let it = state::<DequeReverseIterator>(vm, this)?;
            if it.deque.changes.get() != it.changes {
                return Err(vm.runtime_error("deque mutated during iteration"));
            }
            let Some(at) = it.left.get().checked_sub(1) else {
                return Ok(None);
            };
            it.left.set(at);
            Ok(it.deque.get(at))
        })
        .method(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |_: &Vm, this: Native<DequeReverseIterator>| Ok(this.left.get()),
        )
    }
}
