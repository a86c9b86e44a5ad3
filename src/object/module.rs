//! Modules: a namespace with a name.

use super::class::Layout;
use super::{Dict, Object, Payload, Str, Value, handle};
use crate::native::ClassDef;
use crate::vm::Vm;

pub struct ModuleData {
    pub dict: Dict,
}

handle!(
    /// A module.
    Module, Module, Box<ModuleData>
);

impl Module {
    /// A module whose namespace exists already.
    pub fn over(dict: Dict) -> Module {
        Module(Object::tracked(Payload::Module(Box::new(ModuleData {
            dict,
        }))))
    }

    /// A new module with `__name__` and `__doc__` set.
    pub fn new(name: &str, doc: Option<&str>) -> Module {
        let dict = Dict::new();
        dict.set_str(&Str::intern("__name__"), Value::str(name));
        dict.set_str(&Str::intern("__doc__"), doc.map_or(Value::NONE, Value::str));
        for key in ["__package__", "__loader__", "__spec__"] {
            dict.set_str(&Str::intern(key), Value::NONE);
        }
        Module(Object::tracked(Payload::Module(Box::new(ModuleData {
            dict,
        }))))
    }

    pub fn name(&self) -> Str {
        self.dict
            .get_str(&Str::intern("__name__"))
            .and_then(|v| Str::from_value(&v))
            .unwrap_or_default()
    }
}

pub fn class_def() -> ClassDef {
    ClassDef::builtin("module", Layout::Module, "Create a module object.")
        .slots(|s| {
            s.new.set(Some(|vm, class, _| {
                let data = ModuleData { dict: Dict::new() };
                Ok(vm.instance_of(class, &vm.types.module, Payload::Module(Box::new(data))))
            }));
            s.init.set(Some(|vm, this, args| {
                let (positional, keywords) = args.into_parts();
                let Some(module) = Module::from_value(this) else {
                    return Ok(());
                };
                let given = positional.len() + keywords.len();
                if given > 2 {
                    return Err(vm.type_error(format!(
                        "module() takes at most 2 arguments ({given} given)"
                    )));
                }
                let mut parts = positional
                    .into_iter()
                    .chain(keywords.into_iter().map(|(_, v)| v));
                let name = parts.next().ok_or_else(|| {
                    vm.type_error("module() missing required argument 'name' (pos 1)")
                })?;
                if Str::from_value(&name).is_none() {
                    return Err(vm.type_error(format!(
                        "module() argument 'name' must be str, not {}",
                        vm.type_name(&name)
                    )));
                }
                let made = Module::new(&vm.display(&name)?, None);
                for (key, value) in made.dict.pairs() {
                    module.dict.set(vm, key, value)?;
                }
                if let Some(doc) = parts.next() {
                    module.dict.set_str(&Str::intern("__doc__"), doc);
                }
                Ok(())
            }));
            s.get_attr.set(Some(Vm::module_get_attr));
            s.repr.set(Some(|vm, this| {
                let Some(module) = Module::from_value(this) else {
                    return super::object_type::repr(vm, this);
                };
                let name = vm.repr(&module.name().value())?;
                Ok(Str::new(
                    match module.dict.get_str(&Str::intern("__file__")) {
                        Some(file) if !file.is_none() => {
                            format!("<module {name} from {}>", vm.repr(&file)?)
                        }
                        _ if is_native(&module) => format!("<module {name} (built-in)>"),
                        _ => format!("<module {name}>"),
                    },
                ))
            }));
        })
        .member("__dict__", "", |_: &Vm, this: Module| Ok(this.dict.clone()))
        .property(
            "__annotations__",
            "",
            |_: &Vm, this: Module| {
                let name = Str::intern("__annotations__");
                let known = this.dict.get_str(&name);
                Ok(known.unwrap_or_else(|| {
                    let made: Value = Dict::new().into();
                    this.dict.set_str(&name, made.clone());
                    made
                }))
            },
            |vm: &Vm, this: Module, value: Option<Value>| {
                let name = Str::intern("__annotations__");
                match value {
                    Some(value) => drop(this.dict.set_str(&name, value)),
                    None => {
                        if this.dict.remove_str(&name).is_none() {
                            return Err(vm.attribute_error(
                                "__annotations__",
                                &this.value(),
                                &name,
                            ));
                        }
                    }
                }
                Ok(())
            },
        )
        .method(
            "__dir__(self, /)",
            "__dir__() -> list",
            |vm: &Vm, this: Module| {
                let dict = vm.attr(&this.value(), "__dict__")?;
                let Some(dict) = Dict::from_value(&dict) else {
                    return Err(vm.type_error("<module>.__dict__ is not a dictionary"));
                };
                Ok(dict.pairs().into_iter().map(|(k, _)| k).collect::<Vec<_>>())
            },
        )
}

/// Whether a module is written in Rust.
fn is_native(module: &Module) -> bool {
    let name = module.name();
    let known = &crate::modules::MODULES;
    name.as_str()
        .is_some_and(|name| known.iter().any(|(n, _)| *n == name))
}
