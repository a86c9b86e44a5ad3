//! The instructions that a program meets rarely, or that do so much that one more call does not
//! count: names of class bodies, building of sets and dicts, imports, exceptions, matching.
//!
//! They are no arms of the loop in `run.rs`: each arm there takes machine registers from the
//! others.

use std::rc::Rc;

use super::Vm;
use super::fiber::{Frame, Window, discard, empty, put, read, take_run};
use crate::compile::op::*;
use crate::object::function::FunctionCore;
use crate::object::{Exc, Payload, PyResult, Value};

/// How a frame goes on after a rare instruction.
pub(super) enum Flow {
    Next,
    /// To an instruction that far from the next one.
    Jump(i32),
    /// Raise again, without a new traceback entry.
    Again(Exc),
}

impl Vm {
    /// Run an instruction that is not the loop's own, in a frame of `core` whose next instruction
    /// is `pc`; `running` is its generator, if it is a generator's frame.
    ///
    /// # Errors
    ///
    /// What the instruction raises.
    #[inline(never)]
    #[allow(
        clippy::too_many_arguments,
        reason = "the loop's state, spread out on purpose"
    )]
    pub(super) fn rare(
        &self,
        regs: &mut Window,
        core: &Rc<FunctionCore>,
        callers: &[Frame],
        running: Option<&Value>,
        pc: usize,
        op: &Op,
    ) -> PyResult<Flow> {
        let code = &core.code;
        macro_rules! r {
            ($reg:expr) => {
                regs[$reg as usize]
            };
        }
        match *op {
            // ---- loads and moves ----
            Op::DeleteLocal { reg, name } => {
                let old = r!(reg).take();
                if old.is_unset() {
                    return Err(self.unbound_local(&code.names[name as usize]));
                }
                discard(self, old);
            }

            // ---- globals, namespaces, cells ----
            Op::DeleteGlobal { site } => {
                let name = &code.global_sites[site as usize].name;
                match core.globals.remove_str(name) {
                    Some(old) => discard(self, old),
                    None => return Err(self.name_error(name)),
                }
            }
            Op::LoadName { dst, site } => {
                let site = &code.global_sites[site as usize];
                {
                    let value = self.slow_load_name(&regs[0], core, site)?;
                    put(self, &mut r!(dst), value);
                }
            }
            Op::StoreName { src, flags, site } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let name = &code.global_sites[site as usize].name;
                self.store_name(&regs[0], name, value)?;
            }
            Op::DeleteName { site } => {
                let name = &code.global_sites[site as usize].name;
                self.delete_name(&regs[0], name)?;
            }
            Op::LoadClassCell { dst, cell, name } => {
                let name = &code.names[name as usize];
                {
                    let value = self.load_class_cell(&regs[0], &r!(cell), name)?;
                    put(self, &mut r!(dst), value);
                }
            }
            Op::MakeCell { reg } => {
                let content = r!(reg).take();
                r!(reg) = super::run_slow::new_cell(content);
            }
            Op::DeleteCell { cell, name } => {
                let old = match r!(cell).as_obj().map(|o| o.raw()) {
                    Some(Payload::Cell(content)) => content.replace(Value::UNSET),
                    _ => Value::UNSET,
                };
                if old.is_unset() {
                    let name = &code.names[name as usize];
                    return Err(self.unbound_cell(code, cell, name));
                }
                discard(self, old);
            }

            // ---- building and taking apart ----
            Op::BuildSet { dst, first, count } => {
                let items = take_run(regs, first, count as usize);
                {
                    let set = self.build_set(items)?;
                    put(self, &mut r!(dst), set);
                }
            }
            Op::BuildDict { dst, first, pairs } => {
                let items = take_run(regs, first, pairs as usize * 2);
                {
                    let dict = self.build_dict(items)?;
                    put(self, &mut r!(dst), dict);
                }
            }
            Op::BuildSlice { dst, first } => {
                let (start, stop, step) = (
                    r!(first).take(),
                    regs[first as usize + 1].take(),
                    regs[first as usize + 2].take(),
                );
                let slice = crate::object::slice::SliceData { start, stop, step };
                put(self, &mut r!(dst), slice.into_value());
            }
            Op::BuildString { dst, first, count } => {
                let parts = take_run(regs, first, count as usize);
                let joined = super::run_slow::join_strings(&parts);
                put(self, &mut r!(dst), joined);
            }
            Op::Format {
                dst,
                src,
                spec,
                conversion,
                flags,
            } => {
                self.slow_format(regs, dst, src, spec, conversion, flags)?;
            }
            Op::ListExtend { list, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let target = r!(list).clone();
                self.list_extend(&target, &value)?;
            }
            Op::SetAdd { set, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let target = r!(set).clone();
                self.set_add(&target, value)?;
            }
            Op::SetUpdate { set, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let target = r!(set).clone();
                self.set_update(&target, &value, flags)?;
            }
            Op::DictInsert {
                dict,
                key,
                val,
                flags,
            } => {
                let key = read(regs, key, flags & TAKE_B != 0);
                let value = read(regs, val, flags & TAKE_C != 0);
                let target = r!(dict).clone();
                self.dict_insert(&target, key, value)?;
            }
            Op::DictUpdate { dict, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let target = r!(dict).clone();
                self.dict_update(&target, &value)?;
            }
            Op::DictMerge {
                dict,
                src,
                func,
                flags,
            } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                let target = r!(dict).clone();
                let function = r!(func).clone();
                self.dict_merge(&target, &value, &function)?;
            }
            Op::ListToTuple { dst, src } => {
                let list = r!(src).take();
                put(self, &mut r!(dst), super::run_slow::list_to_tuple(list));
            }
            Op::UnpackMany {
                dst,
                src,
                flags,
                shape,
            } => self.unpack_many(regs, dst, src, flags, shape)?,
            Op::UnpackStarred {
                src,
                first,
                before,
                after,
                flags,
            } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                self.unpack_starred(regs, value, first, before, after)?;
            }

            // ---- items and attributes ----
            Op::DeleteItem { obj, index, flags } => {
                let container = read(regs, obj, flags & TAKE_A != 0);
                let index = read(regs, index, flags & TAKE_B != 0);
                self.delete_item(&container, &index)?;
                discard(self, container);
            }
            Op::DeleteAttr { obj, flags, site } => {
                let name = &code.attr_sites[site as usize].name;
                let object = read(regs, obj, flags & TAKE_A != 0);
                self.delete_attr(&object, name)?;
                discard(self, object);
            }

            // ---- calls ----
            Op::LoadSpecial {
                base,
                obj,
                special,
                flags,
            } => {
                self.slow_load_special(regs, base, obj, special, flags)?;
            }
            Op::GetYieldFromIter { dst, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                {
                    let iterator = self.yield_from_iter(value)?;
                    put(self, &mut r!(dst), iterator);
                }
            }
            Op::GetAwaitable { dst, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                {
                    let iterator = self.get_awaitable(value)?;
                    put(self, &mut r!(dst), iterator);
                }
            }
            Op::GetAsyncIter { dst, src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                {
                    let iterator = self.get_async_iter(&value)?;
                    put(self, &mut r!(dst), iterator);
                }
            }
            Op::GetAsyncNext { dst, iter } => {
                let value = r!(iter).clone();
                {
                    let iterator = self.get_async_next(&value)?;
                    put(self, &mut r!(dst), iterator);
                }
            }

            // ---- functions, classes, imports ----
            Op::MakeFunction {
                dst,
                first,
                parts,
                code: index,
            } => {
                let made =
                    self.make_function(regs, core, &code.constants[index as usize], first, parts);
                put(self, &mut r!(dst), made);
            }
            Op::LoadBuildClass { dst } => {
                let value = self.load_build_class(core)?;
                put(self, &mut r!(dst), value);
            }
            Op::LoadAssertionError { dst } => {
                put(self, &mut r!(dst), self.types.assertion_error.value());
            }
            Op::ImportName {
                dst,
                fromlist,
                level,
                name,
            } => {
                let (fromlist, namespace) = (r!(fromlist).clone(), regs[0].clone());
                let name = &code.names[name as usize];
                let level = i64::from(level);
                {
                    let module = self.import_with_frames(
                        callers, core, pc, name, &fromlist, level, &namespace,
                    )?;
                    put(self, &mut r!(dst), module);
                }
            }
            Op::ImportFrom { dst, module, name } => {
                let module = r!(module).clone();
                {
                    let value = self.import_from(&module, &code.names[name as usize])?;
                    put(self, &mut r!(dst), value);
                }
            }
            Op::ImportStar {
                module,
                namespace,
                flags,
            } => {
                let module = read(regs, module, flags & TAKE_A != 0);
                let target = if namespace {
                    regs[0].clone()
                } else {
                    core.globals.value()
                };
                self.import_star(&module, &target)?;
            }

            // ---- exceptions ----
            Op::Raise { exc, flags } => {
                let value = read(regs, exc, flags & TAKE_A != 0);
                match self.exception_to_raise(&value) {
                    Ok(exc) | Err(exc) => return Err(exc),
                }
            }
            Op::RaiseFrom { exc, cause, flags } => {
                let value = read(regs, exc, flags & TAKE_A != 0);
                let cause = read(regs, cause, flags & TAKE_B != 0);
                match self.raise_from(&value, &cause) {
                    Ok(exc) | Err(exc) => return Err(exc),
                }
            }
            Op::RaiseCurrent => {
                let handling = self.handling.borrow().clone();
                match Exc::from_value(&handling) {
                    Some(exc) => return Ok(Flow::Again(exc)),
                    None => return Err(self.runtime_error("No active exception to reraise")),
                }
            }
            Op::Reraise { exc } => {
                let value = r!(exc).take();
                if let Some(exc) = Exc::from_value(&value) {
                    return Ok(Flow::Again(exc));
                }
                return Err(self.system_error("no exception to raise again"));
            }
            Op::PushHandling { save, exc } => {
                let value = r!(exc).clone();
                let mut before = self.handling.replace(value);
                if code.is_generator_like() {
                    self.enter_handler(running, &mut before);
                }
                put(self, &mut r!(save), before);
            }
            Op::PopHandling { save } => {
                let mut before = r!(save).take();
                if code.is_generator_like() {
                    self.leave_handler(running, &mut before);
                }
                let old = self.handling.replace(before);
                discard(self, old);
            }
            Op::JumpUnlessMatch {
                exc,
                class,
                flags,
                offset,
            } => {
                let value = r!(exc).clone();
                let class = read(regs, class, flags & TAKE_B != 0);
                if !self.exception_matches(&value, &class)? {
                    return Ok(Flow::Jump(offset));
                }
            }
            Op::ExitArguments { dst, exc } => {
                let value = r!(exc).clone();
                self.exit_arguments(regs, dst, value);
            }
            Op::SplitGroup { dst, exc, class } => {
                let value = r!(exc).clone();
                let class = r!(class).clone();
                match self.split_group(&value, &class) {
                    Ok(pair) => self.put_pair(regs, dst, pair),
                    Err(exc) => return Err(exc),
                }
            }
            Op::JoinGroups { exc, whole, raised } => {
                let (whole, raised) = (r!(whole).take(), r!(raised).take());
                {
                    let value = self.join_groups(&r!(exc).clone(), &whole, &raised)?;
                    put(self, &mut r!(exc), value);
                }
            }
            Op::EndAsyncFor { exc, iter } => {
                let value = r!(exc).take();
                if self.ends_async_for(&value) {
                    empty(self, &mut r!(iter));
                    discard(self, value);
                } else if let Some(exc) = Exc::from_value(&value) {
                    return Ok(Flow::Again(exc));
                }
            }

            // ---- pattern matching ----
            Op::JumpUnlessSequence { src, offset } => {
                if !self.is_match_sequence(&r!(src).clone())? {
                    return Ok(Flow::Jump(offset));
                }
            }
            Op::JumpUnlessMapping { src, offset } => {
                if !self.is_match_mapping(&r!(src).clone())? {
                    return Ok(Flow::Jump(offset));
                }
            }
            Op::Length { dst, src } => {
                let length = self.len(&r!(src).clone())?;
                put(self, &mut r!(dst), Value::size(length));
            }
            Op::MatchKeys { dst, src, keys } => {
                let value = self.match_keys(&r!(src).clone(), &r!(keys).clone())?;
                put(self, &mut r!(dst), value);
            }
            Op::MappingRest { dst, src, keys } => {
                let value = self.mapping_rest(&r!(src).clone(), &r!(keys).clone())?;
                put(self, &mut r!(dst), value);
            }
            Op::MatchClass {
                dst,
                first,
                positional,
                names,
            } => {
                let subject = r!(first).take();
                let class = regs[first as usize + 1].take();
                let names = &code.constants[names as usize];
                {
                    let value = self.match_class(&subject, &class, positional as usize, names)?;
                    put(self, &mut r!(dst), value);
                }
            }

            // ---- modules and the prompt ----
            Op::Display { src, flags } => {
                let value = read(regs, src, flags & TAKE_A != 0);
                self.display_value(value)?;
            }
            Op::SetupAnnotations => {
                let target = if code.namespace {
                    regs[0].clone()
                } else {
                    core.globals.value()
                };
                self.setup_annotations(&target)?;
            }
            Op::Trace { event, reg } => {
                self.trace_event(regs, core, callers, pc, event, reg)?;
            }
            Op::CallSuper { dst, base } => {
                let made = self.call_super(regs, base)?;
                put(self, &mut r!(dst), made);
            }
            // The loop runs all others itself.
            _ => return Err(self.system_error("an instruction of the loop")),
        }
        Ok(Flow::Next)
    }
}
