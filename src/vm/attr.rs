//! Attributes: look-up on instances, classes, modules; descriptors; setting and deleting.

use super::Vm;
use crate::native::NativeKind;
use crate::object::class::{self, GetAttrFn, Layout};
use crate::object::{Class, Dict, Kind, Module, Object, Payload, PyResult, Str, Value};

impl Vm {
    /// `object.name`
    pub fn get_attr(&self, object: &Value, name: &Str) -> PyResult<Value> {
        let class = self.class_of(object);
        match class.slots.get_attr.get() {
            Some(get) => get(self, object, name),
            None => self.generic_get_attr(object, name),
        }
    }

    /// `object.name` by Rust text.
    pub fn attr(&self, object: &Value, name: &str) -> PyResult<Value> {
        self.get_attr(object, &Str::intern(name))
    }

    /// `object.name`, or `None` where AttributeError would be raised.
    pub fn attr_opt(&self, object: &Value, name: &str) -> PyResult<Option<Value>> {
        match self.get_attr(object, &Str::intern(name)) {
            Ok(value) => Ok(Some(value)),
            Err(e) if self.is_instance_of(&e, &self.types.attribute_error) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// `object.name = value`
    pub fn set_attr(&self, object: &Value, name: &Str, value: Value) -> PyResult<()> {
        self.change_attr(object, name, Some(value))
    }

    /// `del object.name`
    pub fn delete_attr(&self, object: &Value, name: &Str) -> PyResult<()> {
        self.change_attr(object, name, None)
    }

    fn change_attr(&self, object: &Value, name: &Str, value: Option<Value>) -> PyResult<()> {
        let class = self.class_of(object);
        match class.slots.set_attr.get() {
            Some(set) => set(self, object, name, value),
            None => self.generic_set_attr(object, name, value),
        }
    }

    // ---- descriptors -------------------------------------------------------------------------

    /// What a value found in a class gives for an instance (or for the class, without one).
    pub fn bind(&self, value: Value, object: Option<&Value>, class: &Class) -> PyResult<Value> {
        let Some(obj) = value.as_obj() else {
            return Ok(value);
        };
        match (obj.raw(), object) {
            // A subclass of property, staticmethod or classmethod without a `__get__` of its own.
            (Payload::Extended(e), _)
                if matches!(
                    e.base,
                    Payload::Property(_) | Payload::StaticMethod(_) | Payload::ClassMethod(_)
                ) && self
                    .class_of(&value)
                    .lookup_owner(&Str::intern("__get__"))
                    .is_none_or(|(owner, _)| owner.is_native) =>
            {
                self.bind_base(&e.base, &value, object, class)
            }
            (Payload::Function(_), Some(this)) => Ok(bound_method(value, this.clone())),
            (Payload::Function(_), None) => Ok(value),
            (Payload::NativeFunction(f), _) => match (f.def.kind, object) {
                (NativeKind::Method | NativeKind::SlotWrapper, Some(this)) => {
                    Ok(bound_method(value, this.clone()))
                }
                (NativeKind::ClassMethod, _) => Ok(bound_method(value, class.value())),
                _ => Ok(value),
            },
            (
                base @ (Payload::StaticMethod(_) | Payload::ClassMethod(_) | Payload::Property(_)),
                _,
            ) => self.bind_base(base, &value, object, class),
            (
                Payload::Native(_)
                | Payload::Instance(_)
                | Payload::Extended(_)
                | Payload::Super(_),
                _,
            ) => match self.class_of(&value).slots.descr_get.get() {
                Some(get) => get(self, &value, object, class),
                None => Ok(value),
            },
            _ => Ok(value),
        }
    }

    /// What a property, static or class method gives for an object (or for the class).
    fn bind_base(
        &self,
        base: &Payload,
        value: &Value,
        object: Option<&Value>,
        class: &Class,
    ) -> PyResult<Value> {
        match (base, object) {
            (Payload::StaticMethod(inner), _) => Ok(inner.borrow().clone()),
            (Payload::ClassMethod(inner), _) => {
                let inner = inner.borrow().clone();
                Ok(bound_method(inner, class.value()))
            }
            (Payload::Property(p), Some(this)) => {
                let getter = p.get.borrow().clone();
                if getter.is_none() {
                    return Err(self.property_error(p, this, "getter"));
                }
                self.call(&getter, &mut [this.clone()])
            }
            _ => Ok(value.clone()),
        }
    }

    /// "property 'x' of 'C' object has no setter"
    pub(crate) fn property_error(
        &self,
        property: &crate::object::function::PropertyData,
        object: &Value,
        what: &str,
    ) -> crate::object::Exc {
        let qualname = self.class_of(object).qualname.borrow().clone();
        let message = match Str::from_value(&property.name.borrow()) {
            Some(name) => format!("property '{name}' of '{qualname}' object has no {what}"),
            None => format!("property of '{qualname}' object has no {what}"),
        };
        self.attribute_error_text(message)
    }

    /// A value in a class that decides about instance attributes of its name: it has `__set__`.
    fn is_data_descriptor(&self, value: &Value) -> bool {
        match value.as_obj().map(|o| o.raw()) {
            Some(Payload::Property(_)) => true,
            Some(Payload::Native(_) | Payload::Instance(_) | Payload::Extended(_)) => {
                self.class_of(value).slots.descr_set.get().is_some()
            }
            _ => false,
        }
    }

    /// Whether a descriptor has `__get__`; one that can only be set hides no instance attribute.
    fn has_getter(&self, value: &Value) -> bool {
        match value.as_obj().map(|o| o.raw()) {
            Some(Payload::Instance(_)) => self.class_of(value).slots.descr_get.get().is_some(),
            _ => true,
        }
    }

    // ---- instances -----------------------------------------------------------------------------

    /// The attribute of the instance itself, without its class.
    fn own_attribute(&self, object: &Value, name: &Str) -> Option<Value> {
        let obj = object.as_obj()?;
        if let Some(attributes) = obj.attributes()
            && let Some(found) = attributes.borrow().get(name)
        {
            return Some(found);
        }
        match obj.payload() {
            Payload::Exception(e) => e.dict.get().and_then(|d| d.get_str(name)),
            Payload::Function(f) => f.dict.borrow().as_ref().and_then(|d| d.get_str(name)),
            Payload::Module(m) => m.dict.get_str(name),
            _ => None,
        }
    }

    /// `object.__getattribute__(name)` of plain objects.
    pub fn generic_get_attr(&self, object: &Value, name: &Str) -> PyResult<Value> {
        let class = self.class_of(object);
        let found = class.lookup(name);
        if let Some(value) = &found
            && self.is_data_descriptor(value)
            && self.has_getter(value)
        {
            return self.bind(value.clone(), Some(object), &class);
        }
        if let Some(own) = self.own_attribute(object, name) {
            return Ok(own);
        }
        match found {
            Some(value) => self.bind(value, Some(object), &class),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// `object.__setattr__(name, value)` and `__delattr__` of plain objects.
    pub fn generic_set_attr(
        &self,
        object: &Value,
        name: &Str,
        value: Option<Value>,
    ) -> PyResult<()> {
        let class = self.class_of(object);
        if class.layout == Layout::Type {
            // By name only: the classes' own function keeps slots and caches true.
            let which = if value.is_some() {
                "setattr"
            } else {
                "delattr"
            };
            return Err(self.type_error(format!(
                "can't apply this __{which}__ to {} object",
                self.type_name(object)
            )));
        }
        let found = class.lookup(name);
        if let Some(descriptor) = &found {
            match descriptor.as_obj().map(|o| o.raw()) {
                Some(Payload::Property(p)) => {
                    let (function, what) = match value {
                        Some(_) => (p.set.borrow().clone(), "setter"),
                        None => (p.delete.borrow().clone(), "deleter"),
                    };
                    if function.is_none() {
                        return Err(self.property_error(p, object, what));
                    }
                    return match value {
                        Some(v) => self.call(&function, &mut [object.clone(), v]),
                        None => self.call(&function, &mut [object.clone()]),
                    }
                    .map(drop);
                }
                Some(Payload::Native(_) | Payload::Instance(_) | Payload::Extended(_)) => {
                    if let Some(set) = self.class_of(descriptor).slots.descr_set.get() {
                        return set(self, descriptor, object, value);
                    }
                }
                _ => {}
            }
        }
        let Some(obj) = object.as_obj() else {
            return Err(self.cannot_set(object, name, found.is_some()));
        };
        let is_module = matches!(obj.payload(), Payload::Module(_));
        if let Some(attributes) = obj.attributes()
            && !is_module
        {
            let allowed = class.has_dict || class.slot_names.iter().any(|s| s.equals(name));
            if !allowed {
                return Err(self.cannot_set(object, name, found.is_some()));
            }
            return match value {
                Some(value) => {
                    let old = attributes.borrow_mut().set(name, value);
                    drop(old);
                    Ok(())
                }
                None => {
                    let old = attributes.borrow_mut().remove(name);
                    old.map(drop).ok_or_else(|| self.no_attribute(object, name))
                }
            };
        }
        let dict = match obj.payload() {
            Payload::Exception(e) => e.dict.get_or_init(Dict::new).clone(),
            Payload::Function(f) => f.make_dict(),
            Payload::Module(m) => m.dict.clone(),
            _ => return Err(self.cannot_set(object, name, found.is_some())),
        };
        match value {
            Some(value) => {
                dict.set_str(name, value);
                Ok(())
            }
            None => dict
                .remove_str(name)
                .map(drop)
                .ok_or_else(|| self.no_attribute(object, name)),
        }
    }

    fn cannot_set(&self, object: &Value, name: &Str, exists: bool) -> crate::object::Exc {
        let message = if exists {
            format!(
                "'{}' object attribute '{name}' is read-only",
                self.type_name(object)
            )
        } else {
            format!(
                "'{}' object has no attribute '{name}' and no __dict__ for setting new attributes",
                self.type_name(object)
            )
        };
        self.attribute_error(message, object, name)
    }

    // ---- classes ------------------------------------------------------------------------------

    /// `class.name`: the metaclass's data descriptors, the MRO, the metaclass.
    pub fn class_get_attr(&self, object: &Value, name: &Str) -> PyResult<Value> {
        let Some(class) = Class::from_value(object) else {
            return self.generic_get_attr(object, name);
        };
        let meta = self.class_of(object);
        let in_meta = meta.lookup(name);
        if let Some(value) = &in_meta
            && self.is_data_descriptor(value)
            && self.has_getter(value)
        {
            return self.bind(value.clone(), Some(object), &meta);
        }
        if let Some(value) = class.lookup(name) {
            return self.bind(value, None, &class);
        }
        match in_meta {
            Some(value) => self.bind(value, Some(object), &meta),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// `class.name = value`: slots and caches follow.
    pub fn class_set_attr(&self, object: &Value, name: &Str, value: Option<Value>) -> PyResult<()> {
        let Some(class) = Class::from_value(object) else {
            return self.generic_set_attr(object, name, value);
        };
        if class.is_native {
            return Err(self.type_error(format!(
                "cannot set '{name}' attribute of immutable type '{}'",
                class.display_name()
            )));
        }
        let meta = self.class_of(object);
        if let Some(descriptor) = meta.lookup(name)
            && self.is_data_descriptor(&descriptor)
            && let Some(set) = self.class_of(&descriptor).slots.descr_set.get()
        {
            return set(self, &descriptor, object, value);
        }
        let plain = |v: &Value| {
            !matches!(
                v.as_obj().map(|o| o.raw()),
                Some(
                    Payload::Function(_)
                        | Payload::NativeFunction(_)
                        | Payload::Property(_)
                        | Payload::StaticMethod(_)
                        | Payload::ClassMethod(_)
                        | Payload::Instance(_)
                        | Payload::Native(_)
                        | Payload::Extended(_)
                )
            )
        };
        let is_dunder = name.as_str().is_some_and(|n| n.starts_with("__"));
        let old = match value {
            Some(value) => {
                let is_plain = plain(&value);
                let old = class.put(name, value);
                // Plain data is never cached: replacing it leaves every cache true.
                if is_dunder || !is_plain || !old.is_set() || !plain(&old) {
                    class::bump_epoch();
                }
                old
            }
            None => {
                let at = class.dict.borrow().find_str(name);
                let Some(at) = at else {
                    return Err(self.no_attribute(object, name));
                };
                let (_, old) = class.dict.borrow_mut().remove_at(at);
                class::bump_epoch();
                old
            }
        };
        if is_dunder {
            self.update_slots(&class);
        }
        drop(old);
        Ok(())
    }

    /// `module.name`, with the module's own `__getattr__`.
    pub fn module_get_attr(&self, object: &Value, name: &Str) -> PyResult<Value> {
        match self.generic_get_attr(object, name) {
            Ok(found)
                if found.is_none()
                    && matches!(name.as_str(), Some("__spec__" | "__loader__"))
                    && let Some(module) = Module::from_value(object) =>
            {
                let late = self.late_spec(&module, name.as_str().unwrap_or_default())?;
                Ok(late.unwrap_or(found))
            }
            Err(e) if self.is_instance_of(&e, &self.types.attribute_error) => {
                let Some(module) = Module::from_value(object) else {
                    return Err(e);
                };
                if let Some(hook) = module.dict.get_str(&Str::intern("__getattr__")) {
                    return self.call(&hook, &mut [name.value()]);
                }
                let message = match module.dict.get_str(&Str::intern("__name__")) {
                    Some(n) if n.as_str().is_some() => {
                        self.missing_in_module(&module, n.as_str().unwrap_or(""), name)
                    }
                    _ => format!("module has no attribute '{name}'"),
                };
                Err(self.attribute_error(message, object, name))
            }
            other => other,
        }
    }

    /// The message for a missing attribute of a module, with what may be the reason.
    #[cold]
    fn missing_in_module(&self, module: &Module, own: &str, name: &Str) -> String {
        let file = module
            .dict
            .get_str(&Str::intern("__file__"))
            .and_then(|f| Str::from_value(&f))
            .map(|f| f.to_string());
        let first = self.sys_path().items().first().and_then(Str::from_value);
        let beside_program = match (&file, first) {
            (Some(file), Some(folder)) => {
                let folder = std::path::absolute(folder.to_string()).unwrap_or_default();
                std::path::Path::new(file).parent() == Some(&folder)
            }
            _ => false,
        };
        let has_no = format!("module '{own}' has no attribute '{name}'");
        match &file {
            Some(file) if beside_program && super::import::is_library(own) => format!(
                "{has_no} (consider renaming '{file}' since it has the same name as the standard \
                 library module named '{own}' and the import system gives it precedence)"
            ),
            Some(file) if beside_program && self.is_initializing(own) => format!(
                "{has_no} (consider renaming '{file}' if it has the same name as a third-party \
                 module you intended to import)"
            ),
            Some(file) if self.is_initializing(own) => format!(
                "partially initialized module '{own}' from '{file}' has no attribute '{name}' \
                 (most likely due to a circular import)"
            ),
            None if self.is_initializing(own) => format!(
                "partially initialized module '{own}' has no attribute '{name}' (most likely due \
                 to a circular import)"
            ),
            _ if self.is_initializing(&format!("{own}.{name}")) => format!(
                "cannot access submodule '{name}' of module '{own}' (most likely due to a \
                 circular import)"
            ),
            _ => has_no,
        }
    }

    /// `super().name`: the search after the class in the MRO of the object's class.
    pub fn super_get_attr(&self, object: &Value, name: &Str) -> PyResult<Value> {
        let Some(Payload::Super(data)) = object.payload() else {
            return self.generic_get_attr(object, name);
        };
        if name.as_str() == Some("__class__") || data.object.is_none() {
            return self.generic_get_attr(object, name);
        }
        if let Some(value) = data.lookup(name) {
            let this = match Class::from_value(&data.object) {
                // super() in a class method: bound to the class itself.
                Some(c) if c == data.object_class => None,
                _ => Some(&data.object),
            };
            return self.bind(value, this, &data.object_class);
        }
        match self.generic_get_attr(object, name) {
            Ok(found) => Ok(found),
            Err(_) => Err(self.attribute_error(
                format!("'super' object has no attribute '{name}'"),
                object,
                name,
            )),
        }
    }

    // ---- special methods ------------------------------------------------------------------------

    /// A method looked up on the type, bound to the object: how dunder methods are found.
    pub fn special_method(&self, object: &Value, name: &str) -> PyResult<Option<Value>> {
        let class = self.class_of(object);
        match class.lookup(&Str::intern(name)) {
            Some(value) => self.bind(value, Some(object), &class).map(Some),
            None => Ok(None),
        }
    }

    /// Call a method by name.
    pub fn call_method(&self, object: &Value, name: &str, args: &mut [Value]) -> PyResult<Value> {
        let name = Str::intern(name);
        let class = self.class_of(object);
        // `super` objects and some others have a look-up of their own.
        let generic: GetAttrFn = Vm::generic_get_attr;
        let looks_up_plainly = class
            .slots
            .get_attr
            .get()
            .is_some_and(|own| std::ptr::fn_addr_eq(own, generic));
        if looks_up_plainly
            && class.plain_get.get()
            && class.layout != Layout::Type
            && class.layout != Layout::Module
            && let Some(value) = class.lookup(&name)
            && matches!(
                value.as_obj().map(|o| o.raw()),
                Some(Payload::Function(_) | Payload::NativeFunction(_))
            )
            && self.own_attribute(object, &name).is_none()
            && !matches!(value.payload(), Some(Payload::NativeFunction(f))
                if !matches!(f.def.kind, NativeKind::Method | NativeKind::SlotWrapper))
        {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(object.clone());
            all.extend(args.iter_mut().map(Value::take));
            return self.call(&value, &mut all);
        }
        let method = self.get_attr(object, &name)?;
        self.call(&method, args)
    }

    /// The `__dict__` of an instance, function, module or exception.
    pub fn dict_of(&self, object: &Value) -> Option<Dict> {
        let Kind::Heap(obj) = object.kind() else {
            return None;
        };
        if let Payload::Module(m) = obj.payload() {
            return Some(m.dict.clone());
        }
        if let Some(attributes) = obj.attributes() {
            let class = attributes.borrow().shape.class.clone();
            return class.has_dict.then(|| attributes.borrow_mut().make_dict());
        }
        match obj.payload() {
            Payload::Exception(e) => Some(e.dict.get_or_init(Dict::new).clone()),
            Payload::Function(f) => Some(f.make_dict()),
            Payload::Module(m) => Some(m.dict.clone()),
            _ => None,
        }
    }
}

/// A callable with its first argument.
pub fn bound_method(function: Value, this: Value) -> Value {
    Value::heap(Object::new(Payload::BoundMethod(function, this)))
}
