//! The iterators of a deque, forwards and backwards; they notice when it changes.

use std::cell::Cell;

use super::deque::Deque;
use crate::modules::builtins::iterators::{iterator_def, positional_only, state};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Value};
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
                s.new.set(Some(|vm, class, args| {
                    let (deque, passed) = parts::<DequeIterator>(vm, class, args)?;
                    let changes = deque.changes.get();
                    Ok(vm.wrap(DequeIterator {
                        deque,
                        at: Cell::new(passed),
                        changes,
                    }))
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
            "__reduce__(self, /)",
            "Return state information for pickling.",
            |vm: &Vm, this: Native<DequeIterator>| {
                let args = vec![this.deque.value(), Value::size(this.at.get())];
                Ok((vm.class_for::<DequeIterator>(), Value::tuple(args)))
            },
        )
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
                s.new.set(Some(|vm, class, args| {
                    let (deque, passed) = parts::<DequeReverseIterator>(vm, class, args)?;
                    let changes = deque.changes.get();
                    let left = deque.items.borrow().len().saturating_sub(passed);
                    Ok(vm.wrap(DequeReverseIterator {
                        deque,
                        left: Cell::new(left),
                        changes,
                    }))
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

/// The arguments of a constructor: the deque, and how many items have been given already.
fn parts<T: NativeType>(vm: &Vm, class: &Class, args: Args) -> PyResult<(Native<Deque>, usize)> {
    let name = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
    let given = positional_only::<T>(vm, class, args)?;
    let (first, passed) = match &given[..] {
        [deque] => (deque, 0),
        [deque, passed] => (deque, usize::try_from(vm.index(passed)?).unwrap_or(0)),
        _ => {
            return Err(vm.type_error(format!(
                "{name}() takes 1 or 2 arguments ({} given)",
                given.len()
            )));
        }
    };
    match Native::<Deque>::from_value(first) {
        Some(deque) => Ok((deque, passed)),
        None => Err(vm.type_error(format!(
            "{name}() argument 1 must be collections.deque, not {}",
            vm.type_name(first)
        ))),
    }
}
