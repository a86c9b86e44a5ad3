//! What `cmp_to_key` makes: keys that compare by an old comparison function.

use crate::compile::op::CompareOp;
use crate::native::{ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// Without an object the callable that makes keys, with one a key.
pub struct KeyWrapper {
    pub compare: Value,
    pub object: Option<Value>,
}

impl NativeObject for KeyWrapper {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.compare);
        self.object.iter().for_each(visit);
    }
}

impl NativeType for KeyWrapper {
    const NAME: &'static str = "functools.KeyWrapper";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<KeyWrapper>("functools", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, _| {
                    Err(vm.type_error(format!(
                        "cannot create '{}' instances",
                        class.display_name()
                    )))
                }));
                s.call.set(Some(|vm, this, args| {
                    let (positional, keywords) = args.into_parts();
                    let mut all = positional.into_iter().chain(
                        keywords
                            .into_iter()
                            .filter(|(k, _)| k.as_str() == Some("obj"))
                            .map(|p| p.1),
                    );
                    let (Some(object), None) = (all.next(), all.next()) else {
                        return Err(vm.type_error("K() missing required argument 'obj' (pos 1)"));
                    };
                    let compare = key_of(vm, this)?.compare.clone();
                    Ok(vm.wrap(KeyWrapper {
                        compare,
                        object: Some(object),
                    }))
                }));
                s.compare.set(Some(compare));
            })
            .getter(
                "obj",
                "Value wrapped by a key function.",
                |vm: &Vm, this: Native<KeyWrapper>| {
                    this.object
                        .clone()
                        .ok_or_else(|| vm.attribute_error_text("object"))
                },
            )
    }
}

fn key_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a KeyWrapper> {
    value
        .as_obj()
        .and_then(|o| o.native::<KeyWrapper>())
        .ok_or_else(|| vm.type_error("other argument must be K instance"))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, right) = (key_of(vm, a)?, key_of(vm, b)?);
    let (Some(x), Some(y)) = (&left.object, &right.object) else {
        return Err(vm.attribute_error_text("object"));
    };
    let order = vm.call(&left.compare, &mut [x.clone(), y.clone()])?;
    vm.compare(op, &order, &Value::int(0))
}
