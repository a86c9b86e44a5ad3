//! What the loop does rarely, out of its way: slow forms of instructions, calls that need
//! preparation, unwinding, the comings and goings of generators.
//!
//! A slow form reads its operands as the fast one would have, writes its result to `dst` itself,
//! and empties the registers that the flags say.

use std::rc::Rc;

use super::run::{Fiber, Frame, FrameKind, Outcome, Window, call_native, discard, empty, put};
use super::{FrameInfo, FrameSnapshot, Vm};
use crate::compile::code::{AttrHit, AttrSite, Code, CodeKind, GlobalSite};
use crate::compile::op::*;
use crate::native::{Args, NativeKind};
use crate::object::exception::TraceEntry;
use crate::object::function::{FunctionCore, PropertyData};
use crate::object::generator::{GeneratorData, GeneratorState};
use crate::object::{
    Class, Dict, Exc, FINALIZERS_WAIT, Function, Kind, List, Object, Payload, PyResult, Set, Str,
    StrData, Tuple, Value, class,
};

/// What a call came to.
pub(super) enum Prepared {
    /// A native did it.
    Done(Value),
    /// Run a frame whose registers begin at the register given.
    Enter(Rc<FunctionCore>, u32, FrameKind, Value),
    /// The loop has to add what it knows of the callers.
    Frames(Box<FramesCall>),
}

/// What `yield from` got from an iterator.
pub(super) enum Next {
    Yielded(Value),
    Finished(Value),
}

/// A call of a native that asks for its callers' frames, the arguments in registers.
pub(super) struct FramesCall {
    callee: Value,
    first: usize,
    count: usize,
    names: Vec<Str>,
    wants: Frames,
}

/// What a native asks to know of its callers ([`Vm::snapshot`], [`Vm::callers`]).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Frames {
    Nothing,
    /// The caller and its variables.
    Caller,
    /// All frames, so that what it runs can see them too.
    All,
    /// All frames with their variables.
    Variables,
}

fn wanted_frames(name: &str) -> Frames {
    match name {
        "globals" | "locals" | "vars" | "dir" | "super" | "type" => Frames::Caller,
        "eval" | "exec" | "breakpoint" | "__build_class__" | "_getframemodulename"
        | "__import__" | "import_module" | "explain" | "namedtuple" | "NamedTuple" | "NewType"
        | "TypeVar" | "TypedDict" | "TypeAliasType" | "ParamSpec" | "TypeVarTuple" | "warn" => Frames::All,
        "_getframe" | "_current_frames" | "_getframes" => Frames::Variables,
        _ => Frames::Nothing,
    }
}

fn native_wants(def: &crate::native::NativeDef) -> Frames {
    match def.kind {
        NativeKind::Function => wanted_frames(def.name()),
        _ => Frames::Nothing,
    }
}

/// `exec` and `eval` run in the caller's variables.
fn callee_reads_locals(callee: &Value) -> bool {
    match callee.payload() {
        Some(Payload::NativeFunction(f)) => f.def.kind == NativeKind::Function,
        _ => false,
    }
}

fn ask_frames(
    callee: Value,
    first: usize,
    count: usize,
    names: &[Str],
    wants: Frames,
) -> Prepared {
    Prepared::Frames(Box::new(FramesCall {
        callee,
        first,
        count,
        names: names.to_vec(),
        wants,
    }))
}

pub(super) fn new_cell(content: Value) -> Value {
    Value::heap(Object::tracked(Payload::Cell(std::cell::RefCell::new(
        content,
    ))))
}

