//! The class `object`: what every object can do.

use super::class::Layout;
use super::{Class, Kind, Payload, PyResult, Str, Value};
use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef, VarArgs};
use crate::vm::Vm;

pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "object",
        Layout::Object,
        "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns \
         a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.init.set(Some(init));
        s.repr.set(Some(repr));
        s.str.set(Some(|vm, v| match vm.class_of(v).slots.repr.get() {
            Some(repr) => repr(vm, v),
            None => repr(vm, v),
        }));
        s.hash.set(Some(|_, v| Ok(identity_hash(v))));
        s.compare.set(Some(compare));
        s.get_attr.set(Some(Vm::generic_get_attr));
        s.set_attr.set(Some(Vm::generic_set_attr));
    })
    .property(
        "__class__",
        "the object's class",
        |vm: &Vm, this: Value| Ok(vm.class_of(&this)),
        set_class,
    )
    .method("__format__(self, format_spec, /)", "Default object formatter.", format)
    .method("__dir__(self, /)", "Default dir() implementation.", dir)
    .method("__sizeof__(self, /)", "Size of object in memory, in bytes.", |_: &Vm, _: Value| {
        Ok(std::mem::size_of::<super::Object>() + 16)
    })
    .method("__reduce_ex__(self, protocol, /)", "Helper for pickle.", |vm: &Vm, this: Value, protocol: i64| {
        // A class's own __reduce__ comes first, as in CPython.
        let class = vm.class_of(&this);
        if let Some((owner, _)) = class.lookup_owner(&Str::intern("__reduce__"))
            && owner != vm.types.object
        {
            return vm.call_method(&this, "__reduce__", &mut []);
        }
        crate::modules::copyreg::reduce_ex(vm, &this, protocol)
    })
    .method("__reduce__(self, /)", "Helper for pickle.", |vm: &Vm, this: Value| {
        crate::modules::copyreg::reduce_ex(vm, &this, 0)
    })
    .method("__getstate__(self, /)", "Helper for pickle.", |vm: &Vm, this: Value| {
        crate::modules::copyreg::default_state(vm, &this)
    })
    .class_method("__init_subclass__(type, /, *args, **kwargs)", "This method is called when a class is subclassed.", init_subclass)
    .class_method(
        "__subclasshook__(type, *args)",
        "Abstract classes can override this to customize issubclass().",
        |_: &Vm, _: Class, _: VarArgs| Ok(Value::NOT_IMPLEMENTED),
    )
}

/// `object.__class__ = class`
fn set_class(vm: &Vm, this: Value, value: Option<Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.type_error("can't delete __class__ attribute"));
    };
    let Some(class) = Class::from_value(&value) else {
        return Err(vm.type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            vm.type_name(&value)
        )));
    };
    let old = vm.class_of(&this);
    let attributes = this.as_obj().and_then(|o| o.attributes());
    let (Some(attributes), false) = (attributes, class.is_native || old.is_native) else {
        return Err(vm.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    };
    let sorted = |class: &Class| {
        let mut names = class.slot_names.clone();
        names.sort_by(|a, b| a.order(b));
        names
    };
    if class.layout != old.layout
        || class.has_dict != old.has_dict
        || sorted(&class) != sorted(&old)
    {
        return Err(vm.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            class.display_name(),
            old.display_name()
        )));
    }
    let mut a = attributes.borrow_mut();
    if a.shape.is_dict {
        a.shape = class.dict_shape();
    } else {
        let mut shape = class.root_shape();
        for key in a.shape.keys() {
            shape = shape.with(key);
        }
        a.shape = shape;
    }
    Ok(())
}

/// The hash of an object by its identity: its address without the bits that are always zero.
pub fn identity_hash(value: &Value) -> i64 {
    (value.id() as u64).rotate_right(4) as i64
}

