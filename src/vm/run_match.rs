//! Pattern matching, exception groups and the prompt: instructions of the rarer statements.

use super::Vm;
use super::fiber::{Window, put};
use crate::compile::op::Reg;
use crate::object::{Class, Dict, Exc, Kind, List, Payload, PyResult, Str, Tuple, Value};

impl Vm {
    /// Whether a value is a sequence for `match`.
    pub(super) fn is_match_sequence(&self, value: &Value) -> PyResult<bool> {
        Ok(match value.payload() {
            Some(Payload::List(_) | Payload::Tuple(_) | Payload::Range(_)) => true,
            Some(Payload::Str(_) | Payload::Bytes(_) | Payload::ByteArray(_)) | None => false,
            Some(Payload::Native(_)) if crate::object::memoryview::is_view(value) => true,
            _ => self.is_registered(value, "Sequence")?,
        })
    }

    /// Whether a value is a mapping for `match`.
    pub(super) fn is_match_mapping(&self, value: &Value) -> PyResult<bool> {
        Ok(match value.payload() {
            Some(Payload::Dict(_)) => true,
            None => false,
            _ => self.is_registered(value, "Mapping")?,
        })
    }

    /// Whether a value is an instance of an abstract class of `collections.abc`, without importing
    /// it: where the program has not, no class can be registered there.
    fn is_registered(&self, value: &Value, abc: &str) -> PyResult<bool> {
        for module in ["collections.abc", "_collections_abc"] {
            if let Some(module) = self.modules.get_str(&Str::intern(module))
                && let Some(class) = self.attr_opt(&module, abc)?
            {
                return self.is_instance_check(value, &class);
            }
        }
        Ok(false)
    }

    /// The values of a mapping at the keys of a pattern; None where one is missing.
    pub(super) fn match_keys(&self, subject: &Value, keys: &Value) -> PyResult<Value> {
        let keys = Tuple::from_value(keys).map_or(Vec::new(), |t| t.to_vec());
        let mut values = Vec::with_capacity(keys.len());
        let seen = Dict::new();
        for key in keys {
            if seen.set(self, key.clone(), Value::NONE)?.is_some() {
                return Err(self.value_error(format!(
                    "mapping pattern checks duplicate key ({})",
                    self.repr(&key)?
                )));
            }
            let found = match Dict::exact(subject) {
                Some(dict) => dict.get(self, &key)?,
                None => {
                    let missing = super::dunder::bare_object();
                    let value =
                        self.call_method(subject, "get", &mut [key.clone(), missing.clone()])?;
                    if value.is(&missing) {
                        None
                    } else {
                        Some(value)
                    }
                }
            };
            match found {
                Some(value) => values.push(value),
                None => return Ok(Value::NONE),
            }
        }
        Ok(Value::tuple(values))
    }

    /// A dict of what a mapping has beside some keys.
    pub(super) fn mapping_rest(&self, subject: &Value, keys: &Value) -> PyResult<Value> {
        let rest = Dict::new();
        for (key, value) in self.mapping_pairs(subject)? {
            rest.set(self, key, value)?;
        }
        for key in Tuple::from_value(keys).iter().flat_map(|t| t.iter()) {
            rest.remove(self, key)?;
        }
        Ok(rest.into())
    }

