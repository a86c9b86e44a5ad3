//! Functions over iterables: `iter`, `next`, `all`, `any`, `min`, `max`, `sorted`.

use crate::compile::op::CompareOp;
use crate::native::{ModuleDef, VarArgs};
use crate::object::async_generator::NextOrDefault;
use crate::object::iterator::IteratorData;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    protocol(def)
        .function(
            "all(iterable, /)",
            "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable \
             is empty, return True.",
            |vm: &Vm, iterable: Value| Ok(!search(vm, &iterable, false)?),
        )
        .function(
            "any(iterable, /)",
            "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is \
             empty, return False.",
            |vm: &Vm, iterable: Value| search(vm, &iterable, true),
        )
        .function(
            "min(*args, key=None, default=<none>)",
            "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, \
             key=func]) -> value\n\nWith a single iterable argument, return its smallest item. \
             The\ndefault keyword-only argument specifies an object to return if\nthe provided \
             iterable is empty.\nWith two or more positional arguments, return the smallest \
             argument.",
            |vm: &Vm, args: VarArgs, key: Value, default: Option<Value>| {
                extreme(vm, "min", CompareOp::Lt, args.0, &key, default)
            },
        )
        .function(
            "max(*args, key=None, default=<none>)",
            "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, \
             key=func]) -> value\n\nWith a single iterable argument, return its biggest item. \
             The\ndefault keyword-only argument specifies an object to return if\nthe provided \
             iterable is empty.\nWith two or more positional arguments, return the largest \
             argument.",
            |vm: &Vm, args: VarArgs, key: Value, default: Option<Value>| {
                extreme(vm, "max", CompareOp::Gt, args.0, &key, default)
            },
        )
        .function(
            "sorted(iterable, /, *, key=None, reverse=False)",
            "Return a new list containing all items from the iterable in ascending order.\n\nA \
             custom key function can be supplied to customize the sort order, and the\nreverse \
             flag can be set to request the result in descending order.",
            |vm: &Vm, iterable: Value, key: Option<Value>, reverse: bool| {
                let mut items = vm.collect(&iterable)?;
                let key = key.filter(|k| !k.is_none());
                crate::object::list_sort::sort_values(vm, &mut items, key.as_ref(), reverse)?;
                Ok(items)
            },
        )
}

fn protocol(def: ModuleDef) -> ModuleDef {
    def.function(
        "iter(object, sentinel=<none>, /)",
        "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from \
         an object.\nIn the first form, the argument must supply its own iterator, or be a \
         sequence.\nIn the second form, the callable is called until it returns the sentinel.",
        |vm: &Vm, object: Value, sentinel: Option<Value>| match sentinel {
            None => vm.iter(&object),
            Some(_) if vm.class_of(&object).slots.call.get().is_none() => {
                Err(vm.type_error("iter(v, w): v must be callable"))
            }
            Some(sentinel) => Ok(IteratorData::Call {
                callable: object,
                sentinel,
            }
            .into_value()),
        },
    )
    .function(
        "next(iterator, default=<none>, /)",
        "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given \
         and the iterator\nis exhausted, it is returned instead of raising StopIteration.",
        next,
    )
    .function(
        "aiter(async_iterable, /)",
        "Return an AsyncIterator for an AsyncIterable object.",
        |vm: &Vm, object: Value| match vm.special_method(&object, "__aiter__")? {
            Some(method) => {
                let iterator = vm.call(&method, &mut [])?;
                if vm.special_method(&iterator, "__anext__")?.is_none() {
                    return Err(vm.type_error(format!(
                        "aiter() returned not an async iterator of type '{}'",
                        vm.type_name(&iterator)
                    )));
                }
                Ok(iterator)
            }
            None => Err(vm.type_error(format!(
                "'{}' object is not an async iterable",
                vm.type_name(&object)
            ))),
        },
    )
    .function(
        "anext(aiterator, default=<none>, /)",
        "Return the next item from the async iterator.\n\nIf default is given and the async \
         iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
        |vm: &Vm, iterator: Value, default: Option<Value>| match vm
            .special_method(&iterator, "__anext__")?
        {
            Some(method) => {
                let awaitable = vm.call(&method, &mut [])?;
                match default {
                    Some(default) => NextOrDefault::make(vm, awaitable, default),
                    None => Ok(awaitable),
                }
            }
            None => Err(vm.type_error(format!(
                "'{}' object is not an async iterator",
                vm.type_name(&iterator)
            ))),
        },
    )
}

fn next(vm: &Vm, iterator: Value, default: Option<Value>) -> PyResult<Value> {
    match vm.next(&iterator) {
        Ok(Some(item)) => Ok(item),
        Ok(None) => {
            let value = vm.take_stop_value();
            default.ok_or_else(|| vm.stop_iteration(value))
        }
        Err(e) if vm.is_instance_of(&e, &vm.types.stop_iteration) => default.ok_or(e),
        Err(e) => Err(e),
    }
}

/// Whether an item of this truth occurs.
fn search(vm: &Vm, iterable: &Value, wanted: bool) -> PyResult<bool> {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.is_true(&item)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn extreme(
    vm: &Vm,
    name: &str,
    better: CompareOp,
    mut args: Vec<Value>,
    key: &Value,
    default: Option<Value>,
) -> PyResult<Value> {
    let items = match args.len() {
        0 => {
            return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
        }
        1 => args.swap_remove(0),
        _ if default.is_some() => {
            return Err(vm.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ if key.is_none() => {
            let mut rest = args.into_iter();
            let mut best = rest.next().unwrap_or_default();
            for item in rest {
                if vm.compare_bool(&item, &best, better)? {
                    best = item;
                }
            }
            return Ok(best);
        }
        _ => Value::tuple(args),
    };
    let mut best: Option<(Value, Value)> = None;
    vm.iterate(&items, |item| {
        let rank = if key.is_none() {
            item.clone()
        } else {
            vm.call(key, &mut [item.clone()])?
        };
        let wins = match &best {
            None => true,
            Some((_, champion)) => vm.compare_bool(&rank, champion, better)?,
        };
        if wins {
            best = Some((item, rank));
        }
        Ok(())
    })?;
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}
