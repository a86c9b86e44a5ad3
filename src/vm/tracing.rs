//! Tracing and profiling: `sys.settrace`, `sys.setprofile`, `frame.f_trace`, and the activations of
//! functions that frame objects stand for.
//!
//! The loop knows nothing of all this. While a function is set, the limit that the loop compares the
//! depth of calls with is 0: so every call comes the slow way, where its frame gets a core of its
//! own, whose code is interspersed with [`Op::Trace`]. A frame that runs already gets such code when
//! the native that set its `f_trace` returns.
//!
//! Left out: events for single instructions (`f_trace_opcodes`), the profiler's events for native
//! functions, setting `f_lineno`, and generators that had begun before the tracing did. Of a chain
//! of `yield from` only the innermost generator has events for what it yields.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use super::Vm;
use super::fiber::{Frame, Window, put};
use super::frames::FrameObject;
use crate::compile::code::{Code, CodeKind, Handler, Local};
use crate::compile::op::{Op, Reg, TraceEvent, offset_of, set_offset};
use crate::object::exception::TraceEntry;
use crate::object::function::FunctionCore;
use crate::object::{Dict, Exc, Native, Object, Payload, PyResult, Value};

/// What an interpreter knows of tracing.
#[derive(Default)]
pub struct Tracing {
    trace: RefCell<Value>,
    profile: RefCell<Value>,
    /// A trace function runs: what it calls is not traced.
    busy: Cell<bool>,
    /// Some frame that runs without trace instructions wants them.
    pub(super) retrace: Cell<bool>,
    /// Code with trace instructions, by the address of what it was made from.
    codes: RefCell<HashMap<usize, Rc<Code>>>,
}

/// One run of a function: what its frame object has, and what only this run may change.
#[derive(Default)]
pub struct Activation {
    /// The frame object, while somebody holds it.
    frame: RefCell<Weak<Object>>,
    /// The same, for as long as the frame is traced.
    held: RefCell<Value>,
    /// `f_trace`; unset for None.
    pub trace: RefCell<Value>,
    /// `f_trace_lines` is false.
    pub quiet: Cell<bool>,
    /// Where the last line event was.
    line: Cell<u32>,
    at: Cell<usize>,
}

impl Vm {
    // ---- the functions ------------------------------------------------------------------------

    /// `sys.gettrace()`
    pub fn trace_function(&self) -> Value {
        none_for_unset(&self.tracing.trace)
    }

    /// `sys.getprofile()`
    pub fn profile_function(&self) -> Value {
        none_for_unset(&self.tracing.profile)
    }

    /// `sys.settrace(function)`
    pub fn set_trace_function(&self, function: Value) {
        let function = function.into_option().filter(|f| !f.is_none());
        if function.is_none() {
            self.tracing.retrace.set(false);
        }
        let old = self.tracing.trace.replace(function.unwrap_or_default());
        drop(old);
        self.set_loop_limit();
    }

    /// `sys.setprofile(function)`
    pub fn set_profile_function(&self, function: Value) {
        let function = function.into_option().filter(|f| !f.is_none());
        let old = self.tracing.profile.replace(function.unwrap_or_default());
        drop(old);
        self.set_loop_limit();
    }

    /// Whether calls are to be traced now.
    fn is_traced(&self) -> bool {
        let t = &self.tracing;
        !t.busy.get() && (t.trace.borrow().is_set() || t.profile.borrow().is_set())
    }

    /// The depth of calls that is allowed.
    pub fn limit(&self) -> usize {
        self.limit.get()
    }

    /// `sys.setrecursionlimit(limit)`
    pub fn set_limit(&self, limit: usize) {
        self.limit.set(limit);
        self.set_loop_limit();
    }

    fn set_loop_limit(&self) {
        let limit = if self.is_traced() {
            0
        } else {
            self.limit.get()
        };
        self.recursion_limit.set(limit);
    }

    /// Whether a call that the loop takes for too deep is so.
    #[cold]
    pub(super) fn is_too_deep(&self, depth: usize) -> bool {
        depth >= self.limit.get()
    }

    /// The `f_trace` of a frame has been set, or taken away.
    pub(super) fn want_retrace(&self, wanted: bool) {
        self.tracing
            .retrace
            .set(self.tracing.retrace.get() || wanted);
    }

