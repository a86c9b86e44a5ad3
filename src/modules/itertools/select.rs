//! Iterators that let some items through: islice, takewhile, dropwhile, filterfalse, compress.

use std::cell::{Cell, RefCell};

use super::{bind, exactly, iterator_class};
use crate::modules::builtins::iterators::{end_on_stop, positional_only, state};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// `islice(iterable, start, stop, step)`
pub struct ISlice {
    /// `None` once it has ended.
    source: RefCell<Option<Value>>,
    /// The position of the next item to give.
    wanted: Cell<i64>,
    stop: Option<i64>,
    step: i64,
    /// Items taken from the source.
    taken: Cell<i64>,
}

impl NativeObject for ISlice {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.source.borrow().iter().for_each(visit);
    }
}

impl NativeType for ISlice {
    const NAME: &'static str = "itertools.islice";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<ISlice>(
            "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> \
             islice object\n\nReturn an iterator whose next() method returns selected values from \
             an\niterable.  If start is specified, will skip all preceding \
             elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as \
             another value, step determines how many values are\nskipped between successive calls.  \
             Works like a slice() on a list\nbut returns an iterator.",
            islice_new,
            islice_next,
        )
    }
}

fn islice_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let positional = positional_only::<ISlice>(vm, class, args)?;
    let given = positional.len();
    if given < 2 {
        return Err(vm.type_error(format!("islice expected at least 2 arguments, got {given}")));
    }
    if given > 4 {
        return Err(vm.type_error(format!("islice expected at most 4 arguments, got {given}")));
    }
    let bad_stop = || {
        vm.value_error(
            "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
        )
    };
    // An argument that is None has its default; others must be ints that are not negative.
    let number = |at: usize| -> Result<Option<i64>, ()> {
        match positional.get(at).filter(|v| !v.is_none()) {
            None => Ok(None),
            Some(v) => vm.index(v).map(Some).map_err(|_| ()),
        }
    };
    let (start_at, stop_at) = if given == 2 { (4, 1) } else { (1, 2) };
    let stop = number(stop_at).map_err(|()| bad_stop())?;
    let start = number(start_at).unwrap_or(Some(-1)).unwrap_or(0);
    if given == 2 && stop.is_some_and(|n| n < 0) {
        return Err(bad_stop());
    }
    if start < 0 || stop.is_some_and(|n| n < 0) {
        return Err(vm.value_error(
            "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
        ));
    }
    let step = number(3).unwrap_or(Some(-1)).unwrap_or(1);
    if step < 1 {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    }
    let source = RefCell::new(Some(vm.iter(&positional[0])?));
    let (wanted, taken) = (Cell::new(start), Cell::new(0));
    Ok(vm.wrap_as(
        class,
        ISlice {
            source,
            wanted,
            stop,
            step,
            taken,
        },
    ))
}

fn islice_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let slice = state::<ISlice>(vm, this)?;
    let Some(source) = slice.source.borrow().clone() else {
        return Ok(None);
    };
    let end = || {
        let old = slice.source.take();
        drop(old);
        Ok(None)
    };
    let wanted = slice.wanted.get();
    while slice.taken.get() < wanted {
        if vm.next(&source)?.is_none() {
            return end();
        }
        slice.taken.set(slice.taken.get() + 1);
    }
    if slice.stop.is_some_and(|stop| slice.taken.get() >= stop) {
        return end();
    }
    let Some(item) = vm.next(&source)? else {
        return end();
    };
    slice.taken.set(slice.taken.get() + 1);
    let following = wanted.saturating_add(slice.step);
    slice
        .wanted
        .set(slice.stop.map_or(following, |stop| following.min(stop)));
    Ok(Some(item))
}

/// The function and the iterator of the classes below.
fn function_and_iterator<T: NativeType>(
    vm: &Vm,
    class: &Class,
    args: Args,
) -> PyResult<(Value, Value)> {
    let [function, iterable] = exactly::<T, 2>(vm, class, args)?;
    let iterator = vm.iter(&iterable)?;
    Ok((function, iterator))
}

/// Whether a function finds an item true; `None` where it raises StopIteration, which ends the
/// iterator.
fn test(vm: &Vm, function: &Value, item: &Value) -> PyResult<Option<bool>> {
    let answer = vm.call(function, &mut [item.clone()]).map(Some);
    match end_on_stop(vm, answer)? {
        Some(answer) => vm.is_true(&answer).map(Some),
        None => Ok(None),
    }
}

macro_rules! traverse_both {
    ($type:ident) => {
        impl NativeObject for $type {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                visit(&self.function);
                visit(&self.iterator);
            }
        }
    };
}

