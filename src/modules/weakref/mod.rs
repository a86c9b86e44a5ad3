//! The native half of weakref, `_weakref`: references that do not keep their object alive.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | `ref`, and which objects can be referred to weakly |
//! | `proxy.rs` | proxies: objects that behave as the one they refer to |
//!
//! Collections of weak references are in `stdlib/weakref.py`. A difference: an object with `__del__`
//! is no longer seen by its weak references while `__del__` runs.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef, ModuleDef, NativeKind, NativeType};
use crate::object::{
    Class, Native, NativeObject, Obj, Object, Payload, PyResult, Str, Value, weak,
};
use crate::vm::Vm;

mod proxy;

use proxy::{CallableProxy, Proxy};

/// The way to an object that may be gone.
pub struct Link {
    target: Weak<Object>,
    address: usize,
    /// Called with the reference when the object dies; None without one.
    callback: RefCell<Value>,
}

impl Link {
    fn new(target: &Obj, callback: Value) -> Link {
        Link {
            target: Rc::downgrade(target),
            address: weak::address(target),
            callback: RefCell::new(callback),
        }
    }

    /// The object, if it is alive.
    fn target(&self) -> Option<Value> {
        self.target.upgrade().map(Value::heap)
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(callback) = self.callback.try_borrow() {
            visit(&callback);
        }
    }

    fn clear(&self) {
        if let Ok(mut callback) = self.callback.try_borrow_mut() {
            let old = callback.take();
            drop(callback);
            drop(old);
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        weak::unregister(self.address);
    }
}

/// `weakref.ref(object)`
pub struct Reference {
    link: Link,
    hash: Cell<Option<i64>>,
}

impl NativeObject for Reference {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.link.traverse(visit);
    }

    fn clear(&self) {
        self.link.clear();
    }
}

pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_weakref", "Weak-reference support module.")
        .value("ref", vm.class_for::<Reference>())
        .value("ReferenceType", vm.class_for::<Reference>())
        .value("ProxyType", vm.class_for::<Proxy>())
        .value("CallableProxyType", vm.class_for::<CallableProxy>())
        .function(
            "proxy(object, callback=None, /)",
            "Create a proxy object that weakly references 'object'.",
            proxy::make,
        )
        .function(
            "getweakrefcount(object, /)",
            "Return the number of weak references to 'object'.",
            |_: &Vm, object: Value| Ok(object.as_obj().map_or(0, |o| weak::references(o).len())),
        )
        .function(
            "getweakrefs(object, /)",
            "Return a list of all weak reference objects pointing to 'object'.",
            |_: &Vm, object: Value| {
                let all = object.as_obj().map(weak::references).unwrap_or_default();
                Ok(all.into_iter().map(Value::heap).collect::<Vec<_>>())
            },
        )
}

/// The first weak reference to an object, for its attribute `__weakref__`.
pub fn first(object: &Value) -> Value {
    let all = object.as_obj().map(weak::references).unwrap_or_default();
    all.into_iter().next().map_or(Value::NONE, Value::heap)
}

/// Whether a value is a plain weak reference.
pub fn is_reference(value: &Value) -> bool {
    Native::<Reference>::from_value(value).is_some()
}

/// Native types without room for weak references, as in CPython.
fn native_refuses(name: &str) -> bool {
    match name {
        "itertools._tee" => false,
        "re.Match"
        | "collections.defaultdict"
        | "types.SimpleNamespace"
        | "mappingproxy"
        | "types.UnionType"
        | "functools.KeyWrapper"
        | "getset_descriptor"
        | "member_descriptor"
        | "traceback"
        | "frame"
        | "zip"
        | "map"
        | "filter"
        | "enumerate"
        | "reversed" => true,
        _ => {
            name.starts_with("itertools.")
                || name.starts_with("weakref.")
                || name.starts_with("datetime.")
        }
    }
}

/// Whether instances of a program's class can be referred to weakly: with `__slots__` they must
/// name `__weakref__`, and types of variable size have no room for it.
fn class_allows(class: &Class, base: Option<&Payload>) -> bool {
    let variable = match base {
        Some(Payload::Int(_) | Payload::Tuple(_) | Payload::Bytes(_)) => true,
        Some(Payload::Scalar(value)) => value.as_float().is_none(),
        _ => false,
    };
    !variable && class.lookup(&Str::intern("__weakref__")).is_some()
}

/// The object to refer to; TypeError where that is impossible.
fn referable<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Obj> {
    let class = vm.class_of(value);
    let allowed = value.as_obj().filter(|obj| match obj.raw() {
        Payload::Instance(_) => class_allows(&class, None),
        Payload::Extended(e) => match &e.base {
            Payload::Type(_) | Payload::Set(_) | Payload::FrozenSet(_) => true,
            Payload::Native(_) => !native_refuses(&vm.type_name(value).to_lossy()),
            Payload::Exception(_) | Payload::Dict(_) => {
                !class.is_native || class.qualified_name() == "collections.OrderedDict"
            }
            base => class_allows(&class, Some(base)),
        },
        // Those of the program; the built-in ones have no room.
        Payload::Exception(_) => !class.is_native,
        Payload::Type(_)
        | Payload::Function(_)
        | Payload::BoundMethod(..)
        | Payload::Module(_)
        | Payload::Set(_)
        | Payload::FrozenSet(_)
        | Payload::Generator(_)
        | Payload::Code(_) => true,
        Payload::NativeFunction(f) => {
            f.this.is_set() || matches!(f.def.kind, NativeKind::Function | NativeKind::StaticMethod)
        }
        Payload::Native(_) => !native_refuses(&vm.type_name(value).to_lossy()),
        _ => false,
    });
    allowed.ok_or_else(|| {
        vm.type_error(format!(
            "cannot create weak reference to '{}' object",
            vm.type_name(value)
        ))
    })
}

