//! Iterators that combine items: chain, zip_longest, accumulate, starmap, batched, pairwise.

use std::cell::{Cell, RefCell};

use super::{bind, exactly, iterator_class};
use crate::modules::builtins::iterators::{end_on_stop, positional_only, state};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// `chain(*iterables)`
pub struct Chain {
    /// The iterator over the iterables, until it ends.
    iterables: RefCell<Option<Value>>,
    /// The iterator over the one that is being run through.
    active: RefCell<Option<Value>>,
}

impl NativeObject for Chain {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.iterables.borrow().iter().for_each(&mut *visit);
        self.active.borrow().iter().for_each(visit);
    }
}

fn chain_over(vm: &Vm, class: &Class, iterables: Value) -> PyResult<Value> {
    let iterables = RefCell::new(Some(vm.iter(&iterables)?));
    Ok(vm.wrap_as(
        class,
        Chain {
            iterables,
            active: RefCell::default(),
        },
    ))
}

impl NativeType for Chain {
    const NAME: &'static str = "itertools.chain";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Chain>(
            "Return a chain object whose .__next__() method returns elements from the\nfirst \
             iterable until it is exhausted, then elements from the next\niterable, until all of the \
             iterables are exhausted.",
            |vm, class, args| {
                let positional = positional_only::<Chain>(vm, class, args)?;
                chain_over(vm, class, Value::tuple(positional))
            },
            chain_next,
        )
        .class_method(
            "from_iterable(type, iterable, /)",
            "Alternative chain() constructor taking a single iterable argument that evaluates \
             lazily.",
            |vm: &Vm, class: Class, iterable: Value| chain_over(vm, &class, iterable),
        )
        .class_method(
            "__class_getitem__(type, object, /)",
            "See PEP 585",
            |vm: &Vm, class: Class, item: Value| {
                crate::modules::types::generic_alias(vm, class.value(), item)
            },
        )
    }
}

fn chain_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let chain = state::<Chain>(vm, this)?;
    loop {
        let active = chain.active.borrow().clone();
        if let Some(active) = active {
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
            let old = chain.active.take();
            drop(old);
        }
        let Some(iterables) = chain.iterables.borrow().clone() else {
            return Ok(None);
        };
        match vm.next(&iterables)? {
            Some(iterable) => {
                let iterator = vm.iter(&iterable)?;
                chain.active.replace(Some(iterator));
            }
            None => {
                let old = chain.iterables.take();
                drop(old);
                return Ok(None);
            }
        }
    }
}

/// `zip_longest(*iterables, fillvalue=None)`
pub struct ZipLongest {
    /// `None` for those that have ended.
    iterators: RefCell<Vec<Option<Value>>>,
    fill: Value,
}

impl NativeObject for ZipLongest {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.iterators
            .borrow()
            .iter()
            .flatten()
            .for_each(&mut *visit);
        visit(&self.fill);
    }
}

impl NativeType for ZipLongest {
    const NAME: &'static str = "itertools.zip_longest";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<ZipLongest>(
            "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th \
             element comes from the i-th iterable argument.  The .__next__()\nmethod continues until \
             the longest iterable in the argument sequence\nis exhausted and then it raises \
             StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted \
             in their place.  The fillvalue\ndefaults to None or can be specified by a keyword \
             argument.",
            |vm, class, args| {
                let (positional, keywords) = args.into_parts();
                let mut fill = Value::NONE;
                for (name, value) in keywords {
                    if name.as_str() != Some("fillvalue") {
                        return Err(
                            vm.type_error("zip_longest() got an unexpected keyword argument")
                        );
                    }
                    fill = value;
                }
                let iterators = positional
                    .iter()
                    .map(|v| vm.iter(v).map(Some))
                    .collect::<PyResult<_>>()?;
                Ok(vm.wrap_as(
                    class,
                    ZipLongest {
                        iterators: RefCell::new(iterators),
                        fill,
                    },
                ))
            },
            zip_longest_next,
        )
    }
}

fn zip_longest_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let zip = state::<ZipLongest>(vm, this)?;
    let iterators = zip.iterators.borrow().clone();
    if iterators.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut row = Vec::with_capacity(iterators.len());
    for (at, iterator) in iterators.into_iter().enumerate() {
        let item = match &iterator {
            Some(iterator) => vm.next(iterator)?,
            None => None,
        };
        if item.is_none() && iterator.is_some() {
            let old = zip.iterators.borrow_mut()[at].take();
            drop(old);
            if zip.iterators.borrow().iter().all(Option::is_none) {
                return Ok(None);
            }
        }
        row.push(item.unwrap_or_else(|| zip.fill.clone()));
    }
    Ok(Some(Value::tuple(row)))
}

/// `accumulate(iterable, func, initial=None)`
pub struct Accumulate {
    iterator: Value,
    /// None for addition.
    function: Value,
    initial: RefCell<Option<Value>>,
    total: RefCell<Option<Value>>,
}

impl NativeObject for Accumulate {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.iterator);
        visit(&self.function);
        self.initial.borrow().iter().for_each(&mut *visit);
        self.total.borrow().iter().for_each(visit);
    }
}

