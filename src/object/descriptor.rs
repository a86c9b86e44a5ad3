//! Descriptors: property, staticmethod, classmethod, super, and the attributes of native types.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::class::Layout;
use super::function::{PropertyData, SuperData};
use super::{Class, NativeObject, Object, Payload, PyResult, Str, Value};
use crate::native::{Args, ClassDef, GetSet, VarArgs};
use crate::vm::Vm;

// ---- property -------------------------------------------------------------------------------------

/// The property behind a value, which the binder has checked.
fn property_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PropertyData> {
    match value.payload() {
        Some(Payload::Property(p)) => Ok(p),
        _ => Err(vm.type_error(format!("expected a property, not {}", vm.type_name(value)))),
    }
}

pub fn property_class_def() -> ClassDef {
    ClassDef::builtin("property", Layout::Property, "Property attribute.")
        .slots(|s| {
            s.new.set(Some(property_new));
            s.init.set(Some(property_init));
            s.descr_get.set(Some(|vm, this, object, class| {
                vm.bind(this.clone(), object, class)
            }));
            s.descr_set.set(Some(property_set));
        })
        .member("fget", "", |vm: &Vm, p: Value| {
            Ok(property_of(vm, &p)?.get.borrow().clone())
        })
        .member("fset", "", |vm: &Vm, p: Value| {
            Ok(property_of(vm, &p)?.set.borrow().clone())
        })
        .member("fdel", "", |vm: &Vm, p: Value| {
            Ok(property_of(vm, &p)?.delete.borrow().clone())
        })
        .property(
            "__doc__",
            "",
            |vm: &Vm, p: Value| Ok(property_of(vm, &p)?.doc.borrow().clone()),
            |vm: &Vm, p: Value, doc: Option<Value>| {
                property_of(vm, &p)?.doc.replace(doc.unwrap_or(Value::NONE));
                Ok(())
            },
        )
        .property(
            "__name__",
            "",
            |vm: &Vm, p: Value| {
                let property = property_of(vm, &p)?;
                let name = property.name.borrow().clone();
                if name.is_set() {
                    return Ok(name);
                }
                let getter = property.get.borrow().clone();
                let of_getter = match getter.is_none() {
                    true => None,
                    false => vm.attr_opt(&getter, "__name__")?,
                };
                of_getter.ok_or_else(|| vm.no_attribute(&p, &Str::intern("__name__")))
            },
            |vm: &Vm, p: Value, name: Option<Value>| {
                property_of(vm, &p)?.name.replace(name.unwrap_or_default());
                Ok(())
            },
        )
        .getter("__isabstractmethod__", "", |vm: &Vm, p: Value| {
            let p = property_of(vm, &p)?;
            for f in [&p.get, &p.set, &p.delete] {
                let f = f.borrow().clone();
                if let Some(flag) = vm.attr_opt(&f, "__isabstractmethod__")?
                    && vm.is_true(&flag)?
                {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .method(
            "getter(self, fget, /)",
            "Descriptor to obtain a copy of the property with a different getter.",
            |vm: &Vm, p: Value, f: Value| property_with(vm, &p, Some(f), None, None),
        )
        .method(
            "setter(self, fset, /)",
            "Descriptor to obtain a copy of the property with a different setter.",
            |vm: &Vm, p: Value, f: Value| property_with(vm, &p, None, Some(f), None),
        )
        .method(
            "deleter(self, fdel, /)",
            "Descriptor to obtain a copy of the property with a different deleter.",
            |vm: &Vm, p: Value, f: Value| property_with(vm, &p, None, None, Some(f)),
        )
        .method(
            "__set_name__(self, *args)",
            "__set_name__(owner, name, /)",
            |vm: &Vm, p: Value, mut args: VarArgs| {
                let count = args.0.len();
                match (count, args.0.pop()) {
                    (2, Some(name)) => {
                        property_of(vm, &p)?.name.replace(name);
                        Ok(())
                    }
                    _ => Err(vm.type_error(format!(
                        "__set_name__() takes 2 positional arguments but {count} were given"
                    ))),
                }
            },
        )
}

fn empty_property() -> PropertyData {
    let none = || RefCell::new(Value::NONE);
    PropertyData {
        get: none(),
        set: none(),
        delete: none(),
        doc: none(),
        doc_of_getter: Cell::new(false),
        name: RefCell::new(Value::UNSET),
    }
}

fn property_new(vm: &Vm, class: &Class, _: Args) -> PyResult<Value> {
    Ok(vm.instance_of(
        class,
        &vm.types.property,
        Payload::Property(Box::new(empty_property())),
    ))
}

fn property_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    let mut parts = [Value::NONE, Value::NONE, Value::NONE, Value::NONE];
    if positional.len() > 4 {
        return Err(vm.type_error(format!(
            "property() takes at most 4 arguments ({} given)",
            positional.len()
        )));
    }
    for (slot, value) in parts.iter_mut().zip(positional) {
        *slot = value;
    }
    for (name, value) in keywords {
        match name.as_str() {
            Some("fget") => parts[0] = value,
            Some("fset") => parts[1] = value,
            Some("fdel") => parts[2] = value,
            Some("doc") => parts[3] = value,
            _ => {
                return Err(vm.type_error(format!(
                    "property() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    let p = property_of(vm, this)?;
    let [get, set, delete, mut doc] = parts;
    p.doc_of_getter.set(false);
    if doc.is_none() && !get.is_none() {
        doc = vm.attr_opt(&get, "__doc__")?.unwrap_or(Value::NONE);
        p.doc_of_getter.set(!doc.is_none());
    }
    let is_subclass = vm.class_of(this) != vm.types.property;
    p.get.replace(get);
    p.set.replace(set);
    p.delete.replace(delete);
    if !is_subclass {
        p.doc.replace(doc);
        return Ok(());
    }
    // The class's own documentation would hide it otherwise. Where a subclass has no room for it,
    // only a text that comes from the getter is missed.
    match vm.set_attr(this, &Str::intern("__doc__"), doc) {
        Err(e) if !p.doc_of_getter.get() && vm.is_instance_of(&e, &vm.types.attribute_error) => {
            Ok(())
        }
        other => other,
    }
}

fn property_set(vm: &Vm, this: &Value, object: &Value, value: Option<Value>) -> PyResult<()> {
    let p = property_of(vm, this)?;
    let (function, what) = match value {
        Some(_) => (p.set.borrow().clone(), "setter"),
        None => (p.delete.borrow().clone(), "deleter"),
    };
    if function.is_none() {
        return Err(vm.property_error(p, object, what));
    }
    match value {
        Some(value) => vm.call(&function, &mut [object.clone(), value]),
        None => vm.call(&function, &mut [object.clone()]),
    }
    .map(drop)
}

fn property_with(
    vm: &Vm,
    property: &Value,
    get: Option<Value>,
    set: Option<Value>,
    delete: Option<Value>,
) -> PyResult<Value> {
    let p = property_of(vm, property)?;
    let class = vm.class_of(property);
    let pick =
        |new: Option<Value>, old: &RefCell<Value>| new.unwrap_or_else(|| old.borrow().clone());
    let get = pick(get.filter(|f| !f.is_none()), &p.get);
    // A text that came from the getter comes from the new one's getter again.
    let doc = if p.doc_of_getter.get() && !get.is_none() {
        Value::NONE
    } else {
        p.doc.borrow().clone()
    };
    let mut args = [
        get,
        pick(set.filter(|f| !f.is_none()), &p.set),
        pick(delete.filter(|f| !f.is_none()), &p.delete),
        doc,
    ];
    let made = vm.call(&class.value(), &mut args)?;
    if let Some(Payload::Property(new)) = made.payload() {
        new.name.replace(p.name.borrow().clone());
    }
    Ok(made)
}

// ---- staticmethod and classmethod ------------------------------------------------------------------

fn inner_of(vm: &Vm, value: &Value) -> PyResult<Value> {
    match value.payload() {
        Some(Payload::StaticMethod(f) | Payload::ClassMethod(f)) => Ok(f.borrow().clone()),
        _ => Err(vm.type_error("expected a staticmethod or classmethod")),
    }
}

fn one_callable(vm: &Vm, name: &str, args: Args) -> PyResult<Value> {
    let (mut positional, keywords) = args.into_parts();
    if positional.len() != 1 || !keywords.is_empty() {
        return Err(vm.type_error(format!(
            "{name} expected 1 argument, got {}",
            positional.len()
        )));
    }
    Ok(positional.remove(0))
}

/// Attributes that both wrappers pass on from the function.
fn wrapper_members(def: ClassDef) -> ClassDef {
    def.getter("__func__", "", |vm: &Vm, this: Value| inner_of(vm, &this))
        .getter("__wrapped__", "", |vm: &Vm, this: Value| {
            inner_of(vm, &this)
        })
        .getter("__name__", "", |vm: &Vm, this: Value| {
            vm.attr(&inner_of(vm, &this)?, "__name__")
        })
        .getter("__qualname__", "", |vm: &Vm, this: Value| {
            vm.attr(&inner_of(vm, &this)?, "__qualname__")
        })
        .getter("__doc__", "", |vm: &Vm, this: Value| {
            vm.attr(&inner_of(vm, &this)?, "__doc__")
        })
        .getter("__module__", "", |vm: &Vm, this: Value| {
            vm.attr(&inner_of(vm, &this)?, "__module__")
        })
        .getter("__annotations__", "", |vm: &Vm, this: Value| {
            vm.attr(&inner_of(vm, &this)?, "__annotations__")
        })
        .getter("__isabstractmethod__", "", |vm: &Vm, this: Value| {
            let inner = inner_of(vm, &this)?;
            match vm.attr_opt(&inner, "__isabstractmethod__")? {
                Some(flag) => vm.is_true(&flag),
                None => Ok(false),
            }
        })
}

pub fn staticmethod_class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "staticmethod",
        Layout::StaticMethod,
        "Convert a function to be a static method.",
    )
    .slots(|s| {
        s.new.set(Some(|vm, class, args| {
            let f = RefCell::new(one_callable(vm, "staticmethod", args)?);
            Ok(vm.instance_of(class, &vm.types.staticmethod, Payload::StaticMethod(f)))
        }));
        s.init.set(Some(|_, _, _| Ok(())));
        s.call.set(Some(|vm, this, args| {
            vm.call_args(&inner_of(vm, this)?, args)
        }));
        s.descr_get.set(Some(|vm, this, _, _| inner_of(vm, this)));
        s.repr.set(Some(|vm, this| {
            let inner = vm.repr(&inner_of(vm, this)?)?;
            Ok(Str::new(format!("<staticmethod({inner})>")))
        }));
    });
    wrapper_members(def)
}

pub fn classmethod_class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "classmethod",
        Layout::ClassMethod,
        "Convert a function to be a class method.",
    )
    .slots(|s| {
        s.new.set(Some(|vm, class, args| {
            let f = RefCell::new(one_callable(vm, "classmethod", args)?);
            Ok(vm.instance_of(class, &vm.types.classmethod, Payload::ClassMethod(f)))
        }));
        s.init.set(Some(|_, _, _| Ok(())));
        s.descr_get.set(Some(|vm, this, _, class| {
            Ok(crate::vm::attr::bound_method(
                inner_of(vm, this)?,
                class.value(),
            ))
        }));
        s.repr.set(Some(|vm, this| {
            let inner = vm.repr(&inner_of(vm, this)?)?;
            Ok(Str::new(format!("<classmethod({inner})>")))
        }));
    });
    wrapper_members(def)
}

// ---- attributes of native types and slots ---------------------------------------------------------

/// An attribute of a native type as an object in its namespace.
pub fn getset_value(getset: GetSet, class: &Class) -> Value {
    let state = Attribute {
        access: Access::Native(getset),
        owner: Rc::downgrade(class.obj()),
    };
    Value::heap(Object::new(Payload::Native(Box::new(state))))
}

/// The descriptor of a name in `__slots__`.
pub fn slot_member(name: &Str, class: &Class) -> Value {
    let state = Attribute {
        access: Access::Slot(name.clone()),
        owner: Rc::downgrade(class.obj()),
    };
    Value::heap(Object::new(Payload::Native(Box::new(state))))
}

/// Whether a value found in a class is the descriptor of a slot.
pub fn is_slot_member(value: &Value) -> bool {
    value
        .as_obj()
        .and_then(|o| o.native::<Attribute>())
        .is_some_and(|a| matches!(a.access, Access::Slot(_)))
}

/// A computed attribute or a slot.
pub struct Attribute {
    access: Access,
    owner: Weak<Object>,
}

enum Access {
    Native(GetSet),
    Slot(Str),
    /// `__dict__` of a program's instances.
    Dict,
    /// `__weakref__`: instances can be referred to weakly.
    WeakRef,
}

impl NativeObject for Attribute {}

impl Attribute {
    /// The class that has the attribute.
    fn owner(&self) -> Option<Class> {
        Class::from_obj(&self.owner.upgrade()?)
    }

    fn owner_name(&self) -> Str {
        self.owner().map_or_else(Str::default, |c| c.display_name())
    }

    /// Refuse objects of other classes.
    fn check(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        match self.owner() {
            Some(owner) if !vm.is_instance(object, &owner) => Err(vm.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.name(),
                owner.display_name(),
                vm.type_name(object)
            ))),
            _ => Ok(()),
        }
    }

    fn name(&self) -> Str {
        match &self.access {
            Access::Native(g) => Str::intern(g.name),
            Access::Slot(name) => name.clone(),
            Access::Dict => Str::intern("__dict__"),
            Access::WeakRef => Str::intern("__weakref__"),
        }
    }
}

/// `__weakref__` for a class whose `__slots__` names it.
pub fn weakref_member(class: &Class) -> Value {
    Value::heap(Object::new(Payload::Native(Box::new(Attribute {
        access: Access::WeakRef,
        owner: Rc::downgrade(class.obj()),
    }))))
}

/// `__dict__` for the first class with free attributes in a line of classes.
pub fn dict_member(class: &Class) -> Value {
    Value::heap(Object::new(Payload::Native(Box::new(Attribute {
        access: Access::Dict,
        owner: Rc::downgrade(class.obj()),
    }))))
}

fn attribute_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Attribute> {
    value
        .as_obj()
        .and_then(|o| o.native::<Attribute>())
        .ok_or_else(|| vm.type_error("expected an attribute descriptor"))
}

/// Whether an attribute is a member_descriptor, which shows a field or slot.
pub(crate) fn is_field(native: &dyn NativeObject) -> bool {
    let any: &dyn std::any::Any = native;
    any.downcast_ref::<Attribute>()
        .is_some_and(|a| match &a.access {
            Access::Slot(_) => true,
            Access::Native(g) => g.is_field,
            _ => false,
        })
}

pub fn getset_class_def() -> ClassDef {
    attribute_class_def("getset_descriptor")
}

pub fn member_class_def() -> ClassDef {
    attribute_class_def("member_descriptor")
}

fn attribute_class_def(name: &'static str) -> ClassDef {
    ClassDef::builtin(name, Layout::Final, "")
        .slots(|s| {
            s.repr.set(Some(|vm, this| {
                let a = attribute_of(vm, this)?;
                let kind = match &a.access {
                    Access::Slot(_) => "member",
                    Access::Native(g) if g.is_field => "member",
                    _ => "attribute",
                };
                Ok(Str::new(format!(
                    "<{kind} '{}' of '{}' objects>",
                    a.name(),
                    a.owner_name()
                )))
            }));
            s.descr_get.set(Some(|vm, this, object, _| {
                let Some(object) = object else {
                    return Ok(this.clone());
                };
                let a = attribute_of(vm, this)?;
                a.check(vm, object)?;
                match &a.access {
                    Access::Native(g) => g.get.call(vm, Args::positional(&mut [object.clone()])),
                    Access::Slot(name) => {
                        let found = object
                            .as_obj()
                            .and_then(|o| o.attributes())
                            .and_then(|attributes| attributes.borrow().get_slot(name));
                        found.ok_or_else(|| {
                            let class = vm.class_of(object);
                            let message =
                                format!("'{}' object has no attribute '{name}'", class.full_name());
                            vm.attribute_error(message, object, name)
                        })
                    }
                    Access::Dict => match vm.dict_of(object) {
                        Some(dict) => Ok(dict.value()),
                        None => Err(vm.no_attribute(object, &a.name())),
                    },
                    Access::WeakRef => Ok(crate::modules::weakref::first(object)),
                }
            }));
            s.descr_set.set(Some(|vm, this, object, value| {
                let a = attribute_of(vm, this)?;
                a.check(vm, object)?;
                match &a.access {
                    Access::Native(g) => match &g.set {
                        Some(set) => {
                            let value = value.unwrap_or_default();
                            set.call(vm, Args::positional(&mut [object.clone(), value]))
                                .map(drop)
                        }
                        None => Err(vm.attribute_error(
                            format!(
                                "attribute '{}' of '{}' objects is not writable",
                                g.name,
                                a.owner_name()
                            ),
                            object,
                            &a.name(),
                        )),
                    },
                    Access::Dict => set_dict(vm, object, value),
                    Access::WeakRef => Err(vm.attribute_error(
                        format!(
                            "attribute '__weakref__' of '{}' objects is not writable",
                            a.owner_name()
                        ),
                        object,
                        &a.name(),
                    )),
                    Access::Slot(name) => {
                        let Some(attributes) = object.as_obj().and_then(|o| o.attributes()) else {
                            return Err(vm.no_attribute(object, name));
                        };
                        match value {
                            Some(value) => {
                                let old = attributes.borrow_mut().set_slot(name, value);
                                drop(old);
                                Ok(())
                            }
                            None => {
                                let old = attributes.borrow_mut().remove_slot(name);
                                // CPython names only the slot here.
                                old.map(drop).ok_or_else(|| {
                                    vm.attribute_error(name.to_string(), object, name)
                                })
                            }
                        }
                    }
                }
            }));
        })
        .getter("__name__", "", |vm: &Vm, this: Value| {
            Ok(attribute_of(vm, &this)?.name())
        })
        .getter("__qualname__", "", |vm: &Vm, this: Value| {
            let a = attribute_of(vm, &this)?;
            Ok(match a.owner() {
                Some(owner) => format!("{}.{}", owner.qualname.borrow(), a.name()),
                None => a.name().to_string(),
            })
        })
        .member("__objclass__", "", |vm: &Vm, this: Value| {
            attribute_of(vm, &this)?
                .owner()
                .ok_or_else(|| vm.no_attribute(&this, &Str::intern("__objclass__")))
        })
        .getter("__doc__", "", |vm: &Vm, this: Value| {
            Ok(match &attribute_of(vm, &this)?.access {
                Access::Native(g) if !g.doc.is_empty() => Value::str(g.doc),
                _ => Value::NONE,
            })
        })
}

/// `object.__dict__ = dict`
pub(super) fn set_dict(vm: &Vm, object: &Value, value: Option<Value>) -> PyResult<()> {
    // A deletion leaves an empty dict.
    let value = value.unwrap_or_else(|| super::Dict::new().into());
    let Some(dict) = super::Dict::from_value(&value) else {
        return Err(vm.type_error(format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            vm.type_name(&value)
        )));
    };
    if let Some(attributes) = object.as_obj().and_then(|o| o.attributes()) {
        let old = {
            let mut a = attributes.borrow_mut();
            a.replace_dict(&dict)
        };
        drop(old);
    }
    Ok(())
}

// ---- super ------------------------------------------------------------------------------------------

pub fn super_class_def() -> ClassDef {
    ClassDef::builtin(
        "super",
        Layout::Super,
        "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super \
         object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\n\
         super(type, type2) -> bound super object; requires issubclass(type2, type)",
    )
    .slots(|s| {
        s.new.set(Some(super_new));
        s.init.set(Some(|_, _, _| Ok(())));
        s.get_attr.set(Some(Vm::super_get_attr));
        s.descr_get
            .set(Some(|vm, this, object, _| match (this.payload(), object) {
                (Some(Payload::Super(data)), Some(object)) if data.object.is_none() => {
                    let class = vm.class_of(this).value();
                    vm.call(&class, &mut [data.class.value(), object.clone()])
                }
                _ => Ok(this.clone()),
            }));
        s.repr.set(Some(|vm, this| match this.payload() {
            Some(Payload::Super(data)) => Ok(Str::new(if data.object.is_none() {
                format!("<super: <class '{}'>, NULL>", data.class.display_name())
            } else {
                format!(
                    "<super: <class '{}'>, <{} object>>",
                    data.class.display_name(),
                    data.object_class.display_name()
                )
            })),
            _ => super::object_type::repr(vm, this),
        }));
    })
    .getter("__thisclass__", "", |vm: &Vm, this: Value| {
        match this.payload() {
            Some(Payload::Super(data)) => Ok(data.class.value()),
            _ => Err(vm.type_error("expected a super object")),
        }
    })
    .getter("__self__", "", |vm: &Vm, this: Value| {
        match this.payload() {
            Some(Payload::Super(data)) => Ok(data.object.clone()),
            _ => Err(vm.type_error("expected a super object")),
        }
    })
}

fn super_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let (first, object) = match &positional[..] {
        [_, object] if object.is_unset() => {
            return Err(vm.runtime_error("super(): arg[0] deleted"));
        }
        [] => {
            let caller = vm.snapshot().and_then(|s| s.frames.first().cloned());
            let has_arguments = caller.is_some_and(|f| f.core.code.params.positional > 0);
            return Err(vm.runtime_error(match has_arguments {
                true => "super(): __class__ cell not found",
                false => "super(): no arguments",
            }));
        }
        [class] => (class.clone(), Value::NONE),
        [class, object] => (class.clone(), object.clone()),
        _ => {
            return Err(vm.type_error(format!(
                "super() expected at most 2 arguments, got {}",
                positional.len()
            )));
        }
    };
    if first.is_unset() {
        return Err(vm.runtime_error("super(): empty __class__ cell"));
    }
    let Some(start) = Class::from_value(&first) else {
        return Err(vm.type_error(format!(
            "super() argument 1 must be a type, not {}",
            vm.type_name(&first)
        )));
    };
    let object_class = if object.is_none() {
        start.clone()
    } else if let Some(c) = Class::from_value(&object)
        && c.is_subclass_of(&start)
    {
        c
    } else if vm.is_instance(&object, &start) {
        vm.class_of(&object)
    } else if let Some(shown) = vm.attr_opt(&object, "__class__")?
        && let Some(shown) = Class::from_value(&shown)
        && shown.is_subclass_of(&start)
    {
        shown
    } else {
        return Err(vm.type_error(format!(
            "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
            if Class::from_value(&object).is_some() {
                "type"
            } else {
                "instance of"
            },
            match Class::from_value(&object) {
                Some(c) => c.display_name(),
                None => vm.type_name(&object),
            },
            start.display_name()
        )));
    };
    let data = SuperData {
        class: start,
        object,
        object_class,
    };
    Ok(vm.instance_of(class, &vm.types.super_, Payload::Super(Box::new(data))))
}
