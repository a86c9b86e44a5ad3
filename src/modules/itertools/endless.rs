//! Iterators without an end: count, cycle, repeat.

use std::cell::{Cell, RefCell};

use super::{bind, exactly, iterator_class};
use crate::modules::builtins::iterators::state;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Kind, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// `count(start, step)`
pub struct Count {
    next: RefCell<Value>,
    step: Value,
}

impl NativeObject for Count {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.next.borrow());
        visit(&self.step);
    }
}

impl NativeType for Count {
    const NAME: &'static str = "itertools.count";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Count>(
            "Return a count object whose .__next__() method returns consecutive values.\n\n\
             Equivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while \
             1:\n            yield x\n            x += step",
            count_new,
            count_next,
        )
        .slots(|s| {
            s.repr.set(Some(|vm, this| {
                let c = state::<Count>(vm, this)?;
                let next = c.next.borrow().clone();
                let name = vm.class_of(this).name.borrow().to_string();
                let name = name.rsplit('.').next().unwrap_or_default();
                Ok(Str::new(match c.step.as_small_int() {
                    Some(1) => format!("{name}({})", vm.repr(&next)?),
                    _ => format!("{name}({}, {})", vm.repr(&next)?, vm.repr(&c.step)?),
                }))
            }));
        })
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = &vm.class_of(value).slots;
    slots.index.get().is_some()
        || slots.int.get().is_some()
        || slots.float.get().is_some()
        || vm.is_instance(value, &vm.types.complex)
}

fn count_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let [start, step] = bind(vm, "count", ["start", "step"], 2, 0, args)?;
    let start = start.unwrap_or(Value::int(0));
    let step = step.unwrap_or(Value::int(1));
    if !is_number(vm, &start) || !is_number(vm, &step) {
        return Err(vm.type_error("a number is required"));
    }
    Ok(vm.wrap_as(
        class,
        Count {
            next: RefCell::new(start),
            step,
        },
    ))
}

fn count_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let c = state::<Count>(vm, this)?;
    let current = c.next.borrow().clone();
    let following = match (current.kind(), c.step.kind()) {
        (Kind::Int(a), Kind::Int(b)) if a.checked_add(b).is_some() => Value::int(a + b),
        _ => vm.add(&current, &c.step)?,
    };
    let old = c.next.replace(following);
    drop(old);
    Ok(Some(current))
}

/// `cycle(iterable)`
pub struct Cycle {
    /// The source, until it ends.
    source: RefCell<Option<Value>>,
    saved: RefCell<Vec<Value>>,
    at: Cell<usize>,
}

impl NativeObject for Cycle {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.source.borrow().iter().for_each(&mut *visit);
        self.saved.borrow().iter().for_each(visit);
    }
}

impl NativeType for Cycle {
    const NAME: &'static str = "itertools.cycle";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Cycle>(
            "Return elements from the iterable until it is exhausted. Then repeat the sequence \
             indefinitely.",
            |vm, class, args| {
                let [iterable] = exactly::<Cycle, 1>(vm, class, args)?;
                let source = RefCell::new(Some(vm.iter(&iterable)?));
                let cycle = Cycle {
                    source,
                    saved: RefCell::default(),
                    at: Cell::new(0),
                };
                Ok(vm.wrap_as(class, cycle))
            },
            cycle_next,
        )
    }
}

fn cycle_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let cycle = state::<Cycle>(vm, this)?;
    let source = cycle.source.borrow().clone();
    if let Some(source) = source {
        if let Some(item) = vm.next(&source)? {
            cycle.saved.borrow_mut().push(item.clone());
            return Ok(Some(item));
        }
        let old = cycle.source.take();
        drop(old);
    }
    let saved = cycle.saved.borrow();
    let Some(item) = saved.get(cycle.at.get()) else {
        return Ok(None);
    };
    cycle.at.set((cycle.at.get() + 1) % saved.len());
    Ok(Some(item.clone()))
}

/// `repeat(object, times)`
pub struct Repeat {
    object: Value,
    /// How many are left; `None` for no end.
    left: Cell<Option<i64>>,
}

impl NativeObject for Repeat {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.object);
    }
}

impl NativeType for Repeat {
    const NAME: &'static str = "itertools.repeat";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Repeat>(
            "repeat(object [,times]) -> create an iterator which returns the object\nfor the \
             specified number of times.  If not specified, returns the object\nendlessly.",
            |vm, class, args| {
                let [object, times] = bind(vm, "repeat", ["object", "times"], 2, 1, args)?;
                let left = match times {
                    Some(times) => Some(vm.index(&times)?.max(0)),
                    None => None,
                };
                let object = object.unwrap_or(Value::NONE);
                Ok(vm.wrap_as(
                    class,
                    Repeat {
                        object,
                        left: Cell::new(left),
                    },
                ))
            },
            |vm, this| {
                let repeat = state::<Repeat>(vm, this)?;
                match repeat.left.get() {
                    Some(0) => return Ok(None),
                    Some(n) => repeat.left.set(Some(n - 1)),
                    None => {}
                }
                Ok(Some(repeat.object.clone()))
            },
        )
        .slots(|s| {
            s.repr.set(Some(|vm, this| {
                let repeat = state::<Repeat>(vm, this)?;
                let object = vm.repr(&repeat.object)?;
                Ok(Str::new(match repeat.left.get() {
                    Some(n) => format!("repeat({object}, {n})"),
                    None => format!("repeat({object})"),
                }))
            }));
        })
        .method(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |vm: &Vm, this: Native<Repeat>| match this.left.get() {
                Some(n) => Ok(n),
                None => Err(vm.type_error("len() of unsized object")),
            },
        )
    }
}
