//! builtins: the names that need no import.
//!
//! | file | holds |
//! |---|---|
//! | `values.rs` | functions of one value: text, length, hash, identity |
//! | `objects.rs` | attributes, classes, namespaces: `getattr`, `isinstance`, `dir`, `globals` … |
//! | `iteration.rs` | functions over iterables: `sorted`, `min`, `next` … |
//! | `iterators.rs` | the classes `enumerate`, `zip`, `map`, `filter`, `reversed` |
//! | `running.rs` | `compile`, `eval`, `exec`, `__import__` |
//! | `streams.rs` | `print` and `input` |
//!
//! Left out: `breakpoint` needs the debugger pdb and says so; `compile` makes no syntax trees.

pub use running::{breakpoint_hook, builtins_from};

use crate::native::{KwArgs, ModuleDef, VarArgs};
use crate::object::{Class, PyResult, Str, Value};
use crate::vm::Vm;

mod iteration;
pub mod iterators;
mod objects;
mod running;
mod streams;
mod values;

pub fn module(vm: &Vm) -> ModuleDef {
    let mut def = ModuleDef::new(
        "builtins",
        "Built-in functions, types, exceptions, and other objects.",
    )
    .value("__name__", "builtins")
    .value(
        "__doc__",
        "Built-in functions, types, exceptions, and other objects.",
    )
    .value("__debug__", Value::TRUE)
    .value("None", Value::NONE)
    .value("True", Value::TRUE)
    .value("False", Value::FALSE)
    .value("Ellipsis", Value::ellipsis())
    .value("NotImplemented", Value::NOT_IMPLEMENTED)
    .function(
        "__build_class__(func, name, /, *bases, **kwds)",
        "Internal helper function used by the class statement.",
        |vm: &Vm, func: Value, name: Str, bases: VarArgs, kwds: KwArgs| -> PyResult<Value> {
            vm.build_class(&func, &name, bases.0, kwds.0)
        },
    );
    def = values::functions(def);
    def = objects::functions(def);
    def = iteration::functions(def);
    def = running::functions(def);
    def = streams::functions(def);
    classes(vm, def)
}

fn classes(vm: &Vm, def: ModuleDef) -> ModuleDef {
    let mut def = def.class::<crate::object::memoryview::MemoryView>(vm);
    let t = &vm.types;
    let plain: [(&'static str, &Class); 23] = [
        ("object", &t.object),
        ("type", &t.type_),
        ("int", &t.int),
        ("bool", &t.bool_),
        ("float", &t.float),
        ("complex", &t.complex),
        ("str", &t.str_),
        ("bytes", &t.bytes),
        ("bytearray", &t.bytearray),
        ("list", &t.list),
        ("tuple", &t.tuple),
        ("dict", &t.dict),
        ("set", &t.set),
        ("frozenset", &t.frozenset),
        ("range", &t.range),
        ("slice", &t.slice),
        ("property", &t.property),
        ("staticmethod", &t.staticmethod),
        ("classmethod", &t.classmethod),
        ("super", &t.super_),
        ("reversed", &t.reversed),
        ("BaseException", &t.base_exception),
        ("IOError", &t.os_error),
    ];
    for (name, class) in plain {
        def = def.value(name, class.value());
    }
    def = def.value("EnvironmentError", t.os_error.value());
    def = def
        .class::<iterators::Enumerate>(vm)
        .class::<iterators::Zip>(vm)
        .class::<iterators::Map>(vm)
        .class::<iterators::Filter>(vm)
        .value("ExceptionGroup", super::exception_group::class(vm));
    for class in t.exceptions() {
        let name = class.display_name();
        if let Some(name) = name.as_str() {
            def = def.value(static_name(name), class.value());
        }
    }
    def
}

/// The name of an exception class with the lifetime that definitions want: each is leaked once per
/// thread's interpreter, some kilobytes in all.
fn static_name(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}
