//! Rhai functions and closures as Python callables.
//!
//! A function is kept together with the script that it comes from (its tables of functions and
//! imports), so it can be called when that script has long ended: from a thread, a sort key, a
//! later line of the prompt. As a value of a class it becomes a method, as Python functions do.

use std::cell::OnceCell;
use std::rc::Rc;

use rhai::{Dynamic, FnPtr, GlobalRuntimeState, Map, NativeCallContext, Position};

use super::errors::{Failure, Root, shown_name, to_exception};
use super::session::{Bridge, Runtime};
use super::value::{ToPython, to_dynamic_in};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;
use crate::vm::attr::bound_method;

/// A function of a Rhai script.
pub struct RhaiFunction {
    runtime: Rc<Runtime>,
    pointer: FnPtr,
    /// The state of the script in which it was made: its functions and imports.
    global: GlobalRuntimeState,
    /// The name that it has in a class: `Student.greet`.
    title: OnceCell<String>,
    /// The module that it is a name of; `__main__` unless it is another.
    module: OnceCell<String>,
}

impl NativeObject for RhaiFunction {}

impl NativeType for RhaiFunction {
    const NAME: &'static str = "RhaiFunction";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<RhaiFunction>("rhai", "A function written in Rhai.")
            .is_final()
            .slots(|s| {
                s.call.set(Some(call));
                s.descr_get.set(Some(|_, this, object, _| {
                    Ok(match object {
                        Some(object) => bound_method(this.clone(), object.clone()),
                        None => this.clone(),
                    })
                }));
                s.repr.set(Some(|_, this| {
                    let name = Native::<RhaiFunction>::from_value(this)
                        .map_or_else(String::new, |f| f.qualified_name().to_owned());
                    Ok(Str::new(format!("<Rhai function {name}>")))
                }));
            })
            .getter("__name__", "", |_: &Vm, f: Native<RhaiFunction>| {
                Ok(f.name().to_owned())
            })
            .getter("__qualname__", "", |_: &Vm, f: Native<RhaiFunction>| {
                Ok(f.qualified_name().to_owned())
            })
            .getter("__module__", "", |_: &Vm, f: Native<RhaiFunction>| {
                Ok(f.module.get().map_or("__main__", String::as_str).to_owned())
            })
            .getter("__doc__", "", |_: &Vm, _: Native<RhaiFunction>| {
                Ok(Value::NONE)
            })
            .method(
                "__reduce__(self, /)",
                "Its name, by which it is found again, as Python's functions are.",
                |_: &Vm, f: Native<RhaiFunction>| Ok(f.qualified_name().to_owned()),
            )
    }
}

impl RhaiFunction {
    /// A function pointer as a Python value.
    pub fn wrap(
        vm: &Vm,
        bridge: &Rc<Bridge>,
        pointer: FnPtr,
        global: &GlobalRuntimeState,
    ) -> Value {
        let mut global = global.clone();
        global.level = 0;
        global.scope_level = 0;
        let runtime = bridge.runtime(vm);
        vm.wrap(RhaiFunction {
            runtime,
            pointer,
            global,
            title: OnceCell::new(),
            module: OnceCell::new(),
        })
    }

    /// A function pointer of the running script as a Python value: for a function of the script,
    /// the one that its namespace has.
    pub fn find_or_wrap(
        vm: &Vm,
        bridge: &Rc<Bridge>,
        pointer: FnPtr,
        global: &GlobalRuntimeState,
    ) -> Value {
        let named = !pointer.is_anonymous() && !pointer.is_curried();
        let known = match (named, global.lib.first()) {
            (true, Some(lib)) => bridge.published_function(lib, pointer.fn_name()),
            _ => None,
        };
        known.unwrap_or_else(|| RhaiFunction::wrap(vm, bridge, pointer, global))
    }

    /// Whether it is this function of these.
    pub fn is_of(&self, lib: &Rc<rhai::Module>, name: &str) -> bool {
        let own = self.global.lib.first();
        own.is_some_and(|own| Rc::ptr_eq(own, lib)) && self.pointer.fn_name() == name
    }

    /// It stands in the namespace of this module.
    pub fn set_module(&self, name: String) {
        let _ = self.module.set(name);
    }