/// The names of keyword arguments: a tuple constant.
pub(super) fn keyword_names(code: &Code, index: u32) -> Vec<Str> {
    match code.constants[index as usize].payload() {
        Some(Payload::Tuple(names)) => names.iter().filter_map(Str::from_value).collect(),
        _ => Vec::new(),
    }
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

fn clear_taken(vm: &Vm, regs: &mut Window, flags: u8, pairs: &[(u8, Reg)]) {
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
    // ---- operators ------------------------------------------------------------------------

    #[inline(never)]
    pub(super) fn slow_binary(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    ) -> PyResult<()> {
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
                    return Ok(());
                }
                regs[a as usize] = value;
            }
        }
        let (left, right) = (&regs[a as usize], &regs[b as usize]);
        let result = if flags & INPLACE != 0 {
            self.inplace(op, left, right)
        } else {
            self.binary(op, left, right)
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
    }

    #[inline(never)]
    pub(super) fn slow_binary_imm(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    ) -> PyResult<()> {
        let right = Value::int(i64::from(value));
        let result = if flags & INPLACE != 0 {
            self.inplace(op, &regs[a as usize], &right)
        } else {
            self.binary(op, &regs[a as usize], &right)
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a)], result)
    }

    /// Empty the operands that the flags say, then write the result.
    fn finish(
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
    ) -> PyResult<()> {
        let result = self.unary(op, &regs[a as usize]);
        self.finish(regs, dst, flags, &[(TAKE_A, a)], result)
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
    ) -> PyResult<bool> {
        let (left, right) = (&regs[a as usize], &regs[b as usize]);
        let result = match super::run::quick(op, left, right) {
            Some(known) => Ok(known),
            None => self.compare_bool(left, right, op),
        };
        clear_taken(self, regs, flags, &[(TAKE_A, a), (TAKE_B, b)]);
        result
    }

    #[inline(never)]
    pub(super) fn slow_compare_imm(
        &self,
        regs: &mut Window,
        op: CompareOp,
        a: Reg,
        value: i8,
        flags: u8,
    ) -> PyResult<bool> {
        let result = self.compare_bool(&regs[a as usize], &Value::int(i64::from(value)), op);
        clear_taken(self, regs, flags, &[(TAKE_A, a)]);
        result
    }

    #[inline(never)]
    pub(super) fn slow_compare_value(
        &self,
        regs: &mut Window,
        op: CompareOp,
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    ) -> PyResult<()> {
        let result = self.compare(op, &regs[a as usize], &regs[b as usize]);
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
    }

    #[inline(never)]
    pub(super) fn slow_contains(
        &self,
        regs: &mut Window,
        dst: Reg,
        a: Reg,
        b: Reg,
        negate: bool,
        flags: u8,
    ) -> PyResult<()> {
        let result = self.contains(&regs[b as usize], &regs[a as usize]);
        let result = result.map(|found| Value::bool(found != negate));
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
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
        let free = code.locals.iter().any(|l| l.reg == cell && l.free);
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
        let globals = core.globals.borrow();
        let here = Rc::as_ptr(core.globals.obj());
        if site.absent_from.get() == here && site.absent_inserts.get() == globals.inserts() {
            let builtins = core.builtins.borrow();
            if let Some(entry) = builtins.entries().get(site.builtin_index.get() as usize)
                && entry
                    .key
                    .as_obj()
                    .is_some_and(|k| Rc::ptr_eq(k, site.name.obj()))
            {
                return Ok(entry.value.clone());
            }
        }
        if let Some(at) = globals.find_str(&site.name) {
            site.index.set(at as u32);
            return Ok(globals.entries()[at].value.clone());
        }
        let builtins = core.builtins.borrow();
        match builtins.find_str(&site.name) {
            Some(at) => {
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

    // ---- iteration and building ---------------------------------------------------------------

    /// Advance an iterator: whether there was an item. At the end the register is emptied.
    #[inline(never)]
    pub(super) fn slow_for_iter(&self, regs: &mut Window, dst: Reg, iter: Reg) -> PyResult<bool> {
        match self.next(&regs[iter as usize])? {
            Some(item) => {
                put(self, &mut regs[dst as usize], item);
                Ok(true)
            }
            None => {
                let old = regs[iter as usize].take();
                discard(self, old);
                Ok(false)
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

    pub(super) fn set_update(&self, set: &Value, iterable: &Value) -> PyResult<()> {
        let Some(set) = Set::from_value(set) else {
            return Ok(());
        };
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
        if let Some(dict) = Dict::exact(mapping) {
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
    fn callee_name(&self, callable: &Value) -> String {
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
            _ => format!("{} object", self.type_name(callable)),
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
        let exact = match value.as_obj().map(|o| o.raw()) {
            Some(Payload::Tuple(t)) => Some(t.to_vec()),
            Some(Payload::List(l)) => Some(l.borrow().clone()),
            _ => None,
        };
        let items = match exact {
            Some(items) => {
                if items.len() > count {
                    return Err(self.value_error(
                        format!(
                            "too many values to unpack (expected {count}, got {})",
                            items.len()
                        )
                        .replace(&format!(", got {}", items.len()), ""),
                    ));
                }
                items
            }
            None => {
                let class = self.class_of(&value);
                if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
                    return Err(self.type_error(format!(
                        "cannot unpack non-iterable {} object",
                        class.display_name()
                    )));
                }
                let iterator = self.iter(&value)?;
                let mut items = Vec::with_capacity(count);
                while items.len() < count {
                    match self.next(&iterator)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                if items.len() == count && self.next(&iterator)?.is_some() {
                    return Err(
                        self.value_error(format!("too many values to unpack (expected {count})"))
                    );
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
        for (slot, item) in regs[first..first + count].iter_mut().zip(items) {
            put(self, slot, item);
        }
        discard(self, value);
        Ok(())
    }

    pub(super) fn unpack_starred(
        &self,
        regs: &mut Window,
        value: Value,
        first: Reg,
        before: u8,
        after: u8,
    ) -> PyResult<()> {
        let class = self.class_of(&value);
        if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
            return Err(self.type_error(format!(
                "cannot unpack non-iterable {} object",
                class.display_name()
            )));
        }
        let (before, after) = (before as usize, after as usize);
        let mut items = self.collect(&value)?;
        if items.len() < before + after {
            return Err(self.value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            )));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let at = first as usize;
        let all = items.into_iter().chain([Value::from(middle)]).chain(tail);
        for (slot, item) in regs[at..].iter_mut().zip(all) {
            put(self, slot, item);
        }
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

    // ---- items and attributes -------------------------------------------------------------------

    #[inline(never)]
    pub(super) fn slow_get_item(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        index: Reg,
        flags: u8,
    ) -> PyResult<()> {
        let (container, key) = (&regs[obj as usize], &regs[index as usize]);
        let result = if let Some(Payload::Dict(data)) = container.as_obj().map(|o| o.raw())
            && let Some(Payload::Str(_)) = key.as_obj().map(|o| o.raw())
            && let Some(name) = Str::from_value(key)
        {
            let data = data.borrow();
            match data.find_str(&name) {
                Some(at) => Ok(data.entries()[at].value.clone()),
                None => {
                    drop(data);
                    self.get_item(container, key)
                }
            }
        } else {
            self.get_item(container, key)
        };
        self.finish(regs, dst, flags, &[(TAKE_A, obj), (TAKE_B, index)], result)
    }

    #[inline(never)]
    pub(super) fn slow_get_item_imm(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        value: i32,
        flags: u8,
    ) -> PyResult<()> {
        let result = self.get_item(&regs[obj as usize], &Value::int(i64::from(value)));
        self.finish(regs, dst, flags, &[(TAKE_A, obj)], result)
    }

    #[inline(never)]
    pub(super) fn slow_set_item(
        &self,
        regs: &mut Window,
        obj: Reg,
        index: Reg,
        val: Reg,
        flags: u8,
    ) -> PyResult<()> {
        let value = if flags & TAKE_C != 0 {
            regs[val as usize].take()
        } else {
            regs[val as usize].clone()
        };
        let (container, key) = (&regs[obj as usize], &regs[index as usize]);
        let result = match Dict::exact(container) {
            Some(dict) => match dict.set(self, key.clone(), value) {
                Ok(old) => {
                    if let Some(old) = old
                        && old.is_heap()
                    {
                        discard(self, old);
                    }
                    Ok(())
                }
                Err(e) => Err(e),
            },
            None => self.set_item(container, key, value),
        };
        clear_taken(self, regs, flags, &[(TAKE_A, obj), (TAKE_B, index)]);
        if FINALIZERS_WAIT.get() {
            self.run_finalizers();
        }
        result
    }

    #[inline(never)]
    pub(super) fn slow_get_attr(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        flags: u8,
        site: &AttrSite,
    ) -> PyResult<()> {
        self.learn_get(&regs[obj as usize], site);
        let object = &regs[obj as usize];
        let result = match (object.payload(), site.hit.get()) {
            (Some(Payload::Module(m)), AttrHit::Module(at)) => {
                let data = m.dict.borrow();
                match data.entries().get(at as usize) {
                    Some(e) if e.key.is(&site.name.value()) => Ok(e.value.clone()),
                    _ => {
                        drop(data);
                        self.get_attr(object, &site.name)
                    }
                }
            }
            _ => self.get_attr(object, &site.name),
        };
        self.finish(regs, dst, flags, &[(TAKE_A, obj)], result)
    }

    /// Remember where an attribute of an instance is, for the next time.
    fn learn_get(&self, object: &Value, site: &AttrSite) {
        let Some(obj) = object.as_obj() else { return };
        match obj.raw() {
            Payload::Instance(attributes) => {
                let attributes = attributes.borrow();
                let class = &attributes.shape.class;
                if !class.plain_get.get() || attributes.shape.is_dict {
                    return;
                }
                let in_class = class.lookup(&site.name);
                let hit = match (&in_class, attributes.shape.find(&site.name)) {
                    (None, Some(slot)) => AttrHit::Slot(slot as u32),
                    (Some(value), slot) => match value.as_obj().map(|o| o.raw()) {
                        Some(Payload::Property(p)) => {
                            let getter = p.get.borrow().clone();
                            match getter.as_obj().map(|o| o.raw()) {
                                Some(Payload::Function(f)) if f.core.simple == 1 => {
                                    site.value.replace(getter.clone());
                                    AttrHit::Getter
                                }
                                _ => return,
                            }
                        }
                        Some(Payload::Function(_)) => match slot {
                            Some(slot) => AttrHit::Slot(slot as u32),
                            None => return,
                        },
                        _ => return,
                    },
                    (None, None) => return,
                };
                site.hit.set(hit);
                site.shape_id.set(Rc::as_ptr(&attributes.shape) as usize);
                site.shape.replace(Some(attributes.shape.clone()));
                site.epoch.set(class::epoch());
            }
            Payload::Module(m) => {
                if let Some(at) = m.dict.borrow().find_str(&site.name)
                    && self.types.module.lookup(&site.name).is_none()
                {
                    site.hit.set(AttrHit::Module(at as u32));
                    site.shape_id.set(0);
                }
            }
            _ => {}
        }
    }

    #[inline(never)]
    pub(super) fn slow_set_attr(
        &self,
        regs: &mut Window,
        obj: Reg,
        val: Reg,
        flags: u8,
        site: &AttrSite,
    ) -> PyResult<()> {
        let value = if flags & TAKE_C != 0 {
            regs[val as usize].take()
        } else {
            regs[val as usize].clone()
        };
        let object = regs[obj as usize].clone();
        let before = match object.as_obj().map(|o| o.raw()) {
            Some(Payload::Instance(a)) => Some(a.borrow().shape.clone()),
            _ => None,
        };
        let result = self.set_attr(&object, &site.name, value);
        if let (Ok(()), Some(before)) = (&result, before) {
            self.learn_set(&object, site, before);
        }
        clear_taken(self, regs, flags, &[(TAKE_A, obj)]);
        discard(self, object);
        result
    }

    fn learn_set(&self, object: &Value, site: &AttrSite, before: Rc<crate::object::Shape>) {
        let Some(Payload::Instance(attributes)) = object.as_obj().map(|o| o.raw()) else {
            return;
        };
        let attributes = attributes.borrow();
        let class = &attributes.shape.class;
        if before.is_dict
            || attributes.shape.is_dict
            || !class.plain_set.get()
            || class.lookup(&site.name).is_some()
        {
            return;
        }
        let Some(slot) = attributes.shape.find(&site.name) else {
            return;
        };
        site.shape_id.set(Rc::as_ptr(&before) as usize);
        site.epoch.set(class::epoch());
        if Rc::ptr_eq(&before, &attributes.shape) {
            site.hit.set(AttrHit::Slot(slot as u32));
        } else if slot == before.keys().len() {
            site.hit.set(AttrHit::Transition(slot as u32));
            site.next_shape.replace(Some(attributes.shape.clone()));
        } else {
            site.hit.set(AttrHit::None);
        }
        site.shape.replace(Some(before));
    }

    #[inline(never)]
    pub(super) fn slow_load_method(
        &self,
        regs: &mut Window,
        base: Reg,
        obj: Reg,
        flags: u8,
        site: &AttrSite,
    ) -> PyResult<()> {
        let object = if flags & TAKE_A != 0 {
            regs[obj as usize].take()
        } else {
            regs[obj as usize].clone()
        };
        let base = base as usize;
        match self.find_method(&object, site) {
            Some(method) => {
                put(self, &mut regs[base], method);
                put(self, &mut regs[base + 1], object);
            }
            None => {
                self.learn_get(&object, site);
                let value = self.get_attr(&object, &site.name)?;
                put(self, &mut regs[base], value);
                put(self, &mut regs[base + 1], Value::UNSET);
                discard(self, object);
            }
        }
        Ok(())
    }

    /// The plain method that an attribute is, if it is one, remembered for the next time.
    fn find_method(&self, object: &Value, site: &AttrSite) -> Option<Value> {
        let obj = object.as_obj()?;
        let is_method = |v: &Value| match v.as_obj().map(|o| o.raw()) {
            Some(Payload::Function(_)) => true,
            Some(Payload::NativeFunction(f)) => {
                matches!(f.def.kind, NativeKind::Method | NativeKind::SlotWrapper)
            }
            _ => false,
        };
        match obj.raw() {
            Payload::Instance(attributes) => {
                let attributes = attributes.borrow();
                let class = attributes.shape.class.clone();
                if !class.plain_get.get() || attributes.get(&site.name).is_some() {
                    return None;
                }
                let method = class.lookup(&site.name).filter(is_method)?;
                if !attributes.shape.is_dict {
                    site.hit.set(AttrHit::Method);
                    site.shape_id.set(Rc::as_ptr(&attributes.shape) as usize);
                    site.shape.replace(Some(attributes.shape.clone()));
                    site.epoch.set(class::epoch());
                    site.value.replace(method.clone());
                }
                Some(method)
            }
            Payload::Extended(e) => {
                let class = e.attributes.borrow().shape.class.clone();
                if !class.plain_get.get()
                    || matches!(
                        e.base,
                        Payload::Type(_) | Payload::Module(_) | Payload::Super(_)
                    )
                    || e.attributes.borrow().get(&site.name).is_some()
                {
                    return None;
                }
                class.lookup(&site.name).filter(is_method)
            }
            Payload::Type(_)
            | Payload::Module(_)
            | Payload::Super(_)
            | Payload::Function(_)
            | Payload::Exception(_)
            | Payload::BoundMethod(..) => None,
            payload => {
                let class = self.class_of_obj(obj);
                if class.slots.get_attr.get().is_some_and(|f| {
                    !std::ptr::fn_addr_eq(
                        f,
                        Vm::generic_get_attr as crate::object::class::GetAttrFn,
                    )
                }) {
                    return None;
                }
                let method = class.lookup(&site.name).filter(is_method)?;
                if obj.own_class().is_none() {
                    // Iterators and generators share a payload among several classes.
                    if !matches!(
                        payload,
                        Payload::Iterator(_) | Payload::Generator(_) | Payload::DictView(_)
                    ) {
                        site.hit.set(AttrHit::BuiltinMethod);
                        site.kind.set(Some(std::mem::discriminant(payload)));
                        site.value.replace(method.clone());
                    }
                } else if class.is_native && matches!(payload, Payload::Native(_)) {
                    site.hit.set(AttrHit::NativeMethod);
                    site.shape_id.set(class.id());
                    site.value.replace(method.clone());
                }
                Some(method)
            }
        }
    }

    pub(super) fn slow_load_special(
        &self,
        regs: &mut Window,
        base: Reg,
        obj: Reg,
        special: Special,
        flags: u8,
    ) -> PyResult<()> {
        let object = if flags & TAKE_A != 0 {
            regs[obj as usize].take()
        } else {
            regs[obj as usize].clone()
        };
        let name = match special {
            Special::Enter => "__enter__",
            Special::Exit => "__exit__",
            Special::AsyncEnter => "__aenter__",
            Special::AsyncExit => "__aexit__",
        };
        let class = self.class_of(&object);
        let Some(found) = class.lookup(&Str::intern(name)) else {
            return Err(self.no_context_manager(&class, special));
        };
        let base = base as usize;
        if matches!(found.as_obj().map(|o| o.raw()), Some(Payload::Function(_)))
            || matches!(found.payload(), Some(Payload::NativeFunction(f))
                if matches!(f.def.kind, NativeKind::Method | NativeKind::SlotWrapper))
        {
            put(self, &mut regs[base], found);
            put(self, &mut regs[base + 1], object);
        } else {
            let bound = self.bind(found, Some(&object), &class)?;
            put(self, &mut regs[base], bound);
            put(self, &mut regs[base + 1], Value::UNSET);
        }
        Ok(())
    }

    fn no_context_manager(&self, class: &Class, special: Special) -> Exc {
        let has = |name: &str| class.lookup(&Str::intern(name)).is_some();
        let (kind, other, missing) = match special {
            Special::Enter => (
                "context manager",
                "asynchronous context manager",
                "__enter__",
            ),
            Special::Exit => (
                "context manager",
                "asynchronous context manager",
                "__exit__",
            ),
            Special::AsyncEnter => (
                "asynchronous context manager",
                "context manager",
                "__aenter__",
            ),
            Special::AsyncExit => (
                "asynchronous context manager",
                "context manager",
                "__aexit__",
            ),
        };
        let is_async = matches!(special, Special::AsyncEnter | Special::AsyncExit);
        let (enter, exit) = if is_async {
            ("__aenter__", "__aexit__")
        } else {
            ("__enter__", "__exit__")
        };
        let name = class.display_name();
        // CPython looks for `__enter__` first, whichever is asked for first here.
        let missing = if !has(enter) {
            enter
        } else if !has(exit) {
            exit
        } else {
            missing
        };
        let mut message = format!("'{name}' object does not support the {kind} protocol");
        if missing == exit {
            message.push_str(&format!(" (missed {exit} method)"));
        } else {
            let (other_enter, other_exit, word) = if is_async {
                ("__enter__", "__exit__", "with")
            } else {
                ("__aenter__", "__aexit__", "async with")
            };
            if has(other_enter) && has(other_exit) {
                message = format!(
                    "'{name}' object does not support the {kind} protocol, but it supports the \
                     {other} protocol. Did you mean to use '{word}'?"
                );
            }
        }
        self.type_error(message)
    }

    // ---- calls ------------------------------------------------------------------------------

    /// Bring the callee and its arguments of [`Op::LoadMethod`] together: where nothing was bound,
    /// the callee moves up next to its arguments. Returns the callee's register.
    #[inline]
    pub(super) fn settle_method(&self, regs: &mut Window, base: usize, bound: bool) -> usize {
        if bound {
            return base;
        }
        let callee = regs[base].take();
        regs[base + 1] = callee;
        base + 1
    }

    /// A getter's frame, its instance in place.
    pub(super) fn enter_getter(
        &self,
        regs: &mut Window,
        site: &AttrSite,
        this: Value,
        at: u8,
    ) -> PyResult<Prepared> {
        let getter = site.value.borrow().clone();
        match getter.as_obj().map(|o| o.raw()) {
            Some(Payload::Function(f)) if (at as usize) < regs.len() => {
                put(self, &mut regs[at as usize], this);
                Ok(Prepared::Enter(
                    f.core.clone(),
                    u32::from(at),
                    FrameKind::Call,
                    Value::UNSET,
                ))
            }
            _ => self.call(&getter, &mut [this]).map(Prepared::Done),
        }
    }

    /// A call whose callee is in register `base`, followed by its arguments.
    pub(super) fn prepare_call(
        &self,
        regs: &mut Window,
        base: usize,
        count: usize,
        names: &[Str],
    ) -> PyResult<Prepared> {
        let callee = regs[base].take();
        let Some(obj) = callee.as_obj() else {
            clear_run(self, regs, base + 1, count);
            return Err(self.not_callable(&callee));
        };
        match obj.raw() {
            Payload::NativeFunction(f) => {
                let wants = native_wants(&f.def);
                if wants != Frames::Nothing {
                    return Ok(ask_frames(callee, base + 1, count, names, wants));
                }
                let result = call_native(self, &f.def, regs, base + 1, count, names);
                discard(self, callee);
                result.map(Prepared::Done)
            }
            Payload::Function(f) => {
                if f.core.simple as usize == count && names.is_empty() {
                    return Ok(Prepared::Enter(
                        f.core.clone(),
                        base as u32 + 1,
                        FrameKind::Call,
                        Value::UNSET,
                    ));
                }
                let Some(function) = Function::from_obj(obj) else {
                    return Err(self.not_callable(&callee));
                };
                let args = Args {
                    values: &mut regs[base + 1..base + 1 + count],
                    names,
                };
                let bound = self.bind_arguments(&function, args);
                clear_run(self, regs, base + 1, count);
                self.enter_bound(regs, &function, bound?, base + 1)
            }
            Payload::BoundMethod(function, this) => {
                let (function, this) = (function.clone(), this.clone());
                discard(self, callee);
                // The instance takes the callee's register, right before the arguments.
                regs[base] = this;
                self.prepare_found(regs, function, base, count + 1, names)
            }
            Payload::Type(_) => {
                let Some(class) = Class::from_obj(obj) else {
                    return Err(self.not_callable(&callee));
                };
                self.prepare_class(regs, class, base, count, names)
            }
            // A callable object may run any code.
            _ => Ok(ask_frames(callee, base + 1, count, names, Frames::All)),
        }
    }

    /// A call of `callee` with its arguments at `first`.
    #[allow(
        clippy::too_many_arguments,
        reason = "the loop's state, spread out on purpose"
    )]
    fn prepare_found(
        &self,
        regs: &mut Window,
        callee: Value,
        first: usize,
        count: usize,
        names: &[Str],
    ) -> PyResult<Prepared> {
        match callee.as_obj().map(|o| o.raw()) {
            Some(Payload::Function(f)) => {
                if f.core.simple as usize == count && names.is_empty() {
                    return Ok(Prepared::Enter(
                        f.core.clone(),
                        first as u32,
                        FrameKind::Call,
                        Value::UNSET,
                    ));
                }
                let Some(function) = Function::from_value(&callee) else {
                    return Err(self.not_callable(&callee));
                };
                let args = Args {
                    values: &mut regs[first..first + count],
                    names,
                };
                let bound = self.bind_arguments(&function, args);
                clear_run(self, regs, first, count);
                self.enter_bound(regs, &function, bound?, first)
            }
            Some(Payload::NativeFunction(f)) => {
                let wants = native_wants(&f.def);
                if wants != Frames::Nothing {
                    return Ok(ask_frames(callee, first, count, names, wants));
                }
                call_native(self, &f.def, regs, first, count, names).map(Prepared::Done)
            }
            _ => Ok(ask_frames(callee, first, count, names, Frames::All)),
        }
    }

    /// Bound arguments become the first registers of the callee's frame, or of a generator.
    fn enter_bound(
        &self,
        regs: &mut Window,
        function: &Function,
        bound: Vec<Value>,
        first: usize,
    ) -> PyResult<Prepared> {
        if function.core.code.is_generator_like() {
            return Ok(Prepared::Done(GeneratorData::make(
                function.core.clone(),
                function.name(),
                function.qualname(),
                bound,
            )));
        }
        if first + bound.len() > regs.len() {
            return self
                .run_code(function.core.clone(), bound)
                .map(Prepared::Done);
        }
        for (slot, value) in regs[first..].iter_mut().zip(bound) {
            put(self, slot, value);
        }
        Ok(Prepared::Enter(
            function.core.clone(),
            first as u32,
            FrameKind::Call,
            Value::UNSET,
        ))
    }

    /// A call of a class: for plain classes with an `__init__` of the program, its frame.
    #[allow(
        clippy::too_many_arguments,
        reason = "the loop's state, spread out on purpose"
    )]
    fn prepare_class(
        &self,
        regs: &mut Window,
        class: Class,
        base: usize,
        count: usize,
        names: &[Str],
    ) -> PyResult<Prepared> {
        if class.is_plain_constructor(self)
            && let Some((owner, init)) = class.cached_init()
            && !owner.is_native
            && let Some(Payload::Function(_)) = init.as_obj().map(|o| o.raw())
        {
            let instance = super::dunder::new_instance(&class);
            regs[base] = instance.clone();
            return match self.prepare_found(regs, init, base, count + 1, names)? {
                Prepared::Enter(core, first, _, _) => {
                    Ok(Prepared::Enter(core, first, FrameKind::Init, instance))
                }
                Prepared::Done(value) => {
                    if !value.is_none() {
                        return Err(self.type_error(format!(
                            "__init__() should return None, not '{}'",
                            self.type_name(&value)
                        )));
                    }
                    Ok(Prepared::Done(instance))
                }
                other @ Prepared::Frames(_) => Ok(other),
            };
        }
        let callee = class.value();
        let wants = if class == self.types.super_ || class == self.types.type_ && count != 1 {
            Frames::Caller
        } else if class.is_native {
            Frames::Nothing
        } else {
            Frames::All
        };
        if wants != Frames::Nothing {
            return Ok(ask_frames(callee, base + 1, count, names, wants));
        }
        let args = Args {
            values: &mut regs[base + 1..base + 1 + count],
            names,
        };
        let result = self.call_args(&callee, args);
        clear_run(self, regs, base + 1, count);
        result.map(Prepared::Done)
    }

    /// A call of a native that asks for its callers' frames. `below` are the registers under the
    /// running frame's, `callers` the frames that they belong to.
    #[cold]
    pub(super) fn call_with_frames(
        &self,
        regs: &mut Window,
        below: &[Value],
        callers: &[Frame],
        core: &Rc<FunctionCore>,
        pc: usize,
        call: FramesCall,
    ) -> PyResult<Value> {
        let FramesCall {
            callee,
            first,
            count,
            names,
            wants,
        } = call;
        let locals = match wants {
            Frames::Caller | Frames::Variables => self.frame_locals(core, regs),
            _ if callee_reads_locals(&callee) => self.frame_locals(core, regs),
            _ => Dict::new(),
        };
        let mut frames = vec![FrameInfo {
            core: core.clone(),
            pc: pc as u32 - 1,
            locals: Some(locals.clone()),
        }];
        if wants != Frames::Caller {
            frames.extend(self.caller_frames(below, callers, wants == Frames::Variables));
        }
        let args = Args {
            values: &mut regs[first..first + count],
            names: &names,
        };
        self.snapshots
            .borrow_mut()
            .push(FrameSnapshot { frames, locals });
        let result = self.call_args(&callee, args);
        let popped = self.snapshots.borrow_mut().pop();
        drop(popped);
        discard(self, callee);
        clear_run(self, regs, first, count);
        result
    }

    /// What there is to know of frames that wait for their callee, the innermost first.
    fn caller_frames(&self, below: &[Value], callers: &[Frame], variables: bool) -> Vec<FrameInfo> {
        let info = |frame: &Frame| FrameInfo {
            core: frame.core.clone(),
            pc: frame.pc.saturating_sub(1),
            locals: variables.then(|| {
                let registers = below.get(frame.base as usize..).unwrap_or(&[]);
                self.frame_locals(&frame.core, registers)
            }),
        };
        callers.iter().rev().map(info).collect()
    }

    /// Import for the statement, so that the module's code can see who imports it.
    #[cold]
    pub(super) fn import_with_frames(
        &self,
        callers: &[Frame],
        core: &Rc<FunctionCore>,
        pc: usize,
        name: &Str,
        fromlist: &Value,
        level: i64,
    ) -> PyResult<Value> {
        let mut frames = vec![FrameInfo {
            core: core.clone(),
            pc: pc as u32 - 1,
            locals: None,
        }];
        frames.extend(self.caller_frames(&[], callers, false));
        self.snapshots.borrow_mut().push(FrameSnapshot {
            frames,
            locals: Dict::new(),
        });
        let result = self.import_name(name, &core.globals, fromlist, level);
        let popped = self.snapshots.borrow_mut().pop();
        drop(popped);
        result
    }

    /// The variables of a frame: the namespace of a module or class, a new dict for a function.
    pub(crate) fn frame_locals(&self, core: &FunctionCore, regs: &[Value]) -> Dict {
        let code = &core.code;
        if code.namespace || code.kind == CodeKind::Class {
            if let Some(dict) = regs.first().and_then(Dict::from_value) {
                return dict;
            }
        } else if code.kind == CodeKind::Module {
            return core.globals.clone();
        }
        let dict = Dict::new();
        for local in &code.locals {
            let value = match regs.get(local.reg as usize) {
                Some(value) => match value.payload() {
                    Some(Payload::Cell(content)) if local.cell => content.borrow().clone(),
                    _ => value.clone(),
                },
                None => continue,
            };
            if value.is_set() {
                dict.set_str(&local.name, value);
            }
        }
        dict
    }

    pub(super) fn prepare_spread(
        &self,
        regs: &mut Window,
        base: usize,
        kwargs: bool,
    ) -> PyResult<Prepared> {
        let callee = regs[base].take();
        let positional = regs[base + 1].take();
        let keywords = if kwargs {
            regs[base + 2].take()
        } else {
            Value::UNSET
        };
        let mut values = match Tuple::from_value(&positional) {
            Some(tuple) => tuple.to_vec(),
            None => {
                let class = self.class_of(&positional);
                if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
                    return Err(self.type_error(format!(
                        "{} argument after * must be an iterable, not {}",
                        self.callee_name(&callee),
                        class.display_name()
                    )));
                }
                self.collect(&positional)?
            }
        };
        let mut names = Vec::new();
        if let Some(dict) = Dict::from_value(&keywords) {
            for (key, value) in dict.pairs() {
                match Str::from_value(&key) {
                    Some(name) => names.push(name),
                    None => return Err(self.type_error("keywords must be strings")),
                }
                values.push(value);
            }
        }
        let count = values.len();
        if base + 1 + count < regs.len() {
            regs[base] = callee;
            for (slot, value) in regs[base + 1..].iter_mut().zip(values) {
                put(self, slot, value);
            }
            return self.prepare_call(regs, base, count, &names);
        }
        self.call_args(
            &callee,
            Args {
                values: &mut values,
                names: &names,
            },
        )
        .map(Prepared::Done)
    }

    pub(super) fn make_function(
        &self,
        regs: &mut Window,
        core: &FunctionCore,
        code: &Value,
        first: Reg,
        parts: u8,
    ) -> Value {
        let Some(Payload::Code(code)) = code.payload() else {
            return Value::NONE;
        };
        let mut at = first as usize;
        let mut part = |bit: u8| {
            if parts & bit == 0 {
                return Value::UNSET;
            }
            at += 1;
            regs[at - 1].take()
        };
        let defaults = part(MAKE_DEFAULTS);
        let kw_defaults = part(MAKE_KWDEFAULTS);
        let annotations = part(MAKE_ANNOTATIONS);
        let closure = part(MAKE_CLOSURE);
        let closure = Tuple::from_value(&closure).map_or(Vec::new(), |t| t.to_vec());
        let core = FunctionCore::new(
            code.clone(),
            core.globals.clone(),
            core.builtins.clone(),
            closure.into_boxed_slice(),
        );
        let function = Function::new(core);
        *function.defaults.borrow_mut() = Tuple::from_value(&defaults);
        *function.kw_defaults.borrow_mut() = Dict::from_value(&kw_defaults);
        *function.annotations.borrow_mut() = Dict::from_value(&annotations);
        function.into()
    }

    // ---- running from Rust ----------------------------------------------------------------------

    /// Run a function's code with its first registers given, to the end.
    pub(crate) fn run_code(
        &self,
        core: Rc<FunctionCore>,
        registers: Vec<Value>,
    ) -> PyResult<Value> {
        if core.code.is_generator_like() {
            let (name, qualname) = (core.code.name.clone(), core.code.qualname.clone());
            return Ok(GeneratorData::make(core, name, qualname, registers));
        }
        let frame = Frame {
            core,
            pc: 0,
            base: 0,
            dst: 0,
            kind: FrameKind::Base,
        };
        match self.run_nested(frame, registers)? {
            Outcome::Returned(value) | Outcome::Yielded(value) => Ok(value),
            Outcome::Raised(exc) => Err(exc),
            Outcome::Preempted(_) | Outcome::Waiting(..) => {
                Err(self.system_error("a nested frame was suspended"))
            }
        }
    }

    /// Run a frame on a stack of its own.
    fn run_nested(&self, frame: Frame, registers: Vec<Value>) -> PyResult<Outcome> {
        self.nested_tick()?;
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        if fiber.stack.len() < registers.len().max(super::run::WINDOW) {
            fiber.stack.resize(2 * super::run::WINDOW, Value::UNSET);
        }
        for (slot, value) in fiber.stack.iter_mut().zip(registers) {
            *slot = value;
        }
        let below = self.frames_below.get();
        if below + 1 >= self.recursion_limit.get() {
            for slot in &mut fiber.stack {
                slot.take();
            }
            self.fibers.borrow_mut().push(fiber);
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.frames_below.set(below + 1);
        let outcome = self.nested(|| Ok(self.run(&mut fiber, frame, false)), "");
        self.frames_below.set(below);
        fiber.frames.clear();
        fiber.extras.clear();
        if self.fibers.borrow().len() < 64 {
            self.fibers.borrow_mut().push(fiber);
        }
        outcome
    }

    /// A frame that is no plain call has returned: the frame to go on with, or the loop's outcome.
    #[inline(never)]
    pub(super) fn return_from(
        &self,
        fiber: &mut Fiber,
        frame: Frame,
        value: Value,
    ) -> Result<Frame, Outcome> {
        let extra = match frame.kind.has_extra() {
            true => fiber.extras.pop().unwrap_or_default(),
            false => Value::UNSET,
        };
        if !matches!(
            frame.kind,
            FrameKind::Base | FrameKind::Call | FrameKind::Init
        ) {
            self.finish_generator(&extra);
        }
        let popped = match frame.kind {
            FrameKind::Base | FrameKind::Resumed => None,
            _ => fiber.frames.pop(),
        };
        let Some(mut caller) = popped else {
            return Err(Outcome::Returned(value));
        };
        let dst = caller.base as usize + frame.dst as usize;
        match frame.kind {
            FrameKind::Base | FrameKind::Resumed | FrameKind::Call => {
                put(self, &mut fiber.stack[dst], value);
            }
            FrameKind::Init if value.is_none() => put(self, &mut fiber.stack[dst], extra),
            FrameKind::Init => {
                let exc = self.type_error(format!(
                    "__init__() should return None, not '{}'",
                    self.type_name(&value)
                ));
                return self
                    .unwind(fiber, caller, exc, true)
                    .map_err(Outcome::Raised);
            }
            FrameKind::For => {
                if let Some(Op::ForIter { iter, offset, .. }) =
                    caller.core.code.ops.get(caller.pc as usize - 1)
                {
                    let at = caller.base as usize + *iter as usize;
                    empty(self, &mut fiber.stack[at]);
                    caller.pc = (i64::from(caller.pc) + i64::from(*offset)) as u32;
                }
            }
            FrameKind::Delegate => {
                if let Some(Op::YieldFrom { iter, .. }) =
                    caller.core.code.ops.get(caller.pc as usize - 1)
                {
                    let at = caller.base as usize + *iter as usize;
                    empty(self, &mut fiber.stack[at]);
                }
                put(self, &mut fiber.stack[dst], value);
            }
        }
        Ok(caller)
    }

    /// A generator's frame yields: the frame to go on with, or the loop's outcome.
    pub(super) fn yield_from_frame(
        &self,
        fiber: &mut Fiber,
        frame: Frame,
        value: Value,
    ) -> Result<Frame, Outcome> {
        let mut frame = frame;
        loop {
            self.rest_generator(fiber, &frame);
            let popped = match frame.kind {
                FrameKind::For | FrameKind::Delegate => fiber.frames.pop(),
                _ => None,
            };
            let Some(mut caller) = popped else {
                return Err(Outcome::Yielded(value));
            };
            if frame.kind == FrameKind::For {
                let dst = caller.base as usize + frame.dst as usize;
                put(self, &mut fiber.stack[dst], value);
                return Ok(caller);
            }
            // What the inner generator yields, the outer one yields, and it will run its
            // `yield from` again.
            caller.pc -= 1;
            frame = caller;
        }
    }

    // ---- generators ---------------------------------------------------------------------------

    /// Put a generator's frame on the stack. `sent` is the value of the `yield` that it waits at.
    pub(super) fn wake_generator(
        &self,
        fiber: &mut Fiber,
        generator: Value,
        base: u32,
        dst: Reg,
        kind: FrameKind,
        sent: Value,
    ) -> PyResult<Frame> {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Err(self.type_error("not a generator"));
        };
        if g.state.get() == GeneratorState::Created && !sent.is_none() && sent.is_set() {
            return Err(self.type_error(format!(
                "can't send non-None value to a just-started {}",
                self.generator_word(g)
            )));
        }
        let mut rest = g.frame.borrow_mut();
        let Some(rest) = rest.as_mut() else {
            return Err(self.runtime_error("generator has no frame"));
        };
        let at = base as usize;
        let needed = at + 2 * super::run::WINDOW;
        if fiber.stack.len() < needed {
            let wanted = needed.max(fiber.stack.len() * 2);
            fiber.stack.resize(wanted, Value::UNSET);
        }
        for (slot, value) in fiber.stack[at..].iter_mut().zip(&mut rest.registers) {
            std::mem::swap(slot, value);
        }
        if g.state.get() == GeneratorState::Suspended
            && let Some(Op::Yield { dst, .. } | Op::YieldFrom { sent: dst, .. }) =
                yield_op(&rest.core.code, rest.pc)
        {
            let value = if sent.is_unset() { Value::NONE } else { sent };
            put(self, &mut fiber.stack[at + dst as usize], value);
        }
        g.state.set(GeneratorState::Running);
        let caller = self.handling.borrow().clone();
        if rest.handling.is_set() {
            self.handling.replace(rest.handling.take());
        }
        rest.caller_handling = caller;
        fiber.extras.push(generator.clone());
        Ok(Frame {
            core: rest.core.clone(),
            pc: rest.pc,
            base,
            dst,
            kind,
        })
    }

    /// Take the frame of a generator that yields off the stack.
    pub(super) fn rest_generator(&self, fiber: &mut Fiber, frame: &Frame) {
        let generator = fiber.extras.pop().unwrap_or_default();
        let Some(Payload::Generator(g)) = generator.payload() else {
            return;
        };
        let mut rest = g.frame.borrow_mut();
        let Some(rest) = rest.as_mut() else { return };
        let at = frame.base as usize;
        for (slot, value) in fiber.stack[at..].iter_mut().zip(&mut rest.registers) {
            std::mem::swap(slot, value);
        }
        rest.pc = frame.pc;
        g.state.set(GeneratorState::Suspended);
        let caller = rest.caller_handling.take();
        let own = self.handling.borrow().clone();
        if !own.is(&caller) {
            rest.handling = own;
            self.handling.replace(caller);
        }
    }

    /// A generator's frame has returned or raised.
    pub(super) fn finish_generator(&self, generator: &Value) {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return;
        };
        g.state.set(GeneratorState::Finished);
        let rest = g.frame.take();
        if let Some(rest) = rest
            && rest.caller_handling.is_set()
        {
            self.handling.replace(rest.caller_handling.clone());
        }
    }

    fn generator_word(&self, g: &GeneratorData) -> &'static str {
        match g.kind.get() {
            Some(CodeKind::Coroutine) => "coroutine",
            Some(CodeKind::AsyncGenerator) => "async generator",
            _ => "generator",
        }
    }

    /// Resume a generator from Rust: what it yields, or `None` when it returns (the value is then
    /// in [`Vm::take_stop_value`]).
    pub fn resume(&self, generator: &Value, sent: Value) -> PyResult<Option<Value>> {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Err(self.type_error("not a generator"));
        };
        match g.state.get() {
            GeneratorState::Running => {
                return Err(
                    self.value_error(format!("{} already executing", self.generator_word(g)))
                );
            }
            GeneratorState::Finished => {
                if g.kind.get() == Some(CodeKind::Coroutine) {
                    return Err(self.runtime_error("cannot reuse already awaited coroutine"));
                }
                self.set_stop_value(Value::NONE);
                return Ok(None);
            }
            GeneratorState::Created | GeneratorState::Suspended => {}
        }
        self.nested_tick()?;
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        let frame = match self.wake_generator(
            &mut fiber,
            generator.clone(),
            0,
            0,
            FrameKind::Resumed,
            sent,
        ) {
            Ok(frame) => frame,
            Err(e) => {
                self.fibers.borrow_mut().push(fiber);
                return Err(e);
            }
        };
        self.drive(fiber, frame)
    }

    /// Run a woken generator until it yields, returns or raises.
    fn drive(&self, mut fiber: Fiber, frame: Frame) -> PyResult<Option<Value>> {
        let below = self.frames_below.get();
        let outcome = if below + 1 >= self.recursion_limit.get() {
            self.rest_generator(&mut fiber, &frame);
            Err(self.recursion_error("maximum recursion depth exceeded"))
        } else {
            self.frames_below.set(below + 1);
            let outcome = self.nested(|| Ok(self.run(&mut fiber, frame, false)), "");
            self.frames_below.set(below);
            outcome
        };
        fiber.frames.clear();
        fiber.extras.clear();
        if self.fibers.borrow().len() < 64 {
            self.fibers.borrow_mut().push(fiber);
        }
        match outcome? {
            Outcome::Yielded(value) => Ok(Some(value)),
            Outcome::Returned(value) => {
                self.set_stop_value(value);
                Ok(None)
            }
            Outcome::Raised(exc) => Err(exc),
            Outcome::Preempted(_) | Outcome::Waiting(..) => {
                Err(self.system_error("a nested frame was suspended"))
            }
        }
    }

    /// `generator.throw(exc)`: as [`Vm::resume`].
    pub fn throw(&self, generator: &Value, exc: Exc) -> PyResult<Option<Value>> {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Err(self.type_error("not a generator"));
        };
        match g.state.get() {
            GeneratorState::Running => {
                return Err(
                    self.value_error(format!("{} already executing", self.generator_word(g)))
                );
            }
            GeneratorState::Finished => return Err(exc),
            GeneratorState::Created | GeneratorState::Suspended => {}
        }
        // The exception goes to the innermost iterator of a `yield from` first.
        let inner = self.delegate_of(g);
        if let Some(inner) = inner {
            return self.throw_into_delegate(generator, &inner, exc);
        }
        let created = g.state.get() == GeneratorState::Created;
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        let frame = match self.wake_generator(
            &mut fiber,
            generator.clone(),
            0,
            0,
            FrameKind::Resumed,
            Value::NONE,
        ) {
            Ok(frame) => frame,
            Err(e) => {
                self.fibers.borrow_mut().push(fiber);
                return Err(e);
            }
        };
        let mut frame = frame;
        if created {
            frame.pc = 1;
        }
        match self.unwind(&mut fiber, frame, exc, true) {
            Ok(frame) => self.drive(fiber, frame),
            Err(exc) => {
                fiber.frames.clear();
                self.fibers.borrow_mut().push(fiber);
                Err(exc)
            }
        }
    }

    /// The iterator that a generator waits for in `yield from`.
    pub fn delegate_of(&self, g: &GeneratorData) -> Option<Value> {
        let frame = g.frame.borrow();
        let frame = frame.as_ref()?;
        if g.state.get() != GeneratorState::Suspended {
            return None;
        }
        match frame.core.code.ops.get(frame.pc as usize)? {
            Op::YieldFrom { iter, .. } => frame
                .registers
                .get(*iter as usize)
                .filter(|v| v.is_set())
                .cloned(),
            _ => None,
        }
    }

    fn throw_into_delegate(
        &self,
        generator: &Value,
        inner: &Value,
        exc: Exc,
    ) -> PyResult<Option<Value>> {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Err(exc);
        };
        g.state.set(GeneratorState::Running);
        let result = if self.is_instance_of(&exc, &self.types.generator_exit) {
            match self.close_iterator(inner) {
                Ok(()) => Err(exc),
                Err(e) => Err(e),
            }
        } else if let Some(Payload::Generator(_)) = inner.payload() {
            self.throw(inner, exc)
        } else {
            match self.attr_opt(inner, "throw")? {
                Some(throw) => match self.call(&throw, &mut [exc.value()]) {
                    Ok(value) => Ok(Some(value)),
                    Err(e) if self.is_instance_of(&e, &self.types.stop_iteration) => {
                        self.set_stop_value(e.field("value").unwrap_or(Value::NONE));
                        Ok(None)
                    }
                    Err(e) => Err(e),
                },
                None => Err(exc),
            }
        };
        g.state.set(GeneratorState::Suspended);
        match result {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => {
                let value = self.take_stop_value();
                // `yield from` is over: its value goes to its register, and the frame goes on.
                {
                    let mut frame = g.frame.borrow_mut();
                    if let Some(frame) = frame.as_mut()
                        && let Some(Op::YieldFrom { dst, iter, .. }) =
                            frame.core.code.ops.get(frame.pc as usize).copied()
                    {
                        frame.registers[iter as usize] = Value::UNSET;
                        frame.registers[dst as usize] = value;
                        frame.pc += 1;
                    }
                }
                self.resume_plain(generator)
            }
            Err(e) => {
                {
                    let mut frame = g.frame.borrow_mut();
                    if let Some(frame) = frame.as_mut()
                        && let Some(Op::YieldFrom { iter, .. }) =
                            frame.core.code.ops.get(frame.pc as usize).copied()
                    {
                        frame.registers[iter as usize] = Value::UNSET;
                        frame.pc += 1;
                    }
                }
                self.throw(generator, e)
            }
        }
    }

    /// Resume without sending: the frame does not wait at a `yield`.
    fn resume_plain(&self, generator: &Value) -> PyResult<Option<Value>> {
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        if let Some(Payload::Generator(g)) = generator.payload() {
            // As if it had not started: no register waits for a sent value.
            g.state.set(GeneratorState::Created);
        }
        match self.wake_generator(
            &mut fiber,
            generator.clone(),
            0,
            0,
            FrameKind::Resumed,
            Value::UNSET,
        ) {
            Ok(frame) => self.drive(fiber, frame),
            Err(e) => {
                self.fibers.borrow_mut().push(fiber);
                Err(e)
            }
        }
    }

    fn close_iterator(&self, iterator: &Value) -> PyResult<()> {
        if let Some(Payload::Generator(_)) = iterator.payload() {
            return self.close_generator(iterator);
        }
        match self.attr_opt(iterator, "close")? {
            Some(close) => self.call(&close, &mut []).map(drop),
            None => Ok(()),
        }
    }

    /// `generator.close()`; the return value of a generator that returns on it is in
    /// [`Vm::take_stop_value`].
    pub fn close_generator(&self, generator: &Value) -> PyResult<()> {
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Ok(());
        };
        self.set_stop_value(Value::NONE);
        match g.state.get() {
            GeneratorState::Finished => return Ok(()),
            GeneratorState::Created => {
                g.state.set(GeneratorState::Finished);
                let frame = g.frame.take();
                drop(frame);
                return Ok(());
            }
            GeneratorState::Running | GeneratorState::Suspended => {}
        }
        let exit = self.exception_with(&self.types.generator_exit, vec![]);
        match self.throw(generator, exit) {
            Ok(Some(_)) => Err(self.runtime_error("generator ignored GeneratorExit")),
            Ok(None) => Ok(()),
            Err(e)
                if self.is_instance_of(&e, &self.types.generator_exit)
                    || self.is_instance_of(&e, &self.types.stop_iteration) =>
            {
                Ok(())
            }
            Err(e) => Err(e),
        }
    }

    /// What `yield from value` iterates over.
    pub(super) fn yield_from_iter(&self, value: Value) -> PyResult<Value> {
        match value.payload() {
            Some(Payload::Generator(g)) if g.kind.get() == Some(CodeKind::Generator) => Ok(value),
            Some(Payload::Generator(_)) => Err(self
                .type_error("cannot 'yield from' a coroutine object in a non-coroutine generator")),
            _ => self.iter(&value),
        }
    }

    /// One step of `yield from` on any iterator.
    pub(super) fn delegate(&self, iterator: &Value, sent: Value) -> PyResult<Next> {
        let result = if let Some(Payload::Generator(_)) = iterator.payload() {
            self.resume(iterator, sent)
        } else if sent.is_none() || sent.is_unset() {
            self.next(iterator)
        } else {
            match self.call_method(iterator, "send", &mut [sent]) {
                Ok(value) => Ok(Some(value)),
                Err(e) if self.is_instance_of(&e, &self.types.stop_iteration) => {
                    self.set_stop_value(e.field("value").unwrap_or(Value::NONE));
                    Ok(None)
                }
                Err(e) => Err(e),
            }
        };
        match result? {
            Some(value) => Ok(Next::Yielded(value)),
            None => Ok(Next::Finished(self.take_stop_value())),
        }
    }

    pub(super) fn get_awaitable(&self, value: Value) -> PyResult<Value> {
        if let Some(Payload::Generator(g)) = value.payload()
            && g.kind.get() == Some(CodeKind::Coroutine)
        {
            return Ok(value);
        }
        match self.special_method(&value, "__await__")? {
            Some(method) => {
                let iterator = self.call(&method, &mut [])?;
                if self.class_of(&iterator).slots.next.get().is_none() {
                    return Err(self.type_error(format!(
                        "__await__() returned non-iterator of type '{}'",
                        self.type_name(&iterator)
                    )));
                }
                Ok(iterator)
            }
            None => Err(self.type_error(format!(
                "object {} can't be used in 'await' expression",
                self.type_name(&value)
            ))),
        }
    }

    pub(super) fn get_async_iter(&self, value: &Value) -> PyResult<Value> {
        match self.special_method(value, "__aiter__")? {
            Some(method) => self.call(&method, &mut []),
            None => Err(self.type_error(format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.type_name(value)
            ))),
        }
    }

    pub(super) fn get_async_next(&self, value: &Value) -> PyResult<Value> {
        match self.special_method(value, "__anext__")? {
            Some(method) => {
                let awaitable = self.call(&method, &mut [])?;
                self.get_awaitable(awaitable)
            }
            None => Err(self.type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                self.type_name(value)
            ))),
        }
    }

    // ---- exceptions -----------------------------------------------------------------------------

    /// The exception that `raise value` raises: an instance, or a class that is called.
    pub fn exception_to_raise(&self, value: &Value) -> PyResult<Exc> {
        if let Some(exc) = Exc::from_value(value) {
            return Ok(exc);
        }
        if let Some(class) = Class::from_value(value)
            && class.is_subclass_of(&self.types.base_exception)
        {
            let made = self.call(value, &mut [])?;
            return Exc::from_value(&made).ok_or_else(|| {
                self.type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr(value)
                        .map_or_else(|_| String::new(), |r| r.to_string()),
                    self.repr(&self.class_of(&made).value())
                        .map_or_else(|_| String::new(), |r| r.to_string())
                ))
            });
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    pub(super) fn raise_from(&self, value: &Value, cause: &Value) -> PyResult<Exc> {
        let exc = self.exception_to_raise(value)?;
        let cause = if cause.is_none() {
            Value::NONE
        } else {
            match Exc::from_value(cause) {
                Some(_) => cause.clone(),
                None if Class::from_value(cause)
                    .is_some_and(|c| c.is_subclass_of(&self.types.base_exception)) =>
                {
                    self.exception_to_raise(cause)?.into()
                }
                None => {
                    return Err(self.type_error("exception causes must derive from BaseException"));
                }
            }
        };
        exc.cause.replace(cause);
        exc.suppress_context.set(true);
        Ok(exc)
    }

    /// Whether `except class:` catches an exception.
    pub fn exception_matches(&self, exc: &Value, class: &Value) -> PyResult<bool> {
        let bad = || {
            self.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )
        };
        if let Some(tuple) = Tuple::from_value(class) {
            for item in tuple.iter() {
                match Class::from_value(item) {
                    Some(c) if c.is_subclass_of(&self.types.base_exception) => {}
                    _ => return Err(bad()),
                }
            }
            for item in tuple.iter() {
                if self.exception_matches(exc, item)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match Class::from_value(class) {
            Some(c) if c.is_subclass_of(&self.types.base_exception) => {
                Ok(self.class_of(exc).is_subclass_of(&c))
            }
            _ => Err(bad()),
        }
    }

    pub(super) fn exit_arguments(&self, regs: &mut Window, dst: Reg, exc: Value) {
        let at = dst as usize;
        let class = self.class_of(&exc).value();
        let traceback = match Exc::from_value(&exc) {
            Some(e) => self.traceback_object(&e),
            None => Value::NONE,
        };
        put(self, &mut regs[at], class);
        put(self, &mut regs[at + 1], exc);
        put(self, &mut regs[at + 2], traceback);
    }

    /// `except* class`: the part of an exception (group) that matches, and the rest.
    pub(super) fn split_group(&self, exc: &Value, class: &Value) -> PyResult<(Value, Value)> {
        if exc.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        let is_group = self.is_instance(exc, &self.types.base_exception_group);
        if self.exception_matches(exc, class)? {
            if is_group {
                return Ok((exc.clone(), Value::NONE));
            }
            let group = self.builtin("ExceptionGroup")?;
            let wrapped = self.call(&group, &mut [Value::str(""), vec![exc.clone()].into()])?;
            return Ok((wrapped, Value::NONE));
        }
        if !is_group {
            return Ok((Value::NONE, exc.clone()));
        }
        let pair = self.call_method(exc, "split", &mut [class.clone()])?;
        match Tuple::from_value(&pair) {
            Some(t) if t.len() == 2 => Ok((t[0].clone(), t[1].clone())),
            _ => Err(self.type_error("split() must return a 2-tuple")),
        }
    }

    /// Make `exc` know what was being handled when it was raised.
    fn set_context(&self, exc: &Exc) {
        let handling = self.handling.borrow().clone();
        let Some(context) = Exc::from_value(&handling) else {
            return;
        };
        if context.is(exc) {
            return;
        }
        // Break a cycle in the chain, as CPython does.
        let mut at = context.clone();
        loop {
            let next = at.context.borrow().clone();
            match Exc::from_value(&next) {
                Some(next) if next.is(exc) => {
                    at.context.replace(Value::NONE);
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
        exc.context.replace(handling);
    }

    /// An exception leaves the instruction before `frame.pc`: go to its handler, in this frame or
    /// a caller's. `fresh` exceptions get a context and a traceback entry in this frame.
    pub(super) fn unwind(
        &self,
        fiber: &mut Fiber,
        frame: Frame,
        exc: Exc,
        fresh: bool,
    ) -> Result<Frame, Exc> {
        let mut frame = frame;
        let mut exc = exc;
        let mut entry = fresh;
        if fresh {
            self.set_context(&exc);
        }
        loop {
            let at = frame.pc.saturating_sub(1);
            let code = frame.core.code.clone();
            if entry {
                let locals = self.locals_for_report(fiber, &frame, &exc);
                exc.traceback.borrow_mut().push(TraceEntry {
                    core: frame.core.clone(),
                    pc: at,
                    locals,
                    registers: None,
                });
            }
            entry = true;
            if let Some(handler) = code
                .handlers
                .iter()
                .find(|h| h.start <= at && at < h.end)
                .copied()
                && !self.tasks.limits.stopping.get()
            {
                let base = frame.base as usize;
                let end = base + code.registers as usize;
                for slot in &mut fiber.stack[base + handler.clear_from as usize..end] {
                    if slot.is_heap() {
                        discard(self, slot.take());
                    }
                }
                put(
                    self,
                    &mut fiber.stack[base + handler.exc as usize],
                    exc.value(),
                );
                frame.pc = handler.target;
                return Ok(frame);
            }
            self.keep_variables(fiber, &frame, &exc);
            self.clear_frame(fiber, &frame);
            let is_generator = matches!(
                frame.kind,
                FrameKind::For | FrameKind::Delegate | FrameKind::Resumed
            );
            if frame.kind.has_extra() {
                let extra = fiber.extras.pop().unwrap_or_default();
                if is_generator {
                    self.finish_generator(&extra);
                    exc = self.leave_generator(&frame, exc);
                }
                discard(self, extra);
            }
            match frame.kind {
                FrameKind::Base | FrameKind::Resumed => return Err(exc),
                _ => match fiber.frames.pop() {
                    Some(caller) => {
                        let delegate = frame.kind == FrameKind::Delegate;
                        frame = caller;
                        if delegate
                            && let Some(Op::YieldFrom { iter, .. }) =
                                frame.core.code.ops.get(frame.pc as usize - 1).copied()
                        {
                            let at = frame.base as usize + iter as usize;
                            let old = fiber.stack[at].take();
                            discard(self, old);
                        }
                    }
                    None => return Err(exc),
                },
            }
        }
    }

    /// The variables of the frame in which a name was missing, which the report's suggestions need.
    fn locals_for_report(&self, fiber: &Fiber, frame: &Frame, exc: &Exc) -> Option<Dict> {
        let missing_name = self.is_instance_of(exc, &self.types.name_error)
            || self.is_instance_of(exc, &self.types.attribute_error);
        if !missing_name || !exc.traceback.borrow().is_empty() {
            return None;
        }
        let base = frame.base as usize;
        Some(self.frame_locals(&frame.core, &fiber.stack[base..]))
    }

    /// StopIteration must not leave a generator: it would look like its end (PEP 479).
    fn leave_generator(&self, frame: &Frame, exc: Exc) -> Exc {
        let kind = frame.core.code.kind;
        let word = match kind {
            CodeKind::Coroutine => "coroutine",
            CodeKind::AsyncGenerator => "async generator",
            _ => "generator",
        };
        let which = if self.is_instance_of(&exc, &self.types.stop_iteration) {
            "StopIteration"
        } else if kind == CodeKind::AsyncGenerator
            && self.is_instance_of(&exc, &self.types.stop_async_iteration)
        {
            "StopAsyncIteration"
        } else {
            return exc;
        };
        let error = self.runtime_error(format!("{word} raised {which}"));
        error.cause.replace(exc.value());
        error.context.replace(exc.value());
        error.suppress_context.set(true);
        let entry = TraceEntry::new(frame.core.clone(), frame.pc.saturating_sub(1));
        error.traceback.borrow_mut().push(entry);
        error
    }

    /// Move the variables of a frame that ends into the traceback's entry for it: they live as
    /// long as the traceback does.
    fn keep_variables(&self, fiber: &mut Fiber, frame: &Frame, exc: &Exc) {
        let code = &frame.core.code;
        let Some(last) = code.locals.iter().map(|l| l.reg).max() else {
            return;
        };
        let base = frame.base as usize;
        let end = (base + last as usize + 1).min(fiber.stack.len());
        let mut entries = exc.traceback.borrow_mut();
        let Some(entry) = entries.last_mut() else {
            return;
        };
        if !Rc::ptr_eq(&entry.core, &frame.core) || exc.traceback_covered.get() == entries.len() {
            return;
        }
        let registers = fiber.stack[base..end].iter_mut().map(Value::take).collect();
        if let Some(entry) = entries.last_mut() {
            entry.registers = Some(registers);
        }
    }

    /// Empty the registers of a frame.
    pub(super) fn clear_frame(&self, fiber: &mut Fiber, frame: &Frame) {
        let base = frame.base as usize;
        let end = (base + frame.core.code.registers as usize).min(fiber.stack.len());
        for slot in &mut fiber.stack[base..end] {
            if slot.is_heap() {
                discard(self, slot.take());
            }
        }
    }
}

/// The instruction that a suspended generator waits at.
fn yield_op(code: &Code, pc: u32) -> Option<Op> {
    // `yield from` is run again, so the next instruction is itself; `yield` lies behind.
    match code.ops.get(pc as usize) {
        Some(op @ Op::YieldFrom { .. }) => Some(*op),
        _ => match code.ops.get((pc as usize).checked_sub(1)?) {
            Some(op @ Op::Yield { .. }) => Some(*op),
            _ => None,
        },
    }
}

/// Append to a string that nobody else refers to.
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

fn clear_run(vm: &Vm, regs: &mut Window, first: usize, count: usize) {
    for slot in &mut regs[first..first + count] {
        if slot.is_heap() {
            discard(vm, slot.take());
        }
    }
}

impl PropertyData {
    /// Whether the property can be set.
    pub fn is_settable(&self) -> bool {
        !matches!(self.set.borrow().kind(), Kind::None)
    }
}
