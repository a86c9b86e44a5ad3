//! The classes `enumerate`, `zip`, `map` and `filter`, and the making of `reversed`.

use std::cell::{Cell, RefCell};

use crate::native::{Args, ClassDef, NativeType};
use crate::object::class::NextFn;
use crate::object::iterator::{self, IteratorData};
use crate::object::{Class, Exc, List, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// `next` of a wrapper: StopIteration raised by program code inside ends the wrapper too.
pub fn end_on_stop(vm: &Vm, result: PyResult<Option<Value>>) -> PyResult<Option<Value>> {
    match result {
        Err(e) if vm.is_instance_of(&e, &vm.types.stop_iteration) => {
            vm.set_stop_value(e.field("value").unwrap_or(Value::NONE));
            Ok(None)
        }
        other => other,
    }
}

/// The state of a native iterator behind a value.
pub fn state<'a, T: NativeType>(vm: &Vm, value: &'a Value) -> PyResult<&'a T> {
    value.as_obj().and_then(|o| o.native::<T>()).ok_or_else(|| {
        vm.type_error(format!(
            "descriptor requires a '{}' object but received a '{}'",
            T::NAME,
            vm.type_name(value)
        ))
    })
}

/// The slots that every iterator has.
pub fn iterator_def(def: ClassDef, next: crate::object::class::NextFn) -> ClassDef {
    def.slots(|s| {
        s.init.set(Some(|_, _, _| Ok(())));
        s.iter.set(Some(|_, this| Ok(this.clone())));
        s.next.set(Some(next));
    })
}

/// Positional arguments only, for the constructor of a class whose `__init__` is still its own:
/// that of a subclass may take keywords.
pub fn positional_only<T: NativeType>(vm: &Vm, class: &Class, args: Args) -> PyResult<Vec<Value>> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        let own = vm.class_for::<T>();
        let same_init = match (class.slots.init.get(), own.slots.init.get()) {
            (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if *class == own || same_init {
            let name = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
            return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
        }
    }
    Ok(positional)
}

// ---- enumerate -------------------------------------------------------------------------------------

/// `enumerate(iterable, start)`
pub struct Enumerate {
    iterator: Value,
    /// The next number, while it fits.
    count: Cell<i64>,
    /// The next number beyond that.
    large: RefCell<Option<Value>>,
}

impl NativeObject for Enumerate {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.iterator);
    }
}

impl NativeType for Enumerate {
    const NAME: &'static str = "enumerate";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Enumerate>(
            "builtins",
            "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe \
             enumerate object yields pairs containing a count (from start, which\ndefaults to zero) \
             and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an \
             indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
        )
        .slots(|s| s.new.set(Some(enumerate_new)));
        iterator_def(def, enumerate_next)
            .class_method(
                "__class_getitem__(type, object, /)",
                "See PEP 585",
                |vm: &Vm, class: Class, item: Value| {
                    crate::modules::types::generic_alias(vm, class.value(), item)
                },
            )
            .method(
                "__reduce__(self, /)",
                "Return state information for pickling.",
                |vm: &Vm, this: Value| {
                    let state = state::<Enumerate>(vm, &this)?;
                    let count = state.large.borrow().clone();
                    let count = count.unwrap_or_else(|| Value::int(state.count.get()));
                    let args = Value::tuple(vec![state.iterator.clone(), count]);
                    Ok((vm.class_of(&this), args))
                },
            )
    }
}

fn enumerate_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let given = positional.len() + keywords.len();
    if given > 2 {
        return Err(vm.type_error(format!(
            "enumerate() takes at most 2 arguments ({given} given)"
        )));
    }
    let mut parts = positional.into_iter();
    let (mut iterable, mut start) = (parts.next(), parts.next());
    for (name, value) in keywords {
        match name.as_str() {
            Some("iterable") if iterable.is_none() => iterable = Some(value),
            Some("start") if start.is_none() => start = Some(value),
            _ => {
                return Err(vm.type_error(format!(
                    "'{name}' is an invalid keyword argument for enumerate()"
                )));
            }
        }
    }
    let Some(iterable) = iterable else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let start = match start {
        Some(start) => vm.index_value(&start)?,
        None => Value::int(0),
    };
    let iterator = vm.iter(&iterable)?;
    let (count, large) = match start.as_small_int() {
        Some(count) => (count, None),
        None => (0, Some(start)),
    };
    let state = Enumerate {
        iterator,
        count: Cell::new(count),
        large: RefCell::new(large),
    };
    Ok(vm.wrap_as(class, state))
}

