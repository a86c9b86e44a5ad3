//! The comings and goings of generators: waking, resting, finishing, `throw` and `close`.

use super::Vm;
use std::rc::{Rc, Weak};

use super::fiber::{Fiber, Frame, FrameKind, empty, put};
use super::run::Outcome;
use crate::compile::code::{Code, CodeKind};
use crate::compile::op::*;
use crate::object::generator::{GeneratorData, GeneratorState};
use crate::object::{Exc, Payload, PyResult, Value};

/// What `yield from` got from an iterator.
pub(super) enum Next {
    Yielded(Value),
    Finished(Value),
}

impl Vm {
    /// Put a generator's frame on the stack. `sent` is the value of the `yield` that it waits at.
    pub(super) fn wake_generator(
        &self,
        fiber: &mut Fiber,
        generator: Value,
        base: u32,
        dst: Reg,
        kind: FrameKind,
        sent: &mut Value,
    ) -> PyResult<Frame> {
        if (sent.is_none() || sent.is_unset())
            && let Some(frame) = self.wake_at_yield(fiber, &generator, base, dst, kind)
        {
            return Ok(frame);
        }
        let Some(Payload::Generator(g)) = generator.payload() else {
            return Err(self.type_error("not a generator"));
        };
        // Of a chain of `yield from`, only the innermost generator runs.
        let inner = match kind {
            FrameKind::For | FrameKind::Resumed => self.innermost(&generator),
            _ => None,
        };
        if let Some(inner) = inner {
            if let Some(Payload::Generator(i)) = inner.payload() {
                i.root.replace(generator);
            }
            return self
                .wake_generator(fiber, inner, base, dst, FrameKind::Delegate, sent)
                .map(|f| Frame::new(f.core.clone(), f.pc(), f.base(), f.dst(), kind));
        }
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
        let needed = at + 2 * super::fiber::WINDOW;
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
            let value = match sent.is_unset() {
                true => Value::NONE,
                false => sent.take(),
            };
            put(self, &mut fiber.stack[at + dst as usize], value);
        }
        if self.recursion_limit.get() == 0 && g.state.get() == GeneratorState::Created {
            rest.core = self.traced_core(rest.core.clone());
        }
        g.state.set(GeneratorState::Running);
        let caller = self.handling.borrow().clone();
        if rest.handling.is_set() {
            self.handling.replace(rest.handling.take());
        }
        rest.caller_handling = caller;
        fiber.extras.push(generator.clone());
        Ok(Frame::new(rest.core.clone(), rest.pc, base, dst, kind))
    }

    /// Put the frame of a generator that rests at a `yield` on the stack, for whoever asks for its
    /// next value and sends none. `None` where more is to be thought of, as in [`Vm::wake_generator`].
    #[inline]
    pub(super) fn wake_at_yield(
        &self,
        fiber: &mut Fiber,
        generator: &Value,
        base: u32,
        dst: Reg,
        kind: FrameKind,
    ) -> Option<Frame> {
        let Some(Payload::Generator(g)) = generator.as_obj().map(|o| o.raw()) else {
            return None;
        };
        if g.state.get() != GeneratorState::Suspended {
            return None;
        }
        let mut rest = g.frame.borrow_mut();
        let rest = rest.as_mut()?;
        // A frame that rests behind a `yield` rests in no `yield from`.
        let Op::Yield { dst: sent, .. } =
            *rest.core.code.ops.get((rest.pc as usize).checked_sub(1)?)?
        else {
            return None;
        };
        if rest.handling.is_set() {
            return None;
        }
        let at = base as usize;
        let window = super::fiber::window(&mut fiber.stack, at)?;
        for (slot, value) in window.iter_mut().zip(&mut rest.registers) {
            std::mem::swap(slot, value);
        }
        put(self, &mut window[sent as usize], Value::NONE);
        g.state.set(GeneratorState::Running);
        rest.caller_handling = self.handling.borrow().clone();
        fiber.extras.push(generator.clone());
        Some(Frame::new(rest.core.clone(), rest.pc, base, dst, kind))
    }

    /// Take the frame of a generator that yields off the stack.
    pub(super) fn rest_generator(&self, fiber: &mut Fiber, frame: &Frame) {
        let generator = fiber.extras.pop().unwrap_or_default();
        let Some(Payload::Generator(g)) = generator.payload() else {
            return;
        };
        let mut rest = g.frame.borrow_mut();
        let Some(rest) = rest.as_mut() else { return };
        let at = frame.base() as usize;
        for (slot, value) in fiber.stack[at..].iter_mut().zip(&mut rest.registers) {
            std::mem::swap(slot, value);
        }
        rest.pc = frame.pc();
        g.state.set(GeneratorState::Suspended);
        g.root.take();
        let caller = rest.caller_handling.take();
        if g.handlers.get() > 0 {
            rest.handling = self.handling.replace(caller);
        }
    }

    /// A handler of the running generator begins. What it is to restore is unset where that is
    /// what the caller handles: by then the caller may be another.
    #[cold]
    pub(super) fn enter_handler(&self, running: Option<&Value>, before: &mut Value) {
        let Some(Payload::Generator(g)) = running.and_then(|g| g.payload()) else {
            return;
        };
        let outermost = g.handlers.get() == 0;
        g.handlers.set(g.handlers.get() + 1);
        if outermost {
            *before = Value::UNSET;
        }
    }

    /// It ends: what was handled before is what the caller handles now, if nothing else is.
    #[cold]
    pub(super) fn leave_handler(&self, running: Option<&Value>, before: &mut Value) {
        let Some(Payload::Generator(g)) = running.and_then(|g| g.payload()) else {
            return;
        };
        g.handlers.set(g.handlers.get().saturating_sub(1));
        if before.is_unset() {
            let frame = g.frame.borrow();
            let callers = frame.as_ref().map(|f| f.caller_handling.clone());
            *before = callers.filter(Value::is_set).unwrap_or(Value::NONE);
        }
    }

    /// Whether a generator runs, by itself or by one that it delegates to.
    pub fn is_running(&self, g: &GeneratorData) -> bool {
        let mut inner = match g.state.get() {
            GeneratorState::Running => return true,
            GeneratorState::Suspended => delegate_of_frame(g),
            _ => None,
        };
        while let Some(Payload::Generator(i)) = inner.as_ref().and_then(|v| v.payload()) {
            inner = match i.state.get() {
                GeneratorState::Running => return true,
                GeneratorState::Suspended => delegate_of_frame(i),
                _ => None,
            };
        }
        false
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

    /// The generator that a suspended one waits for in `yield from`, and so on: the last that is
    /// suspended at a `yield` of its own. A generator that waits inside an `except` block hides
    /// what its caller handles: the chain is followed no further than to it.
    fn innermost(&self, root: &Value) -> Option<Value> {
        let Some(Payload::Generator(g)) = root.payload() else {
            return None;
        };
        if !rests_in_delegate(g) {
            return None;
        }
        // The search begins where it ended the last time.
        let hint = g.leaf.borrow().upgrade().map(Value::heap);
        let known = hint.filter(|leaf| match leaf.payload() {
            Some(Payload::Generator(l)) => l.state.get() == GeneratorState::Suspended,
            _ => false,
        });
        let mut found = known;
        let mut moved = false;
        loop {
            let at = found.as_ref().unwrap_or(root);
            let Some(Payload::Generator(here)) = at.payload() else {
                return None;
            };
            let hides = here
                .frame
                .borrow()
                .as_ref()
                .is_none_or(|f| f.handling.is_set());
            match delegate_at_rest(here) {
                Some(inner) if !hides => {
                    if let (Some(Payload::Generator(i)), Some(at)) = (inner.payload(), at.as_obj())
                    {
                        i.waiting.replace(Rc::downgrade(at));
                    }
                    found = Some(inner);
                    moved = true;
                }
                _ => break,
            }
        }
        if moved && let Some(leaf) = found.as_ref().and_then(Value::as_obj) {
            g.leaf.replace(Rc::downgrade(leaf));
        }
        found
    }

    /// A generator that ran in place of the one it serves has ended: the frame of the generator
    /// that waits for it, behind its `yield from`, with the register for the result. `None` where
    /// it ran for itself.
    pub(super) fn wake_waiting(
        &self,
        fiber: &mut Fiber,
        ended: &Value,
        frame: &Frame,
    ) -> Option<(Frame, Reg)> {
        let Some(Payload::Generator(g)) = ended.payload() else {
            return None;
        };
        let root = g.root.take();
        let Some(Payload::Generator(r)) = root.payload() else {
            return None;
        };
        let waiting = g.waiting.take().upgrade()?;
        r.leaf.replace(match root.as_obj() {
            Some(first) if Rc::ptr_eq(first, &waiting) => Weak::new(),
            _ => Rc::downgrade(&waiting),
        });
        let waiting = Value::heap(waiting);
        if let Some(Payload::Generator(w)) = waiting.payload()
            && !waiting.is(&root)
        {
            w.root.replace(root);
        }
        let kind = FrameKind::Delegate;
        let woken = self.wake_generator(
            fiber,
            waiting,
            frame.base(),
            frame.dst(),
            kind,
            &mut Value::default(),
        );
        let mut woken = woken.ok()?;
        woken = Frame::new(
            woken.core.clone(),
            woken.pc(),
            woken.base(),
            woken.dst(),
            frame.kind(),
        );
        let Some(Op::YieldFrom { dst, iter, sent }) =
            woken.core.code.ops.get(woken.pc() as usize).copied()
        else {
            return None;
        };
        let base = woken.base() as usize;
        for reg in [iter, sent] {
            empty(self, &mut fiber.stack[base + reg as usize]);
        }
        woken.jump(1);
        Some((woken, dst))
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
    pub fn resume(&self, generator: &Value, mut sent: Value) -> PyResult<Option<Value>> {
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
        let kind = FrameKind::Resumed;
        let frame = match self.wake_generator(&mut fiber, generator.clone(), 0, 0, kind, &mut sent)
        {
            Ok(frame) => frame,
            Err(e) => {
                self.fibers.borrow_mut().push(fiber);
                return Err(e);
            }
        };
        self.drive(fiber, frame)
    }

    /// Run a woken generator until it yields, returns or raises.
    fn drive(&self, mut fiber: Box<Fiber>, frame: Frame) -> PyResult<Option<Value>> {
        let below = self.frames_below.get();
        let outcome = if below + 1 >= self.recursion_limit.get() && self.is_too_deep(below + 1) {
            self.rest_generator(&mut fiber, &frame);
            Err(self.recursion_error("maximum recursion depth exceeded"))
        } else {
            self.frames_below.set(below + 1);
            let outcome = self.nested(|| Ok(self.run(&mut fiber, frame, false)), "");
            self.frames_below.set(below);
            outcome
        };
        let value = fiber.value.take();
        self.give_fiber_back(fiber);
        match outcome? {
            Outcome::Yielded => Ok(Some(value)),
            Outcome::Returned => {
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
        g.leaf.take();
        // The exception goes to the innermost iterator of a `yield from` first.
        let inner = self.delegate_of(g);
        if let Some(inner) = inner {
            return self.throw_into_delegate(generator, &inner, exc);
        }
        let created = g.state.get() == GeneratorState::Created;
        let handles = g
            .frame
            .borrow()
            .as_ref()
            .is_some_and(|f| f.handling.is_set());
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        let frame = match self.wake_generator(
            &mut fiber,
            generator.clone(),
            0,
            0,
            FrameKind::Resumed,
            &mut Value::none(),
        ) {
            Ok(frame) => frame,
            Err(e) => {
                self.fibers.borrow_mut().push(fiber);
                return Err(e);
            }
        };
        if created {
            // It has not begun: nothing in it can catch the exception.
            let entry = crate::object::exception::TraceEntry::new(frame.core.clone(), 0);
            exc.traceback.borrow_mut().push(entry);
            self.clear_frame(&mut fiber, &frame);
            let extra = fiber.extras.pop().unwrap_or_default();
            self.finish_generator(&extra);
            let exc = self.leave_generator(&frame, exc);
            fiber.frames.clear();
            self.fibers.borrow_mut().push(fiber);
            return Err(exc);
        }
        // The context is what the generator itself handles: what its caller handles is not its.
        if handles {
            self.set_context(&exc);
        }
        match self.unwind_from(&mut fiber, frame, exc, true) {
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
        if g.state.get() != GeneratorState::Suspended {
            return None;
        }
        delegate_of_frame(g)
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
            &mut Value::default(),
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
            Ok(Some(_)) => {
                Err(self.runtime_error(format!("{} ignored GeneratorExit", self.generator_word(g))))
            }
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

    pub(crate) fn get_awaitable(&self, value: Value) -> PyResult<Value> {
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
            Some(method) => {
                let iterator = self.call(&method, &mut [])?;
                if self.special_method(&iterator, "__anext__")?.is_none() {
                    return Err(self.type_error(format!(
                        "'async for' received an object from __aiter__ that does not implement \
                         __anext__: {}",
                        self.type_name(&iterator)
                    )));
                }
                Ok(iterator)
            }
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
                let name = self.type_name(&awaitable);
                self.get_awaitable(awaitable).map_err(|cause| {
                    let error = self.type_error(format!(
                        "'async for' received an invalid object from __anext__: {name}"
                    ));
                    error.cause.replace(cause.value());
                    error.context.replace(cause.value());
                    error.suppress_context.set(true);
                    error
                })
            }
            None => Err(self.type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                self.type_name(value)
            ))),
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

/// Whether a generator rests at a `yield from`.
fn rests_in_delegate(g: &GeneratorData) -> bool {
    g.frame.borrow().as_ref().is_some_and(|rest| {
        let op = rest.core.code.ops.get(rest.pc as usize);
        matches!(op, Some(Op::YieldFrom { .. }))
    })
}

/// The iterator of the `yield from` that a resting frame waits at.
fn delegate_of_frame(g: &GeneratorData) -> Option<Value> {
    let frame = g.frame.try_borrow().ok()?;
    let frame = frame.as_ref()?;
    match frame.core.code.ops.get(frame.pc as usize)? {
        Op::YieldFrom { iter, .. } => frame
            .registers
            .get(*iter as usize)
            .filter(|v| v.is_set())
            .cloned(),
        _ => None,
    }
}

/// The suspended generator that a suspended one waits for.
fn delegate_at_rest(g: &GeneratorData) -> Option<Value> {
    let suspended = |g: &GeneratorData| g.state.get() == GeneratorState::Suspended;
    if !suspended(g) {
        return None;
    }
    delegate_of_frame(g)
        .filter(|v| matches!(v.payload(), Some(Payload::Generator(inner)) if suspended(inner)))
}
