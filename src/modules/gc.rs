//! gc: the collector of reference cycles.
//!
//! The collector is one for all ages (see [`crate::object::gc`]) and decides by itself when it is
//! due, so the numbers of generations and the thresholds are accepted as CPython's are, and only
//! a first threshold of 0 has an effect: nothing is collected unasked. Left out: the debugging flags
//! but `DEBUG_UNCOLLECTABLE` (there is nothing that it would show); setting them raises
//! NotImplementedError that names them.

use std::cell::{Cell, RefCell};

use crate::native::{ModuleDef, VarArgs};
use crate::object::{Dict, FINALIZERS_WAIT, List, PyResult, Str, Value, gc};
use crate::vm::Vm;

/// What the program has set, and what has happened.
struct State {
    thresholds: Cell<[i64; 3]>,
    enabled: Cell<bool>,
    collections: Cell<u64>,
    collected: Cell<u64>,
    garbage: RefCell<Option<Value>>,
    /// `gc.callbacks`, once the module is imported.
    callbacks: RefCell<Option<List>>,
    debug: Cell<i64>,
}

impl Default for State {
    fn default() -> State {
        State {
            thresholds: Cell::new([2000, 10, 10]),
            enabled: Cell::new(true),
            collections: Cell::new(0),
            collected: Cell::new(0),
            garbage: RefCell::default(),
            callbacks: RefCell::default(),
            debug: Cell::new(0),
        }
    }
}

/// Tell the collector whether it may run unasked.
fn update(state: &State) {
    gc::set_enabled(state.enabled.get() && state.thresholds.get()[0] != 0);
}

/// Tell the program's functions that a collection begins or ends.
fn notify(vm: &Vm, phase: &str, generation: i64, collected: usize) {
    let Some(callbacks) = vm.state::<State>().callbacks.borrow().clone() else {
        return;
    };
    let callbacks = callbacks.borrow().clone();
    for callback in callbacks {
        let info = Dict::new();
        info.set_str(&Str::intern("generation"), Value::int(generation));
        info.set_str(&Str::intern("collected"), Value::size(collected));
        info.set_str(&Str::intern("uncollectable"), Value::int(0));
        if let Err(e) = vm.call(&callback, &mut [Value::str(phase), info.into()]) {
            vm.unraisable(&e, "calling a callback of the collector", &callback);
        }
    }
}

/// A collection that is due.
pub fn collect_due(vm: &Vm) {
    let is_heard = vm.state::<State>().callbacks.borrow().is_some();
    if !is_heard {
        gc::collect_due();
        return;
    }
    notify(vm, "start", 0, 0);
    let (young, all) = gc::collect_due();
    notify(vm, "stop", 0, young);
    if let Some(all) = all {
        notify(vm, "start", 2, 0);
        notify(vm, "stop", 2, all);
    }
}

fn collect(vm: &Vm, generation: i64) -> PyResult<usize> {
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    notify(vm, "start", generation, 0);
    let mut count = gc::collect();
    // A round that finds finalisers only runs them; the next one clears what they have left.
    while FINALIZERS_WAIT.get() {
        vm.run_finalizers();
        count += gc::collect();
    }
    let state = vm.state::<State>();
    state.collections.set(state.collections.get() + 1);
    state.collected.set(state.collected.get() + count as u64);
    notify(vm, "stop", generation, count);
    Ok(count)
}

