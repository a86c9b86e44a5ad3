//! The native half of functools, `_functools`: reduce, partial, cmp_to_key and the wrapper of
//! lru_cache. The rest is in `stdlib/functools.py`.

use crate::native::ModuleDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

mod key;
mod lru;
mod partial;

pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_functools", "Tools that operate on functions.")
        .function(
            "reduce(function, iterable, initial=<none>, /)",
            "Apply a function of two arguments cumulatively to the items of an iterable, from left \
             to right.\n\nThis effectively reduces the iterable to a single value.  If initial is \
             present,\nit is placed before the items of the iterable in the calculation, and serves \
             as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, \
             [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).",
            reduce,
        )
        .function(
            "cmp_to_key(mycmp)",
            "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares \
             two objects.",
            |vm: &Vm, compare: Value| Ok(vm.wrap(key::KeyWrapper { compare, object: None })),
        )
        .value("partial", vm.class_for::<partial::Partial>())
        .value("_lru_cache_wrapper", vm.class_for::<lru::LruCache>())
}

fn reduce(vm: &Vm, function: Value, iterable: Value, initial: Option<Value>) -> PyResult<Value> {
    let iterator = vm.iter(&iterable).map_err(|e| {
        if vm.is_instance_of(&e, &vm.types.type_error) {
            return vm.type_error("reduce() arg 2 must support iteration");
        }
        e
    })?;
    let mut result = match initial {
        Some(initial) => initial,
        None => match vm.next(&iterator)? {
            Some(first) => first,
            None => {
                return Err(vm.type_error("reduce() of empty iterable with no initial value"));
            }
        },
    };
    while let Some(item) = vm.next(&iterator)? {
        result = vm.call(&function, &mut [result, item])?;
    }
    Ok(result)
}
