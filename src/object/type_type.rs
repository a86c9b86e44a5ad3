//! The class `type`: classes as objects, and the making of new ones.

use super::class::{Layout, NewFn};
use super::{Class, Dict, PyResult, Str, Value};
use crate::native::{Args, ClassDef, VarArgs};
use crate::vm::Vm;

pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "type",
        Layout::Type,
        "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.init.set(Some(init));
        s.call
            .set(Some(|vm, this, args| match Class::from_value(this) {
                Some(class) => vm.instantiate(&class, args),
                None => Err(vm.type_error("type.__call__ needs a class")),
            }));
        s.repr.set(Some(|vm, this| match Class::from_value(this) {
            Some(class) => Ok(Str::new(format!("<class '{}'>", class.qualified_name()))),
            None => super::object_type::repr(vm, this),
        }));
        s.get_attr.set(Some(Vm::class_get_attr));
        s.set_attr.set(Some(Vm::class_set_attr));
        s.binary[crate::compile::op::BinaryOp::Or as usize]
            .set(Some(crate::modules::types::union_of));
    })
    .property(
        "__name__",
        "",
        |_: &Vm, c: Class| Ok(c.short_name()),
        set_name,
    )
    .property(
        "__qualname__",
        "",
        |_: &Vm, c: Class| Ok(c.qualname.borrow().clone()),
        |vm: &Vm, c: Class, value: Option<Value>| {
            let text = writable(vm, &c, "__qualname__", value)?;
            c.qualname.replace(text);
            Ok(())
        },
    )
    .property(
        "__module__",
        "",
        |_: &Vm, c: Class| {
            Ok(c.own(&Str::intern("__module__"))
                .unwrap_or_else(|| c.module.borrow().value()))
        },
        |vm: &Vm, c: Class, value: Option<Value>| {
            let value = settable(vm, &c, "__module__", value)?;
            // A repr shows the module only where it is a text.
            c.module
                .replace(Str::from_value(&value).unwrap_or_else(|| Str::intern("builtins")));
            let old = c.put(&Str::intern("__module__"), value);
            drop(old);
            // The line was one of the old module's file.
            let line = c.dict.borrow().find_str(&Str::intern("__firstlineno__"));
            if let Some(at) = line {
                let old = c.dict.borrow_mut().remove_at(at);
                super::class::bump_epoch();
                drop(old);
            }
            Ok(())
        },
    )
    .property(
        "__doc__",
        "",
        |vm: &Vm, c: Class| match c.own(&Str::intern("__doc__")) {
            Some(doc) => vm.bind(doc, None, &c),
            None => Ok(Value::NONE),
        },
        |vm: &Vm, c: Class, value: Option<Value>| {
            let value = settable(vm, &c, "__doc__", value)?;
            let old = c.put(&Str::intern("__doc__"), value);
            drop(old);
            Ok(())
        },
    )
    .getter("__mro__", "", |_: &Vm, c: Class| {
        Ok(Value::tuple(c.mro().into_iter().map(Value::from).collect()))
    })
    .property(
        "__bases__",
        "",
        |_: &Vm, c: Class| {
            Ok(Value::tuple(
                c.bases.borrow().iter().map(Class::value).collect(),
            ))
        },
        |vm: &Vm, c: Class, value: Option<Value>| {
            let value = settable(vm, &c, "__bases__", value)?;
            vm.set_bases(&c, &value)
        },
    )
    .member("__base__", "", |vm: &Vm, c: Class| {
        Ok(vm
            .solid_base(&c.bases.borrow())
            .map_or(Value::NONE, |c| c.value()))
    })
    .property(
        "__type_params__",
        "",
        |_: &Vm, c: Class| {
            Ok(c.own(&Str::intern("__type_params__"))
                .unwrap_or_else(|| Value::tuple(Vec::new())))
        },
        |vm: &Vm, c: Class, value: Option<Value>| {
            let value = settable(vm, &c, "__type_params__", value)?;
            let old = c.put(&Str::intern("__type_params__"), value);
            drop(old);
            Ok(())
        },
    )
    .getter("__dict__", "", |vm: &Vm, c: Class| {
        Ok(mapping_proxy(vm, &c))
    })
    .property(
        "__abstractmethods__",
        "",
        |vm: &Vm, c: Class| {
            let name = Str::intern("__abstractmethods__");
            c.own(&name)
                .filter(|_| !c.is_native)
                .ok_or_else(|| vm.attribute_error("__abstractmethods__", &c.value(), &name))
        },
        |vm: &Vm, c: Class, value: Option<Value>| {
            set_or_forget(vm, &c, "__abstractmethods__", value)
        },
    )
    .property(
        "__annotations__",
        "",
        |vm: &Vm, c: Class| {
            let name = Str::intern("__annotations__");
            if let Some(found) = c.own(&name) {
                return Ok(found);
            }
            if c.is_native {
                return Err(vm.no_attribute(&c.value(), &name));
            }
            let made: Value = Dict::new().into();
            c.put(&name, made.clone());
            Ok(made)
        },
        |vm: &Vm, c: Class, value: Option<Value>| set_or_forget(vm, &c, "__annotations__", value),
    )
    .method(
        "mro(self, /)",
        "Return a type's method resolution order.",
        |_: &Vm, c: Class| Ok(c.mro().into_iter().map(Value::from).collect::<Vec<_>>()),
    )
    .method(
        "__subclasses__(self, /)",
        "Return a list of immediate subclasses.",
        |_: &Vm, c: Class| {
            Ok(c.living_subclasses()
                .into_iter()
                .map(Value::from)
                .collect::<Vec<_>>())
        },
    )
    .method(
        "__instancecheck__(self, instance, /)",
        "Check if an object is an instance.",
        |vm: &Vm, c: Class, instance: Value| Ok(vm.is_instance(&instance, &c)),
    )
    .method(
        "__subclasscheck__(self, subclass, /)",
        "Check if a class is a subclass.",
        |_: &Vm, c: Class, other: Class| Ok(other.is_subclass_of(&c)),
    )
    .method(
        "__dir__(self, /)",
        "Specialized __dir__ implementation for types.",
        dir,
    )
    .class_method(
        "__prepare__(type, /, *args, **kwargs)",
        "Create the namespace for the class statement.",
        |_: &Vm, _: Class, _: VarArgs, _: crate::native::KwArgs| Ok(Dict::new()),
    )
}