    fn name(&self) -> &str {
        self.qualified_name().rsplit('.').next().unwrap_or_default()
    }

    fn qualified_name(&self) -> &str {
        self.title
            .get()
            .map_or_else(|| shown_name(self.pointer.fn_name()), String::as_str)
    }

    /// Name a closure after the class and the attribute that hold it.
    pub fn set_title(&self, class: &str, name: &str) {
        if self.pointer.is_anonymous() {
            // The first class that it was made for names it.
            let _ = self.title.set(format!("{class}.{name}"));
        }
    }

    /// The function itself, if it belongs to the script that is running.
    pub fn native_in(&self, global: &GlobalRuntimeState) -> Option<FnPtr> {
        let same = match (self.global.lib.first(), global.lib.first()) {
            (Some(own), Some(running)) => Rc::ptr_eq(own, running),
            _ => false,
        };
        same.then(|| self.pointer.clone())
    }

    /// Call with Rhai values: nothing is converted.
    pub fn call(&self, vm: &Vm, args: Vec<Dynamic>) -> PyResult<Dynamic> {
        self.check_count(vm, args.len())?;
        let engine = &self.runtime.engine;
        let context = NativeCallContext::new_with_all_fields(
            engine,
            self.pointer.fn_name(),
            self.global.source(),
            &self.global,
            Position::NONE,
        );
        vm.nested(
            || {
                self.pointer
                    .call_raw(&context, None, args)
                    .map_err(|error| {
                        let source = self.global.source().unwrap_or("").to_owned();
                        let root = Root {
                            source: &source,
                            function: Some(self.pointer.fn_name()),
                        };
                        to_exception(&self.runtime.bridge, vm, error, root)
                    })
            },
            "",
        )
    }

    /// A TypeError in Python's words where no function of the script takes so many arguments.
    fn check_count(&self, vm: &Vm, given: usize) -> PyResult<()> {
        let name = self.pointer.fn_name();
        let bound = self.pointer.curry().len();
        let mut takes = self
            .global
            .lib
            .iter()
            .flat_map(|module| module.iter_script_fn_info())
            .filter(|(_, _, function, _, _)| *function == name)
            .map(|(_, _, _, count, _)| count.saturating_sub(bound))
            .peekable();
        let Some(&first) = takes.peek() else {
            return Ok(());
        };
        if takes.any(|count| count == given) {
            return Ok(());
        }
        let plural = if first == 1 { "" } else { "s" };
        let were = if given == 1 { "was" } else { "were" };
        Err(vm.type_error(format!(
            "{}() takes {first} positional argument{plural} but {given} {were} given",
            self.qualified_name()
        )))
    }
}

/// `f(*args, **keywords)` from Python: keywords become a map, the last argument.
fn call(vm: &Vm, this: &Value, args: Args) -> PyResult<Value> {
    let Some(function) = Native::<RhaiFunction>::from_value(this) else {
        return Err(vm.type_error("expected a Rhai function"));
    };
    let (positional, keywords) = args.into_parts();
    let convert = |value: Value| to_dynamic_in(value, &function.global);
    let mut all: Vec<Dynamic> = positional.into_iter().map(convert).collect();
    if !keywords.is_empty() {
        let map: Map = keywords
            .into_iter()
            .map(|(name, v)| (name.to_lossy().as_ref().into(), convert(v)))
            .collect();
        all.push(map.into());
    }
    let result = function.call(vm, all)?;
    ToPython::new(vm, &function.runtime.bridge, &function.global).convert(result)
}

/// A Python callable as a Rhai function, for Rhai's own functions that take one (`array.map(f)`).
#[allow(
    deprecated,
    reason = "rhai marks what may change between versions; the version is pinned"
)]
pub fn function_pointer(bridge: &Rc<Bridge>, callable: Value) -> Option<FnPtr> {
    let bridge = bridge.clone();
    FnPtr::from_fn("python", move |context, args| {
        let vm = bridge.vm()?;
        // They may be items of the array that is gone through, which stay there.
        let args = args.iter().map(|arg| arg.flatten_clone()).collect();
        let site = super::call::Site::new(&bridge, &vm, &context);
        site.call_value(&callable, args)
            .map_err(|failure: Failure| site.fail(failure))
    })
    .ok()
}
