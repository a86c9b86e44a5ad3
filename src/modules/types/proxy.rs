//! mappingproxy: a read-only view of a dict, of another mapping, or of a class's namespace.

use crate::compile::op::BinaryOp;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Dict, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A read-only view.
pub struct MappingProxy {
    target: Target,
}

enum Target {
    Mapping(Value),
    /// The namespace of a class, which is no dict object.
    Class(Class),
}

impl NativeObject for MappingProxy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match &self.target {
            Target::Mapping(mapping) => visit(mapping),
            Target::Class(class) => visit(&class.value()),
        }
    }
}

impl MappingProxy {
    /// What is looked at: for a class, its namespace at this moment.
    fn mapping(&self) -> Value {
        match &self.target {
            Target::Mapping(mapping) => mapping.clone(),
            Target::Class(class) => Dict::from_data(class.dict.borrow().duplicate()).into(),
        }
    }
}

/// A read-only view of a dict.
pub fn mapping_proxy(vm: &Vm, dict: Dict) -> Value {
    vm.wrap(MappingProxy {
        target: Target::Mapping(dict.into()),
    })
}

/// `class.__dict__`: a live view of its namespace.
pub fn class_proxy(vm: &Vm, class: &Class) -> Value {
    vm.wrap(MappingProxy {
        target: Target::Class(class.clone()),
    })
}

/// The dict or other mapping that a proxy shows; `None` for other values.
pub fn proxied(value: &Value) -> Option<Value> {
    let proxy = value.as_obj().and_then(|o| o.native::<MappingProxy>())?;
    Some(proxy.mapping())
}

fn mapping_of(vm: &Vm, value: &Value) -> PyResult<Value> {
    match value.as_obj().and_then(|o| o.native::<MappingProxy>()) {
        Some(proxy) => Ok(proxy.mapping()),
        None => Err(vm.type_error("expected a mappingproxy")),
    }
}

/// What stands behind an operand: the mapping of a proxy, otherwise the value itself.
fn unwrapped(value: &Value) -> Value {
    match value.as_obj().and_then(|o| o.native::<MappingProxy>()) {
        Some(proxy) => proxy.mapping(),
        None => value.clone(),
    }
}

impl NativeType for MappingProxy {
    const NAME: &'static str = "mappingproxy";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<MappingProxy>("builtins", "Read-only proxy of a mapping.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(new));
                s.init.set(Some(|_, _, _| Ok(())));
                s.repr.set(Some(|vm, this| {
                    let inner = vm.repr(&mapping_of(vm, this)?)?;
                    Ok(Str::new(format!("mappingproxy({inner})")))
                }));
                s.str.set(Some(|vm, this| vm.str(&mapping_of(vm, this)?)));
                s.hash.set(Some(|vm, this| vm.hash(&mapping_of(vm, this)?)));
                s.len.set(Some(|vm, this| vm.len(&mapping_of(vm, this)?)));
                s.iter.set(Some(|vm, this| vm.iter(&mapping_of(vm, this)?)));
                s.contains.set(Some(|vm, this, key| match class_of(this) {
                    Some(class) => {
                        vm.hash(key)?;
                        Ok(Str::from_value(key).is_some_and(|k| class.own(&k).is_some()))
                    }
                    None => vm.contains(&mapping_of(vm, this)?, key),
                }));
                s.get_item.set(Some(get_item));
                s.compare.set(Some(|vm, a, b, op| {
                    vm.compare(op, &mapping_of(vm, a)?, &unwrapped(b))
                }));
                s.binary[BinaryOp::Or as usize].set(Some(|vm, a, b| {
                    vm.binary(BinaryOp::Or, &unwrapped(a), &unwrapped(b))
                }));
                s.inplace[BinaryOp::Or as usize].set(Some(|vm, _, _| {
                    Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
                }));
            });
        methods(def)
    }
}

fn class_of(value: &Value) -> Option<&Class> {
    match value.as_obj().and_then(|o| o.native::<MappingProxy>()) {
        Some(MappingProxy {
            target: Target::Class(class),
        }) => Some(class),
        _ => None,
    }
}

fn methods(def: ClassDef) -> ClassDef {
    type This = Native<MappingProxy>;
    def.method(
        "keys(self, /)",
        "a set-like object providing a view on D's keys",
        |vm: &Vm, this: This| vm.call_method(&this.mapping(), "keys", &mut []),
    )
    .method(
        "values(self, /)",
        "an object providing a view on D's values",
        |vm: &Vm, this: This| vm.call_method(&this.mapping(), "values", &mut []),
    )
    .method(
        "items(self, /)",
        "a set-like object providing a view on D's items",
        |vm: &Vm, this: This| vm.call_method(&this.mapping(), "items", &mut []),
    )
    .method(
        "copy(self, /)",
        "a shallow copy of D",
        |vm: &Vm, this: This| vm.call_method(&this.mapping(), "copy", &mut []),
    )
    .method(
        "get(self, key, default=None, /)",
        "Return the value for key if key is in the mapping, else default.",
        |vm: &Vm, this: This, key: Value, default: Value| {
            vm.call_method(&this.mapping(), "get", &mut [key, default])
        },
    )
    .method(
        "__reversed__(self, /)",
        "D.__reversed__() -> reverse iterator",
        |vm: &Vm, this: This| crate::modules::builtins::iterators::reverse(vm, &this.mapping()),
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| super::generic_alias(vm, class.value(), item),
    )
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut all = positional.into_iter().chain(
        keywords
            .into_iter()
            .filter(|(k, _)| k.as_str() == Some("mapping"))
            .map(|(_, v)| v),
    );
    let Some(mapping) = all.next() else {
        return Err(vm.type_error("mappingproxy() missing required argument 'mapping' (pos 1)"));
    };
    if all.next().is_some() {
        return Err(vm.type_error("mappingproxy() takes at most 1 argument (2 given)"));
    }
    let is_sequence = [&vm.types.list, &vm.types.tuple]
        .iter()
        .any(|class| vm.is_instance(&mapping, class));
    if is_sequence || vm.class_of(&mapping).slots.get_item.get().is_none() {
        return Err(vm.type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            vm.type_name(&mapping)
        )));
    }
    Ok(vm.wrap_as(
        class,
        MappingProxy {
            target: Target::Mapping(mapping),
        },
    ))
}

fn get_item(vm: &Vm, this: &Value, key: &Value) -> PyResult<Value> {
    match class_of(this) {
        Some(class) if Str::from_value(key).is_some() => Str::from_value(key)
            .and_then(|name| class.own(&name))
            .ok_or_else(|| vm.key_error(key)),
        _ => vm.get_item(&mapping_of(vm, this)?, key),
    }
}
