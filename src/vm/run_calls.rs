//! Calls that the loop does not make by itself: what a callee is, binding, frames for natives that
//! ask for them, and running a function from Rust.

use std::rc::Rc;

use super::fiber::{Fiber, Frame, FrameKind, Window, discard, empty, put, take_run};
use super::run::{Outcome, call_native};
use super::{FrameInfo, FrameSnapshot, Vm};
use crate::compile::code::{AttrSite, CodeKind};
use crate::compile::op::*;
use crate::native::{Args, Frames};
use crate::object::function::FunctionCore;
use crate::object::generator::GeneratorData;
use crate::object::{Class, Dict, Function, Payload, PyResult, Str, Tuple, Value};

/// What a call came to.
pub(super) enum Prepared {
    /// A native did it.
    Done(Value),
    /// Run a frame whose registers begin at the register given.
    Enter(Rc<FunctionCore>, u32, FrameKind, Value),
    /// The loop has to add what it knows of the callers.
    Frames(Box<FramesCall>),
}

/// A call of a native that asks for its callers' frames, the arguments in registers.
pub(super) struct FramesCall {
    callee: Value,
    first: usize,
    count: usize,
    names: Vec<Str>,
    wants: Frames,
}

impl FramesCall {
    /// The native makes frame objects.
    pub(super) fn wants_variables(&self) -> bool {
        self.wants == Frames::Variables
    }
}

/// `exec` and `eval` run in the caller's variables.
fn callee_reads_locals(callee: &Value) -> bool {
    matches!(callee.payload(), Some(Payload::NativeFunction(f)) if f.def.name() != "next")
}

fn ask_frames(callee: Value, first: usize, count: usize, names: &[Str], wants: Frames) -> Prepared {
    Prepared::Frames(Box::new(FramesCall {
        callee,
        first,
        count,
        names: names.to_vec(),
        wants,
    }))
}