    // ---- cores and code -----------------------------------------------------------------------

    /// The core with which a call runs that the loop has not made by itself.
    #[cold]
    pub(super) fn traced_core(&self, core: Rc<FunctionCore>) -> Rc<FunctionCore> {
        if !self.is_traced() || core.code.origin.is_some() {
            return core;
        }
        let code = self.traced_code(&core.code);
        core.with_activation(code, core.activation.clone().unwrap_or_default())
    }

    fn traced_code(&self, code: &Rc<Code>) -> Rc<Code> {
        let key = Rc::as_ptr(code) as usize;
        let known = self.tracing.codes.borrow().get(&key).cloned();
        // The code that it was made from is kept alive by it, so the address is not used again.
        known.unwrap_or_else(|| {
            let made = Rc::new(with_trace_instructions(code));
            self.tracing.codes.borrow_mut().insert(key, made.clone());
            made
        })
    }

    /// Give the frames of a fiber, and the running one, cores of their own, for frame objects.
    #[cold]
    pub(super) fn own_cores(&self, frames: &mut [Frame], running: &mut Rc<FunctionCore>) {
        for core in frames.iter_mut().map(|f| &mut f.core).chain([running]) {
            own_core(core);
        }
    }

    /// After something may have set the `f_trace` of frames that run: let them run traced code. The
    /// next instruction of the running frame is handed back.
    #[cold]
    pub(super) fn retrace(
        &self,
        frames: &mut [Frame],
        running: &mut Rc<FunctionCore>,
        pc: usize,
    ) -> usize {
        for frame in frames {
            if let Some((core, pc)) = self.changed_core(&frame.core, frame.pc() as usize) {
                frame.core = core;
                frame.set_pc(pc as u32);
            }
        }
        match self.changed_core(running, pc) {
            Some((core, pc)) => {
                *running = core;
                pc
            }
            None => pc,
        }
    }

    fn changed_core(
        &self,
        core: &Rc<FunctionCore>,
        pc: usize,
    ) -> Option<(Rc<FunctionCore>, usize)> {
        let activation = core.activation.clone()?;
        if core.code.origin.is_some() || activation.trace.borrow().is_unset() {
            return None;
        }
        activation.line.set(core.code.line_of(pc.saturating_sub(1)));
        activation.at.set(usize::MAX);
        let code = self.traced_code(&core.code);
        let before = code.places.get(pc.checked_sub(1)?)?;
        Some((
            core.with_activation(code.clone(), activation),
            *before as usize + 1,
        ))
    }

    // ---- frame objects ------------------------------------------------------------------------

    /// The frame object of the entry at `at`: the same one for the same run of a function, where
    /// that has been told apart from others.
    pub fn frame_object(&self, entries: Rc<[TraceEntry]>, at: usize) -> Value {
        let activation = entries.get(at).and_then(|e| e.core.activation.clone());
        let Some(activation) = activation else {
            return self.wrap(FrameObject::new(entries, at));
        };
        let known = activation.frame.borrow().upgrade().map(Value::heap);
        if let Some(known) = known
            && let Some(frame) = Native::<FrameObject>::from_value(&known)
        {
            frame.renew(entries, at);
            return known;
        }
        let made = self.wrap(FrameObject::new(entries, at));
        if let Some(object) = made.as_obj() {
            activation.frame.replace(Rc::downgrade(object));
        }
        made
    }

    // ---- events -------------------------------------------------------------------------------

