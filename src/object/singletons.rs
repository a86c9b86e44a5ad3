//! The types of None, NotImplemented and Ellipsis.

use super::class::Layout;
use super::{Str, Value};
use crate::native::{Args, ClassDef};
use crate::object::{Class, PyResult};
use crate::vm::Vm;

/// A type with one instance, whose repr is its name.
fn singleton(name: &'static str, doc: &'static str) -> ClassDef {
    ClassDef::builtin(name, Layout::Final, doc)
}

fn no_arguments(vm: &Vm, class: &Class, args: &Args) -> PyResult<()> {
    if args.values.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!("{} takes no arguments", class.display_name())))
}

pub fn none_class_def() -> ClassDef {
    singleton("NoneType", "The type of the None singleton.").slots(|s| {
        s.repr.set(Some(|_, _| Ok(Str::intern("None"))));
        s.truth.set(Some(|_, _| Ok(false)));
        s.hash.set(Some(|vm, v| vm.hash(v)));
        s.new.set(Some(|vm, class, args| {
            no_arguments(vm, class, &args)?;
            Ok(Value::NONE)
        }));
    })
}

pub fn not_implemented_class_def() -> ClassDef {
    singleton(
        "NotImplementedType",
        "The type of the NotImplemented singleton.",
    )
    .slots(|s| {
        s.repr.set(Some(|_, _| Ok(Str::intern("NotImplemented"))));
        s.hash.set(Some(|_, v| Ok(v.id())));
        s.new.set(Some(|vm, class, args| {
            no_arguments(vm, class, &args)?;
            Ok(Value::NOT_IMPLEMENTED)
        }));
    })
}

pub fn ellipsis_class_def() -> ClassDef {
    singleton("ellipsis", "The type of the Ellipsis singleton.").slots(|s| {
        s.repr.set(Some(|_, _| Ok(Str::intern("Ellipsis"))));
        s.hash.set(Some(|_, v| Ok(v.id())));
        s.new.set(Some(|vm, class, args| {
            no_arguments(vm, class, &args)?;
            Ok(Value::ellipsis())
        }));
    })
}