impl Vm {
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
                let wants = f.def.frames;
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
                if !f.core.code.is_generator_like()
                    && self.bind_in_place(regs, f, base + 1, count, names)
                {
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
                if names.is_empty() && is_simple_generator(&function, count) {
                    let args = take_run(regs, base as u8 + 1, count);
                    return Ok(Prepared::Done(make_generator(&function, args)));
                }
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
            Payload::Instance(attributes)
                if let Some(method) = attributes.borrow().shape.class.lookup(&self.names.call)
                    && matches!(method.as_obj().map(|o| o.raw()), Some(Payload::Function(_))) =>
            {
                regs[base] = callee.clone();
                self.prepare_found(regs, method, base, count + 1, names)
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
                if !f.core.code.is_generator_like()
                    && self.bind_in_place(regs, f, first, count, names)
                {
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
                if names.is_empty() && is_simple_generator(&function, count) {
                    let args = take_run(regs, first as u8, count);
                    return Ok(Prepared::Done(make_generator(&function, args)));
                }
                let args = Args {
                    values: &mut regs[first..first + count],
                    names,
                };
                let bound = self.bind_arguments(&function, args);
                clear_run(self, regs, first, count);
                self.enter_bound(regs, &function, bound?, first)
            }
            Some(Payload::NativeFunction(f)) => {
                let wants = f.def.frames;
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
            return Ok(Prepared::Done(make_generator(function, bound)));
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
        if let Some(code) = class.plain_init(self) {
            let instance = super::dunder::new_instance(&class);
            regs[base] = instance.clone();
            if code.simple as usize == count + 1 && names.is_empty() {
                return Ok(Prepared::Enter(
                    code,
                    base as u32,
                    FrameKind::Init,
                    instance,
                ));
            }
            let Some(init) = class.lookup(&self.names.init) else {
                return Ok(Prepared::Done(instance));
            };
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
        if count == 1
            && names.is_empty()
            && let Some(made) = self.convert(&class, &regs[base + 1])
        {
            clear_run(self, regs, base + 1, count);
            return made.map(Prepared::Done);
        }
        let callee = class.value();
        let wants = if class == self.types.super_
            || class == self.types.function
            || class == self.types.type_ && count != 1
        {
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

    /// `int(x)`, `float(x)`, `str(x)`: what programs call most, without the ceremony of a class.
    fn convert(&self, class: &Class, x: &Value) -> Option<PyResult<Value>> {
        let t = &self.types;
        if *class == t.str_ {
            return Some(self.str(x).map(Str::into));
        }
        if *class == t.int {
            return Some(crate::object::int::from_object(self, x));
        }
        (*class == t.float).then(|| crate::object::float::from_object(self, x).map(Value::float))
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
            Frames::Caller | Frames::Variables => Some(self.locals_at(core, regs, pc)),
            _ if callee_reads_locals(&callee) => Some(self.locals_at(core, regs, pc)),
            _ => None,
        };
        let mut frames = vec![FrameInfo {
            core: core.clone(),
            pc: pc as u32 - 1,
            locals: locals.clone(),
        }];
        if wants != Frames::Caller {
            frames.extend(self.caller_frames(below, callers, wants == Frames::Variables));
        }
        let locals = locals.map(|dict| match regs.first() {
            // The namespace of `exec` may be any mapping.
            Some(mapping)
                if core.code.namespace
                    && mapping.is_set()
                    && (core.code.inner_locals.is_empty() || Dict::exact(mapping).is_none()) =>
            {
                mapping.clone()
            }
            _ => dict.into(),
        });
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
            pc: frame.pc().saturating_sub(1),
            locals: variables.then(|| {
                let registers = below.get(frame.base() as usize..).unwrap_or(&[]);
                self.locals_at(&frame.core, registers, frame.pc() as usize)
            }),
        };
        callers.iter().rev().map(info).collect()
    }

    /// Import for the statement, so that the module's code can see who imports it. `first` is the
    /// frame's first register, which may be its namespace.
    #[cold]
    #[allow(
        clippy::too_many_arguments,
        reason = "the loop's state, spread out on purpose"
    )]
    pub(super) fn import_with_frames(
        &self,
        callers: &[Frame],
        core: &Rc<FunctionCore>,
        pc: usize,
        name: &Str,
        fromlist: &Value,
        level: i64,
        first: &Value,
    ) -> PyResult<Value> {
        let own = core.builtins.get_str(&Str::intern("__import__"));
        let Some(import) = own else {
            return Err(self.exception(&self.types.import_error, "__import__ not found"));
        };
        let is_original = matches!(
            import.payload(),
            Some(Payload::NativeFunction(f)) if f.def.name() == "__import__"
        );
        if !is_original {
            let locals = match core.code.kind {
                _ if core.code.namespace => first.clone(),
                CodeKind::Module => core.globals.value(),
                _ => Value::NONE,
            };
            let from = match Tuple::from_value(fromlist) {
                Some(names) if names.is_empty() => Value::NONE,
                _ => fromlist.clone(),
            };
            let globals = core.globals.value();
            let mut args = [name.value(), globals, locals, from, Value::int(level)];
            return self.call(&import, &mut args);
        }
        let mut frames = vec![FrameInfo {
            core: core.clone(),
            pc: pc as u32 - 1,
            locals: None,
        }];
        frames.extend(self.caller_frames(&[], callers, false));
        self.snapshots.borrow_mut().push(FrameSnapshot {
            frames,
            locals: None,
        });
        let result = self.import_name(name, &core.globals, fromlist, level);
        let popped = self.snapshots.borrow_mut().pop();
        drop(popped);
        result
    }

    /// The variables of a frame whose next instruction is `pc`, with those of the comprehension that
    /// it is in.
    pub(crate) fn locals_at(&self, core: &FunctionCore, regs: &[Value], pc: usize) -> Dict {
        let dict = self.frame_locals(core, regs);
        let code = core.plain_code();
        let pc = match code.inner_locals.is_empty() {
            true => return dict,
            false => core.plain_pc(pc) as u32,
        };
        let inner = code.inner_locals.iter().rev();
        let here: Vec<(&Str, Value)> = inner
            .filter(|inner| inner.start < pc && pc <= inner.end)
            .map(|inner| (&inner.local.name, inner.local.value(regs)))
            .filter(|(_, value)| value.is_set())
            .collect();
        if here.is_empty() {
            return dict;
        }
        // A namespace is not to keep them: as in CPython, they come alone.
        let dict = match code.kind {
            CodeKind::Module | CodeKind::Class => Dict::new(),
            _ => dict,
        };
        for (name, value) in here {
            dict.set_str(name, value);
        }
        dict
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
            let value = local.value(regs);
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
        mut registers: Vec<Value>,
    ) -> PyResult<Value> {
        if core.code.is_generator_like() {
            let (name, qualname) = (core.code.name.clone(), core.code.qualname.clone());
            return Ok(GeneratorData::make(core, name, qualname, registers));
        }
        let core = match self.recursion_limit.get() {
            0 => self.traced_core(core),
            _ => core,
        };
        let frame = Frame::new(core, 0, 0, 0, FrameKind::Base);
        self.run_frame(frame, &mut registers)
    }

    /// Run a function with as many arguments as it takes, and no more to be said of them; they
    /// are moved out of the slice.
    pub(super) fn run_simple(&self, core: Rc<FunctionCore>, args: &mut [Value]) -> PyResult<Value> {
        let core = match self.recursion_limit.get() {
            0 => self.traced_core(core),
            _ => core,
        };
        let frame = Frame::new(core, 0, 0, 0, FrameKind::Base);
        self.run_frame(frame, args)
    }

    fn run_frame(&self, frame: Frame, registers: &mut [Value]) -> PyResult<Value> {
        self.nested_tick()?;
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        if fiber.stack.len() < registers.len().max(super::fiber::WINDOW) {
            fiber.stack.resize(2 * super::fiber::WINDOW, Value::UNSET);
        }
        for (slot, value) in fiber.stack.iter_mut().zip(registers) {
            put(self, slot, value.take());
        }
        let below = self.frames_below.get();
        if below + 1 >= self.recursion_limit.get() && self.is_too_deep(below + 1) {
            for slot in &mut fiber.stack {
                slot.take();
            }
            self.give_fiber_back(fiber);
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.frames_below.set(below + 1);
        let outcome = self.nested(|| Ok(self.run(&mut fiber, frame, false)), "");
        self.frames_below.set(below);
        let value = fiber.value.take();
        self.give_fiber_back(fiber);
        match outcome? {
            Outcome::Returned | Outcome::Yielded => Ok(value),
            Outcome::Raised(exc) => Err(exc),
            Outcome::Preempted(_) | Outcome::Waiting(..) => {
                Err(self.system_error("a nested frame was suspended"))
            }
        }
    }

    /// Keep a stack for the next call from a native.
    pub(super) fn give_fiber_back(&self, mut fiber: Box<Fiber>) {
        fiber.frames.clear();
        fiber.extras.clear();
        let mut fibers = self.fibers.borrow_mut();
        if fibers.len() < 64 {
            fibers.push(fiber);
        }
    }

    /// A frame that is no plain call has returned [`Fiber::value`]: the frame to go on with, or the loop's outcome.
    #[inline(never)]
    pub(super) fn return_from(&self, fiber: &mut Fiber, frame: Frame) -> Result<Frame, Outcome> {
        let extra = match frame.kind().has_extra() {
            true => fiber.extras.pop().unwrap_or_default(),
            false => Value::UNSET,
        };
        if !matches!(
            frame.kind(),
            FrameKind::Base | FrameKind::Call | FrameKind::Operator | FrameKind::Init
        ) {
            self.finish_generator(&extra);
            if let Some((woken, dst)) = self.wake_waiting(fiber, &extra, &frame) {
                let at = woken.base() as usize + dst as usize;
                let value = fiber.value.take();
                put(self, &mut fiber.stack[at], value);
                return Ok(woken);
            }
        }
        let popped = match frame.kind() {
            FrameKind::Base | FrameKind::Resumed => None,
            _ => fiber.frames.pop(),
        };
        let Some(mut caller) = popped else {
            return Err(Outcome::Returned);
        };
        let value = fiber.value.take();
        let dst = caller.base() as usize + frame.dst() as usize;
        match frame.kind() {
            FrameKind::Base | FrameKind::Resumed | FrameKind::Call => {
                put(self, &mut fiber.stack[dst], value);
            }
            FrameKind::Operator => {
                if let Err(exc) = self.finish_operator(fiber, &mut caller, value) {
                    return self
                        .unwind(fiber, caller, exc, true)
                        .map_err(Outcome::Raised);
                }
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
                    caller.core.code.ops.get(caller.pc() as usize - 1)
                {
                    let at = caller.base() as usize + *iter as usize;
                    empty(self, &mut fiber.stack[at]);
                    caller.jump(*offset);
                }
            }
            FrameKind::Delegate => {
                if let Some(Op::YieldFrom { iter, .. }) =
                    caller.core.code.ops.get(caller.pc() as usize - 1)
                {
                    let at = caller.base() as usize + *iter as usize;
                    empty(self, &mut fiber.stack[at]);
                }
                put(self, &mut fiber.stack[dst], value);
            }
        }
        Ok(caller)
    }

    /// A generator's frame yields [`Fiber::value`]: the frame to go on with, or the loop's outcome.
    pub(super) fn yield_from_frame(
        &self,
        fiber: &mut Fiber,
        frame: Frame,
    ) -> Result<Frame, Outcome> {
        let mut frame = frame;
        loop {
            self.rest_generator(fiber, &frame);
            let popped = match frame.kind() {
                FrameKind::For | FrameKind::Delegate => fiber.frames.pop(),
                _ => None,
            };
            let Some(mut caller) = popped else {
                return Err(Outcome::Yielded);
            };
            if frame.kind() == FrameKind::For {
                let dst = caller.base() as usize + frame.dst() as usize;
                let value = fiber.value.take();
                put(self, &mut fiber.stack[dst], value);
                return Ok(caller);
            }
            // What the inner generator yields, the outer one yields, and it will run its
            // `yield from` again.
            caller.jump(-1);
            frame = caller;
        }
    }
}

/// A generator function that is called with all its parameters by position.
fn is_simple_generator(function: &Function, count: usize) -> bool {
    function.core.code.is_generator_like()
        && super::call::simple_count(&function.core) == Some(count)
}

fn make_generator(function: &Function, registers: Vec<Value>) -> Value {
    GeneratorData::make(
        function.core.clone(),
        function.name(),
        function.qualname(),
        registers,
    )
}

fn clear_run(vm: &Vm, regs: &mut Window, first: usize, count: usize) {
    for slot in &mut regs[first..first + count] {
        if slot.is_heap() {
            discard(vm, slot.take());
        }
    }
}
