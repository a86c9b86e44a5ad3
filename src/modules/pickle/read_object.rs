//! Reading objects: names, calls, states, items.

use super::compat;
use super::opcodes as op;
use super::policy;
use super::read::Reader;
use crate::modules::copyreg;
use crate::object::{Class, Dict, List, Payload, PyResult, Str, Tuple, Value};

impl Reader<'_> {
    /// The opcodes that make and fill objects.
    pub(super) fn step_object(&mut self, code: u8) -> PyResult<()> {
        match code {
            op::APPEND => {
                let at = self.stack.len().saturating_sub(1);
                self.append(at)
            }
            op::APPENDS => {
                let at = self.mark()?;
                self.append(at)
            }
            op::SETITEM => {
                let at = self.stack.len().saturating_sub(2);
                self.set_items(at)
            }
            op::SETITEMS => {
                let at = self.mark()?;
                self.set_items(at)
            }
            op::ADDITEMS => self.add_items(),
            op::GLOBAL => {
                let (module, name) = self.two_lines()?;
                let found = self.find(&module, &name)?;
                self.stack.push(found);
                Ok(())
            }
            op::STACK_GLOBAL => {
                let (name, module) = (self.pop()?, self.pop()?);
                let (Some(module), Some(name)) = (Str::exact(&module), Str::exact(&name)) else {
                    return Err(self.error("STACK_GLOBAL requires str"));
                };
                let found = self.find(&module, &name)?;
                self.stack.push(found);
                Ok(())
            }
            op::EXT1 => self.load_extension(1),
            op::EXT2 => self.load_extension(2),
            op::EXT4 => self.load_extension(4),
            op::REDUCE => self.load_reduce(),
            op::NEWOBJ => self.load_newobj(),
            op::NEWOBJ_EX => self.load_newobj_ex(),
            op::INST => self.load_inst(),
            op::OBJ => {
                let mut items = self.pop_mark()?;
                if items.is_empty() {
                    return Err(self.underflow());
                }
                let class = items.remove(0);
                self.instantiate(&class, items)
            }
            op::BUILD => self.load_build(),
            op::PERSID => {
                let line = self.line(true)?;
                if !line.is_ascii() {
                    return Err(self.error("persistent IDs in protocol 0 must be ASCII strings"));
                }
                self.load_persistent(Value::str(&String::from_utf8_lossy(&line)))
            }
            op::BINPERSID => {
                let id = self.pop()?;
                self.load_persistent(id)
            }
            op::NEXT_BUFFER => self.load_buffer(),
            op::READONLY_BUFFER => self.load_readonly(),
            _ => Err(self.invalid(code)),
        }
    }

    // ---- names -------------------------------------------------------------------------------

    fn two_lines(&mut self) -> PyResult<(Str, Str)> {
        let module = self.text_line()?;
        let name = self.text_line()?;
        Ok((module, name))
    }

    fn text_line(&mut self) -> PyResult<Str> {
        let line = self.line(false)?;
        match String::from_utf8(line) {
            Ok(text) => Ok(Str::new(text)),
            Err(e) => {
                let value = self.decode(e.into_bytes(), "utf-8", "strict")?;
                Ok(Str::from_value(&value).unwrap_or_default())
            }
        }
    }

    /// The object of a name, by the program's `find_class` or by the rules of `policy.rs`.
    fn find(&mut self, module: &Str, name: &Str) -> PyResult<Value> {
        if let Some(find_class) = &self.hooks.find_class {
            return self
                .vm
                .call(find_class, &mut [module.value(), name.value()]);
        }
        let (module, name) = (module.to_string(), name.to_string());
        let (module, name) = self.present_name(module, name);
        if self.hooks.trusted {
            let path: Vec<&str> = name.split('.').collect();
            return policy::look_up(self.vm, &module, &path);
        }
        policy::find(self.vm, &module, &name)
    }

    fn present_name(&self, module: String, name: String) -> (String, String) {
        match self.state.fix_imports && self.state.protocol < 3 {
            true => compat::to_new(&module, &name),
            false => (module, name),
        }
    }

    fn load_extension(&mut self, bytes: usize) -> PyResult<()> {
        let mut code = [0; 4];
        for place in &mut code[..bytes] {
            match self.state.source.byte(self.vm) {
                Ok(byte) => *place = byte,
                Err(super::source::Fail::Raised(e)) => return Err(e),
                Err(super::source::Fail::Ended) => {
                    return Err(self.error("pickle data was truncated"));
                }
            }
        }
        let code = i32::from_le_bytes(code);
        if code <= 0 {
            return Err(self.error("EXT specifies code <= 0"));
        }
        let registry = copyreg::registry(self.vm);
        let key = Value::int(i64::from(code));
        if let Some(known) = registry.cache.get(self.vm, &key)? {
            self.stack.push(known);
            return Ok(());
        }
        let Some(pair) = registry.inverted.get(self.vm, &key)? else {
            return Err(self
                .vm
                .value_error(format!("unregistered extension code {code}")));
        };
        let pair = Tuple::from_value(&pair);
        let (Some(module), Some(name)) = (
            pair.as_ref()
                .and_then(|p| p.first())
                .and_then(Str::from_value),
            pair.as_ref()
                .and_then(|p| p.get(1))
                .and_then(Str::from_value),
        ) else {
            return Err(self.vm.value_error(format!(
                "_inverted_registry[{code}] isn't a 2-tuple of strings"
            )));
        };
        let found = self.find(&module, &name)?;
        registry.cache.set(self.vm, key, found.clone())?;
        self.stack.push(found);
        Ok(())
    }

    fn load_persistent(&mut self, id: Value) -> PyResult<()> {
        let Some(load) = &self.hooks.persistent_load else {
            return Err(self.error(super::NO_PERSISTENT_LOAD));
        };
        let value = self.vm.call(load, &mut [id])?;
        self.stack.push(value);
        Ok(())
    }

    fn load_buffer(&mut self) -> PyResult<()> {
        let Some(buffers) = &self.state.buffers else {
            return Err(self.error(
                "pickle stream refers to out-of-band data but no *buffers* argument was given",
            ));
        };
        match self.vm.next(buffers)? {
            Some(buffer) => {
                self.stack.push(buffer);
                Ok(())
            }
            None => Err(self.error("not enough out-of-band buffers")),
        }
    }

    fn load_readonly(&mut self) -> PyResult<()> {
        let buffer = self.pop()?;
        let memoryview = self.vm.builtin("memoryview")?;
        let view = self.vm.call(&memoryview, &mut [buffer.clone()])?;
        let readonly = self.vm.attr(&view, "readonly")?;
        let kept = match self.vm.is_true(&readonly)? {
            true => buffer,
            false => self.vm.call_method(&view, "toreadonly", &mut [])?,
        };
        self.stack.push(kept);
        Ok(())
    }

    // ---- calls -------------------------------------------------------------------------------

    fn load_reduce(&mut self) -> PyResult<()> {
        let args = self.pop()?;
        let function = self.pop()?;
        let Some(args) = Tuple::from_value(&args) else {
            return Err(self.vm.type_error("argument list must be a tuple"));
        };
        let value = self.vm.call(&function, &mut args.to_vec())?;
        self.stack.push(value);
        Ok(())
    }

    fn new_class(&self, class: &Value, code: &str) -> PyResult<()> {
        match Class::from_value(class) {
            Some(_) => Ok(()),
            None => Err(self.error(format!(
                "{code} class argument must be a type, not {}",
                self.vm.type_name(class)
            ))),
        }
    }

    fn new_args(&self, args: &Value, code: &str) -> PyResult<Vec<Value>> {
        match Tuple::from_value(args) {
            Some(args) => Ok(args.to_vec()),
            None => Err(self.error(format!(
                "{code} args argument must be a tuple, not {}",
                self.vm.type_name(args)
            ))),
        }
    }

    fn load_newobj(&mut self) -> PyResult<()> {
        let args = self.pop()?;
        let class = self.pop()?;
        self.new_class(&class, "NEWOBJ")?;
        let args = self.new_args(&args, "NEWOBJ")?;
        let value = copyreg::new_object(self.vm, &class, args, &[])?;
        self.stack.push(value);
        Ok(())
    }

    fn load_newobj_ex(&mut self) -> PyResult<()> {
        let keywords = self.pop()?;
        let args = self.pop()?;
        let class = self.pop()?;
        self.new_class(&class, "NEWOBJ_EX")?;
        let args = self.new_args(&args, "NEWOBJ_EX")?;
        let Some(keywords) = Dict::from_value(&keywords) else {
            return Err(self.error(format!(
                "NEWOBJ_EX kwargs argument must be a dict, not {}",
                self.vm.type_name(&keywords)
            )));
        };
        let value = copyreg::new_object(self.vm, &class, args, &keywords.pairs())?;
        self.stack.push(value);
        Ok(())
    }

    fn load_inst(&mut self) -> PyResult<()> {
        // The mark comes first, as in CPython: without one the names are not looked at.
        let at = self.mark()?;
        let (module, name) = self.two_lines()?;
        let class = self.find(&module, &name)?;
        let args = self.stack.split_off(at.min(self.stack.len()));
        self.instantiate(&class, args)
    }

    /// What INST and OBJ make: a class without arguments is not initialised.
    fn instantiate(&mut self, class: &Value, args: Vec<Value>) -> PyResult<()> {
        let bare = args.is_empty()
            && Class::from_value(class).is_some()
            && self.vm.attr_opt(class, "__getinitargs__")?.is_none();
        let value = match bare {
            true => copyreg::new_object(self.vm, class, Vec::new(), &[])?,
            false => self.vm.call(class, &mut { args })?,
        };
        self.stack.push(value);
        Ok(())
    }

    // ---- filling -----------------------------------------------------------------------------

    /// The object below the items that start at `at`; None without items.
    fn filled(&mut self, at: usize) -> PyResult<Option<(Value, Vec<Value>)>> {
        if at > self.stack.len() || at <= self.fence() {
            return Err(self.underflow());
        }
        let items = self.stack.split_off(at);
        match self.stack.last() {
            _ if items.is_empty() => Ok(None),
            Some(object) => Ok(Some((object.clone(), items))),
            None => Err(self.underflow()),
        }
    }

    fn append(&mut self, at: usize) -> PyResult<()> {
        if at > self.fence()
            && let Some(list) = self.stack.get(at - 1).and_then(List::exact)
        {
            list.borrow_mut().extend(self.stack.drain(at..));
            return Ok(());
        }
        let Some((object, items)) = self.filled(at)? else {
            return Ok(());
        };
        if let Some(extend) = self.vm.attr_opt(&object, "extend")? {
            return self.vm.call(&extend, &mut [items.into()]).map(drop);
        }
        let append = self.vm.attr(&object, "append")?;
        for item in items {
            self.vm.call(&append, &mut [item])?;
        }
        Ok(())
    }

    fn set_items(&mut self, at: usize) -> PyResult<()> {
        if at > self.fence()
            && let Some(dict) = self.stack.get(at - 1).and_then(Dict::exact)
            && self.stack.len().saturating_sub(at).is_multiple_of(2)
        {
            let mut items = self.stack.drain(at..);
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                drop(dict.set(self.vm, key, value)?);
            }
            return Ok(());
        }
        let Some((object, items)) = self.filled(at)? else {
            return Ok(());
        };
        if items.len() % 2 == 1 {
            return Err(self.error("odd number of items for SETITEMS"));
        }
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            self.vm.set_item(&object, &key, value)?;
        }
        Ok(())
    }

    fn add_items(&mut self) -> PyResult<()> {
        let at = self.mark()?;
        let Some((object, items)) = self.filled(at)? else {
            return Ok(());
        };
        if matches!(object.as_obj().map(|o| o.raw()), Some(Payload::Set(_))) {
            return self
                .vm
                .call_method(&object, "update", &mut [items.into()])
                .map(drop);
        }
        let add = self.vm.attr(&object, "add")?;
        for item in items {
            self.vm.call(&add, &mut [item])?;
        }
        Ok(())
    }

    fn load_build(&mut self) -> PyResult<()> {
        if self.stack.len() < self.fence() + 2 {
            return Err(self.underflow());
        }
        let state = self.pop()?;
        let Some(object) = self.stack.last().cloned() else {
            return Err(self.underflow());
        };
        if copyreg::set_iterator_position(&object, &state) {
            return Ok(());
        }
        if let Some(set_state) = self.vm.attr_opt(&object, "__setstate__")? {
            return self.vm.call(&set_state, &mut [state]).map(drop);
        }
        if !self.hooks.trusted && self.hooks.find_class.is_none() && !policy::may_build(&object) {
            return Err(self.error(format!(
                "the state of a '{}' object is not set by a pickle (to allow it, make a subclass \
                 of pickle.Unpickler that overrides find_class)",
                self.vm.type_name(&object)
            )));
        }
        let (plain, slots) = match Tuple::from_value(&state).as_deref().map(|t| &t[..]) {
            Some([plain, slots]) => (plain.clone(), slots.clone()),
            _ => (state, Value::NONE),
        };
        if !plain.is_none() {
            let Some(plain) = Dict::from_value(&plain) else {
                return Err(self.error("state is not a dictionary"));
            };
            self.set_attributes(&object, &plain)?;
        }
        if !slots.is_none() {
            let Some(slots) = Dict::from_value(&slots) else {
                return Err(self.error("slot state is not a dictionary"));
            };
            for (name, value) in slots.pairs() {
                let Some(name) = Str::from_value(&name) else {
                    return Err(self.vm.type_error("attribute name must be string"));
                };
                self.vm.set_attr(&object, &name.interned(), value)?;
            }
        }
        Ok(())
    }

    /// Put attributes into the object itself, past `__setattr__`.
    fn set_attributes(&self, object: &Value, state: &Dict) -> PyResult<()> {
        copyreg::update_attributes(self.vm, object, state)
    }
}
