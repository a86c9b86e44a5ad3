//! What the loop does rarely, out of its way: the slow forms of operators, names, building.
//!
//! A slow form reads its operands as the fast one would have, writes its result to `dst` itself,
//! and empties the registers that the flags say.

use std::rc::Rc;

use super::Vm;
use super::fiber::{Window, discard, put, read};
use super::run_operators::Tested;
use crate::compile::code::{Code, CodeKind, GlobalSite};
use crate::compile::op::*;
use crate::object::function::FunctionCore;
use crate::object::{
    Dict, Exc, List, Object, Payload, PyResult, Set, SetData, Str, StrData, Value,
};

pub(super) fn new_cell(content: Value) -> Value {
    Value::heap(Object::tracked(Payload::Cell(std::cell::RefCell::new(
        content,
    ))))
}

pub(super) fn join_strings(parts: &[Value]) -> Value {
    let mut text = String::new();
    for part in parts {
        match part.payload() {
            Some(Payload::Str(s)) => match s.as_str() {
                Some(s) => text.push_str(s),
                None => {
                    let points: Vec<u32> = parts
                        .iter()
                        .filter_map(Str::from_value)
                        .flat_map(|s| s.code_points())
                        .collect();
                    return Value::from_code_points(&points);
                }
            },
            _ => continue,
        }
    }
    text.into()
}

pub(super) fn list_to_tuple(list: Value) -> Value {
    match list.payload() {
        Some(Payload::List(items)) => {
            let items = items.take();
            Value::tuple(items)
        }
        _ => list,
    }
}

pub(super) fn clear_taken(vm: &Vm, regs: &mut Window, flags: u8, pairs: &[(u8, Reg)]) {
    for &(bit, reg) in pairs {
        if flags & bit != 0 {
            let old = regs[reg as usize].take();
            if old.is_heap() {
                discard(vm, old);
            }
        }
    }
}