impl NativeType for Accumulate {
    const NAME: &'static str = "itertools.accumulate";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Accumulate>(
            "Return series of accumulated sums (or other binary function results).",
            |vm, class, args| {
                let names = ["iterable", "func", "initial"];
                let [iterable, function, initial] = bind(vm, "accumulate", names, 2, 1, args)?;
                let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
                let state = Accumulate {
                    iterator,
                    function: function.unwrap_or(Value::NONE),
                    initial: RefCell::new(initial.filter(|v| !v.is_none())),
                    total: RefCell::default(),
                };
                Ok(vm.wrap_as(class, state))
            },
            accumulate_next,
        )
    }
}

fn accumulate_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let s = state::<Accumulate>(vm, this)?;
    let initial = s.initial.take();
    if let Some(initial) = initial {
        s.total.replace(Some(initial.clone()));
        return Ok(Some(initial));
    }
    let Some(item) = vm.next(&s.iterator)? else {
        return Ok(None);
    };
    let total = s.total.borrow().clone();
    let new = match total {
        None => item,
        Some(total) if s.function.is_none() => vm.add(&total, &item)?,
        Some(total) => {
            let result = vm.call(&s.function, &mut [total, item]).map(Some);
            match end_on_stop(vm, result)? {
                Some(new) => new,
                None => return Ok(None),
            }
        }
    };
    let old = s.total.replace(Some(new.clone()));
    drop(old);
    Ok(Some(new))
}

/// `starmap(function, iterable)`
pub struct StarMap {
    function: Value,
    iterator: Value,
}

impl NativeObject for StarMap {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.iterator);
    }
}

impl NativeType for StarMap {
    const NAME: &'static str = "itertools.starmap";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<StarMap>(
            "Return an iterator whose values are returned from the function evaluated with an \
             argument tuple taken from the given sequence.",
            |vm, class, args| {
                let [function, iterable] = exactly::<StarMap, 2>(vm, class, args)?;
                let iterator = vm.iter(&iterable)?;
                Ok(vm.wrap_as(class, StarMap { function, iterator }))
            },
            |vm, this| {
                let s = state::<StarMap>(vm, this)?;
                let Some(item) = vm.next(&s.iterator)? else {
                    return Ok(None);
                };
                let mut args = vm.collect(&item)?;
                end_on_stop(vm, vm.call(&s.function, &mut args).map(Some))
            },
        )
    }
}

/// `batched(iterable, n, strict=False)`
pub struct Batched {
    iterator: Value,
    size: usize,
    strict: bool,
    done: Cell<bool>,
}

impl NativeObject for Batched {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.iterator);
    }
}

impl NativeType for Batched {
    const NAME: &'static str = "itertools.batched";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Batched>(
            "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over \
             the input iterable and accumulates data into tuples\nup to size n.  The input is \
             consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a \
             batch is full\nor when the input iterable is exhausted.",
            batched_new,
            |vm, this| {
                let s = state::<Batched>(vm, this)?;
                if s.done.get() {
                    return Ok(None);
                }
                let mut batch = Vec::with_capacity(s.size.min(1024));
                while batch.len() < s.size {
                    match vm.next(&s.iterator)? {
                        Some(item) => batch.push(item),
                        None => {
                            s.done.set(true);
                            break;
                        }
                    }
                }
                if batch.is_empty() {
                    return Ok(None);
                }
                if s.strict && batch.len() < s.size {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                Ok(Some(Value::tuple(batch)))
            },
        )
    }
}

fn batched_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let [iterable, n, strict] = bind(vm, "batched", ["iterable", "n", "strict"], 2, 2, args)?;
    let n = vm.index(&n.unwrap_or(Value::NONE))?;
    let strict = strict.map_or(Ok(false), |v| vm.is_true(&v))?;
    let Some(size) = usize::try_from(n).ok().filter(|&n| n > 0) else {
        return Err(vm.value_error("n must be at least one"));
    };
    let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
    Ok(vm.wrap_as(
        class,
        Batched {
            iterator,
            size,
            strict,
            done: Cell::new(false),
        },
    ))
}

/// `pairwise(iterable)`
pub struct Pairwise {
    iterator: Value,
    before: RefCell<Option<Value>>,
}

impl NativeObject for Pairwise {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.iterator);
        self.before.borrow().iter().for_each(visit);
    }
}

impl NativeType for Pairwise {
    const NAME: &'static str = "itertools.pairwise";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Pairwise>(
            "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> \
             (s0,s1), (s1,s2), (s2, s3), ...",
            |vm, class, args| {
                let [iterable] = exactly::<Pairwise, 1>(vm, class, args)?;
                let iterator = vm.iter(&iterable)?;
                Ok(vm.wrap_as(
                    class,
                    Pairwise {
                        iterator,
                        before: RefCell::default(),
                    },
                ))
            },
            |vm, this| {
                let s = state::<Pairwise>(vm, this)?;
                let before = s.before.borrow().clone();
                let before = match before {
                    Some(before) => before,
                    None => match vm.next(&s.iterator)? {
                        Some(first) => {
                            s.before.replace(Some(first.clone()));
                            first
                        }
                        None => return Ok(None),
                    },
                };
                let Some(item) = vm.next(&s.iterator)? else {
                    return Ok(None);
                };
                let old = s.before.replace(Some(item.clone()));
                drop(old);
                Ok(Some(Value::tuple(vec![before, item])))
            },
        )
    }
}