/// A pair that nobody gets to see as a tuple.
pub type Pair = (Value, Value);

/// The next pair of an `enumerate`, of a `zip` of two, or of a dict's items, for a loop that takes
/// it apart at once: `for i, x in enumerate(…)`. The outer `None` means that the iterator has to be
/// asked for a tuple; nothing has been done then.
#[inline]
pub fn next_pair(vm: &Vm, iterator: &Value) -> Option<PyResult<Option<Pair>>> {
    let obj = iterator.as_obj()?;
    match obj.raw() {
        Payload::Iterator(_) => iterator::next_entry(obj).map(|pair| Ok(Some(pair))),
        Payload::Native(_) => {
            // A subclass may have a `__next__` of its own.
            let next = vm.class_of(iterator).slots.next.get()?;
            if std::ptr::fn_addr_eq(next, enumerate_next as NextFn) {
                let state = obj.native::<Enumerate>()?;
                return Some(enumerate_pair(vm, state));
            }
            let zip = obj.native::<Zip>()?;
            let [first, second] = &zip.iterators[..] else {
                return None;
            };
            if zip.strict.get() || zip.done.get() || !std::ptr::fn_addr_eq(next, zip_next as NextFn) {
                return None;
            }
            Some(zip_pair(vm, zip, first, second))
        }
        _ => None,
    }
}

fn zip_pair(vm: &Vm, zip: &Zip, first: &Value, second: &Value) -> PyResult<Option<Pair>> {
    if let Some(a) = vm.next(first)?
        && let Some(b) = vm.next(second)?
    {
        return Ok(Some((a, b)));
    }
    zip.done.set(true);
    Ok(None)
}

fn enumerate_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let state = state::<Enumerate>(vm, this)?;
    let pair = enumerate_pair(vm, state)?;
    Ok(pair.map(|(number, item)| Value::tuple(vec![number, item])))
}

fn enumerate_pair(vm: &Vm, state: &Enumerate) -> PyResult<Option<Pair>> {
    let Some(item) = vm.next(&state.iterator)? else {
        return Ok(None);
    };
    let large = state.large.borrow().clone();
    let number = match large {
        None => {
            let count = state.count.get();
            match count.checked_add(1) {
                Some(next) => state.count.set(next),
                None => {
                    let next = vm.add(&Value::int(count), &Value::int(1))?;
                    state.large.replace(Some(next));
                }
            }
            Value::int(count)
        }
        Some(number) => {
            let next = vm.add(&number, &Value::int(1))?;
            state.large.replace(Some(next));
            number
        }
    };
    Ok(Some((number, item)))
}

// ---- zip ------------------------------------------------------------------------------------------------

/// `zip(*iterables, strict=False)`
pub struct Zip {
    iterators: Vec<Value>,
    strict: Cell<bool>,
    done: Cell<bool>,
}

impl NativeObject for Zip {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.iterators.iter().for_each(visit);
    }
}

impl NativeType for Zip {
    const NAME: &'static str = "zip";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Zip>(
            "builtins",
            "The zip object yields n-length tuples, where n is the number of iterables\npassed as \
             positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th \
             iterable argument to zip().  This continues until the\nshortest argument is \
             exhausted.\n\nIf strict is true and one of the arguments is exhausted before the \
             others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   \
             [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
        )
        .slots(|s| s.new.set(Some(zip_new)));
        iterator_def(def, zip_next)
            .method(
                "__reduce__(self, /)",
                "Return state information for pickling.",
                |vm: &Vm, this: Value| {
                    let state = state::<Zip>(vm, &this)?;
                    let mut parts = vec![
                        vm.class_of(&this).value(),
                        Value::tuple(state.iterators.clone()),
                    ];
                    if state.strict.get() {
                        parts.push(Value::TRUE);
                    }
                    Ok(Value::tuple(parts))
                },
            )
            .method(
                "__setstate__(self, state, /)",
                "Set state information for unpickling.",
                |vm: &Vm, this: Value, strict: bool| {
                    state::<Zip>(vm, &this)?.strict.set(strict);
                    Ok(())
                },
            )
    }
}

