//! Attributes, classes and namespaces: `getattr` and its like, `isinstance`, `dir`, `vars`,
//! `globals`, `locals`.

use crate::native::ModuleDef;
use crate::object::{Dict, Module, PyResult, Str, Value};
use crate::vm::{FrameSnapshot, Vm};

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    namespaces(attributes(def))
        .function(
            "isinstance(obj, class_or_tuple, /)",
            "Return whether an object is an instance of a class or of a subclass thereof.\n\nA \
             tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck \
             against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.",
            |vm: &Vm, obj: Value, class: Value| vm.is_instance_check(&obj, &class),
        )
        .function(
            "issubclass(cls, class_or_tuple, /)",
            "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, \
             as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. \
             This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``.",
            |vm: &Vm, class: Value, other: Value| vm.is_subclass_check(&class, &other),
        )
}

fn attributes(def: ModuleDef) -> ModuleDef {
    def.function(
        "getattr(object, name, default=<none>, /)",
        "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; \
         getattr(x, 'y') is equivalent to x.y.\nWhen a default argument is given, it is returned \
         when the attribute doesn't\nexist; without it, an exception is raised in that case.",
        |vm: &Vm, object: Value, name: Value, default: Option<Value>| {
            let name = attribute_name(vm, &name)?;
            match vm.get_attr(&object, &name) {
                Err(e) if vm.is_instance_of(&e, &vm.types.attribute_error) => default.ok_or(e),
                other => other,
            }
        },
    )
    .function(
        "hasattr(obj, name, /)",
        "Return whether the object has an attribute with the given name.\n\nThis is done by calling \
         getattr(obj, name) and catching AttributeError.",
        |vm: &Vm, object: Value, name: Value| {
            let name = attribute_name(vm, &name)?;
            match vm.get_attr(&object, &name) {
                Ok(_) => Ok(true),
                Err(e) if vm.is_instance_of(&e, &vm.types.attribute_error) => Ok(false),
                Err(e) => Err(e),
            }
        },
    )
    .function(
        "setattr(obj, name, value, /)",
        "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) \
         is equivalent to ``x.y = v``",
        |vm: &Vm, object: Value, name: Value, value: Value| {
            vm.set_attr(&object, &attribute_name(vm, &name)?, value)
        },
    )
    .function(
        "delattr(obj, name, /)",
        "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to \
         ``del x.y``",
        |vm: &Vm, object: Value, name: Value| {
            vm.delete_attr(&object, &attribute_name(vm, &name)?)
        },
    )
}

fn attribute_name(vm: &Vm, name: &Value) -> PyResult<Str> {
    match Str::from_value(name) {
        Some(name) => Ok(name.interned()),
        None => Err(vm.type_error(format!(
            "attribute name must be string, not '{}'",
            vm.type_name(name)
        ))),
    }
}

fn namespaces(def: ModuleDef) -> ModuleDef {
    def.function(
        "globals()",
        "Return the dictionary containing the current scope's global variables.\n\nNOTE: Updates \
         to this dictionary *will* affect name lookups in the current\nglobal scope and \
         vice-versa.",
        |vm: &Vm| globals(vm, &caller(vm)?),
    )
    .function(
        "locals()",
        "Return a dictionary containing the current scope's local variables.\n\nNOTE: Whether or \
         not updates to this dictionary will affect name lookups in\nthe local scope and \
         vice-versa is *implementation dependent* and not\ncovered by any backwards compatibility \
         guarantees.",
        locals,
    )
    .function(
        "vars(object=<none>, /)",
        "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an \
         argument, equivalent to object.__dict__.",
        |vm: &Vm, object: Option<Value>| match object {
            None => locals(vm),
            Some(object) => match vm.attr_opt(&object, "__dict__")? {
                Some(dict) => Ok(dict),
                None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
            },
        },
    )
    .function(
        "dir(object=<none>, /)",
        "dir([object]) -> list of strings\n\nIf called without an argument, return the names in \
         the current scope.\nElse, return an alphabetized list of names comprising (some of) the \
         attributes\nof the given object, and of attributes reachable from it.",
        dir,
    )
}

/// The frame that called the running native.
pub(super) fn caller(vm: &Vm) -> PyResult<FrameSnapshot> {
    vm.snapshot()
        .ok_or_else(|| vm.system_error("frame does not exist"))
}

/// The local variables of the frame that called the running native.
pub(super) fn locals(vm: &Vm) -> PyResult<Value> {
    Ok(caller(vm)?.locals.unwrap_or_else(|| Dict::new().into()))
}

/// The global variables of a frame.
pub(super) fn globals(vm: &Vm, frame: &FrameSnapshot) -> PyResult<Dict> {
    match frame.frames.first() {
        Some(info) => Ok(info.core.globals.clone()),
        None => Err(vm.system_error("frame does not exist")),
    }
}

fn dir(vm: &Vm, object: Option<Value>) -> PyResult<Vec<Value>> {
    let names = match object {
        None => {
            let locals = locals(vm)?;
            match Dict::exact(&locals) {
                Some(dict) => {
                    let keys: Vec<Value> = dict.pairs().into_iter().map(|(key, _)| key).collect();
                    keys.into()
                }
                None => vm.call_method(&locals, "keys", &mut [])?,
            }
        }
        Some(object) => names_of(vm, &object)?,
    };
    let mut names = vm.collect(&names)?;
    crate::object::list_sort::sort_values(vm, &mut names, None, false)?;
    Ok(names)
}

fn names_of(vm: &Vm, object: &Value) -> PyResult<Value> {
    if let Some(module) = Module::from_value(object)
        && let Some(function) = module.dict.get_str(&Str::intern("__dir__"))
    {
        return vm.call(&function, &mut []);
    }
    match vm.special_method(object, "__dir__")? {
        Some(method) => vm.call(&method, &mut []),
        None => Err(vm.type_error("object does not provide __dir__")),
    }
}