impl Vm {
    /// A method of a program's class that must run first is handed back; its arguments lie from
    /// register `at` on.
    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    #[inline(never)]
    pub(super) fn slow_binary(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if op == BinaryOp::Add && (dst == a || flags & TAKE_A != 0) && a != b {
            // A string that nobody else refers to grows in place.
            let (left, right) = (&regs[a as usize], &regs[b as usize]);
            if let (Some(l), Some(r)) = (left.as_obj(), right.as_obj())
                && Rc::strong_count(l) == 1
                && matches!((l.raw(), r.raw()), (Payload::Str(_), Payload::Str(_)))
            {
                let mut value = regs[a as usize].take();
                if let Some(grown) = grow_string(&mut value, &regs[b as usize]) {
                    clear_taken(self, regs, flags, &[(TAKE_B, b)]);
                    put(self, &mut regs[dst as usize], grown);
                    return Ok(None);
                }
                regs[a as usize] = value;
            }
        }
        if let Some(mixed) = mixed_floats(op, &regs[a as usize], &regs[b as usize]) {
            put(self, &mut regs[dst as usize], Value::float(mixed));
            return Ok(None);
        }
        if is_instance(&regs[a as usize]) || is_instance(&regs[b as usize]) {
            let right = regs[b as usize].clone();
            let entered = self.binary_frame(regs, at, op, a, &right, flags & INPLACE != 0);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let (left, right) = (&regs[a as usize], &regs[b as usize]);
        let result = if flags & INPLACE != 0 {
            self.inplace(op, left, right)
        } else {
            self.binary(op, left, right)
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)?;
        Ok(None)
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    #[inline(never)]
    pub(super) fn slow_binary_imm(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        let right = Value::int(i64::from(value));
        if is_instance(&regs[a as usize]) {
            let entered = self.binary_frame(regs, at, op, a, &right, flags & INPLACE != 0);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let result = if flags & INPLACE != 0 {
            self.inplace(op, &regs[a as usize], &right)
        } else {
            self.binary(op, &regs[a as usize], &right)
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a)], result)?;
        Ok(None)
    }

    /// Empty the operands that the flags say, then write the result.
    pub(super) fn finish(
        &self,
        regs: &mut Window,
        dst: Reg,
        flags: u8,
        operands: &[(u8, Reg)],
        result: PyResult<Value>,
    ) -> PyResult<()> {
        clear_taken(self, regs, flags, operands);
        put(self, &mut regs[dst as usize], result?);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn slow_unary(
        &self,
        regs: &mut Window,
        op: UnaryOp,
        dst: Reg,
        a: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[a as usize]) {
            let name = match op {
                UnaryOp::Neg => &self.names.neg,
                UnaryOp::Pos => &self.names.pos,
                UnaryOp::Invert => &self.names.invert,
            };
            let entered = self.method_frame(regs, at, a, name, []);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let result = self.unary(op, &regs[a as usize]);
        self.finish(regs, dst, flags, &[(TAKE_A, a)], result)?;
        Ok(None)
    }

    #[inline(never)]
    pub(super) fn slow_truth(&self, regs: &mut Window, a: Reg, flags: u8) -> PyResult<bool> {
        let result = self.is_true(&regs[a as usize]);
        clear_taken(self, regs, flags, &[(TAKE_A, a)]);
        result
    }

    #[inline(never)]
    pub(super) fn slow_compare(
        &self,
        regs: &mut Window,
        op: CompareOp,
        a: Reg,
        b: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Tested> {
        if is_instance(&regs[a as usize]) {
            let right = regs[b as usize].clone();
            if let Some(core) = self.compare_frame(regs, at, op, a, &right) {
                return Ok(Tested::Enter(core));
            }
        }
        let (left, right) = (&regs[a as usize], &regs[b as usize]);
        let result = match super::ops::quick_compare(op, left, right) {
            Some(known) => Ok(known),
            None => self.compare_bool(left, right, op),
        };
        clear_taken(self, regs, flags, &[(TAKE_A, a), (TAKE_B, b)]);
        result.map(Tested::Known)
    }

    #[inline(never)]
    pub(super) fn slow_compare_imm(
        &self,
        regs: &mut Window,
        op: CompareOp,
        a: Reg,
        value: i8,
        flags: u8,
        at: u8,
    ) -> PyResult<Tested> {
        let right = Value::int(i64::from(value));
        if is_instance(&regs[a as usize])
            && let Some(core) = self.compare_frame(regs, at, op, a, &right)
        {
            return Ok(Tested::Enter(core));
        }
        let result = self.compare_bool(&regs[a as usize], &right, op);
        clear_taken(self, regs, flags, &[(TAKE_A, a)]);
        result.map(Tested::Known)
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    #[inline(never)]
    pub(super) fn slow_compare_value(
        &self,
        regs: &mut Window,
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[a as usize]) {
            let right = regs[b as usize].clone();
            let entered = self.compare_frame(regs, at, op, a, &right);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let result = self.compare(op, &regs[a as usize], &regs[b as usize]);
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)?;
        Ok(None)
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    #[inline(never)]
    pub(super) fn slow_contains(
        &self,
        regs: &mut Window,
        dst: Reg,
        a: Reg,
        b: Reg,
        negate: bool,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[b as usize]) {
            let item = |regs: &Window| regs[a as usize].clone();
            let entered = self.method_frame(regs, at, b, &self.names.contains, [&item]);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let (container, item) = (&regs[b as usize], &regs[a as usize]);
        let known = match container.as_obj().map(|o| o.raw()) {
            Some(Payload::Dict(data)) => data.borrow().quick_find(item).map(|e| e.is_some()),
            Some(Payload::Set(data)) => data.borrow().quick_has(item),
            Some(Payload::FrozenSet(data)) => data.set.quick_has(item),
            Some(Payload::Str(text)) => has_letter(text, item),
            _ => None,
        };
        let result = match known {
            Some(found) => Ok(found),
            None => self.contains(container, item),
        };
        let result = result.map(|found| Value::bool(found != negate));
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)?;
        Ok(None)
    }

    // ---- names ----------------------------------------------------------------------------

    #[cold]
    pub(super) fn unbound_local(&self, name: &Str) -> Exc {
        self.exception(
            &self.types.unbound_local_error,
            format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ),
        )
        .with_field("name", name.value())
    }

    #[cold]
    pub(super) fn unbound_cell(&self, code: &Code, cell: Reg, name: &Str) -> Exc {
        // The cell of a class's name for itself is the methods', not a variable of its body.
        let free =
            code.kind == CodeKind::Class || code.locals.iter().any(|l| l.reg == cell && l.free);
        if !free {
            return self.unbound_local(name);
        }
        self.name_error_text(format!(
            "cannot access free variable '{name}' where it is not associated with a value in \
             enclosing scope"
        ))
        .with_field("name", name.value())
    }

    /// A global that is not where it was last found.
    #[inline(never)]
    pub(super) fn slow_load_global(
        &self,
        core: &FunctionCore,
        site: &GlobalSite,
    ) -> PyResult<Value> {
        if let Some(value) = super::run::quick_global(core, site) {
            return Ok(value);
        }
        let globals = core.globals.borrow();
        let here = Rc::as_ptr(core.globals.obj());
        if let Some(at) = globals.find_str(&site.name) {
            site.index.set(at as u32);
            return Ok(globals.entries()[at].value.clone());
        }
        let builtins = core.builtins.borrow();
        match builtins.find_str(&site.name) {
            Some(at) => {
                site.index.set(u32::MAX);
                site.absent_from.set(here);
                site.absent_inserts.set(globals.inserts());
                site.builtin_index.set(at as u32);
                Ok(builtins.entries()[at].value.clone())
            }
            None => {
                drop(globals);
                Err(self.name_error(&site.name))
            }
        }
    }

    /// Set a global; the old value is handed back.
    pub(super) fn store_global(&self, globals: &Dict, site: &GlobalSite, value: Value) -> Value {
        let mut data = globals.borrow_mut();
        let at = site.index.get() as usize;
        let hit = data.entries().get(at).is_some_and(|e| {
            e.key
                .as_obj()
                .is_some_and(|k| Rc::ptr_eq(k, site.name.obj()))
        });
        if hit {
            return data.replace(at, value);
        }
        match data.find_str(&site.name) {
            Some(at) => {
                site.index.set(at as u32);
                data.replace(at, value)
            }
            None => {
                site.index.set(data.entries().len() as u32);
                data.push(site.name.text_hash(), site.name.value(), value);
                Value::UNSET
            }
        }
    }

    #[inline(never)]
    pub(super) fn slow_load_name(
        &self,
        namespace: &Value,
        core: &FunctionCore,
        site: &GlobalSite,
    ) -> PyResult<Value> {
        match Dict::exact(namespace) {
            Some(dict) => {
                if let Some(value) = dict.get_str(&site.name) {
                    return Ok(value);
                }
            }
            None => match self.get_item(namespace, &site.name.value()) {
                Ok(value) => return Ok(value),
                Err(e) if self.is_instance_of(&e, &self.types.key_error) => {}
                Err(e) => return Err(e),
            },
        }
        // Builtins of a program's own kind of dict are asked by its methods.
        if Dict::exact(&core.builtins.value()).is_none()
            && core.globals.get_str(&site.name).is_none()
        {
            return match self.get_item(&core.builtins.value(), &site.name.value()) {
                Err(e) if self.is_instance_of(&e, &self.types.key_error) => {
                    Err(self.name_error(&site.name))
                }
                found => found,
            };
        }
        self.slow_load_global(core, site)
    }

    pub(super) fn store_name(&self, namespace: &Value, name: &Str, value: Value) -> PyResult<()> {
        match Dict::exact(namespace) {
            Some(dict) => {
                let old = dict.set_str(name, value);
                drop(old);
                Ok(())
            }
            None => self.set_item(namespace, &name.value(), value),
        }
    }

    pub(super) fn delete_name(&self, namespace: &Value, name: &Str) -> PyResult<()> {
        match Dict::exact(namespace) {
            Some(dict) => dict
                .remove_str(name)
                .map(drop)
                .ok_or_else(|| self.name_error(name)),
            None => self.delete_item(namespace, &name.value()),
        }
    }

    pub(super) fn load_class_cell(
        &self,
        namespace: &Value,
        cell: &Value,
        name: &Str,
    ) -> PyResult<Value> {
        match Dict::exact(namespace) {
            Some(dict) => {
                if let Some(value) = dict.get_str(name) {
                    return Ok(value);
                }
            }
            None => match self.get_item(namespace, &name.value()) {
                Ok(value) => return Ok(value),
                Err(e) if self.is_instance_of(&e, &self.types.key_error) => {}
                Err(e) => return Err(e),
            },
        }
        match cell.payload() {
            Some(Payload::Cell(content)) if content.borrow().is_set() => {
                Ok(content.borrow().clone())
            }
            _ => Err(self
                .name_error_text(format!(
                    "cannot access free variable '{name}' where it is not associated with a \
                     value in enclosing scope"
                ))
                .with_field("name", name.value())),
        }
    }

    /// A builtin by name.
    pub fn builtin(&self, name: &str) -> PyResult<Value> {
        let name = Str::intern(name);
        self.builtins
            .get_str(&name)
            .ok_or_else(|| self.name_error(&name))
    }

    /// `__build_class__` of the builtins that a frame sees.
    pub(super) fn load_build_class(&self, core: &FunctionCore) -> PyResult<Value> {
        let found = core.builtins.get_str(&Str::intern("__build_class__"));
        found.ok_or_else(|| self.name_error_text("__build_class__ not found"))
    }

    // ---- iteration and building ---------------------------------------------------------------

    /// Advance an iterator: whether there was an item. At the end the register is emptied.
    #[inline(never)]
    pub(super) fn slow_for_iter(
        &self,
        regs: &mut Window,
        dst: Reg,
        iter: Reg,
        at: u8,
    ) -> PyResult<Tested> {
        if is_instance(&regs[iter as usize])
            && let Some(core) = self.method_frame(regs, at, iter, &self.names.next, [])
        {
            return Ok(Tested::Enter(core));
        }
        match self.next(&regs[iter as usize])? {
            Some(item) => {
                put(self, &mut regs[dst as usize], item);
                Ok(Tested::Known(true))
            }
            None => {
                let old = regs[iter as usize].take();
                discard(self, old);
                Ok(Tested::Known(false))
            }
        }
    }

    pub(super) fn build_set(&self, items: Vec<Value>) -> PyResult<Value> {
        let set = Set::new(Default::default());
        for item in items {
            set.add(self, item)?;
        }
        Ok(set.into())
    }

    pub(super) fn build_dict(&self, items: Vec<Value>) -> PyResult<Value> {
        let dict = Dict::from_data(crate::object::DictData::with_capacity(items.len() / 2));
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            dict.set(self, key, value)?;
        }
        Ok(dict.into())
    }

    pub(super) fn list_extend(&self, list: &Value, iterable: &Value) -> PyResult<()> {
        let Some(list) = List::from_value(list) else {
            return Ok(());
        };
        let class = self.class_of(iterable);
        if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
            return Err(self.type_error(format!(
                "Value after * must be an iterable, not {}",
                class.display_name()
            )));
        }
        let items = self.collect(iterable)?;
        list.borrow_mut().extend(items);
        Ok(())
    }

