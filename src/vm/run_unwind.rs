//! Exceptions, beside the loop: raising, matching, and the way to the handler.

use std::rc::Rc;

use super::Vm;
use super::fiber::{Fiber, Frame, FrameKind, Window, discard, put};
use crate::compile::code::CodeKind;
use crate::compile::op::*;
use crate::object::exception::TraceEntry;
use crate::object::{Class, Dict, Exc, PyResult, Tuple, Value};

impl Vm {
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
        let catches_groups = |c: &Value| {
            Class::from_value(c).is_some_and(|c| c.is_subclass_of(&self.types.base_exception_group))
        };
        let refused = match Tuple::from_value(class) {
            Some(classes) => classes.iter().any(catches_groups),
            None => catches_groups(class),
        };
        if refused {
            return Err(self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            ));
        }
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
    pub(super) fn set_context(&self, exc: &Exc) {
        let handling = self.handling.borrow().clone();
        let Some(context) = Exc::from_value(&handling) else {
            return;
        };
        if context.is(exc) {
            return;
        }
        // Break a cycle in the chain, as CPython does.
        let mut at = context.clone();
        // A program can link exceptions to a ring that `exc` is no part of: one that goes at half
        // the speed is met there.
        let (mut slow, mut odd) = (context.clone(), false);
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
            if odd {
                let after = slow.context.borrow().clone();
                let Some(after) = Exc::from_value(&after) else {
                    break;
                };
                slow = after;
                if slow.is(&at) {
                    break;
                }
            }
            odd = !odd;
        }
        exc.context.replace(handling);
    }

    /// An exception leaves the instruction before `frame.pc()`: go to its handler, in this frame or
    /// a caller's. `fresh` exceptions get a context and a traceback entry in this frame.
    pub(super) fn unwind(
        &self,
        fiber: &mut Fiber,
        frame: Frame,
        exc: Exc,
        fresh: bool,
    ) -> Result<Frame, Exc> {
        if fresh && !passes_through(&frame, &exc) {
            self.set_context(&exc);
        }
        self.unwind_from(fiber, frame, exc, fresh)
    }

    /// The same without a new context; `entry` tells whether the frame gets a traceback entry.
    pub(super) fn unwind_from(
        &self,
        fiber: &mut Fiber,
        mut frame: Frame,
        mut exc: Exc,
        mut entry: bool,
    ) -> Result<Frame, Exc> {
        loop {
            let at = frame.pc().saturating_sub(1);
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
            if entry && code.origin.is_some() {
                let base = frame.base() as usize;
                let place = TraceEntry::new(frame.core.clone(), at);
                exc = self.trace_exception(place, &fiber.stack[base..], exc);
            }
            entry = true;
            if let Some(handler) = code
                .handlers
                .iter()
                .find(|h| h.start <= at && at < h.end)
                .copied()
                && !self.tasks.limits.stopping.get()
            {
                let base = frame.base() as usize;
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
                frame.set_pc(handler.target);
                return Ok(frame);
            }
            if code.origin.is_some() {
                self.trace_unwound(&frame.core, at);
            }
            self.keep_variables(fiber, &frame, &exc);
            self.clear_frame(fiber, &frame);
            let is_generator = matches!(
                frame.kind(),
                FrameKind::For | FrameKind::Delegate | FrameKind::Resumed
            );
            if frame.kind().has_extra() {
                let extra = fiber.extras.pop().unwrap_or_default();
                if is_generator {
                    self.finish_generator(&extra);
                    exc = self.leave_generator(&frame, exc);
                    if let Some((woken, _)) = self.wake_waiting(fiber, &extra, &frame) {
                        discard(self, extra);
                        frame = woken;
                        continue;
                    }
                }
                discard(self, extra);
            }
            match frame.kind() {
                FrameKind::Base | FrameKind::Resumed => return Err(exc),
                _ => match fiber.frames.pop() {
                    Some(caller) => {
                        let delegate = frame.kind() == FrameKind::Delegate;
                        let operator = frame.kind() == FrameKind::Operator;
                        frame = caller;
                        if operator
                            && self.is_instance_of(&exc, &self.types.stop_iteration)
                            && self.ends_loop(fiber, &mut frame)
                        {
                            return Ok(frame);
                        }
                        if delegate
                            && let Some(Op::YieldFrom { iter, .. }) =
                                frame.core.code.ops.get(frame.pc() as usize - 1).copied()
                        {
                            let at = frame.base() as usize + iter as usize;
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
        let base = frame.base() as usize;
        Some(self.frame_locals(&frame.core, &fiber.stack[base..]))
    }

    /// StopIteration must not leave a generator: it would look like its end (PEP 479).
    pub(super) fn leave_generator(&self, frame: &Frame, exc: Exc) -> Exc {
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
        let entry = TraceEntry::new(frame.core.clone(), frame.pc().saturating_sub(1));
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
        let base = frame.base() as usize;
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
        let base = frame.base() as usize;
        let end = (base + frame.core.code.registers as usize).min(fiber.stack.len());
        for slot in &mut fiber.stack[base..end] {
            if slot.is_heap() {
                discard(self, slot.take());
            }
        }
    }
}

/// Whether an exception only passes through an instruction of the frame: it was raised in a frame
/// that a native has called, and has its context from there.
fn passes_through(frame: &Frame, exc: &Exc) -> bool {
    let at = (frame.pc() as usize).saturating_sub(1);
    let raises = matches!(
        frame.core.code.ops.get(at),
        Some(Op::Raise { .. } | Op::RaiseFrom { .. })
    );
    !raises && !exc.traceback.borrow().is_empty()
}