/// What a special attribute of a class is set to; TypeError where it cannot be set.
fn settable(vm: &Vm, class: &Class, name: &str, value: Option<Value>) -> PyResult<Value> {
    if class.is_native {
        return Err(vm.type_error(format!(
            "cannot set '{name}' attribute of immutable type '{}'",
            class.display_name()
        )));
    }
    // CPython's message for a deletion says "immutable" of every type.
    value.ok_or_else(|| {
        vm.type_error(format!(
            "cannot delete '{name}' attribute of immutable type '{}'",
            class.display_name()
        ))
    })
}

/// Set an entry of a class's namespace, or remove it: AttributeError where there is none.
fn set_or_forget(vm: &Vm, class: &Class, name: &str, value: Option<Value>) -> PyResult<()> {
    let key = Str::intern(name);
    if class.is_native {
        settable(vm, class, name, value.clone())?;
    }
    let old = match value {
        Some(value) => class.put(&key, value),
        None => {
            let at = class.dict.borrow().find_str(&key);
            let Some(at) = at else {
                return Err(vm.attribute_error(name, &class.value(), &key));
            };
            let (_, old) = class.dict.borrow_mut().remove_at(at);
            super::class::bump_epoch();
            old
        }
    };
    drop(old);
    Ok(())
}

/// The text that an attribute of a class is set to.
fn writable(vm: &Vm, class: &Class, name: &str, value: Option<Value>) -> PyResult<Str> {
    let value = settable(vm, class, name, value)?;
    Str::from_value(&value).ok_or_else(|| {
        vm.type_error(format!(
            "can only assign string to {}.{name}, not '{}'",
            class.display_name(),
            vm.type_name(&value)
        ))
    })
}

fn set_name(vm: &Vm, class: Class, value: Option<Value>) -> PyResult<()> {
    let text = writable(vm, &class, "__name__", value)?;
    vm.check_class_name(&text)?;
    class.name.replace(text);
    Ok(())
}

/// A read-only view of a class's namespace.
fn mapping_proxy(vm: &Vm, class: &Class) -> Value {
    crate::modules::types::class_proxy(vm, class)
}

fn new(vm: &Vm, meta: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    if *meta == vm.types.type_ && positional.len() == 1 && keywords.is_empty() {
        return Ok(vm.class_of(&positional[0]).value());
    }
    let [name, bases, namespace] = &positional[..] else {
        return Err(vm.type_error(if *meta == vm.types.type_ {
            "type() takes 1 or 3 arguments".to_owned()
        } else {
            format!(
                "type.__new__() takes exactly 3 arguments ({} given)",
                positional.len()
            )
        }));
    };
    let Some(name) = Str::from_value(name) else {
        return Err(vm.type_error(format!(
            "type.__new__() argument 1 must be str, not {}",
            vm.type_name(name)
        )));
    };
    let Some(bases) = super::Tuple::from_value(bases) else {
        return Err(vm.type_error(format!(
            "type.__new__() argument 2 must be tuple, not {}",
            vm.type_name(bases)
        )));
    };
    let Some(namespace) = Dict::from_value(namespace) else {
        return Err(vm.type_error(format!(
            "type.__new__() argument 3 must be dict, not {}",
            vm.type_name(namespace)
        )));
    };
    // A metaclass of the bases that is more special makes the class, in its own way.
    if bases.iter().all(|b| Class::from_value(b).is_some()) {
        let winner = vm.winning_metaclass(meta.clone(), &bases)?;
        let makes = winner.slots.new.get();
        if winner != *meta
            && let Some(make) = makes
            && !std::ptr::fn_addr_eq(make, new as NewFn)
        {
            let (names, values): (Vec<Str>, Vec<Value>) = keywords.into_iter().unzip();
            let mut all = vec![name.value(), bases.value(), namespace.value()];
            all.extend(values);
            let args = Args {
                values: &mut all,
                names: &names,
            };
            return make(vm, &winner, args);
        }
    }
    vm.new_class(meta, &name, bases.to_vec(), &namespace, keywords)
}

fn init(vm: &Vm, _: &Value, args: Args) -> PyResult<()> {
    match args.positional_count() {
        1 | 3 => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

fn dir(_: &Vm, class: Class) -> PyResult<Vec<Value>> {
    let mut names: Vec<Str> = Vec::new();
    for c in class.mro() {
        for e in c.dict.borrow().iter() {
            if let Some(name) = Str::from_value(&e.key)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    Ok(names.into_iter().map(Value::from).collect())
}