/// Whether a class defines `__new__` or `__init__` itself or by a base other than `object`.
fn overrides(vm: &Vm, class: &Class, name: &str) -> bool {
    class
        .lookup_owner(&Str::intern(name))
        .is_some_and(|(owner, _)| owner != vm.types.object)
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if !args.values.is_empty() {
        if overrides(vm, class, "__new__") {
            return Err(vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !overrides(vm, class, "__init__") {
            return Err(vm.type_error(format!("{}() takes no arguments", class.display_name())));
        }
    }
    let abstracts = Str::intern("__abstractmethods__");
    if !class.is_native
        && class.obj().own_class().is_some()
        && let Some(names) = class.own(&abstracts)
    {
        let mut missing = Vec::new();
        vm.iterate(&names, |n| {
            missing.push(format!("'{}'", vm.display(&n)?));
            Ok(())
        })?;
        if !missing.is_empty() {
            missing.sort();
            let plural = if missing.len() == 1 { "" } else { "s" };
            return Err(vm.type_error(format!(
                "Can't instantiate abstract class {} without an implementation for abstract \
                 method{plural} {}",
                class.display_name(),
                missing.join(", ")
            )));
        }
    }
    match class.layout {
        Layout::Object if *class == vm.types.object => Ok(Value::heap(super::Object::with_class(
            class.clone(),
            Payload::Gone,
        ))),
        Layout::Object => Ok(class.instance(None)),
        _ => Err(vm.type_error(format!(
            "object.__new__({0}) is not safe, use {0}.__new__()",
            class.display_name()
        ))),
    }
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    if args.values.is_empty() {
        return Ok(());
    }
    let class = vm.class_of(this);
    if overrides(vm, &class, "__init__") {
        return Err(vm.type_error(
            "object.__init__() takes exactly one argument (the instance to initialize)",
        ));
    }
    if !overrides(vm, &class, "__new__") {
        return Err(vm.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.display_name()
        )));
    }
    Ok(())
}

/// `<module.Class object at 0x…>`
pub fn repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    let class = vm.class_of(value);
    Ok(Str::new(format!(
        "<{} object at {:#x}>",
        class.qualified_name(),
        value.id()
    )))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match op {
        CompareOp::Eq if a.is(b) => Ok(Value::TRUE),
        // `__ne__` is the opposite of `__eq__`, wherever that is defined.
        CompareOp::Ne => match vm.class_of(a).slots.compare.get() {
            Some(slot) => {
                let equal = slot(vm, a, b, CompareOp::Eq)?;
                if equal.is_not_implemented() {
                    return Ok(equal);
                }
                Ok(Value::bool(!vm.is_true(&equal)?))
            }
            None => Ok(Value::NOT_IMPLEMENTED),
        },
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn format(vm: &Vm, this: Value, spec: Str) -> PyResult<Str> {
    if !spec.is_empty() {
        return Err(vm.type_error(format!(
            "unsupported format string passed to {}.__format__",
            vm.type_name(&this)
        )));
    }
    vm.str(&this)
}

fn dir(vm: &Vm, this: Value) -> PyResult<Vec<Value>> {
    // A method shows the attributes of its function, too.
    let own = match this.payload() {
        Some(Payload::BoundMethod(function, _)) => function.clone(),
        _ => this.clone(),
    };
    let mut names: Vec<Str> = Vec::new();
    let mut add = |name: Str| {
        if !names.contains(&name) {
            names.push(name);
        }
    };
    if let Kind::Heap(obj) = this.kind() {
        if let Some(attributes) = obj.attributes() {
            let attributes = attributes.borrow();
            match attributes.as_dict() {
                Some(dict) => {
                    dict.pairs()
                        .iter()
                        .filter_map(|(k, _)| Str::from_value(k))
                        .for_each(&mut add);
                }
                None => attributes.shape.keys().iter().cloned().for_each(&mut add),
            }
        } else if let Some(dict) = vm.dict_of(&own) {
            dict.pairs()
                .iter()
                .filter_map(|(k, _)| Str::from_value(k))
                .for_each(&mut add);
        }
    }
    for class in vm.class_of(&this).mro() {
        class
            .dict
            .borrow()
            .iter()
            .filter_map(|e| Str::from_value(&e.key))
            .for_each(&mut add);
    }
    Ok(names.into_iter().map(Value::from).collect())
}

/// `object.__init_subclass__()`: there is nothing that it could do with arguments.
fn init_subclass(
    vm: &Vm,
    class: Class,
    args: crate::native::VarArgs,
    kwargs: crate::native::KwArgs,
) -> PyResult<()> {
    let name = class.display_name();
    if !kwargs.0.is_empty() {
        return Err(vm.type_error(format!(
            "{name}.__init_subclass__() takes no keyword arguments"
        )));
    }
    match args.0.len() {
        0 => Ok(()),
        n => Err(vm.type_error(format!(
            "{name}.__init_subclass__() takes no arguments ({n} given)"
        ))),
    }
}
