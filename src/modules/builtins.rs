//! builtins: the names that need no import.

use crate::native::{KwArgs, ModuleDef, VarArgs};
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

pub fn module(vm: &Vm) -> ModuleDef {
    let mut def = ModuleDef::new("builtins", "Built-in functions, types, exceptions, and other objects.")
        .function("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Prints the values to a stream, or to sys.stdout by default.", print)
        .function("__build_class__(func, name, /, *bases, **kwds)", "Internal helper function used by the class statement.", build_class);
    let t = &vm.types;
    for class in [&t.object, &t.type_, &t.int, &t.bool_, &t.float, &t.str_, &t.list, &t.dict, &t.tuple, &t.set, &t.super_, &t.property, &t.staticmethod, &t.classmethod, &t.base_exception] {
        let name: &'static str = Box::leak(class.display_name().to_string().into_boxed_str());
        def = def.value(name, class.value());
    }
    for class in vm.types.exceptions() {
        let name: &'static str = Box::leak(class.display_name().to_string().into_boxed_str());
        def = def.value(name, class.value());
    }
    def
}

fn print(vm: &Vm, args: VarArgs, _sep: Value, _end: Value, _file: Value, _flush: bool) -> PyResult<()> {
    let mut out = String::new();
    for (i, v) in args.0.iter().enumerate() {
        if i > 0 { out.push(' '); }
        out.push_str(&vm.display(v)?);
    }
    println!("{out}");
    Ok(())
}

fn build_class(vm: &Vm, func: Value, name: Str, bases: VarArgs, kwds: KwArgs) -> PyResult<Value> {
    vm.build_class(&func, &name, bases.0, kwds.0)
}
