//! `types.SimpleNamespace`: an object that is nothing but its attributes.

use crate::native::{ClassDef, KwArgs, NativeType};
use crate::object::{Dict, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

pub struct SimpleNamespace;

impl NativeObject for SimpleNamespace {}

impl NativeType for SimpleNamespace {
    const NAME: &'static str = "SimpleNamespace";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<SimpleNamespace>("types", "A simple attribute-based namespace.")
            .with_dict()
            .slots(|s| {
                s.new.set(Some(|_, class, _| {
                    Ok(class.instance(Some(Payload::Native(Box::new(SimpleNamespace)))))
                }));
                s.repr.set(Some(repr));
                s.compare.set(Some(|vm, a, b, op| {
                    let (Some(x), Some(y)) = (vm.dict_of(a), vm.dict_of(b)) else {
                        return Ok(Value::NOT_IMPLEMENTED);
                    };
                    vm.compare(op, &x.value(), &y.value())
                }));
            })
            .init("__init__(self, mapping_or_iterable=(), /, **kwargs)", "Initialize self.", init)
            .getter("__dict__", "", |vm: &Vm, this: Value| Ok(vm.dict_of(&this)))
    }
}

fn init(vm: &Vm, this: Value, first: Value, kwargs: KwArgs) -> PyResult<()> {
    let pairs = match Dict::from_value(&first) {
        Some(dict) => dict.pairs(),
        None => {
            let made = vm.call(&vm.types.dict.value(), &mut [first])?;
            Dict::from_value(&made).map_or(Vec::new(), |d| d.pairs())
        }
    };
    for (key, value) in pairs {
        let Some(name) = Str::from_value(&key) else {
            return Err(vm.type_error("keywords must be strings"));
        };
        vm.set_attr(&this, &name, value)?;
    }
    for (name, value) in kwargs.0 {
        vm.set_attr(&this, &name, value)?;
    }
    Ok(())
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let name = match vm.class_of(this).display_name() {
        n if n.as_str() == Some("SimpleNamespace") => "namespace".to_owned(),
        n => n.to_string(),
    };
    let mut parts = Vec::new();
    for (key, value) in vm.dict_of(this).map_or(Vec::new(), |d| d.pairs()) {
        parts.push(format!("{}={}", vm.display(&key)?, vm.repr(&value)?));
    }
    Ok(Str::new(format!("{name}({})", parts.join(", "))))
}

/// A namespace with these attributes.
pub fn make(vm: &Vm, attributes: &Dict) -> Value {
    let made = vm
        .class_for::<SimpleNamespace>()
        .instance(Some(Payload::Native(Box::new(SimpleNamespace))));
    if let Some(dict) = vm.dict_of(&made) {
        for (key, value) in attributes.pairs() {
            if let Some(name) = Str::from_value(&key) {
                dict.set_str(&name, value);
            }
        }
    }
    made
}

