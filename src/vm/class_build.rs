//! The class statement: `__build_class__` and `type(name, bases, namespace)`.

use super::Vm;
use crate::native::Args;
use crate::object::class::{Layout, NewClass, bump_epoch};
use crate::object::{Class, Dict, Object, Payload, PyResult, Slots, Str, Value};

impl Vm {
    /// `__build_class__(body, name, *bases, **keywords)`
    pub fn build_class(
        &self,
        body: &Value,
        name: &Str,
        bases: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Value> {
        let original_bases = bases.clone();
        let bases = self.resolve_bases(bases)?;
        let mut keywords = keywords;
        let mut meta = match keywords
            .iter()
            .position(|(k, _)| k.as_str() == Some("metaclass"))
        {
            Some(at) => keywords.remove(at).1,
            None => match bases.first() {
                Some(base) => self.class_of(base).value(),
                None => self.types.type_.value(),
            },
        };
        if let Some(class) = Class::from_value(&meta) {
            meta = self.winning_metaclass(class, &bases)?.value();
        }
        let (names, values): (Vec<Str>, Vec<Value>) = keywords.into_iter().unzip();
        let namespace = match self.attr_opt(&meta, "__prepare__")? {
            Some(prepare) => {
                let mut args = vec![name.value(), Value::tuple(bases.clone())];
                args.extend(values.iter().cloned());
                self.call_kw(&prepare, &mut args, &names)?
            }
            None => Dict::new().into(),
        };
        if self.class_of(&namespace).slots.get_item.get().is_none() {
            let meta = match Class::from_value(&meta) {
                Some(class) => class.display_name().to_string(),
                None => "<metaclass>".to_owned(),
            };
            return Err(self.type_error(format!(
                "{meta}.__prepare__() must return a mapping, not {}",
                self.type_name(&namespace)
            )));
        }
        if original_bases.len() != bases.len()
            || original_bases.iter().zip(&bases).any(|(a, b)| !a.is(b))
        {
            let key = Value::str("__orig_bases__");
            self.set_item(&namespace, &key, Value::tuple(original_bases))?;
        }
        match crate::object::Function::from_value(body) {
            // The body's first register is its namespace.
            Some(function) => {
                self.run_code(function.core.clone(), vec![namespace.clone()])?;
            }
            None => {
                return Err(self.type_error("__build_class__: func must be a function"));
            }
        }
        // `super()` in the methods finds the class through this cell, which `type.__new__` fills.
        let cell =
            Dict::from_value(&namespace).and_then(|ns| ns.get_str(&Str::intern("__classcell__")));
        let mut args = vec![name.value(), Value::tuple(bases), namespace.clone()];
        args.extend(values);
        let class = self.call_kw(&meta, &mut args, &names)?;
        if let Some(cell) = cell
            && Class::from_value(&class).is_some()
            && let Some(Payload::Cell(content)) = cell.payload()
        {
            let content = content.borrow().clone();
            if content.is_unset() {
                return Err(self.runtime_error(format!(
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to \
                     type.__new__?",
                    self.repr(&name.value())?,
                    self.repr(&class)?
                )));
            }
            if !content.is(&class) {
                return Err(self.type_error(format!(
                    "__class__ set to {} defining {} as {}",
                    self.repr(&content)?,
                    self.repr(&name.value())?,
                    self.repr(&class)?
                )));
            }
        }
        Ok(class)
    }

    /// Bases that are no classes may stand for some: `__mro_entries__`.
    fn resolve_bases(&self, bases: Vec<Value>) -> PyResult<Vec<Value>> {
        let original = Value::tuple(bases.clone());
        let mut resolved = Vec::with_capacity(bases.len());
        for base in bases {
            if Class::from_value(&base).is_none()
                && let Some(hook) = self.attr_opt(&base, "__mro_entries__")?
            {
                let entries = self.call(&hook, &mut [original.clone()])?;
                resolved.extend(self.collect(&entries)?);
            } else {
                resolved.push(base);
            }
        }
        Ok(resolved)
    }

    pub(crate) fn winning_metaclass(&self, meta: Class, bases: &[Value]) -> PyResult<Class> {
        let mut winner = meta;
        for base in bases {
            let candidate = self.class_of(base);
            if winner.is_subclass_of(&candidate) {
                continue;
            }
            if candidate.is_subclass_of(&winner) {
                winner = candidate;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) \
                 subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// `type.__new__(meta, name, bases, namespace, **keywords)`
    pub fn new_class(
        &self,
        meta: &Class,
        name: &Str,
        bases: Vec<Value>,
        namespace: &Dict,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Value> {
        let mut base_classes = Vec::with_capacity(bases.len());
        if bases
            .iter()
            .all(|b| self.attr_opt(b, "__mro_entries__").ok().flatten().is_none())
        {
            self.winning_metaclass(meta.clone(), &bases)?;
        }
        for base in &bases {
            match Class::from_value(base) {
                Some(class) => base_classes.push(class),
                None if self.attr_opt(base, "__mro_entries__")?.is_some() => {
                    return Err(self.type_error(
                        "type() doesn't support MRO entry resolution; use types.new_class()",
                    ));
                }
                None => return Err(self.type_error("bases must be types")),
            }
        }
        if base_classes.is_empty() {
            base_classes.push(self.types.object.clone());
        }
        let meta = self.winning_metaclass(meta.clone(), &bases)?;
        for (i, base) in base_classes.iter().enumerate() {
            if !base.is_base {
                return Err(self.type_error(format!(
                    "type '{}' is not an acceptable base type",
                    base.display_name()
                )));
            }
            if base_classes[..i].contains(base) {
                return Err(
                    self.type_error(format!("duplicate base class {}", base.display_name()))
                );
            }
        }
        let Some(best) = self.solid_base(&base_classes) else {
            return Err(self.type_error("multiple bases have instance lay-out conflict"));
        };
        let layout = best.layout;
        let ancestors = self.linear_ancestors(&base_classes)?;
        self.check_class_name(name)?;
        let (slot_names, has_dict) = self.slots_of(name, namespace, &base_classes)?;
        let data = namespace.borrow().duplicate();
        let take = |key: &str| {
            let data = &data;
            data.find_str(&Str::intern(key))
                .map(|at| data.entries()[at].value.clone())
        };
        let module = take("__module__")
            .or_else(|| {
                self.snapshot().and_then(|s| {
                    s.frames
                        .first()?
                        .core
                        .globals
                        .get_str(&Str::intern("__name__"))
                })
            })
            .unwrap_or_default();
        let qualname = match take("__qualname__") {
            Some(given) => Some(Str::from_value(&given).ok_or_else(|| {
                self.type_error(format!(
                    "type __qualname__ must be a str, not {}",
                    self.type_name(&given)
                ))
            })?),
            None => None,
        };
        let doc = take("__doc__").unwrap_or(Value::NONE);
        if let Some(text) = Str::from_value(&doc) {
            self.utf8(&text)?;
        }
        if let Some(cell) = take("__classcell__")
            && !matches!(cell.payload(), Some(Payload::Cell(_)))
        {
            return Err(self.type_error(format!(
                "__classcell__ must be a nonlocal cell, not {}",
                self.repr(&self.class_of(&cell).value())?
            )));
        }
        let metaclass = (meta != self.types.type_).then(|| meta.clone());
        let class = Class::new(NewClass {
            name: name.clone(),
            qualname: qualname.unwrap_or_else(|| name.clone()),
            module: Str::from_value(&module).unwrap_or_else(|| Str::intern("builtins")),
            bases: base_classes.clone(),
            ancestors,
            dict: data,
            layout,
            is_native: false,
            is_base: true,
            has_dict,
            slot_names,
            slots: Slots::default(),
            metaclass,
        });
        self.finish_namespace(&class, doc, &module)?;
        if class
            .dict
            .borrow()
            .iter()
            .any(|e| Str::from_value(&e.key).is_none())
        {
            let message = format!(
                "non-string key in the __dict__ of class {}",
                class.short_name()
            );
            self.warn(&self.types.runtime_warning, &message)?;
        }
        if let Some(ancestors) = self.custom_ancestors(&class)? {
            class.ancestors.replace(ancestors.into());
        }
        self.update_slots(&class);
        bump_epoch();
        self.announce(&class, &base_classes, keywords)?;
        Ok(class.value())
    }

    /// The names that `__slots__` gives, with the inherited ones, and whether instances have a
    /// `__dict__`.
    fn slots_of(
        &self,
        name: &Str,
        namespace: &Dict,
        bases: &[Class],
    ) -> PyResult<(Vec<Str>, bool)> {
        let inherited_dict = bases.iter().any(|b| b.has_dict && *b != self.types.object);
        let mut names: Vec<Str> = Vec::new();
        for inherited in bases.iter().flat_map(|b| b.slot_names.clone()) {
            if !names.contains(&inherited) {
                names.push(inherited);
            }
        }
        let Some(declared) = namespace.get_str(&Str::intern("__slots__")) else {
            return Ok((names, true));
        };
        let items = match Str::from_value(&declared) {
            Some(one) => vec![one.value()],
            None => self.collect(&declared)?,
        };
        let mut has_dict = inherited_dict;
        let sized = bases.iter().find(|b| {
            matches!(
                b.layout,
                Layout::Int | Layout::Bytes | Layout::Tuple | Layout::Type
            )
        });
        if let Some(base) = sized
            && !items.is_empty()
        {
            return Err(self.type_error(format!(
                "nonempty __slots__ not supported for subtype of '{}'",
                base.display_name()
            )));
        }
        let weakref = Str::intern("__weakref__");
        let mut has_weakref = bases.iter().any(|b| b.lookup(&weakref).is_some());
        for item in items {
            let Some(slot) = Str::from_value(&item) else {
                return Err(self.type_error(format!(
                    "__slots__ items must be strings, not '{}'",
                    self.type_name(&item)
                )));
            };
            match slot.as_str() {
                Some("__dict__") if has_dict => {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                Some("__dict__") => has_dict = true,
                Some("__weakref__") if has_weakref => {
                    return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                }
                Some("__weakref__") => has_weakref = true,
                Some(text) => {
                    if !crate::object::str_transform::is_identifier(text) {
                        return Err(self.type_error("__slots__ must be identifiers"));
                    }
                    if namespace.get_str(&slot).is_some()
                        && !matches!(text, "__classcell__" | "__qualname__")
                    {
                        return Err(self.value_error(format!(
                            "'{text}' in __slots__ conflicts with class variable"
                        )));
                    }
                    let mangled = mangle(name, text);
                    names.push(Str::intern(&mangled));
                }
                None => return Err(self.type_error("__slots__ must be identifiers")),
            }
        }
        Ok((names, has_dict))
    }

    fn finish_namespace(&self, class: &Class, doc: Value, module: &Value) -> PyResult<()> {
        let key = |k: &str| Str::intern(k);
        if class.own(&key("__module__")).is_none() && module.is_set() {
            class.put(&key("__module__"), module.clone());
        }
        class.doc.replace(doc.clone());
        for hidden in ["__qualname__", "__classcell__"] {
            let at = class.dict.borrow().find_str(&key(hidden));
            if let Some(at) = at {
                let (_, old) = class.dict.borrow_mut().remove_at(at);
                if let Some(Payload::Cell(content)) = old.payload() {
                    content.replace(class.value());
                }
            }
        }
        // __new__ is a static method, __init_subclass__ and __class_getitem__ are class methods,
        // whether or not the program says so.
        for (name, class_method) in [
            ("__new__", false),
            ("__init_subclass__", true),
            ("__class_getitem__", true),
        ] {
            if let Some(value) = class.own(&key(name))
                && matches!(value.as_obj().map(|o| o.raw()), Some(Payload::Function(_)))
            {
                let inner = std::cell::RefCell::new(value);
                let payload = if class_method {
                    Payload::ClassMethod(inner)
                } else {
                    Payload::StaticMethod(inner)
                };
                class.put(&key(name), Value::heap(Object::tracked(payload)));
            }
        }
        if class.own(&key("__eq__")).is_some() && class.own(&key("__hash__")).is_none() {
            class.put(&key("__hash__"), Value::NONE);
        }
        let inherits = |name: &str| {
            let name = key(name);
            class
                .ancestors
                .borrow()
                .iter()
                .any(|c| c.own(&name).is_some())
        };
        let sized = matches!(
            class.layout,
            Layout::Int | Layout::Bytes | Layout::Tuple | Layout::Type
        );
        let refers_weakly = match class.own(&key("__slots__")) {
            Some(_) => self.names_weakref(class)?,
            None => !sized && !inherits("__weakref__"),
        };
        if class.has_dict && !inherits("__dict__") && class.own(&key("__dict__")).is_none() {
            class.put(
                &key("__dict__"),
                crate::object::descriptor::dict_member(class),
            );
        }
        if refers_weakly && class.own(&key("__weakref__")).is_none() {
            let descriptor = crate::object::descriptor::weakref_member(class);
            class.put(&key("__weakref__"), descriptor);
        }
        for slot in &class.slot_names {
            if class.lookup(slot).is_none() {
                let descriptor = crate::object::descriptor::slot_member(slot, class);
                class.put(slot, descriptor);
            }
        }
        if class.own(&key("__doc__")).is_none() {
            class.put(&key("__doc__"), doc);
        }
        Ok(())
    }

    /// Whether `__slots__` asks for weak references.
    fn names_weakref(&self, class: &Class) -> PyResult<bool> {
        let Some(slots) = class.own(&Str::intern("__slots__")) else {
            return Ok(false);
        };
        let wanted = Str::intern("__weakref__");
        if class.lookup(&wanted).is_some() {
            return Ok(false);
        }
        match Str::from_value(&slots) {
            Some(one) => Ok(one == wanted),
            // An iterator is used up: what it has given is not known any more.
            None if self.class_of(&slots).slots.next.get().is_some() => Ok(false),
            None => self.contains(&slots, &wanted.value()),
        }
    }

    /// `__set_name__` of the values, `__init_subclass__` of the parent.
    fn announce(
        &self,
        class: &Class,
        bases: &[Class],
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<()> {
        if class.is_displaced.get() && !class.mro().contains(class) {
            // What CPython's own `super()` says here.
            let name = class.display_name();
            return Err(self.type_error(format!(
                "super(type, obj): obj (type {name}) is not an instance or subtype of type ({name})."
            )));
        }
        let entries: Vec<(Value, Value)> = class
            .dict
            .borrow()
            .iter()
            .map(|e| (e.key.clone(), e.value.clone()))
            .collect();
        for (key, value) in entries {
            match value.as_obj().map(|o| o.raw()) {
                Some(Payload::Property(p)) if p.name.borrow().is_unset() => {
                    p.name.replace(key);
                }
                Some(Payload::Instance(_) | Payload::Extended(_) | Payload::Native(_)) => {
                    if let Some(hook) = self.special_method(&value, "__set_name__")? {
                        self.call(&hook, &mut [class.value(), key.clone()])
                            .inspect_err(|e| {
                                let note = format!(
                                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                                    self.type_name(&value),
                                    self.repr(&key)
                                        .map_or_else(|_| String::new(), |r| r.to_string()),
                                    class.display_name()
                                );
                                self.add_note(e, &note);
                            })?;
                    }
                }
                _ => {}
            }
        }
        let hook_name = Str::intern("__init_subclass__");
        let ancestors = class.ancestors.borrow().clone();
        let found = ancestors.iter().find_map(|c| c.own(&hook_name));
        let _ = bases;
        if let Some(hook) = found {
            if !keywords.is_empty()
                && let Some(Payload::NativeFunction(_)) = hook.payload()
            {
                return Err(self.type_error(format!(
                    "{}.__init_subclass__() takes no keyword arguments",
                    class.display_name()
                )));
            }
            let bound = self.bind(hook, None, class)?;
            let (names, mut values): (Vec<Str>, Vec<Value>) = keywords.into_iter().unzip();
            self.call_args(
                &bound,
                Args {
                    values: &mut values,
                    names: &names,
                },
            )?;
        }
        Ok(())
    }
}

/// A private name of a class (`__x` becomes `_Class__x`).
pub fn mangle(class: &Str, name: &str) -> String {
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.to_owned();
    }
    let class = class.to_lossy();
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        name.to_owned()
    } else {
        format!("_{class}{name}")
    }
}
