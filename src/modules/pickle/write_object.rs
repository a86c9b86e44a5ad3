//! Writing what is not a built-in value: objects that take themselves apart, and classes and
//! functions, which are stored by name.

use std::cell::RefCell;
use std::collections::HashMap;

use super::buffer::PickleBuffer;
use super::compat;
use super::opcodes as op;
use super::write::{BATCH, Writer};
use crate::modules::copyreg::{self, is_callable};
use crate::object::{Class, Dict, Native, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// The names by which a class says how its instances are pickled.
pub(super) struct Names {
    /// Those that `object` has too.
    common: [Str; 5],
    /// Those that only such a class has.
    own: [Str; 3],
}

impl Names {
    fn new() -> Names {
        let common = [
            "__reduce_ex__",
            "__reduce__",
            "__getstate__",
            "__class__",
            "__getattribute__",
        ];
        let own = ["__getnewargs_ex__", "__getnewargs__", "__getattr__"];
        Names {
            common: common.map(Str::intern),
            own: own.map(Str::intern),
        }
    }
}

impl Writer<'_> {
    /// The state of an instance whose class says nothing about pickling, as nearly all do; `None`
    /// for any other object.
    fn plain_state(&self, class: &Class, value: &Value) -> PyResult<Option<Value>> {
        let is_instance = matches!(value.as_obj().map(|o| o.raw()), Some(Payload::Instance(_)));
        if !is_instance || self.protocol() < 2 {
            return Ok(None);
        }
        let names = self.names.get_or_init(Names::new);
        let object = &self.vm.types.object;
        let is_common = |name: &Str| {
            let owner = class.lookup_owner(name);
            owner.is_some_and(|(owner, _)| owner == *object)
        };
        if !names.common.iter().all(is_common)
            || names
                .own
                .iter()
                .any(|name| class.lookup_owner(name).is_some())
        {
            return Ok(None);
        }
        let state = copyreg::default_state(self.vm, value)?;
        // An instance may have such names too.
        let is_odd = Dict::from_value(&state).is_some_and(|state| {
            let mut all = names.common.iter().chain(&names.own);
            all.any(|name| state.get_str(name).is_some())
        });
        Ok((!is_odd).then_some(state))
    }

    fn save_instance(&mut self, class: &Class, value: &Value, state: &Value) -> PyResult<()> {
        self.save(&class.value())?;
        self.save(&Value::tuple(Vec::new()))?;
        self.put(&[op::NEWOBJ]);
        self.memoize(value);
        if !state.is_none() {
            self.save(state)?;
            self.put(&[op::BUILD]);
        }
        Ok(())
    }

    /// An object of any other type.
    pub(super) fn save_other(&mut self, value: &Value) -> PyResult<()> {
        if let Some(buffer) = Native::<PickleBuffer>::from_value(value) {
            return self.save_buffer(value, &buffer);
        }
        let vm = self.vm;
        if let Some(hook) = &self.hooks.reducer_override {
            let reduced = vm.call(hook, &mut [value.clone()])?;
            if !reduced.is_not_implemented() {
                return self.save_reduced(value, &reduced);
            }
        }
        let class = vm.class_of(value);
        if class == vm.types.type_ {
            return self.save_type(value);
        }
        if matches!(value.as_obj().map(|o| o.raw()), Some(Payload::Function(_))) {
            return self.save_global(value, None);
        }
        if let Some(function) = self.reducer(&class)? {
            let reduced = vm.call(&function, &mut [value.clone()])?;
            return self.save_reduced(value, &reduced);
        }
        if class.is_subclass_of(&vm.types.type_) {
            return self.save_global(value, None);
        }
        if let Some(state) = self.plain_state(&class, value)? {
            return self.save_instance(&class, value, &state);
        }
        let method = vm.attr(value, "__reduce_ex__")?;
        let protocol = Value::int(i64::from(self.protocol()));
        let reduced = vm.call(&method, &mut [protocol])?;
        self.save_reduced(value, &reduced)
    }

    /// The function that a dispatch table has for a class.
    fn reducer(&self, class: &Class) -> PyResult<Option<Value>> {
        let vm = self.vm;
        let key = class.value();
        match &self.hooks.dispatch_table {
            None => copyreg::registry(vm).dispatch.get(vm, &key),
            Some(table) => match Dict::exact(table) {
                Some(dict) => dict.get(vm, &key),
                None => match vm.get_item(table, &key) {
                    Ok(function) => Ok(Some(function)),
                    Err(e) if vm.is_instance_of(&e, &vm.types.key_error) => Ok(None),
                    Err(e) => Err(e),
                },
            },
        }
    }

    fn save_reduced(&mut self, value: &Value, reduced: &Value) -> PyResult<()> {
        if let Some(name) = Str::from_value(reduced) {
            return self.save_global(value, Some(name));
        }
        match Tuple::from_value(reduced) {
            Some(parts) => self.save_reduce(&parts, Some(value)),
            None => Err(self.error("__reduce__ must return a string or tuple")),
        }
    }

    fn save_buffer(&mut self, value: &Value, buffer: &PickleBuffer) -> PyResult<()> {
        if self.protocol() < 5 {
            return Err(self.error("PickleBuffer can only be pickled with protocol >= 5"));
        }
        let bytes = buffer.bytes(self.vm)?;
        let readonly = buffer.is_readonly(self.vm)?;
        let in_band = match self.state.buffer_callback.clone() {
            None => true,
            Some(callback) => {
                let answer = self.vm.call(&callback, &mut [value.clone()])?;
                self.vm.is_true(&answer)?
            }
        };
        if in_band {
            return match readonly {
                true => self.save_bytes(value, &bytes),
                false => self.save_bytearray(value, &bytes),
            };
        }
        self.put(&[op::NEXT_BUFFER]);
        if readonly {
            self.put(&[op::READONLY_BUFFER]);
        }
        Ok(())
    }

    // ---- by name -------------------------------------------------------------------------------

    /// A class; those of the singletons have no name and are stored as the singletons' types.
    fn save_type(&mut self, value: &Value) -> PyResult<()> {
        let types = &self.vm.types;
        let single = if value.is(&types.none_type.value()) {
            Value::NONE
        } else if value.is(&types.ellipsis.value()) {
            Value::ellipsis()
        } else if value.is(&types.not_implemented_type.value()) {
            Value::NOT_IMPLEMENTED
        } else {
            return self.save_global(value, None);
        };
        let parts = [types.type_.value(), Value::tuple(vec![single])];
        self.save_reduce(&parts, Some(value))
    }

    /// An object by the names of its module and of itself there.
    pub(super) fn save_global(&mut self, value: &Value, name: Option<Str>) -> PyResult<()> {
        let vm = self.vm;
        let name = match name {
            Some(name) => name,
            None => match vm.attr_opt(value, "__qualname__")? {
                Some(name) => text_of(vm, &name)?,
                None => text_of(vm, &vm.attr(value, "__name__")?)?,
            },
        };
        let dotted = name.to_string();
        let path: Vec<&str> = dotted.split('.').collect();
        if path.contains(&"<locals>") {
            return Err(vm.attribute_error(
                format!("Can't get local object '{dotted}'"),
                value,
                &name,
            ));
        }
        let module_name = which_module(vm, value, &path)?;
        let module_text = module_name.to_string();
        let shown = || vm.repr(value).map(|r| r.to_string());
        let module = match vm.import_module(&module_text) {
            Ok(module) => module,
            Err(_) => {
                return Err(self.error(format!(
                    "Can't pickle {}: import of module {} failed",
                    shown()?,
                    vm.repr(&module_name.value())?
                )));
            }
        };
        let Some(found) = deep_attribute(vm, &module, &path)? else {
            return Err(self.error(format!(
                "Can't pickle {}: attribute lookup {dotted} on {module_text} failed",
                shown()?
            )));
        };
        if !found.is(value) {
            return Err(self.error(format!(
                "Can't pickle {}: it's not the same object as {module_text}.{dotted}",
                shown()?
            )));
        }
        if self.protocol() >= 2 && self.save_extension(&module_name, &name)? {
            return Ok(());
        }
        if self.protocol() >= 4 {
            self.save(&module_name.value())?;
            self.save(&name.value())?;
            self.put(&[op::STACK_GLOBAL]);
        } else {
            self.save_path(&module_text, &path)?;
        }
        self.memoize(value);
        Ok(())
    }

    /// The code of a registered extension, if it is one.
    fn save_extension(&mut self, module: &Str, name: &Str) -> PyResult<bool> {
        let registry = copyreg::registry(self.vm);
        if registry.extensions.is_empty() {
            return Ok(false);
        }
        let key = Value::tuple(vec![module.value(), name.value()]);
        let Some(code) = registry.extensions.get(self.vm, &key)? else {
            return Ok(false);
        };
        let code = u32::try_from(self.vm.index(&code)?).unwrap_or(0);
        let [a, b, c, d] = code.to_le_bytes();
        match code {
            0..=0xff => self.put(&[op::EXT1, a]),
            0x100..=0xffff => self.put(&[op::EXT2, a, b]),
            _ => self.put(&[op::EXT4, a, b, c, d]),
        }
        Ok(true)
    }

    /// A name of protocols below 4: what stands below the top level is reached by `getattr`.
    fn save_path(&mut self, module: &str, path: &[&str]) -> PyResult<()> {
        let getattr = self.vm.builtin("getattr")?;
        let (first, rest) = path.split_first().unwrap_or((&"", &[]));
        for _ in rest {
            self.save(&getattr)?;
            if self.protocol() < 2 {
                self.put(&[op::MARK]);
            }
        }
        self.put_global(module, first)?;
        for name in rest {
            self.save(&Str::intern(name).value())?;
            self.put(&[
                if self.protocol() < 2 {
                    op::TUPLE
                } else {
                    op::TUPLE2
                },
                op::REDUCE,
            ]);
        }
        Ok(())
    }

    fn put_global(&mut self, module: &str, name: &str) -> PyResult<()> {
        let (module, name) = match self.state.fix_imports {
            true => compat::to_old(module, name),
            false => (module.to_owned(), name.to_owned()),
        };
        let protocol = self.protocol();
        if protocol < 3 && !(module.is_ascii() && name.is_ascii()) {
            return Err(self.error(format!(
                "can't pickle global identifier '{module}.{name}' using pickle protocol {protocol}"
            )));
        }
        self.put(&[op::GLOBAL]);
        self.put(format!("{module}\n{name}\n").as_bytes());
        Ok(())
    }

    // ---- taken apart -------------------------------------------------------------------------

    /// What `__reduce__` returned: a function, its arguments, and perhaps a state, items, pairs
    /// and the function that sets the state.
    pub(super) fn save_reduce(&mut self, parts: &[Value], value: Option<&Value>) -> PyResult<()> {
        let vm = self.vm;
        if !(2..=6).contains(&parts.len()) {
            return Err(
                self.error("tuple returned by __reduce__ must contain 2 through 6 elements")
            );
        }
        let part = |at: usize| parts.get(at).filter(|p| !p.is_none());
        let function = &parts[0];
        if !is_callable(vm, function) {
            return Err(
                self.error("first item of the tuple returned by __reduce__ must be callable")
            );
        }
        let Some(args) = Tuple::from_value(&parts[1]) else {
            return Err(
                self.error("second item of the tuple returned by __reduce__ must be a tuple")
            );
        };
        for (at, place) in [(3, "fourth"), (4, "fifth")] {
            if let Some(items) = part(at)
                && vm.class_of(items).slots.next.get().is_none()
            {
                return Err(self.error(format!(
                    "{place} element of the tuple returned by __reduce__ must be an iterator, \
                     not {}",
                    vm.type_name(items)
                )));
            }
        }
        if let Some(setter) = part(5)
            && !is_callable(vm, setter)
        {
            return Err(self.error(format!(
                "sixth element of the tuple returned by __reduce__ must be a function, not {}",
                vm.type_name(setter)
            )));
        }
        self.save_call(function, &args, value)?;
        if let Some(value) = value {
            // The arguments may have led back to the object, which is then written already.
            if let Some(number) = self.state.memo.get(value) {
                self.put(&[op::POP]);
                self.put_get(number);
                return Ok(());
            }
            self.memoize(value);
        }
        if let Some(items) = part(3) {
            self.save_items(items)?;
        }
        if let Some(pairs) = part(4) {
            self.save_pairs(pairs)?;
        }
        if let Some(state) = part(2) {
            match (part(5), value) {
                (Some(setter), Some(value)) => {
                    self.save(setter)?;
                    self.save(value)?;
                    self.save(state)?;
                    self.put(&[op::TUPLE2, op::REDUCE, op::POP]);
                }
                _ => {
                    self.save(state)?;
                    self.put(&[op::BUILD]);
                }
            }
        }
        Ok(())
    }

    /// The call that makes the object.
    fn save_call(&mut self, function: &Value, args: &Tuple, value: Option<&Value>) -> PyResult<()> {
        if self.protocol() >= 2 {
            let registry = copyreg::registry(self.vm);
            let name = if function.is(&registry.newobj()) {
                Some("__newobj__".to_owned())
            } else if function.is(&registry.newobj_ex()) {
                Some("__newobj_ex__".to_owned())
            } else {
                match self.vm.attr_opt(function, "__name__")? {
                    Some(name) => Str::from_value(&name).map(|n| n.to_string()),
                    None => None,
                }
            };
            match name.as_deref() {
                Some("__newobj__") => return self.save_newobj(args, value),
                Some("__newobj_ex__") => return self.save_newobj_ex(args, value),
                _ => {}
            }
        }
        self.save(function)?;
        self.save(&args.value())?;
        self.put(&[op::REDUCE]);
        Ok(())
    }

    /// The class that a `__newobj__` makes an instance of must be the object's.
    fn check_class(&self, class: &Value, value: Option<&Value>, what: &str) -> PyResult<()> {
        if self.vm.attr_opt(class, "__new__")?.is_none() {
            return Err(self.error(format!("args[0] from {what} args has no __new__")));
        }
        if let Some(value) = value
            && !self.vm.attr(value, "__class__")?.is(class)
        {
            return Err(self.error(format!("args[0] from {what} args has the wrong class")));
        }
        Ok(())
    }

    fn save_newobj(&mut self, args: &Tuple, value: Option<&Value>) -> PyResult<()> {
        let Some((class, rest)) = args.split_first() else {
            return Err(self.error("__newobj__ arglist is empty"));
        };
        self.check_class(class, value, "__newobj__")?;
        self.save(class)?;
        self.save(&Value::tuple(rest.to_vec()))?;
        self.put(&[op::NEWOBJ]);
        Ok(())
    }

    fn save_newobj_ex(&mut self, args: &Tuple, value: Option<&Value>) -> PyResult<()> {
        let vm = self.vm;
        let [class, positional, keywords] = &args[..] else {
            return Err(self.error(format!(
                "length of the NEWOBJ_EX argument tuple must be exactly 3, not {}",
                args.len()
            )));
        };
        let Some(positional_args) = Tuple::from_value(positional) else {
            return Err(self.error(format!(
                "second item from NEWOBJ_EX argument tuple must be a tuple, not {}",
                vm.type_name(positional)
            )));
        };
        let Some(keyword_args) = Dict::from_value(keywords) else {
            return Err(self.error(format!(
                "third item from NEWOBJ_EX argument tuple must be a dict, not {}",
                vm.type_name(keywords)
            )));
        };
        self.check_class(class, value, "__newobj_ex__")?;
        if self.protocol() >= 4 {
            self.save(class)?;
            self.save(positional)?;
            self.save(keywords)?;
            self.put(&[op::NEWOBJ_EX]);
            return Ok(());
        }
        // Older protocols have no keywords: functools.partial carries them.
        let partial = vm.attr(&vm.import_module("functools")?, "partial")?;
        let mut all = vec![vm.attr(class, "__new__")?, class.clone()];
        all.extend(positional_args.iter().cloned());
        let mut names = Vec::new();
        for (name, keyword) in keyword_args.pairs() {
            names.push(text_of(vm, &name)?);
            all.push(keyword);
        }
        let call = vm.call_kw(&partial, &mut all, &names)?;
        self.save(&call)?;
        self.save(&Value::tuple(Vec::new()))?;
        self.put(&[op::REDUCE]);
        Ok(())
    }

    /// Items to append.
    fn save_items(&mut self, items: &Value) -> PyResult<()> {
        self.save_batches(items, op::APPEND, op::APPENDS, |this, item| this.save(item))
    }

    /// Pairs to set.
    fn save_pairs(&mut self, pairs: &Value) -> PyResult<()> {
        self.save_batches(
            pairs,
            op::SETITEM,
            op::SETITEMS,
            |this, pair| match Tuple::from_value(pair).as_deref().map(|t| &t[..]) {
                Some([key, item]) => {
                    this.save(key)?;
                    this.save(item)
                }
                _ => Err(this
                    .vm
                    .type_error("dict items iterator must return 2-tuples")),
            },
        )
    }

    fn save_batches(
        &mut self,
        iterator: &Value,
        one: u8,
        many: u8,
        save: impl Fn(&mut Self, &Value) -> PyResult<()>,
    ) -> PyResult<()> {
        let vm = self.vm;
        if !self.is_binary() {
            while let Some(item) = vm.next(iterator)? {
                save(self, &item)?;
                self.put(&[one]);
            }
            return Ok(());
        }
        loop {
            let Some(first) = vm.next(iterator)? else {
                return Ok(());
            };
            let mut next = vm.next(iterator)?;
            if next.is_none() {
                save(self, &first)?;
                self.put(&[one]);
                return Ok(());
            }
            self.put(&[op::MARK]);
            save(self, &first)?;
            let mut count = 1;
            while let Some(item) = next.take() {
                save(self, &item)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                next = vm.next(iterator)?;
            }
            self.put(&[many]);
            if count < BATCH {
                return Ok(());
            }
        }
    }
}