    /// [`Op::Trace`] in a frame of `core` whose next instruction is `pc`.
    pub(super) fn trace_event(
        &self,
        regs: &mut Window,
        core: &Rc<FunctionCore>,
        callers: &[Frame],
        pc: usize,
        event: TraceEvent,
        reg: Reg,
    ) -> PyResult<()> {
        let Some(activation) = &core.activation else {
            return Ok(());
        };
        let leaves = matches!(event, TraceEvent::Return | TraceEvent::ReturnNone);
        if !self.is_traced() {
            if leaves {
                drop(activation.held.take());
            }
            return Ok(());
        }
        let value = match event {
            TraceEvent::Return | TraceEvent::Yield => regs[reg as usize].clone(),
            _ => Value::NONE,
        };
        let word = match event {
            TraceEvent::Call | TraceEvent::Resume => "call",
            TraceEvent::Line => "line",
            TraceEvent::Return | TraceEvent::ReturnNone | TraceEvent::Yield => "return",
        };
        // The place of this very instruction, which may differ from the next one's.
        let line = core.code.line_of(pc - 1);
        if event == TraceEvent::Line && !self.is_new_line(activation, line, pc) {
            return Ok(());
        }
        let begins = word == "call";
        let local = match begins {
            true => self.tracing.trace.borrow().clone(),
            false => activation.trace.borrow().clone(),
        };
        let profile = match event {
            TraceEvent::Line => Value::UNSET,
            _ => self.tracing.profile.borrow().clone(),
        };
        if local.is_set() || profile.is_set() {
            let locals = self.locals_at(core, regs, pc);
            let before = locals.copy();
            let mut entry = TraceEntry::new(core.clone(), pc as u32 - 1);
            entry.locals = Some(locals.clone());
            let frame = self.event_frame(activation, entry, callers);
            if event == TraceEvent::Call
                && let Some(f) = Native::<FrameObject>::from_value(&frame)
            {
                f.line.set(Some(core.code.first_line));
            }
            let told = self.tell(activation, &frame, word, &value, local, profile, begins);
            write_back(self, regs, &core.code, &before, &locals);
            told?;
        }
        if leaves {
            drop(activation.held.take());
        }
        Ok(())
    }

    /// Call the functions of an event.
    #[allow(clippy::too_many_arguments, reason = "the parts of an event")]
    fn tell(
        &self,
        activation: &Activation,
        frame: &Value,
        word: &str,
        value: &Value,
        local: Value,
        profile: Value,
        begins: bool,
    ) -> PyResult<()> {
        if local.is_set() {
            let result = self.call_tracer(&local, frame, word, value)?;
            if !result.is_none() {
                drop(activation.trace.replace(result));
            } else if begins {
                drop(activation.trace.take());
            }
        }
        if profile.is_set() {
            self.call_tracer(&profile, frame, word, value)?;
        }
        Ok(())
    }

    fn call_tracer(
        &self,
        function: &Value,
        frame: &Value,
        word: &str,
        value: &Value,
    ) -> PyResult<Value> {
        self.tracing.busy.set(true);
        self.set_loop_limit();
        let mut args = [frame.clone(), Value::str(word), value.clone()];
        let result = self.call(function, &mut args);
        self.tracing.busy.set(false);
        if result.is_err() {
            // A function that fails is set no longer.
            drop(self.tracing.trace.take());
            drop(self.tracing.profile.take());
        }
        self.set_loop_limit();
        result
    }

    fn is_new_line(&self, activation: &Activation, line: u32, pc: usize) -> bool {
        let back = pc <= activation.at.replace(pc);
        let changed = activation.line.replace(line) != line;
        (back || changed) && !activation.quiet.get() && activation.trace.borrow().is_set()
    }

    /// The frame object of an event, which lives as long as its frame from now on.
    fn event_frame(&self, activation: &Activation, entry: TraceEntry, callers: &[Frame]) -> Value {
        let outer = self.callers().into_iter().rev();
        let mut entries: Vec<TraceEntry> = outer
            .map(|f| TraceEntry {
                locals: f.locals,
                ..TraceEntry::new(f.core, f.pc)
            })
            .collect();
        entries.extend(
            callers
                .iter()
                .map(|f| TraceEntry::new(f.core.clone(), f.pc().saturating_sub(1))),
        );
        entries.push(entry);
        let at = entries.len() - 1;
        let frame = self.frame_object(entries.into(), at);
        drop(activation.held.replace(frame.clone()));
        frame
    }