    pub(super) fn set_add(&self, set: &Value, value: Value) -> PyResult<()> {
        match Set::from_value(set) {
            Some(set) => set.add(self, value).map(drop),
            None => Ok(()),
        }
    }

    pub(super) fn set_update(&self, set: &Value, iterable: &Value, flags: u8) -> PyResult<()> {
        let Some(set) = Set::from_value(set) else {
            return Ok(());
        };
        if flags & CONSTANTS != 0 {
            // CPython's compiler makes a frozenset of them, and that one anew when it merges equal
            // constants; a display that is not only iterated over is filled from it.
            let (mut made, mut again) = (SetData::default(), SetData::default());
            self.iterate(iterable, |item| made.add(self, item).map(drop))?;
            for (key, hash) in made.iter() {
                again.insert_new(key.clone(), hash);
            }
            if flags & ITERATED != 0 {
                set.replace(again);
            } else {
                set.borrow_mut().copy_into_empty(&again);
            }
            return Ok(());
        }
        self.iterate(iterable, |item| set.add(self, item).map(drop))
    }

    pub(super) fn dict_insert(&self, dict: &Value, key: Value, value: Value) -> PyResult<()> {
        match Dict::from_value(dict) {
            Some(dict) => dict.set(self, key, value).map(drop),
            None => Ok(()),
        }
    }