fn set_threshold(vm: &Vm, thresholds: VarArgs) -> PyResult<()> {
    if !(1..=3).contains(&thresholds.0.len()) {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let state = vm.state::<State>();
    let mut all = state.thresholds.get();
    for (place, value) in all.iter_mut().zip(&thresholds.0) {
        *place = vm.index(value)?;
    }
    state.thresholds.set(all);
    update(&state);
    Ok(())
}

fn set_enabled(vm: &Vm, enabled: bool) -> PyResult<()> {
    let state = vm.state::<State>();
    state.enabled.set(enabled);
    update(&state);
    Ok(())
}

fn get_stats(vm: &Vm) -> PyResult<Vec<Value>> {
    let state = vm.state::<State>();
    let generation = |collections: u64, collected: u64| {
        let dict = Dict::new();
        let set = |key: &str, n: u64| dict.set_str(&Str::intern(key), Value::uint(n));
        set("collections", collections);
        set("collected", collected);
        set("uncollectable", 0);
        Value::from(dict)
    };
    let (collections, collected) = (state.collections.get(), state.collected.get());
    Ok(vec![
        generation(0, 0),
        generation(0, 0),
        generation(collections, collected),
    ])
}

fn get_objects(vm: &Vm, generation: Option<i64>) -> PyResult<Vec<Value>> {
    match generation {
        Some(g) if g < 0 => Err(vm.value_error("generation parameter cannot be negative")),
        Some(g) if g > 2 => Err(vm.value_error(
            "generation parameter must be less than the number of available generations (3)",
        )),
        _ => Ok(gc::objects().into_iter().map(Value::heap).collect()),
    }
}

fn referents(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some(obj) = value.as_obj() {
        obj.raw().traverse(&mut |v| {
            if v.is_set() {
                found.push(v.clone());
            }
        });
    }
    found
}

fn get_referrers(_: &Vm, objects: VarArgs) -> PyResult<Vec<Value>> {
    let refers = |candidate: &Value| {
        referents(candidate)
            .iter()
            .any(|r| r.is_heap() && objects.0.iter().any(|o| o.is(r)))
    };
    Ok(gc::objects()
        .into_iter()
        .map(Value::heap)
        .filter(refers)
        .collect())
}

fn set_debug(vm: &Vm, flags: i64) -> PyResult<()> {
    let names = [
        (1, "DEBUG_STATS"),
        (2, "DEBUG_COLLECTABLE"),
        (32, "DEBUG_SAVEALL"),
    ];
    if let Some((_, name)) = names.iter().find(|(bit, _)| flags & bit != 0) {
        let message = format!("gc.set_debug() cannot set gc.{name}");
        return Err(vm.not_implemented_error(message));
    }
    vm.state::<State>().debug.set(flags);
    Ok(())
}

/// The module `gc`.
pub fn module(vm: &Vm) -> ModuleDef {
    let state = vm.state::<State>();
    let garbage = state
        .garbage
        .borrow_mut()
        .get_or_insert_with(|| Vec::new().into())
        .clone();
    let callbacks = List::new(Vec::new());
    state.callbacks.replace(Some(callbacks.clone()));
    ModuleDef::new(
        "gc",
        "The collector of objects that only refer to each other.",
    )
    .value("garbage", garbage)
    .value("callbacks", callbacks)
    .int("DEBUG_STATS", 1)
    .int("DEBUG_COLLECTABLE", 2)
    .int("DEBUG_UNCOLLECTABLE", 4)
    .int("DEBUG_SAVEALL", 32)
    .int("DEBUG_LEAK", 38)
    .function(
        "freeze()",
        "Keep the collector from all containers that there are.",
        |_: &Vm| {
            gc::freeze();
            Ok(())
        },
    )
    .function(
        "unfreeze()",
        "Let the collector look at all containers again.",
        |_: &Vm| {
            gc::unfreeze();
            Ok(())
        },
    )
    .function(
        "get_freeze_count()",
        "How many containers freeze() keeps from the collector.",
        |_: &Vm| Ok(gc::frozen_count()),
    )
    .function(
        "is_finalized(obj, /)",
        "Whether the object's __del__ has run.",
        |_: &Vm, object: Value| Ok(object.as_obj().is_some_and(gc::is_finalized)),
    )
    .function(
        "collect(generation=2)",
        "Clear the objects that only dead objects refer to; how many there were.",
        collect,
    )
    .function("enable()", "Let the collector run by itself.", |vm: &Vm| {
        set_enabled(vm, true)
    })
    .function(
        "disable()",
        "Let the collector run only when asked.",
        |vm: &Vm| set_enabled(vm, false),
    )
    .function(
        "isenabled()",
        "Whether the collector runs by itself.",
        |vm: &Vm| Ok(vm.state::<State>().enabled.get()),
    )
    .function(
        "get_threshold()",
        "What set_threshold() has set.",
        |vm: &Vm| {
            let [a, b, c] = vm.state::<State>().thresholds.get();
            Ok((a, b, c))
        },
    )
    .function(
        "set_threshold(*thresholds)",
        "With 0 first, let the collector run only when asked.",
        set_threshold,
    )
    .function(
        "get_count()",
        "New containers since the last look at them, and two zeros.",
        |_: &Vm| Ok((gc::young_count(), 0_i64, 0_i64)),
    )
    .function(
        "get_stats()",
        "What the collector has done, in the last of three dicts.",
        get_stats,
    )
    .function(
        "get_objects(generation=None)",
        "All containers there are.",
        get_objects,
    )
    .function(
        "get_referents(*objs)",
        "What the objects directly refer to.",
        |_: &Vm, objects: VarArgs| Ok(objects.0.iter().flat_map(referents).collect::<Vec<Value>>()),
    )
    .function(
        "get_referrers(*objs)",
        "The containers that refer to an object.",
        get_referrers,
    )
    .function(
        "is_tracked(obj, /)",
        "Whether the object can be part of a cycle.",
        |_: &Vm, object: Value| Ok(object.as_obj().is_some_and(|o| o.raw().is_container())),
    )
    .function("get_debug()", "The debugging flags.", |vm: &Vm| {
        Ok(vm.state::<State>().debug.get())
    })
    .function("set_debug(flags, /)", "Set the debugging flags.", set_debug)
}