/// `takewhile(predicate, iterable)`
pub struct TakeWhile {
    function: Value,
    iterator: Value,
    done: Cell<bool>,
}

traverse_both!(TakeWhile);

impl NativeType for TakeWhile {
    const NAME: &'static str = "itertools.takewhile";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<TakeWhile>(
            "Return successive entries from an iterable as long as the predicate evaluates to true \
             for each entry.",
            |vm, class, args| {
                let (function, iterator) = function_and_iterator::<TakeWhile>(vm, class, args)?;
                Ok(vm.wrap_as(
                    class,
                    TakeWhile {
                        function,
                        iterator,
                        done: Cell::new(false),
                    },
                ))
            },
            |vm, this| {
                let s = state::<TakeWhile>(vm, this)?;
                if s.done.get() {
                    return Ok(None);
                }
                let Some(item) = vm.next(&s.iterator)? else {
                    return Ok(None);
                };
                match test(vm, &s.function, &item)? {
                    Some(true) => Ok(Some(item)),
                    Some(false) => {
                        s.done.set(true);
                        Ok(None)
                    }
                    None => Ok(None),
                }
            },
        )
    }
}

/// `dropwhile(predicate, iterable)`
pub struct DropWhile {
    function: Value,
    iterator: Value,
    started: Cell<bool>,
}

traverse_both!(DropWhile);

impl NativeType for DropWhile {
    const NAME: &'static str = "itertools.dropwhile";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<DropWhile>(
            "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return \
             every element until the iterable is exhausted.",
            |vm, class, args| {
                let (function, iterator) = function_and_iterator::<DropWhile>(vm, class, args)?;
                Ok(vm.wrap_as(
                    class,
                    DropWhile {
                        function,
                        iterator,
                        started: Cell::new(false),
                    },
                ))
            },
            |vm, this| {
                let s = state::<DropWhile>(vm, this)?;
                while let Some(item) = vm.next(&s.iterator)? {
                    if s.started.get() {
                        return Ok(Some(item));
                    }
                    match test(vm, &s.function, &item)? {
                        Some(true) => {}
                        Some(false) => {
                            s.started.set(true);
                            return Ok(Some(item));
                        }
                        None => return Ok(None),
                    }
                }
                Ok(None)
            },
        )
    }
}

/// `filterfalse(function or None, iterable)`
pub struct FilterFalse {
    function: Value,
    iterator: Value,
}

traverse_both!(FilterFalse);

impl NativeType for FilterFalse {
    const NAME: &'static str = "itertools.filterfalse";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<FilterFalse>(
            "Return those items of iterable for which function(item) is false.\n\nIf function is \
             None, return the items that are false.",
            |vm, class, args| {
                let (function, iterator) = function_and_iterator::<FilterFalse>(vm, class, args)?;
                Ok(vm.wrap_as(class, FilterFalse { function, iterator }))
            },
            |vm, this| {
                let s = state::<FilterFalse>(vm, this)?;
                while let Some(item) = vm.next(&s.iterator)? {
                    let holds = if s.function.is_none() {
                        Some(vm.is_true(&item)?)
                    } else {
                        test(vm, &s.function, &item)?
                    };
                    match holds {
                        Some(true) => {}
                        Some(false) => return Ok(Some(item)),
                        None => return Ok(None),
                    }
                }
                Ok(None)
            },
        )
    }
}

/// `compress(data, selectors)`
pub struct Compress {
    data: Value,
    selectors: Value,
}

impl NativeObject for Compress {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.data);
        visit(&self.selectors);
    }
}

impl NativeType for Compress {
    const NAME: &'static str = "itertools.compress";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Compress>(
            "Return data elements corresponding to true selector elements.\n\nForms a shorter \
             iterator from selected data elements using the selectors to\nchoose the data elements.",
            |vm, class, args| {
                let [data, selectors] = bind(vm, "compress", ["data", "selectors"], 2, 2, args)?;
                let data = vm.iter(&data.unwrap_or(Value::NONE))?;
                let selectors = vm.iter(&selectors.unwrap_or(Value::NONE))?;
                Ok(vm.wrap_as(class, Compress { data, selectors }))
            },
            |vm, this| {
                let s = state::<Compress>(vm, this)?;
                while let Some(item) = vm.next(&s.data)? {
                    let Some(selector) = vm.next(&s.selectors)? else {
                        return Ok(None);
                    };
                    if vm.is_true(&selector)? {
                        return Ok(Some(item));
                    }
                }
                Ok(None)
            },
        )
    }
}