    pub(super) fn dict_update(&self, dict: &Value, mapping: &Value) -> PyResult<()> {
        let Some(dict) = Dict::from_value(dict) else {
            return Ok(());
        };
        for (key, value) in self.mapping_pairs(mapping)? {
            dict.set(self, key, value)?;
        }
        Ok(())
    }

    /// The pairs of a mapping: a dict, or an object with `keys()` and `__getitem__`.
    pub fn mapping_pairs(&self, mapping: &Value) -> PyResult<Vec<(Value, Value)>> {
        if let Some(dict) = Dict::from_value(mapping)
            && self
                .class_of(mapping)
                .lookup_owner(&Str::intern("__iter__"))
                .is_some_and(|(owner, _)| owner == self.types.dict)
        {
            // A subclass's own `__getitem__` is not asked, if it iterates as a dict does.
            return Ok(dict.pairs());
        }
        let Some(keys) = self.attr_opt(mapping, "keys")? else {
            return Err(self.type_error(format!(
                "'{}' object is not a mapping",
                self.type_name(mapping)
            )));
        };
        let keys = self.call(&keys, &mut [])?;
        let mut pairs = Vec::new();
        self.iterate(&keys, |key| {
            let value = self.get_item(mapping, &key)?;
            pairs.push((key, value));
            Ok(())
        })?;
        Ok(pairs)
    }