fn zip_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut strict = false;
    for (name, value) in keywords {
        if name.as_str() == Some("strict") {
            strict = vm.is_true(&value)?;
        } else if *class == vm.class_for::<Zip>() {
            let wrong = name.to_string();
            let hint = crate::source::suggest(&wrong, ["strict"].into_iter())
                .map_or(String::new(), |near| format!(". Did you mean '{near}'?"));
            return Err(vm.type_error(format!(
                "zip() got an unexpected keyword argument '{name}'{hint}"
            )));
        }
    }
    let iterators = positional
        .iter()
        .map(|v| vm.iter(v))
        .collect::<PyResult<Vec<Value>>>()?;
    Ok(vm.wrap_as(
        class,
        Zip {
            iterators,
            strict: Cell::new(strict),
            done: Cell::new(false),
        },
    ))
}

fn zip_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let state = state::<Zip>(vm, this)?;
    if state.done.get() || state.iterators.is_empty() {
        return Ok(None);
    }
    let mut row = Vec::with_capacity(state.iterators.len());
    for (at, iterator) in state.iterators.iter().enumerate() {
        match vm.next(iterator)? {
            Some(item) => row.push(item),
            None => {
                state.done.set(true);
                return if state.strict.get() {
                    strict_end(vm, state, at)
                } else {
                    Ok(None)
                };
            }
        }
    }
    Ok(Some(Value::tuple(row)))
}

/// "arguments 1-2", or "argument 1".
fn before(at: usize) -> String {
    if at == 1 {
        "argument 1".to_owned()
    } else {
        format!("arguments 1-{at}")
    }
}

/// With `strict`, every iterator must end together with the first.
fn strict_end(vm: &Vm, zip: &Zip, ended: usize) -> PyResult<Option<Value>> {
    if ended > 0 {
        return Err(vm.value_error(format!(
            "zip() argument {} is shorter than {}",
            ended + 1,
            before(ended)
        )));
    }
    for (at, iterator) in zip.iterators.iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            return Err(vm.value_error(format!(
                "zip() argument {} is longer than {}",
                at + 1,
                before(at)
            )));
        }
    }
    Ok(None)
}

// ---- map --------------------------------------------------------------------------------------------------

/// `map(function, *iterables)`
pub struct Map {
    function: Value,
    iterators: Vec<Value>,
}

impl NativeObject for Map {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        self.iterators.iter().for_each(visit);
    }
}

impl NativeType for Map {
    const NAME: &'static str = "map";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Map>(
            "builtins",
            "Make an iterator that computes the function using arguments from\neach of the \
             iterables.  Stops when the shortest iterable is exhausted.",
        )
        .slots(|s| s.new.set(Some(map_new)));
        iterator_def(def, map_next).method(
            "__reduce__(self, /)",
            "Return state information for pickling.",
            |vm: &Vm, this: Value| {
                let state = state::<Map>(vm, &this)?;
                let mut args = vec![state.function.clone()];
                args.extend(state.iterators.iter().cloned());
                Ok((vm.class_of(&this), Value::tuple(args)))
            },
        )
    }
}

fn map_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let mut positional = positional_only::<Map>(vm, class, args)?;
    if positional.len() < 2 {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let function = positional.remove(0);
    let iterators = positional
        .iter()
        .map(|v| vm.iter(v))
        .collect::<PyResult<Vec<Value>>>()?;
    Ok(vm.wrap_as(
        class,
        Map {
            function,
            iterators,
        },
    ))
}