fn text_of(vm: &Vm, value: &Value) -> PyResult<Str> {
    Str::from_value(value)
        .ok_or_else(|| vm.type_error(format!("a name must be a str, not {}", vm.type_name(value))))
}

/// The attribute at the end of a dotted path; `None` if there is none.
pub(super) fn deep_attribute(vm: &Vm, module: &Value, path: &[&str]) -> PyResult<Option<Value>> {
    let mut at = module.clone();
    for name in path {
        match vm.attr_opt(&at, name)? {
            Some(next) => at = next,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// The name of a module as its functions have it: in CPython another str object than the one that
/// its types have, which shows in the memo.
fn function_module(vm: &Vm, name: &Str) -> Str {
    #[derive(Default)]
    struct Names(RefCell<HashMap<Str, Str>>);
    let names = vm.state::<Names>();
    let mut names = names.0.borrow_mut();
    names
        .entry(name.clone())
        .or_insert_with(|| Str::new(name.to_string()))
        .clone()
}

/// The name of the module that an object is found in.
pub(super) fn which_module(vm: &Vm, value: &Value, path: &[&str]) -> PyResult<Str> {
    if let Some(name) = vm.attr_opt(value, "__module__")?
        && let Some(name) = Str::from_value(&name)
    {
        return Ok(match value.payload() {
            Some(Payload::NativeFunction(_)) => function_module(vm, &name),
            _ => name,
        });
    }
    for (name, module) in vm.modules.pairs() {
        let Some(name) = Str::from_value(&name) else {
            continue;
        };
        if matches!(name.as_str(), Some("__main__" | "__mp_main__")) || module.is_none() {
            continue;
        }
        if let Ok(Some(found)) = deep_attribute(vm, &module, path)
            && found.is(value)
        {
            return Ok(name);
        }
    }
    Ok(Str::intern("__main__"))
}