    /// An exception passes a frame of traced code: the event for it, or the exception that the
    /// trace function raises instead.
    #[cold]
    pub(super) fn trace_exception(&self, entry: TraceEntry, regs: &[Value], exc: Exc) -> Exc {
        let Some(activation) = entry.core.activation.clone() else {
            return exc;
        };
        let local = activation.trace.borrow().clone();
        if !self.is_traced() || local.is_unset() {
            return exc;
        }
        let core = entry.core.clone();
        let mut entry = entry;
        entry.locals = Some(self.frame_locals(&core, regs));
        let frame = self.frame_for_exception(&activation, entry);
        let value = exc.value();
        let class = self.class_of(&value).value();
        let triple = Value::tuple(vec![class, value, self.traceback_object(&exc)]);
        let told = self.tell(
            &activation,
            &frame,
            "exception",
            &triple,
            local,
            Value::UNSET,
            false,
        );
        told.err().unwrap_or(exc)
    }

    /// A frame of traced code is left by an exception.
    #[cold]
    pub(super) fn trace_unwound(&self, core: &Rc<FunctionCore>, pc: u32) {
        let Some(activation) = core.activation.clone() else {
            return;
        };
        let local = activation.trace.borrow().clone();
        let profile = self.tracing.profile.borrow().clone();
        if self.is_traced() && (local.is_set() || profile.is_set()) {
            let frame = self.frame_for_exception(&activation, TraceEntry::new(core.clone(), pc));
            // What is raised here would hide the exception that is on its way.
            let told = self.tell(
                &activation,
                &frame,
                "return",
                &Value::NONE,
                local,
                profile,
                false,
            );
            drop(told);
        }
        drop(activation.held.take());
    }

    /// The frame object that the frame's events have had, at another place.
    fn frame_for_exception(&self, activation: &Activation, entry: TraceEntry) -> Value {
        let known = activation.held.borrow().clone();
        match Native::<FrameObject>::from_value(&known) {
            Some(frame) => {
                frame.move_to(entry);
                known
            }
            None => self.event_frame(activation, entry, &[]),
        }
    }
}

fn none_for_unset(cell: &RefCell<Value>) -> Value {
    cell.borrow().clone().into_option().unwrap_or(Value::NONE)
}

/// Make a frame's core one that no other run of the function has.
pub fn own_core(core: &mut Rc<FunctionCore>) {
    if core.activation.is_none() {
        *core = core.with_activation(core.code.clone(), Rc::default());
    }
}

/// Variables that a trace function has changed in `f_locals`.
fn write_back(vm: &Vm, regs: &mut Window, code: &Code, before: &Dict, after: &Dict) {
    let is_function = code.params.count() > 0 || !code.locals.is_empty();
    if !is_function {
        return;
    }
    let changed = |local: &Local| {
        let now = after.get_str(&local.name)?;
        let was = before.get_str(&local.name);
        (!was.is_some_and(|was| was.is(&now))).then_some(now)
    };
    for local in &code.locals {
        let Some(value) = changed(local) else {
            continue;
        };
        let cell = match (local.far, regs[local.reg as usize].payload()) {
            (Some(at), Some(Payload::List(cells))) => cells.borrow().get(usize::from(at)).cloned(),
            (None, Some(Payload::Cell(_))) if local.cell => Some(regs[local.reg as usize].clone()),
            _ => None,
        };
        match cell.as_ref().and_then(Value::payload) {
            Some(Payload::Cell(content)) => drop(content.replace(value)),
            _ => put(vm, &mut regs[local.reg as usize], value),
        }
    }
}

/// An instruction that belongs to no line of its own: what a statement of several lines does at
/// its end, and the way back to the head of a loop.
fn stands_for_no_line(code: &Code, at: usize) -> bool {
    let span = code.spans.get(at).copied().unwrap_or_default();
    let line = |place: u32| code.file.line_of(place as usize);
    match code.ops.get(at) {
        Some(Op::Jump { offset }) => {
            let target = (at as i64 + 1 + i64::from(*offset)).max(0) as usize;
            let to_head = *offset < 0 && code.line_of(target) == code.line_of(at);
            to_head || line(span.0) != line(span.1)
        }
        Some(
            Op::PushHandling { .. }
            | Op::PopHandling { .. }
            | Op::Reraise { .. }
            | Op::Clear { .. }
            | Op::Return { .. }
            | Op::ReturnNone { .. },
        ) => line(span.0) != line(span.1),
        _ => false,
    }
}

