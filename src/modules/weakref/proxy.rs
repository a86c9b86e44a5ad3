//! `weakref.proxy(object)`: an object that passes on to another whatever is done with it.

use super::{Link, existing, link_of, referable};
use crate::compile::op::{BinaryOp, CompareOp, UnaryOp};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{NativeObject, PyResult, Str, Value, weak};
use crate::vm::Vm;

/// A proxy of an object that cannot be called.
pub struct Proxy(pub Link);

/// A proxy of an object that can be called.
pub struct CallableProxy(pub Link);

impl NativeObject for Proxy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }

    fn clear(&self) {
        self.0.clear();
    }
}

impl NativeObject for CallableProxy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }

    fn clear(&self) {
        self.0.clear();
    }
}

impl NativeType for Proxy {
    const NAME: &'static str = "weakref.ProxyType";

    fn class_def(_: &Vm) -> ClassDef {
        passing_on(ClassDef::native::<Proxy>("weakref", ""))
    }
}

impl NativeType for CallableProxy {
    const NAME: &'static str = "weakref.CallableProxyType";

    fn class_def(_: &Vm) -> ClassDef {
        passing_on(ClassDef::native::<CallableProxy>("weakref", "")).slots(|s| {
            s.call.set(Some(|vm, this, args| {
                vm.call_args(&target(vm, this)?, args)
            }));
        })
    }
}

/// `proxy(object, callback=None)`
pub fn make(vm: &Vm, object: Value, callback: Value) -> PyResult<Value> {
    let place = referable(vm, &object)?;
    let callable = vm.class_of(&object).slots.call.get().is_some();
    let has_callback = !callback.is_none();
    if !has_callback {
        let known = match callable {
            true => existing::<CallableProxy>(vm, place),
            false => existing::<Proxy>(vm, place),
        };
        if let Some(known) = known {
            return Ok(known);
        }
    }
    let link = Link::new(place, callback);
    let made = match callable {
        true => vm.wrap(CallableProxy(link)),
        false => vm.wrap(Proxy(link)),
    };
    if let Some(proxy) = made.as_obj() {
        weak::register(place, proxy, has_callback);
    }
    Ok(made)
}

/// The object behind a proxy; ReferenceError if it is gone. Other values stand for themselves.
fn target(vm: &Vm, value: &Value) -> PyResult<Value> {
    let is_proxy = value
        .as_obj()
        .is_some_and(|o| o.native::<Proxy>().is_some() || o.native::<CallableProxy>().is_some());
    if !is_proxy {
        return Ok(value.clone());
    }
    link_of(value).and_then(Link::target).ok_or_else(|| {
        vm.exception(
            &vm.types.reference_error,
            "weakly-referenced object no longer exists",
        )
    })
}

fn binary<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    vm.binary(BinaryOp::ALL[OP], &target(vm, a)?, &target(vm, b)?)
}

fn inplace<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    vm.inplace(BinaryOp::ALL[OP], &target(vm, a)?, &target(vm, b)?)
}

macro_rules! operators {
    ($slots:ident: $($op:literal)*) => {
        $(
            $slots.binary[$op].set(Some(binary::<$op>));
            $slots.inplace[$op].set(Some(inplace::<$op>));
        )*
    };
}

/// `int(x)` and the like: a built-in called with the object.
fn by_builtin(vm: &Vm, name: &str, this: &Value) -> PyResult<Value> {
    vm.call(&vm.builtin(name)?, &mut [target(vm, this)?])
}

/// All the slots that pass on, for both kinds.
fn passing_on(def: ClassDef) -> ClassDef {
    let mut def = def.slots(|s| {
        s.new.set(Some(|vm, class, _: Args| {
            Err(vm.type_error(format!(
                "cannot create '{}' instances",
                class.qualified_name()
            )))
        }));
        s.repr.set(Some(|vm, this| {
            let shown = match link_of(this).and_then(Link::target) {
                Some(t) => (vm.type_name(&t).to_string(), t.id()),
                None => ("NoneType".to_owned(), Value::NONE.id()),
            };
            Ok(Str::new(format!(
                "<weakproxy at {:#x} to {} at {:#x}>",
                this.id(),
                shown.0,
                shown.1
            )))
        }));
        s.str.set(Some(|vm, this| vm.str(&target(vm, this)?)));
        s.compare.set(Some(|vm, a, b, op: CompareOp| {
            vm.compare(op, &target(vm, a)?, &target(vm, b)?)
        }));
        s.truth.set(Some(|vm, this| vm.is_true(&target(vm, this)?)));
        s.get_attr
            .set(Some(|vm, this, name| vm.get_attr(&target(vm, this)?, name)));
        s.set_attr.set(Some(|vm, this, name, value| {
            let object = target(vm, this)?;
            match value {
                Some(value) => vm.set_attr(&object, name, value),
                None => vm.delete_attr(&object, name),
            }
        }));
        s.neg
            .set(Some(|vm, this| vm.unary(UnaryOp::Neg, &target(vm, this)?)));
        s.pos
            .set(Some(|vm, this| vm.unary(UnaryOp::Pos, &target(vm, this)?)));
        s.invert.set(Some(|vm, this| {
            vm.unary(UnaryOp::Invert, &target(vm, this)?)
        }));
        s.abs.set(Some(|vm, this| by_builtin(vm, "abs", this)));
        s.int.set(Some(|vm, this| by_builtin(vm, "int", this)));
        s.float.set(Some(|vm, this| by_builtin(vm, "float", this)));
        s.index
            .set(Some(|vm, this| vm.index_value(&target(vm, this)?)));
        operators!(s: 0 1 2 3 4 5 6 7 8 9 10 11 12 13);
    });
    def = containers(def);
    def.is_base = false;
    def
}

/// The slots of containers and iterators.
fn containers(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.len.set(Some(|vm, this| vm.len(&target(vm, this)?)));
        s.contains
            .set(Some(|vm, this, item| vm.contains(&target(vm, this)?, item)));
        s.get_item.set(Some(|vm, this, index| {
            vm.get_item(&target(vm, this)?, index)
        }));
        s.set_item.set(Some(|vm, this, index, value| {
            let object = target(vm, this)?;
            match value {
                Some(value) => vm.set_item(&object, index, value),
                None => vm.delete_item(&object, index),
            }
        }));
        s.iter.set(Some(|vm, this| vm.iter(&target(vm, this)?)));
        s.next.set(Some(|vm, this| {
            let object = target(vm, this)?;
            if vm.class_of(&object).slots.next.get().is_none() {
                return Err(vm.type_error(format!(
                    "Weakref proxy referenced a non-iterator '{}' object",
                    vm.type_name(&object)
                )));
            }
            vm.next(&object)
        }));
    })
    .method("__bytes__(self, /)", "", |vm: &Vm, this: Value| {
        vm.call_method(&target(vm, &this)?, "__bytes__", &mut [])
    })
    .method("__reversed__(self, /)", "", |vm: &Vm, this: Value| {
        vm.call_method(&target(vm, &this)?, "__reversed__", &mut [])
    })
}