    /// The attributes that a class pattern asks for; None where the subject does not match.
    pub(super) fn match_class(
        &self,
        subject: &Value,
        class: &Value,
        positional: usize,
        names: &Value,
    ) -> PyResult<Value> {
        let Some(class) = Class::from_value(class) else {
            return Err(self.type_error("called match pattern must be a class"));
        };
        if !self.is_instance_check(subject, &class.value())? {
            return Ok(Value::NONE);
        }
        let mut values = Vec::new();
        let mut seen: Vec<Str> = Vec::new();
        if positional > 0 {
            let args = self.attr_opt(&class.value(), "__match_args__")?;
            let (args, itself) = match args {
                Some(args) => match Tuple::from_value(&args) {
                    Some(t) => (t.to_vec(), false),
                    None => {
                        return Err(self.type_error(format!(
                            "{}.__match_args__ must be a tuple (got {})",
                            class.display_name(),
                            self.type_name(&args)
                        )));
                    }
                },
                None => (Vec::new(), self.matches_itself(&class)),
            };
            let most = if itself { 1 } else { args.len() };
            if positional > most {
                return Err(self.type_error(format!(
                    "{}() accepts {most} positional sub-pattern{} ({positional} given)",
                    class.display_name(),
                    if most == 1 { "" } else { "s" }
                )));
            }
            if itself {
                values.push(subject.clone());
            }
            for name in args.iter().take(if itself { 0 } else { positional }) {
                let Some(name) = Str::from_value(name) else {
                    return Err(self.type_error(format!(
                        "__match_args__ elements must be strings (got {})",
                        self.type_name(name)
                    )));
                };
                match self.match_attribute(&class, subject, &name, &mut seen)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::NONE),
                }
            }
        }
        for name in Tuple::from_value(names).iter().flat_map(|t| t.iter()) {
            if let Some(name) = Str::from_value(name) {
                match self.match_attribute(&class, subject, &name, &mut seen)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::NONE),
                }
            }
        }
        Ok(Value::tuple(values))
    }

    fn match_attribute(
        &self,
        class: &Class,
        subject: &Value,
        name: &Str,
        seen: &mut Vec<Str>,
    ) -> PyResult<Option<Value>> {
        if seen.contains(name) {
            return Err(self.type_error(format!(
                "{}() got multiple sub-patterns for attribute '{name}'",
                class.display_name()
            )));
        }
        seen.push(name.clone());
        match self.get_attr(subject, name) {
            Ok(value) => Ok(Some(value)),
            Err(e) if self.is_instance_of(&e, &self.types.attribute_error) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Classes whose one positional sub-pattern is the subject itself.
    fn matches_itself(&self, class: &Class) -> bool {
        let t = &self.types;
        [
            &t.bool_,
            &t.bytearray,
            &t.bytes,
            &t.dict,
            &t.float,
            &t.frozenset,
            &t.int,
            &t.list,
            &t.set,
            &t.str_,
            &t.tuple,
        ]
        .iter()
        .any(|c| class.is_subclass_of(c))
    }

    /// What `except*` raises in the end: `rest` joined with what its clauses raised.
    pub(super) fn join_groups(
        &self,
        rest: &Value,
        whole: &Value,
        raised: &Value,
    ) -> PyResult<Value> {
        let raised = List::from_value(raised).map_or(Vec::new(), |l| l.items());
        if raised.is_empty() {
            return Ok(rest.clone());
        }
        let group = Exc::from_value(whole)
            .filter(|_| self.is_instance(whole, &self.types.base_exception_group));
        let Some(group) = group else {
            // A single exception was caught: what its clause raised goes on as it is.
            return Ok(raised.into_iter().next().unwrap_or(Value::NONE));
        };
        // Parts of the group that were raised again, or not handled, form one part together.
        let mut all = raised;
        if !rest.is_none() {
            all.push(rest.clone());
        }
        let (again, mut members): (Vec<Value>, Vec<Value>) = all
            .into_iter()
            .partition(|e| Exc::from_value(e).is_some_and(|e| same_origin(&group, &e)));
        let part = crate::modules::exception_group::part_of(self, &group, &again)?;
        if members.is_empty() {
            return Ok(part);
        }
        if !part.is_none() {
            members.push(part);
        }
        if let [only] = &members[..] {
            return Ok(only.clone());
        }
        let class = if members
            .iter()
            .all(|m| self.is_instance(m, &self.types.exception))
        {
            self.builtin("ExceptionGroup")?
        } else {
            self.types.base_exception_group.value()
        };
        let joined = self.call(&class, &mut [Value::str(""), members.into()])?;
        if let (Some(joined), Some(whole)) = (Exc::from_value(&joined), Exc::from_value(whole)) {
            joined.context.replace(whole.context.borrow().clone());
        }
        Ok(joined)
    }

    /// Whether an exception is the end of an `async for`.
    pub(super) fn ends_async_for(&self, exc: &Value) -> bool {
        self.is_instance(exc, &self.types.stop_async_iteration)
    }

    /// Make sure that a namespace has a dict `__annotations__`.
    pub(super) fn setup_annotations(&self, namespace: &Value) -> PyResult<()> {
        let name = Str::intern("__annotations__");
        match Dict::exact(namespace) {
            Some(dict) => {
                if dict.get_str(&name).is_none() {
                    dict.set_str(&name, Dict::new().into());
                }
                Ok(())
            }
            None => match self.get_item(namespace, &name.value()) {
                Ok(_) => Ok(()),
                Err(e) if self.is_instance_of(&e, &self.types.key_error) => {
                    self.set_item(namespace, &name.value(), Dict::new().into())
                }
                Err(e) => Err(e),
            },
        }
    }

    /// Show the value of an expression statement at the prompt: `sys.displayhook(value)`.
    pub(crate) fn display_value(&self, value: Value) -> PyResult<()> {
        let sys = self.import_module("sys")?;
        match self.attr_opt(&sys, "displayhook")? {
            Some(hook) => self.call(&hook, &mut [value]).map(drop),
            None => Err(self.runtime_error("lost sys.displayhook")),
        }
    }

    /// Write two values to neighbouring registers.
    pub(super) fn put_pair(&self, regs: &mut Window, dst: Reg, pair: (Value, Value)) {
        put(self, &mut regs[dst as usize], pair.0);
        put(self, &mut regs[dst as usize + 1], pair.1);
    }

    /// `isinstance(value, class)`, with `__instancecheck__`, tuples and unions.
    pub fn is_instance_check(&self, value: &Value, class: &Value) -> PyResult<bool> {
        self.nested(
            || self.check_class(value, class, true),
            " in __instancecheck__",
        )
    }

    /// `issubclass(class, other)`, with `__subclasscheck__`, tuples and unions.
    pub fn is_subclass_check(&self, class: &Value, other: &Value) -> PyResult<bool> {
        self.nested(
            || self.check_class(class, other, false),
            " in __subclasscheck__",
        )
    }

    fn check_class(&self, value: &Value, class: &Value, instance: bool) -> PyResult<bool> {
        if instance && self.class_of(value).value().is(class) {
            return Ok(true);
        }
        if let Kind::Heap(obj) = class.kind()
            && let Payload::Tuple(items) = obj.payload()
        {
            for item in items.iter() {
                if self.check_class(value, item, instance)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let meta = self.class_of(class);
        let hook = if instance {
            "__instancecheck__"
        } else {
            "__subclasscheck__"
        };
        if meta != self.types.type_
            && let Some((owner, _)) = meta.lookup_owner(&Str::intern(hook))
            && owner != self.types.type_
            && let Some(method) = self.special_method(class, hook)?
        {
            let answer = self.call(&method, &mut [value.clone()])?;
            return self.is_true(&answer);
        }
        let Some(other) = Class::from_value(class) else {
            return self.check_pretended_class(value, class, instance);
        };
        if instance {
            if self.is_instance(value, &other) {
                return Ok(true);
            }
            // An object may pretend to be of another class.
            let may_pretend = |o: &crate::object::Obj| {
                o.attributes().is_some() || matches!(o.raw(), crate::object::Payload::Native(_))
            };
            if value.as_obj().is_some_and(may_pretend)
                && let Some(shown) = self.attr_opt(value, "__class__")?
                && let Some(shown) = Class::from_value(&shown)
            {
                return Ok(shown.is_subclass_of(&other));
            }
            return Ok(false);
        }
        match Class::from_value(value) {
            Some(c) => Ok(c.is_subclass_of(&other)),
            None => self.check_pretended_class(value, class, false),
        }
    }

    /// `isinstance` and `issubclass` where an object that is no class stands for one: it has a tuple
    /// `__bases__`.
    fn check_pretended_class(
        &self,
        value: &Value,
        class: &Value,
        instance: bool,
    ) -> PyResult<bool> {
        let class_words = if instance {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            if self.pretended_bases(value)?.is_none() {
                return Err(self.type_error("issubclass() arg 1 must be a class"));
            }
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        };
        if self.pretended_bases(class)?.is_none() {
            return Err(self.type_error(class_words));
        }
        if !instance {
            return self.derives_from(value, class);
        }
        match self.attr_opt(value, "__class__")? {
            Some(own) => self.derives_from(&own, class),
            None => Ok(false),
        }
    }

    /// The tuple `__bases__` of an object, if it has one.
    fn pretended_bases(&self, value: &Value) -> PyResult<Option<Tuple>> {
        let bases = self.attr_opt(value, "__bases__")?;
        Ok(bases.and_then(|b| Tuple::from_value(&b)))
    }

    /// Whether `class` is among the bases of `derived`, or theirs, by `__bases__` alone.
    fn derives_from(&self, derived: &Value, class: &Value) -> PyResult<bool> {
        if derived.is(class) {
            return Ok(true);
        }
        let Some(bases) = self.pretended_bases(derived)? else {
            return Ok(false);
        };
        for base in bases.iter() {
            if self.nested(|| self.derives_from(base, class), " in __issubclass__")? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether an exception carries what a raised group gave to its parts: it is one of them, raised
/// again as it was.
fn same_origin(group: &Exc, exc: &Exc) -> bool {
    group.traceback.borrow().len() == exc.traceback.borrow().len()
        && group.cause.borrow().is(&exc.cause.borrow())
        && group.context.borrow().is(&exc.context.borrow())
        && group.notes().is(&exc.notes())
}