/// A copy of code with trace instructions: at its start, where a line begins, around what it hands
/// back.
fn with_trace_instructions(code: &Rc<Code>) -> Code {
    let count = code.ops.len();
    let mut is_target = vec![false; count + 1];
    for (at, op) in code.ops.iter().enumerate() {
        if let Some(offset) = offset_of(op) {
            let target = at as i64 + 1 + i64::from(offset);
            if let Some(mark) = usize::try_from(target)
                .ok()
                .and_then(|t| is_target.get_mut(t))
            {
                *mark = true;
            }
        }
    }
    for handler in &code.handlers {
        if let Some(mark) = is_target.get_mut(handler.target as usize) {
            *mark = true;
        }
    }
    let prologue = code.spans.iter().take_while(|s| **s == (0, 0)).count();
    let mut ops = Vec::with_capacity(count * 2);
    let mut spans = Vec::with_capacity(count * 2);
    // Where jumps to an instruction go, and where it is itself.
    let (mut entries, mut places) = (Vec::with_capacity(count + 1), Vec::with_capacity(count + 1));
    let mut line = 0;
    let mut last = (0, 0);
    let mut marks = code.marks.iter().peekable();
    for (at, op) in code.ops.iter().enumerate() {
        let own = code.spans.get(at).copied().unwrap_or_default();
        // What has no place is where the one before it is.
        let span = if own == (0, 0) { last } else { own };
        let mut trace = |event, reg, span| {
            ops.push(Op::Trace { event, reg });
            spans.push(span);
            ops.len() as u32
        };
        if at == prologue {
            trace(TraceEvent::Call, 0, span);
        }
        let mut entry = None;
        while let Some(mark) = marks.next_if(|m| m.at as usize <= at) {
            let end = trace(TraceEvent::Line, 0, (mark.place, mark.place + 1));
            if !mark.is_empty {
                entry.get_or_insert(end - 1);
            }
            // What follows on the line has its event already.
            line = code.file.line_of(mark.place as usize) as u32;
        }
        // The end of a class statement's body belongs to no line either.
        let ends_class = code.kind == CodeKind::Class
            && line > code.first_line
            && code.line_of(at) == code.first_line;
        if own != (0, 0) && !stands_for_no_line(code, at) && !ends_class {
            let here = code.line_of(at);
            if here != line || is_target[at] {
                let end = trace(TraceEvent::Line, 0, span);
                entry.get_or_insert(end - 1);
            }
            line = here;
            last = own;
        }
        match *op {
            Op::Return { src, .. } if code.kind != CodeKind::Class => {
                let end = trace(TraceEvent::Return, src, span);
                entry.get_or_insert(end - 1);
            }
            Op::Return { .. } | Op::ReturnNone { .. } => {
                let place = if code.kind == CodeKind::Class {
                    last
                } else {
                    span
                };
                let end = trace(TraceEvent::ReturnNone, 0, place);
                entry.get_or_insert(end - 1);
            }
            Op::Yield { src, .. } => {
                let end = trace(TraceEvent::Yield, src, span);
                entry.get_or_insert(end - 1);
            }
            _ => {}
        }
        let place = ops.len() as u32;
        entries.push(entry.unwrap_or(place));
        places.push(place);
        ops.push(*op);
        spans.push(span);
        if let Op::Yield { .. } = op {
            ops.push(Op::Trace {
                event: TraceEvent::Resume,
                reg: 0,
            });
            spans.push(span);
        }
    }
    entries.push(ops.len() as u32);
    for (at, op) in code.ops.iter().enumerate() {
        if let Some(offset) = offset_of(op) {
            let target = (at as i64 + 1 + i64::from(offset)).clamp(0, count as i64) as usize;
            let place = places[at];
            set_offset(
                &mut ops[place as usize],
                i64::from(entries[target]) - i64::from(place) - 1,
            );
        }
    }
    let moved = |at: u32| entries[(at as usize).min(count)];
    let handlers = code.handlers.iter().map(|h| Handler {
        start: moved(h.start),
        end: moved(h.end),
        target: moved(h.target),
        ..*h
    });
    let mut copy = code.duplicate();
    copy.handlers = handlers.collect();
    copy.ops = ops.into();
    copy.spans = spans.into();
    copy.places = places.into();
    copy.origin = Some(code.clone());
    copy
}
