//! types: names for the types of the interpreter, and the types that have no other home.
//!
//! | file | holds |
//! |---|---|
//! | `alias.rs` | `list[int]`: GenericAlias |
//! | `union.rs` | `int \| str`: UnionType |
//! | `proxy.rs` | MappingProxyType: read-only views of dicts and of classes' namespaces |
//! | `namespace.rs` | SimpleNamespace |
//!
//! The module that programs import is `stdlib/types.py`, which adds what is written in Python
//! notation (`new_class`, `coroutine`, …).

use crate::native::ModuleDef;
use crate::object::{Str, Value};
use crate::vm::Vm;

mod alias;
mod namespace;
mod proxy;
mod union;

pub use alias::{GenericAlias, generic_alias};
pub use namespace::{SimpleNamespace, make_namespace};
pub use proxy::{MappingProxy, class_proxy, mapping_proxy, proxied};
pub use union::{UnionType, union_of};

/// The native half of the module, `_types`.
pub fn module(vm: &Vm) -> ModuleDef {
    let t = &vm.types;
    let mut def = ModuleDef::new("_types", "The types of the interpreter.");
    for (name, class) in [
        ("FunctionType", &t.function),
        ("LambdaType", &t.function),
        ("BuiltinFunctionType", &t.builtin_function),
        ("BuiltinMethodType", &t.builtin_function),
        ("MethodType", &t.method),
        ("MethodDescriptorType", &t.method_descriptor),
        ("WrapperDescriptorType", &t.wrapper_descriptor),
        ("MethodWrapperType", &t.method_wrapper),
        ("ClassMethodDescriptorType", &t.method_descriptor),
        ("GetSetDescriptorType", &t.getset),
        ("MemberDescriptorType", &t.member_descriptor),
        ("CellType", &t.cell),
        ("CodeType", &t.code),
        ("ModuleType", &t.module),
        ("GeneratorType", &t.generator),
        ("CoroutineType", &t.coroutine),
        ("AsyncGeneratorType", &t.async_generator),
        ("NoneType", &t.none_type),
        ("NotImplementedType", &t.not_implemented_type),
        ("EllipsisType", &t.ellipsis),
    ] {
        def = def.value(name, class.value());
    }
    def.function(
        "_union_of(a, b, /)",
        "The union of two types, for those that have no operator of their own.",
        |vm: &Vm, a: Value, b: Value| union_of(vm, &a, &b),
    )
    .value("GenericAlias", vm.class_for::<GenericAlias>())
    .value("UnionType", vm.class_for::<UnionType>())
    .value("MappingProxyType", vm.class_for::<MappingProxy>())
    .value("SimpleNamespace", vm.class_for::<SimpleNamespace>())
}

/// A type as aliases and unions show it: `int`, `module.Class`, `list[str]`, `...`, `None`.
fn type_text(vm: &Vm, value: &Value) -> crate::object::PyResult<String> {
    if matches!(value.kind(), crate::object::Kind::Ellipsis) {
        return Ok("...".to_owned());
    }
    if value.is(&vm.types.none_type.value()) {
        return Ok("None".to_owned());
    }
    if let Some(class) = crate::object::Class::from_value(value) {
        return Ok(class.qualified_name());
    }
    let is_generic =
        vm.attr_opt(value, "__origin__")?.is_some() && vm.attr_opt(value, "__args__")?.is_some();
    if !is_generic
        && let Some(qualname) = vm.attr_opt(value, "__qualname__")?
        && let Some(module) = vm.attr_opt(value, "__module__")?
        && let (Some(qualname), Some(module)) =
            (Str::from_value(&qualname), Str::from_value(&module))
    {
        return Ok(match module.as_str() {
            Some("builtins") => qualname.to_string(),
            _ => format!("{module}.{qualname}"),
        });
    }
    Ok(vm.repr(value)?.to_string())
}