fn map_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let state = state::<Map>(vm, this)?;
    if let [iterator] = &state.iterators[..] {
        let Some(item) = vm.next(iterator)? else {
            return Ok(None);
        };
        return end_on_stop(vm, vm.call(&state.function, &mut [item]).map(Some));
    }
    let mut row = Vec::with_capacity(state.iterators.len());
    for iterator in &state.iterators {
        match vm.next(iterator)? {
            Some(item) => row.push(item),
            None => return Ok(None),
        }
    }
    end_on_stop(vm, vm.call(&state.function, &mut row).map(Some))
}

// ---- filter -------------------------------------------------------------------------------------------------

/// `filter(function or None, iterable)`
pub struct Filter {
    function: Value,
    iterator: Value,
}

impl NativeObject for Filter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.iterator);
    }
}

impl NativeType for Filter {
    const NAME: &'static str = "filter";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Filter>(
            "builtins",
            "Return an iterator yielding those items of iterable for which function(item)\nis true. \
             If function is None, return the items that are true.",
        )
        .slots(|s| s.new.set(Some(filter_new)));
        iterator_def(def, filter_next).method(
            "__reduce__(self, /)",
            "Return state information for pickling.",
            |vm: &Vm, this: Value| {
                let state = state::<Filter>(vm, &this)?;
                let args = vec![state.function.clone(), state.iterator.clone()];
                Ok((vm.class_of(&this), Value::tuple(args)))
            },
        )
    }
}

fn filter_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let positional = positional_only::<Filter>(vm, class, args)?;
    let [function, iterable] = &positional[..] else {
        return Err(vm.type_error(format!(
            "filter expected 2 arguments, got {}",
            positional.len()
        )));
    };
    let iterator = vm.iter(iterable)?;
    Ok(vm.wrap_as(
        class,
        Filter {
            function: function.clone(),
            iterator,
        },
    ))
}

fn filter_next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let state = state::<Filter>(vm, this)?;
    let by_truth = state.function.is_none() || state.function.is(&vm.types.bool_.value());
    while let Some(item) = vm.next(&state.iterator)? {
        let keep = if by_truth {
            vm.is_true(&item)?
        } else {
            match vm.call(&state.function, &mut [item.clone()]) {
                Ok(answer) => vm.is_true(&answer)?,
                Err(e) => return end_on_stop(vm, Err(e)),
            }
        };
        if keep {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

// ---- reversed -----------------------------------------------------------------------------------------------

fn not_reversible(vm: &Vm, value: &Value) -> Exc {
    vm.type_error(format!(
        "'{}' object is not reversible",
        vm.type_name(value)
    ))
}

/// `reversed(sequence)`: what `__reversed__` gives, or an iterator over a sequence from its end.
pub fn reverse(vm: &Vm, value: &Value) -> PyResult<Value> {
    if let Some(list) = List::exact(value) {
        let at = list.len();
        return Ok(IteratorData::ListReversed { list, at }.into_value());
    }
    let class = vm.class_of(value);
    if let Some(method) = class.lookup(&Str::intern("__reversed__")) {
        if method.is_none() {
            return Err(not_reversible(vm, value));
        }
        let method = vm.bind(method, Some(value), &class)?;
        return vm.call(&method, &mut []);
    }
    let is_sequence = class.slots.get_item.get().is_some()
        && class.slots.len.get().is_some()
        && class.layout != crate::object::class::Layout::Dict;
    if !is_sequence {
        return Err(not_reversible(vm, value));
    }
    let at = vm.len(value)?;
    Ok(IteratorData::SequenceReversed {
        object: value.clone(),
        at,
    }
    .into_value())
}

/// `reversed.__new__`
pub fn reversed_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() && *class == vm.types.reversed {
        return Err(vm.type_error("reversed() takes no keyword arguments"));
    }
    match &positional[..] {
        [sequence] => reverse(vm, sequence),
        other => Err(vm.type_error(format!("reversed expected 1 argument, got {}", other.len()))),
    }
}