    /// The name of a callable in the errors of calls: "f()" or "module.f()".
    pub(super) fn callee_name(&self, callable: &Value) -> String {
        match callable.payload() {
            Some(Payload::Function(f)) => {
                let qualname = f
                    .qualname
                    .borrow()
                    .clone()
                    .unwrap_or_else(|| f.core.code.qualname.clone());
                match f.module.borrow().as_str() {
                    Some(module) if module != "builtins" => format!("{module}.{qualname}()"),
                    _ => format!("{qualname}()"),
                }
            }
            Some(Payload::BoundMethod(f, _)) => self.callee_name(f),
            Some(Payload::NativeFunction(f)) => format!("{}()", f.def.display_name()),
            Some(Payload::Type(t)) => {
                let module = t.module.borrow();
                match module.as_str() {
                    Some("builtins") | None => format!("{}()", t.qualname.borrow()),
                    Some(module) => format!("{module}.{}()", t.qualname.borrow()),
                }
            }
            // CPython shows the object itself.
            _ => match self.str(callable) {
                Ok(shown) => shown.to_string(),
                Err(_) => format!("{} object", self.type_name(callable)),
            },
        }
    }

    pub(super) fn dict_merge(
        &self,
        dict: &Value,
        mapping: &Value,
        callable: &Value,
    ) -> PyResult<()> {
        let Some(dict) = Dict::from_value(dict) else {
            return Ok(());
        };
        let pairs = match self.mapping_pairs(mapping) {
            Ok(pairs) => pairs,
            Err(e)
                if Dict::from_value(mapping).is_none()
                    && self.is_instance_of(&e, &self.types.type_error)
                    && self.attr_opt(mapping, "keys")?.is_none() =>
            {
                return Err(self.type_error(format!(
                    "{} argument after ** must be a mapping, not {}",
                    self.callee_name(callable),
                    self.type_name(mapping)
                )));
            }
            Err(e) => return Err(e),
        };
        for (key, value) in pairs {
            if dict.contains(self, &key)? {
                return Err(self.type_error(format!(
                    "{} got multiple values for keyword argument '{}'",
                    self.callee_name(callable),
                    self.display(&key)?
                )));
            }
            dict.set(self, key, value)?;
        }
        Ok(())
    }

    #[inline(never)]
    pub(super) fn unpack_sequence(
        &self,
        regs: &mut Window,
        value: Value,
        first: Reg,
        count: usize,
    ) -> PyResult<()> {
        let first = first as usize;
        if let Some(Payload::Tuple(t)) = value.as_obj().map(|o| o.raw())
            && t.len() == count
        {
            for (slot, item) in regs[first..first + count].iter_mut().zip(t.iter()) {
                put(self, slot, item.clone());
            }
        } else {
            let items = self.unpacked(&value, count)?;
            for (slot, item) in regs[first..first + count].iter_mut().zip(items) {
                put(self, slot, item);
            }
        }
        discard(self, value);
        Ok(())
    }

