//! atexit: functions to be called when the program ends, last registered first.

use std::cell::RefCell;

use crate::native::{KwArgs, ModuleDef, VarArgs};
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// A function with its arguments, as they will be passed: the values of the keywords stand last.
struct Call {
    function: Value,
    args: Vec<Value>,
    names: Vec<Str>,
}

/// What the program has registered.
#[derive(Default)]
struct State {
    calls: RefCell<Vec<Call>>,
}

pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new(
        "atexit",
        "Register functions to be called when the program ends.",
    )
    .function(
        "register(*args, **kwargs)",
        "Register a function to be called with the given arguments at the end; return it.",
        register,
    )
    .function(
        "unregister(func, /)",
        "Forget every registration of a function.",
        unregister,
    )
    .function("_clear()", "Forget all registrations.", |vm: &Vm| {
        let all = vm.state::<State>().calls.take();
        drop(all);
        Ok(())
    })
    .function(
        "_run_exitfuncs()",
        "Call all registered functions now.",
        run,
    )
    .function(
        "_ncallbacks()",
        "The number of registrations.",
        |vm: &Vm| Ok(vm.state::<State>().calls.borrow().len()),
    )
}

fn register(vm: &Vm, args: VarArgs, keywords: KwArgs) -> PyResult<Value> {
    let mut args = args.0;
    if args.is_empty() {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    }
    let function = args.remove(0);
    if vm.class_of(&function).slots.call.get().is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let mut names = Vec::new();
    for (name, value) in keywords.0 {
        names.push(name);
        args.push(value);
    }
    let call = Call {
        function: function.clone(),
        args,
        names,
    };
    vm.state::<State>().calls.borrow_mut().push(call);
    Ok(function)
}

fn unregister(vm: &Vm, function: Value) -> PyResult<()> {
    let state = vm.state::<State>();
    // Comparing can run code of the program, which may register and unregister.
    let mut at = state.calls.borrow().len();
    while at > 0 {
        at -= 1;
        let candidate = state.calls.borrow().get(at).map(|c| c.function.clone());
        let Some(candidate) = candidate else { continue };
        if vm.same_or_equal(&candidate, &function)? && at < state.calls.borrow().len() {
            let gone = state.calls.borrow_mut().remove(at);
            drop(gone);
        }
    }
    Ok(())
}

/// An exception of a function is reported, and the others are called all the same. What they
/// register meanwhile is forgotten.
fn run(vm: &Vm) -> PyResult<()> {
    let state = vm.state::<State>();
    let calls = state.calls.take();
    let doomed = vm.is_doomed();
    for mut call in calls.into_iter().rev() {
        if let Err(e) = vm.call_kw(&call.function, &mut call.args, &call.names)
            && !(doomed && vm.is_doom(&e))
        {
            let what = vm.repr(&call.function)?;
            vm.report_ignored(&e, &format!("Exception ignored in atexit callback {what}:"));
        }
    }
    let late = state.calls.take();
    drop(late);
    Ok(())
}
