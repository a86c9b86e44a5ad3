//! Variables that the script does not define: Rhai's variable hook.
//!
//! After the script's own variables and functions come the names of `__main__`, the builtins, and
//! the library's modules, which need no import. The hook also hands out copies of captured
//! variables that hold Python objects: Rhai locks a captured variable while a method of it runs,
//! so that a thread's closure could not touch the queue that the main script is waiting for.

use std::rc::Rc;

use rhai::{Dynamic, EvalAltResult, EvalContext};

use super::errors::throw;
use super::session::Bridge;
use super::value::{Object, object_of, to_dynamic_in};
use crate::object::Str;
use crate::vm::import::is_library;

/// What a closure captures for a class that is still to be made: its own, most of the time. The
/// class is looked up when the name is used.
#[derive(Clone)]
struct Later;

/// A name of a class, inside a closure that was made before the class.
fn class_made_later(
    bridge: &Bridge,
    name: &str,
    index: usize,
    context: &EvalContext<'_, '_, '_, '_, '_, '_>,
) -> Option<Dynamic> {
    let names = bridge.class_names.borrow();
    if names.is_empty() || !names.contains(name) {
        return None;
    }
    let held = context.scope().get(name);
    match held {
        Some(value) if value.is::<Later>() => {
            let class = bridge.globals.get_str(&Str::intern(name))?;
            Some(to_dynamic_in(class, context.global_runtime_state()))
        }
        None if index == 0
            && bridge.captured.borrow().contains(name)
            && bridge.globals.get_str(&Str::intern(name)).is_none() =>
        {
            Some(Dynamic::from(Later))
        }
        _ => None,
    }
}

/// The value of a name, or nothing where Rhai should go on by itself.
pub fn resolve(
    bridge: &Rc<Bridge>,
    name: &str,
    index: usize,
    context: &EvalContext<'_, '_, '_, '_, '_, '_>,
) -> Result<Option<Dynamic>, Box<EvalAltResult>> {
    let captured = bridge.captured.borrow();
    if !captured.is_empty()
        && captured.contains(name)
        && !bridge.assigned.borrow().contains(name)
        && let Some(value) = context.scope().get(name)
        && value.is_shared()
        && !value.is_locked()
        && let Some(object) = object_of(value)
    {
        return Ok(Some(Dynamic::from(Object(object))));
    }
    drop(captured);
    if let Some(class) = class_made_later(bridge, name, index, context) {
        return Ok(Some(class));
    }
    if index > 0 || context.scope().contains(name) || is_function(bridge, name, context) {
        return Ok(None);
    }
    let key = Str::intern(name);
    if let Some(value) = bridge.globals.get_str(&key) {
        return Ok(Some(to_dynamic_in(value, context.global_runtime_state())));
    }
    match name {
        "None" => return Ok(Some(Dynamic::UNIT)),
        "True" => return Ok(Some(Dynamic::TRUE)),
        "False" => return Ok(Some(Dynamic::FALSE)),
        _ => {}
    }
    let vm = bridge.vm()?;
    if let Some(value) = vm
        .builtins
        .get_str(&key)
        .filter(|_| bridge.has_builtin(name))
    {
        return Ok(Some(to_dynamic_in(value, context.global_runtime_state())));
    }
    if is_module(bridge, name) {
        let module = vm.import_module(name).map_err(|exc| throw(&vm, &exc))?;
        return Ok(Some(Dynamic::from(Object(module))));
    }
    // Rhai takes the name of a `with` inside a closure for a variable that the closure captures
    // from outside; there has to be something to capture.
    if bridge.with_names.borrow().contains(name) && bridge.captured.borrow().contains(name) {
        return Ok(Some(Dynamic::UNIT));
    }
    Ok(None)
}

/// Whether a name is a module's without an import: of the library or of the host, as far as the
/// engine's owner wants to have it.
pub fn is_module(bridge: &Bridge, name: &str) -> bool {
    let known = is_library(name) || bridge.vm().is_ok_and(|vm| vm.is_host_module(name));
    known && bridge.has_module(name)
}

/// Whether the running script has a function of that name.
fn is_function(bridge: &Bridge, name: &str, context: &EvalContext<'_, '_, '_, '_, '_, '_>) -> bool {
    bridge.functions.borrow().contains(name)
        && context.namespaces().iter().any(|module| {
            module
                .iter_script_fn_info()
                .any(|(_, _, function, _, _)| function == name)
        })
}