    /// The items of an iterable that has just so many.
    fn unpacked(&self, value: &Value, count: usize) -> PyResult<Vec<Value>> {
        let exact = match value.as_obj().map(|o| o.raw()) {
            Some(Payload::Tuple(t)) => Some(t.to_vec()),
            Some(Payload::List(l)) => Some(l.borrow().clone()),
            _ => None,
        };
        let items =
            match exact {
                Some(items) => {
                    if items.len() > count {
                        return Err(self
                            .value_error(format!("too many values to unpack (expected {count})")));
                    }
                    items
                }
                None => {
                    self.check_unpackable(value)?;
                    let iterator = self.iter(value)?;
                    let mut items = Vec::new();
                    while items.len() < count {
                        match self.next(&iterator)? {
                            Some(item) => items.push(item),
                            None => break,
                        }
                    }
                    if items.len() == count && self.next(&iterator)?.is_some() {
                        return Err(self
                            .value_error(format!("too many values to unpack (expected {count})")));
                    }
                    items
                }
            };
        if items.len() < count {
            return Err(self.value_error(format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            )));
        }
        Ok(items)
    }

    pub(super) fn unpack_starred(
        &self,
        regs: &mut Window,
        value: Value,
        first: Reg,
        before: u8,
        after: u8,
    ) -> PyResult<()> {
        let all = self.unpacked_starred(&value, before as usize, after as usize)?;
        let at = first as usize;
        for (slot, item) in regs[at..].iter_mut().zip(all) {
            put(self, slot, item);
        }
        Ok(())
    }

    /// The `before` first items, a list of the rest, the `after` last ones.
    fn unpacked_starred(&self, value: &Value, before: usize, after: usize) -> PyResult<Vec<Value>> {
        self.check_unpackable(value)?;
        let mut items = self.collect(value)?;
        if items.len() < before + after {
            return Err(self.value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            )));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(Value::from(middle));
        items.extend(tail);
        Ok(items)
    }

    fn check_unpackable(&self, value: &Value) -> PyResult<()> {
        let class = self.class_of(value);
        if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
            return Err(self.type_error(format!(
                "cannot unpack non-iterable {} object",
                class.display_name()
            )));
        }
        Ok(())
    }

    /// [`Op::UnpackMany`]
    pub(super) fn unpack_many(
        &self,
        regs: &mut Window,
        dst: Reg,
        src: Reg,
        flags: u8,
        shape: u32,
    ) -> PyResult<()> {
        let value = read(regs, src, flags & TAKE_A != 0);
        let (count, star) = (shape as usize & MANY, shape >> 22);
        let items = match star.checked_sub(1) {
            Some(before) => {
                let after = count.saturating_sub(before as usize + 1);
                self.unpacked_starred(&value, before as usize, after)?
            }
            None => self.unpacked(&value, count)?,
        };
        discard(self, value);
        put(self, &mut regs[dst as usize], items.into());
        Ok(())
    }

    #[inline(never)]
    pub(super) fn slow_format(
        &self,
        regs: &mut Window,
        dst: Reg,
        src: Reg,
        spec: Reg,
        conversion: Conversion,
        flags: u8,
    ) -> PyResult<()> {
        let spec_text = if spec == 255 {
            None
        } else {
            let taken = regs[spec as usize].clone();
            Str::from_value(&taken)
        };
        let value = &regs[src as usize];
        let result = (|| {
            let converted = match conversion {
                Conversion::None => value.clone(),
                Conversion::Str => self.str(value)?.into(),
                Conversion::Repr => self.repr(value)?.into(),
                Conversion::Ascii => self.ascii(value)?.into(),
            };
            self.format(&converted, spec_text.as_ref()).map(Value::from)
        })();
        if spec != 255 && flags & TAKE_B != 0 {
            let old = regs[spec as usize].take();
            drop(old);
        }
        self.finish(regs, dst, flags, &[(TAKE_A, src)], result)
    }
}

/// Whether a value is a plain instance of a program's class.
#[inline]
pub(super) fn is_instance(value: &Value) -> bool {
    matches!(value.as_obj().map(|o| o.raw()), Some(Payload::Instance(_)))
}

/// Append to a string that nobody else refers to.
/// Whether a string has another of one ASCII letter in it; `None` for other operands.
#[inline]
fn has_letter(text: &StrData, item: &Value) -> Option<bool> {
    let Payload::Str(letter) = item.as_obj()?.raw() else {
        return None;
    };
    match letter.as_str()?.as_bytes() {
        [letter] => Some(text.as_str()?.as_bytes().contains(letter)),
        _ => None,
    }
}

/// The four operations on a float and an int, in either order; the loop does those on two floats.
#[inline]
fn mixed_floats(op: BinaryOp, a: &Value, b: &Value) -> Option<f64> {
    let (x, y) = match (a.as_float(), b.as_float()) {
        (Some(x), None) => (x, b.as_small_int()? as f64),
        (None, Some(y)) => (a.as_small_int()? as f64, y),
        _ => return None,
    };
    match op {
        BinaryOp::Add => Some(x + y),
        BinaryOp::Sub => Some(x - y),
        BinaryOp::Mul => Some(x * y),
        BinaryOp::TrueDiv if y != 0.0 => Some(x / y),
        _ => None,
    }
}

fn grow_string(left: &mut Value, right: &Value) -> Option<Value> {
    let mut value = left.take();
    let grown = (|| {
        let tail = match right.as_obj()?.raw() {
            Payload::Str(s) => s,
            _ => return None,
        };
        let obj = value.obj_mut()?;
        let object = Rc::get_mut(obj)?;
        match object.raw_mut() {
            Payload::Str(data) => {
                StrData::push(data, tail);
                Some(())
            }
            _ => None,
        }
    })();
    match grown {
        Some(()) => Some(value),
        None => {
            *left = value;
            None
        }
    }
}
