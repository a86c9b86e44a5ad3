//! The wrapper that `functools.lru_cache` makes: it remembers the results of calls.
//!
//! Results stand in a dict by their arguments, the one used last at the end, so that the order of
//! the dict is the order of use.

use std::cell::Cell;

use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Dict, Kind, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

pub struct LruCache {
    function: Value,
    /// `None` for no limit.
    limit: Option<usize>,
    /// Arguments of different types are different, even if they are equal.
    typed: bool,
    /// The class of what `cache_info` returns.
    info: Value,
    /// Stands between positional and keyword arguments in the keys.
    mark: Value,
    results: Dict,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

impl NativeObject for LruCache {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.info);
        visit(&self.results.value());
    }
}

fn cache<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a LruCache> {
    crate::modules::builtins::iterators::state::<LruCache>(vm, value)
}

impl NativeType for LruCache {
    const NAME: &'static str = "functools._lru_cache_wrapper";

    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<LruCache>;
        ClassDef::native::<LruCache>(
            "functools",
            "Create a cached callable that wraps another function.\n\nuser_function:      the \
             function being cached\n\nmaxsize:  0         for no caching\n          None      for \
             unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     \
             cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as \
             distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n              \
             hits misses currsize maxsize",
        )
        .with_dict()
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(|_, _, _| Ok(())));
            s.call.set(Some(call));
            s.descr_get.set(Some(|_, this, object, _| {
                Ok(match object {
                    Some(object) => crate::vm::attr::bound_method(this.clone(), object.clone()),
                    None => this.clone(),
                })
            }));
        })
        .getter("__dict__", "", |vm: &Vm, this: Value| Ok(vm.dict_of(&this)))
        .method("cache_info(self, /)", "Report cache statistics", |vm: &Vm, this: This| {
            let limit = this.limit.map_or(Value::NONE, Value::size);
            let size = Value::size(this.results.len());
            let numbers = [Value::int(this.hits.get()), Value::int(this.misses.get()), limit, size];
            vm.call(&this.info, &mut { numbers })
        })
        .method("cache_clear(self, /)", "Clear the cache and cache statistics", |_: &Vm, this: This| {
            this.hits.set(0);
            this.misses.set(0);
            let old = this.results.borrow_mut().take_all();
            drop(old);
            Ok(())
        })
        .method("__copy__(self, /)", "", |_: &Vm, this: This| Ok(this))
        .method("__deepcopy__(self, memo, /)", "", |_: &Vm, this: This, _: Value| Ok(this))
        .method("__reduce__(self, /)", "", |vm: &Vm, this: Value| vm.attr(&this, "__qualname__"))
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut parts: [Option<Value>; 4] = Default::default();
    for (slot, value) in parts.iter_mut().zip(positional) {
        *slot = Some(value);
    }
    const NAMES: [&str; 4] = ["user_function", "maxsize", "typed", "cache_info_type"];
    for (name, value) in keywords {
        if let Some(at) = NAMES.iter().position(|n| name.as_str() == Some(n)) {
            parts[at] = Some(value);
        }
    }
    let [Some(function), Some(limit), Some(typed), Some(info)] = parts else {
        return Err(vm.type_error("_lru_cache_wrapper() takes 4 arguments"));
    };
    if vm.class_of(&function).slots.call.get().is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let limit = match limit.kind() {
        Kind::None => None,
        _ => Some(usize::try_from(vm.index(&limit)?).unwrap_or(0)),
    };
    let state = LruCache {
        function,
        limit,
        typed: vm.is_true(&typed)?,
        info,
        mark: crate::vm::dunder::bare_object(),
        results: Dict::new(),
        hits: Cell::new(0),
        misses: Cell::new(0),
    };
    Ok(class.instance(Some(Payload::Native(Box::new(state)))))
}

/// The key of a call: a lone int or str stands for itself, other arguments form a tuple.
fn key(vm: &Vm, cache: &LruCache, values: &[Value], names: &[Str]) -> Value {
    if let ([one], [], false) = (values, names, cache.typed)
        && (one.as_small_int().is_some() || Str::exact(one).is_some())
    {
        return one.clone();
    }
    let (positional, keywords) = values.split_at(values.len() - names.len());
    let mut parts = positional.to_vec();
    if !names.is_empty() {
        parts.push(cache.mark.clone());
        for (name, value) in names.iter().zip(keywords) {
            parts.push(name.value());
            parts.push(value.clone());
        }
    }
    if cache.typed {
        parts.extend(values.iter().map(|v| vm.class_of(v).value()));
    }
    Value::tuple(parts)
}

fn call(vm: &Vm, this: &Value, args: Args) -> PyResult<Value> {
    let cache = cache(vm, this)?;
    if cache.limit == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return vm.call_args(&cache.function, args);
    }
    let key = key(vm, cache, args.values, args.names);
    let hash = vm.hash(&key)?;
    if let Some(at) = cache.results.find(vm, &key, hash)? {
        cache.hits.set(cache.hits.get() + 1);
        let mut data = cache.results.borrow_mut();
        let found = data.entries()[at].value.clone();
        if cache.limit.is_some() {
            let (key, value) = data.remove_at(at);
            data.push(hash, key, value);
        }
        return Ok(found);
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = vm.call_args(&cache.function, args)?;
    // The function may have called itself with the same arguments.
    if cache.results.find(vm, &key, hash)?.is_none() {
        let mut data = cache.results.borrow_mut();
        let mut oldest = None;
        if cache.limit.is_some_and(|limit| data.len() >= limit)
            && let Some(at) = data.next_live(0)
        {
            oldest = Some(data.remove_at(at));
        }
        data.push(hash, key, result.clone());
        drop(data);
        drop(oldest);
    }
    Ok(result)
}