/// Take the arguments of a constructor: the object and perhaps a callback.
fn arguments(vm: &Vm, name: &str, mut given: Vec<Value>) -> PyResult<(Value, Value)> {
    let count = given.len();
    let problem = match count {
        0 => "at least 1 argument",
        1 | 2 => "",
        _ => "at most 2 arguments",
    };
    if !problem.is_empty() {
        return Err(vm.type_error(format!("{name} expected {problem}, got {count}")));
    }
    let callback = if count == 2 { given.pop() } else { None };
    let object = given.pop().unwrap_or(Value::NONE);
    Ok((object, callback.unwrap_or(Value::NONE)))
}

/// A reference to the object that is exactly of type `T` and has no callback, if there is one.
fn existing<T: NativeType>(vm: &Vm, target: &Obj) -> Option<Value> {
    let class = vm.class_for::<T>();
    weak::references(target)
        .into_iter()
        .map(Value::heap)
        .find(|r| {
            vm.class_of(r) == class && link_of(r).is_some_and(|l| l.callback.borrow().is_none())
        })
}

/// What a reference or proxy refers to, if the value is one.
fn link_of(value: &Value) -> Option<&Link> {
    let obj = value.as_obj()?;
    if let Some(reference) = obj.native::<Reference>() {
        return Some(&reference.link);
    }
    if let Some(proxy) = obj.native::<Proxy>() {
        return Some(&proxy.0);
    }
    obj.native::<CallableProxy>().map(|proxy| &proxy.0)
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (given, keywords) = args.into_parts();
    let plain = *class == vm.class_for::<Reference>();
    if plain && !keywords.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    let (object, callback) = arguments(vm, "__new__", given)?;
    let target = referable(vm, &object)?;
    let has_callback = !callback.is_none();
    if plain
        && !has_callback
        && let Some(known) = existing::<Reference>(vm, target)
    {
        return Ok(known);
    }
    let made = vm.wrap_as(
        class,
        Reference {
            link: Link::new(target, callback),
            hash: Cell::new(None),
        },
    );
    if let Some(reference) = made.as_obj() {
        weak::register(target, reference, has_callback);
    }
    Ok(made)
}

fn init(vm: &Vm, _: &Value, args: Args) -> PyResult<()> {
    let (given, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    arguments(vm, "__init__", given).map(drop)
}

fn reference<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Reference> {
    value
        .as_obj()
        .and_then(|o| o.native::<Reference>())
        .ok_or_else(|| vm.type_error("expected a weak reference"))
}

/// The text of a living target in a repr: its type, its address, its name.
fn target_text(vm: &Vm, target: &Value) -> PyResult<String> {
    let mut text = format!("'{}' at {:#x}", vm.type_name(target), target.id());
    let name = Str::intern("__name__");
    if vm.class_of(target).lookup(&name).is_some()
        && let Some(found) = vm.attr_opt(target, "__name__")?
        && let Some(found) = Str::from_value(&found)
    {
        text.push_str(&format!(" ({found})"));
    }
    Ok(text)
}

impl NativeType for Reference {
    const NAME: &'static str = "weakref.ReferenceType";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Reference>(
            "weakref",
            "A weak reference to an object: call it to get the object, or None.",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.call.set(Some(|vm, this, args| {
                if !args.names.is_empty() {
                    return Err(vm.type_error("weakref() takes no keyword arguments"));
                }
                if !args.values.is_empty() {
                    return Err(vm.type_error(format!(
                        "weakref expected 0 arguments, got {}",
                        args.values.len()
                    )));
                }
                Ok(reference(vm, this)?.link.target().unwrap_or(Value::NONE))
            }));
            s.repr.set(Some(|vm, this| {
                let to = match reference(vm, this)?.link.target() {
                    Some(target) => format!("to {}", target_text(vm, &target)?),
                    None => "dead".to_owned(),
                };
                Ok(Str::new(format!("<weakref at {:#x}; {to}>", this.id())))
            }));
            s.hash.set(Some(hash));
            s.compare.set(Some(compare));
        })
        .getter("__callback__", "", |_: &Vm, this: Native<Reference>| {
            Ok(match this.link.target() {
                Some(_) => this.link.callback.borrow().clone(),
                None => Value::NONE,
            })
        })
        .class_method(
            "__class_getitem__(type, item, /)",
            "See PEP 585",
            |vm: &Vm, class: Class, item: Value| {
                crate::modules::types::generic_alias(vm, class.value(), item)
            },
        )
    }
}

fn hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    let this = reference(vm, this)?;
    if let Some(known) = this.hash.get() {
        return Ok(known);
    }
    let Some(target) = this.link.target() else {
        return Err(vm.type_error("weak object has gone away"));
    };
    let hash = vm.hash(&target)?;
    this.hash.set(Some(hash));
    Ok(hash)
}

/// Living references are equal where their objects are, dead ones only to themselves.
fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, Some(right)) = (reference(vm, a)?, Native::<Reference>::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (left.link.target(), right.link.target()) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        _ => Ok(Value::bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

/// Call the callback of a reference whose object has died.
pub fn call_back(vm: &Vm, reference: Obj) {
    let reference = Value::heap(reference);
    let Some(link) = link_of(&reference) else {
        return;
    };
    let callback = link.callback.borrow().clone();
    if callback.is_none() || callback.is_unset() {
        return;
    }
    if let Err(e) = vm.call(&callback, &mut [reference.clone()]) {
        vm.unraisable(&e, "weakref callback", &callback);
    }
}
